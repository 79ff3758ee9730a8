/* What is typed and not yet an answer goes to the disk too, as the draft of the case: after a second without a key, and
 * two seconds after the first key that is not there yet while typing goes on. So a kill takes two seconds of typing at
 * the most. The clock is only looked at while something is owed. */

#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"
#include "table-priv.h"

enum { SILENCE_MS = 1000, MOST_MS = 2000 };

static int64_t owed_for(const struct app *app)
{
    return app->draft_since ? app->desk->now_ms(app->desk->data) - app->draft_since : 0;
}

int cigo_tui_draft_due(const struct app *app)
{
    int64_t left = MOST_MS - owed_for(app);
    return left > SILENCE_MS ? SILENCE_MS : left > 0 ? (int)left : 0;
}

/* What is typed, or marked in a list; NULL = nothing is being answered. */
static const char *unanswered(struct app *app)
{
    struct cigo_buf marks;
    if (app->edit)
        return cigo_arena_str(app->arena, cigo_edit_text(app->edit));
    cigo_buf_init(&marks, 65536);
    bool any = cigo_tui_picker_marks(app, &marks);
    const char *text = cigo_tui_kept(app, &marks);
    return any ? text : NULL;
}

void cigo_tui_draft_write(struct app *app)
{
    struct cigo_buf place;
    struct cigo_error err = {0};
    const char *text = app->draft_owed ? unanswered(app) : NULL;
    app->draft_owed = text != NULL;
    if (!text)
        return;
    cigo_buf_init(&place, 1024);
    cigo_position_format(app->focus, &place);
    app->draft_since = 0;
    app->draft_owed = !app->desk->save_draft(app->desk->data, place.p, text, &err);
    if (app->draft_owed)
        cigo_tui_say(app, STYLE_ERROR, _("!! NON SALVATO: %s"), err.text);
    cigo_buf_finish(&place);
}

void cigo_tui_draft_typing(struct app *app)
{
    if (!app->draft_owed || !app->desk->now_ms)
        app->draft_since = 0;
    else if (!app->draft_since)
        app->draft_since = app->desk->now_ms(app->desk->data);
    else if (owed_for(app) >= MOST_MS)
        cigo_tui_draft_write(app);
}

void cigo_tui_draft_forget(struct app *app)
{
    struct cigo_error err = {0};
    app->desk->save_draft(app->desk->data, "", "", &err);
    app->draft_owed = false;
    app->desk->draft_text = NULL;
}

/* Its question is hidden now, or its row is gone: it can only be read. It stays until something else is typed. */
static void show_draft(struct app *app, const char *hint, const char *text)
{
    cigo_tui_panel_open(app, _("Un testo rimasto a metà"));
    cigo_tui_panel_add(app, STYLE_HINT, 0, "%s", hint);
    cigo_tui_panel_add_lines(app, STYLE_NORMAL, 0, text);
}

/* Rows that were being pasted in plain lines are what was copied now, and the place is the one where they go. They stay
 * a draft until they are pasted. */
static void offer_rows(struct app *app, struct cigo_place place, const char *text)
{
    bool there = !place.row || cigo_answers_has(cigo_session_answers(app->session), place);
    if (!there || !cigo_tui_table_fits(app)) {
        show_draft(app, there ? _("Sono righe da incollare: si incollano su uno schermo più grande, o a righe semplici. Restano "
                                  "finché non comincia a scrivere altrove.")
                              : _("Sono righe da incollare; il loro posto ora non c'è. Se servono le copi: restano finché non "
                                  "comincia a scrivere altrove."), text);
        return;
    }
    if (app->view == VIEW_CALL)
        cigo_tui_call_away(app);
    cigo_tui_table_open(app, place);
    if (!place.row)
        cigo_tui_table_put(app, SIZE_MAX, 0);
    cigo_buf_clear(&app->copied);
    cigo_buf_puts(&app->copied, text);
    cigo_tui_say(app, STYLE_WARNING, _("Ci sono righe rimaste da incollare: F10 i le incolla qui."));
}

/* At the focus, to be confirmed. */
static void put_back(struct app *app, size_t number)
{
    (void)number;
    app->edit_box = app->focus.field->kind->multiline;
    app->edit = cigo_edit_new(app->edit_box, cigo_str_of(app->desk->draft_text));
    cigo_tui_say(app, STYLE_WARNING, _("Il testo che stava scrivendo è di nuovo qui, com'era."));
}

static void keep_answer(struct app *app, size_t number)
{
    (void)number;
    cigo_tui_draft_forget(app);
    cigo_tui_say(app, STYLE_HINT, _("La risposta resta com'è."));
}

/* The answer is newer than the text, and most keys would put this in its place. */
static void ask_which(struct app *app, const char *text)
{
    cigo_tui_panel_open(app, _("Un testo rimasto a metà"));
    cigo_tui_panel_add(app, STYLE_HINT, 0, "%s", _("La risposta è stata cambiata dopo che questo testo è stato scritto."));
    cigo_tui_panel_offer(app, keep_answer, _("Tiene la risposta di adesso; questo testo va perso"));
    cigo_tui_panel_offer(app, put_back, _("Riprende questo testo, da confermare al posto della risposta"));
    cigo_tui_panel_add_lines(app, STYLE_NORMAL, 0, text);
}

/* Text that was in the editor when the program ended is put back where it was. */
void cigo_tui_resume_draft(struct app *app)
{
    struct cigo_place place;
    const char *text = app->desk->draft_text;
    if (!text || !*text || !app->desk->draft_place || !*app->desk->draft_place)
        return;
    if (cigo_rows_draft_parse(app->form, app->desk->draft_place, &place) &&
        cigo_session_visible(app->session, (struct cigo_place){.group = place.group})) {
        offer_rows(app, place, text);
        return;
    }
    if (!cigo_position_parse(app->form, app->desk->draft_place, &place) || !place.field ||
        !cigo_answers_has(cigo_session_answers(app->session), place) || !cigo_session_visible(app->session, place)) {
        show_draft(app, _("La sua domanda ora non c'è. Se serve lo copi: resta qui finché non comincia a scrivere altrove."),
                   text);
        return;
    }
    bool marks = place.field->kind->type == CIGO_TYPE_MULTI;
    if (!marks && (place.field->ctx.choices || place.field->kind->type == CIGO_TYPE_BOOLEAN))
        return;
    cigo_tui_go_place(app, place);
    if (app->view == VIEW_CALL)
        cigo_tui_call_away(app);
    if (marks) {
        cigo_tui_resume_picker(app, cigo_str_of(text));
        cigo_tui_say(app, STYLE_WARNING, _("Ciò che stava segnando è di nuovo qui, com'era: Invio lo conferma."));
    } else if (app->desk->draft_old) {
        ask_which(app, text);
    } else {
        put_back(app, 0);
    }
}
