/* cigo new: an empty case, or one made from another with what may be reused of it. */

#include <cigo/exchange/exchange.h>
#include <cigo/exchange/reuse.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

static int new_empty(struct cli *cli)
{
    const char *form = cli->options[OPT_FORM];
    struct cigo_error err = {0};
    struct cigo_case_info info;
    int64_t id;
    if (!cli_form_load(cli, form ? form : CLI_USUAL_FORM, &err) || !cli_store_open(cli, &err) ||
        !cigo_store_create(cli->store, cli->options[OPT_NAME], cli->form->id, cli->form->version, &id, &err) ||
        !cli_case_by_id(cli, id, &info, &err))
        return cli_error(&err);
    return cli_wizard(cli, &info, START_ANYWHERE);
}

/* ---- from another ---- */

static bool copy_over(struct cli *cli, const struct cigo_case_info *former, const struct cigo_case_info *info,
                      struct cigo_reuse *reuse, struct cigo_error *err)
{
    struct open_case from = {0}, to = {0};
    struct cigo_buf label;
    cigo_buf_init(&label, 65536);
    cigo_label_of_copy(former->name, &label);
    bool ok = cli_case_open(cli, former, false, &from, err) && cli_case_open(cli, info, true, &to, err) &&
              cigo_reuse(from.session, to.session, label.p, cli->arena, reuse, err);
    cigo_buf_finish(&label);
    if (ok)
        cli_case_summary(&to, true);
    cli_case_close(&from);
    cli_case_close(&to);
    return ok;
}

/* What the front end shows once at the start. */
static void tell(struct cli *cli, const struct cigo_case_info *former, const struct cigo_reuse *reuse)
{
    const char *copied = cigo_arena_printf(
        cli->arena, ngettext("Copiata %zu risposta da «%s».", "Copiate %zu risposte da «%s».", reuse->copied),
        reuse->copied, former->name);
    cli->first_notice = reuse->note ? cigo_arena_printf(cli->arena, "%s\n%s %s: %s", copied, reuse->note_at->code,
                                                        reuse->note_at->label, reuse->note)
                                    : copied;
    cli->declare = reuse->declare;
    cli->n_declare = reuse->n_declare;
}

static int new_from(struct cli *cli, const char *name)
{
    struct cigo_error err = {0};
    struct cigo_case_info former, info;
    struct cigo_reuse reuse = {0};
    int64_t id;
    if (!cli_case_find(cli, name, &former, &err) || !cli_form_load(cli, former.form, &err) ||
        !cigo_store_create_from(cli->store, cli->options[OPT_NAME], cli->form->id, cli->form->version, former.name, &id,
                                &err) ||
        !cli_case_by_id(cli, id, &info, &err))
        return cli_error(&err);
    if (!copy_over(cli, &former, &info, &reuse, &err)) {
        struct cigo_error ignored;
        cigo_store_delete(cli->store, id, &ignored); /* half a copy would look like a whole one */
        return cli_error(&err);
    }
    tell(cli, &former, &reuse);
    return cli_wizard(cli, &info, START_ANYWHERE);
}

int cmd_new(struct cli *cli)
{
    const char *from = cli->options[OPT_FROM];
    if (from && cli->options[OPT_FORM])
        return cli_usage_error(_("--from e --form non vanno insieme: il modulo è quello della domanda di prima."));
    cli->newcomer = !from && !cli->options[OPT_NAME] && !cli->options[OPT_FORM];
    return from ? new_from(cli, from) : new_empty(cli);
}
