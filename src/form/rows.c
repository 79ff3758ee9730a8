/* Where a row stands, by its id. Mostly rows are in the order of their ids, and a search among them finds any.
 * From the first row that is put between others, an index by id remembers where each stood; as rows come and
 * go the places drift, by one at most for each, so a row is near where it stood, and now and then all places
 * are noted anew. */

#include <stdlib.h>

#include <cigo/base/alloc.h>

#include "rows-priv.h"

enum { MOST_DRIFT = 256, FEW = 16 };

struct cigo_row_hint {
    int64_t id;
    size_t near;
};

static int by_id(const void *a, const void *b)
{
    const struct cigo_row_hint *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

/* Mostly a few rows are out of order, and those behind them pass each of them by: a few steps for a row, or else
 * it was not so. */
static void sort_hints(struct cigo_row_hint *hints, size_t n)
{
    size_t steps = 0;
    for (size_t i = 1; i < n && steps <= FEW * n; i++) {
        struct cigo_row_hint hint = hints[i];
        size_t to = i;
        for (; to > 0 && hints[to - 1].id > hint.id; to--)
            hints[to] = hints[to - 1];
        hints[to] = hint;
        steps += i - to;
    }
    if (steps > FEW * n)
        qsort(hints, n, sizeof *hints, by_id);
}

/* All places anew. */
static void note_all(struct cigo_rows *rows)
{
    cigo_grow((void **)&rows->hints, &rows->cap_hints, rows->n, sizeof *rows->hints);
    rows->n_hints = rows->n;
    rows->drift = 0;
    for (size_t i = 0; i < rows->n; i++)
        rows->hints[i] = (struct cigo_row_hint){rows->items[i].id, i};
    sort_hints(rows->hints, rows->n);
}

/* The first hint whose id is not smaller. */
static size_t hint_of(const struct cigo_rows *rows, int64_t id)
{
    size_t low = 0, high = rows->n_hints;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->hints[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void drifted(struct cigo_rows *rows)
{
    if (++rows->drift > MOST_DRIFT)
        note_all(rows);
}

void cigo_rows_inserted(struct cigo_rows *rows, size_t pos)
{
    int64_t id = rows->items[pos].id;
    if (!rows->n_hints) {
        bool in_order = (pos == 0 || rows->items[pos - 1].id < id) &&
                        (pos + 1 == rows->n || rows->items[pos + 1].id > id);
        if (!in_order)
            note_all(rows);
        return;
    }
    size_t at = hint_of(rows, id);
    cigo_grow((void **)&rows->hints, &rows->cap_hints, rows->n_hints, sizeof *rows->hints);
    memmove(&rows->hints[at + 1], &rows->hints[at], (rows->n_hints - at) * sizeof *rows->hints);
    rows->hints[at] = (struct cigo_row_hint){id, pos};
    rows->n_hints++;
    if (pos + 1 < rows->n)
        drifted(rows);
}

void cigo_rows_removed(struct cigo_rows *rows, size_t pos, int64_t id)
{
    if (!rows->n_hints)
        return;
    size_t at = hint_of(rows, id);
    rows->n_hints--;
    memmove(&rows->hints[at], &rows->hints[at + 1], (rows->n_hints - at) * sizeof *rows->hints);
    if (pos < rows->n)
        drifted(rows);
}

void cigo_rows_appended(struct cigo_rows *rows, size_t n)
{
    for (size_t i = rows->n - n; rows->n_hints && i < rows->n; i++)
        *CIGO_PUSH(rows->hints, rows->n_hints, rows->cap_hints) = (struct cigo_row_hint){rows->items[i].id, i};
}

void cigo_rows_moved(struct cigo_rows *rows)
{
    size_t i = 1;
    while (i < rows->n && rows->items[i - 1].id < rows->items[i].id)
        i++;
    rows->n_hints = 0;
    if (i < rows->n)
        note_all(rows);
}

static size_t find_in_order(const struct cigo_rows *rows, int64_t id)
{
    size_t low = 0, high = rows->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->items[middle].id == id)
            return middle;
        if (rows->items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return rows->n;
}

size_t cigo_rows_find(const struct cigo_rows *rows, int64_t id)
{
    if (id >= 1 && (uint64_t)id <= rows->n && rows->items[id - 1].id == id)
        return (size_t)id - 1;
    if (!rows->n_hints)
        return find_in_order(rows, id);
    size_t at = hint_of(rows, id);
    if (at == rows->n_hints || rows->hints[at].id != id)
        return rows->n;
    size_t near = rows->hints[at].near;
    for (size_t d = 0; d <= rows->drift; d++) {
        if (d <= near && near - d < rows->n && rows->items[near - d].id == id)
            return near - d;
        if (near + d < rows->n && rows->items[near + d].id == id)
            return near + d;
    }
    return rows->n;
}
