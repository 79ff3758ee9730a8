/* Cells from a spreadsheet onto a table. First everything is looked at: which columns, how many rows, whether
 * there is room; only then the first cell is written, so that a refusal changes nothing. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/form/headers.h>
#include <cigo/i18n/i18n.h>
#include "import-priv.h"

enum { ROWS_MAX = 1000000, MOST_NAMED = 3, LONGEST_NAME = 60 };

struct pasting {
    struct cigo_table *table;
    struct cigo_session *session;
    const struct cigo_group *group;
    struct cigo_sheet sheet;
    const struct cigo_field *columns[CIGO_SHEET_COLUMNS]; /* where each cell of a line goes; NULL = nowhere */
    size_t n_columns;
    size_t first;           /* line of the sheet */
    size_t n_rows;          /* lines to paste, the empty ones among them: they keep their place and change nothing */
    int64_t *rows;          /* ids of the rows that are overwritten */
    size_t n_old;
    enum import_decimal decimal; /* what the cells show of it */
    struct cigo_arena *arena;    /* numbers that are written anew */
    struct cigo_paste done;
};

static size_t filled(const struct cigo_str *cells, size_t n)
{
    while (n && cells[n - 1].n == 0)
        n--;
    return n;
}

/* ---- where the cells go ---- */

static size_t name_columns(struct pasting *p, const struct cigo_str *cells, size_t n)
{
    size_t known = 0;
    for (size_t i = 0; i < n; i++) {
        const struct cigo_field *column = cigo_group_header(p->group, cells[i]);
        for (size_t k = 0; column && k < i; k++)
            if (p->columns[k] == column)
                column = NULL; /* the first of two wins */
        p->columns[i] = column;
        known += column != NULL;
    }
    return known;
}

/* Of a heading what is shown of it: its first line, as far as there is room. */
static struct cigo_str beginning(struct cigo_str text)
{
    size_t n = 0;
    while (n < text.n) {
        uint32_t code;
        size_t more = cigo_utf8_next((struct cigo_str){text.p + n, text.n - n}, &code);
        if (code < ' ' || n + more > LONGEST_NAME)
            break;
        n += more;
    }
    return (struct cigo_str){text.p, n};
}

static void name_ignored(struct pasting *p, const struct cigo_str *cells, size_t n)
{
    struct cigo_buf names;
    size_t named = 0;
    cigo_buf_init(&names, sizeof p->done.ignored_names);
    for (size_t i = 0; i < n; i++) {
        if (p->columns[i] || !cells[i].n)
            continue;
        p->done.ignored++;
        if (named == MOST_NAMED)
            continue;
        struct cigo_str name = beginning(cells[i]);
        cigo_buf_printf(&names, "%s«%.*s%s»", named++ ? ", " : "", (int)name.n, name.p, name.n < cells[i].n ? "…" : "");
    }
    snprintf(p->done.ignored_names, sizeof p->done.ignored_names, "%s", names.p);
    cigo_buf_finish(&names);
}

/* A first line is one of headings if it names two columns, or one and nothing else. */
static bool read_header(struct pasting *p)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    size_t n = filled(cells, cigo_sheet_cells(&p->sheet, 0, cells, CIGO_SHEET_COLUMNS));
    if (p->sheet.n_rows < 2)
        return false;
    size_t known = name_columns(p, cells, n), named = 0;
    for (size_t i = 0; i < n; i++)
        named += cells[i].n > 0;
    if (known < 2 && !(known == 1 && named == 1))
        return false;
    p->n_columns = n;
    p->first = 1;
    p->done.header = true;
    name_ignored(p, cells, n);
    return true;
}

static bool place_columns(struct pasting *p, size_t column, struct cigo_error *err)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    size_t width = 0, room = cigo_table_columns(p->table) - column;
    for (size_t r = 0; r < p->sheet.n_rows; r++) {
        size_t n = filled(cells, cigo_sheet_cells(&p->sheet, r, cells, CIGO_SHEET_COLUMNS));
        width = n > width ? n : width;
    }
    if (width > room)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("Le celle copiate occupano %zu colonne, e da «%s» in poi ce ne sono %zu. Non ho incollato "
                           "nulla: incolli più a sinistra, o copi anche la riga con i nomi delle colonne."),
                         width, cigo_table_column(p->table, column)->label, room);
    p->n_columns = width;
    for (size_t i = 0; i < width; i++)
        p->columns[i] = cigo_table_column(p->table, column + i);
    return true;
}

/* Of the line of the sheet: the how-manieth of those to paste, from 0. */
static size_t index_of(const struct pasting *p, size_t r)
{
    return p->sheet.rows[r].number - 1 - (p->first ? p->sheet.rows[0].number : 0);
}

static bool place_rows(struct pasting *p, size_t row, struct cigo_error *err)
{
    const struct cigo_sheet *sheet = &p->sheet;
    size_t in_sight = cigo_table_rows(p->table), all = cigo_table_all_rows(p->table), added = 0;
    p->n_rows = index_of(p, sheet->n_rows - 1) + 1;
    p->n_old = row >= in_sight ? 0 : in_sight - row < p->n_rows ? in_sight - row : p->n_rows;
    for (size_t r = p->first; r < sheet->n_rows; r++)
        added += index_of(p, r) >= p->n_old;
    p->done.skipped = p->n_rows - (sheet->n_rows - p->first);
    if (p->group->max_rows && (p->n_rows > ROWS_MAX || all + added > p->group->max_rows))
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("«%s» può avere al massimo %zu righe, e con queste sarebbero %zu. Non ho incollato nulla."),
                         p->group->label, p->group->max_rows, all + added);
    p->rows = cigo_alloc_array(p->n_old + 1, sizeof *p->rows);
    for (size_t i = 0; i < p->n_old; i++)
        p->rows[i] = cigo_table_row_id(p->table, row + i);
    return true;
}

/* ---- writing ---- */

static void find_decimal(struct pasting *p)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    unsigned seen = DECIMAL_UNKNOWN;
    for (size_t r = p->first; r < p->sheet.n_rows; r++) {
        size_t n = cigo_sheet_cells(&p->sheet, r, cells, CIGO_SHEET_COLUMNS);
        for (size_t k = 0; k < n && k < p->n_columns; k++)
            if (p->columns[k] && import_is_number(p->columns[k]))
                seen |= import_decimal_of(cells[k]);
    }
    p->decimal = (enum import_decimal)seen;
}

/* The cells of a line of the sheet, as they are to be written. */
static void line_cells(const struct pasting *p, size_t r, struct cigo_str *cells)
{
    size_t n = cigo_sheet_cells(&p->sheet, r, cells, CIGO_SHEET_COLUMNS);
    for (size_t k = 0; k < p->n_columns; k++) {
        cells[k] = k < n ? import_text(cells[k]) : CIGO_STR("");
        if (p->columns[k])
            cells[k] = import_number(p->decimal, p->columns[k], cells[k], p->arena);
    }
}

static void count(struct pasting *p, int64_t row)
{
    p->done.rows++;
    for (size_t k = 0; k < p->n_columns; k++) {
        if (!p->columns[k])
            continue;
        struct cigo_place place = {p->columns[k], p->group, row};
        struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(p->session), place);
        p->done.cells += cell.verdict != CIGO_EMPTY;
        p->done.bad += cell.verdict == CIGO_BAD;
    }
}

static bool overwrite(struct pasting *p, int64_t row, const struct cigo_str *cells, struct cigo_error *err)
{
    bool ok = true;
    for (size_t k = 0; ok && k < p->n_columns; k++) {
        struct cigo_place place = {p->columns[k], p->group, row};
        if (place.field)
            ok = cigo_session_set(p->session, place, cells[k], NULL, err);
    }
    return ok;
}

static bool append(struct pasting *p, const struct cigo_str *cells, struct cigo_str *texts,
                   struct cigo_error *err)
{
    int64_t row;
    memset(texts, 0, p->group->n_fields * sizeof *texts);
    for (size_t k = 0; k < p->n_columns; k++)
        if (p->columns[k])
            texts[p->columns[k]->index] = cells[k];
    if (!cigo_session_rows_append(p->session, p->group, texts, 1, &row, NULL, err))
        return false;
    p->done.added++;
    count(p, row);
    return true;
}

static bool write_all(struct pasting *p, struct cigo_effects *ret_effects, struct cigo_error *err)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    struct cigo_str *texts = cigo_alloc_array(p->group->n_fields + 1, sizeof *texts);
    bool ok = true;
    find_decimal(p);
    cigo_session_begin(p->session, N_("Celle incollate"));
    for (size_t r = p->first; ok && r < p->sheet.n_rows; r++) {
        size_t i = index_of(p, r);
        line_cells(p, r, cells);
        if (i >= p->n_old) {
            ok = append(p, cells, texts, err);
        } else {
            ok = overwrite(p, p->rows[i], cells, err);
            count(p, p->rows[i]);
        }
    }
    free(texts);
    return cigo_session_end(p->session, ret_effects, err) && ok;
}

static bool can_read(const struct cigo_session *session, const struct cigo_field *field, struct cigo_str line)
{
    struct cigo_parsed parsed;
    cigo_parsed_init(&parsed);
    cigo_field_parse(field, cigo_session_today(session), line, &parsed);
    bool ok = parsed.verdict != CIGO_BAD;
    cigo_parsed_finish(&parsed);
    return ok;
}

/* Lines of a CSV file are no cells of a column that reads none of them; where it can, a semicolon is part of the text. */
static char separator_of(const struct cigo_session *session, const struct cigo_field *field, struct cigo_str rest)
{
    size_t every = 0;
    if (memchr(rest.p, '\t', rest.n))
        return '\t';
    while (rest.n) {
        size_t length = 0, n = 0;
        for (; length < rest.n && rest.p[length] != '\n' && rest.p[length] != '\r'; length++)
            n += rest.p[length] == ';';
        struct cigo_str line = {rest.p, length};
        rest = (struct cigo_str){rest.p + length + (length < rest.n), rest.n - length - (length < rest.n)};
        if (!length)
            continue;
        if (n < 2 || (every && n != every) || can_read(session, field, line))
            return '\t';
        every = n;
    }
    return every ? ';' : '\t';
}

bool cigo_paste(struct cigo_session *session, struct cigo_table *table, size_t row, size_t column,
                struct cigo_str text, struct cigo_paste *ret_paste, struct cigo_effects *ret_effects,
                struct cigo_error *err)
{
    struct pasting p = {.table = table, .session = session, .group = cigo_table_group(table)};
    char *lines = cigo_str_dup(text);
    char separator = separator_of(session, cigo_table_column(table, column), text);
    p.done.semicolons = separator == ';';
    if (!cigo_sheet_take(&p.sheet, lines, cigo_str_unpair_lines(lines, text.n), separator, ROWS_MAX, err))
        return false;
    p.arena = cigo_arena_new();
    bool ok = (read_header(&p) || place_columns(&p, column, err)) && place_rows(&p, row, err) &&
              write_all(&p, ret_effects, err);
    free(p.rows);
    cigo_arena_free(p.arena);
    cigo_sheet_finish(&p.sheet);
    if (ok)
        *ret_paste = p.done;
    return ok;
}

void cigo_paste_line(const struct cigo_paste *paste, struct cigo_buf *out)
{
    cigo_buf_printf(out, ngettext("Incollata %zu riga", "Incollate %zu righe", paste->rows), paste->rows);
    if (paste->added)
        cigo_buf_printf(out, ngettext(", %zu nuova", ", %zu nuove", paste->added), paste->added);
    if (paste->semicolons)
        cigo_buf_puts(out, _("; celle separate da punto e virgola"));
    if (paste->header)
        cigo_buf_puts(out, _("; le colonne dalla prima riga, che ne ha i nomi"));
    if (paste->skipped)
        cigo_buf_printf(out, ngettext("; %zu riga vuota non ha cambiato nulla", "; %zu righe vuote non hanno cambiato nulla",
                                      paste->skipped), paste->skipped);
    if (paste->ignored)
        cigo_buf_printf(out, ngettext("; %zu colonna non è di questa tabella e non è entrata: %s",
                                      "; %zu colonne non sono di questa tabella e non sono entrate: %s",
                                      paste->ignored), paste->ignored, paste->ignored_names);
    if (paste->ignored > MOST_NAMED)
        cigo_buf_printf(out, ngettext(" e un'altra", " e altre %zu", paste->ignored - MOST_NAMED),
                        paste->ignored - MOST_NAMED);
    if (paste->bad)
        cigo_buf_printf(out, ngettext("; %zu cella da correggere", "; %zu celle da correggere", paste->bad),
                        paste->bad);
    cigo_buf_putc(out, '.');
}
