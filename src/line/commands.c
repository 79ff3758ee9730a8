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
    if (!line->here.group || !cigo_line_next_in_table(line))
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

static void cmd_dossier(struct line *line, const char *rest)
{
    cigo_line_dossier(line, rest, false);
}

static void cmd_draft(struct line *line, const char *rest)
{
    cigo_line_dossier(line, rest, true);
}

static void cmd_again(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_list_again(line);
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

static void cmd_spread(struct line *line, const char *rest)
{
    cigo_line_spread(line, rest);
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
    if (place.field && cigo_answers_has(cigo_session_answers(line->session), place))
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
    {"bozza", "draft", N_("fa una bozza della pratica, anche incompleta: /bozza CARTELLA"), cmd_draft},
    {"cambia", "change", N_("cambia una risposta e torna alla revisione: /cambia 4.7"), cmd_change},
    {"cella", "cell", N_("va a una cella, o la scrive: /cella 3 ore, /cella 3 ore 40"), cigo_line_cell},
    {"completa", "complete", N_("scrive comune, provincia e CAP della tabella: /completa, /completa 2"),
     cigo_line_complete},
    {"conferma", "acknowledge", N_("segna un avviso come controllato: /conferma AVVISO nota"),
     cmd_acknowledge},
    {"contesta", "contest", N_("contesta un errore: /contesta AVVISO motivo"), cmd_contest},
    {"controlla", "check", N_("controlla tutta la domanda"), cmd_check},
    {"copia", "copy", N_("scrive righe da copiare in un foglio di calcolo: /copia 3-7"), cigo_line_copy},
    {"copiato", "copied", N_("sulla via del portale: segna il campo e va avanti"), cigo_line_portal_tick},
    {"dichiarare", "declare", N_("di una domanda nata da un'altra: che cosa va dichiarato di nuovo"), cmd_again},
    {"dove", "where", N_("dice a che punto siamo"), cmd_where},
    {"duplica", "duplicate", N_("copia una riga: /duplica, /duplica 37"), cigo_line_duplicate_row},
    {"elenco", "sections", N_("torna all'elenco delle sezioni"), cmd_sections},
    {"esci", "quit", N_("lascia; tutto è già salvato"), cmd_quit},
    {"filtra", "filter", N_("elenca solo le righe con un testo: /filtra rossi, /filtra problemi, /filtra"),
     cigo_line_filter},
    {"importa", "import", N_("prende righe da un file CSV o TSV: /importa lavoratori.csv"), cigo_line_import},
    {"incolla", "paste", N_("prende righe copiate da un foglio di calcolo, fino a una con un solo punto"), cmd_paste},
    {"indietro", "back", N_("alla domanda precedente"), cmd_back},
    {"mancano", "missing", N_("elenca le risposte obbligatorie che mancano"), cmd_missing},
    {"nascoste", "hidden", N_("elenca le risposte conservate che ora non servono"), cmd_hidden},
    {"nuova", "new", N_("aggiunge una riga al gruppo"), cigo_line_new_row},
    {"ordina", "sort", N_("elenca le righe in ordine: /ordina cognome, /ordina ore giu, /ordina"), cigo_line_sort},
    {"perche", "why", N_("da che cosa dipende: /perche, /perche 4.7, /perche AVVISO"), cmd_why},
    {"portale", "portal", N_("un campo alla volta, da copiare sul portale"), cmd_portal},
    {"pratica", "dossier", N_("fa la pratica, completa, in una cartella: /pratica CARTELLA"), cmd_dossier},
    {"problemi", "problems", N_("elenca gli avvisi"), cmd_problems},
    {"prossimo", "next", N_("va al prossimo avviso aperto; in una tabella, al prossimo della tabella"), cmd_next},
    {"quadro", "picture", N_("mostra il quadro dei limiti di durata"), cmd_picture},
    {"riapri", "reopen", N_("toglie una conferma o una contestazione"), cmd_reopen},
    {"riempi", "fill", N_("copia in giù una cella: /riempi qualifica 3-7"), cigo_line_fill},
    {"rifai", "redo", N_("rimette l'ultima modifica annullata"), cmd_redo},
    {"riga", "row", N_("apre una riga: /riga 37"), cigo_line_row},
    {"righe", "rows", N_("elenca le righe del gruppo: /righe, /righe 500, /righe 3-7"), cigo_line_rows},
    {"ripartisci", "divide", N_("divide il totale fra le settimane: /ripartisci uguale, /ripartisci calendario"),
     cmd_spread},
    {"ripeti", "repeat", N_("ripete la domanda"), cmd_repeat},
    {"ripristina", "restore", N_("rimette le ultime righe tolte"), cigo_line_restore_rows},
    {"rivedi", "review", N_("rilegge tutta la domanda, o una sezione: /rivedi 4"), cmd_review},
    {"salva", "save", N_("riprova a salvare, se non è riuscito"), cmd_save},
    {"schermo", "screen", N_("passa allo schermo intero, allo stesso punto"), cmd_screen},
    {"spiega", "explain", N_("spiega un avviso, un codice o una parola: /spiega conguaglio"), cmd_explain},
    {"svuota", "empty", N_("svuota celle: /svuota ore 3-7"), cigo_line_clear_cells},
    {"testo", "text", N_("scrive un testo di più righe, fino a una riga con un solo punto"), cmd_text},
    {"togli", "remove", N_("toglie righe: /togli, /togli 37, /togli 3-7"), cigo_line_remove_rows},
    {"totali", "totals", N_("somma le colonne di numeri: /totali, /totali 3-7"), cigo_line_totals},
    {"trova", "find", N_("va alla prossima riga con un testo: /trova rossi, poi /trova"), cigo_line_find},
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
