/* Lists whose shape is data: a file in the form's folder, beneficiari.yaml or fruito.yaml. */

#include <cigo/i18n/i18n.h>
#include "layout-priv.h"

static void table(const struct cigo_export *x, const struct layout *list, struct cigo_buf *out)
{
    const struct cigo_rows *rows = &cigo_session_answers(x->session)->groups[list->group->index];
    struct cigo_buf value;
    cigo_buf_init(&value, CIGO_TEXT_MAX);
    for (size_t i = 0; i < list->n_headings; i++) {
        cigo_buf_printf(out, "%.*s", i != 0, &list->separator);
        export_cell(cigo_str_of(list->headings[i]), list->separator, true, out);
    }
    cigo_buf_puts(out, list->n_headings ? "\r\n" : "");
    for (size_t r = 0; r < rows->n; r++) {
        for (size_t i = 0; i < list->n; i++) {
            struct cigo_place place = {list->columns[i], list->group, rows->items[r].id};
            cigo_buf_clear(&value);
            if (cigo_session_visible(x->session, place)) /* else it is no datum of the list */
                cigo_session_echo(x->session, place, &value);
            cigo_buf_printf(out, "%.*s", i != 0, &list->separator);
            export_cell(cigo_buf_str(&value), list->separator, true, out);
        }
        cigo_buf_puts(out, "\r\n");
    }
    cigo_buf_finish(&value);
}

static void lines(const struct cigo_export *x, const struct layout *list, struct cigo_buf *out)
{
    const struct cigo_rows *rows = &cigo_session_answers(x->session)->groups[list->group->index];
    struct cigo_buf value, label;
    cigo_buf_init(&value, CIGO_TEXT_MAX);
    cigo_buf_init(&label, 65536);
    export_wrapped(0, 0, list->title ? list->title : list->group->label, x->case_name, out);
    cigo_export_identity(x, out);
    for (size_t r = 0; r < rows->n; r++) {
        cigo_buf_clear(&label);
        cigo_buf_printf(&label, "%zu. ", r + 1);
        cigo_session_row_title(x->session, list->group, rows->items[r].id, &label);
        export_heading(label.p, '-', out);
        for (size_t i = 0; i < list->n; i++) {
            struct cigo_place place = {list->columns[i], list->group, rows->items[r].id};
            cigo_buf_clear(&value);
            cigo_buf_clear(&label);
            if (!cigo_session_visible(x->session, place))
                continue;
            export_value(x->session, place, &value);
            cigo_buf_printf(&label, "%s:", list->headings[i] ? list->headings[i] : list->columns[i]->label);
            export_wrapped(0, 4, label.p, value.p, out);
        }
    }
    if (rows->n == 0)
        cigo_buf_puts(out, _("\nNessuna riga.\n"));
    cigo_buf_puts(out, "\n");
    if (list->closing)
        export_wrapped(0, 0, list->closing, "", out);
    cigo_buf_finish(&value);
    cigo_buf_finish(&label);
}

/* The list's group is only known from its file; one that cannot be used was refused when it was written. */
void export_beneficiari_doubts(const struct cigo_export *x, struct cigo_buf *out)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct layout layout;
    cigo_problems_init(&problems, arena);
    if (export_layout_read(cigo_session_form(x->session), "beneficiari.yaml", &layout, &problems))
        export_key_doubts(x->session, layout.group, out);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
}

bool export_list(const struct cigo_export *x, const char *file, struct cigo_buf *out, struct cigo_error *err)
{
    const struct cigo_form *form = cigo_session_form(x->session);
    if (!export_layout_there(form, file))
        return cigo_fail(err, CIGO_EXIT_USAGE, _("il modulo «%s» non descrive questo elenco (%s)."), form->id, file);
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct layout layout;
    cigo_problems_init(&problems, arena);
    bool ok = export_layout_read(form, file, &layout, &problems);
    if (ok)
        (layout.separator ? table : lines)(x, &layout, out);
    else {
        struct cigo_str said = cigo_str_of(problems.items[0].text); /* some end with a stop of their own */
        while (said.n && said.p[said.n - 1] == '.')
            said.n--;
        cigo_fail(err, CIGO_EXIT_USAGE, _("il tracciato «%s» non si può usare: %.*s."), problems.items[0].pos.file,
                  (int)said.n, said.p);
    }
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    return ok;
}
