/* What is wanted of the list of cases, as it is said on the command line. */

#include <stdlib.h>
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

static bool read_period(struct cli *cli, const char *text, struct cigo_case_filter *filter)
{
    const char *wants;
    const struct cigo_date_reader reader = {cli_date, cli};
    filter->in_period = cigo_period_read(text, &reader, cli->arena, &filter->from, &filter->to, &wants);
    if (!filter->in_period)
        cli_usage_error(_("«--period %s» non si capisce: %s."), text, wants);
    return filter->in_period;
}

/* ---- all of it ---- */

static const char *joined(struct cli *cli)
{
    const char *words = "";
    for (int i = 0; i < cli->argc; i++)
        words = cigo_arena_printf(cli->arena, "%s%s%s", words, i ? " " : "", cli->argv[i]);
    return words;
}

bool cli_list_filter(struct cli *cli, struct cigo_case_filter *ret_filter)
{
    const char *const *options = cli->options;
    struct cigo_case_filter filter = {
        .problems = options[OPT_PROBLEMS] != NULL,
        .aside = options[OPT_ALL]        ? CIGO_ASIDE_TOO
                 : options[OPT_ARCHIVED] ? CIGO_ASIDE_ONLY
                                         : CIGO_ASIDE_HIDDEN,
    };
    int days = 0;
    cigo_case_filter_read(joined(cli), &(struct cigo_date_reader){cli_date, cli}, cli->arena, &filter);
    if (filter.unclear) {
        cli_usage_error(_("«%s» non si capisce: %s."), filter.unclear, filter.wants);
        return false;
    }
    filter.state = options[OPT_STATE] ? options[OPT_STATE] : filter.state;
    filter.causale = options[OPT_CAUSALE] ? options[OPT_CAUSALE] : filter.causale;
    filter.tag = options[OPT_TAG] ? options[OPT_TAG] : filter.tag;
    if (options[OPT_PERIOD] && !read_period(cli, options[OPT_PERIOD], &filter))
        return false;
    if (options[OPT_WITHIN]) {
        if (!read_number(options[OPT_WITHIN], &days)) {
            cli_usage_error(_("--within vuole un numero di giorni; «%s» non lo è."), options[OPT_WITHIN]);
            return false;
        }
        filter.has_within = true;
        filter.within = days;
    }
    *ret_filter = filter;
    return true;
}
