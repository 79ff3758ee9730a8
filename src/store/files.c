/* The database as files: what lies at its path, private permissions, which file system it is on, and
 * setting a damaged one aside. The database file itself is never opened here: closing any descriptor of
 * it would drop SQLite's locks on it, held by another handle of this process. */

#include <cigo/base/alloc.h>
#include <cigo/base/path.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "store-priv.h"

/* First the side files: a database without its -wal is still a database, a -wal left behind would be
 * taken for part of the new one. */
static const char *const suffixes[] = {"-wal", "-shm", "-journal", ""};
enum { N_SUFFIXES = sizeof suffixes / sizeof *suffixes };

char *cigo_files_joined(const char *path, const char *suffix)
{
    size_t size = strlen(path) + strlen(suffix) + 1;
    char *text = cigo_alloc(size);
    snprintf(text, size, "%s%s", path, suffix);
    return text;
}

char *cigo_files_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return cigo_strdup(".");
    return cigo_str_dup((struct cigo_str){path, slash == path ? 1 : (size_t)(slash - path)});
}

char *cigo_files_name(const char *path)
{
    char *folder = cigo_files_folder(path), *real = realpath(folder, NULL);
    const char *slash = strrchr(path, '/');
    char *name = real ? cigo_path_join(real, slash ? slash + 1 : path) : cigo_files_joined(*path == '/' ? "" : "./", path);
    free(real);
    free(folder);
    return name;
}

static bool refuse(const char *path, const struct stat *st, struct cigo_error *err)
{
    if (S_ISLNK(st->st_mode))
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("«%s» è un collegamento simbolico e l'archivio non si apre attraverso un "
                         "collegamento: indichi con --data il file vero."), path);
    if (S_ISDIR(st->st_mode))
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("«%s» è una cartella: indichi con --data il file dell'archivio, per esempio "
                         "«%s/cigo.db»."), path, path);
    return cigo_fail(err, CIGO_EXIT_STORAGE,
                     _("«%s» non è un file normale: indichi con --data un altro file."), path);
}

bool cigo_files_look(const char *path, enum cigo_file_state *ret_state, struct cigo_error *err)
{
    enum cigo_file_state state = CIGO_FILE_MISSING;
    for (size_t i = 0; i < N_SUFFIXES; i++) {
        struct stat st;
        char *name = cigo_files_joined(path, suffixes[i]);
        int code = lstat(name, &st) == 0 ? 0 : errno;
        bool ok = code != 0 || S_ISREG(st.st_mode) || refuse(name, &st, err);
        free(name);
        if (!ok)
            return false;
        if (code != 0 && code != ENOENT)
            return cigo_fail(err, CIGO_EXIT_STORAGE,
                             _("Non posso raggiungere l'archivio «%s»: %s. Controlli la cartella, o ne "
                             "indichi un'altra con --data."), path, strerror(code));
        if (code == 0 && suffixes[i][0] == '\0')
            state = st.st_size > 0 ? CIGO_FILE_PRESENT : CIGO_FILE_EMPTY;
    }
    *ret_state = state;
    return true;
}

bool cigo_files_side(const char *path, const char *suffix)
{
    struct stat st;
    char *name = cigo_files_joined(path, suffix);
    bool there = lstat(name, &st) == 0 && st.st_size > 0;
    free(name);
    return there;
}

bool cigo_files_create(const char *path, bool shared, struct cigo_error *err)
{
    /* nobody in this process has it open: it does not exist yet; its group comes from the folder */
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 || fchmod(fd, shared ? 0660 : 0600) != 0) {
        int code = errno;
        if (fd >= 0) {
            close(fd);
            unlink(path);
        }
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("Non posso creare l'archivio «%s»: %s. Controlli spazio e permessi della "
                         "cartella, o ne indichi un'altra con --data."), path, strerror(code));
    }
    close(fd);
    return true;
}

/* What is looked at is what is changed, and not a link that somebody puts in its place meanwhile. Such a descriptor
 * only names the file: closing it drops no lock. */
static void tighten(const char *name, mode_t mode)
{
    struct stat st;
    char same[64];
    int fd = open(name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return;
    snprintf(same, sizeof same, "/proc/self/fd/%d", fd);
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() && (st.st_mode & 07777 & ~mode) != 0)
        chmod(same, mode);
    close(fd);
}

void cigo_files_tighten(const char *path)
{
    mode_t mode = cigo_files_shared(path) ? 0660 : 0600;
    for (size_t i = 0; i < N_SUFFIXES; i++) {
        char *name = cigo_files_joined(path, suffixes[i]);
        tighten(name, mode);
        free(name);
    }
}

/* The bits count for root too: who took them away meant it. */
static bool may_write(const char *path, int mode)
{
    struct stat st;
    return stat(path, &st) == 0 && (st.st_mode & 0222) != 0 && access(path, mode) == 0;
}

static bool folder_writable(const char *path)
{
    char *folder = cigo_files_folder(path);
    bool yes = may_write(folder, R_OK | W_OK | X_OK);
    free(folder);
    return yes;
}

bool cigo_files_writable(const char *path)
{
    return may_write(path, R_OK | W_OK) && folder_writable(path);
}

enum cigo_disk cigo_files_disk(const char *path)
{
    static const uint32_t local[] = {
        0x0000ef53, /* ext2, ext3, ext4 */
        0x58465342, /* xfs */
        0x9123683e, /* btrfs */
        0xf2f52010, /* f2fs */
        0x2fc12fc1, /* zfs */
        0xca451a4e, /* bcachefs */
        0x3153464a, /* jfs */
        0x52654973, /* reiserfs */
        0x00003434, /* nilfs2 */
        0x0000f15f, /* ecryptfs */
        0x794c7630, /* overlay */
        0x01021994, /* tmpfs */
        0x858458f6, /* ramfs */
    };
    struct statfs fs;
    if (statfs(path, &fs) != 0)
        return CIGO_DISK_UNSEEN;
    /* what SQLite's connections share is mapped by pages that it fills with one byte each: on a full disk with smaller
     * blocks the rest of a page could not be had, and touching it would end the program */
    if (fs.f_bsize < 4096)
        return CIGO_DISK_ELSEWHERE;
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        if ((uint32_t)fs.f_type == local[i])
            return CIGO_DISK_LOCAL;
    return CIGO_DISK_ELSEWHERE; /* nfs, cifs, 9p, fuse, afs, and what we do not know: always safe, if slower */
}

bool cigo_files_local(const char *path)
{
    return cigo_files_disk(path) == CIGO_DISK_LOCAL;
}

int cigo_files_lock_folder(const char *path, bool alone)
{
    char *folder = cigo_files_folder(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(folder);
    const struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
    /* not for ever: somebody may have stopped (Ctrl-Z) while opening */
    for (int i = 0; fd >= 0 && i < 1000; i++) {
        if (flock(fd, (alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0)
            return fd;
        if (errno != EWOULDBLOCK && errno != EINTR)
            break;
        nanosleep(&pause, NULL);
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

/* 2026-11-23T10:42:03Z → 20261123T104203 */
static void file_date(const char *now, char *ret_date, size_t size)
{
    size_t n = 0;
    for (; *now && *now != 'Z' && *now != '.' && n + 1 < size; now++)
        if (*now != '-' && *now != ':')
            ret_date[n++] = *now;
    ret_date[n] = '\0';
}

static bool is_free(const char *name)
{
    bool none = true;
    for (size_t i = 0; i < N_SUFFIXES && none; i++) {
        struct stat st;
        char *full = cigo_files_joined(name, suffixes[i]);
        none = lstat(full, &st) != 0 && errno == ENOENT;
        free(full);
    }
    return none;
}

static char *aside_name(const char *path, const char *now)
{
    char date[32];
    file_date(now, date, sizeof date);
    size_t size = strlen(path) + sizeof date + 32;
    for (unsigned i = 1; i < 1000; i++) {
        char *name = cigo_alloc(size);
        if (i == 1)
            snprintf(name, size, "%s.guasto-%s", path, date);
        else
            snprintf(name, size, "%s.guasto-%s-%u", path, date, i);
        if (is_free(name))
            return name;
        free(name);
    }
    return NULL;
}

bool cigo_files_move(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    /* not every file system knows NOREPLACE; the name was free a moment ago */
    return (errno == EINVAL || errno == ENOSYS) && rename(from, to) == 0;
}

void cigo_files_sync_folder(const char *path)
{
    char *folder = cigo_files_folder(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
    free(folder);
}

bool cigo_files_keep_aside(const char *path, const char *now, char **ret_name, struct cigo_error *err)
{
    char *name = aside_name(path, now);
    bool ok = name != NULL && folder_writable(path);
    if (!ok)
        errno = name ? EACCES : EEXIST;
    for (size_t i = 0; i < N_SUFFIXES && ok; i++) {
        char *from = cigo_files_joined(path, suffixes[i]), *to = cigo_files_joined(name, suffixes[i]);
        ok = cigo_files_move(from, to) || errno == ENOENT; /* nothing to move is as good as moved */
        free(from);
        free(to);
    }
    if (!ok) {
        /* strerror: whoever set the locale has it in the user's language */
        cigo_fail(err, CIGO_EXIT_STORAGE,
                  _("«%s» non si può usare come archivio e non riesco a metterlo da parte: %s. Non è stato "
                  "cambiato nulla: lo sposti lei, oppure indichi un altro archivio con --data."), path,
                  strerror(errno));
        free(name);
        return false;
    }
    cigo_files_sync_folder(path);
    *ret_name = name;
    return true;
}
