/* What undo or redo would do, told before it is done: for the sentence, and for a question where one is due. */

#include "session-priv.h"

static const char *filled(const char *text)
{
    return text ? text : "";
}

/* Counted by what will happen: taking back rows that were added removes them. */
static void count(struct cigo_undo_step *step, const struct change *change, bool back)
{
    size_t n = change->moved ? change->moved->n : 1;
    switch (change->type) {
    case CHANGE_TEXT:
        step->texts++;
        step->from = filled(back ? change->new_text : change->old_text);
        step->to = filled(back ? change->old_text : change->new_text);
        break;
    case CHANGE_ROW_ADDED:
    case CHANGE_ROWS_ADDED:
        *(back ? &step->removed : &step->added) += n;
        break;
    case CHANGE_ROW_REMOVED:
    case CHANGE_ROWS_REMOVED:
        *(back ? &step->added : &step->removed) += n;
        break;
    case CHANGE_WAIVER:
        step->waivers++;
        break;
    }
}

static void count_past(const struct cigo_session *session, struct cigo_undo_step *step,
                       const struct cigo_past_change *change)
{
    switch (change->type) {
    case CIGO_EVENT_ANSWER:
        step->texts++;
        step->from = cigo_answers_has(session->answers, change->place) ? cigo_session_text(session, change->place) : "";
        step->to = filled(change->old_text);
        break;
    case CIGO_EVENT_ROW_ADDED:
        step->removed += (size_t)(change->last_row - change->place.row) + 1;
        break;
    case CIGO_EVENT_ROW_REMOVED:
        step->added++;
        break;
    default:
        step->waivers++;
        break;
    }
    if (change->type != CIGO_EVENT_WAIVER)
        step->place = change->place; /* the last to be seen is the first that was made */
}

bool cigo_session_next_undo_step(struct cigo_session *session, bool redo, struct cigo_undo_step *ret_step,
                            struct cigo_error *err)
{
    const struct action_list *list = redo ? &session->undone : &session->done;
    struct cigo_undo_step step = {0};
    if (list->n) {
        const struct action *action = list->items[list->n - 1];
        step.label = action->label;
        step.place = cigo_action_place(action);
        for (size_t i = 0; i < action->n; i++)
            count(&step, &action->changes[i], !redo);
    } else {
        const struct cigo_past_action *past;
        if (!cigo_past_next(session, redo, &past, err))
            return false;
        step = (struct cigo_undo_step){.label = past ? past->label : NULL};
        for (size_t i = 0; past && i < past->n; i++)
            count_past(session, &step, &past->changes[i]);
        step.when = past ? past->when : NULL;
        step.who = past ? past->who : NULL;
    }
    if (step.texts != 1 || step.added || step.removed || step.waivers)
        step.from = step.to = NULL;
    *ret_step = step;
    return true;
}
