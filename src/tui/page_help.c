/* What a page says about the focused field: on a wide screen all its help, beside the form; else its question,
 * in a place of its own at the foot, so that nothing moves when the focus does. */

#include <cigo/i18n/i18n.h>
#include "app-priv.h"

enum { ROOM = 20, WIDE = 76 }; /* from how many rows there is a place for the question; in two lines, not three */

const char *cigo_tui_hint(struct app *app)
{
    const struct cigo_field *field = app->focus.field;
    const struct cigo_group *group = app->focus.group;
    const char *ask = field ? field->ask : group ? group->ask : NULL;
    if (app->focus_type > ITEM_GROUP || !ask)
        return NULL;
    bool listed = field && (field->ctx.choices || field->kind->type == CIGO_TYPE_BOOLEAN);
    bool example = field && field->example && !listed && !*cigo_session_text(app->session, app->focus);
    return example ? cigo_arena_printf(app->arena, _("%s  Es. %s"), ask, field->example) : ask;
}

int cigo_tui_hint_rows(const struct app *app)
{
    if (app->grid.rows < ROOM || app->grid.cols >= PAGE_WIDE)
        return 0;
    return app->grid.cols >= WIDE ? 2 : 3;
}

void cigo_tui_draw_hint(struct app *app)
{
    struct grid *g = &app->grid;
    int rows = cigo_tui_hint_rows(app), row = cigo_tui_content_top(app) + cigo_tui_content_rows(app) - rows;
    const char *text = cigo_tui_hint(app);
    if (rows && text)
        cigo_grid_paragraph(g, row, 1, g->cols - 2, rows, STYLE_HINT, cigo_str_of(text));
}

static int help_part(struct app *app, int row, int rows, const char *label, const char *text)
{
    struct grid *g = &app->grid;
    if (!text || rows < 2)
        return 0;
    int col = g->cols - PAGE_HELP + 2;
    cigo_grid_text(g, row, col, PAGE_HELP - 3, STYLE_TITLE, cigo_str_of(label));
    return 2 + cigo_grid_paragraph(g, row + 1, col, PAGE_HELP - 3, rows - 1, STYLE_NORMAL, cigo_str_of(text));
}

const char *cigo_tui_outline(struct app *app)
{
    const struct cigo_field *field = app->edit_box ? app->focus.field : NULL;
    if (!field || !app->desk->outline)
        return "";
    if (app->outlined != field) {
        cigo_buf_clear(&app->outline);
        app->desk->outline(app->desk->data, field, &app->outline);
        app->outlined = field;
    }
    return app->outline.p;
}

/* Beside the text; as much of it as there is room for, all of it with F1. */
static void draw_outline(struct app *app, int row, int end)
{
    struct grid *g = &app->grid;
    int col = g->cols - PAGE_HELP + 2;
    cigo_grid_text(g, row++, col, PAGE_HELP - 3, STYLE_TITLE, cigo_str_of(cigo_arena_printf(app->arena, _("Che cosa deve dire (%s: tutta)"),
                                               cigo_tui_key_name(app, CIGO_DO_HELP))));
    for (const char *p = cigo_tui_outline(app); *p && row < end;) {
        size_t n = strcspn(p, "\n");
        row += cigo_grid_paragraph(g, row, col, PAGE_HELP - 3, end - row, *p == '-' ? STYLE_NORMAL : STYLE_TITLE,
                                   (struct cigo_str){p, n});
        p += n + (p[n] == '\n');
    }
}

void cigo_tui_draw_side_help(struct app *app)
{
    const struct cigo_field *field = app->focus.field;
    const struct cigo_group *group = app->focus.group;
    if (app->grid.cols < PAGE_WIDE || app->focus_type > ITEM_GROUP)
        return;
    int row = cigo_tui_content_top(app), end = row + cigo_tui_content_rows(app);
    if (*cigo_tui_outline(app)) {
        draw_outline(app, row, end);
        return;
    }
    row += help_part(app, row, end - row, _("Domanda"), field ? field->ask : group ? group->ask : NULL);
    row += help_part(app, row, end - row, _("Che cosa è"), field ? field->help : group ? group->help : NULL);
    row += help_part(app, row, end - row, _("Dove si trova"),
                     field ? field->where : group ? group->where : NULL);
    if (field)
        row += help_part(app, row, end - row, _("Esempio"), field->ctx.choices ? NULL : field->example);
    if (field)
        help_part(app, row, end - row, _("Errore tipico"), field->mistake);
}
