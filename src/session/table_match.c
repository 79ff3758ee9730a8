/* Does a row contain a text? Each of its words must stand in one of the cells: "rossi anna" finds surname and name.
 * Case and accents do not count. The words are folded once; a cell of plain ASCII, as most are, is compared where it
 * lies. A choice is known by its label, a date also as it is written in full, whatever was typed. Most rows lack the
 * first word, and cost no more than that. */

#include <stdlib.h>
#include <cigo/base/utf8.h>
#include "table-priv.h"

enum { MOST_WORDS = 16 }; /* with more than that only the whole text counts */

/* A word, or the whole text. */
struct wanted {
    char *folded;
    struct cigo_str text;    /* all of it */
    bool **choices;          /* by column: which choices have it in their label; NULL = no choices */
    size_t n_columns;
};

/* -1: the text is not ASCII, and must be folded to know. */
static int ascii_contains(const char *text, struct cigo_str needle)
{
    bool found = false;
    for (const char *p = text; *p; p++) {
        if ((unsigned char)*p >= 0x80)
            return -1;
        if (found || cigo_lower(*p) != needle.p[0])
            continue;
        size_t i = 1;
        while (i < needle.n && cigo_lower(p[i]) == needle.p[i])
            i++;
        found = i == needle.n;
    }
    return found;
}

static bool contains(const char *text, struct cigo_str needle)
{
    int plain = ascii_contains(text, needle);
    if (plain >= 0)
        return plain;
    struct cigo_buf folded;
    cigo_buf_init(&folded, CIGO_TEXT_MAX);
    cigo_utf8_fold(cigo_str_of(text), &folded);
    bool found = strstr(folded.p, needle.p) != NULL;
    cigo_buf_finish(&folded);
    return found;
}

/* Which choices of a column have the text in their label. */
static bool *matching_choices(const struct cigo_choices *list, struct cigo_str needle)
{
    if (!list)
        return NULL;
    bool *match = cigo_alloc_array(list->n + 1, sizeof *match);
    for (size_t i = 0; i < list->n; i++)
        match[i] = contains(list->items[i].label, needle);
    return match;
}

static void want(struct needle *needle, const struct cigo_table *table, struct cigo_str folded)
{
    struct wanted *wanted = CIGO_PUSH(needle->wanted, needle->n, needle->cap);
    char *text = cigo_str_dup(folded);
    *wanted = (struct wanted){.folded = text, .text = {text, folded.n}, .n_columns = table->group->n_fields};
    wanted->choices = cigo_alloc_array(wanted->n_columns + 1, sizeof *wanted->choices);
    for (size_t c = 0; c < wanted->n_columns; c++)
        wanted->choices[c] = matching_choices(cigo_table_column(table, c)->ctx.choices, wanted->text);
}

static struct cigo_str next_word(struct cigo_str *rest)
{
    size_t n = 0;
    while (n < rest->n && !strchr(" \t\r\n", rest->p[n]))
        n++;
    struct cigo_str word = {rest->p, n};
    *rest = cigo_str_trim((struct cigo_str){rest->p + n, rest->n - n});
    return word;
}

void cigo_needle_init(struct needle *needle, const struct cigo_table *table, struct cigo_str text)
{
    struct cigo_buf folded;
    *needle = (struct needle){0};
    cigo_buf_init(&folded, text.n * 8 + 16);
    cigo_utf8_fold(text, &folded);
    struct cigo_str whole = cigo_str_trim(cigo_buf_str(&folded)), rest = whole;
    struct cigo_str words[MOST_WORDS];
    size_t n = 0;
    for (; n < MOST_WORDS && rest.n; n++)
        words[n] = next_word(&rest);
    for (size_t i = 0; i < n && !rest.n; i++)
        want(needle, table, words[i]);
    if (n > 1)
        want(needle, table, whole);
    cigo_buf_finish(&folded);
}

void cigo_needle_finish(struct needle *needle)
{
    for (size_t i = 0; i < needle->n; i++) {
        struct wanted *wanted = &needle->wanted[i];
        for (size_t c = 0; c < wanted->n_columns; c++)
            free(wanted->choices[c]);
        free(wanted->choices);
        free(wanted->folded);
    }
    free(needle->wanted);
}

static bool choice_matches(const struct cigo_choices *list, const bool *match, struct cigo_str ids)
{
    for (size_t i = 0; i < list->n; i++)
        if (match[i] && cigo_multi_has(ids, cigo_str_of(list->items[i].id)))
            return true;
    return false;
}

static bool date_matches(const struct cigo_field *field, struct cigo_value value, struct cigo_str needle)
{
    struct cigo_buf full;
    cigo_buf_init(&full, 64);
    cigo_kind_format(field->kind, &field->ctx, &value, &full);
    bool found = contains(full.p, needle);
    cigo_buf_finish(&full);
    return found;
}

static bool cell_matches(const struct wanted *wanted, size_t column, const struct cigo_field *field,
                         const struct cigo_cell *cell)
{
    struct cigo_value value = cigo_cell_value(*cell);
    if (value.storage == CIGO_TEXT && wanted->choices[column])
        return choice_matches(field->ctx.choices, wanted->choices[column], value.s);
    if (contains(cell->raw, wanted->text))
        return true;
    return value.storage == CIGO_INT && field->kind->type == CIGO_TYPE_DATE &&
           date_matches(field, value, wanted->text);
}

static size_t column_with(const struct wanted *wanted, const struct cigo_table *table, size_t position)
{
    for (size_t c = 0; c < wanted->n_columns; c++) {
        struct cigo_place place = cigo_table_place_at(table, position, c);
        struct cigo_cell cell = cigo_answers_cell(table->session->answers, place);
        if (cell.raw && cell_matches(wanted, c, place.field, &cell) &&
            cigo_session_visible(table->session, place))
            return c;
    }
    return CIGO_TABLE_NOWHERE;
}

size_t cigo_needle_column(const struct needle *needle, const struct cigo_table *table, size_t position)
{
    size_t column = 0;
    for (size_t i = 0; i < needle->n; i++) {
        bool optional = i > 0 && i + 1 == needle->n; /* the whole text after its words: it only says where */
        size_t found = column_with(&needle->wanted[i], table, position);
        if (found == CIGO_TABLE_NOWHERE && !optional)
            return found;
        if (i == 0 || (optional && found != CIGO_TABLE_NOWHERE))
            column = found;
    }
    return column;
}

bool cigo_table_find(struct cigo_table *table, struct cigo_str text, size_t from, int direction,
                     size_t *ret_row, size_t *ret_column)
{
    cigo_table_sync(table);
    struct needle needle;
    size_t n = table->n_view, column = CIGO_TABLE_NOWHERE, row = from < n ? from : 0;
    cigo_needle_init(&needle, table, text);
    for (size_t i = 0; needle.n && i < n && column == CIGO_TABLE_NOWHERE; i++) {
        row = ((from < n ? from : 0) + (direction > 0 ? i : n - i)) % n;
        column = cigo_needle_column(&needle, table, table->view[row]);
    }
    cigo_needle_finish(&needle);
    if (column == CIGO_TABLE_NOWHERE)
        return false;
    *ret_row = row;
    *ret_column = column;
    return true;
}
