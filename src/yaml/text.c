/* One pass over the bytes before libyaml sees them. It finds what libyaml would call by a byte
 * offset only (bad UTF-8, control characters), and the surrogate escapes of JSON, which libyaml
 * refuses: in a copy, `\ud83d` becomes an escape of the same length for a character that occurs
 * nowhere in the text, so lines and columns stay, and the pair is put together when its scalar
 * arrives. */

#include "yaml-priv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

enum { SURROGATES = 0xD800 >> 11, FIRST_BLOCK = 1, BLOCKS = 32, MAX_BAD = 5, PIECE = 256 /* a long line full of backslashes is not gone over for each */ };

struct scan {
    struct cigo_yaml_text *text;
    const char *file;
    struct cigo_problems *problems;
    const unsigned char *p, *end;
    size_t index;
    unsigned line, column;
    uint32_t blocks; /* blocks of 2048 characters that the text uses, written or escaped */
    bool escaped;    /* the character before was a backslash that counts */
    int bad;
};

static int hex_digit(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Value of n hexadecimal digits, or -1. */
static int64_t hex_value(const unsigned char *p, const unsigned char *end, int n)
{
    int64_t value = 0;
    if (end - p < n)
        return -1;
    for (int i = 0; i < n; i++) {
        int digit = hex_digit(p[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static void bad_byte(struct scan *s)
{
    struct cigo_pos pos = {s->file, s->line, s->column};
    const unsigned char *start = (const unsigned char *)s->text->original.p;
    bool utf16 = s->p == start && s->end - s->p >= 2 &&
                 ((s->p[0] == 0xFF && s->p[1] == 0xFE) || (s->p[0] == 0xFE && s->p[1] == 0xFF));
    if (utf16)
        cigo_problem(s->problems, pos, "il file è in UTF-16: salvi il file in UTF-8");
    else
        cigo_problem(
            s->problems, pos,
            "il byte 0x%02X non è testo UTF-8 (forse il file è in Latin-1 o Windows-1252): "
            "salvi il file in UTF-8",
            *s->p);
    s->bad = MAX_BAD; /* after one, more of the same say nothing */
}

/* The characters that YAML 1.1 allows, as libyaml does. */
static bool printable(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0x7E) || c == 0x85 ||
           (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF) ||
           (c >= 0x10000 && c <= 0x10FFFF);
}

static void bad_character(struct scan *s, uint32_t code)
{
    struct cigo_pos pos = {s->file, s->line, s->column};
    if (code == 0)
        cigo_problem(s->problems, pos,
                     "carattere NUL: il file non è un testo, o è in UTF-16; lo salvi in UTF-8");
    else
        cigo_problem(s->problems, pos,
                     "carattere di controllo U+%04X non ammesso: lo tolga dal file",
                     (unsigned)code);
    s->bad++;
}

static void see_escape(struct scan *s)
{
    char mark = s->end - s->p > 1 ? (char)s->p[1] : '\0';
    int64_t code = -1;
    if (mark == 'u')
        code = hex_value(s->p + 2, s->end, 4);
    else if (mark == 'U')
        code = hex_value(s->p + 2, s->end, 8);
    if (code < 0 || code > 0xFFFF)
        return;
    if (mark == 'u' && code >> 11 == SURROGATES && !s->escaped)
        *CIGO_PUSH(s->text->escapes, s->text->n_escapes, s->text->cap_escapes) =
            (struct cigo_escape){s->index,
                                 (size_t)(s->p - (const unsigned char *)s->text->original.p),
                                 s->line, s->column};
    else
        s->blocks |= UINT32_C(1) << (code >> 11);
}

/* Go past a character, counting lines as libyaml does. */
static void advance(struct scan *s, uint32_t code, size_t n)
{
    bool newline = code == '\n' || code == 0x85 || code == 0x2028 || code == 0x2029 ||
                   (code == '\r' && !(s->end - s->p > 1 && s->p[1] == '\n'));
    s->text->odd = s->text->odd || code == '\t' || code == '\r' || (newline && code != '\n');
    s->escaped = code == '\\' && !s->escaped;
    s->p += n;
    s->index++;
    s->column = newline ? 1 : s->column + 1;
    s->line += newline;
}

/* Past a run of what most files consist of: printable ASCII that is no backslash. */
static void skip_plain(struct scan *s)
{
    size_t left = (size_t)(s->end - s->p);
    size_t n = cigo_utf8_plain((struct cigo_str){(const char *)s->p, left < PIECE ? left : PIECE});
    const unsigned char *escape = memchr(s->p, '\\', n);
    n = escape ? (size_t)(escape - s->p) : n;
    if (n == 0)
        return;
    s->escaped = false;
    s->p += n;
    s->index += n;
    s->column += (unsigned)n;
}

static void scan_all(struct scan *s)
{
    while (s->bad < MAX_BAD) {
        skip_plain(s);
        if (s->p == s->end)
            return;
        unsigned char c = *s->p;
        uint32_t code = c;
        size_t n = 1;
        if (c >= 0x80) {
            struct cigo_str rest = {(const char *)s->p, (size_t)(s->end - s->p)};
            n = cigo_utf8_next(rest, &code);
            if (n == 1) {
                bad_byte(s);
                return;
            }
            if (code <= 0xFFFF)
                s->blocks |= UINT32_C(1) << (code >> 11);
        }
        if (!printable(code))
            bad_character(s, code);
        else if (c == '\\')
            see_escape(s);
        advance(s, code, n);
    }
}

/* Choose characters that stand for surrogates and write their escapes into a copy. */
static bool patch(struct scan *s)
{
    struct cigo_yaml_text *text = s->text;
    unsigned block = 0xE000 >> 11;
    for (unsigned tried = 0; s->blocks >> block & 1;
         block = block > FIRST_BLOCK ? block - 1 : BLOCKS - 1) {
        if (++tried > BLOCKS) {
            cigo_problem(s->problems, (struct cigo_pos){s->file, 0, 0},
                         "il file mescola troppi alfabeti con le sequenze \\ud800–\\udfff: scriva "
                         "direttamente i caratteri, senza sequenze \\u");
            return false;
        }
    }
    text->block = block;
    text->patched = cigo_str_dup(text->original);
    for (size_t i = 0; i < text->n_escapes; i++) {
        char *hex = text->patched + text->escapes[i].offset + 2;
        unsigned code = (unsigned)hex_value((unsigned char *)hex, (unsigned char *)hex + 4, 4);
        code = block << 11 | (code & 0x7FF);
        for (int digit = 3; digit >= 0; digit--, code >>= 4)
            hex[digit] = "0123456789abcdef"[code & 15];
    }
    text->shown.p = text->patched;
    return true;
}

bool cigo_yaml_text_init(struct cigo_yaml_text *text, const char *file, struct cigo_str bytes,
                         struct cigo_problems *problems)
{
    if (cigo_str_starts(bytes, CIGO_STR("\xEF\xBB\xBF")))
        bytes = (struct cigo_str){bytes.p + 3, bytes.n - 3};
    *text = (struct cigo_yaml_text){.original = bytes, .shown = bytes};
    struct scan s = {.text = text, .file = file, .problems = problems, .line = 1, .column = 1};
    /* the block that is left out holds what YAML itself is written with */
    s.blocks = UINT32_C(1) | UINT32_C(1) << SURROGATES;
    s.p = (const unsigned char *)bytes.p;
    s.end = s.p + bytes.n;
    scan_all(&s);
    return s.bad == 0 && (text->n_escapes == 0 || patch(&s));
}

void cigo_yaml_text_finish(struct cigo_yaml_text *text)
{
    free(text->patched);
    free(text->escapes);
}

/* In a scalar whose escapes are text, give the digits back as they were. */
static void restore_literal(struct cigo_yaml_text *text, char *scalar, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++) {
        if (scalar[i] != '\\')
            continue;
        const unsigned char *hex = (const unsigned char *)scalar + i + 2;
        int64_t code = scalar[i + 1] == 'u' ? hex_value(hex, (unsigned char *)scalar + n, 4) : -1;
        if (code >> 11 == (int64_t)text->block && text->next < text->n_escapes)
            memcpy(scalar + i, text->original.p + text->escapes[text->next++].offset, 6);
        i++;
    }
}

static char *put_utf8(char *out, uint32_t code)
{
    *out++ = (char)(0xF0 | code >> 18);
    *out++ = (char)(0x80 | (code >> 12 & 0x3F));
    *out++ = (char)(0x80 | (code >> 6 & 0x3F));
    *out++ = (char)(0x80 | (code & 0x3F));
    return out;
}

/* Pairs become one character, which is shorter than the two that stood for it. */
static size_t restore_decoded(struct cigo_yaml_text *text, char *scalar, size_t n,
                              const struct cigo_escape **ret_lone)
{
    char *out = scalar;
    uint32_t high = 0;
    const struct cigo_escape *high_escape = NULL;
    for (size_t i = 0, size; i < n; i += size) {
        uint32_t code;
        size = cigo_utf8_next((struct cigo_str){scalar + i, n - i}, &code);
        const struct cigo_escape *escape = NULL;
        if (code >> 11 == text->block && text->next < text->n_escapes)
            escape = &text->escapes[text->next++];
        bool low = escape && (code & 0x400);
        if (high_escape && low)
            out = put_utf8(out, 0x10000 + (high << 10) + (code & 0x3FF));
        else if (!*ret_lone && (high_escape || low))
            *ret_lone = high_escape ? high_escape : escape;
        high_escape = escape && !low ? escape : NULL;
        high = code & 0x3FF;
        if (!escape) {
            memmove(out, scalar + i, size);
            out += size;
        }
    }
    if (high_escape && !*ret_lone)
        *ret_lone = high_escape;
    *out = '\0';
    return (size_t)(out - scalar);
}

size_t cigo_yaml_text_restore(struct cigo_yaml_text *text, size_t index, bool decoded, char *scalar,
                              size_t n, const struct cigo_escape **ret_lone)
{
    *ret_lone = NULL;
    while (text->next < text->n_escapes && text->escapes[text->next].index < index)
        text->next++; /* in comments */
    if (text->next == text->n_escapes)
        return n;
    if (decoded)
        return restore_decoded(text, scalar, n, ret_lone);
    restore_literal(text, scalar, n);
    return n;
}
