/* F1: the field or group where the user is, and the keys that work here. */

#include <cigo/exchange/towns.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

static void key_line(struct app *app, enum cigo_feature_id id)
{
    const struct cigo_feature *feature = cigo_feature(id);
    const char *keys = cigo_tui_keys_name(app, cigo_tui_f_key(app, id), feature->ctrl, ", ");
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
                 "Un valore che non sta sullo schermo prima scorre, con Giù, Su e Pag; Tab va avanti subito.\n"
                 "Invio: copia il valore negli appunti e lo segna.\n"
                 "Spazio: segna il campo come copiato, o toglie il segno.\n"
                 "d: al prossimo campo ancora da copiare, o da copiare di nuovo perché è cambiato.\n"
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
            key_line(app, id);
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
    cigo_tui_panel_open(app, field ? cigo_tui_place_label(app, app->focus) : group ? group->label : _("Aiuto"));
    if (field && *cigo_tui_outline(app))
        cigo_tui_panel_part(app, _("Che cosa deve dire la relazione, con queste risposte"), cigo_tui_outline(app));
    if (field) {
        cigo_tui_panel_part(app, _("Domanda"), field->ask);
        cigo_tui_panel_part(app, _("Che cosa è"), field->help);
        cigo_tui_panel_part(app, _("Dove si trova"), field->where);
        cigo_tui_panel_part(app, _("Esempio"), field->ctx.choices ? NULL : field->example);
        cigo_tui_panel_part(app, _("Errore tipico"), field->mistake);
        cigo_tui_panel_part(app, _("Fonte"), field->source ? field->source->cite : NULL);
        cigo_tui_panel_part(app, _("Dal codice fiscale"), birth_of(app, app->focus));
        choices_help(app, field->ctx.choices);
    } else if (group) {
        cigo_tui_panel_part(app, _("Domanda"), group->ask);
        cigo_tui_panel_part(app, _("Che cosa è"), group->help);
        cigo_tui_panel_part(app, _("Dove si trova"), group->where);
    }
    keys_help(app);
}
