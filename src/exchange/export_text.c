/* The whole case as text, in the order of the portal: every visible field with its value, the computed
 * values, the alerts with what was declared about them. 80 columns. */

#include <cigo/i18n/i18n.h>
#include "export-priv.h"

static void labelled(const char *code, const char *label, const char *value, size_t indent,
                     struct cigo_buf *out)
{
    struct cigo_buf first;
    cigo_buf_init(&first, 65536);
    cigo_buf_printf(&first, "%s%s%s:", code ? code : "", code ? " " : "", label);
    export_wrapped(indent - 4, indent, first.p, value, out);
    cigo_buf_finish(&first);
}

static void field(const struct cigo_session *session, struct cigo_place place, size_t indent,
                  struct cigo_buf *out)
{
    if (!cigo_session_visible(session, place))
        return;
    struct cigo_buf value;
    cigo_buf_init(&value, CIGO_TEXT_MAX);
    export_value(session, place, &value);
    if (place.field->portal == CIGO_PORTAL_LOCAL)
        cigo_buf_puts(&value, _(" (solo in cigo)"));
    labelled(place.field->code, place.field->label, value.p, indent, out);
    cigo_buf_finish(&value);
}

static void group(const struct cigo_session *session, const struct cigo_group *g, struct cigo_buf *out)
{
    const struct cigo_rows *rows = &cigo_session_answers(session)->groups[g->index];
    if (!cigo_session_visible(session, (struct cigo_place){.group = g}))
        return;
    struct cigo_buf title;
    cigo_buf_init(&title, 65536);
    cigo_buf_printf(&title, ngettext("%zu riga", "%zu righe", rows->n), rows->n);
    labelled(g->code, g->label, rows->n ? title.p : _("nessuna riga"), 4, out);
    for (size_t r = 0; r < rows->n; r++) {
        cigo_buf_clear(&title);
        cigo_buf_printf(&title, "%zu. ", r + 1);
        cigo_session_row_title(session, g, rows->items[r].id, &title);
        export_wrapped(2, 4, title.p, "", out);
        for (size_t i = 0; i < g->n_fields; i++)
            field(session, (struct cigo_place){&g->fields[i], g, rows->items[r].id}, 8, out);
    }
    cigo_buf_finish(&title);
}

static void computed(const struct cigo_session *session, const struct cigo_computed *c, struct cigo_buf *out)
{
    struct cigo_buf value;
    cigo_buf_init(&value, 65536);
    cigo_session_computed_text(session, c, 0, &value);
    if (value.n == 0 && cigo_session_waits(session, c)) /* else these answers have none */
        cigo_buf_puts(&value, _("non ancora calcolabile"));
    if (value.n) {
        cigo_buf_puts(&value, c->estimate ? _(" (calcolato da cigo, stima)") : _(" (calcolato da cigo)"));
        labelled(NULL, c->label, value.p, 4, out);
    }
    cigo_buf_finish(&value);
}

static void section(struct cigo_session *session, size_t index, struct cigo_buf *out)
{
    const struct cigo_form *form = cigo_session_form(session);
    const struct cigo_section *s = &form->sections[index];
    struct cigo_buf title;
    if (cigo_session_section(session, index).state == CIGO_SECTION_NOT_NEEDED)
        return;
    cigo_buf_init(&title, 4096);
    cigo_buf_printf(&title, "%s. %s", s->code, s->title);
    export_heading(title.p, '-', out);
    cigo_buf_finish(&title);
    for (size_t i = 0; i < s->n_items; i++) {
        size_t at = s->items[i].index;
        if (s->items[i].type == CIGO_ITEM_FIELD)
            field(session, (struct cigo_place){.field = &form->fields[at]}, 4, out);
        else if (s->items[i].type == CIGO_ITEM_GROUP)
            group(session, &form->groups[at], out);
        else
            computed(session, &form->computed[at], out);
    }
}

static void alerts(struct cigo_session *session, struct cigo_buf *out)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_alerts list = cigo_session_alerts(session, CIGO_SCOPE_ALL, arena);
    struct cigo_buf lines;
    cigo_buf_init(&lines, 1 << 20);
    export_heading(_("Avvisi"), '-', out);
    for (size_t i = 0; i < list.n; i++) {
        cigo_buf_clear(&lines);
        cigo_alert_lines(session, &list.items[i], true, &lines);
        export_wrapped(0, 4, "", lines.p, out);
    }
    if (list.n == 0)
        cigo_buf_puts(out, _("Nessun avviso.\n"));
    cigo_buf_finish(&lines);
    cigo_arena_free(arena);
}

bool export_text(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err)
{
    (void)err;
    const struct cigo_form *form = cigo_session_form(x->session);
    struct cigo_buf head;
    cigo_buf_init(&head, 65536);
    cigo_buf_printf(&head, "%s: %s", form->title, x->case_name);
    export_wrapped(0, 0, head.p, "", out);
    cigo_buf_clear(&head);
    cigo_export_identity(x, &head);
    if (form->order)
        cigo_buf_printf(&head, _("Ordine dei campi sul portale: %s."), form->order);
    export_wrapped(0, 0, "", head.p, out);
    cigo_buf_finish(&head);
    for (size_t i = 0; i < form->n_sections; i++)
        section(x->session, i, out);
    alerts(x->session, out);
    return true;
}
