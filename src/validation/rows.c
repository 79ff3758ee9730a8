/* The groups' tables: which rows they hold, and their cells. A row is inserted, deleted or
 * rewritten by its id; the table of a hidden group is empty. SQLite itself says whether a cell has
 * changed, so that no second copy of the cells is kept here. */

#include "rules-priv.h"

#include <string.h>

#include <cigo/base/alloc.h>

#include <cigo/db/db.h>

size_t cigo_mirror_find(const struct mirror *mirror, int64_t row)
{
    size_t low = 0, high = mirror->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (mirror->ids[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < mirror->n && mirror->ids[low] == row ? low : mirror->n;
}

static void add_id(struct mirror *mirror, int64_t row)
{
    size_t i = mirror->n;
    cigo_grow((void **)&mirror->ids, &mirror->cap, mirror->n, sizeof *mirror->ids);
    while (i > 0 && mirror->ids[i - 1] > row)
        i--;
    memmove(&mirror->ids[i + 1], &mirror->ids[i], (mirror->n - i) * sizeof *mirror->ids);
    mirror->ids[i] = row;
    mirror->n++;
}

static void remove_id(struct mirror *mirror, size_t i)
{
    mirror->n--;
    memmove(&mirror->ids[i], &mirror->ids[i + 1], (mirror->n - i) * sizeof *mirror->ids);
}

static struct cigo_value usable(const struct mirror *mirror, struct cigo_cell cell)
{
    if (cell.verdict == CIGO_BAD)
        return (struct cigo_value){.storage = CIGO_NULL};
    return cigo_value_cut(cigo_cell_value(cell), mirror->group->n_fields);
}

/* ---- rows ---- */

static bool insert(struct cigo_rules *rules, struct mirror *mirror, const struct cigo_row *row,
                   struct cigo_error *err)
{
    const struct cigo_value unknown = {.storage = CIGO_NULL};
    if (!cigo_schema_rows(rules, mirror, err))
        return false;
    int k = 1;
    sqlite3_bind_int64(mirror->insert, k++, row->id);
    for (size_t i = 0; i < mirror->group->n_fields; i++) {
        bool later = mirror->column_visible[i]; /* hidden until its rule has been judged */
        struct cigo_value value = later ? unknown : usable(mirror, cigo_row_cell(row, i));
        cigo_value_bind(mirror->insert, k++, &value);
        if (mirror->vuoto[i])
            sqlite3_bind_int(mirror->insert, k++, later || cigo_row_cell(row, i).verdict == CIGO_EMPTY);
    }
    if (!cigo_db_run(mirror->insert, err))
        return false;
    add_id(mirror, row->id);
    return true;
}

static bool erase(struct cigo_rules *rules, struct mirror *mirror, size_t at,
                  struct cigo_error *err)
{
    int64_t row = mirror->ids[at];
    for (size_t i = 0; i < mirror->n_peers; i++) {
        if (!cigo_peers_remember(rules, mirror->peers[i], row, err))
            return false;
    }
    if (!cigo_schema_rows(rules, mirror, err))
        return false;
    sqlite3_bind_int64(mirror->delete_one, 1, row);
    if (!cigo_db_run(mirror->delete_one, err))
        return false;
    remove_id(mirror, at);
    return true;
}

static bool reload(struct cigo_rules *rules, struct mirror *mirror, struct cigo_error *err)
{
    const struct cigo_rows *rows = &rules->answers->groups[mirror->group->index];
    size_t before = mirror->n;
    if (before > 0 &&
        (!cigo_schema_rows(rules, mirror, err) || !cigo_db_run(mirror->delete_all, err)))
        return false;
    mirror->n = 0;
    for (size_t i = 0; cigo_rules_group_shown(rules, mirror) && i < rows->n; i++) {
        if (!insert(rules, mirror, &rows->items[i], err))
            return false;
    }
    if (before > 0 || mirror->n > 0)
        cigo_mark_group(rules, mirror);
    return true;
}

bool cigo_eval_rows(struct cigo_rules *rules, struct node *node, struct cigo_error *err)
{
    struct mirror *mirror = &rules->mirrors[node->group->index];
    const struct cigo_rows *rows = &rules->answers->groups[node->group->index];
    if (node->dirty)
        return reload(rules, mirror, err);
    bool shown = cigo_rules_group_shown(rules, mirror);
    for (size_t i = 0; i < node->n_rows; i++) {
        int64_t row = node->rows[i];
        size_t at = cigo_mirror_find(mirror, row);
        size_t position = shown ? cigo_rows_find(rows, row) : rows->n;
        bool there = at < mirror->n, wanted = position < rows->n;
        if (there && !erase(rules, mirror, at, err))
            return false;
        if (wanted && !insert(rules, mirror, &rows->items[position], err))
            return false;
        if (there || wanted)
            cigo_mark_group_row(rules, mirror, row);
    }
    return true;
}

/* ---- cells ---- */

static bool has_peer(const struct node *alert, const struct cigo_field *field)
{
    for (size_t i = 0; i < alert->alert->n_peers; i++) {
        if (alert->alert->peers[i] == field)
            return true;
    }
    return false;
}

static bool remember_peers(struct cigo_rules *rules, const struct mirror *mirror,
                           const struct cigo_field *field, int64_t row, struct cigo_error *err)
{
    for (size_t i = 0; i < mirror->n_peers; i++) {
        if (has_peer(mirror->peers[i], field) &&
            !cigo_peers_remember(rules, mirror->peers[i], row, err))
            return false;
    }
    return true;
}

static bool write_cell(struct cigo_rules *rules, struct node *node, const struct cigo_row *row,
                       bool shown, struct cigo_error *err)
{
    const struct mirror *mirror = &rules->mirrors[node->group->index];
    struct cigo_cell cell = cigo_row_cell(row, node->field->index);
    struct cigo_value value = {.storage = CIGO_NULL};
    if (shown)
        value = usable(mirror, cell);
    if (!cigo_schema_ours(rules, node, err) ||
        !remember_peers(rules, mirror, node->field, row->id, err))
        return false;
    cigo_value_bind(node->ours, 1, &value);
    sqlite3_bind_int64(node->ours, 2, row->id);
    if (mirror->vuoto[node->field->index])
        sqlite3_bind_int(node->ours, 3, !shown || cell.verdict == CIGO_EMPTY);
    if (!cigo_db_run(node->ours, err))
        return false;
    if (sqlite3_changes(rules->box.db) > 0)
        cigo_mark_readers_row(rules, node, row->id);
    return true;
}

bool cigo_eval_cells(struct cigo_rules *rules, struct node *node, struct cigo_error *err)
{
    const struct mirror *mirror = &rules->mirrors[node->group->index];
    const struct cigo_rows *rows = &rules->answers->groups[node->group->index];
    const struct node *visible = mirror->column_visible[node->field->index];
    const int64_t *list = node->dirty ? mirror->ids : node->rows;
    size_t n = node->dirty ? mirror->n : node->n_rows;
    for (size_t i = 0; i < n; i++) {
        size_t position = cigo_rows_find(rows, list[i]);
        if (position >= rows->n || cigo_mirror_find(mirror, list[i]) >= mirror->n)
            continue;
        bool shown = !visible || cigo_members_get(&visible->set, list[i]) != 0;
        if (!write_cell(rules, node, &rows->items[position], shown, err))
            return false;
    }
    return true;
}
