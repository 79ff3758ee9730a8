/* Entries in an array: found, changed and forgotten as the store does it, without a file. */

#include "memory_book.h"

#include <string.h>

enum { MOST = 64 };

struct memory {
    struct cigo_arena *arena;
    struct cigo_book_entry entries[MOST];
    size_t n;
    bool quiet, fails;
};

static bool is_meant(const struct cigo_book_entry *entry, const struct cigo_book_query *query)
{
    struct cigo_buf have, want;
    if ((query->part && entry->part != query->part) || (query->company && entry->company != query->company) ||
        (query->id && entry->id != query->id) || !entry->part)
        return false;
    if (!query->name)
        return true;
    cigo_buf_init(&have, 65536);
    cigo_buf_init(&want, 65536);
    cigo_book_fold(cigo_str_of(cigo_book_text(entry, query->name)), &have);
    cigo_book_fold(cigo_str_of(query->text), &want);
    const char *at = strstr(have.p, want.p);
    bool found = have.n && at && (query->match == CIGO_BOOK_INSIDE || at == have.p) &&
                 (query->match != CIGO_BOOK_WHOLE || have.n == want.n);
    cigo_buf_finish(&have);
    cigo_buf_finish(&want);
    return found;
}

static bool find(void *data, const struct cigo_book_query *query, struct cigo_arena *arena,
                 struct cigo_book_entries *ret_entries, struct cigo_error *err)
{
    const struct memory *memory = data;
    struct cigo_book_entry *items = cigo_arena_alloc(arena, MOST * sizeof *items);
    size_t n = 0;
    if (memory->fails)
        return cigo_fail(err, CIGO_EXIT_STORAGE, "non risponde.");
    for (size_t i = 0; i < memory->n; i++)
        if (is_meant(&memory->entries[i], query))
            items[n++] = memory->entries[i];
    *ret_entries = (struct cigo_book_entries){items, n > query->max ? query->max : n, n > query->max};
    return true;
}

static void put_value(struct memory *memory, struct cigo_book_entry *entry, const struct cigo_book_value *value)
{
    struct cigo_book_value *values = cigo_arena_alloc(memory->arena, (entry->n + 1) * sizeof *values);
    size_t n = 0;
    for (size_t i = 0; i < entry->n; i++)
        if (strcmp(entry->values[i].name, value->name) != 0)
            values[n++] = entry->values[i];
    if (*value->text)
        values[n++] = (struct cigo_book_value){cigo_arena_dup(memory->arena, value->name),
                                               cigo_arena_dup(memory->arena, value->text)};
    entry->values = values;
    entry->n = n;
}

static bool put(void *data, enum cigo_book_part part, int64_t company, int64_t *id, const struct cigo_book_value *values,
                size_t n, struct cigo_error *err)
{
    struct memory *memory = data;
    if (memory->fails || memory->n == MOST)
        return cigo_fail(err, CIGO_EXIT_STORAGE, "non risponde.");
    if (!*id) {
        memory->entries[memory->n] = (struct cigo_book_entry){.id = (int64_t)memory->n + 1, .company = company,
                                                              .part = part, .updated = "", .updated_by = ""};
        *id = memory->entries[memory->n++].id;
    }
    for (size_t i = 0; i < n; i++)
        put_value(memory, &memory->entries[*id - 1], &values[i]);
    return true;
}

static bool forget(void *data, int64_t id, struct cigo_error *err)
{
    struct memory *memory = data;
    (void)err;
    for (size_t i = 0; i < memory->n; i++)
        if (memory->entries[i].id == id || memory->entries[i].company == id)
            memory->entries[i].part = CIGO_BOOK_NONE;
    return true;
}

static bool quiet(void *data)
{
    return ((const struct memory *)data)->quiet;
}

static bool hush(void *data, struct cigo_error *err)
{
    (void)err;
    ((struct memory *)data)->quiet = true;
    return true;
}

struct cigo_book *memory_book(struct cigo_arena *arena)
{
    struct memory *memory = cigo_arena_alloc(arena, sizeof *memory);
    struct cigo_book *book = cigo_arena_alloc(arena, sizeof *book);
    memory->arena = arena;
    *book = (struct cigo_book){memory, CIGO_BOOK_ASK, find, put, forget, quiet, hush};
    return book;
}

void memory_book_fail(struct cigo_book *book)
{
    ((struct memory *)book->data)->fails = true;
}
