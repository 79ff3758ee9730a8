/* Editing a cell where it stands, with the editor of its field. Leaving it, by whatever key, keeps what was typed. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "table-priv.h"

/* On the empty line a row is made first; if nothing comes of it, it goes again. */
static bool have_row(struct app *app, struct table_view *view)
{
    struct cigo_error err = {0};
    size_t row;
    view->made = 0;
    if (view->row < cigo_table_rows(view->model))
        return true;
    if (!cigo_table_add(view->model, CIGO_TABLE_NOWHERE, &row, NULL, &err)) {
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
        return false;
    }
    cigo_tui_table_put(app, row, view->column);
    view->made = app->focus.row;
    return true;
}

void cigo_tui_table_edit(struct app *app, const struct key *key)
{
    struct table_view *view = cigo_tui_table_view(app);
    struct cigo_buf buf;
    if (!cigo_tui_may_change(app) || !have_row(app, view))
        return;
    if (!cigo_session_visible(app->session, app->focus)) {
        cigo_tui_say(app, STYLE_HINT, _("In questa riga la casella non serve: %s dice perché."),
                     cigo_tui_key_name(app, CIGO_DO_WHY));
        return;
    }
    cigo_tui_unfold(app, false);
    view->marking = MARK_NONE; /* what is typed is for this cell alone */
    if (!key) {
        cigo_tui_open_editor(app, NULL);
        return;
    }
    cigo_buf_init(&buf, 16 << 20);
    if (key->type == KEY_TYPE_PASTE)
        cigo_buf_add(&buf, key->paste);
    else
        cigo_utf8_put(&buf, key->code);
    cigo_tui_open_editor(app, buf.p);
    cigo_buf_finish(&buf);
}

bool cigo_tui_table_close_editor(struct app *app)
{
    cigo_tui_close_editor(app, 0);
    cigo_tui_table_view(app)->made = 0;
    return cigo_answers_cell(cigo_session_answers(app->session), app->focus).verdict != CIGO_BAD;
}

static void undo_once(struct app *app)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_place place;
    const char *label;
    if (!cigo_session_undo(app->session, &label, &place, &effects, &err) && label)
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
}

void cigo_tui_table_unmake_row(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    if (!view->made || view->made != app->focus.row)
        return;
    view->made = 0;
    undo_once(app);
    cigo_tui_table_put(app, cigo_table_rows(view->model), view->column);
}

/* Esc keeps what was typed, as everywhere; a row made for nothing goes. */
void cigo_tui_table_leave_editor(struct app *app)
{
    if (cigo_edit_changed(app->edit)) {
        cigo_tui_table_close_editor(app);
        return;
    }
    cigo_tui_drop_editor(app);
    cigo_tui_table_unmake_row(app);
}
