#pragma once
/* The panels, which cover the page: what opens them, and what fills them. */

#include "app-priv.h"

/* ---- lists.c: what they share, and the page with them ---- */
/* "4.7 Data di inizio", kept until the next drawing. */
const char *cigo_tui_place_label(struct app *app, struct cigo_place place);
void cigo_tui_leads_to(struct panel_line *line, struct cigo_place place);
/* A heading and its lines; nothing when there is no text. */
void cigo_tui_panel_part(struct app *app, const char *label, const char *text);
/* "!! Errore La data manca (contestato)", kept until the next drawing. */
const char *cigo_tui_alert_head(struct app *app, const struct cigo_alert *alert);
/* By severity; what was acknowledged or contested is no more than a hint. */
enum style cigo_tui_alert_style(const struct cigo_alert *alert);

/* ---- panel.c ---- */
void cigo_tui_panel_open(struct app *app, const char *title);
struct panel_line *cigo_tui_panel_add(struct app *app, enum style style, int indent, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Something to choose: `run` is called when the panel is closed. */
void cigo_tui_panel_offer(struct app *app, void (*run)(struct app *app, size_t number), const char *text);
void cigo_tui_panel_add_lines(struct app *app, enum style style, int indent, const char *text);
void cigo_tui_panel_close(struct app *app);
void cigo_tui_panel_focus(struct app *app, size_t line); /* it comes into sight, and has the focus if it leads somewhere */
bool cigo_tui_panel_key(struct app *app, const struct key *key);
void cigo_tui_draw_panel(struct app *app);

/* ---- panel_scroll.c ---- */
void cigo_tui_panel_look(struct app *app); /* the window fits the screen as it is now */
void cigo_tui_panel_move(struct app *app, enum key_type key); /* arrows, Tab, Pag, Home, End */

/* ---- lists.c, panel_help.c, panel_why.c, panel_menu.c ---- */
void cigo_tui_show_help(struct app *app);
void cigo_tui_show_problems(struct app *app);
void cigo_tui_show_missing(struct app *app);
void cigo_tui_show_again(struct app *app); /* what a case made from another does not have yet */
void cigo_tui_show_why(struct app *app);
void cigo_tui_show_why_of(struct app *app, struct cigo_place place);
void cigo_tui_show_picture(struct app *app);
void cigo_tui_show_before(struct app *app); /* prima di cominciare */
void cigo_tui_show_changes(struct app *app);
void cigo_tui_show_menu(struct app *app);
void cigo_tui_show_found(struct app *app, const char *words);
bool cigo_tui_same_place(struct cigo_place a, struct cigo_place b);
void cigo_tui_next_problem(struct app *app);
