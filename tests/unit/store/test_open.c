/* Opening: what may lie at the path of the database, what is made of it and what is said. */

#include "fixture.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../../src/store/store-priv.h"

static struct cigo_error err;
static struct cigo_store_notice notice;

static const char *db(void)
{
    return fixture_path("cigo.db");
}

static struct cigo_store *open_db(void)
{
    return fixture_open_notice(db(), &notice);
}

static void close_checked(struct cigo_store *store)
{
    cigo_store_close(store);
    fixture_integrity();
}

static void make_db(void)
{
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "ditta");
    OK(fixture_set(store, id, 1, "a", NULL, "1", &err));
    cigo_store_close(store);
}

/* A database that fills many pages. */
static void make_big_db(void)
{
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "ditta");
    OK(cigo_store_begin(store, id, "x", 1, false, &err));
    for (int i = 0; i < 2000; i++)
        OK(cigo_store_add_row(store, "g", i + 1, (size_t)i, (const char *[]){"nome"},
                              (const char *[]){"un testo abbastanza lungo"}, 1, &err));
    OK(cigo_store_commit(store, &err));
    cigo_store_close(store);
}

static void sql(const char *path, const char *text)
{
    sqlite3 *conn = NULL;
    char *message = NULL;
    ck_assert_int_eq(sqlite3_open(path, &conn), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(conn, text, NULL, NULL, &message) == SQLITE_OK, "%s", message);
    sqlite3_close(conn);
}

static unsigned mode_of(const char *name)
{
    struct stat st;
    ck_assert_msg(lstat(fixture_path(name), &st) == 0, "%s", name);
    return (unsigned)st.st_mode & 07777;
}

static void says(const char *words)
{
    ck_assert_msg(strstr(notice.text, words) != NULL, "«%s» not in: %s", words, notice.text);
}

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
    OK(cigo_store_begin(store, id, "x", 1, false, &err));
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

/* ---- what is no database of ours ---- */

static size_t before_size;
static char *before;

static void remember(void)
{
    before = fixture_read(db(), &before_size);
}

/* The former file is there unchanged, said by name, and the new one works. */
static void expect_aside(const char *words)
{
    struct cigo_store *store = open_db();
    const char *name = fixture_path("cigo.db.guasto-20261123T104203");
    size_t n;
    says(words);
    says(name);
    ck_assert(!notice.read_only);
    ck_assert_int_eq(fixture_case(store, NULL), 1);
    close_checked(store);
    char *after = fixture_read(name, &n);
    ck_assert_uint_eq(n, before_size);
    ck_assert_int_eq(memcmp(before, after, n), 0);
    free(after);
    free(before);
    store = fixture_open(); /* and nothing more is said */
    cigo_store_close(store);
}

START_TEST(rubbish)
{
    unsigned char bytes[8192];
    static const size_t sizes[] = {1, 15, 16, 100, 511, 512, 4096, 8192};
    uint32_t seed = 7;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)((seed = seed * 1664525u + 1013904223u) >> 24);
    fixture_write(db(), bytes, sizes[_i]);
    remember();
    expect_aside("non è (o non è più) un archivio di cigo");
}
END_TEST

START_TEST(never_overwritten)
{
    for (int i = 1; i <= 3; i++) {
        char name[64];
        fixture_write(db(), "spazzatura", 10);
        fixture_write(fixture_path("cigo.db-wal"), "resto", 5);
        cigo_store_close(open_db());
        snprintf(name, sizeof name, i == 1 ? "cigo.db.guasto-20261123T104203" : "cigo.db.guasto-20261123T104203-%d",
                 i);
        ck_assert_int_eq(access(fixture_path(name), F_OK), 0);
        snprintf(name, sizeof name, i == 1 ? "cigo.db.guasto-20261123T104203-wal"
                                           : "cigo.db.guasto-20261123T104203-%d-wal", i);
        size_t n;
        char *wal = fixture_read(fixture_path(name), &n);
        ck_assert_str_eq(wal, "resto");
        free(wal);
        unlink(db());
    }
}
END_TEST

START_TEST(foreign_database)
{
    sql(db(), _i == 0 ? "CREATE TABLE x (a); INSERT INTO x VALUES (1)"
                      : "PRAGMA application_id = 252006674; CREATE TABLE x (a)");
    remember();
    expect_aside("non è (o non è più) un archivio di cigo");
}
END_TEST

/* Its newest data lie in a -wal: they go with it. */
START_TEST(foreign_database_with_wal)
{
    sqlite3 *conn = NULL;
    ck_assert_int_eq(sqlite3_open(db(), &conn), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(conn, "PRAGMA journal_mode = WAL; CREATE TABLE x (a)", NULL, NULL, NULL),
                     SQLITE_OK);
    size_t n, m;
    char *wal = fixture_read(fixture_path("cigo.db-wal"), &n);
    cigo_store_close(open_db());
    says("non è (o non è più)");
    char *aside = fixture_read(fixture_path("cigo.db.guasto-20261123T104203-wal"), &m);
    ck_assert_uint_eq(n, m);
    ck_assert_int_eq(memcmp(wal, aside, n), 0);
    free(wal);
    free(aside);
    sqlite3_close(conn);
}
END_TEST

START_TEST(truncated)
{
    static const long cut[] = {50, 4096, 5000, 3 * 4096};
    make_big_db();
    ck_assert_int_eq(truncate(db(), cut[_i]), 0);
    remember();
    expect_aside(cut[_i] < 100 ? "messo da parte" : "è danneggiato");
}
END_TEST

static void flip_page(long page)
{
    unsigned char bytes[4096];
    memset(bytes, 0xa5, sizeof bytes);
    int fd = open(db(), O_RDWR);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(pwrite(fd, bytes, sizeof bytes, (page - 1) * 4096), (ssize_t)sizeof bytes);
    close(fd);
}

static void dead_writer(void)
{
    sql(db(), "INSERT INTO writer SELECT 1, 'x', 2147483646, '1', boot, machine, space, host, '', 'm', 's', 0 "
              "FROM (SELECT '' AS boot, '' AS machine, '' AS space, '' AS host)");
    struct cigo_process self;
    char text[400];
    cigo_process_self(&self);
    snprintf(text, sizeof text, "UPDATE writer SET boot = '%s', machine = '%s', space = '%s', host = '%s'",
             self.boot, self.machine, self.space, self.host);
    sql(db(), text);
}

static long pages(void)
{
    struct stat st;
    ck_assert_int_eq(stat(db(), &st), 0);
    return (long)st.st_size / 4096;
}

/* Damage somewhere inside is found by the check after an unclean stop … */
START_TEST(damaged_page_after_unclean_stop)
{
    make_big_db();
    dead_writer();
    flip_page(pages() / 2);
    remember();
    expect_aside("è danneggiato");
}
END_TEST

static void nothing(void *data, const struct cigo_journal_entry *entry)
{
    (void)data;
    (void)entry;
}

/* … and otherwise when it is met: then the next start checks everything. */
START_TEST(damaged_page_met)
{
    make_big_db();
    flip_page(pages() / 2);
    struct cigo_store *store = fixture_open();
    const struct cigo_store_reader reader = {.data = NULL};
    err.text[0] = '\0';
    ck_assert(!cigo_store_read(store, 1, &reader, &err) || !cigo_store_journal(store, 1, NULL, 0, nothing, NULL, &err));
    ck_assert_ptr_ne(strstr(err.text, "danneggiato"), NULL);
    cigo_store_close(store);
    store = open_db();
    says("è danneggiato");
    says("guasto-");
    close_checked(store);
}
END_TEST

START_TEST(damaged_tables)
{
    static const char *const damage[] = {
        "DROP TABLE waiver",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'rotto' WHERE name = 'cases'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 9999 WHERE name = 'cases'",
    };
    make_db();
    sql(db(), damage[_i]);
    remember();
    expect_aside("è danneggiato");
}
END_TEST

START_TEST(empty_file)
{
    fixture_write(db(), "", 0);
    struct cigo_store *store = open_db();
    says("era vuoto");
    ck_assert_int_eq(fixture_case(store, NULL), 1);
    close_checked(store);
    ck_assert_uint_eq(mode_of("cigo.db"), 0600);
    ck_assert_uint_eq(fixture_count("cigo.db.guasto-", NULL, 0), 0);
}
END_TEST

/* The database is gone or emptied but its -wal is left: SQLite would delete it. */
START_TEST(orphan_wal)
{
    if (_i == 1)
        fixture_write(db(), "", 0);
    fixture_write(fixture_path("cigo.db-wal"), "ultime modifiche", 16);
    struct cigo_store *store = open_db();
    says("registro delle ultime modifiche");
    says("guasto-20261123T104203");
    close_checked(store);
    size_t n;
    char *wal = fixture_read(fixture_path("cigo.db.guasto-20261123T104203-wal"), &n);
    ck_assert_str_eq(wal, "ultime modifiche");
    free(wal);
}
END_TEST

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
    FAILS(cigo_store_begin(store, 1, "x", 2, false, &err), "sola lettura");
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
        {"PRAGMA foreign_keys", "1"},   {"PRAGMA user_version", "1"}, {"PRAGMA application_id", "1128875855"},
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
    tcase_add_loop_test(tcase, rubbish, 0, 8);
    tcase_add_test(tcase, never_overwritten);
    tcase_add_loop_test(tcase, foreign_database, 0, 2);
    tcase_add_test(tcase, foreign_database_with_wal);
    tcase_add_loop_test(tcase, truncated, 0, 4);
    tcase_add_test(tcase, damaged_page_after_unclean_stop);
    tcase_add_test(tcase, damaged_page_met);
    tcase_add_loop_test(tcase, damaged_tables, 0, 3);
    tcase_add_test(tcase, empty_file);
    tcase_add_loop_test(tcase, orphan_wal, 0, 2);
    tcase_add_loop_test(tcase, newer_version, 0, 2);
    tcase_add_test(tcase, newer_version_in_wal);
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
