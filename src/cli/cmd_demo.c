/* cigo demo: an invented, complete case to look at and to try things on. Its answers travel with the form
 * (forms/<form>/demo.yaml). */

#include <stdlib.h>
#include <unistd.h>
#include <cigo/base/path.h>
#include <cigo/exchange/exchange.h>
#include "cli-priv.h"

static int print_answers(const char *path)
{
    struct cigo_error err = {0};
    char *text;
    size_t size;
    if (!cigo_file_read(path, cigo_answers_limits.file, &text, &size, &err))
        return cli_error(&err);
    fwrite(text, 1, size, stdout);
    free(text);
    return CIGO_EXIT_OK;
}

static int check(struct cli *cli, const struct cigo_case_info *info)
{
    char *argv[] = {cigo_arena_dup(cli->arena, info->name), NULL};
    cli->argc = 1;
    cli->argv = argv;
    return cmd_check(cli);
}

int cmd_demo(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    bool found;
    const char *path = cigo_arena_printf(cli->arena, "%s/cigo/demo.yaml", cli_forms_dir(cli));
    if (cli->options[OPT_ANSWERS])
        return print_answers(path);
    if (!cli_store_open(cli, &err) ||
        !cigo_store_find(cli->store, CIGO_STR("demo"), cli->arena, &info, &found, &err))
        return cli_error(&err);
    if (!found && !cli_case_of_file(cli, path, "demo", &info, &err))
        return cli_error(&err);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return check(cli, &info);
    cli->newcomer = true;
    return cli_wizard(cli, &info, START_ANYWHERE);
}
