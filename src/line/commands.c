/* Commands: a line that starts with "/", in Italian or English. One row each, sorted by the Italian name;
 * any beginning that names only one command is enough. */

#include <stdlib.h>
#include <cigo/exchange/picture.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

struct line_command {
    const char *name, *english, *help;
    void (*run)(struct line *line, const char *rest);
};

static void cmd_acknowledge(struct line *line, const char *rest)
{
    cigo_line_waive(line, CIGO_ACKNOWLEDGED, rest);
}

static void cmd_contest(struct line *line, const char *rest)
{
    cigo_line_waive(line, CIGO_CONTESTED, rest);
}

static void cmd_reopen(struct line *line, const char *rest)
{
    cigo_line_waive(line, CIGO_OPEN, rest);
}

static void cmd_forward(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_step(line, 1);
}

static void cmd_back(struct line *line, const char *rest)
{
    (void)rest;
    line->changing = false;
    cigo_line_step(line, -1);
}

static void cmd_go(struct line *line, const char *rest)
{
    line->changing = false;
    if (*rest)
        cigo_line_go_to(line, rest);
    else
        cigo_line_say(line, _("Dove? Per esempio /vai 4.7."));
}

static void cmd_sections(struct line *line, const char *rest)
{
    (void)rest;
    line->changing = false;
    cigo_line_go_home(line);
}

static void cmd_where(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_say_where(line);
    line->moved = !line->home;
}

static void cmd_repeat(struct line *line, const char *rest)
{
    (void)rest;
    line->section = SIZE_MAX;
    line->moved = true;
}

static void cmd_why(struct line *line, const char *rest)
{
    cigo_line_why(line, rest);
}

static void cmd_problems(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_list_problems(line);
}

static void cmd_next(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_next_problem(line);
}

static void cmd_missing(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_list_missing(line);
}

static void cmd_check(struct line *line, const char *rest)
{
    (void)rest;
    struct cigo_buf buf;
    cigo_buf_init(&buf, 16 << 20);
    cigo_check_text(line->session, line->desk->case_name, &buf);
    cigo_line_say_lines(line, buf.p);
    cigo_buf_finish(&buf);
}

static void cmd_review(struct line *line, const char *rest)
{
    cigo_line_review(line, rest);
}

static void cmd_change(struct line *line, const char *rest)
{
    cigo_line_change(line, rest);
}

static void cmd_hidden(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_list_hidden(line);
}

static void cmd_portal(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_portal(line);
}

static void cmd_explain(struct line *line, const char *rest)
{
    struct cigo_buf buf;
    if (!*rest) {
        cigo_line_say(line, _("Che cosa? Per esempio /spiega conguaglio, /spiega 4.7, /spiega R-PER-ORDER."));
        return;
    }
    cigo_buf_init(&buf, 16 << 20);
    cigo_explain(line->session, cigo_str_of(rest), &buf);
    cigo_line_say_lines(line, buf.p);
    cigo_buf_finish(&buf);
}

static void cmd_picture(struct line *line, const char *rest)
{
    (void)rest;
    struct cigo_picture picture;
    struct cigo_buf buf;
    if (!cigo_picture_of(line->session, line->arena, &picture)) {
        cigo_line_say(line, _("Il quadro dei limiti si vede quando c'è il periodo richiesto."));
        return;
    }
    cigo_buf_init(&buf, 65536);
    cigo_picture_text(&picture, &buf);
    cigo_line_say_lines(line, buf.p);
    cigo_buf_finish(&buf);
}

/* ---- rows ---- */

static bool in_group(struct line *line)
{
    if (!line->here.group)
        cigo_line_say(line, _("Qui non ci sono righe: vada prima a un gruppo, per esempio /vai 5.8."));
    return line->here.group != NULL;
}

static void cmd_rows(struct line *line, const char *rest)
{
    (void)rest;
    if (in_group(line))
        cigo_line_list_rows(line);
}

static void open_row(struct line *line, int64_t row)
{
    cigo_line_go(line, (struct cigo_place){&line->here.group->fields[0], line->here.group, row});
}

static void cmd_row(struct line *line, const char *rest)
{
    if (!in_group(line))
        return;
    const struct cigo_rows *rows = cigo_line_rows_here(line);
    unsigned long number = strtoul(rest, NULL, 10);
    if (number < 1 || number > rows->n)
        cigo_line_say(line, _("Quale riga? Da 1 a %zu."), rows->n);
    else
        open_row(line, rows->items[number - 1].id);
}

static void cmd_new_row(struct line *line, const char *rest)
{
    (void)rest;
    struct cigo_error err = {0};
    struct cigo_effects effects;
    int64_t row;
    if (!in_group(line))
        return;
    if (!cigo_session_row_add(line->session, line->here.group, SIZE_MAX, &row, &effects, &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    cigo_line_say(line, _("Riga %zu aggiunta."), cigo_line_rows_here(line)->n);
    cigo_line_report(line, &effects, (struct cigo_place){.group = line->here.group});
    open_row(line, row);
}

/* The row that `rest` names by number, or the one where the user is; 0 and a sentence if neither. */
static int64_t named_row(struct line *line, const char *rest)
{
    const struct cigo_rows *rows = cigo_line_rows_here(line);
    unsigned long number = strtoul(rest, NULL, 10);
    if (number >= 1 && number <= rows->n)
        return rows->items[number - 1].id;
    if (!*rest && line->here.row)
        return line->here.row;
    cigo_line_say(line, _("Quale riga? Da 1 a %zu."), rows->n);
    return 0;
}

static void cmd_remove_row(struct line *line, const char *rest)
{
    struct cigo_error err = {0};
    struct cigo_effects effects;
    if (!in_group(line))
        return;
    const struct cigo_group *group = line->here.group;
    int64_t row = named_row(line, rest);
    if (!row)
        return;
    size_t number = cigo_rows_find(cigo_line_rows_here(line), row) + 1;
    if (!cigo_session_row_remove(line->session, group, row, &effects, &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    cigo_line_say(line, _("Riga %zu tolta. /annulla la rimette."), number);
    cigo_line_report(line, &effects, (struct cigo_place){.group = group});
    cigo_line_go(line, (struct cigo_place){.group = group});
}

static void cmd_duplicate_row(struct line *line, const char *rest)
{
    struct cigo_error err = {0};
    struct cigo_effects effects;
    int64_t copy;
    if (!in_group(line))
        return;
    int64_t row = named_row(line, rest);
    if (!row)
        return;
    if (!cigo_session_row_duplicate(line->session, line->here.group, row, &copy, &effects, &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    cigo_line_say(line, _("Riga copiata: ora è la %zu."), cigo_rows_find(cigo_line_rows_here(line), copy) + 1);
    cigo_line_report(line, &effects, (struct cigo_place){.group = line->here.group});
    open_row(line, copy);
}

static void cmd_paste(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_paste(line);
}

/* ---- undo, texts, leaving ---- */

static void undone(struct line *line, const char *label, struct cigo_place place,
                   const struct cigo_effects *effects, const char *sentence, const char *nothing)
{
    if (!label) {
        cigo_line_say(line, "%s", nothing);
        return;
    }
    cigo_line_say(line, "%s: %s.", sentence, label);
    cigo_line_report(line, effects, place);
    struct cigo_place whole = {.group = place.group};
    if (place.field && cigo_answers_cell(cigo_session_answers(line->session), place))
        cigo_line_go(line, place);
    else if (place.group)
        cigo_line_go(line, whole);
}

static void cmd_undo(struct line *line, const char *rest)
{
    (void)rest;
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_place place = {0};
    const char *label;
    cigo_session_undo(line->session, &label, &place, &effects, &err);
    undone(line, label, place, &effects, _("Annullato"), _("Non c'è nulla da annullare."));
}

static void cmd_redo(struct line *line, const char *rest)
{
    (void)rest;
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_place place = {0};
    const char *label;
    cigo_session_redo(line->session, &label, &place, &effects, &err);
    undone(line, label, place, &effects, _("Rifatto"), _("Non c'è nulla da rifare."));
}

static void cmd_empty(struct line *line, const char *rest)
{
    (void)rest;
    if (line->here.field)
        cigo_line_answer(line, "");
    else
        cigo_line_say(line, _("Qui non c'è una risposta da cancellare."));
}

static void cmd_text(struct line *line, const char *rest)
{
    (void)rest;
    if (line->here.field && line->here.field->kind->multiline)
        cigo_line_long_text(line);
    else
        cigo_line_say(line, _("Qui la risposta è di una riga: la scriva dopo il segno >."));
}

static void cmd_save(struct line *line, const char *rest)
{
    (void)rest;
    struct cigo_error err = {0};
    if (!line->desk->retry_save(line->desk->data, &err))
        cigo_line_say(line, _("ATTENZIONE. Non salvato: %s"), err.text);
    else if (line->desk->read_only)
        cigo_line_say(line, _("La domanda è in sola lettura: qui non si salva nulla."));
    else
        cigo_line_say(line, _("Tutto è salvato: ogni risposta si salva appena è data."));
}

static void cmd_quit(struct line *line, const char *rest)
{
    (void)rest;
    line->done = true;
    line->end = CIGO_FACE_QUIT;
}

static void cmd_screen(struct line *line, const char *rest)
{
    (void)rest;
    line->done = true;
    line->end = CIGO_FACE_SWITCH;
}

static void cmd_help(struct line *line, const char *rest);

static const struct line_command commands[] = {
    {"aiuto", "help", N_("spiega la domanda; /aiuto comandi elenca i comandi"), cmd_help},
    {"annulla", "undo", N_("toglie l'ultima modifica"), cmd_undo},
    {"avanti", "forward", N_("alla domanda successiva, come Invio"), cmd_forward},
    {"cambia", "change", N_("cambia una risposta e torna alla revisione: /cambia 4.7"), cmd_change},
    {"conferma", "acknowledge", N_("segna un avviso come controllato: /conferma AVVISO nota"),
     cmd_acknowledge},
    {"contesta", "contest", N_("contesta un errore: /contesta AVVISO motivo"), cmd_contest},
    {"controlla", "check", N_("controlla tutta la domanda"), cmd_check},
    {"copiato", "copied", N_("sulla via del portale: segna il campo e va avanti"), cigo_line_portal_tick},
    {"dove", "where", N_("dice a che punto siamo"), cmd_where},
    {"duplica", "duplicate", N_("copia una riga: /duplica, /duplica 37"), cmd_duplicate_row},
    {"elenco", "sections", N_("torna all'elenco delle sezioni"), cmd_sections},
    {"esci", "quit", N_("lascia; tutto è già salvato"), cmd_quit},
    {"incolla", "paste", N_("prende righe copiate da un foglio di calcolo, fino a una con un solo punto"), cmd_paste},
    {"indietro", "back", N_("alla domanda precedente"), cmd_back},
    {"mancano", "missing", N_("elenca le risposte obbligatorie che mancano"), cmd_missing},
    {"nascoste", "hidden", N_("elenca le risposte conservate che ora non servono"), cmd_hidden},
    {"nuova", "new", N_("aggiunge una riga al gruppo"), cmd_new_row},
    {"perche", "why", N_("da che cosa dipende: /perche, /perche 4.7, /perche AVVISO"), cmd_why},
    {"portale", "portal", N_("un campo alla volta, da copiare sul portale"), cmd_portal},
    {"problemi", "problems", N_("elenca gli avvisi"), cmd_problems},
    {"prossimo", "next", N_("va al prossimo avviso aperto"), cmd_next},
    {"quadro", "picture", N_("mostra il quadro dei limiti di durata"), cmd_picture},
    {"riapri", "reopen", N_("toglie una conferma o una contestazione"), cmd_reopen},
    {"rifai", "redo", N_("rimette l'ultima modifica annullata"), cmd_redo},
    {"riga", "row", N_("apre una riga: /riga 37"), cmd_row},
    {"righe", "rows", N_("elenca le righe del gruppo"), cmd_rows},
    {"ripeti", "repeat", N_("ripete la domanda"), cmd_repeat},
    {"rivedi", "review", N_("rilegge tutta la domanda, o una sezione: /rivedi 4"), cmd_review},
    {"salva", "save", N_("riprova a salvare, se non è riuscito"), cmd_save},
    {"schermo", "screen", N_("passa allo schermo intero, allo stesso punto"), cmd_screen},
    {"spiega", "explain", N_("spiega un avviso, un codice o una parola: /spiega conguaglio"), cmd_explain},
    {"testo", "text", N_("scrive un testo di più righe, fino a una riga con un solo punto"), cmd_text},
    {"togli", "remove", N_("toglie una riga: /togli, /togli 37"), cmd_remove_row},
    {"vai", "go", N_("va a un codice, a una sezione o a un avviso: /vai 4.7"), cmd_go},
    {"vuota", "clear", N_("cancella la risposta"), cmd_empty},
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

static void list_commands(struct line *line)
{
    for (size_t i = 0; i < N_COMMANDS && !line->quiet; i++)
        cigo_line_say(line, "/%s (/%s): %s.", commands[i].name, commands[i].english, _(commands[i].help));
    cigo_line_say(line, _("Invio va avanti e tiene la risposta. Una risposta che comincia con / si scrive con //."));
}

static void cmd_help(struct line *line, const char *rest)
{
    if (*rest || line->home) {
        list_commands(line);
        return;
    }
    cigo_line_describe_help(line);
    cigo_line_say(line, _("I comandi: /aiuto comandi."));
}

static bool begins(const char *name, const char *word, size_t n)
{
    return strncmp(name, word, n) == 0;
}

static const struct line_command *find(const char *word, size_t n)
{
    const struct line_command *only = NULL;
    size_t hits = 0;
    for (size_t i = 0; i < N_COMMANDS; i++) {
        const struct line_command *c = &commands[i];
        if ((strlen(c->name) == n && begins(c->name, word, n)) ||
            (strlen(c->english) == n && begins(c->english, word, n)))
            return c;
        if (n && (begins(c->name, word, n) || begins(c->english, word, n))) {
            only = c;
            hits++;
        }
    }
    return hits == 1 ? only : NULL;
}

void cigo_line_run_command(struct line *line, const char *text)
{
    const char *word = text + 1;
    size_t n = strcspn(word, " ");
    const char *rest = word + n + strspn(word + n, " ");
    struct cigo_str perche = CIGO_STR("perché"); /* with its accent it is the same command */
    const struct line_command *command =
        cigo_str_eq((struct cigo_str){word, n}, perche) ? find("perche", 6) : find(word, n);
    if (command)
        command->run(line, rest);
    else
        cigo_line_say(line, _("Non conosco /%.*s. /aiuto comandi li elenca; una risposta che comincia con / si "
                    "scrive con //."),
            (int)n, word);
}
