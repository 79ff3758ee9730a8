/* Rows that are the same to a statement: those with the same values in the columns that it reads. Of a hundred
 * thousand workers a few hundred differ in their hours, four in their grade; a condition is judged once for each
 * class, and a sum counts each class as often as it has rows. Classes of one column are told apart by its values,
 * those of more by pairs of classes; a column in which all rows agree tells nothing apart. Where nearly all rows
 * differ each is a class of its own, and nothing is kept. How they follow a change: class_changes.c. */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

enum { FIRST_LOOK = 16384 }; /* rows after which it is asked whether classes are worth it */
enum { MOST_KEPT = 16 };     /* of those that take four bytes for each row */

uint64_t cigo_row_classes_bit(size_t table_column)
{
    return UINT64_C(1) << (table_column < 63 ? table_column : 63);
}

/* ---- numbering classes ---- */

struct sorter {
    struct row_classes *classes;
    struct cigo_value *values; /* by class; only when values are told apart */
    size_t n_values, cap_values;
    uint32_t *slots; /* class + 1, by hash; open addressing */
    size_t mask;
};

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

/* The row's class, which may be a new one. Without a value, rows of one hash are the same. */
static void put(struct sorter *sorter, size_t at, uint64_t hash, const struct cigo_value *value)
{
    struct row_classes *classes = sorter->classes;
    grow(sorter);
    size_t slot = (size_t)hash & sorter->mask;
    for (; sorter->slots[slot]; slot = (slot + 1) & sorter->mask) {
        uint32_t other = sorter->slots[slot] - 1;
        if (classes->items[other].hash == hash && (!value || cigo_value_eq(&sorter->values[other], value)))
            break;
    }
    if (!sorter->slots[slot]) {
        *CIGO_PUSH(classes->items, classes->n, classes->cap) =
            (struct row_class){.hash = hash, .first = (uint32_t)at};
        if (value)
            *CIGO_PUSH(sorter->values, sorter->n_values, sorter->cap_values) = *value;
        sorter->slots[slot] = (uint32_t)classes->n;
    }
    if (!classes->of && classes->n > 1) /* up to here all were of the first one */
        classes->of = cigo_alloc_array(classes->cap_rows, sizeof *classes->of);
    if (classes->of)
        classes->of[at] = sorter->slots[slot] - 1;
    classes->items[sorter->slots[slot] - 1].count++;
}

static void finish(struct sorter *sorter)
{
    free(sorter->slots);
    free(sorter->values);
}

static void make_each(struct row_classes *classes, size_t rows)
{
    free(classes->of);
    free(classes->items);
    classes->of = NULL;
    classes->items = NULL;
    classes->each = true;
    classes->n = rows;
}

/* Is it time to ask, after so many rows, and do nearly all differ? */
static bool is_vain(const struct row_classes *classes, size_t rows)
{
    return rows >= FIRST_LOOK && (rows & (rows - 1)) == 0 && classes->n > rows / 4 * 3;
}

static struct row_classes *new_classes(uint64_t columns, size_t rows)
{
    struct row_classes *classes = cigo_alloc(sizeof *classes);
    *classes = (struct row_classes){.columns = columns, .rows = rows, .cap_rows = rows + 1};
    return classes;
}

/* ---- of one column ---- */

/* Its id and its key tell a row from every other. */
static bool all_differ(const struct mirror *mirror, size_t i)
{
    const struct table_column *column = &mirror->map[i];
    const struct cigo_field *key = mirror->group->key;
    return column->type == COLUMN_ID || (column->type == COLUMN_FIELD && key && column->index == key->index);
}

/* Does the row surely have the value of the one before it? Many columns are one value over and over, or empty. */
static bool same_as_before(const struct mirror *mirror, const struct cigo_row *rows, size_t at, size_t i)
{
    const struct table_column *column = &mirror->map[i];
    bool cell = column->type == COLUMN_FIELD || column->type == COLUMN_EMPTY;
    const struct row_index *keys = column->type == COLUMN_COUNT ? mirror->indexes[mirror->group->key->index] : NULL;
    if (at > 0 && keys)
        return keys->rows[at].count == keys->rows[at - 1].count;
    if (at == 0 || !cell || mirror->column_visible[column->index])
        return false;
    if (column->type == COLUMN_EMPTY)
        return cigo_row_has(&rows[at], column->index) == cigo_row_has(&rows[at - 1], column->index);
    return cigo_row_same_value(&rows[at], &rows[at - 1], column->index);
}

static void put_value(struct sorter *sorter, size_t at, struct cigo_value value)
{
    put(sorter, at, cigo_value_hash(&value), &value);
}

static void put_as_before(struct row_classes *classes, size_t at)
{
    size_t class = cigo_row_class_of(classes, at - 1);
    if (classes->of)
        classes->of[at] = (uint32_t)class;
    classes->items[class].count++;
}

/* One class, of rows that have nothing there; NULL if one may have something. */
static struct row_classes *classes_of_nothing(const struct cigo_rules *rules, struct mirror *mirror, size_t i)
{
    const struct table_column *column = &mirror->map[i];
    bool cell = column->type == COLUMN_FIELD || column->type == COLUMN_EMPTY;
    size_t n = cigo_mirror_n(rules, mirror);
    if (n == 0 || !cell || cigo_rows_use(&rules->answers->groups[mirror->group->index], column->index))
        return NULL;
    struct row_classes *classes = new_classes(cigo_row_classes_bit(i), n);
    struct cigo_value value = cigo_mirror_at(rules, mirror, 0, i);
    *CIGO_PUSH(classes->items, classes->n, classes->cap) =
        (struct row_class){.hash = cigo_value_hash(&value), .count = (uint32_t)n};
    return classes;
}

static struct row_classes *classes_of_column(const struct cigo_rules *rules, struct mirror *mirror, size_t i)
{
    struct row_classes *nothing = classes_of_nothing(rules, mirror, i);
    if (nothing)
        return nothing;
    size_t n = cigo_mirror_n(rules, mirror);
    const struct cigo_row *rows = n ? rules->answers->groups[mirror->group->index].items : NULL;
    struct row_classes *classes = new_classes(cigo_row_classes_bit(i), n);
    struct sorter sorter = {.classes = classes};
    if (all_differ(mirror, i))
        make_each(classes, n);
    for (size_t at = 0; at < n && !classes->each; at++) {
        if (same_as_before(mirror, rows, at, i))
            put_as_before(classes, at);
        else
            put_value(&sorter, at, cigo_mirror_at(rules, mirror, at, i));
        if (is_vain(classes, at + 1))
            make_each(classes, n);
    }
    finish(&sorter);
    return classes;
}

/* ---- of more columns ---- */

/* Different pairs have different hashes. */
uint64_t cigo_row_classes_pair(size_t a, size_t b)
{
    return cigo_hash_mix(0, (uint64_t)a << 32 | b);
}

static struct row_classes *classes_of_pairs(const struct row_classes *a, const struct row_classes *b, size_t n)
{
    struct row_classes *classes = new_classes(a->columns | b->columns, n);
    struct sorter sorter = {.classes = classes};
    if (a->each || b->each)
        make_each(classes, n);
    for (size_t at = 0; at < n && !classes->each; at++) {
        put(&sorter, at, cigo_row_classes_pair(cigo_row_class_of(a, at), cigo_row_class_of(b, at)), NULL);
        if (is_vain(classes, at + 1))
            make_each(classes, n);
    }
    finish(&sorter);
    return classes;
}

/* All rows are the same. */
static struct row_classes *one_class(size_t n)
{
    struct row_classes *classes = new_classes(0, n);
    if (n > 0)
        *CIGO_PUSH(classes->items, classes->n, classes->cap) = (struct row_class){.count = (uint32_t)n};
    return classes;
}

/* ---- keeping some ---- */

/* It uses no others any more. */
static void leave(const struct row_classes *classes)
{
    if (classes->a) {
        classes->a->users--;
        classes->b->users--;
    }
}

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
    for (struct row_classes **link = &mirror->classes; *link;) {
        struct row_classes *classes = *link;
        n += classes->of != NULL;
        if (n <= MOST_KEPT || classes->users > 0) {
            link = &classes->next;
            continue;
        }
        *link = classes->next;
        leave(classes);
        release(classes);
    }
}

/* In front of the list; the caller has it in use. */
static struct row_classes *keep(struct mirror *mirror, struct row_classes *classes)
{
    mirror->made = true;
    classes->next = mirror->classes;
    mirror->classes = classes;
    classes->users++;
    forget_old(mirror);
    return classes;
}

static struct row_classes *find(struct mirror *mirror, uint64_t columns)
{
    struct row_classes **link = &mirror->classes;
    while (*link && (*link)->columns != columns)
        link = &(*link)->next;
    struct row_classes *found = *link;
    if (!found)
        return NULL;
    *link = found->next;
    return keep(mirror, found);
}

static struct row_classes *of_columns(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns);

/* The last bit stands for all columns from there on. */
static struct row_classes *of_last(const struct cigo_rules *rules, struct mirror *mirror)
{
    struct row_classes *all = classes_of_column(rules, mirror, 63);
    for (size_t i = 64; i < mirror->n_map; i++) {
        struct row_classes *one = classes_of_column(rules, mirror, i), *before = all;
        all = classes_of_pairs(before, one, cigo_mirror_n(rules, mirror));
        release(before);
        release(one);
    }
    return all;
}

static struct row_classes *of_pairs(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns)
{
    uint64_t first = columns & -columns;
    struct row_classes *a = of_columns(rules, mirror, first);
    struct row_classes *b = of_columns(rules, mirror, columns & ~first);
    struct row_classes *made = classes_of_pairs(a, b, cigo_mirror_n(rules, mirror));
    made->a = a; /* which it uses as long as it is there */
    made->b = b;
    return made;
}

static struct row_classes *of_columns(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns)
{
    struct row_classes *found = find(mirror, columns);
    if (found)
        return found;
    if (columns == 0)
        found = one_class(cigo_mirror_n(rules, mirror));
    else if (columns & (columns - 1))
        found = of_pairs(rules, mirror, columns);
    else if (columns == cigo_row_classes_bit(63))
        found = of_last(rules, mirror);
    else
        found = classes_of_column(rules, mirror, (size_t)__builtin_ctzll(columns));
    return keep(mirror, found);
}

/* ---- the columns that tell rows apart ---- */

/* Of the columns, those in which not all rows agree; whether one does is found out once. */
static uint64_t that_vary(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns)
{
    for (uint64_t rest = columns & ~mirror->known & ~cigo_row_classes_bit(63); rest; rest &= rest - 1) {
        struct row_classes *classes = of_columns(rules, mirror, rest & -rest);
        if (classes->n > 1)
            mirror->vary |= classes->columns;
        mirror->known |= classes->columns;
        classes->users--;
    }
    return columns & (mirror->vary | cigo_row_classes_bit(63));
}

static bool has_key(const struct mirror *mirror, uint64_t columns)
{
    for (size_t i = 0; i < mirror->n_map; i++) {
        if (columns & cigo_row_classes_bit(i) && all_differ(mirror, i))
            return true;
    }
    return false;
}

struct row_classes *cigo_row_classes(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns)
{
    return of_columns(rules, mirror, has_key(mirror, columns) ? cigo_row_classes_bit(0) : that_vary(rules, mirror, columns));
}

void cigo_row_classes_drop(struct mirror *mirror, uint64_t columns)
{
    struct row_classes *dropped = NULL;
    mirror->known &= ~columns;
    mirror->vary &= ~columns;
    for (struct row_classes **link = &mirror->classes; *link;) {
        struct row_classes *classes = *link;
        if (columns != UINT64_MAX && !(classes->columns & columns)) {
            link = &classes->next;
            continue;
        }
        *link = classes->next;
        classes->next = dropped;
        dropped = classes;
        leave(classes); /* what it uses may be dropped too: nothing is freed yet */
    }
    for (struct row_classes *next; dropped; dropped = next) {
        next = dropped->next;
        release(dropped);
    }
}
