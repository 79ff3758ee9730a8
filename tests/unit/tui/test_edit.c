/* The editors: keys by table, undo, drawing, and random keys with the properties that must always hold. */

#include <stdlib.h>

#include <cigo/base/utf8.h>

#include "edit-priv.h"
#include "unit.h"

#define FAMILY "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define FLAG "\xf0\x9f\x87\xae\xf0\x9f\x87\xb9"
#define KAN "\xe6\xbc\xa2"
#define E_GRAVE "e\xcc\x80"
#define DOTS "\xe2\x80\xa6"

/* Keys as a terminal sends them. */
#define LEFT "\x1b[D"
#define RIGHT "\x1b[C"
#define UP "\x1b[A"
#define DOWN "\x1b[B"
#define DEL "\x1b[3~"
#define WLEFT "\x1b[1;5D"
#define WRIGHT "\x1b[1;5C"
#define PGUP "\x1b[5~"
#define PGDN "\x1b[6~"
#define PASTE(text) "\x1b[200~" text "\x1b[201~"

/* Feed keys; returns how many were not the editor's. */
static int type(struct edit *edit, const char *bytes)
{
    struct key_decoder *decoder = cigo_key_decoder_new();
    cigo_key_decoder_feed(decoder, bytes, strlen(bytes));
    struct key key;
    int others = 0;
    while ((key = cigo_key_decoder_next(decoder, false)).type != KEY_TYPE_NONE)
        others += !cigo_edit_key(edit, &key);
    ck_assert(!cigo_key_decoder_pending(decoder));
    cigo_key_decoder_free(decoder);
    return others;
}

/* The text with | at the cursor. */
static const char *state_of(const struct edit *edit)
{
    static char kept[1000];
    struct cigo_str text = cigo_edit_text(edit);
    size_t at = cigo_edit_cursor(edit);
    snprintf(kept, sizeof kept, "%.*s|%.*s", (int)at, text.p, (int)(text.n - at), text.p + at);
    return kept;
}

struct row {
    const char *start, *keys, *end;
    int others;
};

static void run(bool multiline, const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct edit *edit = cigo_edit_new(multiline, cigo_str_of(rows[i].start));
        int others = type(edit, rows[i].keys);
        ck_assert_msg(strcmp(state_of(edit), rows[i].end) == 0, "row %zu: %s", i, state_of(edit));
        ck_assert_msg(others == rows[i].others, "row %zu: %d other keys", i, others);
        cigo_edit_free(edit);
    }
}

START_TEST(one_line)
{
    static const struct row ROWS[] = {
        {"", "ciao", "ciao|", 0},
        {"ciao", "", "ciao|", 0},
        {"ciao", LEFT LEFT "X", "ciX|ao", 0},
        {"ciao", LEFT LEFT RIGHT "X", "ciaX|o", 0},
        {"ciao", "\x01X", "X|ciao", 0},
        {"ciao", "\x01\x05X", "ciaoX|", 0},
        {"ciao", "\x01" LEFT "\x7f", "|ciao", 0},
        {"ciao", RIGHT DEL, "ciao|", 0},
        {"ciao", "\x7f\x08", "ci|", 0},
        {"ciao", "\x01" DEL DEL, "|ao", 0},
        {"perch" E_GRAVE, "\x7f", "perch|", 0},
        {"a" FAMILY "b", LEFT "\x7f", "a|b", 0},
        {"a" FAMILY "b", LEFT LEFT DEL, "a|b", 0},
        {FLAG FLAG, LEFT "x", FLAG "x|" FLAG, 0},
        {FLAG FLAG, "\x7f", FLAG "|", 0},
        {KAN KAN, LEFT "\x7f", "|" KAN, 0},
        {"e", "\xcc\x80", "e\xcc\x80|", 0},                  /* joins the letter before */
        {"\xcc\x80" "a", "\x01" "e", "e\xcc\x80|a", 0},      /* joins the accent after */
        {"uno due, tre", WLEFT, "uno due, |tre", 0},
        {"uno due, tre", WLEFT WLEFT, "uno |due, tre", 0},
        {"uno due, tre", "\x01" WRIGHT WRIGHT, "uno due|, tre", 0},
        {"uno due", "\x1b" "b", "uno |due", 0},
        {"uno due", "\x01\x1b" "f", "uno| due", 0},
        {"citt\xc3\xa0 bella", WLEFT WLEFT, "|citt\xc3\xa0 bella", 0},
        {"dal 12/11/2026", "\x17", "dal |", 0},
        {"dal 12/11/2026", "\x1b\x7f", "dal 12/11/|", 0},
        {"uno due  ", "\x17", "uno |", 0},
        {"uno due tre", WLEFT "\x15", "|tre", 0},
        {"uno due tre", WLEFT "\x0b", "uno due |", 0},
        {"uno due tre", "\x17\x01\x19", "tre|uno due ", 0},
        {"uno", "\x19", "uno|", 0},
        {"uno", "\x15\x19\x19", "unouno|", 0},
        {"", PASTE("a\r\nb\tc"), "a b c|", 0},
        {"", PASTE("Rossi\n"), "Rossi|", 0},
        {"xy", LEFT PASTE("\x1b[31m\x07z"), "xz|y", 0},
        {"a", "\r" UP DOWN PGUP "\x1a\x13\t\x1bOP\x1b[Z\x03", "a|", 10},
        {"a\nb\x1b", "", "a b|", 0},
        {"citt\xe0", "", "citt\xc3\xa0|", 0},
    };
    run(false, ROWS, sizeof ROWS / sizeof *ROWS);
}
END_TEST

START_TEST(many_lines)
{
    static const struct row ROWS[] = {
        {"", "a\rb", "a\nb|", 0},
        {"a\nb", LEFT LEFT "\x7f", "|\nb", 0},
        {"a\nb", "\x01\x7f", "a|b", 0},
        {"a\nb", "\x01" LEFT DEL, "a|b", 0},
        {"abc\nde\nfgh", UP, "abc\nde|\nfgh", 0},
        {"abc\nde\nfgh", UP UP, "abc|\nde\nfgh", 0},           /* the column is kept */
        {"abc\nde\nfgh", UP UP DOWN DOWN, "abc\nde\nfgh|", 0},
        {"abc\nde\nfgh", UP UP UP "x", "abcx|\nde\nfgh", 0},
        {"abc\nde\nfgh", UP "\x01", "abc\n|de\nfgh", 0},
        {"abc\nde\nfgh", UP "\x01\x05", "abc\nde|\nfgh", 0},
        {"abc\nde\nfgh", "\x1b[1;5H", "|abc\nde\nfgh", 0},
        {"abc\nde\nfgh", "\x1b[1;5H\x1b[1;5F", "abc\nde\nfgh|", 0},
        {"abc\nde", PGUP, "ab|c\nde", 0},
        {"abc\nde", PGUP PGDN, "abc\nde|", 0},
        {"abc\nde", UP "\x15", "|c\nde", 0},
        {"abc\nde", UP "\x0b", "ab|\nde", 0},
        {"abc\nde", UP "\x0b\x0b", "ab|de", 0},
        {"abc\nde", "\x15", "abc\n|", 0},
        {"", PASTE("a\r\nb\tc\n"), "a\nb c\n|", 0},
        {KAN KAN "\nab", UP, KAN "|" KAN "\nab", 0},
        {KAN KAN "\nabc", UP, KAN "|" KAN "\nabc", 0},         /* not into half a cluster */
        {"a", "\t\x1b[Z\x1a\x1bOP", "a|", 4},
    };
    run(true, ROWS, sizeof ROWS / sizeof *ROWS);
}
END_TEST

START_TEST(changed_and_cursor)
{
    struct edit *edit = cigo_edit_new(false, CIGO_STR("a" E_GRAVE "b"));
    ck_assert(!cigo_edit_changed(edit));
    type(edit, LEFT);
    ck_assert(!cigo_edit_changed(edit));
    cigo_edit_set_cursor(edit, 2); /* inside a cluster: after it */
    ck_assert_uint_eq(cigo_edit_cursor(edit), 4);
    cigo_edit_set_cursor(edit, 1);
    ck_assert_uint_eq(cigo_edit_cursor(edit), 1);
    cigo_edit_set_cursor(edit, 1000);
    ck_assert_uint_eq(cigo_edit_cursor(edit), 5);
    type(edit, "x");
    ck_assert(cigo_edit_changed(edit));
    cigo_edit_set(edit, CIGO_STR("nuovo"));
    ck_assert(!cigo_edit_changed(edit) && !cigo_edit_undo(edit));
    ck_assert_str_eq(state_of(edit), "nuovo|");
    cigo_edit_free(edit);
    cigo_edit_free(NULL);
}
END_TEST

START_TEST(undo)
{
    struct edit *edit = cigo_edit_new(true, CIGO_STR("base"));
    type(edit, " uno" PASTE(" DUE") "\x7f\x7f" "x\x17");
    static const char *const BACK[] = {"base uno Dx|", "base uno D|", "base uno DUE|", "base uno|", "base|"};
    ck_assert_str_eq(state_of(edit), "base uno |");
    for (size_t i = 0; i < sizeof BACK / sizeof *BACK; i++) {
        ck_assert(cigo_edit_undo(edit));
        ck_assert_msg(strcmp(state_of(edit), BACK[i]) == 0, "%zu: %s", i, state_of(edit));
    }
    ck_assert(!cigo_edit_undo(edit));
    while (cigo_edit_redo(edit))
        continue;
    ck_assert_str_eq(state_of(edit), "base uno |");
    cigo_edit_undo(edit);
    type(edit, "y"); /* another way from here */
    ck_assert(!cigo_edit_redo(edit));
    for (int i = 0; i < 1000; i++)
        type(edit, PASTE("z"));
    int steps = 0;
    while (cigo_edit_undo(edit))
        steps++;
    ck_assert_int_eq(steps, 1000);
    ck_assert_str_eq(state_of(edit), "base|"); /* what was there at first is never lost */
    cigo_edit_free(edit);
}
END_TEST

START_TEST(undo_by_words)
{
    static const char *const BACK[] = {"Una frase.\nAltra|", "Una frase.|", "Una|", "era|"};
    struct edit *edit = cigo_edit_new(true, CIGO_STR("era"));
    cigo_edit_retype(edit, CIGO_STR(""));
    type(edit, "Una frase.\rAltra riga");
    for (size_t i = 0; i < sizeof BACK / sizeof *BACK; i++) {
        ck_assert(cigo_edit_undo(edit) && cigo_edit_changed(edit) == (i + 1 < sizeof BACK / sizeof *BACK));
        ck_assert_msg(strcmp(state_of(edit), BACK[i]) == 0, "%zu: %s", i, state_of(edit));
    }
    ck_assert(!cigo_edit_undo(edit));
    while (cigo_edit_redo(edit))
        continue;
    ck_assert_str_eq(state_of(edit), "Una frase.\nAltra riga|");
    cigo_edit_free(edit);
}
END_TEST

/* In place of an answer with its first letter, as a letter typed on a field does. */
START_TEST(retyped)
{
    struct edit *edit = cigo_edit_new(false, CIGO_STR("Russo"));
    cigo_edit_retype(edit, CIGO_STR("x"));
    type(edit, "yz");
    ck_assert_str_eq(state_of(edit), "xyz|");
    ck_assert(cigo_edit_undo(edit));
    ck_assert_str_eq(state_of(edit), "Russo|");
    ck_assert(!cigo_edit_undo(edit) && !cigo_edit_changed(edit));
    cigo_edit_free(edit);
}
END_TEST

START_TEST(maximum)
{
    static char big[1 << 20];
    memset(big, 'a', sizeof big);
    struct edit *edit = cigo_edit_new(false, (struct cigo_str){big, sizeof big});
    struct key key = {.type = KEY_TYPE_PASTE, .paste = {big, sizeof big}};
    cigo_edit_key(edit, &key);
    ck_assert_uint_eq(cigo_edit_text(edit).n, 1 << 20);
    cigo_edit_key(edit, &key);
    type(edit, "\xc3\xa8");
    ck_assert_uint_eq(cigo_edit_text(edit).n, 1 << 20);
    cigo_edit_free(edit);
}
END_TEST

static const char *row_of(const struct grid *grid, int row)
{
    static char kept[1000];
    struct grid one = *grid;
    struct cigo_buf buf;
    cigo_buf_init(&buf, sizeof kept - 1);
    one.rows = 1;
    one.cells = &grid->cells[row * grid->cols];
    cigo_grid_dump(&one, &buf);
    snprintf(kept, sizeof kept, "%.*s@%d", (int)(buf.n - 1), buf.p, grid->cursor_col);
    cigo_buf_finish(&buf);
    return kept;
}

START_TEST(draw_line)
{
    static const struct row ROWS[] = {
        {"", "", "@2", 0},
        {"abc", "", "  abc@5", 0},
        {"abc", LEFT, "  abc@4", 0},
        {"123456789", "", "  123456789@11", 0},
        {"1234567890", LEFT, "  1234567890@11", 0},           /* full, the cursor on the last */
        {"1234567890", "", "  " DOTS "67890@8", 0},           /* full, room for the cursor */
        {"12345678901234567890", "\x01", "  123456789" DOTS "@2", 0},
        {"12345678901234567890", LEFT LEFT LEFT LEFT LEFT LEFT, "  " DOTS "01234567" DOTS "@8", 0},
        {KAN KAN KAN KAN, "", "  " KAN KAN KAN KAN "@10", 0},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct grid grid;
        cigo_grid_init(&grid, 1, 20);
        struct edit *edit = cigo_edit_new(false, cigo_str_of(ROWS[i].start));
        type(edit, ROWS[i].keys);
        cigo_edit_draw_line(edit, &grid, 0, 2, 10);
        ck_assert_msg(strcmp(row_of(&grid, 0), ROWS[i].end) == 0, "row %zu: %s", i, row_of(&grid, 0));
        cigo_edit_free(edit);
        cigo_grid_finish(&grid);
    }
}
END_TEST

/* Typing past the end of a field repaints little: it moves by most of the field at a time. */
START_TEST(draw_line_typing)
{
    struct grid grid, before;
    cigo_grid_init(&grid, 1, 60);
    cigo_grid_init(&before, 1, 60);
    struct edit *edit = cigo_edit_new(false, CIGO_STR(""));
    int changed = 0;
    for (int i = 0; i < 600; i++) {
        type(edit, (char[]){(char)('a' + i % 26), 0});
        cigo_edit_draw_line(edit, &grid, 0, 0, 60);
        ck_assert_int_lt(grid.cursor_col, 60);
        ck_assert_int_gt(grid.cursor_col, 0);
        ck_assert_int_eq(grid.cells[grid.cursor_col - 1].bytes[0], 'a' + i % 26);
        for (int col = 0; col < 60; col++)
            changed += memcmp(&grid.cells[col], &before.cells[col], sizeof *grid.cells) != 0;
        memcpy(before.cells, grid.cells, 60 * sizeof *grid.cells);
    }
    ck_assert_int_lt(changed, 600 * 3);
    cigo_edit_free(edit);
    cigo_grid_finish(&grid);
    cigo_grid_finish(&before);
}
END_TEST

START_TEST(draw_box)
{
    struct grid grid;
    cigo_grid_init(&grid, 3, 12);
    struct edit *edit = cigo_edit_new(true, CIGO_STR("uno due tre quattro\ncinque"));
    cigo_edit_draw_box(edit, &grid, 0, 1, 3, 10); /* nine columns and one for the cursor */
    ck_assert_str_eq(row_of(&grid, 0), " tre      ↑@7");
    ck_assert_str_eq(row_of(&grid, 1), " quattro@7");
    ck_assert_str_eq(row_of(&grid, 2), " cinque@7");
    type(edit, UP UP UP);
    cigo_edit_draw_box(edit, &grid, 0, 1, 3, 10);
    ck_assert_str_eq(row_of(&grid, 0), " uno due@7");
    ck_assert_int_eq(grid.cursor_row, 0);
    type(edit, "\x05");
    ck_assert_str_eq(state_of(edit), "uno due| tre quattro\ncinque");
    type(edit, DOWN "\x01");
    ck_assert_str_eq(state_of(edit), "uno due |tre quattro\ncinque");
    type(edit, "\x1b[1;5F" "          "); /* blanks hang over the edge, the cursor does not */
    cigo_edit_draw_box(edit, &grid, 0, 1, 3, 10);
    ck_assert_int_eq(grid.cursor_col, 10);
    cigo_edit_set(edit, CIGO_STR("x"));
    cigo_edit_draw_box(edit, &grid, 0, 1, 3, 10);
    ck_assert_str_eq(row_of(&grid, 0), " x@2");
    cigo_edit_free(edit);
    cigo_grid_finish(&grid);
}
END_TEST

static unsigned next_random(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16;
}

static void check_borders(const struct edit *edit)
{
    struct cigo_str text = cigo_edit_text(edit);
    ck_assert_uint_eq(cigo_utf8_bad(text), text.n);
    size_t at = 0, cursor = cigo_edit_cursor(edit);
    while (at < cursor)
        at += cigo_utf8_cluster((struct cigo_str){text.p + at, text.n - at});
    ck_assert_uint_eq(at, cursor);
}

/* Drawn alone, the row of the cursor is what it is when all is drawn. */
static void check_row(struct edit *edit, struct grid *grid, int col, int cols)
{
    struct grid alone;
    int row;
    cigo_grid_init(&alone, grid->rows, grid->cols);
    ck_assert(cigo_edit_draw_row(edit, &alone, &row));
    ck_assert_int_eq(alone.cursor_row, grid->cursor_row);
    ck_assert_int_eq(alone.cursor_col, grid->cursor_col);
    ck_assert_int_eq(row, grid->cursor_row);
    size_t at = (size_t)row * (size_t)grid->cols + (size_t)col;
    ck_assert_mem_eq(&alone.cells[at], &grid->cells[at], (size_t)cols * sizeof *grid->cells);
    cigo_grid_finish(&alone);
}

START_TEST(draw_row)
{
    struct grid grid;
    int row;
    cigo_grid_init(&grid, 6, 20);
    struct edit *edit = cigo_edit_new(true, CIGO_STR("uno due tre quattro"));
    ck_assert(!cigo_edit_draw_row(edit, &grid, &row)); /* nowhere yet */
    cigo_edit_draw_box(edit, &grid, 1, 2, 2, 10);
    ck_assert(cigo_edit_draw_row(edit, &grid, &row));
    ck_assert_int_eq(row, 2);
    type(edit, " cinque sei"); /* a third row: out of sight until all is drawn */
    ck_assert(!cigo_edit_draw_row(edit, &grid, &row));
    cigo_edit_draw_box(edit, &grid, 1, 2, 2, 10);
    type(edit, "\xc3\xa8" KAN);
    cigo_edit_draw_box(edit, &grid, 1, 2, 2, 10);
    check_row(edit, &grid, 2, 10);
    cigo_edit_free(edit);
    cigo_grid_finish(&grid);
}
END_TEST

START_TEST(any_keys)
{
    static const char *const KEYS[] = {
        LEFT, RIGHT, UP, DOWN, DEL, WLEFT, WRIGHT, PGUP, PGDN, "\x7f", "\x7f", "\x01", "\x05", "\x17", "\x15",
        "\x0b", "\x19", "\r", "a", "b", " ", "\xc3\xa8", "\xcc\x80", "\xe2\x80\x8d", KAN, FAMILY, FLAG,
        "\xf0\x9f\x87\xae", "\xef\xb8\x8f", "\xe1\x84\x80", "\xe1\x85\xa1", PASTE("uno\r\ndue\x1b " FLAG),
        "\x1b[1;5H", "\x1b[1;5F",
    };
    unsigned state = 11 + (unsigned)_i;
    struct grid grid;
    cigo_grid_init(&grid, 6, 20);
    struct edit *edit = cigo_edit_new(_i % 2 == 1, CIGO_STR(""));
    for (int round = 0; round < 8000; round++) {
        type(edit, KEYS[next_random(&state) % (sizeof KEYS / sizeof *KEYS)]);
        unsigned dice = next_random(&state) % 200;
        if (dice == 0)
            cigo_edit_undo(edit);
        if (dice == 1)
            cigo_edit_redo(edit);
        if (cigo_edit_text(edit).n > 300)
            cigo_edit_set(edit, CIGO_STR("da capo " FLAG));
        check_borders(edit);
        int size = 1 + (int)(next_random(&state) % 18);
        if (_i % 2 == 1)
            cigo_edit_draw_box(edit, &grid, 0, 1, 1 + size % 5, size);
        else
            cigo_edit_draw_line(edit, &grid, 0, 1, size);
        ck_assert(grid.cursor_col >= 1 && grid.cursor_col <= size);
        if (round % 16 == 0)
            check_row(edit, &grid, 1, size);
    }
    cigo_edit_free(edit);
    cigo_grid_finish(&grid);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("edit");
    TCase *any = tcase_create("any");
    tcase_add_loop_test(any, any_keys, 0, 4);
    suite_add_tcase(suite, any);
    UNIT_CASE(suite, "edit", one_line, many_lines, changed_and_cursor, undo, undo_by_words, retyped, maximum, draw_line,
              draw_line_typing, draw_box, draw_row);
    return suite;
}
