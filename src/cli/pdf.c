/* cigo-pdf is started without a shell, gets the document on its standard input and gives the PDF on its
 * standard output; it has two minutes, more for a long one. Its input is a socket, so that a cigo-pdf that dies early is an error
 * and no signal. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cigo/i18n/i18n.h>
#include "pdf-priv.h"

enum { SECONDS = 120, BYTES_A_SECOND = 20000, MAX_SAID = 4096 };

struct child {
    pid_t pid;
    int in, out, said; /* -1 = closed */
};

const char *cli_pdf_program(struct cli *cli)
{
    const char *dir = cli_program_dir(cli);
    const char *paths[] = {
        dir ? cigo_arena_printf(cli->arena, "%s/cigo-pdf", dir) : NULL,
        dir ? cigo_arena_printf(cli->arena, "%s/../libexec/cigo/cigo-pdf", dir) : NULL,
        CIGO_LIBEXEC_DIR "/cigo-pdf",
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (paths[i] && access(paths[i], X_OK) == 0)
            return paths[i];
    return NULL;
}

static void shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static bool spawn(const char *program, struct child *child, struct cigo_error *err)
{
    int in[2] = {-1, -1}, out[2] = {-1, -1}, said[2] = {-1, -1};
    char *argv[] = {(char[]){"cigo-pdf"}, NULL};
    posix_spawn_file_actions_t actions;
    bool ok = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) == 0 && pipe2(out, O_CLOEXEC) == 0 &&
              pipe2(said, O_CLOEXEC) == 0;
    int code = ok ? posix_spawn_file_actions_init(&actions) : errno;
    if (code == 0) {
        posix_spawn_file_actions_adddup2(&actions, in[1], STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, said[1], STDERR_FILENO);
        code = posix_spawn(&child->pid, program, &actions, NULL, argv, environ);
        posix_spawn_file_actions_destroy(&actions);
    }
    shut(&in[1]);
    shut(&out[1]);
    shut(&said[1]);
    *child = (struct child){child->pid, in[0], out[0], said[0]};
    if (code == 0)
        return true;
    shut(&child->in);
    shut(&child->out);
    shut(&child->said);
    return cigo_fail(err, CIGO_EXIT_USAGE, _("non riesco ad avviare cigo-pdf: %s."), strerror(code));
}

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* false: nothing more can be written. */
static bool feed(int fd, struct cigo_str *rest)
{
    ssize_t n = send(fd, rest->p, rest->n, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    rest->p += n;
    rest->n -= (size_t)n;
    return rest->n > 0;
}

/* false: the end. */
static bool drain(int fd, struct cigo_buf *out)
{
    char chunk[65536];
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n > 0)
        cigo_buf_add(out, (struct cigo_str){chunk, (size_t)n});
    return n > 0 || (n < 0 && errno == EINTR);
}

/* Until both outputs are closed; false when the time is over. */
static bool talk(struct child *child, struct cigo_str lines, struct cigo_buf *out, struct cigo_buf *said)
{
    int64_t end = now() + (SECONDS + (int64_t)lines.n / BYTES_A_SECOND) * 1000;
    while (child->out >= 0 || child->said >= 0) {
        struct pollfd fds[] = {{child->in, POLLOUT, 0}, {child->out, POLLIN, 0}, {child->said, POLLIN, 0}};
        int64_t left = end - now();
        if (left <= 0 || (poll(fds, 3, (int)left) < 0 && errno != EINTR))
            return false;
        if (fds[0].revents && !feed(child->in, &lines))
            shut(&child->in);
        if (fds[1].revents && !drain(child->out, out))
            shut(&child->out);
        if (fds[2].revents && !drain(child->said, said))
            shut(&child->said);
    }
    return true;
}

static bool judge(int status, bool in_time, const struct cigo_buf *out, struct cigo_buf *said,
                  struct cigo_error *err)
{
    struct cigo_str text = cigo_str_trim(cigo_buf_str(said));
    if (text.n == 0)
        text = cigo_str_of(_("cigo-pdf si è interrotto."));
    if (!in_time)
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("cigo-pdf non finisce, e il PDF non è stato scritto: provi con --format text."));
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("il PDF non è riuscito: %.*s"), (int)text.n,
                         text.p);
    if (out->n == 0)
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("il PDF non è riuscito: cigo-pdf non ha scritto nulla."));
    if (out->truncated)
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("il PDF è troppo grande."));
    return true;
}

static bool ask(const char *program, struct cigo_str lines, struct cigo_buf *out, struct cigo_buf *said,
                struct cigo_error *err)
{
    struct child child = {.pid = -1};
    int status = -1; /* unless its end is told it was no good one */
    if (!spawn(program, &child, err))
        return false;
    bool in_time = talk(&child, lines, out, said);
    if (!in_time)
        kill(child.pid, SIGKILL);
    shut(&child.in);
    shut(&child.out);
    shut(&child.said);
    while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR)
        ;
    return judge(status, in_time, out, said, err);
}

bool cli_pdf(struct cli *cli, struct cigo_str lines, struct cigo_buf *out, struct cigo_error *err)
{
    const char *program = cli_pdf_program(cli);
    struct cigo_buf said;
    if (!program)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("per i PDF serve cigo-pdf, e cigo è stato compilato senza: installi libpango1.0-dev, "
                           "libcairo2-dev e fonts-liberation e lo ricompili. Intanto c'è --format relazione-txt."));
    cigo_buf_init(&said, MAX_SAID);
    bool ok = ask(program, lines, out, &said, err);
    if (ok && said.n) {
        fputs("cigo: ", stderr);
        cli_shown(stderr, said.p);
    }
    cigo_buf_finish(&said);
    return ok;
}
