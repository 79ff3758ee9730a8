#pragma once
/* Inside the tables of places: their layouts, and one of them in memory. */

#include <cigo/store/gazetteer.h>

enum { MAX_COLUMNS = 10 };
enum gazetteer_id { TABLE_TOWNS, TABLE_PLACES, TABLE_STATES, N_TABLES };
/* Where what is looked up stands; -1 = the table has no such column. */
struct gazetteer_layout {
    const char *name, *what;
    const char *header;   /* the first line, tabs between */
    const char *checks;   /* a letter for each column: see gazetteer_read.c */
    int n_columns, label, other, province, cap, from, to, active;
};
extern const struct gazetteer_layout cigo_gazetteer_layouts[N_TABLES];

struct gazetteer_table {
    const struct gazetteer_layout *layout; /* NULL = not there */
    char *text;         /* of the file; tabs and line ends have become NUL */
    const char **cells; /* n × n_columns, rows by code */
    size_t n;
    char changed[11];
};

/* Takes text (heap, n bytes and a NUL), also when it fails. */
bool cigo_gazetteer_read(char *text, size_t n, struct gazetteer_table *ret_table, struct cigo_error *err);
void cigo_gazetteer_table_finish(struct gazetteer_table *table);
/* The row with this code; n of rows if there is none. */
size_t cigo_gazetteer_find(const struct gazetteer_table *table, struct cigo_str code);

struct gazetteer_name { /* of a municipality, as it is looked for */
    char *key;
    size_t row;
    bool second; /* in the other language */
};

struct cigo_gazetteer {
    char *dir;
    struct gazetteer_table tables[N_TABLES];
    bool tried[N_TABLES];
    struct gazetteer_name *names; /* sorted by key; NULL = not made yet */
    size_t n_names, cap_names;
};

/* The table, read once; its layout is NULL when it is not there or cannot be used: err then says why. */
const struct gazetteer_table *cigo_gazetteer_need(struct cigo_gazetteer *gazetteer, size_t i,
                                                  struct cigo_error *err);
