/* Everything as JSON. Its answers are an answers file, so that `cigo fill` takes it back; the rest lies
 * under "export", which `fill` does not read. */

#include <cigo/exchange/json.h>
#include "export-priv.h"

static json_t *value_json(const struct cigo_field *field, const struct cigo_cell *cell)
{
    bool choice = field->kind->type == CIGO_TYPE_CHOICE || field->kind->type == CIGO_TYPE_MULTI;
    json_t *text = cigo_json_text(cell->raw);
    return choice && cell->verdict == CIGO_BAD ? json_pack("{s:o}", "typed", text) : text;
}

static void add_cell(json_t *object, const struct cigo_field *field, struct cigo_cell cell)
{
    if (cell.raw)
        json_object_set_new(object, field->id, value_json(field, &cell));
}

static json_t *row_json(const struct cigo_group *group, const struct cigo_row *row)
{
    json_t *object = json_object();
    for (size_t i = 0; i < group->n_fields; i++)
        add_cell(object, &group->fields[i], cigo_row_cell(row, i));
    return object;
}

static json_t *answers_json(const struct cigo_session *session)
{
    const struct cigo_form *form = cigo_session_form(session);
    const struct cigo_answers *answers = cigo_session_answers(session);
    json_t *object = json_object();
    for (size_t i = 0; i < form->n_fields; i++)
        add_cell(object, &form->fields[i], cigo_row_cell(&answers->fields[i], 0));
    for (size_t g = 0; g < form->n_groups; g++) {
        const struct cigo_group *group = &form->groups[g];
        const struct cigo_rows *rows = &answers->groups[g];
        if (rows->n == 0)
            continue;
        json_t *list = json_array();
        for (size_t r = 0; r < rows->n; r++)
            json_array_append_new(list, row_json(group, &rows->items[r]));
        json_object_set_new(object, group->id, list);
    }
    return object;
}

static json_t *about_json(const struct cigo_export *x)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, (size_t)1 << 30);
    cigo_check_json(x->session, x->case_name, &buf);
    json_t *check = json_loadb(buf.p, buf.n, 0, NULL);
    cigo_buf_clear(&buf);
    cigo_export_identity(x, &buf);
    json_t *about = json_pack("{s:s, s:b, s:s, s:o*}", "program", x->program, "draft", x->draft, "notice",
                              buf.p, "check", check);
    cigo_buf_finish(&buf);
    return about;
}

bool export_json(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err)
{
    const struct cigo_form *form = cigo_session_form(x->session);
    json_t *root = json_pack("{s:s, s:s, s:o, s:o}", "form", form->id, "form_version", form->version,
                             "answers", answers_json(x->session), "export", about_json(x));
    if (!cigo_json_put(root, JSON_INDENT(1), out))
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("non riesco a scrivere il JSON della domanda."));
    cigo_buf_putc(out, '\n');
    return true;
}
