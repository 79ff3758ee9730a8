/* Dates as people write them. The text is cut into numbers and words; their order and the digits of
 * the first number say which is day, month and year. Nothing is guessed: what does not fit is said.
 */

#include "kinds-priv.h"

#include <stdlib.h>

#include <cigo/base/date.h>
#include <cigo/base/utf8.h>

enum { MOST_TOKENS = 6, MOST_WORD = 31, FIRST_YEAR = 1900, LAST_YEAR = 2100, PIVOT = 70 };

static const char *const months[] = {N_("gennaio"),   N_("febbraio"), N_("marzo"),    N_("aprile"),
                                     N_("maggio"),    N_("giugno"),   N_("luglio"),   N_("agosto"),
                                     N_("settembre"), N_("ottobre"),  N_("novembre"), N_("dicembre")};
static const char *const weekdays[] = {N_("lunedì"),  N_("martedì"), N_("mercoledì"), N_("giovedì"),
                                       N_("venerdì"), N_("sabato"),  N_("domenica")};
/* As they are read, folded: Italian, English, German, whatever the language is now, so that an answer means the same
 * to whoever opens the case next. */
static const char *const read_months[] = {
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
    "novembre", "dicembre",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
    "januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "dezember",
    "janner", "feber", "maerz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "dezember"};
static const char *const read_weekdays[] = {
    "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"};

struct token {
    int digits; /* 0 = a word */
    int value;
    char word[MOST_WORD + 1]; /* lower case, without accents */
};

struct tokens {
    struct token items[MOST_TOKENS];
    size_t n;
};

/* What was read; year -1 = none written, weekday 0 = none. */
struct reading {
    int day, month, year, year_digits, weekday;
};

static bool is_letter(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           (code >= 0xc0 && code != 0xd7 && code != 0xf7);
}

static bool is_separator(uint32_t code)
{
    return code == '/' || code == '-' || code == '.' || code == ',';
}

/* "1°", "'26": blanks and marks that separate nothing. */
static bool is_silent(uint32_t code)
{
    return code == ' ' || code == '\'' || code == 0xb0 || code == 0xba;
}

/* Digits from s on; returns their bytes, 0 when they are no token. */
static size_t take_number(struct cigo_str s, struct token *token)
{
    size_t n = 0;
    *token = (struct token){0};
    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9') {
        if (n == 8)
            return 0;
        token->value = token->value * 10 + (s.p[n++] - '0');
    }
    token->digits = (int)n;
    return n;
}

static size_t take_word(struct cigo_str s, struct token *token)
{
    size_t n = 0;
    struct cigo_buf folded;
    *token = (struct token){0};
    while (n < s.n) {
        uint32_t code;
        size_t k = cigo_utf8_next((struct cigo_str){s.p + n, s.n - n}, &code);
        if (!is_letter(code))
            break;
        n += k;
    }
    cigo_buf_init(&folded, MOST_WORD);
    cigo_utf8_fold((struct cigo_str){s.p, n}, &folded);
    memcpy(token->word, folded.p, folded.n);
    bool fits = !folded.truncated;
    cigo_buf_finish(&folded);
    return fits ? n : 0;
}

/* "il", "di", "del": they say nothing. */
static bool is_filler(const struct token *token)
{
    return token->digits == 0 &&
           (strcmp(token->word, "il") == 0 || strcmp(token->word, "di") == 0 ||
            strcmp(token->word, "del") == 0);
}

/* Cut into tokens: between two at most one separator, blanks anywhere; none at the start. */
static bool cut(struct cigo_str s, struct tokens *ret_tokens)
{
    size_t separators = 1;
    while (s.n > 0) {
        struct token token;
        uint32_t code;
        size_t k = cigo_utf8_next(s, &code);
        if (code >= '0' && code <= '9') {
            k = take_number(s, &token);
        } else if (is_letter(code)) {
            k = take_word(s, &token);
        } else if (is_silent(code) || (is_separator(code) && separators == 0)) {
            separators += is_separator(code);
            s.p += k;
            s.n -= k;
            continue;
        } else {
            return false;
        }
        if (k == 0 || ret_tokens->n == MOST_TOKENS)
            return false;
        if (!is_filler(&token))
            ret_tokens->items[ret_tokens->n++] = token;
        separators = 0;
        s.p += k;
        s.n -= k;
    }
    return ret_tokens->n > 0;
}

/* Position from 1 of the only name that begins so (three letters at least), or 0; the names are `n` of each language. */
static int name_of(const char *word, const char *const *names, size_t all, size_t n)
{
    int found = 0;
    size_t length = strlen(word);
    if (length < 3)
        return 0;
    for (size_t i = 0; i < all; i++) {
        int here = (int)(i % n) + 1;
        if (strncmp(names[i], word, length) == 0)
            found = found && found != here ? -1 : here;
    }
    return found > 0 ? found : 0;
}

static int month_named(const char *word)
{
    return name_of(word, read_months, sizeof read_months / sizeof *read_months, 12);
}

static int weekday_named(const char *word)
{
    return name_of(word, read_weekdays, sizeof read_weekdays / sizeof *read_weekdays, 7);
}

static int month_of(const struct token *token)
{
    if (token->digits > 0)
        return token->digits <= 2 ? token->value : -1;
    int month = month_named(token->word);
    return month > 0 ? month : -1;
}

/* 021126, 02112026, 20261102. */
static bool read_compact(const struct token *token, struct reading *ret)
{
    int v = token->value;
    int32_t date;
    if (token->digits == 6) {
        *ret = (struct reading){v / 10000, v / 100 % 100, v % 100, 2, 0};
        return true;
    }
    if (token->digits != 8)
        return false;
    *ret = (struct reading){v / 1000000, v / 10000 % 100, v % 10000, 4, 0};
    if (!cigo_date_of(ret->year, ret->month, ret->day, &date) &&
        cigo_date_of(v / 10000, v / 100 % 100, v % 100, &date))
        *ret = (struct reading){v % 100, v / 100 % 100, v / 10000, 4, 0};
    return true;
}

/* "November 2, 2026": a month in letters may come first, with a whole year. */
static bool read_month_first(const struct tokens *tokens, struct reading *ret)
{
    const struct token *t = tokens->items;
    bool such = tokens->n == 3 && t[0].digits == 0 && t[1].digits >= 1 && t[1].digits <= 2 && t[2].digits == 4;
    int month = such ? month_named(t[0].word) : 0;
    *ret = (struct reading){such ? t[1].value : 0, month, such ? t[2].value : 0, 4, 0};
    return month > 0;
}

static bool read_tokens(const struct tokens *tokens, struct reading *ret)
{
    const struct token *t = tokens->items;
    size_t n = tokens->n;
    int weekday = 0;
    if (read_month_first(tokens, ret))
        return true;
    if (n > 1 && t->digits == 0) {
        weekday = weekday_named(t->word);
        if (weekday == 0)
            return false;
        t++;
        n--;
    }
    if (n == 1 && read_compact(t, ret)) {
        ret->weekday = weekday;
        return true;
    }
    if (n < 2 || n > 3 || t[0].digits == 0 || month_of(&t[1]) < 0)
        return false;
    *ret = (struct reading){t[0].value, month_of(&t[1]), -1, 0, weekday};
    if (n == 3 && t[0].digits == 4 && t[2].digits >= 1 && t[2].digits <= 2) {
        *ret = (struct reading){t[2].value, ret->month, t[0].value, 4, weekday};
        return true;
    }
    if (n == 3) {
        if (t[2].digits != 2 && t[2].digits != 4)
            return false;
        ret->year = t[2].value;
        ret->year_digits = t[2].digits;
    }
    return t[0].digits <= 2;
}

/* The date of this day and month nearest to today (the earlier of two at the same distance). */
static bool nearest(const struct reading *r, int32_t today, int32_t *ret_date)
{
    bool found = false;
    int year = cigo_date_ymd(today).year;
    for (int y = year - 1; y <= year + 1; y++) {
        int32_t date;
        if (!cigo_date_of(y, r->month, r->day, &date))
            continue;
        if (!found || abs(date - today) < abs(*ret_date - today))
            *ret_date = date;
        found = true;
    }
    return found;
}

/* A year of two digits: 70–99 lie in the last century; a birth date is never after today. */
static int full_year(const struct cigo_kind_ctx *ctx, const struct reading *r)
{
    int32_t date;
    if (r->year_digits != 2)
        return r->year;
    if (!ctx->past || ctx->today == 0)
        return r->year + (r->year < PIVOT ? 2000 : 1900);
    bool before = cigo_date_of(2000 + r->year, r->month, r->day, &date) && date <= ctx->today;
    if (!before && cigo_date_of(1900 + r->year, r->month, r->day, &date))
        return 1900 + r->year;
    return 2000 + r->year;
}

/* Which part of a date that does not exist is wrong. */
static void not_real(const struct reading *r, int year, struct cigo_parsed *out)
{
    if (r->month > 12 && r->month <= 31 && r->day >= 1 && r->day <= 12) {
        cigo_read_bad(out, _("Il mese %d non esiste: forse giorno e mese sono scambiati."), r->month);
        cigo_read_fix(out, _("Scriva prima il giorno e poi il mese: %d/%d."), r->month, r->day);
    } else if (r->month < 1 || r->month > 12) {
        cigo_read_bad(out, _("Il mese %d non esiste: i mesi vanno da 1 a 12."), r->month);
    } else if (r->day < 1 || r->day > 31) {
        cigo_read_bad(out, _("Il giorno %d non esiste: i giorni vanno da 1 a 31."), r->day);
    } else if (year >= 0 && (year < FIRST_YEAR || year > LAST_YEAR)) {
        cigo_read_bad(out, _("L'anno %d è fuori dai limiti: deve essere dal %d al %d."), year,
                      FIRST_YEAR, LAST_YEAR);
    } else if (year >= 0) {
        cigo_read_bad(out, _("Il giorno %d non esiste: %s %d ha %d giorni."), r->day,
                      _(months[r->month - 1]), year, cigo_month_days(year, r->month));
    } else if (r->month == 2 && r->day == 29) {
        cigo_read_bad(out, _("Il 29 febbraio esiste solo negli anni bisestili: manca l'anno."));
        cigo_read_fix(out, _("Scriva anche l'anno, per esempio 29/2/2024."));
    } else {
        cigo_read_bad(out, _("Il giorno %d non esiste nel mese di %s."), r->day, _(months[r->month - 1]));
    }
}

static void judge_range(const struct cigo_kind_ctx *ctx, int32_t date, struct cigo_parsed *out)
{
    char low[CIGO_DATE_SIZE], high[CIGO_DATE_SIZE];
    bool under = ctx->has_min && date < ctx->min, over = ctx->has_max && date > ctx->max;
    if (!under && !over)
        return;
    if (ctx->has_min)
        cigo_date_it((int32_t)ctx->min, low);
    if (ctx->has_max)
        cigo_date_it((int32_t)ctx->max, high);
    if (ctx->has_min && ctx->has_max)
        cigo_read_bad(out, _("La data è fuori dai limiti: deve essere dal %s al %s."), low, high);
    else if (ctx->has_min)
        cigo_read_bad(out, _("La data è fuori dai limiti: deve essere dal %s in poi."), low);
    else
        cigo_read_bad(out, _("La data è fuori dai limiti: deve essere non oltre il %s."), high);
}

static void judge(const struct cigo_kind_ctx *ctx, const struct reading *r, struct cigo_parsed *out)
{
    int32_t date = 0;
    int year = r->year < 0 ? -1 : full_year(ctx, r);
    bool dated = r->year >= 0;
    bool plausible = r->month >= 1 && r->month <= 12 && r->day >= 1 && r->day <= 31;
    if (!dated && plausible && (ctx->past || ctx->today == 0)) {
        cigo_read_bad(out, _("Manca l'anno."));
        cigo_read_fix(out, _("Scriva giorno, mese e anno, per esempio 2/11/1985."));
        return;
    }
    bool real = plausible && (dated ? cigo_date_of(year, r->month, r->day, &date)
                                    : nearest(r, ctx->today, &date));
    if (!real) {
        not_real(r, year, out);
        return;
    }
    int weekday = cigo_date_weekday(date);
    if (r->weekday != 0 && r->weekday != weekday) {
        char day[CIGO_DATE_SIZE];
        cigo_read_bad(out, _("Il %s è %s, non %s."), cigo_date_it(date, day), _(weekdays[weekday - 1]),
                      _(weekdays[r->weekday - 1]));
        return;
    }
    cigo_read_int(out, date);
    out->relative = !dated || (ctx->past && r->year_digits == 2);
    judge_range(ctx, date, out);
}

CIGO_PARSE(date)
{
    struct cigo_buf plain;
    struct tokens tokens = {.n = 0};
    struct reading r;
    char quote[CIGO_QUOTE_SIZE];
    cigo_buf_init(&plain, text.n * 4 + 16);
    cigo_plain(text, &plain);
    if (cut(cigo_buf_str(&plain), &tokens) && read_tokens(&tokens, &r))
        judge(ctx, &r, out);
    else
        cigo_read_bad(out, _("%s non è una data con giorno, mese e anno."), cigo_quote(text, quote));
    cigo_buf_finish(&plain);
}

/* Two digits at p, or -1. */
static int two_digits(const char *p)
{
    bool digits = p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9';
    return digits ? (p[0] - '0') * 10 + (p[1] - '0') : -1;
}

/* 2026-11-02 and 02/11/2026. */
CIGO_QUICK(date)
{
    const char *p = text.p;
    int32_t date;
    if (text.n != 10)
        return false;
    if (p[2] == '/' && p[5] == '/') {
        int day = two_digits(p), month = two_digits(p + 3), century = two_digits(p + 6), year = two_digits(p + 8);
        if (day < 0 || month < 1 || month > 12 || century < 0 || year < 0 ||
            !cigo_date_of(century * 100 + year, month, day, &date))
            return false;
    } else if (!cigo_date_parse_iso(text, &date)) {
        return false;
    }
    *ret_value = (struct cigo_value){.storage = CIGO_INT, .i = date};
    return !(ctx->has_min && date < ctx->min) && !(ctx->has_max && date > ctx->max);
}

CIGO_FORMAT(date)
{
    char date[CIGO_DATE_SIZE];
    (void)ctx;
    cigo_buf_puts(out, cigo_date_it((int32_t)value->i, date));
}

CIGO_ECHO(date)
{
    struct cigo_ymd d = cigo_date_ymd((int32_t)value->i);
    (void)ctx;
    cigo_buf_printf(out, _("%1$s %2$d %3$s %4$d"), _(weekdays[cigo_date_weekday((int32_t)value->i) - 1]), d.day,
                    _(months[d.month - 1]), d.year);
}
