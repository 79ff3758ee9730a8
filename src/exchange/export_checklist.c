/* What is still to be done: the documents that are due (view `allegati_dovuti` of the form: one column, a
 * choice), which of them are listed (a group with a column of the same choices), where each is found; and
 * the questions that are still open. */

#include <cigo/i18n/i18n.h>
#include "export-priv.h"

struct documents {
    const struct cigo_session *session;
    const struct cigo_choices *kinds;
    const struct cigo_field *column; /* or NULL: nothing can be present */
    void (*each)(void *data, const struct cigo_choice *kind, bool listed);
    void *data;
    size_t n;
};

static void find_column(struct documents *d)
{
    const struct cigo_form *form = cigo_session_form(d->session);
    for (size_t g = 0; g < form->n_groups; g++)
        for (size_t i = 0; i < form->groups[g].n_fields && !d->column; i++)
            if (form->groups[g].fields[i].ctx.choices == d->kinds)
                d->column = &form->groups[g].fields[i];
}

static bool listed(const struct documents *d, const struct cigo_choice *kind)
{
    if (!d->column)
        return false;
    const struct cigo_rows *rows = &cigo_session_answers(d->session)->groups[d->column->group->index];
    for (size_t r = 0; r < rows->n; r++) {
        struct cigo_cell cell = cigo_row_cell(&rows->items[r], d->column->index);
        struct cigo_value value = cigo_cell_value(cell);
        if (value.storage == CIGO_TEXT && cigo_str_is(value.s, kind->id))
            return true;
    }
    return false;
}

static void document(void *data, const struct cigo_value *columns)
{
    struct documents *d = data;
    const struct cigo_choice *kind =
        columns[0].storage == CIGO_TEXT ? cigo_choice_find(d->kinds, columns[0].s) : NULL;
    if (!kind)
        return;
    d->n++;
    d->each(d->data, kind, listed(d, kind));
}

static const struct cigo_view *view_of(const struct cigo_form *form)
{
    const struct cigo_view *view = cigo_form_view(form, CIGO_STR("allegati_dovuti"));
    return view && view->choices[0] ? view : NULL;
}

size_t export_documents_due(const struct cigo_session *session,
                            void (*each)(void *data, const struct cigo_choice *kind, bool listed), void *data)
{
    const struct cigo_view *view = view_of(cigo_session_form(session));
    struct documents d = {.session = session, .each = each, .data = data};
    if (!view)
        return 0;
    d.kinds = view->choices[0];
    find_column(&d);
    cigo_rules_view_each(cigo_session_rules(session), view, document, &d);
    return d.n;
}

const char *export_no_documents(const struct cigo_form *form)
{
    return view_of(form) ? _("Nessuno.") : _("Questo modulo non dice quali servono.");
}

static void due(void *data, const struct cigo_choice *kind, bool present)
{
    struct cigo_buf *out = data;
    export_wrapped(0, 4, present ? _("[x] in elenco:") : _("[ ] manca:"), kind->label, out);
    if (kind->help)
        export_wrapped(4, 4, kind->help, "", out);
}

static void open_question(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out)
{
    struct cigo_buf label, where;
    cigo_buf_init(&label, 65536);
    cigo_buf_init(&where, 65536);
    cigo_buf_puts(&label, "[ ] ");
    cigo_place_label(session, place, &label);
    const char *found = place.field ? place.field->where : place.group->where;
    if (found)
        cigo_buf_printf(&where, _("\nDove si trova: %s"), found);
    export_wrapped(0, 4, label.p, where.p, out);
    cigo_buf_finish(&label);
    cigo_buf_finish(&where);
}

bool export_checklist(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err)
{
    (void)err;
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_missing missing = cigo_session_missing(x->session, arena);
    export_wrapped(0, 0, _("Che cosa manca:"), x->case_name, out);
    cigo_export_identity(x, out);
    export_heading(_("Documenti da unire"), '-', out);
    if (export_documents_due(x->session, due, out) == 0)
        export_wrapped(0, 0, export_no_documents(cigo_session_form(x->session)), "", out);
    export_heading(_("Domande ancora aperte"), '-', out);
    for (size_t i = 0; i < missing.n; i++)
        open_question(x->session, missing.items[i], out);
    if (missing.n == 0)
        cigo_buf_puts(out, _("Nessuna.\n"));
    cigo_arena_free(arena);
    return true;
}
