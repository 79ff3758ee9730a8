/* The table on the grid. Only the rows in sight are looked at, and a move of the cursor changes two cells, the
 * margin and what stands below: little goes over a slow line. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "table-priv.h"

static const char *const SIGNS[] = {"", "i", "!", "!!"};
static const enum style STYLES[] = {STYLE_NORMAL, STYLE_INFO, STYLE_WARNING, STYLE_ERROR};

/* ---- what the table is and how it is looked at ---- */

static void add_order(struct table_view *view, struct cigo_buf *out)
{
    bool descending;
    size_t column = cigo_table_sorted(view->model, &descending);
    if (column == CIGO_TABLE_NOWHERE)
        return;
    cigo_buf_printf(out, descending ? _(", ordinate per %s a rovescio") : _(", ordinate per %s"),
                    cigo_table_column(view->model, column)->label);
}

enum { LEAST_NAME = 8 };

/* The name is cut before what follows it, how many rows there are and which. */
static void draw_title(struct app *app, struct table_view *view, int row)
{
    const struct cigo_group *group = cigo_table_group(view->model);
    size_t shown = cigo_table_rows(view->model), all = cigo_table_all_rows(view->model);
    const char *filter = cigo_table_filter_text(view->model);
    struct grid *g = &app->grid;
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    cigo_buf_printf(&buf, ngettext(": %zu riga", ": %zu righe", all), all);
    if (shown != all || *filter || cigo_table_only_problems(view->model))
        cigo_buf_printf(&buf, _(", qui %zu"), shown);
    if (*filter)
        cigo_buf_printf(&buf, _(" con «%s»"), filter);
    if (cigo_table_only_problems(view->model))
        cigo_buf_puts(&buf, _(" con problemi"));
    add_order(view, &buf);
    int room = g->cols - 2 - (int)cigo_utf8_width(cigo_buf_str(&buf));
    const char *name = cigo_arena_printf(app->arena, "%s %s", group->code, group->label);
    int used = cigo_grid_text(g, row, 1, room < LEAST_NAME ? LEAST_NAME : room, STYLE_TITLE, cigo_str_of(name));
    cigo_grid_text(g, row, 1 + used, g->cols - 2 - used, STYLE_TITLE, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
}

/* What is wrong with the group as a whole: one line, the strongest. */
static int draw_group_alert(struct app *app, const struct cigo_group *group, int row)
{
    struct cigo_alerts alerts = cigo_session_alerts_at(app->session, CIGO_SCOPE_COMMIT,
                                                       (struct cigo_place){.group = group}, app->arena);
    size_t n = cigo_tui_rows_of(app, group)->n;
    if (n < group->min_rows) {
        cigo_grid_printf(&app->grid, row, 1, app->grid.cols - 2, STYLE_WARNING,
                         ngettext("Serve almeno %zu riga.", "Servono almeno %zu righe.", group->min_rows),
                         group->min_rows);
        return 1;
    }
    if (!alerts.n || alerts.items[0].state != CIGO_OPEN)
        return 0;
    const struct cigo_alert *alert = &alerts.items[0];
    enum cigo_table_mark mark = (enum cigo_table_mark)(CIGO_MARK_INFO + alert->severity);
    cigo_grid_printf(&app->grid, row, 1, app->grid.cols - 2, STYLES[mark], "%s %s %s", SIGNS[mark],
                     cigo_severity_label(alert->severity), alert->title);
    return 1;
}

static void draw_header(struct app *app, struct table_view *view, const struct table_layout *layout, int row)
{
    struct grid *g = &app->grid;
    bool descending;
    size_t sorted = cigo_table_sorted(view->model, &descending);
    for (size_t i = 0; i < layout->n; i++) {
        const struct table_column *at = &layout->items[i];
        const char *label = cigo_table_column(view->model, at->column)->label;
        int room = at->column == sorted ? at->width - 2 : at->width;
        int used = cigo_grid_text(g, row, at->col, room, STYLE_TITLE, cigo_str_of(label));
        if (at->column == sorted)
            cigo_grid_text(g, row, at->col + used + 1, 1, STYLE_MARK,
                           cigo_str_of(g->ascii ? descending ? "v" : "^" : descending ? "↓" : "↑"));
    }
    if (layout->before)
        cigo_grid_text(g, row, layout->items[layout->n > 1].col - GUTTER, 1, STYLE_MARK, CIGO_STR("<"));
    if (layout->after)
        cigo_grid_text(g, row, g->cols - 1, 1, STYLE_MARK, CIGO_STR(">"));
}

/* ---- rows ---- */

struct frame {
    struct app *app;
    struct table_view *view;
    struct table_layout layout;
    struct cigo_table_range range;
};

static bool is_number(const struct cigo_field *field)
{
    return field->kind->type == CIGO_TYPE_INTEGER || field->kind->type == CIGO_TYPE_DECIMAL;
}

static bool in_range(const struct cigo_table_range *range, size_t row, size_t column)
{
    return row - range->row < range->n_rows && column - range->column < range->n_columns;
}

static enum style cell_style(const struct frame *frame, struct cigo_place place, enum cigo_table_mark mark)
{
    if (!cigo_session_visible(frame->app->session, place))
        return STYLE_HINT;
    return mark ? STYLES[mark] : STYLE_VALUE;
}

/* An empty cell says whether something should be there. */
static const char *empty_text(const struct app *app, struct cigo_place place)
{
    if (!cigo_session_visible(app->session, place))
        return "-";
    return cigo_session_required(app->session, place) ? "*" : "";
}

static void can_press(const struct frame *frame, int row, int col, int width, size_t index, size_t column)
{
    struct cigo_table *model = frame->view->model;
    struct hot *hot = cigo_tui_hot(frame->app, HOT_CELL, row, col, 1, width);
    if (index < cigo_table_rows(model))
        hot->place = cigo_table_place(model, index, column);
    else
        hot->place.group = cigo_table_group(model);
    hot->number = column;
}

static const char *shown_text(const struct frame *frame, struct cigo_place place)
{
    const char *text = cigo_tui_table_text(frame->app, place);
    return *text ? text : empty_text(frame->app, place);
}

/* Numbers stand at the right. */
static int text_col(const struct table_column *at, const struct cigo_field *field, const char *text)
{
    int width = (int)cigo_utf8_width(cigo_str_of(text));
    return is_number(field) && width < at->width ? at->col + at->width - width : at->col;
}

static void draw_cell(const struct frame *frame, int row, size_t index, const struct table_column *at)
{
    struct grid *g = &frame->app->grid;
    struct cigo_place place = cigo_table_place(frame->view->model, index, at->column);
    enum cigo_table_mark mark = cigo_table_cell_mark(frame->view->model, index, at->column);
    const char *text = shown_text(frame, place);
    bool selected = in_range(&frame->range, index, at->column);
    enum style style = selected ? STYLE_SELECTED : cell_style(frame, place, mark);
    if (selected)
        cigo_grid_fill(g, row, at->col, at->width, STYLE_SELECTED, ' ');
    int col = text_col(at, place.field, text);
    cigo_grid_text(g, row, at->col - GUTTER, GUTTER, STYLES[mark], cigo_str_of(SIGNS[mark]));
    cigo_grid_text(g, row, col, at->col + at->width - col, style, cigo_str_of(text));
    if (index == frame->view->row && at->column == frame->view->column)
        cigo_grid_cursor(g, row, at->col);
    can_press(frame, row, at->col - GUTTER, at->width + GUTTER, index, at->column);
}

static void draw_row(const struct frame *frame, int row, size_t index)
{
    struct grid *g = &frame->app->grid;
    const struct table_layout *layout = &frame->layout;
    enum cigo_table_mark mark = cigo_table_row_mark(frame->view->model, index);
    if (index == frame->view->row)
        cigo_grid_text(g, row, 0, 1, STYLE_MARK, CIGO_STR(">"));
    cigo_grid_text(g, row, 1, 2, STYLES[mark], cigo_str_of(SIGNS[mark]));
    cigo_grid_printf(g, row, NUMBER_COL, layout->number, STYLE_CODE, "%*zu", layout->number,
                     cigo_table_position(frame->view->model, index) + 1);
    can_press(frame, row, 0, g->cols, index, frame->view->column); /* beside the cells: of the row */
    for (size_t i = 0; i < layout->n; i++)
        draw_cell(frame, row, index, &layout->items[i]);
}

/* The line after the last row, where a new one begins. */
static void draw_new_line(const struct frame *frame, int row)
{
    struct grid *g = &frame->app->grid;
    const struct table_column *at = cigo_tui_table_column(&frame->layout, frame->view->column);
    cigo_grid_printf(g, row, NUMBER_COL, frame->layout.number, STYLE_HINT, "%*s", frame->layout.number, "+");
    can_press(frame, row, 0, g->cols, cigo_table_rows(frame->view->model), frame->view->column);
    for (size_t i = 0; i < frame->layout.n; i++) {
        const struct table_column *column = &frame->layout.items[i];
        can_press(frame, row, column->col - GUTTER, column->width + GUTTER, cigo_table_rows(frame->view->model),
                  column->column);
    }
    if (frame->view->row < cigo_table_rows(frame->view->model) || !at)
        return;
    cigo_grid_text(g, row, 0, 1, STYLE_MARK, CIGO_STR(">"));
    cigo_grid_fill(g, row, at->col, at->width, STYLE_SELECTED, ' ');
    cigo_grid_cursor(g, row, at->col);
}

enum { LEAST_EDIT = 20 };

/* Half a text beside what is typed would be read as one with it. */
static void clear_halves(const struct frame *frame, int row, int col, int width)
{
    for (size_t i = 0; i < frame->layout.n; i++) {
        const struct table_column *at = &frame->layout.items[i];
        struct cigo_place place = cigo_table_place(frame->view->model, frame->view->row, at->column);
        int from = text_col(at, place.field, shown_text(frame, place));
        if (from < col + width && at->col + at->width > col)
            cigo_grid_fill(&frame->app->grid, row, at->col - GUTTER, at->width + GUTTER, STYLE_NORMAL, ' ');
    }
}

/* Over the cell and, where that is narrow, over its neighbours, but for the first column: whose row it is stays in
 * sight. */
static void draw_editor(const struct frame *frame, int row, const struct table_column *at)
{
    struct app *app = frame->app;
    struct grid *g = &app->grid;
    const struct table_column *first = &frame->layout.items[0];
    int end = g->cols - 1, width = at->width + 1 < LEAST_EDIT ? LEAST_EDIT : at->width + 1;
    int col = at->col + width > end ? end - width : at->col;
    int least = at == first ? NUMBER_COL : first->col + first->width + 1;
    if (col < least) {
        col = least;
        width = end - col;
    }
    clear_halves(frame, row, col, width);
    cigo_grid_fill(g, row, col, width, STYLE_EDIT, ' ');
    cigo_edit_draw_line(app->edit, g, row, col, width);
    cigo_tui_hot(app, HOT_EDIT, row, col, 1, width)->edit = app->edit;
}

static void draw_rows(const struct frame *frame, int top, int rows)
{
    const struct table_view *view = frame->view;
    size_t n = cigo_table_rows(view->model);
    for (int i = 0; i < rows && view->top + (size_t)i <= n; i++) {
        size_t index = view->top + (size_t)i;
        if (index < n)
            draw_row(frame, top + i, index);
        else
            draw_new_line(frame, top + i);
    }
    const struct table_column *at = cigo_tui_table_column(&frame->layout, view->column);
    if (frame->app->edit && at)
        draw_editor(frame, top + (int)(view->row - view->top), at);
}

/* ---- the whole ---- */

static void scroll(struct table_view *view, size_t rows)
{
    size_t lines = cigo_table_rows(view->model) + 1; /* with the empty one */
    if (view->top + rows > lines)
        view->top = lines > rows ? lines - rows : 0;
    if (view->row < view->top)
        view->top = view->row;
    if (view->row >= view->top + rows)
        view->top = view->row - rows + 1;
}

enum { ROOM_FOR_ALERT = 5 };

int cigo_tui_table_room(struct app *app)
{
    int rows = cigo_tui_content_rows(app) - 1; /* the title */
    return rows < ROOM_FOR_ALERT ? rows : rows - draw_group_alert(app, app->focus.group, -1); /* only counted */
}

void cigo_tui_draw_table(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    int top = cigo_tui_content_top(app), end = top + cigo_tui_content_rows(app);
    draw_title(app, view, top++);
    if (end - top >= ROOM_FOR_ALERT)
        top += draw_group_alert(app, cigo_table_group(view->model), top);
    int below = cigo_tui_table_below_rows(app, end - top);
    int totals = cigo_tui_table_totals_rows(view, end - top - below);
    int rows = end - top - 1 - below - totals;
    rows = rows < 1 ? 1 : rows;
    scroll(view, (size_t)rows);
    struct frame frame = {app, view, cigo_tui_table_layout(app, view, (size_t)rows), cigo_tui_table_range(view)};
    draw_header(app, view, &frame.layout, top++);
    draw_rows(&frame, top, rows);
    cigo_tui_draw_table_totals(app, view, &frame.layout, end - below - totals, totals);
    cigo_tui_draw_table_below(app, view, end - below, below);
}
