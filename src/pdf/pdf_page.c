/* A page: its head (title, mark), its foot (what the file says of itself, the number), and the mark of a
 * draft across it. That one is an outline, not text, so that searching and copying do not stumble over it. */

#include "pdf-priv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define HEAD_Y 36.0
#define FOOT_Y (PDF_PAGE_HEIGHT - 62.0)
#define NUMBER_WIDTH 110.0

void pdf_rule(struct pdf *pdf, double y, double gray, double width)
{
    if (!pdf->draw)
        return;
    cairo_set_source_rgb(pdf->cr, gray, gray, gray);
    cairo_set_line_width(pdf->cr, width);
    cairo_move_to(pdf->cr, PDF_LEFT, y);
    cairo_line_to(pdf->cr, PDF_LEFT + PDF_WIDTH, y);
    cairo_stroke(pdf->cr);
}

static void put(struct pdf *pdf, enum pdf_style style, double x, double y, double width, bool right,
                const char *text)
{
    pdf_set(pdf, pdf->furniture, style, width, right, text);
    pdf_color(pdf, style);
    cairo_move_to(pdf->cr, x, y);
    pango_cairo_show_layout(pdf->cr, pdf->furniture);
}

/* The first word of the mark, from corner to corner. */
static void across(struct pdf *pdf, const char *mark)
{
    char word[64];
    size_t n = strcspn(mark, ", ");
    snprintf(word, sizeof word, "%.*s", (int)(n < sizeof word ? n : sizeof word - 1), mark);
    pdf_set(pdf, pdf->furniture, PDF_TITLE, 0, false, word);
    int width, height;
    pango_layout_get_size(pdf->furniture, &width, &height);
    double scale = 0.62 * PDF_PAGE_HEIGHT / ((double)width / PANGO_SCALE);
    cairo_save(pdf->cr);
    cairo_translate(pdf->cr, PDF_PAGE_WIDTH / 2, PDF_PAGE_HEIGHT / 2);
    cairo_rotate(pdf->cr, -atan2(PDF_PAGE_HEIGHT, PDF_PAGE_WIDTH));
    cairo_scale(pdf->cr, scale, scale);
    cairo_move_to(pdf->cr, -(double)width / PANGO_SCALE / 2, -(double)height / PANGO_SCALE / 2);
    pango_cairo_layout_path(pdf->cr, pdf->furniture);
    cairo_set_source_rgb(pdf->cr, 0.945, 0.945, 0.945);
    cairo_fill(pdf->cr);
    cairo_restore(pdf->cr);
}

static void head(struct pdf *pdf)
{
    const struct cigo_document *document = pdf->document;
    if (document->mark)
        put(pdf, PDF_MARK, PDF_LEFT, HEAD_Y - 3, PDF_WIDTH, true, document->mark);
    if (pdf->page > 1) {
        pdf_set(pdf, pdf->furniture, PDF_SMALL, PDF_WIDTH * 0.6, false, document->title);
        pango_layout_set_height(pdf->furniture, -1); /* one line, and dots */
        pango_layout_set_ellipsize(pdf->furniture, PANGO_ELLIPSIZE_END);
        pdf_color(pdf, PDF_SMALL);
        cairo_move_to(pdf->cr, PDF_LEFT, HEAD_Y);
        pango_cairo_show_layout(pdf->cr, pdf->furniture);
        pango_layout_set_ellipsize(pdf->furniture, PANGO_ELLIPSIZE_NONE);
    }
}

static void foot(struct pdf *pdf)
{
    char number[64];
    snprintf(number, sizeof number, "pagina %u di %u", pdf->page, pdf->pages);
    pdf_rule(pdf, FOOT_Y - 5, 0.6, 0.5);
    put(pdf, PDF_SMALL, PDF_LEFT, FOOT_Y, PDF_WIDTH - NUMBER_WIDTH, false, pdf->document->footer);
    put(pdf, PDF_SMALL, PDF_LEFT + PDF_WIDTH - NUMBER_WIDTH, FOOT_Y, NUMBER_WIDTH, true, number);
}

void pdf_page_begin(struct pdf *pdf)
{
    pdf->page++;
    pdf->y = PDF_TOP;
    pdf->fresh = true;
    if (!pdf->draw)
        return;
    if (pdf->document->mark)
        across(pdf, pdf->document->mark);
    head(pdf);
    foot(pdf);
}

void pdf_page_end(struct pdf *pdf)
{
    if (pdf->draw)
        cairo_show_page(pdf->cr);
}

void pdf_new_page(struct pdf *pdf)
{
    pdf_page_end(pdf);
    pdf_page_begin(pdf);
    if (pdf->table)
        pdf_table_head(pdf, pdf->table);
}
