#pragma once
/* A snapshot of a case for whoever helps: what is asked, in what state, which alerts, and in place of each answer its
 * shape. A closed language: ids of the form, words of this page and numbers, so that nothing that was answered can be in
 * it, and nothing else can come out of one that somebody made up.
 *
 * A cell is a flag, a verdict and a shape, as one string:
 *   -  not asked   +  asked   *  asked and required
 *   !  not understood   ~  with a warning   nothing: read, or empty
 *   ""  no answer · text:N  so many characters · digits:N  a number of so many digits · is:ID  this choice ·
 *   chosen:N  so many choices · value  any other, of its kind */

#include <stdbool.h>
#include <cigo/base/buf.h>
#include <cigo/session/session.h>

/* A fact about the machine, of plain characters; others are left out when it is written. */
struct cigo_snapshot_fact {
    const char *name, *value;
};
struct cigo_snapshot_facts {
    const struct cigo_snapshot_fact *items;
    size_t n;
};

enum { CIGO_SNAPSHOT_BYTES = 4 << 20, CIGO_SNAPSHOT_ROWS = 100000 };

/* As JSON, ASCII alone. False: it would be too large to be opened. `position` as of the desk; its row is not told. */
bool cigo_snapshot_write(struct cigo_session *session, const char *position, const struct cigo_snapshot_facts *facts,
                         struct cigo_buf *out, struct cigo_error *err);

/* A snapshot that was read: what it says of itself, then the session made from it. */
struct cigo_snapshot;
struct cigo_snapshot *cigo_snapshot_read(struct cigo_str text, struct cigo_error *err);
void cigo_snapshot_free(struct cigo_snapshot *snapshot); /* NULL allowed */
const char *cigo_snapshot_form(const struct cigo_snapshot *snapshot); /* id of its form; "" = it tells none */
/* The session of it, with this form; ret_said (or NULL) gets a line for each thing that is not the same here: another
 * version of the form, fields and alerts that it does not have. */
struct cigo_session *cigo_snapshot_session(const struct cigo_snapshot *snapshot, const struct cigo_form *form,
                                           struct cigo_buf *ret_said, struct cigo_error *err);
/* Facts as lines for people, without a final line feed at the last. */
void cigo_snapshot_facts_text(const struct cigo_snapshot *snapshot, struct cigo_buf *out);
/* Where the user was: a place of the form, or "". Borrowed. */
const char *cigo_snapshot_position(const struct cigo_snapshot *snapshot);
