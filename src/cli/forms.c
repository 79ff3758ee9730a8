/* The forms that are installed, each with its short name: read once, when somebody asks. One that cannot be used is
 * not among them; who opens it is told why. */

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>
#include <cigo/loader/loader.h>
#include "cli-priv.h"

void cli_form_ids(struct cli *cli, void (*each)(void *data, const char *id), void *data)
{
    struct dirent **found = NULL;
    int n = scandir(cli_forms_dir(cli), &found, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        const char *id = found[i]->d_name;
        if (id[0] != '.' && access(cigo_arena_printf(cli->arena, "%s/%s/form.yaml", cli_forms_dir(cli), id), R_OK) == 0)
            each(data, id);
        free(found[i]);
    }
    free(found);
}

static void take(void *data, const char *id)
{
    struct cli *cli = data;
    struct cigo_problems problems;
    cigo_problems_init(&problems, cli->arena);
    struct cigo_form *form =
        cigo_form_load(cigo_arena_printf(cli->arena, "%s/%s", cli_forms_dir(cli), id), &problems);
    cigo_problems_finish(&problems);
    if (form && cli->n_forms < CLI_FORMS)
        cli->forms[cli->n_forms++] =
            (struct cigo_form_choice){cigo_arena_dup(cli->arena, form->id), cigo_arena_dup(cli->arena, form->name)};
    cigo_form_free(form);
}

struct cigo_form_choices cli_forms(struct cli *cli)
{
    if (!cli->n_forms)
        cli_form_ids(cli, take, cli);
    for (size_t i = 1; i < cli->n_forms; i++) {
        struct cigo_form_choice form = cli->forms[i];
        if (strcmp(form.id, CLI_USUAL_FORM) != 0)
            continue;
        memmove(&cli->forms[1], cli->forms, i * sizeof form);
        cli->forms[0] = form;
    }
    return (struct cigo_form_choices){cli->forms, cli->n_forms};
}

const char *cli_form_name(struct cli *cli, const char *id)
{
    struct cigo_form_choices forms = cli_forms(cli);
    for (size_t i = 0; i < forms.n; i++)
        if (strcmp(forms.items[i].id, id) == 0)
            return forms.items[i].name;
    return id;
}
