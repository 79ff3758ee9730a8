/* The table of a group: what is in sight and in which order, what is done to ranges. */

#include <cigo/session/table.h>
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
    "  mestiere: {operaio: Operaio, impiegato: Impiegato, altro: Altro mestiere}\n"
    "sources:\n"
    "  norma: {cite: Norma 1, gist: Una norma., in_force: 2016-01-01, checked: 2026-11-23, confidence: C1}\n"
    "sections:\n"
    "  uno:\n"
    "    code: 1\n"
    "    title: Uno\n"
    "    fields:\n"
    "      nota: {code: 1.1, kind: text, label: Nota}\n"
    "groups:\n"
    "  righe:\n"
    "    section: uno\n"
    "    code: 1.2\n"
    "    label: Righe\n"
    "    max_rows: 100000\n"
    "    row_title: \"{nome}\"\n"
    "    table: [nome, ore, dal]\n"
    "    fields:\n"
    "      mestiere: {kind: choice, choices: mestiere, label: Mestiere}\n"
    "      quale: {kind: text, label: Quale, visible: \"mestiere = 'altro'\"}\n"
    "      nome: {kind: text, label: Nome}\n"
    "      ore: {kind: decimal, label: Ore}\n"
    "      dal: {kind: date, label: Dal}\n"
    "alerts:\n"
    "  R-ORE: {severity: warning, each: righe, when: ore <= 0, at: [ore], title: Ore a zero,\n"
    "    why: \"{nome} ha {ore} ore.\", fix: Le indichi., source: norma,\n"
    "    tests: [{fires: {righe: [{ore: 0}]}}, {silent: {righe: [{ore: 1}]}}]}\n";

static struct cigo_table *table;
static struct cigo_error err;

static void setup(void)
{
    desk_setup_with(files);
    table = cigo_table_new(desk.session, group("righe"));
    err = (struct cigo_error){0};
}

static void teardown(void)
{
    cigo_table_free(table);
    desk_teardown();
}

/* Rows of "nome;ore;dal;mestiere;quale", one a line. */
static void rows(const char *text)
{
    static const char *const columns[] = {"nome", "ore", "dal", "mestiere", "quale"};
    while (*text) {
        int64_t row = add("righe");
        for (size_t c = 0; *text && *text != '\n'; c++) {
            size_t n = strcspn(text, ";\n");
            cigo_session_set(desk.session, cell("righe", row, columns[c]), (struct cigo_str){text, n},
                             NULL, NULL);
            text += n + (text[n] == ';');
        }
        text += *text == '\n';
    }
}

/* The names in sight, in order. */
static const char *names(void)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    for (size_t i = 0; i < cigo_table_rows(table); i++) {
        struct cigo_place place = cigo_table_place(table, i, 0);
        cigo_buf_puts(&buf, i ? " " : "");
        cigo_buf_puts(&buf, cigo_session_text(desk.session, place));
    }
    const char *text = cigo_arena_str(desk.arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return text;
}

static size_t column(const char *id)
{
    return cigo_table_column_of(table, cigo_group_field(group("righe"), cigo_str_of(id)));
}

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

Suite *cigo_suite(void)
{
    Suite *s = suite_create("session-table");
    TCase *c = tcase_create("view");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, columns_of_the_table_come_first);
    tcase_add_loop_test(c, sorts_by_value, 0, sizeof sorts / sizeof *sorts);
    tcase_add_test(c, sorting_twice_keeps_the_first_order_among_equals);
    tcase_add_loop_test(c, filters_by_what_a_cell_shows, 0, sizeof filters / sizeof *filters);
    tcase_add_test(c, view_stands_still_while_editing);
    suite_add_tcase(s, c);
    return s;
}

