/* Packs, as a stranger may have made them: what is wrong is refused as a whole, and what is right comes in. */

#include "fixture.h"

#include <stdlib.h>
#include <string.h>
#include <cigo/store/pack.h>

#define UID "afbc4c876f4d6047869e00cf5f6797b8"
#define HEAD "case\t" UID "\tdemo\tprova\t1\tcompleta\t\t\t2026-11-20T04:28:15Z\t2026-11-21T04:28:15Z\troot\t\t2\n"
#define HEAD_AT(created) \
    "case\t" UID "\tdemo\tprova\t1\tcompleta\t\t\t" created "\t2026-11-21T04:28:15Z\troot\t\t2\n"
#define ENTRY(n) \
    "journal\t" #n "\t2026-11-20T04:28:15Z\troot\tufficio\tscrive\t0\tfield\tdal\t\t=0" #n "/11/2026\n"
#define MEMO(text) "memo\t2026-11-20T04:28:15Z\troot\tufficio\tdal\t-1\t" text "\n"

static struct cigo_store *store;
static struct cigo_arena *arena;
static struct cigo_error err;

static void set_up(void)
{
    fixture_set_up();
    store = fixture_open();
    arena = cigo_arena_new();
    err = (struct cigo_error){0};
}

static void tear_down(void)
{
    cigo_arena_free(arena);
    cigo_store_close(store);
    fixture_tear_down();
}

/* With the last line that counts the others. */
static struct cigo_str pack_of(const char *lines)
{
    size_t n = 0;
    for (const char *p = lines; *p; p++)
        n += *p == '\n';
    return cigo_str_of(cigo_arena_printf(arena, "%send\t%zu\n", lines, n));
}

static size_t n_cases(void)
{
    struct cigo_cases cases;
    ck_assert(cigo_store_list(store, arena, &cases, &err));
    return cases.n;
}

static void refused(struct cigo_str pack, enum cigo_unpack how, const char *why)
{
    int64_t id = -1;
    size_t before = n_cases();
    ck_assert_msg(!cigo_store_unpack(store, pack, how, NULL, &id, &err), "%.*s", (int)pack.n, pack.p);
    ck_assert_msg(strstr(err.text, why) != NULL, "%.*s: %s", (int)pack.n, pack.p, err.text);
    ck_assert_int_eq(id, -1);
    ck_assert_uint_eq(n_cases(), before);
}

static int64_t taken(const char *lines, enum cigo_unpack how, const char *name)
{
    int64_t id;
    ck_assert_msg(cigo_store_unpack(store, pack_of(lines), how, name, &id, &err), "%s", err.text);
    return id;
}

static const struct {
    const char *lines;
    int line; /* that is named */
} bad[] = {
    {"", 1},
    {"answer\tdal\tx\n", 1},
    {"case\tx\tdemo\tprova\t1\tcompleta\t\t\t2026-11-20T04:28:15Z\t2026-11-21T04:28:15Z\troot\t\t2\n", 1},
    {"case\t" UID "\tdemo\tprova\t1\tcompleta\t\t\t2026-11-20T04:28:15Z\t2026-11-21T04:28:15Z\troot\t\tdue\n", 1},
    {"case\t" UID "\tdemo\tprova\t1\tcompleta\t\t\t2026-11-20T04:28:15Z\t2026-11-21T04:28:15Z\troot\t\t-19\nend\t1\n", 1},
    {"case\t" UID "\tdemo\n", 1},
    {HEAD "\n", 2},
    {HEAD "ansver\tdal\tx\n", 2},
    {HEAD "answer\tdal\n", 2},
    {HEAD "answer\tdal\tx\ty\n", 2},
    {HEAD "answer\tdal\tx\nend\t2\n", 3},
    {HEAD "journal\t1\t2026-11-20T04:28:15Z\troot\tufficio\tscrive\t0\tfield\tdal\tx\t=y\n", 2}, /* neither nothing nor a text */
    /* a time that is more than a time, or none */
    {HEAD_AT("2026-11-20T04:28:15Z\\nBEGIN:VALARM"), 1},
    {HEAD_AT("2026-11-20"), 1},
    {HEAD_AT(""), 1},
    {HEAD "journal\t1\tieri\troot\tufficio\tscrive\t0\tfield\tdal\t\t=y\n", 2},
    {HEAD "memo\tieri\troot\tufficio\tdal\t-1\tha chiamato\n", 2},
    {HEAD "rows\trighe\tuno\t0\t1\tnome\\tRossi\n", 2},
    {HEAD "rows\trighe\t1\t0\t9999999999999999999\tnome\\tRossi\n", 2},
    {HEAD "rows\trighe\t0\t0\t1\tnome\\tRossi\n", 2},
    {HEAD "rows\trighe\t1\t0\t0\tnome\\tRossi\n", 2},
    {HEAD "rows\trighe\t1\t0\t1\tnome\n", 2},                     /* a name without a text */
    {HEAD "rows\trighe\t1\t0\t3\tnome\\nRossi\\nVerdi\n", 2},     /* three rows, and two are there */
    {HEAD "rows\trighe\t1\t0\t2\tnome\\nRossi\\tx\\nVerdi\n", 2}, /* a text without a name */
    /* a row twice; two at one place */
    {HEAD "rows\trighe\t1\t0\t2\tnome\\nRossi\\nVerdi\nrows\trighe\t2\t9999999999\t1\tnome\\tNeri\n", 1},
    {HEAD "rows\trighe\t1\t0\t1\tnome\\tRossi\nrows\trighe\t2\t0\t1\tnome\\tNeri\n", 1},
    {HEAD "rows\trighe\t1\t0\t2\tnome\\nRossi\\nVerdi\nrows\trighe\t9\t1048576\t1\tnome\\tNeri\n", 1},
};

START_TEST(bad_pack)
{
    char where[32];
    snprintf(where, sizeof where, "riga %d:", bad[_i].line);
    refused(pack_of(bad[_i].lines), CIGO_UNPACK_NEW, where);
}
END_TEST

START_TEST(bad_bytes)
{
    static const char nul[] = HEAD "answer\tdal\t\0\nend\t2\n";
    refused((struct cigo_str){nul, sizeof nul - 1}, CIGO_UNPACK_NEW, "riga 1:");
    refused(CIGO_STR(HEAD "answer\tdal\t\xff\nend\t2\n"), CIGO_UNPACK_NEW, "riga 1:");
    refused(CIGO_STR(HEAD "end\t7\n"), CIGO_UNPACK_NEW, "riga 2:");
    refused(CIGO_STR(HEAD "end\t1\nx"), CIGO_UNPACK_NEW, "riga 2:");
    refused(CIGO_STR(HEAD), CIGO_UNPACK_NEW, "riga 2:");
}
END_TEST

START_TEST(relations)
{
    static const struct {
        const char *lines;
        enum cigo_pack_relation relation;
    } rows[] = {
        {HEAD ENTRY(1) ENTRY(2), CIGO_PACK_SAME},          {HEAD ENTRY(1) ENTRY(2) ENTRY(3), CIGO_PACK_NEWER},
        {HEAD ENTRY(1), CIGO_PACK_OLDER},                  {HEAD ENTRY(1) ENTRY(3), CIGO_PACK_APART},
        {HEAD ENTRY(1) ENTRY(3) ENTRY(2), CIGO_PACK_APART}, {HEAD, CIGO_PACK_OLDER},
    };
    struct cigo_pack_info info;
    ck_assert(cigo_store_pack_look(store, pack_of(HEAD), arena, &info, &err));
    ck_assert_int_eq(info.relation, CIGO_PACK_NEW);
    taken(HEAD ENTRY(1) ENTRY(2), CIGO_UNPACK_NEW, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert(cigo_store_pack_look(store, pack_of(rows[i].lines), arena, &info, &err));
        ck_assert_msg(info.relation == rows[i].relation, "%zu: %d", i, info.relation);
        ck_assert_str_eq(info.local.name, "demo");
        if (rows[i].relation != CIGO_PACK_NEWER)
            refused(pack_of(rows[i].lines), CIGO_UNPACK_UPDATE, "cambiamenti che questa non ha");
        refused(pack_of(rows[i].lines), CIGO_UNPACK_NEW, "già nell'archivio");
    }
}
END_TEST

START_TEST(names)
{
    struct cigo_case_info info;
    bool found;
    int64_t first = taken(HEAD ENTRY(1), CIGO_UNPACK_NEW, "Mia");
    ck_assert(cigo_store_get(store, first, arena, &info, &found, &err) && found);
    ck_assert_str_eq(info.name, "Mia");
    taken(HEAD, CIGO_UNPACK_BESIDE, NULL);
    int64_t third = taken(HEAD, CIGO_UNPACK_BESIDE, NULL);
    ck_assert(cigo_store_get(store, third, arena, &info, &found, &err) && found);
    ck_assert_str_eq(info.name, "demo (copia)");
    ck_assert_int_eq(taken(HEAD ENTRY(1) ENTRY(2), CIGO_UNPACK_UPDATE, NULL), first);
    ck_assert_uint_eq(n_cases(), 3);
    int64_t id = -1;
    ck_assert(!cigo_store_unpack(store, pack_of(HEAD), CIGO_UNPACK_BESIDE, "Mia", &id, &err));
    ck_assert_uint_eq(n_cases(), 3);
}
END_TEST

/* ---- what stands beside the history ---- */

static void note_it(void *data, const char *place, const char *mark)
{
    cigo_buf_printf(data, "%s=%s;", place, mark);
}

static bool note_memo(void *data, const struct cigo_memo *memo)
{
    cigo_buf_printf(data, "%s;", memo->text);
    return true;
}

/* Ticks, draft and notes of a case as one text. */
static const char *beside(int64_t id)
{
    struct cigo_buf buf;
    const char *place, *text;
    cigo_buf_init(&buf, 4096);
    ck_assert(cigo_store_ticks(store, id, note_it, &buf, &err));
    ck_assert(cigo_store_draft_get(store, id, arena, &place, &text, &err));
    cigo_buf_printf(&buf, "|%s:%s|", place, text);
    ck_assert(cigo_store_memos(store, id, note_memo, &buf, &err));
    const char *all = cigo_arena_dup(arena, buf.p);
    cigo_buf_finish(&buf);
    return all;
}

static const struct {
    const char *here, *there; /* what either has beside HEAD and the entries */
    enum cigo_pack_relation relation;
    struct cigo_pack_news news;
    const char *after; /* NULL = there is nothing to take */
} joins[] = {
    /* nothing that is here goes, whatever the pack lacks */
    {"tick\tdal\tx\ndraft\tal\tqui\n" MEMO("qui"), "", CIGO_PACK_NEWER, {0}, "dal=x;|al:qui|qui;"},
    {"tick\tdal\tx\ndraft\tal\tqui\n" MEMO("qui"), "", CIGO_PACK_SAME, {0}, NULL},
    /* what is not here comes, also to a history that goes on */
    {"", "tick\tdal\tx\ndraft\tal\tla\n" MEMO("la"), CIGO_PACK_NEWER, {1, 1, true, false}, "dal=x;|al:la|la;"},
    {"", "tick\tdal\tx\ndraft\tal\tla\n" MEMO("la"), CIGO_PACK_SAME, {1, 1, true, false}, "dal=x;|al:la|la;"},
    {"", "tick\tdal\tx\ndraft\tal\tla\n" MEMO("la"), CIGO_PACK_OLDER, {1, 1, true, false}, "dal=x;|al:la|la;"},
    {"tick\tdal\tx\n" MEMO("qui"), MEMO("la") MEMO("qui") "tick\tal\ty\n", CIGO_PACK_OLDER, {1, 1, false, false},
     "al=y;dal=x;|:|qui;la;"},
    /* of what both have, that which is here stays */
    {"tick\tdal\tx\ndraft\tal\tqui\n", "tick\tdal\ty\ndraft\tal\tla\n", CIGO_PACK_NEWER, {0, 0, false, true},
     "dal=x;|al:qui|"},
    {"tick\tdal\tx\ndraft\tal\tqui\n", "tick\tdal\tx\ndraft\tal\tqui\n", CIGO_PACK_OLDER, {0}, NULL},
};

static const char *lines_of(const char *more, bool longer)
{
    return cigo_arena_printf(arena, HEAD "%s" ENTRY(1) "%s", more, longer ? ENTRY(2) : "");
}

START_TEST(joined)
{
    struct cigo_pack_info info;
    enum cigo_pack_relation relation = joins[_i].relation;
    int64_t id = taken(lines_of(joins[_i].here, relation == CIGO_PACK_OLDER), CIGO_UNPACK_NEW, NULL);
    const char *before = beside(id), *answers = lines_of(joins[_i].there, relation == CIGO_PACK_NEWER);
    ck_assert(cigo_store_pack_look(store, pack_of(answers), arena, &info, &err));
    ck_assert_int_eq(info.relation, relation);
    ck_assert_uint_eq(info.news.notes, joins[_i].news.notes);
    ck_assert_uint_eq(info.news.ticks, joins[_i].news.ticks);
    ck_assert_int_eq(info.news.draft, joins[_i].news.draft);
    ck_assert_int_eq(info.news.other_draft, joins[_i].news.other_draft);
    if (!joins[_i].after) {
        refused(pack_of(answers), CIGO_UNPACK_UPDATE, "cambiamenti che questa non ha");
        ck_assert_str_eq(beside(id), before);
        return;
    }
    ck_assert_int_eq(taken(answers, CIGO_UNPACK_UPDATE, NULL), id);
    ck_assert_str_eq(beside(id), joins[_i].after);
    ck_assert(cigo_store_pack_look(store, pack_of(lines_of("", true)), arena, &info, &err));
    ck_assert_int_eq(info.relation, relation == CIGO_PACK_SAME ? CIGO_PACK_NEWER : CIGO_PACK_SAME); /* no answer went */
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store pack");
    TCase *tcase = tcase_create("pack");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, bad_pack, 0, sizeof bad / sizeof *bad);
    tcase_add_test(tcase, bad_bytes);
    tcase_add_test(tcase, relations);
    tcase_add_test(tcase, names);
    tcase_add_loop_test(tcase, joined, 0, sizeof joins / sizeof *joins);
    suite_add_tcase(suite, tcase);
    return suite;
}
