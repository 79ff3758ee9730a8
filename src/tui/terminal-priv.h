#pragma once
/* The terminal through ncurses: the only file that includes it is curses.c. Opened once; restored on every
 * way out (quit, signal, SIGSEGV, fatal hook). */

#include <cigo/tui/tui.h>
#include "grid-priv.h"
#include "key-priv.h"

struct terminal;

/* NULL and a sentence when the terminal cannot show a full screen. */
struct terminal *cigo_terminal_open(const struct cigo_tui_options *options, const char **ret_why);
void cigo_terminal_close(struct terminal *terminal);
void cigo_terminal_size(const struct terminal *terminal, int *ret_rows, int *ret_cols);
/* Send what changed since the last show. Never writes the last cell of the last row. */
void cigo_terminal_show(struct terminal *terminal, const struct grid *grid);
/* Only of this row; nothing before the first show, or after the size has changed. */
void cigo_terminal_show_row(struct terminal *terminal, const struct grid *grid, int row);
void cigo_terminal_redraw(struct terminal *terminal); /* all of it, next time (Ctrl-L) */
/* Wait for a key; `timeout_ms` < 0 = for ever (NONE when it passes). EIO, a hang-up and SIGTERM give HANGUP. */
struct key cigo_terminal_key(struct terminal *terminal, int timeout_ms);
/* Wait for this descriptor too: while it is readable and no key waits, WATCH. -1 = none. */
void cigo_terminal_watch(struct terminal *terminal, int fd);
void cigo_terminal_paste(struct terminal *terminal); /* paste mode, until it gives PASTE */
void cigo_terminal_tell(struct terminal *terminal); /* give UNKNOWN keys too */
struct cigo_str cigo_terminal_bytes(const struct terminal *terminal); /* of the last key, as they came */
unsigned cigo_terminal_no_f_keys(const struct terminal *terminal); /* bit n: its description has no F-key n, 1 … 12 */
/* Give the terminal back for a while (Ctrl-Z, an editor) and take it again. */
void cigo_terminal_suspend(struct terminal *terminal);
void cigo_terminal_resume(struct terminal *terminal);
/* Give the text to the clipboard of who sits at the terminal, also far away (OSC 52). Nobody answers: SENT means
 * that the terminal was asked, in tmux that its settings decide. */
enum terminal_copy { TERMINAL_COPY_SENT, TERMINAL_COPY_TMUX, TERMINAL_COPY_CANNOT, TERMINAL_COPY_TOO_LONG };
enum terminal_copy cigo_terminal_copy(struct terminal *terminal, struct cigo_str text);
/* Only while it is on does the mouse send anything, or is a byte sent for it. */
void cigo_terminal_mouse(struct terminal *terminal, bool on);
bool cigo_terminal_has_mouse(const struct terminal *terminal); /* is it on? */
bool cigo_terminal_utf8(const struct terminal *terminal);

/* Could terminal_open succeed? Looks without touching the terminal; otherwise *ret_why is one sentence. */
bool cigo_terminal_usable(const char **ret_why);
/* A sentence when an unknown TERM was replaced by another ("xterm-256color", "vt100"); else NULL. */
const char *cigo_terminal_notice(const struct terminal *terminal);
int cigo_terminal_colors(const struct terminal *terminal); /* 0, 8, 16, 256 or more */
/* Ctrl-Z: suspend, stop the process as the shell expects, resume when it continues; all is redrawn. */
void cigo_terminal_stop(struct terminal *terminal);
/* SIGTSTP from outside does the same by itself inside terminal_key; `save` is called before. */
void cigo_terminal_before_stop(struct terminal *terminal, void (*save)(void *data), void *data);
