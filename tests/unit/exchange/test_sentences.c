/* Full stops: a text that somebody wrote may end with one of its own, and a sentence ends once. And how a change is
 * told: of long texts the part where they differ. */

#include "unit.h"

#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/exchange/exchange.h>
#include <cigo/form/form.h>
#include <cigo/form/kind.h>

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

/* 46 characters, as long as a text of which 40 are shown is too long for */
#define LONG_START "La pressa è ferma dal 4 novembre perché il giunto "

static const struct {
    const char *from, *to, *told_from, *told_to;
} told[] = {
    {"Rossi", "Rossi Mario", "«Rossi»", "«Rossi Mario»"},
    {NULL, "a\nb", "vuoto", "«a b»"},
    {"uguale", "uguale", "«uguale»", "«uguale»"},
    {"Ieri " LONG_START "cede", "Oggi " LONG_START "cede", "«Ieri La pressa è ferma dal 4 novembre pe…»",
     "«Oggi La pressa è ferma dal 4 novembre pe…»"},
    {LONG_START "si rompe", LONG_START "cede", "«…perché il giunto si rompe»", "«…perché il giunto cede»"},
    {LONG_START "cede", LONG_START "cede.", "«…il giunto cede»", "«…il giunto cede.»"},
    {LONG_START "cede", "", "«La pressa è ferma dal 4 novembre perché …»", "vuoto"},
    /* they part inside a character (è, é), and no word begins shortly before */
    {"èèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèè", "èèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèé",
     "«…èèèèèèèèèèèèèèèèèèèè»", "«…èèèèèèèèèèèèèèèèèèèé»"},
};

START_TEST(change_told)
{
    struct cigo_field field = {.kind = cigo_kind_find(cigo_str_of("text"))};
    struct cigo_buf from, to;
    ck_assert_ptr_nonnull(field.kind);
    cigo_buf_init(&from, 4096);
    cigo_buf_init(&to, 4096);
    cigo_change_quoted(NULL, &field, told[_i].from, told[_i].to, 40, &from, &to);
    ck_assert_str_eq(from.p, told[_i].told_from);
    ck_assert_str_eq(to.p, told[_i].told_to);
    cigo_buf_finish(&from);
    cigo_buf_finish(&to);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("exchange sentences");
    TCase *tcase = tcase_create("sentences");
    tcase_add_loop_test(tcase, stops, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tcase, end_once, 0, sizeof ends / sizeof *ends);
    tcase_add_loop_test(tcase, change_told, 0, sizeof told / sizeof *told);
    suite_add_tcase(suite, tcase);
    return suite;
}
