/* Opening: permissions and paths, what is refused, what is only read. */

#include "opening.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../../src/store/store-priv.h"

/* ---- permissions and paths ---- */

START_TEST(private_files)
{
    umask(0);
    struct cigo_store *store = fixture_open_notice(fixture_path("uno/due/cigo.db"), &notice);
    ck_assert_str_eq(notice.text, "");
    fixture_case(store, "a");
    ck_assert_uint_eq(mode_of("uno"), 0700);
    ck_assert_uint_eq(mode_of("uno/due"), 0700);
    ck_assert_uint_eq(mode_of("uno/due/cigo.db"), 0600);
    ck_assert_uint_eq(mode_of("uno/due/cigo.db-wal"), 0600);
    ck_assert_uint_eq(mode_of("uno/due/cigo.db-shm"), 0600);
    cigo_store_close(store);
}
END_TEST

START_TEST(private_journal)
{
    umask(0);
    struct cigo_store *store = fixture_open();
    ck_assert_int_eq(sqlite3_exec(store->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL), SQLITE_OK);
    int64_t id = fixture_case(store, "a");
    OK(cigo_store_begin(store, id, "x", 1, CIGO_TURN_DONE, &err));
    OK(cigo_store_put_field(store, "a", NULL, "1", &err));
    ck_assert_uint_eq(mode_of("cigo.db-journal"), 0600);
    OK(cigo_store_commit(store, &err));
    cigo_store_close(store);
}
END_TEST

START_TEST(permissions_are_tightened)
{
    make_db();
    ck_assert_int_eq(chmod(db(), 0666), 0);
    close_checked(fixture_open());
    ck_assert_uint_eq(mode_of("cigo.db"), 0600);
}
END_TEST

START_TEST(paths_are_file_names)
{
    static const char *const names[] = {"a?b#c%20.db", "è «x».db", ":memory:", "file:x.db?mode=memory", "x y"};
    ck_assert_int_eq(chdir(fixture_dir()), 0);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (int relative = 0; relative < 2; relative++) {
            const char *path = relative ? names[i] : fixture_path(names[i]);
            struct cigo_store *store = fixture_open_notice(path, &notice);
            ck_assert_str_eq(notice.text, "");
            ck_assert_str_eq(cigo_store_path(store), path);
            fixture_case(store, relative ? "due" : "uno"); /* a second file would not have the first */
            FAILS(cigo_store_create(store, "UNO", "f", "1", &(int64_t){0}, &err), "Esiste già");
            cigo_store_close(store);
            ck_assert_int_eq(access(fixture_path(names[i]), F_OK), 0);
        }
    }
    ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

static size_t before_size;
static char *before;

static void remember(void)
{
    before = fixture_read(db(), &before_size);
}

/* ---- refused, and not touched ---- */

START_TEST(newer_version)
{
    make_db();
    sql(db(), "PRAGMA user_version = 999");
    if (_i == 1)
        ck_assert_int_eq(chmod(db(), 0444), 0);
    unsigned mode = mode_of("cigo.db");
    remember();
    FAILS(cigo_store_open(db(), &fixture_env, &notice, &err), "versione più nuova di cigo");
    ck_assert_int_eq(err.code, CIGO_EXIT_STORAGE);
    size_t n;
    char *after = fixture_read(db(), &n);
    ck_assert_uint_eq(n, before_size);
    ck_assert_int_eq(memcmp(before, after, n), 0);
    ck_assert_uint_eq(mode_of("cigo.db"), mode);
    ck_assert_uint_eq(fixture_count("cigo.db", NULL, 0), 1); /* no side file either */
    free(after);
    free(before);
}
END_TEST

START_TEST(newer_version_in_wal)
{
    sqlite3 *conn = NULL;
    make_db();
    ck_assert_int_eq(sqlite3_open(db(), &conn), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(conn, "PRAGMA user_version = 999", NULL, NULL, NULL), SQLITE_OK);
    FAILS(cigo_store_open(db(), &fixture_env, &notice, &err), "versione più nuova di cigo");
    sqlite3_close(conn);
}
END_TEST

static bool note_machine(void *data, const struct cigo_journal_entry *entry)
{
    cigo_buf_printf(data, "%s:%s;", entry->new_text, *entry->machine ? "known" : "");
    return true;
}

/* An archive of the first version is brought to this one with all that it holds. */
START_TEST(older_version)
{
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "vecchia");
    OK(fixture_set(store, id, 1, "causale", NULL, "prima", &err));
    cigo_store_close(store);
    sql(db(), "ALTER TABLE cases DROP COLUMN touched; DROP TABLE summary; DROP TABLE tag; DROP TABLE find; ALTER TABLE cases DROP COLUMN archived; "
              "DROP TABLE book_quiet; DROP TABLE book_value; DROP TABLE book; DROP TABLE tick; DROP TABLE note; DROP TABLE memo; DROP INDEX cases_uid; ALTER TABLE cases DROP COLUMN uid; ALTER TABLE cases DROP COLUMN term_label; ALTER TABLE writer DROP COLUMN seen; "
              "ALTER TABLE journal DROP COLUMN machine; DROP INDEX answer_row_position; "
              "ALTER TABLE answer_row DROP COLUMN n; PRAGMA user_version = 1; "
              "CREATE INDEX answer_row_position ON answer_row(case_id, grp, position); "
              "INSERT INTO answer_row VALUES (1, 'g', 1, 0, 'nome\tx')");
    store = fixture_open();
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_cases cases;
    OK(cigo_store_list(store, arena, &cases, &err));
    ck_assert_uint_eq(cases.n, 1);
    ck_assert_str_eq(cases.items[0].name, "vecchia");
    OK(cigo_store_tick(store, id, "causale", "1", &err));
    OK(fixture_set(store, id, 2, "causale", "prima", "dopo", &err));
    struct cigo_buf machines;
    cigo_buf_init(&machines, 4096);
    OK(cigo_store_journal(store, id, "causale", 0, note_machine, &machines, &err));
    ck_assert_str_eq(machines.p, "dopo:known;prima:;");
    cigo_buf_finish(&machines);
    char *now = fixture_dump(store, id);
    ck_assert_str_eq(now, "causale=dopo\ng/1 nome=x\n");
    free(now);
    cigo_arena_free(arena);
    cigo_store_close(store);
}
END_TEST

START_TEST(links_are_refused)
{
    make_db();
    ck_assert_int_eq(symlink(db(), fixture_path("link.db")), 0);
    FAILS(cigo_store_open(fixture_path("link.db"), &fixture_env, &notice, &err), "collegamento simbolico");
    ck_assert_int_eq(symlink(fixture_path("niente"), fixture_path("dangling.db")), 0);
    FAILS(cigo_store_open(fixture_path("dangling.db"), &fixture_env, &notice, &err), "collegamento simbolico");
    ck_assert_int_ne(access(fixture_path("niente"), F_OK), 0);
    ck_assert_int_eq(symlink(fixture_path("niente"), fixture_path("cigo.db-wal")), 0);
    FAILS(cigo_store_open(db(), &fixture_env, &notice, &err), "collegamento simbolico");
}
END_TEST

START_TEST(no_regular_file)
{
    ck_assert_int_eq(mkfifo(fixture_path("fifo"), 0600), 0);
    FAILS(cigo_store_open(fixture_dir(), &fixture_env, &notice, &err), "è una cartella");
    FAILS(cigo_store_open(fixture_path("fifo"), &fixture_env, &notice, &err), "non è un file normale");
    FAILS(cigo_store_open(fixture_path("fifo/cigo.db"), &fixture_env, &notice, &err), "cartella");
}
END_TEST

/* ---- read-only: root is bound by permissions here too, and somebody else really is ---- */

static void become(uid_t uid)
{
    if (getuid() == 0)
        ck_assert_int_eq(seteuid(uid), 0);
}

static void expect_read_only(void)
{
    struct cigo_store *store = open_db();
    says("in sola lettura");
    ck_assert(notice.read_only);
    ck_assert(cigo_store_read_only(store));
    char *now = fixture_dump(store, 1);
    ck_assert_str_eq(now, "a=1\n");
    free(now);
    enum cigo_lock lock;
    FAILS(cigo_store_begin(store, 1, "x", 2, CIGO_TURN_DONE, &err), "sola lettura");
    FAILS(cigo_store_lock(store, 1, &lock, NULL, &err), "sola lettura");
    FAILS(cigo_store_create(store, "x", "cigo", "1", &(int64_t){0}, &err), "sola lettura");
    FAILS(cigo_store_position(store, 1, "x", &err), "sola lettura");
    FAILS(cigo_store_draft(store, 1, "x", "y", &err), "sola lettura");
    cigo_store_unlock(store, 1);
    cigo_store_close(store);
}

/* Bit 0: as somebody else than root; bits 1, 2: the file, the folder, both. */
START_TEST(read_only_places)
{
    uid_t uid = _i & 1 ? 65534 : 0;
    int which = (_i >> 1) + 1;
    ck_assert_int_eq(chown(fixture_dir(), uid, (gid_t)-1), 0);
    become(uid);
    make_db();
    if (which & 1)
        ck_assert_int_eq(chmod(db(), 0400), 0);
    if (which & 2)
        ck_assert_int_eq(chmod(fixture_dir(), 0500), 0);
    expect_read_only();
    ck_assert_uint_eq(mode_of("cigo.db"), which & 1 ? 0400 : 0600);
    ck_assert_int_eq(chmod(fixture_dir(), 0700), 0);
    ck_assert_int_eq(chmod(db(), 0600), 0);
    cigo_store_close(fixture_open()); /* works again as soon as it may */
    become(0);
}
END_TEST

START_TEST(read_only_folder_without_database)
{
    uid_t uid = 65534;
    ck_assert_int_eq(chown(fixture_dir(), uid, (gid_t)-1), 0);
    become(uid);
    ck_assert_int_eq(chmod(fixture_dir(), 0500), 0);
    FAILS(cigo_store_open(db(), &fixture_env, &notice, &err), "Non posso creare l'archivio");
    FAILS(cigo_store_open(fixture_path("sub/cigo.db"), &fixture_env, &notice, &err), "cartella");
    ck_assert_int_eq(chmod(fixture_dir(), 0700), 0);
    fixture_write(db(), "spazzatura", 10);
    ck_assert_int_eq(chmod(fixture_dir(), 0500), 0);
    FAILS(cigo_store_open(db(), &fixture_env, &notice, &err), "non riesco a metterlo da parte");
    ck_assert_uint_eq(fixture_count("cigo.db", NULL, 0), 1);
    ck_assert_int_eq(chmod(fixture_dir(), 0700), 0);
    become(0);
}
END_TEST

static bool is_root(void)
{
    return getuid() == 0;
}

/* ---- modes ---- */

START_TEST(pragmas)
{
    static const struct {
        const char *sql, *value;
    } rows[] = {
        {"PRAGMA journal_mode", "wal"}, {"PRAGMA synchronous", "2"},  {"PRAGMA secure_delete", "1"},
        {"PRAGMA foreign_keys", "1"},   {"PRAGMA user_version", "14"}, {"PRAGMA application_id", "1128875855"},
    };
    if (!cigo_files_local(fixture_dir()))
        return;
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "a");
    OK(cigo_store_position(store, id, "x", &err)); /* must leave synchronous as it was */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sqlite3_stmt *stmt = NULL;
        ck_assert_int_eq(sqlite3_prepare_v2(store->db, rows[i].sql, -1, &stmt, NULL), SQLITE_OK);
        ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
        ck_assert_str_eq((const char *)sqlite3_column_text(stmt, 0), rows[i].value);
        sqlite3_finalize(stmt);
    }
    cigo_store_close(store);
    ck_assert(!cigo_files_local("/proc/self/status"));
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store open");
    TCase *tcase = tcase_create("open");
    tcase_add_checked_fixture(tcase, fixture_set_up, fixture_tear_down);
    tcase_add_test(tcase, private_files);
    tcase_add_test(tcase, private_journal);
    tcase_add_test(tcase, permissions_are_tightened);
    tcase_add_test(tcase, paths_are_file_names);
    tcase_add_loop_test(tcase, newer_version, 0, 2);
    tcase_add_test(tcase, newer_version_in_wal);
    tcase_add_test(tcase, older_version);
    tcase_add_test(tcase, links_are_refused);
    tcase_add_test(tcase, no_regular_file);
    if (is_root()) {
        tcase_add_loop_test(tcase, read_only_places, 0, 6);
        tcase_add_test(tcase, read_only_folder_without_database);
    }
    tcase_add_test(tcase, pragmas);
    suite_add_tcase(suite, tcase);
    return suite;
}
