#pragma once
/* lists.c: what the panels share, and the page with them. */

#include "app-priv.h"

/* "4.7 Data di inizio", kept until the next drawing. */
const char *cigo_tui_place_label(struct app *app, struct cigo_place place);
void cigo_tui_leads_to(struct panel_line *line, struct cigo_place place);
/* A heading and its lines; nothing when there is no text. */
void cigo_tui_panel_part(struct app *app, const char *label, const char *text);
/* "!! Errore La data manca (contestato)", kept until the next drawing. */
const char *cigo_tui_alert_head(struct app *app, const struct cigo_alert *alert);
/* By severity; what was acknowledged or contested is no more than a hint. */
enum style cigo_tui_alert_style(const struct cigo_alert *alert);
