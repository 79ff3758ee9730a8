/* A case as files, from a command or from a front end: all formats into a folder with an index and sums. */

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cigo/base/alloc.h>
#include <cigo/base/path.h>
#include <cigo/i18n/i18n.h>
#include <cigo/store/care.h>
#include "dossier-priv.h"
#include "pdf-priv.h"

enum { MAX_FILE = 1 << 30 };

struct cigo_export cli_export_of(struct cli *cli, const struct open_case *open_case)
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

/* What is to be in Italian is written in Italian, and then the user's language comes back, whatever happened. An error
 * is for the user: it happens once more in his. */
static bool write_format(struct cli *cli, const struct cigo_format *format, const struct cigo_export *x,
                         struct cigo_buf *out, struct cigo_error *err)
{
    if (!format->italian || !cli_italian(cli))
        return cigo_format_write(format, x, out, err);
    bool ok = cigo_format_write(format, x, out, err);
    cli_italian_end(cli);
    if (ok)
        return true;
    cigo_format_write(format, x, out, err);
    return false;
}

bool cli_export_make(struct cli *cli, const struct cigo_format *format, const struct cigo_export *x,
                     struct cigo_buf *out, struct cigo_error *err)
{
    struct cigo_buf lines;
    if (!format->pdf)
        return write_format(cli, format, x, out, err);
    cigo_buf_init(&lines, MAX_FILE);
    bool ok = write_format(cli, format, x, &lines, err) && cli_pdf(cli, cigo_buf_str(&lines), out, err);
    cigo_buf_finish(&lines);
    return ok;
}

struct cigo_documents *cli_documents_load(struct cli *cli, struct cigo_error *err)
{
    struct cigo_problems problems;
    cigo_problems_init(&problems, cli->arena);
    struct cigo_documents *documents = cigo_documents_load(cli->form, &problems);
    if (!documents || !cigo_rules_check_documents(cli->form, documents, &problems)) {
        cli_problems(&problems); /* they name places in the documents */
        cigo_documents_free(documents);
        documents = NULL;
        cigo_fail(err, CIGO_EXIT_USAGE, _("i documenti del modulo hanno errori: si vedono con «cigo form check»."));
    }
    cigo_problems_finish(&problems);
    return documents;
}

struct folder {
    struct cli *cli;
    const struct cigo_export *x;
    const char *dir;
    bool force, made; /* the folder, by us */
    struct cigo_buf index, sums;
    char **written; /* paths */
    size_t n_written, cap_written;
};

/* With the first file: a case of which nothing can be made leaves no folder either. */
static bool make_folder(struct folder *folder, struct cigo_error *err)
{
    struct stat info;
    folder->made |= stat(folder->dir, &info) != 0;
    return folder->n_written || cigo_path_make_dirs(folder->dir, 0700, err);
}

static bool put(struct folder *folder, const char *name, const struct cigo_buf *buf, bool sum, struct cigo_error *err)
{
    if (buf->truncated)
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("la domanda è troppo grande per un file solo."));
    if (!make_folder(folder, err))
        return false;
    char *path = cigo_path_join(folder->dir, name);
    bool ok = cigo_file_write(path, cigo_buf_str(buf), folder->force, err);
    if (ok && sum)
        cigo_sha256_line(cigo_buf_str(buf), name, &folder->sums);
    if (ok)
        *CIGO_PUSH(folder->written, folder->n_written, folder->cap_written) = path;
    else
        free(path);
    return ok;
}

/* All or none: half of it would be in the way of the next try, and might be taken for the whole. What `force` has
 * replaced is not there any more to be put back. */
static void finish_files(struct folder *folder, bool ok)
{
    for (size_t i = 0; i < folder->n_written; i++) {
        if (!ok && !folder->force)
            unlink(folder->written[i]);
        free(folder->written[i]);
    }
    free(folder->written);
    if (!ok && folder->made)
        rmdir(folder->dir); /* if it is empty */
}

/* A draft says so in its name too: some formats have no room for it inside. */
static const char *file_name(const struct folder *folder, const char *name)
{
    const char *dot = strrchr(name, '.');
    return folder->x->draft ? cigo_arena_printf(folder->cli->arena, "%.*s-BOZZA%s", (int)(dot - name), name, dot)
                            : name;
}

static bool each_format(struct folder *folder, struct cigo_error *err)
{
    bool ok = true, pdf = cli_pdf_program(folder->cli) != NULL;
    for (size_t i = 0; ok && i < cigo_n_formats; i++) {
        const struct cigo_format *format = &cigo_formats[i];
        const char *name = file_name(folder, format->file);
        struct cigo_buf buf;
        if (format->pdf && !pdf) {
            cigo_buf_printf(&folder->index, _("%s: non c'è, perché cigo è stato compilato senza cigo-pdf.\n"), name);
            continue;
        }
        if (!cigo_format_described(format, folder->x)) {
            cigo_buf_printf(&folder->index, _("%s: non c'è, perché il modulo «%s» non lo descrive.\n"), name,
                            folder->cli->form->id);
            continue;
        }
        cigo_buf_init(&buf, MAX_FILE);
        ok = cli_export_make(folder->cli, format, folder->x, &buf, err) && put(folder, name, &buf, true, err);
        cigo_buf_printf(&folder->index, "%s: %s%s%s.\n", name, _(format->summary), format->caution ? "; " : "",
                        format->caution ? _(format->caution) : "");
        cigo_buf_finish(&buf);
    }
    return ok;
}

bool cli_dossier(struct cli *cli, const struct cigo_export *x, const char *dir, bool force, struct cigo_error *err)
{
    struct folder folder = {.cli = cli, .x = x, .dir = dir, .force = force};
    if (!cigo_export_allowed(x, err))
        return false;
    cigo_buf_init(&folder.index, 65536);
    cigo_buf_init(&folder.sums, 65536);
    cigo_buf_printf(&folder.index, "%s%s.\n", x->draft ? _("BOZZA. ") : "", x->case_name);
    cigo_export_identity(x, &folder.index);
    cigo_buf_putc(&folder.index, '\n');
    bool ok = each_format(&folder, err) && put(&folder, "INDICE.txt", &folder.index, true, err) &&
              put(&folder, "SHA256SUMS", &folder.sums, false, err);
    finish_files(&folder, ok);
    cigo_buf_finish(&folder.index);
    cigo_buf_finish(&folder.sums);
    return ok;
}

void cli_note_export(struct cli *cli, int64_t case_id, const char *format)
{
    struct cigo_error ignored;
    cigo_store_note(cli->store, "export", case_id, format, &ignored);
}
