#pragma once
/* The full-screen front end (ncurses). */

#include <cigo/session/desk.h>

/* Can this terminal show it? Otherwise *ret_why is one sentence. Never exits the process. */
bool cigo_tui_available(const char **ret_why);
/* `cigo keys`: what the terminal sends for each key, and what cigo makes of it. */
enum cigo_face_end cigo_tui_keys(bool ascii, struct cigo_error *err);
/* All functions and their keys as lines, for where there is no full screen. */
void cigo_tui_keys_text(struct cigo_buf *out);
enum cigo_face_end cigo_tui_run(struct cigo_desk *desk, struct cigo_error *err);
