/* The tables with one row: domanda, testi, param. Virtual tables over the values that the nodes hold, so that a new
 * value is nowhere written: it is there for whoever reads next. */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

struct table {
    sqlite3_vtab base;
    const struct single *single;
};

struct cursor {
    sqlite3_vtab_cursor base;
    bool end;
};

static int connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **ret, char **err)
{
    const struct single *single = aux;
    (void)argc, (void)argv;
    int code = cigo_schema_declare(db, single->ddl, err);
    if (code != SQLITE_OK)
        return code;
    struct table *table = cigo_alloc(sizeof *table);
    table->single = single;
    *ret = &table->base;
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *vtab)
{
    free(vtab);
    return SQLITE_OK;
}

static int best_index(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
    (void)vtab;
    info->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
    info->estimatedCost = 1;
    info->estimatedRows = 1;
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

static int filter(sqlite3_vtab_cursor *base, int how, const char *text, int argc, sqlite3_value **argv)
{
    (void)how, (void)text, (void)argc, (void)argv;
    ((struct cursor *)base)->end = false;
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base)
{
    ((struct cursor *)base)->end = true;
    return SQLITE_OK;
}

static int eof(sqlite3_vtab_cursor *base)
{
    return ((const struct cursor *)base)->end;
}

static int get_column(sqlite3_vtab_cursor *base, sqlite3_context *ctx, int which)
{
    const struct single *single = ((const struct table *)base->pVtab)->single;
    if (which == 0) { /* _id */
        sqlite3_result_int64(ctx, 1);
        return SQLITE_OK;
    }
    const struct single_column *column = &single->columns[which - 1];
    if (column->empty) {
        sqlite3_result_int64(ctx, column->node->empty);
        return SQLITE_OK;
    }
    struct cigo_value value = cigo_held_value(&column->node->value);
    cigo_value_result(ctx, &value);
    return SQLITE_OK;
}

static int rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *ret)
{
    (void)base;
    *ret = 1;
    return SQLITE_OK;
}

const sqlite3_module cigo_single_module = {
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
