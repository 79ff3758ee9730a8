/* What is typed to find cases: words, and among them filters such as «stato:corso» or «entro:7». One that cannot be read
 * filters nothing, as long as somebody is still typing; whoever is not, is told. */

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

/* ---- periods ---- */

/* A day or a month; nothing = open. */
static bool read_side(const char *text, const struct cigo_date_reader *reader, int32_t *ret_first, int32_t *ret_last)
{
    *ret_first = *ret_last = 0;
    if (!*text || cigo_date_parse_month(text, ret_first, ret_last))
        return true;
    bool ok = reader->read(reader->data, text, ret_first);
    *ret_last = *ret_first;
    return ok;
}

bool cigo_period_read(const char *text, const struct cigo_date_reader *reader, struct cigo_arena *arena,
                      int32_t *ret_from, int32_t *ret_to, const char **ret_wants)
{
    const char *dots = strstr(text, "..");
    const char *begin = dots ? cigo_arena_str(arena, (struct cigo_str){text, (size_t)(dots - text)}) : text;
    int32_t from, to, first, last;
    bool ok = read_side(begin, reader, &from, &last) && read_side(dots ? dots + 2 : begin, reader, &first, &to);
    if (!ok || (!from && !to)) {
        *ret_wants = _("serve una data (2/11/2026), un mese (11/2026) o un intervallo (2/11/2026..29/11/2026)");
        return false;
    }
    if (from && to && from > to) {
        *ret_wants = _("l'intervallo finisce prima di cominciare");
        return false;
    }
    *ret_from = from;
    *ret_to = to;
    return true;
}

/* ---- filters ---- */

struct reading {
    const struct cigo_date_reader *reader;
    struct cigo_arena *arena;
    struct cigo_case_filter *filter;
};

/* What it wants when it cannot be read, or NULL. */
static const char *put(struct reading *r, enum key key, struct cigo_str value)
{
    struct cigo_case_filter *filter = r->filter;
    const char *wants = NULL, *text = value.n ? cigo_arena_str(r->arena, value) : NULL;
    if (!text)
        return _("scriva anche che cosa cerca");
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
        filter->in_period = cigo_period_read(text, r->reader, r->arena, &filter->from, &filter->to, &wants);
        break;
    case WITHIN:
        filter->has_within = read_days(value, &filter->within);
        wants = filter->has_within ? NULL : _("serve un numero di giorni, per esempio 7");
        break;
    }
    return wants;
}

static void take_filter(struct reading *r, size_t key, struct cigo_str *rest)
{
    struct cigo_str typed = *rest;
    size_t n = strlen(KEYS[key].name);
    *rest = (struct cigo_str){rest->p + n, rest->n - n};
    const char *wants = put(r, KEYS[key].key, next_value(rest));
    typed.n -= rest->n;
    if (wants && !r->filter->unclear) {
        r->filter->unclear = cigo_arena_str(r->arena, cigo_str_trim(typed));
        r->filter->wants = wants;
    }
}

void cigo_case_filter_read(const char *typed, const struct cigo_date_reader *reader, struct cigo_arena *arena,
                           struct cigo_case_filter *filter)
{
    struct reading r = {reader, arena, filter};
    struct cigo_str rest = cigo_str_of(typed);
    struct cigo_buf words;
    cigo_buf_init(&words, rest.n + 1);
    while (rest.n) {
        size_t key = 0;
        while (key < sizeof KEYS / sizeof *KEYS && !cigo_str_starts(rest, cigo_str_of(KEYS[key].name)))
            key++;
        if (key < sizeof KEYS / sizeof *KEYS) {
            take_filter(&r, key, &rest);
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
