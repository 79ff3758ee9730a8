/* A database that somebody prepared: what it would run by itself, and what our schema would never hold. */

#include "fixture.h"

#include <cigo/store/care.h>

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../../src/store/store-priv.h"

static struct cigo_error err;

static void sql(const char *text)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL);
    int code = sqlite3_exec(db, text, NULL, NULL, NULL);
    ck_assert_msg(code == SQLITE_OK, "%s: %s", text, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static int64_t new_case(void)
{
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "ditta");
    OK(fixture_set(store, id, 1, "a", NULL, "1", &err));
    cigo_store_close(store);
    return id;
}

static const char *const active[] = {
    "CREATE TRIGGER spia AFTER INSERT ON answer BEGIN DELETE FROM cases; END",
    "CREATE TRIGGER spia INSTEAD OF UPDATE ON finta BEGIN SELECT 1; END",
    "CREATE VIEW spia AS SELECT load_extension('/tmp/x.so')",
    "DROP TABLE meta; CREATE VIEW meta AS SELECT 'damaged' AS key, '1' AS value",
    "CREATE VIRTUAL TABLE spia USING fts5(testo)",
};

START_TEST(runs_nothing)
{
    new_case();
    if (strstr(active[_i], "finta"))
        sql("CREATE VIEW finta AS SELECT 1 AS x");
    sql(active[_i]);
    struct cigo_store *store = cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err);
    ck_assert_msg(store == NULL, "%s", active[_i]);
    ck_assert_ptr_ne(strstr(err.text, "non vi ha messo"), NULL);
    ck_assert_uint_eq(fixture_count("cigo.db.guasto-", NULL, 0), 0); /* and not touched */
    chmod(fixture_path("cigo.db"), 0400);
    store = cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err);
    ck_assert_ptr_eq(store, NULL);
}
END_TEST

/* Put there while the archive is open: the first action that would run it is refused as a whole. */
START_TEST(runs_nothing_later)
{
    int64_t id = new_case();
    struct cigo_store *store = fixture_open();
    sql("CREATE TRIGGER spia AFTER INSERT ON answer BEGIN DELETE FROM journal; END");
    ck_assert(!fixture_set(store, id, 2, "b", NULL, "2", &err));
    ck_assert_uint_eq(fixture_entries(store, id), 1);
    sql("DROP TRIGGER spia");
    OK(fixture_set(store, id, 3, "b", NULL, "2", &err));
    cigo_store_close(store);
}
END_TEST

/* What never ends is not begun either, however the archive is looked at. */
static const char endless[] = "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; ALTER TABLE cases RENAME TO altro; "
                              "CREATE VIEW cases AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) "
                              "SELECT id, '' AS name, '' AS state, '' AS updated FROM n";

static void hear(void *data, const struct cigo_health_line *line)
{
    *(bool *)data = *(bool *)data || (line->health == CIGO_HEALTH_BAD && strstr(line->text, "non vi ha messo"));
}

static void meet(void *data, const char *name, const char *state)
{
    (void)name;
    (void)state;
    *(bool *)data = true;
}

START_TEST(begins_nothing)
{
    bool heard = false, met = false;
    const char *kept = NULL;
    struct cigo_store_copy copy;
    new_case();
    sql(endless);
    const char *path = fixture_path("cigo.db");
    ck_assert_int_eq(rename(path, fixture_path("ostile.db")), 0);
    path = fixture_path("ostile.db");
    cigo_store_examine(path, hear, &heard);
    ck_assert(heard);
    cigo_store_peek(path, meet, &met);
    ck_assert(!met);
    ck_assert_int_eq(chmod(path, 0400), 0);
    ck_assert_ptr_null(cigo_store_open(path, &fixture_env, NULL, &err));
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_store *store = fixture_open();
    FAILS(cigo_store_restore(store, path, arena, &kept, &copy, &err), "non vi ha messo");
    ck_assert_ptr_null(kept);
    cigo_store_close(store);
    cigo_arena_free(arena);
}
END_TEST

/* A copy is asked the same before it comes in the place of a good archive. */
START_TEST(puts_nothing_back)
{
    const char *kept = NULL;
    struct cigo_store_copy copy;
    struct cigo_arena *arena = cigo_arena_new();
    new_case();
    sql(_i < 2 ? active[_i * 2] : "DROP TABLE meta");
    ck_assert_int_eq(rename(fixture_path("cigo.db"), fixture_path("copia.db")), 0);
    int64_t id = new_case();
    struct cigo_store *store = fixture_open();
    FAILS(cigo_store_restore(store, fixture_path("copia.db"), arena, &kept, &copy, &err),
          _i < 2 ? "non vi ha messo" : "danneggiat");
    ck_assert_ptr_null(kept);
    ck_assert_uint_eq(fixture_count("cigo.db.", NULL, 0), 0);
    ck_assert_uint_eq(fixture_entries(store, id), 1);
    cigo_store_close(store);
    store = fixture_open();
    cigo_store_close(store);
    cigo_arena_free(arena);
}
END_TEST

/* A number of the schema that was never one. */
START_TEST(counts_nothing_below_zero)
{
    char text[64], name[256];
    struct cigo_store_notice notice;
    new_case();
    snprintf(text, sizeof text, "PRAGMA user_version = %d", _i ? -100000000 : -1);
    sql(text);
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
    FAILS(cigo_store_schema_migrate(db, &err), "danneggiato");
    sqlite3_close(db);
    struct cigo_store *store = fixture_open_notice(fixture_path("cigo.db"), &notice);
    ck_assert_ptr_nonnull(strstr(notice.text, "danneggiato"));
    ck_assert_uint_eq(fixture_count("cigo.db.guasto-", name, sizeof name), 1);
    cigo_store_close(store);
}
END_TEST

/* The same tables without our constraints: nothing where we always have a text. */
static const char *const loose[] = {
    "CREATE TABLE x AS SELECT * FROM cases; DROP TABLE cases; ALTER TABLE x RENAME TO cases;"
    "UPDATE cases SET name = NULL, form = NULL, state = NULL, updated = NULL, updated_by = NULL, position = NULL",
    "CREATE TABLE x AS SELECT * FROM answer; DROP TABLE answer; ALTER TABLE x RENAME TO answer;"
    "UPDATE answer SET field = NULL, text = x'00ff'",
    "CREATE TABLE x AS SELECT * FROM journal; DROP TABLE journal; ALTER TABLE x RENAME TO journal;"
    "UPDATE journal SET at = NULL, who = 7.5, label = NULL, type = NULL, place = NULL",
    "DROP TABLE writer; CREATE TABLE writer (case_id, token, pid, start, boot, machine, space, host, tty, who, since,"
    " checked, seen); INSERT INTO writer(case_id, token, checked) VALUES (1, 'x', 0)",
    "DROP TABLE waiver; CREATE TABLE waiver (case_id, alert, row_id, state, reason, inputs, form_version);"
    "INSERT INTO waiver(case_id) VALUES (1)",
    "DROP TABLE draft; CREATE TABLE draft (case_id, place, text); INSERT INTO draft VALUES (1, NULL, NULL)",
};

START_TEST(holds_nothing)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_cases cases;
    const char *place, *text;
    int64_t id = new_case();
    sql("PRAGMA foreign_keys = OFF");
    sql(loose[_i]);
    struct cigo_store *store = cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err);
    if (store) { /* whatever it says: no crash, and a sentence where it fails */
        enum cigo_lock lock;
        struct cigo_lock_holder holder;
        if (cigo_store_list(store, arena, &cases, &err))
            ck_assert_uint_eq(cases.n, 1);
        ck_assert(cigo_store_lock(store, id, &lock, &holder, &err) || err.text[0]);
        ck_assert(cigo_store_draft_get(store, id, arena, &place, &text, &err) || err.text[0]);
        free(fixture_dump(store, id));
        fixture_entries(store, id);
        cigo_store_close(store);
    }
    cigo_arena_free(arena);
}
END_TEST

/* No symbolic link leads to the database, whenever it is put there. */
START_TEST(links)
{
    new_case();
    ck_assert_int_eq(rename(fixture_path("cigo.db"), fixture_path("altro.db")), 0);
    ck_assert_int_eq(symlink("altro.db", fixture_path("cigo.db")), 0);
    ck_assert_ptr_eq(cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err), NULL);
    ck_assert_ptr_ne(strstr(err.text, "collegamento simbolico"), NULL);
    unlink(fixture_path("cigo.db"));
    fixture_write(fixture_path("lettera"), "cara Anna", 9);
    ck_assert_int_eq(symlink("lettera", fixture_path("cigo.db-journal")), 0);
    ck_assert_ptr_eq(cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err), NULL);
    unlink(fixture_path("cigo.db-journal"));
    ck_assert_int_eq(mkfifo(fixture_path("cigo.db"), 0600), 0);
    ck_assert_ptr_eq(cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err), NULL); /* and does not wait */
    /* a folder may be one: it is followed once, when the archive is opened */
    ck_assert_int_eq(symlink(".", fixture_path("qui")), 0);
    unlink(fixture_path("cigo.db"));
    struct cigo_store *store = fixture_open_notice(fixture_path("qui/altro.db"), NULL);
    cigo_store_close(store);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store hostile");
    TCase *tcase = tcase_create("hostile");
    tcase_add_checked_fixture(tcase, fixture_set_up, fixture_tear_down);
    tcase_add_loop_test(tcase, runs_nothing, 0, (int)(sizeof active / sizeof *active));
    tcase_add_test(tcase, runs_nothing_later);
    tcase_add_test(tcase, begins_nothing);
    tcase_add_loop_test(tcase, puts_nothing_back, 0, 3);
    tcase_add_loop_test(tcase, counts_nothing_below_zero, 0, 2);
    tcase_add_loop_test(tcase, holds_nothing, 0, (int)(sizeof loose / sizeof *loose));
    tcase_add_test(tcase, links);
    suite_add_tcase(suite, tcase);
    return suite;
}
