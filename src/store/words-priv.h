#pragma once
/* The words by which cases are found. A beginning that is looked for is folded (cigo_utf8_fold) once, by the caller. */

#include <cigo/base/buf.h>
#include <cigo/store/store.h>

struct cigo_ids {
    int64_t *items; /* ascending; NULL with `all` */
    size_t n, cap;
    bool all;
};
int cigo_ids_by_number(const void *a, const void *b);

/* Does one of the text's words, and what follows it, begin like this, whatever the case and the accents? */
bool cigo_words_begin(const char *text, const struct cigo_buf *start, struct cigo_buf *scratch);
/* Is it the same text, but for that? */
bool cigo_words_same(const char *text, const struct cigo_buf *folded, struct cigo_buf *scratch);
/* The cases that have all these beginnings of words, in the index or, for what the wording calls otherwise, in the
 * reader's language; no words = all. Caller frees the items. */
bool cigo_words_find(struct cigo_store *store, const char *words, const struct cigo_wording *wording,
                     struct cigo_ids *ret_ids, struct cigo_error *err);
