/* Copies of the whole store. SQLite's online backup reads one snapshot while others write; a copy gets its name
 * only when it was checked and is on the disk. Restoring goes the other way, into the database that is open: other
 * processes see it as one more transaction, and none is left with a file that has been moved away. What is put back is
 * made ready beforehand, in memory, so that nothing is left to go wrong once the pages are in their place. */

#include <cigo/base/alloc.h>
#include <cigo/base/buf.h>
#include <cigo/db/db.h>
#include <cigo/store/care.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store-priv.h"

static bool fail_path(struct cigo_error *err, const char *path, int code)
{
    return cigo_fail(err, CIGO_EXIT_STORAGE, _("Non posso scrivere la copia «%s»: %s. Non è stato cambiato nulla."), path,
                     strerror(code));
}

/* All pages of `from`, as they are at this moment, in the place of those of `to`. */
static bool copy_pages(sqlite3 *to, sqlite3 *from, struct cigo_error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (backup) {
        sqlite3_backup_step(backup, -1);
        sqlite3_backup_finish(backup);
    }
    return sqlite3_errcode(to) == SQLITE_OK || cigo_db_fail(to, err, _("Non posso copiare l'archivio"));
}

static bool number(sqlite3 *db, const char *sql, int64_t *ret_number, struct cigo_error *err)
{
    sqlite3_stmt *stmt = NULL;
    bool row = false;
    if (!cigo_db_prepare(db, sql, &stmt, err))
        return false;
    bool ok = cigo_db_step(stmt, &row, err) && row;
    if (ok)
        *ret_number = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return ok;
}

static bool fail_damaged(const char *path, struct cigo_error *err)
{
    return cigo_fail(err, CIGO_EXIT_STORAGE,
                     _("La copia «%s» è danneggiata: non si può usare. Ne usi un'altra; «cigo doctor» controlla "
                       "l'archivio."), path);
}

/* The whole of it is read: pages, indexes, references. */
static bool check_whole(sqlite3 *db, const char *path, struct cigo_store_copy *ret_copy, struct cigo_error *err)
{
    int64_t bad = 1, cases = 0, pages = 0, size = 0;
    enum cigo_verdict tables = cigo_check_tables(db, err);
    if (tables == CIGO_VERDICT_DAMAGED)
        return fail_damaged(path, err);
    if (tables != CIGO_VERDICT_OURS ||
        !number(db, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'", &bad, err) ||
        !number(db, "SELECT count(*) FROM cases", &cases, err) ||
        !number(db, "SELECT page_count FROM pragma_page_count", &pages, err) ||
        !number(db, "SELECT page_size FROM pragma_page_size", &size, err))
        return false;
    if (bad && cigo_db_unreadable(db))
        return cigo_db_fail_as(SQLITE_IOERR_READ, err, _("Non posso controllare l'archivio"));
    if (bad)
        return fail_damaged(path, err);
    *ret_copy = (struct cigo_store_copy){.n_cases = (size_t)cases, .bytes = pages * size};
    return true;
}

/* Nobody works in a copy, and it is one file. */
static bool settle_copy(sqlite3 *db, struct cigo_error *err)
{
    return cigo_db_exec(db, "PRAGMA journal_mode = DELETE", err) && cigo_db_exec(db, "DELETE FROM writer", err);
}

static bool fill(struct cigo_store *store, const char *file, struct cigo_store_copy *ret_copy, struct cigo_error *err)
{
    sqlite3 *db = NULL;
    if (!cigo_db_open(file, CIGO_DB_READ_WRITE, &db, err))
        return false;
    bool ok = copy_pages(db, store->db, err) && settle_copy(db, err) && check_whole(db, file, ret_copy, err);
    return sqlite3_close(db) == SQLITE_OK && ok;
}

/* Of this handle alone: what a killed one left stands in nobody's way. Caller frees. */
static char *temporary_name(const struct cigo_store *store, const char *file)
{
    char suffix[32];
    sqlite3_snprintf(sizeof suffix, suffix, ".parziale-%.8s", store->token);
    return cigo_files_joined(file, suffix);
}

static bool name_it(const char *temporary, const char *file, struct cigo_error *err)
{
    if (!cigo_files_move(temporary, file))
        return fail_path(err, file, errno);
    cigo_files_sync_folder(file);
    return true;
}

bool cigo_store_backup(struct cigo_store *store, const char *path, struct cigo_store_copy *ret_copy,
                       struct cigo_error *err)
{
    struct stat st;
    if (lstat(path, &st) == 0)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» c'è già: una copia non si scrive sopra un altro file. Ne indichi "
                                                 "un altro."), path);
    char *file = cigo_files_name(path), *temporary = temporary_name(store, file);
    bool ok = cigo_files_create(temporary, false, err);
    if (ok) {
        ok = fill(store, temporary, ret_copy, err) && name_it(temporary, file, err);
        if (!ok)
            unlink(temporary);
    }
    free(temporary);
    free(file);
    return ok;
}

/* ---- the other way ---- */

static bool nobody_writes(struct cigo_store *store, struct cigo_error *err)
{
    bool ok = true;
    char text[160] = "";
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_WRITER_ALL, "");
    if (stmt == NULL)
        return false;
    while (cigo_store_next(store, stmt, &ok, err)) {
        struct cigo_process process = cigo_process_of(stmt);
        if (!*text && strcmp(cigo_db_text(stmt, 0), store->token) != 0 && cigo_process_alive(&process, &store->self))
            sqlite3_snprintf(sizeof text, text, "%s", cigo_db_text(stmt, 8));
    }
    if (ok && *text)
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("Adesso %s lavora in una domanda di questo archivio: si ripristina quando nessuno ci lavora. "
                           "Non è stato cambiato nulla."), text);
    return ok;
}

static bool open_copy(const char *file, const char *path, sqlite3 **ret_db, struct cigo_error *err)
{
    enum cigo_file_state state;
    if (!cigo_files_look(file, &state, err))
        return false;
    if (state != CIGO_FILE_PRESENT)
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("«%s» non c'è o è vuoto: non è una copia di un archivio."), path);
    switch (cigo_check_file(file, err)) {
    case CIGO_VERDICT_OURS:
        return cigo_check_open_read_only(file, ret_db, err);
    case CIGO_VERDICT_NEWER:
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("«%s» è stato scritto da una versione più nuova di cigo: aggiorni cigo, poi ripeta."), path);
    case CIGO_VERDICT_FOREIGN:
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("«%s» non è un archivio di cigo."), path);
    case CIGO_VERDICT_DAMAGED:
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("«%s» è danneggiato: usi un'altra copia."), path);
    case CIGO_VERDICT_FAILED:
        break;
    }
    return false;
}

/* A name beside the store that says when, and is free. */
static const char *kept_name(struct cigo_store *store, struct cigo_arena *arena)
{
    char now[32] = "";
    struct stat st;
    store->now(store->now_data, now);
    for (char *p = now; *p; p++)
        if (*p == ':')
            *p = '.';
    for (unsigned i = 1;; i++) {
        const char *name = i == 1 ? cigo_arena_printf(arena, "%s.prima-%s", store->path, now)
                                  : cigo_arena_printf(arena, "%s.prima-%s-%u", store->path, now, i);
        if (lstat(name, &st) != 0)
            return name;
    }
}

/* What this connection read last: the number is another one as soon as it finds that others wrote. */
static unsigned version_read(sqlite3 *db)
{
    unsigned version = 0;
    sqlite3_file_control(db, "main", SQLITE_FCNTL_DATA_VERSION, &version);
    return version;
}

/* The pages of `ready` in the place of the store's, unless somebody wrote since `version`: that would be lost. From
 * its first step on, though it copies no page, the backup holds the lock of whoever writes, so that nobody does between
 * the look and the copying. *ret_begun: pages were copied. */
static bool take_pages(struct cigo_store *store, sqlite3 *ready, unsigned version, bool *ret_begun,
                       struct cigo_error *err)
{
    cigo_store_stmts_finish(store);
    sqlite3_backup *backup = sqlite3_backup_init(store->db, "main", ready, "main");
    bool locked = backup && sqlite3_backup_step(backup, 0) == SQLITE_OK;
    *ret_begun = locked && version_read(store->db) == version;
    if (*ret_begun)
        sqlite3_backup_step(backup, -1);
    if (backup)
        sqlite3_backup_finish(backup);
    if (locked && !*ret_begun)
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("Proprio adesso qualcuno ha scritto nell'archivio, e sarebbe andato perso. Non è stato cambiato "
                           "nulla: riprovi."));
    return sqlite3_errcode(store->db) == SQLITE_OK || cigo_store_fail(store, err, _("Non posso copiare l'archivio"));
}

/* What the store holds is kept first, and forgotten again when nothing comes in its place. */
static bool put_back(struct cigo_store *store, sqlite3 *ready, struct cigo_arena *arena, const char **ret_kept,
                     struct cigo_error *err)
{
    struct cigo_store_copy before;
    bool begun = false;
    const char *kept = kept_name(store, arena);
    if (!cigo_store_backup(store, kept, &before, err))
        return false;
    unsigned version = version_read(store->db);
    bool ok = nobody_writes(store, err) && take_pages(store, ready, version, &begun, err);
    if (begun)
        *ret_kept = kept;
    else
        unlink(kept);
    return ok;
}

/* The copy in memory, as an archive of our version that runs nothing by itself and in which nobody works. */
static bool make_ready(const char *path, sqlite3 *ready, struct cigo_store_copy *ret_copy, struct cigo_error *err)
{
    sqlite3 *copy = NULL;
    char *file = cigo_files_name(path);
    bool ok = open_copy(file, path, &copy, err) && check_whole(copy, path, ret_copy, err) &&
              copy_pages(ready, copy, err) && cigo_schema_guard(ready, err) && cigo_store_schema_migrate(ready, err) &&
              cigo_db_exec(ready, "DELETE FROM writer", err);
    sqlite3_close(copy);
    free(file);
    return ok;
}

bool cigo_store_restore(struct cigo_store *store, const char *path, struct cigo_arena *arena, const char **ret_kept,
                        struct cigo_store_copy *ret_copy, struct cigo_error *err)
{
    sqlite3 *ready = NULL;
    *ret_kept = NULL;
    /* asks the same of the store as writing does */
    bool ok = cigo_store_write_begin(store, err) && cigo_store_write_end(store, true, err) &&
              nobody_writes(store, err) && cigo_db_open(NULL, CIGO_DB_MEMORY, &ready, err) &&
              make_ready(path, ready, ret_copy, err) && put_back(store, ready, arena, ret_kept, err);
    sqlite3_close(ready);
    return ok;
}
