/* Rows of cells: those of a table, under a head that every page repeats, and the pairs of label and value.
 * A row stays whole unless it is longer than a page; then it goes on line by line. */

#include "pdf-priv.h"

#define PAD_X 3.0
#define PAD_Y 2.5
#define ENTRY_LABEL 0.36
#define ENTRY_GAP 1.5

struct row {
    size_t n;
    double x[CIGO_DOCUMENT_COLUMNS], width[CIGO_DOCUMENT_COLUMNS]; /* without padding */
    enum pdf_style style[CIGO_DOCUMENT_COLUMNS];
    struct pdf_lines lines[CIGO_DOCUMENT_COLUMNS];
    double pad;
};

static void table_columns(const struct cigo_block *table, struct row *row)
{
    unsigned sum = 0;
    double x = PDF_LEFT;
    for (size_t i = 0; i < table->n_columns; i++)
        sum += table->columns[i].width;
    *row = (struct row){.n = table->n_columns, .pad = PAD_Y};
    for (size_t i = 0; i < table->n_columns; i++) {
        double width = PDF_WIDTH * table->columns[i].width / sum;
        row->x[i] = x + PAD_X;
        row->width[i] = width - 2 * PAD_X;
        row->style[i] = PDF_CELL;
        x += width;
    }
}

static double tallest(const struct row *row)
{
    double height = 0;
    for (size_t i = 0; i < row->n; i++)
        if (row->lines[i].height > height)
            height = row->lines[i].height;
    return height + 2 * row->pad;
}

/* ---- the head of a table ---- */

/* Draws it when y >= 0; returns its height. */
static double head_at(struct pdf *pdf, const struct cigo_block *table, double y)
{
    struct row row;
    double height = 0;
    table_columns(table, &row);
    for (size_t i = 0; i < row.n; i++) {
        pdf_set(pdf, pdf->furniture, PDF_HEAD, row.width[i], table->columns[i].right, table->columns[i].title);
        if (pdf_height(pdf->furniture) > height)
            height = pdf_height(pdf->furniture);
        if (y >= 0 && pdf->draw) {
            pdf_color(pdf, PDF_HEAD);
            cairo_move_to(pdf->cr, row.x[i], y + PAD_Y);
            pango_cairo_show_layout(pdf->cr, pdf->furniture);
        }
    }
    return height + 2 * PAD_Y;
}

void pdf_table_head(struct pdf *pdf, const struct cigo_block *table)
{
    double height = head_at(pdf, table, -1);
    if (pdf->draw) {
        cairo_set_source_rgba(pdf->cr, 0, 0, 0, 0.07);
        cairo_rectangle(pdf->cr, PDF_LEFT, pdf->y, PDF_WIDTH, height);
        cairo_fill(pdf->cr);
    }
    head_at(pdf, table, pdf->y);
    pdf->y += height;
    pdf_rule(pdf, pdf->y, 0.3, 0.7);
}

/* ---- rows ---- */

/* How far the first line of a cell goes down, to stand on the same baseline as the others. */
static double drop(const struct row *row, const size_t *next, size_t cell)
{
    double deepest = 0;
    for (size_t i = 0; i < row->n; i++)
        if (next[i] < row->lines[i].n && row->lines[i].items[next[i]].baseline > deepest)
            deepest = row->lines[i].items[next[i]].baseline;
    return next[cell] < row->lines[cell].n ? deepest - row->lines[cell].items[next[cell]].baseline : 0;
}

/* As many lines of each cell as fit into `room`; at least one when nothing has been drawn on this page. */
static bool slice(struct pdf *pdf, struct row *row, size_t *next, double room, bool force)
{
    double top = pdf->y + row->pad, lowest = top;
    bool more = false;
    double down[CIGO_DOCUMENT_COLUMNS];
    for (size_t i = 0; i < row->n; i++)
        down[i] = drop(row, next, i);
    for (size_t i = 0; i < row->n; i++) {
        size_t to = next[i];
        double used = 0;
        while (to < row->lines[i].n && (used + row->lines[i].items[to].height <= room || (force && to == next[i])))
            used += row->lines[i].items[to++].height;
        pdf_color(pdf, row->style[i]);
        double y = pdf_draw_lines(pdf, &row->lines[i], next[i], to, row->x[i], top + down[i]);
        lowest = y > lowest ? y : lowest;
        next[i] = to;
        more |= to < row->lines[i].n;
    }
    pdf->y = lowest + row->pad;
    return more;
}

static void put_row(struct pdf *pdf, struct row *row)
{
    size_t next[CIGO_DOCUMENT_COLUMNS] = {0};
    double height = tallest(row), room = PDF_BOTTOM - pdf->y;
    double head = pdf->table ? head_at(pdf, pdf->table, -1) : 0;
    bool whole = height <= PDF_BOTTOM - PDF_TOP - head;
    if (height > room && !pdf->fresh && (whole || room < (PDF_BOTTOM - PDF_TOP) / 3))
        pdf_new_page(pdf);
    while (slice(pdf, row, next, PDF_BOTTOM - pdf->y - 2 * row->pad, pdf->fresh))
        pdf_new_page(pdf);
    pdf->fresh = false;
    for (size_t i = 0; i < row->n; i++)
        pdf_lines_free(&row->lines[i]);
}

static void set_table_row(struct pdf *pdf, const struct cigo_block *table, size_t r, struct row *row)
{
    table_columns(table, row);
    for (size_t i = 0; i < row->n; i++) {
        pdf_set(pdf, pdf->cells[i], PDF_CELL, row->width[i], table->columns[i].right,
                table->cells[r * table->n_columns + i]);
        row->lines[i] = pdf_lines_of(pdf->cells[i]);
    }
}

double pdf_table_need(struct pdf *pdf, const struct cigo_block *table)
{
    struct row row;
    double height = head_at(pdf, table, -1);
    if (table->n_rows == 0)
        return height;
    set_table_row(pdf, table, 0, &row);
    height += tallest(&row);
    for (size_t i = 0; i < row.n; i++)
        pdf_lines_free(&row.lines[i]);
    return height;
}

void pdf_table(struct pdf *pdf, const struct cigo_block *table)
{
    struct row row;
    pdf_table_head(pdf, table);
    pdf->fresh = false;
    pdf->table = table;
    for (size_t r = 0; r < table->n_rows; r++) {
        set_table_row(pdf, table, r, &row);
        put_row(pdf, &row);
        pdf_rule(pdf, pdf->y, 0.75, 0.4);
    }
    pdf->table = NULL;
}

void pdf_entry(struct pdf *pdf, const struct cigo_block *entry)
{
    double label = PDF_WIDTH * ENTRY_LABEL;
    struct row row = {
        .n = 2,
        .x = {PDF_LEFT, PDF_LEFT + label + 2 * PAD_X},
        .width = {label, PDF_WIDTH - label - 2 * PAD_X},
        .style = {PDF_LABEL, entry->missing ? PDF_MISSING : PDF_BODY},
        .pad = ENTRY_GAP,
    };
    pdf_set(pdf, pdf->cells[0], PDF_LABEL, row.width[0], false, entry->label);
    pdf_set(pdf, pdf->cells[1], row.style[1], row.width[1], false, entry->text);
    row.lines[0] = pdf_lines_of(pdf->cells[0]);
    row.lines[1] = pdf_lines_of(pdf->cells[1]);
    put_row(pdf, &row);
}
