#pragma once
/* The picture of the limits, as facts and as plain text: a strip of weeks (used, requested, over, not
 * counted) and bars against a limit. ASCII, no colour needed. The views of the form that it reads are
 * described in cigo-form(5). */

#include <stdbool.h>
#include <stdint.h>
#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/session/session.h>

struct cigo_picture_week {
    int32_t monday;
    const struct cigo_choice *state;
};
struct cigo_picture_bar {
    const struct cigo_choice *what;
    int64_t used, requested, limit; /* hundredths; used: what still counts when the request counts in full */
    bool at_least;                  /* more may have been used: it is not known of all */
};
struct cigo_picture {
    const struct cigo_choices *states; /* the first one means a free week; attribute `segno`: its sign */
    struct cigo_picture_week *weeks;   /* by date */
    size_t n_weeks;
    struct cigo_picture_bar *bars;     /* those whose numbers are all known */
    size_t n_bars;
};

/* false when the form has no picture, or the period is not known yet. Arrays live in the arena. */
bool cigo_picture_of(const struct cigo_session *session, struct cigo_arena *arena,
                     struct cigo_picture *ret_picture);
/* Why there is none, in a sentence. */
const char *cigo_picture_why_none(const struct cigo_form *form);
/* How many weeks from `first` on follow one another in the same state. */
size_t cigo_picture_run(const struct cigo_picture *picture, size_t first);
/* Two amounts of a bar as people read them: "7.100,00", "almeno 7.100,00"; "2,60", "oltre di 3,40". */
void cigo_picture_used(const struct cigo_picture_bar *bar, struct cigo_buf *out);
void cigo_picture_left(const struct cigo_picture_bar *bar, struct cigo_buf *out);
/* All of it as lines, to be seen; and in words only, to be heard. */
void cigo_picture_text(const struct cigo_picture *picture, struct cigo_buf *out);
void cigo_picture_words(const struct cigo_picture *picture, struct cigo_buf *out);
