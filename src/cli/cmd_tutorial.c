/* cigo tutorial: the form's invented case, step by step. It has a folder and an archive of its own among what cigo
 * remembers of the user, so that neither the user's cases nor --data are ever touched. */

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cigo/base/path.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

enum { MOST_STEP = 256, OPEN_FOLDERS = 16 };
#define NAME "tutorial" /* of its case */

static const char *folder(struct cli *cli)
{
    return cigo_arena_printf(cli->arena, "%s/tutorial", cli_state_dir(cli));
}

static const char *step_path(struct cli *cli)
{
    return cigo_arena_printf(cli->arena, "%s/step", folder(cli));
}

/* Without it the next start begins with the first step again, and each that is done passes at once. */
static void save_step(void *data, const char *step)
{
    struct cli *cli = data;
    struct cigo_error err;
    cigo_file_write(step_path(cli), cigo_str_of(step), true, &err);
}

static void resume(struct cli *cli, struct cigo_tutorial *tutorial)
{
    struct cigo_error err;
    char *step;
    size_t n;
    bool known = access(step_path(cli), F_OK) == 0 && cigo_file_read(step_path(cli), MOST_STEP, &step, &n, &err);
    cigo_tutorial_start(tutorial, known ? step : "");
    if (known)
        free(step);
}

/* Its case, made of the form's answers when there is none yet. */
static bool find_case(struct cli *cli, struct cigo_case_info *info, struct cigo_error *err)
{
    bool found;
    const char *answers = cigo_arena_printf(cli->arena, "%s/%s", cli->form->dir, cli->form->tutorial.answers);
    return cli_store_open(cli, err) && cigo_store_find(cli->store, CIGO_STR(NAME), cli->arena, info, &found, err) &&
           (found || cli_case_of_file(cli, answers, NAME, info, err));
}

/* ---- wiping ---- */

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
    (void)info;
    (void)type;
    (void)at;
    return remove(path);
}

/* Somebody may be at it in another terminal. */
static bool is_free(struct cli *cli, struct cigo_error *err)
{
    struct cigo_case_info info;
    enum cigo_lock how;
    struct cigo_lock_holder holder;
    bool found;
    if (!cli_store_open(cli, err) || !cigo_store_find(cli->store, CIGO_STR(NAME), cli->arena, &info, &found, err))
        return false;
    if (found && !cigo_store_lock(cli->store, info.id, &how, &holder, err))
        return false;
    if (found && how == CIGO_LOCK_HELD)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("il tutorial è aperto da %s (%s): lo chiuda prima di cancellarlo."),
                         holder.who, holder.where);
    cigo_store_close(cli->store);
    cli->store = NULL;
    return true;
}

static int wipe(struct cli *cli)
{
    struct cigo_error err = {0};
    const char *dir = folder(cli);
    if (access(cli->options[OPT_DATA], F_OK) == 0 && !is_free(cli, &err))
        return cli_error(&err);
    if (nftw(dir, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) != 0 && errno != ENOENT) {
        cigo_fail(&err, CIGO_EXIT_STORAGE, _("non riesco a cancellare %s: %s."), dir, strerror(errno));
        return cli_error(&err);
    }
    puts(_("Il tutorial è cancellato; «cigo tutorial» lo ricomincia. Le Sue domande non sono toccate."));
    return CIGO_EXIT_OK;
}

int cmd_tutorial(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    cli->options[OPT_DATA] = cigo_arena_printf(cli->arena, "%s/cigo.db", folder(cli));
    if (cli->options[OPT_WIPE])
        return wipe(cli);
    if (!cli_form_load(cli, "cigo", &err))
        return cli_error(&err);
    if (!cli->form->tutorial.n_steps)
        return cli_usage_error(_("questo modulo non ha un tutorial."));
    cli->tutorial = cigo_arena_alloc(cli->arena, sizeof *cli->tutorial);
    *cli->tutorial = (struct cigo_tutorial){.def = &cli->form->tutorial, .data = cli, .save = save_step};
    if (!cli->options[OPT_TODAY])
        cli->today = cli->form->tutorial.today;
    resume(cli, cli->tutorial);
    if (!find_case(cli, &info, &err))
        return cli_error(&err);
    return cli_wizard(cli, &info, START_ANYWHERE);
}
