/* What is not known yet is neither true nor false: whether a question is asked, whether an alert is solved. */

#include <cigo/session/hidden.h>
#include "desk.h"
#include "unit.h"

static const char files[] =
    "=== form.yaml\n"
    "form: prova\n"
    "format: 1\n"
    "version: 1\n"
    "title: Prova\n"
    "order: presunto\n"
    "choices:\n"
    "  causa: {gelo: Gelo, ordini: Ordini}\n"
    "sources:\n"
    "  norma: {cite: Norma 1, gist: Una norma., in_force: 2016-01-01, checked: 2026-11-23, confidence: C1}\n"
    "sections:\n"
    "  uno:\n"
    "    code: 1\n"
    "    title: Uno\n"
    "    fields:\n"
    "      causa: {code: 1.1, kind: choice, choices: causa, label: Causa, required: true}\n"
    "      edile: {code: 1.2, kind: boolean, label: Edile, required: true}\n"
    "      nota: {code: 1.3, kind: integer, label: Nota}\n"
    "      gradi: {code: 1.4, kind: integer, label: Gradi, visible: \"causa = 'gelo'\"}\n"
    "      avviso: {code: 1.5, kind: boolean, label: Avviso, visible: dovuto}\n"
    "      giorno: {code: 1.6, kind: date, label: Giorno, visible: avviso}\n"
    "      invio: {code: 1.7, kind: date, label: Invio}\n"
    "      fine: {code: 1.8, kind: date, label: Fine, required: true}\n"
    "      termine: {code: 1.9, kind: date, label: Termine, required: true}\n"
    "    computed:\n"
    "      dovuto: {kind: boolean, label: Dovuto, value: \"nota > 0 OR NOT edile OR causa = 'ordini'\"}\n"
    "      primo: {kind: date, label: Primo, value: CASE WHEN invio > termine THEN invio - 7 END}\n"
    "alerts:\n"
    "  R-PERSO: {severity: error, when: primo > fine, at: [fine], title: È tutto perduto,\n"
    "    why: \"{primo}\", fix: Niente., source: norma,\n"
    "    tests: [{fires: {invio: 30/1/2026, termine: 1/1/2026, fine: 2/1/2026}}, {silent: {fine: 1/1/2026}}]}\n";

static void setup(void)
{
    desk_setup_with(files);
}

static struct cigo_hidden hidden(const char *field)
{
    return cigo_session_hidden(desk.session, at(field), desk.arena);
}

static void waits_for(const char *field, const char *missing)
{
    struct cigo_hidden is = hidden(field);
    ck_assert_msg(is.hidden && is.undecided, "%s", field);
    ck_assert_ptr_eq(is.decides.field, at(missing).field);
    ck_assert_ptr_null(is.reason);
}

START_TEST(an_asked_question_has_no_reason)
{
    ck_assert(!hidden("causa").hidden);
    set("causa", "gelo");
    ck_assert(!hidden("gradi").hidden);
}
END_TEST

START_TEST(a_question_waits_for_what_is_missing)
{
    waits_for("gradi", "causa");
    set("causa", "gelo");
    waits_for("avviso", "edile"); /* and not for Nota, which may stay empty */
    waits_for("giorno", "edile");
    set("edile", "sì");
    waits_for("avviso", "nota");
}
END_TEST

START_TEST(one_answer_decides_or_none_is_named)
{
    set("causa", "ordini");
    ck_assert(!hidden("gradi").undecided);
    ck_assert_str_eq(hidden("gradi").reason, "Causa: Ordini");
    ck_assert_ptr_eq(hidden("gradi").decides.field, at("causa").field);
    set("causa", "gelo");
    set("edile", "sì");
    set("nota", "0");
    ck_assert(hidden("avviso").hidden && !hidden("avviso").undecided);
    ck_assert_ptr_null(hidden("avviso").decides.field);
    ck_assert_ptr_null(hidden("avviso").reason);
    ck_assert(!hidden("giorno").undecided); /* what it waits for will not be asked */
    ck_assert_ptr_null(hidden("giorno").reason);
}
END_TEST

/* There is no first day of what is in time: nothing is missing for that. */
START_TEST(a_value_that_there_is_not_solves_its_alert)
{
    set("termine", "1/1/2026");
    set("fine", "2/1/2026");
    set("invio", "30/1/2026");
    ck_assert_ptr_nonnull(strstr(effects(), "on:R-PERSO"));
    set("invio", "1/1/2026");
    ck_assert_ptr_nonnull(strstr(effects(), "off:R-PERSO"));
}
END_TEST

START_TEST(an_answer_that_was_taken_away_is_missing)
{
    set("termine", "1/1/2026");
    set("fine", "2/1/2026");
    set("invio", "30/1/2026");
    set("invio", "");
    ck_assert_ptr_nonnull(strstr(effects(), "unknown:R-PERSO"));
    set("invio", "30/1/2026");
    set("fine", "");
    ck_assert_ptr_nonnull(strstr(effects(), "unknown:R-PERSO"));
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("session unknown");
    TCase *tcase = tcase_create("unknown");
    tcase_add_checked_fixture(tcase, setup, desk_teardown);
    tcase_add_test(tcase, an_asked_question_has_no_reason);
    tcase_add_test(tcase, a_question_waits_for_what_is_missing);
    tcase_add_test(tcase, one_answer_decides_or_none_is_named);
    tcase_add_test(tcase, a_value_that_there_is_not_solves_its_alert);
    tcase_add_test(tcase, an_answer_that_was_taken_away_is_missing);
    suite_add_tcase(suite, tcase);
    return suite;
}
