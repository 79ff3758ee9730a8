/* Which language the texts have: --lang, then LANGUAGE, then the preference; else Italian. LANG and LC_ALL say how the machine
 * is set up, which on servers is mostly English and rarely anybody's wish: they do not count. */

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cigo/form/texts.h>
#include <cigo/i18n/i18n.h>
#include <cigo/loader/loader.h>
#include <cigo/session/desk.h>
#include "cli-priv.h"

/* "de_IT.UTF-8:en" → "de"; NULL when it begins with no language. */
static const char *first_language(struct cli *cli, const char *wish)
{
    size_t n = wish ? strspn(wish, "abcdefghijklmnopqrstuvwxyz") : 0;
    return n == 2 || n == 3 ? cigo_arena_str(cli->arena, (struct cigo_str){wish, n}) : NULL;
}

static const char *locale_dir(struct cli *cli)
{
    const char *program = cli_program_dir(cli);
    for (size_t i = 0; program && i < 2; i++) {
        const char *dir = i == 0 ? cigo_arena_printf(cli->arena, "%s/src/i18n/po", program)
                                 : cigo_arena_printf(cli->arena, "%s/../share/locale", program);
        if (access(dir, R_OK) == 0)
            return dir;
    }
    return CIGO_LOCALE_DIR;
}

static bool has_texts(struct cli *cli, const char *dir, const char *language)
{
    return strcmp(language, "it") == 0 ||
           access(cigo_arena_printf(cli->arena, "%s/%s/LC_MESSAGES/cigo.mo", dir, language), R_OK) == 0;
}

/* What was asked for here and is not there is said; what the machine asks of all programs is not. */
static void check_language(struct cli *cli, const char *wish, const char *dir)
{
    const char *language = first_language(cli, wish);
    if (!wish || (language && has_texts(cli, dir, language)))
        return;
    struct cigo_buf said;
    cigo_buf_init(&said, 4096);
    cigo_buf_printf(&said, _("cigo: non ci sono testi nella lingua «%.40s». Ci sono: it"), wish);
    struct dirent **found = NULL;
    int n = scandir(dir, &found, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        if (has_texts(cli, dir, found[i]->d_name))
            cigo_buf_printf(&said, ", %s", found[i]->d_name);
        free(found[i]);
    }
    free(found);
    cigo_buf_puts(&said, ".\n");
    cli_shown(stderr, said.p);
    cigo_buf_finish(&said);
}

void cli_language(struct cli *cli)
{
    const char *language = first_language(cli, cli->options[OPT_LANG]);
    if (!language)
        language = first_language(cli, getenv("LANGUAGE"));
    if (!language)
        language = first_language(cli, cli->preferences.language);
    cli->language = language ? language : "it";
    const char *dir = locale_dir(cli);
    cigo_i18n_init(cli->language, dir);
    check_language(cli, cli->options[OPT_LANG] ? cli->options[OPT_LANG] : cli->preferences.language, dir);
}

void cli_form_language(struct cli *cli, struct cigo_problems *problems)
{
    struct cigo_translated counts;
    if (strcmp(cli->language, "it") != 0)
        cigo_form_translate(cli->form, cli->language, &counts, problems);
}

bool cli_italian(struct cli *cli)
{
    if (strcmp(cli->language, "it") == 0)
        return false;
    cigo_i18n_init("it", locale_dir(cli));
    cigo_form_swap_texts(cli->form);
    return true;
}

void cli_italian_end(struct cli *cli)
{
    cigo_i18n_init(cli->language, locale_dir(cli));
    cigo_form_swap_texts(cli->form);
}

void cli_lay_languages(struct cli *cli, struct cigo_desk *desk)
{
    size_t n;
    const char *const *translated = cigo_form_languages(cli->form, &n);
    const char **all = cigo_arena_alloc(cli->form->arena, (n + 1) * sizeof *all);
    all[0] = "it";
    for (size_t i = 0; i < n; i++)
        all[i + 1] = translated[i];
    desk->languages = all;
    desk->n_languages = n + 1;
    desk->language = cigo_i18n_language_find(cli->language, all, n + 1);
}

/* A place by its names, for when its form is gone. */
struct named_place {
    const char *group, *field; /* NULL = none */
    int64_t row;
};

static struct named_place name_place(struct cli *cli, struct cigo_place place)
{
    return (struct named_place){
        .group = place.group ? cigo_arena_dup(cli->arena, place.group->id) : NULL,
        .field = place.field ? cigo_arena_dup(cli->arena, place.field->id) : NULL,
        .row = place.row,
    };
}

static struct cigo_place find_place(const struct cli *cli, const struct named_place *named)
{
    struct cigo_place place = {.row = named->row};
    if (named->group)
        place.group = cigo_form_group(cli->form, cigo_str_of(named->group));
    if (named->field && named->group)
        place.field = cigo_group_field(place.group, cigo_str_of(named->field));
    else if (named->field)
        place.field = cigo_form_field(cli->form, cigo_str_of(named->field));
    return place;
}

bool cli_language_change(struct cli *cli, const char *language, struct cigo_error *err)
{
    const char *id = cigo_arena_dup(cli->arena, cli->form->id);
    struct named_place *declare = cigo_arena_alloc(cli->arena, (cli->n_declare + 1) * sizeof *declare);
    struct cigo_place *places = cigo_arena_alloc(cli->arena, (cli->n_declare + 1) * sizeof *places);
    for (size_t i = 0; i < cli->n_declare; i++)
        declare[i] = name_place(cli, cli->declare[i]);
    cli->language = cigo_arena_dup(cli->arena, language);
    cigo_i18n_init(cli->language, locale_dir(cli));
    cigo_form_free(cli->form);
    cli->form = NULL;
    if (!cli_form_load(cli, id, err))
        return false;
    for (size_t i = 0; i < cli->n_declare; i++) /* the same form: it has them all */
        places[i] = find_place(cli, &declare[i]);
    cli->declare = places;
    if (cli->tutorial)
        cli->tutorial->def = &cli->form->tutorial;
    return true;
}
