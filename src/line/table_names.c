/* What a person calls rows and columns: a row by its number in the case, a span of rows by two numbers ("3-7": those
 * between that are in sight, and no others, whatever the order), a column by its number, its label or its id, or the beginning of a word of it. */

#include <stdlib.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

/* ---- rows ---- */

void cigo_line_say_row_range(struct line *line, unsigned long number)
{
    size_t all = cigo_line_rows_here(line)->n;
    if (!all)
        cigo_line_say(line, _("Non ci sono righe."));
    else if (number)
        cigo_line_say(line, _("La riga %lu non c'è: le righe vanno da 1 a %zu."), number, all);
    else
        cigo_line_say(line, _("Serve il numero di una riga, da 1 a %zu: ripeta il comando con il numero."), all);
}

static size_t view_row(struct line *line, unsigned long number)
{
    struct cigo_table *table = cigo_line_table(line);
    size_t all = cigo_table_all_rows(table);
    size_t row = number ? cigo_table_row_at(table, number - 1) : CIGO_TABLE_NOWHERE;
    if (number < 1 || number > all)
        cigo_line_say_row_range(line, number);
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

enum { OTHERS_SAID = 8 };

static void say_others(struct line *line, size_t from, size_t to, unsigned long first, unsigned long last)
{
    struct cigo_table *table = cigo_line_table(line);
    struct cigo_buf others;
    size_t n = 0;
    cigo_buf_init(&others, 4096);
    for (size_t row = from; row <= to; row++) {
        size_t number = cigo_table_position(table, row) + 1;
        if ((number < first || number > last) && ++n <= OTHERS_SAID)
            cigo_buf_printf(&others, "%s%zu", n > 1 ? ", " : "", number);
    }
    if (n > OTHERS_SAID)
        cigo_buf_printf(&others, _(" e altre %zu"), n - OTHERS_SAID);
    cigo_line_say(line, _("In quest'ordine fra le righe da %lu a %lu ce ne sono altre: %s."), first, last, others.p);
    cigo_line_say(line, _("Non è stato fatto nulla: le indichi una per una, oppure torni con /ordina all'ordine della domanda."));
    cigo_buf_finish(&others);
}

/* The rows with these numbers that are in sight, if no other stands among them. */
static bool numbered_rows(struct line *line, unsigned long first, unsigned long last, size_t *ret_row, size_t *ret_n)
{
    struct cigo_table *table = cigo_line_table(line);
    size_t from = 0, to = 0, n = 0;
    for (size_t row = 0; row < cigo_table_rows(table); row++) {
        size_t number = cigo_table_position(table, row) + 1;
        if (number < first || number > last)
            continue;
        from = n++ ? from : row;
        to = row;
    }
    if (to - from + 1 != n) {
        say_others(line, from, to, first, last);
        return false;
    }
    *ret_row = from;
    *ret_n = n;
    return true;
}

bool cigo_line_named_span(struct line *line, const char *text, size_t *ret_row, size_t *ret_n)
{
    char *end = NULL;
    size_t row;
    unsigned long first = *text >= '0' && *text <= '9' ? strtoul(text, &end, 10) : 0, last = 0;
    if (end && *end == '-' && end[1] >= '0' && end[1] <= '9')
        last = strtoul(end + 1, &end, 10);
    if (first && last && !end[strspn(end, " ")])
        return view_row(line, first) != CIGO_TABLE_NOWHERE && view_row(line, last) != CIGO_TABLE_NOWHERE &&
               numbered_rows(line, first < last ? first : last, first < last ? last : first, ret_row, ret_n);
    if (!cigo_line_named_row(line, text, &row))
        return false;
    *ret_row = row;
    *ret_n = 1;
    return true;
}

/* ---- columns ---- */

/* In the line's arena. */
static const char *folded(struct line *line, const char *text)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_utf8_fold(cigo_str_of(text), &buf);
    const char *result = cigo_arena_str(line->arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return result;
}

static const char *spaced(struct line *line, const char *id)
{
    char *words = cigo_arena_dup(line->arena, id);
    for (char *p = words; *p; p++)
        if (*p == '_')
            *p = ' ';
    return words;
}

/* What a column may be called, folded: its label, its id, and the id as words. What is typed is never cut at an
 * underscore: "ore_x" is no beginning of "ore". */
enum { NAMES = 3 };

struct names {
    const char *items[NAMES];
};

static struct names names_of(struct line *line, const struct cigo_field *field)
{
    const char *id = folded(line, field->id);
    return (struct names){{folded(line, field->label), id, spaced(line, id)}};
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
            text += strcspn(text, " ") + 1;
    text += strcspn(text, " ");
    return text + strspn(text, " ");
}

/* The column whose whole label or id the text begins with; the longest. */
static size_t whole_column(struct line *line, struct cigo_table *table, const char **rest)
{
    const char *text = folded(line, *rest);
    size_t best = 0, column = CIGO_TABLE_NOWHERE;
    for (size_t i = 0; i < cigo_table_columns(table); i++) {
        struct names names = names_of(line, cigo_table_column(table, i));
        for (size_t k = 0; k < NAMES; k++) {
            size_t n = whole(text, names.items[k]);
            if (n <= best)
                continue;
            best = n;
            column = i;
        }
    }
    if (best)
        *rest = after_words(*rest, text, best);
    return column;
}

/* The words of a text that begin a name, from any word of it on. Each is whole but the first, which may be cut short,
 * and one more while `open` (several columns begin so): else it may be the value already. Returns their bytes. */
static size_t begun_from(const char *name, const char *text, bool open)
{
    size_t taken = 0;
    for (const char *word = text; *word && *name;) {
        size_t n = strcspn(word, " "), of_name = strcspn(name, " ");
        bool whole_word = n == of_name && strncmp(name, word, n) == 0;
        bool cut = n < of_name && strncmp(name, word, n) == 0 && (!taken || open);
        if (whole_word || cut)
            taken = (size_t)(word - text) + n;
        if (!whole_word)
            break;
        word += n + strspn(word + n, " ");
        name += of_name + strspn(name + of_name, " ");
    }
    return taken;
}

static size_t begun(const char *name, const char *text, bool open)
{
    size_t best = 0;
    for (const char *p = name; *p; p += strcspn(p, " "), p += strspn(p, " ")) {
        size_t n = begun_from(p, text, open);
        best = n > best ? n : best;
    }
    return best;
}

/* Which columns the text begins, by most of its words. */
struct begun {
    size_t column, hits; /* the first, and how many they are */
    size_t n;            /* bytes of the folded text */
};

static size_t begun_by(struct line *line, const struct cigo_field *field, const char *text, bool open)
{
    struct names names = names_of(line, field);
    size_t best = 0;
    for (size_t k = 0; k < NAMES; k++) {
        size_t n = begun(names.items[k], text, open);
        best = n > best ? n : best;
    }
    return best;
}

static struct begun begun_columns(struct line *line, struct cigo_table *table, const char *text, bool open)
{
    struct begun found = {.column = CIGO_TABLE_NOWHERE};
    for (size_t i = 0; i < cigo_table_columns(table); i++) {
        size_t n = begun_by(line, cigo_table_column(table, i), text, open);
        if (n > found.n)
            found = (struct begun){i, 1, n};
        else if (n && n == found.n)
            found.hits++;
    }
    return found;
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

/* "…: /riempi 5 1-3." Nothing waits for an answer here, and it must not look so. */
static void say_again(struct line *line, const char *name, size_t column, const char *after)
{
    size_t n = (size_t)(name - line->command);
    while (n && line->command[n - 1] == ' ')
        n--;
    cigo_line_say(line, _("Ripeta il comando con il numero: %.*s %zu%s%s."), (int)n, line->command, column + 1,
                  *after ? " " : "", after);
}

static void say_several(struct line *line, struct cigo_table *table, const char *rest, const char *text, struct begun found)
{
    struct cigo_buf list;
    const char *after = after_words(rest, text, found.n);
    struct cigo_str words = cigo_str_trim((struct cigo_str){rest, (size_t)(after - rest)});
    cigo_buf_init(&list, 16384);
    for (size_t i = 0; i < cigo_table_columns(table); i++)
        if (begun_by(line, cigo_table_column(table, i), text, true) == found.n)
            cigo_buf_printf(&list, "%s%zu %s", list.n ? ", " : "", i + 1, cigo_table_column(table, i)->label);
    cigo_line_say(line, _("Con «%.*s» cominciano più colonne: %s."), (int)words.n, words.p, list.p);
    say_again(line, rest, found.column, after);
    cigo_buf_finish(&list);
}

static void say_columns(struct line *line, struct cigo_table *table, const char *rest)
{
    struct cigo_buf list;
    size_t n = strcspn(rest, " ");
    cigo_buf_init(&list, 16384);
    for (size_t i = 0; i < cigo_table_columns(table); i++)
        cigo_buf_printf(&list, "%s%zu %s", i ? ", " : "", i + 1, cigo_table_column(table, i)->label);
    if (n)
        cigo_line_say(line, _("Nessuna colonna si chiama «%.*s». Le colonne: %s."), (int)n, rest, list.p);
    else
        cigo_line_say(line, _("Serve una colonna. Le colonne: %s."), list.p);
    cigo_line_say(line, _("Ripeta il comando con il numero della colonna."));
    cigo_buf_finish(&list);
}

/* By the beginning of a word of its name, or of several; a sentence if that is none or not one only. */
static size_t begun_column(struct line *line, struct cigo_table *table, const char **rest)
{
    const char *text = folded(line, *rest);
    struct begun found = begun_columns(line, table, text, false);
    if (found.hits > 1)
        found = begun_columns(line, table, text, true);
    if (found.hits > 1)
        say_several(line, table, *rest, text, found);
    else if (!found.hits)
        say_columns(line, table, *rest);
    if (found.hits != 1)
        return CIGO_TABLE_NOWHERE;
    *rest = after_words(*rest, text, found.n);
    return found.column;
}

bool cigo_line_named_column(struct line *line, const char **rest, size_t *ret_column)
{
    struct cigo_table *table = cigo_line_table(line);
    size_t column = whole_column(line, table, rest);
    if (column == CIGO_TABLE_NOWHERE)
        column = numbered_column(table, rest);
    if (column == CIGO_TABLE_NOWHERE)
        column = begun_column(line, table, rest);
    if (column == CIGO_TABLE_NOWHERE)
        return false;
    *ret_column = column;
    return true;
}
