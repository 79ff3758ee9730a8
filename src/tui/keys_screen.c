/* `cigo keys`: every key pressed, the bytes that the terminal sent for it, and what cigo does with it. What a
 * helpdesk asks when "the key does nothing". */

#include <stdio.h>
#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

enum { MOST_LINES = 200 };

struct keys_screen {
    struct terminal *terminal;
    struct grid grid;
    char *lines[MOST_LINES];
    size_t n;
};

static void note(struct keys_screen *screen, const struct key *key)
{
    struct cigo_buf sent, name, line;
    cigo_buf_init(&sent, 1024);
    cigo_buf_init(&name, 1024);
    cigo_buf_init(&line, 4096);
    cigo_key_bytes_show(cigo_terminal_bytes(screen->terminal), &sent);
    cigo_key_show(key, &name);
    enum cigo_feature_id id = cigo_tui_feature_of(NULL, key);
    bool any = id != CIGO_N_FEATURES;
    cigo_buf_printf(&line, "%-14s %s%s%s", sent.p, name.p, any ? ": " : "", any ? _(cigo_feature(id)->label) : "");
    if (screen->n == MOST_LINES) {
        free(screen->lines[0]);
        memmove(screen->lines, screen->lines + 1, (MOST_LINES - 1) * sizeof *screen->lines);
        screen->n--;
    }
    screen->lines[screen->n++] = cigo_strdup(line.p);
    cigo_buf_finish(&sent);
    cigo_buf_finish(&name);
    cigo_buf_finish(&line);
}

static void draw(struct keys_screen *screen)
{
    struct grid *g = &screen->grid;
    int rows, cols;
    cigo_terminal_size(screen->terminal, &rows, &cols);
    cigo_grid_resize(g, rows, cols);
    cigo_grid_clear(g);
    int row = cigo_grid_paragraph(g, 0, 1, cols - 2, 4, STYLE_TITLE,
                                  cigo_str_of(_("Prema un tasto: a sinistra ciò che manda il terminale, poi ciò che "
                                                "cigo ne capisce. Esc due volte, o Ctrl-C, esce.")));
    size_t room = rows > row + 1 ? (size_t)(rows - row - 1) : 0;
    for (size_t i = screen->n > room ? screen->n - room : 0; i < screen->n; i++)
        cigo_grid_text(g, row++, 1, cols - 2, STYLE_NORMAL, cigo_str_of(screen->lines[i]));
    cigo_grid_cursor(g, row < rows ? row : rows - 1, 1);
    cigo_terminal_show(screen->terminal, g);
}

static enum cigo_face_end loop(struct keys_screen *screen)
{
    for (bool escaped = false;;) {
        draw(screen);
        struct key key = cigo_terminal_key(screen->terminal, -1);
        if (key.type == KEY_TYPE_HANGUP)
            return CIGO_FACE_INTERRUPTED;
        if (key.type == KEY_TYPE_RESIZE)
            continue;
        if ((key.type == KEY_TYPE_CTRL && key.code == 'c') || (escaped && key.type == KEY_TYPE_ESC))
            return CIGO_FACE_QUIT;
        escaped = key.type == KEY_TYPE_ESC;
        note(screen, &key);
    }
}

enum cigo_face_end cigo_tui_keys(const struct cigo_tui_options *options, struct cigo_error *err)
{
    const char *why;
    struct keys_screen screen = {.terminal = cigo_terminal_open(options, &why)};
    if (!screen.terminal) {
        cigo_fail(err, CIGO_EXIT_USAGE, "%s", why);
        return CIGO_FACE_FAILED;
    }
    cigo_terminal_tell(screen.terminal);
    cigo_grid_init(&screen.grid, 1, 1);
    screen.grid.ascii = options->ascii || !cigo_terminal_utf8(screen.terminal);
    enum cigo_face_end end = loop(&screen);
    cigo_terminal_close(screen.terminal);
    cigo_grid_finish(&screen.grid);
    for (size_t i = 0; i < screen.n; i++)
        free(screen.lines[i]);
    return end;
}

static void add_keys(struct cigo_buf *out, const struct cigo_feature *feature)
{
    if (!feature->f && !feature->ctrl)
        return;
    cigo_key_show_both(feature->f, feature->ctrl, ", ", out);
    cigo_buf_printf(out, ": %s.\n", _(feature->label));
}

void cigo_tui_keys_text(struct cigo_buf *out)
{
    for (int id = 0; id < CIGO_FIRST_TABLE_FEATURE; id++)
        add_keys(out, cigo_feature((enum cigo_feature_id)id));
    cigo_buf_printf(out, "\n%s\n", _("In una tabella:"));
    for (int id = CIGO_FIRST_TABLE_FEATURE; id < CIGO_N_FEATURES; id++)
        add_keys(out, cigo_feature((enum cigo_feature_id)id));
    cigo_buf_printf(out, "\n%s\n", _("Nella schermata iniziale:"));
    for (int id = 0; id < CIGO_N_SHELF_FEATURES; id++)
        add_keys(out, cigo_shelf_feature((enum cigo_shelf_feature_id)id));
}
