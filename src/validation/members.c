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
