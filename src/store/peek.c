/* A look at the names of the cases, for a shell that completes a word: nothing is made, mended, migrated or set
 * aside, and nobody is waited for. */

#include <cigo/db/db.h>

#include <stdlib.h>

#include "store-priv.h"

enum { PATIENCE_MS = 100 };

void cigo_store_peek(const char *path, void (*each)(void *data, const char *name, const char *state), void *data)
{
    struct cigo_error err;
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    char *file = cigo_files_name(path);
    if (cigo_db_open(file, CIGO_DB_READ_ONLY, &db, &err) && sqlite3_busy_timeout(db, PATIENCE_MS) == SQLITE_OK &&
        cigo_schema_guard(db, &err) &&
        cigo_db_prepare(db, "SELECT name, state FROM cases ORDER BY updated DESC, id DESC", &stmt, &err))
        while (cigo_db_step(stmt, &row, &err) && row)
            each(data, cigo_db_text(stmt, 0), cigo_db_text(stmt, 1));
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    free(file);
}
