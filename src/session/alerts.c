/* Alerts: three sources become one list.
 *
 * Rules that fire (from the rule database), cells that carry a format alert (from the kinds), rules that
 * failed (ENG-RULE). First they are collected as small references; state, order and counts need no more.
 * Texts are built only for those that somebody asked for: with 100,000 alerts they are most of the work. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/message.h>
#include "session-priv.h"

const char *cigo_alert_state_word(enum cigo_alert_state state)
{
    static const char *const words[] = {"open", "acknowledged", "contested"};
    return words[state];
}

bool cigo_alert_in_scope(const struct cigo_session *session, const struct cigo_alert_def *def,
                    enum cigo_scope scope)
{
    switch (def->timing) {
    case CIGO_ON_COMMIT:
        return true;
    case CIGO_ON_SECTION:
        return scope >= CIGO_SCOPE_SECTION || session->section_left[def->section];
    case CIGO_ON_REVIEW:
        return scope == CIGO_SCOPE_ALL;
    }
    return true;
}

static size_t position_of(const struct cigo_session *session, const struct cigo_group *group, int64_t row)
{
    return group && row ? cigo_rows_find(&session->answers->groups[group->index], row) + 1 : 0;
}

static bool cell_visible(const struct cigo_session *session, const struct format_cell *cell)
{
    struct cigo_place place = {cell->field, cell->field->group, cell->row};
    return cigo_session_visible(session, place);
}

static int by_severity(const void *a, const void *b)
{
    const struct alert_ref *x = a, *y = b;
    if (x->severity != y->severity)
        return x->severity > y->severity ? -1 : 1;
    int order = x->id == y->id ? 0 : strcmp(x->id, y->id);
    if (order)
        return order;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    size_t fx = x->cell ? x->cell->field->index : 0, fy = y->cell ? y->cell->field->index : 0;
    return fx < fy ? -1 : fx > fy;
}

static void collect_rules(struct cigo_session *session, enum cigo_scope scope, struct alert_refs *refs)
{
    size_t n;
    const struct cigo_fired *fired = cigo_rules_fired(session->rules, &n);
    for (size_t i = 0; i < n; i++) {
        if (!cigo_alert_in_scope(session, fired[i].def, scope))
            continue;
        *CIGO_PUSH(refs->items, refs->n, refs->cap) = (struct alert_ref){
            .fired = &fired[i],
            .severity = fired[i].def->severity,
            .id = fired[i].def->id,
            .row = fired[i].row,
            .position = position_of(session, fired[i].def->each, fired[i].row),
        };
    }
}

static void collect_formats(struct cigo_session *session, struct alert_refs *refs)
{
    for (size_t i = 0; i < session->n_bad; i++) {
        const struct format_cell *cell = &session->bad[i];
        if (!cell_visible(session, cell))
            continue;
        *CIGO_PUSH(refs->items, refs->n, refs->cap) = (struct alert_ref){
            .cell = cell,
            .severity = cell->verdict == CIGO_BAD ? CIGO_ALERT_ERROR : CIGO_ALERT_WARNING,
            .id = cell->field->kind->alert,
            .row = cell->row,
            .position = position_of(session, cell->field->group, cell->row),
        };
    }
}

static void collect(struct cigo_session *session, enum cigo_scope scope, struct alert_refs *ret)
{
    *ret = (struct alert_refs){0};
    collect_rules(session, scope, ret);
    collect_formats(session, ret);
    size_t n;
    const struct cigo_failure *failures = cigo_rules_failures(session->rules, &n);
    for (size_t i = 0; i < n; i++)
        *CIGO_PUSH(ret->items, ret->n, ret->cap) = (struct alert_ref){
            .failure = &failures[i], .severity = CIGO_ALERT_ERROR, .id = "ENG-RULE"};
}

static void sort_refs(struct alert_refs *refs)
{
    if (refs->n)
        qsort(refs->items, refs->n, sizeof *refs->items, by_severity);
}

void cigo_alert_refs_collect(struct cigo_session *session, enum cigo_scope scope, struct alert_refs *ret)
{
    collect(session, scope, ret);
    sort_refs(ret);
}

/* ---- texts ---- */

static void add_place(struct cigo_alert *alert, struct cigo_place *places, struct cigo_place place)
{
    places[alert->n_at++] = place;
    alert->at = places;
}

static void rule_places(const struct alert_ref *ref, struct cigo_arena *arena, struct cigo_alert *alert)
{
    const struct cigo_alert_def *def = ref->fired->def;
    struct cigo_place *places = cigo_arena_alloc(arena, (def->n_at + 1) * sizeof *places);
    for (size_t i = 0; i < def->n_at; i++) {
        if (!(ref->fired->places & (uint32_t)1 << i))
            continue;
        const struct cigo_alert_place *at = &def->at[i];
        int64_t row = at->field && at->group && at->group == def->each ? ref->row : 0;
        add_place(alert, places, (struct cigo_place){at->field, at->group, row});
    }
}

static const char *sources_text(const struct cigo_alert_def *def, struct cigo_arena *arena)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    for (size_t i = 0; i < def->n_sources; i++) {
        cigo_buf_puts(&buf, i ? "; " : "");
        cigo_buf_puts(&buf, def->sources[i]->cite);
    }
    const char *text = cigo_arena_str(arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return text;
}

static const char *filled(struct cigo_session *session, const struct cigo_text *text,
                          const struct cigo_alert *alert, struct cigo_arena *arena)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_rules_text(session->rules, text, alert->def->each, alert->row, &buf);
    const char *result = cigo_arena_str(arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return result;
}

static void rule_texts(struct cigo_session *session, struct cigo_alert *alert, struct cigo_arena *arena)
{
    const struct cigo_alert_def *def = alert->def;
    alert->title = filled(session, &def->title, alert, arena);
    alert->why = filled(session, &def->why, alert, arena);
    alert->fix = filled(session, &def->fix, alert, arena);
    alert->source = sources_text(def, arena);
}

/* The sentence is not kept in the cell: the kind reads the text again. */
static void format_texts(struct cigo_session *session, struct cigo_alert *alert, struct cigo_arena *arena)
{
    const struct cigo_field *field = alert->at[0].field;
    struct cigo_parsed parsed;
    cigo_parsed_init(&parsed);
    cigo_field_parse(field, session->options.today, cigo_str_of(cigo_session_text(session, alert->at[0])),
                     &parsed);
    alert->title = _(field->kind->title);
    alert->why = cigo_arena_str(arena, cigo_buf_str(&parsed.why));
    alert->fix = parsed.fix.n ? cigo_arena_str(arena, cigo_buf_str(&parsed.fix)) : _(field->kind->fix);
    alert->source = _(field->kind->source);
    cigo_parsed_finish(&parsed);
}

static void failure_texts(const struct cigo_failure *failure, struct cigo_alert *alert, struct cigo_arena *arena)
{
    alert->title = "Una regola non ha potuto essere calcolata";
    alert->why = cigo_arena_printf(arena, "La regola %s si è fermata: %s. Il suo risultato è ignoto.",
                                   failure->rule, failure->text);
    alert->fix = "Controlli i valori insoliti; se tutto è giusto, segnali la regola a chi mantiene il modulo.";
    alert->source = "controllo di coerenza di cigo";
}

struct cigo_alert cigo_session_alert_full(struct cigo_session *session, const struct cigo_alert *alert,
                                          struct cigo_arena *arena)
{
    struct cigo_alert full = *alert;
    if (full.def)
        rule_texts(session, &full, arena);
    else if (full.kind)
        format_texts(session, &full, arena);
    return full;
}

/* All but the texts; those of a failure too, since only the reference knows them. */
static struct cigo_alert head(struct cigo_session *session, const struct alert_ref *ref,
                              struct cigo_arena *arena)
{
    struct cigo_alert alert = {
        .id = ref->id, .severity = ref->severity, .row = ref->row, .position = ref->position};
    const struct waiver_record *waiver;
    alert.state = cigo_alert_ref_state(session, ref, &waiver);
    alert.reason = waiver ? cigo_arena_dup(arena, waiver->reason) : NULL;
    if (ref->fired) {
        alert.def = ref->fired->def;
        alert.timing = alert.def->timing;
        rule_places(ref, arena, &alert);
    } else if (ref->cell) {
        const struct cigo_field *field = ref->cell->field;
        struct cigo_place place = {field, field->group, ref->row};
        alert.kind = field->kind;
        add_place(&alert, cigo_arena_alloc(arena, sizeof place), place);
    } else {
        failure_texts(ref->failure, &alert, arena);
    }
    return alert;
}

/* ---- asking ---- */

static bool touches(const struct alert_ref *ref, struct cigo_place place)
{
    if (ref->cell)
        return ref->cell->field == place.field && (!place.row || ref->row == place.row);
    if (!ref->fired)
        return false;
    const struct cigo_alert_def *def = ref->fired->def;
    for (size_t i = 0; i < def->n_at; i++) {
        const struct cigo_alert_place *at = &def->at[i];
        bool here = (ref->fired->places & (uint32_t)1 << i) && at->field == place.field &&
                    at->group == place.group;
        bool own_row = at->field && at->group && at->group == def->each;
        if (here && (!place.row || !own_row || ref->row == place.row))
            return true;
    }
    return false;
}

static bool of_row(const struct alert_ref *ref, struct cigo_place place)
{
    const struct cigo_group *group = ref->cell    ? ref->cell->field->group
                                     : ref->fired ? ref->fired->def->each
                                                  : NULL;
    return group == place.group && ref->row == place.row;
}

/* Those that `wanted` picks for a place (NULL: all), in order, without texts. */
static struct cigo_alerts heads(struct cigo_session *session, enum cigo_scope scope,
                                bool (*wanted)(const struct alert_ref *ref, struct cigo_place place),
                                struct cigo_place place, struct cigo_arena *arena)
{
    struct alert_refs refs;
    size_t n = 0;
    collect(session, scope, &refs);
    for (size_t i = 0; i < refs.n; i++)
        if (!wanted || wanted(&refs.items[i], place))
            refs.items[n++] = refs.items[i];
    refs.n = n;
    sort_refs(&refs);
    struct cigo_alert *items = cigo_arena_alloc(arena, (n + 1) * sizeof *items);
    for (size_t i = 0; i < n; i++)
        items[i] = head(session, &refs.items[i], arena);
    free(refs.items);
    return (struct cigo_alerts){items, n};
}

static struct cigo_alerts with_texts(struct cigo_session *session, struct cigo_alerts alerts,
                                     struct cigo_arena *arena)
{
    struct cigo_alert *items = cigo_arena_alloc(arena, (alerts.n + 1) * sizeof *items);
    for (size_t i = 0; i < alerts.n; i++)
        items[i] = cigo_session_alert_full(session, &alerts.items[i], arena);
    return (struct cigo_alerts){items, alerts.n};
}

struct cigo_alerts cigo_session_alert_list(struct cigo_session *session, enum cigo_scope scope,
                                           struct cigo_arena *arena)
{
    return heads(session, scope, NULL, (struct cigo_place){0}, arena);
}

struct cigo_alerts cigo_session_alerts(struct cigo_session *session, enum cigo_scope scope,
                                       struct cigo_arena *arena)
{
    return with_texts(session, cigo_session_alert_list(session, scope, arena), arena);
}

struct cigo_alerts cigo_session_alerts_at(struct cigo_session *session, enum cigo_scope scope,
                                          struct cigo_place place, struct cigo_arena *arena)
{
    return with_texts(session, heads(session, scope, touches, place, arena), arena);
}

struct cigo_alerts cigo_alerts_of_row(struct cigo_session *session, enum cigo_scope scope,
                                      const struct cigo_group *group, int64_t row, struct cigo_arena *arena)
{
    struct cigo_place place = {NULL, group, row};
    return with_texts(session, heads(session, scope, of_row, place, arena), arena);
}

struct cigo_counts cigo_session_counts(struct cigo_session *session, enum cigo_scope scope)
{
    struct alert_refs refs;
    struct cigo_counts counts = {0};
    cigo_alert_refs_collect(session, scope, &refs);
    for (size_t i = 0; i < refs.n; i++) {
        if (cigo_alert_ref_state(session, &refs.items[i], NULL) != CIGO_OPEN)
            continue;
        counts.error += refs.items[i].severity == CIGO_ALERT_ERROR;
        counts.warning += refs.items[i].severity == CIGO_ALERT_WARNING;
        counts.info += refs.items[i].severity == CIGO_INFO;
    }
    free(refs.items);
    cigo_missing_compute(session);
    counts.missing = session->n_missing;
    return counts;
}

bool cigo_session_complete(struct cigo_session *session)
{
    struct cigo_counts counts = cigo_session_counts(session, CIGO_SCOPE_ALL);
    return counts.missing == 0 && counts.error == 0;
}
