/* The grid of cells on which screens are drawn. Text enters cluster by cluster through the filter for
 * shown text, so that nothing here can reach a terminal as a command. Both halves of a wide cluster
 * always go together: what overwrites one half blanks the other. */

#include "grid-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

enum { MAX_SIDE = 1000, MAX_PRINTF = 8192 };

static const struct grid_cell BLANK = {.bytes = " ", .n = 1, .width = 1, .style = STYLE_NORMAL};

static struct grid_cell *cell_at(const struct grid *grid, int row, int col)
{
    return &grid->cells[(size_t)row * (size_t)grid->cols + (size_t)col];
}

void cigo_grid_init(struct grid *grid, int rows, int cols)
{
    rows = rows < 1 ? 1 : rows > MAX_SIDE ? MAX_SIDE : rows;
    cols = cols < 1 ? 1 : cols > MAX_SIDE ? MAX_SIDE : cols;
    *grid = (struct grid){.rows = rows, .cols = cols};
    grid->cells = cigo_alloc_array((size_t)rows * (size_t)cols, sizeof *grid->cells);
    cigo_grid_clear(grid);
}

void cigo_grid_finish(struct grid *grid)
{
    free(grid->cells);
    *grid = (struct grid){0};
}

void cigo_grid_resize(struct grid *grid, int rows, int cols)
{
    bool ascii = grid->ascii;
    if (rows == grid->rows && cols == grid->cols)
        return;
    cigo_grid_finish(grid);
    cigo_grid_init(grid, rows, cols);
    grid->ascii = ascii;
}

void cigo_grid_clear(struct grid *grid)
{
    for (int col = 0; col < grid->cols; col++)
        grid->cells[col] = BLANK;
    for (int row = 1; row < grid->rows; row++)
        memcpy(cell_at(grid, row, 0), grid->cells, (size_t)grid->cols * sizeof *grid->cells);
    grid->cursor_row = grid->cursor_col = 0;
}

/* The columns that are really there from (row, col) on, 0 when the place is outside. */
static int room(const struct grid *grid, int row, int col, int width)
{
    if (row < 0 || row >= grid->rows || col < 0 || col >= grid->cols || width <= 0)
        return 0;
    return width < grid->cols - col ? width : grid->cols - col;
}

static void blank_one(struct grid_cell *cell)
{
    uint8_t style = cell->style;
    *cell = BLANK;
    cell->style = style;
}

/* Before (row, col) is overwritten: the other half of a wide cluster becomes a blank. */
static void part(struct grid *grid, int row, int col)
{
    struct grid_cell *cell = cell_at(grid, row, col);
    if (cell->n == 0 && col > 0)
        blank_one(cell - 1);
    if (cell->width == 2 && col + 1 < grid->cols)
        blank_one(cell + 1);
}

static size_t cut_to_cell(struct cigo_str cluster)
{
    size_t n = 0, most = sizeof((struct grid_cell *)0)->bytes;
    if (cluster.n <= most)
        return cluster.n;
    while (n < cluster.n) {
        uint32_t code;
        size_t k = cigo_utf8_next((struct cigo_str){cluster.p + n, cluster.n - n}, &code);
        if (n + k > most)
            break;
        n += k;
    }
    return n;
}

static void put(struct grid *grid, int row, int col, enum style style, struct cigo_str cluster,
                int width)
{
    struct grid_cell cell = {.width = (uint8_t)width, .style = (uint8_t)style};
    struct grid_cell *old = cell_at(grid, row, col);
    if (cluster.n == 1 && width == 1 && old->width == 1) { /* a letter for a letter */
        cell.bytes[0] = cluster.p[0];
        cell.n = 1;
        *old = cell;
        return;
    }
    cell.n = (uint8_t)cut_to_cell(cluster);
    memcpy(cell.bytes, cluster.p, cell.n);
    part(grid, row, col);
    if (width == 2)
        part(grid, row, col + 1);
    *cell_at(grid, row, col) = cell;
    if (width == 2)
        *cell_at(grid, row, col + 1) = (struct grid_cell){.style = (uint8_t)style};
}

/* Whole clusters of shown text as far as `width` columns reach. A cluster of no width (a zero-width
 * space, an accent without a letter) has no cell to be in. */
static int put_all(struct grid *grid, int row, int col, int width, enum style style,
                   struct cigo_str shown)
{
    int used = 0;
    for (size_t plain = 0; shown.n > 0; plain -= plain > 0) {
        if (plain == 0)
            plain = cigo_utf8_plain_clusters(shown);
        struct cigo_str cluster = {shown.p, plain > 0 ? 1 : cigo_utf8_cluster(shown)};
        int w = plain > 0 ? 1 : (int)cigo_utf8_width(cluster);
        if (used + w > width)
            break;
        if (w > 0)
            put(grid, row, col + used, style, cluster, w);
        used += w;
        shown = (struct cigo_str){shown.p + cluster.n, shown.n - cluster.n};
    }
    return used;
}

void cigo_grid_shown(const struct grid *grid, struct cigo_str text, struct cigo_buf *out)
{
    if (grid->ascii)
        cigo_utf8_ascii(text, out);
    else
        cigo_utf8_visible(text, out);
}

static struct cigo_str ellipsis(const struct grid *grid, int width)
{
    if (!grid->ascii)
        return CIGO_STR("\xe2\x80\xa6");
    return width < 6 ? CIGO_STR(".") : CIGO_STR("...");
}

int cigo_grid_text(struct grid *grid, int row, int col, int width, enum style style, struct cigo_str text)
{
    width = room(grid, row, col, width);
    const char *end = text.n > 0 ? memchr(text.p, '\n', text.n) : NULL;
    bool more = end && cigo_str_trim((struct cigo_str){end, text.n - (size_t)(end - text.p)}).n > 0; /* paragraphs */
    if (end)
        text.n = (size_t)(end - text.p);
    if (width == 0 || text.n == 0)
        return 0;
    if (!more && text.n <= (size_t)width && cigo_utf8_plain(text) == text.n) /* as nearly all are: as it stands */
        return put_all(grid, row, col, width, style, text);
    struct cigo_buf shown;
    cigo_buf_init(&shown, text.n * 6 + 1);
    cigo_grid_shown(grid, text, &shown);
    int used;
    if (!more && cigo_utf8_width(cigo_buf_str(&shown)) <= (size_t)width) {
        used = put_all(grid, row, col, width, style, cigo_buf_str(&shown));
    } else {
        struct cigo_str dots = ellipsis(grid, width);
        int taken = (int)cigo_utf8_width(dots);
        used = put_all(grid, row, col, width - taken, style, cigo_buf_str(&shown));
        used += put_all(grid, row, col + used, taken, style, dots);
    }
    cigo_buf_finish(&shown);
    return used;
}

int cigo_grid_printf(struct grid *grid, int row, int col, int width, enum style style, const char *format, ...)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, MAX_PRINTF);
    va_list ap;
    va_start(ap, format);
    cigo_buf_vprintf(&buf, format, ap);
    va_end(ap);
    int used = cigo_grid_text(grid, row, col, width, style, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return used;
}

void cigo_grid_fill(struct grid *grid, int row, int col, int width, enum style style, char c)
{
    width = room(grid, row, col, width);
    if (c < ' ' || c > '~')
        c = ' ';
    if (width == 0)
        return;
    part(grid, row, col);
    part(grid, row, col + width - 1);
    struct grid_cell *cells = cell_at(grid, row, col);
    for (int i = 0; i < width; i++)
        cells[i] = (struct grid_cell){.bytes = {c}, .n = 1, .width = 1, .style = (uint8_t)style};
}

void cigo_grid_rule(struct grid *grid, int row, int col, int width)
{
    struct cigo_str line = grid->ascii ? CIGO_STR("-") : CIGO_STR("\xe2\x94\x80");
    width = room(grid, row, col, width);
    for (int i = 0; i < width; i++)
        put(grid, row, col + i, STYLE_FRAME, line, 1);
}

void cigo_grid_restyle(struct grid *grid, int row, int col, int width, enum style style)
{
    width = room(grid, row, col, width);
    for (int i = 0; i < width; i++)
        cell_at(grid, row, col + i)->style = (uint8_t)style;
}

void cigo_grid_cursor(struct grid *grid, int row, int col)
{
    grid->cursor_row = row < 0 ? 0 : row >= grid->rows ? grid->rows - 1 : row;
    grid->cursor_col = col < 0 ? 0 : col >= grid->cols ? grid->cols - 1 : col;
}
