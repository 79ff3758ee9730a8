/* The journal read backwards, as undo and redo need it.
 *
 * An undoing that one meets takes back the nearest action before it that is not taken back yet, so going back it
 * is enough to count: each undoing passes over one action more. For redo it is the other way round: what can be
 * redone are the undoings since the last thing that was done, less those that were redone. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "cli-priv.h"
#include "past-priv.h"

struct walk {
    struct cli_past *past;
    struct cli_way *way;
    bool redo;
    bool wanted, any;
    uint64_t action;      /* the one that is being read */
    struct cigo_past_action found;
    struct cigo_past_change *changes;
    size_t n, cap;
    bool failed;
    struct cigo_error err;
};

/* Before there was a mark for it, such an action was known by its label alone. */
static bool follows(const struct cigo_journal_entry *entry)
{
    return entry->turn == CIGO_TURN_FOLLOWS ||
           (strcmp(entry->type, "waiver") == 0 && strcmp(entry->label, "Conferme decadute") == 0);
}

/* Is this action the one that is looked for? */
static bool judge(struct walk *walk, const struct cigo_journal_entry *entry)
{
    struct cli_way *way = walk->way;
    bool counts = entry->turn == (walk->redo ? CIGO_TURN_REDO : CIGO_TURN_UNDO);
    bool can_be = walk->redo ? entry->turn == CIGO_TURN_UNDO : !counts;
    if (follows(entry))
        return false;
    if (counts)
        way->passed++;
    else if (can_be && way->passed)
        way->passed--;
    else
        return can_be;
    return false;
}

/* ---- from the store's names to the form's places ---- */

static bool unknown(struct walk *walk, const char *name)
{
    return cigo_fail(&walk->err, CIGO_EXIT_USAGE,
                     _("Quello che viene prima non si può annullare: riguarda «%s», che questa versione del modulo "
                       "non ha. Non è stato cambiato nulla."),
                     name);
}

static bool place_of(struct walk *walk, const struct cigo_change *change, struct cigo_place *place)
{
    const struct cigo_form *form = walk->past->form;
    *place = (struct cigo_place){0};
    if (change->type == CIGO_CHANGE_FIELD) {
        place->field = cigo_form_field(form, cigo_str_of(change->name));
        return place->field || unknown(walk, change->name);
    }
    place->group = cigo_form_group(form, cigo_str_of(change->name));
    place->row = change->row;
    if (place->group && change->column)
        place->field = cigo_group_field(place->group, cigo_str_of(change->column));
    return (place->group && (place->field || !change->column)) ||
           unknown(walk, change->column ? change->column : change->name);
}

static bool row_texts(struct walk *walk, const struct cigo_change *change, struct cigo_past_change *to)
{
    const struct cigo_group *group = to->place.group;
    const char **texts = cigo_arena_alloc(walk->way->arena, (group->n_fields + 1) * sizeof *texts);
    memset(texts, 0, group->n_fields * sizeof *texts);
    for (size_t i = 0; i < change->n; i++) {
        const struct cigo_field *field = cigo_group_field(group, cigo_str_of(change->columns[i]));
        if (!field)
            return unknown(walk, change->columns[i]);
        texts[field->index] = change->texts[i];
    }
    to->row_texts = texts;
    return true;
}

static void waiver(struct walk *walk, const struct cigo_change *change, struct cigo_past_change *to)
{
    struct cigo_waiver *was = cigo_arena_alloc(walk->way->arena, sizeof *was);
    *was = (struct cigo_waiver){.alert = change->name, .row = change->row, .state = CIGO_OPEN};
    for (size_t i = 0; i < change->n; i++) {
        if (strcmp(change->columns[i], "state") == 0)
            was->state = cli_alert_state(change->texts[i]);
        else if (strcmp(change->columns[i], "reason") == 0)
            was->reason = change->texts[i];
        else if (strcmp(change->columns[i], "inputs") == 0)
            was->inputs = change->texts[i];
    }
    to->waiver = was;
}

static bool take_change(struct walk *walk, const struct cigo_change *change, bool import)
{
    static const enum cigo_event_type types[] = {
        [CIGO_CHANGE_FIELD] = CIGO_EVENT_ANSWER,
        [CIGO_CHANGE_CELL] = CIGO_EVENT_ANSWER,
        [CIGO_CHANGE_ROW_ADDED] = CIGO_EVENT_ROW_ADDED,
        [CIGO_CHANGE_ROW_REMOVED] = CIGO_EVENT_ROW_REMOVED,
        [CIGO_CHANGE_WAIVER] = CIGO_EVENT_WAIVER,
    };
    struct cigo_past_change to = {.type = types[change->type],
                                  .last_row = change->last_row,
                                  .position = change->position,
                                  .old_text = change->old_text,
                                  .new_text = change->new_text,
                                  .new_known = !import};
    if (change->type == CIGO_CHANGE_WAIVER)
        waiver(walk, change, &to);
    else if (!place_of(walk, change, &to.place) ||
             (change->type == CIGO_CHANGE_ROW_REMOVED && !row_texts(walk, change, &to)))
        return false;
    *CIGO_PUSH(walk->changes, walk->n, walk->cap) = to;
    return true;
}

static bool take_entry(struct walk *walk, const struct cigo_journal_entry *entry)
{
    struct cigo_changes changes;
    if (!cigo_journal_changes(entry, walk->way->arena, &changes, &walk->err))
        return false;
    for (size_t i = changes.n; i-- > 0;)
        if (!take_change(walk, &changes.items[i], strcmp(entry->type, "import") == 0))
            return false;
    return true;
}

/* ---- going back ---- */

static void begin_action(struct walk *walk, const struct cigo_journal_entry *entry)
{
    struct cigo_arena *arena = walk->way->arena;
    struct cli *cli = walk->past->cli;
    walk->any = true;
    walk->action = entry->action;
    walk->wanted = judge(walk, entry);
    if (!walk->wanted)
        return;
    walk->found.label = cigo_arena_dup(arena, entry->label);
    walk->found.when = cli_when(cli, arena, entry->when);
    walk->found.who = strcmp(entry->who, cli_user(cli)) == 0 ? NULL : cigo_arena_dup(arena, entry->who);
}

static bool each(void *data, const struct cigo_journal_entry *entry)
{
    struct walk *walk = data;
    struct cli_way *way = walk->way;
    if (!walk->any || walk->action != entry->action) {
        if (walk->wanted) /* that one is complete */
            return false;
        if (walk->redo && entry->turn == CIGO_TURN_DONE && !follows(entry)) {
            way->before = 0;
            return false;
        }
        begin_action(walk, entry);
    }
    way->before = entry->id;
    walk->failed = walk->wanted && !take_entry(walk, entry);
    return !walk->failed;
}

static bool next(void *data, bool redo, struct cigo_past_action *ret_action, struct cigo_error *err)
{
    struct cli_past *past = data;
    struct cli_way *way = &past->ways[redo];
    struct walk walk = {.past = past, .way = way, .redo = redo};
    bool ok = true;
    cigo_arena_reset(way->arena);
    if (way->before)
        ok = cigo_store_journal(past->cli->store, past->case_id, NULL, way->before, each, &walk, err);
    if (ok && walk.failed) {
        *err = walk.err;
        ok = false;
    }
    if (ok && walk.n) { /* "copy" has none: there is nothing before it */
        struct cigo_past_change *changes = cigo_arena_alloc(way->arena, walk.n * sizeof *changes);
        memcpy(changes, walk.changes, walk.n * sizeof *changes);
        *ret_action = walk.found;
        ret_action->changes = changes;
        ret_action->n = walk.n;
    }
    free(walk.changes);
    return ok;
}

static bool newest(void *data, const struct cigo_journal_entry *entry)
{
    *(int64_t *)data = entry->id + 1;
    return false;
}

bool cli_past_init(struct cli_past *past, struct cli *cli, int64_t case_id, struct cigo_error *err)
{
    int64_t before = 0;
    *past = (struct cli_past){.cli = cli, .case_id = case_id, .form = cli->form};
    if (!cigo_store_journal(cli->store, case_id, NULL, 0, newest, &before, err))
        return false;
    for (size_t i = 0; i < 2; i++)
        past->ways[i] = (struct cli_way){.before = before, .arena = cigo_arena_new()};
    return true;
}

struct cigo_past cli_past_of(struct cli_past *past)
{
    return (struct cigo_past){past, next};
}

void cli_past_finish(struct cli_past *past)
{
    for (size_t i = 0; i < 2; i++)
        cigo_arena_free(past->ways[i].arena);
    *past = (struct cli_past){0};
}
