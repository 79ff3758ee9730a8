/* One of a list. An id beats a position, a position beats the beginning of a label; case, accents, the underscores of
 * ids and the Italian ending of a word (operaio, operaia) do not count. Several candidates are named, never chosen
 * from. */

#include "choice-priv.h"
#include "kinds-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

enum { MOST_NAMED = 20, SHORTEST_WORDS = 3, SHORTEST_STEM = 4 };

/* Folded, typographic marks as ASCII, underscores and runs of blanks as one blank. */
static void normalise(struct cigo_str text, struct cigo_buf *out)
{
    struct cigo_buf plain, folded;
    cigo_buf_init(&plain, text.n * 4 + 16);
    cigo_buf_init(&folded, text.n * 8 + 16);
    cigo_plain(text, &plain);
    cigo_utf8_fold(cigo_str_trim(cigo_buf_str(&plain)), &folded);
    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.p[i] == '_' ? ' ' : folded.p[i];
        if (c != ' ' || (out->n > 0 && out->p[out->n - 1] != ' '))
            cigo_buf_putc(out, c);
    }
    cigo_buf_finish(&folded);
    cigo_buf_finish(&plain);
}

static int likeness_slow(struct cigo_str text, const char *name)
{
    struct cigo_buf normal;
    struct cigo_str s = cigo_str_of(name);
    cigo_buf_init(&normal, s.n * 8 + 16);
    normalise(s, &normal);
    s = cigo_buf_str(&normal);
    int like = cigo_str_eq(s, text) ? 2 : cigo_str_starts(s, text) ? 1 : 0;
    cigo_buf_finish(&normal);
    return like;
}

/* 2 = the whole of `name`, 1 = its beginning, 0 = neither. `text` is normalised. An ASCII name, as
 * ids and most labels are, is compared as it stands. */
static int likeness(struct cigo_str text, const char *name)
{
    size_t i = 0;
    for (const char *p = name; *p; p++) {
        char c = *p == '_' ? ' ' : *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
        if ((unsigned char)c >= 0x80 || c == '`' || (c == ' ' && (p == name || p[1] == ' ')))
            return likeness_slow(text, name);
        if (i == text.n)
            return 1;
        if (text.p[i++] != c)
            return 0;
    }
    return i == text.n ? 2 : 0;
}

/* "2", "2." and "2)". */
static const struct cigo_choice *at_position(const struct cigo_choices *list, struct cigo_str text)
{
    size_t position = 0;
    if (text.n > 1 && (text.p[text.n - 1] == '.' || text.p[text.n - 1] == ')'))
        text.n--;
    if (!cigo_all_digits(text) || text.n > 6)
        return NULL;
    for (size_t i = 0; i < text.n; i++)
        position = position * 10 + (size_t)(text.p[i] - '0');
    return position >= 1 && position <= list->n ? &list->items[position - 1] : NULL;
}

/* One word and the same but for the vowel at its end: "operaia", "operaie" and "Operaio". `text` is normalised. */
static bool is_inflected(struct cigo_str text, const char *name)
{
    static const char endings[] = "aeio";
    size_t last = text.n - 1;
    if (text.n < SHORTEST_STEM || strlen(name) != text.n || memchr(text.p, ' ', text.n))
        return false;
    char end = text.p[last], own = cigo_lower(name[last]);
    if (own == end || !memchr(endings, end, 4) || !memchr(endings, own, 4))
        return false;
    for (size_t i = 0; i < last; i++)
        if (cigo_lower(name[i]) != text.p[i])
            return false;
    return true;
}

/* How well the text fits a choice: 3 its id, 2 its label, 1 the beginning of either or one of them inflected, 0 not. */
static int fit(struct cigo_str normal, const struct cigo_choice *choice)
{
    int id = likeness(normal, choice->id), label = likeness(normal, choice->label);
    if (id == 2)
        return 3;
    if (label == 2)
        return 2;
    return id || label || is_inflected(normal, choice->id) || is_inflected(normal, choice->label);
}

static enum cigo_match match_words(const struct cigo_choices *list, struct cigo_str normal,
                                   const struct cigo_choice **ret_choice)
{
    int best = 0;
    size_t n = 0;
    for (size_t i = 0; i < list->n && normal.n > 0; i++) {
        int how = fit(normal, &list->items[i]);
        if (how == 0 || how < best)
            continue;
        n = how > best ? 1 : n + 1;
        if (n == 1)
            *ret_choice = &list->items[i];
        best = how;
    }
    return n == 0 ? CIGO_MATCH_NONE : n == 1 ? CIGO_MATCH_ONE : CIGO_MATCH_MANY;
}

enum cigo_match cigo_choice_match(const struct cigo_choices *list, struct cigo_str text,
                                  const struct cigo_choice **ret_choice)
{
    struct cigo_buf normal;
    const struct cigo_choice *found = list ? cigo_choice_find(list, text) : NULL;
    enum cigo_match match = found ? CIGO_MATCH_ONE : CIGO_MATCH_NONE;
    if (!list || found) {
        *ret_choice = found;
        return match;
    }
    cigo_buf_init(&normal, text.n * 8 + 16);
    normalise(text, &normal);
    struct cigo_str s = cigo_buf_str(&normal);
    match = match_words(list, s, &found);
    const struct cigo_choice *numbered = at_position(list, s);
    if (numbered && !(match == CIGO_MATCH_ONE && fit(s, found) == 3)) {
        found = numbered;
        match = CIGO_MATCH_ONE;
    }
    cigo_buf_finish(&normal);
    if (match == CIGO_MATCH_ONE)
        *ret_choice = found;
    return match;
}

const struct cigo_choice *cigo_choice_at(const struct cigo_choices *list, struct cigo_str text)
{
    struct cigo_str s = cigo_str_trim(text);
    const struct cigo_choice *found, *numbered = s.n ? at_position(list, s) : NULL;
    bool meant = numbered && cigo_choice_match(list, s, &found) == CIGO_MATCH_ONE && found == numbered;
    return meant && fit(s, numbered) < 2 ? numbered : NULL;
}

static void name_candidates(const struct cigo_choices *list, struct cigo_str text,
                            struct cigo_buf *out)
{
    struct cigo_buf normal;
    size_t named = 0;
    cigo_buf_init(&normal, text.n * 8 + 16);
    normalise(text, &normal);
    for (size_t i = 0; i < list->n; i++) {
        if (!fit(cigo_buf_str(&normal), &list->items[i]))
            continue;
        if (named == MOST_NAMED) {
            cigo_buf_puts(out, _("; e altre"));
            break;
        }
        cigo_buf_printf(out, "%s%zu %s", named++ ? ", " : "", i + 1, list->items[i].label);
    }
    cigo_buf_finish(&normal);
}

/* The label or id nearest to a misspelt text, or NULL. */
static const struct cigo_choice *nearest(const struct cigo_choices *list, struct cigo_str text)
{
    const char **names = cigo_alloc_array(list->n * 2 + 1, sizeof *names);
    const struct cigo_choice *found = NULL;
    for (size_t i = 0; i < list->n; i++) {
        names[2 * i] = list->items[i].label;
        names[2 * i + 1] = list->items[i].id;
    }
    const char *name = cigo_str_nearest(text, names, list->n * 2);
    for (size_t i = 0; name && i < list->n * 2 && !found; i++) {
        if (names[i] == name)
            found = &list->items[i / 2];
    }
    free(names);
    return found;
}

static bool is_letter(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool cigo_choice_told(const struct cigo_choice *choice, struct cigo_str words)
{
    struct cigo_buf help, wanted;
    if (words.n < SHORTEST_WORDS)
        return false;
    cigo_buf_init(&help, 65536);
    cigo_buf_init(&wanted, words.n * 8 + 16);
    normalise(cigo_str_of(choice->help ? choice->help : ""), &help);
    normalise(words, &wanted);
    struct cigo_str s = cigo_buf_str(&wanted);
    bool found = is_inflected(s, choice->id) || is_inflected(s, choice->label);
    for (const char *p = help.p; wanted.n && !found && (p = strstr(p, wanted.p)); p++)
        found = p == help.p || !is_letter(p[-1]);
    cigo_buf_finish(&wanted);
    cigo_buf_finish(&help);
    return found;
}

/* "A", or "A», «B": those that are explained with this text; "" = none. */
static void name_told(const struct cigo_choices *list, struct cigo_str text, struct cigo_buf *out)
{
    enum { MOST_TOLD = 3 };
    size_t named = 0;
    for (size_t i = 0; i < list->n && named < MOST_TOLD; i++)
        if (cigo_choice_told(&list->items[i], text))
            cigo_buf_printf(out, "%s%s", named++ ? "», «" : "", list->items[i].label);
}

void cigo_choice_report(const struct cigo_choices *list, struct cigo_str text,
                        enum cigo_match match, struct cigo_parsed *out)
{
    char quote[CIGO_QUOTE_SIZE];
    cigo_quote(text, quote);
    if (!list || list->n == 0) {
        cigo_read_bad(out, _("%s non si può leggere: qui non c'è un elenco di scelte."), quote);
        return;
    }
    if (match == CIGO_MATCH_MANY) {
        cigo_read_bad(out, _("%s può voler dire più di una scelta: "), quote);
        name_candidates(list, text, &out->why);
        cigo_buf_putc(&out->why, '.');
        cigo_read_fix(out, _("Scriva il numero della scelta, o qualche lettera in più."));
        return;
    }
    cigo_read_bad(out, _("%s non è tra le scelte."), quote);
    const struct cigo_choice *near = nearest(list, text);
    struct cigo_buf meant;
    cigo_buf_init(&meant, 65536);
    if (near)
        cigo_buf_puts(&meant, near->label);
    else
        name_told(list, text, &meant);
    if (meant.n)
        cigo_buf_printf(&out->fix, _("Forse intendeva «%s». "), meant.p);
    cigo_buf_finish(&meant);
    cigo_buf_puts(&out->fix, _("Le scelte sono: "));
    for (size_t i = 0; i < list->n && i < MOST_NAMED; i++)
        cigo_buf_printf(&out->fix, "%s%zu %s", i ? ", " : "", i + 1, list->items[i].label);
    if (list->n > MOST_NAMED)
        cigo_buf_printf(&out->fix, ngettext("; e un'altra", "; e altre %zu", list->n - MOST_NAMED), list->n - MOST_NAMED);
    cigo_buf_putc(&out->fix, '.');
}

CIGO_PARSE(choice)
{
    const struct cigo_choice *choice = NULL;
    enum cigo_match match = cigo_choice_match(ctx->choices, text, &choice);
    if (match == CIGO_MATCH_ONE)
        cigo_read_text(out, cigo_str_of(choice->id));
    else
        cigo_choice_report(ctx->choices, text, match, out);
}

CIGO_QUICK(choice)
{
    *ret_value = (struct cigo_value){.storage = CIGO_TEXT, .s = text};
    return ctx->choices && cigo_choice_find(ctx->choices, text);
}

/* The label, unless reading it would give another choice. */
CIGO_FORMAT(choice)
{
    const struct cigo_choice *choice =
        ctx->choices ? cigo_choice_find(ctx->choices, value->s) : NULL;
    const struct cigo_choice *read = NULL;
    if (choice &&
        cigo_choice_match(ctx->choices, cigo_str_of(choice->label), &read) == CIGO_MATCH_ONE &&
        read == choice)
        cigo_buf_puts(out, choice->label);
    else
        cigo_buf_add(out, value->s);
}
