/* What is done to rows and ranges by a command. One sentence says what was done and how it is taken back;
 * then, as after any answer, what changed elsewhere. */

#include <stdlib.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

static struct cigo_place whole_group(const struct line *line)
{
    return (struct cigo_place){.group = line->here.group};
}

/* The first column that can be seen in this row. */
static void open_row(struct line *line, int64_t id)
{
    const struct cigo_group *group = line->here.group;
    struct cigo_place place = {&group->fields[0], group, id};
    size_t i = 0;
    while (!cigo_session_visible(line->session, place) && ++i < group->n_fields)
        place.field = &group->fields[i];
    cigo_line_go(line, place);
}

/* Any row by its number, in sight or not; *ret_rest is what follows. 0 and a sentence if there is none. */
static int64_t row_of_case(struct line *line, const char *text, const char **ret_rest)
{
    const struct cigo_rows *rows = cigo_line_rows_here(line);
    char *end = NULL;
    unsigned long number = *text >= '1' && *text <= '9' ? strtoul(text, &end, 10) : 0;
    if (number < 1 || number > rows->n || (*end && *end != ' ')) {
        cigo_line_say_row_range(line, number > rows->n ? number : 0);
        return 0;
    }
    *ret_rest = end + strspn(end, " ");
    return rows->items[number - 1].id;
}

void cigo_line_row(struct line *line, const char *rest)
{
    int64_t id = cigo_line_in_group(line) ? row_of_case(line, rest, &rest) : 0;
    if (id)
        open_row(line, id);
}

void cigo_line_new_row(struct line *line, const char *rest)
{
    (void)rest;
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    size_t row = CIGO_TABLE_NOWHERE;
    if (!cigo_line_in_group(line))
        return;
    struct cigo_table *table = cigo_line_table(line);
    if (!cigo_table_add(table, CIGO_TABLE_NOWHERE, &row, &effects, &err))
        cigo_line_say(line, "%s", err.text);
    if (row == CIGO_TABLE_NOWHERE)
        return;
    cigo_line_say(line, _("Riga %zu aggiunta."), cigo_table_position(table, row) + 1);
    cigo_line_report(line, &effects, whole_group(line));
    open_row(line, cigo_table_row_id(table, row));
}

void cigo_line_duplicate_row(struct line *line, const char *rest)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    size_t row, copy = CIGO_TABLE_NOWHERE;
    if (!cigo_line_in_group(line) || !cigo_line_named_row(line, rest, &row))
        return;
    struct cigo_table *table = cigo_line_table(line);
    if (!cigo_table_duplicate(table, row, &copy, &effects, &err))
        cigo_line_say(line, "%s", err.text);
    if (copy == CIGO_TABLE_NOWHERE)
        return;
    cigo_line_say(line, _("Riga copiata: ora è la %zu."), cigo_table_position(table, copy) + 1);
    cigo_line_report(line, &effects, whole_group(line));
    open_row(line, cigo_table_row_id(table, copy));
}

void cigo_line_remove_rows(struct line *line, const char *rest)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    size_t row, n;
    if (!cigo_line_in_group(line) || !cigo_line_named_span(line, rest, &row, &n))
        return;
    struct cigo_table *table = cigo_line_table(line);
    size_t number = cigo_table_position(table, row) + 1;
    if (!cigo_table_remove(table, row, n, &effects, &err))
        cigo_line_say(line, "%s", err.text);
    else if (n == 1)
        cigo_line_say(line, _("Riga %zu tolta. /annulla la rimette."), number);
    else
        cigo_line_say(line, _("%zu righe tolte. /annulla le rimette; più tardi, /ripristina."), n);
    cigo_line_report(line, &effects, whole_group(line));
    cigo_line_go(line, whole_group(line));
}

void cigo_line_restore_rows(struct line *line, const char *rest)
{
    (void)rest;
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    size_t row = CIGO_TABLE_NOWHERE;
    if (!cigo_line_in_group(line))
        return;
    struct cigo_table *table = cigo_line_table(line);
    size_t n = cigo_table_removed(table);
    if (!cigo_table_restore(table, &row, &effects, &err))
        cigo_line_say(line, "%s", err.text);
    if (row == CIGO_TABLE_NOWHERE)
        return;
    size_t number = cigo_table_position(table, row) + 1;
    cigo_line_say(line, ngettext("%zu riga rimessa: è la %zu.", "%zu righe rimesse: la prima è la %zu.", n), n,
                  number);
    cigo_line_report(line, &effects, whole_group(line));
}

/* ---- cells ---- */

void cigo_line_cell(struct line *line, const char *rest)
{
    size_t column;
    int64_t id = cigo_line_in_group(line) ? row_of_case(line, rest, &rest) : 0;
    if (!id || !cigo_line_named_column(line, &rest, &column))
        return;
    struct cigo_place place = {cigo_table_column(cigo_line_table(line), column), line->here.group, id};
    if (!cigo_session_visible(line->session, place))
        cigo_line_say(line, _("%s: in questa riga non serve."), place.field->label);
    else if (!*rest)
        cigo_line_go(line, place);
    else if (cigo_line_is_meant(line, place, rest))
        cigo_line_put(line, place, rest);
}

/* "COLONNA N-M" */
static bool named_range(struct line *line, const char *rest, struct cigo_table_range *ret)
{
    struct cigo_table_range range = {.n_columns = 1};
    if (!cigo_line_in_group(line) || !cigo_line_named_column(line, &rest, &range.column))
        return false;
    if (!*rest && !line->here.row) {
        cigo_line_say(line, _("Servono la prima e l'ultima riga: ripeta il comando e dopo la colonna scriva per esempio 3-7."));
        return false;
    }
    if (!cigo_line_named_span(line, rest, &range.row, &range.n_rows))
        return false;
    *ret = range;
    return true;
}

/* The first row of the range as it is listed is what is copied: in another order it may not be the first that was named. */
static bool first_is_first(struct line *line, struct cigo_table_range range)
{
    struct cigo_table *table = cigo_line_table(line);
    size_t first = cigo_table_position(table, range.row), least = first;
    for (size_t i = 1; i < range.n_rows; i++) {
        size_t at = cigo_table_position(table, range.row + i);
        least = at < least ? at : least;
    }
    if (first == least)
        return true;
    cigo_line_say(line, _("In quest'ordine davanti alla riga %zu c'è la %zu, e si copierebbe quella."), least + 1, first + 1);
    cigo_line_say(line, _("Non è stato fatto nulla: torni con /ordina all'ordine della domanda, poi ripeta il comando."));
    return false;
}

void cigo_line_fill(struct line *line, const char *rest)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_table_range range;
    struct cigo_buf value;
    if (!named_range(line, rest, &range) || !first_is_first(line, range))
        return;
    struct cigo_table *table = cigo_line_table(line);
    struct cigo_place first = cigo_table_place(table, range.row, range.column);
    size_t number = cigo_table_position(table, range.row) + 1;
    if (range.n_rows < 2 || !*cigo_session_text(line->session, first)) {
        cigo_line_say(line, range.n_rows < 2
                      ? _("Servono la prima e l'ultima riga: ripeta il comando e dopo la colonna scriva per esempio 3-7.")
                      : _("La riga %zu qui è vuota: non c'è nulla da copiare. Per svuotare c'è /svuota."), number);
        return;
    }
    if (!cigo_table_fill_down(table, range, &effects, &err))
        cigo_line_say(line, "%s", err.text);
    cigo_buf_init(&value, 1 << 20);
    cigo_session_echo(line->session, first, &value);
    cigo_line_say(line, ngettext("%s: «%s» della riga %zu copiato in %zu riga. /annulla lo toglie.",
                                 "%s: «%s» della riga %zu copiato in %zu righe. /annulla lo toglie.",
                                 range.n_rows - 1),
                  first.field->label, value.p, number, range.n_rows - 1);
    cigo_buf_finish(&value);
    cigo_line_report(line, &effects, whole_group(line));
}

void cigo_line_clear_cells(struct line *line, const char *rest)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_table_range range;
    if (line->here.field && !line->here.group) {
        cigo_line_say(line, _("Qui c'è una risposta sola: /vuota la toglie."));
        return;
    }
    if (!named_range(line, rest, &range))
        return;
    struct cigo_table *table = cigo_line_table(line);
    if (!cigo_table_clear(table, range, &effects, &err))
        cigo_line_say(line, "%s", err.text);
    cigo_line_say(line, ngettext("%zu cella di «%s» svuotata. /annulla la rimette.",
                                 "%zu celle di «%s» svuotate. /annulla le rimette.", range.n_rows),
                  range.n_rows, cigo_table_column(table, range.column)->label);
    cigo_line_report(line, &effects, whole_group(line));
}

void cigo_line_copy(struct line *line, const char *rest)
{
    struct cigo_table_range range = {.n_columns = SIZE_MAX};
    struct cigo_buf text;
    if (!cigo_line_in_group(line) || !cigo_line_named_span(line, rest, &range.row, &range.n_rows))
        return;
    struct cigo_table *table = cigo_line_table(line);
    cigo_buf_init(&text, 64 << 20);
    cigo_table_copy(table, range, &text);
    cigo_line_say(line, ngettext("Da copiare, %zu riga e %zu colonne, con tabulazioni.",
                                 "Da copiare, %zu righe e %zu colonne, con tabulazioni.", range.n_rows),
                  range.n_rows, cigo_table_columns(table));
    cigo_line_put_cells(line, text.p);
    cigo_buf_finish(&text);
}

/* ---- totals ---- */

static void say_total(struct line *line, const struct cigo_field *field, const struct cigo_table_total *total)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    cigo_buf_printf(&buf, "%s: ", field->label);
    if (total->too_big)
        cigo_buf_puts(&buf, _("somma troppo grande"));
    else
        cigo_table_total_text(field, total, &buf);
    cigo_buf_printf(&buf, ngettext(" in %zu riga", " in %zu righe", total->n), total->n);
    if (total->empty)
        cigo_buf_printf(&buf, ngettext("; %zu vuota", "; %zu vuote", total->empty), total->empty);
    if (total->unreadable)
        cigo_buf_printf(&buf, ngettext("; %zu non leggibile", "; %zu non leggibili", total->unreadable),
                        total->unreadable);
    cigo_line_say(line, "%s.", buf.p);
    cigo_buf_finish(&buf);
}

static size_t say_totals(struct line *line, struct cigo_table *table, size_t row, size_t n)
{
    size_t said = 0;
    for (size_t c = 0; c < cigo_table_columns(table); c++) {
        const struct cigo_field *field = cigo_table_column(table, c);
        if (!cigo_table_can_total(field))
            continue;
        struct cigo_table_total total = n ? cigo_table_total(table, c, row, n) : cigo_table_total_all(table, c);
        if (total.n || total.unreadable) {
            say_total(line, field, &total);
            said++;
        }
    }
    return said;
}

void cigo_line_totals(struct line *line, const char *rest)
{
    size_t row = 0, n = 0;
    if (!cigo_line_in_group(line) || (*rest && !cigo_line_named_span(line, rest, &row, &n)))
        return;
    struct cigo_table *table = cigo_line_table(line);
    bool some = !n && cigo_table_rows(table) < cigo_table_all_rows(table);
    if (some) {
        cigo_line_say(line, _("Delle righe in elenco."));
        say_totals(line, table, 0, SIZE_MAX);
        cigo_line_say(line, _("Di tutte le righe."));
    }
    if (!say_totals(line, table, row, n))
        cigo_line_say(line, _("Non c'è nulla da sommare."));
}

/* ---- from problem to problem ---- */

static bool say_first_open(struct line *line, const struct cigo_alerts *alerts)
{
    for (size_t i = 0; i < alerts->n; i++) {
        if (alerts->items[i].state != CIGO_OPEN)
            continue;
        struct cigo_buf buf;
        cigo_buf_init(&buf, 1 << 20);
        cigo_alert_lines(line->session, &alerts->items[i], true, &buf);
        cigo_line_say_lines(line, buf.p);
        cigo_buf_finish(&buf);
        line->told = alerts->items[i].id;
        return true;
    }
    return false;
}

bool cigo_line_next_in_table(struct line *line, int direction)
{
    struct cigo_table *table = cigo_line_table(line);
    size_t here = line->here.row ? cigo_table_find_row(table, line->here.row) : CIGO_TABLE_NOWHERE;
    size_t at = line->here.field ? cigo_table_column_of(table, line->here.field) : 0, row, column;
    if (!cigo_table_next_problem(table, here, at, direction, &row, &column))
        return false;
    bool before = row < here || (row == here && column < at), same = row == here && column == at;
    if (here != CIGO_TABLE_NOWHERE && (same || before == (direction > 0)))
        cigo_line_say(line, _("Da capo: in questa tabella non ce ne sono altri. /problemi elenca anche gli altri."));
    struct cigo_alerts alerts = cigo_table_cell_alerts(table, row, column, line->arena);
    if (!say_first_open(line, &alerts)) {
        alerts = cigo_table_row_alerts(table, row, line->arena); /* one of the row as a whole */
        say_first_open(line, &alerts);
    }
    cigo_line_go(line, cigo_table_place(table, row, column));
    return true;
}
