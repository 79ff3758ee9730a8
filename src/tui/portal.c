/* The way onto the portal on the screen: what comes before and after, and in between the field that is being
 * copied, with its value large and alone between two lines. */

#include <cigo/i18n/i18n.h>
#include "app-priv.h"

enum { WIDE = 70, INDENT = 2, MOST_BEFORE = 3, LOW = 7, LOW_ALONE = 10, SHORT_VALUE = 4 };

static const char *sign(const struct cigo_portal_item *item)
{
    return item->ticked ? "[x]" : item->again ? "[!]" : "[ ]";
}

static enum cigo_portal_state value_of(struct app *app, const struct cigo_portal_item *item, const char **ret_text)
{
    struct cigo_place place = item->place;
    struct cigo_buf buf;
    cigo_buf_init(&buf, CIGO_TEXT_MAX);
    enum cigo_portal_state state = cigo_portal_value(app->session, place, &buf);
    *ret_text = cigo_tui_kept(app, &buf);
    if (state == CIGO_PORTAL_LACKS)
        *ret_text = _("manca");
    else if (state == CIGO_PORTAL_EMPTY && item->again)
        *ret_text = _("ora non è indicato: tolga dal portale il valore copiato");
    else if (state == CIGO_PORTAL_EMPTY)
        *ret_text = place.field ? _("non indicato, si lascia vuoto") : _("nessuna riga");
    return state;
}

static enum style style_of(enum cigo_portal_state state)
{
    static const enum style styles[] = {STYLE_VALUE, STYLE_WARNING, STYLE_EMPTY, STYLE_ERROR};
    return styles[state];
}

/* Short, in a list: "4.6 Periodo al", "riga 2, Codice fiscale". */
static const char *short_label(struct app *app, struct cigo_place place)
{
    if (place.group && place.field)
        return cigo_arena_printf(app->arena, _("%s riga %zu, %s"), place.group->code,
                                 cigo_rows_find(cigo_tui_rows_of(app, place.group), place.row) + 1,
                                 place.field->label);
    return place.group ? cigo_arena_printf(app->arena, "%s %s", place.group->code, place.group->label)
                       : cigo_arena_printf(app->arena, "%s %s", place.field->code, place.field->label);
}

/* One that is not being copied: a line. */
static int draw_other(struct app *app, int row, const struct cigo_portal_item *item)
{
    struct grid *g = &app->grid;
    const char *value;
    enum cigo_portal_state state = value_of(app, item, &value);
    int split = g->cols >= WIDE ? g->cols / 2 + 4 : g->cols - 1;
    const char *label = cigo_arena_printf(app->arena, "%s %s", sign(item), short_label(app, item->place));
    enum style style = item->ticked ? STYLE_OK : item->again ? STYLE_WARNING : STYLE_LABEL;
    cigo_grid_text(g, row, INDENT, split - INDENT - 1, style, cigo_str_of(label));
    if (g->cols >= WIDE)
        cigo_grid_text(g, row, split, g->cols - split - 1, style_of(state), cigo_str_of(value));
    return 1;
}

static const char *label_text(struct app *app, const struct cigo_portal_item *item)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_buf_printf(&buf, "%s ", sign(item));
    cigo_place_label(app->session, item->place, &buf);
    cigo_portal_note(app->session, item->place, &buf);
    if (item->place.field && item->place.field->portal == CIGO_PORTAL_PRESUMED)
        cigo_buf_puts(&buf, _(" (presunto)"));
    if (item->again)
        cigo_buf_puts(&buf, _(" (cambiato dopo la copia)"));
    return cigo_tui_kept(app, &buf);
}

static int value_width(const struct app *app)
{
    return app->grid.cols - INDENT - 4;
}

/* As far as `rows` reach; the rest scrolls. */
static int draw_value(struct app *app, int row, int rows, const struct cigo_portal_item *item)
{
    struct grid *g = &app->grid;
    struct portal_view *view = &app->portal;
    const char *value;
    enum cigo_portal_state state = value_of(app, item, &value);
    int all = cigo_grid_paragraph_count(g, value_width(app), cigo_str_of(value));
    view->rows = rows;
    view->more = all > rows ? all - rows : 0;
    view->inner = view->inner > view->more ? view->more : view->inner;
    int used = cigo_grid_paragraph_part(g, row, INDENT + 1, value_width(app), view->inner, rows,
                                        state == CIGO_PORTAL_VALUE ? STYLE_SELECTED : style_of(state), cigo_str_of(value));
    cigo_grid_more(g, row, rows, g->cols - 2, view->inner > 0, view->inner < view->more);
    return used;
}

/* The one that is being copied; `rows` is all that it may take, at least four. */
static int draw_this(struct app *app, int row, int rows, const struct cigo_portal_item *item)
{
    struct grid *g = &app->grid;
    int width = g->cols - INDENT - 2, used;
    cigo_grid_text(g, row, 0, 1, STYLE_MARK, CIGO_STR(">"));
    used = cigo_grid_paragraph(g, row, INDENT, width, rows > 8 ? 3 : 1, STYLE_MARK, cigo_str_of(label_text(app, item)));
    cigo_grid_rule(g, row + used++, INDENT, width);
    cigo_grid_cursor(g, row + used, INDENT + 1);
    used += draw_value(app, row + used, rows - used - 1, item);
    cigo_grid_rule(g, row + used++, INDENT, width);
    return used;
}

static int draw_heading(struct app *app, int row, size_t section)
{
    const struct cigo_section *s = &app->form->sections[section];
    cigo_grid_printf(&app->grid, row, INDENT, app->grid.cols - INDENT - 1, STYLE_TITLE, _("Sezione %s. %s"), s->code,
                     s->title);
    return 1;
}

static int draw_top(struct app *app, int row, int end, bool alone)
{
    const struct cigo_portal_list *list = &app->portal.list;
    struct grid *g = &app->grid;
    struct cigo_buf order;
    int used = 1;
    cigo_grid_printf(g, row, 1, g->cols - 2, STYLE_TITLE,
                     ngettext("Sul portale: campo %zu di %zu, %zu copiato", "Sul portale: campo %zu di %zu, %zu copiati",
                              list->ticked), list->n ? list->at + 1 : 0, list->n, list->ticked);
    if (end - row < (alone ? LOW_ALONE : LOW))
        return used; /* the value needs the lines */
    cigo_buf_init(&order, 4096);
    cigo_portal_order(app->form, &order);
    used += cigo_grid_paragraph(g, row + 1, 1, g->cols - 2, end - row > 14 ? 2 : 1, STYLE_HINT, cigo_buf_str(&order));
    cigo_buf_finish(&order);
    return used;
}

/* A long value has the screen for itself. */
static bool is_long(struct app *app, const struct cigo_portal_item *item)
{
    const char *value;
    value_of(app, item, &value);
    return cigo_grid_paragraph_count(&app->grid, value_width(app), cigo_str_of(value)) > SHORT_VALUE;
}

void cigo_tui_draw_portal(struct app *app)
{
    cigo_tui_make_portal(app);
    const struct cigo_portal_list *list = &app->portal.list;
    int row = cigo_tui_content_top(app), end = row + cigo_tui_content_rows(app);
    bool alone = list->n && is_long(app, &list->items[list->at]);
    row += draw_top(app, row, end, alone);
    if (list->n == 0) {
        cigo_grid_text(&app->grid, row, 1, app->grid.cols - 2, STYLE_EMPTY,
                       cigo_str_of(_("Il portale non chiede nulla di questa domanda.")));
        return;
    }
    size_t before = alone ? 0 : end - row > 12 ? MOST_BEFORE : end - row > 8 ? 1 : 0;
    size_t first = list->at > before ? list->at - before : 0;
    for (size_t i = first; i < list->n && row < end; i++) {
        bool heading = i == first || list->items[i].section != list->items[i - 1].section;
        if (heading && end - row > (alone ? 8 : 5))
            row += draw_heading(app, row, list->items[i].section);
        if (row >= end)
            return;
        int rows = end - row > 6 && !alone ? end - row - 2 : end - row;
        int used = i == list->at ? draw_this(app, row, rows, &list->items[i]) : draw_other(app, row, &list->items[i]);
        cigo_tui_hot(app, HOT_LINE, row, 0, used, app->grid.cols)->number = i;
        row += used;
    }
}
