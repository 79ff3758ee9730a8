/* cigo import: a table in a file into a group of a case. Everything is one transaction at the end, so whatever
 * interrupts it before leaves the case as it was. */

#include <signal.h>
#include <time.h>
#include <unistd.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/import.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

enum { QUIET_MS = 500, EVERY_MS = 200 };

/* ---- interruption and progress ---- */

static volatile sig_atomic_t stopped;

static void on_signal(int number)
{
    stopped = number;
}

static void catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaction(numbers[i], &action, NULL);
}

struct progress {
    long long began, told; /* milliseconds */
    bool terminal, shown;
};

static long long now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool on_progress(void *data, size_t done, size_t whole)
{
    struct progress *progress = data;
    long long now = now_ms();
    bool last = done == whole;
    if (progress->terminal && now - progress->began > QUIET_MS && (last || now - progress->told > EVERY_MS)) {
        fprintf(stderr, last ? _("\rRighe lette: %zu di %zu. Controllo e registro…") : _("\rRighe lette: %zu di %zu."),
                done, whole);
        progress->told = now;
        progress->shown = true;
    }
    return !stopped;
}

static bool apply(struct cigo_import *import, enum cigo_import_mode mode, struct cigo_error *err)
{
    struct progress progress = {.began = now_ms(), .terminal = isatty(STDERR_FILENO)};
    bool ok = cigo_import_apply(import, mode, on_progress, &progress, NULL, err);
    if (progress.shown)
        fputc('\n', stderr);
    return ok;
}

/* ---- what the command line says ---- */

static bool find_mode(struct cli *cli, const struct cigo_session *session, const struct cigo_group *group,
                      enum cigo_import_mode *ret_mode, struct cigo_error *err)
{
    size_t rows = cigo_session_answers(session)->groups[group->index].n;
    const char *const *options = cli->options;
    *ret_mode = options[OPT_REPLACE] ? CIGO_IMPORT_REPLACE : options[OPT_UPDATE] ? CIGO_IMPORT_UPDATE
                                                                                 : CIGO_IMPORT_APPEND;
    if (options[OPT_REPLACE] || options[OPT_UPDATE] || options[OPT_APPEND] || rows == 0)
        return true;
    return cigo_fail(err, CIGO_EXIT_USAGE,
                     ngettext("in «%s» c'è già %zu riga: scelga --append per aggiungere, --update per aggiornare le righe "
                              "che si riconoscono, o --replace per metterle al posto di quella che c'è.",
                              "in «%s» ci sono già %zu righe: scelga --append per aggiungere, --update per aggiornare le "
                              "righe che si riconoscono, o --replace per metterle al posto di quelle che ci sono.",
                              rows),
                     group->label, rows);
}

/* How --map names a column of the file: by its heading, or by its number where the heading has signs of --map. */
static void column_name(const struct cigo_import_column *column, size_t i, struct cigo_buf *out)
{
    if (strpbrk(column->heading, ",=\"$`\\"))
        cigo_buf_printf(out, "%zu", i + 1);
    else
        cigo_buf_puts(out, column->heading);
}

/* A column that may be meant is never lost in silence: it is confirmed, or left out on purpose. */
static bool is_settled(const struct cigo_import *import, struct cigo_error *err)
{
    size_t n, near = 0;
    const struct cigo_import_column *columns = cigo_import_columns(import, &n);
    struct cigo_buf yes, no;
    cigo_buf_init(&yes, 300);
    cigo_buf_init(&no, 300);
    for (size_t i = 0; i < n; i++) {
        if (!columns[i].near)
            continue;
        cigo_buf_puts(&yes, near ? "," : "");
        column_name(&columns[i], i, &yes);
        cigo_buf_printf(&yes, "=%s", columns[i].near->id);
        if (near++ == 0)
            column_name(&columns[i], i, &no);
    }
    if (near)
        cigo_fail(err, CIGO_EXIT_USAGE,
                  ngettext("una colonna ha un nome che somiglia soltanto. Lo confermi con --map \"%s\", o la lasci fuori "
                           "con --map \"%s=-\". Non ho importato nulla.",
                           "più colonne hanno nomi che somigliano soltanto. Li confermi con --map \"%s\", o ne lasci fuori "
                           "una, per esempio, con \"%s=-\". Non ho importato nulla.",
                           near),
                  yes.p, no.p);
    cigo_buf_finish(&yes);
    cigo_buf_finish(&no);
    return near == 0;
}

/* ---- the command ---- */

static void print_report(struct cli *cli, const struct cigo_import *import, struct cigo_session *session, bool done)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 16 << 20);
    if (cli->options[OPT_JSON]) {
        cigo_import_json(import, done, &buf);
        cli_print(stdout, &buf);
        cigo_buf_finish(&buf);
        return;
    }
    struct cigo_counts counts = cigo_session_counts(session, CIGO_SCOPE_ALL);
    cigo_import_file_lines(import, &buf);
    cigo_import_count_lines(import, done, &buf);
    cigo_buf_printf(&buf, done ? _("Nella domanda: errori aperti %zu, avvisi %zu, risposte mancanti %zu.\n")
                               : _("La domanda avrebbe: errori aperti %zu, avvisi %zu, risposte mancanti %zu. Questa era "
                                   "una prova: non è cambiato nulla.\n"),
                    counts.error, counts.warning, counts.missing);
    cli_shown(stdout, buf.p);
    cigo_buf_finish(&buf);
}

static void print_file(struct cli *cli, const struct cigo_import *import)
{
    struct cigo_buf buf;
    if (cli->options[OPT_JSON])
        return;
    cigo_buf_init(&buf, 16 << 20);
    cigo_import_file_lines(import, &buf);
    cli_shown(stdout, buf.p);
    cigo_buf_finish(&buf);
}

/* A trial is the import itself, in a session that is never saved. */
static bool run(struct cli *cli, struct cigo_session *session, struct cigo_import *import, bool trial,
                struct cigo_error *err)
{
    enum cigo_import_mode mode;
    if (cli->options[OPT_MAP] && !cigo_import_map(import, cli->options[OPT_MAP], err))
        return cigo_fail_prefix(err, _("--map"));
    bool ready = find_mode(cli, session, cigo_import_group(import), &mode, err) &&
                 cigo_import_ready(import, mode, err) && (trial || is_settled(import, err));
    if (!ready) {
        print_file(cli, import);
        return false;
    }
    if (!apply(import, mode, err))
        return false;
    const char *unsaved = cigo_session_save_failed(session);
    if (unsaved)
        return cigo_fail(err, CIGO_EXIT_STORAGE, "%s", unsaved);
    print_report(cli, import, session, !trial);
    return true;
}

static bool open_case(struct cli *cli, bool trial, struct open_case *ret_case, struct cigo_error *err)
{
    struct cigo_case_info info;
    if (!cli_case_find(cli, cli->argv[0], &info, err) || !cli_case_open(cli, &info, !trial, ret_case, err))
        return false;
    return trial || !ret_case->read_only || cigo_fail(err, CIGO_EXIT_STORAGE, "%s", cli_case_why_read_only(ret_case));
}

/* Did all of it go in, and can be read? */
static int outcome(const struct cigo_import *import)
{
    const struct cigo_import_counts *counts = cigo_import_counts(import);
    return counts->bad || counts->surplus ? CIGO_EXIT_ALERTS : CIGO_EXIT_OK;
}

int cmd_import(struct cli *cli)
{
    struct cigo_error err = {0};
    struct open_case opened = {0};
    const struct cigo_group *group;
    struct cigo_import *import = NULL;
    bool trial = cli->options[OPT_DRY_RUN] != NULL;
    int modes = !!cli->options[OPT_APPEND] + !!cli->options[OPT_REPLACE] + !!cli->options[OPT_UPDATE];
    if (modes > 1)
        return cli_usage_error(_("si sceglie una sola fra --append, --replace e --update."));
    catch_signals();
    bool ok = open_case(cli, trial, &opened, &err) && cli_group_find(cli, cli->argv[1], &group, &err);
    if (ok)
        import = cigo_import_open(opened.session, group, cli->argv[2], "--map ", &err);
    ok = import && run(cli, opened.session, import, trial, &err);
    int code = ok ? outcome(import) : CIGO_EXIT_OK;
    if (ok && !trial)
        cli_case_summary(&opened, true);
    cigo_import_free(import);
    cli_case_close(&opened);
    return ok ? code : cli_error(&err);
}
