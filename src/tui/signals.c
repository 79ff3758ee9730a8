/* Signals. The terminal must come back right even when the process dies of a fault: the bytes for that are
 * prepared while all is well, and the handler, on a stack of its own, only writes them, sets the saved modes
 * and lets the signal go on to whoever had it before. */

#include "signals-priv.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    int number;
    unsigned event;
} NOTED[] = {
    {SIGWINCH, SIGNALS_RESIZE}, {SIGHUP, SIGNALS_HANGUP},   {SIGTERM, SIGNALS_HANGUP},
    {SIGINT, SIGNALS_INTERRUPT}, {SIGTSTP, SIGNALS_STOP}, {SIGCONT, SIGNALS_CONTINUE},
};
static const int FATAL[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT, SIGSYS, SIGTRAP, SIGXCPU};

static struct {
    int pipe[2];
    volatile sig_atomic_t came[COUNT(NOTED)];
    struct sigaction noted_before[COUNT(NOTED)], fatal_before[COUNT(FATAL)];
    stack_t stack_before;
    pid_t owner;
    struct termios modes;
    char bytes[256];
    volatile sig_atomic_t n; /* bytes prepared */
    _Alignas(64) char stack[65536];
} state = {.pipe = {-1, -1}};

static void note(int number)
{
    int saved = errno;
    for (size_t i = 0; i < COUNT(NOTED); i++) {
        if (NOTED[i].number == number)
            state.came[i] = 1;
    }
    ssize_t n = write(state.pipe[1], "", 1); /* a full pipe wakes poll just as well */
    (void)n;
    errno = saved;
}

void cigo_signals_restore(void)
{
    size_t n = (size_t)state.n;
    state.n = 0;
    if (n == 0 || getpid() != state.owner)
        return;
    /* in the background these two would stop the process */
    sigset_t set, before;
    sigemptyset(&set);
    sigaddset(&set, SIGTTOU);
    sigprocmask(SIG_BLOCK, &set, &before);
    for (size_t at = 0; at < n;) {
        ssize_t k = write(STDOUT_FILENO, state.bytes + at, n - at);
        if (k <= 0 && errno != EINTR)
            break;
        at += k > 0 ? (size_t)k : 0;
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &state.modes);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

/* The signal goes on to its former handler: a fault comes again by itself when the instruction is tried
 * again, so that the core file shows where. */
static void die(int number, siginfo_t *info, void *context)
{
    (void)context;
    cigo_signals_restore();
    for (size_t i = 0; i < COUNT(FATAL); i++) {
        if (FATAL[i] == number)
            sigaction(number, &state.fatal_before[i], NULL);
    }
    if (info->si_code <= 0 || number == SIGQUIT || number == SIGXCPU)
        raise(number);
}

static void install(int number, struct sigaction *action, struct sigaction *ret_before)
{
    sigfillset(&action->sa_mask);
    sigaction(number, NULL, ret_before);
    /* nohup: what was ignored stays so */
    if (ret_before->sa_handler != SIG_IGN || number == SIGWINCH)
        sigaction(number, action, NULL);
}

bool cigo_signals_open(void)
{
    if (pipe2(state.pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    state.owner = getpid();
    stack_t stack = {.ss_sp = state.stack, .ss_size = sizeof state.stack};
    sigaltstack(&stack, &state.stack_before);
    for (size_t i = 0; i < COUNT(NOTED); i++) {
        struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
        state.came[i] = 0;
        install(NOTED[i].number, &action, &state.noted_before[i]);
    }
    for (size_t i = 0; i < COUNT(FATAL); i++) {
        struct sigaction action = {.sa_sigaction = die, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
        install(FATAL[i], &action, &state.fatal_before[i]);
    }
    return true;
}

void cigo_signals_close(void)
{
    state.n = 0;
    if (state.pipe[0] < 0)
        return;
    for (size_t i = 0; i < COUNT(NOTED); i++)
        sigaction(NOTED[i].number, &state.noted_before[i], NULL);
    for (size_t i = 0; i < COUNT(FATAL); i++)
        sigaction(FATAL[i], &state.fatal_before[i], NULL);
    sigaltstack(&state.stack_before, NULL);
    close(state.pipe[0]);
    close(state.pipe[1]);
    state.pipe[0] = state.pipe[1] = -1;
}

int cigo_signals_fd(void)
{
    return state.pipe[0];
}

unsigned cigo_signals_take(void)
{
    char waste[64];
    while (read(state.pipe[0], waste, sizeof waste) == (ssize_t)sizeof waste)
        continue;
    unsigned events = 0;
    for (size_t i = 0; i < COUNT(NOTED); i++) {
        if (state.came[i]) {
            state.came[i] = 0;
            events |= NOTED[i].event;
        }
    }
    return events;
}

/* The row of SIGTSTP. */
static size_t stop_row(void)
{
    size_t i = 0;
    while (NOTED[i].number != SIGTSTP)
        i++;
    return i;
}

void cigo_signals_lend(void)
{
    if (state.pipe[0] >= 0)
        sigaction(SIGTSTP, &state.noted_before[stop_row()], NULL);
}

void cigo_signals_regain(void)
{
    if (state.pipe[0] < 0)
        return;
    if (state.noted_before[stop_row()].sa_handler != SIG_IGN) {
        struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
        sigfillset(&action.sa_mask);
        sigaction(SIGTSTP, &action, NULL);
    }
    for (size_t i = 0; i < COUNT(NOTED); i++) {
        if (NOTED[i].event & (SIGNALS_INTERRUPT | SIGNALS_STOP | SIGNALS_CONTINUE))
            state.came[i] = 0;
    }
}

void cigo_signals_stop_self(void)
{
    kill(0, SIGTSTP); /* the whole job, as the terminal does */
}

void cigo_signals_prepare(const char *bytes, size_t n, const struct termios *modes)
{
    state.n = 0;
    if (n == 0 || n > sizeof state.bytes)
        return;
    memcpy(state.bytes, bytes, n);
    state.modes = *modes;
    state.n = (sig_atomic_t)n;
}
