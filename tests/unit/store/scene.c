/* See scene.h. */

#include "scene.h"

#include <stdlib.h>
#include <string.h>

struct cigo_arena *arena;
struct cigo_store *store;
struct cigo_error err;
int64_t id;

void set_up(void)
{
    fixture_set_up();
    arena = cigo_arena_new();
    store = fixture_open();
    id = fixture_case(store, "prova");
}

void tear_down(void)
{
    cigo_store_close(store);
    cigo_arena_free(arena);
    fixture_tear_down();
}

const char *const nasty[N_NASTY] = {
    "semplice", "l'\"apice\"", "a\tb\nc\\d\\te\\n", "\\", "\t", "\n", "\r\n", "=", "%s%n", "è 日本 👩‍👩‍👧",
    "';DROP TABLE cases;--", " spazi ", "a\\", "\x01\x7f", "-", "+", "0",
};

char *dump(void)
{
    return fixture_dump(store, id);
}

void reopen(void)
{
    cigo_store_close(store);
    store = fixture_open();
}

void expect(const char *text)
{
    char *now = dump();
    ck_assert_str_eq(now, text);
    free(now);
    reopen();
    now = dump();
    ck_assert_str_eq(now, text);
    free(now);
}

void begin(uint64_t action)
{
    OK(cigo_store_begin(store, id, "prova", action, CIGO_TURN_DONE, &err));
}

void commit(void)
{
    OK(cigo_store_commit(store, &err));
}

void add(const char *group, int64_t row, size_t position, const char *text)
{
    OK(cigo_store_add_row(store, group, row, position, (const char *[]){"nome"}, (const char *[]){text}, 1,
                          &err));
}

void remove_at(const char *group, int64_t row, size_t position)
{
    OK(cigo_store_remove_row(store, group, row, position, &err));
}

uint32_t seed;

uint32_t random_below(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)seed * n) >> 32);
}

void model_insert(struct model *m, size_t at)
{
    memmove(m->rows + at + 1, m->rows + at, (m->n - at) * sizeof *m->rows);
    m->rows[at] = ++m->next;
    m->n++;
    add("g", m->next, at, "x");
}

void model_remove(struct model *m, size_t at)
{
    remove_at("g", m->rows[at], at);
    m->n--;
    memmove(m->rows + at, m->rows + at + 1, (m->n - at) * sizeof *m->rows);
}

void model_check(const struct model *m)
{
    struct cigo_buf want;
    cigo_buf_init(&want, 1u << 20);
    for (size_t i = 0; i < m->n; i++)
        cigo_buf_printf(&want, "g/%lld nome=x\n", (long long)m->rows[i]);
    char *now = dump();
    ck_assert_str_eq(now, want.p);
    free(now);
    cigo_buf_finish(&want);
}
