/* A year (2025) or a quarter (2025-T3). The year is the number of four digits; what is left, if
 * anything, says the quarter: T3, 3, 3° trimestre, III trim. */

#include "kinds-priv.h"

#include <stdio.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits or letters at *s, taken off and added to rest; the separators before them are left
 * out. */
static bool take_run(struct cigo_str *s, char *run, size_t size)
{
    size_t n = 0;
    while (s->n > 0 && s->p[0] != '\0' && strchr(" -/._", s->p[0])) {
        s->p++;
        s->n--;
    }
    bool digits = s->n > 0 && is_digit(s->p[0]);
    while (n < s->n && is_digit(s->p[n]) == digits && !strchr(" -/._", s->p[n]) && n + 1 < size) {
        run[n] = s->p[n] >= 'a' && s->p[n] <= 'z' ? (char)(s->p[n] - 'a' + 'A') : s->p[n];
        n++;
    }
    run[n] = '\0';
    s->p += n;
    s->n -= n;
    return n > 0;
}

/* The year: the only run of four digits; the other runs, upper case, one after the other into rest. What is no quarter
 * for sure, as the month in 2025-03, is a "?" there.
 */
static int take_year(struct cigo_str s, char *rest, size_t size)
{
    int year = -1;
    size_t n = 0;
    char run[16];
    while (take_run(&s, run, sizeof run)) {
        size_t k = strlen(run);
        if (k == 4 && is_digit(run[0])) {
            if (year >= 0)
                return -1;
            for (year = 0, k = 0; k < 4; k++)
                year = year * 10 + (run[k] - '0');
            continue;
        }
        if (k > 1 && is_digit(run[0]))
            k = (size_t)snprintf(run, sizeof run, "?");
        if (n + k >= size)
            return -1;
        memcpy(rest + n, run, k + 1);
        n += k;
    }
    return year;
}

/* The quarter that the rest says: 0 = none, -1 = not understood. */
static int quarter_of(const char *rest)
{
    static const char *const romans[] = {"I", "II", "III", "IV"};
    char core[32];
    size_t n = strlen(rest);
    if (n == 0)
        return 0;
    memcpy(core, rest, n + 1);
    static const char *const words[] = {"TRIMESTRE", "TRIM", "T", "Q"};
    char *start = core;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t k = strlen(words[i]);
        if (n > k && memcmp(core, words[i], k) == 0) {
            start = core + k;
            break;
        }
        if (n > k && memcmp(core + n - k, words[i], k) == 0) {
            core[n - k] = '\0';
            break;
        }
    }
    if (start[0] >= '1' && start[0] <= '4' && start[1] == '\0')
        return start[0] - '0';
    for (int i = 0; i < 4; i++) {
        if (strcmp(start, romans[i]) == 0)
            return i + 1;
    }
    return -1;
}

static void judge(struct cigo_str s, struct cigo_str text, struct cigo_parsed *out)
{
    char rest[32] = "", quote[CIGO_QUOTE_SIZE], periodo[16];
    int year = take_year(s, rest, sizeof rest);
    int quarter = year < 0 ? -1 : quarter_of(rest);
    if (year < 0) {
        cigo_read_bad(out, _("In %s manca un anno di quattro cifre."), cigo_quote(text, quote));
    } else if (year < FIRST_YEAR || year > LAST_YEAR) {
        cigo_read_bad(out, _("L'anno %d è fuori dai limiti: deve essere dal %d al %d."), year,
                      FIRST_YEAR, LAST_YEAR);
    } else if (quarter < 0) {
        cigo_read_bad(out, _("In %s il trimestre non è chiaro: va da T1 a T4."),
                      cigo_quote(text, quote));
    } else {
        snprintf(periodo, sizeof periodo, quarter ? "%04d-T%d" : "%04d", year, quarter);
        cigo_read_text(out, cigo_str_of(periodo));
    }
}

/* The mark of an ordinal ("3°", "3º") says nothing. */
static void without_ordinals(struct cigo_str text, struct cigo_buf *out)
{
    for (size_t i = 0; i < text.n; i++) {
        bool mark = i + 1 < text.n && text.p[i] == '\xc2' &&
                    (text.p[i + 1] == '\xb0' || text.p[i + 1] == '\xba');
        if (mark)
            i++;
        else
            cigo_buf_putc(out, text.p[i]);
    }
}

CIGO_PARSE(periodo)
{
    struct cigo_buf bare, plain;
    (void)ctx;
    cigo_buf_init(&bare, text.n + 1);
    cigo_buf_init(&plain, text.n * 4 + 16);
    without_ordinals(text, &bare);
    cigo_plain(cigo_buf_str(&bare), &plain);
    judge(cigo_buf_str(&plain), text, out);
    cigo_buf_finish(&plain);
    cigo_buf_finish(&bare);
}

CIGO_ECHO(periodo)
{
    static const char *const months[] = {N_("gennaio-marzo"), N_("aprile-giugno"), N_("luglio-settembre"),
                                         N_("ottobre-dicembre")};
    (void)ctx;
    if (value->s.n == 4) {
        cigo_buf_printf(out, _("anno %.4s"), value->s.p);
        return;
    }
    int quarter = value->s.p[6] - '1';
    cigo_buf_printf(out, _("%d° trimestre %.4s (%s)"), quarter + 1, value->s.p, _(months[quarter]));
}
