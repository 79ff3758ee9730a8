#pragma once
/* Inside the table editor: a group's rows and columns on the screen, one cell of which has the focus.
 *
 *   cigo_table (session layer): which rows are in sight and in which order
 *   table_view (app-priv.h):    the cell cursor, what is scrolled where, how wide columns are
 *   table_layout:               the columns of one frame, made anew for each
 *
 * The focus of the app is the cell, so help, "perché", details and drafts work as on a page. On the empty
 * line after the last row the focus is the group: what is typed there makes a new row. */

#include "app-priv.h"

enum { LEAST_TABLE_ROWS = 12, LEAST_TABLE_COLS = 40 }; /* of the screen; below, a row is edited as a page */

/* A group as a table, as it was left. */
struct table_view {
    struct cigo_table *model;    /* NULL = never opened */
    size_t row, column;          /* of the cursor; row = their number: the empty line after the last */
    size_t top, left;            /* first row in sight; first column in sight after the fixed one */
    enum { MARK_NONE, MARK_KEY, MARK_SHIFT } marking; /* a range, from the anchor to the cursor */
    int64_t anchor;              /* row id */
    size_t anchor_column;
    struct cigo_buf found;       /* what was looked for last */
    int *width;                  /* of each column */
    int *text;                   /* … what its widest text would take */
    bool no_totals;              /* without the line of the totals */
    struct column_total *totals; /* of each column */
    uint64_t totals_stamp;       /* of the table when they were reckoned */
    int64_t made;                /* the row that was made for the editor that is open; 0 = none */
};

/* ---- table.c ---- */
/* The view of the group that has the focus, with its cursor on a row that there is; focus and cursor say the
 * same afterwards. */
struct table_view *cigo_tui_table_view(struct app *app);
/* Puts the cursor there; past the end, where there is. */
void cigo_tui_table_put(struct app *app, size_t row, size_t column);
void cigo_tui_table_jump(struct app *app, size_t row, size_t column); /* … and leaves what is marked */
bool cigo_tui_table_on_cell(struct app *app); /* not on the empty line */

/* ---- table_columns.c ---- */
struct table_column {
    size_t column;
    int col, width;     /* of its text; the two places before it are for the sign of an alert */
};
struct table_layout {
    int number;             /* width of the row number, which begins at NUMBER_COL */
    struct table_column *items; /* in sight: the fixed first one, then from view->left on */
    size_t n;
    bool before, after;     /* there are more on that side */
};
enum { NUMBER_COL = 3, GUTTER = 2 };
/* In the arena. Scrolls the view sideways so that the cursor's column is in sight. */
struct table_layout cigo_tui_table_layout(struct app *app, struct table_view *view, size_t rows);
const struct table_column *cigo_tui_table_column(const struct table_layout *layout, size_t column); /* or NULL */
/* What a cell shows: short, in the arena. */
const char *cigo_tui_table_text(struct app *app, struct cigo_place place);

/* ---- table_draw.c ---- */
int cigo_tui_table_room(struct app *app); /* rows for the table, its totals and what is below */

/* ---- table_totals.c: the line of the totals, two where a filter hides rows ---- */
struct column_total {
    bool known;
    struct cigo_table_total all, shown;
};
int cigo_tui_table_totals_rows(struct table_view *view, int rows); /* lines that it takes of so many */
void cigo_tui_draw_table_totals(struct app *app, struct table_view *view, const struct table_layout *layout, int row,
                                int rows);

/* ---- table_below.c: what is known of the focused cell, under the table ---- */
int cigo_tui_table_below_rows(struct app *app, int rows);
/* Through the unfolded alerts, by lines or screens; false: there is no more of them. */
bool cigo_tui_table_scroll(struct app *app, int by, bool screens);
void cigo_tui_draw_table_below(struct app *app, struct table_view *view, int row, int rows);

/* ---- table_cell.c ---- */
bool cigo_tui_table_close_editor(struct app *app); /* keeps the text; false: it was not understood */

/* ---- table_range.c ---- */
/* What is marked, or the cell with the cursor; no rows on the empty line. */
struct cigo_table_range cigo_tui_table_range(struct table_view *view);
void cigo_tui_table_begin_mark(struct app *app, bool shift); /* a range that goes away with the next plain move */
void cigo_tui_table_mark(struct app *app);
void cigo_tui_table_clear(struct app *app);
void cigo_tui_table_fill(struct app *app);
void cigo_tui_table_duplicate(struct app *app);
void cigo_tui_table_remove(struct app *app);
void cigo_tui_table_restore(struct app *app);

/* ---- table_paste.c ---- */
void cigo_tui_table_copy(struct app *app);
void cigo_tui_table_paste_copied(struct app *app);
void cigo_tui_table_paste(struct app *app, const struct key *key); /* cells, or a text that begins an answer */
