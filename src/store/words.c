/* The index has the answers of a case as they were typed, and the choices in the forms' own words. Who reads in another
 * language may look for those words too: each word that is typed becomes itself or, for each choice that has such a word
 * in the reader's language, all its own words. */

#include "words-priv.h"

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

#include <stdlib.h>
#include <utf8proc.h>

#include "store-priv.h"

int cigo_ids_by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* ---- words ---- */

/* What the index keeps of a text: letters, digits, and the marks upon them (as the tokenizer has it). */
static bool is_kept(uint32_t code)
{
    switch (utf8proc_category((utf8proc_int32_t)code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_CO:
        return true;
    default:
        return false;
    }
}

/* Takes the next word off the text; false = there is none any more. */
static bool next_word(struct cigo_str *text, struct cigo_str *ret_word)
{
    size_t at = 0, n = 0, start = 0;
    bool inside = false;
    for (; at < text->n; at += n) {
        uint32_t code;
        n = cigo_utf8_next((struct cigo_str){text->p + at, text->n - at}, &code);
        bool kept = is_kept(code);
        if (inside && !kept)
            break;
        start = inside ? start : at;
        inside = kept;
    }
    *ret_word = (struct cigo_str){text->p + start, inside ? at - start : 0};
    *text = (struct cigo_str){text->p + at, text->n - at};
    return inside;
}

static bool starts(struct cigo_str text, const struct cigo_buf *start)
{
    return cigo_str_starts(text, cigo_buf_str(start));
}

bool cigo_words_begin(const char *text, const struct cigo_buf *start, struct cigo_buf *scratch)
{
    cigo_buf_clear(scratch);
    cigo_utf8_fold(cigo_str_of(text), scratch);
    struct cigo_str rest = cigo_buf_str(scratch), word;
    if (starts(rest, start))
        return true;
    while (next_word(&rest, &word))
        if (starts((struct cigo_str){word.p, word.n + rest.n}, start))
            return true;
    return false;
}

bool cigo_words_same(const char *text, const struct cigo_buf *folded, struct cigo_buf *scratch)
{
    cigo_buf_clear(scratch);
    cigo_utf8_fold(cigo_str_of(text), scratch);
    return cigo_str_eq(cigo_buf_str(scratch), cigo_buf_str(folded));
}

/* ---- in the language of the index ---- */

enum { ENOUGH = 1 << 16 }; /* bytes of a query: after these a word is only itself */

struct query {
    const struct cigo_wording *wording;
    struct cigo_buf out, word, scratch;
};

/* All words of a text; each quoted, so that it is no operator. */
static void put_all(const char *text, struct cigo_buf *out)
{
    struct cigo_str rest = cigo_str_of(text), word;
    bool any = false;
    for (; next_word(&rest, &word); any = true)
        cigo_buf_printf(out, "%s\"%.*s\"", any ? " AND " : " OR (", (int)word.n, word.p);
    cigo_buf_puts(out, any ? ")" : "");
}

static void put_word(struct query *q, struct cigo_str word)
{
    cigo_buf_printf(&q->out, "%s(\"%.*s\"*", q->out.n ? " AND " : "", (int)word.n, word.p);
    cigo_buf_clear(&q->word);
    cigo_utf8_fold(word, &q->word);
    for (size_t i = 0; i < q->wording->n && q->out.n < ENOUGH; i++) {
        const struct cigo_word *called = &q->wording->items[i];
        if (called->searched && cigo_words_begin(called->shown, &q->word, &q->scratch))
            put_all(called->own, &q->out);
    }
    cigo_buf_putc(&q->out, ')');
}

static bool find(struct cigo_store *store, const char *query, struct cigo_ids *ids, struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_WORDS_FIND, "s", query);
    if (!stmt)
        return false;
    while (cigo_store_next(store, stmt, &ok, err))
        *CIGO_PUSH(ids->items, ids->n, ids->cap) = sqlite3_column_int64(stmt, 0);
    if (ids->n)
        qsort(ids->items, ids->n, sizeof *ids->items, cigo_ids_by_number);
    return ok;
}

bool cigo_words_find(struct cigo_store *store, const char *words, const struct cigo_wording *wording,
                     struct cigo_ids *ret_ids, struct cigo_error *err)
{
    struct query q = {.wording = wording};
    struct cigo_str rest = cigo_str_of(words ? words : ""), word;
    cigo_buf_init(&q.out, 1u << 24);
    cigo_buf_init(&q.word, 1u << 16);
    cigo_buf_init(&q.scratch, 1u << 16);
    while (next_word(&rest, &word))
        put_word(&q, word);
    ret_ids->all = q.out.n == 0;
    bool ok = ret_ids->all || find(store, q.out.p, ret_ids, err);
    cigo_buf_finish(&q.out);
    cigo_buf_finish(&q.word);
    cigo_buf_finish(&q.scratch);
    return ok;
}
