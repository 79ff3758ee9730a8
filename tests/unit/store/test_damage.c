/* What is no database of ours, or is one no longer: set aside unchanged, said by name, and a new one begun. */

#include "opening.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../src/store/store-priv.h"

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
    sql(db(), "INSERT INTO writer SELECT 1, 'x', 2147483646, '1', boot, machine, space, host, '', 'm', 's', 0, '' "
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
    ck_assert(!cigo_store_read(store, 1, &reader, &err) || !fixture_journal(store, 1, NULL, 0, nothing, NULL, &err));
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

/* ---- a disk that refuses to read all but the first page: SQLite's own files with two functions of ours ---- */

static sqlite3_vfs *disk, bad_disk;
static const sqlite3_io_methods *methods;
static sqlite3_io_methods bad_methods;

static int read_first(sqlite3_file *file, void *p, int n, sqlite3_int64 at)
{
    return at < 4096 ? methods->xRead(file, p, n, at) : SQLITE_IOERR_CORRUPTFS;
}

static int last_number(sqlite3_file *file, int op, void *ret)
{
    if (op != SQLITE_FCNTL_LAST_ERRNO)
        return methods->xFileControl(file, op, ret);
    *(int *)ret = EIO;
    return SQLITE_OK;
}

static int open_bad(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
    (void)vfs;
    int code = disk->xOpen(disk, name, file, flags, ret_flags);
    if (code == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB)) {
        methods = file->pMethods;
        bad_methods = *methods;
        bad_methods.xRead = read_first;
        bad_methods.xFileControl = last_number;
        file->pMethods = &bad_methods;
    }
    return code;
}

/* _i 1: after an unclean stop, when the whole of it is read */
START_TEST(a_disk_that_refuses_is_no_damage)
{
    make_big_db();
    if (_i == 1)
        dead_writer();
    remember();
    disk = sqlite3_vfs_find(NULL);
    bad_disk = *disk;
    bad_disk.zName = "bad";
    bad_disk.xOpen = open_bad;
    ck_assert_int_eq(sqlite3_vfs_register(&bad_disk, 1), SQLITE_OK);
    FAILS(cigo_store_open(db(), &fixture_env, &notice, &err), "il disco non risponde");
    sqlite3_vfs_unregister(&bad_disk);
    size_t n;
    char *after = fixture_read(db(), &n);
    ck_assert_uint_eq(n, before_size);
    ck_assert_int_eq(memcmp(before, after, n), 0);
    ck_assert_uint_eq(fixture_count("cigo.db.guasto", NULL, 0), 0);
    free(after);
    free(before);
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

/* The first look at an archive waits as the opening does for what another program is just making beside it; a folder
 * plays that. */
START_TEST(looked_at_a_moment_later)
{
    struct cigo_store *store = fixture_open();
    cigo_store_close(store);
    const char *wal = fixture_path("cigo.db-wal");
    ck_assert_int_eq(mkdir(wal, 0700), 0);
    ck_assert_int_eq(cigo_check_file(db(), &err), CIGO_VERDICT_FAILED);
    pid_t child = fork();
    if (child == 0) {
        usleep(20000);
        _exit(rmdir(wal));
    }
    ck_assert_int_eq(cigo_check_file(db(), &err), CIGO_VERDICT_OURS);
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store damage");
    TCase *tcase = tcase_create("damage");
    tcase_add_checked_fixture(tcase, fixture_set_up, fixture_tear_down);
    tcase_add_loop_test(tcase, rubbish, 0, 8);
    tcase_add_test(tcase, never_overwritten);
    tcase_add_test(tcase, looked_at_a_moment_later);
    tcase_add_loop_test(tcase, foreign_database, 0, 2);
    tcase_add_test(tcase, foreign_database_with_wal);
    tcase_add_loop_test(tcase, truncated, 0, 4);
    tcase_add_test(tcase, damaged_page_after_unclean_stop);
    tcase_add_test(tcase, damaged_page_met);
    tcase_add_loop_test(tcase, damaged_tables, 0, 3);
    tcase_add_loop_test(tcase, a_disk_that_refuses_is_no_damage, 0, 2);
    tcase_add_test(tcase, empty_file);
    tcase_add_loop_test(tcase, orphan_wal, 0, 2);
    suite_add_tcase(suite, tcase);
    return suite;
}
