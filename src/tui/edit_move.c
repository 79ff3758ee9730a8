/* Moving in a text: by cluster, by word, by line, by row of the box. Clusters are always counted from the
 * start of the line, since flags pair up from there. */

#include "edit-impl-priv.h"

#include <cigo/base/utf8.h>

size_t cigo_edit_line_start(const struct edit *edit, size_t at)
{
    const char *feed = at > 0 ? memrchr(edit->text, '\n', at) : NULL;
    return feed ? (size_t)(feed - edit->text) + 1 : 0;
}

size_t cigo_edit_line_end(const struct edit *edit, size_t at)
{
    const char *feed = memchr(edit->text + at, '\n', edit->n - at);
    return feed ? (size_t)(feed - edit->text) : edit->n;
}

/* The border before `at` and the first one not before it. */
static void borders(const struct edit *edit, size_t at, size_t *ret_before, size_t *ret_from)
{
    size_t here = cigo_edit_line_start(edit, at), before = here > 0 ? here - 1 : 0;
    while (here < at) {
        size_t plain = cigo_utf8_plain_clusters(edit_part(edit, here, at));
        here += plain > 1 ? plain - 1 : 0;
        before = here;
        here += cigo_utf8_cluster(edit_part(edit, here, edit->n));
    }
    *ret_before = before;
    *ret_from = here;
}

size_t cigo_edit_snap(const struct edit *edit, size_t at)
{
    size_t before, from;
    borders(edit, at, &before, &from);
    return from;
}

size_t cigo_edit_prev(const struct edit *edit, size_t at)
{
    size_t before, from;
    borders(edit, at, &before, &from);
    return before;
}

size_t cigo_edit_next(const struct edit *edit, size_t at)
{
    return at + cigo_utf8_cluster(edit_part(edit, at, edit->n));
}

static bool blank_at(const struct edit *edit, size_t at)
{
    uint32_t code;
    cigo_utf8_next(edit_part(edit, at, edit->n), &code);
    return code == ' ' || code == '\n' || code == 0xa0;
}

/* Letters and digits of any alphabet; what is neither in ASCII or general punctuation parts words. */
static bool word_at(const struct edit *edit, size_t at)
{
    uint32_t code;
    cigo_utf8_next(edit_part(edit, at, edit->n), &code);
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
               (code >= 'a' && code <= 'z') || code == '_';
    return code > 0xbf && !(code >= 0x2000 && code <= 0x206f);
}

/* Where the last run of clusters that are `in` begins, of those before `at`; 0 if there is none. No run goes on over a
 * line feed. */
static size_t run_left(const struct edit *edit, size_t at, bool (*in)(const struct edit *edit, size_t at))
{
    for (;;) {
        size_t line = cigo_edit_line_start(edit, at), found = at;
        bool was = false;
        for (size_t here = line; here < at; here = cigo_edit_next(edit, here)) {
            bool is = in(edit, here);
            found = is && !was ? here : found;
            was = is;
        }
        if (found < at || line == 0)
            return found < at ? found : 0;
        at = line - 1;
    }
}

size_t cigo_edit_word_left(const struct edit *edit, size_t at)
{
    return run_left(edit, at, word_at);
}

size_t cigo_edit_word_right(const struct edit *edit, size_t at)
{
    while (at < edit->n && !word_at(edit, at))
        at = cigo_edit_next(edit, at);
    while (at < edit->n && word_at(edit, at))
        at = cigo_edit_next(edit, at);
    return at;
}

static bool ink_at(const struct edit *edit, size_t at)
{
    return !blank_at(edit, at);
}

size_t cigo_edit_blank_left(const struct edit *edit, size_t at)
{
    return run_left(edit, at, ink_at);
}

static void go(struct edit *edit, size_t at)
{
    edit->cursor = at;
    edit->goal = -1;
}

static void go_rows(struct edit *edit, int by)
{
    cigo_edit_find_rows(edit, edit->last_width);
    size_t row = cigo_edit_row_of(edit, edit->cursor), last = edit->n_rows - 1;
    int goal = edit->goal >= 0 ? edit->goal : cigo_edit_column(edit, row, edit->cursor);
    if (by < 0 && row < (size_t)-by)
        row = 0;
    else if (by > 0 && last - row < (size_t)by)
        row = last;
    else
        row = by < 0 ? row - (size_t)-by : row + (size_t)by;
    go(edit, cigo_edit_at_column(edit, row, goal));
    edit->goal = goal;
}

static void go_edge(struct edit *edit, bool end)
{
    if (!edit->multiline) {
        go(edit, end ? edit->n : 0);
        return;
    }
    cigo_edit_find_rows(edit, edit->last_width);
    size_t row = cigo_edit_row_of(edit, edit->cursor);
    go(edit, end ? cigo_edit_row_end(edit, row) : cigo_edit_row_home(edit, row));
}

static bool rows_key(struct edit *edit, enum key_type type)
{
    if (!edit->multiline)
        return false;
    switch (type) {
    case KEY_TYPE_UP: go_rows(edit, -1); return true;
    case KEY_TYPE_DOWN: go_rows(edit, 1); return true;
    case KEY_TYPE_PAGE_UP: go_rows(edit, -edit->page); return true;
    case KEY_TYPE_PAGE_DOWN: go_rows(edit, edit->page); return true;
    case KEY_TYPE_CTRL_HOME: go(edit, 0); return true;
    case KEY_TYPE_CTRL_END: go(edit, edit->n); return true;
    default: return false;
    }
}

bool cigo_edit_move_key(struct edit *edit, const struct key *key)
{
    enum key_type type = key->type;
    if (type == KEY_TYPE_CTRL && (key->code == 'a' || key->code == 'e'))
        type = key->code == 'a' ? KEY_TYPE_HOME : KEY_TYPE_END;
    if (type == KEY_TYPE_ALT && (key->code == 'b' || key->code == 'f'))
        type = key->code == 'b' ? KEY_TYPE_WORD_LEFT : KEY_TYPE_WORD_RIGHT;
    switch (type) {
    case KEY_TYPE_LEFT: go(edit, cigo_edit_prev(edit, edit->cursor)); return true;
    case KEY_TYPE_RIGHT: go(edit, cigo_edit_next(edit, edit->cursor)); return true;
    case KEY_TYPE_WORD_LEFT: go(edit, cigo_edit_word_left(edit, edit->cursor)); return true;
    case KEY_TYPE_WORD_RIGHT: go(edit, cigo_edit_word_right(edit, edit->cursor)); return true;
    case KEY_TYPE_HOME: go_edge(edit, false); return true;
    case KEY_TYPE_END: go_edge(edit, true); return true;
    default: return rows_key(edit, type);
    }
}
