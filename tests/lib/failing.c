/* See failing.h. Who asks why is told the same, until the next call. */

#include "failing.h"

#include <dlfcn.h>
#include <sqlite3.h>
#include <stddef.h>
#include <strings.h>

static struct {
    bool on, hit;
    unsigned left;
    int code, said;
} plan;

void failing_start(unsigned n, int code)
{
    plan.on = true;
    plan.hit = false;
    plan.left = n;
    plan.code = code;
    plan.said = SQLITE_OK;
}

bool failing_stop(void)
{
    plan.on = false;
    plan.said = SQLITE_OK;
    return plan.hit;
}

static bool fails(void)
{
    plan.said = SQLITE_OK;
    if (!plan.on || plan.hit || plan.left-- > 0)
        return false;
    plan.hit = true;
    plan.said = plan.code;
    return true;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) \
        *(void **)&real = dlsym(RTLD_NEXT, #name)

#define CALL(name, parameters, arguments) \
    int name parameters \
    { \
        REAL(name); \
        return fails() ? plan.said : real arguments; \
    }
CALL(sqlite3_step, (sqlite3_stmt *stmt), (stmt))
CALL(sqlite3_backup_step, (sqlite3_backup *backup, int n), (backup, n))
CALL(sqlite3_wal_checkpoint_v2, (sqlite3 *db, const char *name, int how, int *ret_n, int *ret_done),
     (db, name, how, ret_n, ret_done))

int sqlite3_exec(sqlite3 *db, const char *sql, int (*each)(void *, int, char **, char **), void *data, char **ret_text)
{
    REAL(sqlite3_exec);
    bool undoes = strcasecmp(sql, "ROLLBACK") == 0;
    return !undoes && fails() ? plan.said : real(db, sql, each, data, ret_text);
}

#define PREPARE(name, parameters, arguments) \
    int name parameters \
    { \
        REAL(name); \
        if (!fails()) \
            return real arguments; \
        *ret = NULL; \
        return plan.said; \
    }
PREPARE(sqlite3_prepare_v2, (sqlite3 *db, const char *sql, int n, sqlite3_stmt **ret, const char **ret_rest),
        (db, sql, n, ret, ret_rest))
PREPARE(sqlite3_prepare_v3, (sqlite3 *db, const char *sql, int n, unsigned how, sqlite3_stmt **ret,
        const char **ret_rest), (db, sql, n, how, ret, ret_rest))
PREPARE(sqlite3_open_v2, (const char *path, sqlite3 **ret, int how, const char *vfs), (path, ret, how, vfs))

sqlite3_backup *sqlite3_backup_init(sqlite3 *to, const char *to_name, sqlite3 *from, const char *from_name)
{
    REAL(sqlite3_backup_init);
    return fails() ? NULL : real(to, to_name, from, from_name);
}

int sqlite3_extended_errcode(sqlite3 *db)
{
    REAL(sqlite3_extended_errcode);
    return plan.said != SQLITE_OK ? plan.said : real(db);
}

int sqlite3_errcode(sqlite3 *db)
{
    REAL(sqlite3_errcode);
    return plan.said != SQLITE_OK ? plan.said & 0xff : real(db);
}
