/* The time of a day in minutes, 0 to 1440: `8`, `8:30`, `08.30`, `0830`, `8h30`. */

#include "kinds-priv.h"

#include <inttypes.h>
#include <strings.h>

enum { DAY = 1440 };

/* Up to `most` digits at *s, taken off; -1 when there are none or more. */
static int take(struct cigo_str *s, size_t least, size_t most)
{
    size_t n = 0;
    int value = 0;
    while (n < s->n && s->p[n] >= '0' && s->p[n] <= '9' && n <= most)
        value = value * 10 + (s->p[n++] - '0');
    s->p += n;
    s->n -= n;
    return n >= least && n <= most ? value : -1;
}

/* A mark between hours, minutes and seconds, with blanks around it, taken off. */
static bool take_mark(struct cigo_str *s)
{
    *s = cigo_str_trim(*s);
    if (s->n == 0 || !memchr(":.,hH", s->p[0], 5))
        return false;
    *s = cigo_str_trim((struct cigo_str){s->p + 1, s->n - 1});
    return true;
}

/* Hours and minutes as written, not yet judged. */
static bool read(struct cigo_str s, int *ret_hours, int *ret_minutes)
{
    if (cigo_all_digits(s) && (s.n == 3 || s.n == 4)) {
        int both = take(&s, 3, 4);
        *ret_hours = both / 100;
        *ret_minutes = both % 100;
        return true;
    }
    int hours = take(&s, 1, 2), minutes = 0;
    if (hours < 0)
        return false;
    if (s.n > 0) {
        bool hour_sign = s.p[s.n - 1] == 'h' || s.p[s.n - 1] == 'H';
        if (!take_mark(&s))
            return false;
        if (s.n > 0)
            minutes = take(&s, 2, 2);
        else if (!hour_sign)
            return false;
    }
    if (s.n > 0 && (!take_mark(&s) || take(&s, 2, 2) != 0))
        return false;
    *ret_hours = hours;
    *ret_minutes = minutes;
    return minutes >= 0 && s.n == 0;
}

static void judge(const struct cigo_kind_ctx *ctx, int hours, int minutes, struct cigo_parsed *out)
{
    int value = hours * 60 + minutes;
    if (minutes > 59) {
        cigo_read_bad(out, _("I minuti sono %d: devono essere da 00 a 59."), minutes);
    } else if (value > DAY) {
        cigo_read_bad(out, _("L'ora %02d:%02d è fuori dai limiti: deve essere da 00:00 a 24:00."),
                      hours, minutes);
    } else if ((ctx->has_min && value < ctx->min) || (ctx->has_max && value > ctx->max)) {
        int64_t low = ctx->has_min ? ctx->min : 0, high = ctx->has_max ? ctx->max : DAY;
        cigo_read_bad(out,
                      _("L'ora è fuori dai limiti: deve essere da %02d:%02d a %02d:%02d."), (int)(low / 60),
                      (int)(low % 60), (int)(high / 60), (int)(high % 60));
    } else {
        cigo_read_int(out, value);
    }
}

CIGO_PARSE(time)
{
    struct cigo_buf plain;
    char quote[CIGO_QUOTE_SIZE];
    int hours, minutes;
    cigo_buf_init(&plain, text.n * 4 + 16);
    cigo_plain(text, &plain);
    struct cigo_str s = cigo_str_trim(cigo_buf_str(&plain));
    if (s.n > 4 && strncasecmp(s.p, "ore ", 4) == 0)
        s = cigo_str_trim((struct cigo_str){s.p + 4, s.n - 4});
    if (read(s, &hours, &minutes))
        judge(ctx, hours, minutes, out);
    else
        cigo_read_bad(out, _("%s non è un'ora con i minuti."), cigo_quote(text, quote));
    cigo_buf_finish(&plain);
}

CIGO_FORMAT(time)
{
    (void)ctx;
    cigo_buf_printf(out, "%02" PRId64 ":%02" PRId64, value->i / 60, value->i % 60);
}
