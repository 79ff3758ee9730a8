/* Answers and rows as people read them. */

#include <string.h>

#include <cigo/base/message.h>
#include <cigo/form/shown.h>

void cigo_choice_labels(const struct cigo_choices *list, struct cigo_str ids, struct cigo_buf *out)
{
    bool first = true;
    for (size_t i = 0; list && i < list->n; i++) {
        if (!cigo_multi_has(ids, cigo_str_of(list->items[i].id)))
            continue;
        cigo_buf_puts(out, first ? "" : ", ");
        cigo_buf_puts(out, list->items[i].label);
        first = false;
    }
}

void cigo_answers_echo(const struct cigo_answers *answers, struct cigo_place place, struct cigo_buf *out)
{
    struct cigo_cell cell = cigo_answers_cell(answers, place);
    if (!cell.raw)
        return;
    struct cigo_value value = cigo_cell_value(cell);
    const struct cigo_field *field = place.field;
    if (value.storage == CIGO_NULL)
        cigo_buf_puts(out, cell.raw);
    else if (field->kind->type == CIGO_TYPE_CHOICE || field->kind->type == CIGO_TYPE_MULTI)
        cigo_choice_labels(field->ctx.choices, value.s, out);
    else
        cigo_kind_echo(field->kind, &field->ctx, &value, out);
}

/* row_title holds column ids in braces; an id that is empty in this row leaves nothing. */
static void title_part(const struct cigo_answers *answers, const struct cigo_group *group, int64_t row,
                       struct cigo_str id, struct cigo_buf *out)
{
    const struct cigo_field *field = cigo_group_field(group, id);
    if (field)
        cigo_answers_echo(answers, (struct cigo_place){field, group, row}, out);
}

void cigo_answers_row_title(const struct cigo_answers *answers, const struct cigo_group *group, int64_t row,
                            struct cigo_buf *out)
{
    struct cigo_buf title;
    cigo_buf_init(&title, 4096);
    for (const char *p = group->row_title ? group->row_title : ""; *p;) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (end) {
            title_part(answers, group, row, (struct cigo_str){p + 1, (size_t)(end - p - 1)}, &title);
            p = end + 1;
        } else {
            cigo_buf_putc(&title, *p++);
        }
    }
    struct cigo_str trimmed = cigo_str_trim(cigo_buf_str(&title));
    const size_t number = cigo_rows_find(&answers->groups[group->index], row) + 1;
    if (trimmed.n)
        cigo_buf_add(out, trimmed);
    else
        cigo_buf_printf(out, _("riga %zu"), number);
    cigo_buf_finish(&title);
}
