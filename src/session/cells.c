/* The only ways to touch the answers. Each tells the rules what changed and keeps the list of cells that
 * carry a format alert, so that nobody ever walks 100,000 rows to find them. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "session-priv.h"

static bool has_alert(uint8_t verdict)
{
    return verdict == CIGO_BAD || verdict == CIGO_WARNING;
}

/* A cell that had no alert is not in the list: no search, so that reading 100,000 rows stays linear. */
static void note_format(struct cigo_session *session, struct cigo_place place, uint8_t before,
                        uint8_t now)
{
    if (!has_alert(before)) {
        if (has_alert(now))
            *CIGO_PUSH(session->bad, session->n_bad, session->cap_bad) =
                (struct format_cell){place.field, place.row, now};
        return;
    }
    size_t i = 0;
    while (session->bad[i].field != place.field || session->bad[i].row != place.row)
        i++;
    if (has_alert(now))
        session->bad[i].verdict = now;
    else
        session->bad[i] = session->bad[--session->n_bad];
}

void cigo_put_text(struct cigo_session *session, struct cigo_place place, struct cigo_str text)
{
    if (!cigo_answers_has(session->answers, place))
        return;
    uint8_t verdict = cigo_answers_cell(session->answers, place).verdict;
    cigo_answers_put(session->answers, place, text);
    note_format(session, place, verdict, cigo_answers_cell(session->answers, place).verdict);
    session->missing_known = false;
    if (session->loading)
        return;
    if (place.group)
        cigo_rules_cell_changed(session->rules, place.field, place.row);
    else
        cigo_rules_field_changed(session->rules, place.field);
}

void cigo_put_row(struct cigo_session *session, const struct cigo_group *group, size_t position, int64_t *id)
{
    *id = cigo_answers_row_add(session->answers, group, position, *id);
    session->missing_known = false;
    if (!session->loading)
        cigo_rules_row_added(session->rules, group, *id);
}

void cigo_drop_row(struct cigo_session *session, const struct cigo_group *group, int64_t row)
{
    for (size_t i = 0; i < session->n_bad;) {
        if (session->bad[i].row == row && session->bad[i].field->group == group)
            session->bad[i] = session->bad[--session->n_bad];
        else
            i++;
    }
    cigo_answers_row_remove(session->answers, group, row);
    session->missing_known = false;
    if (!session->loading)
        cigo_rules_row_removed(session->rules, group, row);
}
