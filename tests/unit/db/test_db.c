/* Opening with our pragmas, statements, and the sentence for each kind of failure. */

#include <cigo/db/db.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cigo/base/path.h>
#include <cigo/db/memory.h>

#include "unit.h"

static char dir[256];

static void set_up(void)
{
    unit_tempdir(dir, sizeof dir);
}

static void tear_down(void)
{
    unit_remove(dir);
}

static const char *in_dir(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static int pragma(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    struct cigo_error err;
    bool row = false;
    ck_assert(cigo_db_prepare(db, sql, &stmt, &err));
    ck_assert(cigo_db_step(stmt, &row, &err));
    ck_assert(row);
    int value = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return value;
}

START_TEST(pragmas)
{
    struct cigo_error err;
    sqlite3 *db = NULL;
    ck_assert(cigo_db_open(NULL, CIGO_DB_MEMORY, &db, &err));
    ck_assert_int_eq(pragma(db, "PRAGMA foreign_keys"), 1);
    ck_assert_int_eq(pragma(db, "PRAGMA synchronous"), 2);
    ck_assert_int_eq(pragma(db, "PRAGMA trusted_schema"), 0);
    ck_assert_int_eq(pragma(db, "PRAGMA busy_timeout"), 5000);
    ck_assert(!cigo_db_exec(db, "SELECT load_extension('x')", &err));
    ck_assert(cigo_db_exec(db, "CREATE TABLE t (a TEXT)", &err));
    /* defensive: the schema cannot be written by hand */
    ck_assert(cigo_db_exec(db, "PRAGMA writable_schema = ON", &err));
    ck_assert(!cigo_db_exec(db, "DELETE FROM sqlite_schema", &err));
    /* a name in double quotes is never a text */
    ck_assert(!cigo_db_exec(db, "SELECT \"nessuna\"", &err));
    sqlite3_close(db);
}
END_TEST

START_TEST(statements)
{
    struct cigo_error err;
    sqlite3 *db = NULL;
    sqlite3_stmt *put = NULL, *get = NULL;
    ck_assert(cigo_db_open(in_dir("a.db"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert(cigo_db_exec(db, "CREATE TABLE t (k INTEGER PRIMARY KEY, v TEXT)", &err));
    ck_assert(cigo_db_prepare(db, "INSERT INTO t (v) VALUES (?1)", &put, &err));
    cigo_db_bind_str(put, 1, (struct cigo_str){"citt\xc3\xa0xxx", 6});
    ck_assert(cigo_db_run(put, &err));
    cigo_db_bind_str(put, 1, (struct cigo_str){NULL, 0});
    ck_assert(cigo_db_run(put, &err));
    cigo_db_bind_textz(put, 1, NULL);
    ck_assert(cigo_db_run(put, &err));
    cigo_db_bind_textz(put, 1, "z");
    ck_assert(cigo_db_run(put, &err));
    ck_assert(cigo_db_run(put, &err)); /* bindings are cleared */
    static const char *const expected[] = {"citt\xc3\xa0", "", NULL, "z", NULL};
    ck_assert(cigo_db_prepare(db, "SELECT v FROM t ORDER BY k", &get, &err));
    bool row = false;
    for (size_t i = 0; i < 5; i++) {
        ck_assert(cigo_db_step(get, &row, &err) && row);
        ck_assert_pstr_eq(cigo_db_text(get, 0), expected[i]);
    }
    ck_assert(cigo_db_step(get, &row, &err) && !row);
    sqlite3_finalize(put);
    sqlite3_finalize(get);
    sqlite3_stmt *none = NULL;
    ck_assert(!cigo_db_prepare(db, "SELECT mai FROM t", &none, &err));
    ck_assert_ptr_null(none);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
}
END_TEST

START_TEST(not_opened)
{
    struct cigo_error err;
    sqlite3 *db = NULL;
    ck_assert(!cigo_db_open(in_dir("manca.db"), CIGO_DB_READ_ONLY, &db, &err));
    ck_assert_int_eq(err.code, CIGO_EXIT_STORAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "manca.db»: "));
    ck_assert_ptr_nonnull(strstr(err.text, "non si apre"));
    ck_assert(!cigo_db_open(in_dir("nessuna/a.db"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert(cigo_file_write(in_dir("testo"), CIGO_STR("non sono un archivio, sono un testo"), false,
                              &err));
    ck_assert(!cigo_db_open(in_dir("testo"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "non è un archivio"));
    ck_assert_ptr_null(db);
}
END_TEST

/* What stands beside an archive may be nobody's to use for a moment, while another program makes it; a folder there
 * plays that. */
START_TEST(not_yet_opened)
{
    struct cigo_error err;
    sqlite3 *db = NULL;
    ck_assert(cigo_db_open(in_dir("a.db"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert(cigo_db_exec(db, "PRAGMA journal_mode = WAL; CREATE TABLE t (a)", &err));
    sqlite3_close(db);
    ck_assert_int_eq(mkdir(in_dir("a.db-wal"), 0700), 0);
    ck_assert(!cigo_db_open(in_dir("a.db"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "non si apre"));
    pid_t child = fork();
    if (child == 0) {
        usleep(20000);
        _exit(rmdir(in_dir("a.db-wal")));
    }
    ck_assert(cigo_db_open(in_dir("a.db"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert(cigo_db_exec(db, "INSERT INTO t VALUES (1)", &err));
    sqlite3_close(db);
    ck_assert_int_eq(waitpid(child, NULL, 0), child);
}
END_TEST

START_TEST(failing)
{
    struct cigo_error err;
    sqlite3 *db = NULL, *other = NULL;
    ck_assert(cigo_db_open(in_dir("a.db"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert(cigo_db_exec(db, "CREATE TABLE t (a TEXT UNIQUE)", &err));
    /* full: no page may be added */
    ck_assert(cigo_db_exec(db, "PRAGMA max_page_count = 3", &err));
    ck_assert(!cigo_db_exec(db, "INSERT INTO t VALUES (hex(zeroblob(100000)))", &err));
    ck_assert_int_eq(err.code, CIGO_EXIT_STORAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "il disco è pieno"));
    ck_assert(cigo_db_exec(db, "INSERT INTO t VALUES ('x')", &err));
    ck_assert(!cigo_db_exec(db, "INSERT INTO t VALUES ('x')", &err));
    ck_assert_ptr_nonnull(strstr(err.text, "una regola dell'archivio"));
    /* busy */
    ck_assert(cigo_db_open(in_dir("a.db"), CIGO_DB_READ_WRITE, &other, &err));
    sqlite3_busy_timeout(other, 0);
    ck_assert(cigo_db_exec(db, "BEGIN IMMEDIATE", &err));
    ck_assert(!cigo_db_exec(other, "BEGIN IMMEDIATE", &err));
    ck_assert_ptr_nonnull(strstr(err.text, "occupato"));
    ck_assert(cigo_db_exec(db, "COMMIT", &err));
    sqlite3_close(other);
    /* read-only */
    ck_assert(cigo_db_open(in_dir("a.db"), CIGO_DB_READ_ONLY, &other, &err));
    ck_assert(!cigo_db_exec(other, "INSERT INTO t VALUES ('y')", &err));
    ck_assert_ptr_nonnull(strstr(err.text, "sola lettura"));
    sqlite3_close(other);
    sqlite3_close(db);
}
END_TEST

START_TEST(damaged)
{
    struct cigo_error err;
    sqlite3 *db = NULL;
    ck_assert(cigo_db_open(in_dir("a.db"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert(cigo_db_exec(db, "CREATE TABLE t (a TEXT)", &err));
    ck_assert(cigo_db_exec(db, "INSERT INTO t VALUES (hex(zeroblob(20000)))", &err));
    sqlite3_close(db);
    FILE *file = fopen(in_dir("a.db"), "r+");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fseek(file, 4096, SEEK_SET), 0);
    for (int i = 0; i < 4096; i++)
        ck_assert_int_ne(fputc(0x5a, file), EOF);
    fclose(file);
    ck_assert(cigo_db_open(in_dir("a.db"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert(!cigo_db_exec(db, "SELECT a FROM t", &err));
    ck_assert_ptr_nonnull(strstr(err.text, "danneggiato"));
    ck_assert_ptr_nonnull(strstr(err.text, "copia di riserva"));
    sqlite3_close(db);
}
END_TEST

/* ---- a disk that refuses to read: a file of SQLite's with two functions of ours ---- */

static int refuse(sqlite3_file *file, void *p, int n, sqlite3_int64 at)
{
    (void)file, (void)p, (void)n, (void)at;
    return SQLITE_IOERR_CORRUPTFS; /* what SQLite's own says at EIO */
}

static int last_number(sqlite3_file *file, int op, void *ret)
{
    (void)file;
    if (op != SQLITE_FCNTL_LAST_ERRNO)
        return SQLITE_NOTFOUND;
    *(int *)ret = EIO;
    return SQLITE_OK;
}

START_TEST(refused)
{
    struct cigo_error err;
    sqlite3 *db = NULL;
    sqlite3_file *file = NULL;
    ck_assert(cigo_db_open(in_dir("a.db"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert(cigo_db_exec(db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES (hex(zeroblob(20000)))", &err));
    sqlite3_close(db);
    ck_assert(cigo_db_open(in_dir("a.db"), CIGO_DB_READ_WRITE, &db, &err));
    ck_assert(!cigo_db_unreadable(db));
    ck_assert_int_eq(sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file), SQLITE_OK);
    const sqlite3_io_methods *real = file->pMethods;
    sqlite3_io_methods bad = *real;
    bad.xRead = refuse;
    bad.xFileControl = last_number;
    file->pMethods = &bad;
    ck_assert(!cigo_db_exec(db, "SELECT max(a) FROM t", &err));
    ck_assert_int_eq(sqlite3_errcode(db) & 0xff, SQLITE_CORRUPT);
    ck_assert_int_eq(cigo_db_code(db), SQLITE_IOERR_READ);
    ck_assert_ptr_nonnull(strstr(err.text, "il disco non risponde"));
    file->pMethods = real;
    ck_assert(cigo_db_exec(db, "SELECT max(a) FROM t", &err));
    ck_assert_int_eq(cigo_db_code(db), SQLITE_OK);
    sqlite3_close(db);
}
END_TEST

static sqlite3 *memory_db(void)
{
    struct cigo_error err;
    sqlite3 *db = NULL;
    ck_assert(cigo_db_open(NULL, CIGO_DB_MEMORY, &db, &err));
    ck_assert(cigo_db_exec(db, "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x')", &err));
    return db;
}

/* Pieces of every size, larger and smaller again, keep what is in them and are given back to the last byte. */
START_TEST(memory_counted)
{
    sqlite3 *db = memory_db();
    int64_t before = cigo_db_memory_used();
    ck_assert(cigo_db_memory_start());
    ck_assert_int_gt(before, 10000);
    char *pieces[200];
    for (int i = 0; i < 200; i++) {
        pieces[i] = sqlite3_malloc(i * 17 + 1);
        ck_assert_uint_eq((uintptr_t)pieces[i] % 8, 0);
        memset(pieces[i], i, (size_t)i * 17 + 1);
    }
    ck_assert_int_ge(cigo_db_memory_used() - before, 200 * 199 / 2 * 17);
    for (int i = 0; i < 200; i++) {
        pieces[i] = sqlite3_realloc(pieces[i], (200 - i) * 31);
        for (int k = 0; k <= i * 17 && k < (200 - i) * 31; k++)
            ck_assert_int_eq((unsigned char)pieces[i][k], i);
        memset(pieces[i], i, (size_t)(200 - i) * 31);
    }
    for (int i = 0; i < 200; i++)
        sqlite3_free(pieces[i]);
    ck_assert_int_eq(cigo_db_memory_used(), before);
    ck_assert_int_ge(cigo_db_memory_most() - before, 200 * 199 / 2 * 17);
    ck_assert_int_eq(cigo_db_memory_most(), before);
    sqlite3_close(db);
    ck_assert_int_lt(cigo_db_memory_used(), before);
}
END_TEST

START_TEST(memory_bounded)
{
    sqlite3 *db = memory_db();
    int64_t used = cigo_db_memory_used();
    ck_assert_int_eq(cigo_db_memory_limit(used + 100000), 0);
    char *piece = sqlite3_malloc(50000);
    ck_assert_ptr_nonnull(piece);
    ck_assert_ptr_null(sqlite3_malloc(60000));
    ck_assert_ptr_null(sqlite3_realloc(piece, 110000));
    piece = sqlite3_realloc(piece, 90000);
    ck_assert_ptr_nonnull(piece);
    struct cigo_error err;
    ck_assert(!cigo_db_exec(db, "INSERT INTO t VALUES (hex(zeroblob(200000)))", &err));
    ck_assert_ptr_nonnull(strstr(err.text, "la memoria è finita"));
    ck_assert_int_eq(cigo_db_memory_limit(0), used + 100000);
    ck_assert(cigo_db_exec(db, "INSERT INTO t VALUES (hex(zeroblob(200000)))", &err));
    sqlite3_free(piece);
    sqlite3_close(db);
}
END_TEST

/* Whoever comes after another user of SQLite is told that nothing is counted. */
START_TEST(memory_too_late)
{
    const char *fork = getenv("CK_FORK");
    if (fork && strcmp(fork, "no") == 0)
        return; /* under valgrind all tests are one process, and others came first */
    ck_assert_int_eq(sqlite3_initialize(), SQLITE_OK);
    ck_assert(!cigo_db_memory_start());
    ck_assert(!cigo_db_memory_start());
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("db");
    TCase *files = tcase_create("db");
    tcase_add_checked_fixture(files, set_up, tear_down);
    tcase_add_test(files, pragmas);
    tcase_add_test(files, statements);
    tcase_add_test(files, not_opened);
    tcase_add_test(files, not_yet_opened);
    tcase_add_test(files, failing);
    tcase_add_test(files, damaged);
    tcase_add_test(files, refused);
    tcase_add_test(files, memory_counted);
    tcase_add_test(files, memory_bounded);
    tcase_add_test(files, memory_too_late);
    suite_add_tcase(suite, files);
    return suite;
}
