/* cigo pack, cigo unpack: a case goes to another archive as one file, and nothing that is there is overwritten
 * without a yes. */

#include <stdlib.h>
#include <cigo/base/path.h>
#include <cigo/exchange/envelope.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include <cigo/store/care.h>
#include <cigo/store/pack.h>
#include "cli-priv.h"

enum { MAX_FILE = 1 << 30 };

int cmd_pack(struct cli *cli)
{
    struct cigo_error err = {0}, ignored;
    struct cigo_case_info info;
    struct cigo_buf content, file;
    struct cigo_str secret = CIGO_STR("");
    const char *path = cli->argv[1];
    bool locked = cli->options[OPT_SECRET] || cli->options[OPT_SECRET_FILE];
    if (strcmp(path, "-") == 0)
        return cli_usage_error(_("%s scrive un file, non l'uscita standard: ne indichi il nome."), "pack");
    if (!cli_case_find(cli, cli->argv[0], &info, &err) || (locked && !cli_secret(cli, true, &secret, &err)))
        return cli_error(&err);
    cigo_buf_init(&content, MAX_FILE);
    cigo_buf_init(&file, MAX_FILE);
    bool ok = cigo_store_pack(cli->store, info.id, &content, &err) &&
              cigo_envelope_close(cigo_buf_str(&content), secret, &file, &err);
    if (ok && file.truncated)
        ok = cigo_fail(&err, CIGO_EXIT_STORAGE, _("la domanda è troppo grande per un file solo."));
    ok = ok && cigo_file_write(path, cigo_buf_str(&file), cli->options[OPT_FORCE] != NULL, &err);
    cigo_buf_finish(&content);
    cigo_buf_finish(&file);
    if (!ok)
        return cli_error(&err);
    cigo_store_note(cli->store, "pack", info.id, "", &ignored);
    cli_say(locked ? _("«%s» è in «%s», cifrata. La frase segreta la dica per un'altra via.")
               : _("«%s» è in «%s». Il file contiene dati personali, non cifrati: --secret li cifra."),
        info.name, path);
    return CIGO_EXIT_OK;
}

/* ---- unpack ---- */

static bool read_content(struct cli *cli, const char *path, struct cigo_buf *content, struct cigo_error *err)
{
    char *text = NULL;
    size_t n = 0;
    bool locked = false;
    struct cigo_str secret = CIGO_STR("");
    if (!cigo_file_read(path, MAX_FILE, &text, &n, err))
        return false;
    struct cigo_str file = {text, n};
    bool ok = cigo_envelope_look(file, &locked, err) && (!locked || cli_secret(cli, false, &secret, err)) &&
              cigo_envelope_open(file, secret, content, err);
    free(text);
    return ok || cigo_fail_prefix(err, "«%s»", path);
}

static void say_local(const struct cigo_pack_info *info)
{
    char theirs[40], ours[40];
    cli_local_time(info->updated, theirs);
    cli_local_time(info->local.updated, ours);
    cli_say(_("Nell'archivio c'è già, come «%s», modificata il %s da %s; questa lo è stata il %s da %s."), info->local.name,
        ours, info->local.updated_by, theirs, info->updated_by);
}

static bool asked(const char *question)
{
    puts(question);
    return cli_confirmed();
}

/* Its answers are all here; and what stands beside them? */
static bool wants_news(const struct cigo_pack_info *info, bool update, const char *nothing)
{
    if (!cigo_pack_news_any(&info->news)) {
        puts(nothing);
        return false;
    }
    puts(info->relation == CIGO_PACK_SAME
             ? _("Le risposte sono uguali, ma questa ha note, spunte del portale o un testo a metà che in quella non ci "
                   "sono.")
             : _("Le risposte dell'archivio sono più avanti e restano, ma questa ha note, spunte del portale o un testo a metà "
                 "che in quella non ci sono."));
    cli_say(_("Note: %zu. Spunte: %zu. Testi a metà: %d."), info->news.notes, info->news.ticks, info->news.draft);
    return update || asked(_("Si prendono? Nulla di ciò che c'è cambia."));
}

/* What to do with a case that is here already; false: nothing. */
static bool choose(const struct cli *cli, const struct cigo_pack_info *info, enum cigo_unpack *ret_how)
{
    bool both = cli->options[OPT_BOTH] != NULL, update = cli->options[OPT_UPDATE] != NULL;
    *ret_how = info->relation == CIGO_PACK_NEW ? CIGO_UNPACK_NEW : both ? CIGO_UNPACK_BESIDE : CIGO_UNPACK_UPDATE;
    if (info->relation == CIGO_PACK_NEW || both)
        return true;
    say_local(info);
    if (info->news.other_draft && info->relation != CIGO_PACK_APART)
        puts(_("Tutte e due hanno un testo a metà: resta quello dell'archivio."));
    switch (info->relation) {
    case CIGO_PACK_NEWER:
        return update || asked(_("Questa ha tutte le risposte di quella, e dell'altro: quella si aggiorna? Le sue note, le sue "
                                 "spunte del portale e il suo testo a metà restano."));
    case CIGO_PACK_APART:
        *ret_how = CIGO_UNPACK_BESIDE;
        return asked(_("Sono state cambiate tutte e due: le tengo tutte e due, ciascuna con la sua storia?"));
    case CIGO_PACK_SAME:
        return wants_news(info, update, _("Sono uguali: non c'è nulla da prendere."));
    default:
        return wants_news(info, update, _("Quella dell'archivio è più avanti: non c'è nulla da prendere (--both le tiene tutte "
                                          "e due)."));
    }
}

static int nothing_taken(const struct cigo_pack_info *info)
{
    bool something = info->relation == CIGO_PACK_APART || info->relation == CIGO_PACK_NEWER || cigo_pack_news_any(&info->news);
    puts(_("Non ho cambiato nulla."));
    return something ? CIGO_EXIT_USAGE : CIGO_EXIT_OK;
}

static void say_taken(const struct cigo_pack_info *info, enum cigo_unpack how, const char *name)
{
    if (how == CIGO_UNPACK_UPDATE && info->relation != CIGO_PACK_NEWER)
        cli_say(_("Presi, in «%s»: note %zu, spunte %zu, testi a metà %d."), name, info->news.notes, info->news.ticks,
                info->news.draft);
    else
        cli_say(_("Presa: «%s». Risposte: %zu, righe: %zu, cambiamenti nella storia: %zu."), name, info->n_answers,
                info->n_rows, info->n_changes);
}

/* A case that is updated must be nobody else's just now, which is said as everywhere. */
static bool take(struct cli *cli, struct cigo_str content, const struct cigo_pack_info *info, enum cigo_unpack how,
                 struct cigo_case_info *ret_taken, struct cigo_error *err)
{
    struct open_case open_case = {.cli = cli, .info = info->local};
    int64_t id;
    bool ok = (how != CIGO_UNPACK_UPDATE || cli_case_claim(&open_case, err)) &&
              cigo_store_unpack(cli->store, content, how, cli->options[OPT_NAME], &id, err) &&
              cli_case_by_id(cli, id, ret_taken, err);
    cli_case_close(&open_case);
    return ok;
}

int cmd_unpack(struct cli *cli)
{
    struct cigo_error err = {0};
    if (cli->options[OPT_BOTH] && cli->options[OPT_UPDATE])
        return cli_usage_error(_("--update e --both non vanno insieme: o si aggiorna quella che c'è, o si tengono tutte e due."));
    if (cli->options[OPT_NAME] && cli->options[OPT_UPDATE])
        return cli_usage_error(_("--update e --name non vanno insieme: quella che si aggiorna tiene il suo nome."));
    struct cigo_buf content;
    struct cigo_pack_info info;
    struct cigo_case_info taken;
    enum cigo_unpack how;
    cigo_buf_init(&content, MAX_FILE);
    bool ok = cli_store_open(cli, &err) && read_content(cli, cli->argv[0], &content, &err) &&
              cigo_store_pack_look(cli->store, cigo_buf_str(&content), cli->arena, &info, &err) &&
              cli_form_load(cli, info.form, &err);
    bool wanted = ok && choose(cli, &info, &how);
    if (wanted)
        ok = take(cli, cigo_buf_str(&content), &info, how, &taken, &err);
    cigo_buf_finish(&content);
    if (!ok)
        return cli_error(&err);
    if (!wanted)
        return nothing_taken(&info);
    say_taken(&info, how, taken.name);
    return CIGO_EXIT_OK;
}
