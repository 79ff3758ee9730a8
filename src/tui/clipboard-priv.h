#pragma once
/* The bytes that give a text to the clipboard of the terminal's user (OSC 52). */

#include <stdbool.h>
#include <cigo/base/buf.h>
#include <cigo/base/str.h>

enum clipboard_way { CLIPBOARD_NONE, CLIPBOARD_DIRECT, CLIPBOARD_TMUX };

/* By TERM and by the variable that tmux sets ("" = not set). */
enum clipboard_way cigo_clipboard_way(const char *term, const char *tmux);
/* Of the cleaned text, in base64. False, and nothing, when it is longer than terminals take. */
bool cigo_clipboard_bytes(enum clipboard_way way, struct cigo_str text, struct cigo_buf *out);
