/* Everything that has a key of its own: one table for keys, footer, menu and help. Each has an F-key, a Ctrl
 * key and a place in the menu, so that no keyboard lacks it. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

static bool at_item(const struct app *app)
{
    bool page = app->view == VIEW_PAGE && app->focus_type <= ITEM_GROUP;
    return !app->panel.open && (page || (app->view == VIEW_TABLE && app->focus.field));
}

static bool at_reason(const struct app *app)
{
    return at_item(app) || (app->view == VIEW_PAGE && !app->panel.open && app->focus_type == ITEM_COMPUTED);
}

static bool at_alert(const struct app *app)
{
    return at_item(app) && cigo_tui_has_alert(app);
}

static bool can_waive(const struct app *app)
{
    const struct cigo_review_line *line = app->panel.open ? NULL : cigo_tui_review_line(app);
    return line ? line->alert != NULL : at_alert(app);
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
    app->details = !app->details;
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

static void undone(struct app *app, const char *label, struct cigo_place place,
                   const struct cigo_effects *effects, const char *sentence, const char *nothing)
{
    if (!label) {
        cigo_tui_say(app, STYLE_INFO, "%s", nothing);
        return;
    }
    cigo_tui_say_effects(app, effects); /* keeps them for Ctrl-W */
    const char *failed = cigo_session_save_failed(app->session);
    if (failed)
        cigo_tui_say(app, STYLE_ERROR, _("!! NON SALVATO: %s  Può continuare; Ctrl-S riprova."), failed);
    else
        cigo_tui_say(app, STYLE_INFO, effects->n ? _("%s: %s.  Ctrl-W dice che cosa cambia.") : "%s: %s.",
                     sentence, label);
    bool there = !place.group || !place.row ||
                 cigo_rows_find(cigo_tui_rows_of(app, place.group), place.row) < cigo_tui_rows_of(app, place.group)->n;
    if (app->view == VIEW_TABLE && place.group == app->focus.group) {
        cigo_tui_table_open(app, there ? place : app->focus);
        return;
    }
    if (!there)
        place = (struct cigo_place){.group = place.group};
    if ((place.field || place.group) && cigo_session_visible(app->session, place))
        cigo_tui_go_place(app, place);
}

static void undo(struct app *app)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_place place = {0};
    const char *label;
    cigo_session_undo(app->session, &label, &place, &effects, &err);
    undone(app, label, place, &effects, _("Annullato (Ctrl-Y rifà)"), _("Non c'è nulla da annullare."));
}

static void redo(struct app *app)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_place place = {0};
    const char *label;
    cigo_session_redo(app->session, &label, &place, &effects, &err);
    undone(app, label, place, &effects, _("Rifatto"), _("Non c'è nulla da rifare."));
}

static void save_now(struct app *app)
{
    struct cigo_error err = {0};
    if (app->edit && !app->edit_box)
        cigo_tui_close_editor(app, 0);
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

static void to_lines(struct app *app)
{
    if (app->edit)
        cigo_tui_close_editor(app, 0);
    cigo_tui_app_save_place(app);
    app->done = true;
    app->end = CIGO_FACE_SWITCH;
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
    if (cigo_tui_may_change(app))
        cigo_tui_prompt_open(app, PROMPT_IMPORT);
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

static const struct action_row ACTIONS[] = {
    {N_("Aiuto su questo campo"), N_("Aiuto"), 1, 't', cigo_tui_show_help, NULL},
    {N_("Dettagli degli avvisi"), N_("Avviso"), 2, 'd', toggle_details, at_alert},
    {N_("Perché? Da che cosa dipende"), N_("Perché"), 3, 'p', cigo_tui_show_why, at_reason},
    {N_("Elenco dei problemi"), N_("Problemi"), 4, 'r', cigo_tui_show_problems, NULL},
    {N_("Prossimo problema"), N_("Prossimo"), 5, 'n', cigo_tui_next_problem, NULL},
    {N_("Torna dov'era"), N_("Torna"), 6, 'b', go_back, can_return},
    {N_("Che cosa manca"), N_("Mancano"), 7, 'x', cigo_tui_show_missing, NULL},
    {N_("Vai a un codice, cerca"), N_("Vai"), 8, 'g', ask_where, NULL},
    {N_("Conferma o contesta l'avviso"), N_("Conferma"), 9, 'v', cigo_tui_waive_here, can_waive},
    {N_("Menu"), N_("Menu"), 10, 'o', cigo_tui_show_menu, NULL},
    {N_("Scrive provincia e CAP del comune"), NULL, 21, 0, cigo_tui_fill_town, cigo_tui_can_fill_town},
    {N_("Annulla l'ultima modifica"), NULL, 11, '_', undo, NULL},
    {N_("Rifai"), NULL, 12, 'y', redo, NULL},
    {N_("Che cosa è cambiato"), NULL, 0, 'w', cigo_tui_show_changes, NULL},
    {N_("Elenco delle sezioni"), NULL, 0, 'e', sections, NULL},
    {N_("Revisione: rilegge tutta la domanda"), NULL, 0, 'q', review, NULL},
    {N_("Importa da file: CSV, TSV"), NULL, 0, 0, import, at_group, 'e'},
    {N_("Pratica: i documenti in una cartella"), NULL, 0, 0, cigo_tui_ask_dossier, NULL},
    {N_("Sul portale: copia un campo alla volta"), NULL, 0, 0, portal, NULL},
    {N_("Prima di cominciare: i documenti"), NULL, 0, 0, cigo_tui_show_before, NULL},
    {N_("Da dichiarare in questa domanda"), NULL, 0, 0, cigo_tui_show_again, made_from_another},
    {N_("Quadro dei limiti di durata"), NULL, 0, 0, cigo_tui_show_picture, NULL},
    {N_("Scrive con il suo programma (EDITOR)"), NULL, 14, ']', cigo_tui_edit_outside, cigo_tui_can_edit_outside},
    {N_("Salva ora"), NULL, 0, 's', save_now, NULL},
    {N_("Ridisegna lo schermo"), NULL, 0, 'l', redraw, NULL},
    {N_("Prova lo schermo"), NULL, 0, 0, cigo_tui_show_screen_test, NULL},
    {N_("Passa alle righe semplici"), NULL, 0, 0, to_lines, NULL},
    {N_("Sospende (fg riprende)"), NULL, 0, 'z', suspend, NULL},
    {N_("Esci"), NULL, 0, 'c', quit, NULL},
};

/* Those of a table come first: in the menu they are what one looks for there. */
const struct action_row *cigo_tui_action(size_t i)
{
    size_t n = sizeof ACTIONS / sizeof *ACTIONS;
    if (i < cigo_tui_n_table_actions)
        return &cigo_tui_table_actions[i];
    return i - cigo_tui_n_table_actions < n ? &ACTIONS[i - cigo_tui_n_table_actions] : NULL;
}

bool cigo_tui_is_undo(const struct key *key)
{
    return (key->type == KEY_TYPE_F && key->code == 11) || (key->type == KEY_TYPE_CTRL && key->code == '_');
}

const char *cigo_tui_ctrl_name(struct app *app, char ctrl)
{
    if (ctrl == ' ')
        return _("Ctrl-Spazio");
    return ctrl ? cigo_arena_printf(app->arena, "Ctrl-%c", ctrl >= 'a' ? ctrl - 'a' + 'A' : ctrl) : "";
}

const char *cigo_tui_f_name(struct app *app, int f)
{
    return f ? cigo_arena_printf(app->arena, f > 12 ? _("Maiusc-F%d") : "F%d", f > 12 ? f - 12 : f) : "";
}

bool cigo_tui_is_key_of(const struct action_row *row, const struct key *key)
{
    if (key->type == KEY_TYPE_F)
        return row->f && key->code == (uint32_t)row->f;
    return key->type == KEY_TYPE_CTRL && row->ctrl && key->code == (uint32_t)row->ctrl;
}

/* Help, saving and redrawing leave an editor or a list as it is. */
static bool opens_above(const struct action_row *action)
{
    return action->run == cigo_tui_show_help || action->run == cigo_tui_edit_outside || action->run == save_now || action->run == suspend ||
           action->run == redraw;
}

bool cigo_tui_action_key(struct app *app, const struct key *key)
{
    struct key find = *key;
    if (key->type == KEY_TYPE_CTRL && key->code == 'f' && app->view != VIEW_TABLE)
        find.code = 'g'; /* Ctrl-F finds, as elsewhere */
    const struct action_row *action;
    for (size_t i = 0; (action = cigo_tui_action(i)) != NULL && !cigo_tui_is_key_of(action, &find); i++)
        ;
    if (!action)
        return false;
    if (!opens_above(action)) {
        if (app->edit)
            cigo_tui_close_editor(app, 0);
        cigo_tui_close_picker(app);
    }
    if (!action->works || action->works(app))
        action->run(app);
    else if (app->view != VIEW_TABLE || app->panel.open || !cigo_tui_table_key(app, key))
        cigo_tui_say(app, STYLE_HINT, _("Qui non serve: %s."), _(action->label));
    return true;
}
