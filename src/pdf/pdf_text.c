/* Styles, and texts as lines. Fonts come from fontconfig: where the first family lacks a character, Pango
 * looks for one that has it. */

#include "pdf-priv.h"

#include <cigo/base/alloc.h>
#include <stdlib.h>

#define FAMILY "Liberation Sans, DejaVu Sans, sans-serif"

static const struct {
    double size;
    bool bold, italic;
    double gray;
} styles[] = {
    [PDF_BODY] = {10, false, false, 0},       [PDF_TITLE] = {17, true, false, 0},
    [PDF_SUBJECT] = {10, false, false, 0.25}, [PDF_HEADING_1] = {13, true, false, 0},
    [PDF_HEADING_2] = {11, true, false, 0},   [PDF_HEADING_3] = {10, true, false, 0.2},
    [PDF_NOTE] = {8.5, false, true, 0.3},     [PDF_LABEL] = {9, false, false, 0.35},
    [PDF_MISSING] = {10, true, true, 0},      [PDF_HEAD] = {8.5, true, false, 0},
    [PDF_CELL] = {8.5, false, false, 0},      [PDF_SMALL] = {7.5, false, false, 0.35},
    [PDF_MARK] = {11, true, false, 0},
};

/* A page is no screen: glyphs stand where the font wants them. */
static PangoLayout *new_layout(struct pdf *pdf)
{
    PangoLayout *layout = pango_cairo_create_layout(pdf->cr);
    PangoContext *context = pango_layout_get_context(layout);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("it"));
    pango_layout_context_changed(layout);
    cairo_font_options_destroy(options);
    return layout;
}

void pdf_fonts_init(struct pdf *pdf)
{
    for (size_t i = 0; i < PDF_STYLES; i++) {
        pdf->fonts[i] = pango_font_description_from_string(FAMILY);
        pango_font_description_set_absolute_size(pdf->fonts[i], styles[i].size * PANGO_SCALE);
        pango_font_description_set_weight(pdf->fonts[i],
                                          styles[i].bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_style(pdf->fonts[i],
                                         styles[i].italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    }
    pdf->line = new_layout(pdf);
    pdf->furniture = new_layout(pdf);
    for (size_t i = 0; i < CIGO_DOCUMENT_COLUMNS; i++)
        pdf->cells[i] = new_layout(pdf);
}

void pdf_fonts_finish(struct pdf *pdf)
{
    for (size_t i = 0; i < PDF_STYLES; i++)
        pango_font_description_free(pdf->fonts[i]);
    g_object_unref(pdf->line);
    g_object_unref(pdf->furniture);
    for (size_t i = 0; i < CIGO_DOCUMENT_COLUMNS; i++)
        g_object_unref(pdf->cells[i]);
}

void pdf_color(struct pdf *pdf, enum pdf_style style)
{
    cairo_set_source_rgb(pdf->cr, styles[style].gray, styles[style].gray, styles[style].gray);
}

void pdf_set(struct pdf *pdf, PangoLayout *layout, enum pdf_style style, double width, bool right,
             const char *text)
{
    pango_layout_set_font_description(layout, pdf->fonts[style]);
    pango_layout_set_width(layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    pango_layout_set_line_spacing(layout, style == PDF_BODY || style == PDF_NOTE ? 1.3f : 1.15f);
    pango_layout_set_text(layout, text, -1);
    if (pdf->draw)
        pdf->unknown += (unsigned long)pango_layout_get_unknown_glyphs_count(layout);
}

double pdf_height(PangoLayout *layout)
{
    int height;
    pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

struct pdf_lines pdf_lines_of(PangoLayout *layout)
{
    struct pdf_lines lines = {.n = 0};
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    lines.items = cigo_alloc_array((size_t)pango_layout_get_line_count(layout), sizeof *lines.items);
    do {
        PangoRectangle box;
        int top, bottom;
        pango_layout_iter_get_line_extents(iter, NULL, &box);
        pango_layout_iter_get_line_yrange(iter, &top, &bottom);
        lines.items[lines.n++] = (struct pdf_line){
            .line = pango_layout_iter_get_line_readonly(iter),
            .x = (double)box.x / PANGO_SCALE,
            .baseline = (double)(pango_layout_iter_get_baseline(iter) - top) / PANGO_SCALE,
            .height = (double)(bottom - top) / PANGO_SCALE,
            .at = (double)pango_layout_iter_get_baseline(iter) / PANGO_SCALE,
        };
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
    for (size_t i = 0; i < lines.n; i++) { /* line spacing moves baselines, not what Pango calls a line's range */
        struct pdf_line *line = &lines.items[i];
        if (i + 1 < lines.n)
            line->height = line[1].at - line[1].baseline - (line->at - line->baseline);
        lines.height += line->height;
    }
    return lines;
}

void pdf_lines_free(struct pdf_lines *lines)
{
    free(lines->items);
}

double pdf_draw_lines(struct pdf *pdf, const struct pdf_lines *lines, size_t from, size_t to, double x,
                      double y)
{
    for (size_t i = from; i < to; i++) {
        const struct pdf_line *line = &lines->items[i];
        if (pdf->draw) {
            cairo_move_to(pdf->cr, x + line->x, y + line->baseline);
            pango_cairo_show_layout_line(pdf->cr, line->line);
        }
        y += line->height;
    }
    return y;
}
