#pragma once
/* Editors of text, without a terminal: cursor and text by grapheme cluster. One line or many. */

#include <stdbool.h>
#include "grid-priv.h"
#include "key-priv.h"

struct edit; /* text, cursor, undo of typing inside the editor, scroll */

struct edit *cigo_edit_new(bool multiline, struct cigo_str text); /* cursor at the end */
void cigo_edit_free(struct edit *edit);
struct cigo_str cigo_edit_text(const struct edit *edit); /* borrowed until the next change */
void cigo_edit_set(struct edit *edit, struct cigo_str text);
void cigo_edit_retype(struct edit *edit, struct cigo_str text); /* in place of all; undo brings it back */
size_t cigo_edit_cursor(const struct edit *edit);        /* byte offset, on a cluster border */
void cigo_edit_set_cursor(struct edit *edit, size_t offset);
bool cigo_edit_changed(const struct edit *edit);         /* since new or set */
/* true if the key was the editor's: text, Backspace (0x7F and 0x08), Delete, arrows, words, Home/End
 * (Ctrl-A, Ctrl-E), Ctrl-W word back, Ctrl-U and Ctrl-K to the line's ends, Ctrl-Y yank, paste (one edit;
 * in one line LF becomes a blank), and in many lines Enter, Up, Down, PageUp, PageDown. Ctrl-Z is not. */
bool cigo_edit_key(struct edit *edit, const struct key *key);
/* Undo of typing inside the editor; false when there is nothing to undo. */
bool cigo_edit_undo(struct edit *edit);
bool cigo_edit_redo(struct edit *edit);
/* The cursor to where it was clicked, counted from the corner where it was drawn last. */
void cigo_edit_click(struct edit *edit, const struct grid *grid, int row, int col);
/* One line: the part around the cursor at (row, col), `width` columns, cursor placed. */
void cigo_edit_draw_line(struct edit *edit, struct grid *grid, int row, int col, int width);
/* Many lines with word wrap in a box; scrolls by itself; cursor placed. */
void cigo_edit_draw_box(struct edit *edit, struct grid *grid, int row, int col, int rows, int cols);
/* Only the row of the cursor, once more where the editor was drawn last: *ret_row. false: it is not there, or nothing
 * was drawn yet. */
bool cigo_edit_draw_row(struct edit *edit, struct grid *grid, int *ret_row);
