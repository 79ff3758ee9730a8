/* cigo-pdf: a document as lines on standard input, a PDF on standard output. It is a program of its own, so
 * that cigo starts without the libraries that draw. */

#include "pdf-priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/date.h>
#include <cigo/base/private.h>

enum { LONGEST_INPUT = 1 << 28 };

static bool read_input(struct cigo_buf *input)
{
    char chunk[65536];
    size_t n;
    while ((n = fread(chunk, 1, sizeof chunk, stdin)) > 0)
        cigo_buf_add(input, (struct cigo_str){chunk, n});
    return !ferror(stdin) && !input->truncated;
}

static cairo_status_t write_output(void *stream, const unsigned char *data, unsigned int n)
{
    return fwrite(data, 1, n, stream) == n ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* The same document gives the same bytes: its own date, not the clock's. */
static void metadata(cairo_surface_t *surface, const struct cigo_document *document)
{
    char date[32];
    struct cigo_ymd ymd = cigo_date_ymd(document->date);
    snprintf(date, sizeof date, "%04d-%02d-%02dT00:00:00Z", ymd.year, ymd.month, ymd.day);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, document->subject);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, document->creator);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static cairo_status_t draw(const struct cigo_document *document, unsigned long *ret_unknown)
{
    struct pdf pdf = {.document = document};
    pdf.surface = cairo_pdf_surface_create_for_stream(write_output, stdout, PDF_PAGE_WIDTH, PDF_PAGE_HEIGHT);
    pdf.cr = cairo_create(pdf.surface);
    metadata(pdf.surface, document);
    pdf_fonts_init(&pdf);
    pdf_flow(&pdf);
    pdf.pages = pdf.page;
    pdf.draw = true;
    pdf_flow(&pdf);
    pdf_fonts_finish(&pdf);
    *ret_unknown = pdf.unknown;
    cairo_destroy(pdf.cr);
    cairo_surface_finish(pdf.surface);
    cairo_status_t status = cairo_surface_status(pdf.surface);
    cairo_surface_destroy(pdf.surface);
    return status;
}

static int fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    return CIGO_EXIT_STORAGE;
}

int main(int argc, char **argv)
{
    struct cigo_buf input;
    struct cigo_error err = {0};
    unsigned long unknown;
    cigo_private_process(); /* it holds what the document holds */
    if (argc > 1) {
        fprintf(stderr, "%s: legge un documento di cigo dallo standard input e ne scrive il PDF sullo standard "
                        "output; lo usa «cigo export».\n", argv[0]);
        return CIGO_EXIT_USAGE;
    }
    cigo_buf_init(&input, LONGEST_INPUT);
    if (!read_input(&input))
        return fail("il documento non si legge, o è troppo grande.");
    struct cigo_document *document = cigo_document_read(cigo_buf_str(&input), &err);
    cigo_buf_finish(&input);
    if (!document) {
        fprintf(stderr, "%s\n", err.text);
        return CIGO_EXIT_USAGE;
    }
    cairo_status_t status = draw(document, &unknown);
    cigo_document_free(document);
    if (fflush(stdout) != 0 || ferror(stdout)) /* cairo forgets a write that failed at the end */
        return fail("il PDF non si scrive: lo spazio è finito, o chi legge se n'è andato.");
    if (status != CAIRO_STATUS_SUCCESS)
        return fail(cairo_status_to_string(status));
    if (unknown)
        fprintf(stderr, "%lu caratteri non hanno un disegno nei caratteri installati: nel PDF al loro posto ci sono "
                        "riquadri. Li aggiungono, per esempio, i pacchetti fonts-droid-fallback (ideogrammi), "
                        "fonts-symbola (simboli) e fonts-noto-core.\n", unknown);
    return CIGO_EXIT_OK;
}
