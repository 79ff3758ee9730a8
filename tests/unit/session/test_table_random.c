/* Anything in any order: the view against a plain one that is made from scratch at each step. And the same
 * table with 100,000 rows. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "table_desk.h"
#include "unit.h"

enum { STEPS = 800, MOST = 400 };

/* The expected view: ids in order, and whether each is in sight. Removed rows leave it. */
static struct {
    int64_t id[MOST];
    bool shown[MOST];
    size_t n;
} model;

static uint32_t seed;

static size_t dice(size_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static const char *text_at(int64_t id, const char *name)
{
    return cigo_session_text(desk.session, cell("righe", id, name));
}

static const struct cigo_rows *case_rows(void)
{
    return &cigo_session_answers(desk.session)->groups[0];
}

static int64_t number_at(int64_t id)
{
    return cigo_cell_value(cigo_answers_cell(cigo_session_answers(desk.session), cell("righe", id, "ore"))).i;
}

static int rank(int64_t id)
{
    if (!*text_at(id, "ore"))
        return 2;
    const struct cigo_answers *answers = cigo_session_answers(desk.session);
    return cigo_cell_value(cigo_answers_cell(answers, cell("righe", id, "ore"))).storage == CIGO_NULL;
}

static bool goes_before(int64_t a, int64_t b, bool descending)
{
    if (rank(a) != rank(b))
        return rank(a) < rank(b);
    if (rank(a) != 0) /* the only unreadable text is the same everywhere */
        return false;
    return descending ? number_at(a) > number_at(b) : number_at(a) < number_at(b);
}

static void model_sort(bool descending)
{
    for (size_t i = 1; i < model.n; i++) {
        for (size_t k = i; k > 0 && goes_before(model.id[k], model.id[k - 1], descending); k--) {
            int64_t id = model.id[k];
            bool shown = model.shown[k];
            model.id[k] = model.id[k - 1], model.shown[k] = model.shown[k - 1];
            model.id[k - 1] = id, model.shown[k - 1] = shown;
        }
    }
}

static struct cigo_alerts found; /* after this step */

static bool has_problem(int64_t id)
{
    for (size_t i = 0; i < found.n; i++)
        if (found.items[i].row == id && found.items[i].state == CIGO_OPEN)
            return true;
    return false;
}

static void model_filter(void)
{
    const char *text = cigo_table_filter_text(table);
    for (size_t i = 0; i < model.n; i++) {
        bool match = !*text || strstr(text_at(model.id[i], "nome"), text) || strstr(text_at(model.id[i], "ore"), text);
        model.shown[i] = match && (!cigo_table_only_problems(table) || has_problem(model.id[i]));
    }
}

/* The view must be the model's, and lookups must agree with it. */
static void same(size_t step)
{
    size_t row = 0;
    for (size_t i = 0; i < model.n; i++) {
        if (!model.shown[i]) {
            ck_assert_uint_eq(cigo_table_find_row(table, model.id[i]), CIGO_TABLE_NOWHERE);
            continue;
        }
        ck_assert_msg(cigo_table_row_id(table, row) == model.id[i], "step %zu row %zu", step, row);
        ck_assert_uint_eq(cigo_table_find_row(table, model.id[i]), row);
        ck_assert_int_eq(case_rows()->items[cigo_table_position(table, row)].id, model.id[i]);
        ck_assert_int_eq(cigo_table_row_mark(table, row) != CIGO_MARK_NONE, has_problem(model.id[i]));
        row++;
    }
    ck_assert_uint_eq(cigo_table_rows(table), row);
}

static bool in_model(int64_t id)
{
    for (size_t i = 0; i < model.n; i++)
        if (model.id[i] == id)
            return true;
    return false;
}

static void model_insert(size_t at, int64_t id)
{
    for (size_t i = model.n++; i > at; i--)
        model.id[i] = model.id[i - 1], model.shown[i] = model.shown[i - 1];
    model.id[at] = id;
    model.shown[at] = true;
}

static size_t model_find(int64_t id)
{
    size_t i = 0;
    while (i < model.n && model.id[i] != id)
        i++;
    return i;
}

/* Rows that came: after the one before them in the case; those at its end come last. */
static void model_follow(void)
{
    const struct cigo_rows *rows = case_rows();
    size_t kept = 0, tail = rows->n;
    for (size_t i = 0; i < model.n; i++)
        if (cigo_answers_has(cigo_session_answers(desk.session), cell("righe", model.id[i], "nome")))
            model.id[kept] = model.id[i], model.shown[kept++] = model.shown[i];
    model.n = kept;
    while (tail && !in_model(rows->items[tail - 1].id))
        tail--;
    for (size_t i = 0; i < rows->n; i++) {
        int64_t id = rows->items[i].id;
        if (!in_model(id))
            model_insert(i >= tail && cigo_table_sorted(table, NULL) != CIGO_TABLE_NOWHERE ? model.n
                         : i == 0 ? 0 : model_find(rows->items[i - 1].id) + 1, id);
    }
}

static void edit(void)
{
    static const char *const names[] = {"anna", "bea", "carla", "dora", ""};
    static const char *const hours[] = {"1", "2,5", "0", "-3", "tante", "", "100"};
    size_t n = cigo_table_rows(table);
    if (!n)
        return;
    int64_t id = cigo_table_row_id(table, dice(n));
    if (dice(2))
        set_cell("righe", id, "nome", names[dice(5)]);
    else
        set_cell("righe", id, "ore", hours[dice(7)]);
}

static void change_rows(void)
{
    size_t n = cigo_table_rows(table);
    switch (dice(4)) {
    case 0:
        if (case_rows()->n < MOST / 2)
            cigo_table_add(table, n && dice(2) ? dice(n) : CIGO_TABLE_NOWHERE, NULL, NULL, &err);
        break;
    case 1:
        if (n && case_rows()->n < MOST / 2)
            cigo_table_duplicate(table, dice(n), NULL, NULL, &err);
        break;
    case 2:
        cigo_table_remove(table, dice(n + 1), dice(3), NULL, &err);
        break;
    default:
        cigo_table_restore(table, NULL, NULL, &err);
    }
    model_follow();
}

static void look(void)
{
    bool descending = dice(2);
    switch (dice(4)) {
    case 0:
        cigo_table_sort(table, column("ore"), descending);
        model_sort(descending);
        break;
    case 1:
        cigo_table_filter(table, dice(2) ? CIGO_STR("a") : CIGO_STR(""), dice(3) == 0);
        model_filter();
        break;
    case 2:
        cigo_table_refresh(table);
        if (cigo_table_sorted(table, &descending) != CIGO_TABLE_NOWHERE)
            model_sort(descending);
        model_filter();
        break;
    default:
        cigo_table_filter(table, CIGO_STR(""), false);
        model_filter();
    }
}

START_TEST(the_view_is_what_a_plain_one_would_be)
{
    seed = (uint32_t)_i + 1;
    model.n = 0;
    for (size_t step = 0; step < STEPS; step++) {
        size_t what = dice(10);
        if (what < 5)
            edit();
        else if (what < 8)
            change_rows();
        cigo_arena_reset(desk.arena);
        found = cigo_session_alerts(desk.session, CIGO_SCOPE_COMMIT, desk.arena);
        if (what >= 8)
            look();
        same(step);
    }
    ck_assert_uint_gt(case_rows()->n, 3);
}
END_TEST

/* Undo puts a removed row back in its old place in the view: all the way back and forth, the view of the
 * unsorted table is the case. */
START_TEST(undo_and_redo_leave_the_case_in_view)
{
    const char *label;
    seed = 7;
    for (size_t step = 0; step < STEPS; step++) {
        size_t what = dice(6);
        if (what < 2)
            change_rows();
        else if (what == 2)
            edit();
        else if (what < 5)
            cigo_session_undo(desk.session, &label, NULL, NULL, &err);
        else
            cigo_session_redo(desk.session, &label, NULL, NULL, &err);
        ck_assert_uint_eq(cigo_table_rows(table), case_rows()->n);
        for (size_t i = 0; i < case_rows()->n; i++)
            ck_assert_int_eq(cigo_table_row_id(table, i), case_rows()->items[i].id);
    }
}
END_TEST

/* ---- 100,000 rows ---- */

enum { MANY = 100000 };

static void load_many(void)
{
    char text[32];
    cigo_session_load_begin(desk.session);
    for (int i = 0; i < MANY; i++) {
        int64_t id = cigo_session_load_row(desk.session, group("righe"), 0);
        snprintf(text, sizeof text, "nome %d", (i * 7919) % MANY);
        cigo_session_load_text(desk.session, cell("righe", id, "nome"), cigo_str_of(text));
        snprintf(text, sizeof text, "%d", i % 1000);
        cigo_session_load_text(desk.session, cell("righe", id, "ore"), cigo_str_of(text));
    }
    ck_assert(cigo_session_load_end(desk.session, &err));
}

START_TEST(a_hundred_thousand_rows)
{
    load_many();
    ck_assert_uint_eq(cigo_table_rows(table), MANY);
    cigo_table_sort(table, column("nome"), true);
    ck_assert_str_eq(cigo_session_text(desk.session, cigo_table_place(table, 0, 0)), "nome 99999");
    ck_assert_uint_eq(cigo_table_problem_rows(table), MANY / 1000);
    struct cigo_table_total sum = cigo_table_total_all(table, column("ore"));
    ck_assert_int_eq(sum.sum, (int64_t)999 * 1000 / 2 * (MANY / 1000) * 100);
    cigo_table_filter(table, CIGO_STR(""), true);
    ck_assert_uint_eq(cigo_table_rows(table), MANY / 1000);
    cigo_table_filter(table, CIGO_STR("nome 4242"), false);
    ck_assert_uint_eq(cigo_table_rows(table), 20); /* nome 4242, 14242 …, 42420 … */
    ck_assert(cigo_table_remove(table, 0, 20, NULL, &err));
    ck_assert(cigo_table_restore(table, NULL, NULL, &err));
    cigo_table_filter(table, CIGO_STR(""), false);
    cigo_table_unsort(table);
    ck_assert_uint_eq(cigo_table_rows(table), MANY);
}
END_TEST

/* Moving about costs no memory, whatever the size: nothing is looked through again. */
START_TEST(moving_allocates_nothing)
{
    size_t row = CIGO_TABLE_NOWHERE, at = 0, problems = 0;
    load_many();
    ck_assert(cigo_table_next_problem(table, row, 0, 1, &row, &at));
    cigo_alloc_fail_at(1);
    for (size_t i = 0; i < MANY; i++) {
        problems += cigo_table_row_mark(table, i) != CIGO_MARK_NONE;
        problems -= cigo_table_cell_mark(table, i, 1) != CIGO_MARK_NONE;
        ck_assert_uint_eq(cigo_table_find_row(table, cigo_table_row_id(table, i)), i);
    }
    for (size_t i = 0; i < MANY / 1000; i++)
        ck_assert(cigo_table_next_problem(table, row, at, 1, &row, &at));
    cigo_alloc_fail_at(0);
    ck_assert_uint_eq(problems, 0);
    ck_assert_uint_eq(row, 0);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *s = suite_create("session-table-random");
    TCase *c = tcase_create("random");
    tcase_set_timeout(c, 60);
    tcase_add_checked_fixture(c, table_setup, table_teardown);
    tcase_add_loop_test(c, the_view_is_what_a_plain_one_would_be, 0, 4);
    tcase_add_test(c, undo_and_redo_leave_the_case_in_view);
    tcase_add_test(c, a_hundred_thousand_rows);
    tcase_add_test(c, moving_allocates_nothing);
    suite_add_tcase(s, c);
    return s;
}
