/* The list of cases: summaries that are right whatever happens, the order, the filters, the words. */

#include "fixture.h"

#include <cigo/base/date.h>
#include <cigo/store/care.h>
#include <cigo/store/list.h>
#include <cigo/store/shelf.h>
#include <cigo/store/pack.h>

#include <stdlib.h>
#include <string.h>

static struct cigo_arena *arena;
static struct cigo_store *store;
static struct cigo_error err;
static struct cigo_cases cases;

enum { TODAY = 2461368 }; /* 2026-11-23 */

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

static const struct cigo_summary nothing = {
    .state = "in corso", .term = "", .term_label = "", .company = "", .unit = "",
    .causale = "", .causale_label = "", .from = "", .to = "", .counted = ""};

static int64_t listed(const char *name, const struct cigo_summary *summary, const char *words)
{
    int64_t id = fixture_case(store, name);
    OK(cigo_store_summary(store, id, 0, summary, words, &err));
    return id;
}

static size_t stale(bool words)
{
    size_t n = 0;
    OK(cigo_store_list(store, arena, &cases, &err));
    for (size_t i = 0; i < cases.n; i++)
        n += words ? cases.items[i].unindexed : cases.items[i].stale;
    return n;
}

/* The names of what passes, in order. */
static const char *names(const struct cigo_case_filter *filter)
{
    const char *all = "";
    size_t *which, n = 0;
    OK(cigo_store_list(store, arena, &cases, &err));
    cigo_cases_sort(&cases, TODAY);
    OK(cigo_store_filter(store, &cases, filter, TODAY, arena, &which, &n, &err));
    for (size_t i = 0; i < n; i++)
        all = cigo_arena_printf(arena, "%s%s%s", all, i ? " " : "", cases.items[which[i]].name);
    return all;
}

/* ---- summaries ---- */

START_TEST(a_summary_is_kept_as_it_was_given)
{
    struct cigo_case_info info;
    bool found = false;
    struct cigo_summary s = {"da correggere", "2026-12-31", "Termine", "Rossi «&» Figli", "Sede",
                             "gelo", "Gelo", "2026-11-02", "2026-11-29", 2, 3, 4, true, "2026-11-10"};
    int64_t id = listed("a", &s, "x");
    cigo_store_close(store);
    store = fixture_open();
    OK(cigo_store_get(store, id, arena, &info, &found, &err));
    const char *const want[] = {s.state, s.term, s.term_label, s.company, s.unit, s.causale, s.causale_label, s.from, s.to, s.counted};
    const struct cigo_summary *t = &info.summary;
    const char *const got[] = {t->state, t->term, t->term_label, t->company, t->unit, t->causale, t->causale_label,
                               t->from, t->to, t->counted};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        ck_assert_str_eq(got[i], want[i]);
    ck_assert(t->errors == 2 && t->warnings == 3 && t->missing == 4 && t->over);
    ck_assert_uint_eq(fixture_entries(store, id), 0); /* outside the journal */
}
END_TEST

START_TEST(what_is_not_right_any_more_is_known)
{
    int64_t id = fixture_case(store, "a");
    ck_assert_uint_eq(stale(false), 1); /* a new one has none */
    OK(cigo_store_summary(store, id, 0, &nothing, NULL, &err));
    ck_assert_uint_eq(stale(false), 0);
    ck_assert_uint_eq(stale(true), 1); /* … and no words */
    OK(cigo_store_summary(store, id, 0, &nothing, "parole", &err));
    ck_assert_uint_eq(stale(true), 0);
    OK(fixture_set(store, id, 1, "causale", NULL, "gelo", &err));
    ck_assert_uint_eq(stale(false), 1); /* with the answer, in its transaction */
    OK(cigo_store_summary(store, id, 0, &nothing, "vecchie", &err)); /* of before: comes too late */
    ck_assert_uint_eq(stale(false), 1);
    OK(cigo_store_summary(store, id, 1, &nothing, "nuove", &err));
    ck_assert_uint_eq(stale(true), 0);
    OK(cigo_store_rename(store, id, "b", &err)); /* the name is among the words */
    ck_assert_uint_eq(stale(false), 0);
    ck_assert_uint_eq(stale(true), 1);
    OK(cigo_store_summary(store, id, 1, &nothing, "nuove", &err));
    OK(cigo_store_tag(store, id, "Urgente", true, &err)); /* and its tags */
    ck_assert_uint_eq(stale(true), 1);
    int64_t copy = 0;
    OK(cigo_store_copy(store, id, NULL, &copy, &err));
    ck_assert_uint_eq(stale(false), 1);
}
END_TEST

START_TEST(a_copy_or_a_pack_brings_no_wrong_summary)
{
    struct cigo_store_copy copy;
    const char *kept;
    struct cigo_buf pack;
    int64_t id = listed("a", &nothing, "prima"), same = 0;
    OK(fixture_set(store, id, 1, "causale", NULL, "gelo", &err));
    OK(cigo_store_summary(store, id, 1, &nothing, "prima", &err));
    OK(cigo_store_backup(store, fixture_path("copia.db"), &copy, &err));
    OK(fixture_set(store, id, 2, "causale", "gelo", "crisi", &err));
    OK(cigo_store_summary(store, id, 2, &nothing, "dopo", &err));
    cigo_buf_init(&pack, 1u << 20);
    OK(cigo_store_pack(store, id, &pack, &err));
    OK(cigo_store_restore(store, fixture_path("copia.db"), arena, &kept, &copy, &err));
    ck_assert_uint_eq(stale(true), 0); /* that of the copy is right for the answers of the copy */
    ck_assert_str_eq(names(&(struct cigo_case_filter){.words = "prima"}), "a");
    OK(cigo_store_unpack(store, cigo_buf_str(&pack), CIGO_UNPACK_UPDATE, NULL, &same, &err));
    ck_assert_int_eq(same, id);
    ck_assert_uint_eq(stale(false), 1);
    cigo_buf_finish(&pack);
}
END_TEST

/* ---- order and filters ---- */

static void fill_five(void)
{
    struct cigo_summary s = nothing;
    s.term = "2026-11-22", s.errors = 1;
    listed("ieri", &s, "Rossi Mario R-PER-ORDER");
    s.term = "2026-10-01", s.errors = 0, s.state = "da correggere";
    listed("ottobre", &s, "Bianchi");
    s.term = "2026-12-03", s.causale = "gelo", s.causale_label = "Eventi meteo";
    listed("dicembre", &s, "Rossi Unità-3 perché");
    s.term = "2026-11-23", s.causale = "", s.causale_label = "", s.from = "2026-11-02", s.to = "2026-11-29";
    listed("oggi", &s, "rosa");
    s = nothing, s.over = true, s.state = "accolta";
    listed("fatta", &s, "Rossi");
    listed("nuova", &nothing, "");
}

START_TEST(by_urgency)
{
    fill_five();
    ck_assert_str_eq(names(&(struct cigo_case_filter){0}), "oggi dicembre ieri ottobre nuova fatta");
    OK(cigo_store_archive(store, 1, true, &err));
    ck_assert_str_eq(names(&(struct cigo_case_filter){0}), "oggi dicembre ottobre nuova fatta");
    ck_assert_str_eq(names(&(struct cigo_case_filter){.aside = CIGO_ASIDE_ONLY}), "ieri");
    ck_assert_str_eq(names(&(struct cigo_case_filter){.aside = CIGO_ASIDE_TOO}), "oggi dicembre ottobre nuova fatta ieri");
    OK(cigo_store_archive(store, 1, false, &err));
    ck_assert_str_eq(names(&(struct cigo_case_filter){.aside = CIGO_ASIDE_ONLY}), "");
}
END_TEST

/* What was sent is not urgent any more; a day of sending that has not come yet is the one that counts. */
START_TEST(days_from_another_day)
{
    struct cigo_summary s = nothing;
    fill_five();
    s.term = "2026-11-17", s.counted = "2026-11-12";
    listed("spedita", &s, "");
    s.term = "2026-12-20", s.counted = "2026-12-22";
    listed("tardi", &s, "");
    ck_assert_str_eq(names(&(struct cigo_case_filter){0}), "oggi dicembre ieri tardi ottobre nuova spedita fatta");
    ck_assert_str_eq(names(&(struct cigo_case_filter){.has_within = true, .within = 5}), "oggi");
}
END_TEST

static const struct {
    struct cigo_case_filter filter;
    const char *names;
} filters[] = {
    {{.words = "ross"}, "dicembre ieri fatta"},
    {{.words = "ROSSI mar"}, "ieri"},
    {{.words = "ros"}, "oggi dicembre ieri fatta"},
    {{.words = "rossi bianchi"}, ""},
    {{.words = "r-per-ord"}, "ieri"},
    {{.words = "r-mario-ord"}, ""}, /* it has all three, not one after the other */
    {{.words = "UNITA-3 per"}, "dicembre"},
    {{.words = "r per ord"}, "ieri"},
    {{.words = "unita"}, "dicembre"},
    {{.words = "PERCHE\xcc\x81"}, "dicembre"},
    {{.words = "«Unità» 3"}, "dicembre"},
    {{.words = "ott"}, "ottobre"}, /* its name */
    {{.words = "rossi OR bianchi"}, ""},
    {{.words = "\"ross"}, "dicembre ieri fatta"},
    {{.words = "ross* -("}, "dicembre ieri fatta"},
    {{.words = " \" * -- "}, "oggi dicembre ieri ottobre nuova fatta"},
    {{.words = "\xff\x80"}, "oggi dicembre ieri ottobre nuova fatta"},
    {{.state = "DA COR"}, "oggi dicembre ottobre"},
    {{.causale = "gelo"}, "dicembre"},
    {{.causale = "gel"}, "dicembre"},
    {{.causale = "el"}, ""},
    {{.causale = "METEO"}, "dicembre"}, /* not its first word */
    {{.causale = "eventi met"}, "dicembre"},
    {{.causale = "venti"}, ""},
    {{.state = "corr"}, "oggi dicembre ottobre"},
    {{.state = "orso"}, ""},
    {{.state = " "}, ""},
    {{.causale = "eventi"}, "dicembre"},
    {{.has_within = true, .within = 0}, "oggi"},
    {{.has_within = true, .within = 10}, "oggi dicembre"},
    {{.has_within = true, .within = 99999}, "oggi dicembre"},
    {{.problems = true}, "ieri"},
    {{.in_period = true, .from = TODAY, .to = TODAY}, "oggi"},
    {{.in_period = true, .from = TODAY + 7}, ""},
    {{.in_period = true, .to = TODAY - 22}, ""},
    {{.in_period = true, .to = TODAY}, "oggi"},
    {{.words = "ross", .state = "acc"}, "fatta"},
    {{.tag = "URGENTE"}, "ieri ottobre"},
    {{.tag = "urgent"}, ""},
};

START_TEST(filtered)
{
    fill_five();
    OK(cigo_store_tag(store, 1, "Urgente", true, &err));
    OK(cigo_store_tag(store, 1, "Urgente", true, &err)); /* twice is once */
    OK(cigo_store_tag(store, 2, "urgente", true, &err));
    OK(cigo_store_tag(store, 3, "Urgente", true, &err));
    OK(cigo_store_tag(store, 3, "Urgente", false, &err));
    FAILS(cigo_store_tag(store, 3, " \x01 ", true, &err), "vuoto");
    FAILS(cigo_store_tag(store, 3, "a, b", true, &err), "virgole");
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        ck_assert_msg(strcmp(names(&filters[i].filter), filters[i].names) == 0, "%zu: %s", i, names(&filters[i].filter));
}
END_TEST

/* ---- what is deleted ---- */

static bool in_a_file(const char *word)
{
    static const char *const files[] = {"cigo.db", "cigo.db-wal"};
    bool found = false;
    for (size_t i = 0; i < 2; i++) {
        size_t n;
        if (!fixture_count(files[i], NULL, 0))
            continue;
        char *bytes = fixture_read(fixture_path(files[i]), &n);
        found = found || memmem(bytes, n, word, strlen(word));
        free(bytes);
    }
    return found;
}

/* "2/11/2026", and nothing else. */
static bool read_date(void *data, const char *text, int32_t *ret_date)
{
    int day, month, year, n = 0;
    (void)data;
    return sscanf(text, "%2d/%2d/%4d%n", &day, &month, &year, &n) == 3 && text[n] == '\0' &&
           cigo_date_of(year, month, day, ret_date);
}

static struct cigo_case_filter read_filter(const char *text)
{
    static const struct cigo_date_reader reader = {read_date, NULL};
    struct cigo_case_filter filter = {0};
    cigo_case_filter_read(text, &reader, arena, &filter);
    return filter;
}

/* What is typed on the start screen, and the same as it passes. */
START_TEST(typed)
{
    static const struct {
        const char *typed, *passes;
    } rows[] = {
        {"entro:0", "oggi"},
        {"within:10", "oggi dicembre"},
        {"ross stato:acc", "fatta"},
        {"stato:acc ross", "fatta"},
        {"etichetta:\"da firmare\"", "ieri"},
        {"tag:\"da firmare", "ieri"}, /* still typing */
        {"tag:da", ""},
        {"periodo:29/11/2026", "oggi"},
        {"periodo:30/11/2026", ""},
        {"period:29/11/2026..31/12/2026", "oggi"},
        {"periodo:..1/11/2026", ""},
        {"periodo:..2/11/2026", "oggi"},
        {"periodo:10/2026..11/2026", "oggi"},
        {"periodo:12/2026..", ""},
        {"oggi periodo:2026-11", "oggi"},
    };
    fill_five();
    OK(cigo_store_tag(store, 1, "da firmare", true, &err));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cigo_case_filter filter = read_filter(rows[i].typed);
        ck_assert_msg(filter.unclear == NULL, "%s", rows[i].typed);
        ck_assert_msg(strcmp(names(&filter), rows[i].passes) == 0, "%s: %s", rows[i].typed, names(&filter));
    }
    struct cigo_case_filter all = {0};
    const char *everything = names(&all);
    static const char *const not_yet[] = {"entro:", "entro:x", "entro:123456", "periodo:", "periodo:11",
                                          "periodo:13/2026", "periodo:..", "periodo:2/11/2026..2", "stato:", "tag:\"",
                                          "periodo:29/11/2026..2/11/2026"};
    for (size_t i = 0; i < sizeof not_yet / sizeof *not_yet; i++) {
        struct cigo_case_filter filter = read_filter(not_yet[i]);
        ck_assert_str_eq(filter.unclear, not_yet[i]);
        ck_assert_str_ne(filter.wants, "");
        ck_assert_msg(strcmp(names(&filter), everything) == 0, "%s: %s", not_yet[i], names(&filter));
    }
    ck_assert_str_eq(read_filter("rosa entro:x periodo:y stato:in").unclear, "entro:x"); /* the first */
    struct cigo_case_filter month = read_filter("periodo:2/2028");
    char from[CIGO_DATE_SIZE], to[CIGO_DATE_SIZE];
    ck_assert(month.in_period);
    ck_assert_str_eq(cigo_date_iso(month.from, from), "2028-02-01");
    ck_assert_str_eq(cigo_date_iso(month.to, to), "2028-02-29");
}
END_TEST

START_TEST(no_word_of_a_deleted_case_is_left)
{
    bool clean = false;
    for (int i = 0; i < 40; i++)
        listed(cigo_arena_printf(arena, "altra %d", i), &nothing, "resta qualche parola");
    int64_t id = listed("a", &nothing, "settebellezze ottobrata");
    OK(cigo_store_summary(store, id, 0, &nothing, "quadrifoglio", &err));
    cigo_store_close(store);
    store = fixture_open();
    ck_assert(in_a_file("quadrifoglio") && in_a_file("ottobrata"));
    OK(cigo_store_delete(store, id, &err));
    OK(cigo_store_scrub(store, &clean, &err));
    ck_assert(clean);
    ck_assert(!in_a_file("quadrifoglio") && !in_a_file("ottobrata") && !in_a_file("settebellezze"));
    ck_assert_str_eq(names(&(struct cigo_case_filter){.words = "quadri"}), "");
    ck_assert(in_a_file("qualche"));
    fixture_integrity();
}
END_TEST

/* ---- the start screen ---- */

START_TEST(what_is_typed_fits)
{
    static const struct {
        const char *before, *more, *after;
    } rows[] = {{"", "gelo", "gelo"}, {"abc", "defgh", "abcdefg"}, {"abcdef", "è", "abcdef"}, {"abcde", "è", "abcdeè"},
                {"abcd", "e\xcc\x81x", "abcde\xcc\x81"}, {"abcdef", "e\xcc\x81", "abcdef"}, {"abcdefg", "h", "abcdefg"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[8] = "";
        memcpy(text, rows[i].before, strlen(rows[i].before));
        cigo_shelf_add(text, sizeof text, cigo_str_of(rows[i].more));
        ck_assert_str_eq(text, rows[i].after);
    }
}
END_TEST

static bool load_list(void *data, struct cigo_arena *into, struct cigo_cases *ret_cases, struct cigo_error *ret_err)
{
    (void)data;
    return cigo_store_all(store, into, ret_cases, ret_err);
}

START_TEST(a_search_keeps_what_it_found)
{
    struct cigo_shelf shelf = {.store = store, .today = TODAY, .load = load_list, .read_date = read_date};
    fill_five();
    cigo_shelf_init(&shelf);
    OK(cigo_shelf_load(&shelf, &err));
    ck_assert_uint_eq(shelf.n, 6);
    for (int i = 0; i < 3; i++) {
        shelf.words[0] = '\0';
        cigo_shelf_add(shelf.words, sizeof shelf.words, CIGO_STR("rossi mar"));
        OK(cigo_shelf_sift(&shelf, &err));
        ck_assert_uint_eq(shelf.n, 1);
        ck_assert_str_eq(cigo_shelf_at(&shelf, 0)->name, "ieri");
        ck_assert_ptr_null(cigo_shelf_at(&shelf, 1));
    }
    ck_assert_ptr_null(shelf.unclear);
    snprintf(shelf.words, sizeof shelf.words, "rossi mar periodo:1");
    OK(cigo_shelf_sift(&shelf, &err));
    ck_assert_uint_eq(shelf.n, 1); /* the words count, what is not whole does not */
    ck_assert(strstr(shelf.unclear, "«periodo:1» non si capisce ancora: serve una data"));
    OK(cigo_shelf_tag(&shelf, cigo_shelf_at(&shelf, 0), "urgente", &err));
    ck_assert_str_eq(cigo_shelf_at(&shelf, 0)->tags, "urgente");
    OK(cigo_shelf_tag(&shelf, cigo_shelf_at(&shelf, 0), "urgente", &err));
    ck_assert_str_eq(cigo_shelf_at(&shelf, 0)->tags, "");
    ck_assert(!cigo_shelf_tag(&shelf, cigo_shelf_at(&shelf, 0), " ", &err));
    ck_assert(strstr(err.text, "Manca l'etichetta"));
    char tag[80];
    memset(tag, 'x', sizeof tag);
    tag[61] = '\0';
    ck_assert(!cigo_shelf_tag(&shelf, cigo_shelf_at(&shelf, 0), tag, &err));
    ck_assert(strstr(err.text, "60 caratteri"));
    tag[60] = '\0';
    OK(cigo_shelf_tag(&shelf, cigo_shelf_at(&shelf, 0), tag, &err));
    cigo_shelf_finish(&shelf);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *s = suite_create("list");
    TCase *c = tcase_create("list");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, a_summary_is_kept_as_it_was_given);
    tcase_add_test(c, what_is_not_right_any_more_is_known);
    tcase_add_test(c, a_copy_or_a_pack_brings_no_wrong_summary);
    tcase_add_test(c, by_urgency);
    tcase_add_test(c, what_is_typed_fits);
    tcase_add_test(c, a_search_keeps_what_it_found);
    tcase_add_test(c, days_from_another_day);
    tcase_add_test(c, filtered);
    tcase_add_test(c, typed);
    tcase_add_test(c, no_word_of_a_deleted_case_is_left);
    suite_add_tcase(s, c);
    return s;
}
