/* The cells of the grid on the screen, through ncurses, which chooses the cheapest way to change it. Only what is not as
 * it was sent last is looked at; how wide characters are is decided by us (wide.c). */

#include "calm-priv.h"
#include "terminal-impl-priv.h"
#include "theme-priv.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define NCURSES_WIDECHAR 1
#include <ncurses.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

void cigo_terminal_redraw(struct terminal *terminal)
{
    terminal->fresh = true;
    clearok(curscr, TRUE);
}

bool cigo_terminal_follow_size(struct terminal *terminal)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
        return false;
    if (size.ws_row == terminal->rows && size.ws_col == terminal->cols)
        return false;
    if (resize_term(size.ws_row, size.ws_col) != OK)
        return false;
    getmaxyx(stdscr, terminal->rows, terminal->cols);
    cigo_terminal_redraw(terminal);
    return true;
}

static attr_t attributes(const struct terminal *terminal, enum style style)
{
    struct theme_look look = cigo_theme_look(style, terminal->colors, terminal->theme);
    return (look.bold ? A_BOLD : A_NORMAL) | (look.underline ? A_UNDERLINE : A_NORMAL) |
           (look.reverse ? A_REVERSE : A_NORMAL);
}

static short pair_of(const struct terminal *terminal, enum style style)
{
    struct theme_look look = cigo_theme_look(style, terminal->colors, terminal->theme);
    if (look.fg < 0 && look.bg < 0)
        return 0;
    short pair = 0; /* the same colours are the same pair: nothing to send between them */
    struct theme_look same;
    do
        same = cigo_theme_look((enum style)pair++, terminal->colors, terminal->theme);
    while (same.fg != look.fg || same.bg != look.bg);
    return pair;
}

static void put_wide(int row, int col, const wchar_t *wide, attr_t attrs, short pair)
{
    cchar_t c;
    if (setcchar(&c, wide, attrs, pair, NULL) == OK)
        mvadd_wch(row, col, &c);
}

static void put_cell(struct terminal *terminal, int row, int col, const struct grid_cell *cell)
{
    wchar_t wide[WIDE_MAX];
    attr_t attrs = attributes(terminal, cell->style);
    short pair = pair_of(terminal, cell->style);
    int used = cigo_wide_of_cell(cell, terminal->utf8, wide);
    put_wide(row, col, wide, attrs, pair);
    if (used < cell->width) {
        uint32_t first, second = ' ';
        size_t k = cigo_utf8_next((struct cigo_str){cell->bytes, cell->n}, &first);
        if (first >= 0x1f1e6 && first <= 0x1f1ff && cell->n > k && terminal->utf8)
            cigo_utf8_next((struct cigo_str){cell->bytes + k, cell->n - k}, &second);
        put_wide(row, col + 1, (wchar_t[]){(wchar_t)second, 0}, attrs, pair);
    }
}

/* The last cell of the screen is never written: some terminals scroll. */
static bool may_put(const struct terminal *terminal, int row, int col, const struct grid_cell *cell)
{
    if (cell->n == 0)
        return false;
    return col + cell->width <= terminal->cols - (row == terminal->rows - 1 ? 1 : 0);
}

static void keep_size(struct terminal *terminal, int rows, int cols)
{
    free(terminal->last);
    terminal->last = cigo_alloc_array((size_t)rows * (size_t)cols, sizeof *terminal->last);
    terminal->last_rows = rows;
    terminal->last_cols = cols;
    erase();
}

static void show_row(struct terminal *terminal, int row, const struct grid_cell *cells,
                     const struct grid_cell *last)
{
    for (int col = 0; col < terminal->last_cols && col < terminal->cols; col++) {
        if (memcmp(&cells[col], &last[col], sizeof *cells) != 0 && may_put(terminal, row, col, &cells[col]))
            put_cell(terminal, row, col, &cells[col]);
    }
}

/* Most rows are as they were: only in the others is each cell looked at. */
static void show_rows(struct terminal *terminal, const struct grid *grid, int from, int to)
{
    size_t cols = (size_t)grid->cols, size = cols * sizeof *grid->cells;
    struct grid_cell *calm = cigo_alloc_array(2 * cols, sizeof *calm);
    uint32_t seen = cigo_calm_seen(terminal->colors, terminal->theme);
    for (int row = from; row < to && row < terminal->rows; row++) {
        const struct grid_cell *cells = &grid->cells[(size_t)row * cols];
        struct grid_cell *last = &terminal->last[(size_t)row * cols];
        if (memcmp(cells, last, size) == 0)
            continue;
        cigo_calm_row(seen, cells, grid->cols, calm);
        cigo_calm_row(seen, last, grid->cols, calm + cols);
        show_row(terminal, row, calm, calm + cols);
        memcpy(last, cells, size);
    }
    free(calm);
    move(grid->cursor_row, grid->cursor_col);
    refresh();
}

static bool other_size(const struct terminal *terminal, const struct grid *grid)
{
    return terminal->fresh || terminal->last_rows != grid->rows || terminal->last_cols != grid->cols;
}

void cigo_terminal_show(struct terminal *terminal, const struct grid *grid)
{
    if (!terminal->open)
        return;
    if (other_size(terminal, grid))
        keep_size(terminal, grid->rows, grid->cols);
    terminal->fresh = false;
    show_rows(terminal, grid, 0, grid->rows);
}

void cigo_terminal_show_row(struct terminal *terminal, const struct grid *grid, int row)
{
    if (terminal->open && !other_size(terminal, grid) && row >= 0 && row < grid->rows)
        show_rows(terminal, grid, row, row + 1);
}
