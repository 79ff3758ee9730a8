/* The panels that list places of the case: problems, what is missing, what is to be declared again, what to have at hand
 * before starting; and the limits of duration, and what the last answer changed. */

#include <cigo/exchange/picture.h>
#include <cigo/exchange/summary.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

const char *cigo_tui_place_label(struct app *app, struct cigo_place place)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    cigo_place_label(app->session, place, &buf);
    return cigo_tui_kept(app, &buf);
}

void cigo_tui_leads_to(struct panel_line *line, struct cigo_place place)
{
    line->target = TARGET_PLACE;
    line->place = place;
}

void cigo_tui_panel_part(struct app *app, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    cigo_tui_panel_add(app, STYLE_TITLE, 0, "%s", label);
    cigo_tui_panel_add_lines(app, STYLE_NORMAL, 2, text);
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", "");
}

enum style cigo_tui_alert_style(const struct cigo_alert *alert)
{
    static const enum style styles[] = {STYLE_INFO, STYLE_WARNING, STYLE_ERROR};
    return alert->state == CIGO_OPEN ? styles[alert->severity] : STYLE_HINT;
}

/* ---- problems ---- */

const char *cigo_tui_alert_head(struct app *app, const struct cigo_alert *alert)
{
    static const char *const signs[] = {"i", "!", "!!"};
    static const char *const states[] = {"", N_(" (confermato)"), N_(" (contestato)")};
    return cigo_arena_printf(app->arena, "%s %s %s%s", signs[alert->severity], cigo_severity_label(alert->severity),
                             alert->title, *states[alert->state] ? _(states[alert->state]) : "");
}

static void problem_line(struct app *app, const struct cigo_alert *alert)
{
    struct panel_line *line =
        cigo_tui_panel_add(app, cigo_tui_alert_style(alert), 0, "%s", cigo_tui_alert_head(app, alert));
    line->alert = cigo_arena_dup(app->panel.arena, alert->id);
    if (alert->n_at)
        cigo_tui_leads_to(line, alert->at[0]);
    cigo_tui_panel_add(app, STYLE_HINT, 3, "%s%s%s", alert->id, alert->n_at ? ".  " : "",
              alert->n_at ? cigo_tui_place_label(app, alert->at[0]) : "");
}

void cigo_tui_show_problems(struct app *app)
{
    struct cigo_alerts list = cigo_session_alerts(app->session, CIGO_SCOPE_SECTION, app->arena);
    cigo_tui_panel_open(app, _("Problemi: Invio ci va, F6 torna qui"));
    for (size_t i = 0; i < list.n; i++)
        problem_line(app, &list.items[i]);
    if (!list.n)
        cigo_tui_panel_add(app, STYLE_OK, 0, "%s", _("Nessun problema finora."));
    struct cigo_buf more;
    cigo_buf_init(&more, 1024);
    cigo_summary_review(app->session, &more);
    if (more.n)
        cigo_tui_panel_add(app, STYLE_HINT, 0, _("La revisione ne trova altri, e li conta anche l'elenco: %s."), more.p);
    cigo_buf_finish(&more);
}

bool cigo_tui_same_place(struct cigo_place a, struct cigo_place b)
{
    return a.field == b.field && a.group == b.group && a.row == b.row;
}

/* The open alert after the one where the focus is, in the order of the list. */
void cigo_tui_next_problem(struct app *app)
{
    if (cigo_tui_table_next_problem(app))
        return;
    struct cigo_alerts list = cigo_session_alerts(app->session, CIGO_SCOPE_SECTION, app->arena);
    const struct cigo_alert *first = NULL, *next = NULL;
    bool passed = false;
    for (size_t i = 0; i < list.n && !next; i++) {
        const struct cigo_alert *alert = &list.items[i];
        if (alert->state != CIGO_OPEN || !alert->n_at)
            continue;
        bool here = (app->view == VIEW_PAGE || app->view == VIEW_CALL) && cigo_tui_same_place(alert->at[0], app->focus);
        if (!first)
            first = alert;
        if (passed && !here)
            next = alert;
        passed |= here;
    }
    next = next ? next : first;
    if (!next) {
        cigo_tui_say(app, STYLE_OK, _("Nessun problema aperto."));
        return;
    }
    cigo_tui_remember(app);
    cigo_tui_panel_close(app);
    cigo_tui_go_place(app, next->at[0]);
    cigo_tui_unfold(app, true);
}

void cigo_tui_show_missing(struct app *app)
{
    struct cigo_missing list = cigo_session_missing(app->session, app->arena);
    cigo_tui_panel_open(app, _("Risposte obbligatorie che mancano: Invio ci va"));
    for (size_t i = 0; i < list.n && i < 500; i++)
        cigo_tui_leads_to(cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", cigo_tui_place_label(app, list.items[i])), list.items[i]);
    if (!list.n)
        cigo_tui_panel_add(app, STYLE_OK, 0, "%s", _("Non manca nulla di obbligatorio."));
}

/* Of a case just made from another. */
void cigo_tui_show_again(struct app *app)
{
    cigo_tui_panel_open(app, _("Da dichiarare in questa domanda: Invio ci va"));
    if (*app->desk->notice)
        cigo_tui_panel_add_lines(app, STYLE_HINT, 0, app->desk->notice);
    for (size_t i = 0; i < app->desk->n_declare; i++) {
        struct cigo_place place = app->desk->declare[i];
        if (place.group && !place.row)
            place.field = NULL; /* a column of every row: the group */
        bool done = place.field && *cigo_session_text(app->session, place);
        struct panel_line *line = cigo_tui_panel_add(app, done ? STYLE_OK : STYLE_NORMAL, 0, "%s %s",
                                                     done ? "[x]" : "[ ]", cigo_tui_place_label(app, app->desk->declare[i]));
        cigo_tui_leads_to(line, place);
        if (!cigo_session_visible(app->session, place))
            line->target = TARGET_WHY;
    }
}

void cigo_tui_show_picture(struct app *app)
{
    struct cigo_picture picture;
    struct cigo_buf buf;
    cigo_tui_panel_open(app, _("Quadro dei limiti di durata"));
    if (!cigo_picture_of(app->session, app->arena, &picture)) {
        cigo_tui_panel_add(app, STYLE_HINT, 0, "%s", cigo_picture_why_none(app->form));
        return;
    }
    cigo_buf_init(&buf, 65536);
    cigo_picture_text(&picture, &buf);
    cigo_tui_panel_add_lines(app, STYLE_NORMAL, 0, buf.p);
    cigo_buf_finish(&buf);
}

void cigo_tui_show_changes(struct app *app)
{
    cigo_tui_panel_open(app, _("Che cosa ha cambiato l'ultima risposta (F11 annulla)"));
    if (app->changes.n)
        cigo_tui_panel_add_lines(app, STYLE_NORMAL, 0, app->changes.p);
    else
        cigo_tui_panel_add(app, STYLE_HINT, 0, "%s", _("Nient'altro."));
}

/* ---- before starting: what to have at hand, from the fields that are asked now ---- */

static void before_section(struct app *app, const struct cigo_section *section)
{
    bool headed = false;
    for (size_t i = 0; i < section->n_items; i++) {
        struct cigo_place place = cigo_item_place(app->form, &section->items[i]);
        const char *where = place.field ? place.field->where : place.group ? place.group->where : NULL;
        if (!where || !cigo_session_required(app->session, place))
            continue;
        if (!headed)
            cigo_tui_panel_add(app, STYLE_TITLE, 0, "%s. %s", section->code, section->title);
        headed = true;
        cigo_tui_leads_to(cigo_tui_panel_add(app, STYLE_NORMAL, 2, "%s: %s",
                           place.field ? place.field->label : place.group->label, where),
                 place);
    }
}

void cigo_tui_show_before(struct app *app)
{
    cigo_tui_panel_open(app, _("Prima di cominciare: che cosa avere a portata di mano"));
    cigo_tui_panel_add(app, STYLE_HINT, 0, "%s",
              _("Con le risposte di ora questi dati sono obbligatori; accanto, dove si trovano."));
    for (size_t i = 0; i < app->form->n_sections; i++)
        before_section(app, &app->form->sections[i]);
    for (size_t i = 0; i < app->form->n_computed; i++) {
        struct cigo_buf buf;
        if (!app->form->computed[i].before)
            continue;
        cigo_buf_init(&buf, 65536);
        cigo_session_computed_text(app->session, &app->form->computed[i], 0, &buf);
        cigo_tui_panel_part(app, app->form->computed[i].label, buf.p);
        cigo_buf_finish(&buf);
    }
}
