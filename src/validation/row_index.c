/* The rows of a group by the value of one column: made when a rule looks rows up by it, or asks how many have
 * the same key, and thrown away when the column changes. Rows of one value hang together in their order, the
 * first of them stands in the table; so a value that every row has costs no more than one that none shares. */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

/* The place in the table for a value: of its first row, or free. */
static size_t slot_of(const struct cigo_rules *rules, const struct mirror *mirror, const struct row_index *index,
                      const struct cigo_value *value)
{
    size_t i = (size_t)cigo_value_hash(value) & index->mask;
    for (; index->slots[i]; i = (i + 1) & index->mask) {
        struct cigo_value other = cigo_mirror_value(rules, mirror, index->slots[i] - 1, index->column);
        if (cigo_value_eq(&other, value))
            break;
    }
    return i;
}

static void add_row(const struct cigo_rules *rules, const struct mirror *mirror, struct row_index *index, size_t at)
{
    struct cigo_value value = cigo_mirror_value(rules, mirror, at, index->column);
    size_t slot = slot_of(rules, mirror, index, &value);
    struct indexed_row *row = &index->rows[at];
    if (!index->slots[slot]) {
        index->slots[slot] = (uint32_t)at + 1;
        *row = (struct indexed_row){.first = (uint32_t)at, .last = (uint32_t)at, .count = 1};
        return;
    }
    struct indexed_row *first = &index->rows[index->slots[slot] - 1];
    *row = (struct indexed_row){.first = index->slots[slot] - 1};
    index->rows[first->last].next = (uint32_t)at + 1;
    first->last = (uint32_t)at;
    first->count++;
}

const struct row_index *cigo_row_index(const struct cigo_rules *rules, struct mirror *mirror, size_t column)
{
    struct row_index *index = mirror->indexes[column];
    size_t n = cigo_mirror_n(rules, mirror), size = 16;
    if (index)
        return index;
    while (size < n + n / 2)
        size *= 2;
    index = mirror->indexes[column] = cigo_alloc(sizeof *index);
    index->column = column;
    index->mask = size - 1;
    index->slots = cigo_alloc_array(size, sizeof *index->slots);
    index->rows = cigo_alloc_array(n + 1, sizeof *index->rows);
    for (size_t i = 0; i < n; i++)
        add_row(rules, mirror, index, i);
    return index;
}

size_t cigo_row_index_first(const struct cigo_rules *rules, const struct mirror *mirror,
                            const struct row_index *index, const struct cigo_value *value)
{
    uint32_t first = index->slots[slot_of(rules, mirror, index, value)];
    return first ? first - 1 : SIZE_MAX;
}

void cigo_row_index_drop(struct mirror *mirror, size_t column)
{
    struct row_index *index = mirror->indexes[column];
    if (!index)
        return;
    free(index->slots);
    free(index->rows);
    free(index);
    mirror->indexes[column] = NULL;
}

void cigo_row_indexes_drop(struct mirror *mirror)
{
    for (size_t i = 0; i < mirror->group->n_fields; i++)
        cigo_row_index_drop(mirror, i);
}
