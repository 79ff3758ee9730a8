#pragma once
/* The companies book on disk, beside the cases (see cigo/base/book.h). */

#include <cigo/base/book.h>
#include <cigo/store/store.h>

/* Texts in the arena, without control characters whoever wrote them; what is longer than the bounds is left out. */
bool cigo_store_book_find(struct cigo_store *store, const struct cigo_book_query *query, struct cigo_arena *arena,
                          struct cigo_book_entries *ret_entries, struct cigo_error *err);
/* *id 0: a new entry, of this company unless it is one, or the one that is there already with these same texts; else it
 * must be there. A text "" takes its value away. Too
 * long a text, too many values, companies or entries: an error that says so, and nothing is changed. */
bool cigo_store_book_put(struct cigo_store *store, enum cigo_book_part part, int64_t company, int64_t *id,
                         const struct cigo_book_value *values, size_t n, struct cigo_error *err);
/* A company with its units and signers, or one of those. Overwritten; cigo_store_scrub (care.h) sees to the rest. */
bool cigo_store_book_forget(struct cigo_store *store, int64_t id, struct cigo_error *err);
/* In this case one does not want to be asked. */
bool cigo_store_book_quiet(struct cigo_store *store, int64_t case_id, bool *ret_quiet, struct cigo_error *err);
bool cigo_store_book_hush(struct cigo_store *store, int64_t case_id, struct cigo_error *err);
