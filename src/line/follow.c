/* A case that somebody else writes: what is new is read before each question, and said in one line; the case is taken
 * when it is free, or after a yes when the one who wrote is gone. */

#include <cigo/i18n/i18n.h>
#include "line-priv.h"

/* The row where the user was may have been taken off, and the question may not be asked any more; on the way onto the
 * portal other fields may be on the list. */
static void find_place(struct line *line)
{
    if (line->portal)
        cigo_line_portal_anew(line);
    bool field = line->here.field || line->here.group;
    if (!field || (cigo_answers_has(cigo_session_answers(line->session), line->here) &&
                   cigo_session_visible(line->session, line->here)))
        return;
    struct cigo_place group = {.group = line->here.group};
    if (group.group && cigo_session_visible(line->session, group))
        cigo_line_go(line, group);
    else if (!group.group || line->here.row)
        cigo_line_go_home(line);
}

bool cigo_line_follow(struct line *line)
{
    struct cigo_news news = {.text = ""};
    if (!line->desk->read_only || !line->desk->look)
        return false;
    line->desk->look(line->desk->data, &news);
    if (*news.text)
        cigo_line_say(line, "%s", news.text);
    if (news.changed)
        find_place(line);
    return *news.text != '\0';
}

void cigo_line_refresh(struct line *line, const char *rest)
{
    (void)rest;
    if (!line->desk->read_only)
        cigo_line_say(line, _("La domanda la scrive lei: qui c'è già tutto."));
    else if (cigo_line_follow(line))
        line->moved = !line->home;
    else
        cigo_line_say(line, _("Nulla di nuovo."));
}

void cigo_line_take(struct line *line, const char *rest)
{
    (void)rest;
    const char *text;
    if (!line->desk->read_only || !line->desk->take) {
        cigo_line_say(line, _("La domanda la scrive già lei."));
        return;
    }
    enum cigo_take how = line->desk->take(line->desk->data, false, &text);
    cigo_line_say(line, "%s", text);
    if (how == CIGO_TAKE_ASK) {
        if (!cigo_line_agrees(line, _("La prende lei? si o no: "))) {
            cigo_line_say(line, _("Resta in lettura; /prendi la prende anche dopo."));
            return;
        }
        how = line->desk->take(line->desk->data, true, &text);
        cigo_line_say(line, "%s", text);
    }
    if (how != CIGO_TAKE_DONE)
        return;
    find_place(line);
    line->moved = !line->home;
    cigo_line_resume_draft(line);
}
