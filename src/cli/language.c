/* Which language the texts have: --lang, then LANGUAGE, then the preference; else Italian. LANG and LC_ALL say how the machine
 * is set up, which on servers is mostly English and rarely anybody's wish: they do not count. */

#include <stdlib.h>
#include <unistd.h>
#include <cigo/i18n/i18n.h>
#include <cigo/loader/loader.h>
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

void cli_language(struct cli *cli)
{
    const char *language = first_language(cli, cli->options[OPT_LANG]);
    if (!language)
        language = first_language(cli, getenv("LANGUAGE"));
    if (!language)
        language = first_language(cli, cli->preferences.language);
    cli->language = language ? language : "it";
    cigo_i18n_init(cli->language, locale_dir(cli));
}

void cli_form_language(struct cli *cli, struct cigo_problems *problems)
{
    struct cigo_translated counts;
    if (strcmp(cli->language, "it") != 0)
        cigo_form_translate(cli->form, cli->language, &counts, problems);
}
