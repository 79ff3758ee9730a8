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

/* The ASCII character that stands for a typographic one; 0 = leave it out, the code itself = keep. */
static uint32_t plain_of(uint32_t code)
{
    if (code >= 0x2000 && code <= 0x200a)
        return ' ';
    if (code >= 0x2010 && code <= 0x2015)
        return '-';
    switch (code) {
    case 0xa0: case 0x202f: case 0x205f: case 0x3000: case '\t': case '\n': case '\r':
        return ' ';
    case 0xad: case 0x200b: case 0x200c: case 0x200d: case 0x2060: case 0xfeff:
        return 0;
    case 0x2212: case 0xfe58: case 0xfe63:
        return '-';
    case 0x2018: case 0x2019: case 0x201a: case 0x201b: case 0x2032: case 0xb4: case '`': case 0x2bc:
        return '\'';
    case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x2033: case 0xab: case 0xbb:
        return '"';
    default:
        return code;
    }
}

void cigo_plain(struct cigo_str text, struct cigo_buf *out)
{
    while (text.n > 0) {
        uint32_t code;
        size_t k = cigo_utf8_next(text, &code);
        code = plain_of(code);
        if (code != 0)
            cigo_utf8_put(out, code);
        text.p += k;
        text.n -= k;
    }
}

void cigo_strip(struct cigo_str text, const char *ignored, struct cigo_buf *out)
{
    struct cigo_buf plain;
    cigo_buf_init(&plain, text.n * 4 + 16);
    cigo_plain(text, &plain);
    for (size_t i = 0; i < plain.n; i++) {
        char c = plain.p[i];
        if (c == ' ' || (c != '\0' && strchr(ignored, c)))
            continue;
        cigo_buf_putc(out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
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
        cigo_read_bad(out, "%s ha %zu cifre: devono essere %zu.", cigo_quote(s, quote), s.n, n);
    else
        cigo_read_bad(out, "%s contiene caratteri che non sono cifre.", cigo_quote(text, quote));
    cigo_buf_finish(&code);
    return ok;
}
