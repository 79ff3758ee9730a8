#pragma once
/* A growing text buffer with a maximum that is declared at the start. Past the maximum it keeps what
 * it has and sets `truncated`. Always NUL-terminated. */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <cigo/base/str.h>

struct cigo_buf {
    char *p; /* never NULL after init */
    size_t n, cap, max;
    bool truncated;
};

void cigo_buf_init(struct cigo_buf *buf, size_t max);
void cigo_buf_finish(struct cigo_buf *buf); /* zeroed buffer allowed */
void cigo_buf_clear(struct cigo_buf *buf);
void cigo_buf_add(struct cigo_buf *buf, struct cigo_str s);
void cigo_buf_puts(struct cigo_buf *buf, const char *s);
void cigo_buf_putc(struct cigo_buf *buf, char c);
/* Room for n more bytes, to be written there; cigo_buf_wrote says where they end. NULL: they may pass the maximum,
 * and none is taken. */
char *cigo_buf_room(struct cigo_buf *buf, size_t n);
void cigo_buf_wrote(struct cigo_buf *buf, char *end);
void cigo_buf_printf(struct cigo_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void cigo_buf_vprintf(struct cigo_buf *buf, const char *format, va_list ap)
    __attribute__((format(printf, 2, 0)));
/* As one types it to a shell: in single quotes where it needs them. For commands that are shown. */
void cigo_buf_shell_word(struct cigo_buf *buf, const char *word);
/* Take the text out (caller frees with free()); the buffer is empty afterwards. */
char *cigo_buf_take(struct cigo_buf *buf);
static inline struct cigo_str cigo_buf_str(const struct cigo_buf *buf)
{
    return (struct cigo_str){buf->p, buf->n};
}
