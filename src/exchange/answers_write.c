/* Answers files out: the raw texts, in the order of the form, so that reading them gives the same case. */

#include <cigo/exchange/exchange.h>

/* A multichoice whose text is just its ids is written as a list; whatever else was typed, as typed. */
static bool write_list(const struct cigo_field *field, const struct cigo_cell *cell, struct cigo_buf *out)
{
    if (field->kind->id != CIGO_KIND_MULTICHOICE || cell->verdict != CIGO_OK)
        return false;
    struct cigo_value value = cigo_cell_value(*cell);
    struct cigo_buf joined, list;
    cigo_buf_init(&joined, 65536);
    cigo_buf_init(&list, 65536);
    const struct cigo_choices *choices = field->ctx.choices;
    for (size_t i = 0; i < choices->n; i++) {
        if (!cigo_multi_has(value.s, cigo_str_of(choices->items[i].id)))
            continue;
        cigo_buf_printf(&joined, "%s%s", joined.n ? ", " : "", choices->items[i].id);
        cigo_buf_printf(&list, "%s%s", list.n ? ", " : "", choices->items[i].id);
    }
    bool same = strcmp(joined.p, cell->raw) == 0;
    if (same)
        cigo_buf_printf(out, "[%s]", list.p);
    cigo_buf_finish(&joined);
    cigo_buf_finish(&list);
    return same;
}

static void write_value(const struct cigo_field *field, const struct cigo_cell *cell, struct cigo_buf *out)
{
    bool choice = field->kind->type == CIGO_TYPE_CHOICE || field->kind->type == CIGO_TYPE_MULTI;
    if (choice && cell->verdict == CIGO_BAD) {
        cigo_buf_puts(out, "{typed: ");
        cigo_yaml_write_scalar(cigo_str_of(cell->raw), out);
        cigo_buf_puts(out, "}");
    } else if (!write_list(field, cell, out)) {
        cigo_yaml_write_scalar(cigo_str_of(cell->raw), out);
    }
}

static void write_row(const struct cigo_group *group, const struct cigo_row *row, struct cigo_buf *out)
{
    bool any = false;
    cigo_buf_puts(out, "    - {");
    for (size_t i = 0; i < group->n_fields; i++) {
        struct cigo_cell cell = cigo_row_cell(row, i);
        if (!cell.raw)
            continue;
        cigo_buf_printf(out, "%s%s: ", any ? ", " : "", group->fields[i].id);
        write_value(&group->fields[i], &cell, out);
        any = true;
    }
    cigo_buf_puts(out, "}\n");
}

static void write_item(const struct cigo_session *session, const struct cigo_item *item, size_t *n,
                       struct cigo_buf *out)
{
    const struct cigo_form *form = cigo_session_form(session);
    const struct cigo_answers *answers = cigo_session_answers(session);
    if (item->type == CIGO_ITEM_FIELD && answers->fields[item->index].cells) {
        struct cigo_cell cell = cigo_row_cell(&answers->fields[item->index], 0);
        cigo_buf_printf(out, "  %s: ", form->fields[item->index].id);
        write_value(&form->fields[item->index], &cell, out);
        cigo_buf_putc(out, '\n');
        ++*n;
    } else if (item->type == CIGO_ITEM_GROUP && answers->groups[item->index].n) {
        const struct cigo_rows *rows = &answers->groups[item->index];
        cigo_buf_printf(out, "  %s:\n", form->groups[item->index].id);
        for (size_t r = 0; r < rows->n; r++)
            write_row(&form->groups[item->index], &rows->items[r], out);
        ++*n;
    }
}

void cigo_answers_write(const struct cigo_session *session, struct cigo_buf *out)
{
    const struct cigo_form *form = cigo_session_form(session);
    cigo_buf_printf(out, "form: %s\n", form->id);
    struct cigo_buf body;
    cigo_buf_init(&body, out->max);
    size_t n = 0;
    for (size_t s = 0; s < form->n_sections; s++)
        for (size_t i = 0; i < form->sections[s].n_items; i++)
            write_item(session, &form->sections[s].items[i], &n, &body);
    cigo_buf_puts(out, n ? "answers:\n" : "answers: {}\n");
    cigo_buf_add(out, cigo_buf_str(&body));
    cigo_buf_finish(&body);
}
