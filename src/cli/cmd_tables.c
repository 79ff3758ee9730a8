/* cigo tables: the optional tables of places, installed, listed, removed. */

#include <cigo/i18n/i18n.h>
#include "cli-priv.h"


static void print_table(const struct cigo_gazetteer_table *table)
{
    const char *iso = table->changed;
    printf(ngettext("%-7s %s: %zu riga", "%-7s %s: %zu righe", table->rows), table->name, table->what, table->rows);
    if (*iso)
        printf(_(", ultima variazione del %.2s/%.2s/%.4s"), iso + 8, iso + 5, iso);
    puts(".");
}

static int list(struct cli *cli)
{
    struct cigo_gazetteer_table table;
    struct cigo_error err = {0};
    int code = CIGO_EXIT_OK;
    for (size_t i = 0; cigo_gazetteer_table(cli_gazetteer(cli), i, &table, &err); i++) {
        if (table.rows)
            print_table(&table);
        else
            printf(_("%-7s %s: non installata.\n"), table.name, table.what);
        if (err.code)
            code = cli_error(&err);
        err = (struct cigo_error){0};
    }
    return code;
}

static int import(struct cli *cli, const char *file)
{
    struct cigo_gazetteer_table table;
    struct cigo_error err = {0};
    if (!cigo_gazetteer_import(cli_own_dir(cli), file, cli->options[OPT_FORCE] != NULL, &table, &err))
        return cli_error(&err);
    fputs(_("Installata: "), stdout);
    print_table(&table);
    return CIGO_EXIT_OK;
}

int cmd_tables(struct cli *cli)
{
    struct cigo_error err = {0};
    const char *verb = cli->argv[0], *word = cli->argc > 1 ? cli->argv[1] : NULL;
    if (strcmp(verb, "list") == 0 && !word)
        return list(cli);
    if (strcmp(verb, "import") == 0 && word)
        return import(cli, word);
    if (strcmp(verb, "remove") == 0 && word) {
        if (!cigo_gazetteer_remove(cli_own_dir(cli), word, &err))
            return cli_error(&err);
        printf(_("Tolta la tabella «%s».\n"), word);
        return CIGO_EXIT_OK;
    }
    return cli_usage_error(_("si scrive: cigo tables import FILE, cigo tables list, cigo tables remove NOME."));
}
