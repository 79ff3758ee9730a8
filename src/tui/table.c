/* The table editor: which group is shown, and where the cell cursor stands. Sorting, filtering and what is done
 * to many cells belong to the session layer's table; here is only what a screen needs to know. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "table-priv.h"

static struct table_view *view_of(struct app *app, const struct cigo_group *group)
{
    if (!app->tables)
        app->tables = cigo_alloc_array(app->form->n_groups, sizeof *app->tables);
    struct table_view *view = &app->tables[group->index];
    if (view->model)
        return view;
    view->model = cigo_table_new(app->session, group);
    view->width = cigo_alloc_array(group->n_fields + 1, sizeof *view->width);
    view->text = cigo_alloc_array(group->n_fields + 1, sizeof *view->text);
    view->totals = cigo_alloc_array(group->n_fields + 1, sizeof *view->totals);
    cigo_buf_init(&view->found, 1024);
    return view;
}

struct cigo_table *cigo_tui_table_model(struct app *app, const struct cigo_group *group)
{
    return view_of(app, group)->model;
}

void cigo_tui_table_finish(struct app *app)
{
    for (size_t i = 0; app->tables && i < app->form->n_groups; i++) {
        cigo_table_free(app->tables[i].model);
        free(app->tables[i].width);
        free(app->tables[i].text);
        free(app->tables[i].totals);
        cigo_buf_finish(&app->tables[i].found);
    }
    free(app->tables);
}

void cigo_tui_table_put(struct app *app, size_t row, size_t column)
{
    struct table_view *view = view_of(app, app->focus.group);
    size_t rows = cigo_table_rows(view->model), columns = cigo_table_columns(view->model);
    view->row = row < rows ? row : rows;
    view->column = column < columns ? column : columns - 1;
    app->focus_type = ITEM_FIELD;
    if (view->row < rows)
        app->focus = cigo_table_place(view->model, view->row, view->column);
    else
        app->focus = (struct cigo_place){.group = cigo_table_group(view->model)};
}

void cigo_tui_table_jump(struct app *app, size_t row, size_t column)
{
    view_of(app, app->focus.group)->marking = MARK_NONE;
    cigo_tui_table_put(app, row, column);
}

struct table_view *cigo_tui_table_view(struct app *app)
{
    struct table_view *view = view_of(app, app->focus.group);
    size_t rows = cigo_table_rows(view->model);
    size_t row = app->focus.row ? cigo_table_find_row(view->model, app->focus.row) : rows;
    if (row == CIGO_TABLE_NOWHERE) /* gone: its neighbour */
        row = view->row < rows || !rows ? view->row : rows - 1;
    size_t column = app->focus.field ? cigo_table_column_of(view->model, app->focus.field) : view->column;
    cigo_tui_table_put(app, row, column);
    return view;
}

bool cigo_tui_table_on_cell(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    return view->row < cigo_table_rows(view->model);
}

/* A row that the filter hides is brought into sight. */
static void show_row(struct app *app, struct table_view *view, int64_t row)
{
    const struct cigo_rows *rows = cigo_tui_rows_of(app, app->focus.group);
    if (!row || cigo_table_find_row(view->model, row) != CIGO_TABLE_NOWHERE || cigo_rows_find(rows, row) == rows->n)
        return;
    cigo_table_filter(view->model, CIGO_STR(""), false);
    cigo_tui_say(app, STYLE_INFO, "%s", _("Il filtro nascondeva la riga: ora si vedono tutte."));
}

void cigo_tui_table_open(struct app *app, struct cigo_place place)
{
    struct table_view *view = view_of(app, place.group);
    view->marking = MARK_NONE; /* a range grows as one moves, never by a jump */
    app->view = VIEW_TABLE;
    app->section = place.group->section;
    cigo_tui_unfold(app, false);
    app->computed = NULL;
    app->focus = place;
    show_row(app, view, place.row);
    if (place.row)
        cigo_tui_table_view(app);
    else
        cigo_tui_table_put(app, view->row, view->column);
}

void cigo_tui_table_move(struct app *app, long rows, long columns)
{
    struct table_view *view = cigo_tui_table_view(app);
    long row = (long)view->row + rows, column = (long)view->column + columns;
    cigo_tui_unfold(app, false);
    cigo_tui_table_put(app, row < 0 ? 0 : (size_t)row, column < 0 ? 0 : (size_t)column);
}
