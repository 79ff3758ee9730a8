/* Many rows: those that are the same to a rule are judged once, and counted as often as they are there. Every
 * figure and every alert is compared with what a plain loop over the rows gives. */

#include "rules_fixture.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

enum { ROWS = 20000 }; /* n and m have few values and gaps, k is another in each row, z is empty */

/* 0 = nothing there. */
static int n_of(size_t i)
{
    return (int)(i * i % 7);
}

static int m_of(size_t i)
{
    return (int)(i % 5);
}

static void begin(void)
{
    struct form_builder *fb = fb_new();
    fb_field(fb, "soglia", "integer", NULL, NULL);
    fb_group(fb, "righe", NULL);
    fb_column(fb, "n", "integer", NULL, NULL);
    fb_column(fb, "m", "integer", NULL, NULL);
    fb_column(fb, "k", "text", NULL, NULL);
    fb_column(fb, "z", "integer", NULL, NULL);
    fb_row_computed(fb, "nm", "integer", "n + m");
    fb_computed(fb, "quante", "integer", "(SELECT count(*) FROM righe)");
    fb_computed(fb, "con_n", "integer", "(SELECT count(n) FROM righe)");
    fb_computed(fb, "n_tutte", "integer", "(SELECT somma(n) FROM righe)");
    fb_computed(fb, "n_note", "integer", "(SELECT sum(r.n) FROM righe r)");
    fb_computed(fb, "z_note", "integer", "(SELECT sum(z) FROM righe)");
    fb_computed(fb, "prodotti", "integer", "(SELECT somma(coalesce(n * m, 0)) FROM righe WHERE m > soglia)");
    fb_computed(fb, "nm_note", "integer", "(SELECT sum(nm) FROM righe)");
    fb_computed(fb, "massimo", "integer", "(SELECT max(n) FILTER (WHERE m = 2 OR m = 3) FROM righe)");
    fb_computed(fb, "minimo", "integer", "(SELECT min(m) FROM righe WHERE n = 4)");
    fb_computed(fb, "diversi", "integer", "(SELECT count(DISTINCT n) FROM righe)");
    fb_computed(fb, "n_cinque", "integer", "(SELECT sum(n) FILTER (WHERE m IS NULL) FROM righe)");
    fb_computed(fb, "chiavi", "integer", "(SELECT count(k) FROM righe WHERE n = 2 AND length(k) = 5)");
    fb_view(fb, "per_m", "m integer, tot integer", "SELECT m, sum(n) FROM righe WHERE m IS NOT NULL GROUP BY m");
    fb_computed(fb, "di_due", "integer", "(SELECT max(tot) FROM per_m WHERE m = 2)");
    fb_alert(fb, "A", "righe", "n > m", "n", NULL);
    fb_alert(fb, "B", "righe", "n = m AND length(k) = 4", "k", NULL);
    fb_alert(fb, "C", "righe", "vuoto(z) AND m = soglia", "z", NULL);
    fb_alert(fb, "D", "righe", NULL, "n m", NULL);
    fb_at(fb, "D", 0, "n = 1");
    fb_at(fb, "D", 1, "m = 1 AND nm > 3");
    fb_alert(fb, "E", "righe", "n = (SELECT max(x.n) FROM righe x WHERE x.m = righe.m)", "n", NULL);
    start(fb);
}

static void put_number(size_t column, int64_t row, int number)
{
    char text[16];
    snprintf(text, sizeof text, "%d", number);
    struct cigo_place place = {&form->groups[0].fields[column], &form->groups[0], row};
    cigo_answers_put(answers, place, cigo_str_of(number ? text : ""));
}

static void load(void)
{
    for (size_t i = 0; i < ROWS; i++) {
        int64_t row = cigo_answers_row_add(answers, &form->groups[0], i, 0);
        put_number(0, row, n_of(i));
        put_number(1, row, m_of(i));
        put_number(2, row, (int)i + 1);
    }
    cigo_rules_group_changed(rules, &form->groups[0]);
    put("soglia", "2");
}

/* ---- the plain loop ---- */

struct row {
    int n, m, k; /* of k the length */
};

static struct row row_at(size_t i)
{
    const struct cigo_row *row = &answers->groups[0].items[i];
    struct row values;
    values.n = (int)cigo_row_cell(row, 0).i;
    values.m = (int)cigo_row_cell(row, 1).i;
    const char *key = cigo_row_cell(row, 2).raw;
    values.k = key ? (int)strlen(key) : 0;
    return values;
}

static uint32_t fires(const char *id, struct row r, const int *most)
{
    switch (id[0]) {
    case 'A':
        return r.m && r.n > r.m;
    case 'B':
        return r.n && r.n == r.m && r.k == 4;
    case 'C':
        return r.m == 2;
    case 'D':
        return (r.n == 1 ? 1 : 0) | (r.n && r.m == 1 && r.n + r.m > 3 ? 2 : 0);
    default:
        return r.m && r.n && r.n == most[r.m];
    }
}

static void check_number(const char *id, long long expected)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", expected);
    ck_assert_msg(strcmp(computed(id), text) == 0, "%s: %s, not %s", id, computed(id), text);
}

static void check_figures(void)
{
    const struct cigo_rows *rows = &answers->groups[0];
    long long known = 0, sum = 0, products = 0, both = 0, most = 0, least = 9, fives = 0, keys = 0, two = 0;
    for (size_t i = 0; i < rows->n; i++) {
        struct row r = row_at(i);
        known += r.n != 0;
        sum += r.n;
        products += r.m > 2 ? r.n * r.m : 0;
        both += r.n && r.m ? r.n + r.m : 0;
        most = (r.m == 2 || r.m == 3) && r.n > most ? r.n : most;
        least = r.n == 4 && r.m && r.m < least ? r.m : least;
        fives += r.m == 0 ? r.n : 0;
        keys += r.n == 2 && r.k == 5;
        two += r.m == 2 ? r.n : 0;
    }
    check_number("quante", (long long)rows->n);
    check_number("con_n", known);
    ck_assert_str_eq(computed("n_tutte"), "NULL"); /* some are unknown */
    check_number("n_note", sum);
    ck_assert_str_eq(computed("z_note"), "NULL");
    check_number("prodotti", products);
    check_number("nm_note", both);
    check_number("massimo", most);
    check_number("minimo", least);
    check_number("diversi", 3); /* squares modulo 7: 1, 2, 4 */
    check_number("n_cinque", fives);
    check_number("chiavi", keys);
    check_number("di_due", two);
}

static void check_alerts(void)
{
    const struct cigo_rows *rows = &answers->groups[0];
    size_t n, at = 0;
    const struct cigo_fired *list = cigo_rules_fired(rules, &n);
    int most[6] = {0};
    for (size_t i = 0; i < rows->n; i++) {
        struct row r = row_at(i);
        most[r.m] = r.n > most[r.m] ? r.n : most[r.m];
    }
    for (size_t a = 0; a < form->n_alerts; a++) {
        size_t before = at;
        for (size_t i = 0; i < rows->n; i++) {
            uint32_t places = fires(form->alerts[a].id, row_at(i), most);
            if (places == 0)
                continue;
            ck_assert_msg(at < n && list[at].def == &form->alerts[a] && list[at].row == rows->items[i].id &&
                              list[at].places == places,
                          "%s in row %zu", form->alerts[a].id, i);
            at++;
        }
        ck_assert_msg(at > before, "%s never", form->alerts[a].id);
    }
    ck_assert_uint_eq(at, n);
}

START_TEST(classes_are_as_good_as_rows)
{
    begin();
    load();
    ck_assert_str_eq(failures(), "");
    check_figures();
    check_alerts();
    for (size_t i = 0; i < 40; i++) { /* and after changes, rows in the middle and rows that go */
        put_cell(0, i % 2, (int64_t)(i * 487 + 1), i % 3 ? "4" : "");
        if (i % 10 == 0)
            add_row(0, i * 450);
        if (i % 10 != 5)
            continue;
        int64_t row = answers->groups[0].items[i * 300].id;
        cigo_answers_row_remove(answers, &form->groups[0], row);
        cigo_rules_row_removed(rules, &form->groups[0], row, i * 300);
        run();
    }
    check_figures();
    check_alerts();
    stop();
}
END_TEST

/* ---- a group with more columns than a set of bits has ---- */

enum { WIDE = 70, WIDE_ROWS = 3000 };

static int cell_of(size_t row, size_t column)
{
    return (int)((row / (column < 60 ? 500 : 7) + column) % 4);
}

static void begin_wide(void)
{
    static char ids[WIDE][8];
    struct form_builder *fb = fb_new();
    fb_group(fb, "righe", NULL);
    for (size_t i = 0; i < WIDE; i++) {
        snprintf(ids[i], sizeof ids[i], "c%zu", i);
        fb_column(fb, ids[i], "integer", NULL, NULL);
    }
    fb_computed(fb, "ultima", "integer", "(SELECT sum(c69) FROM righe WHERE c64 = 3 OR c5 = 2)");
    fb_alert(fb, "V", "righe", "c65 > c3 AND c68 = 1", "c65", NULL);
    fb_alert(fb, "W", "righe", "c66 = c69 + 1", "c66", NULL);
    start(fb);
}

static void load_wide(void)
{
    for (size_t i = 0; i < WIDE_ROWS; i++) {
        int64_t row = cigo_answers_row_add(answers, &form->groups[0], i, 0);
        for (size_t c = 0; c < WIDE; c++)
            put_number(c, row, cell_of(i, c));
    }
    cigo_rules_group_changed(rules, &form->groups[0]);
    run();
}

/* 0 = nothing there: an alert fires on what is known only. */
static int wide_at(size_t i, size_t column)
{
    return (int)cigo_row_cell(&answers->groups[0].items[i], column).i;
}

static void check_wide(void)
{
    size_t n, at = 0;
    long long sum = 0;
    const struct cigo_fired *list = cigo_rules_fired(rules, &n);
    for (size_t i = 0; i < WIDE_ROWS; i++) {
        sum += wide_at(i, 64) == 3 || wide_at(i, 5) == 2 ? wide_at(i, 69) : 0;
        bool fires_v = wide_at(i, 3) && wide_at(i, 65) > wide_at(i, 3) && wide_at(i, 68) == 1;
        if (fires_v)
            ck_assert_int_eq(list[at++].row, answers->groups[0].items[i].id);
    }
    ck_assert_uint_gt(at, 0);
    size_t before = at;
    for (size_t i = 0; i < WIDE_ROWS; i++)
        if (wide_at(i, 69) && wide_at(i, 66) == wide_at(i, 69) + 1)
            ck_assert_int_eq(list[at++].row, answers->groups[0].items[i].id);
    ck_assert_uint_gt(at, before);
    ck_assert_uint_eq(at, n);
    check_number("ultima", sum);
}

START_TEST(columns_past_the_last_bit)
{
    begin_wide();
    load_wide();
    ck_assert_str_eq(failures(), "");
    check_wide();
    put_cell(0, 66, 10, "3");
    put_cell(0, 69, 10, "2");
    put_cell(0, 65, 2000, "3");
    check_wide();
    stop();
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("rules many");
    TCase *tcase = tcase_create("many");
    tcase_set_timeout(tcase, 150);
    tcase_add_test(tcase, classes_are_as_good_as_rows);
    tcase_add_test(tcase, columns_past_the_last_bit);
    suite_add_tcase(suite, tcase);
    return suite;
}
