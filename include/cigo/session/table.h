#pragma once
/* A group of an open session as a table: which rows are in sight and in which order, and what is done to
 * many cells at once. The full screen and the plain lines both work through it. Sorting and filtering are of
 * the view: the order of the case never changes by them.
 *
 * Rows are counted from 0 in view order, columns from 0 in the table's order (those of `table:` first).
 * The view stands still while one works: a row that is edited neither jumps nor disappears, a row that is
 * added is in sight, a row that undo brings back is where it was. Only sort, filter and refresh look at the
 * values again. Every function first takes in what the session did in the meantime. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/session/session.h>

struct cigo_table;

/* Session and group are borrowed and outlive the table. */
struct cigo_table *cigo_table_new(struct cigo_session *session, const struct cigo_group *group);
void cigo_table_free(struct cigo_table *table);
const struct cigo_group *cigo_table_group(const struct cigo_table *table);

/* ---- what is in sight ---- */
#define CIGO_TABLE_NOWHERE SIZE_MAX
size_t cigo_table_rows(struct cigo_table *table);     /* in sight */
size_t cigo_table_all_rows(struct cigo_table *table); /* of the group */
size_t cigo_table_columns(const struct cigo_table *table);
const struct cigo_field *cigo_table_column(const struct cigo_table *table, size_t column);
/* The column of a field of the group. */
size_t cigo_table_column_of(const struct cigo_table *table, const struct cigo_field *field);
int64_t cigo_table_row_id(struct cigo_table *table, size_t row);
size_t cigo_table_position(struct cigo_table *table, size_t row); /* in the case, from 0 */
/* NOWHERE when the row is gone or not in sight. */
size_t cigo_table_row_at(struct cigo_table *table, size_t position);
size_t cigo_table_find_row(struct cigo_table *table, int64_t id);
struct cigo_place cigo_table_place(struct cigo_table *table, size_t row, size_t column);

/* ---- order ---- numbers and dates by value, choices in the order of the form, texts without case and
 * accents; what cannot be read after that, empty cells last, both ways. Rows that are equal keep the order
 * that they have in the view, so sorting by one column and then by another works. */
void cigo_table_sort(struct cigo_table *table, size_t column, bool descending);
void cigo_table_unsort(struct cigo_table *table);
/* The column it was sorted by, NOWHERE = the order of the case. */
size_t cigo_table_sorted(const struct cigo_table *table, bool *ret_descending);

/* ---- filter ---- rows with a cell that contains the text (case and accents ignored), rows with an open
 * alert; both together when both are set. "" and false take it off. */
void cigo_table_filter(struct cigo_table *table, struct cigo_str text, bool only_problems);
const char *cigo_table_filter_text(const struct cigo_table *table); /* borrowed; "" = none */
bool cigo_table_only_problems(const struct cigo_table *table);
/* Sort and filter again by the values of now. */
void cigo_table_refresh(struct cigo_table *table);
/* A number that is another one whenever a value, a row or what is in sight may have changed since: whoever keeps
 * a result asks for it first. */
uint64_t cigo_table_stamp(struct cigo_table *table);

/* ---- find ---- the next (direction 1) or previous (-1) row in sight with a cell that contains the text,
 * from `from` on (itself included), around the end. false: there is none. */
bool cigo_table_find(struct cigo_table *table, struct cigo_str text, size_t from, int direction,
                     size_t *ret_row, size_t *ret_column);

/* ---- alerts ---- open ones only, of the severities that show while filling in. */
enum cigo_table_mark {
    CIGO_MARK_NONE, CIGO_MARK_INFO, CIGO_MARK_WARNING, CIGO_MARK_ERROR
};
enum cigo_table_mark cigo_table_row_mark(struct cigo_table *table, size_t row); /* the strongest */
enum cigo_table_mark cigo_table_cell_mark(struct cigo_table *table, size_t row, size_t column);
struct cigo_table_counts {
    size_t errors, warnings, infos;
};
struct cigo_table_counts cigo_table_row_counts(struct cigo_table *table, size_t row);
size_t cigo_table_problem_rows(struct cigo_table *table); /* of the whole group */
/* With their texts, in the arena; acknowledged and contested ones too. */
struct cigo_alerts cigo_table_row_alerts(struct cigo_table *table, size_t row, struct cigo_arena *arena);
struct cigo_alerts cigo_table_cell_alerts(struct cigo_table *table, size_t row, size_t column,
                                          struct cigo_arena *arena);
/* The next or previous cell with an alert after (before) this one, in view order, around the end; the same
 * cell again when it is the only one. An alert of the row as a whole stands at column 0. Row NOWHERE: from
 * the start. false: no row in sight has one. */
bool cigo_table_next_problem(struct cigo_table *table, size_t row, size_t column, int direction,
                             size_t *ret_row, size_t *ret_column);

/* ---- totals ---- */
bool cigo_table_can_total(const struct cigo_field *field); /* integers, decimals, money */
struct cigo_table_total {
    int64_t sum;               /* in the column's unit: integers, hundredths */
    bool too_big;              /* the sum does not fit: sum is 0 */
    size_t n, empty, unreadable; /* cells that count, and those that do not */
};
/* Over every row of the group, in sight or not. */
struct cigo_table_total cigo_table_total_all(struct cigo_table *table, size_t column);
/* Over n rows in sight from `row` on (0, SIZE_MAX: all in sight). */
struct cigo_table_total cigo_table_total(struct cigo_table *table, size_t column, size_t row, size_t n);
void cigo_table_total_text(const struct cigo_field *field, const struct cigo_table_total *total,
                           struct cigo_buf *out);

/* ---- ranges and rows ---- each of these is one action, which one undo takes back. A range is cut to what
 * there is; cells that cannot be seen (their field is hidden in that row) are left alone. Errors as in
 * session.h; nothing is done then. */
struct cigo_table_range {
    size_t row, n_rows, column, n_columns;
};
/* Tab-separated, a line for each row; values as they are written, choices by their label. */
void cigo_table_copy(struct cigo_table *table, struct cigo_table_range range, struct cigo_buf *out);
bool cigo_table_clear(struct cigo_table *table, struct cigo_table_range range,
                      struct cigo_effects *ret_effects, struct cigo_error *err);
/* The first row's texts go to the other rows of the range; an empty one goes nowhere. */
bool cigo_table_fill_down(struct cigo_table *table, struct cigo_table_range range,
                          struct cigo_effects *ret_effects, struct cigo_error *err);
bool cigo_table_remove(struct cigo_table *table, size_t row, size_t n, struct cigo_effects *ret_effects,
                       struct cigo_error *err);
/* How many rows the last removal took that are not there again. */
size_t cigo_table_removed(struct cigo_table *table);
/* Put them back where they were, with their texts, as new rows; works however much was done since. */
bool cigo_table_restore(struct cigo_table *table, size_t *ret_row, struct cigo_effects *ret_effects,
                        struct cigo_error *err);
/* An empty row after `row` (in the case), NOWHERE = at the end. */
bool cigo_table_add(struct cigo_table *table, size_t row, size_t *ret_row,
                    struct cigo_effects *ret_effects, struct cigo_error *err);
bool cigo_table_duplicate(struct cigo_table *table, size_t row, size_t *ret_row,
                          struct cigo_effects *ret_effects, struct cigo_error *err);
