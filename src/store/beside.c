/* What is kept beside the answers and outside the journal: place, ticks, and the text still in the
 * editor. */

#include <cigo/base/arena.h>
#include <cigo/db/db.h>

#include "store-priv.h"

bool cigo_store_form_version(struct cigo_store *store, int64_t id, const char *version,
                             struct cigo_error *err)
{
    bool ok = cigo_store_write_begin(store, err);
    if (!ok)
        return false;
    ok = cigo_lock_check(store, id, err) &&
         cigo_store_run(store, err, CIGO_SQL_CASE_FORM_VERSION, "is", id, version);
    return cigo_store_write_end(store, ok, err);
}

/* The place can be found out again, so it need not wait for the disk (with WAL; it is safe from a kill all the same).
 * Texts of the user always wait. */
bool cigo_store_position(struct cigo_store *store, int64_t id, const char *position,
                         struct cigo_error *err)
{
    cigo_store_patience(store, CIGO_SYNC_HEAD);
    bool ok = cigo_store_write_begin(store, err);
    if (ok) {
        ok = cigo_lock_check(store, id, err) &&
             cigo_store_run(store, err, CIGO_SQL_CASE_POSITION, "is", id, position ? position : "");
        ok = cigo_store_write_end(store, ok, err);
    }
    cigo_store_patience(store, CIGO_SYNC_ALL);
    return ok;
}

bool cigo_store_draft(struct cigo_store *store, int64_t id, const char *place, const char *text,
                      struct cigo_error *err)
{
    bool empty = text == NULL || text[0] == '\0';
    if (!cigo_store_write_begin(store, err))
        return false;
    bool ok = cigo_lock_check(store, id, err);
    if (ok && empty)
        ok = cigo_store_run(store, err, CIGO_SQL_DRAFT_DELETE, "i", id);
    else if (ok)
        ok = cigo_store_run(store, err, CIGO_SQL_DRAFT_PUT, "iss", id, place ? place : "", text) &&
             cigo_case_touch(store, id, err);
    return cigo_store_write_end(store, ok, err);
}

bool cigo_store_draft_get(struct cigo_store *store, int64_t id, struct cigo_arena *arena,
                          const char **ret_place, const char **ret_text, struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_DRAFT_GET, "i", id);
    if (stmt == NULL)
        return false;
    bool found = cigo_store_next(store, stmt, &ok, err);
    if (ok) {
        *ret_place = found ? cigo_arena_dup(arena, cigo_store_text(stmt, 0)) : "";
        *ret_text = found ? cigo_arena_dup(arena, cigo_store_text(stmt, 1)) : "";
    }
    sqlite3_reset(stmt);
    return ok;
}

bool cigo_store_tick(struct cigo_store *store, int64_t id, const char *place, const char *mark,
                     struct cigo_error *err)
{
    cigo_store_patience(store, CIGO_SYNC_HEAD);
    bool ok = cigo_store_write_begin(store, err);
    if (ok) {
        ok = cigo_lock_check(store, id, err) &&
             (mark ? cigo_store_run(store, err, CIGO_SQL_TICK_PUT, "iss", id, place, mark)
                   : cigo_store_run(store, err, CIGO_SQL_TICK_DELETE, "is", id, place)) &&
             cigo_case_touch(store, id, err);
        ok = cigo_store_write_end(store, ok, err);
    }
    cigo_store_patience(store, CIGO_SYNC_ALL);
    return ok;
}

bool cigo_store_ticks(struct cigo_store *store, int64_t id,
                      void (*each)(void *data, const char *place, const char *mark), void *data,
                      struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_TICK_READ, "i", id);
    if (stmt == NULL)
        return false;
    while (cigo_store_next(store, stmt, &ok, err))
        each(data, cigo_store_text(stmt, 0), cigo_db_text(stmt, 1));
    return ok;
}
