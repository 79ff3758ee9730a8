/* Starting an editor without a shell: its words are split here, so that nothing in a path or in the environment
 * is ever run. */

#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <cigo/base/alloc.h>
#include <cigo/base/editor.h>
#include <cigo/base/str.h>

enum { MOST_WORDS = 16 };

/* "code --wait 'my file'" as words, without a shell: quotes and backslash keep blanks. Cuts `line` in place. */
static size_t split(char *line, char **ret_words)
{
    size_t n = 0;
    char *to = line, quote = '\0';
    while (*line && n < MOST_WORDS) {
        while (*line == ' ' || *line == '\t')
            line++;
        if (!*line)
            break;
        ret_words[n++] = to;
        for (; *line && (quote || (*line != ' ' && *line != '\t')); line++) {
            if (quote ? *line == quote : *line == '\'' || *line == '"')
                quote = quote ? '\0' : *line;
            else if (*line == '\\' && line[1] && quote != '\'')
                *to++ = *++line;
            else
                *to++ = *line;
        }
        bool more = *line != '\0';
        *to++ = '\0';
        line += more;
    }
    return n;
}

/* In the child all signals are as in a shell, and none is blocked. */
static int spawn(char **words, pid_t *ret_child)
{
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_t attributes;
    sigset_t all;
    sigfillset(&all);
    sigdelset(&all, SIGKILL);
    sigdelset(&all, SIGSTOP);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    int failed = posix_spawnp(ret_child, words[0], NULL, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    return failed;
}

static bool is_ignored(int number)
{
    struct sigaction action;
    return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

/* These signals are blocked: each is taken here, none comes unseen between a look and the wait. 0: the child ended. */
static int wait_for(pid_t child, const sigset_t *signals, int *ret_status)
{
    while (waitpid(child, ret_status, WNOHANG) == 0) {
        int number = sigwaitinfo(signals, NULL);
        if ((number == SIGHUP || number == SIGTERM) && !is_ignored(number))
            return number;
    }
    return 0;
}

enum cigo_editor_end cigo_editor_run(const char *command, const char *path)
{
    char *line = cigo_strdup(command), *words[MOST_WORDS + 2] = {NULL}, *last = cigo_strdup(path);
    size_t n = split(line, words);
    words[n] = last;
    pid_t child;
    int status = -1; /* unless its end is told it was no good one */
    sigset_t signals, before;
    struct sigaction usual = {.sa_handler = SIG_DFL}, inherited;
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, &before);
    sigaction(SIGCHLD, &usual, &inherited); /* who ignores it is never told of an end */
    bool started = n > 0 && spawn(words, &child) == 0;
    int number = started ? wait_for(child, &signals, &status) : 0;
    sigaction(SIGCHLD, &inherited, NULL);
    sigprocmask(SIG_SETMASK, &before, NULL);
    free(last);
    free(line);
    if (number) {
        raise(number);
        return CIGO_EDITOR_ALONE;
    }
    if (!started || (WIFEXITED(status) && WEXITSTATUS(status) == 127))
        return CIGO_EDITOR_NONE;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? CIGO_EDITOR_GOOD : CIGO_EDITOR_BAD;
}
