#pragma once
/* On the telephone: what whoever guides a caller needs to know of one place, as parts that both faces show alike:
 * the question to read out word for word, where the datum is found, what people mistake, the answer as it is now,
 * and each alert in words. And the places one after the other, as one asks them. */

#include <stdbool.h>
#include <stddef.h>
#include <cigo/base/arena.h>
#include <cigo/session/desk.h>
#include <cigo/session/session.h>

enum cigo_call_part_type {
    CIGO_CALL_READ,   /* to be read out as it is */
    CIGO_CALL_CHOICE, /* one of the possible answers; no label */
    CIGO_CALL_ABOUT,  /* for the agent */
    CIGO_CALL_ANSWER, /* what is there now */
    CIGO_CALL_ERROR, CIGO_CALL_WARNING, CIGO_CALL_NOTE, /* what is wrong; its reasons follow as ABOUT */
};
struct cigo_call_part {
    enum cigo_call_part_type type;
    const char *label, *text; /* the text may have several lines */
};
struct cigo_call_card {
    const char *title; /* "4.7 Inizio effettivo" */
    const struct cigo_call_part *parts;
    size_t n;
};
/* Of a field, a cell, a group. Everything lives in the arena. */
struct cigo_call_card cigo_call_card(struct cigo_session *session, struct cigo_place place, struct cigo_arena *arena);

/* The place after or before this one (direction 1 or -1) among those that are asked now: fields and groups in the order
 * of the form, inside a row its columns, then the next row; past the last row what follows the group. Nothing in
 * `from` is before the first and after the last. False at the end: nothing in *ret_place. */
bool cigo_call_step(const struct cigo_session *session, struct cigo_place from, int direction,
                    struct cigo_place *ret_place);
/* From a group to the first column of its first row; false when it has none. */
bool cigo_call_enter(const struct cigo_session *session, const struct cigo_group *group, struct cigo_place *ret_place);

/* "oggi alle 10:42, mrossi (pc-ufficio), dopo 4 minuti e 12 secondi, 4.7 Inizio effettivo: ha il foglio presenze". */
void cigo_note_line(const struct cigo_session *session, const struct cigo_note *note, struct cigo_buf *out);
/* "4 minuti e 12 secondi". */
void cigo_call_time(int64_t seconds, struct cigo_buf *out);
