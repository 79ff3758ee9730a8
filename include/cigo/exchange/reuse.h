#pragma once
/* A new case from a former one: what the form's riuso.yaml says may be reused is copied, the rest is to be
 * declared again, and listed. */

#include <stdbool.h>
#include <stddef.h>
#include <cigo/base/arena.h>
#include <cigo/base/error.h>
#include <cigo/session/session.h>

struct cigo_reuse {
    size_t copied;                   /* answers, cells counted one by one */
    const struct cigo_place *declare; /* asked again, in the order of the form; columns without a row */
    size_t n_declare;
    const struct cigo_group *note_at; /* with `note`: what could not be taken over as it is; or NULL */
    const char *note;
};

/* An answer as a person would type it anew: of a choice its id; "" = none. Borrowed from the session. */
const char *cigo_reuse_text(const struct cigo_session *session, const struct cigo_field *field);
/* From `from` into `to`, empty and of the same form, as one action with this label. Texts and places in the arena.
 * False: riuso.yaml lacks or is wrong, or the answers could not be kept. */
bool cigo_reuse(struct cigo_session *from, struct cigo_session *to, const char *label, struct cigo_arena *arena,
                struct cigo_reuse *ret_reuse, struct cigo_error *err);
