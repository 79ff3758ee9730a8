/* Ctrl-S saves on the full screen. In plain lines it would stop all that is shown until Ctrl-Q comes, and who does not
 * know that is trapped: while lines run the terminal does not listen for the two, and they are no part of an answer. */

#include <termios.h>
#include "line-priv.h"

enum { CTRL_Q = 0x11, CTRL_S = 0x13 };

/* By the output: a signal may have put another input in the place of the terminal. */
static bool modes_of(const struct line *line, struct termios *modes)
{
    return line->options->interactive && tcgetattr(fileno(line->options->out), modes) == 0;
}

void cigo_line_flow_off(struct line *line)
{
    struct termios modes;
    if (!modes_of(line, &modes) || !(modes.c_iflag & IXON))
        return;
    modes.c_iflag &= ~(tcflag_t)IXON;
    line->had_flow = tcsetattr(fileno(line->options->out), TCSANOW, &modes) == 0;
}

void cigo_line_flow_back(const struct line *line)
{
    struct termios modes;
    if (!line->had_flow || !modes_of(line, &modes))
        return;
    modes.c_iflag |= IXON;
    tcsetattr(fileno(line->options->out), TCSANOW, &modes);
}

bool cigo_line_is_flow(const struct line *line, char c)
{
    return line->options->interactive && (c == CTRL_S || c == CTRL_Q);
}
