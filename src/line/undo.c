/* Undo and redo, also of what former sessions did; what somebody else did, or very much at once, is asked before. */

#include <cigo/i18n/i18n.h>
#include "line-priv.h"

static void go_there(struct line *line, struct cigo_place place)
{
    if (place.field && cigo_answers_has(cigo_session_answers(line->session), place))
        cigo_line_go(line, place);
    else if (place.group)
        cigo_line_go(line, (struct cigo_place){.group = place.group});
}

static bool agreed(struct line *line, const struct cigo_undo_step *step, bool redo)
{
    if (!cigo_undo_asks(step))
        return true;
    struct cigo_buf question;
    cigo_buf_init(&question, 65536);
    cigo_undo_question(line->session, step, redo, &question);
    cigo_line_say(line, "%s", question.p);
    cigo_buf_finish(&question);
    return cigo_line_agrees_to_change(line);
}

static void take(struct line *line, const struct cigo_undo_step *step, bool redo)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_place place = {0};
    struct cigo_buf text;
    const char *label;
    cigo_buf_init(&text, 65536);
    cigo_undo_text(line->session, step, &text);
    if (redo)
        cigo_session_redo(line->session, &label, &place, &effects, &err);
    else
        cigo_session_undo(line->session, &label, &place, &effects, &err);
    if (label) {
        cigo_line_say(line, "%s: %s.", redo ? _("Rifatto") : _("Annullato"), text.p);
        cigo_line_report(line, &effects, place);
        go_there(line, place);
    } else {
        cigo_line_say(line, "%s", err.text);
    }
    cigo_buf_finish(&text);
}

static void ask_and_take(struct line *line, bool redo)
{
    struct cigo_error err = {0};
    struct cigo_undo_step step;
    if (!cigo_session_next_undo_step(line->session, redo, &step, &err))
        cigo_line_say(line, "%s", err.text);
    else if (!step.label)
        cigo_line_say(line, "%s", redo ? _("Non c'è nulla da rifare.") : _("Non c'è nulla da annullare."));
    else if (agreed(line, &step, redo))
        take(line, &step, redo);
}

void cigo_line_undo(struct line *line, const char *rest)
{
    (void)rest;
    ask_and_take(line, false);
}

void cigo_line_redo(struct line *line, const char *rest)
{
    (void)rest;
    ask_and_take(line, true);
}
