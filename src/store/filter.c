/* Which cases pass a filter. The words are looked up in the index of the store, all else in the list in memory. */

#include <cigo/base/alloc.h>
#include <cigo/base/date.h>
#include <cigo/base/utf8.h>
#include <cigo/store/list.h>

#include <stdlib.h>

#include "store-priv.h"
#include "words-priv.h"

/* ---- sets of cases, by number ---- */

static bool has(const struct cigo_ids *ids, int64_t id)
{
    return ids->all || (ids->n && bsearch(&id, ids->items, ids->n, sizeof id, cigo_ids_by_number));
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

struct tagged {
    struct cigo_ids *ids;
    struct cigo_buf tag, scratch;
};

static void take_tag(void *data, int64_t id, const char *tag)
{
    struct tagged *t = data;
    if (cigo_words_same(tag, &t->tag, &t->scratch))
        *CIGO_PUSH(t->ids->items, t->ids->n, t->ids->cap) = id;
}

static bool find_tag(struct cigo_store *store, const char *tag, struct cigo_ids *ret_ids, struct cigo_error *err)
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
    struct cigo_ids words, tagged;
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
    return !cigo_summary_is_settled(s, t->today) && cigo_summary_days(s, t->today, &days) && days >= 0 && days <= t->filter->within;
}

static bool right_aside(enum cigo_aside aside, const struct cigo_case_info *info)
{
    return aside == CIGO_ASIDE_TOO || (aside == CIGO_ASIDE_ONLY) == (*info->archived != '\0');
}

static bool has_word(struct test *t, const char *text, const struct cigo_buf *start)
{
    return cigo_words_begin(text, start, &t->scratch);
}

static bool passes(struct test *t, const struct cigo_case_info *info)
{
    const struct cigo_case_filter *filter = t->filter;
    const struct cigo_summary *s = &info->summary;
    return right_aside(filter->aside, info) && has(&t->words, info->id) && has(&t->tagged, info->id) &&
           (!filter->problems || s->errors + s->warnings > 0) && (!filter->in_period || in_period(t, s)) &&
           (!filter->has_within || is_within(t, s)) &&
           (!filter->state || has_word(t, s->state, &t->state) || has_word(t, s->shown.state, &t->state)) &&
           (!filter->causale || has_word(t, s->causale, &t->causale) ||
            has_word(t, s->causale_label, &t->causale) || has_word(t, s->shown.causale_label, &t->causale));
}

bool cigo_store_filter(struct cigo_store *store, const struct cigo_cases *cases, const struct cigo_case_filter *filter,
                       int32_t today, struct cigo_arena *arena, size_t **ret_which, size_t *ret_n,
                       struct cigo_error *err)
{
    struct test t;
    start(&t, filter, today);
    bool ok = cigo_words_find(store, filter->words, &cases->wording, &t.words, err) && find_tag(store, filter->tag, &t.tagged, err);
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
