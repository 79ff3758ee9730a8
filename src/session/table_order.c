/* Sorting the view. Each cell is made into a key once: numbers, dates and positions of choices as they are,
 * texts folded, with their first bytes as a number too, which decides most comparisons. */

#include <stdlib.h>
#include <cigo/base/utf8.h>
#include "table-priv.h"

enum rank { RANK_VALUE, RANK_UNREADABLE, RANK_EMPTY };

struct sort_key {
    enum rank rank;
    bool descending;
    int64_t number;    /* the value, or the first bytes of the text */
    const char *text;  /* folded; NULL = the number says all */
    size_t order;      /* in the view until now */
};

static int by_key(const void *a, const void *b)
{
    const struct sort_key *x = a, *y = b;
    int order = 0;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->number != y->number)
        order = x->number < y->number ? -1 : 1;
    else if (x->text && y->text)
        order = strcmp(x->text, y->text);
    if (order)
        return x->descending ? -order : order;
    return x->order < y->order ? -1 : 1;
}

static void set_text(struct sort_key *key, const char *text, struct cigo_arena *arena)
{
    struct cigo_buf folded;
    uint64_t first = 0;
    cigo_buf_init(&folded, CIGO_TEXT_MAX);
    cigo_utf8_fold(cigo_str_of(text), &folded);
    for (size_t i = 0; i < 7; i++)
        first = first << 8 | (i < folded.n ? (unsigned char)folded.p[i] : 0);
    key->number = (int64_t)first;
    key->text = cigo_arena_str(arena, cigo_buf_str(&folded));
    cigo_buf_finish(&folded);
}

static size_t choice_order(const struct cigo_choices *list, struct cigo_str id)
{
    size_t i = 0;
    while (i < list->n && !cigo_str_is(id, list->items[i].id))
        i++;
    return i;
}

static void set_key(struct sort_key *key, const struct cigo_field *field, struct cigo_cell cell,
                    struct cigo_arena *arena)
{
    if (!cell.raw) {
        key->rank = RANK_EMPTY;
        return;
    }
    struct cigo_value value = cigo_cell_value(cell);
    key->rank = value.storage == CIGO_NULL ? RANK_UNREADABLE : RANK_VALUE;
    if (value.storage == CIGO_INT)
        key->number = value.i;
    else if (value.storage == CIGO_TEXT && field->kind->type == CIGO_TYPE_CHOICE)
        key->number = (int64_t)choice_order(field->ctx.choices, value.s);
    else
        set_text(key, value.storage == CIGO_TEXT ? value.s.p : cell.raw, arena);
}

static void reorder(struct cigo_table *table)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct sort_key *keys = cigo_alloc_array(table->n_entries + 1, sizeof *keys);
    struct view_entry *old = table->entries;
    size_t n = 0;
    for (size_t i = 0; i < table->n_entries; i++) {
        size_t position = cigo_table_position_of(table, old[i].id);
        if (position == CIGO_TABLE_NOWHERE)
            continue;
        struct cigo_place place = cigo_table_place_at(table, position, table->sorted);
        struct sort_key *key = &keys[n++];
        *key = (struct sort_key){.descending = table->descending, .order = i};
        set_key(key, place.field, cigo_answers_cell(table->session->answers, place), arena);
    }
    qsort(keys, n, sizeof *keys, by_key);
    struct view_entry *sorted = cigo_alloc_array(n + 1, sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = old[keys[i].order];
    free(old);
    table->entries = sorted;
    table->n_entries = n;
    table->cap_entries = n + 1;
    free(keys);
    cigo_arena_free(arena);
}

void cigo_table_sort(struct cigo_table *table, size_t column, bool descending)
{
    cigo_table_sync(table);
    table->sorted = column;
    table->descending = descending;
    reorder(table);
    cigo_table_rebuild(table);
}

void cigo_table_unsort(struct cigo_table *table)
{
    cigo_table_sync(table);
    table->sorted = CIGO_TABLE_NOWHERE;
    table->descending = false;
    cigo_table_follow_case(table);
    cigo_table_rebuild(table);
}

/* ---- filter ---- */

/* Who is in sight, by the values of now. */
static void choose(struct cigo_table *table)
{
    struct needle needle;
    cigo_needle_init(&needle, table, cigo_str_of(table->filter));
    if (table->only_problems)
        cigo_table_marks_ready(table);
    for (size_t i = 0; i < table->n_entries; i++) {
        size_t position = cigo_table_position_of(table, table->entries[i].id);
        if (position == CIGO_TABLE_NOWHERE)
            continue;
        table->entries[i].shown =
            (!table->only_problems || table->row_marks[position] != CIGO_MARK_NONE) &&
            (!*table->filter || cigo_needle_column(&needle, table, position) != CIGO_TABLE_NOWHERE);
    }
    cigo_needle_finish(&needle);
    cigo_table_rebuild(table);
}

void cigo_table_filter(struct cigo_table *table, struct cigo_str text, bool only_problems)
{
    cigo_table_sync(table);
    free(table->filter);
    table->filter = cigo_str_dup(cigo_str_trim(text));
    table->only_problems = only_problems;
    choose(table);
}

void cigo_table_refresh(struct cigo_table *table)
{
    cigo_table_sync(table);
    if (table->sorted != CIGO_TABLE_NOWHERE)
        reorder(table);
    choose(table);
}
