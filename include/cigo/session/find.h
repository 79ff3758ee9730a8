#pragma once
/* Finding in the whole case: codes, labels, what was answered, rows of tables, alerts; hidden answers too, with
 * the reason. Case and accents do not matter. Both faces list what this finds. */

#include <stdbool.h>
#include <stddef.h>
#include <cigo/base/arena.h>
#include <cigo/session/hidden.h>

struct cigo_found {
    struct cigo_place place;   /* a field, a cell, a group; of an alert its first place, zeroed: nowhere */
    const char *text;          /* the answer or the alert's title with the words in it; NULL: code or label */
    const char *alert;         /* its id, NULL = no alert */
    bool fires;                /* the alert, now */
    struct cigo_hidden why;    /* it is hidden */
};
struct cigo_finding {
    const struct cigo_found *items; /* codes and labels, then alerts, then answers, then rows; in the form's order */
    size_t n;                       /* at most `max` */
    size_t total;                   /* how many there are */
};
void cigo_session_find(struct cigo_session *session, struct cigo_str words, size_t max, struct cigo_arena *arena,
                       struct cigo_finding *ret_finding);
