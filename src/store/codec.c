/* Several texts in one: separated by TAB, with \t \n \\ for a tab, a new line and a backslash inside. So
 * a row of a group (column, text, column, text …) is one record and a change of an import is one line;
 * every text comes back byte for byte. */

#include <cigo/base/str.h>

#include "store-priv.h"

void cigo_codec_put(struct cigo_buf *out, const char *text)
{
    while (*text) {
        size_t plain = strcspn(text, "\t\n\\");
        cigo_buf_add(out, (struct cigo_str){text, plain});
        text += plain;
        if (*text == '\0')
            return;
        cigo_buf_putc(out, '\\');
        cigo_buf_putc(out, *text == '\t' ? 't' : *text == '\n' ? 'n' : '\\');
        text++;
    }
}

static char *unescape(char *text)
{
    char *from = strchr(text, '\\');
    if (from == NULL)
        return text;
    char *to = from;
    while (*from) {
        if (*from == '\\' && from[1]) {
            from++;
            *to++ = *from == 't' ? '\t' : *from == 'n' ? '\n' : *from;
            from++;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
    return text;
}

char **cigo_codec_split(struct cigo_arena *arena, struct cigo_str line, size_t *ret_n)
{
    size_t n = line.n > 0 ? 1 : 0;
    for (size_t i = 0; i < line.n; i++)
        n += line.p[i] == '\t';
    char **parts = cigo_arena_alloc(arena, (n + 1) * sizeof *parts);
    char *text = cigo_arena_str(arena, line);
    for (size_t i = 0; i < n; i++) {
        char *end = text + strcspn(text, "\t");
        char *next = *end ? end + 1 : end;
        *end = '\0';
        parts[i] = unescape(text);
        text = next;
    }
    *ret_n = n;
    return parts;
}

void cigo_codec_row(struct cigo_buf *out, const char *const *columns, const char *const *texts, size_t n)
{
    bool first = true;
    for (size_t i = 0; i < n; i++) {
        if (texts[i] == NULL || texts[i][0] == '\0')
            continue;
        if (!first)
            cigo_buf_putc(out, '\t');
        first = false;
        cigo_codec_put(out, columns[i]);
        cigo_buf_putc(out, '\t');
        cigo_codec_put(out, texts[i]);
    }
}
