/* cigo export, cigo calendar: the files that a case becomes, written whole or not at all. */

#include <stdlib.h>
#include <unistd.h>
#include <cigo/base/path.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/format.h>
#include <cigo/i18n/i18n.h>
#include "dossier-priv.h"
#include "pdf-priv.h"

enum { MAX_FILE = 1 << 30 };

static bool to_file(const struct cli *cli, const char *path, const struct cigo_buf *buf,
                    struct cigo_error *err)
{
    if (buf->truncated)
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("la domanda è troppo grande per un file solo."));
    if (!path || strcmp(path, "-") == 0) {
        cli_print(stdout, buf);
        return true;
    }
    return cigo_file_write(path, cigo_buf_str(buf), cli->options[OPT_FORCE] != NULL, err);
}

static void caution(const struct cigo_format *format, const struct cigo_export *x)
{
    struct cigo_buf doubts;
    if (format->caution)
        fprintf(stderr, "cigo: %s: %s.\n", format->name, _(format->caution));
    if (!format->doubts)
        return;
    cigo_buf_init(&doubts, 65536);
    format->doubts(x, &doubts);
    for (char *rest = NULL, *line = strtok_r(doubts.p, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        fprintf(stderr, "cigo: %s: ", format->name);
        cli_shown(stderr, line);
        fputc('\n', stderr);
    }
    cigo_buf_finish(&doubts);
}

/* ---- one format ---- */

static bool find_group(struct cli *cli, struct cigo_export *x, struct cigo_error *err)
{
    const char *name = cli->options[OPT_GROUP];
    if (!name)
        return true;
    return cli_group_find(cli, name, &x->group, err);
}

static bool export_one(struct cli *cli, struct cigo_export *x, struct cigo_error *err)
{
    const char *name = cli->options[OPT_FORMAT];
    const struct cigo_format *format = cigo_format_find(name);
    struct cigo_buf buf;
    if (!format)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("il formato «%s» non esiste; l'elenco è in «cigo export --help»."), name);
    if (cli->options[OPT_GROUP] && strcmp(format->name, "csv") != 0)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("--group vale solo con --format csv."));
    if (format->pdf && !cli->options[OPT_OUTPUT] && isatty(STDOUT_FILENO))
        return cigo_fail(err, CIGO_EXIT_USAGE, _("un PDF non si legge sul terminale: -o FILE."));
    if (!find_group(cli, x, err) || (format->gated && !cigo_export_allowed(x, err)))
        return false;
    cigo_buf_init(&buf, MAX_FILE);
    bool ok = cli_export_make(cli, format, x, &buf, err) && to_file(cli, cli->options[OPT_OUTPUT], &buf, err);
    if (ok)
        caution(format, x);
    cigo_buf_finish(&buf);
    return ok;
}

/* ---- all formats into a folder ---- */

static bool export_all(struct cli *cli, struct cigo_export *x, struct cigo_error *err)
{
    const char *dir = cli->options[OPT_OUTPUT];
    if (!dir || strcmp(dir, "-") == 0)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("--all vuole una cartella: -o CARTELLA."));
    if (!cli_dossier(cli, x, dir, cli->options[OPT_FORCE] != NULL, err))
        return false;
    if (!cli_pdf_program(cli))
        fputs(_("cigo: i PDF non ci sono, perché cigo è stato compilato senza cigo-pdf (man cigo, PDF).\n"), stderr);
    for (size_t i = 0; i < cigo_n_formats; i++)
        if (cigo_format_described(&cigo_formats[i], x))
            caution(&cigo_formats[i], x);
    return true;
}

int cmd_export(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    struct open_case open_case = {0};
    bool all = cli->options[OPT_ALL] != NULL;
    if (all == (cli->options[OPT_FORMAT] != NULL))
        return cli_usage_error(_("si sceglie un formato con --format, o tutti con --all."));
    if (all && cli->options[OPT_GROUP])
        return cli_usage_error(_("--group vale solo con --format csv."));
    bool ok = cli_case_find(cli, cli->argv[0], &info, &err) &&
              cli_case_open(cli, &info, false, &open_case, &err);
    struct cigo_documents *documents = ok ? cli_documents_load(cli, &err) : NULL;
    if (documents) {
        struct cigo_export x = cli_export_of(cli, &open_case);
        x.documents = documents;
        ok = all ? export_all(cli, &x, &err) : export_one(cli, &x, &err);
        if (ok)
            cli_note_export(cli, info.id, all ? "all" : cli->options[OPT_FORMAT]);
    } else {
        ok = false;
    }
    cigo_documents_free(documents);
    cli_case_close(&open_case);
    return ok ? CIGO_EXIT_OK : cli_error(&err);
}

/* ---- one calendar ---- */

int cmd_calendar(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_cases cases;
    struct cigo_buf buf;
    if (!cli_store_open(cli, &err) || !cigo_store_list(cli->store, cli->arena, &cases, &err))
        return cli_error(&err);
    cigo_buf_init(&buf, MAX_FILE);
    cigo_ics_begin("cigo " CIGO_VERSION, &buf);
    int code = CIGO_EXIT_OK;
    for (size_t i = 0; i < cases.n; i++) {
        struct open_case open_case = {0};
        if (cli_case_open(cli, &cases.items[i], false, &open_case, &err)) {
            struct cigo_export x = cli_export_of(cli, &open_case);
            cigo_ics_terms(&x, &buf);
        } else {
            code = cli_error(&err);
            fprintf(stderr, _("cigo: nel calendario mancano le scadenze di «%s».\n"), cases.items[i].name);
        }
        cli_case_close(&open_case);
    }
    cigo_ics_end(&buf);
    if (!to_file(cli, cli->options[OPT_OUTPUT], &buf, &err))
        code = cli_error(&err);
    cigo_buf_finish(&buf);
    return code;
}
