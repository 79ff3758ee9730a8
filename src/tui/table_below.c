/* Under the table: the focused cell in full (which column, what was understood), and its alerts, unfolded by the
 * same key as on a page. The place for them stands still while one moves, so that the rows do too. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"
#include "table-priv.h"

struct below {
    struct app *app;
    int row, end;     /* grid rows left; none: only counted */
    int skip, lines;  /* lines above the window; so far */
};

static void say(struct below *below, enum style style, int indent, const char *text)
{
    struct grid *g = &below->app->grid;
    int width = g->cols - indent - 1, hidden = below->skip - below->lines;
    if (!text || !*text)
        return;
    below->lines += cigo_grid_paragraph_count(g, width, cigo_str_of(text));
    if (!below->app->details)
        below->row += cigo_grid_paragraph(g, below->row, indent, width, below->end - below->row, style,
                                          cigo_str_of(text));
    else
        below->row += cigo_grid_paragraph_part(g, below->row, indent, width, hidden > 0 ? hidden : 0,
                                               below->end - below->row, style, cigo_str_of(text));
}

static bool stands_at(const struct cigo_alert *alert, struct cigo_place place)
{
    for (size_t i = 0; i < alert->n_at; i++)
        if (alert->at[i].group == place.group && alert->at[i].row == place.row &&
            alert->at[i].field == place.field)
            return true;
    return false;
}

/* It stands at none of the row's cells. */
static bool is_of_row(const struct cigo_alert *alert, struct cigo_place place)
{
    for (size_t i = 0; i < alert->n_at; i++)
        if (alert->at[i].group == place.group && alert->at[i].row == place.row && alert->at[i].field)
            return false;
    return true;
}

struct cigo_alerts cigo_tui_table_alerts(const struct app *app)
{
    struct cigo_place place = app->focus;
    if (!place.row || !place.field)
        return (struct cigo_alerts){0};
    struct cigo_table *model = app->tables[place.group->index].model;
    struct cigo_alerts alerts = cigo_table_row_alerts(model, cigo_table_find_row(model, place.row), app->arena);
    struct cigo_alert *items = cigo_arena_alloc(app->arena, (alerts.n + 1) * sizeof *items);
    bool first = cigo_table_column_of(model, place.field) == 0;
    size_t n = 0;
    for (size_t i = 0; i < alerts.n; i++)
        if (stands_at(&alerts.items[i], place) || (first && is_of_row(&alerts.items[i], place)))
            items[n++] = alerts.items[i];
    return (struct cigo_alerts){items, n};
}

static void detail(struct below *below, const char *label, const char *text)
{
    if (text && *text)
        say(below, STYLE_NORMAL, 3, cigo_arena_printf(below->app->arena, "%s: %s", label, text));
}

static const char *what_can_be_done(struct app *app, const struct cigo_alert *alert)
{
    if (!alert->def && alert->severity == CIGO_ALERT_ERROR)
        return ""; /* only mending helps */
    return cigo_arena_printf(app->arena,
                             alert->state != CIGO_OPEN              ? _(" %s lo riapre.")
                             : alert->severity == CIGO_ALERT_ERROR ? _(" %s lo contesta.")
                                                                    : _(" %s lo conferma."),
                             cigo_tui_key_name(app, CIGO_DO_ACKNOWLEDGE));
}

static void draw_alert(struct below *below, const struct cigo_alert *alert)
{
    struct app *app = below->app;
    int top = below->row;
    say(below, cigo_tui_alert_style(alert), 1, cigo_tui_alert_head(app, alert));
    if (below->row > top)
        cigo_tui_hot(app, HOT_ALERT, top, 0, below->row - top, app->grid.cols)->item =
            (struct item){.type = ITEM_FIELD, .place = app->focus};
    if (!app->details)
        return;
    detail(below, _("Perché"), alert->why);
    detail(below, _("Che cosa fare"), alert->fix);
    detail(below, _("Fonte"), alert->source);
    detail(below, _("Motivo dichiarato"), alert->reason);
    say(below, STYLE_HINT, 3, cigo_arena_printf(app->arena, "%s.%s", alert->id, what_can_be_done(app, alert)));
}

static size_t draw_alerts(struct below *below)
{
    struct cigo_alerts alerts = cigo_tui_table_alerts(below->app);
    for (size_t i = 0; i < alerts.n; i++)
        draw_alert(below, &alerts.items[i]);
    return alerts.n;
}

static void draw_row_problems(struct below *below, struct table_view *view)
{
    struct cigo_table_counts counts = cigo_table_row_counts(view->model, view->row);
    struct cigo_buf said;
    if (!counts.errors && !counts.warnings && !counts.infos)
        return;
    cigo_buf_init(&said, 4096);
    cigo_alert_counts_text(counts.errors, counts.warnings, counts.infos, ", ", &said); /* first: the end may be cut */
    cigo_buf_puts(&said, _(" in altre caselle della riga. F5 va al prossimo."));
    say(below, STYLE_HINT, 1, cigo_arena_str(below->app->arena, cigo_buf_str(&said)));
    cigo_buf_finish(&said);
}

static void draw_cell_line(struct below *below, struct cigo_place place)
{
    struct app *app = below->app;
    struct grid *g = &app->grid;
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    cigo_session_echo(app->session, place, &buf);
    bool asked = cigo_session_visible(app->session, place);
    const char *text = !asked    ? cigo_arena_printf(below->app->arena, _("non serve in questa riga (%s dice perché)"),
                                                          cigo_tui_key_name(below->app, CIGO_DO_WHY))
                       : buf.n   ? buf.p
                       : cigo_session_required(app->session, place) ? _("da scrivere")
                                                                    : "-";
    int col = 1 + cigo_grid_printf(g, below->row, 1, g->cols - 2, STYLE_LABEL, "%s%s: ", place.field->label,
                                   cigo_session_required(app->session, place) ? " *" : "");
    cigo_grid_text(g, below->row++, col, g->cols - col - 1, asked && buf.n ? STYLE_VALUE : STYLE_EMPTY,
                   cigo_str_of(text));
    cigo_buf_finish(&buf);
}

/* How much is marked and, of one column of numbers, its total. */
static bool draw_range_line(struct below *below, struct table_view *view)
{
    struct cigo_table_range range = cigo_tui_table_range(view);
    const struct cigo_field *field = cigo_table_column(view->model, range.column);
    struct cigo_buf buf;
    if (range.n_rows == 1 && range.n_columns == 1)
        return false;
    cigo_buf_init(&buf, 4096);
    cigo_buf_printf(&buf, _("Segnate: righe %zu, colonne %zu."), range.n_rows, range.n_columns);
    if (range.n_columns == 1 && cigo_table_can_total(field)) {
        struct cigo_table_total total = cigo_table_total(view->model, range.column, range.row, range.n_rows);
        cigo_buf_puts(&buf, _("  Totale: "));
        cigo_table_total_text(field, &total, &buf);
    }
    say(below, STYLE_MARK, 1, buf.p);
    cigo_buf_finish(&buf);
    return true;
}

static void draw_new_line_help(struct below *below, const struct table_view *view)
{
    const struct cigo_group *group = cigo_table_group(view->model);
    say(below, STYLE_MARK, 1, _("Riga nuova: basta scrivere, o Invio."));
    if (group->spread)
        say(below, STYLE_MARK, 1, _("F10 e poi w: divide il totale fra le settimane."));
    say(below, STYLE_HINT, 1, group->ask ? group->ask : NULL);
}

static int alert_lines(struct app *app)
{
    struct below below = {.app = app};
    draw_alerts(&below);
    return below.lines;
}

/* A line for the cell, and for alerts as many as the screen can spare; unfolded, most of it. */
int cigo_tui_table_below_rows(struct app *app, int rows)
{
    int usual = rows < 5 ? 0 : rows < 9 ? 2 : rows < 15 ? 3 : 4;
    if (!app->details)
        return usual;
    int most = rows > 8 ? rows - 4 : rows - 2, need = alert_lines(app) + 1;
    return need < usual ? usual : need > most ? most : need;
}

/* How many lines of the unfolded alerts the place for them cannot hold; the line of the cell stays. */
static int hidden_lines(struct app *app, int rows)
{
    int more = app->details && rows > 1 ? alert_lines(app) - (rows - 1) : 0; /* no place at all: nothing scrolls */
    return more > 0 ? more : 0;
}

bool cigo_tui_table_scroll(struct app *app, int by, bool screens)
{
    int rows = cigo_tui_table_below_rows(app, cigo_tui_table_room(app));
    return cigo_scroll_by(&app->inner, by * (screens && rows > 3 ? rows - 2 : 1), hidden_lines(app, rows));
}

static size_t draw_unfolded(struct below *below)
{
    int rows = below->end - below->row, more = hidden_lines(below->app, rows + 1);
    struct grid *g = &below->app->grid;
    below->skip = below->app->inner > more ? more : below->app->inner;
    cigo_grid_more(g, below->row, rows, g->cols - 1, below->skip > 0, below->skip < more);
    return draw_alerts(below);
}

void cigo_tui_draw_table_below(struct app *app, struct table_view *view, int row, int rows)
{
    struct below below = {.app = app, .row = row, .end = row + rows};
    if (rows < 1)
        return;
    if (view->row >= cigo_table_rows(view->model) && !view->marking) {
        draw_new_line_help(&below, view);
        return;
    }
    struct cigo_place place = cigo_table_place(view->model, view->row, view->column);
    bool range = draw_range_line(&below, view);
    if (!place.row)
        return;
    if (!range)
        draw_cell_line(&below, place);
    below.lines = 0;
    size_t alerts = app->details ? draw_unfolded(&below) : draw_alerts(&below);
    if (!alerts)
        draw_row_problems(&below, view);
    else if (!app->details)
        say(&below, STYLE_HINT, 1, cigo_arena_printf(app->arena, _("%s dice perché, che cosa fare e secondo quale norma."),
                                                     cigo_tui_key_name(app, CIGO_DO_DETAILS)));
}
