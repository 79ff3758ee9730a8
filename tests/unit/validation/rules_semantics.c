/* What rules see and what they give: hidden and unreadable answers, rows, dated numbers, texts,
 * failures. One tiny form for each subject. */

#include "rules_fixture.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

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
    put("periodo_dal", "31/12/2019"); /* to the day */
    ck_assert_str_eq(computed("s"), "NULL");
    put("periodo_dal", "31/10/2026");
    ck_assert_str_eq(computed("s"), "3");
    put("periodo_dal", "1/11/2026");
    ck_assert_str_eq(computed("s"), "5");
    put("periodo_dal", "31/31/2026");
    ck_assert_str_eq(computed("s"), "5");
    answers->today = TODAY - 30; /* midnight passes, backwards */
    run();
    ck_assert_str_eq(computed("s"), "3");
    ck_assert_str_eq(computed("o"), "2461338");
    stop();
}
END_TEST

/* More than SQLite would take in one row: rules see the beginning, nothing fails. */
START_TEST(long_texts_are_cut)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "a", "longtext", NULL, NULL);
    fb_field(fb, "b", "longtext", NULL, NULL);
    fb_field(fb, "c", "text", NULL, NULL);
    fb_group(fb, "righe", NULL);
    fb_column(fb, "t", "longtext", NULL, NULL);
    fb_row_computed(fb, "lunga", "integer", "length(t)");
    fb_computed(fb, "lungo", "integer", "length(a)");
    start(fb);
    size_t n = 60000 * 16;
    char *text = malloc(n + 1);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < n; i++)
        text[i] = i % 3 == 0 ? 'a' : i % 3 == 1 ? '\xc3' : '\xa8'; /* aè */
    text[n - n % 3] = '\0';
    put("a", text);
    put("b", text);
    put("c", text);
    put_cell(0, 0, add_row(0, 0), text);
    ck_assert_str_eq(computed("lungo"), "43691"); /* 64 KiB, not in the middle of a character */
    struct cigo_value value = cigo_rules_computed(rules, &form->groups[0].computed[0], 1);
    ck_assert_int_eq(value.i, 43691);
    ck_assert_str_eq(failures(), "");
    free(text);
    stop();
}
END_TEST

/* ---- rows ---- */

START_TEST(rows_are_told_by_their_ids)
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
    ck_assert_str_eq(fired(), "A[1]:3 A[2]:3 B[1]:2 B[2]:1");
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
    ck_assert_str_eq(fired(), "A[1]:3 A[2]:3 B[2]:1");
    put("a", "1");
    ck_assert_str_eq(fired(), "A[2]:3 B[2]:1");
    size_t position = cigo_rows_find(&answers->groups[0], second);
    cigo_answers_row_remove(answers, &form->groups[0], second);
    cigo_rules_row_removed(rules, &form->groups[0], second, position);
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

START_TEST(rows_with_the_same_key_are_counted)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "via", "boolean", NULL, NULL);
    fb_group(fb, "righe", NULL);
    fb_column(fb, "k", "text", "via IS NULL OR NOT via", NULL);
    fb_alert(fb, "A", "righe", "_doppioni > 1", "k", NULL);
    fb_alert(fb, "B", "righe", "_doppioni = 3", "k", NULL);
    struct cigo_form *made = fb_finish(fb);
    made->groups[0].key = &made->groups[0].fields[0];
    start_form(made);
    for (size_t i = 0; i < 4; i++)
        put_cell(0, 0, add_row(0, i), i < 2 ? "p" : "q");
    ck_assert_str_eq(fired(), "A[1]:1 A[2]:1 A[3]:1 A[4]:1");
    put_cell(0, 0, 2, "q");
    ck_assert_str_eq(fired(), "A[2]:1 A[3]:1 A[4]:1 B[2]:1 B[3]:1 B[4]:1");
    put_cell(0, 0, 2, "");
    put_cell(0, 0, 1, "");
    ck_assert_str_eq(fired(), "A[3]:1 A[4]:1"); /* an unknown key is nobody's double */
    put("via", "si");
    ck_assert_str_eq(fired(), ""); /* nor is a hidden one */
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

/* A day ends at 24:00, which is still a time. */
START_TEST(times_stay_in_the_day)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "alle", "time", NULL, NULL);
    fb_computed(fb, "dopo", "time", "alle + 60");
    fb_computed(fb, "prima", "time", "alle - 60");
    start(fb);
    put("alle", "23:00");
    ck_assert_str_eq(computed("dopo"), "1440");
    put("alle", "1:00");
    ck_assert_str_eq(computed("prima"), "0");
    ck_assert_str_eq(failures(), "");
    put("alle", "23:01");
    ck_assert_str_eq(computed("dopo"), "NULL");
    ck_assert_str_eq(failures(), "dopo: l'ora è fuori da 00:00–24:00");
    put("alle", "0:59");
    ck_assert_str_eq(computed("prima"), "NULL");
    ck_assert_str_eq(failures(), "prima: l'ora è fuori da 00:00–24:00");
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
    fb_title(fb, "A", "{n} {x} {d} {o} {b} {t} {m} {s} {d + n}. {dopo}");
    fb_computed(fb, "dopo", "integer", "n + 1");
    start(fb);
    struct cigo_buf out;
    cigo_buf_init(&out, 200);
    cigo_rules_text(rules, &form->alerts[0].title, NULL, 0, &out);
    ck_assert_ptr_nonnull(strstr(out.p, "non indicato non indicato. non ancora calcolabile"));
    static const char *const texts[][2] = {{"n", "1200"},     {"x", "37,5"}, {"d", "2/11/2026"},
                                           {"o", "8:30"},     {"b", "no"},   {"t", "due"},
                                           {"m", "due, uno"}, {"s", "testo"}};
    for (size_t i = 0; i < 8; i++)
        put(texts[i][0], texts[i][1]);
    cigo_buf_clear(&out);
    cigo_rules_text(rules, &form->alerts[0].title, NULL, 0, &out);
    ck_assert_str_eq(out.p, "1.200 37,50 02/11/2026 08:30 no Voce due Voce uno, Voce due testo "
                            "14/02/2030. 1.201");
    put("d", "31/12/2100"); /* and more than three years later */
    cigo_buf_clear(&out);
    cigo_rules_text(rules, &form->alerts[0].title, NULL, 0, &out);
    ck_assert_ptr_nonnull(strstr(out.p, "testo una data fuori dai limiti. 1.201"));
    cigo_buf_finish(&out);
    stop();
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("rules semantics");
    UNIT_CASE(suite, "seen", hidden_is_empty, unreadable_is_unknown_not_empty,
              sections_hide_fields_and_groups, params_follow_the_period_or_today,
              long_texts_are_cut);
    UNIT_CASE(suite, "rows", rows_are_told_by_their_ids, peers_are_judged_together,
              rows_with_the_same_key_are_counted);
    UNIT_CASE(suite, "results", multichoice_comes_in_choice_order, failures_are_told,
              times_stay_in_the_day, endless_is_stopped, texts_are_written_for_people);
    return suite;
}
