/* What a process holds stays in it, and a folder for private files is really the user's own. */

#include <cigo/base/private.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cigo/base/alloc.h>
#include <cigo/base/path.h>

void cigo_private_process(void)
{
    /* the limit for core files; and the flag, because a core_pattern that is a program does not mind the limit */
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

bool cigo_private_folder(const char *path, struct cigo_error *err)
{
    struct stat st;
    char *whole = cigo_strdup(path);
    for (size_t n = strlen(whole); n > 1 && whole[n - 1] == '/'; n--)
        whole[n - 1] = '\0'; /* with a slash behind it a link would be followed */
    bool ok = cigo_path_make_dirs(whole, 0700, err);
    if (ok && lstat(whole, &st) != 0)
        ok = cigo_fail(err, CIGO_EXIT_STORAGE, _("Non posso usare la cartella «%s»: %s."), whole, strerror(errno));
    else if (ok && (!S_ISDIR(st.st_mode) || st.st_uid != geteuid() || (st.st_mode & 022) != 0))
        ok = cigo_fail(err, CIGO_EXIT_STORAGE,
                       _("Non scrivo nella cartella «%s»: è un collegamento, o è di un altro utente, o altri vi possono "
                         "scrivere. La tolga, o indichi con --data un archivio in una cartella sua."), whole);
    free(whole);
    return ok;
}
