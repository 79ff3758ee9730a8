/* What a file is before we trust it. It is looked at through an immutable read-only connection, which
 * makes no side file and changes nothing; where a hot journal or WAL exists the truth is only there
 * together with it, so SQLite opens it as usual, without a checkpoint. A full check is made only after
 * an unclean stop (or when damage was met while working): it is too slow for each start. */

#include <cigo/base/alloc.h>
#include <cigo/base/buf.h>
#include <cigo/db/db.h>
#include <cigo/db/memory.h>

#include <stdlib.h>

#include "store-priv.h"

static enum cigo_verdict verdict_of(int code)
{
    code &= 0xff;
    if (code == SQLITE_NOTADB)
        return CIGO_VERDICT_FOREIGN;
    return code == SQLITE_CORRUPT ? CIGO_VERDICT_DAMAGED : CIGO_VERDICT_FAILED;
}

static char *immutable_uri(const char *path)
{
    struct cigo_buf uri;
    cigo_buf_init(&uri, 3 * strlen(path) + 64);
    cigo_buf_puts(&uri, "file:");
    for (; *path; path++)
        if (strchr("?#%", *path))
            cigo_buf_printf(&uri, "%%%02X", (unsigned char)*path);
        else
            cigo_buf_putc(&uri, *path);
    cigo_buf_puts(&uri, "?immutable=1");
    return cigo_buf_take(&uri);
}

static int open_immutable(const char *path, sqlite3 **ret_db)
{
    char *uri = immutable_uri(path);
    cigo_db_memory_start();
    int code = sqlite3_open_v2(uri, ret_db,
                               SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW,
                               NULL);
    free(uri);
    if (code == SQLITE_OK)
        cigo_db_harden(*ret_db);
    return code;
}

static int open_to_look(const char *path, sqlite3 **ret_db)
{
    if (!cigo_files_side(path, "-wal") && !cigo_files_side(path, "-journal"))
        return open_immutable(path, ret_db);
    int flags = cigo_files_writable(path) ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    cigo_db_memory_start();
    int code = sqlite3_open_v2(path, ret_db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW, NULL);
    if (code == SQLITE_OK) {
        cigo_db_harden(*ret_db);
        sqlite3_db_config(*ret_db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    }
    return code;
}

static enum cigo_verdict verdict_of_ids(int application, int version)
{
    if (application != CIGO_STORE_APPLICATION_ID)
        return CIGO_VERDICT_FOREIGN;
    if (version < 0)
        return CIGO_VERDICT_DAMAGED;
    return version > cigo_store_schema_latest() ? CIGO_VERDICT_NEWER : CIGO_VERDICT_OURS;
}

static bool look(const char *path, sqlite3 **ret_db, int *ret_application, int *ret_version)
{
    return open_to_look(path, ret_db) == SQLITE_OK &&
           sqlite3_exec(*ret_db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK &&
           cigo_store_schema_get(*ret_db, ret_application, ret_version);
}

enum cigo_verdict cigo_check_file(const char *path, struct cigo_error *err)
{
    sqlite3 *db = NULL;
    int application, version, tries = 0;
    enum cigo_verdict verdict;
    bool ok = look(path, &db, &application, &version);
    while (!ok && cigo_db_open_again(db, path, &tries)) {
        sqlite3_close(db);
        db = NULL;
        ok = look(path, &db, &application, &version);
    }
    if (ok) {
        verdict = verdict_of_ids(application, version);
    } else {
        verdict = db ? verdict_of(cigo_db_code(db)) : CIGO_VERDICT_FAILED;
        if (verdict == CIGO_VERDICT_FAILED) {
            cigo_db_fail(db, err, _("Non posso aprire l'archivio"));
            cigo_fail_prefix(err, "«%s»", path);
        }
    }
    sqlite3_close(db);
    return verdict;
}

enum cigo_verdict cigo_check_tables(sqlite3 *db, struct cigo_error *err)
{
    static const char look[] =
        "SELECT (SELECT max(id) FROM cases), (SELECT max(id) FROM journal), "
        "EXISTS (SELECT 1 FROM meta), EXISTS (SELECT 1 FROM draft), EXISTS (SELECT 1 FROM answer), "
        "EXISTS (SELECT 1 FROM answer_row), EXISTS (SELECT 1 FROM waiver), EXISTS (SELECT 1 FROM writer)";
    if (sqlite3_exec(db, look, NULL, NULL, NULL) == SQLITE_OK)
        return CIGO_VERDICT_OURS;
    int code = cigo_db_code(db) & 0xff;
    if (code == SQLITE_ERROR) /* a table is missing though the version says that it is there */
        return CIGO_VERDICT_DAMAGED;
    if (code == SQLITE_NOTADB)
        return CIGO_VERDICT_DAMAGED;
    enum cigo_verdict verdict = verdict_of(code);
    if (verdict == CIGO_VERDICT_FAILED)
        cigo_db_fail(db, err, _("Non posso leggere l'archivio"));
    return verdict;
}

/* ---- after an unclean stop ---- */

struct cigo_process cigo_process_of(sqlite3_stmt *stmt)
{
    struct cigo_process process = {.pid = (long)sqlite3_column_int64(stmt, 1)};
    sqlite3_snprintf(sizeof process.start, process.start, "%s", cigo_store_text(stmt, 2));
    sqlite3_snprintf(sizeof process.boot, process.boot, "%s", cigo_store_text(stmt, 3));
    sqlite3_snprintf(sizeof process.machine, process.machine, "%s", cigo_store_text(stmt, 4));
    sqlite3_snprintf(sizeof process.space, process.space, "%s", cigo_store_text(stmt, 5));
    sqlite3_snprintf(sizeof process.host, process.host, "%s", cigo_store_text(stmt, 6));
    return process;
}

struct dead {
    int64_t id;
    const char *name, *token, *who;
    bool draft;
};
struct dead_list {
    struct dead *items;
    size_t n, cap;
};

static bool find_dead(struct cigo_store *store, struct dead_list *list, struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_WRITER_UNCHECKED, "");
    if (stmt == NULL)
        return false;
    while (cigo_store_next(store, stmt, &ok, err)) {
        struct cigo_process process = cigo_process_of(stmt);
        if (cigo_process_alive(&process, &store->self))
            continue;
        struct dead *dead = CIGO_PUSH(list->items, list->n, list->cap);
        dead->id = sqlite3_column_int64(stmt, 10);
        dead->token = cigo_arena_dup(store->scratch, cigo_store_text(stmt, 0));
        dead->who = cigo_arena_dup(store->scratch, cigo_store_text(stmt, 8));
        dead->name = cigo_arena_dup(store->scratch, cigo_store_text(stmt, 11));
        dead->draft = sqlite3_column_int(stmt, 12);
    }
    return ok;
}

static bool is_suspect(struct cigo_store *store, bool *ret_suspect, struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_META_GET, "s", "damaged");
    if (stmt == NULL)
        return false;
    *ret_suspect = cigo_store_next(store, stmt, &ok, err);
    sqlite3_reset(stmt);
    return ok;
}

static enum cigo_verdict check_all(struct cigo_store *store, struct cigo_error *err)
{
    sqlite3_stmt *stmt = NULL;
    int code = SQLITE_CORRUPT;
    if (sqlite3_prepare_v2(store->db, "PRAGMA quick_check(1)", -1, &stmt, NULL) != SQLITE_OK ||
        sqlite3_step(stmt) != SQLITE_ROW)
        code = cigo_db_code(store->db);
    else if (strcmp(cigo_store_text(stmt, 0), "ok") == 0)
        code = SQLITE_OK;
    else if (cigo_db_unreadable(store->db))
        code = SQLITE_IOERR_READ;
    sqlite3_finalize(stmt);
    if (code == SQLITE_OK)
        return CIGO_VERDICT_OURS;
    enum cigo_verdict verdict = verdict_of(code);
    if (verdict == CIGO_VERDICT_FAILED)
        cigo_db_fail_as(code, err, _("Non posso controllare l'archivio"));
    return verdict;
}

static bool mark_checked(struct cigo_store *store, const struct dead_list *list, struct cigo_error *err)
{
    if (!cigo_store_write_begin(store, err))
        return false;
    bool ok = cigo_store_run(store, err, CIGO_SQL_META_DELETE, "s", "damaged");
    for (size_t i = 0; i < list->n && ok; i++)
        ok = cigo_store_run(store, err, CIGO_SQL_WRITER_CHECKED, "is", list->items[i].id,
                            list->items[i].token);
    return cigo_store_write_end(store, ok, err);
}

static void tell(const struct cigo_store *store, const struct dead_list *list, struct cigo_buf *notice)
{
    if (list->n == 0)
        return;
    bool draft = false;
    if (store->shared)
        cigo_buf_printf(notice, _("Il programma di %s si è fermato all'improvviso con "), list->items[0].who);
    else
        cigo_buf_puts(notice, _("L'ultima volta cigo si è fermato all'improvviso con "));
    for (size_t i = 0; i < list->n; i++) {
        draft = draft || list->items[i].draft;
        if (i < 3)
            cigo_buf_printf(notice, "%s«%s»", i ? ", " : "", list->items[i].name);
    }
    if (list->n > 3)
        cigo_buf_printf(notice, _(" e altre %zu domande"), list->n - 3);
    cigo_buf_puts(notice, list->n > 1 ? _(" aperte") : _(" aperta"));
    cigo_buf_puts(notice, _(". L'archivio è stato controllato ed è integro: le risposte confermate ci "
                          "sono tutte"));
    cigo_buf_puts(notice, draft ? _(", e c'è anche il testo che stava scrivendo.") : ".");
}

enum cigo_verdict cigo_check_stop(struct cigo_store *store, struct cigo_buf *notice,
                                  struct cigo_error *err)
{
    struct dead_list list = {0};
    bool suspect = false;
    enum cigo_verdict verdict = CIGO_VERDICT_OURS;
    if (!find_dead(store, &list, err) || !is_suspect(store, &suspect, err))
        verdict = store->damaged ? CIGO_VERDICT_DAMAGED : CIGO_VERDICT_FAILED;
    else if (list.n > 0 || suspect)
        verdict = check_all(store, err);
    if (verdict == CIGO_VERDICT_OURS && (list.n > 0 || suspect)) {
        if (!store->read_only && !mark_checked(store, &list, err))
            verdict = store->damaged ? CIGO_VERDICT_DAMAGED : CIGO_VERDICT_FAILED;
        else
            tell(store, &list, notice);
    }
    free(list.items);
    cigo_arena_reset(store->scratch);
    return verdict;
}

/* Nothing is read of a database that would run something by itself. */
static enum cigo_verdict look_into(sqlite3 *db, struct cigo_error *err)
{
    return cigo_schema_guard(db, err) ? cigo_check_tables(db, err) : CIGO_VERDICT_FOREIGN;
}

bool cigo_check_open_read_only(const char *path, sqlite3 **ret_db, struct cigo_error *err)
{
    sqlite3 *db = NULL;
    enum cigo_verdict verdict = CIGO_VERDICT_FAILED;
    if (cigo_db_open(path, CIGO_DB_READ_ONLY, &db, err)) {
        verdict = look_into(db, err);
        if (verdict == CIGO_VERDICT_OURS) {
            *ret_db = db;
            return true;
        }
        sqlite3_close(db);
        if (verdict == CIGO_VERDICT_DAMAGED)
            cigo_db_fail_as(SQLITE_CORRUPT, err, _("Non posso leggere l'archivio"));
        cigo_fail_prefix(err, "«%s»", path);
    }
    /* In a folder where the -shm file cannot be made only this works; and nobody else has the database
     * open for writing there, or its -wal would exist. */
    if (verdict == CIGO_VERDICT_FOREIGN || cigo_files_side(path, "-wal") || cigo_files_side(path, "-journal"))
        return false;
    if (open_immutable(path, &db) != SQLITE_OK) {
        cigo_db_fail(db, err, _("Non posso aprire l'archivio"));
        sqlite3_close(db);
        return cigo_fail_prefix(err, "«%s»", path);
    }
    sqlite3_extended_result_codes(db, 1);
    if (!cigo_schema_guard(db, err)) {
        sqlite3_close(db);
        return cigo_fail_prefix(err, "«%s»", path);
    }
    *ret_db = db;
    return true;
}
