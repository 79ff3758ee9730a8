/* What can be done in a table. */

#include <cigo/i18n/i18n.h>
#include "table-priv.h"

static bool in_table(const struct app *app)
{
    return app->view == VIEW_TABLE && !app->panel.open;
}

static bool on_row(const struct app *app)
{
    return in_table(app) && app->focus.row;
}

static bool on_cells(const struct app *app)
{
    return in_table(app) && (app->focus.row || app->tables[app->focus.group->index].marking);
}

static bool has_copied(const struct app *app)
{
    return in_table(app) && app->copied.n > 0;
}

static bool can_restore(const struct app *app)
{
    return in_table(app) && cigo_table_removed(app->tables[app->focus.group->index].model) > 0;
}

/* Up, down, as it was. */
static void sort(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    const char *label = cigo_table_column(view->model, view->column)->label;
    bool descending;
    bool here = cigo_table_sorted(view->model, &descending) == view->column;
    view->marking = MARK_NONE; /* other rows would be in it */
    if (here && descending) {
        cigo_table_unsort(view->model);
        cigo_tui_say(app, STYLE_INFO, "%s", _("Righe nell'ordine della domanda."));
    } else {
        cigo_table_sort(view->model, view->column, here);
        cigo_tui_say(app, STYLE_INFO,
                     here ? _("Righe per «%s» a rovescio. Ancora una volta: com'erano.")
                          : _("Righe per «%s». Ancora una volta: a rovescio. La domanda non cambia."),
                     label);
    }
    cigo_tui_table_view(app);
}

static void filter(struct app *app)
{
    cigo_tui_prompt_open(app, PROMPT_FILTER);
}

static void find(struct app *app)
{
    cigo_tui_prompt_open(app, PROMPT_FIND);
}

static void only_problems(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    bool now = !cigo_table_only_problems(view->model);
    if (now && !cigo_table_problem_rows(view->model)) {
        cigo_tui_say(app, STYLE_OK, "%s", _("Nessuna riga ha problemi."));
        return;
    }
    cigo_tui_table_filter(app, cigo_table_filter_text(view->model), now);
}

static void toggle_totals(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    view->no_totals = !view->no_totals;
}

static void go_problem(struct app *app, int direction)
{
    struct table_view *view = cigo_tui_table_view(app);
    size_t row, column;
    if (!cigo_table_next_problem(view->model, view->row, view->column, direction, &row, &column)) {
        cigo_tui_say(app, STYLE_OK, "%s", _("Nessuna riga qui ha problemi."));
        return;
    }
    cigo_tui_remember(app);
    bool around = direction > 0 ? row < view->row : row > view->row;
    cigo_tui_table_jump(app, row, column);
    cigo_tui_unfold(app, true);
    if (around)
        cigo_tui_say(app, STYLE_HINT, "%s", _("Da capo."));
}

static void previous_problem(struct app *app)
{
    go_problem(app, -1);
}

bool cigo_tui_table_next_problem(struct app *app)
{
    if (!in_table(app) || !cigo_table_problem_rows(cigo_tui_table_view(app)->model))
        return false;
    go_problem(app, 1);
    return true;
}

const struct handler cigo_tui_table_handlers[CIGO_N_FEATURES] = {
    [CIGO_DO_ROW] = {cigo_tui_table_row_form, on_row},
    [CIGO_DO_FIND_ROW] = {find, in_table},
    [CIGO_DO_FILTER] = {filter, in_table},
    [CIGO_DO_ONLY_PROBLEMS] = {only_problems, in_table},
    [CIGO_DO_PREVIOUS] = {previous_problem, in_table},
    [CIGO_DO_SORT] = {sort, in_table},
    [CIGO_DO_TOTALS] = {toggle_totals, in_table},
    [CIGO_DO_ADD] = {cigo_tui_table_add, in_table},
    [CIGO_DO_DUPLICATE] = {cigo_tui_table_duplicate, on_row},
    [CIGO_DO_REMOVE] = {cigo_tui_table_remove, on_cells},
    [CIGO_DO_RESTORE] = {cigo_tui_table_restore, can_restore},
    [CIGO_DO_MARK] = {cigo_tui_table_mark, on_row},
    [CIGO_DO_FILL] = {cigo_tui_table_fill, on_cells},
    [CIGO_DO_EMPTY] = {cigo_tui_table_clear, on_cells},
    [CIGO_DO_COPY] = {cigo_tui_table_copy, on_cells},
    [CIGO_DO_PASTE] = {cigo_tui_table_paste_copied, has_copied},
    [CIGO_DO_SPREAD] = {cigo_tui_show_weeks, cigo_tui_can_spread},
};
