#pragma once
/* Inside cigo-pdf: one run over the document counts the pages, a second one draws them. All lengths are in
 * points; the page is A4. */

#include <stdbool.h>
#include <stddef.h>

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

#include <cigo/exchange/document.h>

#define PDF_PAGE_WIDTH 595.28
#define PDF_PAGE_HEIGHT 841.89
#define PDF_LEFT 62.0
#define PDF_TOP 66.0
#define PDF_BOTTOM (PDF_PAGE_HEIGHT - 78.0)
#define PDF_WIDTH (PDF_PAGE_WIDTH - 2 * PDF_LEFT)

enum pdf_style {
    PDF_BODY,
    PDF_TITLE,
    PDF_SUBJECT,
    PDF_HEADING_1,
    PDF_HEADING_2,
    PDF_HEADING_3,
    PDF_NOTE,
    PDF_LABEL,   /* of an entry */
    PDF_MISSING,
    PDF_HEAD,    /* of a table */
    PDF_CELL,
    PDF_SMALL,   /* head and foot of a page */
    PDF_MARK,
    PDF_STYLES
};

struct pdf {
    const struct cigo_document *document;
    cairo_surface_t *surface;
    cairo_t *cr;
    PangoFontDescription *fonts[PDF_STYLES];
    PangoLayout *line;                           /* of one paragraph */
    PangoLayout *furniture;                      /* of heads and feet, while the others hold what flows */
    PangoLayout *cells[CIGO_DOCUMENT_COLUMNS];   /* of one row */
    bool draw;
    unsigned page, pages;
    double y;   /* where the next block begins */
    bool fresh; /* nothing on this page yet */
    const struct cigo_block *table; /* whose head is repeated on a new page, or NULL */
    unsigned long unknown;          /* characters that no font has */
    int outline[CIGO_DOCUMENT_LEVELS + 1]; /* last entry of each level; [0] is the root */
};

/* One line of a layout, as it is drawn. */
struct pdf_line {
    PangoLayoutLine *line;
    double x, baseline; /* from the layout's left edge; from the top of the line */
    double height;      /* to the top of the next line */
    double at;          /* its baseline in the layout */
};
struct pdf_lines {
    struct pdf_line *items;
    size_t n;
    double height; /* of all */
};

/* pdf_text.c: a text set in a style, in so much width (0 = one line) */
void pdf_fonts_init(struct pdf *pdf);
void pdf_fonts_finish(struct pdf *pdf);
void pdf_set(struct pdf *pdf, PangoLayout *layout, enum pdf_style style, double width, bool right,
             const char *text);
double pdf_height(PangoLayout *layout);
/* The lines of a layout, valid until it is set again. */
struct pdf_lines pdf_lines_of(PangoLayout *layout);
void pdf_lines_free(struct pdf_lines *lines);
/* Draw lines [from, to) with the first one's top at y; returns the y below. */
double pdf_draw_lines(struct pdf *pdf, const struct pdf_lines *lines, size_t from, size_t to, double x,
                      double y);
void pdf_color(struct pdf *pdf, enum pdf_style style);

/* pdf_page.c */
void pdf_page_begin(struct pdf *pdf);
void pdf_page_end(struct pdf *pdf);
void pdf_new_page(struct pdf *pdf); /* and the head of the table that goes on */
void pdf_rule(struct pdf *pdf, double y, double gray, double width);

/* pdf_table.c */
void pdf_table(struct pdf *pdf, const struct cigo_block *table);
void pdf_table_head(struct pdf *pdf, const struct cigo_block *table);
/* Head and first row. */
double pdf_table_need(struct pdf *pdf, const struct cigo_block *table);
void pdf_entry(struct pdf *pdf, const struct cigo_block *entry);

/* pdf_flow.c: the blocks of the document, from the first page to the last */
void pdf_flow(struct pdf *pdf);
