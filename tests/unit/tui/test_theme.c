/* Looks: what is told apart, with colours and without. */

#include <cigo/i18n/i18n.h>

#include "terminal-impl-priv.h"
#include "theme-priv.h"
#include "unit.h"

static bool same(struct theme_look a, struct theme_look b)
{
    return a.fg == b.fg && a.bg == b.bg && a.bold == b.bold && a.underline == b.underline &&
           a.reverse == b.reverse;
}

START_TEST(told_apart)
{
    static const int COLORS[] = {0, 8, 16, 256, 16777216};
    for (size_t i = 0; i < sizeof COLORS / sizeof *COLORS; i++) {
        struct theme_look normal = cigo_theme_look(STYLE_NORMAL, COLORS[i], CIGO_THEME_AUTO);
        /* typing costs one byte only where the attributes are those of the screen at rest */
        ck_assert(same(cigo_theme_look(STYLE_EDIT, COLORS[i], CIGO_THEME_AUTO), normal));
        static const enum style MARKED[] = {STYLE_SELECTED, STYLE_ERROR, STYLE_WARNING, STYLE_BANNER,
                                            STYLE_MARK, STYLE_KEY, STYLE_TITLE};
        for (size_t k = 0; k < sizeof MARKED / sizeof *MARKED; k++)
            ck_assert_msg(!same(cigo_theme_look(MARKED[k], COLORS[i], CIGO_THEME_AUTO), normal), "%d colours, %zu", COLORS[i], k);
        if (COLORS[i] > 0)
            ck_assert(!same(cigo_theme_look(STYLE_ERROR, COLORS[i], CIGO_THEME_AUTO), cigo_theme_look(STYLE_WARNING, COLORS[i], CIGO_THEME_AUTO)));
    }
}
END_TEST

START_TEST(within_the_colours)
{
    static const int COLORS[] = {0, 8, 256};
    for (size_t i = 0; i < sizeof COLORS / sizeof *COLORS; i++) {
        for (int style = 0; style < STYLE_COUNT; style++) {
            struct theme_look look = cigo_theme_look((enum style)style, COLORS[i], CIGO_THEME_AUTO);
            ck_assert_int_lt(look.fg, COLORS[i] > 0 ? COLORS[i] : 0);
            ck_assert_int_lt(look.bg, COLORS[i] > 0 ? COLORS[i] : 0);
            /* a background of ours has a foreground of ours: legible whatever the terminal's are */
            ck_assert(look.bg < 0 || look.fg >= 0);
        }
    }
}
END_TEST

#define FAMILY "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define FLAG "\xf0\x9f\x87\xae\xf0\x9f\x87\xb9"

START_TEST(wide_cells)
{
    static const struct {
        const char *bytes;
        int width;
        bool utf8;
        wchar_t first, second;
        int columns;
    } rows[] = {
        {"a", 1, true, L'a', 0, 1},
        {"\xc3\xa8", 1, true, 0xe8, 0, 1},
        {"\xc3\xa8", 1, false, L'?', 0, 1},
        {"e\xcc\x80", 1, true, L'e', 0x300, 1},
        {"\xe6\xbc\xa2", 2, true, 0x6f22, 0, 2},
        {FAMILY, 2, true, 0x1f468, 0, 2},
        {FLAG, 2, true, 0x1f1ee, 0, 1},
        {"\xe2\x9d\xa4\xef\xb8\x8f", 2, true, 0x2764, 0, 1},
        {"\xe6\xbc\xa2", 1, true, 0xfffd, 0, 1}, /* wider than its cell */
        {"\xcc\x80", 1, true, 0xfffd, 0, 1},     /* an accent alone */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct grid_cell cell = {.n = (uint8_t)strlen(rows[i].bytes), .width = (uint8_t)rows[i].width};
        memcpy(cell.bytes, rows[i].bytes, cell.n);
        wchar_t wide[WIDE_MAX];
        ck_assert_msg(cigo_wide_of_cell(&cell, rows[i].utf8, wide) == rows[i].columns, "row %zu", i);
        ck_assert_msg(wide[0] == rows[i].first && wide[1] == rows[i].second, "row %zu", i);
    }
}
END_TEST

Suite *cigo_suite(void)
{
    cigo_i18n_init(NULL, NULL); /* a UTF-8 locale: widths of the C library */
    Suite *suite = suite_create("theme");
    UNIT_CASE(suite, "theme", told_apart, within_the_colours, wide_cells);
    return suite;
}
