/* Undo and redo, also of what former sessions did: said in words; what somebody else did, or very much at once, is
 * asked before. */

#include <stdlib.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

static void go_there(struct app *app, struct cigo_place place)
{
    bool there = !place.group || !place.row ||
                 cigo_rows_find(cigo_tui_rows_of(app, place.group), place.row) < cigo_tui_rows_of(app, place.group)->n;
    if (app->view == VIEW_TABLE && place.group == app->focus.group) {
        cigo_tui_table_open(app, there ? place : app->focus);
        return;
    }
    if (!there)
        place = (struct cigo_place){.group = place.group};
    if ((place.field || place.group) && cigo_session_visible(app->session, place))
        cigo_tui_go_place(app, place);
}

void cigo_tui_take_step(struct app *app, bool redo)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_place place = {0};
    struct cigo_undo_step step;
    struct cigo_buf text;
    const char *label = NULL;
    if (!cigo_session_next_undo_step(app->session, redo, &step, &err) || !step.label)
        return;
    cigo_buf_init(&text, 65536);
    cigo_undo_text(app->session, &step, &text);
    if (redo)
        cigo_session_redo(app->session, &label, &place, &effects, &err);
    else
        cigo_session_undo(app->session, &label, &place, &effects, &err);
    const char *failed = cigo_session_save_failed(app->session);
    const char *done = redo ? _("Rifatto") : _("Annullato (Ctrl-Y rifà)");
    cigo_tui_say_effects(app, &effects); /* keeps them for Ctrl-W */
    if (!label)
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
    else if (failed)
        cigo_tui_say(app, STYLE_ERROR, _("!! NON SALVATO: %s  Può continuare; Ctrl-S riprova."), failed);
    else
        cigo_tui_say(app, STYLE_INFO, effects.n ? _("%s: %s.  Ctrl-W dice che cosa cambia.") : "%s: %s.", done,
                     cigo_before_stop(text.p, app->arena));
    cigo_buf_finish(&text);
    if (label)
        go_there(app, place);
}

static void ask_or_take(struct app *app, bool redo)
{
    struct cigo_error err = {0};
    struct cigo_undo_step step;
    if (!cigo_session_next_undo_step(app->session, redo, &step, &err)) {
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
        return;
    }
    if (!step.label) {
        cigo_tui_say(app, STYLE_INFO, "%s", redo ? _("Non c'è nulla da rifare.") : _("Non c'è nulla da annullare."));
        return;
    }
    if (!cigo_undo_asks(&step)) {
        cigo_tui_take_step(app, redo);
        return;
    }
    struct cigo_buf question;
    cigo_buf_init(&question, 65536);
    cigo_undo_question(app->session, &step, redo, &question);
    cigo_buf_puts(&question, _(" Invio sì, Esc no "));
    free(app->prompt_question);
    app->prompt_question = cigo_buf_take(&question);
    cigo_tui_prompt_open(app, redo ? PROMPT_REDO : PROMPT_UNDO);
}

void cigo_tui_undo(struct app *app)
{
    ask_or_take(app, false);
}

void cigo_tui_redo(struct app *app)
{
    ask_or_take(app, true);
}
