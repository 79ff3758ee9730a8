/* settimane(a, b): the Mondays of the Monday–Sunday weeks that a … b touch, numbered from 1. An
 * eponymous virtual table with two hidden columns; no rows when a or b is unknown or b < a. */

#include "fn-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/base/calendar.h>
#include <cigo/base/date.h>

enum { COL_LUNEDI, COL_N, COL_FROM, COL_TO };

struct cursor {
    sqlite3_vtab_cursor base;
    int64_t from, to; /* as given */
    int64_t monday, n, last;
};

static int connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **ret,
                   char **err)
{
    (void)aux, (void)argc, (void)argv, (void)err;
    int rc = sqlite3_declare_vtab(
        db, "CREATE TABLE settimane(lunedi INTEGER, n INTEGER, dal HIDDEN, al HIDDEN)");
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
    *ret = cigo_alloc(sizeof **ret);
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *vtab)
{
    free(vtab);
    return SQLITE_OK;
}

/* Both arguments must be known before a row is asked for. */
static int best_index(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
    int found[2] = {-1, -1};
    (void)vtab;
    for (int i = 0; i < info->nConstraint; i++) {
        int column = info->aConstraint[i].iColumn;
        if (column < COL_FROM || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        if (!info->aConstraint[i].usable)
            return SQLITE_CONSTRAINT;
        found[column - COL_FROM] = i;
    }
    if (found[0] < 0 || found[1] < 0)
        return SQLITE_CONSTRAINT;
    for (int i = 0; i < 2; i++) {
        info->aConstraintUsage[found[i]].argvIndex = i + 1;
        info->aConstraintUsage[found[i]].omit = 1;
    }
    info->estimatedCost = 20;
    info->estimatedRows = 20;
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

static int fail(sqlite3_vtab_cursor *base, const char *text)
{
    sqlite3_free(base->pVtab->zErrMsg);
    base->pVtab->zErrMsg = sqlite3_mprintf("%s", text);
    return SQLITE_ERROR;
}

static int filter(sqlite3_vtab_cursor *base, int index, const char *name, int argc,
                  sqlite3_value **args)
{
    struct cursor *cursor = (struct cursor *)base;
    (void)index, (void)name, (void)argc;
    cursor->n = 1;
    cursor->last = 0;
    for (int i = 0; i < 2; i++) {
        int type = sqlite3_value_type(args[i]);
        if (type == SQLITE_NULL)
            return SQLITE_OK;
        if (type != SQLITE_INTEGER)
            return fail(base, "settimane(): qui serve una data");
    }
    cursor->from = sqlite3_value_int64(args[0]);
    cursor->to = sqlite3_value_int64(args[1]);
    if (cursor->from < CIGO_DATE_MIN || cursor->from > CIGO_DATE_MAX ||
        cursor->to < CIGO_DATE_MIN || cursor->to > CIGO_DATE_MAX)
        return fail(base, "settimane(): una data è fuori dagli anni 1900-2100");
    if (cursor->to < cursor->from)
        return SQLITE_OK;
    cursor->monday = cigo_date_monday((int32_t)cursor->from);
    cursor->last = cigo_weeks_touched((int32_t)cursor->from, (int32_t)cursor->to);
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;
    cursor->n++;
    cursor->monday += 7;
    return SQLITE_OK;
}

static int eof(sqlite3_vtab_cursor *base)
{
    const struct cursor *cursor = (const struct cursor *)base;
    return cursor->n > cursor->last;
}

static int column(sqlite3_vtab_cursor *base, sqlite3_context *ctx, int which)
{
    const struct cursor *cursor = (const struct cursor *)base;
    switch (which) {
    case COL_LUNEDI:
        sqlite3_result_int64(ctx, cursor->monday);
        break;
    case COL_N:
        sqlite3_result_int64(ctx, cursor->n);
        break;
    case COL_FROM:
        sqlite3_result_int64(ctx, cursor->from);
        break;
    default:
        sqlite3_result_int64(ctx, cursor->to);
        break;
    }
    return SQLITE_OK;
}

static int rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *ret)
{
    const struct cursor *cursor = (const struct cursor *)base;
    *ret = cursor->n;
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .iVersion = 0,
    .xConnect = connect,
    .xBestIndex = best_index,
    .xDisconnect = disconnect,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next,
    .xEof = eof,
    .xColumn = column,
    .xRowid = rowid,
};

int cigo_fn_weeks_register(sqlite3 *db)
{
    return sqlite3_create_module_v2(db, "settimane", &module, NULL, NULL);
}
