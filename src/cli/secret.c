/* A passphrase: from the terminal without showing it, or from a file for scripts. Never from the command line or the
 * environment, which others can see. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>
#include <cigo/base/path.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

enum { LONGEST = 1024, SHORTEST = 8 };

static bool of_file(struct cli *cli, const char *path, struct cigo_str *ret_secret, struct cigo_error *err)
{
    char *text = NULL;
    size_t n;
    if (!cigo_file_read(path, LONGEST, &text, &n, err))
        return false;
    *ret_secret = cigo_str_of(cigo_arena_str(cli->arena, (struct cigo_str){text, strcspn(text, "\r\n")}));
    free(text);
    return true;
}

/* ---- signals: whatever ends or stops us meanwhile, the terminal shows again what is typed ---- */

static const int enders[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP};
enum { N_ENDERS = sizeof enders / sizeof *enders };
struct guard {
    sigset_t mask;
    struct sigaction actions[N_ENDERS];
};
static volatile sig_atomic_t caught;

static void note(int number)
{
    caught = number;
}

/* They wait for wait_for_line; what was ignored stays so. */
static void guard_begin(struct guard *guard)
{
    struct sigaction ours = {.sa_handler = note};
    sigset_t blocked;
    sigemptyset(&ours.sa_mask);
    sigemptyset(&blocked);
    for (size_t i = 0; i < N_ENDERS; i++)
        sigaddset(&blocked, enders[i]);
    sigprocmask(SIG_BLOCK, &blocked, &guard->mask);
    for (size_t i = 0; i < N_ENDERS; i++) {
        sigaction(enders[i], NULL, &guard->actions[i]);
        if (guard->actions[i].sa_handler != SIG_IGN)
            sigaction(enders[i], &ours, NULL);
    }
    caught = 0;
}

static void guard_end(const struct guard *guard)
{
    for (size_t i = 0; i < N_ENDERS; i++)
        sigaction(enders[i], &guard->actions[i], NULL);
    sigprocmask(SIG_SETMASK, &guard->mask, NULL);
}

/* false: a signal came first. */
static bool wait_for_line(int tty, const struct guard *guard)
{
    struct pollfd typed = {.fd = tty, .events = POLLIN};
    while (!caught && ppoll(&typed, 1, NULL, &guard->mask) < 0 && errno == EINTR)
        ;
    return !caught;
}

/* ---- the terminal ---- */

static ssize_t read_once(int tty, const char *prompt, char *buf, size_t size)
{
    struct termios shown, hidden;
    struct guard guard;
    if (tcgetattr(tty, &shown) != 0)
        return -1;
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    hidden.c_lflag |= ICANON | ISIG;
    guard_begin(&guard);
    tcsetattr(tty, TCSAFLUSH, &hidden);
    dprintf(tty, "%s", prompt);
    ssize_t n = wait_for_line(tty, &guard) ? read(tty, buf, size - 1) : -1;
    tcsetattr(tty, TCSAFLUSH, &shown);
    dprintf(tty, "\n");
    guard_end(&guard);
    return n;
}

/* What had to wait happens now: who was stopped is asked again. */
static ssize_t read_hidden(int tty, const char *prompt, char *buf, size_t size)
{
    ssize_t n;
    do {
        n = read_once(tty, prompt, buf, size);
        if (caught)
            raise(caught);
    } while (caught == SIGTSTP);
    buf[n > 0 ? n : 0] = '\0';
    buf[strcspn(buf, "\r\n")] = '\0';
    return n;
}

bool cli_secret(struct cli *cli, bool twice, struct cigo_str *ret_secret, struct cigo_error *err)
{
    char first[LONGEST] = "", second[LONGEST] = "";
    const char *path = cli->options[OPT_SECRET_FILE];
    if (path && !of_file(cli, path, ret_secret, err))
        return false;
    if (!path) {
        int tty = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
        if (tty < 0)
            return cigo_fail(err, CIGO_EXIT_USAGE,
                             _("serve una frase segreta e qui non c'è un terminale: la indichi con --secret-file."));
        bool same = read_hidden(tty, _("Frase segreta: "), first, sizeof first) > 0;
        if (same && twice)
            same = read_hidden(tty, _("Ancora una volta: "), second, sizeof second) > 0 && strcmp(first, second) == 0;
        close(tty);
        *ret_secret = cigo_str_of(cigo_arena_dup(cli->arena, first));
        explicit_bzero(first, sizeof first);
        explicit_bzero(second, sizeof second);
        if (!same)
            return cigo_fail(err, CIGO_EXIT_USAGE, _("le due frasi non sono uguali, o non c'è nulla: ripeta."));
    }
    return ret_secret->n >= SHORTEST ||
           cigo_fail(err, CIGO_EXIT_USAGE, _("la frase segreta deve avere almeno %d caratteri."), SHORTEST);
}
