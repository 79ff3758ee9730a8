/* Commands: a line that starts with "/", in Italian or English, from the list of features; any beginning that
 * names only one command is enough. */

#include <stdlib.h>
#include <cigo/exchange/picture.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/features.h>
#include "line-priv.h"

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
        cigo_line_travel(line, rest);
    else
        cigo_line_say(line, _("Dove? Per esempio /vai 4.7."));
}

static void cmd_sections(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_remember(line);
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
    cigo_line_remember(line);
    if (!line->here.group || !cigo_line_next_in_table(line, 1))
        cigo_line_next_problem(line);
}

static void cmd_previous(struct line *line, const char *rest)
{
    (void)rest;
    if (!cigo_line_in_group(line))
        return;
    cigo_line_remember(line);
    if (!cigo_line_next_in_table(line, -1))
        cigo_line_say(line, _("Nessuna riga qui ha problemi."));
}

static void cmd_return(struct line *line, const char *rest)
{
    (void)rest;
    if (line->changing)
        cigo_line_back_to_review(line);
    else
        cigo_line_return(line);
}

static void cmd_missing(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_list_missing(line);
}

static void cmd_effects(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_list_effects(line);
}

static void cmd_before(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_list_before(line);
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

static void cmd_language(struct line *line, const char *wish)
{
    struct cigo_desk *desk = line->desk;
    const char *language = cigo_i18n_language_find(wish, desk->languages, desk->n_languages);
    struct cigo_buf names;
    cigo_buf_init(&names, 4096);
    cigo_i18n_language_list(desk->languages, desk->n_languages, &names);
    if (desk->n_languages < 2) {
        cigo_line_say(line, _("Qui la lingua non si cambia."));
    } else if (!language) {
        cigo_line_say(line, _("Le lingue sono: %s. Per esempio /lingua %s."), names.p, desk->languages[0]);
    } else if (cigo_session_save_failed(line->session)) {
        cigo_line_say(line, _("Prima va salvato tutto: /salva riprova."));
    } else if (language == desk->language) {
        cigo_line_say(line, _("I testi sono già in questa lingua: %s."), cigo_i18n_language_name(language));
    } else {
        desk->language = language;
        line->done = true;
        line->end = CIGO_FACE_LANGUAGE;
    }
    cigo_buf_finish(&names);
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
    cigo_picture_words(&picture, &buf);
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

/* ---- texts, leaving ---- */

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

static void cmd_editor(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_outside(line);
}

/* For whoever helps on the telephone: what comes through of what is not ASCII. */
static void cmd_try(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_say(line, _("Accenti: %s."), "àèéìòù ÀÈÉÌÒÙ €");
    cigo_line_say(line, line->desk->ascii ? _("Solo caratteri ASCII.") : _("Caratteri UTF-8."));
    cigo_line_say(line, _("Se al posto degli accenti sente o vede altro, imposti il terminale su UTF-8, oppure riparta "
                          "con --ascii."));
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

static void cmd_tour(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_tour(line);
    line->moved = true; /* where one was is said again */
}

static void cmd_step(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_say_step(line);
}

static void cmd_skip(struct line *line, const char *rest)
{
    (void)rest;
    cigo_line_skip_step(line);
}

static void cmd_screen(struct line *line, const char *rest)
{
    (void)rest;
    line->done = true;
    line->end = CIGO_FACE_SWITCH;
}

static void cmd_help(struct line *line, const char *rest);

static void (*const RUN[CIGO_N_FEATURES])(struct line *line, const char *rest) = {
    [CIGO_DO_HELP] = cmd_help,
    [CIGO_DO_WHY] = cmd_why,
    [CIGO_DO_PROBLEMS] = cmd_problems,
    [CIGO_DO_NEXT] = cmd_next,
    [CIGO_DO_RETURN] = cmd_return,
    [CIGO_DO_MISSING] = cmd_missing,
    [CIGO_DO_GO] = cmd_go,
    [CIGO_DO_ACKNOWLEDGE] = cmd_acknowledge,
    [CIGO_DO_CONTEST] = cmd_contest,
    [CIGO_DO_REOPEN] = cmd_reopen,
    [CIGO_DO_COMPLETE] = cigo_line_complete,
    [CIGO_DO_ACCEPT] = cigo_line_accept,
    [CIGO_DO_BOOK] = cigo_line_book,
    [CIGO_DO_REMEMBER] = cigo_line_remember_company,
    [CIGO_DO_CHANGES] = cmd_effects,
    [CIGO_DO_UNDO] = cigo_line_undo,
    [CIGO_DO_REDO] = cigo_line_redo,
    [CIGO_DO_HISTORY] = cigo_line_history,
    [CIGO_DO_TAKE_BACK] = cigo_line_take_back,
    [CIGO_DO_SEARCH] = cigo_line_search,
    [CIGO_DO_OUTLINE] = cigo_line_outline,
    [CIGO_DO_SECTIONS] = cmd_sections,
    [CIGO_DO_REVIEW] = cmd_review,
    [CIGO_DO_CHANGE] = cmd_change,
    [CIGO_DO_HIDDEN] = cmd_hidden,
    [CIGO_DO_CHECK] = cmd_check,
    [CIGO_DO_IMPORT] = cigo_line_import,
    [CIGO_DO_DOSSIER] = cmd_dossier,
    [CIGO_DO_DRAFT] = cmd_draft,
    [CIGO_DO_PRINT] = cigo_line_print,
    [CIGO_DO_PORTAL] = cmd_portal,
    [CIGO_DO_COPIED] = cigo_line_portal_tick,
    [CIGO_DO_CALL] = cigo_line_call,
    [CIGO_DO_NOTE] = cigo_line_note,
    [CIGO_DO_BEFORE] = cmd_before,
    [CIGO_DO_AGAIN] = cmd_again,
    [CIGO_DO_PICTURE] = cmd_picture,
    [CIGO_DO_EXPLAIN] = cmd_explain,
    [CIGO_DO_EDITOR] = cmd_editor,
    [CIGO_DO_SAVE] = cmd_save,
    [CIGO_DO_TAKE] = cigo_line_take,
    [CIGO_DO_FOLLOW] = cigo_line_refresh,
    [CIGO_DO_REPEAT] = cmd_repeat,
    [CIGO_DO_TOUR] = cmd_tour,
    [CIGO_DO_SCREEN_TEST] = cmd_try,
    [CIGO_DO_STEP] = cmd_step,
    [CIGO_DO_SKIP] = cmd_skip,
    [CIGO_DO_LANGUAGE] = cmd_language,
    [CIGO_DO_SWITCH] = cmd_screen,
    [CIGO_DO_QUIT] = cmd_quit,
    [CIGO_DO_FORWARD] = cmd_forward,
    [CIGO_DO_BACK] = cmd_back,
    [CIGO_DO_CLEAR] = cmd_empty,
    [CIGO_DO_TEXT] = cmd_text,
    [CIGO_DO_WHERE] = cmd_where,
    [CIGO_DO_ROW] = cigo_line_row,
    [CIGO_DO_ROWS] = cigo_line_rows,
    [CIGO_DO_CELL] = cigo_line_cell,
    [CIGO_DO_FIND_ROW] = cigo_line_find,
    [CIGO_DO_FILTER] = cigo_line_filter,
    [CIGO_DO_PREVIOUS] = cmd_previous,
    [CIGO_DO_SORT] = cigo_line_sort,
    [CIGO_DO_TOTALS] = cigo_line_totals,
    [CIGO_DO_ADD] = cigo_line_new_row,
    [CIGO_DO_DUPLICATE] = cigo_line_duplicate_row,
    [CIGO_DO_REMOVE] = cigo_line_remove_rows,
    [CIGO_DO_RESTORE] = cigo_line_restore_rows,
    [CIGO_DO_FILL] = cigo_line_fill,
    [CIGO_DO_EMPTY] = cigo_line_clear_cells,
    [CIGO_DO_COPY] = cigo_line_copy,
    [CIGO_DO_PASTE] = cmd_paste,
    [CIGO_DO_SPREAD] = cmd_spread,
};

static const struct cigo_feature *command(size_t i)
{
    const struct cigo_feature *feature = cigo_feature((enum cigo_feature_id)i);
    return feature->command && RUN[i] ? feature : NULL;
}

static void list_commands(struct line *line)
{
    for (size_t i = 0; i < CIGO_N_FEATURES && !line->quiet; i++)
        if (command(i))
            cigo_line_say(line, "/%s (/%s): %s.", command(i)->command, command(i)->english, _(command(i)->help));
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

static bool begins(const struct cigo_feature *feature, struct cigo_str word)
{
    return strncmp(feature->command, word.p, word.n) == 0 || strncmp(feature->english, word.p, word.n) == 0;
}

/* CIGO_N_FEATURES = there is no such command, or several begin so. */
static size_t find(struct cigo_str word)
{
    size_t only = CIGO_N_FEATURES, hits = 0;
    for (size_t i = 0; i < CIGO_N_FEATURES; i++) {
        const struct cigo_feature *feature = command(i);
        if (!feature)
            continue;
        if (cigo_str_is(word, feature->command) || cigo_str_is(word, feature->english))
            return i;
        if (word.n && begins(feature, word)) {
            only = i;
            hits++;
        }
    }
    return hits == 1 ? only : CIGO_N_FEATURES;
}

static void run(struct line *line, enum cigo_feature_id id, const char *rest)
{
    cigo_tutorial_used(line->desk->tutorial, id);
    if (id != CIGO_DO_ACCEPT)
        line->offered = NULL;
    RUN[id](line, rest);
}

void cigo_line_run_command(struct line *line, const char *text)
{
    struct cigo_str word = {text + 1, strcspn(text + 1, " ")};
    const char *rest = word.p + word.n + strspn(word.p + word.n, " ");
    if (cigo_str_is(word, "perché")) /* with its accent it is the same command */
        word = CIGO_STR("perche");
    size_t i = find(word);
    if (i < CIGO_N_FEATURES)
        run(line, (enum cigo_feature_id)i, rest);
    else
        cigo_line_say(line, _("Non conosco /%.*s. /aiuto comandi li elenca; una risposta che comincia con / si "
                    "scrive con //."),
            (int)word.n, word.p);
}
