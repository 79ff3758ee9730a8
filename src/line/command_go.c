/* The commands that go about the case: on, back, to a place, to the next problem, back from it. */

#include <cigo/i18n/i18n.h>
#include "commands-priv.h"

void cigo_line_do_forward(struct line *line)
{
    cigo_line_step(line, 1);
}

void cigo_line_do_back(struct line *line)
{
    line->changing = false;
    cigo_line_step(line, -1);
}

void cigo_line_do_go(struct line *line, const char *rest)
{
    line->changing = false;
    if (*rest)
        cigo_line_travel(line, rest);
    else
        cigo_line_say(line, _("Dove? Per esempio /vai 4.7."));
}

void cigo_line_do_sections(struct line *line)
{
    cigo_line_remember(line);
    line->changing = false;
    cigo_line_go_home(line);
}

void cigo_line_do_where(struct line *line)
{
    cigo_line_say_where(line);
    line->moved = !line->home;
}

void cigo_line_do_repeat(struct line *line)
{
    line->section = SIZE_MAX;
    line->moved = true;
}

void cigo_line_do_next(struct line *line)
{
    cigo_line_remember(line);
    if (!line->here.group || !cigo_line_next_in_table(line, 1))
        cigo_line_next_problem(line);
}

void cigo_line_do_previous(struct line *line)
{
    if (!cigo_line_in_group(line))
        return;
    cigo_line_remember(line);
    if (!cigo_line_next_in_table(line, -1))
        cigo_line_say(line, _("Nessuna riga qui ha problemi."));
}

void cigo_line_do_return(struct line *line)
{
    if (line->changing)
        cigo_line_back_to_review(line);
    else
        cigo_line_return(line);
}
