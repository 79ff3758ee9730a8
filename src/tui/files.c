/* Completion of file names in the editor of a file: as far as all names agree, and how many there are. */

#include "app-priv.h"

#include <dirent.h>
#include <sys/stat.h>
#include <cigo/i18n/i18n.h>

enum { SOME = 4 };

struct names {
    struct cigo_str start; /* what the name begins with */
    struct cigo_buf common;
    size_t n;
    const char *some[SOME];
};

/* The first few in the order of the alphabet. */
static void keep_name(struct app *app, struct names *names, const char *name)
{
    size_t n = names->n < SOME ? names->n : SOME, at = n;
    while (at > 0 && strcmp(names->some[at - 1], name) > 0)
        at--;
    if (at == SOME)
        return;
    for (size_t i = n < SOME ? n : SOME - 1; i > at; i--)
        names->some[i] = names->some[i - 1];
    names->some[at] = cigo_arena_dup(app->arena, name);
}

static void add_name(struct app *app, struct names *names, const char *name)
{
    size_t n = strlen(name);
    if (n < names->start.n || memcmp(name, names->start.p, names->start.n) != 0 ||
        (name[0] == '.' && !names->start.n))
        return;
    if (names->n == 0) {
        cigo_buf_puts(&names->common, name);
    } else {
        size_t same = 0;
        while (same < names->common.n && same < n && names->common.p[same] == name[same])
            same++;
        while (same > names->start.n && ((unsigned char)name[same] & 0xc0) == 0x80)
            same--; /* not inside a character */
        names->common.p[names->common.n = same] = '\0';
    }
    keep_name(app, names, name);
    names->n++;
}

static bool read_names(struct app *app, const char *dir, struct names *names)
{
    DIR *open = opendir(*dir ? dir : ".");
    const struct dirent *entry;
    if (!open)
        return false;
    while ((entry = readdir(open)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            add_name(app, names, entry->d_name);
    closedir(open);
    return true;
}

static void apply(struct app *app, struct edit *edit, const char *dir, const struct names *names)
{
    struct stat info;
    const char *path = cigo_arena_printf(app->arena, "%s%s", dir, names->common.p);
    bool folder = names->n == 1 && stat(path, &info) == 0 && S_ISDIR(info.st_mode);
    cigo_edit_set(edit, cigo_str_of(cigo_arena_printf(app->arena, "%s%s", path, folder ? "/" : "")));
    app->draft_owed |= edit == app->edit;
}

/* false: there is nothing to complete, so that Tab moves on. */
bool cigo_tui_complete_file(struct app *app, struct edit *edit)
{
    const char *home = app->desk->home;
    if (home && cigo_str_starts(cigo_edit_text(edit), CIGO_STR("~/")))
        cigo_edit_set(edit, cigo_str_of(cigo_arena_printf(app->arena, "%s%.*s", home,
                                                          (int)cigo_edit_text(edit).n - 1,
                                                          cigo_edit_text(edit).p + 1)));
    struct cigo_str text = cigo_edit_text(edit);
    size_t slash = text.n;
    while (slash && text.p[slash - 1] != '/')
        slash--;
    const char *dir = cigo_arena_str(app->arena, (struct cigo_str){text.p, slash});
    const char *start = cigo_arena_str(app->arena, (struct cigo_str){text.p + slash, text.n - slash});
    struct names names = {.start = cigo_str_of(start)};
    if (!text.n)
        return false;
    cigo_buf_init(&names.common, 4096);
    bool found = read_names(app, dir, &names) && names.n;
    cigo_buf_clear(&app->message);
    bool grows = found && (names.common.n > names.start.n || names.n > 1);
    if (found)
        apply(app, edit, dir, &names);
    if (found && names.n > 1) {
        struct cigo_buf buf;
        cigo_buf_init(&buf, 4096);
        cigo_buf_printf(&buf, _("%zu nomi: "), names.n);
        for (size_t i = 0; i < names.n && i < SOME; i++)
            cigo_buf_printf(&buf, "%s%s", i ? ", " : "", names.some[i]);
        cigo_tui_say(app, STYLE_HINT, "%s%s", buf.p, names.n > SOME ? "…" : "");
        cigo_buf_finish(&buf);
    }
    cigo_buf_finish(&names.common);
    return grows;
}
