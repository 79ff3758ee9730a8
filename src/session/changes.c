/* An action is a list of changes. It is applied to the answers as it is made, handed to the listener as
 * one transaction when it ends, and kept for undo. A cell of a row that was added in the same action is
 * folded into that row, so that an import is rows and not cells. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "session-priv.h"

struct action *cigo_action_new(const char *label)
{
    struct action *action = cigo_alloc(sizeof *action);
    action->label = cigo_strdup(label);
    return action;
}

static void texts_free(const struct cigo_group *group, char **texts)
{
    if (!texts)
        return;
    for (size_t i = 0; i < group->n_fields; i++)
        free(texts[i]);
    free(texts);
}

void cigo_waiver_record_finish(struct waiver_record *record)
{
    free(record->alert);
    free(record->reason);
    free(record->inputs);
    *record = (struct waiver_record){0};
}

struct waiver_record cigo_waiver_record_dup(const struct waiver_record *record)
{
    return (struct waiver_record){
        .alert = cigo_strdup(record->alert),
        .row = record->row,
        .state = record->state,
        .reason = cigo_strdup(record->reason),
        .inputs = cigo_strdup(record->inputs),
    };
}

static void moved_finish(struct moved_rows *moved)
{
    if (!moved || --moved->users > 0)
        return;
    if (moved->kept)
        cigo_rows_free(moved->kept, moved->n);
    free(moved);
}

static void change_finish(struct change *change)
{
    moved_finish(change->moved);
    free(change->old_text);
    free(change->new_text);
    texts_free(change->place.group, change->texts);
    cigo_waiver_record_finish(&change->before);
    cigo_waiver_record_finish(&change->after);
}

void cigo_action_free(struct action *action)
{
    for (size_t i = 0; i < action->n; i++)
        change_finish(&action->changes[i]);
    free(action->changes);
    free(action->label);
    free(action);
}

void cigo_action_list_finish(struct action_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        cigo_action_free(list->items[i]);
    free(list->items);
    *list = (struct action_list){0};
}

struct change *cigo_action_add(struct action *action, enum change_type type, struct cigo_place place)
{
    struct change *change = CIGO_PUSH(action->changes, action->n, action->cap);
    action->folded += type == CHANGE_ROWS_ADDED;
    *change = (struct change){.type = type, .place = place};
    return change;
}

char **cigo_row_texts(const struct cigo_session *session, const struct cigo_group *group, int64_t row)
{
    char **texts = cigo_alloc_array(group->n_fields, sizeof *texts);
    for (size_t i = 0; i < group->n_fields; i++) {
        struct cigo_place place = {&group->fields[i], group, row};
        texts[i] = cigo_strdup(cigo_answers_cell(session->answers, place).raw);
    }
    return texts;
}

static void apply_row(struct cigo_session *session, const struct change *change, bool add)
{
    const struct cigo_group *group = change->place.group;
    if (!add) {
        cigo_drop_row(session, group, change->place.row);
        return;
    }
    int64_t id = change->place.row;
    cigo_put_row(session, group, change->position, &id);
    for (size_t i = 0; i < group->n_fields; i++) {
        struct cigo_place place = {&group->fields[i], group, id};
        if (change->texts[i])
            cigo_put_text(session, place, cigo_str_of(change->texts[i]));
    }
}

void cigo_change_apply(struct cigo_session *session, const struct change *change)
{
    switch (change->type) {
    case CHANGE_TEXT:
        cigo_put_text(session, change->place, cigo_str_of(change->new_text));
        break;
    case CHANGE_ROW_ADDED:
    case CHANGE_ROW_REMOVED:
        apply_row(session, change, change->type == CHANGE_ROW_ADDED);
        break;
    case CHANGE_ROWS_ADDED:
    case CHANGE_ROWS_REMOVED:
        cigo_move_rows(session, change->place.group, change->moved);
        break;
    case CHANGE_WAIVER:
        cigo_waiver_set(session, &change->after);
        break;
    }
}

static char **texts_dup(const struct change *change)
{
    if (!change->texts)
        return NULL;
    size_t n = change->place.group->n_fields;
    char **texts = cigo_alloc_array(n, sizeof *texts);
    for (size_t i = 0; i < n; i++)
        texts[i] = cigo_strdup(change->texts[i]);
    return texts;
}

static void change_copy(struct action *to, const struct change *from, bool inverse)
{
    static const enum change_type inverses[] = {
        [CHANGE_TEXT] = CHANGE_TEXT,
        [CHANGE_ROW_ADDED] = CHANGE_ROW_REMOVED,
        [CHANGE_ROW_REMOVED] = CHANGE_ROW_ADDED,
        [CHANGE_ROWS_ADDED] = CHANGE_ROWS_REMOVED,
        [CHANGE_ROWS_REMOVED] = CHANGE_ROWS_ADDED,
        [CHANGE_WAIVER] = CHANGE_WAIVER,
    };
    struct change *copy = cigo_action_add(to, inverse ? inverses[from->type] : from->type, from->place);
    copy->position = from->position;
    copy->old_text = cigo_strdup(inverse ? from->new_text : from->old_text);
    copy->new_text = cigo_strdup(inverse ? from->old_text : from->new_text);
    copy->texts = texts_dup(from);
    copy->moved = from->moved;
    if (copy->moved)
        copy->moved->users++;
    copy->before = cigo_waiver_record_dup(inverse ? &from->after : &from->before);
    copy->after = cigo_waiver_record_dup(inverse ? &from->before : &from->after);
}

static char **texts_of(const struct cigo_group *group, const struct cigo_row *row)
{
    char **texts = cigo_alloc_array(group->n_fields, sizeof *texts);
    for (size_t i = 0; i < group->n_fields; i++)
        texts[i] = cigo_strdup(cigo_row_text(row, i));
    return texts;
}

/* Where the rows of a change are now. */
static const struct cigo_row *rows_of(const struct cigo_session *session, const struct change *change)
{
    const struct moved_rows *moved = change->moved;
    return moved->kept ? moved->kept : session->answers->groups[change->place.group->index].items + moved->position;
}

/* Row by row, with their texts: what stays true whatever happens to the rows later. */
static void add_each(const struct cigo_session *session, struct action *to, const struct change *from)
{
    const struct cigo_row *rows = rows_of(session, from);
    const struct moved_rows *moved = from->moved;
    bool added = from->type == CHANGE_ROWS_ADDED;
    for (size_t i = 0; i < moved->n; i++) {
        size_t k = added ? i : moved->n - 1 - i;
        struct cigo_place place = {NULL, from->place.group, rows[k].id};
        struct change *change = cigo_action_add(to, added ? CHANGE_ROW_ADDED : CHANGE_ROW_REMOVED, place);
        change->position = moved->position + k;
        change->texts = texts_of(place.group, &rows[k]);
    }
}

void cigo_action_unfold(struct cigo_session *session, const struct cigo_group *group)
{
    struct action *action = session->open;
    struct action single = {0};
    if (!action->folded) /* as when rows are taken off one by one: no look at all of them for each */
        return;
    for (size_t i = 0; i < action->n; i++) {
        struct change *change = &action->changes[i];
        if (change->type == CHANGE_ROWS_ADDED && change->place.group == group) {
            add_each(session, &single, change);
            change_finish(change);
            action->folded--;
        } else {
            *CIGO_PUSH(single.changes, single.n, single.cap) = *change;
        }
    }
    free(action->changes);
    action->changes = single.changes;
    action->n = single.n;
    action->cap = single.cap;
}

/* A copy that is owed: it must hold what the rows were when it was made. */
static struct action *action_dup(const struct cigo_session *session, const struct action *action)
{
    struct action *copy = cigo_action_new(action->label);
    copy->number = action->number;
    copy->turn = action->turn;
    for (size_t i = 0; i < action->n; i++) {
        const struct change *change = &action->changes[i];
        if (change->moved)
            add_each(session, copy, change);
        else
            change_copy(copy, change, false);
    }
    return copy;
}

struct action *cigo_action_inverse(const struct action *action, const char *label)
{
    struct action *inverse = cigo_action_new(label);
    inverse->turn = CIGO_TURN_UNDO;
    for (size_t i = action->n; i-- > 0;)
        change_copy(inverse, &action->changes[i], true);
    return inverse;
}

static bool emit_change(const struct cigo_session *session, const struct action *action,
                        const struct change *change, struct cigo_error *err)
{
    const struct waiver_record *record = &change->after;
    struct cigo_waiver waiver = {
        .alert = record->alert,
        .row = record->row,
        .state = record->state,
        .reason = record->reason,
        .inputs = record->inputs,
        .form_version = session->form->version,
    };
    static const enum cigo_event_type types[] = {
        [CHANGE_TEXT] = CIGO_EVENT_ANSWER,
        [CHANGE_ROW_ADDED] = CIGO_EVENT_ROW_ADDED,
        [CHANGE_ROW_REMOVED] = CIGO_EVENT_ROW_REMOVED,
        [CHANGE_ROWS_ADDED] = CIGO_EVENT_ROWS_ADDED,
        [CHANGE_ROWS_REMOVED] = CIGO_EVENT_ROWS_REMOVED,
        [CHANGE_WAIVER] = CIGO_EVENT_WAIVER,
    };
    struct cigo_event event = {
        .type = types[change->type],
        .place = change->place,
        .position = change->moved ? change->moved->position : change->position,
        .rows = change->moved ? rows_of(session, change) : NULL,
        .n_rows = change->moved ? change->moved->n : 0,
        .old_text = change->old_text,
        .new_text = change->new_text,
        .row_texts = (const char *const *)change->texts,
        .waiver = &waiver,
        .action = action->number,
    };
    return session->options.listener.event(session->options.listener.data, &event, err);
}

static bool emit(const struct cigo_session *session, const struct action *action,
                 struct cigo_error *err)
{
    const struct cigo_listener *listener = &session->options.listener;
    if (!listener->event)
        return true;
    size_t n = 0;
    for (size_t i = 0; i < action->n; i++)
        n += action->changes[i].moved ? action->changes[i].moved->n : 1;
    if (!listener->begin(listener->data, action->label, action->number, action->turn, n, err))
        return false;
    for (size_t i = 0; i < action->n; i++) {
        if (!emit_change(session, action, &action->changes[i], err)) {
            listener->abandon(listener->data);
            return false;
        }
    }
    return listener->commit(listener->data, err);
}

static bool wait_for(const struct cigo_session *session, struct cigo_error *err)
{
    const struct cigo_listener *listener = &session->options.listener;
    return !listener->wait || listener->wait(listener->data, err);
}

static bool pay_debts(struct cigo_session *session, struct cigo_error *err)
{
    while (session->owed.n) {
        if (!emit(session, session->owed.items[0], err) || !wait_for(session, err))
            return false;
        cigo_action_free(session->owed.items[0]);
        session->owed.n--;
        memmove(session->owed.items, session->owed.items + 1,
                session->owed.n * sizeof *session->owed.items);
    }
    return true;
}

/* How it ended; what failed is owed. */
static void note_save(struct cigo_session *session, const struct action *action, bool ok, const struct cigo_error *err)
{
    free(session->save_error);
    session->save_error = ok ? NULL : cigo_strdup(err->text);
    if (!ok)
        *CIGO_PUSH(session->owed.items, session->owed.n, session->owed.cap) = action_dup(session, action);
}

void cigo_action_emit(struct cigo_session *session, const struct action *action)
{
    struct cigo_error err = {0};
    bool ok = pay_debts(session, &err) && emit(session, action, &err);
    note_save(session, action, ok, &err);
    session->under_way = ok ? action : NULL;
}

void cigo_action_wait(struct cigo_session *session)
{
    struct cigo_error err = {0};
    const struct action *action = session->under_way;
    session->under_way = NULL;
    if (action && !wait_for(session, &err))
        note_save(session, action, false, &err);
}

const char *cigo_session_save_failed(const struct cigo_session *session)
{
    return session->save_error;
}

bool cigo_session_retry_save(struct cigo_session *session, struct cigo_error *err)
{
    struct cigo_error own = {0};
    bool ok = pay_debts(session, &own);
    free(session->save_error);
    session->save_error = ok ? NULL : cigo_strdup(own.text);
    return ok || cigo_fail(err, own.code, "%s", own.text);
}
