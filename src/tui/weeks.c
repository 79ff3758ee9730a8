/* A total divided among weeks: a panel with how it stands and the two ways, then a panel with the proposal,
 * whose first line puts it in. Each week leads to its row, so that all of them can be reached. */

#include <cigo/exchange/weeks.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

enum { MAX_TEXT = 1 << 20 };

bool cigo_tui_can_spread(const struct app *app)
{
    bool here = app->view == VIEW_TABLE || (app->view == VIEW_PAGE && app->focus_type == ITEM_GROUP);
    return here && !app->panel.open && app->focus.group && app->focus.group->spread;
}

static struct cigo_place row_of(const struct app *app, const struct cigo_group *group, int32_t monday)
{
    const struct cigo_rows *rows = cigo_tui_rows_of(app, group);
    for (size_t i = 0; i < rows->n; i++) {
        struct cigo_place place = {group->spread->week, group, rows->items[i].id};
        struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(app->session), place);
        struct cigo_value value = cigo_cell_value(cell);
        if (value.storage == CIGO_INT && value.i == monday)
            return place;
    }
    return (struct cigo_place){.group = group};
}

/* One line for each week, then the sums. */
static void add_state(struct app *app, const struct cigo_spread *spread, bool planned)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, MAX_TEXT);
    cigo_spread_sums_text(spread, planned, &buf);
    cigo_tui_panel_add_lines(app, STYLE_HINT, 0, buf.p);
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", "");
    cigo_buf_clear(&buf);
    cigo_spread_weeks_text(spread, planned, &buf);
    const char *text = buf.p;
    for (size_t i = 0; i < spread->n; i++) {
        size_t n = strcspn(text, "\n");
        bool over = spread->capacity_known && spread->weeks[i].present > spread->weeks[i].capacity;
        struct panel_line *line =
            cigo_tui_panel_add(app, over ? STYLE_WARNING : STYLE_NORMAL, 0, "%.*s", (int)n, text);
        line->target = TARGET_PLACE;
        line->place = row_of(app, spread->group, spread->weeks[i].monday);
        text += n + (text[n] == '\n');
    }
    cigo_buf_finish(&buf);
}

static void add_run(struct app *app, void (*run)(struct app *, size_t), size_t number, const char *text)
{
    struct panel_line *line = cigo_tui_panel_add(app, STYLE_KEY, 0, "%s", text);
    line->target = TARGET_RUN;
    line->run = run;
    line->number = number;
}

/* The proposal in this way, or why there is none. */
static bool plan(struct app *app, size_t way, struct cigo_spread *ret_spread)
{
    struct cigo_error err = {0};
    if (cigo_spread_look(app->session, app->focus.group, app->arena, ret_spread, &err) &&
        cigo_spread_plan(ret_spread, (enum cigo_spread_way)way, &err))
        return true;
    cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
    return false;
}

/* Reckoned anew: what is put in is what the answers of now give. */
static void put(struct app *app, size_t way)
{
    struct cigo_error err = {0};
    struct cigo_effects effects;
    struct cigo_spread spread;
    if (!cigo_tui_may_change(app) || !plan(app, way, &spread))
        return;
    if (!cigo_spread_apply(app->session, &spread, true, &effects, &err)) {
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
        return;
    }
    cigo_tui_say_effects(app, &effects); /* keeps them for Ctrl-W */
    int64_t first = cigo_tui_rows_of(app, spread.group)->items[0].id;
    cigo_tui_go_place(app, (struct cigo_place){spread.group->spread->week, spread.group, first});
    const char *failed = cigo_session_save_failed(app->session);
    if (failed)
        cigo_tui_say(app, STYLE_ERROR, _("!! NON SALVATO: %s  Può continuare; Ctrl-S riprova."), failed);
    else
        cigo_tui_say(app, STYLE_OK, ngettext("Ripartito su %zu settimana.  F11 rimette tutto com'era.",
                                             "Ripartito su %zu settimane.  F11 rimette tutto com'era.", spread.n),
                     spread.n);
}

static void propose(struct app *app, size_t way)
{
    struct cigo_spread spread;
    if (!plan(app, way, &spread))
        return;
    cigo_tui_panel_open(app, way == CIGO_SPREAD_EVENLY ? _("Proposta in parti uguali")
                                                       : _("Proposta secondo i giorni di lavoro"));
    if (spread.rows)
        add_run(app, put, way,
                cigo_arena_printf(app->arena, ngettext("Sostituisce %zu riga con questa proposta (Esc: lascia com'è)",
                                                       "Sostituisce %zu righe con questa proposta (Esc: lascia com'è)",
                                                       spread.rows),
                                  spread.rows));
    else
        add_run(app, put, way, _("Mette queste righe nella domanda (Esc: lascia com'è)"));
    add_state(app, &spread, true);
}

void cigo_tui_show_weeks(struct app *app)
{
    struct cigo_error err = {0};
    struct cigo_spread spread;
    const struct cigo_group *group = app->focus.group;
    if (!cigo_spread_look(app->session, group, app->arena, &spread, &err)) {
        cigo_tui_say(app, STYLE_WARNING, "%s", err.text);
        return;
    }
    cigo_tui_panel_open(app, group->label);
    add_run(app, propose, CIGO_SPREAD_CALENDAR, _("Propone secondo i giorni di lavoro di ogni settimana"));
    add_run(app, propose, CIGO_SPREAD_EVENLY, _("Propone in parti uguali"));
    add_state(app, &spread, false);
}
