/* The parts of the review that are not sections: what keeps back the dossier, the alerts, hidden answers. */

#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include "review-priv.h"

enum {
    MOST_MISSING = 100, /* places that are listed; the sections show them too */
    MOST_OF_ONE = 3,    /* rows in which the same alert is listed */
    MOST_HIDDEN = 200,
};

static const char *place_label(struct review *r, struct cigo_place place)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_place_label(r->session, place, &buf);
    return review_kept(r, &buf);
}

/* Where one goes to mend it: a column of no row in particular is its group. */
static struct cigo_place way_to(struct cigo_place at)
{
    if (at.group && !at.row)
        at.field = NULL;
    return at;
}

/* ---- alerts ---- */

static void add_alert(struct review *r, const struct cigo_alert *alert)
{
    struct cigo_buf label, value;
    cigo_buf_init(&label, 65536);
    cigo_buf_init(&value, 65536);
    cigo_alert_lines(r->session, alert, false, &label);
    label.p[--label.n] = '\0'; /* its line end */
    for (size_t i = 0; i < alert->n_at; i++) {
        cigo_buf_puts(&value, i ? "; " : _("Dove: "));
        cigo_place_label(r->session, alert->at[i], &value);
    }
    if (value.n)
        cigo_sentence_stop(&value);
    if (alert->reason && *alert->reason)
        cigo_buf_printf(&value, _("%sMotivo dichiarato: %s"), value.n ? " " : "", alert->reason);
    struct cigo_review_line *line =
        review_add(r, CIGO_REVIEW_ALERT, review_kept(r, &label), review_kept(r, &value));
    line->alert = alert;
    if (alert->n_at)
        line->place = way_to(alert->at[0]);
}

/* The alerts of this sort in their order; one that stands in many rows is listed a few times. */
static size_t add_alerts(struct review *r, bool (*belongs)(const struct cigo_alert *alert))
{
    const char *last = "";
    size_t n = 0, same = 0;
    for (size_t i = 0; i < r->alerts.n; i++) {
        const struct cigo_alert *alert = &r->alerts.items[i];
        if (!belongs(alert))
            continue;
        n++;
        same = strcmp(last, alert->id) == 0 ? same + 1 : 1;
        last = alert->id;
        if (same <= MOST_OF_ONE)
            add_alert(r, alert);
        else if (same == MOST_OF_ONE + 1)
            review_add(r, CIGO_REVIEW_SAY, "",
                       cigo_arena_printf(r->arena, _("%s compare anche altrove."), alert->id));
    }
    return n;
}

static bool is_open_error(const struct cigo_alert *alert)
{
    return alert->state == CIGO_OPEN && alert->severity == CIGO_ALERT_ERROR;
}

static bool is_other_open(const struct cigo_alert *alert)
{
    return alert->state == CIGO_OPEN && alert->severity != CIGO_ALERT_ERROR;
}

static bool is_answered(const struct cigo_alert *alert)
{
    return alert->state != CIGO_OPEN;
}

void review_alerts(struct review *r)
{
    review_add(r, CIGO_REVIEW_HEADING, _("Avvisi e note"), "");
    if (add_alerts(r, is_other_open) == 0)
        review_add(r, CIGO_REVIEW_SAY, "", _("Nessuno."));
    review_add(r, CIGO_REVIEW_HEADING, _("Avvisi confermati o contestati"), "");
    if (add_alerts(r, is_answered) == 0)
        review_add(r, CIGO_REVIEW_SAY, "", _("Nessuno."));
}

/* ---- what keeps back the dossier ---- */

static void add_missing(struct review *r)
{
    for (size_t i = 0; i < r->missing.n && i < MOST_MISSING; i++) {
        struct cigo_place place = r->missing.items[i];
        struct cigo_review_line *line =
            review_add(r, CIGO_REVIEW_MISSING, _("Manca"), place_label(r, place));
        line->place = way_to(place);
        line->mark = CIGO_REVIEW_LACKS;
    }
    if (r->missing.n > MOST_MISSING)
        review_add(r, CIGO_REVIEW_SAY, "",
                   cigo_arena_printf(r->arena, _("E altre %zu risposte che mancano."),
                                     r->missing.n - MOST_MISSING));
}

/* What does not keep back the dossier is counted as the list at the end lists it. */
static void say_others(struct review *r, const struct cigo_counts *counts)
{
    struct cigo_buf text;
    if (!counts->warning && !counts->info)
        return;
    cigo_buf_init(&text, 4096);
    cigo_alert_counts_text(0, counts->warning, counts->info, ", ", &text);
    review_add(r, CIGO_REVIEW_SAY, "",
               cigo_arena_printf(r->arena, _("Da leggere in fondo, e non fermano la pratica: %s."), text.p));
    cigo_buf_finish(&text);
}

/* As it can be copied into a shell, whatever is in it: a case that somebody sent has the name that he gave it. */
static const char *as_word(struct review *r, const char *name)
{
    struct cigo_buf word;
    cigo_buf_init(&word, 65536);
    cigo_buf_shell_word(&word, name);
    return review_kept(r, &word);
}

void review_verdict(struct review *r, const char *case_name)
{
    struct cigo_counts counts = cigo_session_counts(r->session, CIGO_SCOPE_ALL);
    const char *name = as_word(r, case_name);
    review_add(r, CIGO_REVIEW_HEADING, _("La pratica"), "");
    if (counts.error == 0 && counts.missing == 0) {
        review_add(r, CIGO_REVIEW_SAY, "",
                   _("Non manca nulla di obbligatorio e non ci sono errori aperti: la pratica si può fare."));
        review_add(r, CIGO_REVIEW_SAY, "",
                   cigo_arena_printf(r->arena, _("Il comando: cigo export %s --all -o CARTELLA."), name));
        say_others(r, &counts);
        return;
    }
    if (counts.error)
        review_add(r, CIGO_REVIEW_SAY, "",
                   cigo_arena_printf(r->arena,
                                     ngettext("Per la pratica c'è ancora %zu errore da correggere o contestare.",
                                              "Per la pratica ci sono ancora %zu errori da correggere o contestare.",
                                              counts.error),
                                     counts.error));
    if (counts.missing)
        review_add(r, CIGO_REVIEW_SAY, "",
                   cigo_arena_printf(r->arena,
                                     ngettext("Per la pratica manca ancora %zu risposta obbligatoria.",
                                              "Per la pratica mancano ancora %zu risposte obbligatorie.",
                                              counts.missing),
                                     counts.missing));
    say_others(r, &counts);
    review_add(r, CIGO_REVIEW_SAY, "",
               cigo_arena_printf(r->arena, _("Una bozza si può fare già ora: cigo export %s --all -o CARTELLA --draft."),
                                 name));
}

void review_blocks(struct review *r)
{
    add_alerts(r, is_open_error);
    add_missing(r);
}

/* ---- answers that are kept though they are not asked now ---- */

static void hidden_answer(struct review *r, struct cigo_place place, bool list)
{
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(r->session), place);
    if (!cell.raw || cigo_session_visible(r->session, place))
        return;
    if (list && r->hidden < MOST_HIDDEN)
        review_add(r, CIGO_REVIEW_HIDDEN, place_label(r, place), review_value(r, place))->place = place;
    r->hidden++;
}

/* Of a group that is not asked, each row; else the columns whose own condition hides them. */
static void hidden_rows(struct review *r, const struct cigo_group *group, bool list)
{
    const struct cigo_rows *rows = &cigo_session_answers(r->session)->groups[group->index];
    bool shown = cigo_session_visible(r->session, (struct cigo_place){.group = group});
    for (size_t i = 0; i < rows->n; i++)
        for (size_t k = 0; k < group->n_fields; k++)
            if (!shown || group->fields[k].visible.text)
                hidden_answer(r, (struct cigo_place){&group->fields[k], group, rows->items[i].id}, list);
}

void review_hidden(struct review *r, bool list)
{
    if (list)
        review_add(r, CIGO_REVIEW_HEADING, _("Risposte conservate che ora non servono"), "");
    for (size_t i = 0; i < r->form->n_fields; i++)
        hidden_answer(r, (struct cigo_place){.field = &r->form->fields[i]}, list);
    for (size_t i = 0; i < r->form->n_groups; i++)
        hidden_rows(r, &r->form->groups[i], list);
    if (list && r->hidden == 0)
        review_add(r, CIGO_REVIEW_SAY, "", _("Nessuna."));
    if (list && r->hidden > MOST_HIDDEN)
        review_add(r, CIGO_REVIEW_SAY, "",
                   cigo_arena_printf(r->arena, _("E altre %zu."), r->hidden - MOST_HIDDEN));
}
