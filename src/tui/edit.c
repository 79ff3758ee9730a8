/* The editor's text and its keys. Everything that enters is clean (no controls, no bidi controls) and the
 * cursor always stands on a border between grapheme clusters, counted from the start of its line. */

#include "edit-impl-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

enum { DEL = 0x7f };

static const struct cigo_str NOTHING = {NULL, 0};

struct edit *cigo_edit_new(bool multiline, struct cigo_str text)
{
    struct edit *edit = cigo_alloc(sizeof *edit);
    edit->multiline = multiline;
    edit->last_width = 72;
    edit->page = 10;
    edit->goal = -1;
    cigo_edit_set(edit, text);
    return edit;
}

void cigo_edit_free(struct edit *edit)
{
    if (edit == NULL)
        return;
    cigo_edit_forget(edit);
    free(edit->undone.items);
    free(edit->done.items);
    free(edit->rows);
    free(edit->yank);
    free(edit->text);
    free(edit);
}

struct cigo_str cigo_edit_text(const struct edit *edit)
{
    return edit_part(edit, 0, edit->n);
}

/* As much of it as still fits, cut between clusters. */
static struct cigo_str fitting(struct cigo_str text, size_t room)
{
    if (text.n <= room)
        return text;
    size_t n = 0, k;
    while ((k = cigo_utf8_cluster((struct cigo_str){text.p + n, text.n - n})) > 0 && n + k <= room)
        n += k;
    return (struct cigo_str){text.p, n};
}

static void replace(struct edit *edit, size_t from, size_t to, struct cigo_str text)
{
    text = fitting(text, EDIT_MAX - (edit->n - (to - from)));
    cigo_grow((void **)&edit->text, &edit->cap, edit->n - (to - from) + text.n + 1, 1);
    memmove(edit->text + from + text.n, edit->text + to, edit->n - to);
    if (text.n > 0)
        memcpy(edit->text + from, text.p, text.n);
    edit->n = edit->n - (to - from) + text.n;
    edit->text[edit->n] = '\0';
    edit->width = 0;
    edit->goal = -1;
    edit->cursor = cigo_edit_snap(edit, from + text.n);
}

void cigo_edit_splice(struct edit *edit, size_t from, size_t to, struct cigo_str text, enum edit_act act)
{
    if (from == to && text.n == 0)
        return;
    cigo_edit_remember(edit, act);
    replace(edit, from, to, text);
    edit->changed = true;
}

/* Finish it. */
static struct cigo_buf cleaned(const struct edit *edit, struct cigo_str text)
{
    struct cigo_buf clean;
    cigo_buf_init(&clean, EDIT_MAX);
    cigo_utf8_clean(fitting(text, EDIT_MAX / 2), edit->multiline ? CIGO_CLEAN_TEXT : CIGO_CLEAN_LINE, &clean);
    return clean;
}

void cigo_edit_set(struct edit *edit, struct cigo_str text)
{
    struct cigo_buf clean = cleaned(edit, text);
    replace(edit, 0, edit->n, cigo_buf_str(&clean));
    cigo_buf_finish(&clean);
    cigo_edit_forget(edit);
    edit->changed = false;
    edit->left = edit->top = 0;
}

void cigo_edit_retype(struct edit *edit, struct cigo_str text)
{
    struct cigo_buf clean = cleaned(edit, text);
    cigo_edit_splice(edit, 0, edit->n, cigo_buf_str(&clean), ACT_OTHER);
    edit->last = ACT_TYPE; /* the word goes on */
    cigo_buf_finish(&clean);
}

size_t cigo_edit_cursor(const struct edit *edit)
{
    return edit->cursor;
}

void cigo_edit_set_cursor(struct edit *edit, size_t offset)
{
    edit->cursor = cigo_edit_snap(edit, offset < edit->n ? offset : edit->n);
    edit->last = ACT_NONE;
    edit->goal = -1;
}

bool cigo_edit_changed(const struct edit *edit)
{
    return edit->changed;
}

/* ---- keys ---- */

static void insert(struct edit *edit, struct cigo_str text, enum edit_act act)
{
    struct cigo_buf clean;
    cigo_buf_init(&clean, text.n * 2 + 8);
    cigo_utf8_clean(text, edit->multiline ? CIGO_CLEAN_TEXT : CIGO_CLEAN_LINE, &clean);
    cigo_edit_splice(edit, edit->cursor, edit->cursor, cigo_buf_str(&clean), act);
    cigo_buf_finish(&clean);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

static void insert_code(struct edit *edit, uint32_t code)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 8);
    cigo_utf8_put(&buf, code);
    if (edit->cursor > 0 && !is_blank(edit->text[edit->cursor - 1]) && is_blank(buf.p[0]))
        edit->last = ACT_NONE; /* a word has ended */
    insert(edit, cigo_buf_str(&buf), ACT_TYPE);
    cigo_buf_finish(&buf);
}

/* In one line the line feeds at the end of what was copied (a cell, a whole line) mean nothing. */
static void insert_paste(struct edit *edit, struct cigo_str paste)
{
    while (!edit->multiline && paste.n > 0 && paste.p[paste.n - 1] == '\n')
        paste.n--;
    insert(edit, paste, ACT_OTHER);
}

static void cut(struct edit *edit, size_t from, size_t to)
{
    if (from == to)
        return;
    free(edit->yank);
    edit->yank = cigo_str_dup(edit_part(edit, from, to));
    cigo_edit_splice(edit, from, to, NOTHING, ACT_OTHER);
}

static bool control_key(struct edit *edit, uint32_t letter)
{
    size_t end;
    switch (letter) {
    case 'w':
        cut(edit, cigo_edit_blank_left(edit, edit->cursor), edit->cursor);
        return true;
    case 'u':
        cut(edit, cigo_edit_line_start(edit, edit->cursor), edit->cursor);
        return true;
    case 'k':
        end = cigo_edit_line_end(edit, edit->cursor);
        if (end == edit->cursor) /* at the end it joins the next line */
            end = cigo_edit_next(edit, end);
        cut(edit, edit->cursor, end);
        return true;
    case 'y':
        insert(edit, cigo_str_of(edit->yank), ACT_OTHER);
        return true;
    default:
        return false;
    }
}

static bool erase_key(struct edit *edit, const struct key *key)
{
    if (key->type == KEY_TYPE_BACKSPACE)
        cigo_edit_splice(edit, cigo_edit_prev(edit, edit->cursor), edit->cursor, NOTHING, ACT_ERASE);
    else if (key->type == KEY_TYPE_DELETE)
        cigo_edit_splice(edit, edit->cursor, cigo_edit_next(edit, edit->cursor), NOTHING, ACT_ERASE);
    else if (key->type == KEY_TYPE_ALT && key->code == DEL)
        cut(edit, cigo_edit_word_left(edit, edit->cursor), edit->cursor);
    else
        return false;
    return true;
}

bool cigo_edit_key(struct edit *edit, const struct key *key)
{
    if (cigo_edit_move_key(edit, key)) {
        edit->last = ACT_NONE;
        return true;
    }
    switch (key->type) {
    case KEY_TYPE_TEXT: case KEY_TYPE_LATIN1:
        insert_code(edit, key->code);
        return true;
    case KEY_TYPE_PASTE:
        insert_paste(edit, key->paste);
        return true;
    case KEY_TYPE_ENTER:
        if (edit->multiline)
            insert_code(edit, '\n');
        return edit->multiline;
    case KEY_TYPE_CTRL:
        return control_key(edit, key->code);
    default:
        return erase_key(edit, key);
    }
}
