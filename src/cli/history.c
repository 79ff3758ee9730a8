/* The history of a place, read backwards in the journal, a page at a time.
 *
 * An import does not say what it wrote, only what was there before; but going back one knows what the place held
 * after it: what the entry before this one (that is, the later one) found there. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "cli-priv.h"

struct reading {
    struct open_case *open_case;
    struct cigo_history *history;
    struct cigo_arena *arena, *scratch;
    struct cigo_past_value *items;
    size_t n, cap;
    bool began; /* the row came into being: nothing before it is about this row */
};

static const char *dup(const struct reading *r, const char *text)
{
    return text ? cigo_arena_dup(r->arena, text) : NULL;
}

static struct cigo_past_value *add(struct reading *r, const struct cigo_journal_entry *entry, enum cigo_past_what what,
                                   struct cigo_place place)
{
    struct cigo_past_value *value = CIGO_PUSH(r->items, r->n, r->cap);
    *value = (struct cigo_past_value){
        .what = what,
        .place = place,
        .turn = entry->turn,
        .label = dup(r, entry->label),
        .when = cli_when(r->open_case->cli, r->arena, entry->when),
        .iso = dup(r, entry->when),
        .who = dup(r, entry->who),
        .machine = dup(r, entry->machine),
    };
    return value;
}

/* ---- waivers of alerts that stand at the field ---- */

static bool alert_is_at(const struct reading *r, const char *alert, int64_t row)
{
    const struct cigo_place *asked = &r->history->place;
    const struct cigo_alert_def *def = cigo_form_alert(r->open_case->cli->form, cigo_str_of(alert));
    const char *at = strchr(alert, '@'), *dot = at ? strchr(at, '.') : NULL;
    if (!asked->field && !asked->group)
        return true;
    if (!asked->field || (row && row != asked->row))
        return false;
    if (at)
        return strcmp(dot ? dot + 1 : at + 1, asked->field->id) == 0;
    for (size_t i = 0; def && i < def->n_at; i++)
        if (def->at[i].field == asked->field)
            return true;
    return false;
}

static const char *part_of(const struct cigo_change *change, const char *column)
{
    for (size_t i = 0; i < change->n; i++)
        if (strcmp(change->columns[i], column) == 0)
            return change->texts[i];
    return NULL;
}

/* The waiver's own text after the action: in the entry as pairs of name and text. */
static const char *new_part(const struct reading *r, const struct cigo_journal_entry *entry, const char *column)
{
    struct cigo_journal_entry after = *entry;
    struct cigo_changes changes;
    after.old_text = entry->new_text;
    if (!entry->new_text || !cigo_journal_changes(&after, r->scratch, &changes, NULL) || !changes.n)
        return NULL;
    return dup(r, part_of(&changes.items[0], column));
}

static void take_waiver(struct reading *r, const struct cigo_journal_entry *entry, const struct cigo_change *change)
{
    if (!alert_is_at(r, change->name, change->row))
        return;
    struct cigo_past_value *value = add(r, entry, CIGO_PAST_WAIVER, r->history->place);
    const char *was = part_of(change, "state"), *now = new_part(r, entry, "state");
    value->alert = dup(r, change->name);
    value->old_text = dup(r, was ? was : "open");
    value->new_text = now ? now : "open";
    value->reason = new_part(r, entry, "reason");
    value->new_known = true;
}

/* ---- answers and rows ---- */

static void take_text(struct reading *r, const struct cigo_journal_entry *entry, const struct cigo_change *change,
                      struct cigo_place place)
{
    struct cigo_history *history = r->history;
    bool exact = history->place.field != NULL, import = strcmp(entry->type, "import") == 0;
    struct cigo_past_value *value = add(r, entry, CIGO_PAST_TEXT, place);
    value->old_text = dup(r, change->old_text);
    value->new_text = exact && import ? history->later : dup(r, change->new_text);
    value->new_known = exact || !import;
    if (exact)
        history->later = value->old_text;
}

static void take_row(struct reading *r, const struct cigo_journal_entry *entry, const struct cigo_change *change,
                     struct cigo_place place)
{
    const struct cigo_place *asked = &r->history->place;
    bool removed = change->type == CIGO_CHANGE_ROW_REMOVED;
    if (asked->row)
        place.row = asked->row;
    struct cigo_past_value *value = add(r, entry, removed ? CIGO_PAST_REMOVED : CIGO_PAST_ADDED, place);
    value->position = change->position;
    value->n_rows = asked->row ? 1 : (size_t)(change->last_row - change->row) + 1;
    if (!removed) {
        r->began = asked->row && entry->turn == CIGO_TURN_DONE;
        return;
    }
    const char **texts = cigo_arena_alloc(r->arena, (place.group->n_fields + 1) * sizeof *texts);
    memset(texts, 0, place.group->n_fields * sizeof *texts);
    for (size_t i = 0; i < change->n; i++) {
        const struct cigo_field *field = cigo_group_field(place.group, cigo_str_of(change->columns[i]));
        if (field)
            texts[field->index] = dup(r, change->texts[i]);
    }
    value->row_texts = texts;
    if (asked->field)
        r->history->later = texts[asked->field->index];
}

/* Of the whole case. */
static void take_any(struct reading *r, const struct cigo_journal_entry *entry, const struct cigo_change *change)
{
    const struct cigo_form *form = r->open_case->cli->form;
    struct cigo_str name = cigo_str_of(change->name);
    struct cigo_place place = {.group = cigo_form_group(form, name), .row = change->row};
    if (change->type == CIGO_CHANGE_FIELD)
        place = (struct cigo_place){.field = cigo_form_field(form, name)};
    else if (place.group && change->type == CIGO_CHANGE_CELL)
        place.field = cigo_group_field(place.group, cigo_str_of(change->column));
    if (place.field)
        take_text(r, entry, change, place);
    else if (place.group && change->type != CIGO_CHANGE_CELL)
        take_row(r, entry, change, place);
}

static void take_change(struct reading *r, const struct cigo_journal_entry *entry, const struct cigo_change *change)
{
    const struct cigo_place *asked = &r->history->place;
    struct cigo_place place = {.group = asked->group, .row = change->row};
    if (change->type == CIGO_CHANGE_WAIVER) {
        take_waiver(r, entry, change);
        return;
    }
    if (!asked->group && !asked->field) {
        take_any(r, entry, change);
        return;
    }
    if (strcmp(change->name, asked->group ? asked->group->id : asked->field->id) != 0)
        return;
    if (asked->row && (asked->row < change->row || asked->row > change->last_row))
        return;
    if (change->type == CIGO_CHANGE_FIELD && !asked->group) {
        take_text(r, entry, change, *asked);
    } else if (change->type == CIGO_CHANGE_CELL && asked->group) {
        place.field = cigo_group_field(asked->group, cigo_str_of(change->column));
        if (place.field && (!asked->field || asked->field == place.field))
            take_text(r, entry, change, place);
    } else if (asked->group && change->type != CIGO_CHANGE_FIELD) {
        take_row(r, entry, change, place);
    }
}

/* Most entries are about something else: their place tells, without taking them apart. */
static bool may_concern(const struct reading *r, const struct cigo_journal_entry *entry)
{
    const struct cigo_place *asked = &r->history->place;
    const char *id = asked->group ? asked->group->id : asked->field ? asked->field->id : "";
    size_t n = strlen(id);
    bool other = strcmp(entry->type, "import") == 0 || strcmp(entry->type, "waiver") == 0;
    return other || !n || (strncmp(entry->place, id, n) == 0 && (!entry->place[n] || entry->place[n] == '/'));
}

/* The last of so many changes that are left of an entry; false: the page is full, and the next one begins with it. */
static bool take_or_end(struct reading *r, const struct cigo_journal_entry *entry, const struct cigo_changes *changes,
                        size_t left)
{
    struct cigo_history *history = r->history;
    const char *later = history->later;
    take_change(r, entry, &changes->items[left - 1]);
    if (r->n <= (history->most ? history->most : CIGO_HISTORY_PAGE))
        return true;
    r->n--;
    r->began = false;
    history->later = later;
    history->more = true;
    history->before = entry->id + 1;
    history->told = changes->n - left;
    return false;
}

static bool each(void *data, const struct cigo_journal_entry *entry)
{
    struct reading *r = data;
    struct cigo_changes changes = {0};
    bool full = false;
    if (may_concern(r, entry) && cigo_journal_changes(entry, r->scratch, &changes, NULL)) {
        size_t told = r->history->told < changes.n ? r->history->told : changes.n;
        r->history->told = 0;
        for (size_t left = changes.n - told; left > 0 && !r->began && !full; left--)
            full = !take_or_end(r, entry, &changes, left);
    }
    cigo_arena_reset(r->scratch);
    return !r->began && !full;
}

bool cli_history(struct open_case *open_case, struct cigo_arena *arena, struct cigo_history *history,
                 struct cigo_error *err)
{
    struct reading r = {.open_case = open_case, .history = history, .arena = arena, .scratch = cigo_arena_new()};
    const struct cigo_answers *answers = cigo_session_answers(open_case->session);
    if (history->before == 0 && history->place.field && cigo_answers_has(answers, history->place))
        history->later = dup(&r, cigo_answers_cell(answers, history->place).raw);
    history->more = false;
    bool ok = cigo_store_journal(open_case->cli->store, open_case->info.id, NULL, history->before, each, &r, err);
    struct cigo_past_value *items = cigo_arena_alloc(arena, (r.n + 1) * sizeof *items);
    if (r.n)
        memcpy(items, r.items, r.n * sizeof *items);
    history->items = items;
    history->n = r.n;
    free(r.items);
    cigo_arena_free(r.scratch);
    return ok;
}
