/* What a snapshot tells stands in the session as answers do: a shape is a text without a value, so that every face shows
 * it and no rule reads it. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/message.h>
#include <cigo/session/frozen.h>
#include "session-priv.h"

struct cigo_session *cigo_session_frozen_new(const struct cigo_form *form, int32_t today, struct cigo_error *err)
{
    struct cigo_session_options options = {.today = today};
    struct cigo_session *session = cigo_session_new(form, &options, err);
    if (!session)
        return NULL;
    cigo_rules_freeze(session->rules);
    session->told_arena = cigo_arena_new();
    cigo_session_load_begin(session);
    return session;
}

bool cigo_session_frozen(const struct cigo_session *session)
{
    return session->told_arena != NULL;
}

bool cigo_session_may_act(const struct cigo_session *session, struct cigo_effects *ret_effects, struct cigo_error *err)
{
    if (ret_effects)
        *ret_effects = (struct cigo_effects){0};
    if (!cigo_session_frozen(session))
        return true;
    return cigo_fail(err, CIGO_EXIT_USAGE, _("È un'istantanea: qui si può solo guardare."));
}

void cigo_session_tell(struct cigo_session *session, struct cigo_place place, const struct cigo_told *told)
{
    cigo_rules_tell_field(session->rules, place.field, place.row, told->visible, told->required);
    if (told->text.n == 0)
        return;
    if (told->choice)
        cigo_put_text(session, place, told->text);
    else
        cigo_put_shape(session, place, told->text, told->verdict);
}

/* ---- computed values ---- */

static int by_value(const void *va, const void *vb)
{
    const struct told_value *a = va, *b = vb;
    if (a->computed != b->computed)
        return a->computed < b->computed ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

void cigo_session_tell_computed(struct cigo_session *session, const struct cigo_computed *computed, int64_t row,
                                struct cigo_str text)
{
    *CIGO_PUSH(session->told, session->n_told, session->cap_told) =
        (struct told_value){computed, computed->group ? row : 0, cigo_arena_str(session->told_arena, text)};
}

void cigo_told_sort(struct cigo_session *session)
{
    if (session->n_told)
        qsort(session->told, session->n_told, sizeof *session->told, by_value);
}

const char *cigo_told_computed(const struct cigo_session *session, const struct cigo_computed *computed, int64_t row)
{
    struct told_value key = {computed, computed->group ? row : 0, NULL};
    const struct told_value *found =
        session->n_told ? bsearch(&key, session->told, session->n_told, sizeof key, by_value) : NULL;
    return found ? found->text : "";
}
