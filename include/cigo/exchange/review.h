#pragma once
/* The review: the whole case as one list of lines, made from the form, the same for every face. First what
 * keeps back the dossier, then section by section every answer as it was understood, then the alerts, what
 * was confirmed or contested and why, and the answers that are kept though they are not asked now. */

#include <stdbool.h>
#include <stddef.h>
#include <cigo/session/session.h>

enum cigo_review_type {
    CIGO_REVIEW_HEADING, /* of a part or a section: label, value = its state or "" */
    CIGO_REVIEW_SAY,     /* a sentence: value */
    CIGO_REVIEW_MISSING, /* label = a place that must be answered */
    CIGO_REVIEW_FIELD,
    CIGO_REVIEW_GROUP,   /* value = how many rows */
    CIGO_REVIEW_ROW,     /* label "1. Rossi Mario", value = its cells */
    CIGO_REVIEW_COMPUTED,
    CIGO_REVIEW_ALERT,   /* label = severity, id and title; value = where, and the reason that was given */
    CIGO_REVIEW_HIDDEN,  /* an answer that is not asked now */
};
enum cigo_review_mark {
    CIGO_REVIEW_GIVEN,
    CIGO_REVIEW_SKIPPED, /* optional, empty */
    CIGO_REVIEW_LACKS,   /* required, empty */
    CIGO_REVIEW_WRONG,   /* not understood, or an open error stands here */
};
struct cigo_review_line {
    enum cigo_review_type type;
    enum cigo_review_mark mark;
    struct cigo_place place;   /* where one goes to change it; zeroed = nowhere */
    const struct cigo_alert *alert; /* ALERT */
    const char *code;          /* FIELD, GROUP: "4.7"; else "" */
    const char *label, *value;
};
struct cigo_review {
    const struct cigo_review_line *lines;
    size_t n;
    size_t hidden; /* answers that are not asked now, shown or not */
    bool ready;    /* nothing keeps back the dossier */
};

/* section NULL: all of it; else that section alone. `hidden`: list the answers that are not asked now.
 * `case_name` goes into the commands that it names. Texts and alerts in the arena, good until an answer
 * changes. */
struct cigo_review cigo_review_make(struct cigo_session *session, const char *case_name,
                                    const struct cigo_section *section, bool hidden,
                                    struct cigo_arena *arena);
/* Its first lines alone: what keeps back the dossier, in a few sentences. Cheap however many rows there are. */
struct cigo_review cigo_review_verdict(struct cigo_session *session, const char *case_name,
                                       struct cigo_arena *arena);
/* "4.7 Data inizio effettivo: lunedì 2 novembre 2026."; one sentence, line ends as blanks. */
void cigo_review_sentence(const struct cigo_review_line *line, struct cigo_buf *out);
