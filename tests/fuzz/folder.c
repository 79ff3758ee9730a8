/* One folder of this process, beside or instead of a disk, and files of the source. */

#include "folder.h"

#include <cigo/base/path.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

enum { MAX_FILES = 12, MAX_NAME = 60, MAX_SOURCE = 1 << 20, LEVELS = 8 };

static char folder[64];

static int forget(const char *path, const struct stat *info, int type, struct FTW *at)
{
    (void)info;
    (void)type;
    return at->level > 0 ? remove(path) : 0;
}

void fuzz_folder_empty(const char *dir)
{
    FUZZ_CHECK(nftw(dir, forget, LEVELS, FTW_DEPTH | FTW_PHYS) == 0);
}

static void leave(void)
{
    fuzz_folder_empty(folder);
    rmdir(folder);
}

const char *fuzz_folder(void)
{
    snprintf(folder, sizeof folder, "%s/cigo-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    FUZZ_CHECK(mkdtemp(folder) != NULL);
    atexit(leave);
    return folder;
}

/* ---- several files in one text ---- */

static bool right_name(struct cigo_str name)
{
    static const char signs[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";
    size_t slashes = 0;
    if (name.n == 0 || name.n > MAX_NAME)
        return false;
    for (size_t i = 0; i < name.n; i++) {
        bool start = i == 0 || name.p[i - 1] == '/';
        if (!strchr(signs, name.p[i]) || name.p[i] == '\0' || (start && (name.p[i] == '.' || name.p[i] == '/')))
            return false;
        slashes += name.p[i] == '/';
    }
    return slashes <= 1 && name.p[name.n - 1] != '/';
}

static void write_one(const char *dir, struct cigo_str name, struct cigo_str text)
{
    char path[sizeof folder + MAX_NAME + 2];
    snprintf(path, sizeof path, "%s/%.*s", dir, (int)name.n, name.p);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    mkdir(path, 0700);
    *slash = '/';
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        return; /* a folder of that name, or a file where a folder is wanted */
    FUZZ_CHECK(write(fd, text.p, text.n) == (ssize_t)text.n);
    close(fd);
}

/* The start of the next line that begins with the mark; the end of the text if there is none. */
static const char *next_mark(const char *from, const char *end)
{
    static const char mark[] = "=== ";
    for (const char *p = from; (size_t)(end - p) >= sizeof mark; p++) {
        if (memcmp(p, mark, sizeof mark - 1) == 0)
            return p + sizeof mark - 1;
        p = memchr(p, '\n', (size_t)(end - p));
        if (!p)
            break;
    }
    return end;
}

void fuzz_files_write(const char *dir, struct cigo_str files)
{
    const char *end = files.p + files.n, *name = files.n ? next_mark(files.p, end) : end;
    for (int i = 0; i < MAX_FILES && name < end; i++) {
        const char *line = memchr(name, '\n', (size_t)(end - name));
        if (!line)
            return;
        const char *next = next_mark(line + 1, end), *until = next < end ? next - strlen("=== ") : end;
        struct cigo_str called = {name, (size_t)(line - name)};
        if (right_name(called))
            write_one(dir, called, (struct cigo_str){line + 1, (size_t)(until - line - 1)});
        name = next;
    }
}

char *fuzz_source(const char *name, size_t *ret_n)
{
    const char *source = getenv("CIGO_SOURCE");
    char *path = cigo_path_join(source ? source : ".", name), *text = NULL;
    struct cigo_error err = {0};
    if (!cigo_file_read(path, MAX_SOURCE, &text, ret_n, &err))
        fprintf(stderr, "%s: %s\n", path, err.text);
    FUZZ_CHECK(text != NULL);
    free(path);
    return text;
}
