/* The terms of a case: which dates count now, in what order, and the sentences about them. A term that the
 * form keeps in sight goes before one that is only in the calendar; among equals the earliest. */

#include <stdlib.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/summary.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/frozen.h>

const struct cigo_computed *cigo_banner(const struct cigo_form *form, enum cigo_type type)
{
    for (size_t i = 0; i < form->n_computed; i++)
        if (form->computed[i].banner && form->computed[i].type == type)
            return &form->computed[i];
    return NULL;
}

static struct cigo_value value_of(const struct cigo_session *session, const struct cigo_computed *computed)
{
    return cigo_rules_computed(cigo_session_rules(session), computed, 0);
}

/* Unless it is known that it no longer does. */
static bool matters(const struct cigo_session *session, const struct cigo_computed *term)
{
    struct cigo_value value = {0};
    if (term->matters)
        value = value_of(session, term->matters);
    return value.storage != CIGO_INT || value.i != 0;
}

static bool is_term(const struct cigo_computed *computed)
{
    return computed->type == CIGO_TYPE_DATE && (computed->banner || computed->deadline);
}

static int by_weight(const void *va, const void *vb)
{
    const struct cigo_deadline *a = va, *b = vb;
    if (a->term->banner != b->term->banner)
        return a->term->banner ? -1 : 1;
    return (a->date > b->date) - (a->date < b->date);
}

/* The day that the form's `list: counted` names has come. */
static bool is_settled(const struct cigo_session *session)
{
    struct cigo_value day;
    return cigo_first_known(session, &cigo_session_form(session)->list.counted, &day) && day.storage == CIGO_INT &&
           day.i <= cigo_session_today(session);
}

struct cigo_deadlines cigo_deadlines(const struct cigo_session *session, struct cigo_arena *arena)
{
    const struct cigo_form *form = cigo_session_form(session);
    const struct cigo_computed *left = cigo_banner(form, CIGO_TYPE_INTEGER);
    struct cigo_deadline *items = cigo_arena_alloc(arena, (form->n_computed + 1) * sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < form->n_computed; i++) {
        const struct cigo_computed *term = &form->computed[i];
        struct cigo_value date = {0}, days = {0};
        if (is_term(term) && matters(session, term))
            date = value_of(session, term);
        if (date.storage != CIGO_INT)
            continue;
        if (left && term == cigo_banner(form, CIGO_TYPE_DATE)) /* the form counts its days itself */
            days = value_of(session, left);
        int64_t until = days.storage == CIGO_INT ? days.i : date.i - cigo_session_today(session);
        items[n++] = (struct cigo_deadline){term, (int32_t)date.i, until, days.storage == CIGO_INT && is_settled(session)};
    }
    qsort(items, n, sizeof *items, by_weight);
    return (struct cigo_deadlines){items, n};
}

void cigo_deadline_line(const struct cigo_deadline *deadline, struct cigo_buf *out)
{
    cigo_buf_printf(out, "%s: ", deadline->term->label);
    cigo_i18n_date_short(deadline->date, out);
    cigo_buf_puts(out, ", ");
    (deadline->settled ? cigo_i18n_days_settled : cigo_i18n_days_left)(deadline->days, out);
    cigo_buf_putc(out, '.');
}

/* As long as the first term of the form matters and is not known, no other one takes its place. */
bool cigo_next_deadline(const struct cigo_session *session, struct cigo_deadline *ret_deadline)
{
    const struct cigo_computed *term = cigo_banner(cigo_session_form(session), CIGO_TYPE_DATE);
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_deadlines list = cigo_deadlines(session, arena);
    bool found = list.n && (list.items[0].term->banner || !term || !matters(session, term));
    if (found)
        *ret_deadline = list.items[0];
    cigo_arena_free(arena);
    return found;
}

bool cigo_first_term_over(const struct cigo_session *session)
{
    const struct cigo_computed *term = cigo_banner(cigo_session_form(session), CIGO_TYPE_DATE);
    return term && !matters(session, term);
}

/* A snapshot tells only the shape of the first term, if it is known. */
static bool told(const struct cigo_session *session, const struct cigo_computed *term, struct cigo_buf *out)
{
    struct cigo_buf shape;
    cigo_buf_init(&shape, 4096);
    if (cigo_session_frozen(session))
        cigo_session_computed_text(session, term, 0, &shape);
    bool known = shape.n > 0;
    if (known)
        cigo_buf_printf(out, "%s: %s.", term->label, shape.p);
    cigo_buf_finish(&shape);
    return known;
}

void cigo_term_line(const struct cigo_session *session, struct cigo_buf *out)
{
    const struct cigo_computed *term = cigo_banner(cigo_session_form(session), CIGO_TYPE_DATE);
    struct cigo_deadline next;
    if (term && told(session, term, out))
        return;
    if (cigo_next_deadline(session, &next))
        cigo_deadline_line(&next, out);
    else if (term && matters(session, term))
        cigo_buf_printf(out, _("%s: non ancora calcolabile."), term->label);
    else if (term)
        cigo_buf_puts(out, _("Nessuna scadenza aperta."));
}
