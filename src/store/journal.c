/* The journal: written with the action it tells of, read newest first. */

#include <cigo/base/arena.h>
#include <cigo/db/db.h>

#include <stdio.h>
#include <stdlib.h>

#include "store-priv.h"

bool cigo_journal_add(struct cigo_store *store, const char *type, const char *place,
                      const char *old_text, const char *new_text, struct cigo_error *err)
{
    const struct cigo_action *action = &store->action;
    return cigo_store_run(store, err, CIGO_SQL_JOURNAL_ADD, "iisssisssss", action->case_id,
                          (int64_t)action->number, action->when, store->who, action->label,
                          (int64_t)action->turn, type, place, old_text, new_text,
                          store->self.host);
}

/* `place` is `above` itself or lies under it: lavoratori, lavoratori/37, lavoratori/37/ore. */
static bool under(const char *place, const char *above)
{
    size_t n = strlen(above);
    return strncmp(place, above, n) == 0 && (place[n] == '\0' || place[n] == '/');
}

static bool change_touches(const struct cigo_change *change, const char *place)
{
    if (!under(place, change->name))
        return false;
    if (place[strlen(change->name)] == '\0')
        return true;
    char *end;
    long long row = strtoll(place + strlen(change->name) + 1, &end, 10);
    if (row < change->row || row > change->last_row)
        return false;
    return *end == '\0' || change->column == NULL || strcmp(end + 1, change->column) == 0;
}

static bool import_touches(const struct cigo_journal_entry *entry, const char *place)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_changes changes;
    /* one that cannot be read may have touched everything */
    bool touches = !cigo_journal_changes(entry, arena, &changes, NULL);
    if (!touches)
        for (size_t i = 0; i < changes.n && !touches; i++)
            touches = change_touches(&changes.items[i], place);
    cigo_arena_free(arena);
    return touches;
}

static bool concerns(const struct cigo_journal_entry *entry, const char *place)
{
    if (place == NULL)
        return true;
    if (strcmp(entry->type, "import") == 0)
        return import_touches(entry, place);
    if (strcmp(entry->type, "row+") == 0 || strcmp(entry->type, "row-") == 0)
        return under(entry->place, place) || under(place, entry->place);
    return under(entry->place, place);
}

static struct cigo_journal_entry take_entry(sqlite3_stmt *stmt)
{
    return (struct cigo_journal_entry){
        .action = (uint64_t)sqlite3_column_int64(stmt, 0),
        .when = cigo_store_text(stmt, 1),
        .who = cigo_store_text(stmt, 2),
        .label = cigo_store_text(stmt, 3),
        .turn = (enum cigo_turn)sqlite3_column_int(stmt, 4),
        .type = cigo_store_text(stmt, 5),
        .place = cigo_store_text(stmt, 6),
        .old_text = cigo_db_text(stmt, 7),
        .new_text = cigo_db_text(stmt, 8),
        .machine = cigo_store_text(stmt, 9),
        .id = sqlite3_column_int64(stmt, 10),
    };
}

bool cigo_store_journal(struct cigo_store *store, int64_t id, const char *place, int64_t before,
                        bool (*each)(void *data, const struct cigo_journal_entry *entry), void *data,
                        struct cigo_error *err)
{
    bool ok = true, more = true;
    sqlite3_stmt *stmt =
        cigo_store_query(store, err, CIGO_SQL_JOURNAL_READ, "ii", id, before ? before : INT64_MAX);
    if (stmt == NULL)
        return false;
    while (more && cigo_store_next(store, stmt, &ok, err)) {
        struct cigo_journal_entry entry = take_entry(stmt);
        more = !concerns(&entry, place) || each(data, &entry);
    }
    sqlite3_reset(stmt);
    return ok;
}
