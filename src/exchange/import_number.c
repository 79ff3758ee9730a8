/* Decimal signs. A kind never guesses what 1.234 means; a whole file often tells, by the cells that can only be
 * read one way. */

#include <cigo/base/decimal.h>
#include "import-priv.h"

bool import_is_number(const struct cigo_field *field)
{
    enum cigo_kind_id kind = field->kind->id;
    return kind == CIGO_KIND_DECIMAL || kind == CIGO_KIND_MONEY || kind == CIGO_KIND_INTEGER;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* No thousand begins with a zero: 0.125 and 0,500 can only be read one way. */
static bool begins_with_zero(struct cigo_str s)
{
    size_t at = s.n && (s.p[0] == '-' || s.p[0] == '+');
    return at < s.n && s.p[at] == '0';
}

/* What one cell shows: both signs in it, one of them twice, or one with other than three digits after it or a zero
 * before it. */
unsigned import_decimal_of(struct cigo_str s)
{
    s = cigo_str_trim(s);
    size_t commas = 0, points = 0, last = 0, digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',' || s.p[i] == '.') {
            commas += s.p[i] == ',';
            points += s.p[i] == '.';
            last = i;
            digits = 0;
        } else if (is_digit(s.p[i])) {
            digits++;
        } else if (s.p[i] != '-' && s.p[i] != '+' && s.p[i] != ' ') {
            return 0;
        }
    }
    if (commas + points == 0 || (commas + points == 1 && (digits == 0 || (digits == 3 && !begins_with_zero(s)))))
        return 0;
    bool comma_last = s.p[last] == ',';
    if (commas && points)
        return comma_last ? DECIMAL_COMMA : DECIMAL_POINT;
    bool thousands = commas + points > 1;
    return comma_last != thousands ? DECIMAL_COMMA : DECIMAL_POINT;
}

void import_find_decimal(struct cigo_import *import)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    size_t numeric[CIGO_SHEET_COLUMNS], n_numeric = 0;
    unsigned seen = DECIMAL_UNKNOWN;
    for (size_t i = 0; i < import->n_columns; i++)
        if (import->columns[i].field && import_is_number(import->columns[i].field))
            numeric[n_numeric++] = i;
    const struct cigo_sheet *sheet = &import->sheet;
    if (!memchr(sheet->text, '.', sheet->size) && !memchr(sheet->text, ',', sheet->size))
        n_numeric = 0;
    for (size_t r = import->first_row; n_numeric && r < import->sheet.n_rows && seen != DECIMAL_BOTH; r++) {
        size_t n = cigo_sheet_cells(&import->sheet, r, cells, CIGO_SHEET_COLUMNS);
        for (size_t k = 0; k < n_numeric; k++)
            if (numeric[k] < n)
                seen |= import_decimal_of(cells[numeric[k]]);
    }
    import->decimal = (enum import_decimal)seen;
}

/* One sign with three digits after it: the only writing whose meaning depends on the file. */
static bool is_open(struct cigo_str s, char sign)
{
    size_t at = s.n;
    if (begins_with_zero(s))
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == sign && at == s.n)
            at = i;
        else if (!is_digit(s.p[i]) && !(i == 0 && (s.p[i] == '-' || s.p[i] == '+')))
            return false;
    }
    return at > 0 && at + 4 == s.n;
}

struct cigo_str import_number(enum import_decimal decimal, const struct cigo_field *field, struct cigo_str text,
                              struct cigo_arena *arena)
{
    char thousands = decimal == DECIMAL_COMMA ? '.' : decimal == DECIMAL_POINT ? ',' : '\0';
    if (!thousands || !import_is_number(field))
        return text;
    struct cigo_str s = cigo_str_trim(text);
    if (!is_open(s, thousands))
        return text;
    char *plain = cigo_arena_alloc(arena, s.n);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != thousands)
            plain[n++] = s.p[i];
    return (struct cigo_str){plain, n};
}
