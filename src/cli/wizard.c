/* A front end over a stored case: the desk is laid, the front end runs, the case is closed. */

#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <cigo/base/path.h>
#include <cigo/exchange/book.h>
#include <cigo/exchange/import.h>
#include <cigo/i18n/i18n.h>
#include <cigo/line/line.h>
#include <cigo/tui/tui.h>
#include "dossier-priv.h"

/* With an archive that another process holds: on the screen no key waits for it, in lines there are no keys, and at
 * the end what is not saved yet gets its last chance. */
enum { SCREEN_PATIENCE_MS = 200, LINE_PATIENCE_MS = 5000 };
enum { MAX_PRINT = 1 << 30 };
enum { BEAT_MS = CIGO_SILENT_MINUTES * 60 * 1000 / 3 };

static bool save_position(void *data, const char *position, struct cigo_error *err)
{
    struct open_case *open_case = data;
    if (open_case->read_only)
        return true;
    cli_case_summary(open_case, false);
    return cigo_store_position(open_case->cli->store, open_case->info.id, position, err);
}

static bool save_draft(void *data, const char *place, const char *text, struct cigo_error *err)
{
    struct open_case *open_case = data;
    return open_case->read_only ||
           cigo_store_draft(open_case->cli->store, open_case->info.id, place, text, err);
}

static bool tick(void *data, const char *place, const char *mark, struct cigo_error *err)
{
    struct open_case *open_case = data;
    return open_case->read_only || cigo_store_tick(open_case->cli->store, open_case->info.id, place, mark, err);
}

/* Without its ticks a case is as good as with them. */
static void each_tick(void *data, void (*each)(void *portal, const char *place, const char *mark), void *portal)
{
    struct open_case *open_case = data;
    struct cigo_error err;
    cigo_store_ticks(open_case->cli->store, open_case->info.id, each, portal, &err);
}

/* Once, and kept with the case: its rules know what they compiled by where it stands in the documents. */
static bool load_documents(struct open_case *open_case, struct cigo_error *err)
{
    if (!open_case->documents)
        open_case->documents = cli_documents_load(open_case->cli, err);
    return open_case->documents != NULL;
}

/* Where it is whatever folder one stands in. */
static const char *whole_path(struct cli *cli, const char *path)
{
    char *real = realpath(path, NULL);
    path = real ? cigo_arena_dup(cli->arena, real) : path;
    free(real);
    return path;
}

static bool dossier(void *data, const char *dir, bool draft, const char **ret_path, struct cigo_error *err)
{
    struct open_case *open_case = data;
    struct cli *cli = open_case->cli;
    if (!load_documents(open_case, err))
        return false;
    struct cigo_export x = cli_export_of(cli, open_case);
    x.documents = open_case->documents;
    x.draft = draft;
    dir = cigo_import_path(dir, cli_home(), cli->arena);
    bool ok = cli_dossier(cli, &x, dir, false, err);
    if (ok)
        *ret_path = whole_path(cli, dir);
    if (ok)
        cli_note_export(cli, open_case->info.id, "all");
    if (ok)
        cigo_tutorial_dossier(cli->tutorial);
    return ok;
}

/* A new file, with the mark of a draft on a case that is not complete. */
static bool print(void *data, const char *path, struct cigo_error *err)
{
    struct open_case *open_case = data;
    struct cli *cli = open_case->cli;
    struct cigo_buf text;
    struct cigo_export x = cli_export_of(cli, open_case);
    x.draft = !cigo_session_complete(open_case->session);
    cigo_buf_init(&text, MAX_PRINT);
    bool ok = cli_export_make(cli, cigo_format_find("text"), &x, &text, err) &&
              cigo_file_write(cigo_import_path(path, cli_home(), cli->arena), cigo_buf_str(&text), false, err);
    cigo_buf_finish(&text);
    if (ok)
        cli_note_export(cli, open_case->info.id, "text");
    return ok;
}

/* Without the form's documents there is no outline; what is wrong with them is said when they are wanted. */
static void outline(void *data, const struct cigo_field *field, struct cigo_buf *out)
{
    struct open_case *open_case = data;
    struct cigo_error err;
    if (load_documents(open_case, &err))
        cigo_outline(open_case->session, open_case->documents, field, out);
}

static bool history(void *data, struct cigo_arena *arena, struct cigo_history *page, struct cigo_error *err)
{
    return cli_history(data, arena, page, err);
}

static bool retry_save(void *data, struct cigo_error *err)
{
    struct open_case *open_case = data;
    return cigo_session_retry_save(open_case->session, err);
}

static const char *saved_at(void *data)
{
    const struct open_case *open_case = data;
    return open_case->durable.saved_at;
}

int64_t cli_now_ms(void *data)
{
    struct timespec t;
    (void)data;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static const char *notice_of(const struct open_case *open_case)
{
    struct cli *cli = open_case->cli;
    if (!cli->first_notice)
        return open_case->notice;
    return cigo_arena_printf(cli->arena, "%s%s%s", cli->first_notice, *open_case->notice ? "\n" : "",
                             open_case->notice);
}

static size_t towns(void *data, struct cigo_str start, struct cigo_town *ret, size_t max)
{
    const struct open_case *open_case = data;
    return cigo_gazetteer_towns(cli_gazetteer(open_case->cli), start, ret, max);
}

static bool birthplace(void *data, struct cigo_str code, struct cigo_birthplace *ret_place)
{
    const struct open_case *open_case = data;
    return cigo_gazetteer_birthplace(cli_gazetteer(open_case->cli), code, ret_place);
}

/* Is what was half written the answer by now? Then the program was killed before the draft went. */
static bool is_answered(const struct open_case *open_case, const struct cigo_desk *desk)
{
    struct cigo_place place;
    if (!cigo_position_parse(open_case->cli->form, desk->draft_place, &place) || !place.field)
        return false;
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(open_case->session), place);
    size_t n = strlen(desk->draft_text);
    while (n > 0 && strchr("\n ", desk->draft_text[n - 1]))
        n--;
    return cell.raw && strlen(cell.raw) == n && memcmp(cell.raw, desk->draft_text, n) == 0;
}

static bool read_draft(struct open_case *open_case, struct cigo_desk *desk, struct cigo_error *err)
{
    struct cigo_store *store = open_case->cli->store;
    struct cigo_error ignored; /* it is as good as gone */
    if (!cigo_store_draft_get(store, open_case->info.id, open_case->cli->arena, &desk->draft_place, &desk->draft_text, err))
        return false;
    cli_editor_recover(open_case, desk); /* it may be further than its draft */
    if (!is_answered(open_case, desk))
        return true;
    cigo_store_draft(store, open_case->info.id, "", "", &ignored);
    desk->draft_text = NULL;
    return true;
}

static enum cigo_take take(void *data, bool sure, const char **ret_text)
{
    struct open_case *open_case = data;
    struct cigo_desk *desk = open_case->desk;
    struct cigo_error err; /* without its draft a case is as good as with it */
    enum cigo_take how = cli_follow_take(open_case, sure, ret_text);
    if (how != CIGO_TAKE_DONE)
        return how;
    desk->read_only = false;
    desk->watch = -1;
    if (!read_draft(open_case, desk, &err))
        desk->draft_text = NULL;
    return how;
}

static void beat(void *data)
{
    const struct open_case *open_case = data;
    if (!open_case->read_only)
        cigo_store_beat(open_case->cli->store);
}

static bool lay_desk(struct open_case *open_case, struct cigo_desk *desk, struct cigo_error *err)
{
    struct cli *cli = open_case->cli;
    *desk = (struct cigo_desk){
        .session = open_case->session,
        .case_name = open_case->info.name,
        .declare = cli->declare,
        .n_declare = cli->n_declare,
        .read_only = open_case->read_only,
        .tutorial = cli->tutorial,
        .resume = cli->tutorial ? "cigo tutorial" : NULL,
        .tour = cli->newcomer && cli_wants_tour(cli),
        .position = open_case->info.position ? open_case->info.position : "",
        .ascii = cli_screen(cli).ascii,
        .home = cli_home(),
        .arena = cli->arena,
        .data = open_case,
        .save_position = save_position,
        .save_draft = save_draft,
        .tick = tick,
        .each_tick = each_tick,
        .dossier = dossier,
        .print = print,
        .retry_save = retry_save,
        .history = history,
        .notes = cli_notes,
        .add_note = cli_add_note,
        .outline = outline,
        .towns = towns,
        .birthplace = birthplace,
        .watch = open_case->watch ? cigo_watch_fd(open_case->watch) : -1,
        .ask_to_take = open_case->lock == CIGO_LOCK_GONE || open_case->lock == CIGO_LOCK_SILENT,
        .look = cli_follow_look,
        .take = take,
        .beat_ms = cigo_store_elsewhere(cli->store) ? BEAT_MS : 0,
        .beat = beat,
        .now_ms = cli_now_ms,
        .saved_at = saved_at,
    };
    open_case->desk = desk;
    if (!cli->tutorial) { /* whose company is invented */
        cli_book(cli, open_case->info.id, &open_case->book);
        desk->book = &open_case->book;
        cigo_book_start(desk);
    }
    cli_lay_languages(cli, desk);
    cli_editor_lay(open_case, desk);
    /* who only reads is not given what another has half written */
    bool ok = open_case->read_only || read_draft(open_case, desk, err);
    desk->notice = notice_of(open_case);
    return ok;
}

static bool set(const char *name)
{
    const char *value = getenv(name);
    return value && *value && strcmp(value, "0") != 0 && strcmp(value, "false") != 0;
}

/* Plain lines when the user went over to them, when asked for, for a screen reader, or where a full screen cannot be
 * shown. */
bool cli_wants_lines(const struct cli *cli)
{
    const char *face = getenv("CIGO_FRONTEND"), *term = getenv("TERM"), *why;
    if (cli->face != FACE_ANY)
        return cli->face == FACE_LINES;
    if (cli->options[OPT_LINES] || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return true;
    if (face && strcmp(face, "righe") == 0)
        return true;
    if ((!face || strcmp(face, "schermo") != 0) && set("ACCESSIBLE"))
        return true;
    if (!face && cli->preferences.lines)
        return true;
    if (cigo_tui_available(&why))
        return false;
    if (!term || strcmp(term, "dumb") != 0)
        fprintf(stderr, "%s\n", why);
    return true;
}

struct cigo_tui_options cli_screen(const struct cli *cli)
{
    return (struct cigo_tui_options){cli->options[OPT_ASCII] || cli->preferences.ascii, cli->preferences.theme,
                                     cli->preferences.escape_ms, cli->preferences.mouse};
}

int cli_face_exit(enum cigo_face_end end, const struct cigo_error *err)
{
    if (end == CIGO_FACE_FAILED)
        return cli_error(err);
    return end == CIGO_FACE_INTERRUPTED ? CIGO_EXIT_INTERRUPTED : CIGO_EXIT_OK;
}

const char *cli_after_face(enum cigo_face_end end, const char *notice, const struct cigo_error *err)
{
    if (end != CIGO_FACE_FAILED)
        return "";
    fprintf(stderr, "%s\n", err->text);
    return notice;
}

/* How the wizard was last left, for what comes after it to go on there. */
struct way {
    bool lines, portal, call;
    int64_t call_since;   /* 0 = from now on */
    const char *notice;   /* instead of what opening found; NULL = none */
    const char *position; /* NULL = as it is stored */
    const char *language; /* the next */
};

/* One face after the other, as long as the user switches, at the same place. */
static enum cigo_face_end run_faces(struct cli *cli, struct cigo_desk *desk, struct way *way, struct cigo_error *err)
{
    struct cigo_line_options options = {stdin, stdout, isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)};
    struct cigo_tui_options screen = cli_screen(cli);
    for (;;) {
        const char *why;
        if (cli->store)
            cigo_store_hurry(cli->store, way->lines ? LINE_PATIENCE_MS : SCREEN_PATIENCE_MS);
        enum cigo_face_end end = way->lines ? cigo_line_run(desk, &options) : cigo_tui_run(desk, &screen, err);
        if (end != CIGO_FACE_SWITCH && (end != CIGO_FACE_FAILED || way->lines))
            return end;
        desk->notice = cli_after_face(end, desk->notice, err);
        struct cigo_place place;
        if (!way->lines && end == CIGO_FACE_SWITCH && !cigo_rows_draft_parse(cli->form, desk->draft_place, &place))
            desk->draft_text = NULL; /* it was in the editor, and is an answer now */
        if (way->lines && (!options.interactive || !cigo_tui_available(&why)))
            desk->notice = _("Qui lo schermo intero non si può mostrare: si continua a righe.");
        else
            way->lines = !way->lines;
        cli->face = way->lines ? FACE_LINES : FACE_SCREEN;
    }
}

enum cigo_face_end cli_faces(struct cli *cli, struct cigo_desk *desk, bool *lines, struct cigo_error *err)
{
    struct way way = {.lines = *lines};
    enum cigo_face_end end = run_faces(cli, desk, &way, err);
    *lines = way.lines;
    return end;
}

/* Open the case, go through it, close it. */
static enum cigo_face_end run_case(struct cli *cli, const struct cigo_case_info *info, struct way *way,
                                   struct cigo_error *err)
{
    struct open_case open_case;
    struct cigo_desk desk;
    enum cigo_face_end end = CIGO_FACE_FAILED;
    if (cli_case_open(cli, info, true, &open_case, err) && lay_desk(&open_case, &desk, err)) {
        cli->notice_shown = true;
        desk.portal = way->portal;
        cigo_desk_call(&desk, way->call);
        desk.call_since = way->call_since ? way->call_since : desk.call_since;
        desk.notice = cli_first_words(cli, way->lines, way->notice ? way->notice : desk.notice);
        desk.position = way->position ? way->position : desk.position;
        end = run_faces(cli, &desk, way, err);
        *way = (struct way){.lines = way->lines, .call = desk.call, .call_since = desk.call_since,
                            .position = desk.position, .language = desk.language};
        cigo_store_hurry(cli->store, LINE_PATIENCE_MS);
        if (cigo_session_save_failed(open_case.session))
            cigo_session_retry_save(open_case.session, err);
        cli_case_summary(&open_case, true);
        const char *unsaved = cigo_session_save_failed(open_case.session);
        if (unsaved) {
            cigo_fail(err, CIGO_EXIT_STORAGE, "%s", unsaved);
            end = CIGO_FACE_FAILED;
        }
    }
    cli_case_close(&open_case);
    return end;
}

int cli_wizard(struct cli *cli, const struct cigo_case_info *info, enum start start)
{
    struct cigo_error err = {0};
    struct way way = {.lines = cli_wants_lines(cli), .portal = start == START_PORTAL, .call = start == START_CALL};
    enum cigo_face_end end;
    while ((end = run_case(cli, info, &way, &err)) == CIGO_FACE_LANGUAGE) {
        if (!cli_language_change(cli, way.language, &err))
            return cli_error(&err);
        way.notice = cigo_arena_printf(cli->arena, _("Ora i testi sono in questa lingua: %s."),
                                       cigo_i18n_language_name(cli->language));
    }
    return cli_face_exit(end, &err);
}
