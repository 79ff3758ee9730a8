/* The commands that tell: what was checked, what a word means, the limits as words, what the terminal shows. */

#include <cigo/exchange/picture.h>
#include <cigo/i18n/i18n.h>
#include "commands-priv.h"

void cigo_line_do_check(struct line *line)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 16 << 20);
    cigo_check_text(line->session, line->desk->case_name, &buf);
    cigo_line_say_lines(line, buf.p);
    cigo_buf_finish(&buf);
}

void cigo_line_do_explain(struct line *line, const char *rest)
{
    struct cigo_buf buf;
    if (!*rest) {
        cigo_line_say(line, _("Che cosa? Per esempio /spiega conguaglio, /spiega 4.7, /spiega R-PER-ORDER."));
        return;
    }
    cigo_buf_init(&buf, 16 << 20);
    cigo_explain(line->session, cigo_str_of(rest), &buf);
    cigo_line_say_lines(line, buf.p);
    cigo_buf_finish(&buf);
}

void cigo_line_do_picture(struct line *line)
{
    struct cigo_picture picture;
    struct cigo_buf buf;
    if (!cigo_picture_of(line->session, line->arena, &picture)) {
        cigo_line_say(line, "%s", cigo_picture_why_none(cigo_session_form(line->session)));
        return;
    }
    cigo_buf_init(&buf, 65536);
    cigo_picture_words(&picture, &buf);
    cigo_line_say_lines(line, buf.p);
    cigo_buf_finish(&buf);
}

/* For whoever helps on the telephone: what comes through of what is not ASCII. */
void cigo_line_do_screen_test(struct line *line)
{
    cigo_line_say(line, _("Accenti: %s."), "àèéìòù ÀÈÉÌÒÙ €");
    cigo_line_say(line, line->desk->ascii ? _("Solo caratteri ASCII.") : _("Caratteri UTF-8."));
    cigo_line_say(line, _("Se al posto degli accenti sente o vede altro, imposti il terminale su UTF-8, oppure riparta "
                          "con --ascii."));
}
