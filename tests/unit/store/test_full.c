/* A full disk: the action fails with a sentence, nothing of it is kept, and the same action works when
 * there is room again. By a page limit, and on a small disk that is really full. */

#include "fixture.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "../../../src/store/store-priv.h"

static struct cigo_error err;

static void limit_pages(struct cigo_store *store, int limit)
{
    char text[64];
    snprintf(text, sizeof text, "PRAGMA max_page_count = %d", limit);
    ck_assert_int_eq(sqlite3_exec(store->db, text, NULL, NULL, NULL), SQLITE_OK);
}

static int count_pages(struct cigo_store *store)
{
    sqlite3_stmt *stmt = NULL;
    ck_assert_int_eq(sqlite3_prepare_v2(store->db, "PRAGMA page_count", -1, &stmt, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
    int n = sqlite3_column_int(stmt, 0);
    sqlite3_finalize(stmt);
    return n;
}

/* Long enough to need pages at several points of the action. */
static bool big_action(struct cigo_store *store, int64_t id, bool bulk)
{
    static char text[20001];
    memset(text, 'x', sizeof text - 1);
    const char *const columns[] = {"a"}, *const texts[] = {text};
    bool ok = bulk ? cigo_store_begin_bulk(store, id, "x", 2, CIGO_TURN_DONE, &err)
                   : cigo_store_begin(store, id, "x", 2, CIGO_TURN_DONE, &err);
    if (!ok)
        return false;
    ok = cigo_store_put_field(store, "a", NULL, text, &err);
    for (int i = 0; i < 5 && ok; i++)
        ok = cigo_store_add_row(store, "g", i + 1, (size_t)i, columns, texts, 1, &err);
    ok = ok && cigo_store_put_cell(store, "g", 2, "b", NULL, text, &err) &&
         cigo_store_remove_row(store, "g", 5, 4, &err) &&
         cigo_store_put_waiver(store, "R", 0, "contested", text, "i", "1", &err);
    if (ok)
        return cigo_store_commit(store, &err);
    /* the error of the change is not hidden by what comes after */
    struct cigo_error late = {0};
    ck_assert(!cigo_store_put_field(store, "b", NULL, "1", &late));
    if (bulk)
        ck_assert(!cigo_store_commit(store, &late));
    else
        cigo_store_rollback(store);
    return false;
}

/* _i 0: single entries, 1: an import; each page limit from none to enough. */
START_TEST(every_page_may_be_the_last)
{
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "prova");
    OK(fixture_set(store, id, 1, "z", NULL, "1", &err));
    char *was = fixture_dump(store, id);
    size_t entries = fixture_entries(store, id);
    int pages = count_pages(store), failures = 0;
    for (;; failures++) {
        limit_pages(store, pages + failures);
        err.text[0] = '\0';
        if (big_action(store, id, _i == 1))
            break;
        ck_assert_msg(strstr(err.text, "il disco è pieno") != NULL, "%s", err.text);
        ck_assert_int_eq(err.code, CIGO_EXIT_STORAGE);
        char *now = fixture_dump(store, id);
        ck_assert_str_eq(now, was);
        free(now);
        ck_assert_uint_eq(fixture_entries(store, id), entries);
        uint64_t last = 0;
        OK(cigo_store_last_action(store, id, &last, &err));
        ck_assert_uint_eq(last, 1);
    }
    ck_assert_int_gt(failures, 20);
    free(was);
    char *done = fixture_dump(store, id);
    ck_assert_uint_eq(strlen(done) > 140000, 1);
    free(done);
    ck_assert_uint_eq(fixture_entries(store, id), entries + (_i == 1 ? 1 : 9));
    cigo_store_close(store);
    fixture_integrity();
}
END_TEST

/* What is no action: each undone as a whole too. */
START_TEST(other_writes)
{
    static char text[50001];
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_store *store = fixture_open();
    struct cigo_cases cases;
    int64_t id = fixture_case(store, "prova"), copy = 0;
    memset(text, 'x', sizeof text - 1);
    OK(fixture_set(store, id, 1, "z", NULL, text, &err));
    limit_pages(store, count_pages(store));
    FAILS(cigo_store_copy(store, id, NULL, &copy, &err), "il disco è pieno");
    FAILS(cigo_store_draft(store, id, "z", text, &err), "il disco è pieno");
    OK(cigo_store_list(store, arena, &cases, &err));
    ck_assert_uint_eq(cases.n, 1);
    limit_pages(store, 10000);
    OK(cigo_store_draft(store, id, "z", text, &err));
    OK(cigo_store_copy(store, id, NULL, &copy, &err));
    char *one = fixture_dump(store, id), *two = fixture_dump(store, copy);
    ck_assert_str_eq(one, two);
    free(one);
    free(two);
    cigo_store_close(store);
    cigo_arena_free(arena);
    fixture_integrity();
}
END_TEST

/* ---- a small disk, really full ---- */

static bool mounted;

static void set_up_disk(void)
{
    fixture_set_up();
    mounted = geteuid() == 0 && mount("cigo-test", fixture_dir(), "tmpfs", 0, "size=1m,mode=700") == 0;
}

static void tear_down_disk(void)
{
    if (mounted)
        umount2(fixture_dir(), MNT_DETACH);
    fixture_tear_down();
}

/* Take all room but `leave` bytes. */
static void fill_disk(size_t leave)
{
    struct statvfs fs;
    ck_assert_int_eq(statvfs(fixture_dir(), &fs), 0);
    size_t room = (size_t)fs.f_bavail * fs.f_frsize;
    size_t n = room > leave ? room - leave : 0;
    char *bytes = calloc(1, n + 1);
    fixture_write(fixture_path("zavorra"), bytes, n);
    free(bytes);
}

START_TEST(small_disk)
{
    if (!mounted)
        return;
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "prova");
    OK(fixture_set(store, id, 1, "z", NULL, "1", &err));
    int failures = 0;
    for (size_t leave = 0;; leave += 20000) {
        fill_disk(leave);
        if (big_action(store, id, false))
            break;
        failures++;
        ck_assert_msg(strstr(err.text, "disco") != NULL, "%s", err.text);
        char *now = fixture_dump(store, id);
        ck_assert_str_eq(now, "z=1\n");
        free(now);
        unlink(fixture_path("zavorra"));
        if (failures == 3) { /* also when it is closed and opened while the disk is full */
            fill_disk(0);
            cigo_store_close(store);
            store = fixture_open();
            unlink(fixture_path("zavorra"));
        }
    }
    ck_assert_int_gt(failures, 3);
    cigo_store_close(store);
    unlink(fixture_path("zavorra"));
    fixture_integrity();
}
END_TEST

START_TEST(no_room_for_a_new_one)
{
    if (!mounted)
        return;
    struct cigo_store_notice notice;
    fill_disk(0);
    FAILS(cigo_store_open(fixture_path("cigo.db"), &fixture_env, &notice, &err), "disco");
    unlink(fixture_path("zavorra"));
    struct cigo_store *store = fixture_open_notice(fixture_path("cigo.db"), &notice);
    ck_assert_int_eq(fixture_case(store, NULL), 1);
    cigo_store_close(store);
    fixture_integrity();
}
END_TEST

START_TEST(read_only_disk)
{
    if (!mounted)
        return;
    struct cigo_store_notice notice;
    struct cigo_store *store = fixture_open();
    int64_t id = fixture_case(store, "prova");
    OK(fixture_set(store, id, 1, "z", NULL, "1", &err));
    cigo_store_close(store);
    ck_assert_int_eq(mount("cigo-test", fixture_dir(), "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), 0);
    store = fixture_open_notice(fixture_path("cigo.db"), &notice);
    ck_assert(notice.read_only);
    ck_assert_ptr_ne(strstr(notice.text, "in sola lettura"), NULL);
    char *now = fixture_dump(store, id);
    ck_assert_str_eq(now, "z=1\n");
    free(now);
    FAILS(fixture_set(store, id, 2, "z", "1", "2", &err), "sola lettura");
    cigo_store_close(store);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store full");
    TCase *tcase = tcase_create("limit"), *disk = tcase_create("disk");
    tcase_add_checked_fixture(tcase, fixture_set_up, fixture_tear_down);
    tcase_add_loop_test(tcase, every_page_may_be_the_last, 0, 2);
    tcase_add_test(tcase, other_writes);
    suite_add_tcase(suite, tcase);
    tcase_add_checked_fixture(disk, set_up_disk, tear_down_disk);
    tcase_add_test(disk, small_disk);
    tcase_add_test(disk, no_room_for_a_new_one);
    tcase_add_test(disk, read_only_disk);
    suite_add_tcase(suite, disk);
    return suite;
}
