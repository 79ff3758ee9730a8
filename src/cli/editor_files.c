/* The files in which long texts go to the user's own editor. They lie beside the archive and are named after the case and
 * the place in it, so that what an editor saved after cigo was killed is found again: at the next start it becomes the
 * draft of the case, and is offered like any text that was half written. */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cigo/base/path.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

enum { MOST_FILES = 64, MOST_BYTES = 1 << 20, ROOM = 2 * MOST_BYTES }; /* bytes that are no UTF-8 become two */

struct left {
    const char *path, *place; /* place NULL: what some editor keeps beside the text */
    time_t written;
};
struct left_files {
    struct left items[MOST_FILES];
    size_t n;
};

/* In a folder where texts of several shared archives meet, which one: a copy of an archive has the same cases. */
static const char *archive_mark(struct cli *cli)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
    if (!cigo_store_shared(cli->store))
        return "";
    for (const char *p = cigo_store_path(cli->store); *p; p++)
        hash = (hash ^ (unsigned char)*p) * UINT64_C(1099511628211);
    return cigo_arena_printf(cli->arena, "%016llx-", (unsigned long long)hash);
}

/* How their paths begin. The number is for people: after a restore another case may get it. The identity stays with its
 * case; in a database from elsewhere it may be anything, even a path. */
static const char *files_of(struct cli *cli, const struct cigo_case_info *info)
{
    bool clean = info->uid[strspn(info->uid, "0123456789abcdef")] == '\0';
    return cigo_arena_printf(cli->arena, "%s/testi/%s%lld-%s-", cli_own_dir(cli), archive_mark(cli), (long long)info->id,
                             clean ? info->uid : "");
}

void cli_editor_lay(struct open_case *open_case, struct cigo_desk *desk)
{
    static const char *const usual[] = {"sensible-editor", "nano", "vi"};
    const char *editor = cli_editor(open_case->cli);
    for (size_t i = 0; !editor && i < sizeof usual / sizeof *usual; i++)
        editor = cli_in_path(usual[i]) ? usual[i] : NULL;
    desk->editor = editor;
    desk->editor_files = files_of(open_case->cli, &open_case->info);
}

/* ---- what was left behind ---- */

/* "lavoratori-37-note.txt": ids have no hyphens. */
static const char *place_of(struct cigo_arena *arena, const char *rest)
{
    size_t n = strlen(rest);
    if (n <= 4 || strcmp(rest + n - 4, ".txt") != 0)
        return NULL;
    char *place = cigo_arena_printf(arena, "%.*s", (int)(n - 4), rest);
    for (char *p = place; *p; p++)
        if (*p == '-')
            *p = '/';
    return place;
}

/* `marks`: also what editors keep beside a text, ".14-….swp" and the like. */
static void find_files(struct cli *cli, const char *prefix, bool marks, struct left_files *ret_files)
{
    const char *name = strrchr(prefix, '/') + 1;
    const char *folder = cigo_arena_printf(cli->arena, "%.*s", (int)(name - prefix), prefix);
    size_t n = strlen(name);
    DIR *dir = opendir(folder);
    ret_files->n = 0;
    for (struct dirent *entry; dir && ret_files->n < MOST_FILES && (entry = readdir(dir));) {
        const char *own = entry->d_name + (marks ? strspn(entry->d_name, ".#") : 0);
        struct stat st;
        if (strncmp(own, name, n) != 0 || fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        ret_files->items[ret_files->n++] =
            (struct left){cigo_arena_printf(cli->arena, "%s%s", folder, entry->d_name), place_of(cli->arena, own + n),
                          st.st_mtime};
    }
    if (dir)
        closedir(dir);
}

/* That of the place; without a place the one that was written last. NULL = none. */
static const struct left *pick(const struct left_files *files, const char *place)
{
    const struct left *best = NULL;
    for (size_t i = 0; i < files->n; i++) {
        const struct left *left = &files->items[i];
        if (left->place && (place ? strcmp(left->place, place) == 0 : !best || left->written > best->written))
            best = left;
    }
    return best;
}

/* As an answer may hold it, without the ends of lines that an editor puts at the end. */
static bool read_text(struct cli *cli, const char *path, const char **ret_text)
{
    struct cigo_buf clean;
    struct cigo_error err;
    char *text;
    size_t n;
    if (!cigo_file_read(path, MOST_BYTES, &text, &n, &err))
        return false;
    cigo_buf_init(&clean, ROOM);
    cigo_utf8_clean((struct cigo_str){text, n}, CIGO_CLEAN_TEXT, &clean);
    while (clean.n && clean.p[clean.n - 1] == '\n')
        clean.n--;
    *ret_text = cigo_arena_printf(cli->arena, "%.*s", (int)clean.n, clean.n ? clean.p : "");
    cigo_buf_finish(&clean);
    free(text);
    return true;
}

static bool take_time(void *data, const struct cigo_journal_entry *entry)
{
    snprintf(data, 32, "%.31s", entry->when);
    return false;
}

static bool changed_since(const struct open_case *open_case, const char *place, time_t written)
{
    char changed[32] = "", then[32];
    struct cigo_error err;
    cli_utc(written, then);
    return cigo_store_journal(open_case->cli->store, open_case->info.id, place, 0, take_time, changed, &err) &&
           strcmp(changed, then) > 0;
}

/* The file goes when its text is a draft on the disk. */
static void make_draft(struct open_case *open_case, struct cigo_desk *desk, const struct left *left)
{
    const char *text;
    struct cigo_error err;
    if (!read_text(open_case->cli, left->path, &text) ||
        (*text && !cigo_store_draft(open_case->cli->store, open_case->info.id, left->place, text, &err)))
        return;
    unlink(left->path);
    if (!*text)
        return;
    desk->draft_place = left->place;
    desk->draft_text = text;
    desk->draft_old = changed_since(open_case, left->place, left->written);
}

static void say_waits(struct open_case *open_case, const char *text)
{
    struct cigo_place place;
    const struct cigo_form *form = open_case->cli->form;
    const char *code = cigo_position_parse(form, text, &place) && place.field && place.field->code ? place.field->code : text;
    cli_case_notice(open_case, cigo_arena_printf(open_case->cli->arena,
                                                 _("Nel suo programma di scrittura è rimasto un testo anche per %s: è offerto "
                                                   "quando riapre la domanda."), code));
}

void cli_editor_recover(struct open_case *open_case, struct cigo_desk *desk)
{
    struct left_files files;
    bool half = desk->draft_text && *desk->draft_text;
    find_files(open_case->cli, desk->editor_files, false, &files);
    const struct left *mine = pick(&files, half ? desk->draft_place : NULL);
    if (mine)
        make_draft(open_case, desk, mine);
    for (size_t i = 0; i < files.n; i++)
        if (files.items[i].place && &files.items[i] != mine)
            say_waits(open_case, files.items[i].place);
}

bool cli_editor_forget(struct cli *cli, const struct cigo_case_info *info, struct cigo_error *err)
{
    struct left_files files;
    find_files(cli, files_of(cli, info), true, &files);
    for (size_t i = 0; i < files.n; i++)
        if (unlink(files.items[i].path) != 0 && errno != ENOENT)
            return cigo_fail(err, CIGO_EXIT_STORAGE, _("Il testo «%s» resta, perché non si può togliere: lo elimini lei."),
                             files.items[i].path);
    return true;
}
