/* The columns of a table that a screen has room for. The first stays; the others scroll under the cursor.
 * A column is as wide as what was seen in it so far, so that it never moves back and forth while scrolling. */

#include <cigo/base/utf8.h>
#include "table-priv.h"

enum { LEAST = 6, MOST = 24, MOST_LABEL = 14 };

const char *cigo_tui_table_text(struct app *app, struct cigo_place place)
{
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(app->session), place);
    const struct cigo_field *field = place.field;
    struct cigo_buf buf;
    if (!cell.raw)
        return "";
    struct cigo_value value = cigo_cell_value(cell);
    cigo_buf_init(&buf, CIGO_TEXT_MAX);
    if (value.storage == CIGO_NULL || field->ctx.choices)
        cigo_session_echo(app->session, place, &buf);
    else
        cigo_kind_format(field->kind, &field->ctx, &value, &buf);
    return cigo_tui_kept(app, &buf);
}

static int width_of(const char *text)
{
    size_t line = strcspn(text, "\n");
    return (int)cigo_utf8_width((struct cigo_str){text, line < 4 * MOST ? line : 4 * MOST});
}

static void widen(struct table_view *view, size_t column, int width, int most)
{
    width = width < LEAST ? LEAST : width > most ? most : width;
    if (view->width[column] < width)
        view->width[column] = width;
}

static void measure_text(struct app *app, struct table_view *view, size_t row, size_t column)
{
    int width = width_of(cigo_tui_table_text(app, cigo_table_place(view->model, row, column)));
    widen(view, column, width, MOST);
    if (view->text[column] < width)
        view->text[column] = width;
}

/* By the rows in sight. */
static void measure(struct app *app, struct table_view *view, size_t rows)
{
    size_t n = cigo_table_rows(view->model);
    for (size_t c = 0; c < cigo_table_columns(view->model); c++) {
        widen(view, c, width_of(cigo_table_column(view->model, c)->label), MOST_LABEL);
        for (size_t r = view->top; r < view->top + rows && r < n; r++)
            measure_text(app, view, r, c);
    }
}

static int digits(size_t n)
{
    int width = 1;
    while (n >= 10)
        n /= 10, width++;
    return width;
}

static int capped(int width, int most)
{
    return width < most ? width : most;
}

/* What its heading would take, with the sign of the order. */
static int heading(const struct table_view *view, size_t column)
{
    bool sorted = cigo_table_sorted(view->model, NULL) == column;
    return width_of(cigo_table_column(view->model, column)->label) + (sorted ? 2 : 0);
}

static int widest_text(const struct table_view *view, size_t column)
{
    return view->text[column];
}

/* Each column takes of the room what it wants, as far as there is any; what is left of it. */
static int give(const struct table_view *view, struct table_layout *layout, int room,
                int (*wants)(const struct table_view *view, size_t column))
{
    int shift = 0;
    for (size_t i = 0; i < layout->n; i++) {
        struct table_column *at = &layout->items[i];
        int more = wants(view, at->column) - at->width;
        more = more < 0 ? 0 : capped(more, room);
        at->col += shift;
        at->width += more;
        shift += more;
        room -= more;
    }
    return room;
}

/* Room that is left over goes to the headings that are cut, then to the texts. */
static void spread(const struct table_view *view, struct table_layout *layout, int room)
{
    give(view, layout, give(view, layout, room, heading), widest_text);
}

/* The columns from view->left on that fit; a wide one at the end is cut to what is left if that is still
 * readable. */
static void fit(const struct app *app, const struct table_view *view, struct table_layout *layout)
{
    int end = app->grid.cols - 2, col = NUMBER_COL + layout->number + 1;
    size_t all = cigo_table_columns(view->model);
    int most = app->grid.cols * 2 / 5 < LEAST ? LEAST : app->grid.cols * 2 / 5;
    layout->n = 0;
    for (size_t c = 0; c < all; c = c ? c + 1 : view->left) {
        int width = capped(view->width[c], most), room = end - col - GUTTER;
        if (c && room < width && (room < LEAST || (c != view->left && width <= MOST_LABEL)))
            break;
        width = capped(width, room);
        layout->items[layout->n++] = (struct table_column){c, col + GUTTER, width};
        col += GUTTER + width;
    }
    spread(view, layout, end - col);
    layout->before = view->left > 1;
    layout->after = layout->n && layout->items[layout->n - 1].column + 1 < all;
}

const struct table_column *cigo_tui_table_column(const struct table_layout *layout, size_t column)
{
    for (size_t i = 0; i < layout->n; i++)
        if (layout->items[i].column == column)
            return &layout->items[i];
    return NULL;
}

static bool is_whole(const struct table_view *view, const struct table_layout *layout)
{
    const struct table_column *at = cigo_tui_table_column(layout, view->column);
    return at && at->width >= view->width[view->column];
}

/* No room for two columns: the one with the cursor is enough. */
static void only_column(const struct app *app, const struct table_view *view, struct table_layout *layout)
{
    int col = NUMBER_COL + layout->number + 1 + GUTTER;
    layout->items[0] = (struct table_column){view->column, col, app->grid.cols - 1 - col};
    layout->n = 1;
    layout->before = view->column > 0;
    layout->after = view->column + 1 < cigo_table_columns(view->model);
}

struct table_layout cigo_tui_table_layout(struct app *app, struct table_view *view, size_t rows)
{
    size_t all = cigo_table_columns(view->model), number = cigo_table_all_rows(view->model);
    struct table_layout layout = {.number = digits(number + 1)};
    layout.items = cigo_arena_alloc(app->arena, (all + 1) * sizeof *layout.items);
    measure(app, view, rows);
    if (view->left < 1)
        view->left = 1;
    if (view->column && view->column < view->left)
        view->left = view->column;
    fit(app, view, &layout);
    while (view->left < view->column && !is_whole(view, &layout)) {
        view->left++;
        fit(app, view, &layout);
    }
    if (!cigo_tui_table_column(&layout, view->column))
        only_column(app, view, &layout);
    return layout;
}
