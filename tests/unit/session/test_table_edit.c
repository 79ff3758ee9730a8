/* What is done to ranges and rows of a table, each as one action. */

#include "table_desk.h"
#include "unit.h"

static const char *text_of(struct cigo_buf *buf)
{
    const char *text = cigo_arena_str(desk.arena, cigo_buf_str(buf));
    cigo_buf_finish(buf);
    return text;
}

static struct cigo_table_range range(size_t row, size_t n_rows, size_t at, size_t n_columns)
{
    return (struct cigo_table_range){row, n_rows, at, n_columns};
}

/* The whole table in sight, as it is copied. */
static const char *copy(struct cigo_table_range what)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_table_copy(table, what, &buf);
    return text_of(&buf);
}

static const char *all(void)
{
    return copy(range(0, SIZE_MAX, 0, SIZE_MAX));
}

static const char *undo(bool again)
{
    const char *label;
    if (again)
        cigo_session_redo(desk.session, &label, NULL, NULL, &err);
    else
        cigo_session_undo(desk.session, &label, NULL, NULL, &err);
    return label ? label : "-";
}

static const char *total(struct cigo_table_total sum)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 100);
    cigo_table_total_text(cigo_table_column(table, column("ore")), &sum, &buf);
    cigo_buf_printf(&buf, " n%zu e%zu u%zu%s", sum.n, sum.empty, sum.unreadable, sum.too_big ? " big" : "");
    return text_of(&buf);
}

START_TEST(copies_values_with_tabs)
{
    rows("a;1,5;5/1/2026;2;nascosto\n\"b\";x;;altro;mago\n");
    ck_assert_str_eq(all(), "a\t1,50\t05/01/2026\tImpiegato\t\n\"\"\"b\"\"\"\tx\t\tAltro mestiere\tmago\n");
    ck_assert_str_eq(copy(range(1, 1, 1, 1)), "x\n");
    ck_assert_str_eq(copy(range(7, 1, 1, 1)), "");
    cigo_table_sort(table, column("nome"), true);
    ck_assert_str_eq(copy(range(0, 2, 0, 1)), "a\n\"\"\"b\"\"\"\n");
}
END_TEST

START_TEST(clears_a_range_as_one_action)
{
    rows("a;1;;1;p\nb;2;;altro;q\nc;3\n");
    cigo_buf_clear(&desk.log);
    ck_assert(cigo_table_clear(table, range(0, 2, 3, 2), NULL, &err));
    ck_assert_str_eq(all(), "a\t1\t\t\t\nb\t2\t\t\t\nc\t3\t\t\t\n");
    ck_assert_ptr_nonnull(strstr(desk.log.p, "Righe, 2 righe 3\n")); /* the hidden text stays */
    ck_assert_str_eq(undo(false), "Righe, 2 righe");
    ck_assert_str_eq(all(), "a\t1\t\tOperaio\t\nb\t2\t\tAltro mestiere\tq\nc\t3\t\t\t\n");
    ck_assert_str_eq(cigo_session_text(desk.session, cigo_table_place(table, 0, column("quale"))), "p");
}
END_TEST

START_TEST(fills_down_in_view_order)
{
    rows("a;1\nb;2\nc;3\nd;4\n");
    cigo_table_sort(table, column("nome"), true);
    ck_assert(cigo_table_fill_down(table, range(1, 2, column("ore"), 1), NULL, &err));
    ck_assert_str_eq(copy(range(0, 9, 0, 2)), "d\t4\nc\t3\nb\t3\na\t1\n");
    ck_assert_str_eq(undo(false), "Ore, 2 righe");
    ck_assert_str_eq(copy(range(0, 9, 0, 2)), "d\t4\nc\t3\nb\t2\na\t1\n");
    ck_assert(cigo_table_fill_down(table, range(3, 1, 0, 2), NULL, &err)); /* nothing below: nothing done */
    ck_assert_str_eq(copy(range(0, 9, 0, 2)), "d\t4\nc\t3\nb\t2\na\t1\n");
}
END_TEST

START_TEST(removes_and_restores)
{
    rows("a;1\nb;2\nc;3\nd;4\ne;5\n");
    cigo_table_sort(table, column("nome"), true);
    ck_assert(cigo_table_remove(table, 1, 3, NULL, &err)); /* d c b */
    ck_assert_str_eq(names(), "e a");
    ck_assert_uint_eq(cigo_table_removed(table), 3);
    set("nota", "altro nel frattempo");
    size_t row;
    ck_assert(cigo_table_restore(table, &row, NULL, &err));
    ck_assert_uint_eq(cigo_table_removed(table), 0);
    cigo_table_unsort(table);
    ck_assert_str_eq(names(), "a b c d e");
    ck_assert_str_eq(copy(range(1, 3, 1, 1)), "2\n3\n4\n");
    ck_assert(!cigo_table_restore(table, &row, NULL, &err));
    ck_assert_str_eq(err.text, "Non ci sono righe tolte da rimettere.");
    ck_assert_str_eq(undo(false), "Righe, 3 righe");
    ck_assert_str_eq(names(), "a e");
}
END_TEST

START_TEST(restores_only_what_undo_did_not)
{
    rows("a\nb\nc\n");
    ck_assert(cigo_table_remove(table, 0, 1, NULL, &err));
    undo(false);
    ck_assert_uint_eq(cigo_table_removed(table), 0);
    undo(true);
    ck_assert_uint_eq(cigo_table_removed(table), 1);
    ck_assert(cigo_table_restore(table, NULL, NULL, &err));
    ck_assert_str_eq(names(), "a b c");
    ck_assert(!cigo_table_remove(table, 3, 1, NULL, &err));
    ck_assert(cigo_table_remove(table, 2, 9, NULL, &err));
    ck_assert_str_eq(names(), "a b");
}
END_TEST

START_TEST(undo_brings_rows_back_where_they_were)
{
    rows("a\nb\nc\nd\n");
    cigo_table_sort(table, column("nome"), true);
    set_cell("righe", cigo_table_row_id(table, 2), "nome", "z");
    ck_assert(cigo_table_remove(table, 1, 2, NULL, &err));
    ck_assert_str_eq(names(), "d a");
    undo(false);
    ck_assert_str_eq(names(), "d c z a");
}
END_TEST

START_TEST(new_rows_stand_where_they_are_expected)
{
    size_t row;
    rows("c\na\nb\n");
    cigo_table_sort(table, column("nome"), false);
    ck_assert(cigo_table_duplicate(table, 0, &row, NULL, &err));
    ck_assert_uint_eq(row, 1);
    ck_assert_str_eq(names(), "a a b c");
    ck_assert(cigo_table_add(table, CIGO_TABLE_NOWHERE, &row, NULL, &err));
    ck_assert_uint_eq(row, 4);
    ck_assert(cigo_table_add(table, 3, &row, NULL, &err)); /* after c, which is the first of the case */
    ck_assert_uint_eq(row, 4);
    ck_assert_uint_eq(cigo_table_position(table, row), 1);
    cigo_table_unsort(table);
    ck_assert_str_eq(names(), "c  a a b ");
    ck_assert(!cigo_table_duplicate(table, 77, &row, NULL, &err));
}
END_TEST

START_TEST(totals_are_exact)
{
    rows("a;1,10\nb;2,25\nc;tante\nd\ne;-0,05\n");
    ck_assert_str_eq(total(cigo_table_total_all(table, column("ore"))), "3,30 n3 e1 u1");
    cigo_table_filter(table, CIGO_STR("a"), false); /* a, and c: "tante" */
    ck_assert_str_eq(total(cigo_table_total(table, column("ore"), 0, SIZE_MAX)), "1,10 n1 e0 u1");
    cigo_table_filter(table, CIGO_STR(""), false);
    ck_assert_str_eq(total(cigo_table_total(table, column("ore"), 1, 3)), "2,25 n1 e1 u1");
    ck_assert(cigo_table_can_total(cigo_table_column(table, column("ore"))));
    ck_assert(!cigo_table_can_total(cigo_table_column(table, column("dal"))));
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *s = suite_create("session-table-edit");
    TCase *c = tcase_create("edit");
    tcase_add_checked_fixture(c, table_setup, table_teardown);
    tcase_add_test(c, copies_values_with_tabs);
    tcase_add_test(c, clears_a_range_as_one_action);
    tcase_add_test(c, fills_down_in_view_order);
    tcase_add_test(c, removes_and_restores);
    tcase_add_test(c, restores_only_what_undo_did_not);
    tcase_add_test(c, undo_brings_rows_back_where_they_were);
    tcase_add_test(c, new_rows_stand_where_they_are_expected);
    tcase_add_test(c, totals_are_exact);
    suite_add_tcase(s, c);
    return s;
}
