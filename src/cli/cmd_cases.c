/* Commands over stored cases: open, rename, copy, delete, answers, fill; where they are in the list. */

#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include <cigo/store/list.h>
#include "cli-priv.h"

int cmd_open(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    if (!cli_case_find(cli, cli->argv[0], &info, &err))
        return cli_error(&err);
    return cli_wizard(cli, &info, START_ANYWHERE);
}

int cmd_portal(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    if (!cli_case_find(cli, cli->argv[0], &info, &err))
        return cli_error(&err);
    return cli_wizard(cli, &info, START_PORTAL);
}

int cmd_call(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    if (!cli_case_find(cli, cli->argv[0], &info, &err))
        return cli_error(&err);
    return cli_wizard(cli, &info, START_CALL);
}

int cmd_rename(struct cli *cli)
{
    struct cigo_error err = {0};
    struct open_case open_case = {.cli = cli};
    /* whoever has it open goes on with it by its name */
    bool ok = cli_case_find(cli, cli->argv[0], &open_case.info, &err) && cli_case_claim(&open_case, &err) &&
              cigo_store_rename(cli->store, open_case.info.id, cli->argv[1], &err);
    cli_case_close(&open_case);
    return ok ? CIGO_EXIT_OK : cli_error(&err);
}

/* A copy has all that the case has. */
static void say_sent(const struct cigo_case_info *info, const struct cigo_case_info *copy)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 1 << 16);
    cigo_buf_printf(&text, _("«%s» risulta già inviata come «%s», di cui ha anche gli estremi dell'invio e le dichiarazioni. "
                             "Per una nuova domanda: cigo new --from %s."), copy->name, info->name, info->name);
    fputs("cigo: ", stderr);
    cli_shown(stderr, text.p);
    fputc('\n', stderr);
    cigo_buf_finish(&text);
}

int cmd_copy(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info, copy;
    int64_t id;
    if (!cli_case_find(cli, cli->argv[0], &info, &err) ||
        !cigo_store_copy(cli->store, info.id, cli->argc > 1 ? cli->argv[1] : NULL, &id, &err) ||
        !cli_case_by_id(cli, id, &copy, &err))
        return cli_error(&err);
    if (info.summary.over || cigo_summary_is_settled(&info.summary, cli->today))
        say_sent(&info, &copy);
    cli_shown(stdout, copy.name);
    putchar('\n');
    return CIGO_EXIT_OK;
}

static bool confirmed(const struct cigo_case_info *info)
{
    fputs(_("Eliminare per sempre la domanda «"), stdout);
    cli_shown(stdout, info->name);
    fputs(_("»? "), stdout);
    return cli_confirmed();
}

int cmd_delete(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    if (!cli_case_find(cli, cli->argv[0], &info, &err))
        return cli_error(&err);
    if (!cli->options[OPT_YES] && !confirmed(&info)) {
        puts(_("Non ho eliminato nulla."));
        return CIGO_EXIT_OK;
    }
    struct open_case open_case = {.cli = cli, .info = info};
    if (!cli_case_lock(&open_case, &err))
        return cli_error(&err);
    if (open_case.read_only) {
        cigo_fail(&err, CIGO_EXIT_STORAGE, _("%s Non ho eliminato nulla.%s"), open_case.notice,
                  cli_take_in_command(open_case.lock));
        return cli_error(&err);
    }
    if (!cigo_store_delete(cli->store, info.id, &err) || !cigo_store_forget_words(cli->store, &err) ||
        !cli_editor_forget(cli, &info, &err))
        return cli_error(&err);
    puts(_("Eliminata."));
    return CIGO_EXIT_OK;
}

/* ---- where they are in the list ---- */

int cmd_archive(struct cli *cli)
{
    struct cigo_error err = {0};
    bool aside = !cli->options[OPT_BACK];
    for (int i = 0; i < cli->argc; i++) {
        struct cigo_case_info info;
        if (!cli_case_find(cli, cli->argv[i], &info, &err) || !cigo_store_archive(cli->store, info.id, aside, &err))
            return cli_error(&err);
        cli_say(aside ? _("«%s» è da parte: «cigo archive --back» la riporta.") : _("«%s» è di nuovo nell'elenco."),
                info.name);
    }
    return CIGO_EXIT_OK;
}

int cmd_tag(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    if (!cli_case_find(cli, cli->argv[0], &info, &err))
        return cli_error(&err);
    for (int i = 1; i < cli->argc; i++)
        if (!cigo_store_tag(cli->store, info.id, cli->argv[i], !cli->options[OPT_REMOVE], &err))
            return cli_error(&err);
    if (!cli_case_by_id(cli, info.id, &info, &err))
        return cli_error(&err);
    cli_say(*info.tags ? _("«%s»: %s.") : _("«%s» non ha etichette."), info.name, info.tags);
    return CIGO_EXIT_OK;
}

/* ---- answers files ---- */

int cmd_answers(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    struct open_case open_case = {0};
    bool ok = cli_case_find(cli, cli->argv[0], &info, &err) &&
              cli_case_open(cli, &info, false, &open_case, &err);
    if (ok) {
        struct cigo_buf buf;
        cigo_buf_init(&buf, (size_t)1 << 30);
        cigo_answers_write(open_case.session, &buf);
        cli_print(stdout, &buf);
        cigo_buf_finish(&buf);
    }
    cli_case_close(&open_case);
    return ok ? CIGO_EXIT_OK : cli_error(&err);
}

int cmd_fill(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    if (!cli_case_of_file(cli, cli->argv[0], cli->options[OPT_NAME], &info, &err))
        return cli_error(&err);
    cli_shown(stdout, info.name);
    putchar('\n');
    return CIGO_EXIT_OK;
}
