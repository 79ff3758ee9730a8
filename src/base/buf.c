/* A bounded text buffer. What passes the maximum is cut between two characters, and from then on
 * nothing more is taken: a text with a hole in it would be worse than a short one. */

#include <cigo/base/buf.h>

#include <stdio.h>
#include <stdlib.h>

#include <cigo/base/alloc.h>

/* What an unused buffer points at (cap 0), so that taking or initialising needs no memory. Never
 * written to. */
static char nothing[1];

void cigo_buf_init(struct cigo_buf *buf, size_t max)
{
    *buf = (struct cigo_buf){.p = nothing, .max = max};
}

void cigo_buf_finish(struct cigo_buf *buf)
{
    if (buf->cap > 0)
        free(buf->p);
    *buf = (struct cigo_buf){.p = nothing, .max = buf->max};
}

void cigo_buf_clear(struct cigo_buf *buf)
{
    buf->n = 0;
    buf->truncated = false;
    if (buf->cap > 0)
        buf->p[0] = '\0';
}

/* Room for n more bytes and the NUL; n fits in max. */
static void reserve(struct cigo_buf *buf, size_t n)
{
    size_t need = buf->n + n + 1;
    if (need <= buf->cap)
        return;
    size_t cap = buf->cap < 64 ? 64 : buf->cap * 2;
    if (cap < need)
        cap = need;
    buf->p = cigo_realloc_array(buf->cap > 0 ? buf->p : NULL, cap, 1);
    buf->cap = cap;
}

/* At most n bytes of s, without a cut character at the end. */
static size_t whole_characters(struct cigo_str s, size_t n)
{
    while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    return n;
}

void cigo_buf_add(struct cigo_buf *buf, struct cigo_str s)
{
    if (s.n == 0 || buf->truncated)
        return;
    size_t room = buf->max > buf->n ? buf->max - buf->n : 0;
    if (s.n > room) {
        buf->truncated = true;
        s.n = whole_characters(s, room);
    }
    if (s.n == 0)
        return;
    reserve(buf, s.n);
    memcpy(buf->p + buf->n, s.p, s.n);
    buf->n += s.n;
    buf->p[buf->n] = '\0';
}

void cigo_buf_puts(struct cigo_buf *buf, const char *s)
{
    cigo_buf_add(buf, cigo_str_of(s));
}

void cigo_buf_putc(struct cigo_buf *buf, char c)
{
    if (buf->n + 1 < buf->cap && buf->n < buf->max && !buf->truncated) {
        buf->p[buf->n++] = c;
        buf->p[buf->n] = '\0';
    } else {
        cigo_buf_add(buf, (struct cigo_str){&c, 1});
    }
}

char *cigo_buf_room(struct cigo_buf *buf, size_t n)
{
    if (buf->truncated || n > buf->max - buf->n) {
        buf->truncated = true;
        return NULL;
    }
    reserve(buf, n);
    return buf->p + buf->n;
}

void cigo_buf_wrote(struct cigo_buf *buf, char *end)
{
    buf->n = (size_t)(end - buf->p);
    *end = '\0';
}

void cigo_buf_printf(struct cigo_buf *buf, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    cigo_buf_vprintf(buf, format, ap);
    va_end(ap);
}

void cigo_buf_vprintf(struct cigo_buf *buf, const char *format, va_list ap)
{
    char small[256];
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(small, sizeof small, format, ap);
    if (n > 0 && (size_t)n < sizeof small) {
        cigo_buf_add(buf, (struct cigo_str){small, (size_t)n});
    } else if (n > 0) {
        char *large = cigo_alloc((size_t)n + 1);
        vsnprintf(large, (size_t)n + 1, format, again);
        cigo_buf_add(buf, (struct cigo_str){large, (size_t)n});
        free(large);
    }
    va_end(again);
}

void cigo_buf_shell_word(struct cigo_buf *buf, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
    if (*word && word[strspn(word, plain)] == '\0') {
        cigo_buf_puts(buf, word);
        return;
    }
    cigo_buf_putc(buf, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            cigo_buf_puts(buf, "'\\''");
        else
            cigo_buf_putc(buf, *word);
    }
    cigo_buf_putc(buf, '\'');
}

char *cigo_buf_take(struct cigo_buf *buf)
{
    char *text = buf->cap > 0 ? buf->p : cigo_alloc(1);
    *buf = (struct cigo_buf){.p = nothing, .max = buf->max};
    return text;
}
