#pragma once
/* The grid: what a screen looks like, cell by cell, without a terminal. Screens are pure functions
 * session → grid; the curses back end sends the cells that changed, the memory back end dumps them. */

#include <stdbool.h>
#include <stdint.h>
#include <cigo/base/buf.h>
#include <cigo/base/str.h>

/* What a cell means; theme.c says how that looks with 256, 16, 8 or no colours. Alerts are told apart
 * without colour too (sign and word). */
enum style {
    STYLE_NORMAL, STYLE_TITLE, STYLE_BANNER, STYLE_CODE, STYLE_LABEL, STYLE_VALUE, STYLE_EMPTY,
    STYLE_HINT, STYLE_COMPUTED, STYLE_EDIT, STYLE_SELECTED, STYLE_MARK, STYLE_ERROR, STYLE_WARNING,
    STYLE_INFO, STYLE_OK, STYLE_FRAME, STYLE_FOOTER, STYLE_KEY, STYLE_COUNT
};

struct grid_cell {
    char bytes[20];  /* one grapheme cluster (a longer one is cut), not NUL-terminated */
    uint8_t n;       /* bytes; 0: the right half of a wide cluster */
    uint8_t width;   /* 1 or 2; 0 with n 0 */
    uint8_t style;
};

struct grid {
    int rows, cols;
    struct grid_cell *cells;
    int cursor_row, cursor_col; /* always on the focus */
    bool ascii;                 /* frames and signs without characters outside ASCII */
};

void cigo_grid_init(struct grid *grid, int rows, int cols); /* blank */
void cigo_grid_finish(struct grid *grid);
void cigo_grid_resize(struct grid *grid, int rows, int cols); /* blank, if the size is another */
void cigo_grid_clear(struct grid *grid);
/* Text at (row, col), at most `width` columns, cut with "…" when longer or when a LF goes before more
 * of it. Passes the one filter. Outside the grid nothing happens. Returns the columns used. */
int cigo_grid_text(struct grid *grid, int row, int col, int width, enum style style, struct cigo_str text);
int cigo_grid_printf(struct grid *grid, int row, int col, int width, enum style style, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
void cigo_grid_fill(struct grid *grid, int row, int col, int width, enum style style, char c);
void cigo_grid_rule(struct grid *grid, int row, int col, int width); /* a horizontal line */
void cigo_grid_restyle(struct grid *grid, int row, int col, int width, enum style style);
void cigo_grid_cursor(struct grid *grid, int row, int col);

/* Word wrap: cuts `text` into lines of at most `width` columns (LF breaks too). Each call takes the next
 * line off `rest` (blanks at the break dropped); false when there is none. */
bool cigo_grid_wrap(struct cigo_str *rest, int width, struct cigo_str *ret_line);
/* How many lines grid_wrap makes. */
int cigo_grid_wrap_count(struct cigo_str text, int width);
/* Wrapped text from (row, col), at most `rows` lines; returns the lines used. */
int cigo_grid_paragraph(struct grid *grid, int row, int col, int width, int rows, enum style style,
                   struct cigo_str text);
/* … from its line `skip` on, in a window that scrolls: how the cut is told is the caller's. */
int cigo_grid_paragraph_part(struct grid *grid, int row, int col, int width, int skip, int rows, enum style style,
                             struct cigo_str text);
/* What a window that scrolls shows of its sides: there is more above, below. */
/* Moves what is scrolled within 0 … most; false = it is at the end already. */
bool cigo_scroll_by(int *at, int by, int most);
void cigo_grid_more(struct grid *grid, int row, int rows, int col, bool above, bool below);

/* How many lines grid_paragraph needs (more than grid_wrap_count when ASCII makes the text longer). */
int cigo_grid_paragraph_count(const struct grid *grid, int width, struct cigo_str text);
/* The text as this grid shows it: through the one filter, in ASCII where `ascii`. */
void cigo_grid_shown(const struct grid *grid, struct cigo_str text, struct cigo_buf *out);

/* ---- memory back end, for tests ---- */
/* Text of the screen, one line a row, trailing blanks off. */
void cigo_grid_dump(const struct grid *grid, struct cigo_buf *out);
/* Styles as letters in the same shape, and the cursor's place: "cursor R,C". */
void cigo_grid_dump_styles(const struct grid *grid, struct cigo_buf *out);
