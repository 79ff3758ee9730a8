/* The user's preferences: $XDG_CONFIG_HOME/cigo/config.yaml. What is wrong in it is said, with its place and the
 * nearest name, and the rest holds. Options and the environment come before. */

#include <stdlib.h>
#include <unistd.h>
#include <cigo/base/path.h>
#include <cigo/i18n/i18n.h>
#include <cigo/loader/loader.h>
#include "cli-priv.h"

enum { MOST_BYTES = 65536, LONGEST_DELAY = 5000 };

static const char *const THEMES[] = {"auto", "light", "dark", "none"};

static void bad_value(struct cigo_problems *problems, const struct cigo_yaml_node *node, const char *expected)
{
    cigo_problem(problems, node->pos, _("«%s» vuole %s."), node->key, expected);
}

static bool is_word(const struct cigo_yaml_node *node)
{
    return node->type == CIGO_YAML_SCALAR && !node->null && node->n_text && strlen(node->text) == node->n_text;
}

static void read_flag(const struct cigo_yaml_node *node, struct cigo_problems *problems, bool *ret_flag)
{
    bool yes = is_word(node) && (strcmp(node->text, "true") == 0 || strcmp(node->text, "yes") == 0);
    bool no = is_word(node) && (strcmp(node->text, "false") == 0 || strcmp(node->text, "no") == 0);
    if (!yes && !no)
        bad_value(problems, node, _("true o false"));
    else
        *ret_flag = yes;
}

static void read_theme(struct preferences *p, const struct cigo_yaml_node *node, struct cigo_problems *problems)
{
    for (size_t i = 0; i < sizeof THEMES / sizeof *THEMES; i++) {
        if (!is_word(node) || strcmp(node->text, THEMES[i]) != 0)
            continue;
        p->theme = (enum cigo_tui_theme)i;
        return;
    }
    bad_value(problems, node, "auto, light, dark, none");
}

static void read_delay(struct preferences *p, const struct cigo_yaml_node *node, struct cigo_problems *problems)
{
    char *end = NULL;
    long ms = is_word(node) ? strtol(node->text, &end, 10) : 0;
    if (!end || *end || ms < 1 || ms > LONGEST_DELAY)
        bad_value(problems, node, _("millesimi di secondo, da 1 a 5000"));
    else
        p->escape_ms = (int)ms;
}

static void read_text(const struct cigo_yaml_node *node, struct cigo_problems *problems, const char **ret_text)
{
    if (is_word(node))
        *ret_text = node->text;
    else
        bad_value(problems, node, _("un testo"));
}

/* As people say it, in Italian or English. */
static void read_wish(struct preferences *p, const struct cigo_yaml_node *node, struct cigo_problems *problems)
{
    static const struct {
        const char *word;
        enum cigo_book_wish wish;
    } words[] = {
        {"chiedi", CIGO_BOOK_ASK}, {"ask", CIGO_BOOK_ASK},       {"no", CIGO_BOOK_NEVER},   {"false", CIGO_BOOK_NEVER},
        {"sì", CIGO_BOOK_ALWAYS},  {"si", CIGO_BOOK_ALWAYS},     {"yes", CIGO_BOOK_ALWAYS}, {"true", CIGO_BOOK_ALWAYS},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!is_word(node) || strcmp(node->text, words[i].word) != 0)
            continue;
        p->book = words[i].wish;
        return;
    }
    bad_value(problems, node, _("sì, no o chiedi"));
}

enum key { KEY_THEME, KEY_LANGUAGE, KEY_ESCAPE_DELAY, KEY_EDITOR, KEY_ASCII, KEY_LINES, KEY_MOUSE, KEY_BOOK, KEY_RUBRICA, N_KEYS };
static const char *const KEYS[N_KEYS] = {"theme", "language", "escape_delay", "editor", "ascii", "lines", "mouse",
                                         "book",  "rubrica"};

static void read_key(struct preferences *p, const struct cigo_yaml_node *node, struct cigo_problems *problems)
{
    size_t key = 0;
    while (key < N_KEYS && strcmp(node->key, KEYS[key]) != 0)
        key++;
    switch (key) {
    case KEY_THEME: read_theme(p, node, problems); break;
    case KEY_LANGUAGE: read_text(node, problems, &p->language); break;
    case KEY_ESCAPE_DELAY: read_delay(p, node, problems); break;
    case KEY_EDITOR: read_text(node, problems, &p->editor); break;
    case KEY_ASCII: read_flag(node, problems, &p->ascii); break;
    case KEY_LINES: read_flag(node, problems, &p->lines); break;
    case KEY_MOUSE: read_flag(node, problems, &p->mouse); break;
    case KEY_BOOK:
    case KEY_RUBRICA: read_wish(p, node, problems); break;
    default: {
        const char *near = cigo_str_nearest(cigo_str_of(node->key), KEYS, N_KEYS);
        cigo_problem(problems, node->key_pos, near ? _("«%.60s» non è una preferenza: forse «%s»?")
                                                   : _("«%.60s» non è una preferenza."), node->key, near);
    }
    }
}

static void read_file(struct cli *cli, const char *path, struct cigo_problems *problems)
{
    static const struct cigo_yaml_limits limits = {.file = MOST_BYTES, .depth = 4};
    struct cigo_error err = {0};
    char *text;
    size_t n;
    if (!cigo_file_read(path, MOST_BYTES, &text, &n, &err)) {
        cigo_problem(problems, (struct cigo_pos){.file = path}, "%s", err.text);
        return;
    }
    const struct cigo_yaml_node *root = cigo_yaml_parse(cli->arena, path, (struct cigo_str){text, n}, &limits, problems);
    free(text);
    if (!root || (root->type == CIGO_YAML_SCALAR && root->null))
        return;
    if (root->type != CIGO_YAML_MAP) {
        cigo_problem(problems, root->pos, "%s", _("Qui ci vanno righe come «theme: dark»."));
        return;
    }
    for (size_t i = 0; i < root->n; i++)
        read_key(&cli->preferences, root->items[i], problems);
}

/* Sorted: printing did that. */
static void keep_first(struct cli *cli, const struct cigo_problems *problems)
{
    const struct cigo_problem *first = &problems->items[0];
    struct cigo_buf text;
    cigo_buf_init(&text, 4096);
    cigo_buf_printf(&text, _("Preferenze, %s"), first->pos.file);
    if (first->pos.line)
        cigo_buf_printf(&text, _(", riga %u"), first->pos.line);
    cigo_buf_printf(&text, ": %s", first->text);
    if (problems->n > 1)
        cigo_buf_printf(&text, ngettext(" C'è %zu altro errore.", " Ci sono altri %zu errori.", problems->n - 1), problems->n - 1);
    cli->preferences_wrong = cigo_arena_str(cli->arena, cigo_buf_str(&text));
    cigo_buf_finish(&text);
}

void cli_preferences(struct cli *cli)
{
    const char *path = cli_config_path(cli);
    struct cigo_problems problems;
    if (access(path, F_OK) != 0)
        return;
    cigo_problems_init(&problems, cli->arena);
    read_file(cli, path, &problems);
    cli_problems(&problems);
    if (problems.n > 0)
        keep_first(cli, &problems);
    cigo_problems_finish(&problems);
}

const char *cli_first_words(struct cli *cli, bool lines, const char *notice)
{
    const char *wrong = cli->preferences_wrong;
    cli->preferences_wrong = NULL;
    if (lines || !wrong)
        return notice;
    return cigo_arena_printf(cli->arena, "%s%s%s", wrong, *notice ? "\n" : "", notice);
}
