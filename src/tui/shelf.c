/* The start screen: what is typed is looked for at once, the arrows choose, keys that are no text do the rest, from the
 * list of what it can do. */

#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/features.h>
#include <cigo/store/store.h>
#include <cigo/tui/tui.h>
#include <stdio.h>
#include <string.h>
#include "shelf-priv.h"
#include "terminal-priv.h"

enum { MOST_CHOICES = 9 }; /* a digit each */

static void say(struct shelf_view *view, const char *text)
{
    snprintf(view->message, sizeof view->message, "%s", text);
}

static void fail(struct shelf_view *view, const struct cigo_error *err)
{
    say(view, err->text);
    view->wrong = true;
}

static const struct cigo_case_info *focused(const struct shelf_view *view)
{
    return cigo_shelf_at(view->shelf, view->line);
}

/* The focus stays on the same case where it is still shown. */
static void find_line(struct shelf_view *view)
{
    view->line = cigo_shelf_line(view->shelf);
    view->top = view->line < view->top || view->line >= view->top + view->room ? view->line : view->top;
}

static void move_to(struct shelf_view *view, size_t line)
{
    size_t n = view->shelf->n;
    view->line = line < n ? line : n ? n - 1 : 0;
    view->shelf->here = focused(view) ? focused(view)->id : 0;
}

static void move(struct shelf_view *view, int by)
{
    if (by < 0)
        move_to(view, view->line > (size_t)-by ? view->line - (size_t)-by : 0);
    else
        move_to(view, view->line + (size_t)by);
}

static void sift(struct shelf_view *view)
{
    struct cigo_error err;
    if (!cigo_shelf_sift(view->shelf, &err))
        fail(view, &err);
    find_line(view);
    move_to(view, view->line);
}

/* The list as the archive has it now: on the same case, or where that is gone on the one that took its line. */
static void reload(struct shelf_view *view)
{
    struct cigo_error err = {0};
    int64_t here = view->shelf->here;
    size_t line = view->line;
    if (!cigo_shelf_load(view->shelf, &err))
        fail(view, &err);
    find_line(view);
    bool gone = here && (!focused(view) || focused(view)->id != here);
    move_to(view, gone ? line : view->line);
    if (gone && view->tagging) {
        view->tagging = false;
        say(view, _("La domanda a cui metteva l'etichetta non c'è più."));
    }
}

/* ---- what is typed ---- */

static void take_off(char *text)
{
    size_t n = strlen(text);
    while (n && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
        n--;
    text[n ? n - 1 : 0] = '\0';
}

static void type(struct shelf_view *view, const struct key *key)
{
    struct cigo_shelf *shelf = view->shelf;
    char *text = view->tagging ? view->tag : shelf->words;
    size_t size = view->tagging ? sizeof view->tag : sizeof shelf->words;
    struct cigo_buf typed;
    cigo_buf_init(&typed, 4096);
    if (key->type == KEY_TYPE_PASTE)
        cigo_utf8_clean(key->paste, CIGO_CLEAN_LINE, &typed);
    else if (key->type != KEY_TYPE_BACKSPACE)
        cigo_utf8_put(&typed, key->code);
    if (key->type == KEY_TYPE_BACKSPACE)
        take_off(text);
    else
        cigo_shelf_add(text, size, cigo_buf_str(&typed));
    cigo_buf_finish(&typed);
    if (!view->tagging)
        sift(view);
}

/* ---- what is done ---- */

/* The case that is meant, or a sentence. */
static const struct cigo_case_info *meant(struct shelf_view *view)
{
    const struct cigo_case_info *info = focused(view);
    if (!info)
        say(view, _("Qui non c'è nessuna domanda."));
    return info;
}

/* Somebody may have deleted it, where the archive cannot be watched; if not even that can be read, opening it says
 * why. */
static bool is_there(struct shelf_view *view)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_case_info info;
    struct cigo_error err = {0};
    bool found, there = !cigo_store_get(view->shelf->store, focused(view)->id, arena, &info, &found, &err) || found;
    cigo_arena_free(arena);
    if (there)
        return true;
    reload(view);
    say(view, _("Quella domanda non c'è più: l'elenco è come l'archivio ora."));
    return false;
}

static void wish(struct shelf_view *view, enum cigo_wish wish)
{
    bool about = wish == CIGO_WISH_OPEN || wish == CIGO_WISH_FROM;
    if (about && (!meant(view) || !is_there(view)))
        return;
    view->shelf->here = focused(view) ? focused(view)->id : 0;
    view->shelf->wish = wish;
    view->done = true;
}

static void move_aside(struct shelf_view *view)
{
    struct cigo_error err;
    const struct cigo_case_info *info = meant(view);
    if (!info)
        return;
    snprintf(view->message, sizeof view->message, *info->archived ? _("«%s» è di nuovo nell'elenco.")
                                                                   : _("«%s» è da parte; F7 mostra quelle da parte."),
             info->name);
    if (!cigo_shelf_move(view->shelf, info, &err))
        fail(view, &err);
    find_line(view);
}

static void put_tag(struct shelf_view *view)
{
    struct cigo_error err;
    const struct cigo_case_info *info = focused(view);
    view->tagging = false;
    if (info && *view->tag && !cigo_shelf_tag(view->shelf, info, view->tag, &err))
        fail(view, &err);
    find_line(view);
}

static void ask_tag(struct shelf_view *view)
{
    view->tagging = meant(view) != NULL;
    view->tag[0] = '\0';
}

static void turn(struct shelf_view *view, bool *what)
{
    *what = !*what;
    sift(view);
}

static void turn_problems(struct shelf_view *view)
{
    turn(view, &view->shelf->problems);
}

static void turn_aside(struct shelf_view *view)
{
    turn(view, &view->shelf->aside);
}

static void open_it(struct shelf_view *view)
{
    wish(view, CIGO_WISH_OPEN);
}

/* Asks first where there is something to choose. */
static void begin_new(struct shelf_view *view)
{
    struct cigo_form_choices forms = cigo_shelf_forms(view->shelf);
    struct cigo_buf names;
    view->shelf->form = NULL;
    if (!forms.n) {
        wish(view, CIGO_WISH_NEW);
        return;
    }
    view->choosing = true;
    cigo_buf_init(&names, sizeof view->message / 2);
    for (size_t i = 0; i < forms.n && i < MOST_CHOICES; i++)
        cigo_buf_printf(&names, "%s%zu %s", i ? ", " : "", i + 1, forms.items[i].name);
    snprintf(view->message, sizeof view->message, _("Di quale modulo? %s. Invio: %s."), names.p, forms.items[0].name);
    cigo_buf_finish(&names);
}

/* A number, or Enter for the first; any other key leaves it. */
static void choose_key(struct shelf_view *view, const struct key *key)
{
    struct cigo_form_choices forms = cigo_shelf_forms(view->shelf);
    size_t which = key->type == KEY_TYPE_ENTER ? 0 : key->type == KEY_TYPE_TEXT ? (size_t)key->code - '1' : SIZE_MAX;
    view->choosing = false;
    if (which >= forms.n || which >= MOST_CHOICES)
        return;
    view->shelf->form = which ? forms.items[which].id : NULL;
    wish(view, CIGO_WISH_NEW);
}

static void begin_from(struct shelf_view *view)
{
    wish(view, CIGO_WISH_FROM);
}

static void leave(struct shelf_view *view)
{
    wish(view, CIGO_WISH_LEAVE);
}

static void switch_face(struct shelf_view *view)
{
    view->done = view->switches = true;
}

static void show_help(struct shelf_view *view)
{
    view->help = true;
}

static void show_all(struct shelf_view *view)
{
    struct cigo_shelf *shelf = view->shelf;
    if (*shelf->words || shelf->problems || shelf->aside) {
        shelf->words[0] = '\0';
        shelf->problems = shelf->aside = false;
        sift(view);
    } else {
        say(view, _("Ctrl-C esce; tutto è salvato."));
    }
}

/* What is not here is done by typing and by the arrows. */
static void (*const HANDLERS[CIGO_N_SHELF_FEATURES])(struct shelf_view *view) = {
    [CIGO_SHELF_OPEN] = open_it,           [CIGO_SHELF_ALL] = show_all,       [CIGO_SHELF_NEW] = begin_new,
    [CIGO_SHELF_FROM] = begin_from,        [CIGO_SHELF_MOVE] = move_aside,    [CIGO_SHELF_TAG] = ask_tag,
    [CIGO_SHELF_PROBLEMS] = turn_problems, [CIGO_SHELF_ASIDE] = turn_aside,   [CIGO_SHELF_SWITCH] = switch_face,
    [CIGO_SHELF_HELP] = show_help,         [CIGO_SHELF_QUIT] = leave,
};

/* CIGO_N_SHELF_FEATURES = the key asks for none. */
static enum cigo_shelf_feature_id feature_of(const struct key *key)
{
    if (key->type == KEY_TYPE_ENTER)
        return CIGO_SHELF_OPEN;
    if (key->type == KEY_TYPE_ESC)
        return CIGO_SHELF_ALL;
    int id = 0;
    for (; id < CIGO_N_SHELF_FEATURES; id++) {
        const struct cigo_feature *feature = cigo_shelf_feature((enum cigo_shelf_feature_id)id);
        if ((key->type == KEY_TYPE_F && feature->f && key->code == (uint32_t)feature->f) ||
            (key->type == KEY_TYPE_CTRL && feature->ctrl && key->code == (uint32_t)feature->ctrl))
            break;
    }
    return (enum cigo_shelf_feature_id)id;
}

static void press(struct shelf_view *view, const struct key *key)
{
    int line = key->row - view->first_row;
    if (key->code != MOUSE_PRESS) {
        move(view, key->code == MOUSE_WHEEL_UP ? -1 : 1);
    } else if (line >= 0 && (size_t)line < view->room && view->top + (size_t)line < view->shelf->n) {
        bool again = view->line == view->top + (size_t)line;
        move_to(view, view->top + (size_t)line);
        if (again)
            wish(view, CIGO_WISH_OPEN);
    }
}

static void move_key(struct shelf_view *view, const struct key *key)
{
    int page = view->room > 1 ? (int)view->room - 1 : 1;
    switch (key->type) {
    case KEY_TYPE_UP:
        move(view, -1);
        break;
    case KEY_TYPE_DOWN:
        move(view, 1);
        break;
    case KEY_TYPE_PAGE_UP:
        move(view, -page);
        break;
    case KEY_TYPE_PAGE_DOWN:
        move(view, page);
        break;
    case KEY_TYPE_HOME:
    case KEY_TYPE_CTRL_HOME:
        move_to(view, 0);
        break;
    case KEY_TYPE_END:
    case KEY_TYPE_CTRL_END:
        move_to(view, SIZE_MAX);
        break;
    case KEY_TYPE_MOUSE:
        press(view, key);
        break;
    default:
        break;
    }
}

static bool is_text(const struct key *key)
{
    return key->type == KEY_TYPE_TEXT || key->type == KEY_TYPE_LATIN1 || key->type == KEY_TYPE_PASTE ||
           key->type == KEY_TYPE_BACKSPACE;
}

static void tag_key(struct shelf_view *view, const struct key *key)
{
    if (is_text(key))
        type(view, key);
    else if (key->type == KEY_TYPE_ENTER)
        put_tag(view);
    else
        view->tagging = false;
}

void cigo_tui_shelf_key(struct shelf_view *view, const struct key *key)
{
    enum cigo_shelf_feature_id id = feature_of(key);
    view->message[0] = '\0';
    view->wrong = false;
    if (key->type == KEY_TYPE_HANGUP || id == CIGO_SHELF_QUIT)
        leave(view);
    else if (view->help)
        view->help = false;
    else if (view->choosing)
        choose_key(view, key);
    else if (view->tagging)
        tag_key(view, key);
    else if (is_text(key))
        type(view, key);
    else if (id != CIGO_N_SHELF_FEATURES)
        HANDLERS[id](view);
    else
        move_key(view, key);
}

void cigo_tui_shelf_begin(struct shelf_view *view, struct cigo_shelf *shelf, const char *notice)
{
    *view = (struct shelf_view){.shelf = shelf, .room = 1};
    say(view, notice);
    find_line(view);
    move_to(view, view->line);
}

/* ---- on a terminal ---- */

/* `watch` NULL: nobody tells what others do. */
static enum cigo_face_end loop(struct terminal *terminal, struct grid *g, struct shelf_view *view,
                               struct cigo_watch *watch)
{
    while (!view->done) {
        int rows, cols;
        cigo_terminal_size(terminal, &rows, &cols);
        cigo_grid_resize(g, rows, cols);
        cigo_tui_draw_shelf(g, view);
        cigo_terminal_show(terminal, g);
        struct key key = cigo_terminal_key(terminal, -1);
        if (key.type == KEY_TYPE_WATCH && watch && cigo_watch_moved(watch))
            reload(view);
        else if (key.type == KEY_TYPE_CTRL && key.code == 'l')
            cigo_terminal_redraw(terminal);
        else if (key.type == KEY_TYPE_CTRL && key.code == 'z')
            cigo_terminal_stop(terminal);
        else if (key.type != KEY_TYPE_RESIZE && key.type != KEY_TYPE_WATCH)
            cigo_tui_shelf_key(view, &key);
        if (key.type == KEY_TYPE_HANGUP)
            return CIGO_FACE_INTERRUPTED;
    }
    return view->switches ? CIGO_FACE_SWITCH : CIGO_FACE_QUIT;
}

enum cigo_face_end cigo_tui_shelf(struct cigo_shelf *shelf, const char *notice, const struct cigo_tui_options *options,
                                  struct cigo_error *err)
{
    const char *why;
    struct grid grid;
    struct shelf_view view;
    struct terminal *terminal = cigo_terminal_open(options, &why);
    if (!terminal) {
        cigo_fail(err, CIGO_EXIT_USAGE, "%s", why);
        return CIGO_FACE_FAILED;
    }
    cigo_grid_init(&grid, 1, 1);
    grid.ascii = options->ascii || !cigo_terminal_utf8(terminal);
    if (options->mouse)
        cigo_terminal_mouse(terminal, true);
    cigo_tui_shelf_begin(&view, shelf, notice);
    struct cigo_watch *watch = cigo_watch_new(shelf->store);
    cigo_terminal_watch(terminal, watch ? cigo_watch_fd(watch) : -1);
    enum cigo_face_end end = loop(terminal, &grid, &view, watch);
    cigo_terminal_close(terminal);
    cigo_watch_free(watch);
    cigo_grid_finish(&grid);
    return end;
}
