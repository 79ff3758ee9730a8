/* Rows of a text in a box. Unlike the wrap of what is only read, no byte is dropped, for the cursor may
 * stand anywhere: blanks at the end of a row stay there, hanging over the edge. */

#include "edit-impl-priv.h"

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

/* The end of the row that starts at `start` in a line that ends at `end`. */
static size_t row_end(const struct edit *edit, size_t start, size_t end, int width)
{
    size_t at = start, after_blank = start, plain = start; /* up to there a character is a column */
    int used = 0;
    while (at < end) {
        if (at >= plain)
            plain = at + cigo_utf8_plain_clusters(edit_part(edit, at, end));
        struct cigo_str cluster = {edit->text + at, at < plain ? 1 : cigo_utf8_cluster(edit_part(edit, at, end))};
        int w = at < plain ? 1 : (int)cigo_utf8_width(cluster);
        bool blank = cluster.p[0] == ' ';
        if (!blank && used + w > width && at > start)
            return after_blank > start ? after_blank : at;
        used += w;
        at += cluster.n;
        if (blank)
            after_blank = at;
    }
    return end;
}

void cigo_edit_find_rows(struct edit *edit, int width)
{
    width = width < 1 ? 1 : width;
    if (edit->width == width)
        return;
    edit->width = edit->last_width = width;
    edit->n_rows = 0;
    size_t start = 0;
    for (;;) {
        size_t end = cigo_edit_line_end(edit, start);
        do {
            size_t stop = row_end(edit, start, end, width);
            *CIGO_PUSH(edit->rows, edit->n_rows, edit->cap_rows) = (struct edit_row){start, stop};
            start = stop;
        } while (start < end);
        if (end == edit->n)
            return;
        start = end + 1;
    }
}

size_t cigo_edit_row_of(const struct edit *edit, size_t at)
{
    size_t low = 0, high = edit->n_rows - 1; /* the last row that starts at or before it */
    while (low < high) {
        size_t middle = high - (high - low) / 2;
        if (edit->rows[middle].start <= at)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

int cigo_edit_column(const struct edit *edit, size_t row, size_t at)
{
    return (int)cigo_utf8_width(edit_part(edit, edit->rows[row].start, at));
}

size_t cigo_edit_row_home(const struct edit *edit, size_t row)
{
    return edit->rows[row].start;
}

/* A row that goes on in the next has its last place before its last cluster: behind it is the next row. */
size_t cigo_edit_row_end(const struct edit *edit, size_t row)
{
    size_t end = edit->rows[row].end;
    bool goes_on = row + 1 < edit->n_rows && edit->rows[row + 1].start == end;
    return goes_on ? cigo_edit_prev(edit, end) : end;
}

size_t cigo_edit_at_column(const struct edit *edit, size_t row, int column)
{
    size_t at = edit->rows[row].start, end = cigo_edit_row_end(edit, row);
    int used = 0;
    while (at < end) {
        size_t next = cigo_edit_next(edit, at);
        used += (int)cigo_utf8_width(edit_part(edit, at, next));
        if (used > column)
            break;
        at = next;
    }
    return at;
}
