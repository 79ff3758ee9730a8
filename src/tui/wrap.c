/* Word wrap over grapheme clusters. A line breaks at its last blank that fits; a word longer than the
 * line is cut between two clusters. Blanks at a break vanish, blanks after a line feed are kept. */

#include "grid-priv.h"

#include <cigo/base/utf8.h>

static struct cigo_str from(struct cigo_str s, size_t at)
{
    return (struct cigo_str){s.p + at, s.n - at};
}

/* Bytes up to the line feed, or all. */
static size_t logical_line(struct cigo_str s)
{
    const char *end = memchr(s.p, '\n', s.n);
    return end ? (size_t)(end - s.p) : s.n;
}

/* How many bytes of the line fit; at least one cluster. *ret_break: after the last word that fits, 0 when
 * not even one does. */
static size_t fitting(struct cigo_str line, int width, size_t *ret_break)
{
    size_t at = 0, plain = 0; /* up to there a character is a column */
    int used = 0;
    bool word = false;
    *ret_break = 0;
    while (at < line.n) {
        if (at >= plain)
            plain = at + cigo_utf8_plain_clusters(from(line, at));
        size_t k = at < plain ? 1 : cigo_utf8_cluster(from(line, at));
        int w = at < plain ? 1 : (int)cigo_utf8_width((struct cigo_str){line.p + at, k});
        bool blank = line.p[at] == ' ';
        if (blank && word)
            *ret_break = at;
        word = !blank;
        if (used + w > width && at > 0)
            break;
        used += w;
        at += k;
    }
    return at;
}

bool cigo_grid_wrap(struct cigo_str *rest, int width, struct cigo_str *ret_line)
{
    if (rest->n == 0)
        return false;
    struct cigo_str line = {rest->p, logical_line(*rest)};
    size_t space;
    size_t end = fitting(line, width < 1 ? 1 : width, &space);
    size_t next = end;
    if (end < line.n) {
        if (space > 0)
            end = next = space;
        while (next < line.n && line.p[next] == ' ')
            next++;
    }
    if (next == line.n && line.n < rest->n)
        next++; /* the line feed */
    while (end > 0 && end < line.n && line.p[end - 1] == ' ')
        end--;
    *ret_line = (struct cigo_str){line.p, end};
    *rest = from(*rest, next);
    return true;
}

int cigo_grid_wrap_count(struct cigo_str text, int width)
{
    int n = 0;
    struct cigo_str line;
    while (cigo_grid_wrap(&text, width, &line))
        n++;
    return n;
}

/* The text as it will be shown, line feeds kept: without accents it can be longer. */
static void shown_lines(const struct grid *grid, struct cigo_str text, struct cigo_buf *out)
{
    while (text.n > 0) {
        size_t n = logical_line(text);
        cigo_grid_shown(grid, (struct cigo_str){text.p, n}, out);
        if (n < text.n) {
            cigo_buf_putc(out, '\n');
            n++;
        }
        text = from(text, n);
    }
}

int cigo_grid_paragraph_count(const struct grid *grid, int width, struct cigo_str text)
{
    struct cigo_buf shown;
    cigo_buf_init(&shown, text.n * 6 + 1);
    shown_lines(grid, text, &shown);
    int n = cigo_grid_wrap_count(cigo_buf_str(&shown), width);
    cigo_buf_finish(&shown);
    return n;
}

/* Returns how many of its lines came before `end`; those before `skip` are not drawn. */
static int put_lines(struct grid *grid, int row, int col, int width, int skip, int end, enum style style,
                     struct cigo_str text, bool say_more)
{
    struct cigo_buf shown;
    cigo_buf_init(&shown, text.n * 6 + 1);
    shown_lines(grid, text, &shown);
    struct cigo_str rest = cigo_buf_str(&shown), line;
    int at = 0;
    for (; at < end && cigo_grid_wrap(&rest, width, &line); at++) {
        if (at < skip)
            continue;
        int columns = cigo_grid_text(grid, row + at - skip, col, width, style, line);
        if (say_more && at + 1 == end && rest.n > 0) /* the last line says that there is more */
            cigo_grid_text(grid, row + at - skip, col + (columns < width ? columns : width - 1), 1, style,
                           grid->ascii ? CIGO_STR(">") : CIGO_STR("\xe2\x80\xa6"));
    }
    cigo_buf_finish(&shown);
    return at;
}

int cigo_grid_paragraph(struct grid *grid, int row, int col, int width, int rows, enum style style,
                   struct cigo_str text)
{
    return put_lines(grid, row, col, width, 0, rows, style, text, true);
}

int cigo_grid_paragraph_part(struct grid *grid, int row, int col, int width, int skip, int rows, enum style style,
                             struct cigo_str text)
{
    int used = put_lines(grid, row, col, width, skip, skip + rows, style, text, false) - skip;
    return used > 0 ? used : 0;
}

bool cigo_scroll_by(int *at, int by, int most)
{
    int was = *at > most ? most : *at, to = was + by;
    *at = to < 0 ? 0 : to > most ? most : to;
    return *at != was;
}

void cigo_grid_more(struct grid *grid, int row, int rows, int col, bool above, bool below)
{
    if (above)
        cigo_grid_text(grid, row, col, 1, STYLE_HINT, grid->ascii ? CIGO_STR("^") : CIGO_STR("↑"));
    if (below)
        cigo_grid_text(grid, row + rows - 1, col, 1, STYLE_HINT, grid->ascii ? CIGO_STR("v") : CIGO_STR("↓"));
}
