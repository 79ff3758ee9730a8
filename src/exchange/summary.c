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

/* The first of these that has a value; NULL = none has. */
static const struct cigo_single *known(const struct cigo_session *session, const struct cigo_singles *singles,
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
    return known(session, singles, &value) && value.storage == CIGO_TEXT ? cigo_arena_str(arena, value.s) : "";
}

static const char *date_of(const struct cigo_session *session, const struct cigo_singles *singles,
                           struct cigo_arena *arena)
{
    struct cigo_value value;
    char iso[CIGO_DATE_SIZE] = "";
    if (known(session, singles, &value) && value.storage == CIGO_INT)
        cigo_date_iso((int32_t)value.i, iso);
    return cigo_arena_dup(arena, iso);
}

static void put_causale(const struct cigo_session *session, struct cigo_arena *arena, struct cigo_summary *summary)
{
    struct cigo_value value;
    const struct cigo_single *from = known(session, &cigo_session_form(session)->list.causale, &value);
    if (!from || value.storage != CIGO_TEXT)
        return;
    const struct cigo_choices *choices = from->field ? from->field->ctx.choices : from->computed->choices;
    const struct cigo_choice *choice = cigo_choice_find(choices, value.s);
    summary->causale = cigo_arena_str(arena, value.s);
    summary->causale_label = cigo_arena_dup(arena, choice ? choice->label : summary->causale);
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
    summary->term_label = cigo_arena_dup(arena, next.term->label);
    if (next.term == cigo_banner(cigo_session_form(session), CIGO_TYPE_DATE)) /* the others count from today */
        summary->counted = date_of(session, &cigo_session_form(session)->list.counted, arena);
}

void cigo_summarize(struct cigo_session *session, struct cigo_arena *arena, struct cigo_summary *ret_summary)
{
    const struct cigo_list_def *list = &cigo_session_form(session)->list;
    struct cigo_counts counts = cigo_session_counts(session, CIGO_SCOPE_ALL);
    struct cigo_buf state;
    cigo_buf_init(&state, 1024);
    cigo_case_state(session, &state);
    *ret_summary = (struct cigo_summary){
        .state = cigo_arena_dup(arena, state.p),
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
    cigo_buf_finish(&state);
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

void cigo_summary_term(const struct cigo_summary *summary, int32_t today, struct cigo_buf *out)
{
    int32_t term, days;
    if (!cigo_date_parse_iso(cigo_str_of(summary->term), &term) || !cigo_summary_days(summary, today, &days))
        return;
    cigo_buf_printf(out, "%s ", *summary->term_label ? summary->term_label : _("Termine"));
    cigo_i18n_date_short(term, out);
    cigo_buf_puts(out, ", ");
    cigo_i18n_days_left(days, out);
}

void cigo_summary_problems(const struct cigo_summary *summary, struct cigo_buf *out)
{
    size_t before = out->n;
    if (summary->errors)
        cigo_buf_printf(out, ngettext("%zu errore", "%zu errori", summary->errors), summary->errors);
    if (summary->warnings) {
        cigo_buf_puts(out, out->n > before ? ", " : "");
        cigo_buf_printf(out, ngettext("%zu avviso", "%zu avvisi", summary->warnings), summary->warnings);
    }
    if (summary->missing) {
        cigo_buf_puts(out, out->n > before ? ", " : "");
        cigo_buf_printf(out, ngettext("manca %zu risposta", "mancano %zu risposte", summary->missing), summary->missing);
    }
}

void cigo_summary_state(const struct cigo_summary *summary, struct cigo_buf *out)
{
    size_t before = out->n;
    cigo_buf_puts(out, *summary->state ? _(summary->state) : _("da iniziare"));
    if (out->p[before] >= 'a' && out->p[before] <= 'z')
        out->p[before] = (char)(out->p[before] - 'a' + 'A');
    if (summary->errors + summary->warnings + summary->missing)
        cigo_buf_puts(out, ": ");
    cigo_summary_problems(summary, out);
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
            cigo_buf_printf(out, "%s\n", choices->items[i].label);
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
