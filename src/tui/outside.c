/* A long text in the user's own editor. The text goes into a file beside the archive (0600), the terminal is
 * lent, and what comes back is in the box again, still to be confirmed. The draft is written before and the file
 * goes only when the new text is a draft too: whatever dies meanwhile, editor, line or cigo, the text is in one
 * of the two, and the next start finds it. */

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cigo/base/alloc.h>
#include <cigo/base/path.h>
#include <cigo/base/private.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

enum { MOST_WORDS = 16, MOST_BYTES = 1 << 20 };

/* "code --wait 'my file'" as words, without a shell: quotes and backslash keep blanks. Cuts `line` in place. */
static size_t split(char *line, char **ret_words)
{
    size_t n = 0;
    char *to = line, quote = '\0';
    while (*line && n < MOST_WORDS) {
        while (*line == ' ' || *line == '\t')
            line++;
        if (!*line)
            break;
        ret_words[n++] = to;
        for (; *line && (quote || (*line != ' ' && *line != '\t')); line++) {
            if (quote ? *line == quote : *line == '\'' || *line == '"')
                quote = quote ? '\0' : *line;
            else if (*line == '\\' && line[1] && quote != '\'')
                *to++ = *++line;
            else
                *to++ = *line;
        }
        bool more = *line != '\0';
        *to++ = '\0';
        line += more;
    }
    return n;
}

/* In the child all signals are as in a shell. */
static int spawn(char **words, pid_t *ret_child)
{
    posix_spawnattr_t attributes;
    sigset_t all;
    sigfillset(&all);
    sigdelset(&all, SIGKILL);
    sigdelset(&all, SIGSTOP);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int failed = posix_spawnp(ret_child, words[0], NULL, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

enum outcome { OUTCOME_GOOD, OUTCOME_BAD, OUTCOME_NONE };

static enum outcome run(struct app *app, const char *path)
{
    char *line = cigo_strdup(app->desk->editor), *words[MOST_WORDS + 2] = {NULL};
    size_t n = split(line, words);
    char *last = cigo_strdup(path);
    words[n] = last;
    pid_t child;
    int status = 0;
    bool started = n > 0;
    if (app->terminal)
        cigo_terminal_suspend(app->terminal);
    started = started && spawn(words, &child) == 0;
    while (started && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (app->terminal)
        cigo_terminal_resume(app->terminal);
    free(last);
    free(line);
    if (!started || (WIFEXITED(status) && WEXITSTATUS(status) == 127))
        return OUTCOME_NONE;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? OUTCOME_GOOD : OUTCOME_BAD;
}

static char *path_of(struct app *app, struct cigo_place place)
{
    struct cigo_buf path;
    cigo_buf_init(&path, 8192);
    cigo_buf_puts(&path, app->desk->editor_files);
    size_t from = path.n;
    cigo_position_format(place, &path);
    for (size_t i = from; i < path.n; i++)
        if (path.p[i] == '/')
            path.p[i] = '-';
    cigo_buf_puts(&path, ".txt");
    char *copy = cigo_strdup(path.p);
    cigo_buf_finish(&path);
    return copy;
}

/* The file's text in the box, still to be confirmed; then the file may go. */
static bool take_back(struct app *app, const char *path)
{
    struct cigo_error err = {0};
    char *text;
    size_t n;
    if (!cigo_file_read(path, MOST_BYTES, &text, &n, &err))
        return false;
    while (n && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        n--; /* that an editor puts at the end */
    cigo_edit_free(app->edit);
    app->edit = cigo_edit_new(true, (struct cigo_str){text, n});
    app->edit_box = true;
    app->draft_owed = true;
    free(text);
    cigo_tui_app_idle(app);
    if (!app->draft_owed)
        unlink(path);
    return true;
}

static bool make_folder(struct app *app, struct cigo_error *err)
{
    const char *files = app->desk->editor_files;
    struct cigo_str folder = {files, (size_t)(strrchr(files, '/') - files)};
    return cigo_private_folder(cigo_arena_str(app->arena, folder), err);
}

bool cigo_tui_can_edit_outside(const struct app *app)
{
    return app->view == VIEW_PAGE && !app->panel.open && app->focus_type == ITEM_FIELD && app->focus.field &&
           app->focus.field->kind->multiline && app->desk->editor && *app->desk->editor;
}

void cigo_tui_edit_outside(struct app *app)
{
    struct cigo_error err = {0};
    if (!cigo_tui_may_change(app))
        return;
    if (!app->edit)
        cigo_tui_open_editor(app, NULL);
    app->draft_owed = true;
    cigo_tui_app_idle(app);
    char *path = path_of(app, app->focus);
    if (!make_folder(app, &err) || !cigo_file_write(path, cigo_edit_text(app->edit), true, &err)) {
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
        free(path);
        return;
    }
    enum outcome outcome = run(app, path);
    bool back = take_back(app, path);
    if (outcome == OUTCOME_NONE)
        cigo_tui_say(app, STYLE_WARNING, _("«%s» non parte: indichi un altro programma in EDITOR."), app->desk->editor);
    else if (!back)
        cigo_tui_say(app, STYLE_WARNING, _("Il file del testo non si legge più: qui c'è il testo di prima."));
    else if (outcome == OUTCOME_BAD)
        cigo_tui_say(app, STYLE_WARNING, _("«%s» è finito male: questo è il testo che aveva salvato."), app->desk->editor);
    else
        cigo_tui_say(app, STYLE_OK, _("Testo ripreso dal suo programma. Tab lo conferma e va avanti."));
    free(path);
}

bool cigo_tui_recover_outside(struct app *app)
{
    char *path = path_of(app, app->focus);
    bool found = access(path, R_OK) == 0 && take_back(app, path);
    free(path);
    return found;
}
