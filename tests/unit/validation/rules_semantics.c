/* What rules see and what they give: hidden and unreadable answers, rows, dated numbers, texts,
 * reasons, failures. One tiny form for each subject. */

#include "form_builder.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/arena.h>

#include <cigo/form/answers.h>

#include <cigo/validation/rules.h>

enum { TODAY = 2461368 }; /* 2026-11-23 */

static struct cigo_form *form;
static struct cigo_answers *answers;
static struct cigo_rules *rules;

static void run(void)
{
    struct cigo_error err;
    ck_assert(cigo_rules_run(rules, &err));
}

static void start(struct form_builder *fb)
{
    struct cigo_error err;
    form = fb_finish(fb);
    answers = cigo_answers_new(form, TODAY);
    rules = cigo_rules_new(form, answers, &err);
    ck_assert_msg(rules != NULL, "%s", err.text);
    run();
}

static void stop(void)
{
    cigo_rules_free(rules);
    cigo_answers_free(answers);
    cigo_form_free(form);
}

static const struct cigo_field *field(const char *id)
{
    const struct cigo_field *found = cigo_form_field(form, cigo_str_of(id));
    ck_assert_msg(found != NULL, "%s", id);
    return found;
}

static void put(const char *id, const char *text)
{
    cigo_answers_put(answers, (struct cigo_place){field(id), NULL, 0}, cigo_str_of(text));
    cigo_rules_field_changed(rules, field(id));
    run();
}

static int64_t add_row(size_t group, size_t position)
{
    int64_t row = cigo_answers_row_add(answers, &form->groups[group], position, 0);
    cigo_rules_row_added(rules, &form->groups[group], row);
    run();
    return row;
}

static void put_cell(size_t group, size_t column, int64_t row, const char *text)
{
    const struct cigo_field *found = &form->groups[group].fields[column];
    cigo_answers_put(answers, (struct cigo_place){found, found->group, row}, cigo_str_of(text));
    cigo_rules_cell_changed(rules, found, row);
    run();
}

static bool visible(const char *id)
{
    return cigo_rules_visible(rules, field(id), 0);
}

static bool required(const char *id)
{
    return cigo_rules_required(rules, field(id), 0);
}

/* "NULL", a number or the text. */
static const char *computed(const char *id)
{
    static char text[4][64];
    static unsigned next;
    const struct cigo_computed *found = cigo_form_computed(form, cigo_str_of(id));
    ck_assert_msg(found != NULL, "%s", id);
    struct cigo_value value = cigo_rules_computed(rules, found, 0);
    char *out = text[next++ % 4];
    if (value.storage == CIGO_INT)
        snprintf(out, sizeof *text, "%lld", (long long)value.i);
    else
        snprintf(out, sizeof *text, "%s", value.storage == CIGO_TEXT ? value.s.p : "NULL");
    return out;
}

/* "A-ID[row]:places …" of all alerts that fire. */
static const char *fired(void)
{
    static char text[512];
    size_t n, length = 0;
    const struct cigo_fired *list = cigo_rules_fired(rules, &n);
    text[0] = '\0';
    for (size_t i = 0; i < n; i++)
        length +=
            (size_t)snprintf(text + length, sizeof text - length, "%s%s[%lld]:%x", i ? " " : "",
                             list[i].def->id, (long long)list[i].row, list[i].places);
    return text;
}

static const char *failures(void)
{
    static char text[512];
    size_t n, length = 0;
    const struct cigo_failure *list = cigo_rules_failures(rules, &n);
    text[0] = '\0';
    for (size_t i = 0; i < n; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s: %s", i ? "; " : "",
                                   list[i].rule, list[i].text);
    return text;
}

/* ---- what a rule sees ---- */

START_TEST(hidden_is_empty)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "a", "integer", NULL, NULL);
    fb_field(fb, "b", "integer", "a > 1", "a > 2");
    fb_field(fb, "c", "integer", "b > 1", NULL);
    fb_computed(fb, "somma", "integer", "a + coalesce(b, 0)");
    fb_alert(fb, "A", NULL, "vuoto(b) AND a IS NOT NULL", "b", NULL);
    start(fb);
    ck_assert(visible("a") && !visible("b") && !required("b") && !visible("c")); /* unknown hides */
    put("a", "3");
    put("b", "5");
    ck_assert(visible("b") && required("b") && visible("c"));
    ck_assert_str_eq(computed("somma"), "8");
    ck_assert_str_eq(fired(), "");
    put("a", "1");
    ck_assert(!visible("b") && !required("b") && !visible("c"));
    ck_assert_str_eq(computed("somma"), "1");
    ck_assert_str_eq(fired(), "A[0]:1");
    put("a", "2");
    ck_assert(visible("b") && !required("b") && visible("c")); /* the answer was kept */
    stop();
}
END_TEST

START_TEST(unreadable_is_unknown_not_empty)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "a", "integer", NULL, NULL);
    fb_computed(fb, "doppio", "integer", "a + a");
    fb_alert(fb, "A", NULL, "vuoto(a)", "a", NULL);
    fb_alert(fb, "B", NULL, "a IS NULL", "a", NULL);
    start(fb);
    ck_assert_str_eq(fired(), "A[0]:1 B[0]:1");
    put("a", "boh");
    ck_assert_str_eq(fired(), "B[0]:1");
    ck_assert_str_eq(computed("doppio"), "NULL");
    put("a", "4");
    ck_assert_str_eq(fired(), "");
    ck_assert_str_eq(computed("doppio"), "8");
    stop();
}
END_TEST

START_TEST(sections_hide_fields_and_groups)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "a", "boolean", NULL, NULL);
    fb_section(fb, "seconda", "a");
    fb_field(fb, "b", "integer", NULL, "true");
    fb_group(fb, "righe", NULL);
    fb_column(fb, "n", "integer", NULL, "true");
    fb_computed(fb, "quante", "integer", "(SELECT count(*) FROM righe)");
    fb_alert(fb, "A", "righe", "n > 1", "n", NULL);
    start(fb);
    put("a", "si");
    put("b", "1");
    int64_t row = add_row(0, 0);
    put_cell(0, 0, row, "2");
    ck_assert(cigo_rules_section_visible(rules, &form->sections[1]));
    ck_assert(visible("b") && required("b") && cigo_rules_group_visible(rules, &form->groups[0]));
    ck_assert(cigo_rules_required(rules, &form->groups[0].fields[0], row));
    ck_assert_str_eq(computed("quante"), "1");
    ck_assert_str_eq(fired(), "A[1]:1");
    put("a", "");
    ck_assert(!cigo_rules_section_visible(rules, &form->sections[1]));
    ck_assert(!visible("b") && !required("b") &&
              !cigo_rules_group_visible(rules, &form->groups[0]));
    ck_assert(!cigo_rules_required(rules, &form->groups[0].fields[0], row));
    ck_assert_str_eq(computed("quante"), "0");
    ck_assert_str_eq(fired(), "");
    put_cell(0, 0, row, "3"); /* while hidden */
    put("a", "si");
    ck_assert_str_eq(computed("quante"), "1");
    ck_assert_str_eq(fired(), "A[1]:1");
    stop();
}
END_TEST

START_TEST(params_follow_the_period_or_today)
{
    struct form_builder *fb = fb_new();
    int64_t value = 0;
    fb_param(fb, "soglia", "2020-01-01", 3);
    fb_param(fb, "soglia", "2026-11-01", 5);
    fb_field(fb, "periodo_dal", "date", NULL, NULL);
    fb_computed(fb, "s", "integer", "param('soglia')");
    fb_computed(fb, "o", "date", "oggi()");
    start(fb);
    ck_assert_str_eq(computed("s"), "5");
    put("periodo_dal", "5/10/2026");
    ck_assert_str_eq(computed("s"), "3");
    ck_assert(cigo_rules_param(rules, &form->params[0], &value) && value == 3);
    put("periodo_dal", "5/10/2019");
    ck_assert_str_eq(computed("s"), "NULL");
    ck_assert(!cigo_rules_param(rules, &form->params[0], &value));
    put("periodo_dal", "31/31/2026");
    ck_assert_str_eq(computed("s"), "5");
    answers->today = TODAY - 30; /* midnight passes, backwards */
    run();
    ck_assert_str_eq(computed("s"), "3");
    ck_assert_str_eq(computed("o"), "2461338");
    stop();
}
END_TEST

/* ---- rows ---- */

START_TEST(rows_are_told_in_their_order)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "a", "integer", NULL, NULL);
    fb_group(fb, "righe", NULL);
    fb_column(fb, "n", "integer", NULL, NULL);
    fb_column(fb, "m", "integer", "n > 1", "n > 2");
    fb_row_computed(fb, "somma", "integer", "n + coalesce(m, 0)");
    fb_alert(fb, "A", "righe", "somma > coalesce(a, 0)", "n righe", NULL);
    fb_alert(fb, "B", "righe", NULL, "n m", NULL);
    fb_at(fb, "B", 0, "n > 4");
    fb_at(fb, "B", 1, "m > 4");
    fb_title(fb, "A", "Riga {_riga}: {somma}");
    start(fb);
    int64_t first = add_row(0, 0), second = add_row(0, 0); /* 2, 1 */
    put_cell(0, 0, first, "3");
    put_cell(0, 1, first, "5");
    put_cell(0, 0, second, "6");
    ck_assert_str_eq(fired(), "A[2]:3 A[1]:3 B[2]:1 B[1]:2");
    ck_assert(cigo_rules_visible(rules, &form->groups[0].fields[1], first));
    ck_assert(cigo_rules_required(rules, &form->groups[0].fields[1], first));
    struct cigo_value value = cigo_rules_computed(rules, &form->groups[0].computed[0], first);
    ck_assert(value.storage == CIGO_INT && value.i == 8);
    struct cigo_buf out;
    cigo_buf_init(&out, 100);
    cigo_rules_text(rules, &form->alerts[0].title, &form->groups[0], first, &out);
    ck_assert_str_eq(out.p, "Riga 2: 8");
    cigo_buf_finish(&out);
    put_cell(0, 0, first, "1"); /* m is hidden with it */
    ck_assert(!cigo_rules_visible(rules, &form->groups[0].fields[1], first));
    ck_assert_str_eq(fired(), "A[2]:3 A[1]:3 B[2]:1");
    put("a", "1");
    ck_assert_str_eq(fired(), "A[2]:3 B[2]:1");
    cigo_answers_row_remove(answers, &form->groups[0], second);
    cigo_rules_row_removed(rules, &form->groups[0], second);
    run();
    ck_assert_str_eq(fired(), "");
    stop();
}
END_TEST

START_TEST(peers_are_judged_together)
{
    struct form_builder *fb = fb_new();
    fb_group(fb, "righe", NULL);
    fb_column(fb, "k", "text", NULL, NULL);
    fb_alert(fb, "A", "righe",
             "EXISTS (SELECT 1 FROM righe x WHERE x.k = righe.k AND x._riga <> righe._riga)", "k",
             "k");
    start(fb);
    for (size_t i = 0; i < 3; i++)
        put_cell(0, 0, add_row(0, i), i < 2 ? "p" : "q");
    ck_assert_str_eq(fired(), "A[1]:1 A[2]:1");
    put_cell(0, 0, 2, "q");
    ck_assert_str_eq(fired(), "A[2]:1 A[3]:1");
    put_cell(0, 0, 2, "");
    ck_assert_str_eq(fired(), "");
    stop();
}
END_TEST

/* ---- results ---- */

START_TEST(multichoice_comes_in_choice_order)
{
    struct form_builder *fb = fb_new();
    fb_choices(fb, "tipo", "uno due tre");
    fb_group(fb, "righe", NULL);
    fb_column(fb, "t", "choice tipo", NULL, NULL);
    fb_computed(fb, "tipi", "multichoice tipo", "(SELECT elenco(t) FROM righe)");
    start(fb);
    ck_assert_str_eq(computed("tipi"), "");
    static const char *const texts[] = {"tre", "due", "tre", "uno"};
    for (size_t i = 0; i < 4; i++)
        put_cell(0, 0, add_row(0, i), texts[i]);
    ck_assert_str_eq(computed("tipi"), "uno due tre");
    ck_assert_str_eq(failures(), "");
    stop();
}
END_TEST

START_TEST(failures_are_told)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "a", "integer", NULL, NULL);
    fb_field(fb, "d", "date", NULL, NULL);
    fb_field(fb, "e", "integer", "a * a * a > 7", NULL);
    fb_group(fb, "righe", NULL);
    fb_column(fb, "n", "integer", NULL, NULL);
    fb_row_computed(fb, "cubo", "integer", "n * n * n");
    fb_computed(fb, "cubo_a", "integer", "a * a * a");
    fb_computed(fb, "dopo", "date", "d + a");
    fb_view(fb, "cubi", "cubo integer", "SELECT a * a * a FROM domanda");
    fb_view(fb, "altri", "cubo integer", "SELECT cubo FROM cubi WHERE cubo > 0");
    fb_computed(fb, "da_vista", "integer", "(SELECT count(*) FROM altri)");
    fb_alert(fb, "A", NULL, "NOT EXISTS (SELECT 1 FROM altri)", "a", NULL);
    start(fb);
    put("a", "2");
    put("d", "1/1/2026");
    int64_t row = add_row(0, 0);
    put_cell(0, 0, row, "2");
    ck_assert_str_eq(failures(), "");
    ck_assert_str_eq(computed("cubo_a"), "8");
    ck_assert_str_eq(computed("da_vista"), "1");
    put("a", "9000000");
    ck_assert_str_eq(computed("cubo_a"), "NULL");
    ck_assert_str_eq(computed("dopo"), "NULL");
    ck_assert_str_eq(computed("da_vista"), "NULL"); /* not 0: the view has failed */
    ck_assert_str_eq(fired(), "");
    put_cell(0, 0, row, "9000000");
    ck_assert_ptr_nonnull(strstr(failures(), "righe.cubo: "));
    ck_assert_ptr_nonnull(strstr(failures(), "; cubo_a: "));
    ck_assert_ptr_nonnull(strstr(failures(), "; dopo: la data è fuori"));
    ck_assert_ptr_nonnull(strstr(failures(), "; cubi: "));
    ck_assert_ptr_null(strstr(failures(), "altri"));
    ck_assert_ptr_null(strstr(failures(), "9000000")); /* never contents */
    put_cell(0, 0, row, "3");
    put("a", "0");
    ck_assert_str_eq(failures(), "");
    ck_assert_str_eq(computed("da_vista"), "0");
    ck_assert_str_eq(fired(), "A[0]:1");
    stop();
}
END_TEST

/* A rule that passes every check and would run for hours is stopped, and says so. */
START_TEST(endless_is_stopped)
{
    struct form_builder *fb = fb_new();
    fb_group(fb, "righe", NULL);
    fb_column(fb, "n", "integer", NULL, NULL);
    fb_computed(fb, "tante", "integer",
                "(SELECT count(*) FROM righe a, righe b, righe c, righe d, righe e, righe f "
                "WHERE a.n + b.n + c.n + d.n + e.n > f.n)");
    fb_computed(fb, "una", "integer", "(SELECT count(*) FROM righe)");
    start(fb);
    for (size_t i = 0; i < 40; i++) {
        int64_t row = cigo_answers_row_add(answers, &form->groups[0], i, 0);
        cigo_rules_row_added(rules, &form->groups[0], row);
    }
    run();
    ck_assert_str_eq(computed("tante"), "NULL");
    ck_assert_str_eq(failures(), "tante: il calcolo è troppo lungo ed è stato fermato");
    ck_assert_str_eq(computed("una"), "40");
    stop();
}
END_TEST

START_TEST(texts_are_written_for_people)
{
    struct form_builder *fb = fb_new();
    fb_choices(fb, "tipo", "uno due");
    fb_field(fb, "n", "integer", NULL, NULL);
    fb_field(fb, "x", "decimal", NULL, NULL);
    fb_field(fb, "d", "date", NULL, NULL);
    fb_field(fb, "o", "time", NULL, NULL);
    fb_field(fb, "b", "boolean", NULL, NULL);
    fb_field(fb, "t", "choice tipo", NULL, NULL);
    fb_field(fb, "m", "multichoice tipo", NULL, NULL);
    fb_field(fb, "s", "longtext", NULL, NULL);
    fb_alert(fb, "A", NULL, "n > 0", "n", NULL);
    fb_title(fb, "A", "{n} {x} {d} {o} {b} {t} {m} {s} {d + n}.");
    start(fb);
    struct cigo_buf out;
    cigo_buf_init(&out, 200);
    cigo_rules_text(rules, &form->alerts[0].title, NULL, 0, &out);
    ck_assert_ptr_nonnull(strstr(out.p, "non indicato non indicato"));
    static const char *const texts[][2] = {{"n", "1200"},     {"x", "37,5"}, {"d", "2/11/2026"},
                                           {"o", "8:30"},     {"b", "no"},   {"t", "due"},
                                           {"m", "due, uno"}, {"s", "testo"}};
    for (size_t i = 0; i < 8; i++)
        put(texts[i][0], texts[i][1]);
    cigo_buf_clear(&out);
    cigo_rules_text(rules, &form->alerts[0].title, NULL, 0, &out);
    ck_assert_str_eq(out.p, "1.200 37,50 02/11/2026 08:30 no Voce due Voce uno, Voce due testo "
                            "14/02/2030.");
    cigo_buf_finish(&out);
    stop();
}
END_TEST

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
    Suite *suite = suite_create("rules semantics");
    UNIT_CASE(suite, "seen", hidden_is_empty, unreadable_is_unknown_not_empty,
              sections_hide_fields_and_groups, params_follow_the_period_or_today);
    UNIT_CASE(suite, "rows", rows_are_told_in_their_order, peers_are_judged_together);
    UNIT_CASE(suite, "results", multichoice_comes_in_choice_order, failures_are_told,
              endless_is_stopped, texts_are_written_for_people);
    UNIT_CASE(suite, "why", inputs_say_why);
    UNIT_CASE(suite, "check", cycles_are_told_with_their_path, all_mistakes_in_one_run,
              too_large_is_told);
    return suite;
}
