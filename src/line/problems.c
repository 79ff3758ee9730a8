/* What is wrong, what is missing, and why. */

#include <cigo/i18n/i18n.h>
#include "line-priv.h"

/* ---- lists ---- */

static bool open_alert(const struct cigo_alert *alert)
{
    return alert->state == CIGO_OPEN;
}

static void say_problem(struct line *line, const struct cigo_alert *alert)
{
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
}

void cigo_line_list_problems(struct line *line)
{
    struct cigo_alerts alerts = cigo_session_alert_list(line->session, CIGO_SCOPE_SECTION, line->arena);
    struct cigo_arena *texts = cigo_arena_new();
    size_t n = 0;
    for (size_t i = 0; i < alerts.n; i++) {
        n += open_alert(&alerts.items[i]);
        if (line->quiet)
            continue;
        struct cigo_alert alert = cigo_session_alert_full(line->session, &alerts.items[i], texts);
        say_problem(line, &alert);
        cigo_arena_reset(texts);
    }
    cigo_arena_free(texts);
    if (alerts.n == 0)
        cigo_line_say(line, _("Nessun problema finora."));
    else
        cigo_line_say(line, _("Aperti: %zu. /prossimo va al primo, /vai e l'avviso ci va, /perche lo spiega."), n);
    cigo_line_say_review(line);
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

void cigo_line_list_again(struct line *line)
{
    if (line->desk->n_declare == 0)
        cigo_line_say(line, _("Questa domanda non viene ora da un'altra: /mancano elenca ciò che manca."));
    for (size_t i = 0; i < line->desk->n_declare && !line->quiet; i++) {
        struct cigo_buf buf;
        struct cigo_place place = line->desk->declare[i];
        if (place.field && !place.group && *cigo_session_text(line->session, place))
            continue; /* done since */
        cigo_buf_init(&buf, 4096);
        cigo_place_label(line->session, place, &buf);
        cigo_line_say(line, _("Da dichiarare: %s."), buf.p);
        cigo_buf_finish(&buf);
    }
}

/* The open alert after the one that was shown last, round and round. */
void cigo_line_next_problem(struct line *line)
{
    struct cigo_alerts alerts = cigo_session_alert_list(line->session, CIGO_SCOPE_SECTION, line->arena);
    const struct cigo_alert *first = NULL, *next = NULL;
    bool passed = false;
    for (size_t i = 0; i < alerts.n && !next; i++) {
        const struct cigo_alert *alert = &alerts.items[i];
        bool same = line->problem &&
                    cigo_line_same_alert(alert, line->problem, line->problem_row, line->problem_field);
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
    if (!line->desk->call) /* its card says it all */
        cigo_line_say_alert(line, next);
    line->told = next->id;
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
        struct cigo_hidden hidden = cigo_session_hidden(line->session, place, line->arena);
        cigo_line_say(line, "%s", hidden.undecided ? _("Non si sa ancora se serve: dipende da queste risposte.")
                                  : hidden.hidden  ? _("Ora non serve, per queste risposte.")
                                                   : _("Si chiede per queste risposte."));
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
    struct cigo_alerts alerts = cigo_session_alert_list(line->session, CIGO_SCOPE_ALL, line->arena);
    for (size_t i = 0; i < alerts.n; i++) {
        const struct cigo_alert *alert = &alerts.items[i];
        if (strcmp(alert->id, word) != 0)
            continue;
        cigo_line_say_alert(line, alert);
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
