/* The start screen in plain lines: the cases as sentences, the most urgent first; a number opens one, words look for
 * some, a sign and a word do the rest, from the list of what it can do. */

#include <stdlib.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/summary.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/features.h>
#include "line-priv.h"

enum { AT_ONCE = 10 }; /* cases that are read out before one asks for more */

struct shelf_line {
    struct line *line;
    struct cigo_shelf *shelf;
    size_t said; /* how many of them */
};

/* ---- saying ---- */

static void put_part(struct cigo_buf *out, struct cigo_buf *part)
{
    if (part->n) {
        cigo_buf_printf(out, " %s", part->p);
        cigo_sentence_stop(out);
    }
    cigo_buf_clear(part);
}

void cigo_line_put_case(const struct cigo_shelf *shelf, const struct cigo_case_info *info, struct cigo_buf *out)
{
    const struct cigo_summary *s = &info->summary;
    struct cigo_buf part;
    char updated[40];
    cigo_buf_init(&part, 1 << 16);
    cigo_buf_printf(out, "%lld. %s", (long long)info->id, info->name);
    cigo_sentence_stop(out);
    cigo_buf_printf(&part, "%s%s%s", s->company, *s->company && *s->unit ? ", " : "", s->unit);
    put_part(out, &part);
    cigo_summary_reason(s, &part);
    put_part(out, &part);
    cigo_summary_state(s, &part);
    put_part(out, &part);
    cigo_summary_term(s, shelf->today, &part);
    put_part(out, &part);
    if (*info->tags)
        cigo_buf_printf(&part, _("Etichette: %s"), info->tags);
    put_part(out, &part);
    shelf->when(info->updated, updated);
    cigo_buf_printf(out, _(" Modificata il %s da %s.%s"), updated, info->updated_by,
                    *info->archived ? _(" Da parte.") : "");
    cigo_buf_finish(&part);
}

static void say_more(struct shelf_line *at)
{
    struct cigo_shelf *shelf = at->shelf;
    struct cigo_buf text;
    cigo_buf_init(&text, 1 << 17);
    for (size_t end = at->said + AT_ONCE; at->said < end && at->said < shelf->n && !at->line->quiet; at->said++) {
        cigo_buf_clear(&text);
        cigo_line_put_case(shelf, cigo_shelf_at(shelf, at->said), &text);
        cigo_line_say(at->line, "%s", text.p);
    }
    cigo_buf_finish(&text);
    if (at->said < shelf->n)
        cigo_line_say(at->line, ngettext("C'è ancora %zu domanda: /altre.", "Ci sono altre %zu domande: /altre.",
                                         shelf->n - at->said), shelf->n - at->said);
}

static void say_list(struct shelf_line *at)
{
    const struct cigo_shelf *shelf = at->shelf;
    at->said = 0;
    if (shelf->unclear)
        cigo_line_say(at->line, "%s", shelf->unclear);
    if (shelf->n == 0 && *shelf->words)
        cigo_line_say(at->line, _("Nessuna domanda ha «%s». Invio le mostra tutte."), shelf->words);
    else if (shelf->n == 0)
        cigo_line_say(at->line, shelf->aside ? _("Nessuna domanda è da parte.") : _("Qui non c'è nessuna domanda."));
    else
        cigo_line_say(at->line, ngettext("%zu domanda.", "%zu domande, la più urgente per prima.", shelf->n), shelf->n);
    say_more(at);
}

/* ---- doing ---- */

static void sift(struct shelf_line *at)
{
    struct cigo_error err = {0};
    if (cigo_shelf_sift(at->shelf, &err))
        say_list(at);
    else
        cigo_line_say(at->line, "%s", err.text);
}

static const struct cigo_case_info *with_number(const struct cigo_shelf *shelf, const char *text)
{
    char *end;
    long long id = strtoll(text, &end, 10);
    for (size_t i = 0; end != text && *end == '\0' && i < shelf->cases.n; i++)
        if (shelf->cases.items[i].id == id)
            return &shelf->cases.items[i];
    return NULL;
}

/* Or a sentence. */
static const struct cigo_case_info *numbered(struct shelf_line *at, const char *text)
{
    const struct cigo_case_info *info = with_number(at->shelf, text);
    if (info)
        return info;
    cigo_line_say(at->line, *text ? _("Non c'è una domanda «%s».") : _("Scriva anche il numero della domanda%s."), text);
    return NULL;
}

static void leave(struct shelf_line *at, enum cigo_wish wish, const struct cigo_case_info *info)
{
    if (wish != CIGO_WISH_LEAVE && wish != CIGO_WISH_NEW && !info)
        return;
    at->shelf->wish = wish;
    at->shelf->here = info ? info->id : at->shelf->here;
    at->line->done = true;
    at->line->end = CIGO_FACE_QUIT;
}

static void do_from(struct shelf_line *at, const char *rest)
{
    leave(at, CIGO_WISH_FROM, numbered(at, rest));
}

static void say_forms(struct shelf_line *at)
{
    struct cigo_form_choices forms = cigo_shelf_forms(at->shelf);
    struct cigo_buf names;
    if (!forms.n)
        return;
    cigo_buf_init(&names, 4096);
    for (size_t i = 0; i < forms.n; i++)
        cigo_buf_printf(&names, "%s%s", i ? ", " : "", forms.items[i].name);
    cigo_line_say(at->line, _("Moduli: %s. /nuova prende il primo; con il nome un altro, per esempio /nuova %s."), names.p,
                  forms.items[1].name);
    cigo_buf_finish(&names);
}

static void do_new(struct shelf_line *at, const char *rest)
{
    const struct cigo_form_choice *form = *rest ? cigo_shelf_form(at->shelf, rest) : NULL;
    if (*rest && !form) {
        cigo_line_say(at->line, _("Non c'è un modulo «%s»."), rest);
        say_forms(at);
        return;
    }
    at->shelf->form = form ? form->id : NULL;
    leave(at, CIGO_WISH_NEW, NULL);
}

static void do_quit(struct shelf_line *at, const char *rest)
{
    (void)rest;
    leave(at, CIGO_WISH_LEAVE, NULL);
}

static void do_more(struct shelf_line *at, const char *rest)
{
    (void)rest;
    if (at->said >= at->shelf->n)
        cigo_line_say(at->line, _("Non ce ne sono altre."));
    else
        say_more(at);
}

static void do_problems(struct shelf_line *at, const char *rest)
{
    (void)rest;
    at->shelf->problems = !at->shelf->problems;
    sift(at);
}

static void do_aside(struct shelf_line *at, const char *rest)
{
    (void)rest;
    at->shelf->aside = !at->shelf->aside;
    sift(at);
}

static void do_archive(struct shelf_line *at, const char *rest)
{
    struct cigo_error err = {0};
    const struct cigo_case_info *info = numbered(at, rest);
    if (!info)
        return;
    const char *name = cigo_arena_dup(at->line->arena, info->name);
    bool aside = !*info->archived;
    if (!cigo_shelf_move(at->shelf, info, &err))
        cigo_line_say(at->line, "%s", err.text);
    else
        cigo_line_say(at->line, aside ? _("«%s» è da parte. /archivio mostra quelle da parte.")
                                      : _("«%s» è di nuovo nell'elenco."), name);
}

static void do_tag(struct shelf_line *at, const char *rest)
{
    struct cigo_error err = {0};
    size_t n = strcspn(rest, " ");
    const char *number = cigo_arena_str(at->line->arena, (struct cigo_str){rest, n});
    const char *tag = rest + n + strspn(rest + n, " ");
    const struct cigo_case_info *info = numbered(at, number);
    if (!info)
        return;
    int64_t id = info->id;
    if (!cigo_shelf_tag(at->shelf, info, tag, &err)) {
        cigo_line_say(at->line, "%s", err.text);
        return;
    }
    info = numbered(at, cigo_arena_printf(at->line->arena, "%lld", (long long)id));
    if (info)
        cigo_line_say(at->line, *info->tags ? _("«%s», etichette: %s.") : _("«%s» non ha etichette."), info->name,
                      info->tags);
}

static void do_switch(struct shelf_line *at, const char *rest)
{
    (void)rest;
    at->line->done = true;
    at->line->end = CIGO_FACE_SWITCH;
}

static void do_help(struct shelf_line *at, const char *rest)
{
    (void)rest;
    cigo_line_say_lines(at->line,
                        _("Un numero apre quella domanda. Parole cercano in tutte le risposte, i nomi e le note.\n"
                          "Fra le parole: stato:corso, causale:meteo, periodo:11/2026, entro:7, etichetta:nome.\n"
                          "Invio mostra di nuovo l'elenco intero."));
    for (int id = 0; id < CIGO_N_SHELF_FEATURES && !at->line->quiet; id++) {
        const struct cigo_feature *feature = cigo_shelf_feature((enum cigo_shelf_feature_id)id);
        if (feature->command)
            cigo_line_say(at->line, "/%s (/%s): %s.", feature->command, feature->english, _(feature->help));
    }
    say_forms(at);
}

/* What is not here is asked for without a command. */
static void (*const RUN[CIGO_N_SHELF_FEATURES])(struct shelf_line *at, const char *rest) = {
    [CIGO_SHELF_NEW] = do_new,           [CIGO_SHELF_FROM] = do_from,   [CIGO_SHELF_MORE] = do_more,
    [CIGO_SHELF_MOVE] = do_archive,      [CIGO_SHELF_TAG] = do_tag,     [CIGO_SHELF_PROBLEMS] = do_problems,
    [CIGO_SHELF_ASIDE] = do_aside,       [CIGO_SHELF_SWITCH] = do_switch, [CIGO_SHELF_HELP] = do_help,
    [CIGO_SHELF_QUIT] = do_quit,
};

static void run(struct shelf_line *at, const char *text)
{
    size_t n = strcspn(text, " ");
    struct cigo_str word = {text, n};
    for (int id = 0; id < CIGO_N_SHELF_FEATURES; id++) {
        const struct cigo_feature *feature = cigo_shelf_feature((enum cigo_shelf_feature_id)id);
        if (RUN[id] && (cigo_str_is(word, feature->command) || cigo_str_is(word, feature->english))) {
            RUN[id](at, text + n + strspn(text + n, " "));
            return;
        }
    }
    cigo_line_say(at->line, _("Qui non c'è il comando /%s; /aiuto li elenca."), text);
}

static void search(struct shelf_line *at, const char *words)
{
    struct cigo_shelf *shelf = at->shelf;
    shelf->words[0] = '\0';
    cigo_shelf_add(shelf->words, sizeof shelf->words, cigo_str_of(words));
    sift(at);
}

/* A long number that no case has is one to look for: a matricola, a partita IVA; a short one is a mistake. */
static bool is_case_number(const struct cigo_shelf *shelf, const char *text)
{
    enum { LONG = 5 };
    size_t n = strspn(text, "0123456789");
    return n && text[n] == '\0' && (n < LONG || with_number(shelf, text));
}

static void take(struct shelf_line *at, const char *text)
{
    if (text[0] == '/')
        run(at, text + 1);
    else if (is_case_number(at->shelf, text))
        leave(at, CIGO_WISH_OPEN, numbered(at, text));
    else
        search(at, text);
}

enum cigo_face_end cigo_line_shelf(struct cigo_shelf *shelf, struct cigo_desk *desk,
                                   const struct cigo_line_options *options)
{
    struct line line = {.desk = desk, .options = options, .arena = cigo_arena_new()};
    struct shelf_line at = {&line, shelf, 0};
    cigo_line_catch_signals(&line);
    cigo_line_flow_off(&line);
    if (*desk->notice)
        cigo_line_say_lines(&line, desk->notice);
    say_list(&at);
    cigo_line_say(&line, _("Un numero apre una domanda, una parola cerca, /nuova ne comincia una; /aiuto."));
    while (!line.done) {
        const char *text = cigo_line_ask(&line, _("Domanda> "));
        cigo_arena_reset(line.arena);
        if (text)
            take(&at, cigo_arena_dup(line.arena, text));
    }
    cigo_patience_end(&line.patience);
    cigo_line_flow_back(&line);
    if (line.end == CIGO_FACE_INTERRUPTED)
        shelf->wish = CIGO_WISH_LEAVE;
    cigo_arena_free(line.arena);
    free(line.input);
    free(line.ahead);
    return line.end;
}
