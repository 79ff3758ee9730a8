/* The blocks one after the other. A heading stays with what follows it; a paragraph leaves no single line at
 * the foot of a page and takes none alone to the next. */

#include "pdf-priv.h"

#include <stdio.h>

#define LINES_TOGETHER 2
#define SIGN_HEIGHT 46.0   /* of one line */
#define SIGNED_HEIGHT 28.0 /* with what is known already, one line of it */
#define SIGN_LINE 250.0
#define SIGN_WITH 8 /* blocks */

/* ---- text that flows ---- */

/* How many of the lines from `from` stay on this page. */
static size_t stay(const struct pdf *pdf, const struct pdf_lines *lines, size_t from)
{
    double room = PDF_BOTTOM - pdf->y;
    size_t n = 0, left = lines->n - from;
    while (n < left && room >= lines->items[from + n].height)
        room -= lines->items[from + n++].height;
    if (n == left)
        return n;
    if (pdf->fresh) /* a page must take something */
        return n ? n : 1;
    if (left - n < LINES_TOGETHER && n)
        n -= LINES_TOGETHER - (left - n);
    return n < LINES_TOGETHER ? 0 : n;
}

static void flow(struct pdf *pdf, enum pdf_style style, double indent, const char *text)
{
    pdf_set(pdf, pdf->line, style, PDF_WIDTH - indent, false, text);
    struct pdf_lines lines = pdf_lines_of(pdf->line);
    for (size_t from = 0; from < lines.n;) {
        size_t n = stay(pdf, &lines, from);
        pdf_color(pdf, style);
        pdf->y = pdf_draw_lines(pdf, &lines, from, from + n, PDF_LEFT + indent, pdf->y);
        from += n;
        pdf->fresh = pdf->fresh && n == 0;
        if (from < lines.n)
            pdf_new_page(pdf);
    }
    pdf_lines_free(&lines);
}

/* ---- how much room a block wants at the foot of a page ---- */

static enum pdf_style heading_style(const struct cigo_block *block)
{
    return (enum pdf_style)(PDF_HEADING_1 + block->level - 1);
}

static double space_above(const struct cigo_document *document, size_t at)
{
    static const double of_level[] = {0, 16, 11, 8};
    const struct cigo_block *block = &document->blocks[at];
    enum cigo_block_type above = at ? document->blocks[at - 1].type : CIGO_BLOCK_BREAK;
    switch (block->type) {
    case CIGO_BLOCK_HEADING:
        return of_level[block->level];
    case CIGO_BLOCK_ENTRY:
        return above == CIGO_BLOCK_ENTRY ? 0 : above == CIGO_BLOCK_HEADING ? 2 : 5;
    case CIGO_BLOCK_SIGN:
        return 12;
    default:
        return 5;
    }
}

static double text_need(struct pdf *pdf, enum pdf_style style, const char *text)
{
    pdf_set(pdf, pdf->furniture, style, PDF_WIDTH, false, text);
    struct pdf_lines lines = pdf_lines_of(pdf->furniture);
    double height = 0;
    size_t n = lines.n <= LINES_TOGETHER + 1 ? lines.n : LINES_TOGETHER;
    for (size_t i = 0; i < n; i++)
        height += lines.items[i].height;
    pdf_lines_free(&lines);
    return height;
}

/* A signature does not stand alone on a page: what is above it, back to its heading, goes with it. */
static bool leads_to_sign(const struct cigo_document *document, size_t at)
{
    for (size_t i = at + 1; i < document->n && i <= at + SIGN_WITH; i++) {
        enum cigo_block_type type = document->blocks[i].type;
        if (type == CIGO_BLOCK_SIGN)
            return true;
        if (type != CIGO_BLOCK_ENTRY && type != CIGO_BLOCK_NOTE)
            return false;
    }
    return false;
}

/* What the lines after the first take. */
static double more_lines(struct pdf *pdf, enum pdf_style style, const char *text)
{
    pdf_set(pdf, pdf->furniture, style, PDF_WIDTH, false, text);
    struct pdf_lines lines = pdf_lines_of(pdf->furniture);
    double height = lines.n > 1 ? lines.height - lines.items[0].height : 0;
    pdf_lines_free(&lines);
    return height;
}

static double sign_height(struct pdf *pdf, const struct cigo_block *block)
{
    return (*block->text ? SIGNED_HEIGHT : SIGN_HEIGHT) + more_lines(pdf, PDF_LABEL, block->label) +
           more_lines(pdf, PDF_BODY, block->text);
}

static double block_need(struct pdf *pdf, const struct cigo_block *block)
{
    switch (block->type) {
    case CIGO_BLOCK_HEADING:
        return text_need(pdf, heading_style(block), block->text);
    case CIGO_BLOCK_NOTE:
        return text_need(pdf, PDF_NOTE, block->text);
    case CIGO_BLOCK_TABLE:
        return pdf_table_need(pdf, block);
    case CIGO_BLOCK_SIGN:
        return sign_height(pdf, block);
    case CIGO_BLOCK_BREAK:
        return 0;
    default:
        return text_need(pdf, PDF_BODY, block->text) + 3;
    }
}

static bool goes_on(const struct cigo_document *document, size_t at)
{
    switch (document->blocks[at].type) {
    case CIGO_BLOCK_HEADING:
        return true;
    case CIGO_BLOCK_SIGN:
        return at + 1 < document->n && document->blocks[at + 1].type == CIGO_BLOCK_SIGN;
    case CIGO_BLOCK_NOTE:
        return true; /* it belongs to what follows */
    default:
        return leads_to_sign(document, at);
    }
}

/* From this block to the first one that may stand at the foot of a page. */
static double need(struct pdf *pdf, size_t at)
{
    const struct cigo_document *document = pdf->document;
    double sum = 0;
    for (bool more = true; more && at < document->n; at++) {
        sum += space_above(document, at) + block_need(pdf, &document->blocks[at]);
        more = goes_on(document, at);
    }
    return sum;
}

/* ---- blocks ---- */

/* In the list of headings that a reader shows beside the pages. */
static void outline(struct pdf *pdf, const struct cigo_block *heading)
{
    char place[64];
    unsigned above = heading->level - 1;
    if (!pdf->draw)
        return;
    while (above > 0 && pdf->outline[above] == 0)
        above--;
    snprintf(place, sizeof place, "page=%u pos=[%d %d]", pdf->page, (int)PDF_LEFT, (int)pdf->y);
    pdf->outline[heading->level] = cairo_pdf_surface_add_outline(
        pdf->surface, pdf->outline[above], heading->text, place, heading->level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
    for (unsigned below = heading->level + 1; below <= CIGO_DOCUMENT_LEVELS; below++)
        pdf->outline[below] = 0;
}

static void sign(struct pdf *pdf, const struct cigo_block *block)
{
    pdf_set(pdf, pdf->line, PDF_LABEL, PDF_WIDTH, false, block->label);
    struct pdf_lines label = pdf_lines_of(pdf->line);
    pdf_color(pdf, PDF_LABEL);
    double y = pdf_draw_lines(pdf, &label, 0, label.n, PDF_LEFT, pdf->y);
    pdf_lines_free(&label);
    pdf_set(pdf, pdf->line, PDF_BODY, PDF_WIDTH, false, block->text);
    struct pdf_lines text = pdf_lines_of(pdf->line);
    pdf_color(pdf, PDF_BODY);
    if (*block->text)
        pdf_draw_lines(pdf, &text, 0, text.n, PDF_LEFT, y + 2);
    pdf_lines_free(&text);
    pdf->y += sign_height(pdf, block);
    if (pdf->draw && !*block->text) {
        cairo_set_source_rgb(pdf->cr, 0, 0, 0);
        cairo_set_line_width(pdf->cr, 0.6);
        cairo_move_to(pdf->cr, PDF_LEFT, pdf->y - 4);
        cairo_line_to(pdf->cr, PDF_LEFT + SIGN_LINE, pdf->y - 4);
        cairo_stroke(pdf->cr);
    }
    pdf->fresh = false;
}

static void put_block(struct pdf *pdf, const struct cigo_block *block)
{
    switch (block->type) {
    case CIGO_BLOCK_HEADING:
        outline(pdf, block);
        flow(pdf, heading_style(block), 0, block->text);
        pdf->y += 2;
        break;
    case CIGO_BLOCK_PARAGRAPH:
        flow(pdf, block->missing ? PDF_MISSING : PDF_BODY, 0, block->text);
        break;
    case CIGO_BLOCK_NOTE:
        flow(pdf, PDF_NOTE, 10, block->text);
        break;
    case CIGO_BLOCK_ENTRY:
        pdf_entry(pdf, block);
        break;
    case CIGO_BLOCK_TABLE:
        pdf_table(pdf, block);
        break;
    case CIGO_BLOCK_SIGN:
        sign(pdf, block);
        break;
    case CIGO_BLOCK_BREAK:
        break;
    }
}

static void title(struct pdf *pdf)
{
    flow(pdf, PDF_TITLE, 0, pdf->document->title);
    pdf->y += 3;
    if (*pdf->document->subject)
        flow(pdf, PDF_SUBJECT, 0, pdf->document->subject);
    pdf->y += 6;
    pdf_rule(pdf, pdf->y, 0.3, 0.8);
    pdf->y += 2;
}

void pdf_flow(struct pdf *pdf)
{
    pdf->page = 0;
    pdf_page_begin(pdf);
    title(pdf);
    for (size_t i = 0; i < pdf->document->n; i++) {
        const struct cigo_block *block = &pdf->document->blocks[i];
        bool together = block->type == CIGO_BLOCK_HEADING || block->type == CIGO_BLOCK_TABLE ||
                        (block->type == CIGO_BLOCK_SIGN &&
                         (i == 0 || pdf->document->blocks[i - 1].type != CIGO_BLOCK_SIGN));
        bool after_heading = i && pdf->document->blocks[i - 1].type == CIGO_BLOCK_HEADING;
        if (!pdf->fresh && (block->type == CIGO_BLOCK_BREAK ||
                            (together && !after_heading && pdf->y + need(pdf, i) > PDF_BOTTOM)))
            pdf_new_page(pdf);
        if (!pdf->fresh)
            pdf->y += space_above(pdf->document, i);
        put_block(pdf, block);
    }
    pdf_page_end(pdf);
}
