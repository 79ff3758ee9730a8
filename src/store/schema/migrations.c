/* The schema as numbered migrations: number n brings the database from version n - 1 to n, in one
 * transaction together with its number (PRAGMA user_version), so that a database is always of one version
 * as a whole. A migration that has been released is never edited: add another. */

#include <cigo/db/db.h>

#include "../store-priv.h"

/* Positions of rows are order keys with gaps (order.c). `writer` is the lock of a case. The journal index
 * ends with the rowid, as every index does, so it gives a case's entries newest first. */
static const char first[] =
    "CREATE TABLE meta ("
    " key TEXT NOT NULL PRIMARY KEY,"
    " value TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE cases ("
    " id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " name TEXT NOT NULL,"
    " name_key TEXT NOT NULL UNIQUE,"
    " form TEXT NOT NULL,"
    " form_version TEXT NOT NULL,"
    " state TEXT NOT NULL DEFAULT 'in corso',"
    " term TEXT NOT NULL DEFAULT '',"
    " created TEXT NOT NULL,"
    " updated TEXT NOT NULL,"
    " updated_by TEXT NOT NULL,"
    " position TEXT NOT NULL DEFAULT '',"
    " last_action INTEGER NOT NULL DEFAULT 0"
    ") STRICT;"
    "CREATE TABLE draft ("
    " case_id INTEGER PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE,"
    " place TEXT NOT NULL,"
    " text TEXT NOT NULL"
    ") STRICT;"
    "CREATE TABLE answer ("
    " case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,"
    " field TEXT NOT NULL,"
    " text TEXT NOT NULL,"
    " PRIMARY KEY (case_id, field)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE answer_row ("
    " case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,"
    " grp TEXT NOT NULL,"
    " row_id INTEGER NOT NULL,"
    " position INTEGER NOT NULL,"
    " data TEXT NOT NULL,"
    " PRIMARY KEY (case_id, grp, row_id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX answer_row_position ON answer_row(case_id, grp, position);"
    "CREATE TABLE waiver ("
    " case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,"
    " alert TEXT NOT NULL,"
    " row_id INTEGER NOT NULL,"
    " state TEXT NOT NULL,"
    " reason TEXT NOT NULL,"
    " inputs TEXT NOT NULL,"
    " form_version TEXT NOT NULL,"
    " PRIMARY KEY (case_id, alert, row_id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE journal ("
    " id INTEGER PRIMARY KEY,"
    " case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,"
    " action INTEGER NOT NULL,"
    " at TEXT NOT NULL,"
    " who TEXT NOT NULL,"
    " label TEXT NOT NULL,"
    " undo INTEGER NOT NULL,"
    " type TEXT NOT NULL,"
    " place TEXT NOT NULL,"
    " old_text TEXT,"
    " new_text TEXT"
    ") STRICT;"
    "CREATE INDEX journal_case ON journal(case_id);"
    "CREATE TABLE writer ("
    " case_id INTEGER PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE,"
    " token TEXT NOT NULL,"
    " pid INTEGER NOT NULL,"
    " start TEXT NOT NULL,"
    " boot TEXT NOT NULL,"
    " machine TEXT NOT NULL,"
    " space TEXT NOT NULL,"
    " host TEXT NOT NULL,"
    " tty TEXT NOT NULL,"
    " who TEXT NOT NULL,"
    " since TEXT NOT NULL,"
    " checked INTEGER NOT NULL DEFAULT 0"
    ") STRICT;"
    "PRAGMA application_id = 1128875855;"; /* CIGO_STORE_APPLICATION_ID */

/* What was copied to the portal. */
static const char second[] =
    "CREATE TABLE tick ("
    " case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,"
    " place TEXT NOT NULL,"
    " mark TEXT NOT NULL,"
    " PRIMARY KEY (case_id, place)"
    ") STRICT, WITHOUT ROWID;";

/* After filing the next term is another one: which. */
static const char third[] = "ALTER TABLE cases ADD COLUMN term_label TEXT NOT NULL DEFAULT '';";

/* The last sign of a writer. */
static const char writer_seen[] = "ALTER TABLE writer ADD COLUMN seen TEXT NOT NULL DEFAULT '';";

/* Where somebody was who changed something. `undo` of the journal is a cigo_turn. */
static const char journal_machine[] = "ALTER TABLE journal ADD COLUMN machine TEXT NOT NULL DEFAULT '';";

/* A record may hold `n` rows of a group (block.c). The index gives the order and the number of rows without
 * their texts. */
static const char many_rows[] = "ALTER TABLE answer_row ADD COLUMN n INTEGER NOT NULL DEFAULT 1;"
                                "DROP INDEX answer_row_position;"
                                "CREATE INDEX answer_row_position ON answer_row(case_id, grp, position, n);";

/* What was done to cases or to the store as wholes; it outlives the case. No contents. case_id 0 = the store. */
static const char notes[] = "CREATE TABLE note ("
                            " id INTEGER PRIMARY KEY,"
                            " at TEXT NOT NULL,"
                            " who TEXT NOT NULL,"
                            " machine TEXT NOT NULL,"
                            " type TEXT NOT NULL,"
                            " case_id INTEGER NOT NULL,"
                            " detail TEXT NOT NULL"
                            ") STRICT;";

/* Which case it is, also on other machines. */
static const char case_uid[] = "ALTER TABLE cases ADD COLUMN uid TEXT NOT NULL DEFAULT '';"
                               "UPDATE cases SET uid = lower(hex(randomblob(16)));"
                               "CREATE UNIQUE INDEX cases_uid ON cases(uid);";

/* The companies book: a company, its units and those who sign for it. In quiet cases one is not asked about it. */
static const char book[] = "CREATE TABLE book ("
                           " id INTEGER PRIMARY KEY AUTOINCREMENT,"
                           " part TEXT NOT NULL,"
                           " company INTEGER REFERENCES book(id) ON DELETE CASCADE,"
                           " updated TEXT NOT NULL,"
                           " updated_by TEXT NOT NULL"
                           ") STRICT;"
                           "CREATE INDEX book_company ON book(company);"
                           "CREATE TABLE book_value ("
                           " entry INTEGER NOT NULL REFERENCES book(id) ON DELETE CASCADE,"
                           " name TEXT NOT NULL,"
                           " text TEXT NOT NULL,"
                           " fold TEXT NOT NULL,"
                           " PRIMARY KEY (entry, name)"
                           ") STRICT, WITHOUT ROWID;"
                           "CREATE INDEX book_value_fold ON book_value(name, fold);"
                           "CREATE TABLE book_quiet ("
                           " case_id INTEGER PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE"
                           ") STRICT;";

/* What people note about a case, on the telephone say. */
static const char memos[] = "CREATE TABLE memo ("
                            " id INTEGER PRIMARY KEY,"
                            " case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,"
                            " at TEXT NOT NULL,"
                            " who TEXT NOT NULL,"
                            " machine TEXT NOT NULL,"
                            " place TEXT NOT NULL,"
                            " seconds INTEGER NOT NULL,"
                            " text TEXT NOT NULL"
                            ") STRICT;"
                            "CREATE INDEX memo_case ON memo(case_id, at);";

/* What lists show of a case (summary.c). It is that of the answers as they were after `action`: when the case has a
 * later one, or there is no row, it is made anew. `indexed` says the same of the words in `find`, -1 = not at all.
 * All of it can be made from the answers: archives from before have none, and get them when they are listed. */
static const char summaries[] = "CREATE TABLE summary ("
                                " case_id INTEGER PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE,"
                                " action INTEGER NOT NULL,"
                                " indexed INTEGER NOT NULL DEFAULT -1,"
                                " company TEXT NOT NULL,"
                                " unit TEXT NOT NULL,"
                                " causale TEXT NOT NULL,"
                                " causale_label TEXT NOT NULL,"
                                " starts TEXT NOT NULL,"
                                " ends TEXT NOT NULL,"
                                " errors INTEGER NOT NULL,"
                                " warnings INTEGER NOT NULL,"
                                " missing INTEGER NOT NULL,"
                                " over INTEGER NOT NULL"
                                ") STRICT;"
                                "CREATE TABLE tag ("
                                " case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,"
                                " tag TEXT NOT NULL,"
                                " PRIMARY KEY (case_id, tag)"
                                ") STRICT, WITHOUT ROWID;"
                                "ALTER TABLE cases ADD COLUMN archived TEXT NOT NULL DEFAULT '';" CIGO_FIND_SQL ";";

/* From when the days to the term are counted; all summaries are made anew. */
static const char counted[] = "ALTER TABLE summary ADD COLUMN counted TEXT NOT NULL DEFAULT '';"
                              "UPDATE summary SET action = -1;";

/* Labels and words were those of the writer's language: all are made anew, in the form's own. */
static const char own_words[] = "UPDATE summary SET action = -1, indexed = -1;";

/* When something beside the answers was last written: a note, a text left half written, a tick, a tag. */
static const char touched[] = "ALTER TABLE cases ADD COLUMN touched TEXT NOT NULL DEFAULT '';";

static const char *const migrations[] = {first,     second, third,    writer_seen, journal_machine,   many_rows, notes,
                                         case_uid,  book,   memos,    summaries,   counted,           own_words, touched};

int cigo_store_schema_latest(void)
{
    return (int)(sizeof migrations / sizeof *migrations);
}

static bool pragma(sqlite3 *db, const char *sql, int *ret_value)
{
    sqlite3_stmt *stmt = NULL;
    bool ok = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
              sqlite3_step(stmt) == SQLITE_ROW;
    int value = ok ? sqlite3_column_int(stmt, 0) : 0;
    ok = sqlite3_finalize(stmt) == SQLITE_OK && ok;
    if (ok)
        *ret_value = value;
    return ok;
}

bool cigo_store_schema_get(sqlite3 *db, int *ret_application, int *ret_version)
{
    return pragma(db, "PRAGMA application_id", ret_application) &&
           pragma(db, "PRAGMA user_version", ret_version);
}

static bool migrate_one(sqlite3 *db, int version, struct cigo_error *err)
{
    char number[48];
    sqlite3_snprintf(sizeof number, number, "PRAGMA user_version = %d", version + 1);
    return cigo_db_exec(db, migrations[version], err) && cigo_db_exec(db, number, err) &&
           cigo_db_exec(db, "COMMIT", err);
}

bool cigo_store_schema_migrate(sqlite3 *db, struct cigo_error *err)
{
    for (;;) {
        int application, version;
        if (!cigo_store_schema_get(db, &application, &version))
            return cigo_db_fail(db, err, _("Non posso leggere l'archivio"));
        if (version < 0)
            return cigo_db_fail_as(SQLITE_CORRUPT, err, _("Non posso leggere l'archivio"));
        if (version >= cigo_store_schema_latest())
            return true;
        if (!cigo_db_exec(db, "BEGIN IMMEDIATE", err))
            return false;
        /* another process may have done it while we waited */
        int now_version;
        bool ok = cigo_store_schema_get(db, &application, &now_version) ||
                  cigo_db_fail(db, err, _("Non posso leggere l'archivio"));
        if (ok && now_version != version)
            sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
        else if (!ok || !migrate_one(db, version, err)) {
            sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
            return cigo_fail_prefix(err, _("Non posso preparare l'archivio"));
        }
    }
}
