/* What a user does: set a text, add, duplicate and remove rows, several of them as one, undo, redo.
 *
 * Each ends the same way (finish): the action goes to the listener first, so that it is durable even if a
 * rule fails; then the rules run, waivers follow their inputs, and what changed becomes effects. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "session-priv.h"

static void forget_undone(struct cigo_session *session)
{
    cigo_action_list_finish(&session->undone);
    cigo_past_forget_redo(session);
}

void cigo_session_begin(struct cigo_session *session, const char *label)
{
    if (session->depth++ > 0)
        return;
    session->open = cigo_action_new(label);
    cigo_effects_before(session);
}

/* Evaluate and compare; the action itself is durable or owed already. */
static bool settle(struct cigo_session *session, bool back, struct cigo_effects *ret_effects,
                   struct cigo_error *err)
{
    bool ok = cigo_rules_run(session->rules, err);
    cigo_action_wait(session);
    session->revision++;
    cigo_waivers_follow(session, back);
    if (ret_effects) { /* else nobody looks: after an import they would be as many as its rows */
        cigo_effects_after(session);
        *ret_effects = (struct cigo_effects){session->effects, session->n_effects};
    }
    return ok;
}

bool cigo_action_conclude(struct cigo_session *session, struct action *action, struct cigo_effects *ret_effects,
                          struct cigo_error *err)
{
    action->number = ++session->last_action;
    cigo_action_emit(session, action);
    return settle(session, action->turn == CIGO_TURN_UNDO || action->turn == CIGO_TURN_REDO, ret_effects, err);
}

bool cigo_session_end(struct cigo_session *session, struct cigo_effects *ret_effects,
                      struct cigo_error *err)
{
    if (ret_effects)
        *ret_effects = (struct cigo_effects){0};
    if (--session->depth > 0)
        return true;
    struct action *action = session->open;
    session->open = NULL;
    if (action->n == 0) {
        cigo_action_free(action);
        return true;
    }
    forget_undone(session);
    *CIGO_PUSH(session->done.items, session->done.n, session->done.cap) = action;
    return cigo_action_conclude(session, action, ret_effects, err);
}

/* The change that added this row in the open action, if it is the latest one: an import fills the row
 * that it has just added. */
static struct change *fresh_row(struct cigo_session *session, struct cigo_place place)
{
    struct action *action = session->open;
    if (!place.group || action->n == 0)
        return NULL;
    struct change *last = &action->changes[action->n - 1];
    bool same = last->type == CHANGE_ROW_ADDED && last->place.group == place.group &&
                last->place.row == place.row;
    return same ? last : NULL;
}

static void record_text(struct cigo_session *session, struct cigo_place place, char *old)
{
    struct cigo_cell cell = cigo_answers_cell(session->answers, place);
    struct change *row = fresh_row(session, place);
    if (row) {
        free(row->texts[place.field->index]);
        row->texts[place.field->index] = cigo_strdup(cell.raw);
        free(old);
        return;
    }
    struct change *change = cigo_action_add(session->open, CHANGE_TEXT, place);
    change->old_text = old;
    change->new_text = cigo_strdup(cell.raw);
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

bool cigo_session_set(struct cigo_session *session, struct cigo_place place, struct cigo_str text,
                      struct cigo_effects *ret_effects, struct cigo_error *err)
{
    struct cigo_cell cell = cigo_answers_cell(session->answers, place);
    if (!cigo_session_may_act(session, ret_effects, err))
        return false;
    if (!cigo_answers_has(session->answers, place))
        return cigo_fail(err, CIGO_EXIT_USAGE, _("La riga non esiste più."));
    cigo_session_begin(session, place.field->own);
    char *old = cigo_strdup(cell.raw);
    cigo_put_text(session, place, text);
    cell = cigo_answers_cell(session->answers, place);
    if (same_text(old, cell.raw))
        free(old);
    else
        record_text(session, place, old);
    return cigo_session_end(session, ret_effects, err);
}

static int64_t add_row(struct cigo_session *session, const struct cigo_group *group, size_t position)
{
    int64_t id = 0;
    cigo_action_unfold(session, group);
    cigo_put_row(session, group, position, &id);
    struct cigo_place place = {NULL, group, id};
    struct change *change = cigo_action_add(session->open, CHANGE_ROW_ADDED, place);
    change->position = position;
    change->texts = cigo_alloc_array(group->n_fields, sizeof *change->texts);
    return id;
}

static bool has_room(const struct cigo_session *session, const struct cigo_group *group,
                     struct cigo_error *err)
{
    size_t n = session->answers->groups[group->index].n;
    if (!group->max_rows || n < group->max_rows)
        return true;
    return cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» può avere al massimo %zu righe."), group->label,
                     group->max_rows);
}

bool cigo_session_row_add(struct cigo_session *session, const struct cigo_group *group, size_t position,
                          int64_t *ret_row, struct cigo_effects *ret_effects, struct cigo_error *err)
{
    if (!cigo_session_may_act(session, ret_effects, err) || !has_room(session, group, err))
        return false;
    size_t n = session->answers->groups[group->index].n;
    cigo_session_begin(session, group->own);
    int64_t id = add_row(session, group, position < n ? position : n);
    if (ret_row)
        *ret_row = id;
    return cigo_session_end(session, ret_effects, err);
}

bool cigo_session_row_remove(struct cigo_session *session, const struct cigo_group *group, int64_t row,
                             struct cigo_effects *ret_effects, struct cigo_error *err)
{
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    size_t position = cigo_rows_find(rows, row);
    if (!cigo_session_may_act(session, ret_effects, err))
        return false;
    if (position == rows->n)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("La riga non esiste più."));
    cigo_session_begin(session, group->own);
    cigo_action_unfold(session, group);
    struct cigo_place place = {NULL, group, row};
    struct change *change = cigo_action_add(session->open, CHANGE_ROW_REMOVED, place);
    change->position = position;
    change->texts = cigo_row_texts(session, group, row);
    cigo_drop_row(session, group, row);
    return cigo_session_end(session, ret_effects, err);
}

bool cigo_session_row_duplicate(struct cigo_session *session, const struct cigo_group *group,
                                int64_t row, int64_t *ret_row, struct cigo_effects *ret_effects,
                                struct cigo_error *err)
{
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    size_t position = cigo_rows_find(rows, row);
    if (!cigo_session_may_act(session, ret_effects, err))
        return false;
    if (position == rows->n)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("La riga non esiste più."));
    if (!has_room(session, group, err))
        return false;
    cigo_session_begin(session, group->own);
    char **texts = cigo_row_texts(session, group, row);
    int64_t id = add_row(session, group, position + 1);
    for (size_t i = 0; i < group->n_fields; i++) {
        struct cigo_place place = {&group->fields[i], group, id};
        if (texts[i])
            cigo_session_set(session, place, cigo_str_of(texts[i]), NULL, NULL);
        free(texts[i]);
    }
    free(texts);
    if (ret_row)
        *ret_row = id;
    return cigo_session_end(session, ret_effects, err);
}

/* ---- undo and redo ---- */

struct cigo_place cigo_action_place(const struct action *action)
{
    for (size_t i = 0; i < action->n; i++)
        if (action->changes[i].type != CHANGE_WAIVER)
            return action->changes[i].place;
    return (struct cigo_place){0};
}

static bool perform(struct cigo_session *session, struct action *action, struct cigo_effects *ret_effects,
                    struct cigo_error *err)
{
    cigo_effects_before(session);
    for (size_t i = 0; i < action->n; i++)
        cigo_change_apply(session, &action->changes[i]);
    return cigo_action_conclude(session, action, ret_effects, err);
}

static struct action *last_of(struct action_list *list)
{
    return list->n ? list->items[--list->n] : NULL;
}

static void keep(struct action_list *list, struct action *action, const char **ret_label, struct cigo_place *ret_place)
{
    *CIGO_PUSH(list->items, list->n, list->cap) = action;
    *ret_label = action->label;
    if (ret_place)
        *ret_place = cigo_action_place(action);
}

bool cigo_session_undo(struct cigo_session *session, const char **ret_label,
                       struct cigo_place *ret_place, struct cigo_effects *ret_effects,
                       struct cigo_error *err)
{
    *ret_label = NULL;
    if (session->depth)
        return false;
    bool ok;
    struct action *action = last_of(&session->done), *inverse;
    if (action) {
        inverse = cigo_action_inverse(action, action->label);
        ok = perform(session, inverse, ret_effects, err);
    } else {
        inverse = cigo_past_take_back(session, false, ret_effects, &ok, err);
        if (!inverse)
            return false;
        action = cigo_action_inverse(inverse, inverse->label);
    }
    cigo_action_free(inverse);
    keep(&session->undone, action, ret_label, ret_place);
    return ok;
}

bool cigo_session_redo(struct cigo_session *session, const char **ret_label,
                       struct cigo_place *ret_place, struct cigo_effects *ret_effects,
                       struct cigo_error *err)
{
    *ret_label = NULL;
    if (session->depth)
        return false;
    bool ok;
    struct action *action = last_of(&session->undone);
    if (action) {
        action->turn = CIGO_TURN_REDO;
        ok = perform(session, action, ret_effects, err);
    } else {
        action = cigo_past_take_back(session, true, ret_effects, &ok, err);
        if (!action)
            return false;
    }
    keep(&session->done, action, ret_label, ret_place);
    return ok;
}
