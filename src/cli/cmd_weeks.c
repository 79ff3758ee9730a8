/* cigo weeks: a total and its weeks compared, or the weeks filled from the total. */

#include <cigo/exchange/weeks.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

enum { MAX_TEXT = 1 << 20 };

static void print(const struct cigo_spread *spread, bool planned)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, MAX_TEXT);
    cigo_buf_printf(&buf, "%s %s\n", spread->group->code, spread->group->label);
    cigo_spread_weeks_text(spread, planned, &buf);
    cigo_spread_sums_text(spread, planned, &buf);
    cli_shown(stdout, buf.p);
    cigo_buf_finish(&buf);
}

static bool find_group(struct cli *cli, const struct cigo_group **ret_group, struct cigo_error *err)
{
    const char *name = cli->options[OPT_GROUP];
    *ret_group = cigo_spread_group(cli->form, name);
    if (*ret_group)
        return true;
    return name ? cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» non è un gruppo che divide un totale per settimana."), name)
                : cigo_fail(err, CIGO_EXIT_USAGE, _("questo modulo non divide nulla per settimana."));
}

static bool apply(struct cli *cli, struct open_case *open_case, const struct cigo_spread *spread,
                  struct cigo_error *err)
{
    if (open_case->read_only)
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("la domanda è in sola lettura: %s"),
                         cli_case_why_read_only(open_case));
    if (spread->rows && !cli->options[OPT_REPLACE])
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("ci sono già righe (%zu): --replace le sostituisce, --dry-run mostra soltanto."), spread->rows);
    if (!cigo_spread_apply(open_case->session, spread, true, NULL, err))
        return false;
    const char *unsaved = cigo_session_save_failed(open_case->session);
    if (unsaved)
        return cigo_fail(err, CIGO_EXIT_STORAGE, "%s", unsaved);
    cli_case_summary(open_case, true);
    return true;
}

static bool weeks(struct cli *cli, struct open_case *open_case, struct cigo_error *err)
{
    bool even = cli->options[OPT_EVEN] != NULL, plan = even || cli->options[OPT_BY_CALENDAR];
    const struct cigo_group *group;
    struct cigo_spread spread;
    if (!find_group(cli, &group, err) || !cigo_spread_look(open_case->session, group, cli->arena, &spread, err))
        return false;
    if (plan && !cigo_spread_plan(&spread, even ? CIGO_SPREAD_EVENLY : CIGO_SPREAD_CALENDAR, err))
        return false;
    if (!plan || cli->options[OPT_DRY_RUN]) {
        print(&spread, plan);
        return true;
    }
    if (!apply(cli, open_case, &spread, err) ||
        !cigo_spread_look(open_case->session, group, cli->arena, &spread, err))
        return false;
    print(&spread, false);
    return true;
}

int cmd_weeks(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    struct open_case open_case = {0};
    bool plan = cli->options[OPT_EVEN] || cli->options[OPT_BY_CALENDAR];
    if (cli->options[OPT_EVEN] && cli->options[OPT_BY_CALENDAR])
        return cli_usage_error(_("si sceglie un modo: --even o --calendar."));
    if (!plan && (cli->options[OPT_REPLACE] || cli->options[OPT_DRY_RUN]))
        return cli_usage_error(_("--replace e --dry-run valgono con --even o --calendar."));
    bool ok = cli_case_find(cli, cli->argv[0], &info, &err) &&
              cli_case_open(cli, &info, plan && !cli->options[OPT_DRY_RUN], &open_case, &err) &&
              weeks(cli, &open_case, &err);
    cli_case_close(&open_case);
    return ok ? CIGO_EXIT_OK : cli_error(&err);
}
