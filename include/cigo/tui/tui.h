#pragma once
/* The full-screen front end (ncurses). */

#include <cigo/session/desk.h>

/* Can this terminal show it? Otherwise *ret_why is one sentence. Never exits the process. */
bool cigo_tui_available(const char **ret_why);
enum cigo_face_end cigo_tui_run(struct cigo_desk *desk, struct cigo_error *err);
