/* What the list of features does on the full screen: keys, footer, menu and help all read that list. */

#include <stdlib.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

static bool at_item(const struct app *app)
{
    bool page = app->view == VIEW_PAGE && app->focus_type <= ITEM_GROUP;
    return !app->panel.open && (page || (app->view == VIEW_TABLE && app->focus.field));
}

static bool at_card(const struct app *app)
{
    return app->view == VIEW_CALL && !app->panel.open;
}

static bool at_reason(const struct app *app)
{
    return at_item(app) || at_card(app) || (app->view == VIEW_PAGE && !app->panel.open && app->focus_type == ITEM_COMPUTED);
}

static bool at_alert(const struct app *app)
{
    return at_item(app) && cigo_tui_has_alert(app);
}

static bool can_waive(const struct app *app)
{
    const struct cigo_review_line *line = app->panel.open ? NULL : cigo_tui_review_line(app);
    return line ? line->alert != NULL : at_alert(app) || (at_card(app) && cigo_tui_has_alert(app));
}

static bool made_from_another(const struct app *app)
{
    return app->desk->n_declare > 0;
}

static bool can_return(const struct app *app)
{
    return app->n_trail > 0 || app->review.changing;
}

static void toggle_details(struct app *app)
{
    cigo_tui_unfold(app, !app->details);
}

static void go_back(struct app *app)
{
    cigo_tui_panel_close(app);
    if (!cigo_tui_review_return(app))
        cigo_tui_return(app);
}

static void ask_where(struct app *app)
{
    cigo_tui_prompt_open(app, PROMPT_GO);
}

static void save_now(struct app *app)
{
    struct cigo_error err = {0};
    cigo_tui_keep_typed(app);
    if (app->desk->retry_save(app->desk->data, &err))
        cigo_tui_say(app, STYLE_OK, _("Tutto è salvato: ogni risposta lo è appena data."));
    else
        cigo_tui_say(app, STYLE_ERROR, _("!! NON SALVATO: %s"), err.text);
}

static void redraw(struct app *app)
{
    if (app->terminal)
        cigo_terminal_redraw(app->terminal);
}

static void suspend(struct app *app)
{
    cigo_tui_app_idle(app);
    if (app->terminal)
        cigo_terminal_stop(app->terminal);
}

/* The face ends here, and what comes after it goes on at the same place. */
static void leave(struct app *app, enum cigo_face_end end)
{
    if (app->edit)
        cigo_tui_close_editor(app, 0);
    cigo_tui_app_save_place(app);
    app->done = true;
    app->end = end;
}

static void to_lines(struct app *app)
{
    leave(app, CIGO_FACE_SWITCH);
}

static bool has_languages(const struct app *app)
{
    return app->desk->n_languages > 1;
}

static void ask_language(struct app *app)
{
    struct cigo_buf names, question;
    cigo_buf_init(&names, 4096);
    cigo_buf_init(&question, 8192);
    cigo_i18n_language_list(app->desk->languages, app->desk->n_languages, &names);
    cigo_buf_printf(&question, _("Lingua (%s): "), names.p);
    cigo_buf_finish(&names);
    free(app->prompt_question);
    app->prompt_question = cigo_buf_take(&question);
    cigo_tui_prompt_open(app, PROMPT_LANGUAGE);
}

void cigo_tui_change_language(struct app *app, const char *wish)
{
    struct cigo_desk *desk = app->desk;
    const char *language = cigo_i18n_language_find(wish, desk->languages, desk->n_languages);
    if (!*wish)
        return;
    if (!language) {
        cigo_tui_say(app, STYLE_WARNING, _("«%s» non è fra le lingue che ci sono."), wish);
    } else if (cigo_session_save_failed(app->session)) {
        cigo_tui_say(app, STYLE_ERROR, _("Prima va salvato tutto: Ctrl-S riprova."));
    } else if (language != desk->language) {
        desk->language = language;
        leave(app, CIGO_FACE_LANGUAGE);
    }
}

static void sections(struct app *app)
{
    if (app->edit)
        cigo_tui_close_editor(app, 0);
    cigo_tui_panel_close(app);
    cigo_tui_go_home(app);
}

static void review(struct app *app)
{
    cigo_tui_panel_close(app);
    cigo_tui_go_review(app);
}

static bool at_group(const struct app *app)
{
    bool there = app->view == VIEW_PAGE || app->view == VIEW_TABLE;
    return !app->panel.open && there && app->focus.group;
}

static void import(struct app *app)
{
    cigo_tui_prompt_open(app, PROMPT_IMPORT);
}

static void ask_print(struct app *app)
{
    cigo_tui_prompt_open(app, PROMPT_PRINT);
}

static void portal(struct app *app)
{
    cigo_tui_panel_close(app);
    cigo_tui_go_portal(app);
}

static void quit(struct app *app)
{
    cigo_tui_prompt_open(app, PROMPT_QUIT);
}

static const struct handler HANDLERS[CIGO_N_FEATURES] = {
    [CIGO_DO_HELP] = {cigo_tui_show_help, NULL},
    [CIGO_DO_DETAILS] = {toggle_details, at_alert},
    [CIGO_DO_WHY] = {cigo_tui_show_why, at_reason},
    [CIGO_DO_PROBLEMS] = {cigo_tui_show_problems, NULL},
    [CIGO_DO_NEXT] = {cigo_tui_next_problem, NULL},
    [CIGO_DO_RETURN] = {go_back, can_return},
    [CIGO_DO_MISSING] = {cigo_tui_show_missing, NULL},
    [CIGO_DO_GO] = {ask_where, NULL},
    [CIGO_DO_ACKNOWLEDGE] = {cigo_tui_waive_here, can_waive},
    [CIGO_DO_MENU] = {cigo_tui_show_menu, NULL},
    [CIGO_DO_COMPLETE] = {cigo_tui_fill_town, cigo_tui_can_fill_town},
    [CIGO_DO_ACCEPT] = {cigo_tui_accept, cigo_tui_can_accept},
    [CIGO_DO_BOOK] = {cigo_tui_show_book, cigo_tui_has_book},
    [CIGO_DO_REMEMBER] = {cigo_tui_show_remember, cigo_tui_has_book},
    [CIGO_DO_UNDO] = {cigo_tui_undo, NULL},
    [CIGO_DO_REDO] = {cigo_tui_redo, NULL},
    [CIGO_DO_HISTORY] = {cigo_tui_show_history, cigo_tui_has_history},
    [CIGO_DO_CHANGES] = {cigo_tui_show_changes, NULL},
    [CIGO_DO_SECTIONS] = {sections, NULL},
    [CIGO_DO_REVIEW] = {review, NULL},
    [CIGO_DO_CHECK] = {cigo_tui_show_check, NULL},
    [CIGO_DO_IMPORT] = {import, at_group},
    [CIGO_DO_DOSSIER] = {cigo_tui_ask_dossier, NULL},
    [CIGO_DO_PRINT] = {ask_print, NULL},
    [CIGO_DO_PORTAL] = {portal, NULL},
    [CIGO_DO_CALL] = {cigo_tui_go_call, NULL},
    [CIGO_DO_NOTE] = {cigo_tui_show_notes, cigo_tui_keeps_notes},
    [CIGO_DO_BEFORE] = {cigo_tui_show_before, NULL},
    [CIGO_DO_AGAIN] = {cigo_tui_show_again, made_from_another},
    [CIGO_DO_PICTURE] = {cigo_tui_show_picture, NULL},
    [CIGO_DO_EXPLAIN] = {cigo_tui_ask_word, NULL},
    [CIGO_DO_EDITOR] = {cigo_tui_edit_outside, cigo_tui_can_edit_outside},
    [CIGO_DO_SAVE] = {save_now, NULL},
    [CIGO_DO_TAKE] = {cigo_tui_take, cigo_tui_can_take},
    [CIGO_DO_REPEAT] = {redraw, NULL},
    [CIGO_DO_PASTE_MODE] = {cigo_tui_paste_mode, cigo_tui_can_paste},
    [CIGO_DO_MOUSE] = {cigo_tui_toggle_mouse, NULL},
    [CIGO_DO_SCREEN_TEST] = {cigo_tui_show_screen_test, NULL},
    [CIGO_DO_TOUR] = {cigo_tui_show_tour, NULL},
    [CIGO_DO_STEP] = {cigo_tui_show_step, cigo_tui_in_tutorial},
    [CIGO_DO_SKIP] = {cigo_tui_skip_step, cigo_tui_in_tutorial},
    [CIGO_DO_LANGUAGE] = {ask_language, has_languages},
    [CIGO_DO_SWITCH] = {to_lines, NULL},
    [CIGO_DO_SUSPEND] = {suspend, NULL},
    [CIGO_DO_QUIT] = {quit, NULL},
};

const struct handler *cigo_tui_handler(enum cigo_feature_id id)
{
    const struct handler *of_table = &cigo_tui_table_handlers[id];
    return of_table->run ? of_table : &HANDLERS[id];
}

bool cigo_tui_works(const struct app *app, enum cigo_feature_id id)
{
    const struct handler *handler = cigo_tui_handler(id);
    return handler->run && (!handler->works || handler->works(app));
}

void cigo_tui_do(struct app *app, enum cigo_feature_id id)
{
    cigo_tutorial_used(app->desk->tutorial, id);
    if (cigo_feature(id)->writes && !cigo_tui_may_change(app))
        return;
    cigo_tui_handler(id)->run(app);
}

bool cigo_tui_next_feature(size_t *i, enum cigo_feature_id *ret_id)
{
    while (*i < CIGO_N_FEATURES) {
        enum cigo_feature_id id = (CIGO_FIRST_TABLE_FEATURE + (*i)++) % CIGO_N_FEATURES;
        if (!cigo_tui_handler(id)->run)
            continue;
        *ret_id = id;
        return true;
    }
    return false;
}

static bool is_key_of(const struct cigo_feature *feature, const struct key *key)
{
    if (key->type == KEY_TYPE_F)
        return feature->f && key->code == (uint32_t)feature->f;
    return key->type == KEY_TYPE_CTRL && feature->ctrl && key->code == (uint32_t)feature->ctrl;
}

enum cigo_feature_id cigo_tui_feature_of(const struct app *app, const struct key *key)
{
    enum cigo_feature_id found = CIGO_N_FEATURES, id;
    for (size_t i = 0; cigo_tui_next_feature(&i, &id);) {
        if (!is_key_of(cigo_feature(id), key))
            continue;
        if (app && cigo_tui_works(app, id))
            return id;
        found = id; /* of two that do not work here, that of any page */
    }
    return found;
}

int cigo_tui_f_key(const struct app *app, enum cigo_feature_id id)
{
    int f = cigo_feature(id)->f;
    for (int other = CIGO_FIRST_TABLE_FEATURE; f && app->view == VIEW_TABLE && other < CIGO_N_FEATURES; other++)
        if (id < CIGO_FIRST_TABLE_FEATURE && cigo_feature((enum cigo_feature_id)other)->f == f)
            return 0;
    return f;
}

bool cigo_tui_is_undo(const struct key *key)
{
    return is_key_of(cigo_feature(CIGO_DO_UNDO), key);
}

const char *cigo_tui_keys_name(struct app *app, int f, char ctrl, const char *between)
{
    struct cigo_buf name;
    cigo_buf_init(&name, 256);
    cigo_key_show_both(f, ctrl, between, &name);
    const char *kept = cigo_arena_str(app->arena, cigo_buf_str(&name));
    cigo_buf_finish(&name);
    return kept;
}

bool cigo_tui_has_f_key(const struct app *app, int number)
{
    return number > 0 && !(app->no_f_keys & 1u << number);
}

const char *cigo_tui_key_name(struct app *app, enum cigo_feature_id id)
{
    const struct cigo_feature *feature = cigo_feature(id);
    bool f = cigo_tui_has_f_key(app, feature->f) || !feature->ctrl;
    return cigo_tui_keys_name(app, f ? feature->f : 0, f ? '\0' : feature->ctrl, "");
}

/* Help, saving and redrawing leave an editor or a list as it is. */
static bool opens_above(enum cigo_feature_id id)
{
    return id == CIGO_DO_HELP || id == CIGO_DO_EDITOR || id == CIGO_DO_SAVE || id == CIGO_DO_SUSPEND ||
           id == CIGO_DO_REPEAT || id == CIGO_DO_PASTE_MODE;
}

bool cigo_tui_anywhere_key(struct app *app, const struct key *key)
{
    enum cigo_feature_id id = cigo_tui_feature_of(app, key);
    if (id != CIGO_DO_SUSPEND && id != CIGO_DO_REPEAT)
        return false;
    cigo_tui_handler(id)->run(app);
    return true;
}

bool cigo_tui_action_key(struct app *app, const struct key *key)
{
    struct key find = *key;
    if (key->type == KEY_TYPE_CTRL && key->code == 'f' && app->view != VIEW_TABLE)
        find.code = 'g'; /* Ctrl-F finds, as elsewhere */
    enum cigo_feature_id id = cigo_tui_feature_of(app, &find);
    if (id == CIGO_N_FEATURES)
        return false;
    if (!opens_above(id)) {
        if (app->edit && id != CIGO_DO_QUIT)
            cigo_tui_keep_aside(app);
        cigo_tui_close_picker(app);
    }
    if (cigo_tui_works(app, id))
        cigo_tui_do(app, id);
    else if (app->view != VIEW_TABLE || app->panel.open || !cigo_tui_table_key(app, key))
        cigo_tui_say(app, STYLE_HINT, _("Qui non serve: %s."), _(cigo_feature(id)->label));
    return true;
}
