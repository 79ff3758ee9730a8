/* Rows pasted from a spreadsheet, and what rows from elsewhere brought about. Until the dot that ends them they are a
 * draft: when the input ends before, nothing is pasted, and at the next start one is asked. */

#include <cigo/exchange/import.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

enum { PASTE_MAX = 64 << 20, EFFECTS_SAID = 12, ROWS_SHOWN = 10 };

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

/* Where the rows after the first go, if that is not where one would think. */
static void say_order(struct line *line, struct cigo_table *table)
{
    bool descending, other = cigo_table_sorted(table, &descending) != CIGO_TABLE_NOWHERE;
    if (line->here.row && (other || cigo_table_rows(table) < cigo_table_all_rows(table)))
        cigo_line_say(line, _("Le righe dopo la prima vanno su quelle che la seguono come sono in elenco ora, non per numero."));
}

/* Where the first cell goes. */
static size_t first_column(const struct line *line, const struct cigo_table *table)
{
    return line->here.field ? cigo_table_column_of(table, line->here.field) : 0;
}

static const char *rows_place(struct line *line)
{
    struct cigo_buf place;
    cigo_buf_init(&place, 1024);
    cigo_rows_draft_format(line->here, &place);
    const char *text = cigo_arena_str(line->arena, cigo_buf_str(&place));
    cigo_buf_finish(&place);
    return text;
}

static void keep(struct line *line, const struct cigo_buf *text)
{
    cigo_line_keep_draft(line, rows_place(line), cigo_buf_str(text));
}

/* Lines up to a single dot, each on the disk at once; of lines that come together, all with the last. False: nothing is
 * to be pasted, which has been said. */
static bool read_lines(struct line *line, struct cigo_buf *text)
{
    cigo_line_say(line, _("Incolli le righe copiate dal foglio di calcolo. Si finisce con una riga che contiene solo un "
                          "punto; /lascia non cambia nulla."));
    for (;;) {
        const char *input = cigo_line_ask(line, ". ");
        if (!input) {
            keep(line, text);
            cigo_line_say(line, text->n ? _("Non è stato incollato nulla: le righe sono conservate, e alla prossima apertura "
                                            "si chiede se incollarle.")
                                        : _("Non è cambiato nulla."));
            return false;
        }
        if (strcmp(input, ".") == 0)
            return true;
        if (strcmp(input, "/lascia") == 0 || strcmp(input, "/cancel") == 0) {
            cigo_line_forget_draft(line);
            cigo_line_say(line, _("Non è cambiato nulla."));
            return false;
        }
        cigo_buf_puts(text, input);
        cigo_buf_putc(text, '\n');
        if (!cigo_line_input_waits(line))
            keep(line, text);
    }
}

void cigo_line_report_rows(struct line *line, const struct cigo_effects *effects)
{
    if (effects->n <= EFFECTS_SAID) {
        cigo_line_report(line, effects, (struct cigo_place){.group = line->here.group});
        return;
    }
    struct cigo_counts counts = cigo_session_counts(line->session, CIGO_SCOPE_SECTION);
    cigo_line_say(line, _("Ora errori aperti %zu, avvisi %zu, risposte mancanti %zu: /problemi e /mancano li elencano."),
                  counts.error, counts.warning, counts.missing);
    cigo_line_report_saved(line);
}

/* What cannot be pasted stays a draft: nobody has to copy it again. */
static bool paste(struct line *line, struct cigo_str text)
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
        return false;
    }
    cigo_line_forget_draft(line);
    cigo_buf_init(&said, 65536);
    cigo_paste_line(&done, &said);
    cigo_line_say(line, _("%s /annulla toglie tutto."), said.p);
    cigo_buf_finish(&said);
    cigo_line_report_rows(line, &effects);
    cigo_line_go(line, (struct cigo_place){.group = line->here.group});
    return true;
}

static void paste_or_keep(struct line *line, const struct cigo_buf *text)
{
    if (text->n == 0) {
        cigo_line_say(line, _("Non c'era nulla da incollare."));
    } else if (text->truncated) {
        cigo_line_forget_draft(line);
        cigo_line_say(line, _("È troppo in una volta: non ho incollato nulla. Usi un file, con «cigo import»."));
    } else if (!paste(line, cigo_buf_str(text))) {
        keep(line, text);
        line->desk->draft_place = cigo_arena_dup(line->desk->arena, rows_place(line));
        line->desk->draft_text = cigo_arena_str(line->desk->arena, cigo_buf_str(text));
        cigo_line_say(line, _("Le righe sono conservate: /incolla, da dove vanno, chiede se incollarle lì."));
    }
}

/* ---- what was left half pasted ---- */

/* The first rows, their cells with semicolons between them: tabs cannot be heard. */
static void say_rows(struct line *line, const char *draft)
{
    size_t n = 0;
    for (const char *p = draft; *p; p += strcspn(p, "\n"), p += *p == '\n', n++) {
        if (n >= ROWS_SHOWN)
            continue;
        char *row = cigo_arena_str(line->arena, (struct cigo_str){p, strcspn(p, "\n")});
        for (char *tab = row; (tab = strchr(tab, '\t'));)
            *tab = ';';
        cigo_line_say(line, "%zu. %s.", n + 1, row);
    }
    if (n > ROWS_SHOWN)
        cigo_line_say(line, ngettext("E un'altra riga.", "E altre %zu righe.", n - ROWS_SHOWN), n - ROWS_SHOWN);
}

static bool is_there(struct line *line, struct cigo_place place)
{
    const struct cigo_rows *rows = &cigo_session_answers(line->session)->groups[place.group->index];
    return cigo_session_visible(line->session, (struct cigo_place){.group = place.group}) &&
           (!place.row || cigo_rows_find(rows, place.row) < rows->n);
}

enum cigo_draft_end cigo_line_resume_rows(struct line *line, struct cigo_place place, const char *draft)
{
    struct draft_words words = {
        .question = _("Le incollo ora? si o no: "),
        .waits = _("Le righe restano conservate: si chiede di nuovo la prossima volta."),
        .dropped = _("Le righe non ci sono più."),
        .unclear = _("Serve si o no: solo con no le righe vanno perse."),
    };
    struct cigo_buf label;
    cigo_buf_init(&label, 4096);
    cigo_place_label(line->session, place, &label);
    bool there = is_there(line, place);
    if (there)
        cigo_line_say(line, place.row ? _("Ci sono righe rimaste da incollare, a partire da %s. Eccole.")
                                      : _("Ci sono righe rimaste da incollare, in fondo a %s. Eccole."), label.p);
    else
        cigo_line_say(line, _("Ci sono righe rimaste da incollare; il loro posto ora non c'è: %s. Se servono le copi: restano "
                              "finché non comincia a scrivere altrove. Eccole."), label.p);
    cigo_buf_finish(&label);
    say_rows(line, draft);
    if (!there)
        return CIGO_DRAFT_NONE;
    enum cigo_draft_end end = cigo_line_ask_draft(line, &words);
    if (end != CIGO_DRAFT_KEPT)
        return end;
    cigo_line_go(line, place);
    return cigo_line_may_change(line) && paste(line, cigo_str_of(draft)) ? end : CIGO_DRAFT_WAITS;
}

/* Before others take its place. Rows of this group go where the user is now: they may have been refused elsewhere. */
static enum cigo_draft_end resume_here(struct line *line)
{
    struct cigo_place place;
    const char *draft = line->desk->draft_text;
    bool rows = draft && *draft && cigo_rows_draft_parse(line->form, line->desk->draft_place, &place);
    return rows && place.group == line->here.group ? cigo_line_resume_rows(line, line->here, draft)
                                                   : cigo_line_resume_draft(line);
}

void cigo_line_paste(struct line *line)
{
    struct cigo_buf text;
    if (!line->here.group) {
        cigo_line_say(line, _("Si incolla in un elenco di righe: vada prima a un gruppo, per esempio /vai 5.8."));
        return;
    }
    enum cigo_draft_end draft = resume_here(line);
    if (draft == CIGO_DRAFT_WAITS || draft == CIGO_DRAFT_KEPT)
        return;
    struct cigo_table *table = cigo_line_table(line);
    cigo_buf_init(&text, PASTE_MAX);
    say_columns(line, table, first_column(line, table));
    say_order(line, table);
    if (read_lines(line, &text))
        paste_or_keep(line, &text);
    cigo_buf_finish(&text);
}
