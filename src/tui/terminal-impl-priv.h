#pragma once
/* Between curses.c and curses_show.c (what needs ncurses) and terminal.c (waiting for keys). */

#include <termios.h>
#include <wchar.h>

#include "terminal-priv.h"

struct terminal {
    void *screen, *input; /* of ncurses */
    struct key_decoder *decoder;
    int rows, cols;
    struct grid_cell *last; /* what was sent */
    int last_rows, last_cols;
    bool fresh; /* `last` does not hold anything yet */
    bool utf8, ansi;
    bool mouse;
    unsigned no_f_keys;
    bool open;    /* not suspended */
    bool resized; /* while suspended: still to be said */
    int colors, escape_ms;
    enum cigo_tui_theme theme;
    int waited;      /* milliseconds since the last byte */
    int empty_reads; /* in a row */
    int watch;       /* another descriptor to wait for, -1 = none */
    bool gone;       /* hung up, or told to leave */
    struct termios modes; /* as found */
    char restore[256];
    size_t n_restore;
    char notice[256];
    void (*save)(void *data);
    void *save_data;
};

/* Bytes that are there; 0 when there are none, -1 when the terminal is gone. */
int cigo_terminal_read(struct terminal *terminal, char *bytes, int size);
/* Ask the terminal's size and follow it; true when it changed. */
bool cigo_terminal_follow_size(struct terminal *terminal);
/* The process was stopped and goes on: set the modes again and redraw all. */
void cigo_terminal_take_again(struct terminal *terminal);

/* curses_whole.c: after newterm; from then on each refresh is sent in one piece. */
void cigo_curses_whole_screens(void);

/* A cell as wide characters that the C library agrees about; at most WIDE_MAX with the ending 0. Returns the
 * columns that they take, at most the cell's. */
enum { WIDE_MAX = 6 };
int cigo_wide_of_cell(const struct grid_cell *cell, bool utf8, wchar_t *ret_wide);
