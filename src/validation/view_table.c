/* A view as a table: a virtual table over the rows that its node keeps. Rules look rows up by their day (weeks of
 * grants against requested weeks, each with each): the rows are kept in the order of their first date too. SQLite
 * compares each row that is found once more, so what is found may be too much and never too little. */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

enum { FROM = 1, UPTO = 2, SAME = 4 }; /* how rows are looked up: bits of idxNum; arguments in this order */
enum { COST_ALL = 1000, COST_BOUND = 250, COST_BETWEEN = 60, COST_SAME = 10 };

struct table {
    sqlite3_vtab base;
    const struct node *node;
};

struct cursor {
    sqlite3_vtab_cursor base;
    size_t at, end;
    bool by_day; /* positions are in node->days */
};

static int connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **ret, char **err)
{
    const struct node *node = aux;
    (void)argc, (void)argv;
    int code = cigo_schema_declare(db, node->ddl, err);
    if (code != SQLITE_OK)
        return code;
    struct table *table = cigo_alloc(sizeof *table);
    table->node = node;
    *ret = &table->base;
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *vtab)
{
    free(vtab);
    return SQLITE_OK;
}

static int meaning(unsigned char op)
{
    switch (op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
        return SAME;
    case SQLITE_INDEX_CONSTRAINT_GT:
    case SQLITE_INDEX_CONSTRAINT_GE:
        return FROM;
    case SQLITE_INDEX_CONSTRAINT_LT:
    case SQLITE_INDEX_CONSTRAINT_LE:
        return UPTO;
    default:
        return 0;
    }
}

static int best_index(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
    static const int costs[] = {COST_ALL, COST_BOUND, COST_BOUND, COST_BETWEEN, COST_SAME};
    const struct node *node = ((const struct table *)vtab)->node;
    int found[SAME + 1] = {0}; /* constraint + 1 */
    for (int i = 0; i < info->nConstraint; i++) {
        const struct sqlite3_index_constraint *constraint = &info->aConstraint[i];
        if (constraint->usable && constraint->iColumn >= 0 && (size_t)constraint->iColumn == node->day_column)
            found[meaning(constraint->op)] = i + 1;
    }
    info->idxNum = found[SAME] ? SAME : (found[FROM] ? FROM : 0) | (found[UPTO] ? UPTO : 0);
    int argument = 0;
    for (int how = FROM; how <= SAME; how *= 2) {
        if (info->idxNum & how)
            info->aConstraintUsage[found[how] - 1].argvIndex = ++argument;
    }
    info->estimatedCost = costs[info->idxNum];
    info->estimatedRows = costs[info->idxNum];
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *vtab, sqlite3_vtab_cursor **ret)
{
    (void)vtab;
    struct cursor *cursor = cigo_alloc(sizeof *cursor);
    *ret = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
    free(base);
    return SQLITE_OK;
}

/* The first of the days that is not before `day`, or with `after` the first behind it. */
static size_t first_day(const struct node *node, int64_t day, bool after)
{
    size_t low = 0, high = node->n_days;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (node->days[middle].day < day || (after && node->days[middle].day == day))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where the days begin, or end, that may be what they are compared with. Nothing is equal to, before or after what is
 * unknown. */
static size_t bound(const struct node *node, sqlite3_value *value, bool end)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return first_day(node, sqlite3_value_int64(value), end);
    case SQLITE_NULL:
        return end ? 0 : node->n_days;
    default: /* what is no day is for SQLite to compare */
        return end ? node->n_days : 0;
    }
}

static int filter(sqlite3_vtab_cursor *base, int how, const char *text, int argc, sqlite3_value **argv)
{
    struct cursor *cursor = (struct cursor *)base;
    const struct node *node = ((const struct table *)base->pVtab)->node;
    (void)text;
    cursor->at = 0;
    cursor->by_day = how != 0;
    cursor->end = how ? node->n_days : node->n_table;
    if (how & (FROM | SAME))
        cursor->at = bound(node, argv[0], false);
    if (how & (UPTO | SAME))
        cursor->end = bound(node, argv[argc - 1], true);
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base)
{
    ((struct cursor *)base)->at++;
    return SQLITE_OK;
}

static int eof(sqlite3_vtab_cursor *base)
{
    const struct cursor *cursor = (const struct cursor *)base;
    return cursor->at >= cursor->end;
}

static size_t row_of(const struct cursor *cursor, const struct node *node)
{
    return cursor->by_day ? node->days[cursor->at].row : cursor->at;
}

static int get_column(sqlite3_vtab_cursor *base, sqlite3_context *ctx, int which)
{
    const struct node *node = ((const struct table *)base->pVtab)->node;
    size_t row = row_of((const struct cursor *)base, node);
    cigo_value_result(ctx, &node->table[row * node->view->n_columns + (size_t)which]);
    return SQLITE_OK;
}

static int rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *ret)
{
    const struct node *node = ((const struct table *)base->pVtab)->node;
    *ret = (sqlite3_int64)row_of((const struct cursor *)base, node) + 1;
    return SQLITE_OK;
}

static int by_day(const void *va, const void *vb)
{
    const struct view_day *a = va, *b = vb;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

void cigo_view_sort(struct node *node)
{
    size_t columns = node->view->n_columns;
    node->n_days = 0;
    if (node->day_column >= columns)
        return;
    node->days = cigo_arena_alloc(node->table_arena, (node->n_table + 1) * sizeof *node->days);
    for (size_t row = 0; row < node->n_table; row++) {
        const struct cigo_value *day = &node->table[row * columns + node->day_column];
        if (day->storage == CIGO_INT)
            node->days[node->n_days++] = (struct view_day){day->i, row};
    }
    qsort(node->days, node->n_days, sizeof *node->days, by_day);
}

const sqlite3_module cigo_view_module = {
    .iVersion = 0,
    .xConnect = connect,
    .xBestIndex = best_index,
    .xDisconnect = disconnect,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next,
    .xEof = eof,
    .xColumn = get_column,
    .xRowid = rowid,
};
