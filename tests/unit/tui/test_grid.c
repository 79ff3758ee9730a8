/* The grid: text in cells, halves of wide clusters, wrap, paragraphs, dumps. */

#include <stdlib.h>

#include <cigo/base/utf8.h>

#include "grid-priv.h"
#include "unit.h"

#define FAMILY "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define FLAG "\xf0\x9f\x87\xae\xf0\x9f\x87\xb9"
#define KAN "\xe6\xbc\xa2"
#define DOTS "\xe2\x80\xa6"
#define BAD "\xef\xbf\xbd"

/* The dump, kept until the next call. */
static const char *dump(const struct grid *grid)
{
    static char kept[4096];
    struct cigo_buf buf;
    cigo_buf_init(&buf, sizeof kept - 1);
    cigo_grid_dump(grid, &buf);
    snprintf(kept, sizeof kept, "%s", buf.p);
    cigo_buf_finish(&buf);
    return kept;
}

START_TEST(text)
{
    static const struct {
        const char *text;
        int width;
        bool ascii;
        int used;
        const char *shown;
    } rows[] = {
        {"", 5, false, 0, ""},
        {"abc", 5, false, 3, "abc"},
        {"abcde", 5, false, 5, "abcde"},
        {"abcdef", 5, false, 5, "abcd" DOTS},
        {"abc\ndef", 5, false, 4, "abc" DOTS},
        {"abcde\nf", 5, false, 5, "abcd" DOTS},
        {"abc\n", 5, false, 3, "abc"},
        {"\nabc", 5, false, 0, ""},
        {"abc", 0, false, 0, ""},
        {"abc", -1, false, 0, ""},
        {"perch\xc3\xa9", 6, false, 6, "perch\xc3\xa9"},
        {"perche\xcc\x81", 6, false, 6, "perche\xcc\x81"},
        {KAN KAN, 4, false, 4, KAN KAN},
        {KAN KAN KAN, 4, false, 3, KAN DOTS}, /* half a cluster is never shown */
        {FAMILY "x", 3, false, 3, FAMILY "x"},
        {FLAG FLAG, 4, false, 4, FLAG FLAG},
        {"a\x1b[31mb", 9, false, 7, "a" BAD "[31mb"},
        {"a\xe2\x80\xae" "b", 9, false, 3, "a" BAD "b"},
        {"a\tb\rc", 9, false, 5, "a" BAD "b" BAD "c"},
        {"a\xe2\x80\x8b" "b", 9, false, 2, "ab"},  /* no width, no cell */
        {"perch\xc3\xa9 \xe2\x82\xac", 12, true, 10, "perche EUR"},
        {"abcdefghij", 8, true, 8, "abcde..."},
        {"abcdef", 4, true, 4, "abc."},
        {"0123456789012345678901234567890123456789x", 60, false, 20, "0123456789012345678" DOTS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct grid grid;
        cigo_grid_init(&grid, 1, 20);
        grid.ascii = rows[i].ascii;
        int used = cigo_grid_text(&grid, 0, 0, rows[i].width, STYLE_LABEL, cigo_str_of(rows[i].text));
        ck_assert_msg(used == rows[i].used, "row %zu: %d columns", i, used);
        struct cigo_buf expected;
        cigo_buf_init(&expected, 400);
        cigo_buf_printf(&expected, "%s\n", rows[i].shown);
        ck_assert_msg(strcmp(dump(&grid), expected.p) == 0, "row %zu: %s", i, dump(&grid));
        cigo_buf_finish(&expected);
        cigo_grid_finish(&grid);
    }
}
END_TEST

START_TEST(outside)
{
    static const int ROWS[] = {-1, 3}, COLS[] = {-1, 10};
    struct grid grid;
    cigo_grid_init(&grid, 3, 10);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(cigo_grid_text(&grid, ROWS[i], 0, 5, STYLE_LABEL, CIGO_STR("x")), 0);
        ck_assert_int_eq(cigo_grid_text(&grid, 0, COLS[i], 5, STYLE_LABEL, CIGO_STR("x")), 0);
        cigo_grid_fill(&grid, ROWS[i], 0, 5, STYLE_LABEL, 'x');
        cigo_grid_rule(&grid, 0, COLS[i], 5);
        cigo_grid_restyle(&grid, ROWS[i], COLS[i], 5, STYLE_ERROR);
    }
    ck_assert_str_eq(dump(&grid), "\n\n\n");
    cigo_grid_text(&grid, 2, 8, 100, STYLE_LABEL, CIGO_STR("xyz"));
    ck_assert_str_eq(dump(&grid), "\n\n        x" DOTS "\n");
    cigo_grid_cursor(&grid, -5, 100);
    ck_assert(grid.cursor_row == 0 && grid.cursor_col == 9);
    cigo_grid_cursor(&grid, 100, -1);
    ck_assert(grid.cursor_row == 2 && grid.cursor_col == 0);
    cigo_grid_finish(&grid);
    cigo_grid_init(&grid, -3, 100000);
    ck_assert(grid.rows == 1 && grid.cols == 1000);
    cigo_grid_finish(&grid);
}
END_TEST

/* Both halves go together, whatever overwrites one. */
START_TEST(halves)
{
    static const struct {
        int col;
        const char *text, *shown;
    } rows[] = {
        {0, "x", "x " KAN KAN "\n"},
        {1, "x", " x" KAN KAN "\n"},
        {1, "xy", " xy " KAN "\n"},
        {1, KAN, " " KAN " " KAN "\n"},
        {3, KAN, KAN " " KAN "\n"},
        {5, "x", KAN KAN " x\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct grid grid;
        cigo_grid_init(&grid, 1, 6);
        cigo_grid_text(&grid, 0, 0, 6, STYLE_LABEL, CIGO_STR(KAN KAN KAN));
        cigo_grid_text(&grid, 0, rows[i].col, 6, STYLE_LABEL, cigo_str_of(rows[i].text));
        ck_assert_msg(strcmp(dump(&grid), rows[i].shown) == 0, "row %zu: %s", i, dump(&grid));
        int columns = 0;
        for (int col = 0; col < 6; col++)
            columns += grid.cells[col].width;
        ck_assert_int_eq(columns, 6);
        cigo_grid_finish(&grid);
    }
}
END_TEST

START_TEST(lines_and_styles)
{
    struct grid grid;
    cigo_grid_init(&grid, 4, 8);
    cigo_grid_rule(&grid, 0, 0, 3);
    cigo_grid_fill(&grid, 1, 1, 3, STYLE_EDIT, '_');
    cigo_grid_fill(&grid, 2, 0, 2, STYLE_BANNER, '\x1b'); /* never a control */
    cigo_grid_printf(&grid, 3, 0, 8, STYLE_ERROR, "%s %d", "n.", 7);
    cigo_grid_restyle(&grid, 3, 3, 1, STYLE_VALUE);
    cigo_grid_cursor(&grid, 3, 4);
    ck_assert_str_eq(dump(&grid), "\xe2\x94\x80\xe2\x94\x80\xe2\x94\x80\n ___\n\nn. 7\n");
    struct cigo_buf buf;
    cigo_buf_init(&buf, 200);
    cigo_grid_dump_styles(&grid, &buf);
    ck_assert_str_eq(buf.p, "FFF\n.eee\nBB\nEEEV\ncursor 3,4\n");
    cigo_buf_finish(&buf);
    cigo_grid_clear(&grid);
    ck_assert_str_eq(dump(&grid), "\n\n\n\n");
    grid.ascii = true;
    cigo_grid_rule(&grid, 0, 0, 3);
    ck_assert_str_eq(dump(&grid), "---\n\n\n\n");
    cigo_grid_finish(&grid);
}
END_TEST

START_TEST(wrap)
{
    static const struct {
        const char *text;
        int width;
        const char *lines; /* each closed by | */
    } rows[] = {
        {"", 5, ""},
        {"abc", 5, "abc|"},
        {"abc def", 7, "abc def|"},
        {"abc def", 6, "abc|def|"},
        {"abc def", 3, "abc|def|"},
        {"abc  def", 4, "abc|def|"},
        {"abc    ", 3, "abc|"},
        {"abcdefgh", 3, "abc|def|gh|"},
        {"a bcdefgh", 3, "a|bcd|efg|h|"},
        {"a\nb", 5, "a|b|"},
        {"a\n\nb", 5, "a||b|"},
        {"a\n", 5, "a|"},
        {"\n", 5, "|"},
        {"  abc def", 6, "  abc|def|"},
        {"abc\ndef ghi", 5, "abc|def|ghi|"},
        {"abcde\nf", 5, "abcde|f|"},
        {KAN KAN KAN, 5, KAN KAN "|" KAN "|"},
        {KAN, 1, KAN "|"}, /* it must go somewhere */
        {"abc", 0, "a|b|c|"},
        {"perche\xcc\x81 no", 6, "perche\xcc\x81|no|"},
        {FLAG FLAG FLAG, 4, FLAG FLAG "|" FLAG "|"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cigo_buf got;
        cigo_buf_init(&got, 400);
        struct cigo_str rest = cigo_str_of(rows[i].text), line;
        int n = 0;
        for (; cigo_grid_wrap(&rest, rows[i].width, &line); n++) {
            cigo_buf_add(&got, line);
            cigo_buf_putc(&got, '|');
        }
        ck_assert_msg(strcmp(got.p, rows[i].lines) == 0, "row %zu: %s", i, got.p);
        ck_assert_int_eq(cigo_grid_wrap_count(cigo_str_of(rows[i].text), rows[i].width), n);
        cigo_buf_finish(&got);
    }
}
END_TEST

START_TEST(paragraph)
{
    struct grid grid;
    cigo_grid_init(&grid, 4, 10);
    ck_assert_int_eq(cigo_grid_paragraph(&grid, 0, 1, 8, 4, STYLE_HINT, CIGO_STR("uno due tre\nquattro")), 3);
    ck_assert_str_eq(dump(&grid), " uno due\n tre\n quattro\n\n");
    cigo_grid_clear(&grid);
    ck_assert_int_eq(cigo_grid_paragraph(&grid, 0, 0, 8, 2, STYLE_HINT, CIGO_STR("uno due tre quattro")), 2);
    ck_assert_str_eq(dump(&grid), "uno due\ntre" DOTS "\n\n\n");
    cigo_grid_clear(&grid);
    ck_assert_int_eq(cigo_grid_paragraph(&grid, 0, 0, 8, 1, STYLE_HINT, CIGO_STR("unodue12 tre")), 1);
    ck_assert_str_eq(dump(&grid), "unodue1" DOTS "\n\n\n\n");
    cigo_grid_clear(&grid);
    grid.ascii = true;
    struct cigo_str euros = CIGO_STR("5 \xe2\x82\xac e 7 \xe2\x82\xac");
    ck_assert_int_eq(cigo_grid_paragraph(&grid, 0, 0, 9, 4, STYLE_HINT, euros), 2);
    ck_assert_int_eq(cigo_grid_paragraph_count(&grid, 9, euros), 2);
    ck_assert_str_eq(dump(&grid), "5 EUR e 7\nEUR\n\n\n");
    cigo_grid_finish(&grid);
}
END_TEST

static unsigned next_random(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16;
}

static bool whole(const struct grid_cell *cell, int col, int cols)
{
    if (cell->n == 0)
        return cell->width == 0 && col > 0 && cell[-1].width == 2;
    if (cell->width == 2 && (col == cols - 1 || cell[1].n != 0))
        return false;
    return cell->width > 0 && (unsigned char)cell->bytes[0] >= ' ' &&
           cigo_utf8_bad((struct cigo_str){cell->bytes, cell->n}) == cell->n;
}

/* Any bytes at any place: cells stay whole and the row's columns add up. */
START_TEST(any_text)
{
    static const char *const PIECES[] = {KAN, FAMILY, FLAG, "e\xcc\x80", "\xcc\x80", "a", " ", "\n", "\x1b",
                                         "\xff", "\xe2\x80\x8d", "\xe2\x82\xac", "\xe0\xb8\x81\xe0\xb8\xb3"};
    unsigned state = 7;
    struct grid grid;
    cigo_grid_init(&grid, 3, 12);
    for (int round = 0; round < 20000; round++) {
        struct cigo_buf buf;
        cigo_buf_init(&buf, 1000);
        for (unsigned k = next_random(&state) % 9; k > 0; k--)
            cigo_buf_puts(&buf, PIECES[next_random(&state) % (sizeof PIECES / sizeof *PIECES)]);
        int row = (int)(next_random(&state) % 5) - 1, col = (int)(next_random(&state) % 16) - 2;
        grid.ascii = round % 3 == 0;
        cigo_grid_paragraph(&grid, row, col, (int)(next_random(&state) % 14), 2, STYLE_VALUE, cigo_buf_str(&buf));
        cigo_buf_finish(&buf);
        for (int i = 0; i < 36; i++) {
            if (!whole(&grid.cells[i], i % 12, 12))
                ck_abort_msg("round %d, cell %d", round, i);
        }
    }
    cigo_grid_finish(&grid);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("grid");
    UNIT_CASE(suite, "grid", text, outside, halves, lines_and_styles, wrap, paragraph, any_text);
    return suite;
}
