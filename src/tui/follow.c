/* A case that somebody else writes: what is new is shown at the place where the user is, and the case is taken when
 * it is free or when a person says that the one who wrote is gone. */

#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

static bool is_there(const struct app *app, struct cigo_place place)
{
    if (!place.group || !place.row)
        return true;
    const struct cigo_rows *rows = cigo_tui_rows_of(app, place.group);
    return cigo_rows_find(rows, place.row) < rows->n;
}

/* The session holds other answers: what was made from the old ones is made again when it is drawn. */
static void refresh(struct app *app)
{
    app->review.stale = true;
    app->portal.stale = true;
    cigo_tui_import_drop(app);
    bool visible = (!app->focus.field && !app->focus.group) || cigo_session_visible(app->session, app->focus);
    if (app->view == VIEW_TABLE && cigo_session_visible(app->session, (struct cigo_place){.group = app->focus.group}))
        return; /* it looks for the nearest row by itself */
    if (app->view == VIEW_CALL)
        cigo_tui_call_place(app, app->focus);
    if (app->view != VIEW_PAGE && app->view != VIEW_TABLE)
        return;
    if (is_there(app, app->focus) && visible)
        return;
    if (app->view == VIEW_PAGE && !app->focus.group)
        cigo_tui_go_section(app, app->section);
    else
        cigo_tui_go_home(app);
}

void cigo_tui_app_news(struct app *app)
{
    struct cigo_news news = {.text = ""};
    app->desk->look(app->desk->data, &news);
    cigo_arena_reset(app->arena);
    if (news.changed)
        refresh(app);
    if (*news.text)
        cigo_tui_say(app, STYLE_WARNING, "%s", news.text);
}

/* ---- taking ---- */

static void taken(struct app *app, const char *text)
{
    refresh(app);
    cigo_tui_say(app, STYLE_OK, "%s", text);
    cigo_tui_resume_draft(app);
}

static void stay(struct app *app, size_t number)
{
    (void)number;
    cigo_tui_say(app, STYLE_HINT, _("Resta in lettura. Dal menu (F10) la domanda si può prendere anche dopo."));
}

static void take_surely(struct app *app, size_t number)
{
    (void)number;
    const char *text;
    if (app->desk->take(app->desk->data, true, &text) == CIGO_TAKE_DONE)
        taken(app, text);
    else
        cigo_tui_say(app, STYLE_WARNING, "%s", text);
}

static void ask(struct app *app, const char *text)
{
    cigo_tui_panel_open(app, _("Prendere la domanda?"));
    cigo_tui_panel_add_lines(app, STYLE_NORMAL, 0, text);
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", "");
    cigo_tui_panel_offer(app, stay, _("No: la leggo soltanto"));
    cigo_tui_panel_offer(app, take_surely, _("Sì: d'ora in poi la scrivo io"));
}

void cigo_tui_take(struct app *app)
{
    const char *text;
    switch (app->desk->take(app->desk->data, false, &text)) {
    case CIGO_TAKE_DONE:
        taken(app, text);
        break;
    case CIGO_TAKE_ASK:
        ask(app, text);
        break;
    case CIGO_TAKE_NO:
        cigo_tui_say(app, STYLE_WARNING, "%s", text);
        break;
    }
}

bool cigo_tui_can_take(const struct app *app)
{
    return app->desk->read_only && app->desk->take;
}
