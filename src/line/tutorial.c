/* The tutorial in plain lines: the step is said when it begins and when it is asked for. */

#include <cigo/i18n/i18n.h>
#include "line-priv.h"

void cigo_line_say_step(struct line *line)
{
    const struct cigo_tutorial *tutorial = line->desk->tutorial;
    const struct cigo_step *step = cigo_tutorial_step(tutorial);
    if (!step) {
        cigo_line_say(line, _("Questo non è il tutorial: lo comincia «cigo tutorial»."));
        return;
    }
    cigo_line_say(line, _("Passo %zu di %zu. %s."), tutorial->step + 1, tutorial->def->n_steps, step->title);
    cigo_line_say(line, "%s", step->text);
    if (step->lines)
        cigo_line_say(line, "%s.", step->lines);
}

void cigo_line_check_step(struct line *line)
{
    struct cigo_place here = {0};
    if (!line->home)
        here = line->here;
    if (cigo_tutorial_advance(line->desk->tutorial, line->session, here)) {
        cigo_line_say(line, _("Fatto."));
        line->step_owed = true;
    }
    if (line->step_owed)
        cigo_line_say_step(line);
    line->step_owed = false;
}

void cigo_line_skip_step(struct line *line)
{
    cigo_tutorial_skip(line->desk->tutorial);
    cigo_line_say_step(line);
}
