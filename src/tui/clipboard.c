/* The user's own clipboard through the terminal: OSC 52. Nothing but base64 stands in the sequence, so no value
 * can end it or begin another. Terminals do not answer: those that are known not to understand are not
 * sent anything. */

#include <string.h>

#include <cigo/base/utf8.h>

#include "clipboard-priv.h"

/* 100000 bytes of sequence is what the stricter terminals take. */
enum { MOST = 74994 };

static bool has_digit(const char *text)
{
    return *text >= '0' && *text <= '9';
}

enum clipboard_way cigo_clipboard_way(const char *term, const char *tmux)
{
    static const char *const none[] = {"linux", "ansi", "dumb", "cons25", "sun", "screen"};
    if (*tmux)
        return CLIPBOARD_TMUX; /* TERM is screen… there too */
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (strncmp(term, none[i], strlen(none[i])) == 0)
            return CLIPBOARD_NONE;
    if (!*term || (strncmp(term, "vt", 2) == 0 && has_digit(term + 2)))
        return CLIPBOARD_NONE;
    return strncmp(term, "tmux", 4) == 0 ? CLIPBOARD_TMUX : CLIPBOARD_DIRECT;
}

static void base64(struct cigo_str text, struct cigo_buf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < text.n; i += 3) {
        size_t n = text.n - i < 3 ? text.n - i : 3;
        unsigned bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (k < n ? (unsigned char)text.p[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            cigo_buf_putc(out, k <= n ? digits[bits >> (18 - 6 * k) & 63] : '=');
    }
}

bool cigo_clipboard_bytes(enum clipboard_way way, struct cigo_str text, struct cigo_buf *out)
{
    struct cigo_buf clean;
    cigo_buf_init(&clean, MOST + 1);
    cigo_utf8_clean(text, CIGO_CLEAN_TEXT, &clean);
    bool fits = !clean.truncated && clean.n <= MOST;
    if (fits) {
        cigo_buf_puts(out, "\x1b]52;c;");
        base64(cigo_buf_str(&clean), out);
        cigo_buf_putc(out, '\a');
    }
    /* tmux takes the first where set-clipboard is on; where it lets sequences through, it hands on the second */
    if (fits && way == CLIPBOARD_TMUX) {
        cigo_buf_puts(out, "\x1bPtmux;\x1b\x1b]52;c;");
        base64(cigo_buf_str(&clean), out);
        cigo_buf_puts(out, "\a\x1b\\");
    }
    cigo_buf_finish(&clean);
    return fits;
}
