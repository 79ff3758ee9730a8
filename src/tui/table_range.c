/* What is done to many cells and rows: the range that is marked, or the cell with the cursor. Each is one action,
 * which one undo takes back. */

#include <cigo/i18n/i18n.h>
#include "table-priv.h"

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(size_t a, size_t b)
{
    return a < b ? b - a : a - b;
}

struct cigo_table_range cigo_tui_table_range(struct table_view *view)
{
    size_t row = view->marking ? cigo_table_find_row(view->model, view->anchor) : CIGO_TABLE_NOWHERE;
    size_t last = cigo_table_rows(view->model), here = view->row;
    if (row == CIGO_TABLE_NOWHERE) {
        view->marking = MARK_NONE;
        return (struct cigo_table_range){here, here < last, view->column, 1};
    }
    if (here >= last)
        here = last - 1; /* the empty line is in no range */
    return (struct cigo_table_range){smaller(row, here), distance(row, here) + 1,
                                     smaller(view->anchor_column, view->column),
                                     distance(view->anchor_column, view->column) + 1};
}

void cigo_tui_table_begin_mark(struct app *app, bool shift)
{
    struct table_view *view = cigo_tui_table_view(app);
    if (!cigo_tui_table_on_cell(app))
        return;
    view->marking = shift ? MARK_SHIFT : MARK_KEY;
    view->anchor = app->focus.row;
    view->anchor_column = view->column;
}

void cigo_tui_table_mark(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    if (view->marking) {
        view->marking = MARK_NONE;
        return;
    }
    cigo_tui_table_begin_mark(app, false);
    cigo_tui_say(app, STYLE_INFO, "%s", _("Intervallo da qui: le frecce lo allargano, Esc lo lascia."));
}

/* After an action: what it changed, or why it did not. */
static bool told(struct app *app, bool ok, const struct cigo_effects *effects, const struct cigo_error *err)
{
    if (!ok)
        cigo_tui_say(app, STYLE_WARNING, "%s", err->text);
    else
        cigo_tui_say_effects(app, effects);
    cigo_tui_table_view(app);
    return ok;
}

static size_t count_filled(struct app *app, struct table_view *view, struct cigo_table_range range)
{
    size_t n = 0;
    for (size_t r = range.row; r < range.row + range.n_rows; r++)
        for (size_t c = range.column; c < range.column + range.n_columns; c++)
            n += *cigo_session_text(app->session, cigo_table_place(view->model, r, c)) != '\0';
    return n;
}

void cigo_tui_table_clear(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_table_range range = cigo_tui_table_range(view);
    if (!range.n_rows || !cigo_tui_may_change(app))
        return;
    struct cigo_place first = cigo_table_place(view->model, range.row, range.column);
    size_t n = count_filled(app, view, range);
    if (!told(app, cigo_table_clear(view->model, range, &effects, &err), &effects, &err) || !n)
        return;
    if (range.n_rows * range.n_columns == 1)
        cigo_tui_say_kept(app, first);
    else if (!app->message.n)
        cigo_tui_say(app, STYLE_INFO, ngettext("Vuotata %zu casella.  %s la rimette", "Vuotate %zu caselle.  %s le rimette", n), n,
                     cigo_tui_key_name(app, CIGO_DO_UNDO));
}

static bool has_source(struct app *app, struct table_view *view, struct cigo_table_range range)
{
    for (size_t c = range.column; c < range.column + range.n_columns; c++)
        if (*cigo_session_text(app->session, cigo_table_place(view->model, range.row, c)))
            return true;
    return false;
}

void cigo_tui_table_fill(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    struct cigo_table_range range = cigo_tui_table_range(view);
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    if (!range.n_rows || !cigo_tui_may_change(app))
        return;
    if (range.n_rows == 1 && range.row == 0) {
        cigo_tui_say(app, STYLE_HINT, "%s", _("Sopra non c'è una casella da cui riempire: segni prima un intervallo."));
        return;
    }
    if (range.n_rows == 1)
        range.row--, range.n_rows = 2; /* from the cell above */
    if (!has_source(app, view, range)) {
        cigo_tui_say(app, STYLE_HINT, "%s",
                     _("La prima casella è vuota: non c'è nulla da copiare. Canc vuota le caselle."));
        return;
    }
    bool ok = cigo_table_fill_down(view->model, range, &effects, &err);
    view->marking = MARK_NONE;
    if (told(app, ok, &effects, &err) && !app->message.n)
        cigo_tui_say(app, STYLE_INFO, ngettext("Riempita %zu riga.  F11 annulla.", "Riempite %zu righe.  F11 annulla.", range.n_rows - 1),
                     range.n_rows - 1);
}

/* ---- rows ---- */

void cigo_tui_table_add(struct app *app)
{
    struct cigo_error err = {0};
    struct cigo_effects effects;
    size_t row;
    if (!cigo_tui_may_change(app))
        return;
    struct cigo_table *model = cigo_tui_table_model(app, app->focus.group);
    if (!cigo_table_add(model, CIGO_TABLE_NOWHERE, &row, &effects, &err)) {
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
        return;
    }
    cigo_tui_say_effects(app, &effects);
    struct cigo_place place = cigo_table_place(model, row, 0);
    cigo_tui_go_place(app, app->view == VIEW_TABLE ? place : (struct cigo_place){NULL, place.group, place.row});
}

void cigo_tui_table_duplicate(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    struct cigo_error err = {0};
    struct cigo_effects effects;
    size_t copy = view->row;
    if (!cigo_tui_table_on_cell(app) || !cigo_tui_may_change(app))
        return;
    bool ok = cigo_table_duplicate(view->model, view->row, &copy, &effects, &err);
    if (told(app, ok, &effects, &err))
        cigo_tui_table_jump(app, copy, view->column);
}

void cigo_tui_table_remove(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    struct cigo_table_range range = cigo_tui_table_range(view);
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    if (!range.n_rows || !cigo_tui_may_change(app))
        return;
    size_t position = cigo_table_position(view->model, range.row);
    view->row = range.row;
    bool ok = cigo_table_remove(view->model, range.row, range.n_rows, &effects, &err);
    view->marking = MARK_NONE;
    if (!told(app, ok, &effects, &err) || cigo_session_save_failed(app->session))
        return;
    if (range.n_rows == 1)
        cigo_tui_say(app, STYLE_INFO, _("Riga %zu tolta.  F11 la rimette."), position + 1);
    else
        cigo_tui_say(app, STYLE_INFO, _("%zu righe tolte.  F11 le rimette."), range.n_rows);
}

void cigo_tui_table_restore(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    size_t row = view->row;
    if (!cigo_tui_may_change(app))
        return;
    bool ok = cigo_table_restore(view->model, &row, &effects, &err);
    if (told(app, ok, &effects, &err))
        cigo_tui_table_jump(app, row, view->column);
}
