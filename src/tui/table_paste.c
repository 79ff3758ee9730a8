/* Cells that go out and come in: copied ones are kept here and given to the user's own clipboard, and what a
 * spreadsheet copied becomes cells and rows. */

#include <cigo/exchange/import.h>
#include <cigo/i18n/i18n.h>
#include "table-priv.h"

static const char *where_copied(struct app *app)
{
    switch (app->terminal ? cigo_terminal_copy(app->terminal, cigo_buf_str(&app->copied)) : TERMINAL_COPY_CANNOT) {
    case TERMINAL_COPY_SENT:
        return _("anche negli appunti, se il terminale lo permette");
    case TERMINAL_COPY_TMUX:
        return _("anche negli appunti, se tmux lo permette (set -s set-clipboard on)");
    case TERMINAL_COPY_TOO_LONG:
        return _("troppe per gli appunti del terminale");
    case TERMINAL_COPY_CANNOT:
        break;
    }
    return _("questo terminale non raggiunge gli appunti");
}

void cigo_tui_table_copy(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    struct cigo_table_range range = cigo_tui_table_range(view);
    cigo_buf_clear(&app->copied);
    cigo_table_copy(view->model, range, &app->copied);
    cigo_tui_say(app, STYLE_INFO, _("Copiate righe %zu, colonne %zu: F10 i le incolla; %s."), range.n_rows,
                 range.n_columns, where_copied(app));
}

/* False: nothing was. */
static bool paste(struct app *app, struct cigo_str cells)
{
    struct table_view *view = cigo_tui_table_view(app);
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_paste done;
    struct cigo_buf line;
    if (!cigo_tui_may_change(app))
        return false;
    view->marking = MARK_NONE;
    if (!cigo_paste(app->session, view->model, view->row, view->column, cells, &done, &effects, &err)) {
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
        return false;
    }
    cigo_tui_say_effects(app, &effects);
    cigo_tui_table_put(app, view->row, view->column);
    if (cigo_session_save_failed(app->session))
        return true; /* that is said already */
    cigo_buf_init(&line, 4096);
    cigo_paste_line(&done, &line);
    cigo_tui_say(app, done.bad ? STYLE_WARNING : STYLE_INFO, _("%s  F11 annulla."), line.p);
    cigo_buf_finish(&line);
    return true;
}

/* Rows that an earlier session left half pasted are no draft any more once they are in. */
void cigo_tui_table_paste_copied(struct app *app)
{
    const char *draft = app->desk->draft_text;
    if (paste(app, cigo_buf_str(&app->copied)) && draft && cigo_str_is(cigo_buf_str(&app->copied), draft))
        cigo_tui_draft_forget(app);
}

/* More than one cell? Several lines for a text of several lines are its own. */
static bool are_cells(const struct app *app, struct cigo_str cells)
{
    const char *line = cells.n ? memchr(cells.p, '\n', cells.n) : NULL;
    bool text = app->focus.field && app->focus.field->kind->multiline;
    return (cells.n && memchr(cells.p, '\t', cells.n)) || (line && line + 1 < cells.p + cells.n && !text);
}

void cigo_tui_table_paste(struct app *app, const struct key *key)
{
    if (are_cells(app, key->cells))
        paste(app, key->cells);
    else
        cigo_tui_table_edit(app, key);
}
