/* Text views: trimming, edit distance, nearest name. */

#include <cigo/base/str.h>

#include "unit.h"

START_TEST(trim)
{
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"", ""},          {"   ", ""},       {"a", "a"},
        {" a b\t\r\n", "a b"}, {"\xc2\xa0 a\xc2\xa0", "a"}, {"\xc2\xa1", "\xc2\xa1"},
        {"perch\xc3\xa0", "perch\xc3\xa0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(cigo_str_is(cigo_str_trim(cigo_str_of(rows[i].in)), rows[i].out), "row %zu", i);
}
END_TEST

START_TEST(distance)
{
    static const struct {
        const char *a, *b;
        size_t limit, d;
    } rows[] = {
        {"", "", 3, 0},
        {"abc", "abc", 0, 0},
        {"abc", "ABC", 0, 0},
        {"abc", "abd", 3, 1},
        {"abc", "acb", 3, 1}, /* neighbours swapped */
        {"azienda_cf", "azienad_cf", 3, 1},
        {"kitten", "sitting", 5, 3},
        {"kitten", "sitting", 2, 3}, /* cut off */
        {"", "abcd", 9, 4},
        {"abcdefgh", "hgfedcba", 3, 4},
        {"ca", "abc", 5, 3}, /* restricted: no edit inside a swap */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cigo_str a = cigo_str_of(rows[i].a), b = cigo_str_of(rows[i].b);
        ck_assert_uint_eq(cigo_str_distance(a, b, rows[i].limit), rows[i].d);
        ck_assert_uint_eq(cigo_str_distance(b, a, rows[i].limit), rows[i].d);
    }
    char far[300];
    memset(far, 'x', sizeof far);
    ck_assert_uint_eq(cigo_str_distance((struct cigo_str){far, 300}, (struct cigo_str){far, 299}, 5), 6);
}
END_TEST

START_TEST(nearest)
{
    static const char *const names[] = {"inizio_effettivo", "causale", "cf", "periodo_dal"};
    static const struct {
        const char *word, *found;
    } rows[] = {
        {"inizio_efettivo", "inizio_effettivo"}, {"casuale", "causale"}, {"cx", NULL},
        {"CF", "cf"},  {"qualcosa", NULL},       {"", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_pstr_eq(cigo_str_nearest(cigo_str_of(rows[i].word), names, 4), rows[i].found);
    ck_assert_ptr_null(cigo_str_nearest(CIGO_STR("x"), NULL, 0));
}
END_TEST

/* "|" is a line end. */
START_TEST(unpair_lines)
{
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"", ""}, {"a", "a"}, {"a|b|", "a|b|"}, {"\t", "\t"},
        {"a||b||", "a|b|"}, {"a||", "a|"}, {"a\tb||c||d", "a\tb|c|d"}, {"a\tb||c|", "a\tb|c|"},
        {"a||b||||c", "a|b||c"}, {"||a||", "|a|"},
        {"a||b", "a||b"}, {"a||b|", "a||b|"}, /* may be an empty line */
        {"a||b|c||", "a||b|c||"}, {"a||b|||", "a||b|||"}, {"a\t|b||c||", "a\t|b||c||"}, /* not all of them */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[32];
        size_t n = strlen(rows[i].in);
        for (size_t k = 0; k < n; k++)
            text[k] = rows[i].in[k] == '|' ? '\n' : rows[i].in[k];
        n = cigo_str_unpair_lines(text, n);
        ck_assert_uint_eq(n, strlen(rows[i].out));
        for (size_t k = 0; k < n; k++)
            ck_assert_int_eq(text[k], rows[i].out[k] == '|' ? '\n' : rows[i].out[k]);
    }
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base/str");
    UNIT_CASE(suite, "str", trim, distance, nearest, unpair_lines);
    return suite;
}
