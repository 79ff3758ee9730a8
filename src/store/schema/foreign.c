/* What a database can run by itself: triggers and views, and virtual tables, which bring code of their own. A
 * database may come from anybody, so those are accepted only when they are, to the letter, the ones that our own
 * migrations make; these are made once more, in memory, only when there is something to compare beside the one virtual
 * table that every archive has. */

#include <cigo/db/db.h>

#include "../store-priv.h"

static bool is_in(sqlite3 *ours, const char *name, const char *sql)
{
    static const char look[] = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1 AND ifnull(sql, '') = ?2)";
    sqlite3_stmt *stmt = NULL;
    bool found = false;
    if (sqlite3_prepare_v2(ours, look, -1, &stmt, NULL) == SQLITE_OK) {
        cigo_db_bind_textz(stmt, 1, name);
        cigo_db_bind_textz(stmt, 2, sql);
        found = sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_int(stmt, 0) == 1;
    }
    sqlite3_finalize(stmt);
    return found;
}

/* Each that the query finds, from the one at which it stands on. */
static bool compare(sqlite3_stmt *stmt, struct cigo_error *err)
{
    sqlite3 *ours = NULL;
    bool row = true;
    bool ok = cigo_db_open(NULL, CIGO_DB_MEMORY, &ours, err) && cigo_store_schema_migrate(ours, err);
    while (ok && row) {
        const char *name = cigo_db_text(stmt, 0), *sql = cigo_db_text(stmt, 1);
        if (!(name && sql && is_in(ours, name, sql)))
            ok = cigo_fail(err, CIGO_EXIT_STORAGE,
                           _("L'archivio contiene «%s», un comando che cigo non vi ha messo e che si eseguirebbe da "
                             "solo: non lo apro, e non è stato toccato. Chieda da dove viene questo file, e usi una "
                             "copia di riserva."), name ? name : "?");
        ok = ok && cigo_db_step(stmt, &row, err);
    }
    sqlite3_close(ours);
    return ok;
}

static bool is_ours(sqlite3 *db, struct cigo_error *err)
{
    static const char active[] =
        "SELECT name, ifnull(sql, '') FROM sqlite_schema "
        "WHERE (type IN ('trigger', 'view') OR (type = 'table' AND sql LIKE 'CREATE VIRTUAL%')) "
        "AND NOT (name = 'find' AND type = 'table' AND sql = ?1)";
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(db, active, -1, &stmt, NULL) != SQLITE_OK)
        return cigo_db_fail(db, err, _("Non posso leggere l'archivio"));
    cigo_db_bind_textz(stmt, 1, CIGO_FIND_SQL);
    bool row = false;
    bool ok = cigo_db_step(stmt, &row, err) && (!row || compare(stmt, err));
    sqlite3_finalize(stmt);
    return ok;
}

/* The schema may change after it was looked at: another account of the group can do that. `inside` is the trigger or
 * view that a statement would run; we have none, and what foreign keys do has no name. */
static int authorize(void *data, int action, const char *one, const char *two, const char *schema, const char *inside)
{
    (void)data;
    (void)action;
    (void)one;
    (void)two;
    (void)schema;
    return inside ? SQLITE_DENY : SQLITE_OK;
}

bool cigo_schema_guard(sqlite3 *db, struct cigo_error *err)
{
    sqlite3_set_authorizer(db, authorize, NULL);
    return is_ours(db, err);
}
