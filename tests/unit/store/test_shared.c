/* A store of several accounts: what its folder and files look like, where it may be, and what stays private. */

#include "fixture.h"

#include <stdlib.h>
#include <string.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct cigo_error err;
static struct cigo_store_notice notice;

static void check_mode(const char *path, mode_t mode)
{
    struct stat st;
    ck_assert_msg(lstat(path, &st) == 0, "%s", path);
    ck_assert_msg((st.st_mode & 07777) == mode, "%s: %o", path, st.st_mode & 07777);
    ck_assert_uint_eq(st.st_gid, getegid());
}

static bool share(const char *path)
{
    memset(&notice, 0, sizeof notice);
    return cigo_store_share(path, "studio", getegid(), &fixture_env, &notice, &err);
}

START_TEST(made_whatever_the_umask)
{
    static const mode_t masks[] = {0, 022, 077, 027};
    mode_t before = umask(masks[_i]);
    OK(share(fixture_path("studio/studio.db")));
    check_mode(fixture_path("studio"), 02770);
    check_mode(fixture_path("studio/studio.db"), 0660);
    OK(share(fixture_path("studio/studio.db"))); /* again is as good */
    struct cigo_store *store = fixture_open_notice(fixture_path("studio/studio.db"), NULL);
    ck_assert(cigo_store_shared(store));
    int64_t id = fixture_case(store, "ditta");
    OK(fixture_set(store, id, 1, "a", NULL, "1", &err));
    check_mode(fixture_path("studio/studio.db-wal"), 0660);
    check_mode(fixture_path("studio/studio.db-shm"), 0660);
    cigo_store_close(store);
    check_mode(fixture_path("studio/studio.db"), 0660);
    umask(before);
}
END_TEST

/* The shape is needed as a whole: whatever is not it is private. */
START_TEST(what_stays_private)
{
    static const struct {
        mode_t folder, file;
    } shapes[] = {{0770, 0660}, {02775, 0660}, {02770, 0664}, {02770, 0666}, {02750, 0660}};
    OK(share(fixture_path("studio/studio.db")));
    ck_assert_int_eq(chmod(fixture_path("studio/studio.db"), shapes[_i].file), 0);
    ck_assert_int_eq(chmod(fixture_path("studio"), shapes[_i].folder), 0);
    struct cigo_store *store = fixture_open_notice(fixture_path("studio/studio.db"), NULL);
    ck_assert(!cigo_store_shared(store));
    check_mode(fixture_path("studio/studio.db"), 0600);
    cigo_store_close(store);
    /* beside a shared one too */
    store = fixture_open_notice(fixture_path("studio/altro.db"), NULL);
    check_mode(fixture_path("studio/altro.db"), 0600);
    cigo_store_close(store);
}
END_TEST

/* A damaged one is set aside, and its follower is of the group again. */
START_TEST(damaged)
{
    OK(share(fixture_path("studio/studio.db")));
    fixture_write(fixture_path("studio/studio.db"), "spazzatura, spazzatura", 22);
    struct cigo_store *store = fixture_open_notice(fixture_path("studio/studio.db"), &notice);
    ck_assert_ptr_ne(strstr(notice.text, "messo da parte"), NULL);
    check_mode(fixture_path("studio/studio.db"), 0660);
    cigo_store_close(store);
}
END_TEST

START_TEST(refused)
{
    OK(share(fixture_path("studio/studio.db")));
    FAILS(share(fixture_path("nosuch/studio/studio.db")), "non esiste");
    FAILS(share(fixture_path("studio/")), "manca il nome");
    mkdir(fixture_path("piena"), 0755);
    fixture_write(fixture_path("piena/lettera"), "x", 1);
    FAILS(share(fixture_path("piena/studio.db")), "altri file");
    struct stat st;
    ck_assert_int_eq(stat(fixture_path("piena"), &st), 0);
    ck_assert_uint_eq(st.st_mode & 07777, 0755); /* as it was */
    ck_assert_int_eq(symlink("studio", fixture_path("link")), 0);
    FAILS(share(fixture_path("link/studio.db")), "collegamento simbolico");
    ck_assert_int_eq(symlink("altrove", fixture_path("studio/l.db")), 0);
    FAILS(share(fixture_path("studio/l.db")), "esiste già");
    fixture_write(fixture_path("file"), "x", 1);
    FAILS(share(fixture_path("file/studio.db")), "");
    FAILS(share("/proc/studio.db"), "");
    /* a private archive is not turned into one */
    fixture_write(fixture_path("studio/mio.db"), "", 0);
    FAILS(share(fixture_path("studio/mio.db")), "esiste già");
    /* nothing is left of one that failed */
    if (geteuid() != 0) {
        FAILS(cigo_store_share(fixture_path("di-altri/studio.db"), "root", 0, &fixture_env, &notice, &err),
              "non ne fa parte");
        ck_assert_int_ne(access(fixture_path("di-altri"), F_OK), 0);
    }
}
END_TEST

static bool wakes(const struct cigo_watch *watch)
{
    struct pollfd fd = {.fd = cigo_watch_fd(watch), .events = POLLIN};
    return poll(&fd, 1, 0) == 1;
}

/* Not under an old valgrind. */
static bool tells_of_ends(void)
{
    int fd = (int)syscall(SYS_pidfd_open, getpid(), 0);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static void watch_an_end(struct cigo_watch *watch)
{
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0)
        for (;;)
            pause();
    cigo_watch_process(watch, pid);
    ck_assert(!wakes(watch));
    kill(pid, SIGKILL);
    ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
    ck_assert(wakes(watch) && cigo_watch_moved(watch));
    ck_assert(!wakes(watch) && !cigo_watch_moved(watch));
    cigo_watch_process(watch, 2147483646); /* there is none */
    ck_assert(!wakes(watch));
}

/* What others commit wakes, and is told once; one's own does not count, and while nothing happens nothing wakes. */
START_TEST(watched)
{
    OK(share(fixture_path("studio/studio.db")));
    struct cigo_store *one = fixture_open_notice(fixture_path("studio/studio.db"), NULL);
    struct cigo_store *two = fixture_open_notice(fixture_path("studio/studio.db"), NULL);
    int64_t id = fixture_case(one, "ditta");
    struct cigo_watch *watch = cigo_watch_new(two);
    ck_assert_ptr_ne(watch, NULL);
    ck_assert(!wakes(watch) && !cigo_watch_moved(watch));
    OK(fixture_set(one, id, 1, "a", NULL, "1", &err));
    ck_assert(wakes(watch) && cigo_watch_moved(watch));
    ck_assert(!wakes(watch) && !cigo_watch_moved(watch));
    OK(cigo_store_tick(two, id, "x", "y", &err));
    ck_assert(!cigo_watch_moved(watch));
    if (tells_of_ends())
        watch_an_end(watch);
    cigo_watch_free(watch);
    cigo_store_close(one);
    cigo_store_close(two);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("store shared");
    TCase *tcase = tcase_create("shared");
    tcase_add_checked_fixture(tcase, fixture_set_up, fixture_tear_down);
    tcase_add_loop_test(tcase, made_whatever_the_umask, 0, 4);
    tcase_add_loop_test(tcase, what_stays_private, 0, 5);
    tcase_add_test(tcase, damaged);
    tcase_add_test(tcase, refused);
    tcase_add_test(tcase, watched);
    suite_add_tcase(suite, tcase);
    return suite;
}
