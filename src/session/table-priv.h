#pragma once
/* Inside the table: the view and what is derived from it. */

#include <cigo/base/alloc.h>
#include <cigo/session/table.h>
#include "session-priv.h"

/* A row that the view knows, in sight or filtered out, alive or removed: a removed one keeps its place for
 * the case that it comes back. */
struct view_entry {
    int64_t id;
    bool shown;
};

struct row_at { /* where a row stands in the case */
    int64_t id;
    size_t position;
};

struct cell_mark {
    size_t position; /* of the row in the case */
    size_t column;   /* of the table; NOWHERE = the row as a whole */
    enum cigo_table_mark mark;
    bool first;      /* of the places where its alert stands: this one counts */
};

struct removed_row {
    int64_t id;
    size_t position;
    char **texts;
};

struct cigo_table {
    struct cigo_session *session;
    const struct cigo_group *group;
    size_t *columns;         /* table column → index in the group */
    size_t *column_of;       /* and back */

    uint64_t revision;       /* of the session, when the view last looked */
    struct row_at *alive;    /* by id */
    int64_t *ids;            /* by position */
    size_t n_alive;

    struct view_entry *entries;
    size_t n_entries, cap_entries;
    size_t *view;            /* row in view order → position in the case */
    size_t *row_of;          /* position → row, NOWHERE = not in sight */
    size_t n_view;
    uint64_t n_rebuilt;      /* how often that was made */

    size_t sorted;           /* column, NOWHERE = none */
    bool descending;
    char *filter;
    bool only_problems;

    bool marks_known;
    uint64_t marks_revision;
    struct cell_mark *marks; /* open alerts, by position and column, one for each place */
    size_t n_marks, cap_marks;
    uint8_t *row_marks;      /* by position: the strongest */

    struct removed_row *removed; /* the last removal, by position */
    size_t n_removed;
};

/* table.c */
/* Take in what the session did since: rows that came and went. Text changes move nothing. */
void cigo_table_sync(struct cigo_table *table);
/* Entries in the order of the case; a row that is new is in sight. */
void cigo_table_follow_case(struct cigo_table *table);
/* After entries changed: who is in sight. */
void cigo_table_rebuild(struct cigo_table *table);
/* Position of a row in the case, NOWHERE if there is none. */
size_t cigo_table_position_of(const struct cigo_table *table, int64_t id);
struct cigo_place cigo_table_place_at(const struct cigo_table *table, size_t position, size_t column);

/* table_match.c: a text to look for, made ready once. */
struct wanted;
struct needle {
    struct wanted *wanted;   /* its words, then the whole of it; n = 0: a text of nothing but blanks and accents */
    size_t n, cap;
};
void cigo_needle_init(struct needle *needle, const struct cigo_table *table, struct cigo_str text);
void cigo_needle_finish(struct needle *needle);
/* The column of a row that has every word in one cell or another: the first whose cell has the whole text, else the
 * first with the first word. NOWHERE = the row has not all of them; 0 when nothing is looked for. */
size_t cigo_needle_column(const struct needle *needle, const struct cigo_table *table, size_t position);

/* table_marks.c */
void cigo_table_marks_ready(struct cigo_table *table);

/* table_rows.c */
void cigo_table_forget_removed(struct cigo_table *table);
