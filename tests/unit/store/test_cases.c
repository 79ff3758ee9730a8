/* Cases: names, numbers, finding, copying, deleting, summary, place and draft. */

#include "fixture.h"

#include <cigo/store/list.h>
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

static int64_t find(const char *name)
{
    struct cigo_case_info info;
    bool found = false;
    OK(cigo_store_find(store, cigo_str_of(name), arena, &info, &found, &err));
    return found ? info.id : 0;
}

static const char *name_of(int64_t id)
{
    struct cigo_cases cases;
    OK(cigo_store_list(store, arena, &cases, &err));
    for (size_t i = 0; i < cases.n; i++)
        if (cases.items[i].id == id)
            return cases.items[i].name;
    return NULL;
}

START_TEST(default_names)
{
    ck_assert_str_eq(name_of(fixture_case(store, NULL)), "domanda 1");
    int64_t second = fixture_case(store, "Domanda 3");
    ck_assert_int_eq(second, 2);
    /* its own number is taken as a name: the next one */
    ck_assert_str_eq(name_of(fixture_case(store, NULL)), "domanda 4");
    /* a number is never used twice */
    int64_t id = fixture_case(store, NULL);
    OK(cigo_store_delete(store, id, &err));
    ck_assert_int_gt(fixture_case(store, NULL), id);
}
END_TEST

START_TEST(names_are_unique)
{
    static const char *const same[] = {"Società Rossi", "SOCIETÀ ROSSI", "  società rossi ",
                                       "Societa\xcc\x80 Rossi", "Società\tRossi", "Soc\x01ietà Rossi"};
    int64_t id = fixture_case(store, same[0]), other = 0;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        FAILS(cigo_store_create(store, same[i], "cigo", "1", &other, &err), "Esiste già");
        ck_assert_int_eq(err.code, CIGO_EXIT_USAGE);
        ck_assert_int_eq(find(same[i]), id);
    }
    /* an accent makes another name */
    ck_assert_int_ne(fixture_case(store, "Societa Rossi"), id);
    /* its own name in other letters is no conflict */
    OK(cigo_store_rename(store, id, "SOCIETÀ rossi", &err));
    ck_assert_str_eq(name_of(id), "SOCIETÀ rossi");
    FAILS(cigo_store_rename(store, id, "societa rossi", &err), "Esiste già");
}
END_TEST

START_TEST(names_are_cleaned)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 1000);
    int64_t id = fixture_case(store, "ditta\x1b[31m\nBianchi\xe2\x80\xae");
    ck_assert_ptr_eq(strchr(name_of(id), '\x1b'), NULL);
    ck_assert_ptr_eq(strchr(name_of(id), '\n'), NULL);
    FAILS(cigo_store_create(store, " \t\x01", "cigo", "1", &id, &err), "vuoto");
    for (int i = 0; i < 120; i++)
        cigo_buf_puts(&text, "è");
    int64_t longest = fixture_case(store, text.p);
    ck_assert_str_eq(name_of(longest), text.p);
    cigo_buf_puts(&text, "x");
    FAILS(cigo_store_create(store, text.p, "cigo", "1", &id, &err), "massimo è 120");
    ck_assert_int_eq(find(text.p), 0);
    ck_assert_int_eq(find(""), 0);
    cigo_buf_finish(&text);
}
END_TEST

/* What is the name of one and the number of another is of neither: each can be said in another way. */
START_TEST(found_by_name_or_number)
{
    struct cigo_case_info info;
    bool found = false;
    int64_t first = fixture_case(store, "2"), second = fixture_case(store, "b");
    ck_assert_int_eq(find("1"), first);
    FAILS(cigo_store_find(store, CIGO_STR("2"), arena, &info, &found, &err), "il numero di «b»: scriva 1");
    ck_assert_int_eq(find("b"), second);
    OK(cigo_store_rename(store, first, "1", &err)); /* both of one */
    ck_assert_int_eq(find("1"), first);
    ck_assert_int_eq(find("2"), second);
    static const char *const none[] = {"3", "02", "0", "-1", "1x", "99999999999999999999", "c"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        ck_assert_msg(find(none[i]) == 0, "%s", none[i]);
    ck_assert_int_eq(second, 2);
}
END_TEST

START_TEST(listed_last_updated_first)
{
    struct cigo_cases cases;
    int64_t a = fixture_case(store, "a"), b = fixture_case(store, "b");
    fixture_clock("2026-11-24T08:00:00Z");
    OK(fixture_set(store, a, 1, "causale", NULL, "x", &err));
    OK(cigo_store_list(store, arena, &cases, &err));
    ck_assert_uint_eq(cases.n, 2);
    ck_assert_int_eq(cases.items[0].id, a);
    ck_assert_int_eq(cases.items[1].id, b);
    ck_assert_str_eq(cases.items[0].updated, "2026-11-24T08:00:00Z");
    ck_assert_str_eq(cases.items[0].created, "2026-11-23T10:42:03Z");
    ck_assert_str_eq(cases.items[0].updated_by, "maria");
    ck_assert_str_eq(cases.items[0].form, "cigo");
    ck_assert_str_eq(cases.items[0].form_version, "1");
    ck_assert_str_eq(cases.items[0].summary.state, "in corso");
    ck_assert_str_eq(cases.items[0].summary.term, "");
}
END_TEST

START_TEST(position_draft)
{
    struct cigo_case_info info;
    bool found = false;
    const char *place, *text;
    int64_t id = fixture_case(store, "a");
    OK(cigo_store_draft_get(store, id, arena, &place, &text, &err));
    ck_assert_str_eq(text, "");
    OK(cigo_store_form_version(store, id, "2027.1", &err));
    OK(cigo_store_position(store, id, "causale||0|3", &err));
    OK(cigo_store_draft(store, id, "relazione", "Testo «non\nconfermato» 'x'", &err));
    cigo_store_close(store);
    store = fixture_open();
    OK(cigo_store_find(store, CIGO_STR("a"), arena, &info, &found, &err));
    ck_assert_str_eq(info.position, "causale||0|3");
    ck_assert_str_eq(info.form_version, "2027.1");
    OK(cigo_store_draft_get(store, id, arena, &place, &text, &err));
    ck_assert_str_eq(place, "relazione");
    ck_assert_str_eq(text, "Testo «non\nconfermato» 'x'");
    OK(cigo_store_draft(store, id, "relazione", "", &err));
    OK(cigo_store_draft_get(store, id, arena, &place, &text, &err));
    ck_assert_str_eq(text, "");
    ck_assert_uint_eq(fixture_entries(store, id), 0); /* all of it outside the journal */
    FAILS(cigo_store_position(store, 99, "x", &err), "non c'è");
    FAILS(cigo_store_draft(store, 99, "x", "y", &err), "non c'è");
}
END_TEST

static void note_tick(void *data, const char *place, const char *mark)
{
    cigo_buf_printf(data, "%s=%s ", place, mark);
}

/* Ticks of one case: the last mark counts, NULL takes it away, other cases and copies have none of it. */
START_TEST(ticks)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1024);
    int64_t id = fixture_case(store, "a"), other = fixture_case(store, "b"), copy;
    OK(cigo_store_tick(store, id, "", "causale", &err));
    OK(cigo_store_tick(store, id, "causale", "1", &err));
    OK(cigo_store_tick(store, id, "causale", "2", &err));
    OK(cigo_store_tick(store, id, "lavoratori/7/cf", "3", &err));
    OK(cigo_store_tick(store, id, "ticket", "4", &err));
    OK(cigo_store_tick(store, id, "ticket", NULL, &err));
    OK(cigo_store_tick(store, id, "ticket", NULL, &err));
    OK(cigo_store_copy(store, id, NULL, &copy, &err));
    cigo_store_close(store);
    store = fixture_open();
    OK(cigo_store_ticks(store, id, note_tick, &buf, &err));
    OK(cigo_store_ticks(store, other, note_tick, &buf, &err));
    OK(cigo_store_ticks(store, copy, note_tick, &buf, &err));
    ck_assert_str_eq(buf.p, "=causale causale=2 lavoratori/7/cf=3 ");
    ck_assert_uint_eq(fixture_entries(store, id), 0); /* outside the journal */
    FAILS(cigo_store_tick(store, 99, "x", "y", &err), "non c'è");
    cigo_buf_finish(&buf);
}
END_TEST

static void fill(int64_t id)
{
    OK(cigo_store_begin(store, id, "prova", 1, CIGO_TURN_DONE, &err));
    OK(cigo_store_put_field(store, "causale", NULL, "segreto-7391", &err));
    OK(cigo_store_add_row(store, "lavoratori", 5, 0, (const char *[]){"nome"}, (const char *[]){"Ada"}, 1,
                          &err));
    OK(cigo_store_add_row(store, "lavoratori", 3, 1, (const char *[]){"nome"}, (const char *[]){"Bea"}, 1,
                          &err));
    OK(cigo_store_put_waiver(store, "R-X", 5, "acknowledged", "motivo", "abc", "1", &err));
    OK(cigo_store_commit(store, &err));
}

static void keep_last(void *data, const struct cigo_journal_entry *entry)
{
    snprintf(data, 256, "%s %s<%s>%s", entry->type, entry->label, entry->new_text,
             entry->old_text ? "!" : "");
}

START_TEST(copying)
{
    int64_t id = fixture_case(store, "ditta"), copy = 0, again = 0;
    char last[256] = "";
    fill(id);
    OK(cigo_store_draft(store, id, "x", "bozza", &err));
    OK(cigo_store_copy(store, id, NULL, &copy, &err));
    OK(cigo_store_copy(store, id, NULL, &again, &err));
    ck_assert_str_eq(name_of(copy), "ditta (copia)");
    ck_assert_str_eq(name_of(again), "ditta (copia 2)");
    char *one = fixture_dump(store, id), *two = fixture_dump(store, copy);
    ck_assert_str_eq(one, two);
    ck_assert_ptr_ne(strstr(two, "lavoratori/5 nome=Ada\nlavoratori/3 nome=Bea\n"), NULL);
    ck_assert_ptr_ne(strstr(two, "!R-X/5 acknowledged|motivo|abc|1\n"), NULL);
    free(one);
    free(two);
    ck_assert_uint_eq(fixture_entries(store, copy), 1);
    OK(fixture_journal(store, copy, NULL, 0, keep_last, last, &err));
    ck_assert_str_eq(last, "copy copia di «ditta»<ditta>");
    uint64_t action = 9;
    OK(cigo_store_last_action(store, copy, &action, &err));
    ck_assert_uint_eq(action, 0);
    FAILS(cigo_store_copy(store, id, "DITTA", &copy, &err), "Esiste già");
    FAILS(cigo_store_copy(store, 99, NULL, &copy, &err), "non c'è");
    OK(cigo_store_copy(store, id, "altra", &copy, &err));
    ck_assert_int_eq(find("altra"), copy);
}
END_TEST

static bool in_file(const char *name, const char *word)
{
    size_t n = 0;
    char *bytes = fixture_read(fixture_path(name), &n);
    bool there = memmem(bytes, n, word, strlen(word)) != NULL;
    free(bytes);
    return there;
}

START_TEST(deleting_leaves_nothing)
{
    int64_t keep = fixture_case(store, "resta"), id = fixture_case(store, "via");
    fill(id);
    OK(cigo_store_draft(store, id, "x", "bozza segreto-7391", &err));
    ck_assert(in_file("cigo.db-wal", "segreto-7391"));
    OK(cigo_store_delete(store, id, &err));
    ck_assert_int_eq(find("via"), 0);
    ck_assert_int_eq(find("resta"), keep);
    ck_assert_uint_eq(fixture_entries(store, id), 0);
    char *dump = fixture_dump(store, id);
    ck_assert_str_eq(dump, "");
    free(dump);
    ck_assert(!in_file("cigo.db", "segreto-7391"));
    ck_assert(!in_file("cigo.db-wal", "segreto-7391"));
    FAILS(cigo_store_delete(store, id, &err), "non c'è");
}
END_TEST

/* What is written beside the answers is no change of them, but the case is not one that nobody touches. */
START_TEST(written_beside)
{
    struct cigo_case_info info;
    bool found;
    int64_t id = fixture_case(store, "a");
    for (int i = 0; i < 6; i++) {
        const char *now = cigo_arena_printf(arena, "2026-12-0%dT10:00:00Z", i + 1);
        fixture_clock(now);
        switch (i) {
        case 0: OK(cigo_store_memo(store, id, "", -1, "una nota", &err)); break;
        case 1: OK(cigo_store_draft(store, id, "a", "mezza", &err)); break;
        case 2: OK(cigo_store_tick(store, id, "a", "x", &err)); break;
        case 3: OK(cigo_store_tag(store, id, "urgente", true, &err)); break;
        case 4: OK(cigo_store_archive(store, id, true, &err)); break;
        default: OK(fixture_set(store, id, 1, "a", NULL, "intera", &err)); break;
        }
        OK(cigo_store_get(store, id, arena, &info, &found, &err));
        ck_assert_str_eq(info.written, now);
        ck_assert_int_eq(strcmp(info.updated, now) == 0, i == 5);
    }
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store cases");
    TCase *tcase = tcase_create("cases");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, default_names);
    tcase_add_test(tcase, names_are_unique);
    tcase_add_test(tcase, names_are_cleaned);
    tcase_add_test(tcase, found_by_name_or_number);
    tcase_add_test(tcase, listed_last_updated_first);
    tcase_add_test(tcase, position_draft);
    tcase_add_test(tcase, ticks);
    tcase_add_test(tcase, written_beside);
    tcase_add_test(tcase, copying);
    tcase_add_test(tcase, deleting_leaves_nothing);
    suite_add_tcase(suite, tcase);
    return suite;
}
