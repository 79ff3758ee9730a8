/* Opening separated text. The separator is the candidate that gives most rows the same number of cells,
 * counting up to five columns in its favour; a tie goes to the one between whose signs quotes stand, then to the sign that
 * a text rarely holds, so the decimal comma of a file with semicolons never wins. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <cigo/base/alloc.h>
#include <cigo/base/path.h>
#include <cigo/i18n/i18n.h>
#include "sheet-priv.h"

enum { SAMPLE = 64 * 1024, SAMPLE_ROWS = 100, SAMPLE_LINES = 5 * SAMPLE_ROWS, COUNTED = 4 };

void cigo_sheet_finish(struct cigo_sheet *sheet)
{
    free(sheet->text);
    free(sheet->rows);
    *sheet = (struct cigo_sheet){0};
}

void cigo_sheet_let_go(struct cigo_sheet *sheet)
{
    free(sheet->text);
    sheet->text = NULL;
}

size_t cigo_sheet_cells(const struct cigo_sheet *sheet, size_t row, struct cigo_str *cells, size_t max)
{
    const char *p = sheet->text + sheet->rows[row].start;
    const char *end = sheet->text + (row + 1 < sheet->n_rows ? sheet->rows[row + 1].start : sheet->size);
    size_t n = 0;
    for (; p < end; n++) {
        size_t length = strlen(p);
        if (n < max)
            cells[n] = (struct cigo_str){p, length};
        p += length + 1;
    }
    return n;
}

/* ---- which separator ---- */

/* How well the sample falls into columns: rows with the most frequent number of separators, weighed by it. */
static size_t score(const struct cigo_sheet *sheet)
{
    size_t rows_with[CIGO_SHEET_COLUMNS] = {0}, best = 0;
    if (sheet->n_columns > CIGO_SHEET_COLUMNS)
        return COUNTED * 1000; /* that many are no accident */
    for (size_t r = 0; r < sheet->n_rows; r++) {
        size_t n = cigo_sheet_cells(sheet, r, NULL, 0) - 1;
        rows_with[n]++;
    }
    for (size_t n = 1; n < CIGO_SHEET_COLUMNS; n++) {
        size_t weight = (n < COUNTED ? n : COUNTED) * rows_with[n];
        if (weight > best)
            best = weight;
    }
    return best * 1000 / (sheet->n_rows ? sheet->n_rows : 1);
}

/* How much of the text is looked at, to a line end: more lines than rows, for a quoted cell may have several. */
static size_t sample_size(const char *text, size_t size)
{
    const char *last = text + (size < SAMPLE ? size : SAMPLE), *end = text, *line = text;
    for (size_t i = 0; i < SAMPLE_LINES && line; i++) {
        line = memchr(end, '\n', (size_t)(last - end));
        end = line ? line + 1 : last;
    }
    while (end > text && end < text + size && end[-1] != '\n' && end[-1] != '\r')
        end--;
    return (size_t)((end > text ? end : last) - text);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Does every comma stand between two digits? Then they are decimals, in a file of one column. */
static bool only_decimal_commas(const char *text, size_t size)
{
    for (const char *p = text; (p = memchr(p, ',', size - (size_t)(p - text))); p++)
        if (p == text || !is_digit(p[-1]) || !is_digit(p[1]))
            return false;
    return true;
}

static char find_separator(const char *text, size_t size)
{
    static const char candidates[] = "\t;|,";
    char best = '\0';
    bool best_quotes = false;
    size_t best_score = 0, sample = sample_size(text, size);
    for (const char *c = candidates; *c; c++) {
        if (!memchr(text, *c, sample))
            continue;
        struct cigo_sheet sheet = {
            .text = cigo_str_dup((struct cigo_str){text, sample}), .size = sample, .dialect.separator = *c};
        struct cigo_error ignored; /* too many rows, a quote that the cut left open: what was read will do */
        bool decimals = *c == ',' && only_decimal_commas(sheet.text, sheet.size);
        sheet_split(&sheet, SAMPLE_ROWS, &ignored);
        size_t now = decimals ? 0 : score(&sheet);
        bool quotes = sheet.dialect.quotes;
        if (now > best_score || (now > 0 && now == best_score && quotes && !best_quotes)) {
            best_score = now;
            best_quotes = quotes;
            best = *c;
        }
        cigo_sheet_finish(&sheet);
    }
    return best;
}

/* The line "sep=;" that some programs put first. */
static char told_separator(char *text, size_t *size)
{
    if (*size < 6 || strncasecmp(text, "sep=", 4) != 0 || !strchr("\r\n", text[5]))
        return '\0';
    char separator = text[4];
    size_t n = text[5] == '\r' && text[6] == '\n' ? 7 : 6;
    *size -= n;
    memmove(text, text + n, *size + 1);
    return separator;
}

/* ---- opening ---- */

bool cigo_sheet_take(struct cigo_sheet *sheet, char *text, size_t size, char separator, size_t max_rows,
                     struct cigo_error *err)
{
    struct cigo_sheet taken = {.text = text, .size = size};
    bool ok = sheet_decode(&taken.text, &taken.size, &taken.dialect.encoding, err);
    if (ok) {
        char told = told_separator(taken.text, &taken.size);
        taken.dialect.separator = separator ? separator : told ? told : find_separator(taken.text, taken.size);
        ok = sheet_split(&taken, max_rows, err);
    }
    if (ok && taken.n_rows == 0)
        ok = cigo_fail(err, CIGO_EXIT_USAGE, _("non c'è nessuna riga: il file è vuoto."));
    if (ok)
        *sheet = taken;
    else
        cigo_sheet_finish(&taken);
    return ok;
}

/* What is no separated text, by how it begins: then how to get one. */
static const char *other_format(struct cigo_str text)
{
    if (cigo_str_starts(text, CIGO_STR("PK\3\4")) || cigo_str_starts(text, CIGO_STR("\xd0\xcf\x11\xe0")))
        return _("è una cartella di lavoro di Excel o LibreOffice, che cigo non legge. La apra e scelga «Salva con "
                 "nome», tipo «CSV UTF-8», poi indichi quel file");
    if (cigo_str_starts(text, CIGO_STR("%PDF")))
        return _("è un PDF. Chieda al programma paghe di esportare un CSV, e indichi quel file");
    while (text.n && strchr(" \t\r\n", text.p[0]) && text.p[0])
        text = (struct cigo_str){text.p + 1, text.n - 1};
    if (text.n >= 5 && (strncasecmp(text.p, "<html", 5) == 0 || strncasecmp(text.p, "<?xml", 5) == 0 ||
                        strncasecmp(text.p, "<tabl", 5) == 0 || strncasecmp(text.p, "<!doc", 5) == 0))
        return _("è una pagina HTML o XML, anche se il nome dice altro. La apra con il foglio di calcolo e la salvi "
                 "come «CSV UTF-8», poi indichi quel file");
    return NULL;
}

bool cigo_sheet_open(struct cigo_sheet *sheet, const char *path, size_t max_rows, struct cigo_error *err)
{
    char *text;
    size_t size;
    const char *name = strcmp(path, "-") == 0 ? _("standard input") : path;
    if (!cigo_file_read(path, CIGO_SHEET_FILE, &text, &size, err))
        return false;
    const char *other = other_format((struct cigo_str){text, size});
    if (other) {
        free(text);
        return cigo_fail(err, CIGO_EXIT_USAGE, "«%s» %s.", name, other);
    }
    return cigo_sheet_take(sheet, text, size, '\0', max_rows, err) || cigo_fail_prefix(err, "«%s»", name);
}
