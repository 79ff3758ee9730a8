/* A group as a table of the rule database: a virtual table over the rows of the answers, which are nowhere
 * copied. It can only be read: the module has no way to write. A row is found by its id, or through an index
 * (row_index.c) by the value of a column; else all are gone through, in the order of the user. A statement that
 * reads _classe, or _volte, has one row for all that are the same to it (row_classes.c). The group's empty copy
 * (compile.c) is the same without rows. */

#include "rules-priv.h"

#include <stdio.h>
#include <stdlib.h>

#include <cigo/base/alloc.h>

enum { ALL, BY_CLASS, BY_CLASS_TOLD, BY_ID, BY_VALUE /* + column */ };
enum { COST_ALL = 1000000, COST_ONE = 1, COST_FEW = 10 };

struct table {
    sqlite3_vtab base;
    const struct cigo_rules *rules;
    struct mirror *mirror;
    bool empty;
};

struct cursor {
    sqlite3_vtab_cursor base;
    size_t at, end;                /* positions; at = end: no more */
    const struct row_index *index; /* NULL: one after the other */
    struct row_classes *classes;   /* at, end are classes */
};

static int connect(sqlite3 *db, void *aux, int argc, const char *const *argv, sqlite3_vtab **ret, char **err)
{
    const struct group_table *source = aux;
    (void)argc, (void)argv;
    int code = cigo_schema_declare(db, source->mirror->ddl, err);
    if (code != SQLITE_OK)
        return code;
    struct table *table = cigo_alloc(sizeof *table);
    table->rules = source->rules;
    table->mirror = source->mirror;
    table->empty = source->empty;
    *ret = &table->base;
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *vtab)
{
    free(vtab);
    return SQLITE_OK;
}

/* The columns that tell classes apart: those read, but for what classes themselves give. */
static uint64_t told_apart(const sqlite3_index_info *info)
{
    return info->colUsed & ~(((UINT64_C(1) << CIGO_CLASS_COLUMNS) - 1) ^ 1);
}

static bool wants(const struct table *table, const sqlite3_index_info *info, enum table_column_type type)
{
    for (size_t i = 1; i < CIGO_CLASS_COLUMNS; i++) {
        if (table->mirror->map[i].type == type && info->colUsed >> i & 1)
            return true;
    }
    return false;
}

/* Each of the rows that equal a value that is known beforehand, or one of a list, is no better than each class. */
static bool is_constant(sqlite3_index_info *info, int constraint)
{
    sqlite3_value *value;
    return sqlite3_vtab_rhs_value(info, constraint, &value) == SQLITE_OK || sqlite3_vtab_in(info, constraint, -1);
}

static int by_class(sqlite3_index_info *info, bool told)
{
    info->idxNum = told ? BY_CLASS_TOLD : BY_CLASS;
    info->idxStr = sqlite3_mprintf("%llx", (unsigned long long)told_apart(info));
    info->needToFreeIdxStr = 1;
    return info->idxStr ? SQLITE_OK : SQLITE_NOMEM;
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
    bool classes = wants(table, info, COLUMN_CLASS), times = wants(table, info, COLUMN_TIMES);
    int found = -1;
    for (int i = 0; i < info->nConstraint; i++) {
        const struct sqlite3_index_constraint *constraint = &info->aConstraint[i];
        if (classes || !is_equality(table, constraint) || (times && is_constant(info, i)))
            continue;
        if (found < 0 || constraint->iColumn == 0)
            found = i;
    }
    info->idxNum = ALL;
    info->estimatedCost = COST_ALL;
    info->estimatedRows = COST_ALL;
    if (found < 0)
        return classes || times ? by_class(info, classes) : SQLITE_OK;
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

static void leave_classes(struct cursor *cursor)
{
    if (cursor->classes)
        cursor->classes->users--;
    cursor->classes = NULL;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
    leave_classes((struct cursor *)base);
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
        if (!value.s.p)
            cigo_no_memory();
        value.s.n = (size_t)sqlite3_value_bytes(arg);
    }
    return value;
}

/* A class that all rows have left is none. */
static void skip_empty(struct cursor *cursor)
{
    const struct row_classes *classes = cursor->classes;
    while (classes && !classes->each && cursor->at < cursor->end && classes->items[cursor->at].count == 0)
        cursor->at++;
}

static int filter(sqlite3_vtab_cursor *base, int how, const char *text, int argc, sqlite3_value **argv)
{
    struct cursor *cursor = (struct cursor *)base;
    const struct table *table = (const struct table *)base->pVtab;
    struct mirror *mirror = table->mirror;
    (void)argc;
    leave_classes(cursor);
    cursor->at = 0;
    cursor->end = cigo_mirror_n(table->rules, mirror);
    cursor->index = NULL;
    if (table->empty)
        cursor->end = 0;
    if (how == ALL || table->empty)
        return SQLITE_OK;
    if (how == BY_CLASS || how == BY_CLASS_TOLD) {
        cursor->classes = cigo_row_classes(table->rules, mirror, strtoull(text, NULL, 16));
        cursor->end = cursor->classes->n;
        if (how == BY_CLASS_TOLD)
            mirror->told = cursor->classes;
        skip_empty(cursor);
        return SQLITE_OK;
    }
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
        skip_empty(cursor);
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

/* How many rows have this one's key; nothing when it has none. */
static struct cigo_value count_at(const struct cigo_rules *rules, struct mirror *mirror, size_t position)
{
    uint32_t count = cigo_row_index(rules, mirror, mirror->group->key->index)->rows[position].count;
    return count ? (struct cigo_value){.storage = CIGO_INT, .i = count} : (struct cigo_value){.storage = CIGO_NULL};
}

struct cigo_value cigo_mirror_at(const struct cigo_rules *rules, struct mirror *mirror, size_t position,
                                 size_t table_column)
{
    const struct table_column *column = &mirror->map[table_column];
    const struct cigo_row *row = &rules->answers->groups[mirror->group->index].items[position];
    switch (column->type) {
    case COLUMN_ID:
        return (struct cigo_value){.storage = CIGO_INT, .i = row->id};
    case COLUMN_FIELD:
        return cigo_mirror_value(rules, mirror, position, column->index);
    case COLUMN_EMPTY:
        return (struct cigo_value){.storage = CIGO_INT,
                                   .i = cigo_mirror_empty(rules, mirror, position, column->index)};
    case COLUMN_COMPUTED:
        return cigo_row_value_get(mirror->computed[column->index], row->id);
    case COLUMN_COUNT:
        return count_at(rules, mirror, position);
    case COLUMN_CLASS:
    case COLUMN_TIMES:
        break;
    }
    return (struct cigo_value){.storage = CIGO_NULL};
}

/* The row that the cursor is at; of a class, its first. */
static size_t position_of(const struct cursor *cursor)
{
    return cursor->classes && !cursor->classes->each ? cursor->classes->items[cursor->at].first : cursor->at;
}

static int get_column(sqlite3_vtab_cursor *base, sqlite3_context *ctx, int which)
{
    const struct cursor *cursor = (const struct cursor *)base;
    const struct table *table = (const struct table *)base->pVtab;
    enum table_column_type type = table->mirror->map[which].type;
    bool alone = !cursor->classes || cursor->classes->each;
    if (type == COLUMN_CLASS) {
        sqlite3_result_int64(ctx, (sqlite3_int64)cursor->at);
    } else if (type == COLUMN_TIMES) {
        sqlite3_result_int64(ctx, alone ? 1 : cursor->classes->items[cursor->at].count);
    } else {
        struct cigo_value value = cigo_mirror_at(table->rules, table->mirror, position_of(cursor), (size_t)which);
        cigo_value_result(ctx, &value); /* nothing changes answers while a statement runs */
    }
    return SQLITE_OK;
}

static int rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *ret)
{
    const struct table *table = (const struct table *)base->pVtab;
    *ret = cigo_mirror_at(table->rules, table->mirror, position_of((const struct cursor *)base), 0).i;
    return SQLITE_OK;
}

const sqlite3_module cigo_group_module = {
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
