/* A tiny full screen program for lowlevel.py: one field, a log of the keys that arrive, and keys that make
 * it end in every way a program can. */

#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>

#include "edit-priv.h"
#include "terminal-priv.h"

static const char *const NAMES[] = {
    "none", "text", "ctrl", "alt", "f", "enter", "tab", "backtab", "esc", "backspace", "delete",
    "insert", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "wordleft",
    "wordright", "ctrlhome", "ctrlend", "paste", "pasting", "resize", "hangup",
    "unknown", "latin1", "mouse", "watch",
};

static int log_fd;

__attribute__((format(printf, 1, 2))) static void note(const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    vdprintf(log_fd, format, ap);
    va_end(ap);
}

static void show(struct terminal *terminal, struct grid *grid, struct edit *edit)
{
    int rows, cols;
    cigo_terminal_size(terminal, &rows, &cols);
    if (rows != grid->rows || cols != grid->cols) {
        cigo_grid_finish(grid);
        cigo_grid_init(grid, rows, cols);
    }
    grid->ascii = !cigo_terminal_utf8(terminal);
    cigo_grid_clear(grid);
    cigo_grid_text(grid, 0, 0, cols, STYLE_BANNER, CIGO_STR("CIGO · domanda 14 · salvata alle 10:42"));
    cigo_grid_rule(grid, 1, 0, cols);
    cigo_grid_text(grid, 2, 2, 20, STYLE_CODE, CIGO_STR("2.4"));
    cigo_grid_text(grid, 2, 6, 20, STYLE_LABEL, CIGO_STR("Perché"));
    cigo_grid_text(grid, 4, 6, 60, STYLE_ERROR, CIGO_STR("ERRORE !! Il termine è passato."));
    cigo_grid_text(grid, 5, 6, 60, STYLE_WARNING, CIGO_STR("AVVISO ! Controlli le date. 漢字 👨‍👩‍👧 🇮🇹"));
    cigo_grid_text(grid, rows - 1, 0, cols, STYLE_FOOTER, CIGO_STR("F1 Aiuto"));
    cigo_grid_text(grid, rows - 1, cols - 1, 1, STYLE_FOOTER, CIGO_STR("Z")); /* must never be sent */
    cigo_edit_draw_line(edit, grid, 2, 14, 60);
    cigo_terminal_show(terminal, grid);
}

static void log_key(const struct terminal *terminal, const struct key *key)
{
    int rows, cols;
    cigo_terminal_size(terminal, &rows, &cols);
    switch (key->type) {
    case KEY_TYPE_PASTE:
        note("paste %zu\n", key->paste.n);
        break;
    case KEY_TYPE_RESIZE:
        note("resize %dx%d\n", rows, cols);
        break;
    case KEY_TYPE_TEXT: case KEY_TYPE_LATIN1: case KEY_TYPE_CTRL: case KEY_TYPE_ALT: case KEY_TYPE_F:
        note("%s %u\n", NAMES[key->type], (unsigned)key->code);
        break;
    default:
        note("%s\n", NAMES[key->type]);
    }
}

static void fault(void)
{
    static const int *volatile nowhere;
    note("%d\n", *nowhere);
}

/* Another program has the terminal, as an editor would. */
static void lend(struct terminal *terminal)
{
    cigo_terminal_suspend(terminal);
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", "echo PRESTATO; stty -a | grep -o ' [-]*echo '; read x", (char *)NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
    cigo_terminal_resume(terminal);
}

/* What the environment says, as it is. */
static void copy(struct terminal *terminal)
{
    static const char *const words[] = {"sent", "tmux", "cannot", "long"};
    const char *text = getenv("COPY");
    note("copy %s\n", words[cigo_terminal_copy(terminal, cigo_str_of(text ? text : ""))]);
}

static void end_in_some_way(struct terminal *terminal, uint32_t letter)
{
    if (letter == 'g')
        fault();
    if (letter == 'b')
        abort();
    if (letter == 'f')
        cigo_fatal("prova.");
    if (letter == 'r')
        exit(3);
    if (letter == 'p')
        copy(terminal);
    if (letter == 'n')
        lend(terminal);
    if (letter == 't')
        cigo_terminal_stop(terminal);
    if (letter == 'l')
        cigo_terminal_redraw(terminal);
}

static void save(void *data)
{
    (void)data;
    note("save\n");
}

int main(int argc, char **argv)
{
    const char *why = "";
    cigo_i18n_init(NULL, NULL);
    log_fd = argc > 1 ? open(argv[1], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    struct terminal *terminal = cigo_terminal_open(&(struct cigo_tui_options){0}, &why);
    if (terminal == NULL) {
        note("lines: %s\n", why);
        return 5;
    }
    if (cigo_terminal_notice(terminal))
        note("notice: %s\n", cigo_terminal_notice(terminal));
    cigo_terminal_before_stop(terminal, save, NULL);
    struct grid grid;
    cigo_grid_init(&grid, 1, 1);
    struct edit *edit = cigo_edit_new(false, CIGO_STR(""));
    struct key key = {.type = KEY_TYPE_NONE};
#ifdef __SANITIZE_ADDRESS__
    note("sanitized\n");
#endif
    note("open\n");
    while (key.type != KEY_TYPE_HANGUP && !(key.type == KEY_TYPE_CTRL && key.code == 'x')) {
        show(terminal, &grid, edit);
        key = cigo_terminal_key(terminal, -1);
        log_key(terminal, &key);
        if (!cigo_edit_key(edit, &key) && key.type == KEY_TYPE_CTRL)
            end_in_some_way(terminal, key.code);
    }
    cigo_terminal_close(terminal);
    note("text %.*s\n", (int)cigo_edit_text(edit).n, cigo_edit_text(edit).p);
    cigo_edit_free(edit);
    cigo_grid_finish(&grid);
    return key.type == KEY_TYPE_HANGUP ? 130 : 0;
}
