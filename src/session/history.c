/* Taking something back from the history: an ordinary change, which undo takes back in turn. */

#include <cigo/session/history.h>

static bool same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

bool cigo_history_can_take(const struct cigo_session *session, const struct cigo_past_value *value)
{
    const struct cigo_answers *answers = cigo_session_answers(session);
    if (value->what == CIGO_PAST_TEXT)
        return cigo_answers_has(answers, value->place) && !same(value->old_text, cigo_session_text(session, value->place));
    if (value->what != CIGO_PAST_REMOVED)
        return false;
    const struct cigo_rows *rows = &answers->groups[value->place.group->index];
    return cigo_rows_find(rows, value->place.row) == rows->n;
}

static bool take_row(struct cigo_session *session, const struct cigo_past_value *value, struct cigo_place *ret_place,
                     struct cigo_effects *ret_effects, struct cigo_error *err)
{
    const struct cigo_group *group = value->place.group;
    int64_t id = 0;
    cigo_session_begin(session, group->own);
    bool ok = cigo_session_row_add(session, group, value->position, &id, NULL, err);
    for (size_t i = 0; ok && i < group->n_fields; i++) {
        struct cigo_place place = {&group->fields[i], group, id};
        if (value->row_texts[i])
            cigo_session_set(session, place, cigo_str_of(value->row_texts[i]), NULL, NULL);
    }
    *ret_place = (struct cigo_place){NULL, group, id};
    return cigo_session_end(session, ret_effects, ok ? err : NULL) && ok;
}

bool cigo_history_take(struct cigo_session *session, const struct cigo_past_value *value,
                       struct cigo_place *ret_place, struct cigo_effects *ret_effects, struct cigo_error *err)
{
    if (!cigo_history_can_take(session, value))
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Qui non c'è nulla da riprendere: è già così, o la riga non c'è."));
    if (value->what == CIGO_PAST_REMOVED)
        return take_row(session, value, ret_place, ret_effects, err);
    *ret_place = value->place;
    return cigo_session_set(session, value->place, cigo_str_of(value->old_text), ret_effects, err);
}
