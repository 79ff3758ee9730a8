/* A panel: a titled list over the page, that one scrolls; a line that leads somewhere is chosen with Enter. */

#include <stdarg.h>
#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

void cigo_tui_panel_open(struct app *app, const char *title)
{
    cigo_tui_panel_close(app);
    app->panel.open = true;
    app->panel.title = cigo_strdup(title);
}

void cigo_tui_panel_close(struct app *app)
{
    struct panel *panel = &app->panel;
    cigo_tui_import_drop(app);
    free(panel->lines);
    free(panel->title);
    cigo_arena_reset(panel->arena);
    *panel = (struct panel){.arena = panel->arena, .at.away = true};
}

struct panel_line *cigo_tui_panel_add(struct app *app, enum style style, int indent, const char *format, ...)
{
    struct panel *panel = &app->panel;
    struct panel_line *line = CIGO_PUSH(panel->lines, panel->n, panel->cap);
    struct cigo_buf buf;
    va_list ap;
    cigo_buf_init(&buf, 1 << 20);
    va_start(ap, format);
    cigo_buf_vprintf(&buf, format, ap);
    va_end(ap);
    *line = (struct panel_line){.text = cigo_arena_str(panel->arena, cigo_buf_str(&buf)),
                                .style = style,
                                .indent = indent};
    cigo_buf_finish(&buf);
    return line;
}

void cigo_tui_panel_offer(struct app *app, void (*run)(struct app *app, size_t number), const char *text)
{
    struct panel_line *line = cigo_tui_panel_add(app, STYLE_KEY, 0, "%s", text);
    line->target = TARGET_RUN;
    line->run = run;
}

void cigo_tui_panel_add_lines(struct app *app, enum style style, int indent, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\n");
        cigo_tui_panel_add(app, style, indent, "%.*s", (int)n, text);
        text += n + (text[n] == '\n');
    }
}

void cigo_tui_panel_focus(struct app *app, size_t line)
{
    app->panel.at.focus = line;
    app->panel.at.away = line >= app->panel.n;
}

static void jump(struct app *app)
{
    if (app->panel.at.away)
        return;
    struct panel_line line = app->panel.lines[app->panel.at.focus];
    if (line.target == TARGET_PLACE || line.target == TARGET_SECTION)
        cigo_tui_remember(app);
    cigo_tui_panel_close(app);
    if (line.target == TARGET_PLACE) {
        cigo_tui_go_place(app, line.place);
        cigo_tui_unfold(app, line.alert != NULL);
    } else if (line.target == TARGET_SECTION) {
        cigo_tui_go_section(app, line.number);
    } else if (line.target == TARGET_WHY) {
        cigo_tui_show_why_of(app, line.place);
    } else if (line.target == TARGET_ACTION) {
        cigo_tui_do(app, (enum cigo_feature_id)line.number);
    } else if (line.target == TARGET_RUN) {
        line.run(app, line.number);
    }
}

/* The line that the letter picks. */
static bool pick(struct app *app, const struct key *key)
{
    struct panel *panel = &app->panel;
    for (size_t i = 0; key->code && i < panel->n; i++) {
        if ((uint32_t)panel->lines[i].letter != key->code)
            continue;
        cigo_tui_panel_focus(app, i);
        jump(app);
        return true;
    }
    return false;
}

bool cigo_tui_panel_key(struct app *app, const struct key *key)
{
    cigo_tui_panel_look(app);
    if (cigo_tui_import_key(app, key))
        return true;
    switch (key->type) {
    case KEY_TYPE_UP:
    case KEY_TYPE_DOWN:
    case KEY_TYPE_TAB:
    case KEY_TYPE_BACKTAB:
    case KEY_TYPE_PAGE_UP:
    case KEY_TYPE_PAGE_DOWN:
    case KEY_TYPE_HOME:
    case KEY_TYPE_END:
        cigo_tui_panel_move(app, key->type);
        break;
    case KEY_TYPE_ENTER:
    case KEY_TYPE_RIGHT:
        jump(app);
        break;
    case KEY_TYPE_ESC:
    case KEY_TYPE_LEFT:
        cigo_tui_panel_close(app);
        break;
    case KEY_TYPE_TEXT:
        return pick(app, key);
    default:
        return false;
    }
    return true;
}

/* ---- drawing ---- */

/* The rows of the line that fit, from `skip` on. */
static int draw_line(struct app *app, size_t i, int row, int end, int skip)
{
    struct grid *g = &app->grid;
    const struct panel_line *line = &app->panel.lines[i];
    bool focus = !app->panel.at.away && i == app->panel.at.focus;
    if (focus) {
        cigo_grid_cursor(g, row, line->indent + 2);
        cigo_grid_text(g, row, 0, 1, STYLE_MARK, CIGO_STR(">"));
    }
    int used = cigo_grid_paragraph_part(g, row, line->indent + 2, g->cols - line->indent - 4, skip, end - row,
                                        focus ? STYLE_MARK : line->style, cigo_str_of(line->text));
    return used > 0 ? used : 1;
}

void cigo_tui_draw_panel(struct app *app)
{
    struct grid *g = &app->grid;
    struct panel *panel = &app->panel;
    int row = cigo_tui_content_top(app), end = row + cigo_tui_content_rows(app);
    cigo_grid_text(g, row++, 1, g->cols - 2, STYLE_TITLE, cigo_str_of(panel->title));
    cigo_tui_panel_look(app);
    cigo_grid_cursor(g, row, 1);
    size_t owner = panel->n; /* the line that leads somewhere, with what is indented under it */
    cigo_grid_more(g, row, end - row, g->cols - 2, panel->at.top || panel->at.above, panel->at.below > 0);
    for (size_t i = panel->at.top; i < panel->n && row < end; i++) {
        const struct panel_line *line = &panel->lines[i];
        bool leads = line->target != TARGET_NONE;
        int used = draw_line(app, i, row, end, i == panel->at.top ? panel->at.above : 0);
        if (leads || (owner < i && line->indent <= panel->lines[owner].indent))
            owner = leads ? i : panel->n;
        if (owner < panel->n)
            cigo_tui_hot(app, HOT_PANEL, row, 0, used, g->cols)->number = owner;
        row += used;
    }
}
