/* What can be done in a table: each has a letter in the menu (F10, or Ctrl-O where there are no F-keys), and the
 * frequent ones a key of their own. */

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
    cigo_tui_table_put(app, row, column);
    app->details = true;
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

const struct action_row cigo_tui_table_actions[] = {
    {N_("Riga come pagina, una domanda sotto l'altra"), NULL, 22, 0, cigo_tui_table_row_form, on_row, 'm'},
    {N_("Trova mentre scrive"), NULL, 0, 'f', find, in_table, 't'},
    {N_("Filtra: solo le righe con un testo"), NULL, 20, 0, filter, in_table, 'f'},
    {N_("Solo le righe con problemi, o tutte"), NULL, 16, 0, only_problems, in_table, 'p'},
    {N_("Problema precedente"), NULL, 17, 0, previous_problem, in_table, 'q'},
    {N_("Ordina per questa colonna, a rovescio, com'era"), NULL, 15, 0, sort, in_table, 'o'},
    {N_("Totali in fondo, o no"), NULL, 21, 0, toggle_totals, in_table, 'z'},
    {N_("Nuova riga in fondo (anche Ins)"), NULL, 0, 'a', cigo_tui_table_add, in_table, 'n'},
    {N_("Duplica la riga"), NULL, 0, 'k', cigo_tui_table_duplicate, on_row, 'd'},
    {N_("Toglie la riga, o quelle segnate"), NULL, 0, 'u', cigo_tui_table_remove, on_cells, 'x'},
    {N_("Rimette le righe tolte per ultime"), NULL, 23, 0, cigo_tui_table_restore, can_restore, 'r'},
    {N_("Segna un intervallo: da qui, poi frecce"), NULL, 0, ' ', cigo_tui_table_mark, on_row, 's'},
    {N_("Riempie in giù con la prima casella"), NULL, 19, 0, cigo_tui_table_fill, on_cells, 'g'},
    {N_("Vuota le caselle (anche Canc)"), NULL, 0, 0, cigo_tui_table_clear, on_cells, 'v'},
    {N_("Copia le caselle"), NULL, 18, 0, cigo_tui_table_copy, on_cells, 'c'},
    {N_("Incolla da qui le caselle copiate"), NULL, 0, 0, cigo_tui_table_paste_copied, has_copied, 'i'},
    {N_("Ripartisce il totale fra le settimane"), NULL, 0, 0, cigo_tui_show_weeks, cigo_tui_can_spread, 'w'},
};
const size_t cigo_tui_n_table_actions = sizeof cigo_tui_table_actions / sizeof *cigo_tui_table_actions;
