/* The companies book on disk: what is found again, what is refused, what forgetting leaves, and a hostile archive. */

#include "fixture.h"

#include <cigo/base/utf8.h>
#include <cigo/store/book.h>
#include <cigo/store/care.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static struct cigo_arena *arena;
static struct cigo_store *store;
static struct cigo_error err;

static void set_up(void)
{
    fixture_set_up();
    arena = cigo_arena_new();
    store = fixture_open();
}

static void tear_down(void)
{
    cigo_store_close(store);
    cigo_arena_free(arena);
    fixture_tear_down();
}

static int64_t added(enum cigo_book_part part, int64_t company, const char *name, const char *text)
{
    int64_t id = 0;
    const struct cigo_book_value value = {name, text};
    OK(cigo_store_book_put(store, part, company, &id, &value, 1, &err));
    return id;
}

static struct cigo_book_entries found(struct cigo_book_query query)
{
    struct cigo_book_entries entries = {0};
    OK(cigo_store_book_find(store, &query, arena, &entries, &err));
    return entries;
}

/* Of the whole name or its beginning, whatever the letters and signs. */
START_TEST(what_is_kept_is_found)
{
    int64_t one = added(CIGO_BOOK_COMPANY, 0, "denominazione", "Serramenti Valbruna S.r.l.");
    int64_t two = added(CIGO_BOOK_COMPANY, 0, "denominazione", "SERRÀMENTI BELLINI");
    int64_t unit = added(CIGO_BOOK_UNIT, one, "denominazione", "Serramenti, magazzino");
    struct cigo_book_query query = {CIGO_BOOK_COMPANY, 0, 0, "denominazione", "serramenti", CIGO_BOOK_BEGINS, 9};
    struct cigo_book_entries entries = found(query);
    ck_assert_uint_eq(entries.n, 2); /* in the order of the names */
    ck_assert_int_eq(entries.items[0].id, two);
    ck_assert_int_eq(entries.items[1].id, one);
    ck_assert_str_eq(cigo_book_text(&entries.items[1], "denominazione"), "Serramenti Valbruna S.r.l.");
    ck_assert_str_eq(cigo_book_text(&entries.items[1], "pec"), "");
    query.max = 1;
    ck_assert(found(query).more);
    query = (struct cigo_book_query){CIGO_BOOK_COMPANY, 0, 0, "denominazione", "serramenti valbruna srl", CIGO_BOOK_WHOLE, 9};
    ck_assert_int_eq(found(query).items[0].id, one);
    query.text = "serramenti valbruna";
    ck_assert_uint_eq(found(query).n, 0);
    query = (struct cigo_book_query){CIGO_BOOK_COMPANY, 0, 0, "denominazione", "Bruna s", CIGO_BOOK_INSIDE, 9};
    ck_assert_uint_eq(found(query).n, 1);
    query = (struct cigo_book_query){.part = CIGO_BOOK_UNIT, .company = one, .max = 9};
    ck_assert_uint_eq(found(query).n, 1);
    ck_assert_int_eq(found(query).items[0].id, unit);
    ck_assert_int_eq(found(query).items[0].company, one);
    query.company = two;
    ck_assert_uint_eq(found(query).n, 0);
}
END_TEST

/* Two who look at once find nothing, and both put it. */
START_TEST(what_is_there_is_not_put_twice)
{
    const struct cigo_book_value values[] = {{"pec", ""}, {"denominazione", " Bellini"}, {"matricola", "123"}};
    const struct cigo_book_value others[] = {{"denominazione", "Bellini"}, {"matricola", "124"}};
    struct cigo_book_query all = {.part = CIGO_BOOK_COMPANY, .max = 9};
    int64_t one = 0, again = 0, other = 0;
    OK(cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &one, values, 3, &err));
    OK(cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &again, values, 3, &err));
    ck_assert_int_eq(one, again);
    OK(cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &other, others, 2, &err));
    ck_assert_int_ne(one, other);
    ck_assert_uint_eq(found(all).n, 2);
    int64_t unit = added(CIGO_BOOK_UNIT, one, "denominazione", "Sede");
    ck_assert_int_eq(added(CIGO_BOOK_UNIT, one, "denominazione", "Sede"), unit);
    ck_assert_int_ne(added(CIGO_BOOK_UNIT, other, "denominazione", "Sede"), unit);
}
END_TEST

START_TEST(values_change_and_go)
{
    int64_t id = added(CIGO_BOOK_COMPANY, 0, "pec", "a@pec.it");
    const struct cigo_book_value values[] = {{"pec", "b@pec.it"}, {"csc", "11301"}}, none = {"pec", " "};
    fixture_clock("2026-11-24T08:00:00Z");
    OK(cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &id, values, 2, &err));
    struct cigo_book_entries entries = found((struct cigo_book_query){.id = id, .max = 1});
    ck_assert_str_eq(cigo_book_text(&entries.items[0], "pec"), "b@pec.it");
    ck_assert_str_eq(entries.items[0].updated, "2026-11-24T08:00:00Z");
    OK(cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &id, &none, 1, &err));
    entries = found((struct cigo_book_query){.id = id, .max = 1});
    ck_assert_uint_eq(entries.items[0].n, 1);
    ck_assert_str_eq(entries.items[0].values[0].text, "11301");
}
END_TEST

START_TEST(what_cannot_be_kept_is_refused_whole)
{
    char long_text[CIGO_BOOK_TEXT + 2] = "", name[16];
    struct cigo_book_value many[CIGO_BOOK_VALUES + 1], two[2] = {{"pec", "a@pec.it"}, {"csc", long_text}};
    int64_t id = added(CIGO_BOOK_COMPANY, 0, "csc", "11301"), none = 0, gone = 999;
    memset(long_text, 'a', CIGO_BOOK_TEXT + 1);
    FAILS(cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &id, two, 2, &err), "al massimo 1000 byte");
    ck_assert_uint_eq(found((struct cigo_book_query){.id = id, .max = 1}).items[0].n, 1);
    FAILS(cigo_store_book_put(store, CIGO_BOOK_UNIT, 999, &none, two, 1, &err), "non è più nella rubrica");
    FAILS(cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &gone, two, 1, &err), "non è più nella rubrica");
    FAILS(cigo_store_book_forget(store, 999, &err), "non è più nella rubrica");
    for (int i = 0; i <= CIGO_BOOK_VALUES; i++) {
        snprintf(name, sizeof name, "d%d", i);
        many[i] = (struct cigo_book_value){cigo_arena_dup(arena, name), "x"};
    }
    FAILS(cigo_store_book_put(store, CIGO_BOOK_COMPANY, 0, &none, many, CIGO_BOOK_VALUES + 1, &err), "al massimo 64 dati");
    int64_t unit = added(CIGO_BOOK_UNIT, id, "numero", "1");
    FAILS(cigo_store_book_put(store, CIGO_BOOK_SIGNER, unit, &none, two, 1, &err), "non è più nella rubrica");
    for (int i = 1; i < CIGO_BOOK_OF_COMPANY; i++)
        added(CIGO_BOOK_SIGNER, id, "nome", cigo_arena_printf(arena, "ANNA %d", i));
    FAILS(cigo_store_book_put(store, CIGO_BOOK_SIGNER, id, &none, two, 1, &err), "già 500");
}
END_TEST

static bool in_file(const char *name, const char *text)
{
    size_t n, size = strlen(text);
    char *bytes = fixture_read(fixture_path(name), &n);
    bool yes = false;
    for (size_t i = 0; i + size <= n && !yes; i++)
        yes = memcmp(bytes + i, text, size) == 0;
    free(bytes);
    return yes;
}

/* Neither in the archive nor in its log; what folding made of it neither. */
START_TEST(nothing_of_what_is_forgotten_is_left)
{
    bool clean = false;
    int64_t id = added(CIGO_BOOK_COMPANY, 0, "denominazione", "Serramenti Valbruna");
    added(CIGO_BOOK_SIGNER, id, "cognome", "Mantovani");
    added(CIGO_BOOK_COMPANY, 0, "denominazione", "Altra ditta");
    OK(cigo_store_book_forget(store, id, &err));
    OK(cigo_store_scrub(store, &clean, &err));
    ck_assert(clean);
    ck_assert_uint_eq(found((struct cigo_book_query){.max = 9}).n, 1);
    static const char *const texts[] = {"Valbruna", "valbruna", "Mantovani", "mantovani"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ck_assert(!in_file("cigo.db", texts[i]));
        ck_assert(!in_file("cigo.db-wal", texts[i]));
    }
    ck_assert(in_file("cigo.db", "Altra ditta"));
    fixture_integrity();
}
END_TEST

START_TEST(a_case_stays_quiet_as_long_as_it_is_there)
{
    bool quiet = true;
    int64_t id = fixture_case(store, "Rossi");
    OK(cigo_store_book_quiet(store, id, &quiet, &err));
    ck_assert(!quiet);
    OK(cigo_store_book_hush(store, id, &err));
    OK(cigo_store_book_hush(store, id, &err));
    OK(cigo_store_book_quiet(store, id, &quiet, &err));
    ck_assert(quiet);
    ck_assert(!cigo_store_book_hush(store, 999, &err));
}
END_TEST

/* Written by somebody else: parts that do not exist, names and texts with escapes, without end. */
START_TEST(what_others_wrote_is_bounded_and_cleaned)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db,
        "INSERT INTO book VALUES (1, 'company', NULL, char(27) || '[2J', 'x'), (2, 'boss', 1, '', '');"
        "INSERT INTO book_value VALUES (1, 'pec', 'a' || char(27) || ']0;x' || char(10) || char(8238) || 'b', 'ab');"
        "INSERT INTO book_value VALUES (1, 'grande', hex(zeroblob(1000000)), '0');"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
        "INSERT INTO book_value SELECT 2, 'n' || i, 'x', 'x' FROM n", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    struct cigo_book_entries entries = found((struct cigo_book_query){.max = 9});
    ck_assert_uint_eq(entries.n, 2);
    ck_assert_uint_eq(entries.items[0].n, 1);
    const char *text = entries.items[0].values[0].text;
    ck_assert_ptr_null(strchr(text, 27));
    ck_assert_ptr_null(strchr(text, '\n'));
    ck_assert_ptr_null(strstr(text, "\xe2\x80\xae"));
    ck_assert_ptr_null(strchr(entries.items[0].updated, 27));
    ck_assert_int_eq(entries.items[1].part, CIGO_BOOK_NONE);
    ck_assert_uint_eq(entries.items[1].n, CIGO_BOOK_VALUES);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *s = suite_create("book");
    TCase *c = tcase_create("book");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, what_is_kept_is_found);
    tcase_add_test(c, values_change_and_go);
    tcase_add_test(c, what_is_there_is_not_put_twice);
    tcase_add_test(c, what_cannot_be_kept_is_refused_whole);
    tcase_add_test(c, nothing_of_what_is_forgotten_is_left);
    tcase_add_test(c, a_case_stays_quiet_as_long_as_it_is_there);
    tcase_add_test(c, what_others_wrote_is_bounded_and_cleaned);
    suite_add_tcase(s, c);
    return s;
}
