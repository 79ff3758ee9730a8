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

/* ---- what fires, one by one ---- */

struct visit {
    struct cigo_session *session;
    enum cigo_scope scope;
    cigo_alert_visit *visit;
    void *data;
};

static void visit_fired(void *data, const struct cigo_fired *fired)
{
    const struct visit *v = data;
    const struct cigo_alert_def *def = fired->def;
    struct alert_ref ref = {.fired = fired, .severity = def->severity, .id = def->id, .row = fired->row};
    if (cigo_alert_in_scope(v->session, def, v->scope))
        v->visit(v->data, &ref);
}

static void each_rule(struct cigo_session *session, enum cigo_scope scope, cigo_alert_visit *visit, void *data)
{
    struct visit v = {session, scope, visit, data};
    cigo_rules_fired_each(session->rules, visit_fired, &v);
}

static void each_format(struct cigo_session *session, cigo_alert_visit *visit, void *data)
{
    for (size_t i = 0; i < session->n_bad; i++) {
        const struct format_cell *cell = &session->bad[i];
        struct alert_ref ref = {
            .cell = cell,
            .severity = cell->verdict == CIGO_BAD ? CIGO_ALERT_ERROR : CIGO_ALERT_WARNING,
            .id = cell->field->kind->alert,
            .row = cell->row,
        };
        if (cell_visible(session, cell))
            visit(data, &ref);
    }
}

void cigo_alert_refs_each(struct cigo_session *session, enum cigo_scope scope, cigo_alert_visit *visit, void *data)
{
    each_rule(session, scope, visit, data);
    each_format(session, visit, data);
    size_t n;
    const struct cigo_failure *failures = cigo_rules_failures(session->rules, &n);
    for (size_t i = 0; i < n; i++) {
        struct alert_ref ref = {.failure = &failures[i], .severity = CIGO_ALERT_ERROR, .id = "ENG-RULE"};
        visit(data, &ref);
    }
}

const struct cigo_group *cigo_alert_ref_group(const struct alert_ref *ref)
{
    return ref->cell ? ref->cell->field->group : ref->fired ? ref->fired->def->each : NULL;
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
    if (session->told_arena) /* what was read is no answer, but what stands for it */
        alert->why = _("Il valore non è in questa istantanea.");
    cigo_parsed_finish(&parsed);
}

static void failure_texts(const struct cigo_failure *failure, struct cigo_alert *alert, struct cigo_arena *arena)
{
    alert->title = _("Una regola non ha potuto essere calcolata");
    alert->why = cigo_arena_printf(arena, _("La regola %s si è fermata: %s. Il suo risultato è ignoto."),
                                   failure->rule, failure->text);
    alert->fix = _("Controlli i valori insoliti; se tutto è giusto, segnali la regola a chi mantiene il modulo.");
    alert->source = _("controllo di coerenza di cigo");
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

struct gathering {
    const struct cigo_session *session;
    bool (*wanted)(const struct alert_ref *ref, struct cigo_place place); /* NULL: all */
    struct cigo_place place;
    struct cigo_arena *arena;
    struct alert_ref *refs;
    size_t n, cap;
};

static void gather(void *data, const struct alert_ref *ref)
{
    struct gathering *g = data;
    if (g->wanted && !g->wanted(ref, g->place))
        return;
    const struct cigo_group *group = ref->cell    ? ref->cell->field->group
                                     : ref->fired ? ref->fired->def->each
                                                  : NULL;
    struct alert_ref *kept = CIGO_PUSH(g->refs, g->n, g->cap);
    *kept = *ref;
    kept->position = position_of(g->session, group, ref->row);
    if (ref->fired) {
        struct cigo_fired *fired = cigo_arena_alloc(g->arena, sizeof *fired);
        *fired = *ref->fired;
        kept->fired = fired;
    }
}

/* Those that `wanted` picks for a place, in order, without texts. */
static struct cigo_alerts heads(struct cigo_session *session, enum cigo_scope scope,
                                bool (*wanted)(const struct alert_ref *ref, struct cigo_place place),
                                struct cigo_place place, struct cigo_arena *arena)
{
    struct gathering g = {.session = session, .wanted = wanted, .place = place, .arena = arena};
    cigo_alert_refs_each(session, scope, gather, &g);
    if (g.n)
        qsort(g.refs, g.n, sizeof *g.refs, by_severity);
    struct cigo_alert *items = cigo_arena_alloc(arena, (g.n + 1) * sizeof *items);
    for (size_t i = 0; i < g.n; i++)
        items[i] = head(session, &g.refs[i], arena);
    free(g.refs);
    return (struct cigo_alerts){items, g.n};
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
