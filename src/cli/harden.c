/* Before anything else: what cigo was started with is not trusted. Who can set its environment can mostly run programs
 * anyway, but an ssh client, a sudo rule or a folder one happens to stand in should not be enough. */

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cigo/base/alloc.h>
#include <cigo/base/private.h>
#include "cli-priv.h"

/* A file that is opened in the place of a closed standard error would get the messages. */
static void fill_standard_files(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        close(fd);
}

/* Only what root or the user has put there, where nobody else can change it. */
static bool is_safe_folder(const char *path)
{
    struct stat st;
    return path[0] == '/' && stat(path, &st) == 0 && (st.st_uid == 0 || st.st_uid == geteuid()) &&
           (st.st_mode & 022) == 0;
}

static bool is_absolute(const char *path)
{
    return path[0] == '/';
}

/* Of a list with colons, keep what is good; a list of which nothing is left goes. */
static void filter_list(const char *name, bool (*good)(const char *path))
{
    const char *value = getenv(name);
    if (!value)
        return;
    char *list = cigo_strdup(value);
    struct cigo_buf kept;
    cigo_buf_init(&kept, strlen(list) + 2);
    for (char *item = list, *next; item; item = next) {
        next = strchr(item, ':');
        if (next)
            *next++ = '\0';
        if (good(item))
            cigo_buf_printf(&kept, "%s%s", kept.n ? ":" : "", item);
    }
    if (kept.n)
        setenv(name, kept.p, 1);
    else
        unsetenv(name);
    cigo_buf_finish(&kept);
    free(list);
}

void cli_harden(void)
{
    /* libraries load code and tables from here */
    static const char *const loads[] = {"GCONV_PATH", "LOCPATH", "NLSPATH"};
    fill_standard_files();
    cigo_private_process();
    signal(SIGCHLD, SIG_DFL); /* ignored, as some programs leave it, nobody is told how a child ended */
    for (size_t i = 0; i < sizeof loads / sizeof *loads; i++)
        unsetenv(loads[i]);
    filter_list("PATH", is_absolute); /* "." is whatever folder one stands in */
    filter_list("TERMINFO", is_safe_folder);
    filter_list("TERMINFO_DIRS", is_safe_folder);
}
