#pragma once
/* What a place held before, as the journal tells it: read by cli, the same for both faces and `cigo history`. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/arena.h>
#include <cigo/base/error.h>
#include <cigo/session/session.h>

enum cigo_past_what {
    CIGO_PAST_TEXT,    /* old_text → new_text */
    CIGO_PAST_ADDED,   /* the row came */
    CIGO_PAST_REMOVED, /* the row went, with row_texts */
    CIGO_PAST_WAIVER,  /* old_text, new_text: "open", "acknowledged", "contested"; reason */
};
struct cigo_past_value {
    enum cigo_past_what what;
    struct cigo_place place;
    size_t position;               /* REMOVED */
    size_t n_rows;                 /* ADDED: so many, from this one on */
    const char *const *row_texts;  /* REMOVED: one for each column, NULL = empty */
    const char *old_text, *new_text; /* NULL = empty */
    bool new_known;                /* of a whole row or table what an import wrote is not told cell by cell */
    const char *alert, *reason;    /* WAIVER */
    enum cigo_turn turn;
    const char *label;             /* of the action */
    const char *when, *iso;        /* for people, and as it is kept */
    const char *who, *machine;     /* machine "" = not known */
};
enum { CIGO_HISTORY_PAGE = 50 };
struct cigo_history {
    struct cigo_place place;       /* a field, a cell, a row, or a group */
    const struct cigo_past_value *items; /* the newest first */
    size_t n;
    size_t most;                   /* on a page; 0 = CIGO_HISTORY_PAGE */
    bool more;                     /* there are older ones */
    int64_t before;                /* where the next page begins; 0 = from the newest … */
    size_t told;                   /* … of which so many changes were on this one */
    const char *later;             /* what the place held where this page ended */
};

/* Can its old value be taken back, and is it another one than now? */
bool cigo_history_can_take(const struct cigo_session *session, const struct cigo_past_value *value);
/* The old value is the answer again, or the row that went stands in its table again, as a new change. */
bool cigo_history_take(struct cigo_session *session, const struct cigo_past_value *value,
                       struct cigo_place *ret_place, struct cigo_effects *ret_effects, struct cigo_error *err);
