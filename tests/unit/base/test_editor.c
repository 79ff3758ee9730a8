/* An editor is started, and its end is told. */

#include <cigo/base/editor.h>

#include <signal.h>

#include "unit.h"

static const struct {
    const char *command;
    enum cigo_editor_end end;
} ends[] = {
    {"true", CIGO_EDITOR_GOOD},
    {"false", CIGO_EDITOR_BAD},
    {"sh -c 'kill -9 $$'", CIGO_EDITOR_BAD},
    {"/non/ce", CIGO_EDITOR_NONE},
};

START_TEST(end)
{
    ck_assert_int_eq(cigo_editor_run(ends[_i].command, "lettera.txt"), ends[_i].end);
}
END_TEST

/* Whoever started cigo had the ends of its children ignored, and that is inherited. */
START_TEST(end_though_nobody_wants_to_know)
{
    struct sigaction after;
    signal(SIGCHLD, SIG_IGN);
    ck_assert_int_eq(cigo_editor_run(ends[_i].command, "lettera.txt"), ends[_i].end);
    ck_assert_int_eq(sigaction(SIGCHLD, NULL, &after), 0);
    ck_assert(after.sa_handler == SIG_IGN);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base/editor");
    TCase *tcase = tcase_create("editor");
    tcase_add_loop_test(tcase, end, 0, (int)(sizeof ends / sizeof *ends));
    tcase_add_loop_test(tcase, end_though_nobody_wants_to_know, 0, (int)(sizeof ends / sizeof *ends));
    suite_add_tcase(suite, tcase);
    return suite;
}
