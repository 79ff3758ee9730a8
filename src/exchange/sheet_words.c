/* What was found out about a file, in words for people and for programs. */

#include <cigo/i18n/i18n.h>
#include "sheet-priv.h"

struct word {
    const char *id, *label;
};

static const struct word encodings[] = {
    [CIGO_UTF8] = {"utf-8", N_("UTF-8")},
    [CIGO_UTF8_BOM] = {"utf-8-bom", N_("UTF-8 con BOM")},
    [CIGO_UTF8_DAMAGED] = {"utf-8-damaged", N_("UTF-8 con qualche carattere Windows-1252")},
    [CIGO_WINDOWS_1252] = {"windows-1252", N_("Windows-1252")},
    [CIGO_UTF16] = {"utf-16", N_("UTF-16")},
};
static const struct word line_ends[] = {
    [CIGO_LINE_NONE] = {"none", N_("nessuno")},
    [CIGO_LINE_LF] = {"lf", "LF"},
    [CIGO_LINE_CRLF] = {"crlf", "CRLF"},
    [CIGO_LINE_CR] = {"cr", "CR"},
    [CIGO_LINE_MIXED] = {"mixed", N_("misto")},
};

static const struct word *separator_word(char separator)
{
    static const struct {
        char sign;
        struct word word;
    } table[] = {
        {'\0', {"none", N_("nessuno (una colonna)")}},
        {';', {"semicolon", N_("punto e virgola")}},
        {',', {"comma", N_("virgola")}},
        {'\t', {"tab", N_("tabulazione")}},
        {'|', {"pipe", N_("barra verticale")}},
    };
    static const struct word other = {"other", N_("quello indicato dalla riga sep=")};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].sign == separator)
            return &table[i].word;
    return &other;
}

void cigo_dialect_line(const struct cigo_dialect *dialect, struct cigo_buf *out)
{
    cigo_buf_printf(out, _("Separatore: %s; codifica: %s; fine riga: %s"),
                    _(separator_word(dialect->separator)->label), _(encodings[dialect->encoding].label),
                    _(line_ends[dialect->line_end].label));
    cigo_buf_puts(out, dialect->quotes ? _("; con virgolette.") : ".");
}

const char *cigo_dialect_separator_word(const struct cigo_dialect *dialect)
{
    return separator_word(dialect->separator)->id;
}

const char *cigo_dialect_encoding_word(const struct cigo_dialect *dialect)
{
    return encodings[dialect->encoding].id;
}

const char *cigo_dialect_line_end_word(const struct cigo_dialect *dialect)
{
    return line_ends[dialect->line_end].id;
}
