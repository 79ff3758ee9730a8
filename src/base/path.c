/* Paths and whole files. A file is written beside its final name and moved there when it is safe on
 * disk, so a full disk or a cut cable leaves either the old file or the new one. */

#include <cigo/base/path.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cigo/base/alloc.h>

char *cigo_path_join(const char *dir, const char *name)
{
    size_t n = strlen(dir);
    if (n == 0 || name[0] == '/')
        return cigo_strdup(name);
    size_t m = strlen(name);
    bool slash = dir[n - 1] != '/';
    char *path = cigo_alloc(n + slash + m + 1);
    memcpy(path, dir, n);
    if (slash)
        path[n] = '/';
    memcpy(path + n + slash, name, m);
    return path;
}

char *cigo_path_xdg(const char *value, const char *home, const char *fallback)
{
    if (value && value[0] == '/')
        return cigo_strdup(value);
    if (home == NULL || home[0] == '\0')
        return NULL;
    while (fallback[0] == '/')
        fallback++;
    return cigo_path_join(home, fallback);
}

/* What an errno means to a person, and what to do about it. */
static const char *reason(int number)
{
    switch (number) {
    case ENOENT:
        return _("non esiste. Controlli il nome e la cartella");
    case EACCES:
    case EPERM:
        return _("manca il permesso. Scelga un'altra cartella o chieda a chi amministra il computer");
    case ENOSPC:
    case EDQUOT:
        return _("il disco è pieno. Liberi spazio e riprovi");
    case EROFS:
        return _("il disco è di sola lettura. Scelga un'altra cartella");
    case ENOTDIR:
        return _("una parte del percorso non è una cartella. Controlli il nome");
    case EISDIR:
        return _("è una cartella. Indichi un file");
    case EEXIST:
        return _("esiste già. Scelga un altro nome");
    case ELOOP:
        return _("è un collegamento simbolico. Indichi il file vero");
    case ENAMETOOLONG:
        return _("il nome è troppo lungo. Ne scelga uno più breve");
    case EMFILE:
    case ENFILE:
        return _("ci sono troppi file aperti. Chiuda altri programmi e riprovi");
    case EFBIG:
        return _("il file è troppo grande per questo disco. Scelga un'altra cartella");
    case EIO:
        return _("il disco non risponde come deve. Controlli il disco e usi una copia di riserva");
    default:
        return NULL;
    }
}

/* "doing «path»: why"; number is an errno. */
static bool fail_io(struct cigo_error *err, enum cigo_exit code, const char *doing, const char *path,
                    int number)
{
    const char *why = reason(number);
    if (why)
        return cigo_fail(err, code, "%s «%s»: %s.", doing, path, why);
    return cigo_fail(err, code, _("%s «%s»: errore %d del sistema. Riprovi; se si ripete, scelga "
                     "un'altra cartella."), doing, path, number);
}

static bool is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool cigo_path_make_dirs(const char *path, unsigned mode, struct cigo_error *err)
{
    char *copy = cigo_strdup(path);
    bool ok = true;
    for (char *p = copy; ok && *p != '\0';) {
        p += strspn(p, "/");
        p += strcspn(p, "/");
        char kept = *p;
        *p = '\0';
        int code = copy[0] == '\0' || mkdir(copy, mode) == 0 ? 0 : errno;
        if (code != 0 && !is_dir(copy))
            ok = fail_io(err, CIGO_EXIT_STORAGE, _("Non posso creare la cartella"), copy,
                         code == EEXIST ? ENOTDIR : code);
        *p = kept;
    }
    free(copy);
    return ok;
}

static bool fail_too_big(const char *path, size_t max, struct cigo_error *err)
{
    return cigo_fail(err, CIGO_EXIT_USAGE,
                     _("Non posso leggere «%s»: supera il massimo di %zu byte. Indichi un file più piccolo."),
                     path, max);
}

/* Open for reading; a pipe or device that is not standard input is refused without waiting for it. */
static int open_to_read(const char *path, size_t max, struct stat *ret_stat, struct cigo_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) {
        fail_io(err, CIGO_EXIT_USAGE, _("Non posso leggere"), path, errno);
    } else if (S_ISDIR(st.st_mode)) {
        fail_io(err, CIGO_EXIT_USAGE, _("Non posso leggere"), path, EISDIR);
    } else if (S_ISREG(st.st_mode) && st.st_size > 0 && (uintmax_t)st.st_size > max) {
        fail_too_big(path, max, err);
    } else if (!S_ISREG(st.st_mode)) {
        cigo_fail(err, CIGO_EXIT_USAGE,
                  _("Non posso leggere «%s»: non è un file normale. Indichi un file."), path);
    } else {
        *ret_stat = st;
        return fd;
    }
    if (fd >= 0)
        close(fd);
    return -1;
}

/* Did somebody write to the file since? Then what was read may be half of the old and half of the new. */
static bool has_changed(int fd, const struct stat *before)
{
    struct stat now;
    return fstat(fd, &now) != 0 || now.st_size != before->st_size ||
           now.st_mtim.tv_sec != before->st_mtim.tv_sec || now.st_mtim.tv_nsec != before->st_mtim.tv_nsec;
}

/* Everything up to max + 1 bytes, NUL after it; NULL on an error (errno). `expected` bytes are likely. */
static char *read_all(int fd, size_t expected, size_t max, size_t *ret_size)
{
    size_t n = 0, cap = 0;
    char *text = NULL;
    for (;;) {
        if (cap - n < 2) {
            cap = cap ? cap * 2 : expected ? expected + 2 : 16 * 1024;
            text = cigo_realloc_array(text, cap, 1);
        }
        ssize_t k = read(fd, text + n, cap - n - 1);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0) {
            int number = errno;
            free(text);
            errno = number;
            return NULL;
        }
        n += (size_t)k;
        if (k == 0 || n > max)
            break;
    }
    text[n] = '\0';
    *ret_size = n;
    return text;
}

bool cigo_file_read(const char *path, size_t max, char **ret_text, size_t *ret_size,
                    struct cigo_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    struct stat before = {0};
    int fd = standard ? STDIN_FILENO : open_to_read(path, max, &before, err);
    if (fd < 0)
        return false;
    size_t n;
    char *text = read_all(fd, (size_t)before.st_size, max, &n);
    int number = errno;
    bool changed = !standard && has_changed(fd, &before);
    if (!standard)
        close(fd);
    if (text == NULL)
        return fail_io(err, CIGO_EXIT_USAGE, _("Non posso leggere"), path, number);
    if (n <= max && !changed) {
        *ret_text = text;
        *ret_size = n;
        return true;
    }
    free(text);
    if (n > max)
        return fail_too_big(path, max, err);
    return cigo_fail(err, CIGO_EXIT_USAGE,
                     _("«%s» è cambiato mentre lo leggevo: forse un altro programma lo sta ancora scrivendo. "
                     "Quando ha finito, riprovi."), path);
}

/* Writing: where the file goes. */
struct target {
    const char *path;
    int dir;          /* the folder, open */
    const char *name; /* in it; borrowed from path */
    char temp[48];    /* the temporary file's name there */
};

static bool fail_write(struct cigo_error *err, const struct target *to, int number)
{
    return fail_io(err, CIGO_EXIT_STORAGE, _("Non posso scrivere"), to->path, number);
}

static bool open_folder(struct target *to, struct cigo_error *err)
{
    const char *slash = strrchr(to->path, '/');
    to->name = slash ? slash + 1 : to->path;
    if (to->name[0] == '\0')
        return fail_write(err, to, EISDIR);
    struct cigo_str dir = {to->path, slash ? (size_t)(slash - to->path) + 1 : 0};
    char *folder = slash ? cigo_str_dup(dir) : cigo_strdup(".");
    to->dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int number = errno;
    free(folder);
    if (to->dir >= 0)
        return true;
    return number == ENOENT
               ? cigo_fail(err, CIGO_EXIT_STORAGE,
                           _("Non posso scrivere «%s»: la cartella non esiste. Controlli il nome o la "
                           "crei prima."), to->path)
               : fail_write(err, to, number);
}

static bool exists_fail(struct cigo_error *err, const struct target *to)
{
    return cigo_fail(err, CIGO_EXIT_USAGE,
                     _("Non scrivo «%s»: il file esiste già e resta com'è. Scelga un altro nome; i comandi "
                     "lo sostituiscono con --force."), to->path);
}

/* What is there already may be replaced. */
static bool may_write(const struct target *to, bool force, struct cigo_error *err)
{
    struct stat st;
    if (fstatat(to->dir, to->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT || fail_write(err, to, errno);
    if (S_ISLNK(st.st_mode))
        return fail_write(err, to, ELOOP);
    if (S_ISDIR(st.st_mode))
        return fail_write(err, to, EISDIR);
    if (!S_ISREG(st.st_mode))
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("Non scrivo «%s»: non è un file normale. Scelga un altro nome."), to->path);
    return force || exists_fail(err, to);
}

static int open_temp(struct target *to)
{
    for (int i = 0; i < 1000; i++) {
        snprintf(to->temp, sizeof to->temp, ".cigo-%ld-%d.tmp", (long)getpid(), i);
        int fd = openat(to->dir, to->temp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                        S_IRUSR | S_IWUSR);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

static bool write_all(int fd, struct cigo_str text)
{
    while (text.n > 0) {
        ssize_t k = write(fd, text.p, text.n);
        if (k < 0 && errno == EINTR)
            continue;
        if (k < 0)
            return false;
        text.p += k;
        text.n -= (size_t)k;
    }
    return fsync(fd) == 0;
}

/* The temporary file takes the name; where the file system cannot refuse to replace, the name is
 * reserved first by a file of ours. */
static bool move_into_place(const struct target *to, bool force)
{
    if (force)
        return renameat(to->dir, to->temp, to->dir, to->name) == 0;
    if (renameat2(to->dir, to->temp, to->dir, to->name, RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    int fd = openat(to->dir, to->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                    S_IRUSR | S_IWUSR);
    if (fd < 0)
        return false;
    close(fd);
    if (renameat(to->dir, to->temp, to->dir, to->name) == 0)
        return true;
    int number = errno;
    unlinkat(to->dir, to->name, 0);
    errno = number;
    return false;
}

static bool write_in_folder(struct target *to, struct cigo_str text, bool force,
                            struct cigo_error *err)
{
    if (!may_write(to, force, err))
        return false;
    int fd = open_temp(to);
    if (fd < 0)
        return fail_write(err, to, errno);
    bool ok = write_all(fd, text);
    int number = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        number = errno;
    }
    if (ok && !move_into_place(to, force)) {
        ok = false;
        number = errno;
    }
    if (ok) {
        /* some file systems cannot sync a folder; the file itself is safe already */
        (void)fsync(to->dir);
        return true;
    }
    unlinkat(to->dir, to->temp, 0);
    return number == EEXIST ? exists_fail(err, to) : fail_write(err, to, number);
}

bool cigo_file_write(const char *path, struct cigo_str text, bool force, struct cigo_error *err)
{
    struct target to = {.path = path};
    if (!open_folder(&to, err))
        return false;
    bool ok = write_in_folder(&to, text, force, err);
    close(to.dir);
    return ok;
}
