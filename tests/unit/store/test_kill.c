/* kill -9 at any moment, fifty times: the database stays whole, every action that was reported committed
 * is there, and none is there by half. */

#include "fixture.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../../src/store/store-priv.h"

enum { KILLS = 50 };

static struct cigo_error err;

/* What import k put: four rows of group h, one record, in place of those of the import before. */
static int64_t read_imported(void *data, size_t i, const char **texts)
{
    static char text[24];
    uint64_t k = *(const uint64_t *)data;
    snprintf(text, sizeof text, "%llu", (unsigned long long)k);
    if (texts)
        texts[0] = text;
    return (int64_t)(k / 5 * 4 - 3 + i);
}

static bool import(struct cigo_store *store, uint64_t k, struct cigo_error *ret_err)
{
    uint64_t former = k - 5;
    const char *const columns[] = {"a"};
    struct cigo_store_rows now = {"h", 0, 4, columns, 1, read_imported, &k}, old = now;
    old.data = &former;
    return (former == 0 || cigo_store_remove_rows(store, &old, ret_err)) && cigo_store_add_rows(store, &now, ret_err);
}

/* Action k: field n = k, and a row k at the end with two cells, one of them put after. Every fifth is an
 * import. So the number of the last action tells the whole state. */
static bool act(struct cigo_store *store, int64_t id, uint64_t k)
{
    char old[24], now[24];
    snprintf(old, sizeof old, "%llu", (unsigned long long)k - 1);
    snprintf(now, sizeof now, "%llu", (unsigned long long)k);
    bool begun = k % 5 == 0 ? cigo_store_begin_bulk(store, id, "importazione", k, CIGO_TURN_DONE, &err)
                            : cigo_store_begin(store, id, "risposta", k, CIGO_TURN_DONE, &err);
    return begun &&
           cigo_store_add_row(store, "g", (int64_t)k, (size_t)k - 1, (const char *[]){"a"},
                              (const char *[]){now}, 1, &err) &&
           cigo_store_put_field(store, "n", k > 1 ? old : NULL, now, &err) &&
           cigo_store_put_cell(store, "g", (int64_t)k, "b", NULL, now, &err) &&
           (k % 5 != 0 || import(store, k, &err)) &&
           cigo_store_commit(store, &err);
}

static void check_state(struct cigo_store *store, int64_t id, uint64_t last)
{
    struct cigo_buf want;
    cigo_buf_init(&want, 16u << 20);
    if (last > 0)
        cigo_buf_printf(&want, "n=%llu\n", (unsigned long long)last);
    for (unsigned long long k = 1; k <= last; k++)
        cigo_buf_printf(&want, "g/%llu a=%llu b=%llu\n", k, k, k);
    unsigned long long imports = last / 5;
    for (unsigned long long row = imports * 4 - 3; imports > 0 && row <= imports * 4; row++)
        cigo_buf_printf(&want, "h/%llu a=%llu\n", row, imports * 5);
    char *now = fixture_dump(store, id);
    ck_assert_str_eq(now, want.p);
    free(now);
    cigo_buf_finish(&want);
    ck_assert_uint_eq(fixture_entries(store, id), 3 * (last - last / 5) + last / 5);
}

/* Writes the number of each action after it was committed. */
static void play(int64_t id, int report, bool wal)
{
    struct cigo_store *store = cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err);
    enum cigo_lock lock = CIGO_LOCK_HELD;
    uint64_t last = 0;
    if (store == NULL || !cigo_store_lock(store, id, &lock, NULL, &err) || lock == CIGO_LOCK_HELD ||
        !cigo_store_last_action(store, id, &last, &err))
        _exit(1);
    if (!wal && sqlite3_exec(store->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
        _exit(1);
    for (;;) {
        if (!act(store, id, ++last)) {
            fprintf(stderr, "%s\n", err.text);
            _exit(1);
        }
        if (write(report, &last, sizeof last) != (ssize_t)sizeof last)
            _exit(1);
    }
}

/* The last action that the child reported; it dies at a moment that nobody chose. */
static uint64_t play_and_kill(int64_t id, int round)
{
    int report[2];
    uint64_t last = 0, next;
    ck_assert_int_eq(pipe(report), 0);
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        close(report[0]);
        play(id, report[1], round % 3 != 0);
    }
    close(report[1]);
    /* every fourth may die while opening */
    if (round % 4 != 0)
        ck_assert_int_eq(read(report[0], &last, sizeof last), (ssize_t)sizeof last);
    struct timespec pause = {.tv_nsec = (long)(round * 7919 % 25) * 1000 * 1000 + round * 1237};
    nanosleep(&pause, NULL);
    ck_assert_int_eq(kill(pid, SIGKILL), 0);
    int status;
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert_msg(WIFSIGNALED(status), "the writer failed by itself: %d", status);
    while (read(report[0], &next, sizeof next) == (ssize_t)sizeof next)
        last = next;
    close(report[0]);
    return last;
}

START_TEST(kill_at_any_moment)
{
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "prova");
    cigo_store_close(store);
    uint64_t known = 0;
    for (int round = 1; round <= KILLS; round++) {
        uint64_t reported = play_and_kill(id, round), last = 0;
        struct cigo_store_notice notice;
        if (reported > known)
            known = reported;
        store = fixture_open_notice(fixture_path("cigo.db"), &notice);
        if (reported > 0)
            ck_assert_ptr_ne(strstr(notice.text, "«prova»"), NULL);
        OK(cigo_store_last_action(store, id, &last, &err));
        /* the one that was being committed may be there or not */
        ck_assert_msg(last == known || last == known + 1, "round %d: %llu of %llu", round,
                      (unsigned long long)last, (unsigned long long)known);
        known = last;
        check_state(store, id, last);
        cigo_store_close(store);
        fixture_integrity();
    }
    ck_assert_uint_gt(known, KILLS / 2);
    ck_assert_uint_eq(fixture_count("cigo.db.guasto-", NULL, 0), 0);
}
END_TEST

/* The same while the database is being made: there is always one afterwards, and nothing to set aside. */
START_TEST(kill_while_made)
{
    for (int round = 0; round < 40; round++) {
        pid_t pid = fork();
        ck_assert_int_ge(pid, 0);
        if (pid == 0) {
            cigo_store_open(fixture_path("cigo.db"), &fixture_env, NULL, &err);
            pause();
        }
        struct timespec wait = {.tv_nsec = 1000 * 1000 + round * 211 * 1000};
        nanosleep(&wait, NULL);
        kill(pid, SIGKILL);
        ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
        struct cigo_store_notice notice;
        struct cigo_store *store = fixture_open_notice(fixture_path("cigo.db"), &notice);
        ck_assert(!notice.read_only);
        ck_assert_int_eq(fixture_case(store, NULL), 1);
        cigo_store_close(store);
        ck_assert_msg(fixture_count("cigo.db.guasto-", NULL, 0) == 0, "%s", notice.text);
        fixture_integrity();
        unlink(fixture_path("cigo.db"));
        unlink(fixture_path("cigo.db-wal"));
        unlink(fixture_path("cigo.db-shm"));
    }
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store kill");
    TCase *tcase = tcase_create("kill");
    tcase_add_checked_fixture(tcase, fixture_set_up, fixture_tear_down);
    tcase_set_timeout(tcase, 240);
    tcase_add_test(tcase, kill_at_any_moment);
    tcase_add_test(tcase, kill_while_made);
    suite_add_tcase(suite, tcase);
    return suite;
}
