/* A form in another language: forms/<id>/i18n/<language>.yaml has a text for each key of the form's texts,
 * with the mark of the Italian that it was made from. What is missing, or was made from a text that has
 * changed since, stays Italian: an old translation of an alert could state old law. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/form/texts.h>

struct translation {
    const char *key;
    const char *mark; /* NULL once used */
    const struct cigo_yaml_node *node; /* the text */
    struct cigo_pos pos;
};

struct translator {
    struct cigo_loader l;
    struct translation *items; /* sorted by key */
    size_t n;
    struct cigo_translated *counts;
};

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct translation *)a)->key, ((const struct translation *)b)->key);
}

static int at_key(const void *key, const void *item)
{
    return strcmp(key, ((const struct translation *)item)->key);
}

static void read_entry(struct translator *t, const struct cigo_yaml_node *node)
{
    const struct cigo_yaml_node *of = NULL, *text = NULL;
    if (node->type == CIGO_YAML_MAP) {
        of = cigo_yaml_get(node, "of");
        text = cigo_yaml_get(node, "text");
    }
    if (!of || !text || node->n != 2 || of->type != CIGO_YAML_SCALAR || text->type != CIGO_YAML_SCALAR) {
        cigo_complain(&t->l, node->key_pos, "«%.80s»: mi aspettavo {of: …, text: …}", node->key);
        return;
    }
    if (text->n_text > 0)
        t->items[t->n++] = (struct translation){node->key, of->text, text, node->key_pos};
}

static bool read_catalogue(struct translator *t, const char *path, const char *language)
{
    const struct cigo_yaml_node *root = cigo_load_file(t->l.arena, path, t->l.problems);
    if (!root)
        return false;
    const struct cigo_yaml_node *named = NULL, *texts = NULL;
    if (root->type == CIGO_YAML_MAP) {
        named = cigo_yaml_get(root, "language");
        texts = cigo_yaml_get(root, "texts");
    }
    if (!named || named->type != CIGO_YAML_SCALAR || strcmp(named->text, language) != 0 || !texts ||
        texts->type != CIGO_YAML_MAP) {
        cigo_complain(&t->l, root->pos, "mi aspettavo «language: %s» e «texts: …»", language);
        return false;
    }
    t->items = cigo_arena_alloc(t->l.arena, (texts->n + 1) * sizeof *t->items);
    for (size_t i = 0; i < texts->n; i++)
        read_entry(t, texts->items[i]);
    if (t->n)
        qsort(t->items, t->n, sizeof *t->items, by_key);
    return true;
}

/* The bytes of a quoted text from its opening quote on, both quotes included. */
static size_t quoted(const char *p)
{
    size_t n = 1;
    while (p[n] && (p[n] != '\'' || p[n + 1] == '\''))
        n += p[n] == '\'' ? 2 : 1;
    return n + (p[n] == '\'');
}

/* 'proroga' is compared with an answer, 'Il termine è passato' is shown. */
static bool is_shown(const char *p, size_t n)
{
    return strspn(p + 1, "abcdefghijklmnopqrstuvwxyz0123456789_") + 2 < n;
}

static const char *past_blanks(const char *p)
{
    return p + strspn(p, " \n");
}

/* The same but for blanks and the texts that it shows: {se(x, 'Giorni che restano', 'Giorni di ritardo')}. */
static bool same_expression(const char *a, const char *b)
{
    while (*a && *b) {
        if (*a == '\'' && *b == '\'') {
            struct cigo_str one = {a, quoted(a)}, two = {b, quoted(b)};
            if (!is_shown(a, one.n) && !cigo_str_eq(one, two))
                return false;
            a += one.n;
            b += two.n;
        } else if (past_blanks(a) != a && past_blanks(b) != b) {
            a = past_blanks(a);
            b = past_blanks(b);
        } else if (*a++ != *b++) {
            return false;
        }
    }
    return *a == *b;
}

static size_t count_of(const struct cigo_text *text, const char *expr)
{
    size_t n = 0;
    for (size_t i = 0; i < text->n_parts; i++)
        n += text->parts[i].expr.text && same_expression(expr, text->parts[i].expr.text);
    return n;
}

static size_t placeholders(const struct cigo_text *text)
{
    size_t n = 0;
    for (size_t i = 0; i < text->n_parts; i++)
        n += text->parts[i].expr.text != NULL;
    return n;
}

/* The same {expressions} as in the Italian text a, in whatever order. */
static bool same_values(const struct cigo_text *a, const struct cigo_text *b)
{
    for (size_t i = 0; i < a->n_parts; i++) {
        const char *expr = a->parts[i].expr.text;
        if (expr && count_of(b, expr) != count_of(a, expr))
            return false;
    }
    return placeholders(a) == placeholders(b);
}

static struct cigo_text_swap *add_swap(struct cigo_form *form)
{
    return &form->swaps[form->n_swaps++];
}

static void put_plain(struct translator *t, const struct translation *item, const char **plain)
{
    *add_swap(t->l.form) = (struct cigo_text_swap){.plain = plain, .other_plain = *plain};
    *plain = cigo_arena_str(t->l.arena, cigo_str_trim(cigo_str_of(item->node->text)));
}

static void put_phrase(struct translator *t, struct translation *item, struct cigo_text *phrase)
{
    struct cigo_text text = {0};
    size_t before = t->l.problems->n;
    cigo_node_phrase(&t->l, item->node, &text);
    if (t->l.problems->n != before)
        return;
    if (!same_values(phrase, &text)) {
        cigo_complain(&t->l, item->pos, "«%.80s»: i valori tra graffe non sono quelli del testo italiano",
                      item->key);
        return;
    }
    struct cigo_text *italian = cigo_arena_alloc(t->l.arena, sizeof *italian);
    *italian = *phrase;
    *add_swap(t->l.form) = (struct cigo_text_swap){.phrase = phrase, .other_phrase = italian};
    *phrase = text;
}

static void put_text(void *data, const struct cigo_form_text *text)
{
    struct translator *t = data;
    char mark[9];
    struct translation *item = t->n ? bsearch(text->key, t->items, t->n, sizeof *t->items, at_key) : NULL;
    t->counts->texts++;
    if (!item) {
        t->counts->missing++;
        return;
    }
    cigo_form_text_mark(cigo_form_text_source(text), mark);
    if (strcmp(mark, item->mark) != 0) {
        t->counts->stale++;
    } else if (text->most && cigo_utf8_width(cigo_str_of(item->node->text)) > text->most) {
        cigo_complain(&t->l, item->pos, "«%.80s»: più di %zu colonne", item->key, text->most);
    } else if (text->plain) {
        put_plain(t, item, text->plain);
    } else {
        put_phrase(t, item, text->phrase);
    }
    item->mark = NULL; /* used */
}

static void tell_unused(struct translator *t)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->items[i].mark)
            cigo_complain(&t->l, t->items[i].pos, "il modulo non ha nessun testo «%.80s»", t->items[i].key);
}

static bool is_language(const char *language)
{
    size_t n = strlen(language);
    return n >= 2 && n <= 8 && strspn(language, "abcdefghijklmnopqrstuvwxyz_") == n;
}

const char *const *cigo_form_languages(struct cigo_form *form, size_t *ret_n)
{
    struct cigo_problems ignored;
    cigo_problems_init(&ignored, form->arena);
    const char **paths = cigo_load_list(form->arena, form->dir, "i18n", ret_n, &ignored);
    cigo_problems_finish(&ignored);
    for (size_t i = 0; i < *ret_n; i++) {
        const char *name = strrchr(paths[i], '/') + 1;
        paths[i] = cigo_arena_str(form->arena, (struct cigo_str){name, strlen(name) - strlen(".yaml")});
    }
    return paths;
}

bool cigo_form_translate(struct cigo_form *form, const char *language, struct cigo_translated *ret_counts,
                         struct cigo_problems *problems)
{
    *ret_counts = (struct cigo_translated){0};
    if (!is_language(language))
        return true;
    struct translator t = {
        .l = {.form = form, .arena = form->arena, .problems = problems, .n_before = problems->n},
        .counts = ret_counts,
    };
    const char *path = cigo_arena_printf(form->arena, "%s/i18n/%s.yaml", form->dir, language);
    struct stat info;
    if (lstat(path, &info) != 0)
        return true;
    if (read_catalogue(&t, path, language)) {
        ret_counts->found = true;
        form->swaps = cigo_arena_alloc(form->arena, (t.n + 1) * sizeof *form->swaps); /* an entry is used once */
        form->n_swaps = 0;
        cigo_form_each_text(form, put_text, &t);
        tell_unused(&t);
    }
    return problems->n == t.l.n_before;
}
