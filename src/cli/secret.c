/* A passphrase: from the terminal without showing it, or from a file for scripts. Never from the command line or the
 * environment, which others can see. */

#include <fcntl.h>
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

static ssize_t read_hidden(int tty, const char *prompt, char *buf, size_t size)
{
    struct termios shown, hidden;
    if (tcgetattr(tty, &shown) != 0)
        return -1;
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    hidden.c_lflag |= ICANON | ISIG;
    tcsetattr(tty, TCSAFLUSH, &hidden);
    dprintf(tty, "%s", prompt);
    ssize_t n = read(tty, buf, size - 1);
    tcsetattr(tty, TCSAFLUSH, &shown);
    dprintf(tty, "\n");
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
