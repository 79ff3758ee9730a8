/* The memory back end: a grid as text, for golden files. A row of styles has the shape of the row of text:
 * one letter a column, plain cells at the end left off. */

#include "grid-priv.h"

static const char LETTERS[STYLE_COUNT + 1] = ".TBCLV_hceS>EWIOFfk";

static const struct grid_cell *row_at(const struct grid *grid, int row)
{
    return &grid->cells[(size_t)row * (size_t)grid->cols];
}

void cigo_grid_dump(const struct grid *grid, struct cigo_buf *out)
{
    for (int row = 0; row < grid->rows; row++) {
        const struct grid_cell *cells = row_at(grid, row);
        int last = grid->cols;
        while (last > 0 && cells[last - 1].n == 1 && cells[last - 1].bytes[0] == ' ')
            last--;
        for (int col = 0; col < last; col++)
            cigo_buf_add(out, (struct cigo_str){cells[col].bytes, cells[col].n});
        cigo_buf_putc(out, '\n');
    }
}

void cigo_grid_dump_styles(const struct grid *grid, struct cigo_buf *out)
{
    for (int row = 0; row < grid->rows; row++) {
        const struct grid_cell *cells = row_at(grid, row);
        int last = grid->cols;
        while (last > 0 && cells[last - 1].style == STYLE_NORMAL)
            last--;
        for (int col = 0; col < last; col++)
            cigo_buf_putc(out, cells[col].style < STYLE_COUNT ? LETTERS[cells[col].style] : '?');
        cigo_buf_putc(out, '\n');
    }
    cigo_buf_printf(out, "cursor %d,%d\n", grid->cursor_row, grid->cursor_col);
}
