/* A process that leaves nothing behind, and a folder that is really the user's own. */

#include <cigo/base/private.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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

static const char *path(const char *name)
{
    static char paths[2][512];
    static unsigned next;
    char *to = paths[next++ % 2];
    snprintf(to, sizeof paths[0], "%s/%s", dir, name);
    return to;
}

START_TEST(no_core)
{
    pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        struct rlimit limit = {1, 1};
        struct rlimit large = {RLIM_INFINITY, RLIM_INFINITY};
        setrlimit(RLIMIT_CORE, &large);
        cigo_private_process();
        if (prctl(PR_GET_DUMPABLE) != 0 || getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_cur || limit.rlim_max)
            _exit(1);
        signal(SIGQUIT, SIG_DFL);
        raise(SIGQUIT);
    }
    int status;
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    ck_assert(WIFSIGNALED(status));
    ck_assert(!WCOREDUMP(status));
}
END_TEST

START_TEST(folder)
{
    struct cigo_error err;
    struct stat st;
    mode_t before = umask(0);
    ck_assert(cigo_private_folder(path("a/b"), &err));
    ck_assert(cigo_private_folder(path("a/b/"), &err)); /* again */
    ck_assert_int_eq(lstat(path("a/b"), &st), 0);
    ck_assert_uint_eq(st.st_mode & 07777, 0700);
    umask(before);
    ck_assert_int_eq(chmod(path("a/b"), 0770), 0);
    ck_assert(!cigo_private_folder(path("a/b"), &err));
    ck_assert_ptr_ne(strstr(err.text, "altri vi possono scrivere"), NULL);
    ck_assert_int_eq(symlink("a", path("link")), 0);
    ck_assert(!cigo_private_folder(path("link"), &err));
    ck_assert(!cigo_private_folder(path("link/"), &err));
    if (geteuid() == 0) {
        ck_assert_int_eq(chmod(path("a/b"), 0700), 0);
        ck_assert_int_eq(chown(path("a/b"), 65534, 65534), 0);
        ck_assert(!cigo_private_folder(path("a/b"), &err));
    }
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base private");
    TCase *tcase = tcase_create("private");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_test(tcase, no_core);
    tcase_add_test(tcase, folder);
    suite_add_tcase(suite, tcase);
    return suite;
}
