#pragma once
/* The answers that a rule rests on, directly or through computed values. */

#include "session-priv.h"

struct input_set {
    struct cigo_input *items;
    size_t n, cap;
};

/* Add to set (free items with free()) every field, group and computed value below the subject. */
void cigo_inputs_close(const struct cigo_session *session, const struct cigo_subject *subject,
                  struct input_set *set);
/* Does it matter that nothing, or nothing readable, is answered there? */
typedef bool cigo_matters(const struct cigo_session *session, struct cigo_place place);
/* The first answer that is asked for and lacks below what is unknown of the subject; NULL = any matters. Zeroed: a figure of
 * the law. False: nothing lacks, and *ret_place is untouched. */
bool cigo_inputs_lack(const struct cigo_session *session, const struct cigo_subject *subject, cigo_matters *matters,
                      struct cigo_place *ret_place);
/* Of the answers below an alert's condition, as text; a row alert looks at its own row only. The order
 * is that of the names, so it holds across runs. */
void cigo_inputs_fingerprint(struct cigo_session *session, const struct cigo_alert_def *def, int64_t row,
                        struct cigo_buf *out);
/* spread_lacks.c: a sentence that names the answers below a computed value that are lacking; "" = none is. In the arena. */
const char *cigo_computed_lacks(const struct cigo_session *session, const struct cigo_computed *computed,
                                struct cigo_arena *arena);
