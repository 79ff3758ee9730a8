/* The view of a table: which rows are in sight and in which order.
 *
 * `entries` is the order of the view, with every row that it knows; `view` and `row_of` are made from it and
 * map rows in sight to positions in the case and back. When the session has moved on, sync compares the ids
 * of the group with those of last time: nothing to do for an answer, one pass when rows came or went. */

#include <stdlib.h>
#include "table-priv.h"

static void order_columns(struct cigo_table *table)
{
    const struct cigo_group *group = table->group;
    size_t n = 0;
    table->columns = cigo_alloc_array(group->n_fields + 1, sizeof *table->columns);
    table->column_of = cigo_alloc_array(group->n_fields + 1, sizeof *table->column_of);
    for (size_t i = 0; i < group->n_fields; i++)
        table->column_of[i] = CIGO_TABLE_NOWHERE;
    for (size_t i = 0; i < group->n_table; i++) {
        table->column_of[group->table[i]] = n;
        table->columns[n++] = group->table[i];
    }
    for (size_t i = 0; i < group->n_fields; i++) {
        if (table->column_of[i] != CIGO_TABLE_NOWHERE)
            continue;
        table->column_of[i] = n;
        table->columns[n++] = i;
    }
}

struct cigo_table *cigo_table_new(struct cigo_session *session, const struct cigo_group *group)
{
    struct cigo_table *table = cigo_alloc(sizeof *table);
    table->session = session;
    table->group = group;
    table->sorted = CIGO_TABLE_NOWHERE;
    table->filter = cigo_strdup("");
    table->revision = UINT64_MAX;
    order_columns(table);
    cigo_table_sync(table);
    return table;
}

void cigo_table_free(struct cigo_table *table)
{
    if (!table)
        return;
    cigo_table_forget_removed(table);
    free(table->columns);
    free(table->column_of);
    free(table->alive);
    free(table->ids);
    free(table->entries);
    free(table->view);
    free(table->row_of);
    free(table->filter);
    free(table->marks);
    free(table->row_marks);
    free(table);
}

/* ---- the rows of the case ---- */

static const struct cigo_rows *rows_of(const struct cigo_table *table)
{
    return &table->session->answers->groups[table->group->index];
}

static bool same_rows(const struct cigo_table *table)
{
    const struct cigo_rows *rows = rows_of(table);
    if (!table->ids || rows->n != table->n_alive)
        return false;
    for (size_t i = 0; i < rows->n; i++)
        if (rows->items[i].id != table->ids[i])
            return false;
    return true;
}

static int by_id(const void *a, const void *b)
{
    const struct row_at *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

static void read_rows(struct cigo_table *table)
{
    const struct cigo_rows *rows = rows_of(table);
    bool in_order = true;
    free(table->ids);
    free(table->alive);
    table->n_alive = rows->n;
    table->ids = cigo_alloc_array(rows->n + 1, sizeof *table->ids);
    table->alive = cigo_alloc_array(rows->n + 1, sizeof *table->alive);
    for (size_t i = 0; i < rows->n; i++) {
        table->ids[i] = rows->items[i].id;
        table->alive[i] = (struct row_at){rows->items[i].id, i};
        in_order &= i == 0 || table->ids[i - 1] < table->ids[i];
    }
    if (!in_order)
        qsort(table->alive, rows->n, sizeof *table->alive, by_id);
}

size_t cigo_table_position_of(const struct cigo_table *table, int64_t id)
{
    struct row_at key = {.id = id};
    if (table->n_alive == 0)
        return CIGO_TABLE_NOWHERE;
    size_t near = (size_t)(id - table->alive[0].id); /* where it is while none is missing */
    if (near < table->n_alive && table->alive[near].id == id)
        return table->alive[near].position;
    const struct row_at *found = bsearch(&key, table->alive, table->n_alive, sizeof key, by_id);
    return found ? found->position : CIGO_TABLE_NOWHERE;
}

/* ---- the order of the view ---- */

static void add_entry(struct cigo_table *table, int64_t id, bool shown)
{
    *CIGO_PUSH(table->entries, table->n_entries, table->cap_entries) = (struct view_entry){id, shown};
}

void cigo_table_follow_case(struct cigo_table *table)
{
    bool *hidden = cigo_alloc_array(table->n_alive + 1, sizeof *hidden);
    for (size_t i = 0; i < table->n_entries; i++) {
        size_t position = cigo_table_position_of(table, table->entries[i].id);
        if (position != CIGO_TABLE_NOWHERE)
            hidden[position] = !table->entries[i].shown;
    }
    table->n_entries = 0;
    for (size_t i = 0; i < table->n_alive; i++)
        add_entry(table, table->ids[i], !hidden[i]);
    free(hidden);
}

/* The new rows from this position on, up to the next known one. */
static void add_new(struct cigo_table *table, const bool *known, size_t position, size_t tail)
{
    for (size_t i = position; i < tail && !known[i]; i++)
        add_entry(table, table->ids[i], true);
}

/* A new row follows in the view the row that it follows in the case; at the end of the case, it comes last. */
static void keep_order(struct cigo_table *table)
{
    struct view_entry *old = table->entries;
    size_t n_old = table->n_entries, tail = table->n_alive;
    bool *known = cigo_alloc_array(table->n_alive + 1, sizeof *known);
    for (size_t i = 0; i < n_old; i++) {
        size_t position = cigo_table_position_of(table, old[i].id);
        if (position != CIGO_TABLE_NOWHERE)
            known[position] = true;
    }
    while (tail > 0 && !known[tail - 1])
        tail--;
    table->entries = NULL;
    table->n_entries = table->cap_entries = 0;
    add_new(table, known, 0, tail);
    for (size_t i = 0; i < n_old; i++) {
        size_t position = cigo_table_position_of(table, old[i].id);
        add_entry(table, old[i].id, old[i].shown);
        if (position != CIGO_TABLE_NOWHERE)
            add_new(table, known, position + 1, tail);
    }
    add_new(table, known, tail, table->n_alive);
    free(old);
    free(known);
}

void cigo_table_rebuild(struct cigo_table *table)
{
    free(table->view);
    free(table->row_of);
    table->view = cigo_alloc_array(table->n_alive + 1, sizeof *table->view);
    table->row_of = cigo_alloc_array(table->n_alive + 1, sizeof *table->row_of);
    table->n_view = 0;
    table->n_rebuilt++;
    for (size_t i = 0; i < table->n_alive; i++)
        table->row_of[i] = CIGO_TABLE_NOWHERE;
    for (size_t i = 0; i < table->n_entries; i++) {
        size_t position = cigo_table_position_of(table, table->entries[i].id);
        if (position == CIGO_TABLE_NOWHERE || !table->entries[i].shown)
            continue;
        table->row_of[position] = table->n_view;
        table->view[table->n_view++] = position;
    }
}

void cigo_table_sync(struct cigo_table *table)
{
    if (table->revision == table->session->revision)
        return;
    table->revision = table->session->revision;
    if (same_rows(table))
        return;
    read_rows(table);
    if (table->sorted == CIGO_TABLE_NOWHERE)
        cigo_table_follow_case(table);
    else
        keep_order(table);
    cigo_table_rebuild(table);
}
