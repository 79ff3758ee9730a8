/* The lines of a pack, which may have been made by anybody: each must have its word and as many texts as its word wants,
 * numbers are numbers, times are times, and the last line counts the others. */

#include <stdlib.h>

#include "pack-priv.h"

enum { SHORT_TEXT = 256 };

bool cigo_pack_bad(struct cigo_error *err, size_t line)
{
    return cigo_fail(err, CIGO_EXIT_USAGE,
                     _("il contenuto è rovinato alla riga %zu: non è stato preso nulla. Se lo faccia mandare di nuovo."),
                     line);
}

static bool is_integer(const char *text)
{
    size_t sign = text[0] == '-', n = strlen(text + sign);
    return n > 0 && n <= 18 && strspn(text + sign, "0123456789") == n;
}

static bool is_natural(const char *text)
{
    return text[0] != '-' && is_integer(text);
}

/* "2026-11-23T10:42:03Z": times go into other files, where anything else might mean something. */
static bool is_time(const char *text)
{
    static const char shape[] = "0000-00-00T00:00:00Z";
    for (size_t i = 0; i < sizeof shape; i++)
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
            return false;
    return true;
}

static bool is_right(char type, const char *text)
{
    switch (type) {
    case 'i':
        return is_integer(text);
    case 't':
        return is_time(text);
    case 'n':
        return text[0] == '=' || text[0] == '\0';
    default:
        return true;
    }
}

static bool right_types(const char *types, char **texts)
{
    for (size_t i = 0; types[i]; i++)
        if (!is_right(types[i], texts[i]))
            return false;
    return true;
}

static const struct cigo_pack_part *part_of(const char *word)
{
    for (size_t i = 0; i < CIGO_PACK_PARTS; i++)
        if (strcmp(cigo_pack_parts[i].word, word) == 0)
            return &cigo_pack_parts[i];
    return NULL;
}

/* The next line taken apart, at least one text. */
static bool split_next(struct cigo_pack_reader *reader, char ***ret_texts, size_t *ret_n, struct cigo_error *err)
{
    const char *end = reader->rest.n ? memchr(reader->rest.p, '\n', reader->rest.n) : NULL;
    reader->line++;
    if (!end)
        return cigo_pack_bad(err, reader->line);
    struct cigo_str line = {reader->rest.p, (size_t)(end - reader->rest.p)};
    reader->rest = (struct cigo_str){end + 1, reader->rest.n - line.n - 1};
    cigo_arena_reset(reader->arena);
    *ret_texts = cigo_codec_split(reader->arena, line, ret_n);
    return *ret_n > 0 || cigo_pack_bad(err, reader->line);
}

bool cigo_pack_next(struct cigo_pack_reader *reader, struct cigo_pack_line *ret_line, struct cigo_error *err)
{
    char **texts;
    size_t n;
    if (!split_next(reader, &texts, &n, err))
        return false;
    if (strcmp(texts[0], "end") == 0) {
        *ret_line = (struct cigo_pack_line){0};
        return (n == 2 && is_natural(texts[1]) && strtoull(texts[1], NULL, 10) == reader->line - 1 &&
                reader->rest.n == 0) ||
               cigo_pack_bad(err, reader->line);
    }
    const struct cigo_pack_part *part = part_of(texts[0]);
    if (!part || n != strlen(part->types) + 1 || !right_types(part->types, texts + 1))
        return cigo_pack_bad(err, reader->line);
    *ret_line = (struct cigo_pack_line){part, texts + 1};
    return true;
}

bool cigo_pack_first(struct cigo_pack_reader *reader, struct cigo_arena *keep, char ***ret_head, struct cigo_error *err)
{
    char **texts;
    size_t n;
    if (!split_next(reader, &texts, &n, err))
        return false;
    if (n != CIGO_PACK_HEAD || strcmp(texts[0], cigo_pack_head.word) != 0 ||
        !right_types(cigo_pack_head.types, texts + 1) || !is_natural(texts[n - 1]))
        return cigo_pack_bad(err, 1);
    for (size_t i = 0; i < n; i++) {
        if (i != CIGO_PACK_NAME && strlen(texts[i]) > SHORT_TEXT)
            return cigo_pack_bad(err, 1);
        texts[i] = cigo_arena_dup(keep, texts[i]);
    }
    char **head = cigo_arena_alloc(keep, n * sizeof *head);
    memcpy(head, texts, n * sizeof *head);
    if (strlen(head[CIGO_PACK_UID]) != 32 || strspn(head[CIGO_PACK_UID], "0123456789abcdef") != 32)
        return cigo_pack_bad(err, 1);
    *ret_head = head;
    return true;
}
