/* Texts of several lines: until a line with a single dot. If the input ends before, what was written so far
 * is kept as a draft and offered the next time. */

#include <stdlib.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

static void keep_draft(struct line *line, struct cigo_str text)
{
    struct cigo_error err = {0};
    struct cigo_buf place;
    cigo_buf_init(&place, 1024);
    cigo_position_format(line->here, &place);
    if (!line->desk->save_draft(line->desk->data, text.n ? place.p : "", text.n ? text.p : "", &err))
        cigo_line_say(line, _("ATTENZIONE. Non salvato: %s"), err.text);
    cigo_buf_finish(&place);
}

static void read_text(struct line *line, struct cigo_buf *text)
{
    cigo_line_say(line, _("Scriva il testo. Finisce con una riga che contiene solo un punto; /lascia non cambia nulla."));
    for (;;) {
        const char *input = cigo_line_ask(line, ". ");
        if (!input) {
            keep_draft(line, cigo_buf_str(text));
            return;
        }
        if (strcmp(input, ".") == 0)
            break;
        if (strcmp(input, "/lascia") == 0 || strcmp(input, "/cancel") == 0) {
            keep_draft(line, CIGO_STR(""));
            cigo_line_say(line, _("Il testo di prima resta com'era."));
            return;
        }
        if (text->n)
            cigo_buf_putc(text, '\n');
        cigo_buf_puts(text, input);
        keep_draft(line, cigo_buf_str(text));
    }
    cigo_line_answer(line, text->p);
    keep_draft(line, CIGO_STR(""));
}

void cigo_line_long_text(struct line *line)
{
    const char *now = cigo_session_text(line->session, line->here);
    if (*now) {
        cigo_line_say(line, _("Il testo di adesso."));
        cigo_line_say_lines(line, cigo_arena_dup(line->arena, now));
        cigo_line_say(line, _("Quello nuovo prende il suo posto; /annulla lo rimette."));
    }
    struct cigo_buf text;
    cigo_buf_init(&text, 1 << 20);
    read_text(line, &text);
    cigo_buf_finish(&text);
}

void cigo_line_resume_draft(struct line *line)
{
    struct cigo_place place;
    const char *draft = line->desk->draft_text;
    if (!draft || !*draft || !cigo_position_parse(line->form, line->desk->draft_place, &place) ||
        !place.field || !cigo_answers_has(cigo_session_answers(line->session), place))
        return;
    struct cigo_buf label;
    cigo_buf_init(&label, 4096);
    cigo_place_label(line->session, place, &label);
    cigo_line_say(line, _("L'ultima volta un testo è rimasto a metà: %s. Eccolo."), label.p);
    cigo_buf_finish(&label);
    cigo_line_say_lines(line, draft);
    const char *reply = cigo_line_ask(line, _("Lo tengo come risposta? si o no: "));
    if (!reply)
        return;
    if (reply[0] == 's' || reply[0] == 'S' || reply[0] == 'y') {
        cigo_line_go(line, place);
        cigo_line_answer(line, draft);
    }
    keep_draft(line, CIGO_STR(""));
}
