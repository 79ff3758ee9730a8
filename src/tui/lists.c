/* The panels: help, problems, what is missing, why, the picture, before starting, menu, find. */

#include <stdlib.h>
#include <cigo/base/utf8.h>
#include <cigo/exchange/picture.h>
#include <cigo/exchange/summary.h>
#include <cigo/exchange/towns.h>
#include <cigo/i18n/i18n.h>
#include "app-priv.h"

static const char *label_of(struct app *app, struct cigo_place place)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    cigo_place_label(app->session, place, &buf);
    return cigo_tui_kept(app, &buf);
}

static void leads_to(struct panel_line *line, struct cigo_place place)
{
    line->target = TARGET_PLACE;
    line->place = place;
}

static void part(struct app *app, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    cigo_tui_panel_add(app, STYLE_TITLE, 0, "%s", label);
    cigo_tui_panel_add_lines(app, STYLE_NORMAL, 2, text);
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", "");
}

/* ---- help ---- */

static void key_line(struct app *app, const struct cigo_feature *feature)
{
    const char *keys = cigo_tui_keys_name(app, feature->f, feature->ctrl, ", ");
    if (feature->letter)
        keys = cigo_arena_printf(app->arena, "%s%sF10 %c", keys, *keys ? ", " : "", feature->letter);
    if (*keys)
        cigo_tui_panel_add(app, STYLE_NORMAL, 2, "%-12s %s", keys, _(feature->label));
}

/* The keys that only this view has. */
static const char *view_keys(const struct app *app)
{
    switch (app->view) {
    case VIEW_HOME:
        return _("Frecce: da una riga all'altra. Invio: apre. Basta scrivere un codice o parole per andarci. Esc: esce, "
                 "con tutto salvato.");
    case VIEW_TABLE:
        return _("Frecce, Tab, Pag: da una casella all'altra. Canc: vuota.\n"
                 "Basta scrivere per sostituire; Invio o F2: corregge quello che c'è.\n"
                 "Poi Invio tiene e scende, Tab tiene e va a destra, Esc tiene e resta lì.\n"
                 "Sulla riga vuota in fondo se ne comincia una nuova.\n"
                 "Maiusc con le frecce, o Ctrl-Spazio: segna un intervallo.\n"
                 "Segni, a sinistra di riga e casella: !! errore, ! avviso, i nota. * è una risposta obbligatoria "
                 "che manca.");
    case VIEW_REVIEW:
        return _("Frecce e Pag: da una riga all'altra, e dentro una risposta lunga.\n"
                 "Tab: alla sezione seguente. Inizio, Fine: in cima, in fondo.\n"
                 "Invio: cambia la risposta, poi torna qui.\n"
                 "p: fa la pratica, o la sua bozza finché non è completa.\n"
                 "h: mostra o nasconde le risposte conservate che ora non servono.\n"
                 "Esc: torna all'elenco delle sezioni.");
    case VIEW_PORTAL:
        return _("Giù o Tab: al campo seguente. Su: a quello di prima. Pag: alla parte seguente o di prima.\n"
                 "Invio: copia il valore negli appunti e lo segna.\n"
                 "Spazio: segna il campo come copiato, o toglie il segno.\n"
                 "m: cambia o scrive la risposta, poi torna qui.\n"
                 "Esc: torna all'elenco delle sezioni.");
    case VIEW_CALL:
        return _("Giù o Tab: alla domanda seguente. Su: a quella di prima. Pag: scorre la scheda.\n"
                 "Destra: entra nelle righe di una tabella. Invio: scrive la risposta, poi torna qui.\n"
                 "n: scrive una nota. Esc: torna alla pagina.");
    case VIEW_PAGE:
        break;
    }
    return _("Frecce o Tab: da un campo all'altro. Invio: apre, poi conferma e va avanti. Basta scrivere per "
             "cominciare una risposta. Esc: chiude e tiene quello che ha scritto, poi torna indietro. Canc: "
             "vuota la risposta.");
}

static void keys_help(struct app *app)
{
    cigo_tui_panel_add(app, STYLE_TITLE, 0, "%s", _("I tasti"));
    cigo_tui_panel_add_lines(app, STYLE_NORMAL, 2, view_keys(app));
    cigo_tui_panel_add(app, STYLE_NORMAL, 2, "%s",
          _("Mouse: si accende e si spegne nel menu (F10). Un clic porta lì, un altro o un doppio clic è Invio; pulsanti, "
            "menu e tasti in fondo ne vogliono uno; la rotella scorre. Quando è acceso, il testo si seleziona con Maiusc "
            "tenuto premuto."));
    enum cigo_feature_id id;
    for (size_t i = 0; cigo_tui_next_feature(&i, &id);)
        if (app->view == VIEW_TABLE || id < CIGO_FIRST_TABLE_FEATURE)
            key_line(app, cigo_feature(id));
}

static void choices_help(struct app *app, const struct cigo_choices *list)
{
    if (!list)
        return;
    cigo_tui_panel_add(app, STYLE_TITLE, 0, "%s", _("Le scelte"));
    for (size_t i = 0; i < list->n; i++)
        cigo_tui_panel_add(app, STYLE_NORMAL, 2, "%zu. %s%s%s", i + 1, list->items[i].label,
                  list->items[i].help ? ". " : "", list->items[i].help ? list->items[i].help : "");
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", "");
}

static const char *birth_of(struct app *app, struct cigo_place place)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    cigo_birth_text(app->desk, place, &buf);
    return cigo_tui_kept(app, &buf);
}

void cigo_tui_show_help(struct app *app)
{
    const struct cigo_field *field = app->view == VIEW_HOME || app->view >= VIEW_REVIEW ? NULL : app->focus.field;
    const struct cigo_group *group = app->view == VIEW_HOME || app->view >= VIEW_REVIEW || field ? NULL : app->focus.group;
    if (app->import.import) {
        cigo_tui_import_help(app);
        return;
    }
    if (app->panel.open) {
        cigo_tui_panel_close(app);
        return;
    }
    cigo_tui_panel_open(app, field ? label_of(app, app->focus) : group ? group->label : _("Aiuto"));
    if (field && *cigo_tui_outline(app))
        part(app, _("Che cosa deve dire la relazione, con queste risposte"), cigo_tui_outline(app));
    if (field) {
        part(app, _("Domanda"), field->ask);
        part(app, _("Che cosa è"), field->help);
        part(app, _("Dove si trova"), field->where);
        part(app, _("Esempio"), field->ctx.choices ? NULL : field->example);
        part(app, _("Errore tipico"), field->mistake);
        part(app, _("Fonte"), field->source ? field->source->cite : NULL);
        part(app, _("Dal codice fiscale"), birth_of(app, app->focus));
        choices_help(app, field->ctx.choices);
    } else if (group) {
        part(app, _("Domanda"), group->ask);
        part(app, _("Che cosa è"), group->help);
        part(app, _("Dove si trova"), group->where);
    }
    keys_help(app);
}

/* ---- problems ---- */

static enum style severity_style(const struct cigo_alert *alert)
{
    static const enum style styles[] = {STYLE_INFO, STYLE_WARNING, STYLE_ERROR};
    return alert->state == CIGO_OPEN ? styles[alert->severity] : STYLE_HINT;
}

static void problem_line(struct app *app, const struct cigo_alert *alert)
{
    static const char *const signs[] = {"i", "!", "!!"};
    static const char *const states[] = {"", N_(" (confermato)"), N_(" (contestato)")};
    const char *state = *states[alert->state] ? _(states[alert->state]) : "";
    struct panel_line *line =
        cigo_tui_panel_add(app, severity_style(alert), 0, "%s %s %s%s", signs[alert->severity],
                  cigo_severity_label(alert->severity), alert->title, state);
    line->alert = cigo_arena_dup(app->panel.arena, alert->id);
    if (alert->n_at)
        leads_to(line, alert->at[0]);
    cigo_tui_panel_add(app, STYLE_HINT, 3, "%s%s%s", alert->id, alert->n_at ? ".  " : "",
              alert->n_at ? label_of(app, alert->at[0]) : "");
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
    cigo_summary_review(app->session, CIGO_SCOPE_SECTION, &more);
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
        leads_to(cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", label_of(app, list.items[i])), list.items[i]);
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
                                                     done ? "[x]" : "[ ]", label_of(app, app->desk->declare[i]));
        leads_to(line, place);
        if (!cigo_session_visible(app->session, place))
            line->target = TARGET_WHY;
    }
}

/* ---- why ---- */

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
            leads_to(line, reason->place);
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
        cigo_tui_panel_add(app, severity_style(alert), 0, "%s %s", alert->id, alert->title);
        part(app, _("Perché"), alert->why);
        part(app, _("Che cosa fare"), alert->fix);
        part(app, _("Fonte"), alert->source);
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
    part(app, _("Che cosa è"), computed->help);
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
    cigo_tui_panel_open(app, label_of(app, place));
    part(app, _("Perché si chiede"), field ? field->help : group->help);
    if (required)
        subject.use = CIGO_USE_REQUIRED;
    if (rule) {
        cigo_tui_panel_add(app, STYLE_TITLE, 0, "%s",
                           !cigo_session_visible(app->session, place)
                               ? _("Ora non serve, per queste risposte (Invio ci va)")
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

void cigo_tui_show_picture(struct app *app)
{
    struct cigo_picture picture;
    struct cigo_buf buf;
    cigo_tui_panel_open(app, _("Quadro dei limiti di durata"));
    if (!cigo_picture_of(app->session, app->arena, &picture)) {
        cigo_tui_panel_add(app, STYLE_HINT, 0, "%s", _("Si vede quando c'è il periodo richiesto."));
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
        leads_to(cigo_tui_panel_add(app, STYLE_NORMAL, 2, "%s: %s",
                           place.field ? place.field->label : place.group->label, where),
                 place);
    }
}

void cigo_tui_show_before(struct app *app)
{
    cigo_tui_panel_open(app, _("Prima di cominciare: che cosa avere a portata di mano"));
    cigo_tui_panel_add(app, STYLE_HINT, 0, "%s",
              _("Con la causale scelta, questi dati sono obbligatori; accanto, dove si trovano."));
    for (size_t i = 0; i < app->form->n_sections; i++)
        before_section(app, &app->form->sections[i]);
    for (size_t i = 0; i < app->form->n_computed; i++) {
        struct cigo_buf buf;
        if (!app->form->computed[i].before)
            continue;
        cigo_buf_init(&buf, 65536);
        cigo_session_computed_text(app->session, &app->form->computed[i], 0, &buf);
        part(app, app->form->computed[i].label, buf.p);
        cigo_buf_finish(&buf);
    }
}

/* ---- menu and find ---- */

static const char *keys_of(struct app *app, const struct cigo_feature *feature)
{
    if (app->grid.cols >= 56)
        return cigo_tui_keys_name(app, feature->f, feature->ctrl, " ");
    bool plain_f = feature->f && feature->f <= 12;
    return cigo_tui_keys_name(app, plain_f ? feature->f : 0, plain_f ? '\0' : feature->ctrl, "");
}

static void menu_line(struct app *app, enum cigo_feature_id id)
{
    const struct cigo_feature *feature = cigo_feature(id);
    const char *keys = keys_of(app, feature);
    bool narrow = app->grid.cols < 56;
    struct panel_line *line = cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%c%s%-*s %s",
                                                 feature->letter ? feature->letter : ' ', narrow ? " " : "  ",
                                                 narrow ? 6 : 10, keys, _(feature->label));
    line->target = TARGET_ACTION;
    line->number = id;
    line->letter = feature->letter;
}

void cigo_tui_show_menu(struct app *app)
{
    bool works[CIGO_N_FEATURES] = {false};
    enum cigo_feature_id id;
    for (size_t i = 0; cigo_tui_next_feature(&i, &id);) /* where the user was, not in the menu itself */
        works[id] = id != CIGO_DO_MENU && cigo_tui_works(app, id);
    cigo_tui_panel_open(app, _("Menu: Invio, o la lettera"));
    for (size_t i = 0; cigo_tui_next_feature(&i, &id);)
        if (works[id])
            menu_line(app, id);
}

enum { MOST_FOUND = 200 };

/* Of what is hidden one goes to the answer that decides it. */
static void found_line(struct app *app, const struct cigo_found *found)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 65536);
    cigo_found_text(app->session, found, &text);
    bool decided = found->hidden && (found->decides.field || found->decides.group);
    if (decided)
        cigo_buf_printf(&text, _("; Invio va a %s"),
                        found->decides.field ? found->decides.field->label : found->decides.group->label);
    struct panel_line *line = cigo_tui_panel_add(app, found->hidden ? STYLE_HINT : STYLE_NORMAL, 0, "%s", text.p);
    cigo_buf_finish(&text);
    if (found->place.field || found->place.group)
        leads_to(line, decided ? found->decides : found->place);
    if (found->hidden && !decided)
        line->target = TARGET_WHY;
    line->alert = found->fires ? cigo_arena_dup(app->panel.arena, found->alert) : NULL;
}

void cigo_tui_show_found(struct app *app, const char *words)
{
    struct cigo_finding finding;
    cigo_session_find(app->session, cigo_str_of(words), MOST_FOUND, app->arena, &finding);
    cigo_tui_panel_open(app, cigo_arena_printf(app->arena, ngettext("%zu risultato con «%s»", "%zu risultati con «%s»",
                                                                    finding.total), finding.total, words));
    for (size_t i = 0; i < finding.n; i++)
        found_line(app, &finding.items[i]);
    if (!finding.total)
        cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", _("Niente con queste parole."));
    if (finding.total > finding.n)
        cigo_tui_panel_add(app, STYLE_HINT, 0, _("Sono in elenco i primi %zu: con più parole sono meno."), finding.n);
}
