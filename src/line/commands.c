/* Commands: a line that starts with "/", in Italian or English, from the list of features; any beginning that
 * names only one command is enough. */

#include <stdlib.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/features.h>
#include "commands-priv.h"

static void help(struct line *line, const char *rest);

/* What runs a command: with the words after it, or without. */
struct run {
    void (*with)(struct line *line, const char *rest);
    void (*alone)(struct line *line);
};

static const struct run RUN[CIGO_N_FEATURES] = {
    [CIGO_DO_HELP] = {.with = help},
    [CIGO_DO_WHY] = {.with = cigo_line_why},
    [CIGO_DO_PROBLEMS] = {.alone = cigo_line_list_problems},
    [CIGO_DO_NEXT] = {.alone = cigo_line_do_next},
    [CIGO_DO_RETURN] = {.alone = cigo_line_do_return},
    [CIGO_DO_MISSING] = {.alone = cigo_line_list_missing},
    [CIGO_DO_GO] = {.with = cigo_line_do_go},
    [CIGO_DO_ACKNOWLEDGE] = {.with = cigo_line_do_acknowledge},
    [CIGO_DO_CONTEST] = {.with = cigo_line_do_contest},
    [CIGO_DO_REOPEN] = {.with = cigo_line_do_reopen},
    [CIGO_DO_COMPLETE] = {.with = cigo_line_complete},
    [CIGO_DO_ACCEPT] = {.with = cigo_line_accept},
    [CIGO_DO_BOOK] = {.with = cigo_line_book},
    [CIGO_DO_REMEMBER] = {.with = cigo_line_remember_company},
    [CIGO_DO_CHANGES] = {.alone = cigo_line_list_effects},
    [CIGO_DO_UNDO] = {.with = cigo_line_undo},
    [CIGO_DO_REDO] = {.with = cigo_line_redo},
    [CIGO_DO_HISTORY] = {.with = cigo_line_history},
    [CIGO_DO_TAKE_BACK] = {.with = cigo_line_take_back},
    [CIGO_DO_SEARCH] = {.with = cigo_line_search},
    [CIGO_DO_OUTLINE] = {.with = cigo_line_outline},
    [CIGO_DO_SECTIONS] = {.alone = cigo_line_do_sections},
    [CIGO_DO_REVIEW] = {.with = cigo_line_review},
    [CIGO_DO_CHANGE] = {.with = cigo_line_change},
    [CIGO_DO_HIDDEN] = {.alone = cigo_line_list_hidden},
    [CIGO_DO_CHECK] = {.alone = cigo_line_do_check},
    [CIGO_DO_IMPORT] = {.with = cigo_line_import},
    [CIGO_DO_DOSSIER] = {.with = cigo_line_do_dossier},
    [CIGO_DO_DRAFT] = {.with = cigo_line_do_draft},
    [CIGO_DO_PRINT] = {.with = cigo_line_print},
    [CIGO_DO_PORTAL] = {.alone = cigo_line_portal},
    [CIGO_DO_COPIED] = {.with = cigo_line_portal_tick},
    [CIGO_DO_CALL] = {.with = cigo_line_call},
    [CIGO_DO_NOTE] = {.with = cigo_line_note},
    [CIGO_DO_BEFORE] = {.alone = cigo_line_list_before},
    [CIGO_DO_AGAIN] = {.alone = cigo_line_list_again},
    [CIGO_DO_PICTURE] = {.alone = cigo_line_do_picture},
    [CIGO_DO_EXPLAIN] = {.with = cigo_line_do_explain},
    [CIGO_DO_EDITOR] = {.alone = cigo_line_outside},
    [CIGO_DO_SAVE] = {.alone = cigo_line_do_save},
    [CIGO_DO_TAKE] = {.with = cigo_line_take},
    [CIGO_DO_FOLLOW] = {.with = cigo_line_refresh},
    [CIGO_DO_REPEAT] = {.alone = cigo_line_do_repeat},
    [CIGO_DO_TOUR] = {.alone = cigo_line_do_tour},
    [CIGO_DO_SCREEN_TEST] = {.alone = cigo_line_do_screen_test},
    [CIGO_DO_STEP] = {.alone = cigo_line_say_step},
    [CIGO_DO_SKIP] = {.alone = cigo_line_skip_step},
    [CIGO_DO_LANGUAGE] = {.with = cigo_line_do_language},
    [CIGO_DO_SWITCH] = {.alone = cigo_line_do_switch},
    [CIGO_DO_QUIT] = {.alone = cigo_line_do_quit},
    [CIGO_DO_FORWARD] = {.alone = cigo_line_do_forward},
    [CIGO_DO_BACK] = {.alone = cigo_line_do_back},
    [CIGO_DO_CLEAR] = {.alone = cigo_line_do_clear},
    [CIGO_DO_TEXT] = {.alone = cigo_line_do_text},
    [CIGO_DO_WHERE] = {.alone = cigo_line_do_where},
    [CIGO_DO_ROW] = {.with = cigo_line_row},
    [CIGO_DO_ROWS] = {.with = cigo_line_rows},
    [CIGO_DO_CELL] = {.with = cigo_line_cell},
    [CIGO_DO_FIND_ROW] = {.with = cigo_line_find},
    [CIGO_DO_FILTER] = {.with = cigo_line_filter},
    [CIGO_DO_PREVIOUS] = {.alone = cigo_line_do_previous},
    [CIGO_DO_SORT] = {.with = cigo_line_sort},
    [CIGO_DO_TOTALS] = {.with = cigo_line_totals},
    [CIGO_DO_ADD] = {.with = cigo_line_new_row},
    [CIGO_DO_DUPLICATE] = {.with = cigo_line_duplicate_row},
    [CIGO_DO_REMOVE] = {.with = cigo_line_remove_rows},
    [CIGO_DO_RESTORE] = {.with = cigo_line_restore_rows},
    [CIGO_DO_FILL] = {.with = cigo_line_fill},
    [CIGO_DO_EMPTY] = {.with = cigo_line_clear_cells},
    [CIGO_DO_COPY] = {.with = cigo_line_copy},
    [CIGO_DO_PASTE] = {.alone = cigo_line_paste},
    [CIGO_DO_SPREAD] = {.with = cigo_line_spread},
};

static const struct cigo_feature *command(size_t i)
{
    const struct cigo_feature *feature = cigo_feature((enum cigo_feature_id)i);
    return feature->command && (RUN[i].with || RUN[i].alone) ? feature : NULL;
}

static void list_commands(struct line *line)
{
    for (size_t i = 0; i < CIGO_N_FEATURES && !line->quiet; i++)
        if (command(i))
            cigo_line_say(line, "/%s (/%s): %s.", command(i)->command, command(i)->english, _(command(i)->help));
    cigo_line_say(line, _("Invio va avanti e tiene la risposta. Una risposta che comincia con / si scrive con //."));
}

static void help(struct line *line, const char *rest)
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
    if (cigo_feature(id)->writes && !cigo_line_may_change(line))
        return;
    if (id != CIGO_DO_ACCEPT)
        line->offered = NULL;
    if (RUN[id].with)
        RUN[id].with(line, rest);
    else
        RUN[id].alone(line);
}

void cigo_line_run_command(struct line *line, const char *text)
{
    struct cigo_str word = {text + 1, strcspn(text + 1, " ")};
    const char *rest = word.p + word.n + strspn(word.p + word.n, " ");
    if (cigo_str_is(word, "perché")) /* with its accent it is the same command */
        word = CIGO_STR("perche");
    size_t i = find(word);
    line->command = text;
    if (i < CIGO_N_FEATURES)
        run(line, (enum cigo_feature_id)i, rest);
    else
        cigo_line_say(line, _("Non conosco /%.*s. /aiuto comandi li elenca; una risposta che comincia con / si "
                    "scrive con //."),
            (int)word.n, word.p);
}
