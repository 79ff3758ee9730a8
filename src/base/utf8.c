/* UTF-8 by utf8proc. Bytes that are not UTF-8 never stop anything: each stands alone, as U+FFFD when
 * shown and as Latin-1 when kept. A cluster's width is that of its widest code point; an emoji variation
 * selector and a pair of regional indicators make it two. */

#include <cigo/base/utf8.h>

#include <stdlib.h>
#include <utf8proc.h>

#include <cigo/base/alloc.h>

enum { ESC = 0x1b, REPLACEMENT = 0xfffd, VARIATION_16 = 0xfe0f };

size_t cigo_utf8_next(struct cigo_str s, uint32_t *ret_code)
{
    utf8proc_int32_t code;
    if (s.n > 0 && !(s.p[0] & 0x80)) {
        *ret_code = (unsigned char)s.p[0];
        return 1;
    }
    utf8proc_ssize_t most = s.n > 4 ? 4 : (utf8proc_ssize_t)s.n;
    utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)s.p, most, &code);
    if (k <= 0) {
        *ret_code = REPLACEMENT;
        return 1;
    }
    *ret_code = (uint32_t)code;
    return (size_t)k;
}

/* The empty text may have no place in memory, to which not even 0 can be added. */
static struct cigo_str from(struct cigo_str s, size_t at)
{
    return at == 0 ? s : (struct cigo_str){s.p + at, s.n - at};
}

/* A bad byte is the only one-byte sequence that decodes to U+FFFD. */
static bool is_bad(uint32_t code, size_t length)
{
    return code == REPLACEMENT && length == 1;
}

/* Where ASCII ends, from i on; eight bytes at a time as long as it goes. */
static size_t skip_ascii(struct cigo_str s, size_t i)
{
    uint64_t eight;
    for (; i + sizeof eight <= s.n; i += sizeof eight) {
        memcpy(&eight, s.p + i, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    while (i < s.n && (unsigned char)s.p[i] < 0x80)
        i++;
    return i;
}

size_t cigo_utf8_bad(struct cigo_str s)
{
    size_t i = 0;
    while ((i = skip_ascii(s, i)) < s.n) {
        uint32_t code;
        size_t k = cigo_utf8_next(from(s, i), &code);
        if (is_bad(code, k))
            return i;
        i += k;
    }
    return s.n;
}

void cigo_utf8_put(struct cigo_buf *buf, uint32_t code)
{
    utf8proc_uint8_t bytes[4];
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        code = REPLACEMENT;
    utf8proc_ssize_t k = utf8proc_encode_char((utf8proc_int32_t)code, bytes);
    cigo_buf_add(buf, (struct cigo_str){(const char *)bytes, (size_t)k});
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Eight bytes, none of them a control, DEL or above: in each the top bit is 0, and stays so when 1 is added,
 * and is 1 when 0x60 is added. */
static bool all_printable(const char *p)
{
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return ((x | (x + EACH(0x01))) & EACH(0x80)) == 0 && ((x + EACH(0x60)) & EACH(0x80)) == EACH(0x80);
}

size_t cigo_utf8_plain(struct cigo_str s)
{
    size_t i = 0;
    while (i + 8 <= s.n && all_printable(s.p + i))
        i += 8;
    while (i < s.n && s.p[i] >= 0x20 && s.p[i] <= 0x7E)
        i++;
    return i;
}

size_t cigo_utf8_count(struct cigo_str s)
{
    size_t n = 0;
    uint32_t code;
    for (size_t i = 0; i < s.n;) {
        size_t plain = skip_ascii(s, i) - i;
        i += plain > 0 ? plain : cigo_utf8_next(from(s, i), &code);
        n += plain > 0 ? plain : 1;
    }
    return n;
}

size_t cigo_utf8_cluster(struct cigo_str s)
{
    if (s.n == 0)
        return 0;
    /* between two ASCII characters there is a break, but for CR LF */
    if (!(s.p[0] & 0x80) && s.p[0] != '\r' && (s.n == 1 || !(s.p[1] & 0x80)))
        return 1;
    uint32_t last, code;
    size_t i = cigo_utf8_next(s, &last);
    utf8proc_int32_t state = 0;
    while (i < s.n) {
        size_t k = cigo_utf8_next(from(s, i), &code);
        if (is_bad(code, k) || utf8proc_grapheme_break_stateful((utf8proc_int32_t)last,
                                                                (utf8proc_int32_t)code, &state))
            break;
        last = code;
        i += k;
    }
    return i;
}

size_t cigo_utf8_plain_clusters(struct cigo_str s)
{
    size_t n = cigo_utf8_plain(s);
    return n > 0 && n < s.n ? n - 1 : n; /* what comes next may be an accent on the last one */
}

static bool is_regional(uint32_t code)
{
    return code >= 0x1f1e6 && code <= 0x1f1ff;
}

/* Characters newer than the library's tables, and private ones, take a column on any terminal. */
static bool is_unassigned(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CO;
}

static size_t cluster_width(struct cigo_str s)
{
    size_t width = 0, regional = 0;
    for (size_t i = 0; i < s.n;) {
        uint32_t code;
        i += cigo_utf8_next(from(s, i), &code);
        int w = utf8proc_charwidth((utf8proc_int32_t)code);
        if (w <= 0 && is_unassigned(code))
            w = 1;
        regional += is_regional(code);
        if (code == VARIATION_16 || regional == 2)
            w = 2;
        if (w > 0 && (size_t)w > width)
            width = (size_t)w;
    }
    return width;
}

size_t cigo_utf8_width(struct cigo_str s)
{
    size_t width = 0;
    while (s.n > 0) {
        size_t plain = cigo_utf8_plain_clusters(s);
        size_t k = plain > 0 ? plain : cigo_utf8_cluster(s);
        width += plain > 0 ? plain : cluster_width((struct cigo_str){s.p, k});
        s = from(s, k);
    }
    return width;
}

/* utf8proc's result appended; what it cannot map (bad UTF-8) is appended as it is. */
static void add_mapped(struct cigo_str s, utf8proc_option_t options, struct cigo_buf *out)
{
    if (s.n == 0)
        return;
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &mapped, options);
    if (n == UTF8PROC_ERROR_NOMEM)
        cigo_no_memory();
    if (n < 0)
        cigo_buf_add(out, s);
    else
        cigo_buf_add(out, (struct cigo_str){(const char *)mapped, (size_t)n});
    free(mapped);
}

void cigo_utf8_nfc(struct cigo_str s, struct cigo_buf *out)
{
    if (cigo_str_is_ascii(s))
        cigo_buf_add(out, s);
    else
        add_mapped(s, UTF8PROC_STABLE | UTF8PROC_COMPOSE, out);
}

void cigo_utf8_fold(struct cigo_str s, struct cigo_buf *out)
{
    if (cigo_str_is_ascii(s)) {
        for (size_t i = 0; i < s.n; i++)
            cigo_buf_putc(out, s.p[i] >= 'A' && s.p[i] <= 'Z' ? (char)(s.p[i] - 'A' + 'a') : s.p[i]);
        return;
    }
    add_mapped(s,
               UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
                   UTF8PROC_IGNORE,
               out);
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

static bool is_bidi_control(uint32_t code)
{
    return code == 0x61c || code == 0x200e || code == 0x200f ||
           (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static bool is_line_end(uint32_t code)
{
    return code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029;
}

/* What needs no look at each character is appended at once; returns the rest. */
static struct cigo_str add_plain(struct cigo_str s, struct cigo_buf *out)
{
    size_t n = cigo_utf8_plain(s);
    cigo_buf_add(out, (struct cigo_str){s.p, n});
    return from(s, n);
}

static size_t span(struct cigo_str s, size_t at, unsigned char from, unsigned char to)
{
    size_t n = at;
    while (n < s.n && (unsigned char)s.p[n] >= from && (unsigned char)s.p[n] <= to)
        n++;
    return n - at;
}

/* What an arrow or a function key sends after ESC: "[A", "[1;5C", "[[A" (the Linux console), "OP". Without its ESC it
 * would look like text. */
size_t cigo_utf8_key_rest(struct cigo_str s)
{
    bool csi = cigo_str_starts(s, CIGO_STR("["));
    if (!csi && !cigo_str_starts(s, CIGO_STR("O")))
        return 0;
    size_t n = 1 + span(s, 1, '0', csi ? '?' : ';');
    if (csi)
        n += span(s, n, ' ', '/');
    if (n == 1 && cigo_str_starts(from(s, n), CIGO_STR("[")))
        n++;
    return n + (span(s, n, '@', '~') > 0);
}

size_t cigo_utf8_clean(struct cigo_str s, enum cigo_clean mode, struct cigo_buf *out)
{
    size_t removed = 0;
    while ((s = add_plain(s, out)).n > 0) {
        uint32_t code;
        size_t k = cigo_utf8_next(s, &code);
        if (is_bad(code, k))
            code = (unsigned char)s.p[0];
        s = from(s, k);
        if (code == '\r' && s.n > 0 && s.p[0] == '\n')
            continue; /* the LF speaks for both */
        if (is_line_end(code))
            cigo_buf_putc(out, mode == CIGO_CLEAN_TEXT ? '\n' : ' ');
        else if (code == '\t')
            cigo_buf_putc(out, ' ');
        else if (is_control(code) || is_bidi_control(code))
            removed++;
        else
            cigo_utf8_put(out, code);
        if (code == ESC)
            s = from(s, cigo_utf8_key_rest(s));
    }
    return removed;
}

void cigo_utf8_visible(struct cigo_str s, struct cigo_buf *out)
{
    while ((s = add_plain(s, out)).n > 0) {
        uint32_t code;
        size_t k = cigo_utf8_next(s, &code);
        s = from(s, k);
        cigo_utf8_put(out, is_control(code) || is_bidi_control(code) ? REPLACEMENT : code);
    }
}

void cigo_utf8_json(struct cigo_str json, struct cigo_buf *out)
{
    while (json.n > 0) {
        uint32_t code;
        size_t k = cigo_utf8_next(json, &code);
        json = from(json, k);
        if (code != '\n' && (is_control(code) || is_bidi_control(code)))
            cigo_buf_printf(out, "\\u%04x", (unsigned)code);
        else
            cigo_utf8_put(out, code);
    }
}

static const char *plain_sign(uint32_t code)
{
    switch (code) {
    case 0xab: case 0xbb: case 0x201c: case 0x201d:
        return "\"";
    case 0x2018: case 0x2019:
        return "'";
    case 0x2013: case 0x2014:
        return "-";
    case 0x2026:
        return "...";
    case 0x20ac:
        return "EUR";
    case 0xb0:
        return " gradi";
    default:
        return "?";
    }
}

void cigo_utf8_ascii(struct cigo_str s, struct cigo_buf *out)
{
    struct cigo_buf seen, bare;
    cigo_buf_init(&seen, s.n * 3 + 1);
    cigo_buf_init(&bare, s.n * 3 + 1);
    cigo_utf8_visible(s, &seen);
    add_mapped(cigo_buf_str(&seen), UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_STRIPMARK, &bare);
    for (struct cigo_str rest = cigo_buf_str(&bare); rest.n > 0;) {
        uint32_t code;
        rest = from(rest, cigo_utf8_next(rest, &code));
        if (code < 0x80)
            cigo_buf_putc(out, (char)code);
        else
            cigo_buf_puts(out, plain_sign(code));
    }
    cigo_buf_finish(&seen);
    cigo_buf_finish(&bare);
}
