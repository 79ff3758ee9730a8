/* Classes of rows follow a change: a row leaves its class and joins another one, which may be new. What a key does
 * to a hundred thousand rows is then a search among some hundred classes. A class that all rows have left keeps its
 * number until another takes it. */

#include "rules-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

static size_t column_of(const struct row_classes *classes)
{
    return (size_t)__builtin_ctzll(classes->columns);
}

/* ---- one row, one set of classes ---- */

static void leave_class(struct row_classes *classes, size_t at)
{
    size_t number = cigo_row_class_of(classes, at);
    struct row_class *class = &classes->items[number];
    if (--class->count == 0 || class->first != at)
        return;
    size_t other = 0; /* of which its values are read from now on */
    while (other == at || cigo_row_class_of(classes, other) != number)
        other++;
    class->first = (uint32_t)other;
}

/* Does the class hold rows like this one? */
static bool is_like(const struct cigo_rules *rules, struct mirror *mirror, const struct row_classes *classes,
                    const struct row_class *class, uint64_t hash, const struct cigo_value *value)
{
    if (class->count == 0 || class->hash != hash)
        return false;
    if (classes->a || classes->columns == 0)
        return true;
    struct cigo_value other = cigo_mirror_at(rules, mirror, class->first, column_of(classes));
    return cigo_value_eq(&other, value);
}

static uint64_t hash_at(const struct cigo_rules *rules, struct mirror *mirror, const struct row_classes *classes,
                        size_t at, struct cigo_value *ret_value)
{
    if (classes->a)
        return cigo_row_classes_pair(cigo_row_class_of(classes->a, at), cigo_row_class_of(classes->b, at));
    if (classes->columns == 0)
        return 0;
    *ret_value = cigo_mirror_at(rules, mirror, at, column_of(classes));
    return cigo_value_hash(ret_value);
}

static void join_class(const struct cigo_rules *rules, struct mirror *mirror, struct row_classes *classes, size_t at)
{
    struct cigo_value value;
    uint64_t hash = hash_at(rules, mirror, classes, at, &value);
    size_t number = 0, empty = SIZE_MAX;
    while (number < classes->n && !is_like(rules, mirror, classes, &classes->items[number], hash, &value)) {
        empty = classes->items[number].count == 0 ? number : empty;
        number++;
    }
    if (number == classes->n && empty != SIZE_MAX)
        number = empty;
    if (number == classes->n)
        *CIGO_PUSH(classes->items, classes->n, classes->cap) = (struct row_class){0};
    if (number > 0 && !classes->of)
        classes->of = cigo_alloc_array(classes->cap_rows, sizeof *classes->of);
    if (classes->of)
        classes->of[at] = (uint32_t)number;
    struct row_class *class = &classes->items[number];
    if (class->count++ == 0)
        *class = (struct row_class){.hash = hash, .first = (uint32_t)at, .count = 1};
    if (classes->n > 1 && !classes->a)
        mirror->vary |= classes->columns;
}

static void move_firsts(struct row_classes *classes, size_t from, bool up)
{
    for (size_t i = 0; i < classes->n; i++)
        if (classes->items[i].first >= from)
            classes->items[i].first += up ? 1 : UINT32_MAX;
}

static void insert(const struct cigo_rules *rules, struct mirror *mirror, struct row_classes *classes, size_t at)
{
    if (classes->of) {
        cigo_grow((void **)&classes->of, &classes->cap_rows, classes->rows, sizeof *classes->of);
        memmove(&classes->of[at + 1], &classes->of[at], (classes->rows - at) * sizeof *classes->of);
    }
    classes->rows++;
    if (!classes->of && classes->cap_rows <= classes->rows) /* how long it would be */
        classes->cap_rows = classes->rows + classes->rows / 2;
    if (classes->each) {
        classes->n++;
        return;
    }
    move_firsts(classes, at, true);
    join_class(rules, mirror, classes, at);
}

static void take_out(struct row_classes *classes, size_t at)
{
    if (classes->each)
        classes->n--;
    else
        leave_class(classes, at);
    if (classes->of)
        memmove(&classes->of[at], &classes->of[at + 1], (classes->rows - at - 1) * sizeof *classes->of);
    classes->rows--;
    if (!classes->each)
        move_firsts(classes, at + 1, false);
}

/* ---- all of them ---- */

enum change { RENEW, INSERT, REMOVE };

/* Pairs after what they are made of. */
static void go_through(const struct cigo_rules *rules, struct mirror *mirror, struct row_classes *classes,
                       enum change change, size_t at)
{
    if (classes->stamp == mirror->stamp)
        return;
    classes->stamp = mirror->stamp;
    if (classes->a) {
        go_through(rules, mirror, classes->a, change, at);
        go_through(rules, mirror, classes->b, change, at);
    }
    if (change == REMOVE)
        take_out(classes, at);
    else if (change == INSERT)
        insert(rules, mirror, classes, at);
    else if (!classes->each) {
        leave_class(classes, at);
        join_class(rules, mirror, classes, at);
    }
}

/* The columns of which something is known by classes of their own, which follow. */
static uint64_t followed(const struct mirror *mirror)
{
    uint64_t columns = 0;
    for (const struct row_classes *classes = mirror->classes; classes; classes = classes->next)
        columns |= classes->a ? 0 : classes->columns;
    return columns;
}

static void change_all(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns, enum change change,
                       size_t at)
{
    const uint64_t last = cigo_row_classes_bit(63); /* made in another way, and seldom there */
    if (columns & last)
        cigo_row_classes_drop(mirror, last);
    if (change != REMOVE)
        mirror->known &= followed(mirror) | ~columns;
    mirror->stamp++;
    for (struct row_classes *classes = mirror->classes; classes; classes = classes->next)
        if (change != RENEW || classes->columns & columns)
            go_through(rules, mirror, classes, change, at);
}

void cigo_row_classes_renew(const struct cigo_rules *rules, struct mirror *mirror, uint64_t columns, size_t at)
{
    change_all(rules, mirror, columns, RENEW, at);
}

void cigo_row_classes_insert(const struct cigo_rules *rules, struct mirror *mirror, size_t at)
{
    change_all(rules, mirror, UINT64_MAX, INSERT, at);
}

void cigo_row_classes_remove(const struct cigo_rules *rules, struct mirror *mirror, size_t at)
{
    change_all(rules, mirror, UINT64_MAX, REMOVE, at);
}
