#pragma once
/* Signals while the terminal is ours. Handlers only note what came and write a byte into a pipe that poll
 * watches; the fatal ones restore the terminal first. One terminal a process. */

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

enum signals_event {
    SIGNALS_RESIZE = 1,    /* SIGWINCH */
    SIGNALS_HANGUP = 2,    /* SIGHUP, SIGTERM */
    SIGNALS_INTERRUPT = 4, /* SIGINT from outside: in raw mode Ctrl-C is a byte */
    SIGNALS_STOP = 8,      /* SIGTSTP from outside */
    SIGNALS_CONTINUE = 16, /* SIGCONT */
};

bool cigo_signals_open(void); /* false: no pipe */
void cigo_signals_close(void);
int cigo_signals_fd(void);         /* readable when something came */
unsigned cigo_signals_take(void);  /* what came since the last time */
/* The terminal is another's for a while (an editor): Ctrl-Z there stops us too. Then ours again: what its
 * keys sent to us is forgotten. */
void cigo_signals_lend(void);
void cigo_signals_regain(void);
/* While lent: stop as by Ctrl-Z in a shell; returns when continued, at once where no shell would wake us. */
void cigo_signals_stop_self(void);

/* What puts the terminal right: bytes for the screen (copied, at most 256), modes for the line. n 0:
 * nothing, the terminal is not ours at the moment. */
void cigo_signals_prepare(const char *bytes, size_t n, const struct termios *modes);
/* Do it, once. Safe in a signal handler; also for the fatal hook and exit(). */
void cigo_signals_restore(void);
