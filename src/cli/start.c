/* `cigo` alone: the start screen, the case that is opened there, and back to the same place of the list. Whoever has no
 * case yet begins one at once. */

#include <unistd.h>
#include <cigo/i18n/i18n.h>
#include <cigo/line/line.h>
#include "cli-priv.h"

static struct cigo_form_choices forms(void *data)
{
    return cli_forms(data);
}

static bool load(void *data, struct cigo_arena *arena, struct cigo_cases *ret_cases, struct cigo_error *err)
{
    return cli_list(data, true, arena, ret_cases, err);
}

/* One face after the other, as long as the user switches; a case that is opened begins in the last. */
static enum cigo_face_end show(struct cli *cli, struct cigo_shelf *shelf, struct cigo_error *err)
{
    bool lines = cli_wants_lines(cli);
    struct cigo_line_options options = {stdin, stdout, isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)};
    struct cigo_tui_options screen = cli_screen(cli);
    struct cigo_desk desk = {.ascii = screen.ascii};
    desk.notice = cli_first_words(cli, lines, cli->notice_shown ? "" : cli->notice.text);
    cli->notice_shown = true;
    for (;;) {
        const char *why;
        cli->face = lines ? FACE_LINES : FACE_SCREEN;
        enum cigo_face_end end = lines ? cigo_line_shelf(shelf, &desk, &options)
                                       : cigo_tui_shelf(shelf, desk.notice, &screen, err);
        if (end != CIGO_FACE_SWITCH && (end != CIGO_FACE_FAILED || lines))
            return end;
        desk.notice = cli_after_face(end, desk.notice, err);
        if (lines && (!options.interactive || !cigo_tui_available(&why)))
            desk.notice = _("Qui lo schermo intero non si può mostrare: si continua a righe.");
        else
            lines = !lines;
    }
}

/* A new case as the command would make it, of another or of a form. */
static int begin(struct cli *cli, int64_t from, const char *form)
{
    cli->first_notice = NULL;
    cli->n_declare = 0;
    cli->options[OPT_FROM] = from ? cigo_arena_printf(cli->arena, "%lld", (long long)from) : NULL;
    cli->options[OPT_FORM] = form;
    int code = cmd_new(cli);
    cli->options[OPT_FROM] = cli->options[OPT_FORM] = NULL;
    cli->first_notice = NULL;
    cli->n_declare = 0;
    return code;
}

static int open_it(struct cli *cli, int64_t id)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    if (!cli_case_by_id(cli, id, &info, &err))
        return cli_error(&err);
    cli->newcomer = true;
    return cli_wizard(cli, &info, START_ANYWHERE);
}

static int grant(struct cli *cli, struct cigo_shelf *shelf)
{
    if (shelf->wish == CIGO_WISH_NEW)
        return begin(cli, 0, shelf->form);
    return shelf->wish == CIGO_WISH_FROM ? begin(cli, shelf->here, NULL) : open_it(cli, shelf->here);
}

/* What went wrong was said; on a full screen it would be gone at once. False: nobody is there to read it. */
static bool was_read(const struct cli *cli)
{
    char answer[8];
    if (cli->face == FACE_LINES)
        return true;
    fputs(_("Invio torna all'elenco: "), stdout);
    fflush(stdout);
    return fgets(answer, sizeof answer, stdin) != NULL;
}

/* The status at the end is that of the first failure. */
static int run(struct cli *cli, struct cigo_shelf *shelf)
{
    struct cigo_error err = {0};
    for (int failed = CIGO_EXIT_OK;;) {
        if (!cigo_shelf_load(shelf, &err))
            return cli_error(&err);
        if (shelf->cases.n == 0)
            return begin(cli, 0, NULL);
        enum cigo_face_end end = show(cli, shelf, &err);
        if (end != CIGO_FACE_QUIT)
            return cli_face_exit(end, &err);
        if (shelf->wish == CIGO_WISH_LEAVE)
            return failed;
        int code = grant(cli, shelf);
        if (code == CIGO_EXIT_INTERRUPTED || (code != CIGO_EXIT_OK && !was_read(cli)))
            return code;
        failed = failed ? failed : code;
    }
}

int cmd_continue(struct cli *cli)
{
    struct cigo_error err = {0};
    if (!cli_store_open(cli, &err))
        return cli_error(&err);
    struct cigo_shelf shelf = {.store = cli->store, .today = cli->today, .data = cli, .load = load, .when = cli_local_time,
                               .read_date = cli_date, .forms = forms};
    cigo_shelf_init(&shelf);
    int code = run(cli, &shelf);
    cigo_shelf_finish(&shelf);
    return code;
}
