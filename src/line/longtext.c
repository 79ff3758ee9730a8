/* Texts of several lines: until a line with a single dot. If the input ends before, what was written so far
 * is kept as a draft and offered the next time. */

#include <stdlib.h>
#include <unistd.h>
#include <cigo/base/alloc.h>
#include <cigo/base/editor.h>
#include <cigo/base/path.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

void cigo_line_keep_draft(struct line *line, const char *place, struct cigo_str text)
{
    struct cigo_error err = {0};
    if (!line->desk->save_draft(line->desk->data, text.n ? place : "", text.n ? text.p : "", &err))
        cigo_line_say(line, _("ATTENZIONE. Non salvato: %s"), err.text);
}

void cigo_line_forget_draft(struct line *line)
{
    cigo_line_keep_draft(line, "", CIGO_STR(""));
    line->desk->draft_text = NULL;
}

static void keep_draft(struct line *line, struct cigo_str text)
{
    struct cigo_buf place;
    cigo_buf_init(&place, 1024);
    cigo_position_format(line->here, &place);
    cigo_line_keep_draft(line, place.p, text);
    cigo_buf_finish(&place);
}

/* A line too many is none of the answer, and neither are the others: cut at the end it would look like a whole one. */
static void say_too_long(struct line *line)
{
    cigo_line_say(line, _("Il testo supera 1 MiB, che è il massimo: la risposta resta com'era. Le righe che ci stanno sono "
                          "conservate come testo a metà, che si offre quando riapre la domanda."));
}

static void read_text(struct line *line, struct cigo_buf *text)
{
    bool fits = true;
    cigo_line_say(line, _("Scriva il testo. Finisce con una riga che contiene solo un punto; /lascia non cambia nulla."));
    for (;;) {
        const char *input = cigo_line_ask(line, ". ");
        if (!input) {
            keep_draft(line, cigo_buf_str(text));
            return;
        }
        if (strcmp(input, ".") == 0)
            break;
        if (strcmp(input, "/lascia") == 0 || strcmp(input, "/cancel") == 0) {
            keep_draft(line, CIGO_STR(""));
            cigo_line_say(line, _("Il testo di prima resta com'era."));
            return;
        }
        fits = fits && text->n + 1 + strlen(input) <= CIGO_TEXT_MAX;
        if (!fits)
            continue;
        if (text->n)
            cigo_buf_putc(text, '\n');
        cigo_buf_puts(text, input);
        keep_draft(line, cigo_buf_str(text));
    }
    if (!fits) {
        say_too_long(line);
        return;
    }
    cigo_line_answer(line, text->p);
    keep_draft(line, CIGO_STR(""));
}

void cigo_line_long_text(struct line *line)
{
    enum cigo_draft_end draft = cigo_line_resume_draft(line); /* this text would take its place */
    if (draft == CIGO_DRAFT_WAITS || draft == CIGO_DRAFT_KEPT)
        return;
    const char *now = cigo_session_text(line->session, line->here);
    if (*now) {
        cigo_line_say(line, _("Il testo di adesso."));
        cigo_line_say_lines(line, cigo_arena_dup(line->arena, now));
    }
    if (!cigo_line_may_change(line))
        return;
    if (*now)
        cigo_line_say(line, _("Quello nuovo prende il suo posto; /annulla lo rimette."));
    cigo_line_say(line, _("/traccia, prima di scrivere, dice che cosa deve dire."));
    struct cigo_buf text;
    cigo_buf_init(&text, CIGO_TEXT_MAX);
    read_text(line, &text);
    cigo_buf_finish(&text);
}

/* ---- a line that may not be meant as an answer ---- */

enum { LONG = 40, SHORT = 20 }; /* characters: of an answer that is no slip, of a line that may be one */

/* Every pause says "q per smettere": typed once more than there are pauses, it is no text. */
static bool maybe_a_slip(const char *text, size_t before)
{
    size_t n = cigo_utf8_count(cigo_str_trim(cigo_str_of(text)));
    return strcmp(text, "q") == 0 || strcmp(text, "Q") == 0 || (before > LONG && n && n < SHORT);
}

/* Meant for the shell: here commands begin with a slash. */
static bool is_shell_command(const char *text)
{
    return strncmp(text, "cigo ", 5) == 0 && text[5] >= 'a' && text[5] <= 'z';
}

static void say_shorter(struct line *line, const char *text, size_t before)
{
    if (before)
        cigo_line_say(line, ngettext("Con si «%s» prende il posto della risposta di adesso, di %zu carattere.",
                                     "Con si «%s» prende il posto della risposta di adesso, di %zu caratteri.", before),
                      text, before);
    else
        cigo_line_say(line, _("Con si «%s» diventa la risposta."), text);
}

/* A command is done, and what was there stays; anything else is no answer to a yes or a no. */
static bool agrees(struct line *line)
{
    for (;;) {
        const char *reply = cigo_line_ask(line, _("si o no: "));
        enum cigo_reply said = cigo_reply(reply);
        if (said == CIGO_REPLY_YES)
            return true;
        if (!reply || !*reply || said == CIGO_REPLY_NO || *reply == '/') {
            cigo_line_say(line, _("Non è stato cambiato nulla."));
            if (reply && *reply == '/')
                line->ahead = cigo_strdup(reply);
            return false;
        }
        cigo_line_say(line, _("Serve si o no: solo con si la risposta cambia."));
    }
}

bool cigo_line_is_meant(struct line *line, struct cigo_place place, const char *text)
{
    size_t before = cigo_utf8_count(cigo_str_of(cigo_session_text(line->session, place)));
    bool command = is_shell_command(text);
    if (line->desk->read_only || (!command && !(place.field->kind->multiline && maybe_a_slip(text, before))))
        return true;
    if (command)
        cigo_line_say(line, _("Sembra un comando per fuori da qui: qui i comandi cominciano con /, e /aiuto comandi li elenca."));
    say_shorter(line, text, before);
    return agrees(line);
}

/* ---- in the user's own editor ---- */

static bool can_edit(struct line *line)
{
    if (!line->here.field || !line->here.field->kind->multiline)
        cigo_line_say(line, _("Qui la risposta è di una riga: la scriva dopo il segno >."));
    else if (!line->options->interactive)
        cigo_line_say(line, _("Qui non c'è un terminale per un programma di scrittura: usi /testo."));
    else if (!line->desk->editor || !*line->desk->editor)
        cigo_line_say(line, _("Non è indicato un programma di scrittura: lo scriva in EDITOR, oppure usi /testo."));
    else
        return true;
    return false;
}

/* The whole text in it, or why there is none. */
static bool read_file(const char *path, char **ret_text, size_t *ret_n, struct cigo_error *err)
{
    if (!cigo_file_read(path, CIGO_TEXT_MAX, ret_text, ret_n, err))
        return false;
    if (strlen(*ret_text) == *ret_n)
        return true;
    free(*ret_text);
    return cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» non è un testo in UTF-8: ha dei byte zero."), path);
}

/* What the editor left is the answer; the file goes once that is on the disk. */
static void take_file(struct line *line, const char *path)
{
    struct cigo_error err = {0};
    char *text;
    size_t n;
    if (!read_file(path, &text, &n, &err)) {
        cigo_line_say(line, "%s", err.text);
        cigo_line_say(line, _("La risposta resta com'era, e il file dov'è."));
        return;
    }
    while (n && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        text[--n] = '\0'; /* that an editor puts at the end */
    if (strcmp(text, cigo_session_text(line->session, line->here)) == 0)
        cigo_line_say(line, _("Il testo è rimasto com'era."));
    else
        cigo_line_answer(line, text);
    free(text);
    if (!cigo_session_save_failed(line->session))
        unlink(path);
}

void cigo_line_outside(struct line *line)
{
    struct cigo_error err = {0};
    if (!can_edit(line))
        return;
    const char *path = cigo_desk_editor_file(line->desk, line->here, line->arena);
    struct cigo_str now = cigo_str_of(cigo_session_text(line->session, line->here));
    if (access(path, R_OK) == 0) { /* another text was offered at the start */
        if (!cigo_line_agrees(line, _("Nel suo programma è rimasto un altro testo per questa risposta: si riprende da quello? "
                                      "si o no: "))) {
            cigo_line_say(line, _("Resta lì: è offerto quando riapre la domanda."));
            return;
        }
    } else if (!cigo_desk_editor_folder(line->desk, &err) || !cigo_file_write(path, now, true, &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    fflush(line->options->out);
    enum cigo_editor_end end = cigo_editor_run(line->desk->editor, path);
    if (end == CIGO_EDITOR_ALONE) /* its file stays: the next time one goes on from there */
        return;
    if (end == CIGO_EDITOR_NONE)
        cigo_line_say(line, _("«%s» non parte: indichi un altro programma in EDITOR."), line->desk->editor);
    else if (end == CIGO_EDITOR_BAD)
        cigo_line_say(line, _("«%s» è finito male: questo è il testo che aveva salvato."), line->desk->editor);
    take_file(line, path);
}

static void put_outline(struct line *line, const struct cigo_field *field, struct cigo_buf *out)
{
    cigo_buf_clear(out);
    if (field && line->desk->outline)
        line->desk->outline(line->desk->data, field, out);
}

/* Which field has one, or that none has. `text` is for the work. */
static void say_no_outline(struct line *line, const struct cigo_field *asked, struct cigo_buf *text)
{
    const struct cigo_form *form = cigo_session_form(line->session);
    const struct cigo_field *one = NULL;
    for (size_t i = 0; i < form->n_fields && !one; i++) {
        put_outline(line, &form->fields[i], text);
        one = text->n ? &form->fields[i] : NULL;
    }
    if (asked)
        cigo_line_say(line, _("«%s» non ha una traccia."), asked->label);
    if (one)
        cigo_line_say(line, _("Una traccia c'è per i testi della relazione, per esempio /traccia %s."), one->code);
    else
        cigo_line_say(line, _("Nessuna domanda di questo modulo ha una traccia."));
}

void cigo_line_outline(struct line *line, const char *rest)
{
    struct cigo_place place = line->here;
    struct cigo_buf text;
    cigo_buf_init(&text, 1 << 20);
    if (*rest && !cigo_place_named(line->session, cigo_str_of(rest), &place))
        place = (struct cigo_place){0};
    put_outline(line, place.field, &text);
    if (text.n)
        cigo_line_say_lines(line, text.p);
    else
        say_no_outline(line, place.field, &text);
    cigo_buf_finish(&text);
}

enum cigo_draft_end cigo_line_ask_draft(struct line *line, const struct draft_words *words)
{
    for (;;) {
        const char *text = cigo_line_ask(line, words->question);
        if (!text)
            return CIGO_DRAFT_WAITS;
        if (text[0] == '/') {
            cigo_line_say(line, "%s", words->waits);
            line->ahead = cigo_strdup(text);
            return CIGO_DRAFT_WAITS;
        }
        enum cigo_reply reply = cigo_reply(text);
        if (reply == CIGO_REPLY_YES)
            return CIGO_DRAFT_KEPT;
        if (reply == CIGO_REPLY_NO) {
            cigo_line_forget_draft(line);
            cigo_line_say(line, "%s", words->dropped);
            return CIGO_DRAFT_DROPPED;
        }
        cigo_line_say(line, "%s", words->unclear);
    }
}

static enum cigo_draft_end ask_text(struct line *line, struct cigo_place place, const char *draft)
{
    struct draft_words words = {
        .question = _("Lo tengo come risposta? si o no: "),
        .waits = _("Il testo a metà resta conservato: si chiede di nuovo la prossima volta."),
        .dropped = _("Il testo a metà non c'è più."),
        .unclear = _("Serve si o no: solo con no il testo va perso."),
    };
    enum cigo_draft_end end = cigo_line_ask_draft(line, &words);
    if (end == CIGO_DRAFT_KEPT) {
        cigo_line_go(line, place);
        cigo_line_answer(line, draft);
        cigo_line_forget_draft(line);
    }
    return end;
}

enum cigo_draft_end cigo_line_resume_draft(struct line *line)
{
    struct cigo_place place;
    const char *draft = line->desk->draft_text;
    if (!draft || !*draft)
        return CIGO_DRAFT_NONE;
    if (cigo_rows_draft_parse(line->form, line->desk->draft_place, &place))
        return cigo_line_resume_rows(line, place, draft);
    if (!cigo_position_parse(line->form, line->desk->draft_place, &place) || !place.field ||
        !cigo_answers_has(cigo_session_answers(line->session), place)) {
        cigo_line_say(line, _("L'ultima volta un testo è rimasto a metà; la sua domanda ora non c'è. Se serve lo copi: resta "
                              "finché non comincia a scrivere altrove. Eccolo."));
        cigo_line_say_lines(line, draft);
        return CIGO_DRAFT_NONE;
    }
    struct cigo_buf label;
    cigo_buf_init(&label, 4096);
    cigo_place_label(line->session, place, &label);
    cigo_line_say(line, _("L'ultima volta un testo è rimasto a metà: %s. Eccolo."), label.p);
    cigo_buf_finish(&label);
    cigo_line_say_lines(line, draft);
    if (line->desk->draft_old) {
        cigo_line_say(line, _("La risposta è stata cambiata dopo. Quella di adesso."));
        cigo_line_say_lines(line, cigo_session_text(line->session, place));
    }
    return ask_text(line, place, draft);
}
