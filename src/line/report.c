/* What an answer did: what changed elsewhere, which alerts came, whether it is saved. */

#include <stdlib.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

enum { SHOWN = 3 }; /* alerts of one rule that one answer shows in full */

static void say_alert(struct line *line, const struct cigo_alert *alert)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    cigo_alert_lines(line->session, alert, true, &buf);
    cigo_line_say_lines(line, buf.p);
    cigo_buf_finish(&buf);
}

void cigo_line_report_saved(struct line *line)
{
    const char *failed = cigo_session_save_failed(line->session);
    if (!failed)
        return;
    cigo_line_must_hear(line);
    cigo_line_say(line, _("ATTENZIONE. Non salvato: %s La risposta resta in memoria; /salva riprova."), failed);
}

bool cigo_line_same_alert(const struct cigo_alert *a, const char *id, int64_t row, const struct cigo_field *at)
{
    return a->row == row && strcmp(a->id, id) == 0 && (!a->kind || (a->n_at && a->at[0].field == at));
}

void cigo_line_say_alert(struct line *line, const struct cigo_alert *head)
{
    struct cigo_alert alert = cigo_session_alert_full(line->session, head, line->arena);
    say_alert(line, &alert);
}

/* How many of one rule have come in a row: from many, a few are said. */
struct run {
    const char *id;
    size_t n;
};

static void count_in_run(struct run *run, const char *id)
{
    run->n = run->id && strcmp(run->id, id) == 0 ? run->n + 1 : 1;
    run->id = id;
}

static void say_in_run(struct line *line, const struct run *run, const struct cigo_alert *head)
{
    if (run->n <= SHOWN + 1)
        cigo_line_must_hear(line);
    if (run->n <= SHOWN)
        cigo_line_say_alert(line, head);
    else if (run->n == SHOWN + 1)
        cigo_line_say(line, _("%s compare anche in altre righe: /problemi le elenca."), run->id);
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
            say_alert(line, &alerts.items[i]);
}

struct news {
    const struct cigo_alert **items;
    size_t n;
};

/* The alerts that came, in the order of the effects; of a rule that fires everywhere only as many as are
 * said, and one. */
static struct news news_of(struct line *line, const struct cigo_effects *effects)
{
    struct cigo_alerts alerts = cigo_session_alert_list(line->session, CIGO_SCOPE_COMMIT, line->arena);
    struct news news = {cigo_arena_alloc(line->arena, (effects->n + 1) * sizeof *news.items), 0};
    struct run run = {0};
    for (size_t i = 0; i < effects->n; i++) {
        const struct cigo_effect *effect = &effects->items[i];
        if (effect->type != CIGO_EFFECT_ALERT_ON)
            continue;
        count_in_run(&run, effect->alert);
        const struct cigo_alert *alert = run.n <= SHOWN + 1 ? cigo_alerts_find(&alerts, effect) : NULL;
        if (alert)
            news.items[news.n++] = alert;
    }
    return news;
}

/* The strongest first. */
static void new_alerts(struct line *line, const struct cigo_effects *effects)
{
    bool any = false;
    for (size_t i = 0; i < effects->n; i++)
        any |= effects->items[i].type == CIGO_EFFECT_ALERT_ON;
    if (!any)
        return;
    struct news news = news_of(line, effects);
    for (int severity = CIGO_ALERT_ERROR; severity >= CIGO_INFO; severity--) {
        struct run run = {0};
        for (size_t i = 0; i < news.n; i++) {
            if ((int)news.items[i]->severity != severity)
                continue;
            count_in_run(&run, news.items[i]->id);
            say_in_run(line, &run, news.items[i]);
        }
    }
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
    return effect->type == CIGO_EFFECT_ALERT_OFF && before->type == effect->type && before->unknown == effect->unknown &&
           strcmp(before->alert, effect->alert) == 0;
}

enum { KEPT = 100 }; /* of the alerts, for /effetti; the whole table's are counted */

/* All of it, also what is not worth saying at once, for /effetti. */
static void keep(struct line *line, const struct cigo_effects *effects)
{
    size_t alerts = 0;
    cigo_buf_clear(&line->effects);
    for (size_t i = 0; i < effects->n; i++) {
        const struct cigo_effect *effect = &effects->items[i];
        bool alert = effect->type == CIGO_EFFECT_ALERT_ON || effect->type == CIGO_EFFECT_ALERT_OFF;
        if (alert && ++alerts > KEPT)
            continue;
        cigo_effect_line(effect, &line->effects);
        cigo_buf_putc(&line->effects, '\n');
    }
    if (alerts > KEPT)
        cigo_buf_printf(&line->effects, ngettext("E %zu altro avviso: /problemi lo elenca.\n",
                                                 "E altri %zu avvisi: /problemi li elenca.\n", alerts - KEPT),
                        alerts - KEPT);
}

void cigo_line_list_effects(struct line *line)
{
    if (line->effects.n)
        cigo_line_say_lines(line, line->effects.p);
    else
        cigo_line_say(line, _("L'ultima risposta non ha cambiato nient'altro."));
}

void cigo_line_report(struct line *line, const struct cigo_effects *effects, struct cigo_place answered)
{
    keep(line, effects);
    for (size_t i = 0; i < effects->n; i++) {
        const struct cigo_effect *effect = &effects->items[i];
        if (!worth_saying(effect, answered) || (i > 0 && said_already(&effect[-1], effect)))
            continue;
        struct cigo_buf buf;
        cigo_buf_init(&buf, 1 << 20);
        cigo_effect_line(effect, &buf);
        cigo_line_say(line, "%s", buf.p);
        cigo_buf_finish(&buf);
    }
    new_alerts(line, effects);
    old_format_alert(line, effects, answered);
    cigo_line_report_saved(line);
}

void cigo_line_leave_section(struct line *line, size_t section)
{
    struct cigo_alerts before = cigo_session_alert_list(line->session, CIGO_SCOPE_COMMIT, line->arena);
    cigo_session_section_left(line->session, &line->form->sections[section]);
    struct cigo_alerts now = cigo_session_alert_list(line->session, CIGO_SCOPE_COMMIT, line->arena);
    struct run run = {0};
    size_t old = 0; /* both lists are in the same order, and none went */
    for (size_t i = 0; i < now.n; i++) {
        const struct cigo_alert *alert = &now.items[i];
        if (old < before.n &&
            cigo_line_same_alert(alert, before.items[old].id, before.items[old].row,
                       before.items[old].n_at ? before.items[old].at[0].field : NULL)) {
            old++;
            continue;
        }
        count_in_run(&run, alert->id);
        say_in_run(line, &run, alert);
    }
    cigo_line_leave_book(line);
}

void cigo_line_say_section_missing(struct line *line, size_t section)
{
    struct cigo_section_summary summary = cigo_session_section(line->session, section);
    if (!summary.missing)
        return;
    cigo_line_must_hear(line);
    cigo_line_say(line,
        ngettext("Sezione %s: manca %zu risposta. /mancano dice quale.",
                 "Sezione %s: mancano %zu risposte. /mancano dice quali.", summary.missing),
        line->form->sections[section].code, summary.missing);
}
