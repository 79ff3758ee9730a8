/* The index has the answers of a case as they were typed, and the choices in the forms' own words. Who reads in another
 * language may look for those words too: each word that is typed becomes itself or, for each choice that has such a word
 * in the reader's language, all its own words. Words with hyphens between them are one (R-DEADLINE-ORD): the index does
 * not know where a word stands, so of what it finds the text is looked at. */

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

/* The same, words with a hyphen between them being one. */
static bool next_hyphenated(struct cigo_str *text, struct cigo_str *ret_word)
{
    struct cigo_str part, rest;
    if (!next_word(text, ret_word))
        return false;
    while (text->n > 1 && text->p[0] == '-') {
        rest = (struct cigo_str){text->p + 1, text->n - 1};
        if (!next_word(&rest, &part) || part.p != text->p + 1)
            break;
        ret_word->n = (size_t)(part.p - ret_word->p) + part.n;
        *text = rest;
    }
    return true;
}

static bool starts(struct cigo_str text, const struct cigo_buf *start)
{
    return cigo_str_starts(text, cigo_buf_str(start));
}

static bool begin(struct cigo_str text, const struct cigo_buf *start, struct cigo_buf *scratch)
{
    cigo_buf_clear(scratch);
    cigo_utf8_fold(text, scratch);
    struct cigo_str rest = cigo_buf_str(scratch), word;
    if (starts(rest, start))
        return true;
    while (next_word(&rest, &word))
        if (starts((struct cigo_str){word.p, word.n + rest.n}, start))
            return true;
    return false;
}

bool cigo_words_begin(const char *text, const struct cigo_buf *start, struct cigo_buf *scratch)
{
    return begin(cigo_str_of(text), start, scratch);
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
    struct cigo_buf hyphenated; /* those words that the text must have as they are, folded, one a line */
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

/* The beginnings of a word, or of those that hyphens join. */
static size_t put_beginnings(struct cigo_str word, struct cigo_buf *out)
{
    struct cigo_str part;
    size_t n = 0;
    for (; next_word(&word, &part); n++)
        cigo_buf_printf(out, "%s\"%.*s\"*", n ? " AND " : "(", (int)part.n, part.p);
    cigo_buf_putc(out, ')');
    return n;
}

static void put_word(struct query *q, struct cigo_str word)
{
    cigo_buf_puts(&q->out, q->out.n ? " AND (" : "(");
    size_t parts = put_beginnings(word, &q->out), before = q->out.n;
    cigo_buf_clear(&q->word);
    cigo_utf8_fold(word, &q->word);
    for (size_t i = 0; i < q->wording->n && q->out.n < ENOUGH; i++) {
        const struct cigo_word *called = &q->wording->items[i];
        if (called->searched && cigo_words_begin(called->shown, &q->word, &q->scratch))
            put_all(called->own, &q->out);
    }
    if (parts > 1 && q->out.n == before) /* else the text may have the other words instead */
        cigo_buf_printf(&q->hyphenated, "%s\n", q->word.p);
    cigo_buf_putc(&q->out, ')');
}

static bool next_line(struct cigo_str *text, struct cigo_str *ret_line)
{
    const char *end = text->n ? memchr(text->p, '\n', text->n) : NULL;
    if (text->n == 0)
        return false;
    *ret_line = (struct cigo_str){text->p, end ? (size_t)(end - text->p) : text->n};
    size_t used = ret_line->n + (end != NULL);
    *text = (struct cigo_str){text->p + used, text->n - used};
    return true;
}

/* Line by line: all of a text may be more than there is room for. */
static bool has_hyphenated(struct query *q, struct cigo_str text)
{
    struct cigo_str words = cigo_buf_str(&q->hyphenated), word;
    while (next_line(&words, &word)) {
        struct cigo_str rest = text, line;
        bool found = false;
        cigo_buf_clear(&q->word);
        cigo_buf_add(&q->word, word);
        while (!found && next_line(&rest, &line))
            found = begin(line, &q->word, &q->scratch);
        if (!found)
            return false;
    }
    return true;
}

static bool find(struct cigo_store *store, struct query *q, struct cigo_ids *ids, struct cigo_error *err)
{
    bool ok = true, look = q->hyphenated.n > 0;
    sqlite3_stmt *stmt = cigo_store_query(store, err, look ? CIGO_SQL_WORDS_TEXTS : CIGO_SQL_WORDS_FIND, "s", q->out.p);
    if (!stmt)
        return false;
    while (cigo_store_next(store, stmt, &ok, err))
        if (!look || has_hyphenated(q, cigo_str_of(cigo_store_text(stmt, 1))))
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
    cigo_buf_init(&q.hyphenated, 1u << 16);
    while (next_hyphenated(&rest, &word))
        put_word(&q, word);
    ret_ids->all = q.out.n == 0;
    bool ok = ret_ids->all || find(store, &q, ret_ids, err);
    cigo_buf_finish(&q.out);
    cigo_buf_finish(&q.word);
    cigo_buf_finish(&q.scratch);
    cigo_buf_finish(&q.hyphenated);
    return ok;
}
