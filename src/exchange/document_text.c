/* A document as text of 80 columns: headings underlined, entries with their text below, tables as columns
 * whose cells wrap. */

#include <stdlib.h>
#include <string.h>
#include <cigo/base/utf8.h>
#include <cigo/exchange/document.h>
#include <cigo/i18n/i18n.h>
#include "export-priv.h"

enum { GAP = 2, NARROWEST = 3, LONGEST_CELL = 1 << 20 };

/* ---- tables ---- */

/* Columns of 80 in all, by their parts; none too narrow for a character of two columns. */
static void share(const struct cigo_block *table, size_t *widths)
{
    size_t sum = 0, room = EXPORT_COLUMNS - GAP * (table->n_columns - 1), used = 0;
    for (size_t i = 0; i < table->n_columns; i++)
        sum += table->columns[i].width;
    for (size_t i = 0; i < table->n_columns; i++) {
        widths[i] = room * table->columns[i].width / sum;
        if (widths[i] < NARROWEST)
            widths[i] = NARROWEST;
        used += widths[i];
    }
    for (size_t i = 0; used > room; i = (i + 1) % table->n_columns)
        if (widths[i] > NARROWEST) {
            widths[i]--;
            used--;
        }
}

/* The widest word; of numbers and dates only, or of all. */
static size_t widest_word(const char *text, bool numbers)
{
    size_t widest = 0;
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, " \n"), width = cigo_utf8_width((struct cigo_str){p, n});
        bool number = (*p >= '0' && *p <= '9') || *p == '-';
        if ((number || !numbers) && width > widest)
            widest = width;
        p += n + (p[n] != '\0');
    }
    return widest;
}

/* Columns that would break a word take room from the one with the most to spare, while there is any. */
static void widen(const struct cigo_block *table, bool numbers, size_t *widths)
{
    size_t needs[CIGO_DOCUMENT_COLUMNS], n = table->n_columns;
    for (size_t i = 0; i < n; i++)
        needs[i] = widest_word(table->columns[i].title, numbers);
    for (size_t i = 0; i < table->n_rows * n; i++) {
        size_t need = widest_word(table->cells[i], numbers), *most = &needs[i % n];
        *most = need > *most ? need : *most;
    }
    for (size_t poor = 0; poor < n;) {
        size_t rich = n, spare = 0;
        for (size_t i = 0; i < n; i++)
            if (widths[i] > NARROWEST && widths[i] > needs[i] && widths[i] - needs[i] > spare) {
                rich = i;
                spare = widths[i] - needs[i];
            }
        if (widths[poor] >= needs[poor] || rich == n) {
            poor++;
            continue;
        }
        widths[rich]--;
        widths[poor]++;
    }
}

/* The next line of a wrapped cell, padded unless it is the last of its row. */
static void cell_line(const char **rest, size_t width, bool right, bool last, struct cigo_buf *out)
{
    size_t n = strcspn(*rest, "\n");
    struct cigo_str text = {*rest, n};
    size_t used = cigo_utf8_width(text), pad = used < width ? width - used : 0;
    for (size_t i = 0; right && i < pad; i++)
        cigo_buf_putc(out, ' ');
    cigo_buf_add(out, text);
    for (size_t i = 0; !right && !last && i < pad; i++)
        cigo_buf_putc(out, ' ');
    for (size_t i = 0; !last && i < GAP; i++)
        cigo_buf_putc(out, ' ');
    *rest += n + ((*rest)[n] == '\n');
}

static void trim_line(struct cigo_buf *out)
{
    while (out->n && out->p[out->n - 1] == ' ')
        out->p[--out->n] = '\0';
}

static void table_row(const struct cigo_block *table, const size_t *widths, const char *const *cells,
                      struct cigo_buf *out)
{
    struct cigo_buf wrapped[CIGO_DOCUMENT_COLUMNS];
    const char *rest[CIGO_DOCUMENT_COLUMNS];
    size_t n = table->n_columns;
    bool more = true;
    for (size_t i = 0; i < n; i++) {
        cigo_buf_init(&wrapped[i], LONGEST_CELL);
        export_wrapped_in(widths[i], 0, 0, "", cells[i], &wrapped[i]);
        rest[i] = wrapped[i].p;
    }
    while (more) {
        more = false;
        for (size_t i = 0; i < n; i++) {
            cell_line(&rest[i], widths[i], table->columns[i].right, i + 1 == n, out);
            more |= *rest[i] != '\0';
        }
        trim_line(out);
        cigo_buf_putc(out, '\n');
    }
    for (size_t i = 0; i < n; i++)
        cigo_buf_finish(&wrapped[i]);
}

static void table_text(const struct cigo_block *table, struct cigo_buf *out)
{
    size_t widths[CIGO_DOCUMENT_COLUMNS];
    const char *titles[CIGO_DOCUMENT_COLUMNS];
    share(table, widths);
    widen(table, true, widths); /* a date or a number is the last to be broken */
    widen(table, false, widths);
    for (size_t i = 0; i < table->n_columns; i++)
        titles[i] = table->columns[i].title;
    table_row(table, widths, titles, out);
    for (size_t i = 0; i < EXPORT_COLUMNS; i++)
        cigo_buf_putc(out, '-');
    cigo_buf_putc(out, '\n');
    for (size_t r = 0; r < table->n_rows; r++)
        table_row(table, widths, table->cells + r * table->n_columns, out);
}

/* ---- blocks ---- */

static void labelled(const struct cigo_block *block, const char *text, struct cigo_buf *out)
{
    struct cigo_buf label;
    cigo_buf_init(&label, LONGEST_CELL);
    cigo_buf_printf(&label, "%s:", block->label);
    export_wrapped(0, 4, label.p, text, out);
    cigo_buf_finish(&label);
}

static void block_text(const struct cigo_block *block, bool after_entry, struct cigo_buf *out)
{
    if (block->type != CIGO_BLOCK_HEADING && block->type != CIGO_BLOCK_BREAK && !after_entry)
        cigo_buf_putc(out, '\n');
    switch (block->type) {
    case CIGO_BLOCK_HEADING:
        export_heading(block->text, block->level == 1 ? '=' : '-', out);
        break;
    case CIGO_BLOCK_PARAGRAPH:
        export_wrapped(0, 0, "", block->text, out);
        break;
    case CIGO_BLOCK_NOTE:
        export_wrapped(2, 2, "", block->text, out);
        break;
    case CIGO_BLOCK_ENTRY:
        labelled(block, block->text, out);
        break;
    case CIGO_BLOCK_TABLE:
        table_text(block, out);
        break;
    case CIGO_BLOCK_SIGN:
        labelled(block, *block->text ? block->text : "______________________________", out);
        break;
    case CIGO_BLOCK_BREAK:
        break;
    }
}

void cigo_document_text(const struct cigo_document *document, struct cigo_buf *out)
{
    if (document->mark)
        export_wrapped(0, 0, "", document->mark, out);
    export_wrapped(0, 0, "", document->title, out);
    if (*document->subject)
        export_wrapped(0, 0, "", document->subject, out);
    for (size_t i = 0; i < document->n; i++) {
        bool close = i && document->blocks[i].type == CIGO_BLOCK_ENTRY &&
                     document->blocks[i - 1].type == CIGO_BLOCK_ENTRY;
        block_text(&document->blocks[i], close, out);
    }
    cigo_buf_putc(out, '\n');
    export_wrapped(0, 0, "", document->footer, out);
}
