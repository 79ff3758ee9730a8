/* Until it has been left and taken up again once, ncurses sends what it has at every move of the cursor: the
 * first screen in forty pieces, each a packet of its own over SSH. So it is left once where nobody sees it,
 * and taken up before there are colours, which it would reset. */

#include "terminal-impl-priv.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <ncurses.h>

void cigo_curses_whole_screens(void)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    int real = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (nowhere >= 0 && real >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0) {
        endwin();
        while (dup2(real, STDOUT_FILENO) < 0 && errno == EINTR)
            continue;
        refresh();
    }
    if (nowhere >= 0)
        close(nowhere);
    if (real >= 0)
        close(real);
}
