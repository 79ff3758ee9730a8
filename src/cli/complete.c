/* cigo complete: what the last of the words on a command line can be, for the shells (src/cli/completions). It reads
 * the table of commands and options, of a command its usage, and the archive only to look.
 *
 * Output: "words", "words files" or "words dirs" (the shell adds those itself), then a candidate a line, and after a
 * tab what it is. A name that a line cannot hold is left out. */

#include <cigo/base/utf8.h>
#include <cigo/exchange/format.h>
#include <cigo/i18n/i18n.h>
#include <cigo/loader/loader.h>
#include "complete-priv.h"

struct completion {
    struct cli *cli;
    const struct command *command; /* NULL = not named yet */
    size_t n_arguments;            /* after it, before the last word */
    int value_of;                  /* the option whose value the last word is, -1 = none */
    bool only_arguments;           /* after "--" */
    struct cigo_str typed;
    bool files, dirs;
    struct cigo_buf out;
};

/* As it is shown: no control character, nothing that turns the order of the others. */
static bool is_plain(const char *text)
{
    struct cigo_buf shown;
    cigo_buf_init(&shown, 65536);
    cigo_utf8_visible(cigo_str_of(text), &shown);
    bool plain = *text && strcmp(shown.p, text) == 0;
    cigo_buf_finish(&shown);
    return plain;
}

static void add(struct completion *c, const char *text, const char *note)
{
    if (!cigo_str_starts(cigo_str_of(text), c->typed) || !is_plain(text))
        return;
    cigo_buf_puts(&c->out, text);
    if (note && *note) {
        cigo_buf_putc(&c->out, '\t');
        cigo_utf8_visible(cigo_str_of(note), &c->out);
    }
    cigo_buf_putc(&c->out, '\n');
}

static void add_case(void *data, const char *name, const char *state)
{
    const struct completion *c = data;
    if (name[0] != '-' || c->only_arguments) /* else it would be an option */
        add(data, name, state);
}

static const struct cigo_form *form(struct completion *c)
{
    struct cigo_error err;
    const char *id = c->cli->options[OPT_FORM] ? c->cli->options[OPT_FORM] : "cigo";
    return c->cli->form || cli_form_load(c->cli, id, &err) ? c->cli->form : NULL;
}

static void add_groups(struct completion *c)
{
    for (size_t i = 0; form(c) && i < form(c)->n_groups; i++)
        add(c, form(c)->groups[i].id, form(c)->groups[i].label);
}

static void add_field(struct completion *c, const struct cigo_field *field)
{
    if (field->code)
        add(c, field->code, field->label);
    add(c, field->id, field->label);
}

/* What `explain` explains. */
static void add_explained(struct completion *c)
{
    const struct cigo_form *f = form(c);
    if (!f)
        return;
    for (size_t i = 0; i < f->n_alerts; i++)
        add(c, f->alerts[i].id, f->alerts[i].title.source);
    for (size_t i = 0; i < f->n_fields; i++)
        add_field(c, &f->fields[i]);
    for (size_t i = 0; i < f->n_groups; i++) {
        add(c, f->groups[i].code, f->groups[i].label);
        add(c, f->groups[i].id, f->groups[i].label);
    }
    for (size_t i = 0; i < f->n_computed; i++)
        if (!f->computed[i].internal)
            add(c, f->computed[i].id, f->computed[i].label);
    for (size_t i = 0; i < f->n_terms; i++)
        add(c, f->terms[i].term, NULL);
}

static void add_kinds(struct completion *c)
{
    size_t n;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    for (size_t i = 0; i < n; i++)
        add(c, kinds[i].name, _(kinds[i].what));
}

static void add_languages(struct completion *c)
{
    size_t n = 0;
    add(c, "it", NULL);
    const char *const *languages = form(c) ? cigo_form_languages(c->cli->form, &n) : NULL;
    for (size_t i = 0; i < n; i++)
        add(c, languages[i], NULL);
}

static void add_causali(struct completion *c)
{
    const struct cigo_field *field = form(c) ? form(c)->filing.causale : NULL;
    for (size_t i = 0; field && i < field->ctx.choices->n; i++)
        add(c, field->ctx.choices->items[i].id, field->ctx.choices->items[i].label);
}

static void add_value(struct completion *c, int option)
{
    switch (option) {
    case OPT_FORMAT:
        for (size_t i = 0; i < cigo_n_formats; i++)
            add(c, cigo_formats[i].name, _(cigo_formats[i].summary));
        break;
    case OPT_FROM: cigo_store_peek(cli_data_path(c->cli), add_case, c); break;
    case OPT_GROUP: /* of accounts, for a shared archive: not ours to know */
        if (!c->command || c->command->run != cmd_init)
            add_groups(c);
        break;
    case OPT_LANG: add_languages(c); break;
    case OPT_CAUSALE: add_causali(c); break;
    case OPT_PLANNED: add(c, "si", NULL); add(c, "no", NULL); break;
    case OPT_DATA: case OPT_OUTPUT: c->files = true; break;
    case OPT_FORMS: c->dirs = true; break;
    default: break; /* names and dates: nothing to offer */
    }
}

static void add_options(struct completion *c)
{
    for (int i = 0; i < OPT_COUNT; i++)
        if (!c->cli->options[i] && (i <= OPT_VERSION || (c->command && c->command->options & OPT_BIT(i))))
            add(c, cigo_arena_printf(c->cli->arena, "--%s", cli_option_table[i].name), NULL);
}

/* One of the words that the usage offers in this place: "DOMANDA", "list". */
static void add_alternative(struct completion *c, struct cigo_str word)
{
    if (cigo_str_is(word, "DOMANDA"))
        cigo_store_peek(cli_data_path(c->cli), add_case, c);
    else if (cigo_str_is(word, "FILE"))
        c->files = true;
    else if (cigo_str_is(word, "CARTELLA"))
        c->dirs = true;
    else if (cigo_str_is(word, "GRUPPO"))
        add_groups(c);
    else if (cigo_str_is(word, "TIPO"))
        add_kinds(c);
    else if (cigo_str_is(word, "PAROLA"))
        add_explained(c);
    else if (word.p[0] >= 'a' && word.p[0] <= 'z')
        add(c, cigo_arena_str(c->cli->arena, word), NULL);
}

static int option_named(struct cigo_str name)
{
    for (int i = 0; i < OPT_COUNT; i++)
        if (cigo_str_is(name, cli_option_table[i].name))
            return i;
    return -1;
}

/* "DOMANDA…|--before" in "purge DOMANDA…|--before DATA": is what follows the value of an option? */
static bool takes_next(struct cigo_str token)
{
    while (token.n && (token.p[0] == '[' || token.p[0] == '|'))
        token.p++, token.n--;
    for (size_t i = token.n; i > 0; i--)
        if (token.p[i - 1] == '|') {
            token = (struct cigo_str){token.p + i, token.n - i};
            break;
        }
    if (cigo_str_is(token, "-o"))
        return true;
    if (!cigo_str_starts(token, CIGO_STR("--")))
        return false;
    int option = option_named((struct cigo_str){token.p + 2, token.n - 2});
    return option >= 0 && cli_option_table[option].has_arg;
}

static void add_alternatives(struct completion *c, struct cigo_str token)
{
    for (size_t at = 0; at < token.n;) {
        size_t n = 0;
        while (at + n < token.n && !strchr("[]|", token.p[at + n]) && (unsigned char)token.p[at + n] < 0x80)
            n++;
        if (n && token.p[at] != '-')
            add_alternative(c, (struct cigo_str){token.p + at, n});
        at += n + 1;
    }
}

/* The argument in this place, by the usage; one with "…" may come again and again. */
static void add_argument(struct completion *c)
{
    const char *p = c->command->usage;
    bool value = false;
    size_t place = 0;
    p += strcspn(p, " ");
    while (*p) {
        p += strspn(p, " ");
        struct cigo_str token = {p, strcspn(p, " ")};
        p += token.n;
        bool option = token.n && (token.p[0] == '-' || (token.p[0] == '[' && token.n > 1 && token.p[1] == '-'));
        if (!value && !option && token.n) {
            bool again = memmem(token.p, token.n, "…", strlen("…")) != NULL;
            if (place == c->n_arguments || (again && place <= c->n_arguments)) {
                add_alternatives(c, token);
                return;
            }
            place++;
        }
        value = takes_next(token);
    }
}

/* One of the words before the last. */
static void read_word(struct completion *c, const char *word)
{
    struct cigo_str text = cigo_str_of(word);
    if (c->value_of >= 0) {
        c->cli->options[c->value_of] = word;
        c->value_of = -1;
    } else if (c->only_arguments || text.n < 2 || text.p[0] != '-') {
        if (c->command)
            c->n_arguments++;
        else
            c->command = cli_command_find(word);
    } else if (cigo_str_is(text, "--")) {
        c->only_arguments = true;
    } else if (cigo_str_is(text, "-o")) {
        c->value_of = OPT_OUTPUT;
    } else {
        size_t n = strcspn(word + 2, "=");
        int option = option_named((struct cigo_str){word + 2, n});
        if (option >= 0 && word[2 + n])
            c->cli->options[option] = word + 3 + n;
        else if (option >= 0 && cli_option_table[option].has_arg)
            c->value_of = option;
        else if (option >= 0)
            c->cli->options[option] = "";
    }
}

int cli_complete(struct cli *cli, int argc, char **argv)
{
    struct completion c = {.cli = cli, .value_of = -1, .typed = cigo_str_of(argc ? argv[argc - 1] : "")};
    cigo_buf_init(&c.out, 16 << 20);
    for (int i = 0; i + 1 < argc; i++)
        read_word(&c, argv[i]);
    cli_preferences(cli);
    cli_language(cli);
    if (c.value_of >= 0)
        add_value(&c, c.value_of);
    else if (!c.only_arguments && c.typed.n && c.typed.p[0] == '-')
        add_options(&c);
    else if (c.command)
        add_argument(&c);
    else
        for (size_t i = 0; i < cli_n_commands; i++)
            add(&c, cli_commands[i].name, _(cli_commands[i].summary));
    printf("words%s\n", c.files ? " files" : c.dirs ? " dirs" : "");
    cli_print(stdout, &c.out);
    cigo_buf_finish(&c.out);
    return CIGO_EXIT_OK;
}
