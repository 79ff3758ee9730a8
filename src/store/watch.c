/* Following what others do to the archive, without a timer: SQLite writes each transaction into the -wal file, which
 * inotify tells of, and the end of a writer's process makes its pidfd readable. Both wait in one epoll, whose
 * descriptor stands beside the keyboard in the caller's poll. A wake is only a hint: data_version says whether
 * anything was committed. */

#include <cigo/base/alloc.h>

#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "store-priv.h"

struct cigo_watch {
    struct cigo_store *store;
    int epoll, notes, process; /* -1 = none */
    long pid;                  /* of `process` */
    int64_t version;
};

static int64_t data_version(struct cigo_store *store)
{
    sqlite3_stmt *stmt = cigo_store_query(store, NULL, CIGO_SQL_DATA_VERSION, "");
    int64_t version = stmt && sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int64(stmt, 0) : -1;
    if (stmt)
        sqlite3_reset(stmt);
    return version;
}

static void add(struct cigo_watch *watch, int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(watch->epoll, EPOLL_CTL_ADD, fd, &event);
}

static void watch_file(struct cigo_watch *watch, const char *suffix)
{
    char *name = cigo_files_joined(watch->store->path, suffix);
    inotify_add_watch(watch->notes, name, IN_MODIFY);
    free(name);
}

struct cigo_watch *cigo_watch_new(struct cigo_store *store)
{
    struct cigo_watch *watch = cigo_alloc(sizeof *watch);
    *watch = (struct cigo_watch){.store = store, .process = -1, .version = data_version(store)};
    watch->epoll = epoll_create1(EPOLL_CLOEXEC);
    watch->notes = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (watch->epoll < 0 || watch->notes < 0) {
        cigo_watch_free(watch);
        return NULL;
    }
    watch_file(watch, "-wal");
    watch_file(watch, "");
    add(watch, watch->notes);
    return watch;
}

void cigo_watch_free(struct cigo_watch *watch)
{
    if (!watch)
        return;
    const int fds[] = {watch->process, watch->notes, watch->epoll};
    for (size_t i = 0; i < sizeof fds / sizeof *fds; i++)
        if (fds[i] >= 0)
            close(fds[i]);
    free(watch);
}

int cigo_watch_fd(const struct cigo_watch *watch)
{
    return watch->epoll;
}

static void forget_process(struct cigo_watch *watch)
{
    if (watch->process >= 0)
        close(watch->process); /* epoll forgets it by itself */
    watch->process = -1;
    watch->pid = 0;
}

void cigo_watch_process(struct cigo_watch *watch, long pid)
{
    if (pid == watch->pid)
        return;
    forget_process(watch);
    if (pid > 0)
        watch->process = (int)syscall(SYS_pidfd_open, (pid_t)pid, 0);
    if (watch->process < 0)
        return;
    watch->pid = pid;
    add(watch, watch->process);
}

/* Takes the notes away. Was it the process, or one of the files? */
static bool take_notes(struct cigo_watch *watch)
{
    _Alignas(struct inotify_event) char notes[4096];
    struct epoll_event events[2];
    bool ended = false;
    int n = epoll_wait(watch->epoll, events, 2, 0);
    for (int i = 0; i < n; i++)
        ended = ended || events[i].data.fd == watch->process;
    while (read(watch->notes, notes, sizeof notes) > 0)
        ;
    if (ended)
        forget_process(watch);
    return ended;
}

bool cigo_watch_moved(struct cigo_watch *watch)
{
    bool ended = take_notes(watch);
    int64_t version = data_version(watch->store);
    bool moved = version != watch->version;
    watch->version = version;
    return ended || moved;
}
