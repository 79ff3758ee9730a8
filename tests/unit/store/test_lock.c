/* One writer for each case: holders alive, dead, on other machines, and taken over. */

#include "fixture.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../../src/store/store-priv.h"

static struct cigo_error err;

/* A process that opens cigo.db, locks the case, and waits to be killed. */
static pid_t holder_start(int64_t id)
{
    int ready[2];
    char byte;
    ck_assert_int_eq(pipe(ready), 0);
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        struct cigo_store *store = cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err);
        enum cigo_lock lock = CIGO_LOCK_HELD;
        if (store == NULL || !cigo_store_lock(store, id, &lock, NULL, &err) ||
            !cigo_store_draft(store, id, "relazione", "non finito", &err))
            _exit(1);
        byte = (char)('0' + (int)lock);
        if (write(ready[1], &byte, 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    close(ready[1]);
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    ck_assert_int_ne(byte, '0' + CIGO_LOCK_HELD);
    close(ready[0]);
    return pid;
}

static enum cigo_lock lock_of(struct cigo_store *store, int64_t id, struct cigo_lock_holder *ret_holder)
{
    enum cigo_lock lock = CIGO_LOCK_HELD;
    OK(cigo_store_lock(store, id, &lock, ret_holder, &err));
    return lock;
}

static int64_t new_case(const char *name)
{
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, name);
    cigo_store_close(store);
    return id;
}

START_TEST(alive_then_dead)
{
    struct cigo_lock_holder holder = {.pid = 0};
    struct cigo_store_notice notice;
    int64_t id = new_case("ditta");
    pid_t pid = holder_start(id);
    struct cigo_store *store = fixture_open(); /* somebody working is no unclean stop */
    ck_assert_int_eq(lock_of(store, id, &holder), CIGO_LOCK_HELD);
    ck_assert_int_eq(holder.pid, pid);
    ck_assert_str_eq(holder.who, "maria");
    ck_assert_str_eq(holder.since, "2026-11-23T10:42:03Z");
    char host[64];
    ck_assert_int_eq(gethostname(host, sizeof host), 0);
    ck_assert_int_eq(strncmp(holder.where, host, strnlen(host, 40)), 0);

    /* whoever does not hold it changes nothing, but reads */
    FAILS(cigo_store_begin(store, id, "x", 1, CIGO_TURN_DONE, &err), "aperta in scrittura da maria");
    FAILS(cigo_store_position(store, id, "x", &err), "aperta in scrittura");
    FAILS(cigo_store_form_version(store, id, "x", &err), "aperta in scrittura");
    FAILS(cigo_store_draft(store, id, "x", "y", &err), "aperta in scrittura");
    FAILS(cigo_store_delete(store, id, &err), "aperta in scrittura");
    free(fixture_dump(store, id));
    cigo_store_close(store);

    kill(pid, SIGKILL);
    siginfo_t info;
    ck_assert_int_eq(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0); /* a zombie is dead too */
    store = fixture_open_notice(fixture_path("cigo.db"), &notice);
    ck_assert_ptr_ne(strstr(notice.text, "si è fermato all'improvviso con «ditta» aperta"), NULL);
    ck_assert_ptr_ne(strstr(notice.text, "integro"), NULL);
    ck_assert_ptr_ne(strstr(notice.text, "il testo che stava scrivendo"), NULL);
    cigo_store_close(store);
    ck_assert_int_eq(waitpid(pid, NULL, 0), pid);

    store = fixture_open(); /* said once */
    ck_assert_int_eq(lock_of(store, id, &holder), CIGO_LOCK_DEAD_TAKEN);
    ck_assert_int_eq(holder.pid, pid);
    ck_assert_int_eq(lock_of(store, id, &holder), CIGO_LOCK_MINE);
    OK(fixture_set(store, id, 1, "a", NULL, "1", &err));
    cigo_store_close(store);
}
END_TEST

START_TEST(two_handles_are_two_writers)
{
    struct cigo_lock_holder holder;
    int64_t id = new_case("a"), other = new_case("b");
    struct cigo_store *one = fixture_open(), *two = fixture_open();
    ck_assert_int_eq(lock_of(one, id, NULL), CIGO_LOCK_MINE);
    ck_assert_int_eq(lock_of(two, id, &holder), CIGO_LOCK_HELD);
    ck_assert_int_eq(holder.pid, getpid());
    ck_assert_int_eq(lock_of(two, other, NULL), CIGO_LOCK_MINE);
    cigo_store_unlock(two, id); /* not its own: nothing happens */
    ck_assert_int_eq(lock_of(two, id, NULL), CIGO_LOCK_HELD);
    cigo_store_unlock(one, id);
    ck_assert_int_eq(lock_of(two, id, NULL), CIGO_LOCK_MINE);
    ck_assert_int_eq(lock_of(one, other, NULL), CIGO_LOCK_HELD);
    cigo_store_close(two); /* closing lets go of both */
    ck_assert_int_eq(lock_of(one, id, NULL), CIGO_LOCK_MINE);
    ck_assert_int_eq(lock_of(one, other, NULL), CIGO_LOCK_MINE);
    enum cigo_lock lock;
    FAILS(cigo_store_lock(one, 99, &lock, NULL, &err), "non c'è");
    cigo_store_close(one);
}
END_TEST

static void sql(const char *text)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* Never from a living writer; from one elsewhere that gave no sign for long, when a person says so. */
START_TEST(taken_over)
{
    struct cigo_lock_holder holder;
    enum cigo_lock lock;
    int64_t id = new_case("a");
    struct cigo_store *one = fixture_open(), *two = fixture_open();
    ck_assert_int_eq(lock_of(one, id, NULL), CIGO_LOCK_MINE);
    OK(fixture_set(one, id, 1, "a", NULL, "1", &err));
    OK(cigo_store_take_over(two, id, &lock, &holder, &err));
    ck_assert_int_eq(lock, CIGO_LOCK_HELD);
    ck_assert_int_eq(holder.pid, getpid());
    FAILS(fixture_set(two, id, 2, "a", "1", "2", &err), "aperta in scrittura");

    sql("UPDATE writer SET host = 'altro'");
    fixture_clock("2026-11-23T10:56:59Z");
    OK(cigo_store_take_over(two, id, &lock, NULL, &err));
    ck_assert_int_eq(lock, CIGO_LOCK_HELD);
    OK(fixture_set(one, id, 2, "a", "1", "2", &err)); /* a sign of life */
    fixture_clock("2026-11-23T11:11:03Z");
    ck_assert_int_eq(lock_of(two, id, NULL), CIGO_LOCK_HELD);
    fixture_clock("2026-11-23T11:12:03Z");
    ck_assert_int_eq(lock_of(two, id, &holder), CIGO_LOCK_SILENT); /* not by itself */
    ck_assert_str_eq(holder.seen, "2026-11-23T10:56:59Z");
    cigo_store_beat(one);
    ck_assert_int_eq(lock_of(two, id, NULL), CIGO_LOCK_HELD);
    fixture_clock("2026-11-23T12:12:03Z");
    OK(cigo_store_take_over(two, id, &lock, NULL, &err));
    ck_assert_int_eq(lock, CIGO_LOCK_DEAD_TAKEN);
    OK(fixture_set(two, id, 3, "a", "2", "3", &err));
    FAILS(fixture_set(one, id, 4, "a", "2", "4", &err), "è stata presa da maria");
    cigo_store_unlock(two, id); /* closed again: what the first one holds is old all the same */
    FAILS(fixture_set(one, id, 4, "a", "2", "4", &err), "è stata presa da un'altra persona");
    ck_assert_int_eq(lock_of(two, id, NULL), CIGO_LOCK_MINE);
    cigo_store_close(one); /* must not free the lock of the other */
    one = fixture_open();
    ck_assert_int_eq(lock_of(one, id, NULL), CIGO_LOCK_HELD);
    FAILS(cigo_store_take_over(two, 99, &lock, NULL, &err), "non c'è");
    cigo_store_close(one);
    cigo_store_close(two);
}
END_TEST

/* Another account's dead writer: nothing is taken before a person says so. */
START_TEST(dead_of_another_account)
{
    struct cigo_lock_holder holder;
    enum cigo_lock lock;
    int64_t id = new_case("a");
    struct cigo_store *one = fixture_open(), *two = fixture_open();
    ck_assert_int_eq(lock_of(one, id, NULL), CIGO_LOCK_MINE);
    sql("UPDATE writer SET who = 'anna', pid = 2147483646, token = 'x'");
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(lock_of(two, id, &holder), CIGO_LOCK_GONE);
    ck_assert_str_eq(holder.who, "anna");
    OK(cigo_store_holder(two, id, &lock, &holder, &err));
    ck_assert_int_eq(lock, CIGO_LOCK_GONE);
    OK(cigo_store_take_over(two, id, &lock, NULL, &err));
    ck_assert_int_eq(lock, CIGO_LOCK_DEAD_TAKEN);
    OK(cigo_store_holder(two, id, &lock, NULL, &err));
    ck_assert_int_eq(lock, CIGO_LOCK_MINE);
    cigo_store_unlock(two, id);
    OK(cigo_store_holder(two, id, &lock, NULL, &err));
    ck_assert_int_eq(lock, CIGO_LOCK_FREE);
    cigo_store_close(one);
    cigo_store_close(two);
}
END_TEST

/* A row of ours, altered: who is known to be gone and who may be alive. */
static const struct {
    const char *change;
    enum cigo_lock lock;
} holders[] = {
    {"token = 'x'", CIGO_LOCK_HELD},
    {"token = 'x', start = '1'", CIGO_LOCK_DEAD_TAKEN},             /* the pid was given to another */
    {"token = 'x', pid = 2147483646", CIGO_LOCK_DEAD_TAKEN},
    {"token = 'x', pid = 0", CIGO_LOCK_DEAD_TAKEN},
    {"token = 'x', pid = -1", CIGO_LOCK_DEAD_TAKEN},
    {"token = 'x', boot = 'altro'", CIGO_LOCK_DEAD_TAKEN},          /* the machine was started again */
    {"token = 'x', host = 'altro', pid = 2147483646", CIGO_LOCK_HELD},
    {"token = 'x', host = 'altro', boot = 'altro'", CIGO_LOCK_HELD},
    {"token = 'x', machine = 'altra', pid = 2147483646", CIGO_LOCK_HELD},
    {"token = 'x', space = 'altro', pid = 2147483646", CIGO_LOCK_HELD},
};

START_TEST(who_is_gone)
{
    char text[200];
    int64_t id = new_case("a");
    struct cigo_store *store = fixture_open();
    ck_assert_int_eq(lock_of(store, id, NULL), CIGO_LOCK_MINE);
    snprintf(text, sizeof text, "UPDATE writer SET %s", holders[_i].change);
    sql(text);
    ck_assert_msg(lock_of(store, id, NULL) == holders[_i].lock, "%s", holders[_i].change);
    cigo_store_close(store);
}
END_TEST

/* ---- several processes at once, each in its own case ---- */

enum { WRITERS = 4, ACTIONS = 60 };

static int writer(int64_t id)
{
    struct cigo_store *store = cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err);
    enum cigo_lock lock = CIGO_LOCK_HELD;
    char text[16];
    if (store == NULL || !cigo_store_lock(store, id, &lock, NULL, &err) || lock != CIGO_LOCK_MINE)
        return 2;
    for (int i = 1; i <= ACTIONS; i++) {
        snprintf(text, sizeof text, "%d", i);
        if (!fixture_set(store, id, (uint64_t)i, "n", NULL, text, &err)) {
            fprintf(stderr, "%s\n", err.text);
            return 3;
        }
    }
    cigo_store_close(store);
    return 0;
}

START_TEST(writers_at_once)
{
    pid_t pids[WRITERS];
    int64_t ids[WRITERS];
    for (int i = 0; i < WRITERS; i++)
        ids[i] = new_case(NULL);
    for (int i = 0; i < WRITERS; i++) {
        pids[i] = fork();
        ck_assert_int_ge(pids[i], 0);
        if (pids[i] == 0)
            _exit(writer(ids[i]));
    }
    for (int i = 0; i < WRITERS; i++) {
        int status = -1;
        ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
        ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "writer %d: %d", i, status);
    }
    struct cigo_store *store = fixture_open();
    for (int i = 0; i < WRITERS; i++) {
        char *now = fixture_dump(store, ids[i]);
        ck_assert_str_eq(now, "n=60\n");
        ck_assert_uint_eq(fixture_entries(store, ids[i]), ACTIONS);
        free(now);
    }
    cigo_store_close(store);
    fixture_integrity();
}
END_TEST

/* Starts at the same moment on no database, and on rubbish: one database comes out, none is lost. */
START_TEST(starts_at_once)
{
    pid_t pids[WRITERS];
    if (_i == 1)
        fixture_write(fixture_path("cigo.db"), "spazzatura, spazzatura", 22);
    for (int i = 0; i < WRITERS; i++) {
        pids[i] = fork();
        ck_assert_int_ge(pids[i], 0);
        if (pids[i] == 0) {
            struct cigo_store *store = cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err);
            int64_t id;
            bool ok = store && cigo_store_create(store, NULL, "cigo", "1", &id, &err);
            cigo_store_close(store);
            _exit(ok ? 0 : 1);
        }
    }
    for (int i = 0; i < WRITERS; i++) {
        int status = -1;
        ck_assert_int_eq(waitpid(pids[i], &status, 0), pids[i]);
        ck_assert_int_eq(status, 0);
    }
    ck_assert_uint_eq(fixture_count("cigo.db.guasto-", NULL, 0), _i == 1 ? 1 : 0);
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_store *store = fixture_open();
    struct cigo_cases cases;
    OK(cigo_store_list(store, arena, &cases, &err));
    ck_assert_uint_eq(cases.n, WRITERS);
    cigo_store_close(store);
    cigo_arena_free(arena);
}
END_TEST

/* ---- taking a case does not wait for the disk; what is saved afterwards always does ---- */

static int no_waiting(void *data, int action, const char *a, const char *b, const char *schema, const char *trigger)
{
    (void)data;
    (void)schema;
    (void)trigger;
    bool back = action == SQLITE_PRAGMA && strcmp(a, "synchronous") == 0 && b && strcmp(b, "FULL") == 0;
    return back ? SQLITE_DENY : SQLITE_OK;
}

static int synchronous(struct cigo_store *store)
{
    sqlite3_stmt *stmt = NULL;
    ck_assert_int_eq(sqlite3_prepare_v2(store->db, "PRAGMA synchronous", -1, &stmt, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
    int level = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return level;
}

/* Going back to it fails: nothing is saved without it, and it is made up for. */
START_TEST(waiting_for_the_disk_comes_back)
{
    enum cigo_lock lock = CIGO_LOCK_HELD;
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "prova");
    ck_assert_int_eq(sqlite3_set_authorizer(store->db, no_waiting, NULL), SQLITE_OK);
    OK(cigo_store_lock(store, id, &lock, NULL, &err));
    ck_assert_int_ne(synchronous(store), 2);
    FAILS(fixture_set(store, id, 1, "a", NULL, "1", &err), "Non posso salvare");
    ck_assert_int_eq(sqlite3_set_authorizer(store->db, NULL, NULL), SQLITE_OK);
    OK(fixture_set(store, id, 1, "a", NULL, "1", &err));
    ck_assert_int_eq(synchronous(store), 2);
    cigo_store_close(store);
}
END_TEST

static int note_haste(void *data, int action, const char *a, const char *b, const char *schema, const char *trigger)
{
    (void)schema;
    (void)trigger;
    bool haste = action == SQLITE_PRAGMA && strcmp(a, "synchronous") == 0 && b && strcmp(b, "FULL") != 0;
    *(bool *)data = *(bool *)data || haste;
    return SQLITE_OK;
}

/* Somebody reads while the archive is opened, so that it gets no WAL: there a power cut in haste would spoil it. */
START_TEST(without_a_wal_it_always_waits)
{
    bool haste = false;
    enum cigo_lock lock = CIGO_LOCK_HELD;
    sqlite3 *reader = NULL;
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "prova");
    cigo_store_close(store);
    ck_assert_int_eq(sqlite3_open(fixture_path("cigo.db"), &reader), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(reader, "PRAGMA journal_mode = DELETE; BEGIN; SELECT * FROM cases", NULL, NULL, NULL),
                     SQLITE_OK);
    store = fixture_open();
    ck_assert(!store->wal);
    ck_assert_int_eq(sqlite3_close(reader), SQLITE_OK);
    ck_assert_int_eq(sqlite3_set_authorizer(store->db, note_haste, &haste), SQLITE_OK);
    OK(cigo_store_lock(store, id, &lock, NULL, &err));
    OK(cigo_store_position(store, id, "x", &err));
    ck_assert(!haste);
    cigo_store_close(store);
    store = fixture_open();
    ck_assert(store->wal);
    ck_assert_int_eq(sqlite3_set_authorizer(store->db, note_haste, &haste), SQLITE_OK);
    OK(cigo_store_lock(store, id, &lock, NULL, &err));
    ck_assert(haste);
    cigo_store_close(store);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store locks");
    TCase *tcase = tcase_create("locks");
    tcase_set_timeout(tcase, 60); /* one waits for a reader in vain */
    tcase_add_checked_fixture(tcase, fixture_set_up, fixture_tear_down);
    tcase_add_test(tcase, alive_then_dead);
    tcase_add_test(tcase, two_handles_are_two_writers);
    tcase_add_test(tcase, taken_over);
    tcase_add_test(tcase, dead_of_another_account);
    tcase_add_loop_test(tcase, who_is_gone, 0, (int)(sizeof holders / sizeof *holders));
    tcase_add_test(tcase, waiting_for_the_disk_comes_back);
    tcase_add_test(tcase, without_a_wal_it_always_waits);
    tcase_add_test(tcase, writers_at_once);
    tcase_add_loop_test(tcase, starts_at_once, 0, 2);
    suite_add_tcase(suite, tcase);
    return suite;
}
