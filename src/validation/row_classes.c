/* Rows that are the same to a statement: those with the same values in the columns that it reads. Of a hundred
 * thousand workers a few hundred differ in their hours, four in their grade; a condition is judged once for each
 * class, and a sum counts each class as often as it has rows. Where nearly all rows differ each is a class of its
 * own, and nothing is kept. */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

enum { FIRST_LOOK = 16384 }; /* rows after which it is asked whether classes are worth it */
enum { MOST_KEPT = 4 };      /* four bytes for each row */

static bool reads(uint64_t columns, size_t i)
{
    return columns >> (i < 63 ? i : 63) & 1;
}

/* ---- telling them apart ---- */

struct sorter {
    const struct cigo_rules *rules;
    struct mirror *mirror;
    struct row_classes *classes;
    size_t cap;
    size_t *columns; /* of the group's table */
    size_t n_columns;
    uint32_t *slots; /* class + 1, by hash; open addressing */
    size_t mask;
};

static void start(struct sorter *sorter, const struct cigo_rules *rules, struct mirror *mirror,
                  struct row_classes *classes)
{
    *sorter = (struct sorter){.rules = rules, .mirror = mirror, .classes = classes};
    sorter->columns = cigo_alloc_array(mirror->n_map, sizeof *sorter->columns);
    for (size_t i = 0; i < mirror->n_map; i++) {
        if (reads(classes->columns, i))
            sorter->columns[sorter->n_columns++] = i;
    }
}

static uint64_t hash_row(const struct sorter *sorter, size_t at)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < sorter->n_columns; i++) {
        struct cigo_value value = cigo_mirror_at(sorter->rules, sorter->mirror, at, sorter->columns[i]);
        hash = (hash << 7 | hash >> 57) ^ cigo_value_hash(&value);
    }
    return hash;
}

static bool same(const struct sorter *sorter, size_t a, size_t b)
{
    for (size_t i = 0; i < sorter->n_columns; i++) {
        struct cigo_value one = cigo_mirror_at(sorter->rules, sorter->mirror, a, sorter->columns[i]);
        struct cigo_value other = cigo_mirror_at(sorter->rules, sorter->mirror, b, sorter->columns[i]);
        if (!cigo_value_eq(&one, &other))
            return false;
    }
    return true;
}

static size_t slot_of(const struct sorter *sorter, uint64_t hash, size_t at)
{
    const struct row_classes *classes = sorter->classes;
    size_t i = (size_t)hash & sorter->mask;
    for (; sorter->slots[i]; i = (i + 1) & sorter->mask) {
        const struct row_class *other = &classes->items[sorter->slots[i] - 1];
        if (other->hash == hash && same(sorter, other->first, at))
            break;
    }
    return i;
}

static void grow(struct sorter *sorter)
{
    const struct row_classes *classes = sorter->classes;
    if (sorter->slots && classes->n * 2 <= sorter->mask)
        return;
    size_t size = sorter->slots ? 2 * (sorter->mask + 1) : 64;
    free(sorter->slots);
    sorter->slots = cigo_alloc_array(size, sizeof *sorter->slots);
    sorter->mask = size - 1;
    for (size_t i = 0; i < classes->n; i++) {
        size_t slot = (size_t)classes->items[i].hash & sorter->mask;
        while (sorter->slots[slot])
            slot = (slot + 1) & sorter->mask;
        sorter->slots[slot] = (uint32_t)i + 1;
    }
}

static uint32_t class_of(struct sorter *sorter, size_t at)
{
    struct row_classes *classes = sorter->classes;
    uint64_t hash = hash_row(sorter, at);
    grow(sorter);
    size_t slot = slot_of(sorter, hash, at);
    if (!sorter->slots[slot]) {
        *CIGO_PUSH(classes->items, classes->n, sorter->cap) = (struct row_class){.hash = hash, .first = (uint32_t)at};
        sorter->slots[slot] = (uint32_t)classes->n;
    }
    uint32_t class = sorter->slots[slot] - 1;
    classes->items[class].count++;
    return class;
}

/* false: nearly all rows differ. */
static bool sort_rows(struct sorter *sorter, size_t n)
{
    struct row_classes *classes = sorter->classes;
    size_t look = FIRST_LOOK;
    for (size_t at = 0; at < n; at++) {
        classes->of[at] = class_of(sorter, at);
        if (at + 1 < look)
            continue;
        if (classes->n > look / 4 * 3)
            return false;
        look *= 2;
    }
    return true;
}

/* Its id and its key tell a row from every other. */
static bool all_differ(const struct mirror *mirror, uint64_t columns)
{
    const struct cigo_field *key = mirror->group->key;
    for (size_t i = 0; i < mirror->n_map; i++) {
        const struct table_column *column = &mirror->map[i];
        if (reads(columns, i) && (column->type == COLUMN_ID || column->type == COLUMN_COUNT ||
                                  (column->type == COLUMN_FIELD && key && column->index == key->index)))
            return true;
    }
    return false;
}

static struct row_classes *make(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns)
{
    struct row_classes *classes = cigo_alloc(sizeof *classes);
    size_t n = cigo_mirror_n(rules, mirror);
    classes->columns = columns;
    classes->each = all_differ(mirror, columns);
    if (!classes->each) {
        struct sorter sorter;
        start(&sorter, rules, mirror, classes);
        classes->of = cigo_realloc_array(NULL, n + 1, sizeof *classes->of);
        classes->each = !sort_rows(&sorter, n);
        free(sorter.columns);
        free(sorter.slots);
    }
    if (classes->each) {
        free(classes->of);
        free(classes->items);
        classes->of = NULL;
        classes->items = NULL;
        classes->n = n;
    }
    return classes;
}

/* ---- keeping some ---- */

static void release(struct row_classes *classes)
{
    free(classes->of);
    free(classes->items);
    free(classes);
}

/* The last ones asked for stay, and those that a statement goes by. */
static void forget_old(struct mirror *mirror)
{
    size_t n = 0;
    for (struct row_classes **link = &mirror->classes; *link; n++) {
        struct row_classes *classes = *link;
        if (n < MOST_KEPT || classes->users > 0) {
            link = &classes->next;
            continue;
        }
        *link = classes->next;
        release(classes);
    }
}

struct row_classes *cigo_row_classes(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns)
{
    struct row_classes **link = &mirror->classes;
    while (*link && (*link)->columns != columns)
        link = &(*link)->next;
    struct row_classes *found = *link;
    if (found)
        *link = found->next;
    else
        found = make(rules, mirror, columns);
    found->next = mirror->classes;
    mirror->classes = found;
    found->users++;
    forget_old(mirror);
    return found;
}

void cigo_row_classes_drop(struct mirror *mirror)
{
    while (mirror->classes) {
        struct row_classes *next = mirror->classes->next;
        release(mirror->classes);
        mirror->classes = next;
    }
}
