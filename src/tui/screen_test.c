/* What this terminal shows, for the user, and for whoever helps on the telephone, to look at. */

#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

static void sample(struct app *app, enum style style, const char *label, const char *text)
{
    cigo_tui_panel_add(app, style, 0, "%-10s %s", label, text);
}

static void facts(struct app *app)
{
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, _("%d righe, %d colonne."), app->grid.rows, app->grid.cols);
    if (!app->terminal)
        return;
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, _("%d colori."), cigo_terminal_colors(app->terminal));
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s",
                       app->grid.ascii                       ? _("Solo caratteri ASCII.")
                       : cigo_terminal_utf8(app->terminal) ? _("Caratteri UTF-8.")
                                                           : _("La macchina non è impostata su UTF-8."));
}

void cigo_tui_show_screen_test(struct app *app)
{
    cigo_tui_panel_open(app, _("Prova dello schermo"));
    sample(app, STYLE_NORMAL, _("Linee"), "┌─────┬─────┐ │ └─────┴─────┘");
    sample(app, STYLE_NORMAL, _("Accenti"), "àèéìòù ÀÈÉÌÒÙ €");
    sample(app, STYLE_NORMAL, _("Blocchi"), "░▒▓█ ▁▂▃▄▅▆▇█");
    sample(app, STYLE_NORMAL, _("Larghi"), "漢字");
    sample(app, STYLE_ERROR, "!!", cigo_severity_label(CIGO_ALERT_ERROR));
    sample(app, STYLE_WARNING, "!", cigo_severity_label(CIGO_ALERT_WARNING));
    sample(app, STYLE_INFO, "i", cigo_severity_label(CIGO_INFO));
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", "");
    facts(app);
    cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", "");
    cigo_tui_panel_add(app, STYLE_HINT, 0, "%s",
                       _("Se al posto delle linee o degli accenti vede altro, imposti il terminale (in PuTTY: "
                         "Window, Translation) su UTF-8, oppure riparta con --ascii. Se le righe si "
                         "sovrappongono, Ctrl-L ridisegna."));
}
