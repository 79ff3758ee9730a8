/* Loaded before cigo (LD_PRELOAD): counts the calls that can fail, and lets the one that is asked for fail.
 *
 *   CIGO_FAULT=GROUP:N:MODE:WAY   in GROUP (memory, file, sqlite, library) the Nth call fails ("once"), or it and all
 *                                 after it ("on"), in the WAYth of the ways in which that function can fail; or there
 *                                 SIGKILL falls ("kill")
 *   CIGO_FAULT_TRACE=FILE         a record for each counted call, with a number for the place in cigo that it came from:
 *                                 who does not want each call takes some of each place
 *   CIGO_FAULT_HIT=FILE           the stack of the first call that was made to fail
 *
 * What SQLite, libyaml, jansson and libgcrypt ask for and read and write passes here too, so "memory" and "file" are
 * theirs as well as cigo's. Nothing here may allocate once it is running. */

#include "inject.h"

#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { RECORDS = 1 << 20, DEPTH = 48 };

struct record {
    char name[24];
    uint32_t group, n, ways;
    uint32_t stack;
};

static const char *const groups[] = {"memory", "file", "sqlite", "library"};
enum { GROUPS = sizeof groups / sizeof *groups };

static struct plan {
    unsigned long n;
    size_t group, way;
    bool on, kill;
    const char *hit;
    struct record *trace;
} plan;

static atomic_ulong counts[GROUPS];
static atomic_size_t records;
static bool ready;
static uintptr_t program, program_end; /* where cigo itself lies */
static __thread int inside; /* what is called from here does not count */

static void read_plan(void)
{
    const char *text = getenv("CIGO_FAULT"), *trace = getenv("CIGO_FAULT_TRACE");
    char group[16] = "", mode[8] = "";
    if (text && sscanf(text, "%15[a-z]:%lu:%7[a-z]:%zu", group, &plan.n, mode, &plan.way) == 4)
        while (plan.group < GROUPS && strcmp(groups[plan.group], group) != 0)
            plan.group++;
    plan.on = strcmp(mode, "on") == 0;
    plan.kill = strcmp(mode, "kill") == 0;
    plan.hit = getenv("CIGO_FAULT_HIT");
    if (!trace)
        return;
    int fd = open(trace, O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || ftruncate(fd, RECORDS * sizeof(struct record)) != 0)
        abort();
    plan.trace = mmap(NULL, RECORDS * sizeof(struct record), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (plan.trace == MAP_FAILED)
        abort();
    close(fd);
}

static int find_program(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    (void)data;
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type == PT_LOAD && part->p_flags & PF_X) {
            program = info->dlpi_addr + part->p_vaddr;
            program_end = program + part->p_memsz;
        }
    }
    return 1; /* the program comes first, the libraries do not count */
}

/* From main() on: what the loader and the libraries do before it is not cigo's. Children are not cigo, and cigo-pdf has
 * none of the libraries that this one wants. */
__attribute__((constructor)) static void begin(void)
{
    void *frames[DEPTH];
    inside = 1;
    if (strcmp(program_invocation_short_name, "cigo") == 0) {
        unsetenv("LD_PRELOAD");
        read_plan();
        dl_iterate_phdr(find_program, NULL);
        backtrace(frames, DEPTH); /* the first one loads a library */
        ready = true;
    }
    inside = 0;
}

bool inject_from_program(const void *return_address)
{
    uintptr_t at = (uintptr_t)return_address;
    return at >= program && at < program_end;
}

/* The same for the same place in cigo: how a library came from there to this call does not count. */
static uint32_t stack_number(void)
{
    void *frames[DEPTH];
    int n = backtrace(frames, DEPTH);
    uint32_t hash = 2166136261u;
    for (int i = 0; i < n; i++) {
        if (inject_from_program(frames[i]))
            hash = (hash ^ (uint32_t)((uintptr_t)frames[i] - program)) * 16777619u;
    }
    return hash;
}

static void note(const char *name, size_t group, unsigned long n, size_t ways)
{
    size_t i = atomic_fetch_add(&records, 1);
    if (i >= RECORDS)
        return;
    struct record *record = &plan.trace[i];
    *record = (struct record){.group = (uint32_t)group, .n = (uint32_t)n, .ways = (uint32_t)ways,
                              .stack = stack_number()};
    memcpy(record->name, name, strnlen(name, sizeof record->name - 1));
}

static void tell_hit(void)
{
    void *frames[32];
    const char *path = plan.hit;
    plan.hit = NULL;
    int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    if (fd < 0)
        return;
    backtrace_symbols_fd(frames, backtrace(frames, 32), fd);
    syscall(SYS_close, fd);
}

/* What undoes what failed before: were it to fail for ever too, something would have to be left behind; and dup2, which
 * can only be interrupted, and by rights is tried again until it is not. */
static bool fails_once_only(const char *name)
{
    return strcmp(name, "unlink") == 0 || strcmp(name, "unlinkat") == 0 || strcmp(name, "rmdir") == 0 ||
           strcmp(name, "dup2") == 0;
}

const int *inject_fails(const char *name, enum inject_group group, const int *ways, size_t n_ways)
{
    if (!ready || inside)
        return NULL;
    inside = 1;
    int number = errno;
    unsigned long n = atomic_fetch_add(&counts[group], 1) + 1;
    if (plan.trace)
        note(name, group, n, n_ways);
    const int *way = NULL;
    if (plan.n > 0 && plan.group == (size_t)group && (n == plan.n || (plan.on && n > plan.n && !fails_once_only(name)))) {
        way = &ways[plan.way < n_ways ? plan.way : n_ways - 1];
        tell_hit();
        if (plan.kill)
            raise(SIGKILL);
    }
    errno = number;
    inside = 0;
    return way;
}
