/* The plain-line front end: ask, read, answer, go on. The session does the work; this file only decides
 * what a line of input means where the user is. */

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

/* Signals end the input: what was entered is on disk already. A signal may come just before the read, which
 * would then wait for ever: so the handler puts an input without anything in the place of the real one. */
static volatile sig_atomic_t nothing = -1, input = -1;

static void on_signal(int number)
{
    (void)number;
    int saved = errno;
    if (nothing >= 0)
        dup2(nothing, input);
    errno = saved;
}

void cigo_line_catch_signals(const struct line *line)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    if (nothing < 0)
        nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    input = fileno(line->options->in);
    struct sigaction action = {.sa_handler = on_signal}; /* no SA_RESTART: the read must end */
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaction(numbers[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static void save_position(struct line *line)
{
    struct cigo_buf position;
    struct cigo_error err = {0};
    cigo_buf_init(&position, 1024);
    cigo_position_format(line->here, &position);
    if (!line->saved_position || strcmp(line->saved_position, position.p) != 0) {
        line->desk->save_position(line->desk->data, position.p, &err);
        free(line->saved_position);
        line->saved_position = cigo_strdup(position.p);
    }
    cigo_buf_finish(&position);
}

/* "registrato" is a promise: that the answer is on the disk. */
static bool is_saved(const struct line *line)
{
    return !line->desk->read_only && !cigo_session_save_failed(line->session);
}

static void say_length(struct line *line, const char *label, size_t n)
{
    if (is_saved(line))
        cigo_line_say(line, ngettext("%s registrato: %zu carattere.", "%s registrato: %zu caratteri.", n),
                      label, n);
    else
        cigo_line_say(line, ngettext("%s non salvato: %zu carattere.", "%s non salvato: %zu caratteri.", n),
                      label, n);
}

void cigo_line_say_answer(struct line *line, struct cigo_place place)
{
    struct cigo_buf label, echo;
    cigo_buf_init(&label, 4096);
    cigo_buf_init(&echo, 1 << 20);
    if (place.group)
        cigo_buf_printf(&label, _("Riga %zu, %s"), cigo_rows_find(cigo_line_rows_here(line), place.row) + 1,
                        place.field->label);
    else
        cigo_buf_puts(&label, place.field->code);
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(line->session), place);
    cigo_session_echo(line->session, place, &echo);
    if (cell.verdict == CIGO_EMPTY)
        cigo_line_say(line, _("%s: senza risposta."), label.p);
    else if (cell.verdict == CIGO_BAD)
        cigo_line_say(line, is_saved(line) ? _("%s registrato com'è scritto: «%s».")
                                           : _("%s non salvato, com'è scritto: «%s»."), label.p, echo.p);
    else if (place.field->kind->multiline)
        say_length(line, label.p, cigo_utf8_count(cigo_buf_str(&echo)));
    else
        cigo_line_say(line, is_saved(line) ? _("%s registrato: %s.") : _("%s non salvato: %s."), label.p,
                      echo.p);
    cigo_buf_finish(&label);
    cigo_buf_finish(&echo);
}

static const char *echo_of(struct line *line, struct cigo_place place)
{
    struct cigo_buf echo;
    cigo_buf_init(&echo, CIGO_TEXT_MAX);
    cigo_session_echo(line->session, place, &echo);
    const char *kept = cigo_arena_str(line->arena, cigo_buf_str(&echo));
    cigo_buf_finish(&echo);
    return kept;
}

/* "lunedi venerdi" as "lunedi, venerdi". */
static const char *with_commas(const struct line *line, struct cigo_str ids)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 65536);
    for (size_t i = 0; i < ids.n; i++) {
        if (ids.p[i] == ' ')
            cigo_buf_putc(&text, ',');
        cigo_buf_putc(&text, ids.p[i]);
    }
    const char *kept = cigo_arena_str(line->arena, cigo_buf_str(&text));
    cigo_buf_finish(&text);
    return kept;
}

/* What is chosen is kept by its name, as from the list of the full screen: a number means something else once the
 * list is another. */
static const char *as_chosen(const struct line *line, const struct cigo_field *field, const char *text)
{
    bool boolean = field->kind->id == CIGO_KIND_BOOLEAN;
    struct cigo_parsed parsed;
    if (!boolean && !field->ctx.choices)
        return text;
    cigo_parsed_init(&parsed);
    cigo_kind_parse(field->kind, &field->ctx, cigo_str_of(text), &parsed);
    if (boolean && parsed.value.storage == CIGO_INT)
        text = parsed.value.i ? "sì" : "no";
    else if (parsed.value.storage == CIGO_TEXT)
        text = with_commas(line, parsed.value.s); /* no id has a blank in it */
    cigo_parsed_finish(&parsed);
    return text;
}

bool cigo_line_may_change(struct line *line)
{
    if (line->desk->read_only)
        cigo_line_say(line, "%s", cigo_read_only_sentence(line->session));
    return !line->desk->read_only;
}

/* What one may not have meant to replace: of a long text how long it was, of a line its beginning. */
static void say_replaced(struct line *line, const struct cigo_field *field, const char *before)
{
    enum { SHOWN = 60 };
    struct cigo_str text = cigo_str_of(before);
    size_t chars = cigo_utf8_count(text), n = 0;
    uint32_t code;
    if (field->kind->multiline) {
        cigo_line_say(line, ngettext("Al posto di %zu carattere: /annulla lo rimette.",
                                     "Al posto di %zu caratteri: /annulla li rimette.", chars), chars);
        return;
    }
    for (size_t i = 0; i < SHOWN && n < text.n; i++)
        n += cigo_utf8_next((struct cigo_str){before + n, text.n - n}, &code);
    cigo_line_say(line, _("Al posto di «%.*s%s»: /annulla lo rimette."), (int)n, before, n < text.n ? "…" : "");
}

/* What cannot be seen is no answer, and takes none away. */
static void say_blank(struct line *line, struct cigo_place place)
{
    if (place.field && *cigo_session_text(line->session, place))
        cigo_line_say(line, _("Solo spazi: la risposta resta com'era. /vuota la toglie; Invio da solo va avanti."));
    else
        cigo_line_say(line, _("Solo spazi: non è cambiato nulla. Invio da solo va avanti."));
}

/* Set, say what was understood, report what it did; false: only to be read, or only blanks. */
static bool put(struct line *line, struct cigo_place place, const char *text, bool ask_shown)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    if (!cigo_line_may_change(line))
        return false;
    if (*text && cigo_line_is_blank(text)) {
        say_blank(line, place);
        return false;
    }
    bool misread = cigo_answers_cell(cigo_session_answers(line->session), place).verdict == CIGO_BAD;
    const char *before = misread ? "" : echo_of(line, place); /* that is corrected, not lost */
    text = as_chosen(line, place.field, text);
    if (!cigo_session_set(line->session, place, cigo_str_of(text), &effects, &err)) {
        cigo_line_say(line, "%s", err.text);
        if (!cigo_answers_has(cigo_session_answers(line->session), place))
            return false; /* its row is gone */
    }
    cigo_line_say_answer(line, place);
    if (*before && strcmp(before, echo_of(line, place)) != 0)
        say_replaced(line, place.field, before);
    cigo_line_report(line, &effects, place);
    cigo_line_say_places(line, place);
    cigo_line_say_book(line, place);
    if (ask_shown)
        cigo_line_ask_shown(line, &effects);
    return true;
}

void cigo_line_put(struct line *line, struct cigo_place place, const char *text)
{
    put(line, place, text, false);
}

void cigo_line_answer(struct line *line, const char *text)
{
    struct cigo_place place = line->here;
    if (!put(line, place, text, true))
        return;
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(line->session), place);
    if (cell.verdict == CIGO_BAD)
        cigo_line_say(line, _("Può correggere ora, oppure andare avanti con Invio."));
    else
        cigo_line_step(line, 1);
}

/* A line typed at the question. */
static void take_answer(struct line *line, const char *text)
{
    if (cigo_line_is_meant(line, line->here, text))
        cigo_line_answer(line, text);
}

/* Free text may hold such a sign; a code, a number, a date, a choice cannot. */
static bool takes_signs(enum cigo_kind_id kind)
{
    return kind == CIGO_KIND_TEXT || kind == CIGO_KIND_LONGTEXT || kind == CIGO_KIND_COMUNE ||
           kind == CIGO_KIND_FILE;
}

static bool is_move(const struct line *line, const char *text, char sign)
{
    return text[0] == sign && !text[1] &&
           !(line->here.field && takes_signs(line->here.field->kind->id));
}

static void take(struct line *line, const char *text)
{
    if (*text != '/')
        line->offered = NULL;
    if (*text && cigo_line_is_blank(text))
        say_blank(line, line->here);
    else if (!*text && line->review)
        cigo_line_leave_review(line);
    else if (!*text || is_move(line, text, '>'))
        cigo_line_step(line, 1);
    else if (is_move(line, text, '<'))
        cigo_line_step(line, -1);
    else if (text[0] == '/' && text[1] != '/')
        cigo_line_run_command(line, text);
    else if (line->portal)
        cigo_line_portal_find(line, text);
    else if (line->review)
        cigo_line_change(line, text);
    else if (line->home)
        cigo_line_travel(line, text);
    else if (line->here.field && cigo_line_call_code(line, text))
        ;
    else if (line->here.field)
        take_answer(line, text[0] == '/' ? text + 1 : text);
    else if (text[strspn(text, "0123456789")] == '\0')
        cigo_line_run_command(line, cigo_arena_printf(line->arena, "/riga %s", text));
    else
        cigo_line_say(line, _("Qui si scrive /nuova, /righe o il numero di una riga; Invio va avanti."));
}

static void start(struct line *line)
{
    struct cigo_place place;
    if (line->desk->tour)
        cigo_line_tour(line);
    line->desk->tour = false;
    cigo_line_go_home(line);
    if (*line->desk->notice)
        cigo_line_say_lines(line, line->desk->notice);
    if (line->desk->ask_to_take) {
        line->desk->ask_to_take = false;
        if (line->options->interactive)
            cigo_line_take(line, "");
        else
            cigo_line_say(line, _("Si può solo leggere; /prendi la prende."));
    }
    if (line->desk->call)
        cigo_line_say_call(line);
    if (line->desk->n_declare && *line->desk->notice)
        cigo_line_list_again(line);
    if (!line->desk->portal && cigo_position_parse(line->form, line->desk->position, &place) &&
        cigo_line_still_there(line, &place)) {
        cigo_line_say_where(line);
        cigo_line_say(line, _("Si riprende da dove si era rimasti. /elenco mostra le sezioni, /aiuto i comandi."));
        cigo_line_go(line, place);
    }
    cigo_line_resume_draft(line);
    line->step_owed = line->desk->tutorial != NULL;
    if (line->desk->portal)
        cigo_line_portal(line);
    line->desk->portal = false; /* once: after a change of face the user is where he was */
}

static void say_goodbye(struct line *line)
{
    const char *failed = cigo_session_save_failed(line->session), *resume = line->desk->resume;
    struct cigo_buf command;
    cigo_buf_init(&command, 1 << 16);
    cigo_buf_puts(&command, "cigo open ");
    cigo_buf_shell_word(&command, line->desk->case_name);
    resume = resume ? resume : command.p;
    line->quiet = false;
    line->lines = 0;
    if (failed)
        cigo_line_say(line, _("ATTENZIONE. Non salvato: %s"), failed);
    else if (line->desk->read_only && line->end != CIGO_FACE_SWITCH && line->end != CIGO_FACE_LANGUAGE)
        cigo_line_say(line, "%s", line->desk->notes_added
            ? _("Era aperta in sola lettura: nessuna risposta è stata cambiata; le note sono registrate.")
            : _("Era aperta in sola lettura: nulla è stato cambiato."));
    else if (line->end == CIGO_FACE_INTERRUPTED && line->options->interactive) /* the terminal had it, nobody else */
        cigo_line_say(line, _("Fine dell'ingresso. Tutto è salvato fino all'ultimo Invio, una riga lasciata a metà no; "
                              "per riprendere: %s."), resume);
    else if (line->end == CIGO_FACE_INTERRUPTED)
        cigo_line_say(line, _("Fine dell'ingresso. Tutto è salvato; per riprendere: %s."), resume);
    else if (line->end == CIGO_FACE_QUIT)
        cigo_line_say(line, _("Tutto è salvato. Per riprendere: %s."), resume);
    cigo_buf_finish(&command);
    fflush(line->options->out);
}

enum cigo_face_end cigo_line_run(struct cigo_desk *desk, const struct cigo_line_options *options)
{
    struct line line = {
        .desk = desk,
        .session = desk->session,
        .form = cigo_session_form(desk->session),
        .options = options,
        .arena = cigo_arena_new(),
    };
    cigo_buf_init(&line.effects, 1 << 20);
    cigo_line_catch_signals(&line);
    cigo_line_flow_off(&line);
    start(&line);
    while (!line.done) {
        struct cigo_buf prompt;
        line.quiet = false;
        cigo_line_follow(&line);
        if (line.moved)
            cigo_line_must_hear(&line);
        if (line.moved)
            cigo_line_describe(&line);
        line.moved = line.quiet = false;
        cigo_line_check_step(&line);
        save_position(&line);
        cigo_buf_init(&prompt, 4096);
        cigo_line_prompt_text(&line, &prompt);
        const char *text = cigo_line_ask(&line, prompt.p);
        cigo_buf_finish(&prompt);
        cigo_arena_reset(line.arena);
        if (text)
            take(&line, cigo_arena_dup(line.arena, text));
    }
    cigo_patience_end(&line.patience);
    save_position(&line);
    desk->position = cigo_arena_dup(desk->arena, line.saved_position);
    say_goodbye(&line);
    cigo_line_flow_back(&line);
    cigo_line_history_free(&line);
    cigo_line_tables_free(&line);
    cigo_arena_free(line.arena);
    cigo_buf_finish(&line.effects);
    free(line.input);
    free(line.ahead);
    free(line.asked);
    cigo_arena_free(line.way_arena);
    free(line.saved_position);
    return line.end;
}
