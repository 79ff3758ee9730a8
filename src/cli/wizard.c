/* A front end over a stored case: the desk is laid, the front end runs, the case is closed. */

#include <stdlib.h>
#include <unistd.h>
#include <cigo/line/line.h>
#include "cli-priv.h"

static bool save_position(void *data, const char *position, struct cigo_error *err)
{
    struct open_case *open_case = data;
    if (open_case->read_only)
        return true;
    cli_case_summary(open_case);
    return cigo_store_position(open_case->cli->store, open_case->info.id, position, err);
}

static bool save_draft(void *data, const char *place, const char *text, struct cigo_error *err)
{
    struct open_case *open_case = data;
    return open_case->read_only ||
           cigo_store_draft(open_case->cli->store, open_case->info.id, place, text, err);
}

static bool retry_save(void *data, struct cigo_error *err)
{
    struct open_case *open_case = data;
    return cigo_session_retry_save(open_case->session, err);
}

static const char *saved_at(void *data)
{
    const struct open_case *open_case = data;
    return open_case->saved_at;
}

static bool lay_desk(struct open_case *open_case, struct cigo_desk *desk, struct cigo_error *err)
{
    struct cli *cli = open_case->cli;
    *desk = (struct cigo_desk){
        .session = open_case->session,
        .case_name = open_case->info.name,
        .notice = open_case->notice,
        .read_only = open_case->read_only,
        .position = open_case->info.position ? open_case->info.position : "",
        .ascii = cli->options[OPT_ASCII] != NULL,
        .data = open_case,
        .save_position = save_position,
        .save_draft = save_draft,
        .retry_save = retry_save,
        .saved_at = saved_at,
    };
    return cigo_store_draft_get(cli->store, open_case->info.id, cli->arena, &desk->draft_place,
                                &desk->draft_text, err);
}

static enum cigo_face_end run_face(struct cigo_desk *desk, struct cigo_error *err)
{
    struct cigo_line_options options = {stdin, stdout, isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)};
    return cigo_line_run(desk, &options, err);
}

int cli_wizard(struct cli *cli, const struct cigo_case_info *info)
{
    struct cigo_error err = {0};
    struct open_case open_case;
    struct cigo_desk desk;
    enum cigo_face_end end = CIGO_FACE_FAILED;
    if (cli_case_open(cli, info, true, &open_case, &err) && lay_desk(&open_case, &desk, &err)) {
        end = run_face(&desk, &err);
        cli_case_summary(&open_case);
        const char *unsaved = cigo_session_save_failed(open_case.session);
        if (unsaved) {
            cigo_fail(&err, CIGO_EXIT_STORAGE, "%s", unsaved);
            end = CIGO_FACE_FAILED;
        }
    }
    cli_case_close(&open_case);
    if (end == CIGO_FACE_FAILED)
        return cli_error(&err);
    return end == CIGO_FACE_INTERRUPTED ? CIGO_EXIT_INTERRUPTED : CIGO_EXIT_OK;
}
