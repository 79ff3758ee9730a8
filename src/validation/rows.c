/* The groups' tables: which rows they hold, and what a rule sees of a cell. Nothing is copied: the table is the
 * answers themselves (group_table.c), so here is only told who must look again. The table of a hidden group
 * is empty, and a hidden cell is unknown. */

#include "rules-priv.h"

enum { MANY = 64 }; /* changes after which it is less work to begin anew */

static const struct cigo_rows *rows_of(const struct cigo_rules *rules, const struct mirror *mirror)
{
    return &rules->answers->groups[mirror->group->index];
}

size_t cigo_mirror_n(const struct cigo_rules *rules, const struct mirror *mirror)
{
    return rules->answers && mirror->shown ? rows_of(rules, mirror)->n : 0;
}

size_t cigo_mirror_find(const struct cigo_rules *rules, const struct mirror *mirror, int64_t row)
{
    size_t n = cigo_mirror_n(rules, mirror);
    return n > 0 ? cigo_rows_find(rows_of(rules, mirror), row) : 0;
}

static bool is_hidden(const struct mirror *mirror, int64_t row, size_t column)
{
    const struct node *visible = mirror->column_visible[column];
    return visible && cigo_members_get(&visible->set, row) == 0;
}

struct cigo_value cigo_mirror_value(const struct cigo_rules *rules, const struct mirror *mirror, size_t position,
                                    size_t column)
{
    const struct cigo_row *row = &rows_of(rules, mirror)->items[position];
    if (is_hidden(mirror, row->id, column))
        return (struct cigo_value){.storage = CIGO_NULL};
    return cigo_value_cut(cigo_row_value(row, column), mirror->group->n_fields);
}

bool cigo_mirror_empty(const struct cigo_rules *rules, const struct mirror *mirror, size_t position, size_t column)
{
    const struct cigo_row *row = &rows_of(rules, mirror)->items[position];
    return !cigo_row_has(row, column) || is_hidden(mirror, row->id, column);
}

/* ---- what was made of the rows ---- */

uint64_t cigo_mirror_bits(const struct mirror *mirror, enum table_column_type type, size_t index)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < mirror->n_map; i++)
        if (mirror->map[i].type == type && (mirror->map[i].index == index || type == COLUMN_COUNT))
            bits |= cigo_row_classes_bit(i);
    return bits;
}

static uint64_t bits_of_cells(const struct mirror *mirror, size_t column)
{
    uint64_t bits = cigo_mirror_bits(mirror, COLUMN_FIELD, column) | cigo_mirror_bits(mirror, COLUMN_EMPTY, column);
    return bits;
}

/* How often a key is there is not said of one row only. */
static void drop_counts(struct mirror *mirror)
{
    uint64_t counts = cigo_mirror_bits(mirror, COLUMN_COUNT, 0);
    if (counts)
        cigo_row_classes_drop(mirror, counts);
}

void cigo_mirror_column_changed(struct mirror *mirror, size_t column)
{
    const struct cigo_field *key = mirror->group->key;
    cigo_row_index_drop(mirror, column);
    cigo_row_classes_drop(mirror, bits_of_cells(mirror, column));
    if (key && key->index == column)
        drop_counts(mirror);
}

void cigo_mirror_changed(struct mirror *mirror)
{
    if (!mirror->made)
        return;
    mirror->made = false;
    cigo_row_indexes_drop(mirror);
    cigo_row_classes_drop(mirror, UINT64_MAX);
}

/* Is it one of many, for which all was dropped? */
static bool is_many(struct mirror *mirror)
{
    if (mirror->n_changes < MANY) {
        mirror->n_changes++;
        return false;
    }
    cigo_mirror_changed(mirror);
    return true;
}

/* Was everything made of so many rows? Not if the group was hidden then, or if several came at once. */
static bool made_of(const struct mirror *mirror, size_t n)
{
    for (size_t i = 0; i < mirror->group->n_fields; i++)
        if (mirror->indexes[i] && mirror->indexes[i]->n != n)
            return false;
    for (const struct row_classes *classes = mirror->classes; classes; classes = classes->next)
        if (classes->rows != n)
            return false;
    return true;
}

void cigo_mirror_cell_changed(const struct cigo_rules *rules, struct mirror *mirror, size_t column, size_t position)
{
    const struct cigo_field *key = mirror->group->key;
    size_t n = cigo_mirror_n(rules, mirror);
    if (is_many(mirror))
        return;
    if (position >= n || !made_of(mirror, n)) {
        cigo_mirror_changed(mirror);
        return;
    }
    cigo_row_index_renew(rules, mirror, column, position);
    if (key && key->index == column)
        drop_counts(mirror);
    cigo_row_classes_renew(rules, mirror, bits_of_cells(mirror, column), position);
}

void cigo_mirror_row_added(const struct cigo_rules *rules, struct mirror *mirror, size_t position)
{
    size_t n = cigo_mirror_n(rules, mirror);
    if (is_many(mirror))
        return;
    if (position >= n || !made_of(mirror, n - 1)) {
        cigo_mirror_changed(mirror);
        return;
    }
    cigo_row_indexes_insert(rules, mirror, position);
    drop_counts(mirror);
    cigo_row_classes_insert(rules, mirror, position);
}

void cigo_mirror_row_removed(const struct cigo_rules *rules, struct mirror *mirror, size_t position)
{
    size_t n = cigo_mirror_n(rules, mirror);
    if (is_many(mirror))
        return;
    if (position > n || !made_of(mirror, n + 1)) {
        cigo_mirror_changed(mirror);
        return;
    }
    cigo_row_indexes_remove(mirror, position);
    drop_counts(mirror);
    cigo_row_classes_remove(rules, mirror, position);
}

/* ---- judging ---- */

void cigo_eval_rows(struct cigo_rules *rules, struct node *node)
{
    struct mirror *mirror = &rules->mirrors[node->group->index];
    bool before = mirror->shown;
    mirror->shown = cigo_rules_group_shown(rules, mirror);
    if (node->dirty || before != mirror->shown) {
        cigo_mirror_changed(mirror);
        cigo_mark_group(rules, mirror);
        return;
    }
    for (size_t i = 0; mirror->shown && i < node->n_rows; i++)
        cigo_mark_group_row(rules, mirror, node->rows[i]);
}

/* Cells that are hidden or shown were not told when an answer changed. */
void cigo_eval_cells(struct cigo_rules *rules, struct node *node)
{
    struct mirror *mirror = &rules->mirrors[node->group->index];
    size_t column = node->field->index, n = cigo_mirror_n(rules, mirror);
    if (node->dirty) {
        cigo_mirror_column_changed(mirror, column);
        cigo_mark_readers(rules, node);
        return;
    }
    for (size_t i = 0; i < node->n_rows; i++) {
        size_t position = cigo_mirror_find(rules, mirror, node->rows[i]);
        if (position >= n)
            continue;
        if (mirror->column_visible[column])
            cigo_mirror_cell_changed(rules, mirror, column, position);
        cigo_mark_readers_row(rules, node, node->rows[i]);
    }
}
