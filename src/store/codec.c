/* Several texts in one: separated by TAB, with \t \n \\ for a tab, a new line and a backslash inside. So
 * a row of a group (column, text, column, text …) is one record and a change of an import is one line;
 * every text comes back byte for byte. A record of many rows (a block) is a line that names the columns once,
 * and then a line of texts for each row, an empty one where there is nothing, the last of them left out. */

#include <cigo/base/str.h>

#include "store-priv.h"

/* Returns where it ends: at most twice as long. */
static char *escape(char *to, const char *text)
{
    for (; *text; text++) {
        if (*text != '\t' && *text != '\n' && *text != '\\') {
            *to++ = *text;
            continue;
        }
        *to++ = '\\';
        *to++ = *text == '\t' ? 't' : *text == '\n' ? 'n' : '\\';
    }
    return to;
}

void cigo_codec_put(struct cigo_buf *out, const char *text)
{
    char *to = cigo_buf_room(out, 2 * strlen(text));
    if (to)
        cigo_buf_wrote(out, escape(to, text));
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

void cigo_codec_line(struct cigo_buf *out, const char *const *texts, size_t n)
{
    size_t most = n;
    while (n > 0 && (texts[n - 1] == NULL || texts[n - 1][0] == '\0'))
        n--;
    for (size_t i = 0; i < n; i++)
        most += texts[i] ? 2 * strlen(texts[i]) : 0;
    char *to = cigo_buf_room(out, most);
    for (size_t i = 0; to && i < n; i++) {
        if (i > 0)
            *to++ = '\t';
        if (texts[i])
            to = escape(to, texts[i]);
    }
    if (to)
        cigo_buf_wrote(out, to);
}

bool cigo_codec_block(struct cigo_arena *arena, struct cigo_str data, size_t n, struct cigo_block *ret_block)
{
    if (n > data.n)
        return false;
    char *text = cigo_arena_str(arena, data), *rest = strchr(text, '\n');
    struct cigo_block block = {.lines = cigo_arena_alloc(arena, (n + 1) * sizeof *block.lines), .n = n};
    size_t found = 0;
    for (; rest && found < n; found++) {
        *rest = '\0';
        block.lines[found] = rest + 1;
        rest = strchr(rest + 1, '\n');
    }
    block.columns = cigo_codec_split(arena, cigo_str_of(text), &block.n_columns);
    if (found < n || rest)
        return false;
    block.names = cigo_arena_alloc(arena, (block.n_columns + 1) * sizeof *block.names);
    block.texts = cigo_arena_alloc(arena, (block.n_columns + 1) * sizeof *block.texts);
    *ret_block = block;
    return true;
}

bool cigo_codec_block_row(struct cigo_block *block, size_t i, size_t *ret_n)
{
    char *text = block->lines[i];
    size_t n = 0;
    for (size_t column = 0; text; column++) {
        if (column == block->n_columns && *text)
            return false;
        char *end = strchr(text, '\t');
        if (end)
            *end++ = '\0';
        if (*text) {
            block->names[n] = block->columns[column];
            block->texts[n++] = unescape(text);
        }
        text = end;
    }
    *ret_n = n;
    return true;
}
