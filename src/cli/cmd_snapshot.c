/* cigo snapshot: a case without its data, for whoever helps; and such a one opened. */

#include <jansson.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <cigo/base/path.h>
#include <cigo/exchange/snapshot.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

enum { MOST_FACTS = 24 };

struct facts {
    struct cli *cli;
    struct cigo_snapshot_fact items[MOST_FACTS];
    size_t n;
};

static void add(struct facts *facts, const char *name, const char *value)
{
    if (value && *value)
        facts->items[facts->n++] = (struct cigo_snapshot_fact){name, value};
}

static void add_number(struct facts *facts, const char *name, long number)
{
    if (number > 0)
        add(facts, name, cigo_arena_printf(facts->cli->arena, "%ld", number));
}

/* Only that it is set: what it holds may be anything. */
static void add_set(struct facts *facts, const char *name)
{
    const char *value = getenv(name);
    add(facts, name, value && *value ? "set" : NULL);
}

static void add_terminal(struct facts *facts)
{
    struct cigo_tui_facts terminal = {0};
    struct winsize size = {0};
    const char *why = NULL;
    cigo_buf_init(&terminal.keys, 256);
    cigo_tui_facts(&terminal);
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0)
        size = (struct winsize){0};
    add(facts, "ncurses", terminal.library);
    add(facts, "TERM", getenv("TERM"));
    add_number(facts, "columns", size.ws_col);
    add_number(facts, "rows", size.ws_row);
    add_number(facts, "colours", terminal.colours);
    add(facts, "keys", cigo_arena_str(facts->cli->arena, cigo_buf_str(&terminal.keys)));
    add(facts, "full screen", cigo_tui_available(&why) ? "yes" : "no");
    add(facts, "characters", nl_langinfo(CODESET));
    add(facts, "locale", setlocale(LC_CTYPE, NULL));
    add(facts, "language", facts->cli->language);
    cigo_buf_finish(&terminal.keys);
    static const char *const set[] = {"SSH_CONNECTION", "TMUX", "STY", "NO_COLOR", "ACCESSIBLE"};
    for (size_t i = 0; i < sizeof set / sizeof *set; i++)
        add_set(facts, set[i]);
}

static bool write_case(struct cli *cli, struct open_case *open_case, struct cigo_buf *out, struct cigo_error *err)
{
    struct facts facts = {.cli = cli};
    add(&facts, "cigo", CIGO_VERSION);
    add(&facts, "SQLite", cigo_store_engine());
    add(&facts, "jansson", JANSSON_VERSION);
    add_terminal(&facts);
    struct cigo_snapshot_facts all = {facts.items, facts.n};
    return cigo_snapshot_write(open_case->session, open_case->info.position ? open_case->info.position : "", &all, out,
                               err);
}

static int take(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    struct open_case open_case = {0};
    struct cigo_buf out;
    const char *path = cli->argc > 1 ? cli->argv[1] : "-";
    cigo_buf_init(&out, CIGO_SNAPSHOT_BYTES + 1);
    bool ok = cli_case_find(cli, cli->argv[0], &info, &err) && cli_case_open(cli, &info, false, &open_case, &err) &&
              write_case(cli, &open_case, &out, &err);
    if (ok && strcmp(path, "-") == 0)
        cli_print(stdout, &out);
    else if (ok)
        ok = cigo_file_write(path, cigo_buf_str(&out), cli->options[OPT_FORCE] != NULL, &err);
    if (ok && strcmp(path, "-") != 0)
        cli_say(_("L'istantanea è in «%s»: non contiene risposte, nomi o note. Chi aiuta la apre con: cigo snapshot --open."),
                path);
    cigo_buf_finish(&out);
    cli_case_close(&open_case);
    return ok ? CIGO_EXIT_OK : cli_error(&err);
}

int cmd_snapshot(struct cli *cli)
{
    if (cli->options[OPT_OPEN] && cli->argc == 0)
        return cli_snapshot_open(cli, cli->options[OPT_OPEN]);
    if (cli->options[OPT_OPEN] || cli->argc == 0)
        return cli_usage_error(_("si scrive «cigo snapshot DOMANDA [FILE]», oppure «cigo snapshot --open FILE»."));
    return take(cli);
}
