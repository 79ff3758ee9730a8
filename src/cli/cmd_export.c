/* cigo export, cigo calendar: the files that a case becomes, written whole or not at all. */

#include <stdlib.h>
#include <unistd.h>
#include <cigo/base/path.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/format.h>
#include <cigo/i18n/i18n.h>
#include <cigo/loader/loader.h>
#include "pdf-priv.h"

enum { MAX_FILE = 1 << 30 };

static struct cigo_export export_of(struct cli *cli, const struct open_case *open_case)
{
    char now[32];
    char *stamp;
    size_t n = 0;
    cli_now(NULL, now);
    stamp = cigo_arena_dup(cli->arena, now);
    for (const char *p = now; *p; p++)
        if (*p != '-' && *p != ':')
            stamp[n++] = *p;
    stamp[n] = '\0';
    /* the moment of its making keeps apart the cases of two archives in one calendar */
    return (struct cigo_export){
        .session = open_case->session,
        .case_name = open_case->info.name,
        .program = "cigo " CIGO_VERSION,
        .uid = cigo_arena_printf(cli->arena, "%s-%lld", open_case->info.created,
                                 (long long)open_case->info.id),
        .stamp = stamp,
        .draft = cli->options[OPT_DRAFT] != NULL,
    };
}

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

/* What goes into the file: a document's lines have become a PDF. */
static bool make(struct cli *cli, const struct cigo_format *format, const struct cigo_export *x,
                 struct cigo_buf *out, struct cigo_error *err)
{
    struct cigo_buf lines;
    if (!format->pdf)
        return cigo_format_write(format, x, out, err);
    cigo_buf_init(&lines, MAX_FILE);
    bool ok = cigo_format_write(format, x, &lines, err) && cli_pdf(cli, cigo_buf_str(&lines), out, err);
    cigo_buf_finish(&lines);
    return ok;
}

static void caution(const struct cigo_format *format)
{
    if (format->caution)
        fprintf(stderr, "cigo: %s: %s.\n", format->name, _(format->caution));
}

/* The form's documents, checked; NULL after their mistakes were said. */
static struct cigo_documents *load_documents(struct cli *cli, struct cigo_error *err)
{
    struct cigo_problems problems;
    cigo_problems_init(&problems, cli->arena);
    struct cigo_documents *documents = cigo_documents_load(cli->form, &problems);
    if (documents && !cigo_rules_check_documents(cli->form, documents, &problems)) {
        cigo_documents_free(documents);
        documents = NULL;
    }
    if (!documents) {
        cli_problems(&problems);
        cigo_fail(err, CIGO_EXIT_USAGE, _("i documenti del modulo hanno errori: si vedono con «cigo form check»."));
    }
    cigo_problems_finish(&problems);
    return documents;
}

/* ---- one format ---- */

static bool find_group(struct cli *cli, struct cigo_export *x, struct cigo_error *err)
{
    const char *name = cli->options[OPT_GROUP];
    if (!name)
        return true;
    x->group = cigo_form_group(cli->form, cigo_str_of(name));
    return x->group || cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» non è un gruppo di questo modulo."), name);
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
    bool ok = make(cli, format, x, &buf, err) && to_file(cli, cli->options[OPT_OUTPUT], &buf, err);
    if (ok)
        caution(format);
    cigo_buf_finish(&buf);
    return ok;
}

/* ---- all formats into a folder ---- */

static bool into_folder(struct cli *cli, const char *name, const struct cigo_buf *buf,
                        struct cigo_buf *sums, struct cigo_error *err)
{
    char *path = cigo_path_join(cli->options[OPT_OUTPUT], name);
    bool ok = to_file(cli, path, buf, err);
    if (ok && sums)
        cigo_sha256_line(cigo_buf_str(buf), name, sums);
    free(path);
    return ok;
}

/* A draft says so in its name too: some formats have no room for it inside. */
static const char *file_name(struct cli *cli, const struct cigo_export *x, const char *name)
{
    const char *dot = strrchr(name, '.');
    return x->draft ? cigo_arena_printf(cli->arena, "%.*s-BOZZA%s", (int)(dot - name), name, dot) : name;
}

static bool each_format(struct cli *cli, const struct cigo_export *x, struct cigo_buf *index,
                        struct cigo_buf *sums, struct cigo_error *err)
{
    bool ok = true, pdf = cli_pdf_program(cli) != NULL;
    for (size_t i = 0; ok && i < cigo_n_formats; i++) {
        const struct cigo_format *format = &cigo_formats[i];
        const char *name = file_name(cli, x, format->file);
        struct cigo_buf buf;
        if (format->pdf && !pdf) {
            cigo_buf_printf(index, _("%s: non c'è, perché cigo è stato compilato senza cigo-pdf.\n"), name);
            continue;
        }
        cigo_buf_init(&buf, MAX_FILE);
        ok = make(cli, format, x, &buf, err) && into_folder(cli, name, &buf, sums, err);
        cigo_buf_printf(index, "%s: %s%s%s.\n", name, _(format->summary), format->caution ? "; " : "",
                        format->caution ? _(format->caution) : "");
        cigo_buf_finish(&buf);
    }
    if (ok && !pdf)
        fputs(_("cigo: i PDF non ci sono, perché cigo è stato compilato senza cigo-pdf (man cigo, PDF).\n"), stderr);
    return ok;
}

static bool export_all(struct cli *cli, struct cigo_export *x, struct cigo_error *err)
{
    struct cigo_buf index, sums;
    const char *dir = cli->options[OPT_OUTPUT];
    if (!dir || strcmp(dir, "-") == 0)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("--all vuole una cartella: -o CARTELLA."));
    if (!cigo_export_allowed(x, err) || !cigo_path_make_dirs(dir, 0700, err))
        return false;
    cigo_buf_init(&index, 65536);
    cigo_buf_init(&sums, 65536);
    cigo_buf_printf(&index, "%s%s.\n", x->draft ? _("BOZZA. ") : "", x->case_name);
    cigo_export_identity(x, &index);
    cigo_buf_putc(&index, '\n');
    bool ok = each_format(cli, x, &index, &sums, err) &&
              into_folder(cli, "INDICE.txt", &index, &sums, err) &&
              into_folder(cli, "SHA256SUMS", &sums, NULL, err);
    cigo_buf_finish(&index);
    cigo_buf_finish(&sums);
    for (size_t i = 0; ok && i < cigo_n_formats; i++)
        caution(&cigo_formats[i]);
    return ok;
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
    struct cigo_documents *documents = ok ? load_documents(cli, &err) : NULL;
    if (documents) {
        struct cigo_export x = export_of(cli, &open_case);
        x.documents = documents;
        ok = all ? export_all(cli, &x, &err) : export_one(cli, &x, &err);
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
    bool ok = true;
    for (size_t i = 0; ok && i < cases.n; i++) {
        struct open_case open_case = {0};
        ok = cli_case_open(cli, &cases.items[i], false, &open_case, &err);
        if (ok) {
            struct cigo_export x = export_of(cli, &open_case);
            cigo_ics_terms(&x, &buf);
        }
        cli_case_close(&open_case);
    }
    cigo_ics_end(&buf);
    ok = ok && to_file(cli, cli->options[OPT_OUTPUT], &buf, &err);
    cigo_buf_finish(&buf);
    return ok ? CIGO_EXIT_OK : cli_error(&err);
}
