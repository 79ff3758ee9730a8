/* Editing a cell where it stands, with the editor of its field. What was typed is never lost: leaving keeps it,
 * and after Esc, which leaves the cell as it was, "rifai" brings it back. */

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
        cigo_tui_say(app, STYLE_HINT, "%s", _("In questa riga la casella non serve: F3 dice perché."));
        return;
    }
    app->details = false;
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

/* The typed text becomes the answer and is taken back at once: that is where it can be had again. */
void cigo_tui_table_cancel(struct app *app)
{
    struct table_view *view = cigo_tui_table_view(app);
    struct cigo_error err = {0};
    const struct cigo_place place = app->focus;
    char *text = cigo_str_dup(cigo_edit_text(app->edit));
    bool changed = strcmp(text, cigo_session_text(app->session, place)) != 0;
    bool made = view->made && view->made == place.row;
    cigo_tui_drop_editor(app);
    cigo_tui_table_unmake_row(app);
    if (changed) {
        struct cigo_place at = place;
        cigo_session_begin(app->session, place.field->label);
        if (made)
            cigo_session_row_add(app->session, place.group, SIZE_MAX, &at.row, NULL, &err);
        cigo_session_set(app->session, at, cigo_str_of(text), NULL, &err);
        cigo_session_end(app->session, NULL, &err);
        undo_once(app);
        cigo_tui_say(app, STYLE_INFO, "%s", _("La casella resta com'era.  Ctrl-Y rimette quello che ha scritto."));
    }
    free(text);
}
