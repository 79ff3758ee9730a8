/* Why a question is asked, a value is what it is, an alert is there: what decided it, each leading to its place. */

#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

static void why_lines(struct app *app, const struct cigo_subject *subject, int64_t row)
{
    struct cigo_why why = cigo_session_why(app->session, subject, row, app->arena);
    for (size_t i = 0; i < why.n; i++) {
        const struct cigo_why_line *reason = &why.lines[i];
        const char *code = reason->place.field && reason->place.field->code ? reason->place.field->code
                           : reason->place.group && !reason->place.field    ? reason->place.group->code
                                                                            : "";
        const char *value = *reason->value     ? reason->value
                            : reason->computed ? _("non ancora calcolabile")
                                               : _("non indicato");
        struct panel_line *line = cigo_tui_panel_add(app, STYLE_NORMAL, 2 * (int)reason->depth, "%s%s%s: %s", code,
                                            *code ? " " : "", reason->label, value);
        if (reason->place.field || reason->place.group)
            cigo_tui_leads_to(line, reason->place);
    }
    if (!why.n)
        cigo_tui_panel_add(app, STYLE_NORMAL, 2, "%s", _("Non dipende da altre risposte."));
    if (why.source)
        cigo_tui_panel_add(app, STYLE_HINT, 2, _("Fonte: %s."), why.source);
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", "");
}

static void why_alerts(struct app *app, struct cigo_place place)
{
    struct cigo_alerts list =
        cigo_session_alerts_at(app->session, CIGO_SCOPE_ALL, place, app->arena);
    for (size_t i = 0; i < list.n; i++) {
        const struct cigo_alert *alert = &list.items[i];
        cigo_tui_panel_add(app, cigo_tui_alert_style(alert), 0, "%s %s", alert->id, alert->title);
        cigo_tui_panel_part(app, _("Perché"), alert->why);
        cigo_tui_panel_part(app, _("Che cosa fare"), alert->fix);
        cigo_tui_panel_part(app, _("Fonte"), alert->source);
        if (!alert->def)
            continue;
        struct cigo_subject subject = {.use = CIGO_USE_WHEN, .alert = alert->def};
        cigo_tui_panel_add(app, STYLE_TITLE, 0, "%s", _("Deciso da (Invio ci va)"));
        why_lines(app, &subject, alert->row);
    }
}

static void why_computed(struct app *app)
{
    const struct cigo_computed *computed = app->computed;
    struct cigo_subject subject = {.use = CIGO_USE_VALUE, .computed = computed};
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_session_computed_text(app->session, computed, app->focus.row, &buf);
    cigo_tui_panel_open(app, computed->label ? computed->label : computed->id);
    cigo_tui_panel_add(app, STYLE_COMPUTED, 0, "= %s", buf.p);
    cigo_buf_finish(&buf);
    cigo_tui_panel_part(app, _("Che cosa è"), computed->help);
    cigo_tui_panel_add(app, STYLE_TITLE, 0, "%s", _("Deciso da (Invio ci va)"));
    why_lines(app, &subject, app->focus.row);
}

/* Of any field or group, also of one that is not asked now. */
void cigo_tui_show_why_of(struct app *app, struct cigo_place place)
{
    const struct cigo_field *field = place.field;
    const struct cigo_group *group = field ? NULL : place.group;
    struct cigo_subject subject = {.use = CIGO_USE_VISIBLE, .field = field, .group = group};
    bool required = field && !field->visible.text && field->required_if.text;
    const char *rule = required ? field->required_if.text : field ? field->visible.text : group->visible.text;
    cigo_tui_panel_open(app, cigo_tui_place_label(app, place));
    cigo_tui_panel_part(app, _("Perché si chiede"), field ? field->help : group->help);
    if (required)
        subject.use = CIGO_USE_REQUIRED;
    if (rule) {
        struct cigo_hidden hidden = cigo_session_hidden(app->session, place, app->arena);
        cigo_tui_panel_add(app, STYLE_TITLE, 0, "%s",
                           hidden.undecided ? _("Non si sa ancora se serve: dipende da queste risposte (Invio ci va)")
                           : hidden.hidden  ? _("Ora non serve, per queste risposte (Invio ci va)")
                           : required ? _("Obbligatorio o no per queste risposte (Invio ci va)")
                                      : _("Si chiede per queste risposte (Invio ci va)"));
        why_lines(app, &subject, place.row);
    } else {
        cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", _("Si chiede sempre."));
    }
    why_alerts(app, place);
}

void cigo_tui_show_why(struct app *app)
{
    if (app->focus_type == ITEM_COMPUTED) {
        why_computed(app);
        return;
    }
    cigo_tui_show_why_of(app, app->focus);
}
