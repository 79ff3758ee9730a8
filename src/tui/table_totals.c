/* Totals of the columns of numbers, under the rows: of all of them, and apart of those in sight where a filter
 * hides some. They are reckoned once after each change, not at each move. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "table-priv.h"

enum { LEAST_ROWS = 8 };

static bool is_filtered(struct table_view *view)
{
    return cigo_table_rows(view->model) != cigo_table_all_rows(view->model);
}

static bool has_numbers(const struct cigo_table *model)
{
    for (size_t i = 0; i < cigo_table_columns(model); i++)
        if (cigo_table_can_total(cigo_table_column(model, i)))
            return true;
    return false;
}

int cigo_tui_table_totals_rows(struct table_view *view, int rows)
{
    if (view->no_totals || rows < LEAST_ROWS || cigo_table_all_rows(view->model) < 2 || !has_numbers(view->model))
        return 0;
    return is_filtered(view) ? 2 : 1;
}

static const struct column_total *total_of(struct table_view *view, size_t column)
{
    struct column_total *total = &view->totals[column];
    uint64_t stamp = cigo_table_stamp(view->model);
    if (stamp != view->totals_stamp)
        for (size_t i = 0; i < cigo_table_columns(view->model); i++)
            view->totals[i].known = false;
    view->totals_stamp = stamp;
    if (total->known)
        return total;
    total->known = true;
    total->all = cigo_table_total_all(view->model, column);
    total->shown = is_filtered(view) ? cigo_table_total(view->model, column, 0, SIZE_MAX) : total->all;
    return total;
}

/* What could not be counted is marked: such a total is not to be relied on. */
static void draw_total(struct grid *g, int row, const struct table_column *at, const struct cigo_field *field,
                       const struct cigo_table_total *total)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 256);
    if (total->too_big)
        cigo_buf_puts(&buf, _("troppo"));
    else if (total->n)
        cigo_table_total_text(field, total, &buf);
    int width = (int)cigo_utf8_width(cigo_buf_str(&buf));
    bool doubtful = total->unreadable || total->too_big;
    if (doubtful)
        cigo_grid_text(g, row, at->col - GUTTER, GUTTER, STYLE_WARNING, CIGO_STR("!"));
    if (width > at->width) /* a number that is cut would be another one */
        cigo_grid_text(g, row, at->col, at->width, STYLE_COMPUTED, CIGO_STR("#"));
    else
        cigo_grid_text(g, row, at->col + at->width - width, width, doubtful ? STYLE_WARNING : STYLE_COMPUTED,
                       cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
}

static void draw_line(struct app *app, struct table_view *view, const struct table_layout *layout, int row, bool shown)
{
    const char *name = shown ? _("Totale qui") : _("Totale");
    const struct table_column *first = &layout->items[0];
    if (!cigo_table_can_total(cigo_table_column(view->model, first->column)))
        cigo_grid_text(&app->grid, row, first->col, first->width, STYLE_COMPUTED, cigo_str_of(name));
    else
        cigo_grid_text(&app->grid, row, 0, NUMBER_COL + layout->number, STYLE_COMPUTED, CIGO_STR("="));
    for (size_t i = 0; i < layout->n; i++) {
        const struct cigo_field *field = cigo_table_column(view->model, layout->items[i].column);
        if (!cigo_table_can_total(field))
            continue;
        const struct column_total *total = total_of(view, layout->items[i].column);
        draw_total(&app->grid, row, &layout->items[i], field, shown ? &total->shown : &total->all);
    }
}

void cigo_tui_draw_table_totals(struct app *app, struct table_view *view, const struct table_layout *layout, int row,
                                int rows)
{
    for (int i = 0; i < rows; i++)
        draw_line(app, view, layout, row + i, i + 1 < rows);
}
