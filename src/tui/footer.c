/* The last line: the keys that work here, those of the screen itself first. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

static struct key plain(enum key_type type)
{
    return (struct key){.type = type};
}

static struct key ctrl(char c)
{
    return (struct key){.type = KEY_TYPE_CTRL, .code = (uint32_t)c};
}

static struct key f_key(int number)
{
    return (struct key){.type = KEY_TYPE_F, .code = (uint32_t)number};
}

static struct key letter(char c)
{
    return (struct key){.type = KEY_TYPE_TEXT, .code = (uint32_t)c};
}

/* What the place of the menu needs. */
enum { MENU = 9, MENU_CTRL = 12 };

/* A key and what it does here, if there is room; it can be clicked. */
static int draw_key(struct app *app, int row, int col, struct key key, const char *name, const char *what)
{
    struct grid *g = &app->grid;
    int end = g->cols - 1, first = col;
    if (col + (int)cigo_utf8_width(cigo_str_of(name)) + (int)cigo_utf8_width(cigo_str_of(what)) + 2 > end)
        return col;
    col += cigo_grid_text(g, row, col, end - col, STYLE_KEY, cigo_str_of(name)) + 1;
    col += cigo_grid_text(g, row, col, end - col, STYLE_FOOTER, cigo_str_of(what));
    cigo_tui_hot_key(app, row, first, col - first, key);
    return col + 1;
}

/* While something is asked nothing else works. */
static void draw_prompt_keys(struct app *app, int row)
{
    static const char *const does[] = {
        [PROMPT_NONE] = "",
        [PROMPT_GO] = N_("Va"),
        [PROMPT_ACKNOWLEDGE] = N_("Conferma"),
        [PROMPT_CONTEST] = N_("Contesta"),
        [PROMPT_QUIT] = N_("Esce"),
        [PROMPT_FIND] = N_("Resta qui"),
        [PROMPT_FILTER] = N_("Filtra"),
        [PROMPT_DOSSIER] = N_("Scrive"),
        [PROMPT_PRINT] = N_("Scrive"),
        [PROMPT_LANGUAGE] = N_("Cambia"),
        [PROMPT_IMPORT] = N_("Importa"),
        [PROMPT_EXPLAIN] = N_("Spiega"),
        [PROMPT_UNDO] = N_("Annulla"),
        [PROMPT_REDO] = N_("Rifà"),
        [PROMPT_NOTE] = N_("Scrive"),
    };
    int col = draw_key(app, row, 1, plain(KEY_TYPE_ENTER), _("Invio"), _(does[app->prompt]));
    if (app->prompt == PROMPT_IMPORT)
        col = draw_key(app, row, col, plain(KEY_TYPE_TAB), "Tab", _("Completa"));
    draw_key(app, row, col, plain(KEY_TYPE_ESC), "Esc", app->prompt == PROMPT_QUIT ? _("Resta") : _("Lascia"));
}

static int draw_own_keys(struct app *app, int row)
{
    struct grid *g = &app->grid;
    int col = 1;
    if (app->pasting)
        return draw_key(app, row, col, ctrl('d'), "Ctrl-D", _("Finisce"));
    if (app->import.import) {
        col = draw_key(app, row, col, plain(KEY_TYPE_ENTER), _("Invio"), _("Importa"));
        col = draw_key(app, row, col, plain(KEY_TYPE_ESC), "Esc", _("Lascia"));
        col = draw_key(app, row, col, letter(' '), _("Spazio"), _("Conferma"));
        return draw_key(app, row, col, letter('m'), "m", _("Modo"));
    }
    if (app->edit && !app->panel.open) { /* on a page they are in the message: there the footer stays */
        if (!app->edit_box)
            col = draw_key(app, row, col, plain(KEY_TYPE_ENTER), _("Invio"), _("Conferma"));
        bool cell = app->view == VIEW_TABLE && !app->edit_box;
        if (cell)
            col = draw_key(app, row, col, plain(KEY_TYPE_TAB), "Tab", _("A destra"));
        col = draw_key(app, row, col, plain(KEY_TYPE_ESC), "Esc", _("Chiude e tiene"));
        bool f = cigo_tui_has_f_key(app, 11);
        col = draw_key(app, row, col, f ? f_key(11) : ctrl('_'), cigo_tui_key_name(app, CIGO_DO_UNDO), _("Annulla"));
        return cigo_tui_can_edit_outside(app) ? draw_key(app, row, col, ctrl(']'), "Ctrl-]", _("Editor")) : col;
    }
    if (app->view == VIEW_REVIEW && !app->picker.field && !app->panel.open) {
        col = draw_key(app, row, col, plain(KEY_TYPE_ENTER), _("Invio"), _("Cambia"));
        col = draw_key(app, row, col, plain(KEY_TYPE_TAB), "Tab", _("Sezione"));
        col = draw_key(app, row, col, letter('p'), "p", cigo_session_complete(app->session) ? _("Pratica") : _("Bozza"));
        return draw_key(app, row, col, letter('h'), "h", _("Nascoste"));
    }
    if (app->view == VIEW_PORTAL && !app->picker.field && !app->panel.open) {
        col = draw_key(app, row, col, plain(KEY_TYPE_ENTER), _("Invio"), _("Copia"));
        if (app->portal.more)
            col = draw_key(app, row, col, plain(KEY_TYPE_PAGE_DOWN), _("Pag"), _("Scorre"));
        else
            col = draw_key(app, row, col, plain(KEY_TYPE_DOWN), _("Giù"), _("Avanti"));
        col = draw_key(app, row, col, letter(' '), _("Spazio"), _("Segna"));
        col = draw_key(app, row, col, letter('d'), "d", _("Da copiare"));
        return draw_key(app, row, col, letter('m'), "m", _("Cambia"));
    }
    if (app->view == VIEW_CALL && !app->picker.field && !app->panel.open) {
        col = draw_key(app, row, col, plain(KEY_TYPE_DOWN), _("Giù"), _("Avanti"));
        col = draw_key(app, row, col, plain(KEY_TYPE_ENTER), _("Invio"), _("Scrive"));
        col = draw_key(app, row, col, plain(KEY_TYPE_PAGE_DOWN), _("Pag"), _("Scorre"));
        return cigo_tui_keeps_notes(app) ? draw_key(app, row, col, letter('n'), "n", _("Nota")) : col;
    }
    if (!app->picker.field && !app->panel.open) {
        if (g->cols < 60)
            return col; /* on a narrow screen what F-keys do comes first */
        col = draw_key(app, row, col, plain(KEY_TYPE_ENTER), _("Invio"), _("Scrive"));
        return draw_key(app, row, col, ctrl('f'), "Ctrl-F", _("Trova"));
    }
    bool choice = app->picker.field && !app->panel.open;
    if (choice || !app->panel.at.away)
        col = draw_key(app, row, col, plain(KEY_TYPE_ENTER), _("Invio"), choice ? _("Sceglie") : _("Ci va"));
    else if (app->panel.at.below > 0)
        col = draw_key(app, row, col, plain(KEY_TYPE_PAGE_DOWN), _("Pag"), _("Scorre"));
    return draw_key(app, row, col, plain(KEY_TYPE_ESC), "Esc", _("Chiude"));
}

void cigo_tui_draw_footer(struct app *app, int row)
{
    struct grid *g = &app->grid;
    int col = 1, end = g->cols - 1; /* the last cell of the screen is never written */
    bool above = app->edit_box || app->picker.field || app->panel.open || app->view == VIEW_TABLE ||
                 app->view >= VIEW_REVIEW;
    if (app->prompt && !app->pasting)
        draw_prompt_keys(app, row);
    else if (above || app->pasting)
        col = draw_own_keys(app, row);
    if (app->prompt || app->pasting)
        return;
    enum cigo_feature_id id;
    int menu = cigo_tui_has_f_key(app, cigo_feature(CIGO_DO_MENU)->f) ? MENU : MENU_CTRL;
    for (size_t i = 0; cigo_tui_next_feature(&i, &id);) {
        const struct cigo_feature *feature = cigo_feature(id);
        if (app->picker.field && id != CIGO_DO_HELP)
            continue;
        if (!feature->short_label || !cigo_tui_works(app, id))
            continue;
        bool f = cigo_tui_has_f_key(app, feature->f);
        const char *key = cigo_tui_key_name(app, id);
        const char *name = _(feature->short_label);
        int width = (int)strlen(key) + (int)cigo_utf8_width(cigo_str_of(name)) + 2;
        if (col + width > end - (id == CIGO_DO_MENU ? 0 : menu))
            continue; /* the menu always has its place */
        col = draw_key(app, row, col, f ? f_key(feature->f) : ctrl(feature->ctrl), key, name);
    }
}
