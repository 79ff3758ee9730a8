/* The rows of a group, as one hears them: a short sentence for each, in the order of the view; sorting,
 * filtering and finding change what is listed, never the case. Rows are called by their number in the case. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

struct cigo_table *cigo_line_table(struct line *line)
{
    size_t index = line->here.group->index;
    if (!line->tables)
        line->tables = cigo_alloc_array(line->form->n_groups, sizeof *line->tables);
    if (!line->tables[index])
        line->tables[index] = cigo_table_new(line->session, line->here.group);
    return line->tables[index];
}

void cigo_line_tables_free(struct line *line)
{
    for (size_t i = 0; line->tables && i < line->form->n_groups; i++)
        cigo_table_free(line->tables[i]);
    free(line->tables);
    free(line->sought);
}

bool cigo_line_in_group(struct line *line)
{
    if (!line->here.group)
        cigo_line_say(line, _("Qui non ci sono righe: vada prima a un gruppo, per esempio /vai 5.8."));
    return line->here.group != NULL;
}

/* ---- a row as a sentence ---- */

static bool in_title(const struct cigo_group *group, const struct cigo_field *field)
{
    const char *title = group->row_title ? group->row_title : "";
    size_t n = strlen(field->id);
    for (const char *p = strchr(title, '{'); p; p = strchr(p + 1, '{'))
        if (strncmp(p + 1, field->id, n) == 0 && p[n + 1] == '}')
            return true;
    return false;
}

/* "; Qualifica Operaio" */
static void add_cell(struct line *line, struct cigo_place place, struct cigo_buf *out)
{
    if (!*cigo_session_text(line->session, place) || !cigo_session_visible(line->session, place))
        return;
    cigo_buf_printf(out, "; %s ", place.field->label);
    cigo_session_echo(line->session, place, out);
}

static void add_problems(struct cigo_table *table, size_t row, struct cigo_buf *out)
{
    struct cigo_table_counts counts = cigo_table_row_counts(table, row);
    if (counts.errors || counts.warnings || counts.infos)
        cigo_buf_puts(out, "; ");
    cigo_alert_counts_text(counts.errors, counts.warnings, counts.infos, "; ", out);
}

static bool has_title(struct line *line, struct cigo_table *table, size_t row)
{
    for (size_t c = 0; c < cigo_table_columns(table); c++) {
        struct cigo_place place = cigo_table_place(table, row, c);
        if (in_title(place.group, place.field) && *cigo_session_text(line->session, place))
            return true;
    }
    return false;
}

void cigo_line_say_row(struct line *line, size_t row)
{
    struct cigo_table *table = cigo_line_table(line);
    const struct cigo_group *group = cigo_table_group(table);
    struct cigo_buf cells;
    cigo_buf_init(&cells, 1 << 20);
    if (has_title(line, table, row)) {
        cigo_buf_puts(&cells, "; ");
        cigo_session_row_title(line->session, group, cigo_table_row_id(table, row), &cells);
    }
    for (size_t c = 0; c < group->n_table; c++) {
        struct cigo_place place = cigo_table_place(table, row, c);
        if (!in_title(group, place.field))
            add_cell(line, place, &cells);
    }
    if (!cells.n)
        cigo_buf_puts(&cells, _("; vuota"));
    add_problems(table, row, &cells);
    cigo_line_say(line, _("Riga %zu di %zu: %s."), cigo_table_position(table, row) + 1,
                  cigo_table_all_rows(table), cells.p + 2);
    cigo_buf_finish(&cells);
}

/* ---- what is listed ---- */

/* How many rows are listed and why not all; in which order, if not the case's. */
static void say_view(struct line *line, struct cigo_table *table)
{
    bool descending;
    size_t sorted = cigo_table_sorted(table, &descending), n = cigo_table_rows(table);
    const char *text = cigo_table_filter_text(table);
    if (*text)
        cigo_line_say(line, ngettext("%zu riga su %zu contiene «%s».", "%zu righe su %zu contengono «%s».", n), n,
                      cigo_table_all_rows(table), text);
    else if (cigo_table_only_problems(table))
        cigo_line_say(line, ngettext("%zu riga su %zu ha problemi.", "%zu righe su %zu hanno problemi.", n), n,
                      cigo_table_all_rows(table));
    if (sorted != CIGO_TABLE_NOWHERE)
        cigo_line_say(line, descending ? _("In ordine inverso di %s.") : _("In ordine di %s."),
                      cigo_table_column(table, sorted)->label);
}

void cigo_line_rows(struct line *line, const char *rest)
{
    size_t row = 0, n = SIZE_MAX, last, one;
    const char *second = rest + strcspn(rest, " ");
    if (!cigo_line_in_group(line))
        return;
    struct cigo_table *table = cigo_line_table(line);
    if (!cigo_table_all_rows(table)) {
        cigo_line_say(line, _("Non ci sono righe."));
        return;
    }
    second += strspn(second, " ");
    if (*second) { /* "3 7" is "3-7" */
        const char *first = cigo_arena_str(line->arena, (struct cigo_str){rest, strcspn(rest, " ")});
        rest = cigo_arena_printf(line->arena, "%s-%s", first, second);
    }
    if (*rest && !cigo_line_named_span(line, rest, &row, &n))
        return;
    if (*rest && !strchr(rest, '-')) /* from there on */
        n = SIZE_MAX;
    one = row;
    last = cigo_table_rows(table);
    say_view(line, table);
    for (; row < last && row - one < n && !line->quiet; row++)
        cigo_line_say_row(line, row);
}

static bool is_down(struct cigo_str word)
{
    return cigo_str_is(word, "giu") || cigo_str_is(word, "giù") || cigo_str_is(word, "down");
}

void cigo_line_sort(struct line *line, const char *rest)
{
    size_t column;
    if (!cigo_line_in_group(line))
        return;
    struct cigo_table *table = cigo_line_table(line);
    if (!*rest) {
        cigo_table_unsort(table);
        cigo_line_say(line, _("Le righe sono nell'ordine della domanda."));
        return;
    }
    if (!cigo_line_named_column(line, &rest, &column))
        return;
    bool descending = is_down(cigo_str_trim(cigo_str_of(rest)));
    if (*rest && !descending) {
        cigo_line_say(line, _("Non capisco «%s»: dopo la colonna si può scrivere solo giu, per l'ordine inverso."),
                      rest);
        return;
    }
    cigo_table_sort(table, column, descending);
    say_view(line, table);
    cigo_line_say(line, _("/righe le elenca; /ordina da solo torna all'ordine della domanda, che resta com'è."));
}

void cigo_line_filter(struct line *line, const char *rest)
{
    if (!cigo_line_in_group(line))
        return;
    struct cigo_table *table = cigo_line_table(line);
    bool problems = strcmp(rest, "problemi") == 0 || strcmp(rest, "problems") == 0;
    cigo_table_filter(table, problems ? CIGO_STR("") : cigo_str_of(rest), problems);
    if (!*rest) {
        size_t n = cigo_table_rows(table);
        cigo_line_say(line, ngettext("Nessun filtro: %zu riga.", "Nessun filtro: %zu righe.", n), n);
        return;
    }
    say_view(line, table);
    cigo_line_say(line, _("/righe le elenca; /filtra da solo toglie il filtro."));
}

void cigo_line_find(struct line *line, const char *rest)
{
    size_t row, column;
    if (!cigo_line_in_group(line))
        return;
    struct cigo_table *table = cigo_line_table(line);
    if (*rest) {
        free(line->sought);
        line->sought = cigo_strdup(rest);
    }
    if (!line->sought) {
        cigo_line_say(line, _("Che cosa? Per esempio /trova rossi; poi /trova da solo va alla riga dopo."));
        return;
    }
    size_t here = line->here.row ? cigo_table_find_row(table, line->here.row) : CIGO_TABLE_NOWHERE;
    size_t from = here == CIGO_TABLE_NOWHERE ? 0 : here + 1;
    if (!cigo_table_find(table, cigo_str_of(line->sought), from, 1, &row, &column)) {
        cigo_line_say(line, _("Nessuna riga in elenco contiene «%s»."), line->sought);
        return;
    }
    if (here != CIGO_TABLE_NOWHERE && row <= here)
        cigo_line_say(line, _("Da capo."));
    cigo_line_say_row(line, row);
    cigo_line_go(line, cigo_table_place(table, row, column));
}
