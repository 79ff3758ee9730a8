/* Packs, as a stranger may have made them: what is wrong is refused as a whole, and what is right comes in. */

#include "fixture.h"

#include <stdlib.h>
#include <string.h>
#include <cigo/store/pack.h>

#define UID "afbc4c876f4d6047869e00cf5f6797b8"
#define HEAD "case\t" UID "\tdemo\tprova\t1\tcompleta\t\t\t2026-11-20\t2026-11-21\troot\t\t2\n"
#define ENTRY(n) "journal\t" #n "\t2026-11-20\troot\tufficio\tscrive\t0\tfield\tdal\t\t=0" #n "/11/2026\n"

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
    {"case\tx\tdemo\tprova\t1\tcompleta\t\t\t2026-11-20\t2026-11-21\troot\t\t2\n", 1},
    {"case\t" UID "\tdemo\tprova\t1\tcompleta\t\t\t2026-11-20\t2026-11-21\troot\t\tdue\n", 1},
    {"case\t" UID "\tdemo\tprova\t1\tcompleta\t\t\t2026-11-20\t2026-11-21\troot\t\t-19\nend\t1\n", 1},
    {"case\t" UID "\tdemo\n", 1},
    {HEAD "\n", 2},
    {HEAD "ansver\tdal\tx\n", 2},
    {HEAD "answer\tdal\n", 2},
    {HEAD "answer\tdal\tx\ty\n", 2},
    {HEAD "answer\tdal\tx\nend\t2\n", 3},
    {HEAD "journal\t1\t2026-11-20\troot\tufficio\tscrive\t0\tfield\tdal\tx\t=y\n", 2}, /* neither nothing nor a text */
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

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store pack");
    TCase *tcase = tcase_create("pack");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, bad_pack, 0, sizeof bad / sizeof *bad);
    tcase_add_test(tcase, bad_bytes);
    tcase_add_test(tcase, relations);
    tcase_add_test(tcase, names);
    suite_add_tcase(suite, tcase);
    return suite;
}
