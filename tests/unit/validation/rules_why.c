/* What a rule reads, and what is said of a form whose rules are wrong. */

#include "rules_fixture.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/arena.h>

/* ---- why ---- */

static const char *inputs(const struct cigo_subject *subject)
{
    static char text[512];
    static const char marks[] = {
        [CIGO_INPUT_FIELD] = 'f', [CIGO_INPUT_GROUP] = 'g', [CIGO_INPUT_COMPUTED] = 'c',
        [CIGO_INPUT_PARAM] = 'p', [CIGO_INPUT_TODAY] = 't', [CIGO_INPUT_VIEW] = 'v'};
    size_t n, length = 0;
    const struct cigo_input *list = cigo_rules_inputs(rules, subject, &n);
    text[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        const struct cigo_input *in = &list[i];
        const char *id = in->field      ? in->field->id
                         : in->computed ? in->computed->id
                         : in->param    ? in->param->id
                         : in->group    ? in->group->id
                                        : "";
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%c:%s", i ? " " : "",
                                   marks[in->type], id);
    }
    return text;
}

START_TEST(inputs_say_why)
{
    struct form_builder *fb = fb_new();
    fb_param(fb, "soglia", "2020-01-01", 3);
    fb_param(fb, "altra", "2020-01-01", 3);
    fb_field(fb, "b", "integer", NULL, NULL);
    fb_field(fb, "a", "integer", "vuoto(b)", "b > 1");
    fb_group(fb, "righe", "a > 1");
    fb_column(fb, "n", "integer", NULL, NULL);
    fb_column(fb, "d", "date", NULL, "n > 1");
    fb_row_computed(fb, "doppio", "integer", "n + n");
    fb_computed(fb, "quante", "integer", "(SELECT count(*) FROM righe)");
    fb_view(fb, "vista", "n integer", "SELECT n FROM righe, domanda WHERE n > a");
    fb_alert(fb, "A", NULL, "a > param('soglia') AND b < a AND quante > 0", "a", NULL);
    fb_alert(fb, "B", NULL, "EXISTS (SELECT 1 FROM vista v WHERE v.n > b)", "a", NULL);
    fb_alert(fb, "C", "righe", "doppio > a AND d > oggi() + param('altra', d)", "n", NULL);
    start(fb);
    const struct cigo_alert_def *alerts = form->alerts;
    const struct cigo_subject subjects[] = {
        {CIGO_USE_WHEN, .alert = &alerts[0]},
        {CIGO_USE_WHEN, .alert = &alerts[1]},
        {CIGO_USE_WHEN, .alert = &alerts[2]},
        {CIGO_USE_VISIBLE, .field = field("a")},
        {CIGO_USE_REQUIRED, .field = field("a")},
        {CIGO_USE_VISIBLE, .field = field("b")},
        {CIGO_USE_VISIBLE, .group = &form->groups[0]},
        {CIGO_USE_REQUIRED, .field = &form->groups[0].fields[1]},
        {CIGO_USE_VALUE, .computed = &form->computed[0]},
        {CIGO_USE_VALUE, .computed = &form->groups[0].computed[0]},
    };
    static const char *const expected[] = {
        "f:b f:a c:quante p:soglia",
        "f:b f:a f:n",
        "f:a f:d c:doppio p:altra t:",
        "f:b",
        "f:b",
        "",
        "f:a",
        "f:n",
        "g:righe",
        "f:n",
    };
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        ck_assert_msg(strcmp(inputs(&subjects[i]), expected[i]) == 0, "%zu: %s, not %s", i,
                      inputs(&subjects[i]), expected[i]);
    stop();
}
END_TEST

/* Each view reads the two before it: as many ways to the first as there are rabbits. */
START_TEST(each_view_is_followed_once)
{
    enum { VIEWS = 60 };
    struct form_builder *fb = fb_new();
    char id[16], query[128];
    fb_group(fb, "righe", NULL);
    fb_column(fb, "n", "integer", NULL, NULL);
    fb_field(fb, "a", "integer", NULL, NULL);
    for (int i = 0; i < VIEWS; i++) {
        snprintf(id, sizeof id, "v%d", i);
        snprintf(query, sizeof query, "SELECT n FROM righe");
        if (i > 1)
            snprintf(query, sizeof query, "SELECT x.n FROM v%d x, v%d y WHERE x.n = y.n", i - 1, i - 2);
        fb_view(fb, id, "n integer", query);
    }
    snprintf(query, sizeof query, "EXISTS (SELECT 1 FROM v%d v WHERE v.n > a)", VIEWS - 1);
    fb_alert(fb, "A", NULL, query, "a", NULL);
    start(fb);
    const struct cigo_subject subject = {CIGO_USE_WHEN, .alert = &form->alerts[0]};
    ck_assert_str_eq(inputs(&subject), "f:a f:n");
    stop();
}
END_TEST

/* ---- checking ---- */

/* All problems of the form, "line: text" each; the form is freed. */
static char *problems_of(struct form_builder *fb)
{
    struct cigo_form *bad = fb_finish(fb);
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct cigo_buf out;
    cigo_problems_init(&problems, arena);
    cigo_buf_init(&out, 1 << 16);
    ck_assert(!cigo_rules_check(bad, &problems));
    ck_assert_uint_gt(problems.n, 0);
    cigo_problems_print(&problems, &out);
    struct cigo_error err = {0};
    ck_assert_ptr_null(cigo_rules_new(bad, NULL, &err)); /* and no case is opened with it */
    ck_assert_ptr_nonnull(strstr(err.text, "Il modulo «prova» non si può usare"));
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    cigo_form_free(bad);
    return cigo_buf_take(&out);
}

static void expect(char *problems, const char *part)
{
    ck_assert_msg(strstr(problems, part) != NULL, "no «%s» in: %s", part, problems);
}

START_TEST(cycles_are_told_with_their_path)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "a", "integer", "c > 1", NULL);
    fb_field(fb, "altro", "integer", "altro > 1", NULL);
    fb_group(fb, "righe", "(SELECT count(*) FROM righe) > 1");
    fb_column(fb, "n", "integer", NULL, NULL);
    fb_computed(fb, "b", "integer", "a + 1");
    fb_computed(fb, "c", "integer", "b + 1");
    char *text = problems_of(fb);
    expect(text, "visible:a ← c ← b ← a ← visible:a");
    expect(text, "visible:altro ← altro ← visible:altro");
    expect(text, "visible:righe ← righe ← visible:righe");
    free(text);
}
END_TEST

START_TEST(all_mistakes_in_one_run)
{
    struct form_builder *fb = fb_new();
    fb_choices(fb, "tipo", "uno due");
    fb_field(fb, "a", "integer", "nulla > 1", NULL);
    fb_field(fb, "t", "choice tipo", NULL, NULL);
    fb_group(fb, "righe", NULL);
    fb_column(fb, "n", "integer", NULL, NULL);
    fb_row_computed(fb, "massimo", "integer", "max(n)"); /* would collapse the rows */
    fb_computed(fb, "b", "date", "a + 1");
    fb_alert(fb, "A", NULL, "t = 'tre'", "a", NULL);
    fb_title(fb, "A", "{sconosciuto}");
    char *text = problems_of(fb);
    expect(text, "nulla");
    expect(text, "tre");
    expect(text, "sconosciuto");
    size_t lines = 0;
    for (const char *p = text; *p; p++)
        lines += *p == '\n';
    ck_assert_msg(lines >= 5, "%s", text);
    free(text);
}
END_TEST

/* More columns than a table may have: said, not crashed. */
START_TEST(too_large_is_told)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "a", "integer", NULL, NULL);
    struct cigo_form *big = fb_finish(fb);
    struct cigo_field *fields = cigo_arena_alloc(big->arena, 1200 * sizeof *fields);
    for (size_t i = 0; i < 1200; i++) {
        fields[i] = big->fields[0];
        fields[i].id = cigo_arena_printf(big->arena, "a%zu", i);
        fields[i].index = i;
    }
    big->fields = fields;
    big->n_fields = 1200;
    cigo_form_index(big);
    struct cigo_error err = {0};
    ck_assert_ptr_null(cigo_rules_new(big, NULL, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "troppo grande"));
    cigo_form_free(big);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("rules why");
    UNIT_CASE(suite, "why", inputs_say_why, each_view_is_followed_once);
    UNIT_CASE(suite, "check", cycles_are_told_with_their_path, all_mistakes_in_one_run,
              too_large_is_told);
    return suite;
}
