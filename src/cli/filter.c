/* What is wanted of the list of cases, as it is said on the command line. */

#include <stdlib.h>
#include <cigo/base/date.h>
#include <cigo/store/list.h>
#include "cli-priv.h"

static bool read_number(const char *text, int *ret_number)
{
    size_t n = strlen(text);
    if (n == 0 || n > 5 || strspn(text, "0123456789") != n)
        return false;
    *ret_number = (int)strtol(text, NULL, 10);
    return true;
}

/* ---- periods ---- */

/* "11/2026" or "2026-11" */
static bool read_month(struct cigo_arena *arena, const char *text, int32_t *ret_from, int32_t *ret_to)
{
    const char *cut = strpbrk(text, "/-");
    int month, year;
    if (!cut)
        return false;
    const char *before = cigo_arena_str(arena, (struct cigo_str){text, (size_t)(cut - text)}), *after = cut + 1;
    if (!read_number(*cut == '/' ? before : after, &month) || !read_number(*cut == '/' ? after : before, &year) ||
        !cigo_date_of(year, month, 1, ret_from))
        return false;
    *ret_to = cigo_date_month_end(*ret_from);
    return true;
}

static bool read_side(struct cli *cli, const char *text, int32_t *ret_date)
{
    *ret_date = 0;
    return !*text || cli_read_date(cli, "--period", text, ret_date);
}

bool cli_read_period(struct cli *cli, const char *text, int32_t *ret_from, int32_t *ret_to)
{
    const char *dots = strstr(text, "..");
    if (read_month(cli->arena, text, ret_from, ret_to))
        return true;
    if (!dots) {
        if (!cli_read_date(cli, "--period", text, ret_from))
            return false;
        *ret_to = *ret_from;
        return true;
    }
    const char *from = cigo_arena_str(cli->arena, (struct cigo_str){text, (size_t)(dots - text)});
    return read_side(cli, from, ret_from) && read_side(cli, dots + 2, ret_to);
}

/* ---- all of it ---- */

static const char *joined(struct cli *cli)
{
    const char *words = NULL;
    for (int i = 0; i < cli->argc; i++)
        words = words ? cigo_arena_printf(cli->arena, "%s %s", words, cli->argv[i]) : cli->argv[i];
    return words;
}

bool cli_list_filter(struct cli *cli, struct cigo_case_filter *ret_filter)
{
    const char *const *options = cli->options;
    struct cigo_case_filter filter = {
        .words = joined(cli),
        .state = options[OPT_STATE],
        .causale = options[OPT_CAUSALE],
        .tag = options[OPT_TAG],
        .in_period = options[OPT_PERIOD] != NULL,
        .has_within = options[OPT_WITHIN] != NULL,
        .problems = options[OPT_PROBLEMS] != NULL,
        .aside = options[OPT_ALL]        ? CIGO_ASIDE_TOO
                 : options[OPT_ARCHIVED] ? CIGO_ASIDE_ONLY
                                         : CIGO_ASIDE_HIDDEN,
    };
    int days = 0;
    if (filter.in_period && !cli_read_period(cli, options[OPT_PERIOD], &filter.from, &filter.to))
        return false;
    if (filter.has_within && !read_number(options[OPT_WITHIN], &days)) {
        cli_usage_error(_("--within vuole un numero di giorni; «%s» non lo è."), options[OPT_WITHIN]);
        return false;
    }
    filter.within = days;
    *ret_filter = filter;
    return true;
}
