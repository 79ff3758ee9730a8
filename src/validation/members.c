/* Sets of rows: for most rules empty or nearly so, for some every row of a hundred thousand. Sorted
 * arrays of row ids, never one object for each alert. */

#include "rules-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

static size_t find(const struct members *set, int64_t row)
{
    size_t low = 0, high = set->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->items[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t cigo_members_get(const struct members *set, int64_t row)
{
    size_t i = find(set, row);
    return i < set->n && set->items[i].row == row ? set->items[i].places : 0;
}

void cigo_members_set(struct members *set, int64_t row, uint32_t places)
{
    size_t i = find(set, row);
    bool there = i < set->n && set->items[i].row == row;
    if (there && places != 0) {
        set->items[i].places = places;
    } else if (there) {
        set->n--;
        memmove(&set->items[i], &set->items[i + 1], (set->n - i) * sizeof *set->items);
    } else if (places != 0) {
        cigo_grow((void **)&set->items, &set->cap, set->n, sizeof *set->items);
        memmove(&set->items[i + 1], &set->items[i], (set->n - i) * sizeof *set->items);
        set->items[i] = (struct member){row, places};
        set->n++;
    }
}

static int by_row(const void *va, const void *vb)
{
    const struct member *a = va, *b = vb;
    return a->row < b->row ? -1 : a->row > b->row;
}

void cigo_members_sort(struct members *set)
{
    for (size_t i = 1; i < set->n; i++) {
        if (set->items[i - 1].row >= set->items[i].row) {
            qsort(set->items, set->n, sizeof *set->items, by_row);
            return;
        }
    }
}

/* ---- values of rows ---- */

static size_t find_value(const struct node *node, int64_t row)
{
    size_t low = 0, high = node->n_row_values;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (node->row_values[middle].row < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct cigo_value cigo_row_value_get(const struct node *node, int64_t row)
{
    size_t i = find_value(node, row);
    bool there = i < node->n_row_values && node->row_values[i].row == row;
    return there ? cigo_held_value(&node->row_values[i].value) : (struct cigo_value){.storage = CIGO_NULL};
}

bool cigo_row_value_set(struct node *node, int64_t row, const struct cigo_value *value)
{
    size_t i = find_value(node, row);
    bool there = i < node->n_row_values && node->row_values[i].row == row;
    if (there && value->storage != CIGO_NULL)
        return cigo_held_set(&node->row_values[i].value, value);
    if (there) {
        cigo_held_finish(&node->row_values[i].value);
        node->n_row_values--;
        memmove(&node->row_values[i], &node->row_values[i + 1],
                (node->n_row_values - i) * sizeof *node->row_values);
    } else if (value->storage != CIGO_NULL) {
        cigo_grow((void **)&node->row_values, &node->cap_row_values, node->n_row_values, sizeof *node->row_values);
        memmove(&node->row_values[i + 1], &node->row_values[i],
                (node->n_row_values - i) * sizeof *node->row_values);
        node->row_values[i] = (struct row_value){.row = row};
        node->n_row_values++;
        cigo_held_set(&node->row_values[i].value, value);
    }
    return there || value->storage != CIGO_NULL;
}

void cigo_row_values_finish(struct node *node)
{
    for (size_t i = 0; i < node->n_row_values; i++)
        cigo_held_finish(&node->row_values[i].value);
    free(node->row_values);
}
