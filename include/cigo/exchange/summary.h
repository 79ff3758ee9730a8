#pragma once
/* A case as one line of a list, and as the text under which it is found. */

#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/base/summary.h>
#include <cigo/session/session.h>

/* The first of them that has a value; of a field, where it is asked. NULL = none has. */
const struct cigo_single *cigo_first_known(const struct cigo_session *session, const struct cigo_singles *singles,
                                           struct cigo_value *ret_value);

/* What is kept, the same in whatever language the session's form is: nothing of it is `shown`. Texts in the arena. */
void cigo_summarize(struct cigo_session *session, struct cigo_arena *arena, struct cigo_summary *ret_summary);
/* All answers as they were written, choices also in the form's own words, the ids of alerts, reasons given to them. */
void cigo_summary_words(struct cigo_session *session, struct cigo_buf *out);
/* Adds what the texts that are kept of its cases are called in this form, where that is something else; to be sorted.
 * Texts in the arena. */
void cigo_summary_wording(const struct cigo_form *form, struct cigo_arena *arena, struct cigo_wording *wording);

/* In words; nothing when there is nothing to say. */
void cigo_summary_period(const struct cigo_summary *summary, struct cigo_buf *out); /* "dal 02/11/2026 al 29/11/2026" */
void cigo_summary_reason(const struct cigo_summary *summary, struct cigo_buf *out); /* "Gelo, dal 02/11/2026", "Dal …" */
/* "Termine di presentazione 31/12/2026, mancano 35 giorni" */
void cigo_summary_term(const struct cigo_summary *summary, int32_t today, struct cigo_buf *out);
/* What the review counts beyond CIGO_SCOPE_SECTION, as the list of cases does: "1 errore, 2 avvisi". */
void cigo_summary_review(struct cigo_session *session, struct cigo_buf *out);
void cigo_summary_state(const struct cigo_summary *summary, struct cigo_buf *out); /* "Da correggere: 1 errore" */
