/* Each line of the sandbox (sql-rules.md §4), past the checker: raw SQL that tries to get out, to
 * eat the memory or never to end is refused or stopped, and says why. */

#include "../../../src/validation/sandbox-priv.h"
#include "form_builder.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/db/memory.h>

static struct cigo_form *form;
static struct sandbox box;

static void setup(void)
{
    struct cigo_error err;
    form = fb_finish(fb_new());
    ck_assert(cigo_sandbox_open(&box, form, &err));
    ck_assert_int_eq(
        sqlite3_exec(box.db,
                     "CREATE TABLE domanda (_id INTEGER PRIMARY KEY, a INTEGER, t TEXT);"
                     "INSERT INTO domanda VALUES (1, 1, 'x');"
                     "CREATE TABLE g (_riga INTEGER PRIMARY KEY, n INTEGER);"
                     "CREATE TABLE segreta (s TEXT);",
                     NULL, NULL, NULL),
        SQLITE_OK);
    cigo_sandbox_name(&box, "domanda", "", SANDBOX_NO_OWNER, false);
    cigo_sandbox_name(&box, "domanda", "a", 1, false);
    cigo_sandbox_name(&box, "domanda", "t", 2, false);
    cigo_sandbox_name(&box, "g", "", 3, false);
    cigo_sandbox_name(&box, "g", "_riga", 3, false);
    cigo_sandbox_name(&box, "g", "n", 4, false);
    ck_assert(cigo_sandbox_lock(&box, &err));
}

static void teardown(void)
{
    cigo_sandbox_finish(&box);
    cigo_form_free(form);
}

/* The statement, or the reason. */
static sqlite3_stmt *prepare(const char *sql, struct cigo_error *err)
{
    sqlite3_stmt *stmt = NULL;
    err->text[0] = '\0';
    bool ok = cigo_sandbox_prepare(&box, sql, 1, 0, &stmt, err);
    ck_assert_msg(ok == (stmt != NULL) && ok == (err->text[0] == '\0'), "%s", sql);
    return stmt;
}

static const char *const good[] = {
    "SELECT (a) FROM domanda",
    "SELECT (SELECT count(*) FROM g) FROM domanda",
    "SELECT (SELECT max(n) FROM g WHERE n > a) FROM domanda",
    "SELECT (SELECT count(*) FROM settimane(a + 2461368, 2461400)) FROM domanda",
    "SELECT lunedi(2461368) FROM domanda",
    "SELECT row_number() OVER (ORDER BY n) FROM g",
};

START_TEST(reads)
{
    struct cigo_error err;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        sqlite3_stmt *stmt = prepare(good[i], &err);
        ck_assert_msg(stmt != NULL, "%s: %s", good[i], err.text);
        cigo_sandbox_arm(&box, 0);
        int code = cigo_sandbox_step(&box, stmt);
        ck_assert_msg(code == SQLITE_ROW || code == SQLITE_DONE, "%s", good[i]);
        sqlite3_finalize(stmt);
    }
}
END_TEST

struct bad {
    const char *sql, *why; /* part of the message; NULL = SQLite's own */
};

static const struct bad bad[] = {
    /* writing, attaching, the schema, settings */
    {"INSERT INTO domanda (a) VALUES (2) RETURNING a", "soltanto leggere"},
    {"UPDATE domanda SET a = 2 RETURNING a", "soltanto leggere"},
    {"DELETE FROM domanda RETURNING a", "soltanto leggere"},
    {"CREATE TABLE x (y)", "soltanto leggere"},
    {"CREATE TEMP TABLE x (y)", "soltanto leggere"},
    {"DROP TABLE domanda", "soltanto leggere"},
    {"ALTER TABLE domanda ADD COLUMN z", "soltanto leggere"},
    {"ATTACH '/tmp/x' AS x", "soltanto leggere"},
    {"VACUUM INTO '/tmp/x'", "non è una sola espressione"},
    {"PRAGMA user_version", "soltanto leggere"},
    {"BEGIN", "soltanto leggere"},
    {"SELECT sql FROM sqlite_schema", "non si può leggere"},
    {"SELECT name FROM sqlite_master", "non si può leggere"},
    {"SELECT s FROM segreta", "non si può leggere"},
    {"SELECT (SELECT s FROM segreta) FROM domanda", "non si può leggere"},
    {"SELECT _id FROM domanda", "non si può leggere"}, /* not named to the sandbox */
    {"SELECT name FROM pragma_table_info('domanda')", NULL},
    {"SELECT file FROM pragma_database_list", NULL},
    {"SELECT value FROM json_each('[1]')", NULL},
    {"SELECT name FROM dbstat", NULL},
    {"SELECT sql FROM sqlite_stmt", NULL},
    /* functions */
    {"SELECT load_extension('/tmp/x') FROM domanda", "funzione «load_extension»"},
    {"SELECT randomblob(9) FROM domanda", "funzione «randomblob»"},
    {"SELECT zeroblob(1000000000) FROM domanda", "funzione «zeroblob»"},
    {"SELECT printf('%.*c', 1000000000, 'x') FROM domanda", "funzione «printf»"},
    {"SELECT replace(t, 'x', 'y') FROM domanda", "funzione «replace»"},
    {"SELECT hex(t) FROM domanda", "funzione «hex»"},
    {"SELECT random() FROM domanda", "funzione «random»"},
    {"SELECT date('now') FROM domanda", "funzione «date»"},
    {"SELECT json('{}') FROM domanda", "funzione «json»"},
    {"SELECT t -> 'x' FROM domanda", "funzione «->»"},
    {"SELECT typeof(a) FROM domanda", "funzione «typeof»"},
    {"SELECT iif(a, 1, 2) FROM domanda", "funzione «iif»"},
    {"SELECT total(a) FROM domanda", "funzione «total»"},
    {"SELECT avg(a) FROM domanda", "funzione «avg»"},
    {"SELECT round(a) FROM domanda", "funzione «round»"},
    {"SELECT t LIKE 'x' FROM domanda", "funzione «like»"},
    {"SELECT t GLOB 'x' FROM domanda", "funzione «glob»"},
    {"SELECT group_concat(t) FROM domanda", "funzione «group_concat»"},
    {"SELECT sqlite_version() FROM domanda", "funzione «sqlite_version»"},
    {"SELECT fts3_tokenizer('x') FROM domanda", NULL},
    {"SELECT rtreecheck('x') FROM domanda", NULL},
    /* recursion */
    {"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
     "soltanto leggere"},
    /* not one expression */
    {"SELECT a FROM domanda; SELECT a FROM domanda", "non è una sola espressione"},
    {"SELECT a FROM domanda; DROP TABLE domanda", "non è una sola espressione"},
    {"", "non è una sola espressione"},
    {"SELECT a, t FROM domanda", "non è una sola espressione"},
    {"SELECT ? FROM domanda", "non è una sola espressione"},
    {"SELECT :x FROM domanda", "non è una sola espressione"},
    {"EXPLAIN SELECT a FROM domanda", NULL},
    {"SELECT \"nosuch\" FROM domanda", "nosuch"}, /* no text in double quotes */
};

START_TEST(refuses)
{
    struct cigo_error err;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        ck_assert_msg(prepare(bad[i].sql, &err) == NULL, "accepted: %s", bad[i].sql);
        ck_assert_msg(!bad[i].why || strstr(err.text, bad[i].why), "%s: %s", bad[i].sql, err.text);
    }
    sqlite3_stmt *stmt = prepare("SELECT a FROM domanda", &err); /* and nothing has changed */
    ck_assert_int_eq(cigo_sandbox_step(&box, stmt), SQLITE_ROW);
    ck_assert_int_eq(sqlite3_column_int(stmt, 0), 1);
    ck_assert_int_eq(cigo_sandbox_step(&box, stmt), SQLITE_DONE);
    sqlite3_finalize(stmt);
}
END_TEST

/* text repeated n times between two others */
static char *repeated(const char *before, const char *text, size_t n, const char *after)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    cigo_buf_puts(&buf, before);
    for (size_t i = 0; i < n; i++)
        cigo_buf_puts(&buf, text);
    cigo_buf_puts(&buf, after);
    return cigo_buf_take(&buf);
}

START_TEST(limits)
{
    const struct {
        const char *before, *text, *after;
        size_t allowed, refused;
    } cases[] = {
        {"SELECT a", " + 1", " FROM domanda", 50, 70},          /* EXPR_DEPTH */
        {"SELECT a", "          ", " FROM domanda", 700, 900},  /* SQL_LENGTH */
        {"SELECT coalesce(a", ", a", ") FROM domanda", 15, 16}, /* FUNCTION_ARG */
        {"SELECT a FROM domanda", " UNION ALL SELECT a FROM domanda", "", 31,
         32}, /* COMPOUND_SELECT */
        {"SELECT a IN (0", ", a + 1 + a + a + a + a + a", ") FROM domanda", 10, 250}, /* VDBE_OP */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cigo_error err = {0};
        char *sql = repeated(cases[i].before, cases[i].text, cases[i].allowed, cases[i].after);
        sqlite3_stmt *stmt = prepare(sql, &err);
        ck_assert_msg(stmt != NULL, "%s: %s", sql, err.text);
        sqlite3_finalize(stmt);
        free(sql);
        sql = repeated(cases[i].before, cases[i].text, cases[i].refused, cases[i].after);
        sqlite3_stmt *none = NULL;
        bool ok = cigo_sandbox_prepare(&box, sql, 1, 0, &none, &err);
        ck_assert_msg(!ok && none == NULL && err.text[0] != '\0', "accepted: %zu", i);
        free(sql);
    }
}
END_TEST

/* Subqueries nested in each other multiply while they are compiled: gigabytes without the heap
 * limit. */
START_TEST(compiling_is_bounded)
{
    struct cigo_error err;
    struct cigo_buf sql;
    cigo_buf_init(&sql, 8 << 10);
    char *list = repeated("n IN (n", ", n", 60, ")");
    cigo_buf_printf(&sql,
                    "SELECT (SELECT sum(%s) FROM (SELECT %s AS n FROM (SELECT %s AS n FROM (SELECT "
                    "%s AS n FROM (SELECT n FROM g)))))",
                    list, list, list, list);
    int64_t used = cigo_db_memory_used();
    cigo_db_memory_most();
    ck_assert_ptr_null(prepare(sql.p, &err));
    ck_assert_str_eq(err.text, "l'espressione è troppo grande");
    ck_assert_int_le(cigo_db_memory_most() - used, 17 << 20);
    ck_assert_int_eq(cigo_db_memory_used(), used);
    sqlite3_stmt *stmt = prepare("SELECT a FROM domanda", &err); /* the connection still works */
    ck_assert_ptr_nonnull(stmt);
    sqlite3_finalize(stmt);
    free(list);
    cigo_buf_finish(&sql);
}
END_TEST

START_TEST(heap_limit_comes_back)
{
    struct cigo_error err;
    int64_t limit = cigo_db_memory_used() + (200 << 20);
    cigo_db_memory_limit(limit);
    sqlite3_finalize(prepare("SELECT a FROM domanda", &err));
    ck_assert_int_eq(cigo_db_memory_limit(0), limit);
}
END_TEST

static void fill(size_t n)
{
    struct cigo_error err;
    sqlite3_stmt *stmt;
    ck_assert(cigo_sandbox_own(&box, "INSERT INTO g (n) VALUES (?)", &stmt, &err));
    for (size_t i = 0; i < n; i++) {
        sqlite3_bind_int64(stmt, 1, (sqlite3_int64)i);
        ck_assert_int_eq(sqlite3_step(stmt), SQLITE_DONE);
        sqlite3_reset(stmt);
    }
    sqlite3_finalize(stmt);
}

static int run(const char *sql, size_t rows, char *why, size_t size)
{
    struct cigo_error err;
    sqlite3_stmt *stmt = prepare(sql, &err);
    ck_assert_msg(stmt != NULL, "%s: %s", sql, err.text);
    cigo_sandbox_arm(&box, rows);
    int code = cigo_sandbox_step(&box, stmt);
    cigo_sandbox_why(&box, code, why, size);
    sqlite3_finalize(stmt);
    return code;
}

START_TEST(running_is_bounded)
{
    char why[256];
    fill(1000);
    const char *cross = "SELECT count(*) FROM g a, g b, g c";
    ck_assert_int_eq(run(cross, 3000, why, sizeof why), SQLITE_INTERRUPT);
    ck_assert_str_eq(why, "il calcolo è troppo lungo ed è stato fermato");
    /* a million steps and a hundred for each row: more rows allow more */
    const char *pairs = "SELECT count(a.n + b.n) FROM g a, g b";
    ck_assert_int_eq(run(pairs, 0, why, sizeof why), SQLITE_INTERRUPT);
    ck_assert_int_eq(run(pairs, 100000, why, sizeof why), SQLITE_ROW);
    ck_assert_int_eq(
        run("SELECT count(*) FROM g a, g b WHERE b._riga = a.n", 2000, why, sizeof why),
        SQLITE_ROW);
}
END_TEST

/* Sorting long texts: few steps, much memory. */
START_TEST(memory_is_bounded)
{
    char why[256];
    char *text = repeated("", "0123456789", 20000, "");
    struct cigo_error err;
    sqlite3_stmt *stmt;
    ck_assert(cigo_sandbox_own(&box, "UPDATE domanda SET t = ?", &stmt, &err));
    sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC);
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_DONE);
    sqlite3_finalize(stmt);
    fill(2000);
    const char *sort =
        "SELECT max(x) FROM (SELECT DISTINCT n + 2 AS x, substr(t, n) AS y FROM g, domanda "
        "ORDER BY 2 LIMIT 1000000)";
    int64_t used = cigo_db_memory_used();
    cigo_db_memory_most();
    ck_assert_int_eq(run(sort, 0, why, sizeof why), SQLITE_INTERRUPT);
    ck_assert_str_eq(why, "il calcolo chiede troppa memoria ed è stato fermato");
    ck_assert_int_le(cigo_db_memory_most() - used, 100 << 20);
    free(text);
}
END_TEST

/* What was read is each column once, with its owner; count(*) reads the rows as such. */
START_TEST(reads_are_taken_down)
{
    struct cigo_error err;
    sqlite3_stmt *stmt =
        prepare("SELECT a + a + (SELECT count(*) FROM g WHERE n = a) FROM domanda", &err);
    ck_assert_uint_eq(box.n_reads, 2); /* domanda.a, g.n */
    sqlite3_finalize(stmt);
    stmt = prepare("SELECT (SELECT count(*) FROM g) FROM domanda", &err);
    ck_assert_uint_eq(box.n_reads, 1);
    ck_assert_uint_eq(box.reads[0].owner, 3);
    sqlite3_finalize(stmt);
}
END_TEST

/* Settings that no statement shows. */
START_TEST(settings)
{
    int value;
    const int off[] = {SQLITE_DBCONFIG_DQS_DML,        SQLITE_DBCONFIG_DQS_DDL,
                       SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER,
                       SQLITE_DBCONFIG_ENABLE_VIEW,    SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION};
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) {
        ck_assert_int_eq(sqlite3_db_config(box.db, off[i], -1, &value), SQLITE_OK);
        ck_assert_msg(value == 0, "setting %zu", i);
    }
    ck_assert_int_eq(sqlite3_db_config(box.db, SQLITE_DBCONFIG_DEFENSIVE, -1, &value), SQLITE_OK);
    ck_assert_int_eq(value, 1);
    const int values[][2] = {
        {SQLITE_LIMIT_LENGTH, 4 << 20},        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_COLUMN, 1000},           {SQLITE_LIMIT_VARIABLE_NUMBER, 8},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},       {SQLITE_LIMIT_WORKER_THREADS, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64}};
    fill(1); /* our own statements put the limits back */
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        ck_assert_int_eq(sqlite3_limit(box.db, values[i][0], -1), values[i][1]);
    sqlite3_stmt *stmt;
    struct cigo_error err;
    ck_assert(cigo_sandbox_own(&box, "PRAGMA temp_store", &stmt, &err));
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
    ck_assert_int_eq(sqlite3_column_int(stmt, 0), 2);
    sqlite3_finalize(stmt);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("rules sandbox");
    TCase *tcase = tcase_create("sandbox");
    tcase_add_checked_fixture(tcase, setup, teardown);
    const TTest *const tests[] = {reads,
                                  refuses,
                                  limits,
                                  compiling_is_bounded,
                                  heap_limit_comes_back,
                                  running_is_bounded,
                                  memory_is_bounded,
                                  reads_are_taken_down,
                                  settings};
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
        tcase_add_test(tcase, tests[i]);
    suite_add_tcase(suite, tcase);
    return suite;
}
