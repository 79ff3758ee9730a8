/* Undo and redo across sessions. The store remembers for each change what was there before; that is enough to
 * take it back, if it is the latest one. So an action of a former session is undone change by change, the last
 * first, and what each of these does is recorded as it is done: from then on it is an action of this session.
 *
 * What the answers are now must be what that action left behind. If they are not (another version of the form,
 * say), nothing is done, and why is said: a guess could overwrite an answer. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "session-priv.h"

static bool changed_since(struct cigo_error *err, const char *label)
{
    return cigo_fail(err, CIGO_EXIT_USAGE,
                     _("Quello che viene prima non si può annullare: «%s» nel frattempo è cambiato in un altro modo. "
                       "Non è stato cambiato nulla; la storia del campo mostra i valori di prima."),
                     label);
}

static bool same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* ---- one change taken back: done to the answers and recorded ---- */

static bool revert_text(struct cigo_session *session, struct action *action, const struct cigo_past_change *past,
                        struct cigo_error *err)
{
    const char *now = cigo_answers_has(session->answers, past->place)
                          ? cigo_answers_cell(session->answers, past->place).raw
                          : NULL;
    bool as_left = cigo_answers_has(session->answers, past->place) && (!past->new_known || same(now, past->new_text));
    if (!as_left)
        return changed_since(err, past->place.field->label);
    struct change *change = cigo_action_add(action, CHANGE_TEXT, past->place);
    change->old_text = cigo_strdup(now);
    change->new_text = cigo_strdup(past->old_text);
    cigo_put_text(session, past->place, cigo_str_of(past->old_text));
    return true;
}

static void remove_row(struct cigo_session *session, struct action *action, const struct cigo_group *group,
                       size_t position)
{
    int64_t id = session->answers->groups[group->index].items[position].id;
    struct change *change = cigo_action_add(action, CHANGE_ROW_REMOVED, (struct cigo_place){NULL, group, id});
    change->position = position;
    change->texts = cigo_row_texts(session, group, id);
    cigo_drop_row(session, group, id);
}

static bool revert_added(struct cigo_session *session, struct action *action, const struct cigo_past_change *past,
                         struct cigo_error *err)
{
    const struct cigo_group *group = past->place.group;
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    size_t first = cigo_rows_find(rows, past->place.row), n = (size_t)(past->last_row - past->place.row) + 1;
    bool there = first < rows->n && n <= rows->n - first;
    for (size_t i = 0; there && i < n; i++)
        there = rows->items[first + i].id == past->place.row + (int64_t)i;
    if (!there)
        return changed_since(err, group->label);
    if (n == 1 || first + n < rows->n) {
        for (size_t i = n; i-- > 0;)
            remove_row(session, action, group, first + i);
        return true;
    }
    struct change *change = cigo_action_add(action, CHANGE_ROWS_REMOVED, (struct cigo_place){NULL, group, 0});
    change->moved = cigo_alloc(sizeof *change->moved);
    *change->moved = (struct moved_rows){.position = first, .n = n, .users = 1};
    cigo_move_rows(session, group, change->moved);
    return true;
}

static bool revert_removed(struct cigo_session *session, struct action *action, const struct cigo_past_change *past,
                           struct cigo_error *err)
{
    const struct cigo_group *group = past->place.group;
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    int64_t id = past->place.row;
    if (cigo_rows_find(rows, id) < rows->n || past->position > rows->n)
        return changed_since(err, group->label);
    struct change *change = cigo_action_add(action, CHANGE_ROW_ADDED, (struct cigo_place){NULL, group, id});
    change->position = past->position;
    change->texts = cigo_alloc_array(group->n_fields, sizeof *change->texts);
    for (size_t i = 0; i < group->n_fields; i++)
        change->texts[i] = cigo_strdup(past->row_texts[i]);
    cigo_change_apply(session, change);
    return true;
}

static void revert_waiver(struct cigo_session *session, struct action *action, const struct cigo_past_change *past)
{
    const struct cigo_waiver *was = past->waiver;
    struct waiver_record *now = cigo_waiver_find(session, was->alert, was->row);
    struct change *change = cigo_action_add(action, CHANGE_WAIVER, (struct cigo_place){0});
    if (now)
        change->before = cigo_waiver_record_dup(now);
    else
        change->before = (struct waiver_record){.alert = cigo_strdup(was->alert), .row = was->row};
    change->after = (struct waiver_record){
        .alert = cigo_strdup(was->alert),
        .row = was->row,
        .state = was->state,
        .reason = cigo_strdup(was->reason),
        .inputs = cigo_strdup(was->inputs),
    };
    cigo_waiver_set(session, &change->after);
}

static bool revert(struct cigo_session *session, struct action *action, const struct cigo_past_change *past,
                   struct cigo_error *err)
{
    switch (past->type) {
    case CIGO_EVENT_ANSWER:
        return revert_text(session, action, past, err);
    case CIGO_EVENT_ROW_ADDED:
        return revert_added(session, action, past, err);
    case CIGO_EVENT_ROW_REMOVED:
        return revert_removed(session, action, past, err);
    default:
        revert_waiver(session, action, past);
        return true;
    }
}

/* ---- the next action ---- */

bool cigo_past_next(struct cigo_session *session, bool redo, const struct cigo_past_action **ret_action,
                    struct cigo_error *err)
{
    struct past_step *step = &session->past[redo];
    const struct cigo_past *past = &session->options.past;
    struct cigo_error own = {0};
    if (step->stop)
        return cigo_fail(err, CIGO_EXIT_USAGE, "%s", step->stop);
    if (!step->loaded && !step->ended && past->next) {
        step->action = (struct cigo_past_action){0};
        if (!past->next(past->data, redo, &step->action, &own)) {
            step->stop = cigo_strdup(own.text);
            return cigo_fail(err, own.code, "%s", own.text);
        }
        step->loaded = step->action.label != NULL;
        step->ended = !step->loaded;
    }
    *ret_action = step->loaded ? &step->action : NULL;
    return true;
}

void cigo_past_forget_redo(struct cigo_session *session)
{
    struct past_step *step = &session->past[true];
    free(step->stop);
    *step = (struct past_step){.ended = true};
}

/* What was done so far is put back as it was. */
static void give_up(struct cigo_session *session, struct action *action)
{
    struct action *back = cigo_action_inverse(action, "");
    struct cigo_error err;
    for (size_t i = 0; i < back->n; i++)
        cigo_change_apply(session, &back->changes[i]);
    cigo_action_free(back);
    cigo_action_free(action);
    cigo_rules_run(session->rules, &err);
}

struct action *cigo_past_take_back(struct cigo_session *session, bool redo, struct cigo_effects *ret_effects,
                                   bool *ret_ok, struct cigo_error *err)
{
    struct past_step *step = &session->past[redo];
    const struct cigo_past_action *past;
    struct cigo_error own = {0};
    if (!cigo_past_next(session, redo, &past, err) || !past)
        return NULL;
    struct action *action = cigo_action_new(past->label);
    action->turn = redo ? CIGO_TURN_REDO : CIGO_TURN_UNDO;
    cigo_effects_before(session);
    for (size_t i = 0; i < past->n; i++) {
        if (revert(session, action, &past->changes[i], &own))
            continue;
        give_up(session, action);
        step->stop = cigo_strdup(own.text);
        cigo_fail(err, own.code, "%s", own.text);
        return NULL;
    }
    step->loaded = false;
    *ret_ok = cigo_action_conclude(session, action, ret_effects, err);
    return action;
}
