/* Editors on the grid. A line longer than its field is shown around the cursor and moves by a third of the
 * field at a time: over a slow line each move costs what it repaints. */

#include "edit-impl-priv.h"

#include <cigo/base/utf8.h>

/* The columns of text as this grid shows it, cluster by cluster as drawn. */
static int columns(const struct grid *grid, struct cigo_str text)
{
    if (!grid->ascii)
        return (int)cigo_utf8_width(text);
    struct cigo_buf shown;
    cigo_buf_init(&shown, text.n * 6 + 1);
    cigo_grid_shown(grid, text, &shown);
    int n = (int)cigo_utf8_width(cigo_buf_str(&shown));
    cigo_buf_finish(&shown);
    return n;
}

/* The offset from which on the text to `at` takes at most `width` columns. */
static size_t back_columns(const struct edit *edit, const struct grid *grid, size_t at, int width)
{
    while (at > 0) {
        size_t before = cigo_edit_prev(edit, at);
        width -= columns(grid, edit_part(edit, before, at));
        if (width < 0)
            break;
        at = before;
    }
    return at;
}

/* Is the cursor in sight, not under a mark for what is hidden? */
static bool in_sight(const struct edit *edit, const struct grid *grid, size_t left, int width)
{
    if (edit->cursor < left || (left > 0 && edit->cursor == left))
        return false;
    int column = columns(grid, edit_part(edit, left, edit->cursor));
    int all = columns(grid, edit_part(edit, left, edit->n));
    return column < width - (all > width ? 1 : 0);
}

static void scroll_line(struct edit *edit, const struct grid *grid, int width)
{
    int all = columns(grid, cigo_edit_text(edit));
    if (all < width || (all == width && edit->cursor < edit->n)) {
        edit->left = 0;
        return;
    }
    edit->left = cigo_edit_snap(edit, edit->left < edit->n ? edit->left : edit->n);
    if (in_sight(edit, grid, edit->left, width))
        return;
    bool typing = edit->last == ACT_TYPE && edit->cursor > edit->left;
    edit->left = back_columns(edit, grid, edit->cursor, typing ? width / 3 : width * 2 / 3);
    if (!in_sight(edit, grid, edit->left, width))
        edit->left = cigo_edit_prev(edit, edit->cursor);
}

static struct cigo_str hidden_mark(const struct grid *grid, bool left)
{
    if (grid->ascii)
        return left ? CIGO_STR("<") : CIGO_STR(">");
    return CIGO_STR("\xe2\x80\xa6");
}

/* Clusters from `at` on, as many as `width` columns hold; returns the columns. */
static int draw_clusters(const struct edit *edit, struct grid *grid, int row, int col, int width,
                         size_t at, size_t end)
{
    int used = 0;
    while (at < end) {
        size_t plain = cigo_utf8_plain_clusters(edit_part(edit, at, end)), most = (size_t)(width - used);
        size_t next = plain > 0 ? at + (plain < most ? plain : most) : cigo_edit_next(edit, at);
        int w = columns(grid, edit_part(edit, at, next));
        if (used + w > width || next == at)
            break;
        cigo_grid_text(grid, row, col + used, w, STYLE_EDIT, edit_part(edit, at, next));
        used += w;
        at = next;
    }
    return used;
}

void cigo_edit_draw_line(struct edit *edit, struct grid *grid, int row, int col, int width)
{
    if (width < 1)
        return;
    edit->drawn = (struct edit_place){row, col, 1, width};
    scroll_line(edit, grid, width);
    cigo_grid_fill(grid, row, col, width, STYLE_EDIT, ' ');
    draw_clusters(edit, grid, row, col, width, edit->left, edit->n);
    if (edit->left > 0 && width > 2)
        cigo_grid_text(grid, row, col, 1, STYLE_HINT, hidden_mark(grid, true));
    if (columns(grid, edit_part(edit, edit->left, edit->n)) > width && width > 2)
        cigo_grid_text(grid, row, col + width - 1, 1, STYLE_HINT, hidden_mark(grid, false));
    int column = columns(grid, edit_part(edit, edit->left, edit->cursor));
    cigo_grid_cursor(grid, row, col + (column < width ? column : width - 1));
}

/* Row k of the text in a row of its own. */
static void draw_row(const struct edit *edit, struct grid *grid, int row, int col, int cols, size_t k)
{
    cigo_grid_fill(grid, row, col, cols, STYLE_EDIT, ' ');
    if (k < edit->n_rows)
        draw_clusters(edit, grid, row, col, cols, edit->rows[k].start, edit->rows[k].end);
}

static void put_cursor(const struct edit *edit, struct grid *grid, int row, int col, int cols, size_t focus)
{
    int column = columns(grid, edit_part(edit, edit->rows[focus].start, edit->cursor));
    cigo_grid_cursor(grid, row, col + (column < cols ? column : cols - 1));
}

/* In the last column: there is text above, or below. */
static void put_more(const struct edit *edit, struct grid *grid)
{
    const struct edit_place *at = &edit->drawn;
    cigo_grid_more(grid, at->row, at->rows, at->col + at->cols - 1, edit->top > 0,
                   edit->top + (size_t)at->rows < edit->n_rows);
}

void cigo_edit_draw_box(struct edit *edit, struct grid *grid, int row, int col, int rows, int cols)
{
    if (rows < 1 || cols < 1)
        return;
    edit->drawn = (struct edit_place){row, col, rows, cols};
    cigo_edit_find_rows(edit, cols - 1); /* the last column is for the cursor */
    edit->page = rows > 1 ? rows - 1 : 1;
    size_t focus = cigo_edit_row_of(edit, edit->cursor);
    if (focus < edit->top)
        edit->top = focus;
    if (focus >= edit->top + (size_t)rows)
        edit->top = focus - (size_t)rows + 1;
    if (edit->top > 0 && edit->n_rows < edit->top + (size_t)rows)
        edit->top = edit->n_rows > (size_t)rows ? edit->n_rows - (size_t)rows : 0;
    for (int i = 0; i < rows; i++)
        draw_row(edit, grid, row + i, col, cols, edit->top + (size_t)i);
    put_more(edit, grid);
    put_cursor(edit, grid, row + (int)(focus - edit->top), col, cols, focus);
}

bool cigo_edit_draw_row(struct edit *edit, struct grid *grid, int *ret_row)
{
    struct edit_place at = edit->drawn;
    if (at.cols == 0)
        return false;
    if (!edit->multiline) {
        cigo_edit_draw_line(edit, grid, at.row, at.col, at.cols);
        *ret_row = at.row;
        return true;
    }
    cigo_edit_find_rows(edit, at.cols - 1);
    size_t focus = cigo_edit_row_of(edit, edit->cursor);
    if (focus < edit->top || focus >= edit->top + (size_t)at.rows)
        return false;
    *ret_row = at.row + (int)(focus - edit->top);
    draw_row(edit, grid, *ret_row, at.col, at.cols, focus);
    put_more(edit, grid);
    put_cursor(edit, grid, *ret_row, at.col, at.cols, focus);
    return true;
}

void cigo_edit_click(struct edit *edit, const struct grid *grid, int row, int col)
{
    size_t at = edit->left, end = edit->n;
    if (edit->multiline && edit->n_rows == 0)
        return; /* not drawn yet */
    if (edit->multiline) {
        size_t k = edit->top + (size_t)row;
        if (k >= edit->n_rows)
            k = edit->n_rows - 1;
        at = edit->rows[k].start;
        end = edit->rows[k].end;
    }
    while (at < end) {
        size_t next = cigo_edit_next(edit, at);
        col -= columns(grid, edit_part(edit, at, next));
        if (col < 0)
            break;
        at = next;
    }
    cigo_edit_set_cursor(edit, at);
}
