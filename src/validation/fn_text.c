/* Words in a text. Word lists are folded once, texts at each call; "before" is counted in characters,
 * so an exception must lie wholly in those just before the word. White space of any length is one space,
 * so that words are found across the lines of a text too. */

#include "fn-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

#define FOLDED_MAX (1024 * 1024)

static void squeeze(char *text)
{
    char *to = text;
    for (const char *at = text; *at; at++) {
        bool white = strchr(" \t\r\n", *at);
        if (!white || to == text || to[-1] != ' ')
            *to++ = white ? ' ' : *at;
    }
    *to = '\0';
}

static char *fold(struct cigo_str s)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, FOLDED_MAX);
    cigo_utf8_fold(s, &buf);
    char *folded = cigo_buf_take(&buf);
    squeeze(folded);
    return folded;
}

static char **fold_all(const char *const *words, size_t n)
{
    char **folded = cigo_alloc_array(n + 1, sizeof *folded);
    for (size_t i = 0; i < n; i++)
        folded[i] = fold(cigo_str_of(words[i]));
    return folded;
}

struct cigo_fn_words *cigo_fn_words_new(const struct cigo_form *form)
{
    struct cigo_fn_words *lists = cigo_alloc_array(form->n_wordlists + 1, sizeof *lists);
    for (size_t i = 0; i < form->n_wordlists; i++) {
        const struct cigo_wordlist *list = &form->wordlists[i];
        lists[i].words = fold_all(list->words, list->n_words);
        lists[i].except = fold_all(list->except, list->n_except);
    }
    return lists;
}

static void free_all(char **words)
{
    for (size_t i = 0; words && words[i]; i++)
        free(words[i]);
    free(words);
}

void cigo_fn_words_free(struct cigo_fn_words *lists)
{
    for (size_t i = 0; lists[i].words; i++) {
        free_all(lists[i].words);
        free_all(lists[i].except);
    }
    free(lists);
}

/* Start of the last `n` characters before `at`. */
static const char *characters_before(const char *text, const char *at, size_t n)
{
    for (; n && at > text; n--) {
        at--;
        while (at > text && ((unsigned char)*at & 0xc0) == 0x80)
            at--;
    }
    return at;
}

static bool excepted(const char *from, const char *to, char **except)
{
    for (; *except; except++) {
        size_t n = strlen(*except);
        if (n && (size_t)(to - from) >= n && memmem(from, (size_t)(to - from), *except, n))
            return true;
    }
    return false;
}

static bool has_word(const char *text, const struct cigo_fn_words *list, size_t within)
{
    for (char **word = list->words; *word; word++) {
        for (const char *at = **word ? strstr(text, *word) : NULL; at; at = strstr(at + 1, *word)) {
            if (!excepted(characters_before(text, at, within), at, list->except))
                return true;
        }
    }
    return false;
}

void cigo_fn_parole(sqlite3_context *ctx, int n, sqlite3_value **args)
{
    const struct cigo_fn_ctx *own = sqlite3_user_data(ctx);
    struct cigo_str text, name;
    (void)n;
    if (!cigo_fn_text(ctx, args[0], &text) || !cigo_fn_text(ctx, args[1], &name))
        return;
    const struct cigo_wordlist *list = cigo_form_wordlist(own->form, name);
    if (!list) {
        cigo_fn_error(ctx, "parole(): l'elenco non c'è");
        return;
    }
    char *folded = fold(text);
    sqlite3_result_int(ctx,
                       has_word(folded, &own->lists[list - own->form->wordlists], list->within));
    free(folded);
}
