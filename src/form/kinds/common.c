/* How a kind reports what it read, and the forgiving reading that all of them share. */

#include "kinds-priv.h"

#include <stdarg.h>
#include <stdio.h>

#include <cigo/base/utf8.h>

void cigo_read_bad(struct cigo_parsed *out, const char *why, ...)
{
    va_list ap;
    va_start(ap, why);
    cigo_buf_clear(&out->why);
    cigo_buf_clear(&out->fix);
    cigo_buf_vprintf(&out->why, why, ap);
    va_end(ap);
    out->verdict = CIGO_BAD;
    out->value = (struct cigo_value){.storage = CIGO_NULL};
}

void cigo_read_warn(struct cigo_parsed *out, const char *why, ...)
{
    va_list ap;
    va_start(ap, why);
    cigo_buf_clear(&out->why);
    cigo_buf_clear(&out->fix);
    cigo_buf_vprintf(&out->why, why, ap);
    va_end(ap);
    out->verdict = CIGO_WARNING;
}

void cigo_read_fix(struct cigo_parsed *out, const char *fix, ...)
{
    va_list ap;
    va_start(ap, fix);
    cigo_buf_clear(&out->fix);
    cigo_buf_vprintf(&out->fix, fix, ap);
    va_end(ap);
}

void cigo_read_int(struct cigo_parsed *out, int64_t value)
{
    out->verdict = CIGO_OK;
    out->value = (struct cigo_value){.storage = CIGO_INT, .i = value};
}

void cigo_read_text(struct cigo_parsed *out, struct cigo_str text)
{
    cigo_buf_clear(&out->text_value);
    cigo_buf_add(&out->text_value, text);
    out->verdict = CIGO_OK;
    out->value = (struct cigo_value){.storage = CIGO_TEXT, .s = cigo_buf_str(&out->text_value)};
}

static bool is_blank(uint32_t code)
{
    return (code >= 0x2000 && code <= 0x200a) || code == 0xa0 || code == 0x202f || code == 0x205f ||
           code == 0x3000 || code == '\t' || code == '\n' || code == '\r';
}

static bool is_dash(uint32_t code)
{
    return (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0xfe58 || code == 0xfe63;
}

static bool is_apostrophe(uint32_t code)
{
    return (code >= 0x2018 && code <= 0x201b) || code == 0x2032 || code == 0x2bc || code == 0xb4 ||
           code == '`';
}

static bool is_quote(uint32_t code)
{
    return (code >= 0x201c && code <= 0x201f) || code == 0x2033 || code == 0xab || code == 0xbb;
}

/* Soft hyphen, joiners, byte order mark: nothing to be seen. */
static bool is_invisible(uint32_t code)
{
    return code == 0xad || (code >= 0x200b && code <= 0x200d) || code == 0x2060 || code == 0xfeff;
}

/* The ASCII character that stands for a typographic one; 0 = leave it out, the code itself = keep.
 */
static uint32_t plain_of(uint32_t code)
{
    if (is_invisible(code))
        return 0;
    return is_blank(code)        ? ' '
           : is_dash(code)       ? '-'
           : is_apostrophe(code) ? '\''
           : is_quote(code)      ? '"'
                                 : code;
}

/* Bytes at the start that are plain already: ASCII but blanks other than the space, and the
 * backtick. */
static size_t plain_run(struct cigo_str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] >= ' ' && s.p[n] < 0x7f && s.p[n] != '`')
        n++;
    return n;
}

void cigo_plain(struct cigo_str text, struct cigo_buf *out)
{
    while (text.n > 0) {
        uint32_t code;
        size_t k = plain_run(text);
        cigo_buf_add(out, (struct cigo_str){text.p, k});
        text.p += k;
        text.n -= k;
        if (text.n == 0)
            break;
        k = cigo_utf8_next(text, &code);
        code = plain_of(code);
        if (code != 0)
            cigo_utf8_put(out, code);
        text.p += k;
        text.n -= k;
    }
}

/* The same on plain text, appended piece by piece. */
static void strip_plain(struct cigo_str plain, const char *ignored, struct cigo_buf *out)
{
    char piece[64];
    size_t n = 0;
    for (size_t i = 0; i < plain.n; i++) {
        char c = plain.p[i]; /* all that is ignored lies before the digits */
        if (c == ' ' || (c > '\0' && c < '0' && strchr(ignored, c)))
            continue;
        piece[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
        if (n < sizeof piece)
            continue;
        cigo_buf_add(out, (struct cigo_str){piece, n});
        n = 0;
    }
    cigo_buf_add(out, (struct cigo_str){piece, n});
}

void cigo_strip(struct cigo_str text, const char *ignored, struct cigo_buf *out)
{
    struct cigo_buf plain;
    if (plain_run(text) == text.n) {
        strip_plain(text, ignored, out);
        return;
    }
    cigo_buf_init(&plain, text.n * 4 + 16);
    cigo_plain(text, &plain);
    strip_plain(cigo_buf_str(&plain), ignored, out);
    cigo_buf_finish(&plain);
}

bool cigo_all_digits(struct cigo_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    }
    return text.n > 0;
}

char *cigo_quote(struct cigo_str text, char *buf)
{
    enum { MOST_CHARACTERS = 40, MOST_BYTES = 160 };
    size_t n = 0, characters = 0;
    while (n < text.n && characters < MOST_CHARACTERS) {
        struct cigo_str rest = {text.p + n, text.n - n};
        uint32_t code;
        size_t k = cigo_utf8_next(rest, &code);
        if (n + k > MOST_BYTES)
            break;
        n += k;
        characters++;
    }
    snprintf(buf, CIGO_QUOTE_SIZE, "«%.*s%s»", (int)n, n ? text.p : "", n < text.n ? "…" : "");
    return buf;
}

bool cigo_read_digits(struct cigo_str text, const char *ignored, size_t n, struct cigo_parsed *out)
{
    struct cigo_buf code;
    char quote[CIGO_QUOTE_SIZE];
    cigo_buf_init(&code, text.n + 1);
    cigo_strip(text, ignored, &code);
    struct cigo_str s = cigo_buf_str(&code);
    bool ok = cigo_all_digits(s) && s.n == n;
    if (ok)
        cigo_read_text(out, s);
    else if (cigo_all_digits(s))
        cigo_read_bad(out, _("%s ha %zu cifre: devono essere %zu."), cigo_quote(s, quote), s.n, n);
    else
        cigo_read_bad(out, _("%s contiene caratteri che non sono cifre."), cigo_quote(text, quote));
    cigo_buf_finish(&code);
    return ok;
}
