#pragma once
/* Inside the formats: what several of them need. */

#include <cigo/exchange/exchange.h>
#include <cigo/exchange/format.h>

enum { EXPORT_COLUMNS = 80 };

/* ---- export_lines.c ---- */
/* `first` and the text in lines of at most 80 columns; the first line begins after `from` blanks, the
 * others after `indent`; line ends in the text are kept. Ends with a newline. */
void export_wrapped(size_t from, size_t indent, const char *first, const char *text,
                    struct cigo_buf *out);
/* The same in lines of so many columns; more than `indent`. */
void export_wrapped_in(size_t columns, size_t from, size_t indent, const char *first, const char *text,
                       struct cigo_buf *out);
void export_heading(const char *text, char underline, struct cigo_buf *out);
/* What a person reads in this place; "non indicato" when it is empty. */
void export_value(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out);

/* Would a spreadsheet run it as a formula? So counts also a text that begins with an apostrophe, which is the
 * mark that it is none. */
bool export_is_formula(struct cigo_str text);
/* One cell by RFC 4180. `guard`: a text that a spreadsheet would run as a formula, and one that begins with
 * an apostrophe, gets an apostrophe in front; who reads it back drops exactly one. */
void export_cell(struct cigo_str text, char separator, bool guard, struct cigo_buf *out);

/* What stands where no document is due: that none is, or that the form does not say. */
const char *export_no_documents(const struct cigo_form *form);
/* The documents that are due, in the order of the form, and whether the case lists each. Returns how many. */
size_t export_documents_due(const struct cigo_session *session,
                            void (*each)(void *data, const struct cigo_choice *kind, bool listed), void *data);

bool export_text(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err);
bool export_json(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err);
bool export_csv(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err);
bool export_ics(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err);
/* export_doubts.c: rows whose key is empty, cannot be read, or came before. */
void export_beneficiari_doubts(const struct cigo_export *x, struct cigo_buf *out);
/* Of these rows. */
void export_key_doubts(const struct cigo_session *session, const struct cigo_group *group, struct cigo_buf *out);
/* The list that a file of the form's folder gives the shape of. */
bool export_list(const struct cigo_export *x, const char *layout, struct cigo_buf *out, struct cigo_error *err);
/* export_layout.c: is such a file there? */
bool export_layout_there(const struct cigo_form *form, const char *file);
bool export_checklist(const struct cigo_export *x, struct cigo_buf *out, struct cigo_error *err);

/* libgcrypt, as often as one likes; false: it cannot be used. */
bool cigo_gcrypt_start(void);
