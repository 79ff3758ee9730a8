/* What a person calls rows and columns: a row by its number in the case, a span of rows as they are listed
 * ("3-7"), a column by its number, its label or its id, or the beginning of a word of it. */

#include <stdlib.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

/* ---- rows ---- */

static size_t view_row(struct line *line, unsigned long number)
{
    struct cigo_table *table = cigo_line_table(line);
    size_t all = cigo_table_all_rows(table);
    size_t row = number ? cigo_table_row_at(table, number - 1) : CIGO_TABLE_NOWHERE;
    if (number < 1 || number > all)
        cigo_line_say(line, _("Quale riga? Da 1 a %zu."), all);
    else if (row == CIGO_TABLE_NOWHERE)
        cigo_line_say(line, _("La riga %lu non è fra quelle in elenco: c'è un filtro, /filtra da solo lo toglie."),
                      number);
    return row;
}

bool cigo_line_named_row(struct line *line, const char *text, size_t *ret_row)
{
    struct cigo_table *table = cigo_line_table(line);
    size_t row = !*text && line->here.row ? cigo_table_find_row(table, line->here.row) : CIGO_TABLE_NOWHERE;
    if (row == CIGO_TABLE_NOWHERE) {
        char *end;
        unsigned long number = *text == '-' ? 0 : strtoul(text, &end, 10);
        row = view_row(line, number && !end[strspn(end, " ")] ? number : 0);
    }
    if (row == CIGO_TABLE_NOWHERE)
        return false;
    *ret_row = row;
    return true;
}

bool cigo_line_named_span(struct line *line, const char *text, size_t *ret_row, size_t *ret_n)
{
    char *end = NULL;
    size_t from, to;
    unsigned long first = *text >= '0' && *text <= '9' ? strtoul(text, &end, 10) : 0, last = 0;
    if (end && *end == '-' && end[1] >= '0' && end[1] <= '9')
        last = strtoul(end + 1, &end, 10);
    if (!first || !last || end[strspn(end, " ")]) {
        if (!cigo_line_named_row(line, text, &from))
            return false;
        to = from;
    } else {
        from = view_row(line, first);
        to = from == CIGO_TABLE_NOWHERE ? from : view_row(line, last);
        if (to == CIGO_TABLE_NOWHERE)
            return false;
    }
    *ret_row = from < to ? from : to;
    *ret_n = (from < to ? to - from : from - to) + 1;
    return true;
}

/* ---- columns ---- */

/* Folded, underscores of ids as blanks; in the line's arena. */
static const char *plain(struct line *line, const char *text)
{
    struct cigo_buf folded;
    cigo_buf_init(&folded, 65536);
    cigo_utf8_fold(cigo_str_of(text), &folded);
    for (size_t i = 0; i < folded.n; i++)
        if (folded.p[i] == '_')
            folded.p[i] = ' ';
    const char *result = cigo_arena_str(line->arena, cigo_buf_str(&folded));
    cigo_buf_finish(&folded);
    return result;
}

/* The length of `name` when `text` begins with all of it, as words; else 0. */
static size_t whole(const char *text, const char *name)
{
    size_t n = strlen(name);
    return strncmp(text, name, n) == 0 && (!text[n] || text[n] == ' ') ? n : 0;
}

/* The text after as many words as the first n bytes of its folded form hold. */
static const char *after_words(const char *text, const char *folded, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (folded[i] == ' ')
            text += strcspn(text, " _") + 1;
    text += strcspn(text, " ");
    return text + strspn(text, " ");
}

/* The column whose whole label or id the text begins with; the longest. */
static size_t whole_column(struct line *line, struct cigo_table *table, const char **rest)
{
    const char *text = plain(line, *rest);
    size_t best = 0, column = CIGO_TABLE_NOWHERE;
    for (size_t i = 0; i < cigo_table_columns(table); i++) {
        const struct cigo_field *field = cigo_table_column(table, i);
        size_t label = whole(text, plain(line, field->label)), id = whole(text, plain(line, field->id));
        size_t n = label > id ? label : id;
        if (n <= best)
            continue;
        best = n;
        column = i;
    }
    if (best)
        *rest = after_words(*rest, text, best);
    return column;
}

/* Does a word of the name begin with these n bytes? */
static bool word_begins(const char *name, const char *word, size_t n)
{
    for (const char *p = name; *p; p += strcspn(p, " "), p += strspn(p, " "))
        if (strncmp(p, word, n) == 0)
            return true;
    return false;
}

/* The only column that has a word which begins so, NOWHERE if none or several. */
static size_t begun_column(struct line *line, struct cigo_table *table, const char **rest)
{
    const char *text = plain(line, *rest);
    size_t n = strcspn(text, " "), column = CIGO_TABLE_NOWHERE, hits = 0;
    for (size_t i = 0; n && i < cigo_table_columns(table); i++) {
        const struct cigo_field *field = cigo_table_column(table, i);
        if (!word_begins(plain(line, field->label), text, n) && !word_begins(plain(line, field->id), text, n))
            continue;
        column = i;
        hits++;
    }
    if (hits != 1)
        return CIGO_TABLE_NOWHERE;
    *rest = after_words(*rest, text, n);
    return column;
}

static size_t numbered_column(struct cigo_table *table, const char **rest)
{
    char *end;
    unsigned long number = **rest >= '1' && **rest <= '9' ? strtoul(*rest, &end, 10) : 0;
    if (!number || number > cigo_table_columns(table) || (*end && *end != ' '))
        return CIGO_TABLE_NOWHERE;
    *rest = end + strspn(end, " ");
    return number - 1;
}

static void say_columns(struct line *line, struct cigo_table *table)
{
    struct cigo_buf list;
    cigo_buf_init(&list, 16384);
    for (size_t i = 0; i < cigo_table_columns(table); i++)
        cigo_buf_printf(&list, "%s%zu %s", i ? ", " : "", i + 1, cigo_table_column(table, i)->label);
    cigo_line_say(line, _("Quale colonna? %s."), list.p);
    cigo_buf_finish(&list);
}

bool cigo_line_named_column(struct line *line, const char **rest, size_t *ret_column)
{
    struct cigo_table *table = cigo_line_table(line);
    size_t column = whole_column(line, table, rest);
    if (column == CIGO_TABLE_NOWHERE)
        column = numbered_column(table, rest);
    if (column == CIGO_TABLE_NOWHERE)
        column = begun_column(line, table, rest);
    if (column == CIGO_TABLE_NOWHERE) {
        say_columns(line, table);
        return false;
    }
    *ret_column = column;
    return true;
}
