#pragma once
/* Cases in and out as text: answers files, `cigo check` for programs and for people. */

#include <stdbool.h>
#include <cigo/base/buf.h>
#include <cigo/base/problem.h>
#include <cigo/session/find.h>
#include <cigo/session/history.h>
#include <cigo/session/session.h>
#include <cigo/yaml/yaml.h>

/* ---- answers files ---- */

/* Limits for answers files: 64 MiB, scalars 1 MiB. */
extern const struct cigo_yaml_limits cigo_answers_limits;

/* The `form:` of an answers file, or NULL. */
const char *cigo_answers_file_form(const struct cigo_yaml_node *root);

enum cigo_answers_mode {
    CIGO_ANSWERS_LOAD,   /* between load_begin and load_end of the session */
    CIGO_ANSWERS_ACTION, /* one undo group, one transaction */
};
/* Read an answers file's tree into the session. Unknown ids and shapes that do not fit are problems with
 * file:line:column and the nearest known id; values that do not parse are kept as typed (a choice that
 * the list does not have is a problem). All problems in one run; on any problem nothing is changed. */
bool cigo_answers_read(struct cigo_session *session, const struct cigo_yaml_node *root,
                       enum cigo_answers_mode mode, struct cigo_problems *problems,
                       struct cigo_error *err);
/* The map of answers alone (`answers:` of a test that travels with the form). */
bool cigo_answers_read_map(struct cigo_session *session, const struct cigo_yaml_node *map,
                           enum cigo_answers_mode mode, struct cigo_problems *problems,
                           struct cigo_error *err);

/* The case as an answers file: hidden answers and texts that were not understood included;
 * read(write(case)) = case. */
void cigo_answers_write(const struct cigo_session *session, struct cigo_buf *out);

/* ---- check ---- */

/* `cigo check --json`, as in the data model; `name` (or NULL) adds "case". Ends with a newline. */
void cigo_check_json(struct cigo_session *session, const char *name, struct cigo_buf *out);
/* A computed value as check --json writes it, for the tests of a form: `"2026-11-17"`, `true`, `null`. */
void cigo_computed_json(struct cigo_session *session, const struct cigo_computed *computed,
                        struct cigo_buf *out);
/* `cigo check` for people: plain lines, one fact a line. */
void cigo_check_text(struct cigo_session *session, const char *name, struct cigo_buf *out);
/* OK, ALERTS or MISSING. */
enum cigo_exit cigo_check_status(struct cigo_session *session);

/* ---- the age of the rules ---- */

/* "Regole verificate al 23/11/2026.": the oldest day on which a source of the form was checked; "" if none. */
void cigo_rules_age_line(const struct cigo_form *form, struct cigo_buf *out);
/* More than six months before today? */
bool cigo_rules_are_old(const struct cigo_form *form, int32_t today);
/* Then what it means and how a newer form is installed, in one line; "" otherwise. */
void cigo_rules_old_notice(const struct cigo_form *form, int32_t today, struct cigo_buf *out);

/* ---- explain ---- */

/* All that the form says about what `word` names: an alert, a format alert, a field or column (by id, code
 * or label), a group, a section, a choice, a computed value, a dated number, a window, a source, a term of
 * the glossary; case and accents do not matter. One fact a line, each ended by a full stop; if the word names
 * several things, all, with a blank line between. False when it names nothing: then one line says so,
 * with the nearest names. The session gives the values that are known now. */
bool cigo_explain(struct cigo_session *session, struct cigo_str word, struct cigo_buf *out);

/* ---- sentences shared by check and the front ends, so that all say the same ---- */

/* "ERRORE", "AVVISO", "NOTA". */
const char *cigo_severity_label(enum cigo_severity severity);
/* "1 errore, 2 avvisi, 1 nota": those that there are, `between` them. */
void cigo_alert_counts_text(size_t errors, size_t warnings, size_t infos, const char *between, struct cigo_buf *out);
/* "4 righe, 1 errore": the rows of a group, and the alerts that stand in its table. */
void cigo_rows_text(struct cigo_session *session, const struct cigo_group *group, struct cigo_buf *out);
/* To whoever would change a case that may only be read. */
const char *cigo_read_only_sentence(const struct cigo_session *session);
/* A full stop, unless the text ends a sentence already ("Rossi & C.", "È registrata?"). */
void cigo_sentence_stop(struct cigo_buf *out);
/* One full stop at the end, where a text that was put in had its own ("Rossi & C..", "È registrata?."); "..." stays. */
void cigo_sentence_end_once(struct cigo_buf *out);
/* The text as it stands before a full stop of ours: without its own, which ours then is. Borrowed, or in the arena. */
const char *cigo_before_stop(const char *text, struct cigo_arena *arena);
/* "4.6 Periodo al"; "5.8 Lavoratori, riga 3 (Rossi Mario), Codice fiscale". */
void cigo_place_label(const struct cigo_session *session, struct cigo_place place,
                      struct cigo_buf *out);
/* "ERRORE R-PER-ORDER. Titolo." and, if `full`, lines Dove, Perché, Che cosa fare, Fonte, Stato. */
void cigo_alert_lines(const struct cigo_session *session, const struct cigo_alert *alert, bool full,
                      struct cigo_buf *out);
/* One sentence for an effect: "Cambia: Termine di presentazione, ora 17/11/2026 (prima 31/12/2026)." */
void cigo_effect_line(const struct cigo_effect *effect, struct cigo_buf *out);
/* A place as people name it: "4.7", "causale", "5.8/3", "5.8/3/cognome"; false: there is no such one. */
bool cigo_place_named(const struct cigo_session *session, struct cigo_str word, struct cigo_place *ret_place);
/* "5.8/99": a row, but the group has none of that number; else false. */
bool cigo_row_missing(const struct cigo_session *session, struct cigo_str word, const struct cigo_group **ret_group,
                      size_t *ret_number);
/* "riga 3" and "#3", as one names a row where one is in its table. */
bool cigo_row_named(struct cigo_str word, size_t *ret_number);
/* "5.8 Lavoratori, riga 3 (Rossi Mario), Cognome: «Rossi»", without a full stop. */
void cigo_found_text(const struct cigo_session *session, const struct cigo_found *found, struct cigo_buf *out);
/* Of what is hidden, "ora non serve, per Causale: Gelo"; "non si sa ancora se serve, perché manca 2.4 Settore". */
void cigo_hidden_text(const struct cigo_session *session, const struct cigo_hidden *hidden, struct cigo_buf *out);
struct cigo_documents;
/* What the report that this text goes into must say, for the case as it is: a line for each heading, and "- " and a
 * line for each point, with its source. "" when no document of the form takes the field. */
void cigo_outline(struct cigo_session *session, const struct cigo_documents *documents, const struct cigo_field *field,
                  struct cigo_buf *out);
/* The label of an action as it is kept, in Italian if it is the form's or one of the program's own: in the reader's
 * language. */
void cigo_label_text(const struct cigo_form *form, const char *label, struct cigo_buf *out);
/* … as the making of a case from another is called: "copia da «Rossi 2025»". */
void cigo_label_of_copy(const char *name, struct cigo_buf *out);
/* A text on one line, cut after so many characters. */
void cigo_text_start(const char *text, size_t chars, struct cigo_buf *out);
/* What a field's text means to people: «40»; of a long one its beginning; "vuoto" for NULL or "". */
void cigo_text_quoted(const struct cigo_session *session, const struct cigo_field *field, const char *text,
                      size_t chars, struct cigo_buf *out);
/* The same of a text before and after a change: of long ones that begin alike the part where they differ. */
void cigo_change_quoted(const struct cigo_session *session, const struct cigo_field *field, const char *from,
                        const char *to, size_t chars, struct cigo_buf *ret_from, struct cigo_buf *ret_to);
/* What undo or redo does: "4.6 Periodo al, da «a» a «b» (ieri alle 17:12)", without a full stop. */
void cigo_undo_text(const struct cigo_session *session, const struct cigo_undo_step *step, struct cigo_buf *out);
/* Is it somebody else's, or so much of a former session, that one asks before? Then how. */
bool cigo_undo_asks(const struct cigo_undo_step *step);
void cigo_undo_question(const struct cigo_session *session, const struct cigo_undo_step *step, bool redo,
                        struct cigo_buf *out);
/* One line for each: "ieri alle 17:12, mrossi (pc-ufficio): «40» → «36», annullamento"; before it which answer or row, as far
 * as `history` is not of that one only. Without a full stop. */
void cigo_history_line(const struct cigo_session *session, const struct cigo_history *history,
                       const struct cigo_past_value *value, struct cigo_buf *out);
/* Where the history of a place tells nothing: why. */
const char *cigo_history_none(const struct cigo_session *session, struct cigo_place place);
/* The computed value of this type that the form keeps in sight (`show: banner`), or NULL. */
const struct cigo_computed *cigo_banner(const struct cigo_form *form, enum cigo_type type);
/* ---- terms ---- */

struct cigo_deadline {
    const struct cigo_computed *term;
    int32_t date;
    int64_t days; /* that are left; below zero: since when it is past */
    bool settled; /* … that were left on the day when it was kept or missed */
};
struct cigo_deadlines {
    const struct cigo_deadline *items;
    size_t n;
};
/* The terms that are known and still matter: those that the form keeps in sight first, then by date. */
struct cigo_deadlines cigo_deadlines(const struct cigo_session *session, struct cigo_arena *arena);
/* "Scadenza del ricorso: 23/12/2026, mancano 3 giorni." */
void cigo_deadline_line(const struct cigo_deadline *deadline, struct cigo_buf *out);
/* The one that is to be in sight; false when there is none, or the first is not known yet. */
bool cigo_next_deadline(const struct cigo_session *session, struct cigo_deadline *ret_deadline);
/* Is it known that the term that the form keeps in sight does not matter any more? */
bool cigo_first_term_over(const struct cigo_session *session);
/* It as such a line; that it cannot be known yet; or that none is open. "" if the form has no
 * term. */
void cigo_term_line(const struct cigo_session *session, struct cigo_buf *out);
