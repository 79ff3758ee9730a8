/* The full screen without a terminal: a script on standard input, screens on standard output.
 *
 *   driver FORM-DIR ANSWERS-FILE|- TODAY
 *
 * Script lines: `tour` (first: begins with it) · `tutorial` (first: at its first step) · `size ROWS COLS` · `ascii` · `type TEXT` (one key a code point) ·
 * `key NAME…` (Enter, Esc, F4, C-g, C-Space, C-Home, Down, S-Down …) · `paste TEXT` (\n for a line end, \t for a
 * tab) · `show` (text) · `styles` (text as style letters) · `click TEXT` (the mouse, on the first place of the screen
 * with it; `click` = the same place again) · `wheel up|down` · `text FIELD` (the stored text) ·
 * `nofkeys` (a terminal without them) · `slow` (from now on judging takes long) · `waiting` (what was seen during
 * the last key, if something was). Before these: `editor
 * COMMAND` (the user's own; its files in TMPDIR), `declare FIELD` (to be declared again), `reader` (somebody else
 * writes), `book` (that has the company of the answers). Anything else ends with status 2. */

#include <stdio.h>
#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/date.h>
#include <cigo/base/path.h>
#include <cigo/base/utf8.h>
#include <cigo/loader/loader.h>
#include <cigo/store/gazetteer.h>
#include "../../src/tui/app-priv.h"
#include "book.h"
#include "notes.h"

enum { MOST_TICKS = 100 };

struct driver {
    struct cigo_desk desk;
    struct app app;
    struct cigo_tutorial tutorial;
    bool started;
    int rows, cols;
    const char *ticks[MOST_TICKS][2];
    size_t n_ticks;
    struct key pressed; /* where the mouse was pressed last */
    struct cigo_gazetteer *gazetteer;
    int64_t clock_ms; /* `slow` */
};

static const char *const LANGUAGES[] = {"it", "de"};

static bool save_nothing(void *data, const char *text, struct cigo_error *err)
{
    (void)data;
    (void)text;
    (void)err;
    return true;
}

static bool save_no_draft(void *data, const char *place, const char *text, struct cigo_error *err)
{
    (void)place;
    return save_nothing(data, text, err);
}

/* Ticks last as long as the script. */
static bool keep_tick(void *data, const char *place, const char *mark, struct cigo_error *err)
{
    struct driver *driver = data;
    (void)err;
    size_t at = 0;
    while (at < driver->n_ticks && strcmp(driver->ticks[at][0], place) != 0)
        at++;
    if (at == MOST_TICKS)
        return false;
    if (at == driver->n_ticks)
        driver->ticks[driver->n_ticks++][0] = cigo_arena_dup(driver->desk.arena, place);
    driver->ticks[at][1] = cigo_arena_dup(driver->desk.arena, mark ? mark : "");
    return true;
}

static size_t towns(void *data, struct cigo_str start, struct cigo_town *ret, size_t max)
{
    const struct driver *driver = data;
    return cigo_gazetteer_towns(driver->gazetteer, start, ret, max);
}

static bool birthplace(void *data, struct cigo_str code, struct cigo_birthplace *ret_place)
{
    const struct driver *driver = data;
    return cigo_gazetteer_birthplace(driver->gazetteer, code, ret_place);
}

/* The tables of places of a folder. */
static void tables(struct driver *driver, const char *dir)
{
    driver->gazetteer = cigo_gazetteer_open(dir);
    driver->desk.towns = towns;
    driver->desk.birthplace = birthplace;
}

static void each_tick(void *data, void (*each)(void *portal, const char *place, const char *mark), void *portal)
{
    const struct driver *driver = data;
    for (size_t i = 0; i < driver->n_ticks; i++)
        if (*driver->ticks[i][1])
            each(portal, driver->ticks[i][0], driver->ticks[i][1]);
}

static bool nothing_owed(void *data, struct cigo_error *err)
{
    return save_nothing(data, NULL, err);
}

static void forget_step(void *data, const char *step)
{
    (void)data;
    (void)step;
}

static const char *no_clock(void *data)
{
    (void)data;
    return "";
}

/* On a slow machine each look at the clock finds half a second more. */
static int64_t slow_clock(void *data)
{
    struct driver *driver = data;
    return driver->clock_ms += 500;
}

_Noreturn static void die(const char *what, const char *why)
{
    fprintf(stderr, "driver: %s: %s\n", what, why);
    exit(2);
}

static struct cigo_session *open_session(char **argv, struct cigo_arena *arena,
                                         struct cigo_form **ret_form)
{
    struct cigo_problems problems;
    struct cigo_error err = {0};
    struct cigo_session_options options = {0};
    cigo_problems_init(&problems, arena);
    struct cigo_form *form = cigo_form_load(argv[1], &problems);
    if (!form || !cigo_date_parse_iso(cigo_str_of(argv[3]), &options.today))
        die(argv[1], "no form or no date");
    *ret_form = form;
    struct cigo_session *session = cigo_session_new(form, &options, &err);
    if (!session)
        die(argv[1], err.text);
    if (strcmp(argv[2], "-") == 0) {
        cigo_problems_finish(&problems);
        return session;
    }
    char *text;
    size_t size;
    if (!cigo_file_read(argv[2], 1 << 24, &text, &size, &err))
        die(argv[2], err.text);
    const struct cigo_yaml_node *root = cigo_yaml_parse(
        arena, argv[2], (struct cigo_str){text, size}, &cigo_answers_limits, &problems);
    cigo_session_load_begin(session);
    if (!root || !cigo_answers_read(session, root, CIGO_ANSWERS_LOAD, &problems, &err) ||
        !cigo_session_load_end(session, &err))
        die(argv[2], err.text);
    free(text);
    cigo_problems_finish(&problems);
    return session;
}

static const struct {
    const char *name;
    enum key_type type;
} keys[] = {
    {"Enter", KEY_TYPE_ENTER},       {"Tab", KEY_TYPE_TAB},         {"BackTab", KEY_TYPE_BACKTAB},
    {"Esc", KEY_TYPE_ESC},           {"Backspace", KEY_TYPE_BACKSPACE}, {"Delete", KEY_TYPE_DELETE},
    {"Insert", KEY_TYPE_INSERT},     {"Up", KEY_TYPE_UP},           {"Down", KEY_TYPE_DOWN},
    {"Left", KEY_TYPE_LEFT},         {"Right", KEY_TYPE_RIGHT},     {"Home", KEY_TYPE_HOME},
    {"C-Home", KEY_TYPE_CTRL_HOME},  {"C-End", KEY_TYPE_CTRL_END},
    {"End", KEY_TYPE_END},           {"PgUp", KEY_TYPE_PAGE_UP},    {"PgDn", KEY_TYPE_PAGE_DOWN},
};

static struct key key_named(const char *name)
{
    bool shift = strncmp(name, "S-", 2) == 0;
    if (shift)
        name += 2;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(name, keys[i].name) == 0)
            return (struct key){.type = keys[i].type, .shift = shift};
    if (strcmp(name, "C-Space") == 0)
        return (struct key){.type = KEY_TYPE_CTRL, .code = ' '};
    if (strcmp(name, "Space") == 0)
        return (struct key){.type = KEY_TYPE_TEXT, .code = ' '};
    if (name[0] == 'F' && name[1])
        return (struct key){.type = KEY_TYPE_F, .code = (uint32_t)strtoul(name + 1, NULL, 10)};
    if (strncmp(name, "C-", 2) == 0 && name[2])
        return (struct key){.type = KEY_TYPE_CTRL, .code = (uint32_t)name[2]};
    die(name, "no such key");
}

static void start(struct driver *driver)
{
    if (!driver->started)
        cigo_tui_app_init(&driver->app, &driver->desk, driver->rows, driver->cols);
    driver->started = true;
}

static void resize(struct driver *driver, const char *text)
{
    char *end;
    driver->rows = (int)strtol(text, &end, 10);
    driver->cols = (int)strtol(end, NULL, 10);
    if (!driver->started)
        return;
    cigo_grid_resize(&driver->app.grid, driver->rows, driver->cols);
}

static void type(struct driver *driver, const char *text)
{
    for (struct cigo_str rest = cigo_str_of(text); rest.n;) {
        uint32_t code;
        size_t n = cigo_utf8_next(rest, &code);
        struct key key = {.type = KEY_TYPE_TEXT, .code = code};
        cigo_tui_app_key(&driver->app, &key);
        rest = (struct cigo_str){rest.p + n, rest.n - n};
    }
}

static void press(struct driver *driver, char *names)
{
    for (char *name = strtok_r(names, " ", &names); name; name = strtok_r(NULL, " ", &names)) {
        struct key key = key_named(name);
        cigo_tui_app_key(&driver->app, &key);
    }
}

static void paste(struct driver *driver, const char *text)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    for (const char *p = text; *p; p++) {
        bool mark = p[0] == '\\' && (p[1] == 'n' || p[1] == 't');
        cigo_buf_putc(&buf, !mark ? *p : p[1] == 'n' ? '\n' : '\t');
        p += mark;
    }
    struct key key = {.type = KEY_TYPE_PASTE, .paste = cigo_buf_str(&buf), .cells = cigo_buf_str(&buf)};
    cigo_tui_app_key(&driver->app, &key);
    cigo_buf_finish(&buf);
}

/* Where the screen now shows the text. */
static struct key mouse_on(struct driver *driver, const char *text)
{
    const struct grid *g = &driver->app.grid;
    cigo_tui_draw(&driver->app);
    for (int row = 0; row < g->rows; row++) {
        struct cigo_buf line;
        size_t starts[1024] = {0};
        cigo_buf_init(&line, 65536);
        for (int col = 0; col < g->cols && col < 1024; col++) {
            const struct grid_cell *cell = &g->cells[row * g->cols + col];
            starts[col] = line.n;
            cigo_buf_add(&line, (struct cigo_str){cell->bytes, cell->n});
        }
        const char *at = strstr(line.p, text);
        int col = 0;
        while (at && starts[col] < (size_t)(at - line.p))
            col++;
        cigo_buf_finish(&line);
        if (at)
            return (struct key){.type = KEY_TYPE_MOUSE, .code = MOUSE_PRESS, .row = row, .col = col};
    }
    die(text, "not on the screen");
}

static void click(struct driver *driver, const char *text)
{
    if (*text)
        driver->pressed = mouse_on(driver, text);
    cigo_tui_draw(&driver->app);
    cigo_tui_app_key(&driver->app, &driver->pressed);
}

static void wheel(struct driver *driver, const char *way)
{
    struct key key = {.type = KEY_TYPE_MOUSE, .code = strcmp(way, "up") == 0 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN};
    cigo_tui_draw(&driver->app);
    cigo_tui_app_key(&driver->app, &key);
}

/* What a screen reader goes by: the cursor stands in the line of the focus, which a mark shows, or in what is typed;
 * where nothing has the focus, where one begins to read. */
static void check_cursor(struct driver *driver)
{
    const struct app *app = &driver->app;
    const struct grid *g = &app->grid;
    bool writes = app->prompt || app->edit;
    enum { MOST = 4 }; /* lines of a label above its value */
    if (g->rows < 6 || g->cols < 20)
        return; /* "too small" */
    if (g->cursor_row < 1 || g->cursor_row >= g->rows || g->cursor_col < 0 || g->cursor_col >= g->cols)
        die("cursor", "outside the page");
    for (int row = 1; row < g->rows; row++) {
        if (g->cells[row * g->cols].bytes[0] != '>' || app->prompt || (writes && app->edit_box))
            continue;
        if (g->cursor_row < row || g->cursor_row > row + MOST)
            die("cursor", "not on the focus");
    }
    if (writes && g->cells[g->cursor_row * g->cols + g->cursor_col].style == STYLE_FOOTER)
        die("cursor", "not in what is typed");
}

static void show(struct driver *driver, bool styles)
{
    struct cigo_buf out;
    cigo_buf_init(&out, 1 << 20);
    cigo_tui_draw(&driver->app);
    check_cursor(driver);
    if (styles)
        cigo_grid_dump_styles(&driver->app.grid, &out);
    else
        cigo_grid_dump(&driver->app.grid, &out);
    printf("--- %s %dx%d%s\n%s", styles ? "styles" : "screen", driver->rows, driver->cols,
           driver->app.done ? " (ended)" : "", out.p);
    cigo_buf_finish(&out);
}

/* The frame as the last key left it, before anything is drawn anew. */
static void show_waiting(struct driver *driver)
{
    struct cigo_buf out;
    cigo_buf_init(&out, 1 << 20);
    cigo_grid_dump(&driver->app.grid, &out);
    printf("--- waiting\n%s", out.p);
    cigo_buf_finish(&out);
}

static void print_text(struct driver *driver, const char *field)
{
    struct cigo_place place;
    if (!cigo_position_parse(driver->app.form, field, &place))
        die(field, "no such place");
    printf("--- %s: %s\n", field, cigo_session_text(driver->app.session, place));
}

static enum cigo_take cannot_take(void *data, bool sure, const char **ret_text)
{
    (void)data, (void)sure;
    *ret_text = "La domanda è ancora aperta altrove.";
    return CIGO_TAKE_NO;
}

/* What lies on the desk besides the case. */
static void lay(struct driver *driver, const char *what, const char *text)
{
    static struct cigo_place declared;
    struct cigo_desk *desk = &driver->desk;
    if (*what == 'r') {
        desk->read_only = true;
        desk->take = cannot_take;
        return;
    }
    if (*what == 'e') {
        const char *folder = getenv("TMPDIR");
        desk->editor = cigo_arena_dup(desk->arena, text);
        desk->editor_files = cigo_arena_printf(desk->arena, "%s/testi/", folder ? folder : "/tmp");
        return;
    }
    if (!cigo_position_parse(cigo_session_form(desk->session), text, &declared))
        die(text, "no such place");
    desk->declare = &declared;
    desk->n_declare = 1;
}

static void run(struct driver *driver, char *line)
{
    char *rest = line + strcspn(line, " ");
    if (*rest)
        *rest++ = '\0';
    if (strcmp(line, "size") == 0) {
        resize(driver, rest);
        return;
    }
    if (strcmp(line, "ascii") == 0) {
        driver->desk.ascii = true;
        return;
    }
    if (strcmp(line, "tables") == 0) {
        tables(driver, rest);
        return;
    }
    if (strcmp(line, "book") == 0) {
        if (!driver_lay_book(&driver->desk))
            die("book", "not kept");
        return;
    }
    if (strcmp(line, "tour") == 0 && !driver->started) {
        driver->desk.tour = true;
        return;
    }
    if (strcmp(line, "tutorial") == 0) {
        driver->tutorial = (struct cigo_tutorial){&cigo_session_form(driver->desk.session)->tutorial, .save = forget_step};
        driver->desk.tutorial = &driver->tutorial;
        return;
    }
    if (strcmp(line, "editor") == 0 || strcmp(line, "declare") == 0 || strcmp(line, "reader") == 0) {
        lay(driver, line, rest);
        return;
    }
    start(driver);
    if (strcmp(line, "tour") == 0)
        cigo_tui_show_tour(&driver->app);
    else if (strcmp(line, "nofkeys") == 0)
        driver->app.no_f_keys = ~0u;
    else if (strcmp(line, "slow") == 0)
        driver->desk.now_ms = slow_clock;
    else if (strcmp(line, "waiting") == 0)
        show_waiting(driver);
    else if (strcmp(line, "type") == 0)
        type(driver, rest);
    else if (strcmp(line, "key") == 0)
        press(driver, rest);
    else if (strcmp(line, "paste") == 0)
        paste(driver, rest);
    else if (strcmp(line, "click") == 0)
        click(driver, rest);
    else if (strcmp(line, "wheel") == 0)
        wheel(driver, rest);
    else if (strcmp(line, "show") == 0 || strcmp(line, "styles") == 0)
        show(driver, line[1] == 't');
    else if (strcmp(line, "text") == 0)
        print_text(driver, rest);
    else
        die(line, "no such command");
}

/* A journal of two pages: the place was changed once by somebody else, and a row of its table went. */
static bool some_history(void *data, struct cigo_arena *arena, struct cigo_history *history, struct cigo_error *err)
{
    struct driver *driver = data;
    (void)err;
    const struct cigo_group *group = history->place.group;
    bool rows = group && !history->place.field;
    struct cigo_past_value *value = cigo_arena_alloc(arena, sizeof *value);
    *value = (struct cigo_past_value){.what = CIGO_PAST_TEXT, .place = history->place, .new_known = true,
                                      .label = "Righe da file", .when = "ieri alle 17:12", .iso = "2026-11-22T16:12:00Z",
                                      .who = "bianchi", .machine = "studio-2", .old_text = "Prima"};
    if (rows) {
        const char **texts = cigo_arena_alloc(arena, (group->n_fields + 1) * sizeof *texts);
        for (size_t i = 0; i < group->n_fields; i++)
            texts[i] = i == 0 ? "TOLTA" : NULL;
        value->what = CIGO_PAST_REMOVED;
        value->place.row = 1000;
        value->row_texts = texts;
        value->label = group->label;
    } else {
        value->new_text = cigo_arena_dup(arena, cigo_session_text(driver->desk.session, history->place));
    }
    history->items = value;
    history->n = 1;
    history->more = history->before == 0;
    history->before = 1;
    return true;
}

static void some_outline(void *data, const struct cigo_field *field, struct cigo_buf *out)
{
    (void)data;
    cigo_buf_printf(out, "Titolo della parte\n- Che cosa si chiede per «%s», con la sua fonte (D.M. 95442/2016, art. 2).\n",
                    field->label);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        die("usage", "driver FORM-DIR ANSWERS-FILE|- TODAY");
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_form *form;
    struct cigo_session *session = open_session(argv, arena, &form);
    struct driver driver = {.rows = 24, .cols = 80};
    driver.desk = (struct cigo_desk){
        .session = session, .case_name = "prova", .notice = "", .position = "",
        .languages = LANGUAGES, .n_languages = sizeof LANGUAGES / sizeof *LANGUAGES, .language = LANGUAGES[0],
        .arena = arena, .save_position = save_nothing, .save_draft = save_no_draft, .print = save_nothing,
        .dossier = driver_dossier, .retry_save = nothing_owed, .saved_at = no_clock, .tick = keep_tick, .each_tick = each_tick,
        .history = some_history, .notes = driver_notes, .add_note = driver_add_note,
        .outline = some_outline,
        .data = &driver,
    };
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t n; (n = getline(&line, &cap, stdin)) >= 0;) {
        while (n && line[n - 1] == '\n')
            line[--n] = '\0';
        if (n && line[0] != '#')
            run(&driver, line);
    }
    free(line);
    start(&driver);
    cigo_tui_app_finish(&driver.app);
    cigo_gazetteer_free(driver.gazetteer);
    cigo_session_free(session);
    cigo_form_free(form);
    cigo_arena_free(arena);
    return 0;
}
