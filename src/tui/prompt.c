/* The prompt: one line at the foot of the screen, for a code to go to, a reason, a yes or no. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

static const char *label(const struct app *app)
{
    static const char *const labels[] = {
        [PROMPT_NONE] = "",
        [PROMPT_GO] = N_("Vai a (codice o parole): "),
        [PROMPT_ACKNOWLEDGE] = N_("Ho controllato, nota facoltativa: "),
        [PROMPT_CONTEST] = N_("Motivo della contestazione: "),
        [PROMPT_QUIT] = N_("Tutto è salvato. Invio esce, Esc resta "),
        [PROMPT_FIND] = N_("Trova (frecce: altre righe): "),
        [PROMPT_IMPORT] = N_("Importa il file (Tab completa): "),
        [PROMPT_DOSSIER] = "",
        [PROMPT_PRINT] = N_("Scrive la domanda nel file: "),
        [PROMPT_LANGUAGE] = "",
        [PROMPT_EXPLAIN] = N_("Spiega (parola, codice o avviso): "),
        [PROMPT_UNDO] = "",
        [PROMPT_REDO] = "",
        [PROMPT_NOTE] = N_("Nota: "),
        [PROMPT_FILTER] = N_("Solo le righe con (vuoto: tutte): "),
    };
    if (app->prompt == PROMPT_UNDO || app->prompt == PROMPT_REDO || app->prompt == PROMPT_LANGUAGE ||
        app->prompt == PROMPT_DOSSIER)
        return app->prompt_question;
    if (app->prompt == PROMPT_GO && app->view == VIEW_TABLE)
        return _("Vai a (codice, parole, #riga): ");
    if (app->prompt == PROMPT_FIND && app->prompt_failed)
        return _("Non si trova: ");
    if (app->prompt == PROMPT_CONTEST && app->prompt_failed)
        return _("Serve un motivo, Esc lascia. Motivo della contestazione: ");
    if (app->prompt == PROMPT_QUIT && (cigo_session_save_failed(app->session) || app->draft_owed))
        return _("!! NON TUTTO È SALVATO. Esc resta (Ctrl-S riprova), Invio esce lo stesso ");
    if (app->prompt == PROMPT_QUIT && app->desk->read_only)
        return _("Sola lettura. Invio esce, Esc resta ");
    if (app->prompt == PROMPT_QUIT && app->edit && cigo_edit_changed(app->edit))
        return _("Tutto è salvato; ciò che sta scrivendo resta a metà, non è una risposta. Invio esce, Esc resta ");
    return *labels[app->prompt] ? _(labels[app->prompt]) : "";
}

void cigo_tui_prompt_open(struct app *app, enum prompt_type type)
{
    if (app->edit && type == PROMPT_QUIT)
        cigo_tui_draft_write(app); /* it is there again the next time: leaving makes no answer of it */
    else if (app->edit)
        cigo_tui_close_editor(app, 0);
    cigo_edit_free(app->prompt_edit);
    app->prompt_edit = cigo_edit_new(false, cigo_str_of(type == PROMPT_IMPORT && app->import.path ? app->import.path : ""));
    app->prompt = type;
    app->prompt_failed = false;
    if (type == PROMPT_FIND)
        cigo_tui_table_find_open(app);
}

/* Nothing is typed: a yes or a no. */
static bool only_asks(const struct app *app)
{
    return app->prompt == PROMPT_QUIT || app->prompt == PROMPT_UNDO || app->prompt == PROMPT_REDO;
}

/* The first letter of a yes, in any language. */
static bool is_yes(const struct key *key)
{
    char letter[] = {key->type == KEY_TYPE_TEXT && key->code < 0x80 ? (char)key->code : '\0', '\0'};
    return cigo_reply(letter) == CIGO_REPLY_YES;
}

static void prompt_close(struct app *app)
{
    cigo_edit_free(app->prompt_edit);
    app->prompt_edit = NULL;
    app->prompt = PROMPT_NONE;
}

enum { LEAST_WIDTH = 12 }; /* of what is typed */

int cigo_tui_prompt_rows(const struct app *app)
{
    const struct grid *g = &app->grid;
    int lines = cigo_grid_paragraph_count(g, g->cols - 2, cigo_str_of(label(app)));
    if (only_asks(app))
        return lines;
    int width = (int)cigo_utf8_width(cigo_str_of(label(app)));
    return width + LEAST_WIDTH <= g->cols - 2 ? 1 : lines + 1;
}

/* The question, and beside it or under it what is typed. Leaving is only asked. */
void cigo_tui_draw_prompt(struct app *app, int row, int rows)
{
    struct grid *g = &app->grid;
    for (int i = 0; i < rows; i++)
        cigo_grid_fill(g, row + i, 0, g->cols, STYLE_NORMAL, ' ');
    bool asks = only_asks(app), beside = !asks && cigo_tui_prompt_rows(app) == 1;
    if (!beside) {
        int used = cigo_grid_paragraph(g, row, 1, g->cols - 2, rows, STYLE_MARK, cigo_str_of(label(app)));
        cigo_grid_cursor(g, row + used - 1, 0);
        row += asks || used >= rows ? rows - 1 : used;
    }
    if (asks)
        return;
    int col = beside ? 1 + cigo_grid_text(g, row, 1, g->cols - 2, STYLE_MARK, cigo_str_of(label(app))) : 1;
    cigo_edit_draw_line(app->prompt_edit, g, row, col, g->cols - col - 1);
    cigo_tui_hot(app, HOT_EDIT, row, col, 1, g->cols - col - 1)->edit = app->prompt_edit;
}

/* ---- going ---- */

/* "4.7", and as the plain lines name a row "5.8/3", or a cell of it; of a row that there is not, its group. */
static bool is_named(struct app *app, const char *words, struct cigo_place *place)
{
    bool row = strchr(words, '/') != NULL;
    size_t number;
    if (cigo_row_missing(app->session, cigo_str_of(words), &place->group, &number)) {
        cigo_tui_say(app, STYLE_WARNING, _("La riga %zu non c'è: sono %zu."), number,
                     cigo_tui_rows_of(app, place->group)->n);
        return cigo_session_visible(app->session, *place);
    }
    if (!(row ? cigo_place_named(app->session, cigo_str_of(words), place)
              : cigo_form_code(app->form, cigo_str_of(words), &place->field, &place->group)))
        return false;
    if (place->row && !place->field)
        place->field = &place->group->fields[0];
    return cigo_session_visible(app->session, *place);
}

static void go(struct app *app, const char *words)
{
    struct cigo_place place = {0};
    if (!*words)
        return;
    bool named = is_named(app, words, &place);
    if (named && app->view == VIEW_PORTAL && cigo_tui_portal_find(app, place))
        return;
    cigo_tui_remember(app);
    if (app->view == VIEW_TABLE && cigo_tui_table_go_row(app, words))
        return;
    if (named) {
        cigo_tui_panel_close(app);
        cigo_tui_go_place(app, place);
        return;
    }
    for (size_t i = 0; i < app->form->n_sections; i++) {
        if (cigo_str_is(cigo_str_trim(cigo_str_of(words)), app->form->sections[i].code)) {
            cigo_tui_panel_close(app);
            cigo_tui_go_section(app, i);
            return;
        }
    }
    cigo_tui_show_found(app, words);
}

/* ---- keys ---- */

static void enter(struct app *app)
{
    enum prompt_type type = app->prompt;
    const char *text = cigo_arena_str(app->arena, cigo_edit_text(app->prompt_edit));
    if (type == PROMPT_CONTEST && !cigo_str_trim(cigo_str_of(text)).n) {
        app->prompt_failed = true;
        return;
    }
    prompt_close(app);
    switch (type) {
    case PROMPT_GO:
        go(app, text);
        break;
    case PROMPT_ACKNOWLEDGE:
        cigo_tui_waive(app, CIGO_ACKNOWLEDGED, cigo_str_of(text));
        break;
    case PROMPT_CONTEST:
        cigo_tui_waive(app, CIGO_CONTESTED, cigo_str_of(text));
        break;
    case PROMPT_QUIT:
        app->done = true;
        app->end = CIGO_FACE_QUIT;
        break;
    case PROMPT_FILTER:
        cigo_tui_table_filter(app, text, cigo_table_only_problems(cigo_tui_table_model(app, app->focus.group)));
        break;
    case PROMPT_DOSSIER:
        cigo_tui_make_dossier(app, text);
        break;
    case PROMPT_PRINT:
        cigo_tui_print(app, text);
        break;
    case PROMPT_LANGUAGE:
        cigo_tui_change_language(app, text);
        break;
    case PROMPT_IMPORT:
        cigo_tui_import_open(app, text);
        free(app->import.path);
        app->import.path = app->import.import ? NULL : cigo_strdup(text);
        break;
    case PROMPT_EXPLAIN:
        cigo_tui_explain(app, text);
        break;
    case PROMPT_UNDO:
    case PROMPT_REDO:
        cigo_tui_take_step(app, type == PROMPT_REDO);
        break;
    case PROMPT_NOTE:
        cigo_tui_add_note(app, text);
        break;
    case PROMPT_FIND:
    case PROMPT_NONE:
        break;
    }
}

bool cigo_tui_prompt_key(struct app *app, const struct key *key)
{
    bool quit = app->prompt == PROMPT_QUIT, asks = only_asks(app);
    bool again = key->type == KEY_TYPE_CTRL && key->code == 'c';
    bool ends = key->type == KEY_TYPE_ENTER || key->type == KEY_TYPE_ESC || again;
    if (app->prompt == PROMPT_FIND && ends)
        cigo_tui_table_find_close(app, key->type == KEY_TYPE_ENTER);
    else if (app->prompt == PROMPT_FIND)
        return cigo_tui_table_find_key(app, key);
    if (key->type == KEY_TYPE_ENTER || (quit && again))
        enter(app);
    else if (key->type == KEY_TYPE_ESC || again)
        prompt_close(app);
    else if (asks && is_yes(key))
        enter(app);
    else if (asks)
        prompt_close(app);
    else if (app->prompt == PROMPT_IMPORT && key->type == KEY_TYPE_TAB)
        cigo_tui_complete_file(app, app->prompt_edit);
    else
        cigo_edit_key(app->prompt_edit, key);
    return true;
}
