/* What an action changed beside what was typed: everything is compared before and after.
 *
 * Fields and groups shown or hidden, computed values, alerts that came or went (only those that the user
 * can see by now: see alert_in_scope). Alerts are two sorted lists that are merged. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "inputs-priv.h"

static int by_rule_and_row(const struct cigo_fired *x, const struct cigo_fired *y)
{
    if (x->def != y->def)
        return x->def->index < y->def->index ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static int by_cell(const void *a, const void *b)
{
    const struct format_cell *x = a, *y = b;
    if (x->field != y->field)
        return x->field < y->field ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Copied as a whole: of a hundred thousand they may be as many. */
static void keep_fired(struct cigo_session *session)
{
    struct snapshot *shot = &session->before;
    const struct cigo_fired *fired = cigo_rules_fired(session->rules, &shot->n_fired);
    if (shot->n_fired > shot->cap_fired) {
        shot->cap_fired = shot->n_fired;
        shot->fired = cigo_realloc_array(shot->fired, shot->cap_fired, sizeof *shot->fired);
    }
    if (shot->n_fired)
        memcpy(shot->fired, fired, shot->n_fired * sizeof *fired);
}

static struct cigo_value value_dup(struct cigo_arena *arena, struct cigo_value value)
{
    if (value.storage == CIGO_TEXT)
        value.s.p = cigo_arena_str(arena, value.s);
    return value;
}

static struct format_cell *sorted_cells(const struct format_cell *cells, size_t n)
{
    struct format_cell *copy = cigo_alloc_array(n + 1, sizeof *copy);
    if (n)
        memcpy(copy, cells, n * sizeof *copy);
    qsort(copy, n, sizeof *copy, by_cell);
    return copy;
}

void cigo_effects_before(struct cigo_session *session)
{
    const struct cigo_form *form = session->form;
    struct snapshot *shot = &session->before;
    cigo_arena_reset(shot->arena);
    shot->fields = cigo_arena_alloc(shot->arena, form->n_fields + 1);
    shot->answered = cigo_arena_alloc(shot->arena, form->n_fields + 1);
    shot->groups = cigo_arena_alloc(shot->arena, form->n_groups + 1);
    shot->computed = cigo_arena_alloc(shot->arena, (form->n_computed + 1) * sizeof *shot->computed);
    for (size_t i = 0; i < form->n_fields; i++) {
        shot->fields[i] = cigo_rules_visible(session->rules, &form->fields[i], 0);
        shot->answered[i] = session->answers->fields[i].cells != NULL;
    }
    for (size_t i = 0; i < form->n_groups; i++)
        shot->groups[i] = cigo_rules_group_visible(session->rules, &form->groups[i]);
    for (size_t i = 0; i < form->n_computed; i++)
        shot->computed[i] = value_dup(
            shot->arena, cigo_rules_computed(session->rules, &form->computed[i], 0));
    keep_fired(session);
    free(session->bad_before);
    session->bad_before = sorted_cells(session->bad, session->n_bad);
    session->n_bad_before = session->n_bad;
    cigo_arena_reset(session->effects_arena);
    session->n_effects = 0;
}

static struct cigo_effect *add(struct cigo_session *session, enum cigo_effect_type type)
{
    struct cigo_effect *effect =
        CIGO_PUSH(session->effects, session->n_effects, session->cap_effects);
    *effect = (struct cigo_effect){.type = type};
    return effect;
}

void cigo_effect_waiver(struct cigo_session *session, enum cigo_effect_type type, const struct waiver_record *waiver)
{
    struct cigo_effect *effect = add(session, type);
    struct cigo_str id = {waiver->alert, strcspn(waiver->alert, "@")}; /* behind it the field, of a format alert */
    effect->alert = cigo_arena_str(session->effects_arena, id);
    effect->row = waiver->row;
    effect->contested = waiver->state == CIGO_CONTESTED;
}

static void visibility(struct cigo_session *session)
{
    const struct cigo_form *form = session->form;
    for (size_t i = 0; i < form->n_fields; i++) {
        bool now = cigo_rules_visible(session->rules, &form->fields[i], 0);
        if (now == session->before.fields[i])
            continue;
        struct cigo_effect *effect = add(session, now ? CIGO_EFFECT_SHOWN : CIGO_EFFECT_HIDDEN);
        effect->place.field = &form->fields[i];
        effect->answered = session->answers->fields[i].cells != NULL;
    }
    for (size_t i = 0; i < form->n_groups; i++) {
        bool now = cigo_rules_group_visible(session->rules, &form->groups[i]);
        if (now == session->before.groups[i])
            continue;
        struct cigo_effect *effect = add(session, now ? CIGO_EFFECT_SHOWN : CIGO_EFFECT_HIDDEN);
        effect->place.group = &form->groups[i];
        effect->answered = session->answers->groups[i].n > 0;
    }
}

static const char *as_text(struct cigo_session *session, const struct cigo_computed *computed,
                           const struct cigo_value *value)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_value_shown(computed, value, &buf);
    const char *text = cigo_arena_str(session->effects_arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return text;
}

static void values(struct cigo_session *session)
{
    const struct cigo_form *form = session->form;
    for (size_t i = 0; i < form->n_computed; i++) {
        const struct cigo_computed *computed = &form->computed[i];
        struct cigo_value now = cigo_rules_computed(session->rules, computed, 0);
        if (computed->internal || cigo_value_eq(&now, &session->before.computed[i]))
            continue;
        struct cigo_effect *effect = add(session, CIGO_EFFECT_COMPUTED);
        effect->computed = computed;
        effect->before = as_text(session, computed, &session->before.computed[i]);
        effect->after = as_text(session, computed, &now);
    }
}

/* ---- alerts that went: resolved, or no longer to be judged? ---- */

static bool was_hidden(const struct cigo_session *session, const struct cigo_field *field)
{
    return !field->group && session->before.fields[field->index] && !cigo_rules_visible(session->rules, field, 0);
}

static bool is_unreadable(const struct cigo_session *session, struct cigo_place place)
{
    return cigo_answers_has(session->answers, place) && cigo_answers_cell(session->answers, place).verdict == CIGO_BAD;
}

/* Unreadable since this action? `bad` is sorted. */
static bool went_bad(const struct cigo_session *session, const struct format_cell *bad, const struct cigo_field *field,
                     int64_t row)
{
    struct format_cell cell = {.field = field, .row = row};
    return bsearch(&cell, bad, session->n_bad, sizeof *bad, by_cell) &&
           is_unreadable(session, (struct cigo_place){field, field->group, row}) && !(session->n_bad_before &&
             bsearch(&cell, session->bad_before, session->n_bad_before, sizeof *bad, by_cell));
}

/* What may stay empty, and was empty before, is not what keeps the rule from being judged now. */
static bool is_needed(const struct cigo_session *session, struct cigo_place place)
{
    bool emptied = place.field && !place.group && session->before.answered[place.field->index];
    return emptied || is_unreadable(session, place) || cigo_session_required(session, place);
}

/* Its condition is unknown, and an answer lacks below what makes it so. */
static bool waits(const struct cigo_session *session, const struct cigo_subject *when)
{
    struct cigo_place place;
    return cigo_rules_alert_unknown(session->rules, when->alert) && cigo_inputs_lack(session, when, is_needed, &place);
}

/* What it rests on became unreadable; or it waits for an answer, and none that it rests on ceased to be asked. */
static bool cannot_be_judged(struct cigo_session *session, const struct cigo_fired *fired, const struct format_cell *bad)
{
    struct cigo_subject subject = {.use = CIGO_USE_WHEN, .alert = fired->def};
    const struct cigo_group *each = fired->def->each;
    struct input_set set = {0};
    bool unreadable = false, hidden = false;
    if (each && !session->n_bad)
        return false;
    cigo_inputs_close(session, &subject, &set);
    for (size_t i = 0; i < set.n; i++) {
        const struct cigo_field *field = set.items[i].type == CIGO_INPUT_FIELD ? set.items[i].field : NULL;
        if (!field || (field->group && field->group != each))
            continue;
        unreadable |= went_bad(session, bad, field, field->group ? fired->row : 0);
        hidden |= was_hidden(session, field);
    }
    free(set.items);
    return unreadable || (!each && !hidden && waits(session, &subject));
}

static void alert_moved(struct cigo_session *session, const struct cigo_fired *fired, bool on,
                        const struct format_cell *bad)
{
    if (!cigo_alert_in_scope(session, fired->def, CIGO_SCOPE_COMMIT))
        return;
    struct cigo_effect *effect = add(session, on ? CIGO_EFFECT_ALERT_ON : CIGO_EFFECT_ALERT_OFF);
    effect->alert = fired->def->id;
    effect->row = fired->row;
    effect->unknown = !on && cannot_be_judged(session, fired, bad);
}

static void rule_alerts(struct cigo_session *session, const struct format_cell *bad)
{
    size_t n_old = session->before.n_fired, n_now, i = 0, k = 0;
    const struct cigo_fired *old = session->before.fired;
    const struct cigo_fired *now = cigo_rules_fired(session->rules, &n_now);
    while (i < n_old || k < n_now) {
        int order = i == n_old ? 1 : k == n_now ? -1 : by_rule_and_row(&old[i], &now[k]);
        if (order < 0)
            alert_moved(session, &old[i], false, bad);
        else if (order > 0)
            alert_moved(session, &now[k], true, bad);
        i += order <= 0;
        k += order >= 0;
    }
}

static void format_moved(struct cigo_session *session, const struct format_cell *cell, bool on)
{
    struct cigo_effect *effect = add(session, on ? CIGO_EFFECT_ALERT_ON : CIGO_EFFECT_ALERT_OFF);
    effect->alert = cell->field->kind->alert;
    effect->row = cell->row;
    effect->place = (struct cigo_place){cell->field, cell->field->group, cell->row};
}

static void format_alerts(struct cigo_session *session, const struct format_cell *now)
{
    const struct format_cell *old = session->bad_before;
    size_t n_old = session->n_bad_before, n_now = session->n_bad, i = 0, k = 0;
    while (i < n_old || k < n_now) {
        int order = i == n_old ? 1 : k == n_now ? -1 : by_cell(&old[i], &now[k]);
        if (order < 0)
            format_moved(session, &old[i], false);
        else if (order > 0)
            format_moved(session, &now[k], true);
        i += order <= 0;
        k += order >= 0;
    }
}

void cigo_effects_after(struct cigo_session *session)
{
    struct format_cell *bad = sorted_cells(session->bad, session->n_bad);
    visibility(session);
    values(session);
    rule_alerts(session, bad);
    format_alerts(session, bad);
    free(bad);
}

const struct cigo_alert *cigo_alerts_find(const struct cigo_alerts *alerts,
                                          const struct cigo_effect *effect)
{
    for (size_t i = 0; i < alerts->n; i++) {
        const struct cigo_alert *alert = &alerts->items[i];
        bool here = !effect->place.field || (alert->n_at && alert->at[0].field == effect->place.field);
        if (here && alert->row == effect->row && strcmp(alert->id, effect->alert) == 0)
            return alert;
    }
    return NULL;
}
