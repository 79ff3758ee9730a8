#pragma once
/* Why a question is not asked, as far as one sentence can say it; all of it is what cigo_session_why tells. */

#include <stdbool.h>
#include <cigo/base/arena.h>
#include <cigo/session/session.h>

struct cigo_hidden {
    bool hidden;               /* it is not asked now … */
    bool undecided;            /* … because it is not known yet whether it will be */
    struct cigo_place subject; /* what is hidden: the field, or the whole group that it is in */
    struct cigo_place decides; /* undecided: the answer that is missing; else the only one that decides. Zeroed: there are
                                  several, or none */
    const char *reason;        /* the answer that decides: "Causale: Gelo"; NULL when undecided or not one alone */
};
/* Texts in the arena, or borrowed from the form. */
struct cigo_hidden cigo_session_hidden(struct cigo_session *session, struct cigo_place place, struct cigo_arena *arena);
