/* Why a value that the spread needs is not known: the answers below it that are lacking, by their codes. A computed
 * value is no question, so nobody could look for it. */

#include <stdlib.h>
#include "inputs-priv.h"

enum { ROWS_SAID = 5, MAX_TEXT = 65536 };

static bool lacks(const struct cigo_session *session, struct cigo_place place)
{
    return cigo_session_visible(session, place) &&
           cigo_cell_value(cigo_answers_cell(session->answers, place)).storage == CIGO_NULL;
}

static void separate(struct cigo_buf *out)
{
    if (out->n)
        cigo_buf_puts(out, "; ");
}

/* "«Ore» alla riga 3 di 5.8". */
static void column_text(const struct cigo_session *session, const struct cigo_field *field, struct cigo_buf *out)
{
    const struct cigo_rows *rows = &session->answers->groups[field->group->index];
    struct cigo_buf numbers;
    size_t n = 0;
    cigo_buf_init(&numbers, 1024);
    for (size_t i = 0; i < rows->n; i++)
        if (lacks(session, (struct cigo_place){field, field->group, rows->items[i].id}) && ++n <= ROWS_SAID)
            cigo_buf_printf(&numbers, "%s%zu", n > 1 ? ", " : "", i + 1);
    if (n > ROWS_SAID)
        cigo_buf_printf(&numbers, _(" e altre %zu"), n - ROWS_SAID);
    if (n) {
        separate(out);
        cigo_buf_printf(out, ngettext("«%s» alla riga %s di %s", "«%s» alle righe %s di %s", n), field->label, numbers.p,
                        field->group->code);
    }
    cigo_buf_finish(&numbers);
}

/* Several columns of a group without rows: once. */
static bool said_before(const struct input_set *set, size_t at, const struct cigo_group *group)
{
    for (size_t i = 0; i < at; i++) {
        const struct cigo_input *input = &set->items[i];
        if (input->group == group || (input->type == CIGO_INPUT_FIELD && input->field->group == group))
            return true;
    }
    return false;
}

static void group_text(const struct cigo_session *session, const struct cigo_group *group, struct cigo_buf *out)
{
    if (session->answers->groups[group->index].n || !cigo_session_visible(session, (struct cigo_place){.group = group}))
        return;
    separate(out);
    cigo_buf_printf(out, _("%s «%s», che non ha righe"), group->code, group->label);
}

static void input_text(const struct cigo_session *session, const struct input_set *set, size_t at, struct cigo_buf *out)
{
    const struct cigo_input *input = &set->items[at];
    const struct cigo_field *field = input->type == CIGO_INPUT_FIELD ? input->field : NULL;
    const struct cigo_group *group = field ? field->group : input->type == CIGO_INPUT_GROUP ? input->group : NULL;
    if (group && !said_before(set, at, group))
        group_text(session, group, out);
    if (field && group) {
        column_text(session, field, out);
    } else if (field && lacks(session, (struct cigo_place){.field = field})) {
        separate(out);
        cigo_buf_printf(out, "%s «%s»", field->code, field->label);
    }
}

const char *cigo_computed_lacks(const struct cigo_session *session, const struct cigo_computed *computed,
                                struct cigo_arena *arena)
{
    struct cigo_subject subject = {.use = CIGO_USE_VALUE, .computed = computed};
    struct input_set set = {0};
    struct cigo_buf list;
    cigo_buf_init(&list, MAX_TEXT);
    cigo_inputs_close(session, &subject, &set);
    for (size_t i = 0; i < set.n; i++)
        input_text(session, &set, i, &list);
    const char *text = list.n ? cigo_arena_printf(arena, _("Si ricava da risposte che mancano o non si leggono: %s."), list.p)
                              : "";
    cigo_buf_finish(&list);
    free(set.items);
    return text;
}
