/* SQLite as we want it: our pragmas at every opening, and its result codes turned into sentences that
 * say what to do. What SQLite itself says is English and for programmers, so it is only put in the log. */

#include <cigo/db/db.h>

#include <assert.h>
#include <errno.h>
#include <time.h>
#include <unistd.h>

#include <cigo/base/alloc.h>
#include <cigo/base/log.h>
#include <cigo/db/memory.h>

enum { BUSY_MS = 5000, OPEN_TRIES = 20, OPEN_WAIT_MS = 5 };

/* What happened and what to do; NULL when there is nothing better than the number. */
static const char *reason(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return _("il disco è pieno. Liberi spazio e riprovi: quanto salvato prima è al sicuro");
    case SQLITE_READONLY:
        return _("l'archivio è di sola lettura. Controlli i permessi del file e della cartella, o ne "
               "indichi un altro con --data");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return _("l'archivio è occupato da un altro programma. Chiuda l'altro cigo e riprovi");
    case SQLITE_CORRUPT:
        return _("l'archivio è danneggiato. Non lo cancelli: ne faccia una copia e ripristini "
               "l'ultima copia di riserva");
    case SQLITE_NOTADB:
        return _("il file non è un archivio di cigo. Indichi l'archivio giusto con --data");
    case SQLITE_CANTOPEN:
        return _("l'archivio non si apre. Controlli che la cartella esista e che lei possa usarla, o "
               "ne indichi un'altra con --data");
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return _("manca il permesso. Controlli i permessi del file e della cartella");
    case SQLITE_IOERR:
        return _("il disco non risponde come deve. Controlli il disco e che il collegamento alla "
               "cartella funzioni, poi riprovi");
    case SQLITE_NOMEM:
        return _("la memoria è finita. Chiuda altri programmi e riprovi");
    case SQLITE_TOOBIG:
        return _("un testo è troppo lungo. Lo accorci e riprovi");
    case SQLITE_PROTOCOL:
        return _("il blocco dell'archivio non funziona in questa cartella. Lo sposti su un disco "
               "locale");
    case SQLITE_CONSTRAINT:
        return _("i dati non rispettano una regola dell'archivio. Non è stato cambiato nulla: riprovi "
               "e, se si ripete, lo segnali");
    default:
        return NULL;
    }
}

/* Some extended codes need other words than their family. */
static const char *special_reason(int code)
{
    switch (code) {
    case SQLITE_IOERR_NOMEM:
        return reason(SQLITE_NOMEM);
    case SQLITE_IOERR_SHMSIZE: /* what connections share cannot grow */
        return reason(SQLITE_FULL);
    case SQLITE_READONLY_DBMOVED:
        return _("il file dell'archivio è stato spostato o cancellato mentre era in uso. Lo rimetta al "
               "suo posto e riapra cigo");
    default:
        return reason(code);
    }
}

static bool refused(sqlite3_file *file)
{
    int number = 0;
    return file && file->pMethods &&
           file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK &&
           (number == EIO || number == ENXIO);
}

bool cigo_db_unreadable(sqlite3 *db)
{
    sqlite3_file *file = NULL, *journal = NULL;
    sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &journal);
    return refused(file) || refused(journal);
}

int cigo_db_code(sqlite3 *db)
{
    int code = sqlite3_extended_errcode(db);
    return (code & 0xff) == SQLITE_CORRUPT && cigo_db_unreadable(db) ? SQLITE_IOERR_READ : code;
}

bool cigo_db_fail_as(int code, struct cigo_error *err, const char *doing)
{
    const char *why = special_reason(code);
    if (why)
        return cigo_fail(err, CIGO_EXIT_STORAGE, "%s: %s.", doing, why);
    return cigo_fail(err, CIGO_EXIT_STORAGE,
                     _("%s: errore %d dell'archivio. Riprovi e, se si ripete, lo segnali con questo "
                     "numero."), doing, code);
}

bool cigo_db_fail(sqlite3 *db, struct cigo_error *err, const char *doing)
{
    int code = db ? cigo_db_code(db) : SQLITE_NOMEM;
    cigo_log(CIGO_LOG_ERROR, "sqlite: code %d", code);
    return cigo_db_fail_as(code, err, doing);
}

/* What does not depend on the file: none of these can fail on an open connection but for memory. */
bool cigo_db_harden(sqlite3 *db)
{
    /* half a megabyte of pages: what an import writes passes through them once */
    static const char pragmas[] = "PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA cache_size = -500";
    sqlite3_extended_result_codes(db, 1);
    return sqlite3_busy_timeout(db, BUSY_MS) == SQLITE_OK &&
           sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL) == SQLITE_OK &&
           sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL) == SQLITE_OK &&
           sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
           sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL) == SQLITE_OK &&
           sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL) == SQLITE_OK &&
           sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL) == SQLITE_OK &&
           sqlite3_exec(db, pragmas, NULL, NULL, NULL) == SQLITE_OK;
}

static bool open_once(const char *path, enum cigo_db_mode mode, sqlite3 **ret_db)
{
    static const int flags[] = {
        [CIGO_DB_MEMORY] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY,
        [CIGO_DB_READ_ONLY] = SQLITE_OPEN_READONLY,
        [CIGO_DB_READ_WRITE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    const char *name = mode == CIGO_DB_MEMORY ? ":memory:" : path;
    bool ok = sqlite3_open_v2(name, ret_db, flags[mode] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, NULL) == SQLITE_OK &&
              cigo_db_harden(*ret_db);
    /* SQLite opens lazily and would quietly open what it may not write: look at the file now */
    if (ok && mode != CIGO_DB_MEMORY)
        ok = sqlite3_exec(*ret_db, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL) == SQLITE_OK;
    return ok;
}

bool cigo_db_open_again(sqlite3 *db, const char *path, int *tries)
{
    bool again = db && (sqlite3_errcode(db) & 0xff) == SQLITE_CANTOPEN && access(path, R_OK | W_OK) == 0 &&
                 (*tries)++ < OPEN_TRIES;
    if (again)
        nanosleep(&(struct timespec){.tv_nsec = OPEN_WAIT_MS * 1000000L}, NULL);
    return again;
}

bool cigo_db_open(const char *path, enum cigo_db_mode mode, sqlite3 **ret_db, struct cigo_error *err)
{
    sqlite3 *db = NULL;
    cigo_db_memory_start();
    bool ok = open_once(path, mode, &db);
    for (int tries = 0; !ok && mode == CIGO_DB_READ_WRITE && cigo_db_open_again(db, path, &tries);) {
        sqlite3_close(db);
        db = NULL;
        ok = open_once(path, mode, &db);
    }
    if (ok && mode == CIGO_DB_READ_WRITE && sqlite3_db_readonly(db, "main") == 1) {
        sqlite3_close(db);
        cigo_db_fail_as(SQLITE_READONLY, err, _("Non posso scrivere l'archivio"));
        return cigo_fail_prefix(err, "«%s»", path);
    }
    if (!ok) {
        cigo_db_fail(db, err, _("Non posso aprire l'archivio"));
        sqlite3_close(db);
        return mode == CIGO_DB_MEMORY ? false : cigo_fail_prefix(err, "«%s»", path);
    }
    *ret_db = db;
    return true;
}

bool cigo_db_exec(sqlite3 *db, const char *sql, struct cigo_error *err)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ||
           cigo_db_fail(db, err, _("Non posso usare l'archivio"));
}

bool cigo_db_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **ret_stmt, struct cigo_error *err)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
        return cigo_db_fail(db, err, _("Non posso usare l'archivio"));
    *ret_stmt = stmt;
    return true;
}

/* A value that was not bound would be stored as NULL: an answer lost. */
static void bound(int code)
{
    if (code == SQLITE_NOMEM || code == SQLITE_TOOBIG)
        cigo_no_memory();
    assert(code == SQLITE_OK);
    (void)code;
}

void cigo_db_bind_str(sqlite3_stmt *stmt, int index, struct cigo_str s)
{
    const char *p = s.n > 0 ? s.p : "";
    bound(sqlite3_bind_text64(stmt, index, p, s.n, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void cigo_db_bind_textz(sqlite3_stmt *stmt, int index, const char *s)
{
    if (s == NULL)
        bound(sqlite3_bind_null(stmt, index));
    else
        cigo_db_bind_str(stmt, index, cigo_str_of(s));
}

bool cigo_db_run(sqlite3_stmt *stmt, struct cigo_error *err)
{
    int code;
    do {
        code = sqlite3_step(stmt);
    } while (code == SQLITE_ROW);
    if (code != SQLITE_DONE)
        cigo_db_fail(sqlite3_db_handle(stmt), err, _("Non posso usare l'archivio"));
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return code == SQLITE_DONE;
}

bool cigo_db_step(sqlite3_stmt *stmt, bool *ret_row, struct cigo_error *err)
{
    int code = sqlite3_step(stmt);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        cigo_db_fail(sqlite3_db_handle(stmt), err, _("Non posso leggere l'archivio"));
        sqlite3_reset(stmt);
        return false;
    }
    *ret_row = code == SQLITE_ROW;
    return true;
}

const char *cigo_db_text(sqlite3_stmt *stmt, int column)
{
    const char *text = (const char *)sqlite3_column_text(stmt, column);
    /* it may have to be copied to be ended by a NUL; without the memory an answer would look like none */
    if (text == NULL && sqlite3_column_type(stmt, column) != SQLITE_NULL)
        cigo_no_memory();
    return text;
}
