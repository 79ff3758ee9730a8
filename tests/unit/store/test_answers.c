/* Answers, rows and waivers: exact texts, whole actions, and the order of rows against a model. */

#include "scene.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

START_TEST(texts_are_exact)
{
    struct cigo_buf want;
    cigo_buf_init(&want, 10000);
    begin(1);
    for (int i = 0; i < N_NASTY; i++) {
        char field[16], column[16];
        snprintf(field, sizeof field, "f%02d", i);
        snprintf(column, sizeof column, "c%02d", i);
        OK(cigo_store_put_field(store, field, NULL, nasty[i], &err));
        cigo_buf_printf(&want, "%s=%s\n", field, nasty[i]);
    }
    cigo_buf_puts(&want, "g/7");
    const char *columns[N_NASTY + 1], *texts[N_NASTY + 1];
    for (int i = 0; i <= N_NASTY; i++) {
        columns[i] = i < N_NASTY ? nasty[i] : "vuota"; /* even as a name of a column */
        texts[i] = i < N_NASTY ? nasty[N_NASTY - 1 - i] : NULL;
        if (i < N_NASTY)
            cigo_buf_printf(&want, " %s=%s", columns[i], texts[i]);
    }
    OK(cigo_store_add_row(store, "g", 7, 0, columns, texts, N_NASTY + 1, &err));
    cigo_buf_puts(&want, "\n");
    commit();
    expect(want.p);
    cigo_buf_finish(&want);
}
END_TEST

START_TEST(long_text_is_kept)
{
    size_t n = 10u << 20;
    char *text = cigo_alloc(n + 1);
    for (size_t i = 0; i < n; i++)
        text[i] = "ab\t\n\\z"[i % 6];
    begin(1);
    OK(cigo_store_put_field(store, "relazione", NULL, text, &err));
    add("g", 1, 0, text);
    commit();
    reopen();
    char *now = dump();
    ck_assert_uint_eq(strlen(now), 2 * n + strlen("relazione=\n") + strlen("g/1 nome=\n"));
    ck_assert_int_eq(memcmp(now + strlen("relazione="), text, n), 0);
    ck_assert_int_eq(memcmp(now + strlen("relazione=") + n + strlen("\ng/1 nome="), text, n), 0);
    free(now);
    free(text);
}
END_TEST

START_TEST(empty_is_no_answer)
{
    begin(1);
    OK(cigo_store_put_field(store, "a", NULL, "1", &err));
    OK(cigo_store_put_field(store, "b", "", "2", &err));
    OK(cigo_store_put_field(store, "a", "1", "", &err));
    add("g", 1, 0, "x");
    OK(cigo_store_put_cell(store, "g", 1, "nome", "x", NULL, &err));
    OK(cigo_store_put_cell(store, "g", 1, "ore", NULL, "40", &err));
    OK(cigo_store_put_cell(store, "g", 1, "mai", NULL, "", &err));
    commit();
    expect("b=2\ng/1 ore=40\n");
}
END_TEST

START_TEST(rollback_leaves_nothing)
{
    begin(1);
    OK(cigo_store_put_field(store, "a", NULL, "1", &err));
    add("g", 1, 0, "x");
    cigo_store_rollback(store);
    cigo_store_rollback(store); /* again is nothing */
    expect("");
    ck_assert_uint_eq(fixture_entries(store, id), 0);
    begin(1);
    OK(cigo_store_put_field(store, "a", NULL, "1", &err));
    cigo_store_close(store); /* an action left open is not committed */
    store = fixture_open();
    expect("");
}
END_TEST

/* A change that does not fit undoes its action as a whole, and the next one works. */
START_TEST(out_of_step)
{
    for (int i = 0; i < 4; i++) {
        begin(1);
        OK(cigo_store_put_field(store, "a", NULL, "1", &err));
        if (i == 0)
            FAILS(cigo_store_put_cell(store, "g", 8, "nome", NULL, "x", &err), "non corrispondono");
        if (i == 1)
            FAILS(cigo_store_remove_row(store, "g", 8, 0, &err), "non corrispondono");
        if (i == 2) {
            add("g", 1, 0, "x");
            FAILS(cigo_store_add_row(store, "g", 1, 1, NULL, NULL, 0, &err), "archivio");
        }
        if (i < 3) {
            FAILS(cigo_store_put_field(store, "b", NULL, "2", &err), "riprovi");
            FAILS(cigo_store_commit(store, &err), "riprovi");
        } else {
            commit();
        }
    }
    expect("a=1\n");
    FAILS(cigo_store_begin(store, 77, "x", 1, CIGO_TURN_DONE, &err), "non c'è");
}
END_TEST

START_TEST(waivers)
{
    begin(1);
    OK(cigo_store_put_waiver(store, "R-A", 0, "acknowledged", "perché\tsì", "i1", "1", &err));
    OK(cigo_store_put_waiver(store, "R-A", 4, "contested", "a", "i2", "1", &err));
    commit();
    begin(2);
    OK(cigo_store_put_waiver(store, "R-A", 4, "open", NULL, NULL, NULL, &err));
    OK(cigo_store_put_waiver(store, "R-A", 0, "acknowledged", "altro", "i3", "2", &err));
    commit();
    expect("!R-A/0 acknowledged|altro|i3|2\n");
}
END_TEST

START_TEST(last_action_is_the_greatest)
{
    uint64_t action = 7;
    OK(cigo_store_last_action(store, id, &action, &err));
    ck_assert_uint_eq(action, 0);
    OK(fixture_set(store, id, 5, "a", NULL, "1", &err));
    OK(fixture_set(store, id, 3, "a", "1", "2", &err));
    OK(cigo_store_last_action(store, id, &action, &err));
    ck_assert_uint_eq(action, 5);
}
END_TEST

/* By whoever wrote into the archive with another program. */
START_TEST(last_action_out_of_range)
{
    static const char *const strange[] = {"-19", "9223372036854775807"};
    for (size_t i = 0; i < 2; i++) {
        uint64_t action = 7;
        char sql[100];
        sqlite3 *db;
        snprintf(sql, sizeof sql, "UPDATE cases SET last_action = %s", strange[i]);
        ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
        ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
        ck_assert(!cigo_store_last_action(store, id, &action, &err) && strstr(err.text, "rovinata"));
        ck_assert_uint_eq(action, 7);
    }
}
END_TEST

/* ---- order of rows ---- */

static size_t choose(const struct model *m, int how, size_t last)
{
    switch (how) {
    case 0: return m->n;                                 /* at the end */
    case 1: return 0;                                    /* at the start */
    case 2: return last + 1 <= m->n ? last + 1 : m->n;   /* after the last one */
    case 3: return last <= m->n ? last : m->n;           /* always at the same place */
    case 4: return m->n / 2;
    default: return random_below((uint32_t)m->n + 1);
    }
}

/* Each way of adding, long enough that gaps are used up, with removals in between. */
START_TEST(order_follows_the_model)
{
    struct model m = {.n = 0};
    seed = (uint32_t)_i + 1;
    size_t last = 0;
    for (int round = 0; round < 6; round++) {
        begin((uint64_t)round + 1);
        int how = _i < 6 ? _i : (int)random_below(6);
        for (int i = 0; i < 150; i++) {
            if (_i == 7)
                how = (int)random_below(6);
            if (m.n > 0 && random_below(10) == 0) {
                model_remove(&m, random_below((uint32_t)m.n));
            } else {
                last = choose(&m, how, last);
                model_insert(&m, last);
            }
        }
        commit();
        model_check(&m);
    }
    fixture_integrity();
}
END_TEST

START_TEST(order_key_limits)
{
    sqlite3 *db = NULL;
    struct model m = {.n = 0};
    begin(1);
    for (int i = 0; i < 4; i++)
        model_insert(&m, m.n);
    commit();
    /* no gap anywhere, at both ends of what keys may be */
    static const char *const states[] = {
        "UPDATE answer_row SET position = 4611686018427387904 - 4 + row_id",
        "UPDATE answer_row SET position = -4611686018427387904 + row_id",
        "UPDATE answer_row SET position = row_id + iif(row_id < 3, -1, 1) * 4611686018427387904",
        "UPDATE answer_row SET position = row_id",
    };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        for (size_t at = 0; at <= 4; at++) {
            ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
            ck_assert_int_eq(sqlite3_exec(db, states[i], NULL, NULL, NULL), SQLITE_OK);
            sqlite3_close(db);
            struct model copy = m;
            begin(2);
            model_insert(&copy, at);
            model_insert(&copy, at);
            model_insert(&copy, at + 1);
            model_check(&copy);
            cigo_store_rollback(store);
        }
    }
    /* past the end is the end */
    begin(3);
    add("g", 50, 1000, "fine");
    add("g", 51, 1001, "fine");
    add("g", 52, SIZE_MAX, "fine");
    commit();
    char *now = dump();
    ck_assert_ptr_ne(strstr(now, "g/4 nome=x\ng/50 nome=fine\ng/51 nome=fine\ng/52 nome=fine\n"), NULL);
    free(now);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store answers");
    TCase *tcase = tcase_create("answers");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, texts_are_exact);
    tcase_add_test(tcase, long_text_is_kept);
    tcase_add_test(tcase, empty_is_no_answer);
    tcase_add_test(tcase, rollback_leaves_nothing);
    tcase_add_test(tcase, out_of_step);
    tcase_add_test(tcase, waivers);
    tcase_add_test(tcase, last_action_is_the_greatest);
    tcase_add_test(tcase, last_action_out_of_range);
    tcase_add_loop_test(tcase, order_follows_the_model, 0, 10);
    tcase_add_test(tcase, order_key_limits);
    suite_add_tcase(suite, tcase);
    return suite;
}
