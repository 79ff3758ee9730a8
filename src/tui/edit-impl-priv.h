#pragma once
/* Inside the editor: edit.c (text, keys), edit_undo.c, edit_move.c (where), edit_wrap.c (lines of many-line
 * text), edit_draw.c. */

#include "edit-priv.h"

enum { EDIT_MAX = 1 << 20 }; /* bytes; more is not taken in */

enum edit_act { ACT_NONE, ACT_TYPE, ACT_ERASE, ACT_OTHER };

struct edit_state {
    char *text; /* heap */
    size_t n, cursor;
};

struct edit_states {
    struct edit_state *items;
    size_t n, cap;
    size_t bytes; /* of their texts */
};

struct edit_row {
    size_t start, end; /* bytes; the next row starts at end, or after the line feed at end */
};

struct edit {
    bool multiline, changed;
    char *text; /* UTF-8, NUL-terminated */
    size_t n, cap;
    size_t cursor; /* on a cluster border */
    char *yank;    /* heap or NULL */
    enum edit_act last; /* typing goes on in the same step of undo */
    struct edit_states undone, done;
    /* one line: the first byte shown */
    size_t left;
    /* many lines: rows for `width`, found again after each change */
    struct edit_row *rows;
    size_t n_rows, cap_rows;
    int width; /* 0: rows are to be found */
    int last_width, page;
    size_t top;
    int goal; /* the column that Up and Down keep, -1: none */
    struct edit_place {
        int row, col, rows, cols; /* cols 0: nowhere yet */
    } drawn;                      /* where it was drawn last */
};

static inline struct cigo_str edit_part(const struct edit *edit, size_t from, size_t to)
{
    return (struct cigo_str){edit->text + from, to - from};
}

/* Replace [from, to) by text, which is clean; the cursor goes behind it, on a cluster border. */
void cigo_edit_splice(struct edit *edit, size_t from, size_t to, struct cigo_str text, enum edit_act act);

void cigo_edit_remember(struct edit *edit, enum edit_act act); /* before a change */
void cigo_edit_forget(struct edit *edit);                      /* all steps */

size_t cigo_edit_line_start(const struct edit *edit, size_t at);
size_t cigo_edit_line_end(const struct edit *edit, size_t at);
size_t cigo_edit_snap(const struct edit *edit, size_t at); /* to the border at or after it */
size_t cigo_edit_next(const struct edit *edit, size_t at);
size_t cigo_edit_prev(const struct edit *edit, size_t at);
size_t cigo_edit_word_left(const struct edit *edit, size_t at);
size_t cigo_edit_word_right(const struct edit *edit, size_t at);
size_t cigo_edit_blank_left(const struct edit *edit, size_t at); /* start of the word, blanks part words */
bool cigo_edit_move_key(struct edit *edit, const struct key *key);

void cigo_edit_find_rows(struct edit *edit, int width);
size_t cigo_edit_row_of(const struct edit *edit, size_t at);
int cigo_edit_column(const struct edit *edit, size_t row, size_t at);
/* Where Home and End go. */
size_t cigo_edit_row_home(const struct edit *edit, size_t row);
size_t cigo_edit_row_end(const struct edit *edit, size_t row);
size_t cigo_edit_at_column(const struct edit *edit, size_t row, int column);
