/* Reading the case: texts, visibility, requiredness, values as people read them. */

#include <stdlib.h>
#include <cigo/form/shown.h>
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

void cigo_value_text(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx, enum cigo_type type,
                const struct cigo_value *value, struct cigo_buf *out)
{
    if (value->storage == CIGO_NULL)
        return;
    if ((type == CIGO_TYPE_CHOICE || type == CIGO_TYPE_MULTI) && ctx->choices)
        cigo_choice_labels(ctx->choices, value->s, out);
    else
        cigo_kind_format(kind, ctx, value, out);
}

void cigo_value_shown(const struct cigo_computed *computed, const struct cigo_value *value, struct cigo_buf *out)
{
    if (computed->type == CIGO_TYPE_BOOLEAN)
        cigo_kind_echo(computed->kind, &computed->ctx, value, out);
    else
        cigo_value_text(computed->kind, &computed->ctx, computed->type, value, out);
}

void cigo_session_echo(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out)
{
    cigo_answers_echo(session->answers, place, out);
}

void cigo_session_shown(const struct cigo_session *session, const struct cigo_field *field, const char *text,
                        struct cigo_buf *out)
{
    struct cigo_parsed parsed;
    size_t before = out->n;
    cigo_parsed_init(&parsed);
    if (field->ctx.choices || field->kind->type == CIGO_TYPE_BOOLEAN)
        cigo_field_parse(field, session->options.today, cigo_str_of(text), &parsed);
    if (field->kind->type == CIGO_TYPE_BOOLEAN)
        cigo_kind_echo(field->kind, &field->ctx, &parsed.value, out);
    else if (parsed.value.storage == CIGO_TEXT)
        cigo_choice_labels(field->ctx.choices, parsed.value.s, out);
    if (out->n == before)
        cigo_buf_puts(out, text);
    cigo_parsed_finish(&parsed);
}

static bool is_lower_bound(const struct cigo_session *session, const struct cigo_computed *computed)
{
    struct cigo_value least = {0};
    if (computed->at_least)
        least = cigo_rules_computed(session->rules, computed->at_least, 0);
    return least.storage == CIGO_INT && least.i;
}

void cigo_session_computed_text(const struct cigo_session *session, const struct cigo_computed *computed,
                                int64_t row, struct cigo_buf *out)
{
    struct cigo_value value = cigo_rules_computed(session->rules, computed, row);
    if (session->told_arena)
        cigo_buf_puts(out, cigo_told_computed(session, computed, row));
    if (value.storage != CIGO_NULL && is_lower_bound(session, computed))
        cigo_buf_puts(out, _("almeno "));
    cigo_value_shown(computed, &value, out);
}

void cigo_session_row_title(const struct cigo_session *session, const struct cigo_group *group,
                            int64_t row, struct cigo_buf *out)
{
    cigo_answers_row_title(session->answers, group, row, out);
}
