/* Separated text into cells, by RFC 4180 and a little beyond it: any line end, blanks around a quoted cell,
 * and a cell that only begins with a quote ("Bar" snc) as it stands. Where tabs separate, a quote that never closes
 * is no mistake either: that is how spreadsheets copy it.
 *
 * Cells are written back into the text that they come from, each ended by NUL. A cell never grows, so writing
 * stays behind reading; a row then needs no more than the place where it begins. */

#include <stdlib.h>
#include <string.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "sheet-priv.h"

struct splitter {
    struct cigo_sheet *sheet;
    const char *in, *end;
    char *out;
    char separator;
    unsigned ends;   /* line ends seen: 1 << enum cigo_line_end */
    size_t number;   /* of the row */
    bool filled;     /* the row has something in it */
    bool stops[256]; /* bytes that end a cell without quotes */
};

/* At the end of the text stands the only NUL, which stops too. */
static bool ends_cell(const struct splitter *s, const char *p)
{
    return s->stops[(unsigned char)*p];
}

static const char *skip_blanks(const struct splitter *s, const char *p)
{
    while (p < s->end && (*p == ' ' || *p == '\t') && *p != s->separator)
        p++;
    return p;
}

/* The quote that closes a cell whose text begins at p; NULL if there is none. */
static const char *closing_quote(const struct splitter *s, const char *p)
{
    while ((p = memchr(p, '"', (size_t)(s->end - p)))) {
        if (p + 1 == s->end || p[1] != '"')
            return p;
        p += 2;
    }
    return NULL;
}

static void plain_cell(struct splitter *s)
{
    const char *in = s->in;
    while (!ends_cell(s, in))
        in++;
    size_t n = (size_t)(in - s->in);
    if (!s->filled)
        s->filled = skip_blanks(s, s->in) < in;
    if (s->out != s->in) /* they part at the first quote */
        memmove(s->out, s->in, n);
    s->out += n;
    s->in = in;
}

/* `from` is after the opening quote, `quote` the closing one. */
static void quoted_cell(struct splitter *s, const char *from, const char *quote)
{
    for (const char *p = from; p < quote; p++) {
        *s->out++ = *p;
        p += *p == '"'; /* the second of a pair */
    }
    s->in = skip_blanks(s, quote + 1);
    s->filled = true; /* even if empty: somebody wrote it */
    s->sheet->dialect.quotes = true;
}

static bool read_cell(struct splitter *s, struct cigo_error *err)
{
    const char *p = skip_blanks(s, s->in);
    if (p == s->end || *p != '"') {
        plain_cell(s);
        return true;
    }
    const char *quote = closing_quote(s, p + 1);
    if (!quote && s->separator != '\t')
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("riga %zu: una virgoletta («\"») si apre e non si chiude più. La tolga, o la "
                           "chiuda, e riprovi."),
                         s->number);
    if (quote && ends_cell(s, skip_blanks(s, quote + 1)))
        quoted_cell(s, p + 1, quote);
    else
        plain_cell(s);
    return true;
}

static void end_line(struct splitter *s)
{
    if (s->in == s->end)
        return;
    bool both = *s->in == '\r' && s->in + 1 < s->end && s->in[1] == '\n';
    s->ends |= 1u << (both ? CIGO_LINE_CRLF : *s->in == '\n' ? CIGO_LINE_LF : CIGO_LINE_CR);
    s->in += both ? 2 : 1;
}

static bool read_row(struct splitter *s, struct cigo_error *err)
{
    const char *begin = s->in;
    for (size_t columns = 1;; columns++) {
        s->sheet->n_columns = columns > s->sheet->n_columns ? columns : s->sheet->n_columns;
        if (columns > CIGO_SHEET_COLUMNS)
            return cigo_fail(err, CIGO_EXIT_USAGE,
                             _("riga %zu: ha più di %d colonne. Tolga quelle che non servono e riprovi."),
                             s->number, CIGO_SHEET_COLUMNS);
        if (!read_cell(s, err))
            return false;
        bool more = s->in < s->end && s->separator && *s->in == s->separator;
        if (s->in - begin > CIGO_SHEET_LINE)
            return cigo_fail(err, CIGO_EXIT_USAGE,
                             _("riga %zu: è più lunga di %d byte. È davvero una tabella, con una riga per ogni "
                               "persona? Forse una virgoletta («\"») non si chiude."),
                             s->number, CIGO_SHEET_LINE);
        if (!more)
            end_line(s); /* before its first byte is overwritten */
        *s->out++ = '\0';
        if (!more)
            return true;
        s->in++;
    }
}

static enum cigo_line_end line_end(unsigned ends)
{
    for (unsigned e = CIGO_LINE_LF; e <= CIGO_LINE_CR; e++)
        if (ends == 1u << e)
            return (enum cigo_line_end)e;
    return ends ? CIGO_LINE_MIXED : CIGO_LINE_NONE;
}

static bool add_row(struct splitter *s, const char *begin, size_t max_rows, struct cigo_error *err)
{
    struct cigo_sheet *sheet = s->sheet;
    if (sheet->n_rows == max_rows)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("le righe sono troppe, più di %zu. Divida il file, o tolga ciò che non serve."),
                         max_rows);
    *CIGO_PUSH(sheet->rows, sheet->n_rows, sheet->cap_rows) =
        (struct cigo_sheet_row){(uint32_t)(begin - sheet->text), (uint32_t)s->number};
    sheet->size = (size_t)(s->out - sheet->text);
    return true;
}

bool sheet_split(struct cigo_sheet *sheet, size_t max_rows, struct cigo_error *err)
{
    struct splitter s = {.sheet = sheet, .in = sheet->text, .end = sheet->text + sheet->size,
                         .out = sheet->text, .separator = sheet->dialect.separator};
    s.stops['\n'] = s.stops['\r'] = s.stops['\0'] = true;
    if (s.separator)
        s.stops[(unsigned char)s.separator] = true;
    sheet->size = 0;
    while (s.in < s.end) {
        char *begin = s.out;
        s.number++;
        s.filled = false;
        if (!read_row(&s, err))
            return false;
        if (!s.filled)
            s.out = begin;
        else if (!add_row(&s, begin, max_rows, err))
            return false;
    }
    sheet->dialect.line_end = line_end(s.ends);
    return true;
}
