#pragma once
/* The companies book beside a case: what it says of the company, the unit and the signer whom the answers name. It
 * is offered; nothing is put in before somebody says so. */

#include <cigo/base/book.h>
#include <cigo/session/desk.h>

/* The field of the form that is this of that part; NULL = the form does not ask it. */
const struct cigo_field *cigo_book_field(const struct cigo_form *form, enum cigo_book_part part, const char *name);
/* How people call the entry: its keys that are names. Appended; "" = it has none of them. */
void cigo_book_title(const struct cigo_form *form, const struct cigo_book_entry *entry, struct cigo_buf *out);
/* Would the field take this text without an error? Else it is not offered in it. */
bool cigo_book_readable(const struct cigo_field *field, const char *text, int32_t today);
/* Entries of the part (of a company, 0 = any) of which a key begins as the text does; each once. */
bool cigo_book_begin(const struct cigo_book *book, const struct cigo_form *form, enum cigo_book_part part,
                     int64_t company, const char *text, size_t max, struct cigo_arena *arena,
                     struct cigo_book_entries *ret_entries, struct cigo_error *err);
/* "Azienda", "Unità produttiva", "Chi firma" */
const char *cigo_book_part_label(enum cigo_book_part part);
