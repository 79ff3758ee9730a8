/* Notes of whoever helps: a panel with all of them, and a line to write one. */

#include <cigo/exchange/call.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

bool cigo_tui_keeps_notes(const struct app *app)
{
    return app->desk->notes != NULL;
}

static void ask(struct app *app, size_t number)
{
    (void)number;
    cigo_tui_prompt_open(app, PROMPT_NOTE);
}

static void add(struct app *app, const struct cigo_note *note)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 1 << 20);
    cigo_note_line(app->session, note, &text);
    struct panel_line *line = cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", text.p);
    if (note->place.field || note->place.group) {
        line->target = TARGET_PLACE;
        line->place = note->place;
    }
    cigo_buf_finish(&text);
}

void cigo_tui_show_notes(struct app *app)
{
    struct cigo_notes notes = {0};
    struct cigo_error err = {0};
    cigo_tui_panel_open(app, _("Note: Invio va dov'è stata scritta"));
    struct panel_line *line = cigo_tui_panel_add(app, STYLE_KEY, 0, "%s", _("Scrive una nota"));
    line->target = TARGET_RUN;
    line->run = ask;
    line->letter = 'n';
    if (!app->desk->notes(app->desk->data, app->arena, &notes, &err))
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
    for (size_t i = 0; i < notes.n; i++)
        add(app, &notes.items[i]);
    if (!notes.n)
        cigo_tui_panel_add(app, STYLE_HINT, 0, "%s", _("Nessuna nota."));
}

void cigo_tui_add_note(struct app *app, const char *text)
{
    struct cigo_error err = {0};
    bool place = app->view == VIEW_PAGE || app->view == VIEW_TABLE || app->view == VIEW_CALL;
    if (!*text)
        return;
    if (app->desk->add_note(app->desk->data, place ? app->focus : (struct cigo_place){0},
                            cigo_desk_call_seconds(app->desk), text, &err)) {
        app->desk->notes_added++;
        cigo_tui_say(app, STYLE_OK, "%s", _("Nota registrata."));
    } else {
        cigo_tui_say(app, STYLE_ERROR, _("!! NON SALVATO: %s"), err.text);
    }
}
