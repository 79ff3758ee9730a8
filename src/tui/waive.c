/* Acknowledging, contesting and reopening alerts, in the prompt; of several at one place the user picks one. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

/* The alert with this id and row, as it stands now. */
static bool find_alert(struct app *app, struct cigo_alert *ret_alert)
{
    struct cigo_alerts list = cigo_session_alerts(app->session, CIGO_SCOPE_ALL, app->arena);
    for (size_t i = 0; i < list.n; i++) {
        if (strcmp(list.items[i].id, app->prompt_alert) != 0 || list.items[i].row != app->prompt_row)
            continue;
        *ret_alert = list.items[i];
        return true;
    }
    return false;
}

void cigo_tui_waive(struct app *app, enum cigo_alert_state state, struct cigo_str reason)
{
    struct cigo_alert alert;
    struct cigo_error err = {0};
    app->review.stale = true;
    if (!find_alert(app, &alert))
        cigo_tui_say(app, STYLE_WARNING, _("L'avviso non c'è più."));
    else if (!cigo_session_waive(app->session, &alert, state, reason, &err))
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
    else if (state == CIGO_OPEN)
        cigo_tui_say(app, STYLE_INFO, _("%s è di nuovo aperto."), alert.id);
    else
        cigo_tui_say(app, STYLE_OK, state == CIGO_CONTESTED ? _("%s contestato: il motivo sarà nella pratica.")
                                                   : _("%s confermato."),
            alert.id);
}

/* ---- which one ---- */

/* What is wrong with the form of an answer can only be mended. */
static bool can_be_waived(const struct cigo_alert *alert)
{
    return alert->def || alert->severity != CIGO_ALERT_ERROR;
}

/* Of the line of the review, or of what has the focus; in the arena. Where none can be waived all are given: they
 * say why not. */
static struct cigo_alerts alerts_here(struct app *app)
{
    const struct cigo_review_line *line = cigo_tui_review_line(app);
    struct cigo_alerts list = {0};
    if (line && line->alert)
        list = (struct cigo_alerts){line->alert, 1};
    else if (app->view == VIEW_TABLE)
        list = cigo_tui_table_alerts(app);
    else if (app->view == VIEW_PAGE || app->view == VIEW_CALL)
        list = cigo_session_alerts_at(app->session, CIGO_SCOPE_ALL, app->focus, app->arena);
    struct cigo_alert *items = cigo_arena_alloc(app->arena, (list.n + 1) * sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < list.n; i++)
        if (can_be_waived(&list.items[i]))
            items[n++] = list.items[i];
    return n ? (struct cigo_alerts){items, n} : list;
}

/* Open alerts are waived after a question, others are reopened at once. */
static void ask(struct app *app, const struct cigo_alert *alert)
{
    free(app->prompt_alert);
    app->prompt_alert = cigo_strdup(alert->id);
    app->prompt_row = alert->row;
    if (alert->state != CIGO_OPEN || !can_be_waived(alert))
        cigo_tui_waive(app, alert->state == CIGO_OPEN ? CIGO_CONTESTED : CIGO_OPEN, CIGO_STR(""));
    else
        cigo_tui_prompt_open(app, alert->severity == CIGO_ALERT_ERROR ? PROMPT_CONTEST : PROMPT_ACKNOWLEDGE);
}

static void picked(struct app *app, size_t number)
{
    struct cigo_alerts list = alerts_here(app);
    if (number < list.n)
        ask(app, &list.items[number]);
}

static void let_pick(struct app *app, const struct cigo_alerts *list)
{
    cigo_tui_panel_open(app, _("Quale avviso? Invio, o il numero"));
    for (size_t i = 0; i < list->n; i++) {
        const struct cigo_alert *alert = &list->items[i];
        struct panel_line *line = cigo_tui_panel_add(app, cigo_tui_alert_style(alert), 0, "%zu. %s", i + 1,
                                                     cigo_tui_alert_head(app, alert));
        line->target = TARGET_RUN;
        line->run = picked;
        line->number = i;
        line->letter = i < 9 ? (char)('1' + i) : 0;
        cigo_tui_panel_add(app, STYLE_HINT, 3, "%s", alert->id);
    }
}

void cigo_tui_waive_here(struct app *app)
{
    struct cigo_alerts list = alerts_here(app);
    if (!list.n)
        cigo_tui_say(app, STYLE_INFO, _("Qui non c'è un avviso da confermare."));
    else if (cigo_tui_may_change(app) && list.n == 1)
        ask(app, &list.items[0]);
    else if (!app->desk->read_only)
        let_pick(app, &list);
}
