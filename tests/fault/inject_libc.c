/* The C library's: memory and files. */

#include "inject.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <unistd.h>

/* ---- memory: called before anything can be looked up, so what dlsym needs meanwhile comes from here ---- */

static char early[4096];
static size_t early_used;
static volatile bool looking; /* dlsym is said never to come back here, and does */

static void *early_alloc(size_t size)
{
    size_t at = (early_used + 15) / 16 * 16;
    if (size > sizeof early - at)
        abort();
    early_used = at + size;
    return early + at;
}

static bool is_early(const void *p)
{
    return (const char *)p >= early && (const char *)p < early + sizeof early;
}

static const int no_memory[] = {ENOMEM};

static bool memory_fails(const char *name)
{
    if (!inject_fails(name, INJECT_MEMORY, no_memory, 1))
        return false;
    errno = ENOMEM;
    return true;
}

#define MEMORY_REAL(name) \
    static __typeof__(&name) real; \
    if (!real && !looking) { \
        looking = true; \
        *(void **)&real = dlsym(RTLD_NEXT, #name); \
        looking = false; \
    }

INJECT_EXPORT void *malloc(size_t size)
{
    MEMORY_REAL(malloc)
    if (!real)
        return early_alloc(size);
    return memory_fails("malloc") ? NULL : real(size);
}

INJECT_EXPORT void *calloc(size_t n, size_t size)
{
    MEMORY_REAL(calloc)
    if (!real)
        return early_alloc(n * size);
    return memory_fails("calloc") ? NULL : real(n, size);
}

INJECT_EXPORT void *realloc(void *p, size_t size)
{
    MEMORY_REAL(realloc)
    if (!real || is_early(p))
        abort();
    return memory_fails("realloc") ? NULL : real(p, size);
}

INJECT_EXPORT int posix_memalign(void **ret, size_t alignment, size_t size)
{
    MEMORY_REAL(posix_memalign)
    return memory_fails("posix_memalign") ? ENOMEM : real(ret, alignment, size);
}

INJECT_EXPORT void free(void *p)
{
    MEMORY_REAL(free)
    if (real && !is_early(p))
        real(p);
}

/* ---- files ---- */

static mode_t mode_of(int flags, va_list ap)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, mode_t) : 0;
}

#define OPENS(name, before, passed) \
    INJECT_EXPORT int name(before const char *path, int flags, ...) \
    { \
        static const int ways[] = {EIO, EMFILE, ENOSPC, EACCES}; \
        INJECT_REAL(name); \
        va_list ap; \
        va_start(ap, flags); \
        mode_t mode = mode_of(flags, ap); \
        va_end(ap); \
        const int *way = inject_fails(#name, INJECT_FILE, ways, sizeof ways / sizeof *ways); \
        if (!way) \
            return real(passed path, flags, mode); \
        errno = *way; \
        return -1; \
    }
#define NOTHING
#define FOLDER int dir,
#define THE_FOLDER dir,
OPENS(open, NOTHING, NOTHING)
OPENS(open64, NOTHING, NOTHING)
OPENS(openat, FOLDER, THE_FOLDER)
OPENS(openat64, FOLDER, THE_FOLDER)

/* A terminal has faults of its own, which are tests/terminal's. */
static bool is_terminal(int fd)
{
    int number = errno;
    bool yes = isatty(fd);
    errno = number;
    return yes;
}

/* They can also do a part of it only. */
#define TRANSFER(name, parameters, part, whole, ...) \
    INJECT_EXPORT ssize_t name parameters \
    { \
        static const int ways[] = {__VA_ARGS__, INJECT_PART}; \
        INJECT_REAL(name); \
        const int *way = is_terminal(fd) ? NULL : inject_fails(#name, INJECT_FILE, ways, sizeof ways / sizeof *ways); \
        if (!way) \
            return real whole; \
        if (*way == INJECT_PART) \
            return real part; \
        errno = *way; \
        return -1; \
    }
TRANSFER(read, (int fd, void *p, size_t n), (fd, p, (n + 1) / 2), (fd, p, n), EIO, EINTR)
TRANSFER(pread64, (int fd, void *p, size_t n, off64_t at), (fd, p, (n + 1) / 2, at), (fd, p, n, at), EIO, EINTR)
TRANSFER(write, (int fd, const void *p, size_t n), (fd, p, (n + 1) / 2), (fd, p, n), ENOSPC, EIO, EINTR)
TRANSFER(pwrite64, (int fd, const void *p, size_t n, off64_t at), (fd, p, (n + 1) / 2, at), (fd, p, n, at), ENOSPC,
         EIO, EINTR)

#define FILES(name, parameters, arguments, ...) INJECT(int, -1, INJECT_FILE, name, parameters, arguments, __VA_ARGS__)
FILES(fsync, (int fd), (fd), EIO, ENOSPC)
FILES(fdatasync, (int fd), (fd), EIO, ENOSPC)
FILES(ftruncate64, (int fd, off64_t n), (fd, n), EIO, ENOSPC)
FILES(rename, (const char *a, const char *b), (a, b), EIO, ENOSPC, EROFS)
FILES(renameat, (int da, const char *a, int db, const char *b), (da, a, db, b), EIO, ENOSPC)
FILES(renameat2, (int da, const char *a, int db, const char *b, unsigned how), (da, a, db, b, how), EIO, ENOSPC, EINVAL)
FILES(unlink, (const char *path), (path), EIO, EACCES)
FILES(unlinkat, (int dir, const char *path, int flags), (dir, path, flags), EIO)
FILES(rmdir, (const char *path), (path), EIO)
FILES(mkdir, (const char *path, mode_t mode), (path, mode), ENOSPC, EACCES)
FILES(stat64, (const char *path, struct stat64 *ret), (path, ret), EIO, EACCES)
FILES(lstat64, (const char *path, struct stat64 *ret), (path, ret), EIO, EACCES)
FILES(fstat64, (int fd, struct stat64 *ret), (fd, ret), EIO)
FILES(fstatat64, (int dir, const char *path, struct stat64 *ret, int flags), (dir, path, ret, flags), EIO)
FILES(statfs64, (const char *path, struct statfs64 *ret), (path, ret), EIO)
FILES(statvfs64, (const char *path, struct statvfs64 *ret), (path, ret), EIO)
FILES(access, (const char *path, int how), (path, how), EIO, EACCES)
FILES(chmod, (const char *path, mode_t mode), (path, mode), EPERM)
FILES(fchmod, (int fd, mode_t mode), (fd, mode), EPERM)
FILES(flock, (int fd, int how), (fd, how), ENOLCK, EINTR)
FILES(pipe2, (int ret[2], int flags), (ret, flags), EMFILE)
FILES(dup2, (int from, int to), (from, to), EINTR)
FILES(socketpair, (int domain, int type, int protocol, int ret[2]), (domain, type, protocol, ret), EMFILE)
FILES(inotify_init1, (int flags), (flags), EMFILE)
FILES(inotify_add_watch, (int fd, const char *path, uint32_t mask), (fd, path, mask), ENOSPC)
FILES(epoll_create1, (int flags), (flags), EMFILE)
FILES(epoll_ctl, (int fd, int how, int of, struct epoll_event *event), (fd, how, of, event), ENOSPC)
FILES(fflush, (FILE *file), (file), ENOSPC, EIO)
INJECT(DIR *, NULL, INJECT_FILE, opendir, (const char *path), (path), EMFILE, EACCES)
INJECT(void *, MAP_FAILED, INJECT_FILE, mmap64, (void *p, size_t n, int may, int how, int fd, off64_t at),
       (p, n, may, how, fd, at), ENOMEM)
INJECT(char *, NULL, INJECT_FILE, realpath, (const char *path, char *ret), (path, ret), EIO, ENOMEM)
INJECT(ssize_t, -1, INJECT_FILE, getrandom, (void *p, size_t n, unsigned how), (p, n, how), EINTR, ENOSYS)

/* These return the number instead of setting it. */
#define RETURNS(name, parameters, arguments, ...) \
    INJECT(int, *way, INJECT_LIBRARY, name, parameters, arguments, __VA_ARGS__)
RETURNS(pthread_create, (pthread_t *ret, const pthread_attr_t *how, void *(*run)(void *), void *data),
        (ret, how, run, data), EAGAIN)
RETURNS(posix_spawn, (pid_t *ret, const char *path, const posix_spawn_file_actions_t *files,
        const posix_spawnattr_t *how, char *const *argv, char *const *env), (ret, path, files, how, argv, env), EAGAIN)
RETURNS(posix_spawnp, (pid_t *ret, const char *name, const posix_spawn_file_actions_t *files,
        const posix_spawnattr_t *how, char *const *argv, char *const *env), (ret, name, files, how, argv, env), ENOENT)
