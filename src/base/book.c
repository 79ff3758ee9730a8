/* What the companies book is made of, for those who keep it and for those who ask it. */

#include <cigo/base/book.h>
#include <cigo/base/utf8.h>

#include <string.h>

static const char *const WORDS[CIGO_BOOK_PARTS] = {"", "company", "unit", "signer"};

const char *cigo_book_word(enum cigo_book_part part)
{
    return WORDS[part];
}

enum cigo_book_part cigo_book_part_of(const char *word)
{
    for (int part = CIGO_BOOK_COMPANY; part < CIGO_BOOK_PARTS; part++)
        if (strcmp(word, WORDS[part]) == 0)
            return (enum cigo_book_part)part;
    return CIGO_BOOK_NONE;
}

const char *cigo_book_text(const struct cigo_book_entry *entry, const char *name)
{
    for (size_t i = 0; i < entry->n; i++)
        if (strcmp(entry->values[i].name, name) == 0)
            return entry->values[i].text;
    return "";
}

static bool counts(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

void cigo_book_fold(struct cigo_str text, struct cigo_buf *out)
{
    struct cigo_buf folded;
    cigo_buf_init(&folded, 8 * text.n + 64);
    cigo_utf8_fold(text, &folded);
    for (size_t i = 0; i < folded.n; i++)
        if (counts(folded.p[i]))
            cigo_buf_putc(out, folded.p[i]);
    cigo_buf_finish(&folded);
}

bool cigo_book_same(const char *a, const char *b)
{
    struct cigo_buf one, other;
    cigo_buf_init(&one, 65536);
    cigo_buf_init(&other, 65536);
    cigo_book_fold(cigo_str_of(a), &one);
    cigo_book_fold(cigo_str_of(b), &other);
    bool same = cigo_str_eq(cigo_buf_str(&one), cigo_buf_str(&other));
    cigo_buf_finish(&one);
    cigo_buf_finish(&other);
    return same;
}
