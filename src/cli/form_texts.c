/* cigo form texts: a catalogue for those who translate a form. It has every text in the order of the form,
 * the Italian as a comment, and what i18n/<language>.yaml had already; "stale" says that the Italian has
 * changed since. */

#include <stdlib.h>
#include <string.h>
#include <cigo/base/path.h>
#include <cigo/form/texts.h>
#include <cigo/yaml/yaml.h>
#include "form_texts-priv.h"

struct catalogue {
    const struct cigo_yaml_node *old; /* its texts, or NULL */
    struct cigo_buf *out;
};

static void comment(const char *word, const char *text, struct cigo_buf *out)
{
    cigo_buf_printf(out, "  # %s", word);
    for (const char *p = text; *p; p++)
        cigo_buf_putc(out, *p == '\n' ? ' ' : *p);
    cigo_buf_putc(out, '\n');
}

static void put_text(void *data, const struct cigo_form_text *text)
{
    struct catalogue *c = data;
    const struct cigo_yaml_node *old = c->old ? cigo_yaml_get(c->old, text->key) : NULL;
    const struct cigo_yaml_node *of = NULL, *done = NULL;
    char mark[9];
    if (old && old->type == CIGO_YAML_MAP) {
        of = cigo_yaml_get(old, "of");
        done = cigo_yaml_get(old, "text");
    }
    cigo_form_text_mark(cigo_form_text_source(text), mark);
    bool translated = of && done && done->n_text;
    comment("", cigo_form_text_source(text), c->out);
    if (translated && strcmp(of->text, mark) != 0)
        comment("stale: l'italiano è cambiato; riveduta la traduzione, qui va of: ", mark, c->out);
    cigo_buf_printf(c->out, "  %s: {of: \"%s\", text: ", text->key, translated ? of->text : mark);
    if (translated)
        cigo_yaml_write_scalar((struct cigo_str){done->text, done->n_text}, c->out);
    else
        cigo_buf_puts(c->out, "\"\"");
    cigo_buf_puts(c->out, "}\n");
}

bool form_texts(struct cigo_form *form, const char *language, struct cigo_problems *problems, struct cigo_buf *out)
{
    struct catalogue c = {.out = out};
    const char *path = cigo_arena_printf(form->arena, "%s/i18n/%s.yaml", form->dir, language);
    struct cigo_error err;
    char *text;
    size_t size;
    size_t before = problems->n;
    if (cigo_file_read(path, 4 << 20, &text, &size, &err)) {
        const struct cigo_yaml_node *root =
            cigo_yaml_parse(form->arena, path, (struct cigo_str){text, size}, NULL, problems);
        free(text);
        if (root && root->type == CIGO_YAML_MAP)
            c.old = cigo_yaml_get(root, "texts");
    }
    if (problems->n != before)
        return false;
    cigo_buf_printf(out, "language: %s\ntexts:\n", language);
    cigo_form_each_text(form, put_text, &c);
    return true;
}
