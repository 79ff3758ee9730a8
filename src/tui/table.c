/* A group as a table: fixed header, only the rows in sight are drawn, a mark in the margin where a row has an
 * alert. Enter opens the row; nothing is removed for good (undo brings it back). */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

static size_t position(const struct app *app)
{
    return cigo_rows_find(cigo_tui_rows_of(app, app->focus.group), app->focus.row);
}

enum { MARGIN = 8, MIN_WIDTH = 10, MAX_COLUMNS = 16 };

struct columns {
    size_t n;
    int width[MAX_COLUMNS];
};

static const char *cell_text(struct app *app, size_t column, int64_t row)
{
    const struct cigo_group *group = app->focus.group;
    struct cigo_place place = {&group->fields[group->table[column]], group, row};
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_session_echo(app->session, place, &buf);
    return cigo_tui_kept(app, &buf);
}

static int total(const struct columns *columns)
{
    int sum = 0;
    for (size_t i = 0; i < columns->n; i++)
        sum += columns->width[i];
    return sum;
}

/* As wide as what is in sight needs; where that is too much, the widest give way. */
static struct columns measure(struct app *app, size_t first, size_t rows)
{
    const struct cigo_group *group = app->focus.group;
    const struct cigo_rows *all = cigo_tui_rows_of(app, group);
    struct columns columns = {.n = group->n_table < MAX_COLUMNS ? group->n_table : MAX_COLUMNS};
    for (size_t i = 0; i < columns.n; i++) {
        int width = (int)cigo_utf8_width(cigo_str_of(group->fields[group->table[i]].label));
        width = width > 16 ? 16 : width;
        for (size_t r = first; r < first + rows && r < all->n; r++) {
            int wide = (int)cigo_utf8_width(cigo_str_of(cell_text(app, i, all->items[r].id)));
            width = wide > width ? wide : width;
        }
        columns.width[i] = width + 2;
    }
    while (total(&columns) > app->grid.cols - MARGIN) {
        size_t widest = 0;
        for (size_t i = 1; i < columns.n; i++)
            if (columns.width[i] > columns.width[widest])
                widest = i;
        if (columns.width[widest] <= MIN_WIDTH && columns.n > 1)
            columns.n--;
        else
            columns.width[widest]--;
    }
    return columns;
}

static void draw_header(struct app *app, int row, const struct columns *columns)
{
    const struct cigo_group *group = app->focus.group;
    int col = MARGIN;
    cigo_grid_text(&app->grid, row, 2, 5, STYLE_TITLE, cigo_str_of(_("Riga")));
    for (size_t i = 0; i < columns->n; col += columns->width[i++])
        cigo_grid_text(&app->grid, row, col, columns->width[i] - 1, STYLE_TITLE,
                       cigo_str_of(group->fields[group->table[i]].label));
}

/* The sign of the strongest open alert of a row, or a blank. The strongest come first. */
static const char *row_mark(const struct cigo_alerts *alerts, const struct cigo_group *group, int64_t row,
                            enum style *ret_style)
{
    static const char *const signs[] = {"i", "!", "!!"};
    static const enum style styles[] = {STYLE_INFO, STYLE_WARNING, STYLE_ERROR};
    *ret_style = STYLE_NORMAL;
    for (size_t i = 0; i < alerts->n; i++) {
        const struct cigo_alert *alert = &alerts->items[i];
        bool here = false;
        for (size_t k = 0; k < alert->n_at && !here; k++)
            here = alert->at[k].group == group && alert->at[k].row == row;
        if (!here || alert->state != CIGO_OPEN)
            continue;
        *ret_style = styles[alert->severity];
        return signs[alert->severity];
    }
    return " ";
}

static void draw_row(struct app *app, int row, size_t index, const struct columns *columns,
                     const struct cigo_alerts *alerts)
{
    struct grid *g = &app->grid;
    int64_t id = cigo_tui_rows_of(app, app->focus.group)->items[index].id;
    bool focus = id == app->focus.row;
    enum style mark;
    const char *sign = row_mark(alerts, app->focus.group, id, &mark);
    cigo_grid_text(g, row, 0, 1, STYLE_MARK, focus ? CIGO_STR(">") : CIGO_STR(" "));
    cigo_grid_text(g, row, 1, 2, mark, cigo_str_of(sign));
    cigo_grid_printf(g, row, 3, 5, STYLE_CODE, "%zu", index + 1);
    int col = MARGIN;
    if (focus)
        cigo_grid_fill(g, row, col, total(columns) - 1, STYLE_SELECTED, ' ');
    for (size_t i = 0; i < columns->n; col += columns->width[i++])
        cigo_grid_text(g, row, col, columns->width[i] - 1, focus ? STYLE_SELECTED : STYLE_VALUE,
                       cigo_str_of(cell_text(app, i, id)));
    if (focus)
        cigo_grid_cursor(g, row, MARGIN);
}

static void draw_empty(struct app *app, int row)
{
    const struct cigo_group *group = app->focus.group;
    row += cigo_grid_paragraph(&app->grid, row, 2, app->grid.cols - 4, 4, STYLE_HINT,
                          cigo_str_of(group->ask ? group->ask : group->label));
    cigo_grid_text(&app->grid, row + 1, 2, app->grid.cols - 4, STYLE_MARK,
              cigo_str_of(_("Non ci sono righe. Invio ne aggiunge una.")));
    cigo_grid_cursor(&app->grid, row + 1, 2);
}

static bool is_about(const struct cigo_alert *alert, const struct cigo_group *group, int64_t row)
{
    for (size_t k = 0; k < alert->n_at; k++)
        if (alert->at[k].group == group && alert->at[k].row == row)
            return true;
    return false;
}

/* Alerts of the whole group (row 0) or of one row, a line each; with `draw` false only counted. */
static int draw_alerts(struct app *app, const struct cigo_alerts *alerts, int64_t id, int row, int most,
                       bool draw)
{
    static const char *const signs[] = {"i", "!", "!!"};
    static const enum style styles[] = {STYLE_INFO, STYLE_WARNING, STYLE_ERROR};
    int n = 0;
    for (size_t i = 0; i < alerts->n && n < most; i++) {
        const struct cigo_alert *alert = &alerts->items[i];
        if (alert->state != CIGO_OPEN || !is_about(alert, app->focus.group, id))
            continue;
        if (draw)
            cigo_grid_printf(&app->grid, row + n, 1, app->grid.cols - 2, styles[alert->severity], "%s %s %s",
                             signs[alert->severity], cigo_severity_label(alert->severity), alert->title);
        n++;
    }
    return n;
}

static void draw_rows(struct app *app, const struct cigo_alerts *alerts, int top, int height)
{
    const struct cigo_rows *rows = cigo_tui_rows_of(app, app->focus.group);
    int focus = (int)position(app);
    height = height < 1 ? 1 : height;
    if (focus < app->top)
        app->top = focus;
    if (focus >= app->top + height)
        app->top = focus - height + 1;
    struct columns columns = measure(app, (size_t)app->top, (size_t)height);
    draw_header(app, top, &columns);
    for (int i = 0; i < height && app->top + i < (int)rows->n; i++)
        draw_row(app, top + 1 + i, (size_t)(app->top + i), &columns, alerts);
}

void cigo_tui_draw_table(struct app *app)
{
    const struct cigo_group *group = app->focus.group;
    const struct cigo_rows *rows = cigo_tui_rows_of(app, group);
    struct cigo_alerts alerts = cigo_session_alerts(app->session, CIGO_SCOPE_COMMIT, app->arena);
    int top = cigo_tui_content_top(app), end = top + cigo_tui_content_rows(app);
    int most = end - top >= 16 ? 3 : 1;
    cigo_grid_printf(&app->grid, top++, 1, app->grid.cols - 2, STYLE_TITLE,
                     ngettext("%s %s: %zu riga", "%s %s: %zu righe", rows->n), group->code, group->label,
                     rows->n);
    if (rows->n < group->min_rows)
        cigo_grid_printf(&app->grid, top++, 1, app->grid.cols - 2, STYLE_WARNING,
                         ngettext("Serve almeno %zu riga.", "Servono almeno %zu righe.", group->min_rows),
                         group->min_rows);
    top += draw_alerts(app, &alerts, 0, top, most, true);
    if (!rows->n) {
        draw_empty(app, top + 1);
        return;
    }
    int below = draw_alerts(app, &alerts, app->focus.row, 0, most, false);
    draw_rows(app, &alerts, top, end - top - 1 - below);
    draw_alerts(app, &alerts, app->focus.row, end - below, most, true);
}

static void move(struct app *app, long by)
{
    const struct cigo_rows *rows = cigo_tui_rows_of(app, app->focus.group);
    if (!rows->n)
        return;
    long to = (long)position(app) + by, last = (long)rows->n - 1;
    app->focus.row = rows->items[to < 0 ? 0 : to > last ? last : to].id;
}

void cigo_tui_table_add(struct app *app)
{
    struct cigo_error err = {0};
    struct cigo_effects effects;
    int64_t row;
    const struct cigo_group *group = app->focus.group;
    if (!cigo_tui_may_change(app))
        return;
    if (!cigo_session_row_add(app->session, group, SIZE_MAX, &row, &effects, &err)) {
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
        return;
    }
    cigo_tui_say_effects(app, &effects);
    cigo_tui_go_place(app, (struct cigo_place){NULL, group, row});
}

void cigo_tui_table_duplicate(struct app *app)
{
    struct cigo_error err = {0};
    struct cigo_effects effects;
    int64_t copy;
    if (!app->focus.row || !cigo_tui_may_change(app))
        return;
    if (!cigo_session_row_duplicate(app->session, app->focus.group, app->focus.row, &copy, &effects, &err))
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
    else {
        cigo_tui_say_effects(app, &effects);
        app->focus.row = copy;
    }
}

void cigo_tui_table_remove(struct app *app)
{
    struct cigo_error err = {0};
    struct cigo_effects effects;
    size_t at = position(app);
    const struct cigo_rows *rows = cigo_tui_rows_of(app, app->focus.group);
    if (!app->focus.row || !cigo_tui_may_change(app))
        return;
    if (!cigo_session_row_remove(app->session, app->focus.group, app->focus.row, &effects, &err)) {
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
        return;
    }
    app->focus.row = rows->n ? rows->items[at < rows->n ? at : rows->n - 1].id : 0;
    cigo_tui_say(app, STYLE_INFO, _("Riga %zu tolta.  F11 la rimette."), at + 1);
}

static void leave(struct app *app)
{
    struct cigo_place group = {.group = app->focus.group};
    if (!cigo_tui_review_return(app))
        cigo_tui_go_place(app, group);
}

static bool table_text(struct app *app, uint32_t code)
{
    if (code == '+' || code == 'n')
        cigo_tui_table_add(app);
    else if (code == 'd')
        cigo_tui_table_duplicate(app);
    else if (code == '-')
        cigo_tui_table_remove(app);
    else
        return false;
    return true;
}

bool cigo_tui_table_key(struct app *app, const struct key *key)
{
    int page = cigo_tui_content_rows(app) - 4;
    switch (key->type) {
    case KEY_TYPE_UP:
    case KEY_TYPE_BACKTAB:
        move(app, -1);
        break;
    case KEY_TYPE_DOWN:
    case KEY_TYPE_TAB:
        move(app, 1);
        break;
    case KEY_TYPE_PAGE_UP:
        move(app, -page);
        break;
    case KEY_TYPE_PAGE_DOWN:
        move(app, page);
        break;
    case KEY_TYPE_HOME:
        move(app, -10000000);
        break;
    case KEY_TYPE_END:
        move(app, 10000000);
        break;
    case KEY_TYPE_ENTER:
    case KEY_TYPE_RIGHT:
        if (app->focus.row)
            cigo_tui_go_place(app, (struct cigo_place){NULL, app->focus.group, app->focus.row});
        else
            cigo_tui_table_add(app);
        break;
    case KEY_TYPE_INSERT:
        cigo_tui_table_add(app);
        break;
    case KEY_TYPE_DELETE:
        cigo_tui_table_remove(app);
        break;
    case KEY_TYPE_ESC:
    case KEY_TYPE_LEFT:
        leave(app);
        break;
    case KEY_TYPE_TEXT:
        return table_text(app, key->code);
    default:
        return false;
    }
    return true;
}
