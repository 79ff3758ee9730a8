/* What an answer did, what is wrong, what is missing, and why. */

#include <stdlib.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

enum { SHOWN = 3 }; /* alerts of one rule that one answer shows in full */

static void say_alert(struct line *line, const struct cigo_alert *alert, bool full)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    cigo_alert_lines(line->session, alert, full, &buf);
    cigo_line_say_lines(line, buf.p);
    cigo_buf_finish(&buf);
}

void cigo_line_report_saved(struct line *line)
{
    const char *failed = cigo_session_save_failed(line->session);
    if (failed)
        cigo_line_say(line, _("ATTENZIONE. Non salvato: %s La risposta resta in memoria; /salva riprova."), failed);
}

/* Format alerts share their ids: the field tells them apart. */
static bool same_alert(const struct cigo_alert *a, const char *id, int64_t row, const struct cigo_field *at)
{
    return a->row == row && strcmp(a->id, id) == 0 && (!a->kind || (a->n_at && a->at[0].field == at));
}

static bool holds(const struct cigo_alerts *alerts, const struct cigo_alert *alert)
{
    const struct cigo_field *at = alert->n_at ? alert->at[0].field : NULL;
    for (size_t i = 0; i < alerts->n; i++)
        if (same_alert(&alerts->items[i], alert->id, alert->row, at))
            return true;
    return false;
}

static bool is_here(const struct cigo_effect *effect, struct cigo_place place)
{
    return effect->place.field == place.field && effect->place.group == place.group &&
           effect->place.row == place.row;
}

/* A text that is still not understood: its alert is not new, but the user has just tried again. */
static void old_format_alert(struct line *line, const struct cigo_effects *effects,
                             struct cigo_place place)
{
    if (!place.field)
        return;
    for (size_t i = 0; i < effects->n; i++)
        if (effects->items[i].type == CIGO_EFFECT_ALERT_ON && is_here(&effects->items[i], place))
            return;
    struct cigo_alerts alerts =
        cigo_session_alerts_at(line->session, CIGO_SCOPE_COMMIT, place, line->arena);
    for (size_t i = 0; i < alerts.n; i++)
        if (alerts.items[i].kind)
            say_alert(line, &alerts.items[i], true);
}

static void new_alerts_of(struct line *line, const struct cigo_effects *effects,
                          const struct cigo_alerts *alerts, enum cigo_severity severity)
{
    const char *last = "";
    size_t same = 0;
    for (size_t i = 0; i < effects->n; i++) {
        const struct cigo_effect *effect = &effects->items[i];
        const struct cigo_alert *alert =
            effect->type == CIGO_EFFECT_ALERT_ON ? cigo_alerts_find(alerts, effect) : NULL;
        if (!alert || alert->severity != severity)
            continue;
        same = strcmp(last, effect->alert) == 0 ? same + 1 : 1;
        last = effect->alert;
        if (same <= SHOWN)
            say_alert(line, alert, true);
        else if (same == SHOWN + 1)
            cigo_line_say(line, _("%s compare anche in altre righe: /problemi le elenca."), effect->alert);
    }
}

/* The strongest first. */
static void new_alerts(struct line *line, const struct cigo_effects *effects)
{
    bool any = false;
    for (size_t i = 0; i < effects->n; i++)
        any |= effects->items[i].type == CIGO_EFFECT_ALERT_ON;
    if (!any)
        return;
    struct cigo_alerts alerts = cigo_session_alerts(line->session, CIGO_SCOPE_COMMIT, line->arena);
    new_alerts_of(line, effects, &alerts, CIGO_ALERT_ERROR);
    new_alerts_of(line, effects, &alerts, CIGO_ALERT_WARNING);
    new_alerts_of(line, effects, &alerts, CIGO_INFO);
}

/* Values that appear for the first time are said where they belong and when they stay in sight; elsewhere
 * only what was known and is now another. */
static bool worth_saying(const struct cigo_effect *effect, struct cigo_place answered)
{
    if (effect->type == CIGO_EFFECT_ALERT_ON)
        return false;
    if (effect->type == CIGO_EFFECT_SHOWN)
        return !is_here(effect, answered);
    if (effect->type != CIGO_EFFECT_COMPUTED)
        return true;
    size_t section = answered.group   ? answered.group->section
                     : answered.field ? answered.field->section
                                      : SIZE_MAX; /* an undone confirmation stands nowhere */
    return effect->computed->banner || effect->computed->section == section ||
           (*effect->before && *effect->after);
}

/* The same alert gone from several rows is one sentence. */
static bool said_already(const struct cigo_effect *before, const struct cigo_effect *effect)
{
    return effect->type == CIGO_EFFECT_ALERT_OFF && before->type == effect->type &&
           strcmp(before->alert, effect->alert) == 0;
}

void cigo_line_report(struct line *line, const struct cigo_effects *effects, struct cigo_place answered)
{
    for (size_t i = 0; i < effects->n; i++) {
        const struct cigo_effect *effect = &effects->items[i];
        if (!worth_saying(effect, answered) || (i > 0 && said_already(&effect[-1], effect)))
            continue;
        struct cigo_buf buf;
        cigo_buf_init(&buf, 1 << 20);
        cigo_effect_line(line->session, effect, &buf);
        cigo_line_say(line, "%s", buf.p);
        cigo_buf_finish(&buf);
    }
    new_alerts(line, effects);
    old_format_alert(line, effects, answered);
    cigo_line_report_saved(line);
}

void cigo_line_leave_section(struct line *line, size_t section)
{
    const struct cigo_section *left = &line->form->sections[section];
    struct cigo_alerts before = cigo_session_alerts(line->session, CIGO_SCOPE_COMMIT, line->arena);
    cigo_session_section_left(line->session, left);
    struct cigo_alerts now = cigo_session_alerts(line->session, CIGO_SCOPE_COMMIT, line->arena);
    for (size_t i = 0; i < now.n; i++)
        if (!holds(&before, &now.items[i]))
            say_alert(line, &now.items[i], true);
    struct cigo_section_summary summary = cigo_session_section(line->session, section);
    if (summary.missing)
        cigo_line_say(line,
            ngettext("Sezione %s: manca %zu risposta. /mancano dice quale.",
                     "Sezione %s: mancano %zu risposte. /mancano dice quali.", summary.missing),
            left->code, summary.missing);
}

/* ---- lists ---- */

static bool open_alert(const struct cigo_alert *alert)
{
    return alert->state == CIGO_OPEN;
}

void cigo_line_list_problems(struct line *line)
{
    struct cigo_alerts alerts = cigo_session_alerts(line->session, CIGO_SCOPE_SECTION, line->arena);
    size_t n = 0;
    for (size_t i = 0; i < alerts.n && !line->quiet; i++) {
        const struct cigo_alert *alert = &alerts.items[i];
        struct cigo_buf buf;
        cigo_buf_init(&buf, 65536);
        cigo_alert_lines(line->session, alert, false, &buf);
        if (alert->n_at) {
            buf.p[--buf.n] = '\0';
            cigo_buf_puts(&buf, _(" Dove: "));
            cigo_place_label(line->session, alert->at[0], &buf);
            cigo_sentence_stop(&buf);
        }
        cigo_line_say_lines(line, buf.p);
        cigo_buf_finish(&buf);
        n += open_alert(alert);
    }
    if (alerts.n == 0)
        cigo_line_say(line, _("Nessun problema finora."));
    else
        cigo_line_say(line, _("Aperti: %zu. /prossimo va al primo, /vai e l'avviso ci va, /perche lo spiega."), n);
}

void cigo_line_list_missing(struct line *line)
{
    struct cigo_missing missing = cigo_session_missing(line->session, line->arena);
    for (size_t i = 0; i < missing.n && !line->quiet; i++) {
        struct cigo_buf buf;
        cigo_buf_init(&buf, 4096);
        cigo_place_label(line->session, missing.items[i], &buf);
        cigo_line_say(line, missing.items[i].field ? _("Manca: %s.") : _("Manca: %s, almeno una riga."), buf.p);
        cigo_buf_finish(&buf);
    }
    if (missing.n == 0)
        cigo_line_say(line, _("Non manca nulla di obbligatorio."));
}

/* The open alert after the one that was shown last, round and round. */
void cigo_line_next_problem(struct line *line)
{
    struct cigo_alerts alerts = cigo_session_alerts(line->session, CIGO_SCOPE_SECTION, line->arena);
    const struct cigo_alert *first = NULL, *next = NULL;
    bool passed = false;
    for (size_t i = 0; i < alerts.n && !next; i++) {
        const struct cigo_alert *alert = &alerts.items[i];
        bool same = line->problem &&
                    same_alert(alert, line->problem, line->problem_row, line->problem_field);
        if (!same && passed && open_alert(alert) && alert->n_at)
            next = alert;
        if (!first && open_alert(alert) && alert->n_at)
            first = alert;
        passed |= same;
    }
    next = next ? next : first;
    if (!next) {
        cigo_line_say(line, _("Nessun problema aperto."));
        return;
    }
    line->problem = next->def ? next->def->id : next->kind ? next->kind->alert : NULL;
    line->problem_row = next->row;
    line->problem_field = next->at[0].field;
    say_alert(line, next, true);
    struct cigo_place at = next->at[0];
    if (at.group && !at.row)
        at.field = NULL;
    cigo_line_go(line, at);
}

/* ---- why ---- */

static void say_why(struct line *line, const struct cigo_subject *subject, int64_t row)
{
    struct cigo_why reasons = cigo_session_why(line->session, subject, row, line->arena);
    if (reasons.n == 0)
        cigo_line_say(line, _("Non dipende da altre risposte."));
    for (size_t i = 0; i < reasons.n && !line->quiet; i++) {
        const struct cigo_why_line *reason = &reasons.lines[i];
        const char *code = reason->place.field && !reason->place.group ? reason->place.field->code
                           : reason->place.group                        ? reason->place.group->code
                                                                        : "";
        cigo_line_say(line, _("Deciso da: %s%s%s, %s."), code, *code ? " " : "", reason->label,
            *reason->value      ? reason->value
            : reason->computed ? _("non ancora calcolabile")
                               : _("non indicato"));
    }
    if (reasons.source)
        cigo_line_say(line, _("Fonte: %s."), reasons.source);
}

static void why_field(struct line *line, struct cigo_place place)
{
    const struct cigo_expr *visible = place.field ? &place.field->visible : &place.group->visible;
    struct cigo_subject subject = {.use = CIGO_USE_VISIBLE, .field = place.field,
                                   .group = place.field ? NULL : place.group};
    if (place.field && place.field->help)
        cigo_line_say(line, "%s", place.field->help);
    if (visible->text) {
        cigo_line_say(line, cigo_session_visible(line->session, place) ? _("Si chiede per queste risposte.")
                                                             : _("Ora non serve, per queste risposte."));
        say_why(line, &subject, place.row);
    } else if (place.field && place.field->required_if.text) {
        subject.use = CIGO_USE_REQUIRED;
        say_why(line, &subject, place.row);
    } else {
        cigo_line_say(line, _("Si chiede sempre."));
    }
}

static bool why_alert(struct line *line, const char *word)
{
    struct cigo_alerts alerts = cigo_session_alerts(line->session, CIGO_SCOPE_ALL, line->arena);
    for (size_t i = 0; i < alerts.n; i++) {
        const struct cigo_alert *alert = &alerts.items[i];
        if (strcmp(alert->id, word) != 0)
            continue;
        say_alert(line, alert, true);
        if (alert->def) {
            struct cigo_subject subject = {.use = CIGO_USE_WHEN, .alert = alert->def};
            say_why(line, &subject, alert->row);
        }
        return true;
    }
    const struct cigo_alert_def *def = cigo_form_alert(line->form, cigo_str_of(word));
    if (!def)
        return false;
    struct cigo_subject subject = {.use = CIGO_USE_WHEN, .alert = def};
    cigo_line_say(line, _("%s ora tace. %s."), def->id, def->title.source);
    say_why(line, &subject, 0);
    return true;
}

void cigo_line_why(struct line *line, const char *word)
{
    struct cigo_place place = {0};
    if (!*word && line->home) {
        cigo_line_say(line, _("Scriva /perche e un codice o un avviso, per esempio /perche 4.7."));
        return;
    }
    if (!*word) {
        why_field(line, line->here);
        return;
    }
    const struct cigo_computed *computed = cigo_form_computed(line->form, cigo_str_of(word));
    if (computed) {
        struct cigo_buf buf;
        struct cigo_subject subject = {.use = CIGO_USE_VALUE, .computed = computed};
        cigo_buf_init(&buf, 65536);
        cigo_session_computed_text(line->session, computed, 0, &buf);
        cigo_line_say(line, "%s: %s.", computed->label ? computed->label : computed->id,
            buf.n ? buf.p : _("non ancora calcolabile"));
        cigo_buf_finish(&buf);
        say_why(line, &subject, 0);
    } else if (cigo_form_code(line->form, cigo_str_of(word), &place.field, &place.group)) {
        why_field(line, place);
    } else if (!why_alert(line, word)) {
        cigo_line_say(line, _("Non c'è «%s»: scriva un codice (4.7) o un avviso (R-PER-ORDER)."), word);
    }
}

/* ---- acknowledge, contest ---- */

/* The alert named by the first word, or else the only open one at this place. */
static const struct cigo_alert *named_alert(struct line *line, const char **rest)
{
    struct cigo_alerts all = cigo_session_alerts(line->session, CIGO_SCOPE_ALL, line->arena);
    size_t n = strcspn(*rest, " ");
    for (size_t i = 0; n && i < all.n; i++) {
        if (strlen(all.items[i].id) != n || memcmp(all.items[i].id, *rest, n) != 0)
            continue;
        if (line->here.row && all.items[i].row && all.items[i].row != line->here.row)
            continue;
        *rest += n + strspn(*rest + n, " ");
        return &all.items[i];
    }
    if (line->home)
        return NULL;
    struct cigo_alerts here =
        cigo_session_alerts_at(line->session, CIGO_SCOPE_ALL, line->here, line->arena);
    return here.n == 1 ? &here.items[0] : NULL;
}

void cigo_line_waive(struct line *line, enum cigo_alert_state state, const char *rest)
{
    struct cigo_error err = {0};
    const struct cigo_alert *alert = named_alert(line, &rest);
    if (!alert) {
        cigo_line_say(line, _("Quale avviso? Scriva il suo nome dopo il comando, per esempio R-PER-MONDAY."));
        return;
    }
    if (!cigo_session_waive(line->session, alert, state, cigo_str_of(rest), &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    cigo_line_say(line, state == CIGO_OPEN        ? _("%s è di nuovo aperto.")
              : state == CIGO_CONTESTED ? _("%s contestato: il motivo sarà nella pratica.")
                                        : _("%s confermato."),
        alert->id);
    cigo_line_report_saved(line);
}
