/* An open case emptied, so that it can be loaded anew: somebody else has changed it on disk. The session stays the
 * same object, so nothing that looks at it is left with another one; rows keep the ids that the store knows. */

#include <stdlib.h>
#include "session-priv.h"

static void drop_rows(struct cigo_session *session, const struct cigo_group *group)
{
    struct moved_rows moved = {.n = session->answers->groups[group->index].n};
    if (moved.n == 0)
        return;
    cigo_move_rows(session, group, &moved);
    cigo_rows_free(moved.kept, moved.n);
}

void cigo_session_reset(struct cigo_session *session, const struct cigo_listener *listener)
{
    const struct cigo_form *form = session->form;
    session->loading = true;
    for (size_t i = 0; i < form->n_fields; i++)
        cigo_put_text(session, (struct cigo_place){.field = &form->fields[i]}, CIGO_STR(""));
    for (size_t i = 0; i < form->n_groups; i++)
        drop_rows(session, &form->groups[i]);
    cigo_waivers_forget(session);
    cigo_action_list_finish(&session->done);
    cigo_action_list_finish(&session->undone);
    cigo_action_list_finish(&session->owed);
    for (size_t i = 0; i < 2; i++) {
        free(session->past[i].stop);
        session->past[i] = (struct past_step){0};
    }
    free(session->save_error);
    session->save_error = NULL;
    session->options.listener = listener ? *listener : (struct cigo_listener){0};
    session->revision++;
}
