/* Several of a list, as ids in the order of the list with one blank between. Commas, semicolons and
 * line ends separate; where a piece is no choice as a whole, its words are tried, longest run
 * first, and an "and" between them is nothing. */

#include "choice-priv.h"
#include "kinds-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>

enum { LONGEST_TEXT = 4000 };

struct picked {
    const struct cigo_choices *list;
    bool *items;
    bool commas; /* some label has one in it */
};

/* The first piece before any of `marks`, taken off *s and trimmed. */
static struct cigo_str take(struct cigo_str *s, const char *marks)
{
    size_t n = 0;
    while (n < s->n && (s->p[n] == '\0' || !strchr(marks, s->p[n])))
        n++;
    struct cigo_str piece = {s->p, n};
    size_t past = n < s->n ? n + 1 : n;
    s->p += past;
    s->n -= past;
    return cigo_str_trim(piece);
}

/* Every word an exact id? This is how the value itself is written. */
static bool pick_ids(struct picked *picked, struct cigo_str text)
{
    while (text.n > 0) {
        struct cigo_str word = take(&text, " ,;\n");
        if (word.n == 0)
            continue;
        const struct cigo_choice *choice = cigo_choice_find(picked->list, word);
        if (!choice)
            return false;
        picked->items[choice - picked->list->items] = true;
    }
    return true;
}

/* The longest run of words at the start of *s that is one choice, taken off; false if there is
 * none. */
static bool pick_run(struct picked *picked, struct cigo_str *s)
{
    for (size_t n = s->n; n > 0; n--) {
        bool ends_word = n == s->n || s->p[n] == ' ';
        const struct cigo_choice *choice = NULL;
        if (!ends_word || s->p[n - 1] == ' ' ||
            cigo_choice_match(picked->list, (struct cigo_str){s->p, n}, &choice) != CIGO_MATCH_ONE)
            continue;
        picked->items[choice - picked->list->items] = true;
        *s = cigo_str_trim((struct cigo_str){s->p + n, s->n - n});
        return true;
    }
    return false;
}

/* "e", as in "1 e 3", taken off: unless it could be a choice or is the last word. */
static bool skip_and(struct cigo_str *s)
{
    static const char *const words[] = {"e", "ed", "and", "und"};
    struct cigo_str rest = *s, word = take(&rest, " ");
    for (size_t i = 0; rest.n > 0 && i < sizeof words / sizeof *words; i++) {
        if (!cigo_str_is(word, words[i]))
            continue;
        *s = cigo_str_trim(rest);
        return true;
    }
    return false;
}

/* A piece between commas; reports and gives false when it is no choice. */
static bool pick_piece(struct picked *picked, struct cigo_str piece, struct cigo_parsed *out)
{
    enum { LONGEST_RUN = 400 };
    const struct cigo_choice *choice = NULL;
    enum cigo_match match = cigo_choice_match(picked->list, piece, &choice);
    struct cigo_str rest = piece;
    if (match == CIGO_MATCH_ONE) {
        picked->items[choice - picked->list->items] = true;
        return true;
    }
    if (match == CIGO_MATCH_MANY || piece.n > LONGEST_RUN || !memchr(piece.p, ' ', piece.n)) {
        cigo_choice_report(picked->list, piece, match, out);
        return false;
    }
    while (rest.n > 0 && (pick_run(picked, &rest) || skip_and(&rest)))
        ;
    if (rest.n == 0)
        return true;
    struct cigo_str word = take(&rest, " ");
    match = cigo_choice_match(picked->list, word, &choice);
    cigo_choice_report(picked->list, word, match, out);
    return false;
}

/* Several pieces at the start of *s that are one label with commas in it, taken off. */
static bool pick_across(struct picked *picked, struct cigo_str *s)
{
    enum { LONGEST = 400 };
    if (!picked->commas)
        return false;
    for (size_t n = s->n < LONGEST ? s->n : LONGEST; n > 0; n--) {
        const struct cigo_choice *choice = NULL;
        bool ends_piece = n == s->n || s->p[n] == ',' || s->p[n] == ';';
        if (!memchr(s->p, ',', n) && !memchr(s->p, ';', n))
            return false;
        if (!ends_piece ||
            cigo_choice_match(picked->list, (struct cigo_str){s->p, n}, &choice) != CIGO_MATCH_ONE)
            continue;
        picked->items[choice - picked->list->items] = true;
        *s = (struct cigo_str){s->p + n, s->n - n};
        return true;
    }
    return false;
}

static bool pick(struct picked *picked, struct cigo_str text, struct cigo_parsed *out)
{
    if (pick_ids(picked, text))
        return true;
    for (size_t i = 0; i < picked->list->n; i++)
        picked->items[i] = false;
    while (text.n > 0) {
        if (pick_across(picked, &text))
            continue;
        struct cigo_str piece = take(&text, ",;\n");
        if (piece.n > 0 && !pick_piece(picked, piece, out))
            return false;
    }
    return true;
}

static bool has_commas(const struct cigo_choices *list)
{
    for (size_t i = 0; i < list->n; i++) {
        if (strpbrk(list->items[i].label, ",;"))
            return true;
    }
    return false;
}

static void join(const struct picked *picked, struct cigo_buf *ids)
{
    for (size_t i = 0; i < picked->list->n; i++) {
        if (picked->items[i])
            cigo_buf_printf(ids, "%s%s", ids->n > 0 ? " " : "", picked->list->items[i].id);
    }
}

CIGO_PARSE(multichoice)
{
    struct picked picked = {.list = ctx->choices};
    struct cigo_buf plain, ids;
    if (!ctx->choices || ctx->choices->n == 0 || text.n > LONGEST_TEXT) {
        cigo_choice_report(ctx->choices, text, CIGO_MATCH_NONE, out);
        return;
    }
    picked.commas = has_commas(ctx->choices);
    picked.items = cigo_alloc_array(ctx->choices->n, sizeof *picked.items);
    cigo_buf_init(&plain, text.n * 4 + 16);
    cigo_buf_init(&ids, 65536);
    cigo_plain(text, &plain);
    if (pick(&picked, cigo_buf_str(&plain), out)) {
        join(&picked, &ids);
        if (ids.n > 0)
            cigo_read_text(out, cigo_buf_str(&ids));
        else
            cigo_choice_report(ctx->choices, text, CIGO_MATCH_NONE, out);
    }
    if (out->verdict == CIGO_BAD && ctx->choices->n > 1)
        cigo_buf_puts(&out->fix, _(" Più d'una si scrivono così: 1, 2."));
    cigo_buf_finish(&ids);
    cigo_buf_finish(&plain);
    free(picked.items);
}

static void labels(const struct cigo_choices *list, struct cigo_str multi, struct cigo_buf *out)
{
    for (size_t i = 0; list && i < list->n; i++) {
        if (cigo_multi_has(multi, cigo_str_of(list->items[i].id)))
            cigo_buf_printf(out, "%s%s", out->n > 0 ? ", " : "", list->items[i].label);
    }
}

/* The labels, unless reading them would give something else. */
CIGO_FORMAT(multichoice)
{
    struct cigo_buf text;
    struct cigo_parsed read;
    cigo_buf_init(&text, 65536);
    cigo_parsed_init(&read);
    labels(ctx->choices, value->s, &text);
    if (text.n > 0)
        cigo_parse_multichoice(ctx, cigo_buf_str(&text), &read);
    bool same = read.verdict == CIGO_OK && cigo_str_eq(read.value.s, value->s);
    cigo_buf_add(out, same ? cigo_buf_str(&text) : value->s);
    cigo_parsed_finish(&read);
    cigo_buf_finish(&text);
}
