/* The tutorial on the full screen: its step stands above the form while one does what it says. */

#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

bool cigo_tui_in_tutorial(const struct app *app)
{
    return app->desk->tutorial != NULL;
}

/* "Passo 3 di 13. Leggere un avviso. …" */
static const char *step_text(const struct app *app)
{
    const struct cigo_tutorial *tutorial = app->desk->tutorial;
    const struct cigo_step *step = cigo_tutorial_step(tutorial);
    return cigo_arena_printf(app->arena, _("%sPasso %zu di %zu. %s. %s%s%s"), app->step_done ? _("Fatto. ") : "",
                             tutorial->step + 1, tutorial->def->n_steps, step->title, step->text,
                             step->screen ? "\n" : "", step->screen ? step->screen : "");
}

int cigo_tui_step_rows(const struct app *app)
{
    int most = app->grid.rows / 3;
    if (!app->desk->tutorial)
        return 0;
    int rows = cigo_grid_paragraph_count(&app->grid, app->grid.cols - 2, cigo_str_of(step_text(app)));
    return rows < most ? rows : most;
}

void cigo_tui_draw_step(struct app *app, int row, int rows)
{
    cigo_grid_paragraph(&app->grid, row, 1, app->grid.cols - 2, rows, STYLE_INFO,
                        cigo_str_of(step_text(app)));
}

void cigo_tui_show_step(struct app *app)
{
    const struct cigo_step *step = cigo_tutorial_step(app->desk->tutorial);
    cigo_tui_panel_open(app, step->title);
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", step->text);
    if (step->screen)
        cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", step->screen);
}

void cigo_tui_skip_step(struct app *app)
{
    cigo_tutorial_skip(app->desk->tutorial);
}

void cigo_tui_check_step(struct app *app)
{
    struct cigo_place here = {0};
    if (app->view == VIEW_PAGE || app->view == VIEW_TABLE)
        here = app->focus;
    app->step_done = cigo_tutorial_advance(app->desk->tutorial, app->session, here);
}
