/* Rows pasted from a spreadsheet, and what rows from elsewhere brought about. */

#include <cigo/exchange/import.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

enum { PASTE_MAX = 64 << 20, EFFECTS_SAID = 12 };

/* The columns stand as in the table, which is not the order of the questions. */
static void say_columns(struct line *line, const struct cigo_table *table, size_t column)
{
    struct cigo_buf names;
    cigo_buf_init(&names, 65536);
    for (size_t i = column; i < cigo_table_columns(table); i++)
        cigo_buf_printf(&names, "%s%s", i > column ? "; " : "", cigo_table_column(table, i)->label);
    cigo_line_say(line, _("Le colonne, in quest'ordine: %s."), names.p);
    cigo_line_say(line, _("In un altro ordine servono i loro nomi nella prima riga."));
    cigo_buf_finish(&names);
}

/* Where the first cell goes. */
static size_t first_column(const struct line *line, const struct cigo_table *table)
{
    return line->here.field ? cigo_table_column_of(table, line->here.field) : 0;
}

/* Lines up to a single dot. False: left, nothing is to be done. At the end of the input what came is kept. */
static bool read_lines(struct line *line, struct cigo_buf *text)
{
    cigo_line_say(line, _("Incolli le righe copiate dal foglio di calcolo. Si finisce con una riga che contiene solo un "
                          "punto; /lascia non cambia nulla."));
    for (;;) {
        const char *input = cigo_line_ask(line, ". ");
        if (!input || strcmp(input, ".") == 0)
            return true;
        if (strcmp(input, "/lascia") == 0 || strcmp(input, "/cancel") == 0)
            return false;
        cigo_buf_puts(text, input);
        cigo_buf_putc(text, '\n');
    }
}

void cigo_line_report_rows(struct line *line, const struct cigo_effects *effects)
{
    if (effects->n <= EFFECTS_SAID) {
        cigo_line_report(line, effects, (struct cigo_place){.group = line->here.group});
        return;
    }
    struct cigo_counts counts = cigo_session_counts(line->session, CIGO_SCOPE_ALL);
    cigo_line_say(line, _("Ora errori aperti %zu, avvisi %zu, risposte mancanti %zu: /problemi e /mancano li elencano."),
                  counts.error, counts.warning, counts.missing);
    cigo_line_report_saved(line);
}

static void paste(struct line *line, struct cigo_str text)
{
    struct cigo_error err = {0};
    struct cigo_effects effects;
    struct cigo_paste done;
    struct cigo_buf said;
    struct cigo_table *table = cigo_line_table(line);
    size_t row = line->here.row ? cigo_table_find_row(table, line->here.row) : CIGO_TABLE_NOWHERE;
    size_t column = first_column(line, table);
    if (row == CIGO_TABLE_NOWHERE)
        row = cigo_table_rows(table);
    if (!cigo_paste(line->session, table, row, column, text, &done, &effects, &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    cigo_buf_init(&said, 65536);
    cigo_paste_line(&done, &said);
    cigo_line_say(line, _("%s /annulla toglie tutto."), said.p);
    cigo_buf_finish(&said);
    cigo_line_report_rows(line, &effects);
    cigo_line_go(line, (struct cigo_place){.group = line->here.group});
}

void cigo_line_paste(struct line *line)
{
    struct cigo_buf text;
    if (!line->here.group) {
        cigo_line_say(line, _("Si incolla in un elenco di righe: vada prima a un gruppo, per esempio /vai 5.8."));
        return;
    }
    struct cigo_table *table = cigo_line_table(line);
    cigo_buf_init(&text, PASTE_MAX);
    say_columns(line, table, first_column(line, table));
    if (!read_lines(line, &text))
        cigo_line_say(line, _("Non è cambiato nulla."));
    else if (text.truncated)
        cigo_line_say(line, _("È troppo in una volta: non ho incollato nulla. Usi un file, con «cigo import»."));
    else if (text.n == 0)
        cigo_line_say(line, _("Non c'era nulla da incollare."));
    else
        paste(line, cigo_buf_str(&text));
    cigo_buf_finish(&text);
}
