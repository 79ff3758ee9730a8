/* The table of a group: what is in sight and in which order, what is done to ranges. */

#include "table_desk.h"
#include "unit.h"

static void filter(const char *text)
{
    cigo_table_filter(table, cigo_str_of(text), false);
}

START_TEST(columns_of_the_table_come_first)
{
    static const char *const want[] = {"nome", "ore", "dal", "mestiere", "quale"};
    ck_assert_uint_eq(cigo_table_columns(table), 5);
    for (size_t i = 0; i < 5; i++) {
        ck_assert_str_eq(cigo_table_column(table, i)->id, want[i]);
        ck_assert_uint_eq(column(want[i]), i);
    }
}
END_TEST

static const struct {
    const char *column;
    bool descending;
    const char *want;
} sorts[] = {
    {"nome", false, "Ada ÀDA bea Çela Zoe"},
    {"nome", true, "Zoe Çela bea Ada ÀDA"},
    {"ore", false, "bea Zoe Ada ÀDA Çela"},
    {"ore", true, "Ada Zoe bea ÀDA Çela"},
    {"dal", false, "ÀDA Zoe Ada bea Çela"},
    {"mestiere", false, "bea ÀDA Ada Zoe Çela"},
};

START_TEST(sorts_by_value)
{
    rows("Zoe;9;2/1/2026;altro\nbea;1,5;;operaio\nAda;100;1/2/2026;impiegato\nÀDA;tante;31/12/2025;operaio\nÇela\n");
    cigo_table_sort(table, column(sorts[_i].column), sorts[_i].descending);
    ck_assert_str_eq(names(), sorts[_i].want);
    bool descending;
    ck_assert_uint_eq(cigo_table_sorted(table, &descending), column(sorts[_i].column));
    ck_assert_int_eq(descending, sorts[_i].descending);
    cigo_table_unsort(table);
    ck_assert_str_eq(names(), "Zoe bea Ada ÀDA Çela");
}
END_TEST

START_TEST(sorting_twice_keeps_the_first_order_among_equals)
{
    rows("d;2\nb;1\na;2\nc;1\n");
    cigo_table_sort(table, column("nome"), false);
    cigo_table_sort(table, column("ore"), true);
    ck_assert_str_eq(names(), "a d b c");
}
END_TEST

static const struct {
    const char *text, *want;
} filters[] = {
    {"rossi", "ROSSI Rossini"}, {"  perche ", "Perché"}, {"PERCHÉ", "Perché"}, {"", "ROSSI Rossini Perché Aldo"},
    {"impiegato", "Aldo"},      {"03/2026", "Rossini"},  {"12,5", "ROSSI"},    {"nulla", ""},
    {"nascosto", ""},           {"altro mest", "Perché"}, {"   ", "ROSSI Rossini Perché Aldo"},
    {"operaio rossi", "ROSSI"}, {"ross 2026", "Rossini"}, {"perche mago\tALTRO", "Perché"}, {"rossi nulla", ""},
    {"rossi nascosto", ""},     {"r r r r r r r r r r r r r r r r", "ROSSI Rossini Perché"},
    {"r r r r r r r r r r r r r r r r r", ""}, /* more words than are looked for one by one */
};

START_TEST(filters_by_what_a_cell_shows)
{
    rows("ROSSI;12,5;;operaio;nascosto\nRossini;;1/3/26\nPerché;;;altro;mago\nAldo;1;;2\n");
    filter(filters[_i].text);
    ck_assert_str_eq(names(), filters[_i].want);
    ck_assert_uint_eq(cigo_table_all_rows(table), 4);
}
END_TEST

START_TEST(view_stands_still_while_editing)
{
    rows("a;1\nb;2\nc;3\n");
    cigo_table_sort(table, column("ore"), true);
    set_cell("righe", cigo_table_row_id(table, 0), "ore", "0,5");
    ck_assert_str_eq(names(), "c b a");
    cigo_table_refresh(table);
    ck_assert_str_eq(names(), "b a c");
    filter("b");
    set_cell("righe", cigo_table_row_id(table, 0), "nome", "x");
    ck_assert_str_eq(names(), "x");
    size_t row;
    ck_assert(cigo_table_add(table, CIGO_TABLE_NOWHERE, &row, NULL, &err));
    ck_assert_uint_eq(row, 1);
    ck_assert_uint_eq(cigo_table_rows(table), 2);
    cigo_table_refresh(table);
    ck_assert_str_eq(names(), "");
}
END_TEST

START_TEST(finds_around_the_end)
{
    rows("Anna;1;;altro;mago\nBea;2\nCarla;3;5/1/2026\nDora;12\n");
    static const struct {
        const char *text;
        size_t from;
        int direction;
        size_t row, column; /* NOWHERE = none */
    } cases[] = {
        {"a", 0, 1, 0, 0}, {"a", 1, 1, 1, 0},   {"ANNA", 1, 1, 0, 0},  {"mago", 3, 1, 0, 4},
        {"2", 3, 1, 3, 1}, {"2", 0, -1, 3, 1},  {"05/01", 3, -1, 2, 2}, {"zz", 0, 1, CIGO_TABLE_NOWHERE, 0},
        {"", 0, 1, CIGO_TABLE_NOWHERE, 0},      {"bea", 99, 1, 1, 0},   {"3 carla", 0, 1, 2, 1},
        {"carla 3", 0, 1, 2, 0},                {"altro mestiere", 0, 1, 0, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t row = CIGO_TABLE_NOWHERE, at = 0;
        cigo_table_find(table, cigo_str_of(cases[i].text), cases[i].from, cases[i].direction, &row, &at);
        ck_assert_msg(row == cases[i].row && at == cases[i].column, "%s: %zu, %zu", cases[i].text, row, at);
    }
}
END_TEST

START_TEST(marks_say_where_the_alerts_are)
{
    rows("a;0;mai\nb;5\nc;-1;;x\n");
    ck_assert_int_eq(cigo_table_row_mark(table, 0), CIGO_MARK_ERROR);
    ck_assert_int_eq(cigo_table_cell_mark(table, 0, column("ore")), CIGO_MARK_WARNING);
    ck_assert_int_eq(cigo_table_cell_mark(table, 0, column("dal")), CIGO_MARK_ERROR);
    ck_assert_int_eq(cigo_table_cell_mark(table, 0, column("nome")), CIGO_MARK_NONE);
    ck_assert_int_eq(cigo_table_row_mark(table, 1), CIGO_MARK_NONE);
    ck_assert_uint_eq(cigo_table_problem_rows(table), 2);
    struct cigo_table_counts counts = cigo_table_row_counts(table, 0);
    ck_assert_uint_eq(counts.errors, 1);
    ck_assert_uint_eq(counts.warnings, 1);
    struct cigo_alerts found = cigo_table_row_alerts(table, 2, desk.arena);
    ck_assert_uint_eq(found.n, 2);
    ck_assert_str_eq(found.items[0].id, "FMT-CHOICE");
    ck_assert_str_eq(found.items[1].id, "R-ORE");
    found = cigo_table_cell_alerts(table, 2, column("ore"), desk.arena);
    ck_assert_uint_eq(found.n, 1);
    ck_assert_str_eq(found.items[0].why, "c ha -1 ore.");
    cigo_table_filter(table, CIGO_STR(""), true);
    ck_assert_str_eq(names(), "a c");
    ck_assert(cigo_session_waive(desk.session, &found.items[0], CIGO_ACKNOWLEDGED, CIGO_STR(""), &err));
    set_cell("righe", cigo_table_row_id(table, 1), "mestiere", "1");
    ck_assert_str_eq(names(), "a c");
    ck_assert_int_eq(cigo_table_row_mark(table, 1), CIGO_MARK_NONE);
    cigo_table_refresh(table);
    ck_assert_str_eq(names(), "a");
}
END_TEST

START_TEST(goes_from_problem_to_problem)
{
    rows("a;0;mai\nb;5\nc;-1\nd\n");
    static const struct {
        size_t row, column;
        int direction;
        size_t to, at;
    } cases[] = {
        {CIGO_TABLE_NOWHERE, 0, 1, 0, 1}, {0, 0, 1, 0, 1}, {0, 1, 1, 0, 2}, {0, 2, 1, 2, 1}, {2, 1, 1, 0, 1},
        {3, 4, 1, 0, 1}, {0, 1, -1, 2, 1}, {2, 1, -1, 0, 2}, {CIGO_TABLE_NOWHERE, 0, -1, 2, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t row = 99, at = 99;
        ck_assert(cigo_table_next_problem(table, cases[i].row, cases[i].column, cases[i].direction, &row, &at));
        ck_assert_msg(row == cases[i].to && at == cases[i].at, "%zu: %zu, %zu", i, row, at);
    }
    cigo_table_filter(table, CIGO_STR("c"), false);
    size_t row, at;
    ck_assert(cigo_table_next_problem(table, 0, 1, 1, &row, &at));
    ck_assert(row == 0 && at == 1);
    cigo_table_filter(table, CIGO_STR("b"), false);
    ck_assert(!cigo_table_next_problem(table, 0, 0, 1, &row, &at));
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *s = suite_create("session-table");
    TCase *c = tcase_create("view");
    tcase_add_checked_fixture(c, table_setup, table_teardown);
    tcase_add_test(c, columns_of_the_table_come_first);
    tcase_add_loop_test(c, sorts_by_value, 0, sizeof sorts / sizeof *sorts);
    tcase_add_test(c, sorting_twice_keeps_the_first_order_among_equals);
    tcase_add_loop_test(c, filters_by_what_a_cell_shows, 0, sizeof filters / sizeof *filters);
    tcase_add_test(c, view_stands_still_while_editing);
    tcase_add_test(c, finds_around_the_end);
    tcase_add_test(c, marks_say_where_the_alerts_are);
    tcase_add_test(c, goes_from_problem_to_problem);
    suite_add_tcase(s, c);
    return s;
}

