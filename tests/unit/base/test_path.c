/* Paths, reading whole files, writing them whole or not at all. */

#include <cigo/base/path.h>

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <signal.h>
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

static const char *in_dir(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static void expect_content(const char *path, const char *content)
{
    char *text = NULL;
    size_t n = 0;
    struct cigo_error err;
    ck_assert_msg(cigo_file_read(path, 1000, &text, &n, &err), "%s", path);
    ck_assert_str_eq(text, content);
    ck_assert_uint_eq(n, strlen(content));
    free(text);
}

static int entries(void)
{
    DIR *d = opendir(dir);
    int n = 0;
    while (readdir(d))
        n++;
    closedir(d);
    return n - 2;
}

START_TEST(joining)
{
    static const struct {
        const char *dir, *name, *path;
    } rows[] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"", "b", "b"}, {"a", "/b", "/b"}, {"/", "b", "/b"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *path = cigo_path_join(rows[i].dir, rows[i].name);
        ck_assert_str_eq(path, rows[i].path);
        free(path);
    }
    static const struct {
        const char *value, *home, *path;
    } xdg[] = {
        {"/x", "/home/a", "/x"},
        {"relative", "/home/a", "/home/a/.local/share"},
        {"", "/home/a", "/home/a/.local/share"},
        {NULL, "/home/a/", "/home/a/.local/share"},
        {NULL, NULL, NULL},
        {NULL, "", NULL},
    };
    for (size_t i = 0; i < sizeof xdg / sizeof *xdg; i++) {
        char *path = cigo_path_xdg(xdg[i].value, xdg[i].home, "/.local/share");
        ck_assert_pstr_eq(path, xdg[i].path);
        free(path);
    }
}
END_TEST

START_TEST(folders)
{
    struct cigo_error err;
    struct stat st;
    ck_assert(cigo_path_make_dirs(in_dir("a/b//c"), 0700, &err));
    ck_assert_int_eq(stat(in_dir("a/b/c"), &st), 0);
    ck_assert(S_ISDIR(st.st_mode));
    ck_assert_uint_eq(st.st_mode & 0777, 0700);
    ck_assert(cigo_path_make_dirs(in_dir("a/b/c"), 0700, &err));
    ck_assert(cigo_file_write(in_dir("f"), CIGO_STR("x"), false, &err));
    ck_assert(!cigo_path_make_dirs(in_dir("f/d"), 0700, &err));
    ck_assert_int_eq(err.code, CIGO_EXIT_STORAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "non è una cartella"));
    /* why it was not made, and not that it is not there */
    if (mkdir("/sys/cigo", 0700) != 0 && errno == EPERM) {
        ck_assert(!cigo_path_make_dirs("/sys/cigo", 0700, &err));
        ck_assert_msg(!strstr(err.text, "non esiste"), "%s", err.text);
    }
}
END_TEST

START_TEST(writing)
{
    struct cigo_error err;
    struct stat st;
    umask(0);
    ck_assert(cigo_file_write(in_dir("f"), CIGO_STR("uno"), false, &err));
    expect_content(in_dir("f"), "uno");
    ck_assert_int_eq(stat(in_dir("f"), &st), 0);
    ck_assert_uint_eq(st.st_mode & 0777, 0600);
    ck_assert(!cigo_file_write(in_dir("f"), CIGO_STR("due"), false, &err));
    ck_assert_int_eq(err.code, CIGO_EXIT_USAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "esiste già"));
    expect_content(in_dir("f"), "uno");
    ck_assert(cigo_file_write(in_dir("f"), CIGO_STR("tre"), true, &err));
    expect_content(in_dir("f"), "tre");
    ck_assert(cigo_file_write(in_dir("vuoto"), CIGO_STR(""), false, &err));
    expect_content(in_dir("vuoto"), "");
    ck_assert_int_eq(entries(), 2);
    char here[4096];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    ck_assert_int_eq(chdir(dir), 0);
    ck_assert(cigo_file_write("senza cartella", CIGO_STR("ok"), false, &err));
    ck_assert_int_eq(chdir(here), 0);
    expect_content(in_dir("senza cartella"), "ok");
}
END_TEST

START_TEST(links)
{
    struct cigo_error err;
    ck_assert(cigo_file_write(in_dir("vero"), CIGO_STR("vero"), false, &err));
    ck_assert_int_eq(symlink("vero", in_dir("link")), 0);
    ck_assert_int_eq(symlink("nessuno", in_dir("rotto")), 0);
    ck_assert(!cigo_file_write(in_dir("link"), CIGO_STR("x"), true, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "collegamento simbolico"));
    ck_assert(!cigo_file_write(in_dir("rotto"), CIGO_STR("x"), false, &err));
    ck_assert(!cigo_file_write(dir, CIGO_STR("x"), true, &err));
    ck_assert(!cigo_file_write(in_dir("nessuna/f"), CIGO_STR("x"), true, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "la cartella non esiste"));
    ck_assert(!cigo_file_write(in_dir("vero/f"), CIGO_STR("x"), true, &err));
    ck_assert_int_eq(mkfifo(in_dir("fifo"), 0600), 0);
    ck_assert(!cigo_file_write(in_dir("fifo"), CIGO_STR("x"), true, &err));
    expect_content(in_dir("vero"), "vero");
    ck_assert_int_eq(entries(), 4);
}
END_TEST

START_TEST(no_room)
{
    /* a limit on the size of files stands for the full disk: the old file stays, nothing is left over */
    struct cigo_error err;
    ck_assert(cigo_file_write(in_dir("f"), CIGO_STR("vecchio"), false, &err));
    static char large[100000];
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit was, limit;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &was), 0);
    limit = (struct rlimit){5000, was.rlim_max};
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    bool ok = cigo_file_write(in_dir("f"), (struct cigo_str){large, sizeof large}, true, &err);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &was), 0);
    ck_assert(!ok);
    ck_assert_int_eq(err.code, CIGO_EXIT_STORAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "troppo grande"));
    expect_content(in_dir("f"), "vecchio");
    ck_assert_int_eq(entries(), 1);
}
END_TEST


START_TEST(reading)
{
    struct cigo_error err;
    char *text = NULL;
    size_t n = 77;
    ck_assert(!cigo_file_read(in_dir("manca"), 100, &text, &n, &err));
    ck_assert_int_eq(err.code, CIGO_EXIT_USAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "manca»: non esiste"));
    ck_assert(!cigo_file_read(dir, 100, &text, &n, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "è una cartella"));
    ck_assert_int_eq(mkfifo(in_dir("fifo"), 0600), 0);
    ck_assert(!cigo_file_read(in_dir("fifo"), 100, &text, &n, &err));
    ck_assert(cigo_file_write(in_dir("f"), CIGO_STR("dieci byte"), false, &err));
    ck_assert(!cigo_file_read(in_dir("f"), 9, &text, &n, &err));
    ck_assert_ptr_nonnull(strstr(err.text, "massimo"));
    ck_assert(text == NULL && n == 77);
    ck_assert(cigo_file_read(in_dir("f"), 10, &text, &n, &err));
    ck_assert_str_eq(text, "dieci byte");
    free(text);
    static char large[300001];
    memset(large, 'x', sizeof large);
    ck_assert(cigo_file_write(in_dir("g"), (struct cigo_str){large, sizeof large}, false, &err));
    ck_assert(cigo_file_read(in_dir("g"), 1 << 20, &text, &n, &err));
    ck_assert_uint_eq(n, sizeof large);
    ck_assert_mem_eq(text, large, n);
    free(text);
}
END_TEST

START_TEST(standard_input)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], "da tubo", 7), 7);
    close(ends[1]);
    ck_assert_int_ge(dup2(ends[0], STDIN_FILENO), 0);
    expect_content("-", "da tubo");
    close(ends[0]);
}
END_TEST

/* Somebody writes while it is read: half of the old and half of the new is no file. */
START_TEST(changing)
{
    enum { SIZE = 32 << 20, TRIES = 200 };
    const char *path = in_dir("changing");
    FILE *file = fopen(path, "w");
    ck_assert(file && ftruncate(fileno(file), SIZE) == 0 && fclose(file) == 0);
    pid_t writer = fork();
    if (writer == 0)
        for (;;) {
            FILE *more = fopen(path, "a");
            if (!more || fputc('x', more) == EOF || fclose(more) != 0)
                _exit(1);
        }
    struct cigo_error err = {0};
    bool refused = false;
    for (int i = 0; i < TRIES && !refused; i++) {
        char *text;
        size_t n;
        refused = !cigo_file_read(path, 4 * SIZE, &text, &n, &err);
        if (!refused)
            free(text);
    }
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    ck_assert(refused);
    ck_assert_msg(strstr(err.text, "cambiato mentre") != NULL, "%s", err.text);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base/path");
    UNIT_CASE(suite, "join", joining, standard_input);
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, set_up, tear_down);
    tcase_add_test(files, folders);
    tcase_add_test(files, writing);
    tcase_add_test(files, links);
    tcase_add_test(files, no_room);
    tcase_add_test(files, reading);
    tcase_add_test(files, changing);
    suite_add_tcase(suite, files);
    return suite;
}
