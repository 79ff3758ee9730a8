/* What is typed to find cases: words, and among them filters such as «stato:corso» or «entro:7». While one is still
 * typing, a filter that cannot be read yet filters nothing. */

#include <cigo/base/buf.h>
#include <cigo/base/date.h>
#include <cigo/store/list.h>

enum key { STATE, CAUSALE, TAG, PERIOD, WITHIN };
static const struct {
    const char *name;
    enum key key;
} KEYS[] = {
    {"stato:", STATE},     {"state:", STATE},   {"causale:", CAUSALE}, {"etichetta:", TAG}, {"tag:", TAG},
    {"periodo:", PERIOD}, {"period:", PERIOD}, {"entro:", WITHIN},    {"within:", WITHIN},
};

/* Up to the next blank; in quotes up to the next of them, or to the end as long as that is still to be typed. */
static struct cigo_str next_value(struct cigo_str *rest)
{
    bool quoted = rest->n && rest->p[0] == '"';
    struct cigo_str value = {rest->p + quoted, 0};
    size_t most = rest->n - quoted;
    while (value.n < most && value.p[value.n] != (quoted ? '"' : ' '))
        value.n++;
    size_t used = quoted + value.n + (value.n < most);
    *rest = (struct cigo_str){rest->p + used, rest->n - used};
    return value;
}

static bool read_days(struct cigo_str text, int32_t *ret_days)
{
    int32_t days = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || i > 4)
            return false;
        days = days * 10 + (text.p[i] - '0');
    }
    *ret_days = days;
    return text.n > 0;
}

static void put(struct cigo_case_filter *filter, enum key key, struct cigo_str value, struct cigo_arena *arena)
{
    const char *text = value.n ? cigo_arena_str(arena, value) : NULL;
    switch (key) {
    case STATE:
        filter->state = text;
        break;
    case CAUSALE:
        filter->causale = text;
        break;
    case TAG:
        filter->tag = text;
        break;
    case PERIOD:
        filter->in_period = text && cigo_date_parse_month(text, &filter->from, &filter->to);
        break;
    case WITHIN:
        filter->has_within = read_days(value, &filter->within);
        break;
    }
}

void cigo_case_filter_read(const char *typed, struct cigo_arena *arena, struct cigo_case_filter *filter)
{
    struct cigo_str rest = cigo_str_of(typed);
    struct cigo_buf words;
    cigo_buf_init(&words, rest.n + 1);
    while (rest.n) {
        size_t key = 0;
        while (key < sizeof KEYS / sizeof *KEYS && !cigo_str_starts(rest, cigo_str_of(KEYS[key].name)))
            key++;
        if (key < sizeof KEYS / sizeof *KEYS) {
            size_t n = strlen(KEYS[key].name);
            rest = (struct cigo_str){rest.p + n, rest.n - n};
            put(filter, KEYS[key].key, next_value(&rest), arena);
            continue;
        }
        const char *blank = memchr(rest.p, ' ', rest.n);
        size_t n = blank ? (size_t)(blank - rest.p) + 1 : rest.n;
        cigo_buf_add(&words, (struct cigo_str){rest.p, n});
        rest = (struct cigo_str){rest.p + n, rest.n - n};
    }
    filter->words = cigo_arena_dup(arena, words.p);
    cigo_buf_finish(&words);
}
