/* A snapshot opened: the ordinary faces, over a session that only shows. Its desk keeps nothing. */

#include <stdlib.h>
#include <cigo/base/path.h>
#include <cigo/exchange/import.h>
#include <cigo/exchange/snapshot.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

/* ---- the desk: nothing is kept, and what would need the answers is refused ---- */

static bool refuse(struct cigo_error *err)
{
    return cigo_fail(err, CIGO_EXIT_USAGE, "%s", _("È un'istantanea: qui si può solo guardare."));
}

static bool save_position(void *data, const char *position, struct cigo_error *err)
{
    (void)data, (void)position, (void)err;
    return true;
}

static bool save_draft(void *data, const char *place, const char *text, struct cigo_error *err)
{
    (void)data, (void)place, (void)text, (void)err;
    return true;
}

/* Place "" is only where one stands. */
static bool tick(void *data, const char *place, const char *mark, struct cigo_error *err)
{
    (void)data, (void)mark;
    return !*place || refuse(err);
}

static void each_tick(void *data, void (*each)(void *portal, const char *place, const char *mark), void *portal)
{
    (void)data, (void)each, (void)portal;
}

static bool dossier(void *data, const char *dir, bool draft, const char **ret_path, struct cigo_error *err)
{
    (void)data, (void)dir, (void)draft, (void)ret_path;
    return refuse(err);
}

static bool print(void *data, const char *path, struct cigo_error *err)
{
    (void)data, (void)path;
    return refuse(err);
}

static bool retry_save(void *data, struct cigo_error *err)
{
    (void)data, (void)err;
    return true;
}

static void look(void *data, struct cigo_news *ret_news)
{
    (void)data;
    *ret_news = (struct cigo_news){.text = ""};
}

static enum cigo_take take(void *data, bool sure, const char **ret_text)
{
    (void)data, (void)sure;
    *ret_text = _("È un'istantanea: qui si può solo guardare.");
    return CIGO_TAKE_NO;
}

static const char *saved_at(void *data)
{
    (void)data;
    return "";
}

static struct cigo_desk desk_of(struct cli *cli, struct cigo_session *session, const char *notice, const char *position)
{
    struct cigo_desk desk = {
        .session = session,
        .case_name = _("istantanea"),
        .notice = notice,
        .read_only = true,
        .resume = _("cigo snapshot --open, con lo stesso file"),
        .position = position,
        .ascii = cli_screen(cli).ascii,
        .arena = cli->arena,
        .save_position = save_position,
        .save_draft = save_draft,
        .tick = tick,
        .each_tick = each_tick,
        .dossier = dossier,
        .print = print,
        .retry_save = retry_save,
        .watch = -1,
        .look = look,
        .take = take,
        .now_ms = cli_now_ms,
        .saved_at = saved_at,
    };
    cli_lay_languages(cli, &desk);
    return desk;
}

/* ---- opening ---- */

static struct cigo_snapshot *read_file(struct cli *cli, const char *path, struct cigo_error *err)
{
    char *text;
    size_t size;
    path = cigo_import_path(path, cli_home(), cli->arena);
    if (!cigo_file_read(path, CIGO_SNAPSHOT_BYTES, &text, &size, err))
        return NULL;
    struct cigo_snapshot *snapshot = cigo_snapshot_read((struct cigo_str){text, size}, err);
    free(text);
    return snapshot;
}

/* What opening says: that it is a snapshot, what is not the same here, the machine of whoever made it. */
static const char *notice_of(struct cli *cli, const struct cigo_snapshot *snapshot, const struct cigo_buf *said)
{
    struct cigo_buf facts;
    cigo_buf_init(&facts, 16384);
    cigo_snapshot_facts_text(snapshot, &facts);
    const char *notice = cigo_arena_printf(cli->arena, "%s\n%s%s", _("È un'istantanea: al posto di ogni risposta c'è la sua "
                                           "forma, e non si cambia nulla. Chi l'ha fatta usava:"), said->p, facts.p);
    cigo_buf_finish(&facts);
    return notice;
}

static enum cigo_face_end show(struct cli *cli, const struct cigo_snapshot *snapshot, bool *lines, struct cigo_desk *desk,
                               struct cigo_error *err)
{
    enum cigo_face_end end = CIGO_FACE_FAILED;
    struct cigo_session *session = NULL;
    struct cigo_buf said;
    const char *form = cigo_snapshot_form(snapshot), *position = desk->position;
    cigo_buf_init(&said, 4096);
    if (!*form)
        cigo_fail(err, CIGO_EXIT_USAGE, "%s", _("L'istantanea non dice di che modulo è: se la faccia mandare di nuovo."));
    else if (cli_form_load(cli, form, err))
        session = cigo_snapshot_session(snapshot, cli->form, &said, err);
    if (session) {
        *desk = desk_of(cli, session, notice_of(cli, snapshot, &said), position ? position : cigo_snapshot_position(snapshot));
        end = cli_faces(cli, desk, lines, err);
    }
    cigo_session_free(session);
    cigo_buf_finish(&said);
    return end;
}

int cli_snapshot_open(struct cli *cli, const char *path)
{
    struct cigo_error err = {0};
    struct cigo_desk desk = {0};
    bool lines = cli_wants_lines(cli);
    struct cigo_snapshot *snapshot = read_file(cli, path, &err);
    if (!snapshot)
        return cli_error(&err);
    enum cigo_face_end end;
    while ((end = show(cli, snapshot, &lines, &desk, &err)) == CIGO_FACE_LANGUAGE)
        if (!cli_language_change(cli, desk.language, &err)) {
            end = CIGO_FACE_FAILED;
            break;
        }
    cigo_snapshot_free(snapshot);
    return cli_face_exit(end, &err);
}
