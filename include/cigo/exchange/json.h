#pragma once
/* JSON for programs to read, by jansson: every text that the program writes so goes through here. */

#include <stdbool.h>
#include <stddef.h>
#include <jansson.h>
#include <cigo/base/buf.h>
#include <cigo/base/str.h>

/* The text, or null without one. Bytes that are not UTF-8 (a name in an archive that others made, a path) become U+FFFD,
 * as where they are shown: jansson would refuse the text, and with it all that it is part of. */
json_t *cigo_json_text(const char *text);
json_t *cigo_json_str(struct cigo_str text);
json_t *cigo_json_filled(const char *text); /* null for an empty one too */

/* Written to `out`, as `flags` of jansson say, control and bidi characters as \uXXXX; `value` is given up. false: it
 * cannot be written (a NULL was put in, or there is no value). */
bool cigo_json_put(json_t *value, size_t flags, struct cigo_buf *out);
