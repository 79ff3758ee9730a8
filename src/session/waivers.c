/* Waivers: "ho controllato" for a warning, a reason against an error. Each remembers a fingerprint of the
 * answers below its rule; when that moves, the waiver lapses and the alert is open again. When undo puts these answers
 * back, it holds again, unless something else was said of the alert meanwhile. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include "inputs-priv.h"

struct waiver_record *cigo_waiver_find(struct cigo_session *session, const char *key, int64_t row)
{
    for (size_t i = 0; i < session->n_waivers; i++)
        if (session->waivers[i].row == row && strcmp(session->waivers[i].alert, key) == 0)
            return &session->waivers[i];
    return NULL;
}

void cigo_waiver_set(struct cigo_session *session, const struct waiver_record *record)
{
    struct waiver_record *old = cigo_waiver_find(session, record->alert, record->row);
    if (old) {
        cigo_waiver_record_finish(old);
        *old = session->waivers[--session->n_waivers];
    }
    if (record->state != CIGO_OPEN)
        *CIGO_PUSH(session->waivers, session->n_waivers, session->cap_waivers) =
            cigo_waiver_record_dup(record);
}

void cigo_alert_key(const char *id, const struct cigo_field *field, struct cigo_buf *buf)
{
    cigo_buf_puts(buf, id);
    if (field)
        cigo_buf_printf(buf, "@%s%s%s", field->group ? field->group->id : "", field->group ? "." : "",
                        field->id);
}

enum cigo_alert_state cigo_alert_ref_state(struct cigo_session *session, const struct alert_ref *ref,
                                      const struct waiver_record **ret_waiver)
{
    struct waiver_record *waiver = NULL;
    if (session->n_waivers) {
        struct cigo_buf key;
        cigo_buf_init(&key, 512);
        cigo_alert_key(ref->id, ref->cell ? ref->cell->field : NULL, &key);
        waiver = cigo_waiver_find(session, key.p, ref->row);
        cigo_buf_finish(&key);
    }
    if (ret_waiver)
        *ret_waiver = waiver;
    return waiver ? waiver->state : CIGO_OPEN;
}

/* The field that a key of a format alert names ("FMT-DATE@giorni_meteo.giorno"), or NULL. */
static const struct cigo_field *key_field(const struct cigo_session *session, const char *key)
{
    const char *at = strchr(key, '@');
    if (!at)
        return NULL;
    const char *dot = strchr(at, '.');
    if (!dot)
        return cigo_form_field(session->form, cigo_str_of(at + 1));
    const struct cigo_group *group =
        cigo_form_group(session->form, (struct cigo_str){at + 1, (size_t)(dot - at - 1)});
    return group ? cigo_group_field(group, cigo_str_of(dot + 1)) : NULL;
}

/* false when the alert, its field or its row is no longer there. */
static bool fingerprint(struct cigo_session *session, const char *key, int64_t row, struct cigo_buf *out)
{
    const struct cigo_alert_def *def = cigo_form_alert(session->form, cigo_str_of(key));
    if (def) {
        cigo_inputs_fingerprint(session, def, row, out);
        return true;
    }
    const struct cigo_field *field = key_field(session, key);
    struct cigo_place place = {field, field ? field->group : NULL, row};
    if (!field || !cigo_answers_has(session->answers, place))
        return false;
    cigo_buf_puts(out, cigo_session_text(session, place));
    return true;
}

static bool still_holds(struct cigo_session *session, const struct waiver_record *waiver)
{
    struct cigo_buf now;
    cigo_buf_init(&now, 1 << 20);
    bool ok = fingerprint(session, waiver->alert, waiver->row, &now) &&
              strcmp(now.p, waiver->inputs ? waiver->inputs : "") == 0;
    cigo_buf_finish(&now);
    return ok;
}

/* ---- they follow what they rest on ---- */

static void forget_lapsed(struct cigo_session *session, const char *key, int64_t row)
{
    for (size_t i = session->n_lapsed; i-- > 0;) {
        struct waiver_record *lapsed = &session->lapsed[i];
        if (lapsed->row != row || strcmp(lapsed->alert, key) != 0)
            continue;
        cigo_waiver_record_finish(lapsed);
        *lapsed = session->lapsed[--session->n_lapsed];
    }
}

void cigo_waivers_forget(struct cigo_session *session)
{
    for (size_t i = 0; i < session->n_waivers; i++)
        cigo_waiver_record_finish(&session->waivers[i]);
    for (size_t i = 0; i < session->n_lapsed; i++)
        cigo_waiver_record_finish(&session->lapsed[i]);
    session->n_waivers = session->n_lapsed = 0;
}

static struct action *follow_action(struct action *action, const char *label)
{
    if (action)
        return action;
    action = cigo_action_new(label);
    action->turn = CIGO_TURN_FOLLOWS;
    return action;
}

static struct action *lapse(struct cigo_session *session, struct action *action)
{
    for (size_t i = 0; i < session->n_waivers; i++) {
        const struct waiver_record *waiver = &session->waivers[i];
        if (still_holds(session, waiver))
            continue;
        action = follow_action(action, N_("Conferme decadute"));
        struct change *change = cigo_action_add(action, CHANGE_WAIVER, (struct cigo_place){0});
        change->before = cigo_waiver_record_dup(waiver);
        change->after = (struct waiver_record){.alert = cigo_strdup(waiver->alert), .row = waiver->row};
        forget_lapsed(session, waiver->alert, waiver->row);
        *CIGO_PUSH(session->lapsed, session->n_lapsed, session->cap_lapsed) = cigo_waiver_record_dup(waiver);
        cigo_effect_waiver(session, CIGO_EFFECT_LAPSED, waiver);
    }
    return action;
}

static struct action *come_back(struct cigo_session *session, struct action *action)
{
    for (size_t i = session->n_lapsed; i-- > 0;) {
        struct waiver_record *lapsed = &session->lapsed[i];
        if (!still_holds(session, lapsed))
            continue;
        action = follow_action(action, N_("Conferme di nuovo valide"));
        struct change *change = cigo_action_add(action, CHANGE_WAIVER, (struct cigo_place){0});
        change->before = (struct waiver_record){.alert = cigo_strdup(lapsed->alert), .row = lapsed->row};
        change->after = *lapsed;
        cigo_effect_waiver(session, CIGO_EFFECT_RETURNED, lapsed);
        *lapsed = session->lapsed[--session->n_lapsed];
    }
    return action;
}

void cigo_waivers_follow(struct cigo_session *session, bool back)
{
    struct action *action = back ? come_back(session, NULL) : NULL; /* before others lapse */
    action = lapse(session, action);
    if (!action)
        return;
    for (size_t i = 0; i < action->n; i++)
        cigo_change_apply(session, &action->changes[i]);
    action->number = ++session->last_action;
    cigo_action_emit(session, action);
    cigo_action_wait(session);
    cigo_action_free(action);
}

static bool allowed(const struct cigo_alert *alert, enum cigo_alert_state state, struct cigo_str reason,
                    struct cigo_error *err)
{
    if (state == CIGO_OPEN)
        return true;
    if (!alert->def && alert->severity == CIGO_ALERT_ERROR)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("Questo errore non si può contestare: corregga il valore scritto."));
    if (state == CIGO_ACKNOWLEDGED && alert->severity == CIGO_ALERT_ERROR)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("Un errore non si conferma: lo corregga, oppure lo contesti con un motivo."));
    if (state == CIGO_CONTESTED && alert->severity != CIGO_ALERT_ERROR)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("Solo un errore si contesta: per un avviso basta la conferma."));
    if (state == CIGO_CONTESTED && cigo_str_trim(reason).n == 0)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("Per contestare un errore serve un motivo: sarà scritto nella pratica."));
    return true;
}

bool cigo_session_waive(struct cigo_session *session, const struct cigo_alert *alert,
                        enum cigo_alert_state state, struct cigo_str reason, struct cigo_error *err)
{
    if (!cigo_session_may_act(session, NULL, err) || !allowed(alert, state, reason, err))
        return false;
    struct cigo_buf key, inputs, clean;
    cigo_buf_init(&key, 512);
    cigo_buf_init(&inputs, 1 << 20);
    cigo_buf_init(&clean, 65536);
    cigo_alert_key(alert->id, alert->kind ? alert->at[0].field : NULL, &key);
    fingerprint(session, key.p, alert->row, &inputs);
    forget_lapsed(session, key.p, alert->row);
    cigo_utf8_clean(cigo_str_trim(reason), CIGO_CLEAN_TEXT, &clean);

    cigo_session_begin(session, alert->title);
    struct change *change = cigo_action_add(session->open, CHANGE_WAIVER, (struct cigo_place){0});
    struct waiver_record *old = cigo_waiver_find(session, key.p, alert->row);
    if (old)
        change->before = cigo_waiver_record_dup(old);
    else
        change->before = (struct waiver_record){.alert = cigo_strdup(key.p), .row = alert->row};
    change->after = (struct waiver_record){
        .alert = cigo_buf_take(&key),
        .row = alert->row,
        .state = state,
        .reason = cigo_buf_take(&clean),
        .inputs = cigo_buf_take(&inputs),
    };
    cigo_waiver_set(session, &change->after);
    cigo_buf_finish(&key);
    cigo_buf_finish(&inputs);
    cigo_buf_finish(&clean);
    return cigo_session_end(session, NULL, err);
}
