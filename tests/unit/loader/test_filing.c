/* `term:` of a form: absent, and with what it names. Its mistakes are rows of mistakes_groups.c. */

#include "forms.h"
#include "unit.h"

#include <stdlib.h>

#include <cigo/loader/loader.h>

static struct cigo_form *load(const char *files)
{
    char dir[4096];
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    unit_tempdir(dir, sizeof dir);
    unit_form_write(dir, files);
    struct cigo_form *form = cigo_form_load(dir, &problems);
    ck_assert_uint_eq(problems.n, 0);
    ck_assert_ptr_nonnull(form);
    unit_remove(dir);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    return form;
}

START_TEST(filing_term)
{
    struct cigo_form *form = load(unit_form);
    ck_assert_ptr_null(form->filing.start); /* the form says nothing of it */
    ck_assert_uint_eq(form->filing.n_events + form->filing.n_show + form->filing.n_alerts, 0);
    cigo_form_free(form);
    char *text = unit_replace(unit_form, "choices:\n",
                              "term: {start: dal, causale: causale, event: [dal], hint: Dica il giorno., "
                              "show: [fine], alerts: [R-B, R-A]}\n"
                              "choices:\n");
    form = load(text);
    free(text);
    const struct cigo_filing_def *filing = &form->filing;
    ck_assert_ptr_eq(filing->start, cigo_form_field(form, CIGO_STR("dal")));
    ck_assert_ptr_eq(filing->causale, cigo_form_field(form, CIGO_STR("causale")));
    ck_assert(!filing->monday && !filing->planned);
    ck_assert_uint_eq(filing->n_events, 1);
    ck_assert_ptr_eq(filing->events[0].field, filing->start);
    ck_assert_ptr_null(filing->events[0].group);
    ck_assert_str_eq(filing->hint, "Dica il giorno.");
    ck_assert_uint_eq(filing->n_show, 1);
    ck_assert_str_eq(filing->show[0]->id, "fine");
    ck_assert_uint_eq(filing->n_alerts, 2);
    ck_assert_str_eq(filing->alerts[0]->id, "R-B");
    cigo_form_free(form);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("loader filing");
    TCase *tcase = tcase_create("filing");
    tcase_add_test(tcase, filing_term);
    suite_add_tcase(suite, tcase);
    return suite;
}
