/* The terminal through ncurses: which one it is, taking it and giving it back, its keys and its clipboard. What the keys
 * mean is decided by us (key.c). Nothing runs while idle: one poll on the keyboard and on the pipe of the signals. */

#include "clipboard-priv.h"
#include "signals-priv.h"
#include "terminal-impl-priv.h"
#include "theme-priv.h"

#include <errno.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <term.h>

#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>

enum { ESCAPE_LOCAL = 150, ESCAPE_SSH = 500, ESCAPE_MAX = 5000, MAX_EMPTY_READS = 20 };

#define PASTE_ON "\x1b[?2004h"
#define PASTE_OFF "\x1b[?2004l"
/* Presses and the wheel, as decimal numbers: the older form ends at column 223. ncurses would choose by itself,
 * but only together with its own reading of keys. */
#define MOUSE_ON "\x1b[?1000h\x1b[?1006h"
#define MOUSE_OFF "\x1b[?1000l\x1b[?1002l\x1b[?1006l"

enum { LIBRARY_NEEDS = 1 << 20 };

/* ncurses takes it for granted that there is memory, and where there is none it ends the program: better our own
 * sentence before. */
static void need_memory(void)
{
    free(cigo_alloc(LIBRARY_NEEDS));
}

/* ---- which terminal ---- */

static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value ? value : "";
}

static const char *capability(const char *name)
{
    const char *value = tigetstr(name);
    return value && (intptr_t)value != -1 ? value : NULL;
}

/* Has a description, and one with cursor movement? (TERM=dumb has none, and ncurses would not mind.) */
static bool can_show(const char *name, bool *ret_known)
{
    int status;
    TERMINAL *before = cur_term;
    *ret_known = name[0] != '\0' && setupterm(name, STDOUT_FILENO, &status) == OK;
    if (!*ret_known)
        return false;
    bool can = capability("cup") != NULL;
    del_curterm(set_curterm(before));
    return can;
}

/* The terminal's own name, or the nearest that is known here. */
static const char *choose_name(const char **ret_why)
{
    const char *name = environment("TERM");
    bool known;
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        *ret_why = _("Qui non c'è un terminale: si lavora a righe.");
        return NULL;
    }
    if (can_show(name, &known))
        return name;
    if (known) {
        *ret_why = _("Questo terminale non sa muovere il cursore: si lavora a righe.");
        return NULL;
    }
    if (strncmp(name, "xterm", 5) == 0 && can_show("xterm-256color", &known))
        return "xterm-256color";
    if (can_show("vt100", &known))
        return "vt100";
    *ret_why = _("Il tipo di terminale (TERM) è sconosciuto a questo computer: si lavora a righe.");
    return NULL;
}

bool cigo_terminal_usable(const char **ret_why)
{
    need_memory();
    return choose_name(ret_why) != NULL;
}

static int escape_pause(int preferred)
{
    const char *value = environment("ESCDELAY");
    char *end;
    long ms = strtol(value, &end, 10);
    if (end > value && *end == '\0' && ms > 0)
        return ms < ESCAPE_MAX ? (int)ms : ESCAPE_MAX;
    if (preferred > 0)
        return preferred;
    return *environment("SSH_CONNECTION") ? ESCAPE_SSH : ESCAPE_LOCAL;
}

/* ---- taking and giving back ---- */

static void send_bytes(const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t k = write(STDOUT_FILENO, bytes, n);
        if (k < 0 && errno != EINTR)
            return;
        bytes += k > 0 ? k : 0;
        n -= k > 0 ? (size_t)k : 0;
    }
}

static void send(const char *bytes)
{
    send_bytes(bytes, strlen(bytes));
}

/* A capability without its padding marks ("$<5>"): there is no time to wait for a slow terminal. */
static void add_capability(struct cigo_buf *buf, const char *name)
{
    const char *p = capability(name);
    while (p && *p) {
        const char *end = p[0] == '$' && p[1] == '<' ? strchr(p, '>') : NULL;
        if (end)
            p = end;
        else
            cigo_buf_putc(buf, *p);
        p++;
    }
}

static void prepare_restore(struct terminal *terminal)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, sizeof terminal->restore - 1);
    if (terminal->ansi)
        cigo_buf_puts(&buf, PASTE_OFF);
    if (terminal->mouse)
        cigo_buf_puts(&buf, MOUSE_OFF);
    add_capability(&buf, "sgr0");
    add_capability(&buf, "op");
    add_capability(&buf, "cnorm");
    add_capability(&buf, "rmcup");
    if (capability("rmcup") == NULL)
        cigo_buf_puts(&buf, "\r\n");
    memcpy(terminal->restore, buf.p, buf.n);
    terminal->n_restore = buf.n;
    cigo_buf_finish(&buf);
}

static void take(struct terminal *terminal)
{
    if (terminal->ansi)
        send(PASTE_ON);
    if (terminal->mouse)
        send(MOUSE_ON);
    cigo_signals_prepare(terminal->restore, terminal->n_restore, &terminal->modes);
    terminal->open = true;
}

static void give_back(struct terminal *terminal)
{
    if (!terminal->open)
        return;
    terminal->open = false;
    if (terminal->ansi)
        send(PASTE_OFF);
    if (terminal->mouse)
        send(MOUSE_OFF);
    endwin();
    cigo_signals_prepare(NULL, 0, NULL);
    cigo_signals_lend();
}

static void start_colors(struct terminal *terminal)
{
    if (*environment("NO_COLOR") || terminal->theme == CIGO_THEME_NONE || !has_colors() || start_color() != OK)
        return;
    use_default_colors();
    terminal->colors = COLORS;
    for (int i = 0; i < STYLE_COUNT; i++) {
        struct theme_look look = cigo_theme_look((enum style)i, COLORS, terminal->theme);
        init_pair((short)(i + 1), look.fg, look.bg);
    }
}

static void learn_keys(struct terminal *terminal)
{
    const struct key_capability *key;
    for (size_t i = 0; (key = cigo_key_capability(i)) != NULL; i++)
        cigo_key_decoder_learn(terminal->decoder, capability(key->name), key->type, key->code);
    for (int f = 1; f <= 12; f++) {
        char name[8];
        snprintf(name, sizeof name, "kf%d", f);
        if (capability(name) == NULL)
            terminal->no_f_keys |= 1u << f;
    }
}

static void set_modes(struct terminal *terminal)
{
    raw();
    noecho();
    nonl();
    typeahead(-1); /* a screen is always sent whole */
    idlok(stdscr, TRUE);
    curs_set(1);
    nodelay(terminal->input, TRUE);
    meta(terminal->input, TRUE);
    keypad(terminal->input, FALSE);
}

static void free_terminal(struct terminal *terminal)
{
    cigo_key_decoder_free(terminal->decoder);
    free(terminal->last);
    free(terminal);
}

static void at_every_end(void)
{
    static bool registered;
    cigo_fatal_hook(cigo_signals_restore);
    if (!registered)
        registered = atexit(cigo_signals_restore) == 0;
}

struct terminal *cigo_terminal_open(const struct cigo_tui_options *options, const char **ret_why)
{
    const char *name = choose_name(ret_why);
    if (name == NULL)
        return NULL;
    need_memory();
    struct terminal *terminal = cigo_alloc(sizeof *terminal);
    terminal->decoder = cigo_key_decoder_new();
    terminal->watch = -1;
    tcgetattr(STDIN_FILENO, &terminal->modes);
    /* else a size that was exported once would hide every resize */
    unsetenv("LINES");
    unsetenv("COLUMNS");
    use_tioctl(TRUE);
    /* ours first: ncurses takes only the signals that nobody has */
    bool signals = cigo_signals_open();
    /* whatever ends cigo from here on, be it ncurses without memory */
    cigo_signals_prepare("\r", 1, &terminal->modes);
    at_every_end();
    terminal->screen = signals ? newterm(name, stdout, stdin) : NULL;
    terminal->input = terminal->screen ? newpad(1, 1) : NULL; /* reading from a pad never refreshes the screen */
    if (terminal->input == NULL) {
        if (terminal->screen) /* ncurses keeps it: delscreen() ends the program where there is no memory */
            endwin();
        *ret_why = _("Il terminale non si lascia preparare: si lavora a righe.");
        cigo_fatal_hook(NULL);
        cigo_signals_close();
        free_terminal(terminal);
        return NULL;
    }
    terminal->ansi = strncmp(capability("cup"), "\x1b[", 2) == 0;
    prepare_restore(terminal);
    cigo_signals_prepare(terminal->restore, terminal->n_restore, &terminal->modes);
    cigo_curses_whole_screens();
    if (strcmp(name, environment("TERM")) != 0)
        snprintf(terminal->notice, sizeof terminal->notice,
                 _("Il tipo di terminale è sconosciuto a questo computer: si usa %s."), name);
    terminal->utf8 = !options->ascii && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    terminal->escape_ms = escape_pause(options->escape_ms);
    terminal->theme = options->theme;
    start_colors(terminal);
    set_modes(terminal);
    learn_keys(terminal);
    getmaxyx(stdscr, terminal->rows, terminal->cols);
    terminal->fresh = true;
    take(terminal);
    cigo_terminal_mouse(terminal, options->mouse);
    return terminal;
}

void cigo_terminal_close(struct terminal *terminal)
{
    if (terminal == NULL)
        return;
    give_back(terminal);
    cigo_fatal_hook(NULL);
    cigo_signals_close();
    delwin(terminal->input);
    delscreen(terminal->screen);
    free_terminal(terminal);
}

void cigo_terminal_suspend(struct terminal *terminal)
{
    give_back(terminal);
}

void cigo_terminal_resume(struct terminal *terminal)
{
    if (terminal->open)
        return;
    cigo_signals_regain();
    terminal->resized = cigo_terminal_follow_size(terminal) || terminal->resized;
    cigo_terminal_take_again(terminal);
}

void cigo_terminal_take_again(struct terminal *terminal)
{
    reset_prog_mode();
    take(terminal);
    cigo_terminal_redraw(terminal);
}

void cigo_terminal_mouse(struct terminal *terminal, bool on)
{
    on = on && terminal->ansi;
    if (on == terminal->mouse)
        return;
    terminal->mouse = true; /* for the way out, until it is off */
    prepare_restore(terminal);
    cigo_signals_prepare(terminal->restore, terminal->n_restore, &terminal->modes);
    send(on ? MOUSE_ON : MOUSE_OFF);
    terminal->mouse = on;
    cigo_key_decoder_mouse(terminal->decoder, on);
    prepare_restore(terminal);
    cigo_signals_prepare(terminal->restore, terminal->n_restore, &terminal->modes);
}

/* ---- clipboard ---- */

enum terminal_copy cigo_terminal_copy(struct terminal *terminal, struct cigo_str text)
{
    enum clipboard_way way = cigo_clipboard_way(environment("TERM"), environment("TMUX"));
    struct cigo_buf bytes;
    if (way == CLIPBOARD_NONE || !terminal->ansi || !terminal->open)
        return TERMINAL_COPY_CANNOT;
    cigo_buf_init(&bytes, 1 << 20);
    bool fits = cigo_clipboard_bytes(way, text, &bytes);
    send_bytes(bytes.p, bytes.n);
    cigo_buf_finish(&bytes);
    if (!fits)
        return TERMINAL_COPY_TOO_LONG;
    return way == CLIPBOARD_TMUX ? TERMINAL_COPY_TMUX : TERMINAL_COPY_SENT;
}

/* ---- keyboard ---- */

int cigo_terminal_read(struct terminal *terminal, char *bytes, int size)
{
    int n = 0, c;
    while (n < size && (errno = 0, c = wgetch(terminal->input)) != ERR) {
        if (c <= 0xff)
            bytes[n++] = (char)c;
    }
    if (n > 0) {
        terminal->empty_reads = 0;
        return n;
    }
    /* poll said that there is something: the end, unless another process was quicker */
    if (errno == EIO || errno == ENXIO || !isatty(STDIN_FILENO))
        return -1;
    return errno != EINTR && ++terminal->empty_reads > MAX_EMPTY_READS ? -1 : 0;
}
