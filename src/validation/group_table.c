/* A group as a table of the rule database: a virtual table over the rows of the answers, which are nowhere
 * copied. It can only be read: the module has no way to write. A row is found by its id, or through an index
 * (row_index.c) by the value of a column; else all are gone through, in the order of the user. */

#include "rules-priv.h"

#include <stdio.h>
#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/base/buf.h>

enum { ALL, BY_ID, BY_VALUE /* + column */ };
enum { COST_ALL = 1000000, COST_ONE = 1, COST_FEW = 10 };
enum { MAX_DDL = 1 << 20 };

struct table {
    sqlite3_vtab base;
    struct cigo_rules *rules;
    struct mirror *mirror;
};

struct cursor {
    sqlite3_vtab_cursor base;
    size_t at, end;                /* positions; at = end: no more */
    const struct row_index *index; /* NULL: one after the other */
};

static int connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **ret, char **err)
{
    struct cigo_rules *rules = aux;
    struct cigo_buf ddl;
    (void)argc, (void)err;
    struct mirror *mirror = &rules->mirrors[strtoul(argv[3], NULL, 10)];
    cigo_buf_init(&ddl, MAX_DDL);
    cigo_buf_puts(&ddl, "CREATE TABLE x");
    cigo_schema_put_columns(mirror, false, &ddl);
    int code = sqlite3_declare_vtab(db, ddl.p);
    cigo_buf_finish(&ddl);
    if (code != SQLITE_OK)
        return code;
    sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
    struct table *table = cigo_alloc(sizeof *table);
    table->rules = rules;
    table->mirror = mirror;
    *ret = &table->base;
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *vtab)
{
    free(vtab);
    return SQLITE_OK;
}

static bool is_equality(const struct table *table, const struct sqlite3_index_constraint *constraint)
{
    if (!constraint->usable || constraint->iColumn < 0)
        return false;
    enum table_column_type type = table->mirror->map[constraint->iColumn].type;
    if (constraint->op == SQLITE_INDEX_CONSTRAINT_EQ)
        return type == COLUMN_ID || type == COLUMN_FIELD;
    return constraint->op == SQLITE_INDEX_CONSTRAINT_IS && type == COLUMN_FIELD;
}

/* By id before by value. A value that is found is compared again by SQLite, an id need not be. */
static int best_index(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
    const struct table *table = (const struct table *)vtab;
    int found = -1;
    for (int i = 0; i < info->nConstraint; i++) {
        const struct sqlite3_index_constraint *constraint = &info->aConstraint[i];
        if (is_equality(table, constraint) && (found < 0 || constraint->iColumn == 0))
            found = i;
    }
    info->idxNum = ALL;
    info->estimatedCost = COST_ALL;
    info->estimatedRows = COST_ALL;
    if (found < 0)
        return SQLITE_OK;
    bool by_id = info->aConstraint[found].iColumn == 0;
    info->aConstraintUsage[found].argvIndex = 1;
    info->aConstraintUsage[found].omit = by_id;
    info->idxNum = by_id ? BY_ID : BY_VALUE + info->aConstraint[found].iColumn;
    info->idxFlags = by_id ? SQLITE_INDEX_SCAN_UNIQUE : 0;
    info->estimatedCost = by_id ? COST_ONE : COST_FEW;
    info->estimatedRows = by_id ? COST_ONE : COST_FEW;
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

static struct cigo_value argument(sqlite3_value *arg)
{
    struct cigo_value value = {.storage = CIGO_NULL};
    if (sqlite3_value_type(arg) == SQLITE_INTEGER) {
        value.storage = CIGO_INT;
        value.i = sqlite3_value_int64(arg);
    } else if (sqlite3_value_type(arg) == SQLITE_TEXT) {
        value.storage = CIGO_TEXT;
        value.s.p = (const char *)sqlite3_value_text(arg);
        value.s.n = (size_t)sqlite3_value_bytes(arg);
    }
    return value;
}

static int filter(sqlite3_vtab_cursor *base, int how, const char *text, int argc, sqlite3_value **argv)
{
    struct cursor *cursor = (struct cursor *)base;
    const struct table *table = (const struct table *)base->pVtab;
    struct mirror *mirror = table->mirror;
    (void)text, (void)argc;
    cursor->at = 0;
    cursor->end = cigo_mirror_n(table->rules, mirror);
    cursor->index = NULL;
    if (how == ALL)
        return SQLITE_OK;
    struct cigo_value value = argument(argv[0]);
    if (how == BY_ID) {
        bool id = value.storage == CIGO_INT;
        cursor->at = id ? cigo_mirror_find(table->rules, mirror, value.i) : cursor->end;
        cursor->end = cursor->at < cursor->end ? cursor->at + 1 : cursor->at;
        return SQLITE_OK;
    }
    cursor->index = cigo_row_index(table->rules, mirror, mirror->map[how - BY_VALUE].index);
    size_t first = cigo_row_index_first(table->rules, mirror, cursor->index, &value);
    cursor->at = first < cursor->end ? first : cursor->end;
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;
    if (!cursor->index) {
        cursor->at++;
        return SQLITE_OK;
    }
    uint32_t after = cursor->index->rows[cursor->at].next;
    cursor->at = after ? after - 1 : cursor->end;
    return SQLITE_OK;
}

static int eof(sqlite3_vtab_cursor *base)
{
    const struct cursor *cursor = (const struct cursor *)base;
    return cursor->at >= cursor->end;
}

static const struct cigo_row *row_at(const struct table *table, size_t at)
{
    return &table->rules->answers->groups[table->mirror->group->index].items[at];
}

/* The texts stay while the statement runs: nothing changes answers meanwhile. */
static void result(sqlite3_context *ctx, const struct cigo_value *value)
{
    if (value->storage == CIGO_INT)
        sqlite3_result_int64(ctx, value->i);
    else if (value->storage == CIGO_TEXT)
        sqlite3_result_text64(ctx, value->s.p, value->s.n, SQLITE_STATIC, SQLITE_UTF8);
    else
        sqlite3_result_null(ctx);
}

/* How many rows have this one's key; nothing when it has none. */
static void result_count(sqlite3_context *ctx, const struct table *table, size_t at)
{
    size_t key = table->mirror->group->key->index;
    const struct row_index *index = cigo_row_index(table->rules, table->mirror, key);
    if (cigo_mirror_value(table->rules, table->mirror, at, key).storage != CIGO_NULL)
        sqlite3_result_int64(ctx, index->rows[index->rows[at].first].count);
}

static int get_column(sqlite3_vtab_cursor *base, sqlite3_context *ctx, int which)
{
    const struct cursor *cursor = (const struct cursor *)base;
    const struct table *table = (const struct table *)base->pVtab;
    const struct table_column *column = &table->mirror->map[which];
    struct cigo_value value;
    switch (column->type) {
    case COLUMN_ID:
        sqlite3_result_int64(ctx, row_at(table, cursor->at)->id);
        break;
    case COLUMN_FIELD:
        value = cigo_mirror_value(table->rules, table->mirror, cursor->at, column->index);
        result(ctx, &value);
        break;
    case COLUMN_EMPTY:
        sqlite3_result_int(ctx, cigo_mirror_empty(table->rules, table->mirror, cursor->at, column->index));
        break;
    case COLUMN_COMPUTED:
        value = cigo_row_value_get(table->mirror->computed[column->index], row_at(table, cursor->at)->id);
        result(ctx, &value);
        break;
    case COLUMN_COUNT:
        result_count(ctx, table, cursor->at);
        break;
    }
    return SQLITE_OK;
}

static int rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *ret)
{
    const struct cursor *cursor = (const struct cursor *)base;
    *ret = row_at((const struct table *)base->pVtab, cursor->at)->id;
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .iVersion = 0,
    .xCreate = connect,
    .xConnect = connect,
    .xBestIndex = best_index,
    .xDisconnect = disconnect,
    .xDestroy = disconnect,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = filter,
    .xNext = next,
    .xEof = eof,
    .xColumn = get_column,
    .xRowid = rowid,
};

int cigo_group_table_register(struct cigo_rules *rules)
{
    return sqlite3_create_module_v2(rules->box.db, CIGO_GROUP_MODULE, &module, rules, NULL);
}
