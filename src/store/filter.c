/* Which cases pass a filter. The words are looked up in the index of the store, all else in the list in memory. */

#include <cigo/base/alloc.h>
#include <cigo/base/date.h>
#include <cigo/base/utf8.h>
#include <cigo/store/list.h>

#include <stdlib.h>
#include <utf8proc.h>

#include "store-priv.h"

/* ---- sets of cases, by number ---- */

struct ids {
    int64_t *items; /* ascending; NULL with `all` */
    size_t n, cap;
    bool all;
};

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool has(const struct ids *ids, int64_t id)
{
    return ids->all || (ids->n && bsearch(&id, ids->items, ids->n, sizeof id, by_number));
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

/* In the language of the index: each word quoted, so that it is no operator, as a beginning. */
static void put_query(struct cigo_str words, struct cigo_buf *out)
{
    bool inside = false;
    for (size_t i = 0, n; i < words.n; i += n) {
        struct cigo_str rest = {words.p + i, words.n - i};
        uint32_t code;
        n = cigo_utf8_next(rest, &code);
        bool kept = is_kept(code);
        if (kept != inside)
            cigo_buf_puts(out, inside ? "\"* " : "\"");
        if (kept)
            cigo_buf_add(out, (struct cigo_str){rest.p, n});
        inside = kept;
    }
    if (inside)
        cigo_buf_puts(out, "\"*");
}

static bool find_words(struct cigo_store *store, const char *words, struct ids *ret_ids, struct cigo_error *err)
{
    struct cigo_buf query;
    bool ok = true;
    cigo_buf_init(&query, 1u << 16);
    put_query(cigo_str_of(words ? words : ""), &query);
    ret_ids->all = query.n == 0;
    sqlite3_stmt *stmt = NULL;
    if (!ret_ids->all)
        ok = (stmt = cigo_store_query(store, err, CIGO_SQL_WORDS_FIND, "s", query.p)) != NULL;
    while (stmt && cigo_store_next(store, stmt, &ok, err))
        *CIGO_PUSH(ret_ids->items, ret_ids->n, ret_ids->cap) = sqlite3_column_int64(stmt, 0);
    if (ret_ids->n)
        qsort(ret_ids->items, ret_ids->n, sizeof *ret_ids->items, by_number);
    cigo_buf_finish(&query);
    return ok;
}

/* ---- tags ---- */

bool cigo_store_tags(struct cigo_store *store, void (*each)(void *data, int64_t id, const char *tag), void *data,
                     struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_TAG_READ, "");
    if (stmt == NULL)
        return false;
    while (cigo_store_next(store, stmt, &ok, err))
        each(data, sqlite3_column_int64(stmt, 0), cigo_store_text(stmt, 1));
    return ok;
}

/* Does the text begin like this, whatever the case and the accents? `start` is folded. */
static bool begins(const char *text, const struct cigo_buf *start, struct cigo_buf *scratch)
{
    cigo_buf_clear(scratch);
    cigo_utf8_fold(cigo_str_of(text), scratch);
    return scratch->n >= start->n && memcmp(scratch->p, start->p, start->n) == 0;
}

struct tagged {
    struct ids *ids;
    struct cigo_buf tag, scratch;
};

static void take_tag(void *data, int64_t id, const char *tag)
{
    struct tagged *t = data;
    if (begins(tag, &t->tag, &t->scratch) && t->scratch.n == t->tag.n)
        *CIGO_PUSH(t->ids->items, t->ids->n, t->ids->cap) = id;
}

static bool find_tag(struct cigo_store *store, const char *tag, struct ids *ret_ids, struct cigo_error *err)
{
    struct tagged t = {.ids = ret_ids};
    ret_ids->all = !tag;
    if (!tag)
        return true;
    cigo_buf_init(&t.tag, 1u << 16);
    cigo_buf_init(&t.scratch, 1u << 16);
    cigo_utf8_fold(cigo_str_of(tag), &t.tag);
    bool ok = cigo_store_tags(store, take_tag, &t, err);
    cigo_buf_finish(&t.tag);
    cigo_buf_finish(&t.scratch);
    return ok;
}

/* ---- the rest ---- */

struct test {
    const struct cigo_case_filter *filter;
    struct ids words, tagged;
    struct cigo_buf state, causale, scratch; /* folded */
    int32_t today;
    char from[CIGO_DATE_SIZE], to[CIGO_DATE_SIZE];
};

static void start(struct test *t, const struct cigo_case_filter *filter, int32_t today)
{
    *t = (struct test){.filter = filter, .today = today};
    cigo_buf_init(&t->state, 1u << 16);
    cigo_buf_init(&t->causale, 1u << 16);
    cigo_buf_init(&t->scratch, 1u << 16);
    cigo_utf8_fold(cigo_str_of(filter->state ? filter->state : ""), &t->state);
    cigo_utf8_fold(cigo_str_of(filter->causale ? filter->causale : ""), &t->causale);
    if (filter->from)
        cigo_date_iso(filter->from, t->from);
    if (filter->to)
        cigo_date_iso(filter->to, t->to);
}

static void finish(struct test *t)
{
    free(t->words.items);
    free(t->tagged.items);
    cigo_buf_finish(&t->state);
    cigo_buf_finish(&t->causale);
    cigo_buf_finish(&t->scratch);
}

/* A period that has begun and whose end nobody has said yet is one day. */
static bool in_period(const struct test *t, const struct cigo_summary *s)
{
    const char *from = *s->from ? s->from : s->to, *to = *s->to ? s->to : s->from;
    return *from && (!*t->to || strcmp(from, t->to) <= 0) && (!*t->from || strcmp(to, t->from) >= 0);
}

static bool is_within(const struct test *t, const struct cigo_summary *s)
{
    int32_t days;
    return cigo_summary_days(s, t->today, &days) && days >= 0 && days <= t->filter->within;
}

static bool right_aside(enum cigo_aside aside, const struct cigo_case_info *info)
{
    return aside == CIGO_ASIDE_TOO || (aside == CIGO_ASIDE_ONLY) == (*info->archived != '\0');
}

static bool passes(struct test *t, const struct cigo_case_info *info)
{
    const struct cigo_case_filter *filter = t->filter;
    const struct cigo_summary *s = &info->summary;
    return right_aside(filter->aside, info) && has(&t->words, info->id) && has(&t->tagged, info->id) &&
           (!filter->problems || s->errors + s->warnings > 0) && (!filter->in_period || in_period(t, s)) &&
           (!filter->has_within || is_within(t, s)) &&
           (!filter->state || begins(s->state, &t->state, &t->scratch)) &&
           (!filter->causale || begins(s->causale_label, &t->causale, &t->scratch) ||
            (begins(s->causale, &t->causale, &t->scratch) && t->scratch.n == t->causale.n));
}

bool cigo_store_filter(struct cigo_store *store, const struct cigo_cases *cases, const struct cigo_case_filter *filter,
                       int32_t today, struct cigo_arena *arena, size_t **ret_which, size_t *ret_n,
                       struct cigo_error *err)
{
    struct test t;
    start(&t, filter, today);
    bool ok = find_words(store, filter->words, &t.words, err) && find_tag(store, filter->tag, &t.tagged, err);
    if (ok) {
        size_t n = 0;
        *ret_which = cigo_arena_alloc(arena, (cases->n + 1) * sizeof **ret_which);
        for (size_t i = 0; i < cases->n; i++)
            if (passes(&t, &cases->items[i]))
                (*ret_which)[n++] = i;
        *ret_n = n;
    }
    finish(&t);
    return ok;
}
