/* Reading the case: texts, visibility, requiredness, values as people read them. */

#include <stdlib.h>
#include "session-priv.h"

const char *cigo_session_text(const struct cigo_session *session, struct cigo_place place)
{
    struct cigo_cell cell = cigo_answers_cell(session->answers, place);
    return cell.raw ? cell.raw : "";
}

bool cigo_session_visible(const struct cigo_session *session, struct cigo_place place)
{
    if (place.group && !cigo_rules_group_visible(session->rules, place.group))
        return false;
    return !place.field || cigo_rules_visible(session->rules, place.field, place.row);
}

bool cigo_session_required(const struct cigo_session *session, struct cigo_place place)
{
    if (!cigo_session_visible(session, place))
        return false;
    if (!place.field)
        return place.group->min_rows > 0;
    return cigo_rules_required(session->rules, place.field, place.row);
}

static void choice_labels(const struct cigo_choices *list, struct cigo_str ids, struct cigo_buf *out)
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

void cigo_value_text(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx, enum cigo_type type,
                const struct cigo_value *value, struct cigo_buf *out)
{
    if (value->storage == CIGO_NULL)
        return;
    if ((type == CIGO_TYPE_CHOICE || type == CIGO_TYPE_MULTI) && ctx->choices)
        choice_labels(ctx->choices, value->s, out);
    else
        cigo_kind_format(kind, ctx, value, out);
}

void cigo_session_echo(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out)
{
    struct cigo_cell cell = cigo_answers_cell(session->answers, place);
    if (!cell.raw)
        return;
    struct cigo_value value = cigo_cell_value(cell);
    const struct cigo_field *field = place.field;
    if (value.storage == CIGO_NULL)
        cigo_buf_puts(out, cell.raw);
    else if (field->kind->type == CIGO_TYPE_CHOICE || field->kind->type == CIGO_TYPE_MULTI)
        choice_labels(field->ctx.choices, value.s, out);
    else
        cigo_kind_echo(field->kind, &field->ctx, &value, out);
}

void cigo_session_shown(const struct cigo_session *session, const struct cigo_field *field, const char *text,
                        struct cigo_buf *out)
{
    struct cigo_parsed parsed;
    size_t before = out->n;
    cigo_parsed_init(&parsed);
    if (field->ctx.choices)
        cigo_field_parse(field, session->options.today, cigo_str_of(text), &parsed);
    if (parsed.value.storage == CIGO_TEXT)
        choice_labels(field->ctx.choices, parsed.value.s, out);
    if (out->n == before)
        cigo_buf_puts(out, text);
    cigo_parsed_finish(&parsed);
}

void cigo_session_computed_text(const struct cigo_session *session, const struct cigo_computed *computed,
                                int64_t row, struct cigo_buf *out)
{
    struct cigo_value value = cigo_rules_computed(session->rules, computed, row);
    if (session->told_arena)
        cigo_buf_puts(out, cigo_told_computed(session, computed, row));
    cigo_value_text(computed->kind, &computed->ctx, computed->type, &value, out);
}

/* row_title holds column ids in braces; an id that is empty in this row leaves nothing. */
static void title_part(const struct cigo_session *session, const struct cigo_group *group, int64_t row,
                       struct cigo_str id, struct cigo_buf *out)
{
    const struct cigo_field *field = cigo_group_field(group, id);
    if (field)
        cigo_session_echo(session, (struct cigo_place){field, group, row}, out);
}

void cigo_session_row_title(const struct cigo_session *session, const struct cigo_group *group,
                            int64_t row, struct cigo_buf *out)
{
    struct cigo_buf title;
    cigo_buf_init(&title, 4096);
    for (const char *p = group->row_title ? group->row_title : ""; *p;) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (end) {
            title_part(session, group, row, (struct cigo_str){p + 1, (size_t)(end - p - 1)}, &title);
            p = end + 1;
        } else {
            cigo_buf_putc(&title, *p++);
        }
    }
    struct cigo_str trimmed = cigo_str_trim(cigo_buf_str(&title));
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    if (trimmed.n)
        cigo_buf_add(out, trimmed);
    else
        cigo_buf_printf(out, _("riga %zu"), cigo_rows_find(rows, row) + 1);
    cigo_buf_finish(&title);
}
