/* Tables for spreadsheets (RFC 4180, UTF-8): the single fields as typed, or the rows of one group. */

#include "export-priv.h"

static void cell(const char *text, struct cigo_buf *out)
{
    export_cell(cigo_str_of(text), ',', true, out);
}

static void fields(const struct cigo_export *x, struct cigo_buf *out)
{
    const struct cigo_form *form = cigo_session_form(x->session);
    cigo_buf_puts(out, "codice,campo,etichetta,risposta\r\n");
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct cigo_field *field = &form->fields[i];
        const char *raw = cigo_session_text(x->session, (struct cigo_place){.field = field});
        const char *cells[] = {field->code, field->id, field->label, raw};
        for (size_t k = 0; k < 4; k++) {
            cigo_buf_puts(out, k ? "," : "");
            cell(cells[k] ? cells[k] : "", out);
        }
        cigo_buf_puts(out, "\r\n");
    }
}

static void rows(const struct cigo_export *x, struct cigo_buf *out)
{
    const struct cigo_group *group = x->group;
    const struct cigo_rows *list = &cigo_session_answers(x->session)->groups[group->index];
    for (size_t i = 0; i < group->n_fields; i++)
        cigo_buf_printf(out, "%s%s", i ? "," : "", group->fields[i].id);
    cigo_buf_puts(out, "\r\n");
    for (size_t r = 0; r < list->n; r++) {
        /* who reads it back leaves empty rows out, unless somebody has written them */
        cigo_buf_puts(out, !list->items[r].cells ? "\"\"" : "");
        for (size_t i = 0; i < group->n_fields; i++) {
            cigo_buf_puts(out, i ? "," : "");
            const char *raw = cigo_row_text(&list->items[r], i);
            cell(raw ? raw : "", out);
        }
        cigo_buf_puts(out, "\r\n");
    }
}

bool export_csv(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err)
{
    (void)err;
    if (x->group)
        rows(x, out);
    else
        fields(x, out);
    return true;
}
