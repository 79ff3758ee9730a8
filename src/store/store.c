/* Opening and closing. At opening a file passes from what lies at the path (files.c) to what it is
 * (check.c) to a database of our version; whatever is not ours is set aside and a new one begun, in a
 * loop, so that each state is handled in one place. The folder is locked meanwhile, alone by whoever changes
 * something in it: two starts at the same moment must not set each other's new database aside. */

#include <cigo/base/alloc.h>
#include <cigo/base/path.h>
#include <cigo/db/db.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store-priv.h"

struct opening {
    struct cigo_store *store;
    char *file; /* the path as SQLite must get it */
    struct cigo_buf notice;
    bool alone; /* nobody else is opening anything in the folder */
    bool named; /* cigo_store_env */
};

/* ---- what the user is told ---- */

/* before «path» middle «name aside» after */
struct aside_text {
    const char *before, *middle, *after;
};
static const struct aside_text damaged_text = {
    N_("L'archivio"),
    N_("è danneggiato: è stato messo da parte, intatto, come"),
    N_(" e ne è stato iniziato uno nuovo, vuoto. Non cancelli il file messo da parte: può contenere ancora le "
    "sue domande. Rimetta al suo posto l'ultima copia di riserva, oppure faccia recuperare quel file "
    "dall'assistenza.")};
static const struct aside_text foreign_text = {
    N_("Il file"),
    N_("non è (o non è più) un archivio di cigo: è stato messo da parte, intatto, come"),
    N_(" e al suo posto è stato iniziato un archivio nuovo. Non lo cancelli. Se appartiene a un altro programma "
    "gli ridia il suo nome e indichi a cigo un altro archivio con --data; se era il suo archivio, rimetta al "
    "suo posto l'ultima copia di riserva.")};
static const struct aside_text orphan_text = {
    N_("L'archivio"),
    N_("non c'era o era vuoto, ma ne restava il registro delle ultime modifiche: è stato messo da parte come"),
    N_(" ed è stato iniziato un archivio nuovo. Se aveva già delle domande, rimetta al suo posto l'ultima copia "
    "di riserva e conservi quel file.")};

static void tell(struct opening *o, const char *before, const char *after)
{
    cigo_buf_printf(&o->notice, "%s%s «%s»%s", o->notice.n > 0 ? " " : "", before, o->store->path, after);
}

/* What changes the folder is done alone: then this turn is made again, with nobody else in between. */
static bool not_alone(struct opening *o)
{
    bool was = o->alone;
    o->alone = true;
    return !was;
}

static bool set_aside(struct opening *o, const struct aside_text *text, struct cigo_error *err)
{
    char now[32] = "", *name = NULL;
    if (not_alone(o))
        return true;
    o->store->now(o->store->now_data, now);
    if (!cigo_files_keep_aside(o->file, now, &name, err))
        return false;
    tell(o, _(text->before), "");
    cigo_buf_printf(&o->notice, " %s «%s»%s", _(text->middle), name, _(text->after));
    free(name);
    return true;
}

/* ---- opening what is ours ---- */

/* A failure here (another process holds the database just now) leaves the mode that it has. */
static void set_journal_mode(struct opening *o)
{
    const char *sql = cigo_files_local(o->file) ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE";
    sqlite3_stmt *stmt = NULL;
    o->store->wal = sqlite3_prepare_v2(o->store->db, sql, -1, &stmt, NULL) == SQLITE_OK &&
                    sqlite3_step(stmt) == SQLITE_ROW && strcmp(cigo_store_text(stmt, 0), "wal") == 0;
    sqlite3_finalize(stmt);
}

static void close_db(struct cigo_store *store)
{
    cigo_store_stmts_finish(store);
    sqlite3_close(store->db);
    store->db = NULL;
    store->damaged = false;
}

/* `why`: what came of opening it for writing, NULL when the permissions were enough to know. */
static void tell_read_only(struct opening *o, const struct cigo_error *why)
{
    if (why)
        cigo_buf_printf(&o->notice, "%s%s %s", o->notice.n > 0 ? " " : "", why->text,
                        _("Per ora può guardare le domande ma non cambiarle."));
    else
        tell(o, _("L'archivio"),
             _(" è in sola lettura (permessi del file o della cartella): può guardare le domande ma non "
             "cambiarle. Per lavorarci corregga i permessi, o ne indichi un altro con --data."));
}

static enum cigo_verdict open_read_only(struct opening *o, const struct cigo_error *why, struct cigo_error *err)
{
    struct cigo_store *store = o->store;
    int application, version;
    store->read_only = true;
    if (!cigo_check_open_read_only(o->file, &store->db, err))
        return CIGO_VERDICT_FAILED;
    if (!cigo_store_schema_get(store->db, &application, &version)) {
        cigo_db_fail(store->db, err, _("Non posso leggere l'archivio"));
        return CIGO_VERDICT_FAILED;
    }
    if (version < cigo_store_schema_latest()) {
        cigo_fail(err, CIGO_EXIT_STORAGE,
                  _("L'archivio «%s» è di una versione precedente di cigo e in sola lettura non si può "
                  "aggiornare: corregga i permessi del file e della cartella."), store->path);
        return CIGO_VERDICT_FAILED;
    }
    enum cigo_verdict verdict = cigo_check_tables(store->db, err);
    if (verdict == CIGO_VERDICT_OURS)
        verdict = cigo_check_stop(store, &o->notice, err);
    if (verdict == CIGO_VERDICT_OURS)
        tell_read_only(o, why);
    return verdict;
}

enum { PATIENCE_MS = 5000 };

static enum cigo_verdict open_ours(struct opening *o, struct cigo_error *err)
{
    struct cigo_store *store = o->store;
    if (!cigo_files_writable(o->file))
        return open_read_only(o, NULL, err);
    cigo_files_tighten(o->file);
    struct cigo_error why = {0};
    if (!cigo_db_open(o->file, CIGO_DB_READ_WRITE, &store->db, &why)) {
        cigo_fail(err, why.code, "%s", why.text); /* if this fails too */
        return open_read_only(o, &why, NULL);
    }
    store->patience.ms = PATIENCE_MS;
    cigo_db_patient(store->db, &store->patience);
    if (!cigo_schema_guard(store->db, err) || !cigo_store_schema_migrate(store->db, err) ||
        !cigo_db_exec(store->db, "PRAGMA secure_delete = ON", err))
        return CIGO_VERDICT_FAILED;
    set_journal_mode(o);
    enum cigo_verdict verdict = cigo_check_tables(store->db, err);
    if (verdict == CIGO_VERDICT_OURS)
        verdict = cigo_check_stop(store, &o->notice, err);
    cigo_files_tighten(o->file);
    return verdict;
}

static enum cigo_verdict open_new(struct opening *o, bool exists, struct cigo_error *err)
{
    if (!exists && !cigo_files_create(o->file, o->store->shared, err))
        return CIGO_VERDICT_FAILED;
    return open_ours(o, err);
}

/* One turn: open what is there, or set it aside and ask for another turn. */
static bool turn(struct opening *o, bool *ret_again, struct cigo_error *err)
{
    enum cigo_file_state state;
    if (!cigo_files_look(o->file, &state, err) || !cigo_files_trusted(o->file, err))
        return false;
    /* one that is set aside is followed by one like it */
    o->store->shared = o->store->shared || cigo_files_shared(o->file);
    if (state != CIGO_FILE_PRESENT && cigo_files_side(o->file, "-wal")) {
        *ret_again = true;
        return set_aside(o, &orphan_text, err);
    }
    if (state != CIGO_FILE_PRESENT && not_alone(o)) {
        *ret_again = true;
        return true;
    }
    enum cigo_verdict verdict = CIGO_VERDICT_OURS;
    if (state == CIGO_FILE_PRESENT)
        verdict = cigo_check_file(o->file, err);
    else if (state == CIGO_FILE_EMPTY)
        tell(o, _("Il file"),
             _(" era vuoto: è stato iniziato un archivio nuovo. Se conteneva già delle domande, rimetta al "
             "suo posto l'ultima copia di riserva."));
    else if (o->named && o->notice.n == 0)
        tell(o, _("L'archivio"), _(" non c'era: ne è stato iniziato uno nuovo."));
    if (verdict == CIGO_VERDICT_OURS)
        verdict = state == CIGO_FILE_PRESENT ? open_ours(o, err)
                                             : open_new(o, state == CIGO_FILE_EMPTY, err);
    if (verdict == CIGO_VERDICT_OURS)
        return true;
    close_db(o->store);
    if (verdict == CIGO_VERDICT_FAILED)
        return false;
    if (verdict == CIGO_VERDICT_NEWER)
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("L'archivio «%s» è stato scritto da una versione più nuova di cigo: il file non è "
                         "stato toccato. Aggiorni cigo, o indichi un altro archivio con --data."),
                         o->store->path);
    o->store->read_only = false;
    *ret_again = true;
    /* killed while it was being made: rolled back to nothing just now */
    if (verdict == CIGO_VERDICT_FOREIGN && cigo_files_look(o->file, &state, err) &&
        state != CIGO_FILE_PRESENT)
        return true;
    if (verdict == CIGO_VERDICT_FOREIGN && o->named)
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("«%s» non è (o non è più) un archivio di cigo: non è stato toccato. Indichi un altro file con "
                           "--data; se era il suo archivio, lo metta da parte con un altro nome e riprenda l'ultima copia "
                           "di riserva con «cigo restore»."),
                         o->store->path);
    return set_aside(o, verdict == CIGO_VERDICT_DAMAGED ? &damaged_text : &foreign_text, err);
}

static bool make_folder(struct opening *o, struct cigo_error *err)
{
    char *folder = cigo_files_folder(o->file);
    bool ok = cigo_path_make_dirs(folder, 0700, err);
    free(folder);
    if (ok) { /* it may be there only now */
        char *file = cigo_files_name(o->file);
        free(o->file);
        o->file = file;
    }
    return ok;
}

static bool open_file(struct opening *o, struct cigo_error *err)
{
    if (!make_folder(o, err))
        return false;
    int lock = cigo_files_lock_folder(o->file, false);
    bool ok = true, again = true;
    for (int i = 0; ok && again && i < 5; i++) {
        bool was_alone = o->alone;
        again = false;
        ok = turn(o, &again, err);
        if (o->alone && !was_alone) {
            if (lock >= 0)
                close(lock);
            lock = cigo_files_lock_folder(o->file, true);
        }
    }
    if (ok && again)
        ok = cigo_fail(err, CIGO_EXIT_STORAGE,
                       _("L'archivio «%s» si danneggia appena viene creato: controlli il disco, o ne indichi "
                       "un altro con --data."), o->store->path);
    if (lock >= 0)
        close(lock);
    return ok;
}

struct cigo_store *cigo_store_open(const char *path, const struct cigo_store_env *env,
                                   struct cigo_store_notice *ret_notice, struct cigo_error *err)
{
    struct cigo_store *store = cigo_alloc(sizeof *store);
    store->path = cigo_strdup(path);
    store->who = cigo_strdup(env->who ? env->who : "");
    store->now = env->now;
    store->now_data = env->data;
    store->scratch = cigo_arena_new();
    cigo_buf_init(&store->text, 512u << 20);
    cigo_buf_init(&store->place, 1u << 20);
    cigo_process_self(&store->self);
    cigo_process_token(store->token, sizeof store->token);

    char *file = cigo_files_name(path);
    struct opening opening = {.store = store, .file = file, .named = env->named};
    cigo_buf_init(&opening.notice, sizeof ret_notice->text - 1);
    bool ok = open_file(&opening, err);
    if (ok && ret_notice) {
        snprintf(ret_notice->text, sizeof ret_notice->text, "%s", opening.notice.p);
        ret_notice->read_only = store->read_only;
    }
    cigo_buf_finish(&opening.notice);
    free(opening.file);
    if (!ok) {
        cigo_store_close(store);
        return NULL;
    }
    return store;
}

/* Best effort: if it cannot be written either, the damage will be met again. */
static void leave(struct cigo_store *store)
{
    if (store->read_only || !(store->locked || store->damaged) ||
        sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return;
    bool ok = cigo_store_run(store, NULL, CIGO_SQL_WRITER_DELETE_ALL, "s", store->token);
    if (store->damaged)
        ok = cigo_store_run(store, NULL, CIGO_SQL_META_PUT, "ss", "damaged", "1") && ok;
    cigo_store_write_end(store, ok, NULL);
}

void cigo_store_close(struct cigo_store *store)
{
    if (store == NULL)
        return;
    if (store->db) {
        cigo_store_rollback(store);
        leave(store);
        close_db(store);
    }
    cigo_arena_free(store->scratch);
    cigo_buf_finish(&store->text);
    cigo_buf_finish(&store->place);
    free(store->held);
    free(store->path);
    free(store->who);
    free(store);
}

void cigo_store_hurry(struct cigo_store *store, int ms)
{
    store->patience.ms = ms;
}

const char *cigo_store_engine(void)
{
    return sqlite3_libversion();
}

bool cigo_store_read_only(const struct cigo_store *store)
{
    return store->read_only;
}

bool cigo_store_shared(const struct cigo_store *store)
{
    return store->shared;
}

bool cigo_store_path_shared(const char *path)
{
    return cigo_files_shared(path);
}

const char *cigo_store_path(const struct cigo_store *store)
{
    return store->path;
}
