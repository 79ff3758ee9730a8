#pragma once
/* Inside the rule database: one node for each thing that is brought up to date, in one fixed order.
 */

#include "sandbox-priv.h"
#include "sql-priv.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cigo/base/arena.h>

#include <cigo/validation/rules.h>

enum node_type {
    NODE_TODAY,
    NODE_PARAM,
    NODE_SECTION_VISIBLE,
    NODE_FIELD_VISIBLE,
    NODE_FIELD_REQUIRED,
    NODE_FIELD, /* an answer, as domanda or testi show it */
    NODE_GROUP_VISIBLE,
    NODE_ROWS,           /* which rows a group's table holds */
    NODE_COLUMN_VISIBLE, /* row rules: a set of rows */
    NODE_COLUMN_REQUIRED,
    NODE_COLUMN, /* the cells, as the group's table shows them */
    NODE_ROW_COMPUTED,
    NODE_COMPUTED,
    NODE_VIEW,
    NODE_ALERT, /* for rows when `group` is set */
};

/* An owned value. */
struct held {
    uint8_t storage; /* enum cigo_storage */
    int64_t i;
    char *s;
    size_t n;
};

struct member {
    int64_t row;
    uint32_t places;
};
/* Rows for which a row rule is true, ascending. */
struct members {
    struct member *items;
    size_t n, cap;
};

struct node;
struct edge {
    struct node *to;
    bool own;   /* a row of the source concerns only the same row of `to` */
    bool order; /* only comes before it */
};

/* What a row-computed value is, by row id, ascending. */
struct row_value {
    int64_t row;
    struct held value;
};

struct node {
    enum node_type type;
    uint32_t index;                 /* in rules->nodes */
    uint32_t rank;                  /* place in the order of evaluation */
    const struct cigo_group *group; /* rows, columns, row rules */
    const struct cigo_field *field;
    const struct cigo_computed *computed;
    const struct cigo_param *param;
    const struct cigo_section *section;
    const struct cigo_view *view;
    const struct cigo_alert_def *alert;

    /* the rule */
    const char **sql; /* rewritten expressions, NULL = always true; in the arena */
    size_t n_sql;
    struct cigo_pos pos;
    struct node *twin; /* has the same condition: compiled and judged once */
    const char *name; /* made at first use */
    bool whole;       /* row rule that reads other rows: all rows are judged together */
    bool window;
    bool probed; /* compiled with a copy in the group's place: its reads say whose row */
    sqlite3_stmt *all,
        *one;               /* every row (or the single value); one row, or the rows of one tuple */
    const struct single *single; /* the table with one row where its value stands */
    bool asked;                  /* FIELD: it has a vuoto_ column too */
    const char *ddl;             /* VIEW */
    size_t day_column;           /* VIEW: its first date; SIZE_MAX = none */
    struct edge *edges;     /* who reads this */
    size_t n_edges, cap_edges;
    struct node **reads; /* whom this reads, each once */
    size_t n_reads, cap_reads;
    uint32_t n_before;               /* edges into this: for sorting */
    const struct cigo_input *inputs; /* "why", made at first use */
    size_t n_inputs;

    /* what must be done */
    bool dirty; /* everything; else only `rows` */
    int64_t *rows;
    size_t n_rows, cap_rows;

    /* results */
    struct held value; /* single value; conditions 0, 1 or NULL */
    bool empty;        /* FIELD: what vuoto says */
    uint32_t places;
    bool unknown; /* of a single alert: neither true nor false */
    struct members set;       /* row rules */
    struct row_value *row_values; /* ROW_COMPUTED */
    size_t n_row_values, cap_row_values;
    struct cigo_value *table; /* VIEW: n_table rows, in table_arena */
    size_t n_table;
    struct view_day *days; /* VIEW: its rows by day, those that have one */
    size_t n_days;
    struct cigo_arena *table_arena;
    bool lost;     /* VIEW: failed, or reads one that did */
    char *failure; /* owned; NULL = fine */
};

/* A column of a group's table: what stands there, and of which column or computed value. */
enum table_column_type {
    COLUMN_ID,
    COLUMN_CLASS, /* _classe: of rows that are the same to the statement (row_classes.c) */
    COLUMN_TIMES, /* _volte, _righe: how many rows the class has */
    COLUMN_FIELD,
    COLUMN_EMPTY,
    COLUMN_COMPUTED,
    COLUMN_COUNT,
};
enum { CIGO_CLASS_COLUMNS = 4 }; /* _riga, _classe, _volte, _righe stand before all others */
struct table_column {
    enum table_column_type type;
    size_t index;
};

/* The rows of a group by the value of one column (row_index.c). A row's number is its position + 1; 0 = none. */
struct indexed_row {
    uint32_t next, count; /* the next row with this value; how many have it, 0 where there is none */
};
struct index_slot {
    uint32_t hash, first; /* of a value, its first row; open addressing */
};
struct row_index {
    size_t column, n, cap, mask, used; /* `used` slots of mask + 1 */
    struct index_slot *slots;
    struct indexed_row *rows;
};

/* The rows of a group by what some columns of its table say (row_classes.c). */
struct row_class {
    uint64_t hash;
    uint32_t first, count; /* position of one of its rows; rows in it, which may have left it by now */
};
struct row_classes {
    struct row_classes *next;
    uint64_t columns; /* by bit; the last bit stands for all columns from there on */
    size_t n, cap, rows, cap_rows;
    bool each;        /* every row is a class of its own: class = position, and no arrays */
    struct row_class *items;
    uint32_t *of;     /* by position; NULL = all rows are of the first class */
    struct row_classes *a, *b; /* the pairs that tell its classes apart; NULL = those of one column */
    unsigned users;   /* cursors that go by it, and pairs */
    unsigned stamp;   /* of the last change that it went through */
};

/* What a group's table is over: its rows, or as an empty copy (_copia_) none. */
struct group_table {
    struct cigo_rules *rules;
    struct mirror *mirror;
    bool empty;
};

/* A group's table (group_table.c). */
struct mirror {
    const struct cigo_group *group;
    struct node *visible, *rows;
    struct node **columns, **column_visible, **column_required; /* by column */
    struct node **computed;
    bool *vuoto;         /* columns with a vuoto_ column */
    bool copy;           /* has a _copia */
    const char *ddl;
    struct group_table table, copy_table;
    bool shown;            /* a hidden group's table is empty */
    struct table_column *map;
    size_t n_map;
    bool made;                  /* an index or classes, since all were dropped */
    struct row_index **indexes; /* by column; NULL = not made */
    struct row_classes *classes; /* the last one asked for is the first */
    unsigned stamp, n_changes;   /* changes that the classes went through, all and since the last run */
    uint64_t known, vary;        /* columns, by bit: is it known whether rows differ in it, and do they? */
    const struct row_classes *told; /* those that the last statement with _classe went by */
};

/* A table with one row (single_table.c): a column is what a node holds, or whether its field is empty. */
struct single_column {
    const struct node *node;
    bool empty;
};
struct single {
    const char *name, *ddl;
    struct single_column *columns; /* without _id, which stands first */
    size_t n;
};

/* A row of a view, by its day (view_table.c). */
struct view_day {
    int64_t day;
    size_t row;
};

struct part_entry; /* texts.c */

struct cigo_rules {
    const struct cigo_form *form;
    const struct cigo_answers *answers; /* NULL while only checking */
    struct cigo_arena *arena;           /* lives as long as the rules */
    struct cigo_arena *scratch;         /* one step's */
    struct cigo_problems *problems;     /* while compiling */
    bool strict;                        /* cigo_rules_check: the plain forms too */
    struct sandbox box;
    struct node **nodes;
    size_t n_nodes, cap_nodes;
    struct node **order; /* by rank */
    uint64_t *todo;      /* bit for each rank */

    struct node *today;
    struct node **params, **sections, **fields, **field_visible, **field_required;
    struct node **computed, **views, **alerts;
    bool *vuoto; /* single fields with a vuoto_ column */
    struct single domanda, testi, param;
    struct mirror *mirrors;               /* form->n_groups */
    const struct cigo_field *periodo_dal; /* what dates the params, or NULL */
    size_t n_lost_views;

    struct cigo_fired *fired;
    size_t n_fired, cap_fired;
    bool fired_ready;
    bool frozen; /* results are told, not judged */
    struct cigo_failure *failures;
    size_t n_failures, cap_failures;
    struct part_entry *parts; /* placeholders, open addressing */
    size_t n_parts, cap_parts;
};

/* nodes.c: one node for each thing of the form */
void cigo_nodes_make(struct cigo_rules *rules);
void cigo_nodes_free(struct cigo_rules *rules);
/* "R-DUR-13W", "visible:causale", "lavoratori.ore" */
const char *cigo_node_name(struct cigo_rules *rules, struct node *node);
/* Judged row by row: `set` or row values are its result. */
bool cigo_node_is_rows(const struct node *node);

/* rewrite.c: type checks and rewrites every rule; compile.c: the statements */
void cigo_rules_rewrite(struct cigo_rules *rules);
bool cigo_sql_has_word(const char *sql, const char *word); /* outside strings; upper case word */
void cigo_rules_compile(struct cigo_rules *rules);
/* Make the statement of a row rule for one row or one tuple, if it is not there. */
bool cigo_node_one(struct cigo_rules *rules, struct node *node);

/* schema.c: the tables. All are virtual, over what is here already: nothing is ever written. */
bool cigo_schema_make(struct cigo_rules *rules, struct cigo_error *err);
/* In a table's xConnect: its columns. */
int cigo_schema_declare(sqlite3 *db, const char *ddl, char **err);
/* Their modules; each table is one under its own name, with what it is over as data. */
extern const sqlite3_module cigo_single_module; /* struct single */
extern const sqlite3_module cigo_group_module;  /* struct group_table */
extern const sqlite3_module cigo_view_module;   /* struct node */
/* The view's rows are others: sort them by day. */
void cigo_view_sort(struct node *node);

/* row_index.c: made at first use; dropped when the column's values may have changed */
const struct row_index *cigo_row_index(const struct cigo_rules *rules, struct mirror *mirror, size_t column);
/* The first row with this value; SIZE_MAX = none. */
size_t cigo_row_index_first(const struct cigo_rules *rules, const struct mirror *mirror,
                            const struct row_index *index, const struct cigo_value *value);
void cigo_row_index_drop(struct mirror *mirror, size_t column);
void cigo_row_indexes_drop(struct mirror *mirror);
/* The row at this position has another value in the column, is new, or has gone. */
void cigo_row_index_renew(const struct cigo_rules *rules, struct mirror *mirror, size_t column, size_t at);
void cigo_row_indexes_insert(const struct cigo_rules *rules, struct mirror *mirror, size_t at);
void cigo_row_indexes_remove(struct mirror *mirror, size_t at);

/* row_classes.c: made at first use, those asked for last are kept. The caller gives back with users--. */
struct row_classes *cigo_row_classes(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns);
void cigo_row_classes_drop(struct mirror *mirror, uint64_t columns); /* those that any of these tells apart */
uint64_t cigo_row_classes_bit(size_t table_column);
static inline size_t cigo_row_class_of(const struct row_classes *classes, size_t at)
{
    return classes->each ? at : classes->of ? classes->of[at] : 0;
}
/* class_changes.c: the row at this position is another in these columns, is new, or has gone. */
void cigo_row_classes_renew(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns, size_t at);
void cigo_row_classes_insert(const struct cigo_rules *rules, struct mirror *mirror, size_t at);
void cigo_row_classes_remove(const struct cigo_rules *rules, struct mirror *mirror, size_t at);
/* What both files need: the hash of a pair of classes. */
uint64_t cigo_row_classes_pair(size_t a, size_t b);

/* graph.c: edges from what was read, then one order; cycles are problems */
void cigo_graph_read(struct cigo_rules *rules, struct node *node);
void cigo_graph_order(struct cigo_rules *rules);

/* marks.c: what must be done again */
void cigo_mark(struct cigo_rules *rules, struct node *node);
void cigo_mark_row(struct cigo_rules *rules, struct node *node, int64_t row);
/* The node's value changed: mark its readers. */
void cigo_mark_readers(struct cigo_rules *rules, const struct node *node);
void cigo_mark_readers_row(struct cigo_rules *rules, const struct node *node, int64_t row);
/* Rows came or went: readers of anything of the group. */
void cigo_mark_group(struct cigo_rules *rules, const struct mirror *mirror);
void cigo_mark_group_row(struct cigo_rules *rules, const struct mirror *mirror, int64_t row);
/* Sort the node's rows, each once. */
void cigo_mark_sort(struct node *node);

/* values.c */
bool cigo_held_eq(const struct held *held, const struct cigo_value *value);
bool cigo_held_set(struct held *held, const struct cigo_value *value); /* true if it changed */
void cigo_held_finish(struct held *held);
struct cigo_value cigo_held_value(const struct held *held);
uint64_t cigo_value_hash(const struct cigo_value *value);
void cigo_value_bind(sqlite3_stmt *stmt, int index, const struct cigo_value *value);
/* The text must stay while the statement runs. */
void cigo_value_result(sqlite3_context *ctx, const struct cigo_value *value);
/* The column's value, text borrowed from stmt. false: it is a REAL or BLOB. */
bool cigo_value_column(sqlite3_stmt *stmt, int column, struct cigo_value *ret_value);
/* A text cut to its share of a row with that many columns. */
struct cigo_value cigo_value_cut(struct cigo_value value, size_t columns);
struct cigo_value cigo_value_keep(struct cigo_arena *arena, struct cigo_value value);
/* Is value what its declaration says? A multichoice is sorted into choice order (in arena).
 * Returns NULL, or what is wrong. */
const char *cigo_value_check(const struct cigo_sql_want *want, struct cigo_arena *arena,
                             struct cigo_value *value);
struct cigo_sql_want cigo_want_of(const struct cigo_computed *computed);

/* members.c */
struct cigo_value cigo_row_value_get(const struct node *node, int64_t row); /* NULL where there is none */
bool cigo_row_value_set(struct node *node, int64_t row, const struct cigo_value *value); /* true if it changed */
void cigo_row_values_finish(struct node *node);
void cigo_members_set(struct members *set, int64_t row, uint32_t places); /* 0 removes */
uint32_t cigo_members_get(const struct members *set, int64_t row);        /* 0 = not in */
void cigo_members_sort(struct members *set);

/* eval.c, rows.c, row_rules.c, views.c: bring one node up to date. */
void cigo_eval_node(struct cigo_rules *rules, struct node *node);
void cigo_eval_rows(struct cigo_rules *rules, struct node *node);
void cigo_eval_cells(struct cigo_rules *rules, struct node *node);
void cigo_eval_row_rule(struct cigo_rules *rules, struct node *node);
void cigo_eval_view(struct cigo_rules *rules, struct node *node);
/* Note why a node has no value. */
void cigo_node_fail(struct node *node, const char *why);
void cigo_node_fail_code(struct cigo_rules *rules, struct node *node, int code);
void cigo_node_ok(struct node *node);
/* It reads a view that has failed: unknown, without a word of its own. */
bool cigo_node_poisoned(const struct cigo_rules *rules, const struct node *node);
/* Start counting the steps of one evaluation of this node. */
void cigo_node_arm(struct cigo_rules *rules, const struct node *node);
/* The places that conditions select; 0 = does not fire. At least one bit without any place. */
uint32_t cigo_node_places(const struct node *node, const struct cigo_value *values);

bool cigo_rules_section_shown(const struct cigo_rules *rules, size_t section);
bool cigo_rules_group_shown(const struct cigo_rules *rules, const struct mirror *mirror);
/* Rows in a group's table; the position of one, or that number; what a rule sees of a column there. */
size_t cigo_mirror_n(const struct cigo_rules *rules, const struct mirror *mirror);
size_t cigo_mirror_find(const struct cigo_rules *rules, const struct mirror *mirror, int64_t row);
struct cigo_value cigo_mirror_value(const struct cigo_rules *rules, const struct mirror *mirror, size_t position,
                                    size_t column);
bool cigo_mirror_empty(const struct cigo_rules *rules, const struct mirror *mirror, size_t position, size_t column);
/* The same by the columns of the group's table, those of classes excepted (group_table.c). */
struct cigo_value cigo_mirror_at(const struct cigo_rules *rules, struct mirror *mirror, size_t position,
                                 size_t table_column);
/* What was made of the rows (indexes, classes) is brought up to date for one of them, or dropped if it is many. */
void cigo_mirror_cell_changed(const struct cigo_rules *rules, struct mirror *mirror, size_t column, size_t position);
void cigo_mirror_row_added(const struct cigo_rules *rules, struct mirror *mirror, size_t position);
void cigo_mirror_row_removed(const struct cigo_rules *rules, struct mirror *mirror, size_t position);
void cigo_mirror_column_changed(struct mirror *mirror, size_t column);
void cigo_mirror_changed(struct mirror *mirror);
/* The bits of all columns of the table that are of this type and index. */
uint64_t cigo_mirror_bits(const struct mirror *mirror, enum table_column_type type, size_t index);

/* rules.c */
/* Rewrite, make the tables, compile and sort. What is wrong is added to `problems`; NULL: no database. */
struct cigo_rules *cigo_rules_prepare(const struct cigo_form *form, struct cigo_problems *problems,
                                      bool strict, struct cigo_error *err);

/* texts.c */
void cigo_texts_free(struct cigo_rules *rules);
/* A value as people read it; unknown: "non indicato". */
void cigo_texts_put(const struct cigo_sql_want *type, const struct cigo_value *value,
                    struct cigo_buf *out);
/* Check the placeholders of one text of `id`; problems are in rules->problems. */
void cigo_text_check(struct cigo_rules *rules, const char *id, const struct cigo_group *group,
                     const struct cigo_text *text);
/* Check every placeholder of the form (and compile it). */
void cigo_texts_check(struct cigo_rules *rules);
