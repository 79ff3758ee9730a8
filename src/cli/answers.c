/* Answers files: parsed, judged without a case (cigo check FILE), or made into a case (cigo fill). */

#include <stdlib.h>
#include <cigo/base/path.h>
#include <cigo/exchange/exchange.h>
#include "cli-priv.h"

bool cli_answers_parse(struct cli *cli, const char *path, const struct cigo_yaml_node **ret_root,
                       struct cigo_error *err)
{
    char *text;
    size_t size;
    if (!cigo_file_read(path, cigo_answers_limits.file, &text, &size, err))
        return false;
    struct cigo_problems problems;
    cigo_problems_init(&problems, cli->arena);
    const char *name = strcmp(path, "-") == 0 ? "(standard input)" : path;
    *ret_root = cigo_yaml_parse(cli->arena, name, (struct cigo_str){text, size}, &cigo_answers_limits,
                                &problems);
    free(text);
    if (!*ret_root)
        cli_problems(&problems);
    cigo_problems_finish(&problems);
    return *ret_root ||
           cigo_fail(err, CIGO_EXIT_USAGE, _("non riesco a leggere le risposte in «%s»."), name);
}

static bool read_into(struct cli *cli, struct cigo_session *session, const struct cigo_yaml_node *root,
                      enum cigo_answers_mode mode, struct cigo_error *err)
{
    struct cigo_problems problems;
    cigo_problems_init(&problems, cli->arena);
    bool ok = cigo_answers_read(session, root, mode, &problems, err);
    cli_problems(&problems);
    cigo_problems_finish(&problems);
    return ok;
}

static bool form_of(struct cli *cli, const struct cigo_yaml_node *root, struct cigo_error *err)
{
    const char *form = cigo_answers_file_form(root);
    return cli_form_load(cli, form ? form : "cigo", err);
}

static bool fresh_session(struct cli *cli, const struct cigo_yaml_node *root,
                          struct cigo_session **ret_session, struct cigo_error *err)
{
    struct cigo_session_options options = {.today = cli->today, .load_follows = true};
    struct cigo_session *session = cigo_session_new(cli->form, &options, err);
    if (!session)
        return false;
    cigo_session_load_begin(session);
    if (read_into(cli, session, root, CIGO_ANSWERS_LOAD, err) && cigo_session_load_end(session, err)) {
        *ret_session = session;
        return true;
    }
    cigo_session_free(session);
    return false;
}

bool cli_session_of_file(struct cli *cli, const char *path, struct cigo_session **ret_session,
                         struct cigo_error *err)
{
    const struct cigo_yaml_node *root;
    return cli_answers_parse(cli, path, &root, err) && form_of(cli, root, err) &&
           fresh_session(cli, root, ret_session, err);
}

bool cli_case_of_file(struct cli *cli, const char *path, const char *name,
                      struct cigo_case_info *ret_info, struct cigo_error *err)
{
    const struct cigo_yaml_node *root;
    struct cigo_session *session;
    int64_t id;
    /* judged first without a case, so that a file with mistakes leaves nothing behind */
    if (!cli_answers_parse(cli, path, &root, err) || !form_of(cli, root, err) ||
        !fresh_session(cli, root, &session, err))
        return false;
    cigo_session_free(session);
    if (!cli_store_open(cli, err) ||
        !cigo_store_create(cli->store, name, cli->form->id, cli->form->version, &id, err))
        return false;
    struct open_case open_case = {0};
    bool ok = cli_case_by_id(cli, id, ret_info, err) && cli_case_open(cli, ret_info, true, &open_case, err) &&
              read_into(cli, open_case.session, root, CIGO_ANSWERS_ACTION, err);
    const char *unsaved = ok ? cigo_session_save_failed(open_case.session) : NULL;
    if (unsaved)
        ok = cigo_fail(err, CIGO_EXIT_STORAGE, "%s", unsaved);
    if (ok)
        cli_case_summary(&open_case, true);
    cli_case_close(&open_case);
    if (!ok)
        cigo_store_delete(cli->store, id, &(struct cigo_error){0});
    return ok;
}
