/* The groups' tables: which rows they hold, and what a rule sees of a cell. Nothing is copied: the table is the
 * answers themselves (group_table.c), so here is only told who must look again. The table of a hidden group
 * is empty, and a hidden cell is unknown. */

#include "rules-priv.h"

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

void cigo_mirror_column_changed(struct mirror *mirror, size_t column)
{
    cigo_row_index_drop(mirror, column);
    cigo_row_classes_drop(mirror);
}

void cigo_mirror_changed(struct mirror *mirror)
{
    cigo_row_indexes_drop(mirror);
    cigo_row_classes_drop(mirror);
}

void cigo_eval_rows(struct cigo_rules *rules, struct node *node)
{
    struct mirror *mirror = &rules->mirrors[node->group->index];
    bool before = mirror->shown;
    mirror->shown = cigo_rules_group_shown(rules, mirror);
    cigo_mirror_changed(mirror);
    if (node->dirty || before != mirror->shown) {
        cigo_mark_group(rules, mirror);
        return;
    }
    for (size_t i = 0; mirror->shown && i < node->n_rows; i++)
        cigo_mark_group_row(rules, mirror, node->rows[i]);
}

void cigo_eval_cells(struct cigo_rules *rules, struct node *node)
{
    struct mirror *mirror = &rules->mirrors[node->group->index];
    cigo_mirror_column_changed(mirror, node->field->index);
    if (node->dirty) {
        cigo_mark_readers(rules, node);
        return;
    }
    for (size_t i = 0; i < node->n_rows; i++) {
        if (cigo_mirror_find(rules, mirror, node->rows[i]) < cigo_mirror_n(rules, mirror))
            cigo_mark_readers_row(rules, node, node->rows[i]);
    }
}
