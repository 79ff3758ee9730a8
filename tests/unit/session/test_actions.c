/* Answers, rows, effects, undo and redo, events, and a disk that fails. */

#include <cigo/form/shown.h>
#include "desk.h"
#include "unit.h"

START_TEST(answer_is_kept_and_emitted)
{
    set("dal", "2/11/2026");
    ck_assert_str_eq(cigo_session_text(desk.session, at("dal")), "2/11/2026");
    ck_assert_str_eq(desk.log.p, "begin 1 Dal 1\nset dal/0 '' '2/11/2026'\ncommit\n");
    struct cigo_buf echo;
    cigo_buf_init(&echo, 100);
    cigo_session_echo(desk.session, at("dal"), &echo);
    ck_assert_str_eq(echo.p, "lunedì 2 novembre 2026");
    cigo_buf_finish(&echo);
}
END_TEST

START_TEST(same_answer_is_no_action)
{
    set("dal", "2/11/2026");
    cigo_buf_clear(&desk.log);
    set("dal", "2/11/2026");
    ck_assert_str_eq(desk.log.p, "");
    ck_assert_uint_eq(desk.effects.n, 0);
}
END_TEST

START_TEST(unreadable_answer_is_kept_and_unknown)
{
    set("dal", "domani");
    ck_assert_str_eq(cigo_session_text(desk.session, at("dal")), "domani");
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "FMT-DATE");
    ck_assert_str_eq(effects(), "on:FMT-DATE");
    set("al", "1/11/2026");
    ck_assert_str_eq(computed("giorni"), "");
    set("dal", "1/11/2026");
    ck_assert_str_eq(effects(), "calc:giorni=1 off:FMT-DATE");
}
END_TEST

START_TEST(effects_say_what_else_changed)
{
    set("motivo", "gelo");
    ck_assert_str_eq(effects(), "shown:gradi shown:righe");
    set("gradi", "3");
    set("motivo", "sciopero");
    ck_assert_str_eq(effects(), "hidden:gradi hidden:righe");
    ck_assert(desk.effects.items[0].answered);
    ck_assert(!desk.effects.items[1].answered);
    ck_assert_str_eq(cigo_session_text(desk.session, at("gradi")), "3");
    set("dal", "9/11/2026");
    set("al", "2/11/2026");
    ck_assert_str_eq(effects(), "calc:giorni=-6 calc:passato=sì on:R-ORDINE");
    set("al", "20/11/2026");
    ck_assert_str_eq(effects(), "calc:giorni=12 on:R-LUNGO off:R-ORDINE");
}
END_TEST

/* Resolved is what is false now; what became unknown is only no longer to be judged. */
START_TEST(unknown_is_not_resolved)
{
    set("motivo", "altro");
    set("dal", "9/11/2026");
    set("al", "2/11/2026");
    set("al", "domani");
    ck_assert_str_eq(effects(), "calc:giorni= calc:passato= unknown:R-ORDINE on:FMT-DATE");
    set("al", "2/11/2026");
    ck_assert_str_eq(effects(), "calc:giorni=-6 calc:passato=sì on:R-ORDINE off:FMT-DATE");
    set("al", "");
    ck_assert_str_eq(effects(), "calc:giorni= calc:passato= unknown:R-ORDINE");
    int64_t a = add("righe");
    set_cell("righe", a, "ore", "0");
    set_cell("righe", a, "ore", "zero");
    ck_assert_str_eq(effects(), "calc:ore_totali= unknown:R-ORE on:FMT-DECIMAL");
    set_cell("righe", a, "ore", "0");
    set_cell("righe", a, "ore", "8");
    ck_assert_str_eq(effects(), "calc:ore_totali=8 off:R-ORE");
}
END_TEST

START_TEST(rows_come_and_go)
{
    set("motivo", "altro");
    int64_t a = add("righe");
    set_cell("righe", a, "nome", "Anna");
    set_cell("righe", a, "ore", "0");
    ck_assert_str_eq(effects(), "calc:ore_totali=0 on:R-ORE");
    int64_t b;
    struct cigo_error err = {0};
    ck_assert(cigo_session_row_duplicate(desk.session, group("righe"), a, &b, &desk.effects, &err));
    ck_assert_str_eq(effects(), "on:R-DOPPIO on:R-DOPPIO on:R-ORE");
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "R-DOPPIO/1 R-DOPPIO/2 R-ORE/1 R-ORE/2");
    ck_assert(cigo_session_row_remove(desk.session, group("righe"), a, &desk.effects, &err));
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "R-ORE/1");
    ck_assert(!cigo_session_row_remove(desk.session, group("righe"), a, &desk.effects, &err));
    struct cigo_buf title;
    cigo_buf_init(&title, 100);
    cigo_session_row_title(desk.session, group("righe"), b, &title);
    ck_assert_str_eq(title.p, "Anna");
    cigo_buf_finish(&title);
}
END_TEST

/* Words stand between values only; a row without any is called by its number. */
START_TEST(a_title_has_no_words_without_values)
{
    static const struct {
        const char *title, *name, *hours, *shown;
    } rows[] = {
        {"{nome} ore: {ore}", "Anna", "8", "Anna ore: 8"},
        {"{nome} ore: {ore}", "Anna", NULL, "Anna"},
        {"{nome} ore: {ore}", NULL, "8", "8"},
        {"{nome} ore: {ore}", NULL, NULL, "riga 1"},
        {"di {nome}: {ore} ore", "Anna", "8", "di Anna: 8 ore"},
        {"di {nome}: {ore} ore", "Anna", NULL, "di Anna"},
        {"di {nome}: {ore} ore", NULL, "8", "8 ore"},
        {"{ore} {nome} {ore}", "Anna", NULL, "Anna"},
        {"{ore} di {nome} e {ore}", NULL, "8", "8 8"},
        {"riga", NULL, NULL, "riga"},
    };
    struct cigo_group named = *group("righe");
    int64_t row = add("righe");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cigo_buf title;
        cigo_buf_init(&title, 100);
        set_cell("righe", row, "nome", rows[i].name ? rows[i].name : "");
        set_cell("righe", row, "ore", rows[i].hours ? rows[i].hours : "");
        named.row_title = rows[i].title;
        cigo_answers_row_title(cigo_session_answers(desk.session), &named, row, &title);
        ck_assert_msg(strcmp(title.p, rows[i].shown) == 0, "row %zu: «%s»", i, title.p);
        cigo_buf_finish(&title);
    }
}
END_TEST

START_TEST(rows_have_a_maximum)
{
    struct cigo_error err = {0};
    for (int i = 0; i < 3; i++)
        add("righe");
    ck_assert(!cigo_session_row_add(desk.session, group("righe"), 0, NULL, NULL, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "al massimo 3 righe"));
}
END_TEST

static const char *undo(bool again)
{
    struct cigo_error err = {0};
    struct cigo_place place;
    const char *label;
    if (again)
        cigo_session_redo(desk.session, &label, &place, &desk.effects, &err);
    else
        cigo_session_undo(desk.session, &label, &place, &desk.effects, &err);
    return label ? label : "-";
}

START_TEST(undo_goes_back_and_forth)
{
    set("motivo", "altro");
    int64_t a = add("righe");
    set_cell("righe", a, "nome", "Anna");
    set_cell("righe", a, "ore", "5");
    struct cigo_error err = {0};
    cigo_session_row_remove(desk.session, group("righe"), a, NULL, &err);
    ck_assert_str_eq(undo(false), "Righe");
    ck_assert_str_eq(cigo_session_text(desk.session, cell("righe", a, "ore")), "5");
    ck_assert_str_eq(computed("ore_totali"), "5");
    ck_assert_str_eq(undo(false), "Ore");
    ck_assert_str_eq(computed("ore_totali"), "");
    ck_assert_str_eq(undo(true), "Ore");
    ck_assert_str_eq(computed("ore_totali"), "5");
    ck_assert_str_eq(undo(true), "Righe");
    ck_assert_str_eq(undo(true), "-");
    ck_assert_uint_eq(cigo_session_answers(desk.session)->groups[0].n, 0);
    ck_assert_str_eq(undo(false), "Righe");
    set("nota", "x");
    ck_assert_str_eq(undo(true), "-");
    ck_assert_ptr_nonnull(strstr(desk.log.p, "(undo) 1\nadd 1 at 0 'Anna' '5'\ncommit\n"));
}
END_TEST

START_TEST(several_actions_are_one)
{
    struct cigo_error err = {0};
    set("motivo", "altro");
    cigo_buf_clear(&desk.log);
    cigo_session_begin(desk.session, "importazione");
    for (int i = 0; i < 2; i++) {
        int64_t row = add("righe");
        set_cell("righe", row, "nome", i ? "Bea" : "Anna");
        set_cell("righe", row, "ore", "2,5");
    }
    ck_assert(cigo_session_end(desk.session, &desk.effects, &err));
    ck_assert_str_eq(effects(), "calc:ore_totali=5");
    ck_assert_str_eq(desk.log.p, "begin 2 importazione 2\nadd 1 at 0 'Anna' '2,5'\nadd 2 at 1 'Bea' '2,5'\ncommit\n");
    ck_assert_str_eq(undo(false), "importazione");
    ck_assert_uint_eq(cigo_session_answers(desk.session)->groups[0].n, 0);
}
END_TEST

START_TEST(rows_in_bulk_are_one_action)
{
    struct cigo_error err = {0};
    int64_t first = 0;
    const struct cigo_group *rows = group("righe");
    struct cigo_str texts[8] = {CIGO_STR("Anna"), CIGO_STR("2,5"), CIGO_STR("Bea"), CIGO_STR("tante")};
    ck_assert_uint_eq(rows->n_fields, 2);
    set("motivo", "altro");
    cigo_buf_clear(&desk.log);
    ck_assert(cigo_session_rows_append(desk.session, rows, texts, 2, &first, &desk.effects, &err));
    ck_assert_int_eq(first, 1);
    ck_assert_str_eq(desk.log.p, "begin 2 Righe 2\nadd 2 from 0: 1 'Anna' 2 'Bea'\ncommit\n");
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "FMT-DECIMAL/2");
    ck_assert(!cigo_session_rows_append(desk.session, rows, texts, 2, NULL, NULL, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "al massimo 3 righe; con queste sarebbero 4"));
    ck_assert(cigo_session_rows_clear(desk.session, rows, &desk.effects, &err));
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "");
    ck_assert_uint_eq(cigo_session_answers(desk.session)->groups[rows->index].n, 0);
    ck_assert_str_eq(undo(false), "Righe");
    ck_assert_str_eq(cigo_session_text(desk.session, cell("righe", 1, "nome")), "Anna");
    ck_assert_str_eq(cigo_session_text(desk.session, cell("righe", 2, "ore")), "tante");
    cigo_buf_clear(&desk.log);
    ck_assert_str_eq(undo(false), "Righe");
    ck_assert_uint_eq(cigo_session_answers(desk.session)->groups[rows->index].n, 0);
    ck_assert_str_eq(undo(true), "Righe");
    ck_assert_str_eq(desk.log.p, "begin 5 Righe (undo) 2\ndrop 2 from 0: 1 'Anna' 2 'Bea'\ncommit\n"
                                 "begin 6 Righe 2\nadd 2 from 0: 1 'Anna' 2 'Bea'\ncommit\n");
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "FMT-DECIMAL/2");
}
END_TEST

/* What else the same action does to its new rows, and the same rows while they wait for the disk. */
START_TEST(rows_in_bulk_then_changed)
{
    struct cigo_error err = {0};
    const struct cigo_group *rows = group("righe");
    struct cigo_str texts[4] = {CIGO_STR("Anna"), CIGO_STR("2,5"), CIGO_STR("Bea"), CIGO_STR("3")};
    set("motivo", "altro");
    cigo_buf_clear(&desk.log);
    cigo_session_begin(desk.session, "tutto");
    ck_assert(cigo_session_rows_append(desk.session, rows, texts, 1, NULL, NULL, &err));
    ck_assert(cigo_session_rows_append(desk.session, rows, texts + 2, 1, NULL, NULL, &err));
    ck_assert(cigo_session_row_remove(desk.session, rows, 1, NULL, &err));
    ck_assert(cigo_session_end(desk.session, NULL, &err));
    ck_assert_str_eq(desk.log.p, "begin 2 tutto 3\nadd 1 at 0 'Anna' '2,5'\nadd 2 at 1 'Bea' '3'\n"
                                 "drop 1 at 0 'Anna' '2,5'\ncommit\n");
    ck_assert_str_eq(undo(false), "tutto");
    desk.fail = true;
    ck_assert(cigo_session_rows_append(desk.session, rows, texts, 2, NULL, NULL, &err));
    ck_assert(cigo_session_rows_clear(desk.session, rows, NULL, &err));
    desk.fail = false;
    cigo_buf_clear(&desk.log);
    ck_assert(cigo_session_retry_save(desk.session, &err));
    ck_assert_str_eq(desk.log.p, "begin 4 Righe 2\nadd 3 at 0 'Anna' '2,5'\nadd 4 at 1 'Bea' '3'\ncommit\n"
                                 "begin 5 Righe 2\ndrop 4 at 1 'Bea' '3'\ndrop 3 at 0 'Anna' '2,5'\ncommit\n");
    ck_assert_str_eq(undo(false), "Righe");
    ck_assert_str_eq(cigo_session_text(desk.session, cell("righe", 4, "nome")), "Bea");
}
END_TEST

START_TEST(a_disk_that_fills_up_while_the_rules_are_judged)
{
    struct cigo_error err = {0};
    const struct cigo_group *rows = group("righe");
    struct cigo_str texts[2] = {CIGO_STR("Anna"), CIGO_STR("quaranta")};
    set("motivo", "altro");
    desk.fail_late = true;
    ck_assert(cigo_session_rows_append(desk.session, rows, texts, 1, NULL, NULL, &err));
    ck_assert_str_eq(cigo_session_save_failed(desk.session), "disco pieno dopo");
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "FMT-DECIMAL/1");
    desk.fail_late = false;
    cigo_buf_clear(&desk.log);
    set("nota", "dopo");
    ck_assert_str_eq(desk.log.p, "begin 2 Righe 1\nadd 1 at 0 'Anna' 'quaranta'\ncommit\n"
                                 "begin 3 Nota 1\nset nota/0 '' 'dopo'\ncommit\n");
    ck_assert_ptr_null(cigo_session_save_failed(desk.session));
}
END_TEST

START_TEST(a_full_disk_loses_nothing)
{
    desk.fail = true;
    set("nota", "uno");
    set("nota", "due");
    ck_assert_str_eq(cigo_session_save_failed(desk.session), "disco pieno");
    ck_assert_str_eq(cigo_session_text(desk.session, at("nota")), "due");
    ck_assert_str_eq(desk.log.p, "");
    struct cigo_error err = {0};
    ck_assert(!cigo_session_retry_save(desk.session, &err));
    desk.fail = false;
    ck_assert(cigo_session_retry_save(desk.session, &err));
    ck_assert_ptr_null(cigo_session_save_failed(desk.session));
    ck_assert_str_eq(desk.log.p, "begin 1 Nota 1\nset nota/0 '' 'uno'\ncommit\n"
                                 "begin 2 Nota 1\nset nota/0 'uno' 'due'\ncommit\n");
}
END_TEST

START_TEST(loading_is_the_same_and_silent)
{
    struct cigo_error err = {0};
    cigo_session_load_begin(desk.session);
    cigo_session_load_text(desk.session, at("motivo"), CIGO_STR("altro"));
    int64_t row = cigo_session_load_row(desk.session, group("righe"), 7);
    ck_assert_int_eq(row, 7);
    cigo_session_load_text(desk.session, cell("righe", 7, "ore"), CIGO_STR("dieci"));
    ck_assert(cigo_session_load_end(desk.session, &err));
    ck_assert_str_eq(desk.log.p, "");
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "FMT-DECIMAL/1");
    ck_assert_int_eq(add("righe"), 8);
}
END_TEST

/* Somebody else wrote: everything of the case is as the store has it, and nothing of what was is left. */
START_TEST(a_case_is_loaded_anew)
{
    struct cigo_error err = {0};
    const char *label;
    set("motivo", "altro");
    set("dal", "2/1/2026");
    set("al", "1/1/2026");
    set_cell("righe", add("righe"), "ore", "dieci");
    add("righe");
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "FMT-DECIMAL/1 R-ORDINE");
    cigo_buf_clear(&desk.log);

    cigo_session_reset(desk.session, NULL);
    cigo_session_start_at(desk.session, 9);
    cigo_session_load_begin(desk.session);
    cigo_session_load_text(desk.session, at("motivo"), CIGO_STR("gelo"));
    cigo_session_load_row(desk.session, group("righe"), 2);
    cigo_session_load_text(desk.session, cell("righe", 2, "nome"), CIGO_STR("Rossi"));
    ck_assert(cigo_session_load_end(desk.session, &err));
    ck_assert_str_eq(alerts(CIGO_SCOPE_COMMIT), "");
    ck_assert_str_eq(cigo_session_text(desk.session, at("dal")), "");
    ck_assert_str_eq(cigo_session_text(desk.session, cell("righe", 2, "nome")), "Rossi");
    ck_assert_str_eq(cigo_session_text(desk.session, cell("righe", 1, "ore")), "");
    ck_assert(cigo_session_visible(desk.session, at("gradi")));
    ck_assert(!cigo_session_undo(desk.session, &label, NULL, NULL, &err));
    set("nota", "x");
    ck_assert_str_eq(desk.log.p, ""); /* nobody listens */
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("session actions");
    TCase *tcase = tcase_create("actions");
    tcase_add_checked_fixture(tcase, desk_setup, desk_teardown);
    tcase_add_test(tcase, answer_is_kept_and_emitted);
    tcase_add_test(tcase, same_answer_is_no_action);
    tcase_add_test(tcase, unreadable_answer_is_kept_and_unknown);
    tcase_add_test(tcase, effects_say_what_else_changed);
    tcase_add_test(tcase, unknown_is_not_resolved);
    tcase_add_test(tcase, rows_come_and_go);
    tcase_add_test(tcase, a_title_has_no_words_without_values);
    tcase_add_test(tcase, rows_have_a_maximum);
    tcase_add_test(tcase, undo_goes_back_and_forth);
    tcase_add_test(tcase, several_actions_are_one);
    tcase_add_test(tcase, rows_in_bulk_are_one_action);
    tcase_add_test(tcase, rows_in_bulk_then_changed);
    tcase_add_test(tcase, a_disk_that_fills_up_while_the_rules_are_judged);
    tcase_add_test(tcase, a_full_disk_loses_nothing);
    tcase_add_test(tcase, loading_is_the_same_and_silent);
    tcase_add_test(tcase, a_case_is_loaded_anew);
    suite_add_tcase(suite, tcase);
    return suite;
}
