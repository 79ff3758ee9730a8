/* Whole numbers, decimals and money, all exact. Whether 1.234 means thousands or decimals is never
 * guessed, and no decimal is ever rounded away. */

#include "kinds-priv.h"

#include <inttypes.h>
#include <strings.h>

#include <cigo/base/decimal.h>

/* The greatest values: the product of any two numbers but money stays within 63 bits. */
static const int64_t MOST = INT64_C(1000000000);
static const int64_t MOST_MONEY = INT64_C(10000000000000);

static void put(struct cigo_buf *out, int64_t value, int places)
{
    cigo_decimal_it(value, places, true, out);
}

static void put_plain(struct cigo_buf *out, int64_t value)
{
    cigo_buf_printf(out, "%" PRId64, value);
}

/* A limit in a message, as format would write it. */
static void put_limit(struct cigo_buf *out, int64_t value, int places)
{
    if (places == 0)
        put_plain(out, value);
    else
        cigo_decimal_it(value, places, false, out);
}

static void out_of_range(int64_t low, int64_t high, bool has_low, bool has_high, int places,
                         struct cigo_parsed *out)
{
    cigo_read_bad(out, "%s", _("Il numero è fuori dai limiti: deve essere "));
    if (has_low && has_high) {
        cigo_buf_puts(&out->why, _("da "));
        put_limit(&out->why, low, places);
        cigo_buf_puts(&out->why, _(" a "));
        put_limit(&out->why, high, places);
    } else if (has_low) {
        cigo_buf_puts(&out->why, _("almeno "));
        put_limit(&out->why, low, places);
    } else {
        cigo_buf_puts(&out->why, _("al massimo "));
        put_limit(&out->why, high, places);
    }
    cigo_buf_putc(&out->why, '.');
}

static void judge_range(const struct cigo_kind_ctx *ctx, int64_t value, int places, int64_t most,
                        struct cigo_parsed *out)
{
    bool low = ctx->has_min && value < ctx->min, high = ctx->has_max && value > ctx->max;
    if (low || high)
        out_of_range(ctx->min, ctx->max, ctx->has_min, ctx->has_max, places, out);
    else if (value > most || value < -most)
        out_of_range(-most, most, true, true, places, out);
    else
        cigo_read_int(out, value);
}

static void ambiguous(struct cigo_str text, int places, struct cigo_parsed *out)
{
    char quote[CIGO_QUOTE_SIZE];
    struct cigo_buf digits;
    cigo_buf_init(&digits, 64);
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] != '.')
            cigo_buf_putc(&digits, text.p[i]);
    }
    cigo_read_bad(out, _("In %s non è chiaro se il punto separa le migliaia o i decimali."),
                  cigo_quote(text, quote));
    if (places == 0)
        cigo_read_fix(out, _("Scriva %s senza il punto."), digits.p);
    else
        cigo_read_fix(out,
                      _("Scriva %s se sono migliaia; se sono decimali usi la virgola (al massimo "
                      "%d cifre dopo)."),
                      digits.p, places);
    cigo_buf_finish(&digits);
}

static void too_precise(struct cigo_str text, int places, struct cigo_parsed *out)
{
    char quote[CIGO_QUOTE_SIZE];
    cigo_quote(text, quote);
    if (places == 0) {
        cigo_read_bad(out, _("%s ha dei decimali: qui serve un numero intero."), quote);
        return;
    }
    cigo_read_bad(out, _("%s ha più di %d decimali, e il valore non viene mai arrotondato da solo."),
                  quote, places);
    cigo_read_fix(out, _("Scriva il numero con al massimo %d cifre dopo la virgola."), places);
}

/* "12 euro", "EUR 12": the word is taken away like the sign. */
static struct cigo_str without_euro(struct cigo_str text)
{
    static const char *const words[] = {"euro", "eur"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);
        if (text.n <= n)
            continue;
        if (strncasecmp(text.p + text.n - n, words[i], n) == 0)
            return cigo_str_trim((struct cigo_str){text.p, text.n - n});
        if (strncasecmp(text.p, words[i], n) == 0)
            return cigo_str_trim((struct cigo_str){text.p + n, text.n - n});
    }
    return text;
}

/* "37:30" is how a clock says it: the decimals to type instead, if they are exact. */
static void not_a_number(struct cigo_str text, int places, struct cigo_parsed *out)
{
    enum { LONGEST_HOURS = 4 };
    char quote[CIGO_QUOTE_SIZE];
    const char *colon = memchr(text.p, ':', text.n);
    size_t hours = colon ? (size_t)(colon - text.p) : 0;
    cigo_read_bad(out, _("%s non è un numero scritto in cifre."), cigo_quote(text, quote));
    if (places != 2 || !hours || hours > LONGEST_HOURS || text.n != hours + 3 ||
        !cigo_all_digits((struct cigo_str){text.p, hours}) || !cigo_all_digits((struct cigo_str){colon + 1, 2}))
        return;
    int minutes = (colon[1] - '0') * 10 + colon[2] - '0';
    struct cigo_buf decimal;
    int64_t value;
    cigo_buf_init(&decimal, 64);
    bool exact = minutes < 60 && minutes % 3 == 0;
    if (exact && cigo_decimal_parse((struct cigo_str){text.p, hours}, places, &value) == CIGO_DECIMAL_OK)
        cigo_decimal_it(value + minutes * 100 / 60, places, true, &decimal);
    if (decimal.n)
        cigo_read_fix(out, _("Se sono ore e minuti, scriva %s."), decimal.p);
    else if (minutes < 60)
        cigo_read_fix(out, "%s", _("Se sono ore e minuti, scriva i minuti come decimali: 30 minuti sono 0,5."));
    cigo_buf_finish(&decimal);
}

static void parse(const struct cigo_kind_ctx *ctx, struct cigo_str text, int places, int64_t most,
                  struct cigo_parsed *out)
{
    struct cigo_buf plain;
    int64_t value = 0;
    cigo_buf_init(&plain, text.n * 4 + 16);
    cigo_plain(text, &plain);
    struct cigo_str s = cigo_str_trim(cigo_buf_str(&plain));
    if (most == MOST_MONEY)
        s = without_euro(s);
    switch (cigo_decimal_parse(s, places, &value)) {
    case CIGO_DECIMAL_OK:
        judge_range(ctx, value, places, most, out);
        break;
    case CIGO_DECIMAL_AMBIGUOUS:
        ambiguous(s, places, out);
        break;
    case CIGO_DECIMAL_TOO_PRECISE:
        too_precise(s, places, out);
        break;
    case CIGO_DECIMAL_RANGE:
        out_of_range(ctx->has_min ? ctx->min : -most, ctx->has_max ? ctx->max : most, true, true,
                     places, out);
        break;
    case CIGO_DECIMAL_NOT_A_NUMBER:
        not_a_number(s, places, out);
        break;
    }
    cigo_buf_finish(&plain);
}

CIGO_PARSE(integer)
{
    parse(ctx, text, 0, MOST, out);
}

CIGO_PARSE(decimal)
{
    parse(ctx, text, ctx->places, MOST, out);
}

CIGO_PARSE(money)
{
    parse(ctx, text, ctx->places, MOST_MONEY, out);
}

/* Digits, and after a comma at most `places` of them: few enough to stay far from any overflow. */
static bool quick(const struct cigo_kind_ctx *ctx, struct cigo_str text, int places, struct cigo_value *ret_value)
{
    int64_t value = 0;
    size_t i = 0;
    if (text.n > 9 || places < 0)
        return false;
    for (; i < text.n && text.p[i] >= '0' && text.p[i] <= '9'; i++)
        value = value * 10 + (text.p[i] - '0');
    bool whole = i > 0 && i == text.n;
    if (i == 0 || (!whole && (text.p[i++] != ',' || i == text.n)))
        return false;
    for (; i < text.n && places > 0 && text.p[i] >= '0' && text.p[i] <= '9'; i++, places--)
        value = value * 10 + (text.p[i] - '0');
    for (; places > 0 && places <= 2; places--)
        value *= 10;
    *ret_value = (struct cigo_value){.storage = CIGO_INT, .i = value};
    return i == text.n && places <= 0 && value <= MOST && !(ctx->has_min && value < ctx->min) &&
           !(ctx->has_max && value > ctx->max);
}

CIGO_QUICK(integer)
{
    return quick(ctx, text, 0, ret_value);
}

CIGO_QUICK(decimal)
{
    return quick(ctx, text, ctx->places, ret_value);
}

/* No thousands mark: "1.234" would be ambiguous when it is read again. */
CIGO_FORMAT(integer)
{
    (void)ctx;
    put_plain(out, value->i);
}

/* A whole number of thousands keeps its ",00" for the same reason. */
CIGO_FORMAT(decimal)
{
    int64_t unit = 1000;
    for (int i = 0; i < ctx->places; i++)
        unit *= 10;
    if (ctx->places == 0)
        put_plain(out, value->i);
    else
        cigo_decimal_it(value->i, ctx->places, value->i >= unit || value->i <= -unit, out);
}

CIGO_FORMAT(money)
{
    put(out, value->i, ctx->places);
}

CIGO_ECHO(money)
{
    put(out, value->i, ctx->places);
    cigo_buf_puts(out, " €");
}
