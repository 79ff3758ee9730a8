#pragma once
/* Small helpers over SQLite: open with our pragmas, prepared statements, transactions, errors. */

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <cigo/base/error.h>
#include <cigo/base/str.h>

enum cigo_db_mode { CIGO_DB_MEMORY, CIGO_DB_READ_ONLY, CIGO_DB_READ_WRITE };

/* No symbolic link anywhere in the path; hardened as below. WAL is the store's choice. */
bool cigo_db_open(const char *path, enum cigo_db_mode mode, sqlite3 **ret_db, struct cigo_error *err);
/* A database may come from anybody: defensive, its schema not trusted, no extensions, sizes of cells checked; and busy
 * timeout, foreign keys, synchronous=FULL. For connections that are not opened here. */
bool cigo_db_harden(sqlite3 *db);
/* Wait up to `ms` for another connection that writes, fairly among many. Set once, borrowed as long as the
 * connection lives; `ms` may change at any time. */
struct cigo_db_patience {
    int ms;
    int64_t waited_us;
};
void cigo_db_patient(sqlite3 *db, struct cigo_db_patience *patience);
bool cigo_db_exec(sqlite3 *db, const char *sql, struct cigo_error *err);
bool cigo_db_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **ret_stmt, struct cigo_error *err);
void cigo_db_bind_str(sqlite3_stmt *stmt, int index, struct cigo_str s); /* empty view binds '' */
void cigo_db_bind_textz(sqlite3_stmt *stmt, int index, const char *s);   /* NULL binds NULL */
/* Step to the end (no rows expected), reset, clear bindings. */
bool cigo_db_run(sqlite3_stmt *stmt, struct cigo_error *err);
/* true with *ret_row while there is a row. */
bool cigo_db_step(sqlite3_stmt *stmt, bool *ret_row, struct cigo_error *err);
const char *cigo_db_text(sqlite3_stmt *stmt, int column); /* NULL stays NULL; borrowed */
/* Fill err from the connection: what failed, in an Italian sentence with what to do (disk full, read-only, …). */
bool cigo_db_fail(sqlite3 *db, struct cigo_error *err, const char *doing);
bool cigo_db_fail_as(int code, struct cigo_error *err, const char *doing);
/* After an archive that may be written did not open: may it in a moment? The files beside it are made by whoever opens it
 * first, and until SQLite corrects that only his account may use them. Waits a little; counts in *tries, from 0. */
bool cigo_db_open_again(sqlite3 *db, const char *path, int *tries);
/* SQLite calls a file damaged also when it is the disk that refuses to read it: then the file may be whole. True once
 * the disk has refused; and the connection's error code, which is then one of the disk. */
bool cigo_db_unreadable(sqlite3 *db);
int cigo_db_code(sqlite3 *db);
