/* Looking after the archive: cigo backup, restore, purge, audit. */

#include <stdlib.h>
#include <cigo/base/date.h>
#include <cigo/base/path.h>
#include <cigo/exchange/book.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/json.h>
#include <cigo/form/kind.h>
#include <cigo/i18n/i18n.h>
#include <cigo/store/care.h>
#include "cli-priv.h"

bool cli_confirmed(void)
{
    char answer[16] = "";
    fputs(_("Scriva si per confermare: "), stdout);
    fflush(stdout);
    if (!fgets(answer, sizeof answer, stdin)) {
        putchar('\n');
        return false;
    }
    return cigo_reply(answer) == CIGO_REPLY_YES;
}

/* ---- copies ---- */

/* In the user's own folder (of an archive that is not shared, beside it), named by the moment. */
static const char *usual_copy(struct cli *cli, struct cigo_error *err)
{
    char stamp[32];
    const char *dir = cigo_arena_printf(cli->arena, "%s/copie", cli_own_dir(cli));
    cli_stamp(stamp);
    return cigo_path_make_dirs(dir, 0700, err) ? cigo_arena_printf(cli->arena, "%s/cigo-%s.db", dir, stamp) : NULL;
}

int cmd_backup(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_store_copy copy;
    if (cli->argc && strcmp(cli->argv[0], "-") == 0)
        return cli_usage_error(_("%s scrive un file, non l'uscita standard: ne indichi il nome."), "backup");
    if (!cli_store_open(cli, &err))
        return cli_error(&err);
    const char *path = cli->argc ? cli->argv[0] : usual_copy(cli, &err);
    if (!path || !cigo_store_backup(cli->store, path, &copy, &err))
        return cli_error(&err);
    struct cigo_error ignored; /* a copy of what can only be read is a copy all the same */
    cigo_store_note(cli->store, "backup", 0, "", &ignored);
    cli_say(_("Copia fatta e controllata: «%s». Domande: %zu, byte: %lld.\nContiene dati personali: la conservi come l'archivio."), path,
        copy.n_cases, (long long)copy.bytes);
    return CIGO_EXIT_OK;
}

int cmd_restore(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_store_copy copy;
    const char *kept = NULL;
    if (!cli_store_open(cli, &err))
        return cli_error(&err);
    if (!cli->options[OPT_YES]) {
        cli_say(_("L'archivio «%s» torna com'era nella copia «%s». Quello che contiene adesso resta in un file accanto."),
            cli_data_path(cli), cli->argv[0]);
        if (!cli_confirmed()) {
            puts(_("Non ho cambiato nulla."));
            return CIGO_EXIT_OK;
        }
    }
    if (!cigo_store_restore(cli->store, cli->argv[0], cli->arena, &kept, &copy, &err) ||
        !cigo_store_note(cli->store, "restore", 0, "", &err)) {
        if (kept)
            cigo_fail_prefix(&err, _("L'archivio di prima è «%s»"), kept);
        return cli_error(&err);
    }
    cli_say(_("Ripristinato. Domande: %zu.\nL'archivio di prima è «%s»: lo elimini quando è sicuro che non serve."), copy.n_cases,
        kept);
    return CIGO_EXIT_OK;
}

/* ---- out for good ---- */

struct doomed {
    struct cigo_case_info *items;
    size_t n;
};

static bool is_among(const struct doomed *doomed, int64_t id)
{
    for (size_t i = 0; i < doomed->n; i++)
        if (doomed->items[i].id == id)
            return true;
    return false;
}

/* The cases that are named, or all in which nothing was written from a day on. */
static bool choose(struct cli *cli, struct doomed *doomed, struct cigo_error *err)
{
    struct cigo_cases cases;
    int32_t before = 0;
    const char *text = cli->options[OPT_BEFORE];
    if (!text == !cli->argc)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("si scrive: cigo purge DOMANDA…, oppure cigo purge --before DATA."));
    if (text && !cli_read_date(cli, "--before", text, &before))
        return cigo_fail(err, CIGO_EXIT_USAGE, _("non ho eliminato nulla."));
    if (!cli_store_open(cli, err) || !cigo_store_list(cli->store, cli->arena, &cases, err))
        return false;
    doomed->items = cigo_arena_alloc(cli->arena, (cases.n + (size_t)cli->argc + 1) * sizeof *doomed->items);
    for (int i = 0; i < cli->argc; i++) {
        if (!cli_case_find(cli, cli->argv[i], &doomed->items[doomed->n], err))
            return false;
        doomed->n += !is_among(doomed, doomed->items[doomed->n].id); /* by name and by number */
    }
    for (size_t i = 0; text && i < cases.n; i++) {
        int32_t written;
        if (cli_local_day(cases.items[i].written, &written) && written < before)
            doomed->items[doomed->n++] = cases.items[i];
    }
    return true;
}

static bool take_out(struct cli *cli, const struct cigo_case_info *info)
{
    struct cigo_error err = {0};
    struct open_case open_case = {.cli = cli, .info = *info};
    if (!cli_case_lock(&open_case, &err))
        cli_error(&err);
    else if (open_case.read_only)
        cli_usage_error(_("«%s» resta: %s"), info->name, open_case.notice);
    else if (!cigo_store_delete(cli->store, info->id, &err))
        cli_error(&err);
    else
        return true;
    return false;
}

/* Texts that are still with an editor, beside the archive. */
static bool forget_files(struct cli *cli, const struct cigo_case_info *info)
{
    struct cigo_error err = {0};
    if (cli_editor_forget(cli, info, &err))
        return true;
    cli_error(&err);
    return false;
}

static void list_doomed(const struct doomed *doomed)
{
    for (size_t i = 0; i < doomed->n; i++) {
        char written[40];
        cli_local_time(doomed->items[i].written, written);
        cli_say(_("%lld. %s, modificata il %s."), (long long)doomed->items[i].id, doomed->items[i].name, written);
    }
}

void cli_say_log_stays(void)
{
    puts(_("Il registro delle ultime modifiche non si è potuto vuotare, perché un altro programma legge l'archivio o il "
           "disco non risponde: si vuota quando l'ultimo programma lo chiude."));
}

int cmd_purge(struct cli *cli)
{
    struct cigo_error err = {0};
    struct doomed doomed = {0};
    size_t gone = 0;
    bool clean = false, tidy = true;
    if (!choose(cli, &doomed, &err))
        return cli_error(&err);
    list_doomed(&doomed);
    if (doomed.n == 0 || cli->options[OPT_DRY_RUN]) {
        cli_say(doomed.n ? _("Domande che sarebbero eliminate: %zu.") : _("Non c'è nulla da eliminare."), doomed.n);
        return CIGO_EXIT_OK;
    }
    if (!cli->options[OPT_YES]) {
        cli_say(_("Domande da eliminare per sempre, con la loro storia: %zu."), doomed.n);
        if (!cli_confirmed()) {
            puts(_("Non ho eliminato nulla."));
            return CIGO_EXIT_OK;
        }
    }
    for (size_t i = 0; i < doomed.n; i++) {
        bool out = take_out(cli, &doomed.items[i]);
        tidy = (!out || forget_files(cli, &doomed.items[i])) && tidy;
        gone += out;
    }
    if (gone && !cigo_store_scrub(cli->store, &clean, &err)) {
        cli_say(_("Domande eliminate: %zu, ma il loro testo può restare ancora nel file dell'archivio."), gone);
        return cli_error(&err);
    }
    cli_say(gone ? _("Domande eliminate: %zu. Nell'archivio non ne resta il testo.") : _("Domande eliminate: %zu."), gone);
    if (gone && !clean)
        cli_say_log_stays();
    if (gone < doomed.n)
        cli_say(_("Domande rimaste nell'archivio, con il loro testo: %zu."), doomed.n - gone);
    puts(_("Restano la rubrica delle aziende (cigo companies), i file già esportati e le copie di riserva: li elimini lei."));
    return gone == doomed.n && tidy ? CIGO_EXIT_OK : CIGO_EXIT_STORAGE;
}

/* ---- who did what ---- */

static const char *done_text(const struct cigo_audit_entry *entry)
{
    static const struct {
        const char *type, *text;
    } texts[] = {
        {"field", N_("ha cambiato")},       {"cell", N_("ha cambiato")},      {"row+", N_("ha aggiunto")},
        {"row-", N_("ha tolto")},           {"import", N_("ha importato")},   {"waiver", N_("ha risposto all'avviso")},
        {"copy", N_("l'ha fatta da un'altra")},      {"backup", N_("ha fatto una copia dell'archivio")},
        {"restore", N_("ha ripristinato l'archivio")},                        {"export", N_("ha esportato")},
        {"delete", N_("ha eliminato la domanda")},                            {"create", N_("ha cominciato la domanda")},
        {"pack", N_("ha messo in un file la domanda")},                        {"unpack", N_("ha preso da un file la domanda")},
        {"book+", N_("ha messo nella rubrica:")},                              {"book~", N_("ha cambiato nella rubrica:")},
        {"book-", N_("ha dimenticato dalla rubrica:")},
        {"memo", N_("ha scritto una nota")},
        {"rename", N_("ha cambiato il nome della domanda")},
        {"archive", N_("ha messo da parte la domanda")},                      {"unarchive", N_("ha riportato nell'elenco la domanda")},
        {"tag", N_("ha messo un'etichetta alla domanda")},                    {"untag", N_("ha tolto un'etichetta alla domanda")},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(texts[i].type, entry->type) == 0)
            return _(texts[i].text);
    return entry->type;
}

/* Its detail is part of the sentence. */
static bool names_what(const char *type)
{
    return strcmp(type, "export") == 0 || strncmp(type, "book", 4) == 0;
}

/* What the entry is about; of the companies book "azienda 3". */
static const char *about(const struct cigo_audit_entry *entry, char *room, size_t size)
{
    if (*entry->place)
        return entry->place;
    if (!names_what(entry->type))
        return "";
    const char *number = strchr(entry->label, ' ');
    if (strncmp(entry->type, "book", 4) != 0 || !number)
        return entry->label;
    snprintf(room, size, "%.*s", (int)(number - entry->label), entry->label);
    snprintf(room, size, "%s%s", cigo_book_part_label(cigo_book_part_of(room)), number);
    return room;
}

static bool print_entry(void *data, const struct cigo_audit_entry *entry)
{
    (void)data;
    char when[40], room[80];
    struct cigo_buf buf;
    const char *what = about(entry, room, sizeof room);
    cli_local_time(entry->when, when);
    cigo_buf_init(&buf, 16384);
    cigo_buf_printf(&buf, "%s, %s", when, entry->who);
    if (*entry->machine)
        cigo_buf_printf(&buf, _(" da %s"), entry->machine);
    if (entry->case_id)
        cigo_buf_printf(&buf, _(", domanda %lld"), (long long)entry->case_id);
    if (*entry->case_name)
        cigo_buf_printf(&buf, " «%s»", entry->case_name);
    cigo_buf_printf(&buf, ": %s%s%s%s.\n", entry->turn == CIGO_TURN_UNDO ? _("annullando, ") : "", done_text(entry), *what ? " " : "", what);
    cli_shown(stdout, buf.p);
    cigo_buf_finish(&buf);
    return !ferror(stdout);
}

static bool print_json(void *data, const struct cigo_audit_entry *entry)
{
    bool *more = data;
    json_t *object = json_pack("{s:o, s:o, s:o, s:I, s:o, s:o, s:o, s:o, s:b}", "when", cigo_json_text(entry->when),
                               "who", cigo_json_text(entry->who), "machine", cigo_json_text(entry->machine),
                               "case", (json_int_t)entry->case_id, "name", cigo_json_text(entry->case_name),
                               "type", cigo_json_text(entry->type), "place", cigo_json_text(entry->place),
                               "label", cigo_json_text(entry->label), "undo", (int)(entry->turn == CIGO_TURN_UNDO));
    fputs(*more ? ",\n " : "[\n ", stdout);
    cli_put_json(object, JSON_COMPACT, "");
    *more = true;
    return !ferror(stdout);
}

int cmd_audit(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info = {0};
    char since[32] = "";
    int32_t day;
    bool some = false, json = cli->options[OPT_JSON] != NULL;
    if (cli->options[OPT_SINCE]) {
        if (!cli_read_date(cli, "--since", cli->options[OPT_SINCE], &day))
            return CIGO_EXIT_USAGE;
        cli_utc_of_day(day, since);
    }
    if (!cli_store_open(cli, &err) || (cli->argc && !cli_case_find(cli, cli->argv[0], &info, &err)) ||
        !cigo_store_audit(cli->store, info.id, since, json ? print_json : print_entry, &some, &err))
        return cli_error(&err);
    if (json)
        puts(some ? "\n]" : "[]");
    return CIGO_EXIT_OK;
}
