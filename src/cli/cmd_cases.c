/* Commands over stored cases: open, list, rename, copy, delete, answers, fill; and no command. */

#include <jansson.h>
#include <stdlib.h>
#include <cigo/base/date.h>
#include <cigo/base/utf8.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

int cmd_continue(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_cases cases;
    if (!cli_store_open(cli, &err) || !cigo_store_list(cli->store, cli->arena, &cases, &err))
        return cli_error(&err);
    cli->newcomer = true;
    return cases.n ? cli_wizard(cli, &cases.items[0], START_ANYWHERE) : cmd_new(cli);
}

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
    struct cigo_case_info info;
    if (!cli_case_find(cli, cli->argv[0], &info, &err) ||
        !cigo_store_rename(cli->store, info.id, cli->argv[1], &err))
        return cli_error(&err);
    return CIGO_EXIT_OK;
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
    if (open_case.read_only)
        return cli_usage_error(_("%s Non ho eliminato nulla.%s"), open_case.notice, cli_take_in_command(open_case.lock));
    if (!cigo_store_delete(cli->store, info.id, &err))
        return cli_error(&err);
    puts(_("Eliminata."));
    return CIGO_EXIT_OK;
}

/* ---- list ---- */

static int list_json(const struct cigo_cases *cases)
{
    json_t *array = json_array();
    for (size_t i = 0; i < cases->n; i++) {
        const struct cigo_case_info *info = &cases->items[i];
        json_t *term = info->term && *info->term ? json_string(info->term) : json_null();
        json_array_append_new(
            array, json_pack("{s:I, s:s, s:s, s:s, s:o, s:s, s:s}", "id", (json_int_t)info->id, "name", info->name,
                             "form", info->form, "state", info->state ? info->state : "", "term", term,
                             "term_label", info->term_label, "updated", info->updated));
    }
    char *text = json_dumps(array, JSON_INDENT(1));
    struct cigo_buf out;
    cigo_buf_init(&out, (size_t)1 << 30);
    cigo_utf8_json(cigo_str_of(text ? text : "[]"), &out);
    puts(out.p);
    cigo_buf_finish(&out);
    free(text);
    json_decref(array);
    return CIGO_EXIT_OK;
}

static void list_line(const struct cli *cli, const struct cigo_case_info *info)
{
    struct cigo_buf buf;
    int32_t term;
    cigo_buf_init(&buf, 4096);
    cigo_buf_printf(&buf, "%lld. %s", (long long)info->id, info->name);
    cigo_sentence_stop(&buf);
    cigo_buf_printf(&buf, " %s", info->state && *info->state ? _(info->state) : _("da iniziare"));
    if (info->term && cigo_date_parse_iso(cigo_str_of(info->term), &term)) {
        cigo_buf_printf(&buf, ". %s ", *info->term_label ? info->term_label : _("Termine"));
        cigo_i18n_date_short(term, &buf);
        cigo_buf_puts(&buf, ", ");
        cigo_i18n_days_left(term - cli->today, &buf);
    }
    char updated[40];
    cli_local_time(info->updated, updated);
    cigo_buf_printf(&buf, _(". Modificata il %s da %s.\n"), updated, info->updated_by);
    cli_shown(stdout, buf.p);
    cigo_buf_finish(&buf);
}

int cmd_list(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_cases cases;
    if (!cli_store_open(cli, &err) || !cigo_store_list(cli->store, cli->arena, &cases, &err))
        return cli_error(&err);
    if (cli->options[OPT_JSON])
        return list_json(&cases);
    if (cases.n == 0)
        puts(_("Non c'è ancora una domanda: «cigo new» ne comincia una."));
    for (size_t i = 0; i < cases.n; i++)
        list_line(cli, &cases.items[i]);
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
