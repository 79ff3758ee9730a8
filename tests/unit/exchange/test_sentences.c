/* Full stops: a text that somebody wrote may end with one of its own, and a sentence ends once. */

#include "unit.h"

#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/exchange/exchange.h>

static const struct {
    const char *text, *stopped, *before;
} rows[] = {
    {"", "", ""},
    {"Brenta", "Brenta.", "Brenta"},
    {"Officine Brenta S.r.l.", "Officine Brenta S.r.l.", "Officine Brenta S.r.l"},
    {"È registrata?", "È registrata?.", "È registrata?"},
    {"e così via...", "e così via...", "e così via.."},
    {".", ".", ""},
};

START_TEST(stops)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    const char *before = cigo_before_stop(rows[_i].text, arena);
    ck_assert_str_eq(before, rows[_i].before);
    /* with a stop of ours it is what was written */
    cigo_buf_printf(&buf, "%s.", before);
    ck_assert_str_eq(buf.p, *rows[_i].text ? rows[_i].stopped : ".");
    cigo_buf_finish(&buf);
    cigo_arena_free(arena);
}
END_TEST

static const char *const ends[][2] = {
    {"Nella rubrica: Brenta S.r.l..", "Nella rubrica: Brenta S.r.l."},
    {"È registrata?.", "È registrata?"},
    {"Attenzione!.", "Attenzione!"},
    {"e così via...", "e così via..."},
    {"Fatto.", "Fatto."},
    {"Fatto", "Fatto"},
    {"..", "."},
    {".", "."},
};

START_TEST(end_once)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    cigo_buf_puts(&buf, ends[_i][0]);
    cigo_sentence_end_once(&buf);
    ck_assert_str_eq(buf.p, ends[_i][1]);
    cigo_buf_finish(&buf);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("exchange sentences");
    TCase *tcase = tcase_create("sentences");
    tcase_add_loop_test(tcase, stops, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tcase, end_once, 0, sizeof ends / sizeof *ends);
    suite_add_tcase(suite, tcase);
    return suite;
}
