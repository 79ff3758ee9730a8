/* Many rows at once: what an import does. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "session-priv.h"

/* A row at the end of its group, with its texts; recorded in the open action. */
static int64_t append_row(struct cigo_session *session, const struct cigo_group *group,
                          const struct cigo_str *texts)
{
    int64_t id = 0;
    size_t position = session->answers->groups[group->index].n;
    cigo_put_row(session, group, position, &id);
    struct change *change = cigo_action_add(session->open, CHANGE_ROW_ADDED, (struct cigo_place){NULL, group, id});
    change->position = position;
    change->texts = cigo_alloc_array(group->n_fields, sizeof *change->texts);
    for (size_t i = 0; i < group->n_fields; i++) {
        struct cigo_place place = {&group->fields[i], group, id};
        if (texts[i].n == 0)
            continue;
        cigo_put_text(session, place, texts[i]);
        change->texts[i] = cigo_strdup(cigo_answers_cell(session->answers, place).raw);
    }
    return id;
}

bool cigo_session_rows_append(struct cigo_session *session, const struct cigo_group *group,
                              const struct cigo_str *texts, size_t n_rows, int64_t *ret_first_row,
                              struct cigo_effects *ret_effects, struct cigo_error *err)
{
    size_t n = session->answers->groups[group->index].n;
    if (group->max_rows && (n > group->max_rows || n_rows > group->max_rows - n))
        return cigo_fail(err, CIGO_EXIT_USAGE, "«%s» può avere al massimo %zu righe; con queste sarebbero %zu.",
                         group->label, group->max_rows, n + n_rows);
    cigo_session_begin(session, group->label);
    for (size_t i = 0; i < n_rows; i++) {
        int64_t id = append_row(session, group, texts + i * group->n_fields);
        if (i == 0 && ret_first_row)
            *ret_first_row = id;
    }
    return cigo_session_end(session, ret_effects, err);
}

bool cigo_session_rows_clear(struct cigo_session *session, const struct cigo_group *group,
                             struct cigo_effects *ret_effects, struct cigo_error *err)
{
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    cigo_session_begin(session, group->label);
    while (rows->n > 0) {
        int64_t row = rows->items[rows->n - 1].id;
        struct change *change =
            cigo_action_add(session->open, CHANGE_ROW_REMOVED, (struct cigo_place){NULL, group, row});
        change->position = rows->n - 1;
        change->texts = cigo_row_texts(session, group, row);
        cigo_drop_row(session, group, row);
    }
    return cigo_session_end(session, ret_effects, err);
}
