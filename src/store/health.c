/* What is wrong with a store: looked at from outside, without changing a byte of it; and cleaning it for good. */

#include <cigo/base/buf.h>
#include <cigo/db/db.h>
#include <cigo/store/care.h>
#include <cigo/store/list.h>

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "store-priv.h"

enum { LOW_MEGABYTES = 100 };

struct exam {
    const char *file;
    void (*each)(void *data, const struct cigo_health_line *line);
    void *data;
};

static void __attribute__((format(printf, 3, 4)))
say(const struct exam *exam, enum cigo_health health, const char *format, ...)
{
    struct cigo_buf text;
    va_list ap;
    cigo_buf_init(&text, 8192);
    va_start(ap, format);
    cigo_buf_vprintf(&text, format, ap);
    va_end(ap);
    exam->each(exam->data, &(struct cigo_health_line){health, text.p});
    cigo_buf_finish(&text);
}

/* What could not be looked at, by errno: then nothing is known of it, which is not the same as good. */
static void unseen(const struct exam *exam, const char *name)
{
    say(exam, CIGO_HEALTH_POOR, _("«%s» non si può esaminare: %s."), name, strerror(errno));
}

/* ---- who may use it ---- */

static void look_mode(const struct exam *exam, const char *name, mode_t allowed)
{
    struct stat st;
    if (lstat(name, &st) != 0) {
        if (errno != ENOENT)
            unseen(exam, name);
        return;
    }
    if (st.st_mode & 07777 & ~allowed)
        say(exam, CIGO_HEALTH_BAD,
            _("«%s» ha i permessi %04o: altri possono leggerlo o scriverlo. Scriva: chmod %o %s"), name,
            (unsigned)(st.st_mode & 07777), (unsigned)allowed, name);
    else if (st.st_uid != geteuid() && !cigo_files_shared(exam->file))
        say(exam, CIGO_HEALTH_POOR, _("«%s» appartiene a un altro utente: lo apra con il suo, o ne chieda uno condiviso "
                                      "(cigo init)."), name);
}

static void look_modes(const struct exam *exam)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    bool shared = cigo_files_shared(exam->file);
    char *folder = cigo_files_folder(exam->file);
    struct stat st;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        char *name = cigo_files_joined(exam->file, suffixes[i]);
        look_mode(exam, name, shared ? 0660 : 0600);
        free(name);
    }
    if (shared)
        look_mode(exam, folder, 02770);
    else if (stat(folder, &st) != 0)
        unseen(exam, folder);
    else if (st.st_mode & 022)
        say(exam, CIGO_HEALTH_BAD,
            _("Nella cartella «%s» possono scrivere altri: chi vi scrive può togliere l'archivio. Scriva: chmod 700 %s"),
            folder, folder);
    free(folder);
}

/* ---- where it is ---- */

static void look_disk(const struct exam *exam)
{
    struct statvfs fs;
    char *folder = cigo_files_folder(exam->file);
    enum cigo_disk disk = cigo_files_disk(folder);
    if (disk == CIGO_DISK_UNSEEN || statvfs(folder, &fs) != 0) {
        if (errno != ENOENT) /* else it is made with the archive */
            unseen(exam, folder);
        free(folder);
        return;
    }
    uint64_t free_megabytes = (uint64_t)fs.f_bavail * fs.f_frsize / 1000000;
    if (free_megabytes < LOW_MEGABYTES)
        say(exam, CIGO_HEALTH_POOR, _("Sul disco dell'archivio restano %" PRIu64 " MB: liberi dello spazio."),
            free_megabytes);
    else
        say(exam, CIGO_HEALTH_GOOD, _("Sul disco dell'archivio restano %" PRIu64 " MB."), free_megabytes);
    if (disk == CIGO_DISK_ELSEWHERE)
        say(exam, CIGO_HEALTH_POOR, _("L'archivio non è su un disco di questo computer: è più lento, e non si può "
                                      "condividere. Se può lo metta su un disco locale."));
    free(folder);
}

/* ---- what is in it ---- */

/* How many the query counts; false: an error, which is said. */
static bool count(const struct exam *exam, sqlite3 *db, const char *sql, long long *ret_n)
{
    sqlite3_stmt *stmt = NULL;
    struct cigo_error err = {0};
    bool row = false;
    bool ok = cigo_db_prepare(db, sql, &stmt, &err) && cigo_db_step(stmt, &row, &err);
    if (ok)
        *ret_n = row ? sqlite3_column_int64(stmt, 0) : 0;
    else
        say(exam, CIGO_HEALTH_BAD, "%s", err.text);
    sqlite3_finalize(stmt);
    return ok;
}

static void look_whole(const struct exam *exam, sqlite3 *db)
{
    struct cigo_error err = {0};
    long long bad, lost;
    if (!count(exam, db, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'", &bad) ||
        !count(exam, db, "SELECT count(*) FROM pragma_foreign_key_check", &lost))
        return;
    if (!bad && !lost) {
        say(exam, CIGO_HEALTH_GOOD, _("L'archivio è integro, e ogni risposta appartiene a una domanda."));
    } else if (cigo_db_unreadable(db)) {
        cigo_db_fail_as(SQLITE_IOERR_READ, &err, _("Non posso controllare l'archivio"));
        say(exam, CIGO_HEALTH_BAD, "%s", err.text);
    } else {
        say(exam, CIGO_HEALTH_BAD,
            _("L'archivio è danneggiato (%lld punti, %lld righe senza domanda). Lo copi su un altro disco, poi usi «cigo "
              "restore» con l'ultima copia di riserva."), bad, lost);
    }
}

static void look_inside(const struct exam *exam)
{
    sqlite3 *db = NULL;
    struct cigo_error err = {0};
    long long n;
    if (!cigo_check_open_read_only(exam->file, &db, &err)) {
        say(exam, CIGO_HEALTH_BAD, "%s", err.text);
        return;
    }
    look_whole(exam, db);
    if (count(exam, db, "SELECT count(*) FROM sqlite_schema WHERE name = 'book'", &n) && n > 0 && /* older ones have none */
        count(exam, db, "SELECT count(*) FROM book WHERE company IS NULL", &n))
        say(exam, CIGO_HEALTH_GOOD, _("Aziende nella rubrica: %lld."), n);
    sqlite3_close(db);
}

void cigo_store_examine(const char *path, void (*each)(void *data, const struct cigo_health_line *line), void *data)
{
    struct cigo_error err = {0};
    enum cigo_file_state state;
    char *file = cigo_files_name(path);
    struct exam exam = {file, each, data};
    enum cigo_verdict verdict = CIGO_VERDICT_FAILED;
    bool there = cigo_files_look(file, &state, &err);
    if (there && state == CIGO_FILE_MISSING)
        say(&exam, CIGO_HEALTH_GOOD, _("L'archivio «%s» non c'è ancora: nasce con la prima domanda."), path);
    else if (there && state == CIGO_FILE_EMPTY)
        say(&exam, CIGO_HEALTH_BAD, _("L'archivio «%s» è vuoto: se aveva delle domande usi «cigo restore» con l'ultima "
                                      "copia di riserva."), path);
    else if (there)
        verdict = cigo_check_file(file, &err);
    if (there && state == CIGO_FILE_PRESENT && verdict == CIGO_VERDICT_OURS) {
        say(&exam, CIGO_HEALTH_GOOD, _("L'archivio è «%s» (SQLite %s)."), path,
            sqlite3_libversion());
        look_modes(&exam);
        look_inside(&exam);
    } else if (verdict == CIGO_VERDICT_NEWER) {
        say(&exam, CIGO_HEALTH_BAD, _("L'archivio «%s» è di una versione più nuova di cigo: aggiorni cigo."), path);
    } else if (verdict == CIGO_VERDICT_FOREIGN) {
        say(&exam, CIGO_HEALTH_BAD, _("«%s» non è un archivio di cigo: ne indichi un altro con --data."), path);
    } else if (verdict == CIGO_VERDICT_DAMAGED) {
        say(&exam, CIGO_HEALTH_BAD, _("L'archivio «%s» è danneggiato: lo copi su un altro disco, poi usi «cigo restore» "
                                      "con l'ultima copia di riserva."), path);
    } else if (err.text[0]) {
        say(&exam, CIGO_HEALTH_BAD, "%s", err.text);
    }
    if (there)
        look_disk(&exam);
    free(file);
}

bool cigo_store_scrub(struct cigo_store *store, bool *ret_clean, struct cigo_error *err)
{
    int log = 0, done = 0;
    if (!cigo_store_write_begin(store, err) || !cigo_store_write_end(store, true, err))
        return false; /* read-only, or busy: said */
    if (!cigo_store_forget_words(store, err))
        return false;
    cigo_store_stmts_finish(store);
    /* nothing of it in a file elsewhere */
    if (!cigo_db_exec(store->db, "PRAGMA temp_store = MEMORY", err) || !cigo_db_exec(store->db, "VACUUM", err))
        return false;
    *ret_clean = sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, &log, &done) == SQLITE_OK;
    return true;
}
