#pragma once
/* Inside the review: the list while it is made. */

#include <cigo/exchange/review.h>

struct review {
    struct cigo_session *session;
    const struct cigo_form *form;
    struct cigo_arena *arena;
    struct cigo_alerts alerts;   /* of every timing */
    struct cigo_missing missing;
    struct cigo_review_line *lines;
    size_t n, cap;
    size_t hidden;
};

struct cigo_review_line *review_add(struct review *r, enum cigo_review_type type, const char *label,
                                    const char *value);
const char *review_kept(struct review *r, struct cigo_buf *buf); /* finishes buf */
/* The value as understood, with its unit; the text as typed when it was not. */
const char *review_value(struct review *r, struct cigo_place place);

/* ---- review_parts.c ---- */
void review_verdict(struct review *r, const char *case_name); /* needs neither alerts nor missing places */
void review_blocks(struct review *r);
void review_alerts(struct review *r);
/* Counts them, and lists them if asked. */
void review_hidden(struct review *r, bool list);
