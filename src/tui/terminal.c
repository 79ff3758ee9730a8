/* Waiting for keys. One poll watches the keyboard and the pipe of the signals; it has a time limit only when
 * the caller wants one or a key is half received. */

#include "signals-priv.h"
#include "terminal-impl-priv.h"

#include <poll.h>
#include <unistd.h>

enum waited { WAITED_INPUT, WAITED_SIGNAL, WAITED_WATCH, WAITED_TIME };

static enum waited wait_for(const struct terminal *terminal, int timeout_ms)
{
    struct pollfd fds[3] = {{.fd = STDIN_FILENO, .events = POLLIN},
                            {.fd = cigo_signals_fd(), .events = POLLIN},
                            {.fd = terminal->watch, .events = POLLIN}}; /* poll passes over -1 */
    int n = poll(fds, 3, timeout_ms);
    if (n == 0)
        return WAITED_TIME;
    if (n < 0 || fds[1].revents)
        return WAITED_SIGNAL;
    return fds[0].revents ? WAITED_INPUT : WAITED_WATCH;
}

static void read_all(struct terminal *terminal)
{
    char bytes[4096];
    int n = cigo_terminal_read(terminal, bytes, sizeof bytes);
    if (n < 0)
        terminal->gone = true;
    if (n > 0) {
        cigo_key_decoder_feed(terminal->decoder, bytes, (size_t)n);
        terminal->waited = 0;
    }
}

static struct key no_key(void)
{
    return (struct key){.type = KEY_TYPE_NONE};
}

/* What the signals mean to the application; SIGTSTP and SIGCONT are dealt with here. */
static struct key signal_key(struct terminal *terminal)
{
    unsigned came = cigo_signals_take();
    if (came & SIGNALS_HANGUP)
        terminal->gone = true;
    if (came & SIGNALS_STOP) {
        if (terminal->save)
            terminal->save(terminal->save_data);
        cigo_terminal_stop(terminal);
    } else if ((came & SIGNALS_CONTINUE) && terminal->open) {
        cigo_terminal_take_again(terminal);
    }
    bool again = came & (SIGNALS_STOP | SIGNALS_CONTINUE);
    if (cigo_terminal_follow_size(terminal) || again) {
        terminal->resized = false;
        return (struct key){.type = KEY_TYPE_RESIZE};
    }
    if (came & SIGNALS_INTERRUPT)
        return (struct key){.type = KEY_TYPE_CTRL, .code = 'c'};
    return no_key();
}

/* After the terminal has gone: what had been typed before comes first. */
static struct key last_keys(struct terminal *terminal)
{
    cigo_key_decoder_close(terminal->decoder);
    while (cigo_key_decoder_pending(terminal->decoder)) {
        struct key key = cigo_key_decoder_next(terminal->decoder, true);
        if (key.type != KEY_TYPE_NONE)
            return key;
    }
    return (struct key){.type = KEY_TYPE_HANGUP};
}

/* Wait once; a key only if something came to an end by itself. */
static struct key wait_once(struct terminal *terminal, int timeout_ms, bool *ret_over)
{
    int pause = cigo_key_decoder_pause(terminal->decoder, terminal->escape_ms);
    int left = pause > terminal->waited ? pause - terminal->waited : 0;
    bool decides = pause > 0 && (timeout_ms < 0 || left <= timeout_ms);
    int limit = decides ? left : timeout_ms;
    switch (wait_for(terminal, limit)) {
    case WAITED_INPUT:
        read_all(terminal);
        return no_key();
    case WAITED_SIGNAL:
        return signal_key(terminal);
    case WAITED_WATCH:
        return (struct key){.type = KEY_TYPE_WATCH};
    default:
        break;
    }
    terminal->waited += limit;
    if (decides) {
        terminal->waited = 0;
        return cigo_key_decoder_next(terminal->decoder, true);
    }
    *ret_over = true;
    return no_key();
}

struct key cigo_terminal_key(struct terminal *terminal, int timeout_ms)
{
    bool over = false;
    while (!over) {
        struct key key = cigo_key_decoder_next(terminal->decoder, false);
        if (key.type == KEY_TYPE_NONE && terminal->resized) {
            terminal->resized = false;
            return (struct key){.type = KEY_TYPE_RESIZE};
        }
        if (key.type == KEY_TYPE_NONE && terminal->gone)
            return last_keys(terminal);
        if (key.type == KEY_TYPE_NONE)
            key = wait_once(terminal, timeout_ms, &over);
        if (key.type != KEY_TYPE_NONE)
            return key;
    }
    return no_key();
}

void cigo_terminal_watch(struct terminal *terminal, int fd)
{
    terminal->watch = fd;
}

void cigo_terminal_stop(struct terminal *terminal)
{
    cigo_terminal_suspend(terminal);
    cigo_signals_stop_self();
    cigo_terminal_resume(terminal);
}

void cigo_terminal_before_stop(struct terminal *terminal, void (*save)(void *data), void *data)
{
    terminal->save = save;
    terminal->save_data = data;
}

void cigo_terminal_size(const struct terminal *terminal, int *ret_rows, int *ret_cols)
{
    *ret_rows = terminal->rows;
    *ret_cols = terminal->cols;
}

void cigo_terminal_paste(struct terminal *terminal)
{
    cigo_key_decoder_paste(terminal->decoder);
}

void cigo_terminal_tell(struct terminal *terminal)
{
    cigo_key_decoder_tell(terminal->decoder);
}

struct cigo_str cigo_terminal_bytes(const struct terminal *terminal)
{
    return cigo_key_decoder_taken(terminal->decoder);
}

unsigned cigo_terminal_no_f_keys(const struct terminal *terminal)
{
    return terminal->no_f_keys;
}

bool cigo_terminal_has_mouse(const struct terminal *terminal)
{
    return terminal->mouse;
}

bool cigo_terminal_utf8(const struct terminal *terminal)
{
    return terminal->utf8;
}

int cigo_terminal_colors(const struct terminal *terminal)
{
    return terminal->colors;
}

const char *cigo_terminal_notice(const struct terminal *terminal)
{
    return terminal->notice[0] ? terminal->notice : NULL;
}
