#pragma once
/* The full-screen front end (ncurses). */

#include <cigo/session/desk.h>
#include <cigo/store/shelf.h>

/* AUTO is legible on light and dark backgrounds; the others have more contrast on theirs. */
enum cigo_tui_theme { CIGO_THEME_AUTO, CIGO_THEME_LIGHT, CIGO_THEME_DARK, CIGO_THEME_NONE };
struct cigo_tui_options {
    bool ascii;
    enum cigo_tui_theme theme;
    int escape_ms; /* pause after Esc, 0 = as usual; ESCDELAY comes before */
    bool mouse;    /* from the beginning; it can be switched on and off in the menu */
};

/* Can this terminal show it? Otherwise *ret_why is one sentence. Never exits the process. */
bool cigo_tui_available(const char **ret_why);
/* What its description says, and the library's version: for a snapshot. `keys` is the caller's, empty. */
struct cigo_tui_facts {
    const char *library;
    int colours; /* -1 = not known */
    struct cigo_buf keys; /* "F1 F2 …": the F-keys that it has */
};
void cigo_tui_facts(struct cigo_tui_facts *ret_facts);
/* `cigo keys`: what the terminal sends for each key, and what cigo makes of it. */
enum cigo_face_end cigo_tui_keys(const struct cigo_tui_options *options, struct cigo_error *err);
/* `cigo tour`: the tour, and nothing else. */
enum cigo_face_end cigo_tui_tour(const struct cigo_tui_options *options, struct cigo_error *err);
/* All functions and their keys as lines, for where there is no full screen. */
void cigo_tui_keys_text(struct cigo_buf *out);
enum cigo_face_end cigo_tui_run(struct cigo_desk *desk, const struct cigo_tui_options *options,
                                struct cigo_error *err);
/* The start screen; what is wanted then is in the shelf. */
enum cigo_face_end cigo_tui_shelf(struct cigo_shelf *shelf, const char *notice, const struct cigo_tui_options *options,
                                  struct cigo_error *err);
