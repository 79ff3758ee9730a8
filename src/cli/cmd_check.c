/* cigo check: the same judgement as in the wizard, over a file, a case or all cases. */

#include <sys/stat.h>
#include <cigo/exchange/exchange.h>
#include "cli-priv.h"

static void print_check(struct cli *cli, struct cigo_session *session, const char *name, bool named)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, (size_t)1 << 30);
    if (cli->options[OPT_JSON])
        cigo_check_json(session, named ? name : NULL, &buf);
    else
        cigo_check_text(session, name, &buf);
    cli_print(stdout, &buf);
    cigo_buf_finish(&buf);
}

static int check_file(struct cli *cli, const char *path)
{
    struct cigo_error err = {0};
    struct cigo_session *session;
    if (!cli_session_of_file(cli, path, &session, &err))
        return cli_error(&err);
    print_check(cli, session, path, false);
    enum cigo_exit code = cigo_check_status(session);
    cigo_session_free(session);
    return code;
}

/* `before` stands between it and what was printed before. */
static int check_case(struct cli *cli, const struct cigo_case_info *info, const char *before, size_t *printed)
{
    struct cigo_error err = {0};
    struct open_case open_case;
    int code;
    if (cli_case_open(cli, info, false, &open_case, &err)) {
        fputs(before, stdout);
        print_check(cli, open_case.session, info->name, true);
        ++*printed;
        code = cigo_check_status(open_case.session);
    } else {
        code = cli_error(&err);
    }
    cli_case_close(&open_case);
    return code;
}

/* What is worst over all cases: unusable (2), error (1), missing (3), complete (0). */
static int worse(int a, int b)
{
    static const int order[] = {0, 2, 3, 1, 4}; /* by exit code */
    return order[a] >= order[b] ? a : b;
}

static int check_all(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_cases cases;
    int code = CIGO_EXIT_OK;
    size_t printed = 0;
    bool json = cli->options[OPT_JSON] != NULL;
    if (!cli_store_open(cli, &err) || !cigo_store_list(cli->store, cli->arena, &cases, &err))
        return cli_error(&err);
    fputs(json ? "[" : "", stdout);
    for (size_t i = 0; i < cases.n; i++) {
        code = worse(code, check_case(cli, &cases.items[i], printed == 0 ? "" : json ? "," : "\n", &printed));
    }
    fputs(json ? "]\n" : "", stdout);
    return code;
}

struct sought {
    const char *name;
    bool found;
};

static void compare(void *data, const char *name, const char *state)
{
    struct sought *sought = data;
    (void)state;
    sought->found = sought->found || strcmp(name, sought->name) == 0;
}

/* Is it a file that is meant? A case of that name comes before a folder; of a file and a case it is said which. The archive
 * is only looked into: to check a file none is needed, and none is begun. */
static bool is_file(struct cli *cli, const char *what)
{
    struct sought sought = {what, false};
    struct stat st;
    if (strcmp(what, "-") == 0)
        return true;
    if (stat(what, &st) != 0)
        return false;
    cigo_store_peek(cli_data_path(cli), compare, &sought);
    if (sought.found && S_ISDIR(st.st_mode))
        return false;
    if (sought.found)
        cli_usage_error(_("«%s» è un file e anche una domanda: controllo il file. La domanda si controlla con il suo numero, che "
                          "è in «cigo list»."), what);
    return true;
}

int cmd_check(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    if (cli->options[OPT_ALL])
        return cli->argc ? cli_usage_error(_("--all non vuole altro: si scrive «cigo check --all»."))
                         : check_all(cli);
    if (cli->argc == 0)
        return cli_usage_error(_("che cosa controllo? Si scrive: cigo check FILE|DOMANDA|--all"));
    const char *what = cli->argv[0];
    if (is_file(cli, what))
        return check_file(cli, what);
    if (!cli_case_find(cli, what, &info, &err)) {
        /* a case may be called "Rossi 11/2026"; without one, this was meant as a file */
        bool file = strchr(what, '/') || strstr(what, ".yaml") || strstr(what, ".json");
        return file && err.code == CIGO_EXIT_USAGE ? cli_usage_error(_("il file «%s» non c'è."), what)
                                                   : cli_error(&err);
    }
    size_t printed = 0;
    return check_case(cli, &info, "", &printed);
}
