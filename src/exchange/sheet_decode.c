/* From the bytes of a file to UTF-8. What has a byte-order mark is what the mark says. What is UTF-8 stays
 * where it is; the rest is Windows-1252, as older spreadsheets save it, unless most of its accents are UTF-8:
 * then only the bytes that are not are read as Windows-1252. */

#include <stdlib.h>
#include <string.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "sheet-priv.h"

/* 0x80 to 0x9f; the holes stay controls, which an answer does not keep. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

static uint32_t from_1252(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
}

/* How many sequences are UTF-8 and how many bytes are not. */
static void count_accents(struct cigo_str s, size_t *ret_good, size_t *ret_bad)
{
    size_t good = 0, bad = 0;
    while (s.n) {
        uint32_t code;
        size_t k = cigo_utf8_next(s, &code);
        good += k > 1;
        bad += k == 1 && (unsigned char)s.p[0] >= 0x80;
        s = (struct cigo_str){s.p + k, s.n - k};
    }
    *ret_good = good;
    *ret_bad = bad;
}

static void take_buf(struct cigo_buf *buf, char **text, size_t *size)
{
    free(*text);
    *size = buf->n;
    *text = cigo_buf_take(buf);
}

static void decode_bytes(char **text, size_t *size, bool keep_utf8)
{
    struct cigo_buf out;
    cigo_buf_init(&out, *size * 3 + 1);
    for (struct cigo_str s = {*text, *size}; s.n;) {
        uint32_t code;
        size_t k = cigo_utf8_next(s, &code);
        if (k == 1 || !keep_utf8) {
            k = 1;
            code = from_1252((unsigned char)s.p[0]);
        }
        cigo_utf8_put(&out, code);
        s = (struct cigo_str){s.p + k, s.n - k};
    }
    take_buf(&out, text, size);
}

static uint32_t unit_at(const unsigned char *p, bool little)
{
    return little ? p[0] | (uint32_t)p[1] << 8 : p[1] | (uint32_t)p[0] << 8;
}

/* A surrogate without its other half becomes U+FFFD (cigo_utf8_put sees to it). */
static void decode_utf16(char **text, size_t *size, bool little)
{
    const unsigned char *p = (const unsigned char *)*text;
    struct cigo_buf out;
    cigo_buf_init(&out, *size * 2 + 1);
    for (size_t i = 2; i + 1 < *size; i += 2) {
        uint32_t code = unit_at(p + i, little);
        if (code >= 0xd800 && code < 0xdc00 && i + 3 < *size) {
            uint32_t low = unit_at(p + i + 2, little);
            if (low >= 0xdc00 && low < 0xe000) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                i += 2;
            }
        }
        cigo_utf8_put(&out, code);
    }
    take_buf(&out, text, size);
}

static bool starts(const char *text, size_t size, struct cigo_str mark)
{
    return cigo_str_starts((struct cigo_str){text, size}, mark);
}

static enum cigo_encoding decode(char **text, size_t *size)
{
    if (starts(*text, *size, CIGO_STR("\xff\xfe")) || starts(*text, *size, CIGO_STR("\xfe\xff"))) {
        decode_utf16(text, size, (*text)[0] == '\xff');
        return CIGO_UTF16;
    }
    bool bom = starts(*text, *size, CIGO_STR("\xef\xbb\xbf"));
    if (bom) {
        *size -= 3;
        memmove(*text, *text + 3, *size + 1);
    }
    size_t good, bad;
    if (cigo_utf8_bad((struct cigo_str){*text, *size}) == *size)
        return bom ? CIGO_UTF8_BOM : CIGO_UTF8;
    count_accents((struct cigo_str){*text, *size}, &good, &bad);
    bool mostly = bom || good > bad;
    decode_bytes(text, size, mostly);
    return mostly ? CIGO_UTF8_DAMAGED : CIGO_WINDOWS_1252;
}

bool sheet_decode(char **text, size_t *size, enum cigo_encoding *ret_encoding, struct cigo_error *err)
{
    enum cigo_encoding encoding = decode(text, size);
    if (memchr(*text, '\0', *size))
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("il file contiene byte nulli: non è un testo, oppure è danneggiato. Lo apra con il "
                           "foglio di calcolo e lo salvi come «CSV UTF-8»."));
    *ret_encoding = encoding;
    return true;
}
