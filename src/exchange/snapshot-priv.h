#pragma once
/* Inside snapshots: shapes, which are written and read. */

#include <cigo/exchange/snapshot.h>
#include <cigo/session/frozen.h>

/* Letters, digits, blanks and a few signs, not long. */
bool cigo_fact_is_plain(const char *text);
/* The code of what stands at a place. */
void cigo_shape_code(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out);
/* The code of a computed value; "" = unknown. */
void cigo_shape_computed(const struct cigo_session *session, const struct cigo_computed *computed, int64_t row,
                         struct cigo_buf *out);
/* How long a text is, as a code: "text:41"; "" stays "". */
void cigo_shape_text(const char *text, struct cigo_buf *out);
/* A code as a cell of the session; `text` gets what it says to people and is borrowed by *ret_told. False: no such
 * code. */
bool cigo_shape_read(const struct cigo_field *field, const char *code, struct cigo_buf *text,
                     struct cigo_told *ret_told);
/* Of a computed value, or of a text that is no answer (kind NULL): without flag and verdict. */
bool cigo_shape_say(const struct cigo_kind *kind, const char *code, struct cigo_buf *text);
