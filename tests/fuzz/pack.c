/* A pack, as somebody may have made it. The first byte says what is done with the rest: a content whose last line and
 * sum are put right, so that it gets deep, or the bytes of the file as they are; and how it is taken in. What is taken
 * in can be read and changed like any other case, and packed again it is the same case. */

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/path.h>
#include <cigo/exchange/envelope.h>
#include <cigo/store/care.h>
#include <cigo/store/pack.h>

#include "folder.h"

enum { UPDATE = 1, BESIDE = 2, AS_IT_IS = 4, ROOM = 64 << 20, MAX_INPUT = 64 << 10 };

static struct cigo_store *store;
static char *base; /* the pack of a case that the store holds already */
static size_t n_base;

static void now(void *data, char ret_text[32])
{
    (void)data;
    snprintf(ret_text, 32, "2026-11-23T10:42:03Z");
}

static void close_all(void)
{
    cigo_store_close(store);
    free(base);
}

void fuzz_setup(void)
{
    static const struct cigo_store_env env = {.who = "maria", .now = now};
    struct cigo_store_notice notice;
    struct cigo_error err;
    char *path = cigo_path_join(fuzz_folder(), "studio.db");
    base = fuzz_source("tests/fuzz/corpus/base.pack", &n_base);
    store = cigo_store_open(path, &env, &notice, &err);
    FUZZ_CHECK(store != NULL);
    free(path);
    atexit(close_all);
}

/* ---- what a case holds, as one text ---- */

struct reading {
    struct cigo_buf said;
    struct cigo_arena *arena;
    size_t n_entries;
    const char *group; /* of the first row; NULL = none */
    int64_t row, last;
};

static void take_field(void *data, const char *field, const char *text)
{
    struct reading *r = data;
    cigo_buf_printf(&r->said, "%s=%s\n", field, text);
}

static void take_row(void *data, const char *group, int64_t row, const char *const *columns, const char *const *texts,
                     size_t n)
{
    struct reading *r = data;
    if (!r->group) {
        r->group = cigo_arena_dup(r->arena, group);
        r->row = row;
    }
    r->last = row > r->last ? row : r->last;
    cigo_buf_printf(&r->said, "%s/%lld", group, (long long)row);
    for (size_t i = 0; i < n; i++)
        cigo_buf_printf(&r->said, " %s=%s", columns[i], texts[i]);
    cigo_buf_putc(&r->said, '\n');
}

static void take_waiver(void *data, const char *alert, int64_t row, const char *state, const char *reason,
                        const char *inputs, const char *form_version)
{
    struct reading *r = data;
    cigo_buf_printf(&r->said, "%s/%lld %s %s %s %s\n", alert, (long long)row, state, reason, inputs, form_version);
}

static bool take_entry(void *data, const struct cigo_journal_entry *entry)
{
    struct reading *r = data;
    struct cigo_changes changes;
    struct cigo_error err = {0};
    if (cigo_journal_changes(entry, r->arena, &changes, &err))
        cigo_buf_printf(&r->said, "%zu changes\n", changes.n);
    else
        FUZZ_CHECK(err.text[0] != '\0');
    r->n_entries++;
    return true;
}

static void take_tick(void *data, const char *place, const char *mark)
{
    struct reading *r = data;
    cigo_buf_printf(&r->said, "%s: %s\n", place, mark);
}

static void read_case(int64_t id, struct reading *r)
{
    const struct cigo_store_reader reader = {r, take_field, take_row, take_waiver};
    const char *place, *text;
    struct cigo_error err;
    FUZZ_CHECK(cigo_store_read(store, id, &reader, &err));
    FUZZ_CHECK(cigo_store_journal(store, id, NULL, 0, take_entry, r, &err));
    FUZZ_CHECK(cigo_store_ticks(store, id, take_tick, r, &err));
    FUZZ_CHECK(cigo_store_draft_get(store, id, r->arena, &place, &text, &err));
    cigo_buf_printf(&r->said, "%s: %s\n", place, text);
}

static void reading_start(struct reading *r)
{
    *r = (struct reading){.arena = cigo_arena_new()};
    cigo_buf_init(&r->said, ROOM);
}

static void reading_end(struct reading *r)
{
    cigo_buf_finish(&r->said);
    cigo_arena_free(r->arena);
}

/* ---- what is done with it ---- */

/* Packed and taken in beside it, the same. */
static void check_trip(int64_t id, const struct reading *first)
{
    struct cigo_buf pack;
    struct reading second;
    struct cigo_error err;
    int64_t copy;
    cigo_buf_init(&pack, ROOM);
    reading_start(&second);
    FUZZ_CHECK(cigo_store_pack(store, id, &pack, &err));
    FUZZ_CHECK(cigo_store_unpack(store, cigo_buf_str(&pack), CIGO_UNPACK_BESIDE, NULL, &copy, &err));
    read_case(copy, &second);
    FUZZ_CHECK(cigo_str_eq(cigo_buf_str(&first->said), cigo_buf_str(&second.said)));
    reading_end(&second);
    cigo_buf_finish(&pack);
}

/* A record of many rows is unfolded by the first change in it. */
static void work_in(int64_t id, const struct reading *r)
{
    const char *columns[] = {"nota"}, *texts[] = {"a\tb\n"};
    enum cigo_lock lock;
    struct cigo_lock_holder holder;
    struct cigo_error err;
    uint64_t last;
    FUZZ_CHECK(cigo_store_lock(store, id, &lock, &holder, &err) && lock == CIGO_LOCK_MINE);
    FUZZ_CHECK(cigo_store_last_action(store, id, &last, &err));
    if (r->group && cigo_store_begin(store, id, "prova", last + 1, CIGO_TURN_DONE, &err)) {
        bool ok = cigo_store_put_cell(store, r->group, r->row, "nota", NULL, "x", &err) &&
                  cigo_store_add_row(store, r->group, r->last + 1, 1, columns, texts, 1, &err) &&
                  cigo_store_remove_row(store, r->group, r->last + 1, 1, &err);
        FUZZ_CHECK(ok && cigo_store_commit(store, &err));
    }
    cigo_store_unlock(store, id);
}

static void try_pack(struct cigo_str pack, enum cigo_unpack how)
{
    struct reading r;
    struct cigo_pack_info info;
    struct cigo_error err = {0};
    int64_t id;
    reading_start(&r);
    bool good = cigo_store_pack_look(store, pack, r.arena, &info, &err);
    FUZZ_CHECK(good || err.text[0] != '\0');
    err.text[0] = '\0';
    if (cigo_store_unpack(store, pack, how, NULL, &id, &err)) {
        FUZZ_CHECK(good);
        read_case(id, &r);
        bool joined = how == CIGO_UNPACK_UPDATE && info.relation != CIGO_PACK_NEWER;
        FUZZ_CHECK(joined || r.n_entries == info.n_changes);
        check_trip(id, &r);
        work_in(id, &r);
    } else {
        FUZZ_CHECK(err.text[0] != '\0');
    }
    reading_end(&r);
}

/* ---- the file ---- */

/* The content with the last line that it should have. */
static void put_right(struct cigo_str content, struct cigo_buf *out)
{
    size_t n = content.n, lines = 0;
    while (n > 0 && content.p[n - 1] != '\n')
        n--;
    for (size_t i = 0; i < n; i++)
        lines += content.p[i] == '\n';
    cigo_buf_add(out, (struct cigo_str){content.p, n});
    cigo_buf_printf(out, "end\t%zu\n", lines);
}

static void in_envelope(struct cigo_str content, struct cigo_buf *out)
{
    struct cigo_buf file;
    struct cigo_error err;
    bool locked;
    cigo_buf_init(&file, ROOM);
    FUZZ_CHECK(cigo_envelope_close(content, CIGO_STR(""), &file, &err));
    FUZZ_CHECK(content.n == 0 || (cigo_envelope_look(cigo_buf_str(&file), &locked, &err) && !locked));
    FUZZ_CHECK(content.n == 0 || cigo_envelope_open(cigo_buf_str(&file), CIGO_STR(""), out, &err));
    FUZZ_CHECK(cigo_str_eq(content, cigo_buf_str(out)));
    cigo_buf_finish(&file);
}

static void empty_store(void)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_cases cases;
    struct cigo_error err;
    FUZZ_CHECK(cigo_store_list(store, arena, &cases, &err));
    for (size_t i = 0; i < cases.n; i++)
        FUZZ_CHECK(cigo_store_delete(store, cases.items[i].id, &err));
    cigo_arena_free(arena);
}

void fuzz_input(struct cigo_str input)
{
    static const enum cigo_unpack hows[] = {CIGO_UNPACK_NEW, CIGO_UNPACK_UPDATE, CIGO_UNPACK_BESIDE, CIGO_UNPACK_NEW};
    struct cigo_buf content, opened;
    struct cigo_error err = {0};
    int64_t id;
    if (input.n < 2 || input.n > MAX_INPUT)
        return;
    unsigned how = (unsigned char)input.p[0];
    struct cigo_str bytes = {input.p + 1, input.n - 1};
    cigo_buf_init(&content, ROOM);
    cigo_buf_init(&opened, ROOM);
    if (how & (UPDATE | BESIDE))
        FUZZ_CHECK(cigo_store_unpack(store, (struct cigo_str){base, n_base}, CIGO_UNPACK_NEW, NULL, &id, &err));
    if (how & AS_IT_IS) {
        bool locked = false; /* a seal costs a passphrase of 64 MiB: too slow here */
        bool ok = cigo_envelope_look(bytes, &locked, &err) &&
                  (locked || cigo_envelope_open(bytes, CIGO_STR(""), &opened, &err));
        FUZZ_CHECK(ok || err.text[0] != '\0');
    } else {
        put_right(bytes, &content);
        in_envelope(cigo_buf_str(&content), &opened);
    }
    try_pack(cigo_buf_str(&opened), hows[how & (UPDATE | BESIDE)]);
    empty_store();
    cigo_buf_finish(&opened);
    cigo_buf_finish(&content);
}
