/* Paste mode. Where the terminal does not mark a paste its lines would be Enter and its escapes keys; guessing from
 * the pace would take a slow line's typing for one. So the user says when it begins and when it ends, and in between
 * nothing is a key. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

bool cigo_tui_can_paste(const struct app *app)
{
    if (app->panel.open || app->prompt || app->picker.field || app->desk->read_only)
        return false;
    return app->edit || app->view == VIEW_TABLE || (app->view == VIEW_PAGE && app->focus_type == ITEM_FIELD);
}

void cigo_tui_paste_mode(struct app *app)
{
    app->pasting = true;
    app->pasted = 0;
    if (!app->terminal)
        return;
    app->mouse_after = cigo_terminal_has_mouse(app->terminal);
    cigo_terminal_mouse(app->terminal, false); /* its bytes would be text */
    cigo_terminal_paste(app->terminal);
}

bool cigo_tui_pasting_key(struct app *app, const struct key *key)
{
    if (!app->pasting)
        return false;
    if (key->type == KEY_TYPE_PASTING)
        app->pasted = key->code;
    if (key->type != KEY_TYPE_PASTE)
        return true; /* a signal that stands for a key waits for the end */
    app->pasting = false;
    if (app->terminal)
        cigo_terminal_mouse(app->terminal, app->mouse_after);
    return false;
}

const char *cigo_tui_paste_banner(const struct app *app)
{
    if (!app->pasting)
        return NULL;
    return cigo_arena_printf(app->arena, ngettext("INCOLLA: tutto è testo, Ctrl-D finisce. %zu carattere.",
                                                  "INCOLLA: tutto è testo, Ctrl-D finisce. %zu caratteri.",
                                                  app->pasted), app->pasted);
}

void cigo_tui_say_paste(struct app *app, const struct key *key, bool asked)
{
    struct cigo_str paste = key->paste;
    size_t lines = 1;
    while (paste.n && paste.p[paste.n - 1] == '\n')
        paste.n--;
    for (size_t i = 0; i < paste.n; i++)
        lines += paste.p[i] == '\n';
    bool list = app->panel.open || app->picker.field || app->view == VIEW_HOME || app->view >= VIEW_REVIEW;
    if (key->cut)
        cigo_tui_say(app, STYLE_WARNING, "%s", _("Era troppo lungo: la fine di ciò che ha incollato manca."));
    else if (!app->prompt && !app->edit && list)
        cigo_tui_say(app, STYLE_HINT, _("Qui non si incolla: prima apra una risposta."));
    else if (app->edit && !app->edit_box && lines > 1)
        cigo_tui_say(app, STYLE_HINT, _("%zu righe unite in una."), lines);
    else if (asked && !app->message.n)
        cigo_tui_say(app, STYLE_INFO, ngettext("Incollato %zu carattere.", "Incollati %zu caratteri.",
                                               cigo_utf8_count(paste)), cigo_utf8_count(paste));
}
