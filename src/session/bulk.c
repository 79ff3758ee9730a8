/* Many rows at once: what an import does. They are one change, which holds where they stand and no text. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "session-priv.h"

static struct change *add_moved(struct cigo_session *session, enum change_type type,
                                const struct cigo_group *group, size_t position, size_t n)
{
    struct change *change = cigo_action_add(session->open, type, (struct cigo_place){NULL, group, 0});
    change->moved = cigo_alloc(sizeof *change->moved);
    *change->moved = (struct moved_rows){.position = position, .n = n, .users = 1};
    return change;
}

/* The rows that came just before, so that the blocks of an import are one change. */
static struct moved_rows *goes_on(const struct action *action, const struct cigo_group *group, size_t position)
{
    const struct change *last = action->n ? &action->changes[action->n - 1] : NULL;
    bool same = last && last->type == CHANGE_ROWS_ADDED && last->place.group == group &&
                last->moved->position + last->moved->n == position;
    return same ? last->moved : NULL;
}

bool cigo_session_rows_append(struct cigo_session *session, const struct cigo_group *group,
                              const struct cigo_str *texts, size_t n_rows, int64_t *ret_first_row,
                              struct cigo_effects *ret_effects, struct cigo_error *err)
{
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    size_t n = rows->n;
    if (!cigo_session_may_act(session, ret_effects, err))
        return false;
    if (group->max_rows && (n > group->max_rows || n_rows > group->max_rows - n))
        return cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» può avere al massimo %zu righe; con queste sarebbero %zu."),
                         group->label, group->max_rows, n + n_rows);
    cigo_session_begin(session, group->own);
    struct moved_rows *moved = goes_on(session->open, group, n);
    if (n_rows > 0) {
        cigo_append_rows(session, group, texts, n_rows);
        if (moved)
            moved->n += n_rows;
        else
            add_moved(session, CHANGE_ROWS_ADDED, group, n, n_rows);
        if (ret_first_row)
            *ret_first_row = rows->items[n].id;
    }
    return cigo_session_end(session, ret_effects, err);
}

bool cigo_session_rows_clear(struct cigo_session *session, const struct cigo_group *group,
                             struct cigo_effects *ret_effects, struct cigo_error *err)
{
    size_t n = session->answers->groups[group->index].n;
    if (!cigo_session_may_act(session, ret_effects, err))
        return false;
    cigo_session_begin(session, group->own);
    if (n > 0) {
        cigo_action_unfold(session, group);
        cigo_move_rows(session, group, add_moved(session, CHANGE_ROWS_REMOVED, group, 0, n)->moved);
    }
    return cigo_session_end(session, ret_effects, err);
}
