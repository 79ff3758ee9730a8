/* The menu, and what was found with some words: both lead to what is chosen. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

enum { NARROW = 56 };

static const char *keys_of(struct app *app, enum cigo_feature_id id)
{
    const char ctrl = cigo_feature(id)->ctrl;
    int f = cigo_tui_f_key(app, id);
    if (app->grid.cols >= NARROW)
        return cigo_tui_keys_name(app, f, ctrl, " ");
    bool plain_f = f && f <= 12;
    return cigo_tui_keys_name(app, plain_f ? f : 0, plain_f ? '\0' : ctrl, "");
}

/* `width` columns are for the keys; longer ones push the words aside. */
static void menu_line(struct app *app, enum cigo_feature_id id, int width)
{
    const struct cigo_feature *feature = cigo_feature(id);
    const char *keys = keys_of(app, id);
    int blanks = width - (int)cigo_utf8_width(cigo_str_of(keys));
    struct panel_line *line = cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%c%s%s%*s %s",
                                                 feature->letter ? feature->letter : ' ',
                                                 app->grid.cols < NARROW ? " " : "  ", keys, blanks > 0 ? blanks : 0, "",
                                                 _(feature->label));
    line->target = TARGET_ACTION;
    line->number = id;
    line->letter = feature->letter;
}

/* The widest keys of which the screen has room beside each word. */
static int keys_width(struct app *app, const bool *works)
{
    int cols = app->grid.cols, width = cols < NARROW ? 6 : 10;
    enum cigo_feature_id id;
    for (size_t i = 0; cigo_tui_next_feature(&i, &id);) {
        int keys = works[id] ? (int)cigo_utf8_width(cigo_str_of(keys_of(app, id))) : 0;
        width = keys > width && keys <= cols / 5 ? keys : width;
    }
    return width;
}

void cigo_tui_show_menu(struct app *app)
{
    bool works[CIGO_N_FEATURES] = {false};
    enum cigo_feature_id id;
    for (size_t i = 0; cigo_tui_next_feature(&i, &id);) /* where the user was, not in the menu itself */
        works[id] = id != CIGO_DO_MENU && cigo_tui_works(app, id);
    int width = keys_width(app, works);
    cigo_tui_panel_open(app, _("Menu: Invio, o la lettera"));
    for (size_t i = 0; cigo_tui_next_feature(&i, &id);)
        if (works[id])
            menu_line(app, id, width);
}

enum { MOST_FOUND = 200 };

/* Of what is hidden one goes to the answer that decides it. */
static void found_line(struct app *app, const struct cigo_found *found)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 65536);
    cigo_found_text(app->session, found, &text);
    struct cigo_place decides = found->why.decides;
    bool decided = decides.field || decides.group;
    if (decided)
        cigo_buf_printf(&text, _("; Invio va a %s"),
                        decides.field ? decides.field->label : decides.group->label);
    struct panel_line *line = cigo_tui_panel_add(app, found->why.hidden ? STYLE_HINT : STYLE_NORMAL, 0, "%s", text.p);
    cigo_buf_finish(&text);
    if (found->place.field || found->place.group)
        cigo_tui_leads_to(line, decided ? decides : found->place);
    if (found->why.hidden && !decided)
        line->target = TARGET_WHY;
    line->alert = found->fires ? cigo_arena_dup(app->panel.arena, found->alert) : NULL;
}

void cigo_tui_show_found(struct app *app, const char *words)
{
    struct cigo_finding finding;
    cigo_session_find(app->session, cigo_str_of(words), MOST_FOUND, app->arena, &finding);
    cigo_tui_panel_open(app, cigo_arena_printf(app->arena, ngettext("%zu risultato con «%s»", "%zu risultati con «%s»",
                                                                    finding.total), finding.total, words));
    for (size_t i = 0; i < finding.n; i++)
        found_line(app, &finding.items[i]);
    if (!finding.total)
        cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", _("Niente con queste parole."));
    if (finding.total > finding.n)
        cigo_tui_panel_add(app, STYLE_HINT, 0, _("Sono in elenco i primi %zu: con più parole sono meno."), finding.n);
}
