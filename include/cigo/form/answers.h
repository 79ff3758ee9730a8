#pragma once
/* The answers of one case: raw text as typed, and what the kind made of it. Owned by the session, read
 * by validation, exchange and the front ends. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/form/form.h>

/* One answer as it is read: a view, borrowed until an answer of its row changes. */
struct cigo_cell {
    const char *raw;  /* as typed (cleaned, trimmed); NULL = empty. A date that was read by the day
                       * that today is (no year, or two digits of a birth year) is kept in full. */
    const char *text; /* canonical text of a text value; may be raw itself; or NULL */
    int64_t i;        /* integer value */
    uint8_t storage;  /* enum cigo_storage */
    uint8_t verdict;  /* enum cigo_verdict */
};

/* Cells are kept packed (cells.c), so that a million rows fit in memory. */
struct cigo_row {
    int64_t id;           /* stable, from 1, never reused in a case */
    unsigned char *cells; /* one for each column of the group: cigo_row_cell; NULL = all empty */
};

struct cigo_rows {
    struct cigo_row *items; /* in the order of the user; position = index + 1 */
    size_t n, cap;
    int64_t next_id;
    uint64_t used; /* columns in which a row has, or had, something, by bit; the last for all from there on */
    struct cigo_row_hint *hints; /* where each stands, while they are not in the order of their ids */
    size_t n_hints, cap_hints, drift;
};

struct cigo_reader; /* what reading a text needs, kept between texts */

struct cigo_answers {
    const struct cigo_form *form;
    int32_t today;
    struct cigo_row *fields;  /* single fields, each a row of one cell; form->n_fields */
    struct cigo_rows *groups; /* form->n_groups */
    struct cigo_reader *reader;
};

/* Where an answer stands. field NULL = the whole group; group NULL = a single field. */
struct cigo_place {
    const struct cigo_field *field;
    const struct cigo_group *group;
    int64_t row; /* row id, 0 without group */
};

/* Of what stands in a section: its field, its group; nothing for what is computed. */
struct cigo_place cigo_item_place(const struct cigo_form *form, const struct cigo_item *item);

struct cigo_answers *cigo_answers_new(const struct cigo_form *form, int32_t today);
void cigo_answers_free(struct cigo_answers *answers);

/* Is there such a single field, or such a row? */
bool cigo_answers_has(const struct cigo_answers *answers, struct cigo_place place);
/* The cell at a place; an empty one where there is no such row. */
struct cigo_cell cigo_answers_cell(const struct cigo_answers *answers, struct cigo_place place);
struct cigo_cell cigo_row_cell(const struct cigo_row *row, size_t column);
const char *cigo_row_text(const struct cigo_row *row, size_t column); /* cell.raw alone */
/* The same as a value, NULL when it is empty or bad: what a rule reads, a hundred times for each row. */
struct cigo_value cigo_row_value(const struct cigo_row *row, size_t column);
/* Do two rows have the same value there? Sooner than by reading both; never true of two that differ, but false where
 * the same value is kept in another way. */
bool cigo_row_same_value(const struct cigo_row *row, const struct cigo_row *other, size_t column);
bool cigo_row_has(const struct cigo_row *row, size_t column); /* is the cell not empty? */
/* May a row have something in this column? Told without looking at them. */
bool cigo_rows_use(const struct cigo_rows *rows, size_t column);
/* Has one of its cells a format alert (CIGO_BAD or CIGO_WARNING)? Told without looking at them. */
bool cigo_row_alert(const struct cigo_row *row);
/* Borrowed like the cell. */
struct cigo_value cigo_cell_value(struct cigo_cell cell);
/* Read the text with the field's kind and keep it. Empty text empties the cell. */
void cigo_answers_put(struct cigo_answers *answers, struct cigo_place place, struct cigo_str text);

/* Keep a text as it is, with this verdict and without a value: what stands for an answer that is not here. */
void cigo_answers_put_shape(struct cigo_answers *answers, struct cigo_place place, struct cigo_str text,
                            enum cigo_verdict verdict);

/* Position (from 0) of a row by id; n of rows if there is none. */
size_t cigo_rows_find(const struct cigo_rows *rows, int64_t id);
/* Insert an empty row at position pos (≤ n) with this id (0 = a new one). Returns its id. */
int64_t cigo_answers_row_add(struct cigo_answers *answers, const struct cigo_group *group, size_t pos,
                             int64_t id);
/* All texts of the row at this position at once. */
void cigo_answers_row_fill(struct cigo_answers *answers, const struct cigo_group *group, size_t pos,
                           const struct cigo_str *texts);
/* Many rows at the end, with their texts: n × (columns of the group) in column order. Returns the first id. */
int64_t cigo_answers_rows_append(struct cigo_answers *answers, const struct cigo_group *group,
                                 const struct cigo_str *texts, size_t n);
/* Rows out of their group and back at its end, as they are. The caller frees the array (not the cells) or, of
 * rows that are out, both with cigo_rows_free. */
struct cigo_row *cigo_answers_rows_take(struct cigo_answers *answers, const struct cigo_group *group, size_t pos,
                                        size_t n);
void cigo_answers_rows_put(struct cigo_answers *answers, const struct cigo_group *group,
                           const struct cigo_row *items, size_t n);
void cigo_rows_free(struct cigo_row *items, size_t n);
bool cigo_answers_row_remove(struct cigo_answers *answers, const struct cigo_group *group, int64_t id);

/* Read a text with a field's kind, `today` filled in (for messages of format alerts). After a number the field's own
 * unit may stand, as it is shown: "40 ore". */
void cigo_field_parse(const struct cigo_field *field, int32_t today, struct cigo_str text,
                      struct cigo_parsed *parsed);
