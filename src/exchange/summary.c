/* What lists show of a case. Which values those are says the form (`list:`); term and state come from its computed
 * values. */

#include <cigo/base/date.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/summary.h>
#include <cigo/i18n/i18n.h>

/* ---- columns ---- */

static struct cigo_value value_of(const struct cigo_session *session, const struct cigo_single *single)
{
    struct cigo_place place = {.field = single->field};
    if (single->field)
        return cigo_session_visible(session, place)
                   ? cigo_cell_value(cigo_answers_cell(cigo_session_answers(session), place))
                   : (struct cigo_value){0};
    return cigo_rules_computed(cigo_session_rules(session), single->computed, 0);
}

const struct cigo_single *cigo_first_known(const struct cigo_session *session, const struct cigo_singles *singles,
                                           struct cigo_value *ret_value)
{
    for (size_t i = 0; i < singles->n; i++) {
        *ret_value = value_of(session, &singles->items[i]);
        if (ret_value->storage != CIGO_NULL)
            return &singles->items[i];
    }
    return NULL;
}

static const char *text_of(const struct cigo_session *session, const struct cigo_singles *singles,
                           struct cigo_arena *arena)
{
    struct cigo_value value;
    return cigo_first_known(session, singles, &value) && value.storage == CIGO_TEXT ? cigo_arena_str(arena, value.s)
                                                                                    : "";
}

static const char *date_of(const struct cigo_session *session, const struct cigo_singles *singles,
                           struct cigo_arena *arena)
{
    struct cigo_value value;
    char iso[CIGO_DATE_SIZE] = "";
    if (cigo_first_known(session, singles, &value) && value.storage == CIGO_INT)
        cigo_date_iso((int32_t)value.i, iso);
    return cigo_arena_dup(arena, iso);
}

static void put_causale(const struct cigo_session *session, struct cigo_arena *arena, struct cigo_summary *summary)
{
    struct cigo_value value;
    const struct cigo_single *from = cigo_first_known(session, &cigo_session_form(session)->list.causale, &value);
    if (!from || value.storage != CIGO_TEXT)
        return;
    const struct cigo_choices *choices = from->field ? from->field->ctx.choices : from->computed->choices;
    const struct cigo_choice *choice = cigo_choice_find(choices, value.s);
    summary->causale = cigo_arena_str(arena, value.s);
    summary->causale_label = cigo_arena_dup(arena, choice ? choice->own : summary->causale);
}

static void put_term(const struct cigo_session *session, struct cigo_arena *arena, struct cigo_summary *summary)
{
    struct cigo_deadline next;
    char iso[CIGO_DATE_SIZE] = "";
    summary->over = cigo_first_term_over(session);
    if (!cigo_next_deadline(session, &next))
        return;
    cigo_date_iso(next.date, iso);
    summary->term = cigo_arena_dup(arena, iso);
    summary->term_label = cigo_arena_dup(arena, next.term->own);
    if (next.term == cigo_banner(cigo_session_form(session), CIGO_TYPE_DATE)) /* the others count from today */
        summary->counted = date_of(session, &cigo_session_form(session)->list.counted, arena);
}

/* A computed value in the form's own words; "" = not known. */
static const char *own_text(struct cigo_session *session, const struct cigo_computed *computed,
                            struct cigo_arena *arena)
{
    struct cigo_value value = cigo_rules_computed(cigo_session_rules(session), computed, 0);
    const struct cigo_choice *choice =
        computed->choices && value.storage == CIGO_TEXT ? cigo_choice_find(computed->choices, value.s) : NULL;
    if (choice)
        return choice->own;
    struct cigo_buf text;
    cigo_buf_init(&text, 1024);
    cigo_session_computed_text(session, computed, 0, &text);
    const char *own = cigo_arena_dup(arena, text.p);
    cigo_buf_finish(&text);
    return own;
}

static const char *within_sentence(const char *text, struct cigo_arena *arena)
{
    char *small = cigo_arena_dup(arena, text);
    if (small[0] >= 'A' && small[0] <= 'Z')
        small[0] = (char)(small[0] - 'A' + 'a');
    return small;
}

/* "in corso", "da correggere", "completa"; after filing what the form calls its state ("accolta in parte"). */
static const char *state_of(struct cigo_session *session, const struct cigo_counts *counts, struct cigo_arena *arena)
{
    const struct cigo_form *form = cigo_session_form(session);
    for (size_t i = 0; i < form->n_computed; i++) {
        const char *state = form->computed[i].state ? own_text(session, &form->computed[i], arena) : "";
        if (*state)
            return within_sentence(state, arena);
    }
    return counts->error ? N_("da correggere") : counts->missing ? N_("in corso") : N_("completa");
}

void cigo_summarize(struct cigo_session *session, struct cigo_arena *arena, struct cigo_summary *ret_summary)
{
    const struct cigo_list_def *list = &cigo_session_form(session)->list;
    struct cigo_counts counts = cigo_session_counts(session, CIGO_SCOPE_ALL);
    *ret_summary = (struct cigo_summary){
        .state = state_of(session, &counts, arena),
        .term = "",
        .term_label = "",
        .counted = "",
        .company = text_of(session, &list->company, arena),
        .unit = text_of(session, &list->unit, arena),
        .causale = "",
        .causale_label = "",
        .from = date_of(session, &list->from, arena),
        .to = date_of(session, &list->to, arena),
        .errors = counts.error,
        .warnings = counts.warning,
        .missing = counts.missing,
    };
    put_causale(session, arena, ret_summary);
    put_term(session, arena, ret_summary);
}

/* ---- in words ---- */

void cigo_summary_period(const struct cigo_summary *summary, struct cigo_buf *out)
{
    int32_t from, to;
    bool has_from = cigo_date_parse_iso(cigo_str_of(summary->from), &from);
    bool has_to = cigo_date_parse_iso(cigo_str_of(summary->to), &to);
    if (has_from) {
        cigo_buf_puts(out, _("dal "));
        cigo_i18n_date_short(from, out);
    }
    if (has_to) {
        cigo_buf_puts(out, has_from ? _(" al ") : _("al "));
        cigo_i18n_date_short(to, out);
    }
}

/* From there on it is a sentence. */
static void capitalise(struct cigo_buf *out, size_t from)
{
    if (out->n > from && out->p[from] >= 'a' && out->p[from] <= 'z')
        out->p[from] = (char)(out->p[from] - 'a' + 'A');
}

void cigo_summary_reason(const struct cigo_summary *summary, struct cigo_buf *out)
{
    size_t before = out->n;
    if (*summary->shown.form)
        cigo_buf_printf(out, *summary->causale || *summary->from || *summary->to ? "%s: " : "%s", summary->shown.form);
    cigo_buf_puts(out, summary->shown.causale_label);
    if (*summary->shown.causale_label && (*summary->from || *summary->to))
        cigo_buf_puts(out, ", ");
    cigo_summary_period(summary, out);
    capitalise(out, before);
}

void cigo_summary_term(const struct cigo_summary *summary, int32_t today, struct cigo_buf *out)
{
    int32_t term, days;
    if (!cigo_date_parse_iso(cigo_str_of(summary->term), &term) || !cigo_summary_days(summary, today, &days))
        return;
    cigo_buf_printf(out, "%s ", *summary->shown.term_label ? summary->shown.term_label : _("Termine"));
    cigo_i18n_date_short(term, out);
    cigo_buf_puts(out, ", ");
    (cigo_summary_is_settled(summary, today) ? cigo_i18n_days_settled : cigo_i18n_days_left)(days, out);
}

/* "1 errore, mancano 3 risposte" */
static void put_problems(const struct cigo_summary *summary, struct cigo_buf *out)
{
    size_t before = out->n;
    cigo_alert_counts_text(summary->errors, summary->warnings, 0, ", ", out);
    if (summary->missing) {
        cigo_buf_puts(out, out->n > before ? ", " : "");
        cigo_buf_printf(out, ngettext("manca %zu risposta", "mancano %zu risposte", summary->missing), summary->missing);
    }
}

void cigo_summary_review(struct cigo_session *session, struct cigo_buf *out)
{
    struct cigo_counts all = cigo_session_counts(session, CIGO_SCOPE_ALL);
    struct cigo_counts some = cigo_session_counts(session, CIGO_SCOPE_SECTION);
    struct cigo_summary more = {.errors = all.error - some.error, .warnings = all.warning - some.warning};
    put_problems(&more, out);
}

void cigo_summary_state(const struct cigo_summary *summary, struct cigo_buf *out)
{
    size_t before = out->n;
    cigo_buf_puts(out, summary->shown.state);
    capitalise(out, before);
    if (summary->errors + summary->warnings + summary->missing)
        cigo_buf_puts(out, ": ");
    put_problems(summary, out);
}

/* ---- what it is found by ---- */

static void put_cell(const struct cigo_field *field, struct cigo_cell cell, struct cigo_buf *out)
{
    if (!cell.raw || !*cell.raw)
        return;
    cigo_buf_printf(out, "%s\n", cell.raw);
    const struct cigo_choices *choices = field->ctx.choices;
    for (size_t i = 0; choices && i < choices->n; i++)
        if (cigo_multi_has(cigo_str_of(cell.raw), cigo_str_of(choices->items[i].id)))
            cigo_buf_printf(out, "%s\n", choices->items[i].own);
}

static void put_rows(const struct cigo_session *session, const struct cigo_group *group, struct cigo_buf *out)
{
    const struct cigo_rows *rows = &cigo_session_answers(session)->groups[group->index];
    for (size_t i = 0; i < rows->n; i++)
        for (size_t k = 0; k < group->n_fields; k++)
            put_cell(&group->fields[k], cigo_row_cell(&rows->items[i], k), out);
}

void cigo_summary_words(struct cigo_session *session, struct cigo_buf *out)
{
    const struct cigo_form *form = cigo_session_form(session);
    const struct cigo_answers *answers = cigo_session_answers(session);
    struct cigo_arena *arena = cigo_arena_new();
    cigo_buf_printf(out, "%s\n%s\n", form->name, form->id);
    for (size_t i = 0; i < form->n_fields; i++)
        put_cell(&form->fields[i], cigo_answers_cell(answers, (struct cigo_place){.field = &form->fields[i]}), out);
    for (size_t i = 0; i < form->n_groups; i++)
        put_rows(session, &form->groups[i], out);
    struct cigo_alerts alerts = cigo_session_alert_list(session, CIGO_SCOPE_ALL, arena);
    for (size_t i = 0; i < alerts.n; i++) {
        if (i == 0 || strcmp(alerts.items[i].id, alerts.items[i - 1].id) != 0)
            cigo_buf_printf(out, "%s\n", alerts.items[i].id);
        if (alerts.items[i].reason)
            cigo_buf_printf(out, "%s\n", alerts.items[i].reason);
    }
    cigo_arena_free(arena);
}

/* ---- in the reader's language ---- */

static void put_word(struct cigo_wording *wording, struct cigo_arena *arena, const char *own, const char *shown,
                     bool searched)
{
    if (strcmp(own, shown) != 0)
        wording->items[wording->n++] = (struct cigo_word){cigo_arena_dup(arena, own), cigo_arena_dup(arena, shown), searched};
}

static void put_states(const struct cigo_choices *choices, struct cigo_arena *arena, struct cigo_wording *wording)
{
    for (size_t i = 0; i < choices->n; i++)
        put_word(wording, arena, within_sentence(choices->items[i].own, arena),
                 within_sentence(choices->items[i].label, arena), false);
}

/* At most so many words: each choice, once more where it is a state, and each computed value. */
static size_t most_words(const struct cigo_form *form)
{
    size_t n = form->n_computed;
    for (size_t i = 0; i < form->n_choices; i++)
        n += form->choices[i].n;
    for (size_t i = 0; i < form->n_computed; i++)
        n += form->computed[i].state && form->computed[i].choices ? form->computed[i].choices->n : 0;
    return n;
}

void cigo_summary_wording(const struct cigo_form *form, struct cigo_arena *arena, struct cigo_wording *wording)
{
    struct cigo_word *items = cigo_arena_alloc(arena, (wording->n + most_words(form)) * sizeof *items);
    if (wording->n)
        memcpy(items, wording->items, wording->n * sizeof *items);
    wording->items = items;
    for (size_t i = 0; i < form->n_choices; i++)
        for (size_t k = 0; k < form->choices[i].n; k++)
            put_word(wording, arena, form->choices[i].items[k].own, form->choices[i].items[k].label, true);
    for (size_t i = 0; i < form->n_computed; i++) {
        const struct cigo_computed *computed = &form->computed[i];
        put_word(wording, arena, computed->own, computed->label, false);
        if (computed->state && computed->choices)
            put_states(computed->choices, arena, wording);
    }
}
