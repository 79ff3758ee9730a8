/* The SQL of the store in one table, prepared at first use and kept, and the transactions around it. */

#include <cigo/db/db.h>

#include <assert.h>
#include <stdarg.h>

#include "store-priv.h"

#define CASE_COLUMNS \
    "id, name, form, form_version, state, term, created, updated, updated_by, position, term_label, archived, " \
    "last_action, company, unit, causale, causale_label, starts, ends, errors, warnings, missing, over, " \
    "iif(id IN (SELECT case_id FROM tag), (SELECT group_concat(tag, ', ') FROM tag WHERE tag.case_id = id), ''), " \
    "action IS NOT last_action, action IS NOT last_action OR indexed IS NOT last_action, counted, uid, max(updated, touched)"
#define CASES "cases LEFT JOIN summary ON case_id = id"
#define BOOK_COLUMNS "b.id, b.part, ifnull(b.company, 0), b.updated, b.updated_by"
#define BOOK_WANTED "(?1 = '' OR b.part = ?1) AND (?2 = 0 OR b.company = ?2) AND (?3 = 0 OR b.id = ?3)"
#define ROW_KEY "case_id = ?1 AND grp = ?2"
#define TEXT_OF(number) #number
#define SHIFTED(value, bits) "(" value " << " TEXT_OF(bits) ")"
#define LAST_KEY "position + " SHIFTED("(n - 1)", CIGO_ORDER_BITS) /* of the last row in a record */

static const char *const sql[CIGO_SQL_N] = {
    [CIGO_SQL_CASE_LIST] = "SELECT " CASE_COLUMNS ", (SELECT count(*) FROM cases) FROM " CASES,
    [CIGO_SQL_CASE_BY_KEY] = "SELECT " CASE_COLUMNS " FROM " CASES " WHERE name_key = ?1",
    [CIGO_SQL_CASE_BY_ID] = "SELECT " CASE_COLUMNS " FROM " CASES " WHERE id = ?1",
    [CIGO_SQL_CASE_NEXT] = "SELECT ifnull(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'cases'",
    [CIGO_SQL_CASE_INSERT] =
        "INSERT INTO cases(name, name_key, form, form_version, state, term, created, updated, "
        "updated_by, term_label, uid) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9, lower(hex(randomblob(16))))",
    [CIGO_SQL_CASE_RENAME] = "UPDATE cases SET name = ?2, name_key = ?3, updated = ?4, "
                             "updated_by = ?5 WHERE id = ?1",
    [CIGO_SQL_CASE_DELETE] = "DELETE FROM cases WHERE id = ?1",
    [CIGO_SQL_CASE_TOUCH] = "UPDATE cases SET updated = ?2, updated_by = ?3, "
                            "last_action = max(last_action, ?4) WHERE id = ?1",
    [CIGO_SQL_CASE_BESIDE] = "UPDATE cases SET touched = ?2 WHERE id = ?1",
    [CIGO_SQL_CASE_STATE] = "UPDATE cases SET state = ?3, term = ?4, term_label = ?5 WHERE id = ?1 AND last_action = ?2",
    [CIGO_SQL_CASE_ARCHIVE] = "UPDATE cases SET archived = ?2 WHERE id = ?1",
    [CIGO_SQL_SUMMARY_PUT] =
        "INSERT INTO summary(case_id, action, company, unit, causale, causale_label, starts, ends, errors, warnings, "
        "missing, over, counted) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 FROM cases WHERE id = ?1 AND "
        "last_action = ?2 ON CONFLICT DO UPDATE SET action = ?2, company = ?3, unit = ?4, causale = ?5, "
        "causale_label = ?6, starts = ?7, ends = ?8, errors = ?9, warnings = ?10, missing = ?11, over = ?12, "
        "counted = ?13",
    [CIGO_SQL_SUMMARY_FORGET] = "DELETE FROM summary WHERE case_id = ?1",
    [CIGO_SQL_WORDS_PUT] =
        "INSERT INTO find(rowid, words) SELECT id, name || char(10) || ifnull((SELECT group_concat(tag, char(10)) "
        "FROM tag WHERE case_id = ?1), '') || char(10) || ifnull((SELECT group_concat(text, char(10)) FROM memo "
        "WHERE case_id = ?1), '') || char(10) || ?2 FROM cases WHERE id = ?1",
    [CIGO_SQL_WORDS_DELETE] = "DELETE FROM find WHERE rowid = ?1",
    [CIGO_SQL_WORDS_KEPT] = "UPDATE summary SET indexed = ?2 WHERE case_id = ?1",
    [CIGO_SQL_WORDS_FIND] = "SELECT rowid FROM find WHERE find MATCH ?1",
    [CIGO_SQL_WORDS_TEXTS] = "SELECT rowid, words FROM find WHERE find MATCH ?1",
    [CIGO_SQL_WORDS_MERGE] = "INSERT INTO find(find) VALUES ('optimize')",
    [CIGO_SQL_TAG_PUT] = "INSERT OR IGNORE INTO tag(case_id, tag) VALUES (?1, ?2)",
    [CIGO_SQL_TAG_DELETE] = "DELETE FROM tag WHERE case_id = ?1 AND tag = ?2",
    [CIGO_SQL_TAG_READ] = "SELECT case_id, tag FROM tag ORDER BY case_id, tag",
    [CIGO_SQL_CASE_POSITION] = "UPDATE cases SET position = ?2 WHERE id = ?1",
    [CIGO_SQL_CASE_FORM_VERSION] = "UPDATE cases SET form_version = ?2 WHERE id = ?1",
    [CIGO_SQL_CASE_LAST_ACTION] = "SELECT last_action FROM cases WHERE id = ?1",
    [CIGO_SQL_COPY_ANSWERS] = "INSERT INTO answer(case_id, field, text) "
                              "SELECT ?2, field, text FROM answer WHERE case_id = ?1",
    [CIGO_SQL_COPY_ROWS] =
        "INSERT INTO answer_row(case_id, grp, row_id, position, data, n) "
        "SELECT ?2, grp, row_id, position, data, n FROM answer_row WHERE case_id = ?1",
    [CIGO_SQL_COPY_WAIVERS] =
        "INSERT INTO waiver(case_id, alert, row_id, state, reason, inputs, form_version) "
        "SELECT ?2, alert, row_id, state, reason, inputs, form_version FROM waiver "
        "WHERE case_id = ?1",
    [CIGO_SQL_DRAFT_PUT] = "INSERT INTO draft(case_id, place, text) VALUES (?1, ?2, ?3) "
                           "ON CONFLICT DO UPDATE SET place = ?2, text = ?3",
    [CIGO_SQL_DRAFT_DELETE] = "DELETE FROM draft WHERE case_id = ?1",
    [CIGO_SQL_DRAFT_GET] = "SELECT place, text FROM draft WHERE case_id = ?1",
    [CIGO_SQL_TICK_PUT] = "INSERT INTO tick(case_id, place, mark) VALUES (?1, ?2, ?3) "
                          "ON CONFLICT DO UPDATE SET mark = ?3",
    [CIGO_SQL_TICK_DELETE] = "DELETE FROM tick WHERE case_id = ?1 AND place = ?2",
    [CIGO_SQL_TICK_READ] = "SELECT place, mark FROM tick WHERE case_id = ?1 ORDER BY place",
    [CIGO_SQL_WRITER_GET] = "SELECT w.token, w.pid, w.start, w.boot, w.machine, w.space, w.host, "
                            "w.tty, w.who, w.since, ifnull(nullif(w.seen, ''), w.since), "
                            "unixepoch(?2) - unixepoch(ifnull(nullif(w.seen, ''), w.since)) "
                            "FROM cases LEFT JOIN writer w ON w.case_id = id WHERE id = ?1",
    [CIGO_SQL_WRITER_PUT] = "INSERT OR REPLACE INTO writer(case_id, token, pid, start, boot, machine, "
                            "space, host, tty, who, since, seen) "
                            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)",
    [CIGO_SQL_WRITER_SEEN] = "UPDATE writer SET seen = ?2 WHERE token = ?1",
    [CIGO_SQL_WRITER_DELETE] = "DELETE FROM writer WHERE case_id = ?1 AND token = ?2",
    [CIGO_SQL_WRITER_DELETE_ALL] = "DELETE FROM writer WHERE token = ?1",
    [CIGO_SQL_WRITER_UNCHECKED] =
        "SELECT w.token, w.pid, w.start, w.boot, w.machine, w.space, w.host, w.tty, w.who, w.since, "
        "w.case_id, c.name, d.case_id IS NOT NULL FROM writer w JOIN cases c ON c.id = w.case_id "
        "LEFT JOIN draft d ON d.case_id = w.case_id WHERE w.checked = 0 ORDER BY w.case_id",
    [CIGO_SQL_WRITER_ALL] =
        "SELECT token, pid, start, boot, machine, space, host, tty, who FROM writer ORDER BY case_id",
    [CIGO_SQL_WRITER_CHECKED] = "UPDATE writer SET checked = 1 WHERE case_id = ?1 AND token = ?2",
    [CIGO_SQL_ANSWER_PUT] = "INSERT INTO answer(case_id, field, text) VALUES (?1, ?2, ?3) "
                            "ON CONFLICT DO UPDATE SET text = ?3",
    [CIGO_SQL_ANSWER_DELETE] = "DELETE FROM answer WHERE case_id = ?1 AND field = ?2",
    [CIGO_SQL_ANSWER_READ] = "SELECT field, text FROM answer WHERE case_id = ?1 ORDER BY field",
    [CIGO_SQL_ROW_INSERT] = "INSERT INTO answer_row(case_id, grp, row_id, position, data, n) "
                            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [CIGO_SQL_ROW_DELETE] = "DELETE FROM answer_row WHERE " ROW_KEY " AND row_id = ?3",
    [CIGO_SQL_ROW_FIND] = "SELECT row_id, position, n, data FROM answer_row WHERE " ROW_KEY
                          " AND row_id <= ?3 ORDER BY row_id DESC LIMIT 1",
    [CIGO_SQL_ROW_UPDATE] = "UPDATE answer_row SET data = ?4 WHERE " ROW_KEY " AND row_id = ?3",
    [CIGO_SQL_ROW_READ] = "SELECT grp, row_id, data, n FROM answer_row WHERE case_id = ?1 "
                          "ORDER BY grp, position, row_id",
    [CIGO_SQL_ORDER_AT] = "SELECT position, n, row_id FROM answer_row WHERE " ROW_KEY " ORDER BY position",
    [CIGO_SQL_ORDER_LAST] = "SELECT " LAST_KEY " FROM answer_row WHERE " ROW_KEY
                            " ORDER BY position DESC LIMIT 1",
    [CIGO_SQL_ORDER_AFTER] = "SELECT min(position) FROM answer_row WHERE " ROW_KEY
                             " AND position > ?3",
    [CIGO_SQL_ORDER_BEFORE] = "SELECT " LAST_KEY " FROM answer_row WHERE " ROW_KEY
                              " AND position < ?3 ORDER BY position DESC LIMIT 1",
    [CIGO_SQL_ORDER_SHIFT] = "UPDATE answer_row SET position = position + ?4 WHERE " ROW_KEY
                             " AND position >= ?3",
    [CIGO_SQL_ORDER_RENUMBER] =
        "UPDATE answer_row SET position = p.place * ?3 FROM ("
        " SELECT row_id AS id, 1 + ifnull(sum(n) OVER (ORDER BY position, row_id"
        "  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS place"
        " FROM answer_row WHERE " ROW_KEY ") AS p WHERE " ROW_KEY " AND row_id = p.id",
    [CIGO_SQL_WAIVER_PUT] =
        "INSERT OR REPLACE INTO waiver(case_id, alert, row_id, state, reason, inputs, form_version) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [CIGO_SQL_WAIVER_DELETE] =
        "DELETE FROM waiver WHERE case_id = ?1 AND alert = ?2 AND row_id = ?3",
    [CIGO_SQL_WAIVER_GET] = "SELECT state, reason, inputs, form_version FROM waiver "
                            "WHERE case_id = ?1 AND alert = ?2 AND row_id = ?3",
    [CIGO_SQL_WAIVER_READ] = "SELECT alert, row_id, state, reason, inputs, form_version FROM waiver "
                             "WHERE case_id = ?1 ORDER BY alert, row_id",
    [CIGO_SQL_JOURNAL_ADD] =
        "INSERT INTO journal(case_id, action, at, who, label, undo, type, place, old_text, new_text, "
        "machine) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    [CIGO_SQL_JOURNAL_READ] = "SELECT action, at, who, label, undo, type, place, old_text, new_text, "
                              "machine, id FROM journal WHERE case_id = ?1 AND id < ?2 "
                              "ORDER BY id DESC",
    [CIGO_SQL_DATA_VERSION] = "PRAGMA data_version",
    [CIGO_SQL_META_PUT] = "INSERT OR REPLACE INTO meta(key, value) VALUES (?1, ?2)",
    [CIGO_SQL_META_GET] = "SELECT value FROM meta WHERE key = ?1",
    [CIGO_SQL_META_DELETE] = "DELETE FROM meta WHERE key = ?1",
    [CIGO_SQL_NOTE_ADD] = "INSERT INTO note(at, who, machine, type, case_id, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [CIGO_SQL_AUDIT] =
        "SELECT at, who, machine, case_id, ifnull(name, ''), type, place, label, undo FROM ("
        "SELECT at, who, machine, case_id, type, place, label, undo, id, 1 AS part FROM journal "
        "WHERE at >= ?2 AND (?1 = 0 OR case_id = ?1) UNION ALL "
        "SELECT at, who, machine, case_id, type, '', detail, 0, id, 0 FROM note "
        "WHERE at >= ?2 AND (?1 = 0 OR case_id = ?1) UNION ALL "
        "SELECT at, who, machine, case_id, 'memo', place, '', 0, id, 2 FROM memo "
        "WHERE at >= ?2 AND (?1 = 0 OR case_id = ?1)) AS done LEFT JOIN cases c ON c.id = done.case_id "
        "ORDER BY at, part, done.id",
    [CIGO_SQL_BOOK_ALL] = "SELECT " BOOK_COLUMNS " FROM book b WHERE " BOOK_WANTED " ORDER BY b.id LIMIT ?4",
    [CIGO_SQL_BOOK_LIKE] = "SELECT " BOOK_COLUMNS " FROM book_value v JOIN book b ON b.id = v.entry "
                           "WHERE v.name = ?5 AND v.fold BETWEEN ?6 AND ?7 AND " BOOK_WANTED
                           " ORDER BY v.fold, b.id LIMIT ?4",
    [CIGO_SQL_BOOK_INSIDE] = "SELECT " BOOK_COLUMNS " FROM book_value v JOIN book b ON b.id = v.entry "
                             "WHERE v.name = ?5 AND instr(v.fold, ?6) > 0 AND " BOOK_WANTED
                             " ORDER BY v.fold, b.id LIMIT ?4",
    [CIGO_SQL_BOOK_VALUES] = "SELECT name, text FROM book_value WHERE entry = ?1 AND "
                             "length(CAST(text AS BLOB)) <= ?2 AND length(CAST(name AS BLOB)) <= ?2 ORDER BY name LIMIT ?3",
    [CIGO_SQL_BOOK_COUNT] = "SELECT count(*) FROM book WHERE ifnull(company, 0) = ?1",
    [CIGO_SQL_BOOK_COUNT_VALUES] = "SELECT count(*) FROM book_value WHERE entry = ?1",
    [CIGO_SQL_BOOK_IS_COMPANY] = "SELECT id FROM book WHERE id = ?1 AND company IS NULL",
    [CIGO_SQL_BOOK_IS_THERE] = "SELECT id FROM book WHERE id = ?1",
    [CIGO_SQL_BOOK_ADD] = "INSERT INTO book(part, company, updated, updated_by) VALUES (?1, nullif(?2, 0), '', '')",
    [CIGO_SQL_BOOK_TOUCH] = "UPDATE book SET updated = ?2, updated_by = ?3 WHERE id = ?1",
    [CIGO_SQL_BOOK_PUT_VALUE] = "INSERT INTO book_value(entry, name, text, fold) VALUES (?1, ?2, ?3, ?4) "
                                "ON CONFLICT DO UPDATE SET text = ?3, fold = ?4",
    [CIGO_SQL_BOOK_DELETE_VALUE] = "DELETE FROM book_value WHERE entry = ?1 AND name = ?2",
    [CIGO_SQL_BOOK_DELETE] = "DELETE FROM book WHERE id = ?1",
    [CIGO_SQL_BOOK_QUIET] = "SELECT count(*) FROM book_quiet WHERE case_id = ?1",
    [CIGO_SQL_BOOK_HUSH] = "INSERT OR IGNORE INTO book_quiet(case_id) VALUES (?1)",
    [CIGO_SQL_MEMO_ADD] = "INSERT INTO memo(case_id, at, who, machine, place, seconds, text) "
                          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [CIGO_SQL_MEMO_READ] = "SELECT at, who, machine, place, seconds, text FROM memo WHERE case_id = ?1 "
                           "ORDER BY at, id",
};

bool cigo_store_fail(struct cigo_store *store, struct cigo_error *err, const char *doing)
{
    int code = cigo_db_code(store->db) & 0xff;
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
        store->damaged = true;
    return cigo_db_fail(store->db, err, doing);
}

static sqlite3_stmt *get(struct cigo_store *store, enum cigo_sql which, struct cigo_error *err)
{
    if (store->stmts[which] == NULL && !cigo_db_prepare(store->db, sql[which], &store->stmts[which], err))
        cigo_store_fail(store, err, _("Non posso usare l'archivio"));
    return store->stmts[which];
}

static void bind(sqlite3_stmt *stmt, const char *types, va_list ap)
{
    for (int i = 0; types[i]; i++) {
        if (types[i] == 'i')
            sqlite3_bind_int64(stmt, i + 1, va_arg(ap, int64_t));
        else if (types[i] == 's')
            cigo_db_bind_textz(stmt, i + 1, va_arg(ap, const char *));
        else
            assert(!"unknown type letter");
    }
}

sqlite3_stmt *cigo_store_query(struct cigo_store *store, struct cigo_error *err, enum cigo_sql which,
                               const char *types, ...)
{
    sqlite3_stmt *stmt = get(store, which, err);
    if (stmt == NULL)
        return NULL;
    va_list ap;
    va_start(ap, types);
    sqlite3_reset(stmt);
    bind(stmt, types, ap);
    va_end(ap);
    return stmt;
}

bool cigo_store_run(struct cigo_store *store, struct cigo_error *err, enum cigo_sql which,
                    const char *types, ...)
{
    sqlite3_stmt *stmt = get(store, which, err);
    if (stmt == NULL)
        return false;
    va_list ap;
    va_start(ap, types);
    sqlite3_reset(stmt);
    bind(stmt, types, ap);
    va_end(ap);
    bool ok = sqlite3_step(stmt) == SQLITE_DONE ||
              cigo_store_fail(store, err, _("Non posso salvare nell'archivio"));
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return ok;
}

bool cigo_store_next(struct cigo_store *store, sqlite3_stmt *stmt, bool *ret_ok,
                     struct cigo_error *err)
{
    int code = sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        *ret_ok = cigo_store_fail(store, err, _("Non posso leggere l'archivio"));
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return false;
}

const char *cigo_store_text(sqlite3_stmt *stmt, int column)
{
    const char *text = cigo_db_text(stmt, column);
    return text ? text : "";
}

void cigo_store_stmts_finish(struct cigo_store *store)
{
    for (size_t i = 0; i < CIGO_SQL_N; i++) {
        sqlite3_finalize(store->stmts[i]);
        store->stmts[i] = NULL;
    }
}

bool cigo_store_write_begin(struct cigo_store *store, struct cigo_error *err)
{
    if (store->read_only)
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("L'archivio «%s» è aperto in sola lettura e non può essere cambiato. Controlli "
                         "i permessi del file e della cartella, o ne indichi un altro con --data."),
                         store->path);
    assert(!store->action.open);
    if (store->hasty)
        cigo_store_patience(store, CIGO_SYNC_ALL);
    if (store->hasty)
        return cigo_store_fail(store, err, _("Non posso salvare nell'archivio"));
    return sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK ||
           cigo_store_fail(store, err, _("Non posso salvare nell'archivio"));
}

void cigo_store_patience(struct cigo_store *store, enum cigo_sync sync)
{
    static const char *const pragmas[] = {
        [CIGO_SYNC_ALL] = "PRAGMA synchronous = FULL",
        [CIGO_SYNC_HEAD] = "PRAGMA synchronous = NORMAL",
        [CIGO_SYNC_NEVER] = "PRAGMA synchronous = OFF",
    };
    if (!store->wal)
        sync = CIGO_SYNC_ALL;
    bool ok = sqlite3_exec(store->db, pragmas[sync], NULL, NULL, NULL) == SQLITE_OK;
    store->hasty = !ok && sync == CIGO_SYNC_ALL;
}

void cigo_store_write_abort(struct cigo_store *store)
{
    /* a full disk makes SQLite roll back by itself */
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

bool cigo_store_write_end(struct cigo_store *store, bool ok, struct cigo_error *err)
{
    if (ok)
        ok = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK ||
             cigo_store_fail(store, err, _("Non posso salvare nell'archivio"));
    if (!ok)
        cigo_store_write_abort(store);
    return ok;
}
