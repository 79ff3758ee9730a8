/* Which process a lock belongs to, and whether it still runs: pid and start time from /proc, valid within
 * one boot of one machine and one process namespace. Whatever cannot be seen counts as alive. */

#include <cigo/base/str.h>

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/random.h>
#include <unistd.h>

#include "store-priv.h"

/* First line of a small file; "" when it cannot be read. */
static void read_line(const char *path, char *buf, size_t size)
{
    buf[0] = '\0';
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    ssize_t n = read(fd, buf, size - 1);
    close(fd);
    buf[n > 0 ? n : 0] = '\0';
    buf[strcspn(buf, "\n")] = '\0';
}

/* State letter and start time of a process; false when /proc does not tell. */
static bool read_stat(long pid, char *ret_state, char *start, size_t size)
{
    char path[48], line[1024];
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    read_line(path, line, sizeof line);
    const char *p = strrchr(line, ')'); /* the name before it may hold anything */
    if (p == NULL || p[1] != ' ')
        return false;
    *ret_state = p[2];
    p += 2;
    for (int field = 3; field < 22 && p; field++) {
        p = strchr(p, ' ');
        p = p ? p + 1 : NULL;
    }
    if (p == NULL)
        return false;
    snprintf(start, size, "%.*s", (int)strcspn(p, " "), p);
    return true;
}

void cigo_process_self(struct cigo_process *ret_self)
{
    char state;
    *ret_self = (struct cigo_process){.pid = (long)getpid()};
    read_stat(ret_self->pid, &state, ret_self->start, sizeof ret_self->start);
    read_line("/proc/sys/kernel/random/boot_id", ret_self->boot, sizeof ret_self->boot);
    read_line("/etc/machine-id", ret_self->machine, sizeof ret_self->machine);
    ssize_t n = readlink("/proc/self/ns/pid", ret_self->space, sizeof ret_self->space - 1);
    ret_self->space[n > 0 ? n : 0] = '\0';
    if (gethostname(ret_self->host, sizeof ret_self->host) != 0)
        ret_self->host[0] = '\0';
    ret_self->host[sizeof ret_self->host - 1] = '\0';
    for (int fd = 0; fd <= 2 && ret_self->tty[0] == '\0'; fd++)
        if (ttyname_r(fd, ret_self->tty, sizeof ret_self->tty) != 0)
            ret_self->tty[0] = '\0';
}

bool cigo_process_visible(const struct cigo_process *process, const struct cigo_process *self)
{
    return strcmp(process->host, self->host) == 0 && strcmp(process->machine, self->machine) == 0 &&
           strcmp(process->space, self->space) == 0;
}

bool cigo_process_alive(const struct cigo_process *process, const struct cigo_process *self)
{
    if (strcmp(process->host, self->host) != 0 || strcmp(process->machine, self->machine) != 0)
        return true;
    if (strcmp(process->boot, self->boot) != 0)
        return false; /* the machine was started again */
    if (strcmp(process->space, self->space) != 0)
        return true;
    if (process->pid <= 0 || (kill((pid_t)process->pid, 0) != 0 && errno == ESRCH))
        return false;
    char state, start[sizeof process->start];
    if (!read_stat(process->pid, &state, start, sizeof start))
        return true; /* another account's process may be hidden from us */
    return state != 'Z' && state != 'X' && strcmp(start, process->start) == 0;
}

void cigo_process_token(char *buf, size_t size)
{
    unsigned char random[16];
    assert(size > 2 * sizeof random);
    if (getrandom(random, sizeof random, 0) != (ssize_t)sizeof random)
        sqlite3_randomness((int)sizeof random, random);
    for (size_t i = 0; i < sizeof random; i++)
        snprintf(buf + 2 * i, size - 2 * i, "%02x", random[i]);
}
