/* Why a question is not asked: the answer that is missing, or the one that decides. Where several decide none is named:
 * it would be blamed for what the others do. */

#include <cigo/session/hidden.h>
#include "inputs-priv.h"

static bool is_answer(struct cigo_place place)
{
    return place.field || place.group;
}

static bool same(struct cigo_place a, struct cigo_place b)
{
    return a.field == b.field && a.group == b.group;
}

static struct cigo_subject subject_of(struct cigo_place place)
{
    return (struct cigo_subject){.use = CIGO_USE_VISIBLE, .field = place.field, .group = place.field ? NULL : place.group};
}

/* What must be answered is waited for before what may be; below a question that is itself undecided, what that waits for. */
static bool find_missing(struct cigo_session *session, struct cigo_place place, struct cigo_place *ret_missing)
{
    size_t n;
    struct cigo_subject subject = subject_of(place);
    if (!cigo_rules_undecided(session->rules, place.field, place.group))
        return false;
    if (cigo_inputs_lack(session, &subject, cigo_session_required, ret_missing) ||
        cigo_inputs_lack(session, &subject, NULL, ret_missing))
        return true;
    const struct cigo_input *inputs = cigo_rules_inputs(session->rules, &subject, &n);
    for (size_t i = 0; i < n; i++) {
        struct cigo_place input = {.field = inputs[i].field};
        if (inputs[i].type == CIGO_INPUT_FIELD && !input.field->group && find_missing(session, input, ret_missing))
            return true;
    }
    return false;
}

/* NULL where there are several, or none. */
static const struct cigo_why_line *only_answer(const struct cigo_why *why, struct cigo_place subject)
{
    const struct cigo_why_line *only = NULL;
    for (size_t i = 0; i < why->n; i++) {
        if (!is_answer(why->lines[i].place) || same(why->lines[i].place, subject))
            continue;
        if (only)
            return NULL;
        only = &why->lines[i];
    }
    return only;
}

/* Of a question that depends on another that is hidden too, what decides that one. */
static void find_decider(struct cigo_session *session, struct cigo_place place, struct cigo_hidden *hidden,
                         struct cigo_arena *arena)
{
    struct cigo_subject subject = subject_of(place);
    struct cigo_why why = cigo_session_why(session, &subject, place.row, arena);
    const struct cigo_why_line *only = only_answer(&why, place);
    if (only && !cigo_session_visible(session, only->place)) {
        find_decider(session, only->place, hidden, arena);
    } else if (only) {
        hidden->decides = only->place;
        hidden->reason = cigo_arena_printf(arena, "%s: %s", only->label, *only->value ? only->value : _("vuoto"));
    }
}

struct cigo_hidden cigo_session_hidden(struct cigo_session *session, struct cigo_place place, struct cigo_arena *arena)
{
    struct cigo_place whole = {.group = place.group};
    bool group = whole.group && !cigo_session_visible(session, whole);
    struct cigo_hidden hidden = {.hidden = group || !cigo_session_visible(session, place), .subject = group ? whole : place};
    if (!hidden.hidden)
        return hidden;
    hidden.undecided = find_missing(session, hidden.subject, &hidden.decides);
    if (!hidden.undecided)
        find_decider(session, hidden.subject, &hidden, arena);
    return hidden;
}
