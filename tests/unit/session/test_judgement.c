/* Alerts and their timing, waivers, what is missing, sections, and why. */

#include "desk.h"
#include "unit.h"

static const struct cigo_alert *find(const char *id, size_t position)
{
    struct cigo_alerts list = cigo_session_alerts(desk.session, CIGO_SCOPE_ALL, desk.arena);
    for (size_t i = 0; i < list.n; i++)
        if (strcmp(list.items[i].id, id) == 0 && list.items[i].position == position)
            return &list.items[i];
    ck_abort_msg("%s does not fire", id);
}

START_TEST(timing_decides_what_shows)
{
    set("al", "2/11/2026");
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "");
    ck_assert_str_eq(alerts(CIGO_SCOPE_SECTION), "R-NOTA");
    ck_assert_str_eq(alerts(CIGO_SCOPE_ALL), "R-FINE R-NOTA");
    cigo_session_section_left(desk.session, &desk.form->sections[0]);
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "R-NOTA");
}
END_TEST

START_TEST(alerts_carry_this_cases_values)
{
    set("dal", "9/11/2026");
    set("al", "2/11/2026");
    const struct cigo_alert *alert = find("R-ORDINE", 0);
    ck_assert_str_eq(alert->why, "Dal 09/11/2026 al 02/11/2026.");
    ck_assert_str_eq(alert->source, "Norma 1");
    ck_assert_uint_eq(alert->n_at, 1);
    ck_assert_ptr_eq(alert->at[0].field, at("al").field);
    struct cigo_alerts here =
        cigo_session_alerts_at(desk.session, CIGO_SCOPE_COMMIT, at("al"), desk.arena);
    ck_assert_uint_eq(here.n, 1);
    ck_assert_uint_eq(
        cigo_session_alerts_at(desk.session, CIGO_SCOPE_COMMIT, at("dal"), desk.arena).n, 0);
}
END_TEST

START_TEST(the_list_is_the_same_without_texts)
{
    set("motivo", "altro");
    set("dal", "domani");
    set("al", "1/1/2026");
    set_cell("righe", add("righe"), "ore", "-1");
    struct cigo_alerts full = cigo_session_alerts(desk.session, CIGO_SCOPE_ALL, desk.arena);
    struct cigo_alerts list = cigo_session_alert_list(desk.session, CIGO_SCOPE_ALL, desk.arena);
    ck_assert_uint_eq(full.n, 4);
    ck_assert_uint_eq(list.n, full.n);
    for (size_t i = 0; i < list.n; i++) {
        ck_assert_ptr_null(list.items[i].title);
        struct cigo_alert one = cigo_session_alert_full(desk.session, &list.items[i], desk.arena);
        ck_assert_str_eq(one.id, full.items[i].id);
        ck_assert_str_eq(one.title, full.items[i].title);
        ck_assert_str_eq(one.why, full.items[i].why);
        ck_assert_str_eq(one.fix, full.items[i].fix);
        ck_assert_str_eq(one.source, full.items[i].source);
        ck_assert_int_eq(one.row, full.items[i].row);
        ck_assert_uint_eq(one.n_at, full.items[i].n_at);
    }
}
END_TEST

static bool waive(const char *id, enum cigo_alert_state state, const char *reason, struct cigo_error *err)
{
    return cigo_session_waive(desk.session, find(id, 0), state, cigo_str_of(reason), err);
}

START_TEST(a_warning_is_acknowledged_and_lapses)
{
    struct cigo_error err = {0};
    set("dal", "1/11/2026");
    set("al", "30/11/2026");
    ck_assert(!waive("R-LUNGO", CIGO_CONTESTED, "perché sì", &err));
    ck_assert(waive("R-LUNGO", CIGO_ACKNOWLEDGED, "", &err));
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "R-LUNGO!acknowledged");
    ck_assert_uint_eq(cigo_session_counts(desk.session, CIGO_SCOPE_COMMIT).warning, 0);
    set("nota", "altro"); /* not an input of the rule */
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "R-LUNGO!acknowledged");
    set("al", "29/11/2026"); /* an input, through the computed value */
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "R-LUNGO");
    ck_assert_ptr_nonnull(strstr(effects(), "lapsed:R-LUNGO"));
    ck_assert_ptr_nonnull(strstr(desk.log.p, "waiver R-LUNGO/0 open"));
}
END_TEST

static void undo_or_redo(bool redo)
{
    struct cigo_error err = {0};
    const char *label;
    ck_assert((redo ? cigo_session_redo : cigo_session_undo)(desk.session, &label, NULL, &desk.effects, &err));
    ck_assert_ptr_nonnull(label);
}

START_TEST(undo_brings_back_what_it_rested_on)
{
    struct cigo_error err = {0};
    set("dal", "9/11/2026");
    set("al", "2/11/2026");
    ck_assert(waive("R-ORDINE", CIGO_CONTESTED, "il portale le vuole così", &err));
    set("al", "1/11/2026");
    ck_assert_int_eq(find("R-ORDINE", 0)->state, CIGO_OPEN);
    undo_or_redo(false);
    ck_assert_ptr_nonnull(strstr(effects(), "returned:R-ORDINE"));
    ck_assert_str_eq(find("R-ORDINE", 0)->reason, "il portale le vuole così");
    ck_assert_ptr_nonnull(strstr(desk.log.p, "waiver R-ORDINE/0 contested"));
    undo_or_redo(true);
    ck_assert_ptr_nonnull(strstr(effects(), "lapsed:R-ORDINE"));
    undo_or_redo(false);
    ck_assert_int_eq(find("R-ORDINE", 0)->state, CIGO_CONTESTED);
    undo_or_redo(false); /* now the contest itself */
    ck_assert_int_eq(find("R-ORDINE", 0)->state, CIGO_OPEN);
    undo_or_redo(true);
    ck_assert_int_eq(find("R-ORDINE", 0)->state, CIGO_CONTESTED);
    set("al", "1/11/2026");
    set("al", "2/11/2026"); /* by hand: it is a new judgement */
    ck_assert_int_eq(find("R-ORDINE", 0)->state, CIGO_OPEN);
    ck_assert(waive("R-ORDINE", CIGO_CONTESTED, "altro motivo", &err));
    ck_assert(waive("R-ORDINE", CIGO_OPEN, "", &err)); /* said meanwhile: nothing old returns */
    set("al", "3/11/2026");
    undo_or_redo(false);
    ck_assert_int_eq(find("R-ORDINE", 0)->state, CIGO_OPEN);
}
END_TEST

START_TEST(a_row_that_undo_brings_back_keeps_what_was_said_of_it)
{
    struct cigo_error err = {0};
    const struct cigo_group *group = cigo_form_group(desk.form, CIGO_STR("righe"));
    int64_t row = add("righe");
    set("motivo", "gelo");
    set_cell("righe", row, "ore", "-1");
    ck_assert(cigo_session_waive(desk.session, find("R-ORE", 1), CIGO_ACKNOWLEDGED, CIGO_STR(""), &err));
    ck_assert(cigo_session_row_remove(desk.session, group, row, NULL, &err));
    undo_or_redo(false);
    ck_assert_int_eq(find("R-ORE", 1)->state, CIGO_ACKNOWLEDGED);
}
END_TEST

/* What was said of one row is said of no other, and goes when the row's own answer changes. */
START_TEST(each_row_is_acknowledged_by_itself)
{
    struct cigo_error err = {0};
    int64_t first = add("righe"), second = add("righe"), third = add("righe");
    set("motivo", "gelo"); /* which asks for the rows */
    set_cell("righe", first, "ore", "-1");
    set_cell("righe", second, "ore", "-2");
    set_cell("righe", third, "ore", "5");
    ck_assert(cigo_session_waive(desk.session, find("R-ORE", 1), CIGO_ACKNOWLEDGED, CIGO_STR(""), &err));
    ck_assert_int_eq(find("R-ORE", 1)->state, CIGO_ACKNOWLEDGED);
    ck_assert_int_eq(find("R-ORE", 2)->state, CIGO_OPEN);
    set_cell("righe", third, "ore", "-3"); /* a row that is wrong only later */
    ck_assert_int_eq(find("R-ORE", 3)->state, CIGO_OPEN);
    ck_assert_uint_eq(cigo_session_counts(desk.session, CIGO_SCOPE_COMMIT).warning, 2);
    set_cell("righe", second, "ore", "-4");
    ck_assert_int_eq(find("R-ORE", 1)->state, CIGO_ACKNOWLEDGED);
    set_cell("righe", first, "ore", "-5");
    ck_assert_int_eq(find("R-ORE", 1)->state, CIGO_OPEN);
}
END_TEST

START_TEST(an_error_is_contested_with_a_reason)
{
    struct cigo_error err = {0};
    set("dal", "9/11/2026");
    set("al", "2/11/2026");
    ck_assert(!waive("R-ORDINE", CIGO_ACKNOWLEDGED, "", &err));
    ck_assert(!waive("R-ORDINE", CIGO_CONTESTED, "  ", &err));
    ck_assert(waive("R-ORDINE", CIGO_CONTESTED, "  è un caso raro ", &err));
    ck_assert_str_eq(find("R-ORDINE", 0)->reason, "è un caso raro");
    ck_assert_uint_eq(cigo_session_counts(desk.session, CIGO_SCOPE_ALL).error, 0);
    const char *label;
    ck_assert(cigo_session_undo(desk.session, &label, NULL, NULL, &err));
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "R-ORDINE");
    ck_assert(cigo_session_redo(desk.session, &label, NULL, NULL, &err));
    ck_assert(waive("R-ORDINE", CIGO_OPEN, "", &err));
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "R-ORDINE");
}
END_TEST

START_TEST(a_format_error_cannot_be_contested)
{
    struct cigo_error err = {0};
    set("dal", "boh");
    ck_assert(!waive("FMT-DATE", CIGO_CONTESTED, "così", &err));
}
END_TEST

START_TEST(waivers_are_loaded_and_compared)
{
    struct cigo_error err = {0};
    struct cigo_waiver wrong = {.alert = "R-LUNGO", .state = CIGO_ACKNOWLEDGED, .inputs = "0"};
    cigo_session_load_begin(desk.session);
    cigo_session_load_text(desk.session, at("dal"), CIGO_STR("1/11/2026"));
    cigo_session_load_text(desk.session, at("al"), CIGO_STR("30/11/2026"));
    cigo_session_load_waiver(desk.session, &wrong);
    ck_assert(cigo_session_load_end(desk.session, &err));
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "R-LUNGO");
}
END_TEST

static const char *missing(void)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    struct cigo_missing list = cigo_session_missing(desk.session, desk.arena);
    for (size_t i = 0; i < list.n; i++)
        cigo_buf_printf(&buf, "%s%s%s", i ? " " : "",
                        list.items[i].field ? list.items[i].field->id : list.items[i].group->id,
                        list.items[i].row ? "/row" : "");
    const char *text = cigo_arena_str(desk.arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return text;
}

START_TEST(missing_follows_visibility)
{
    ck_assert_str_eq(missing(), "motivo dal");
    set("motivo", "gelo");
    ck_assert_str_eq(missing(), "gradi dal righe");
    add("righe");
    ck_assert_str_eq(missing(), "gradi dal nome/row");
    set("motivo", "altro");
    ck_assert_str_eq(missing(), "dal nome/row ore/row");
    set("dal", "boh"); /* not empty, though unknown */
    ck_assert_str_eq(missing(), "nome/row ore/row");
    set("motivo", "sciopero");
    ck_assert_str_eq(missing(), "");
    ck_assert(!cigo_session_complete(desk.session));
    set("dal", "1/11/2026");
    ck_assert(cigo_session_complete(desk.session));
}
END_TEST

START_TEST(sections_have_a_state)
{
    ck_assert_int_eq(cigo_session_section(desk.session, 0).state, CIGO_SECTION_TODO);
    ck_assert_int_eq(cigo_session_section(desk.session, 1).state, CIGO_SECTION_NOT_NEEDED);
    set("motivo", "sciopero");
    ck_assert_int_eq(cigo_session_section(desk.session, 0).state, CIGO_SECTION_PARTIAL);
    set("dal", "9/11/2026");
    ck_assert_int_eq(cigo_session_section(desk.session, 0).state, CIGO_SECTION_COMPLETE);
    set("al", "1/11/2026");
    ck_assert_int_eq(cigo_session_section(desk.session, 0).state, CIGO_SECTION_WRONG);
}
END_TEST

START_TEST(why_names_the_answers_that_decided)
{
    set("dal", "1/11/2026");
    set("al", "30/11/2026");
    struct cigo_subject subject = {
        .use = CIGO_USE_WHEN, .alert = cigo_form_alert(desk.form, CIGO_STR("R-LUNGO"))};
    struct cigo_why why = cigo_session_why(desk.session, &subject, 0, desk.arena);
    ck_assert_uint_eq(why.n, 3);
    ck_assert_str_eq(why.lines[0].label, "Giorni");
    ck_assert_str_eq(why.lines[0].value, "30");
    ck_assert_uint_eq(why.lines[1].depth, 2);
    ck_assert_ptr_nonnull(why.lines[1].place.field);
    ck_assert_str_eq(why.source, "Norma 1");
    struct cigo_subject hidden = {.use = CIGO_USE_VISIBLE, .field = at("gradi").field};
    why = cigo_session_why(desk.session, &hidden, 0, desk.arena);
    ck_assert_uint_eq(why.n, 1);
    ck_assert_str_eq(why.lines[0].label, "Motivo");
    ck_assert_str_eq(why.lines[0].value, "");
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("session judgement");
    TCase *tcase = tcase_create("judgement");
    tcase_add_checked_fixture(tcase, desk_setup, desk_teardown);
    tcase_add_test(tcase, timing_decides_what_shows);
    tcase_add_test(tcase, alerts_carry_this_cases_values);
    tcase_add_test(tcase, the_list_is_the_same_without_texts);
    tcase_add_test(tcase, a_warning_is_acknowledged_and_lapses);
    tcase_add_test(tcase, undo_brings_back_what_it_rested_on);
    tcase_add_test(tcase, a_row_that_undo_brings_back_keeps_what_was_said_of_it);
    tcase_add_test(tcase, each_row_is_acknowledged_by_itself);
    tcase_add_test(tcase, an_error_is_contested_with_a_reason);
    tcase_add_test(tcase, a_format_error_cannot_be_contested);
    tcase_add_test(tcase, waivers_are_loaded_and_compared);
    tcase_add_test(tcase, missing_follows_visibility);
    tcase_add_test(tcase, sections_have_a_state);
    tcase_add_test(tcase, why_names_the_answers_that_decided);
    suite_add_tcase(suite, tcase);
    return suite;
}
