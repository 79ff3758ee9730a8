/* The tour in plain lines. It can be left at each screen; what is typed there instead is not lost. */

#include <cigo/base/alloc.h>
#include <cigo/exchange/tour.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

/* May the tour go on? */
static bool go_on(struct line *line)
{
    const char *reply = cigo_line_ask(line, _("Invio per continuare, q per saltare: "));
    if (!reply || !*reply)
        return reply != NULL;
    if (strcmp(reply, "q") != 0 && strcmp(reply, "Q") != 0)
        line->ahead = cigo_strdup(reply); /* a command or an answer */
    return false;
}

void cigo_line_tour(struct line *line)
{
    for (size_t i = 0; i < CIGO_TOUR_SCREENS && !line->done; i++) {
        struct cigo_tour_screen screen = cigo_tour_screen(i, true);
        cigo_line_say(line, _("%s, %zu di %d."), screen.title, i + 1, CIGO_TOUR_SCREENS);
        cigo_line_say_lines(line, screen.text);
        if (i + 1 < CIGO_TOUR_SCREENS && !go_on(line))
            return;
    }
}
