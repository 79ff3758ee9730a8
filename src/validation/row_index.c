/* The rows of a group by the value of one column: made when a rule looks rows up by it, or asks how many have
 * the same key. Rows of one value hang together in their order, the first of them stands in the table; so a value
 * that every row has costs no more than one that none shares.
 *
 * It is kept up when a row comes, goes or changes. Places are numbers of rows, so a row that comes or goes moves
 * all that follow it: a pass over the numbers, without a look at any value. */

#include "rules-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

enum { AHEAD = 16 }; /* rows whose place in the table is asked for before they are put there */

static uint32_t short_hash(const struct cigo_value *value)
{
    return (uint32_t)(cigo_value_hash(value) >> 20);
}

/* The place in the table for a value: of its first row, or free. */
static size_t slot_of(const struct cigo_rules *rules, const struct mirror *mirror, const struct row_index *index,
                      const struct cigo_value *value, uint32_t hash)
{
    size_t i = hash & index->mask;
    for (; index->slots[i].first; i = (i + 1) & index->mask) {
        if (index->slots[i].hash != hash)
            continue;
        struct cigo_value other = cigo_mirror_value(rules, mirror, index->slots[i].first - 1, index->column);
        if (cigo_value_eq(&other, value))
            break;
    }
    return i;
}

/* ---- making ---- */

/* Before all rows of its value; `count` is for now how many there are from here on. */
static void put_first(const struct cigo_rules *rules, const struct mirror *mirror, struct row_index *index, size_t at,
                      uint32_t hash)
{
    struct cigo_value value = cigo_mirror_value(rules, mirror, at, index->column);
    struct index_slot *slot = &index->slots[slot_of(rules, mirror, index, &value, hash)];
    uint32_t next = slot->first, count = next ? index->rows[next - 1].count + 1 : 1;
    index->rows[at] = (struct indexed_row){.next = next, .count = value.storage == CIGO_NULL ? 0 : count};
    index->used += next == 0;
    *slot = (struct index_slot){.hash = hash, .first = (uint32_t)at + 1};
}

/* Each row of the chain learns how many they are. */
static void recount(struct row_index *index, uint32_t first)
{
    uint32_t count = 0;
    for (uint32_t row = first; row; row = index->rows[row - 1].next)
        count++;
    for (uint32_t row = first; row; row = index->rows[row - 1].next)
        index->rows[row - 1].count = count;
}

/* From the last row to the first, so that each goes before those of its value. */
static void fill(const struct cigo_rules *rules, const struct mirror *mirror, struct row_index *index)
{
    uint32_t hashes[AHEAD];
    for (size_t end = index->n, n; end > 0; end -= n) {
        n = end < AHEAD ? end : AHEAD;
        for (size_t i = 1; i <= n; i++) {
            struct cigo_value value = cigo_mirror_value(rules, mirror, end - i, index->column);
            hashes[i - 1] = short_hash(&value);
            __builtin_prefetch(&index->slots[hashes[i - 1] & index->mask], 1);
        }
        for (size_t i = 1; i <= n; i++)
            put_first(rules, mirror, index, end - i, hashes[i - 1]);
    }
    for (size_t i = 0; i <= index->mask; i++)
        if (index->slots[i].first && index->rows[index->slots[i].first - 1].count > 1)
            recount(index, index->slots[i].first);
}

const struct row_index *cigo_row_index(const struct cigo_rules *rules, struct mirror *mirror, size_t column)
{
    struct row_index *index = mirror->indexes[column];
    size_t n = cigo_mirror_n(rules, mirror), size = 16;
    if (index)
        return index;
    while (size < n + n / 4)
        size *= 2;
    mirror->made = true;
    index = mirror->indexes[column] = cigo_alloc(sizeof *index);
    *index = (struct row_index){.column = column, .mask = size - 1, .n = n, .cap = n + 1};
    index->slots = cigo_alloc_array(size, sizeof *index->slots);
    index->rows = cigo_realloc_array(NULL, index->cap, sizeof *index->rows);
    fill(rules, mirror, index);
    return index;
}

size_t cigo_row_index_first(const struct cigo_rules *rules, const struct mirror *mirror,
                            const struct row_index *index, const struct cigo_value *value)
{
    uint32_t first = index->slots[slot_of(rules, mirror, index, value, short_hash(value))].first;
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

/* ---- keeping it up ---- */

/* Among the rows of its value, in its order. false: the table is full. */
static bool link_row(const struct cigo_rules *rules, const struct mirror *mirror, struct row_index *index, size_t at)
{
    struct cigo_value value = cigo_mirror_value(rules, mirror, at, index->column);
    uint32_t hash = short_hash(&value);
    struct index_slot *slot = &index->slots[slot_of(rules, mirror, index, &value, hash)];
    uint32_t *link = &slot->first;
    index->used += slot->first == 0;
    slot->hash = hash;
    while (*link && *link <= at)
        link = &index->rows[*link - 1].next;
    index->rows[at].next = *link;
    *link = (uint32_t)at + 1;
    if (value.storage == CIGO_NULL)
        index->rows[at].count = 0;
    else
        recount(index, slot->first);
    return index->used < index->mask / 8 * 7;
}

/* A place becomes free: those behind it that it kept from their own move up. */
static void free_slot(struct row_index *index, size_t hole)
{
    for (size_t i = (hole + 1) & index->mask; index->slots[i].first; i = (i + 1) & index->mask) {
        size_t home = index->slots[i].hash & index->mask;
        if (((i - home) & index->mask) < ((i - hole) & index->mask))
            continue;
        index->slots[hole] = index->slots[i];
        hole = i;
    }
    index->slots[hole] = (struct index_slot){0};
    index->used--;
}

/* The row's value is another by now: its chain is one of those that are as long as it says. */
static void unlink_row(struct row_index *index, size_t at)
{
    for (size_t i = 0; i <= index->mask; i++) {
        uint32_t *link = &index->slots[i].first;
        if (!*link || index->rows[*link - 1].count != index->rows[at].count)
            continue;
        while (*link && *link != at + 1)
            link = &index->rows[*link - 1].next;
        if (!*link)
            continue;
        *link = index->rows[at].next;
        if (!index->slots[i].first)
            free_slot(index, i);
        else if (index->rows[at].count)
            recount(index, index->slots[i].first);
        return;
    }
}

/* The numbers of the rows that follow number `from` are one more, or one less. */
static void move_places(struct row_index *index, size_t from, bool up)
{
    uint32_t by = up ? 1 : UINT32_MAX;
    for (size_t i = 0; i <= index->mask; i++)
        index->slots[i].first += index->slots[i].first > from ? by : 0;
    for (size_t i = 0; i < index->n; i++)
        index->rows[i].next += index->rows[i].next > from ? by : 0;
}

void cigo_row_index_renew(const struct cigo_rules *rules, struct mirror *mirror, size_t column, size_t at)
{
    struct row_index *index = mirror->indexes[column];
    if (!index)
        return;
    unlink_row(index, at);
    if (!link_row(rules, mirror, index, at))
        cigo_row_index_drop(mirror, column);
}

static void insert(const struct cigo_rules *rules, struct mirror *mirror, struct row_index *index, size_t at)
{
    cigo_grow((void **)&index->rows, &index->cap, index->n, sizeof *index->rows);
    move_places(index, at, true);
    memmove(&index->rows[at + 1], &index->rows[at], (index->n - at) * sizeof *index->rows);
    index->n++;
    if (!link_row(rules, mirror, index, at))
        cigo_row_index_drop(mirror, index->column);
}

void cigo_row_indexes_insert(const struct cigo_rules *rules, struct mirror *mirror, size_t at)
{
    for (size_t i = 0; i < mirror->group->n_fields; i++)
        if (mirror->indexes[i])
            insert(rules, mirror, mirror->indexes[i], at);
}

void cigo_row_indexes_remove(struct mirror *mirror, size_t at)
{
    for (size_t i = 0; i < mirror->group->n_fields; i++) {
        struct row_index *index = mirror->indexes[i];
        if (!index)
            continue;
        unlink_row(index, at);
        memmove(&index->rows[at], &index->rows[at + 1], (index->n - at - 1) * sizeof *index->rows);
        index->n--;
        move_places(index, at + 1, false);
    }
}
