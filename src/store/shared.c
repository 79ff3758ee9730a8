/* A store of several accounts. The shape of its folder and file says that it is one: the folder hands its group on
 * and shuts everybody else out (2770), the database has that group and 0660, and SQLite gives its side files the
 * mode of the database. Nothing else that cigo writes is ever wider than 0600, so only `share` makes this shape. */

#include <cigo/base/alloc.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store-priv.h"

enum { FOLDER_MODE = 02770, FILE_MODE = 0660 };

static bool is_shared_folder(const struct stat *st)
{
    return S_ISDIR(st->st_mode) && (st->st_mode & 06777) == FOLDER_MODE;
}

static bool is_shared_file(const struct stat *st, gid_t group)
{
    return S_ISREG(st->st_mode) && (st->st_mode & 07777) == FILE_MODE && st->st_gid == group;
}

bool cigo_files_shared(const char *path)
{
    struct stat dir, file;
    char *folder = cigo_files_folder(path);
    bool shared = stat(folder, &dir) == 0 && is_shared_folder(&dir) && lstat(path, &file) == 0 &&
                  is_shared_file(&file, dir.st_gid);
    free(folder);
    return shared;
}

bool cigo_files_trusted(const char *path, struct cigo_error *err)
{
    struct stat st;
    uid_t self = geteuid();
    if (self == 0 || lstat(path, &st) != 0 || st.st_uid == self || st.st_uid == 0 || cigo_files_shared(path) ||
        access(path, W_OK) != 0)
        return true;
    return cigo_fail(err, CIGO_EXIT_STORAGE,
                     _("«%s» appartiene a un altro utente e non è un archivio condiviso: ciò che vi scrivesse lo "
                       "leggerebbe lui. Indichi con --data un archivio suo; per lavorare in più persone chi "
                       "amministra il computer ne prepara uno con «cigo init --group»."), path);
}

/* ---- making one ---- */

struct share {
    const char *path, *group;
    char *folder;
    gid_t gid;
    int dir;
    bool made_folder, made_file;
};

static bool refuse(const struct share *s, const char *why, struct cigo_error *err)
{
    return cigo_fail(err, CIGO_EXIT_STORAGE, _("Non posso preparare l'archivio condiviso «%s»: %s"), s->path, why);
}

static bool refuse_errno(const struct share *s, struct cigo_error *err)
{
    return cigo_fail(err, CIGO_EXIT_STORAGE, _("Non posso preparare l'archivio condiviso «%s»: %s."), s->path,
                     strerror(errno));
}

static bool is_empty(const char *folder)
{
    DIR *dir = opendir(folder);
    bool empty = dir != NULL;
    for (const struct dirent *entry; empty && (entry = readdir(dir)) != NULL;)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    if (dir)
        closedir(dir);
    return empty;
}

/* A folder that is there already: made by an earlier `share`, or empty and one's own. Never another's, and
 * never one that holds other things, which the group would get to see. */
static bool may_use(const struct share *s, const struct stat *st, struct cigo_error *err)
{
    if (S_ISLNK(st->st_mode))
        return refuse(s, _("la cartella è un collegamento simbolico. Indichi la cartella vera."), err);
    if (!S_ISDIR(st->st_mode))
        return refuse(s, _("al posto della cartella c'è un file. Indichi un altro percorso."), err);
    if (is_shared_folder(st) && st->st_gid == s->gid)
        return true;
    if (st->st_uid != geteuid())
        return refuse(s, _("la cartella appartiene a un altro utente. Indichi una cartella nuova, che verrà creata."),
                      err);
    return true;
}

static bool open_folder(struct share *s, struct cigo_error *err)
{
    struct stat st;
    if (mkdir(s->folder, 0700) == 0)
        s->made_folder = true;
    else if (errno == ENOENT)
        return refuse(s, _("la cartella che la deve contenere non esiste. La crei prima, o corregga il percorso."),
                      err);
    else if (errno != EEXIST)
        return refuse_errno(s, err);
    if (lstat(s->folder, &st) != 0)
        return refuse_errno(s, err);
    if (!may_use(s, &st, err))
        return false;
    s->dir = open(s->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (s->dir < 0 || fstat(s->dir, &st) != 0)
        return refuse_errno(s, err);
    if (!(is_shared_folder(&st) && st.st_gid == s->gid) && !is_empty(s->folder))
        return refuse(s, _("la cartella contiene già altri file, e il gruppo li vedrebbe. Indichi una cartella "
                           "nuova, che verrà creata."), err);
    if (!cigo_files_local(s->folder))
        return refuse(s, _("la cartella non è su un disco di questo computer, e là più persone insieme rovinerebbero "
                           "l'archivio. Indichi una cartella su un disco locale."), err);
    return true;
}

/* Group first: changing it may take the setgid bit away. What the system drops without a word is looked for. */
static bool give_to_group(const struct share *s, int fd, mode_t mode, struct cigo_error *err)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return refuse_errno(s, err);
    if (st.st_gid == s->gid && (st.st_mode & 07777) == mode)
        return true;
    bool ok = fchown(fd, (uid_t)-1, s->gid) == 0 && fchmod(fd, mode) == 0;
    if (!ok && errno != EPERM)
        return refuse_errno(s, err);
    if (ok && fstat(fd, &st) == 0 && st.st_gid == s->gid && (st.st_mode & 07777) == mode)
        return true;
    return cigo_fail(err, CIGO_EXIT_STORAGE,
                     _("Non posso dare l'archivio condiviso «%s» al gruppo «%s»: lei non ne fa parte, o il disco non "
                       "conosce i gruppi. Chieda a chi amministra il computer di aggiungerla al gruppo (usermod -aG), "
                       "poi esca e rientri."), s->path, s->group);
}

static bool make_file(struct share *s, struct cigo_error *err)
{
    const char *slash = strrchr(s->path, '/');
    const char *name = slash ? slash + 1 : s->path;
    if (name[0] == '\0')
        return refuse(s, _("manca il nome del file, per esempio studio.db."), err);
    int fd = openat(s->dir, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST)
        return cigo_files_shared(s->path) ||
               refuse(s, _("il file esiste già e non è un archivio condiviso. Non è stato cambiato nulla: indichi un "
                           "altro percorso."), err);
    if (fd < 0)
        return refuse_errno(s, err);
    s->made_file = true;
    bool ok = give_to_group(s, fd, FILE_MODE, err);
    close(fd);
    return ok;
}

/* The first folder above that the group cannot pass through, or NULL; caller frees. */
static char *closed_above(const struct share *s)
{
    char *path = realpath(s->folder, NULL), *slash;
    while (path && (slash = strrchr(path, '/')) != NULL && path[1] != '\0') {
        struct stat st;
        slash[slash == path] = '\0';
        if (stat(path, &st) == 0 && !(st.st_mode & S_IXOTH) && !(st.st_gid == s->gid && (st.st_mode & S_IXGRP)))
            return path;
    }
    free(path);
    return NULL;
}

static void undo(const struct share *s)
{
    if (s->made_file)
        unlink(s->path);
    if (s->made_folder)
        rmdir(s->folder);
}

bool cigo_store_share(const char *path, const char *group, unsigned gid, const struct cigo_store_env *env,
                      struct cigo_store_notice *ret_notice, struct cigo_error *err)
{
    struct share s = {.path = path, .group = group, .gid = gid, .dir = -1, .folder = cigo_files_folder(path)};
    struct cigo_store *store = NULL;
    bool ok = open_folder(&s, err) && give_to_group(&s, s.dir, FOLDER_MODE, err) && make_file(&s, err);
    if (ok) {
        store = cigo_store_open(path, env, ret_notice, err);
        ok = store != NULL;
    }
    cigo_store_close(store);
    char *closed = ok ? closed_above(&s) : NULL;
    ret_notice->text[0] = '\0'; /* that the file was empty is no news here */
    if (closed)
        snprintf(ret_notice->text, sizeof ret_notice->text,
                 _("La cartella «%s» non lascia passare il gruppo «%s»: i colleghi non raggiungono l'archivio finché "
                   "qualcuno non la apre (chmod o+x)."), closed, group);
    free(closed);
    if (s.dir >= 0)
        close(s.dir);
    if (!ok)
        undo(&s);
    free(s.folder);
    return ok;
}
