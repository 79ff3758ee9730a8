/* The commands for an answer as a whole (confirmed, contested, empty, long), for what is made of the case, and those
 * that end or change the face. */

#include <cigo/i18n/i18n.h>
#include "commands-priv.h"

void cigo_line_do_acknowledge(struct line *line, const char *rest)
{
    cigo_line_waive(line, CIGO_ACKNOWLEDGED, rest);
}

void cigo_line_do_contest(struct line *line, const char *rest)
{
    cigo_line_waive(line, CIGO_CONTESTED, rest);
}

void cigo_line_do_reopen(struct line *line, const char *rest)
{
    cigo_line_waive(line, CIGO_OPEN, rest);
}

void cigo_line_do_clear(struct line *line)
{
    if (line->here.field)
        cigo_line_answer(line, "");
    else
        cigo_line_say(line, _("Qui non c'è una risposta da cancellare."));
}

void cigo_line_do_text(struct line *line)
{
    if (line->here.field && line->here.field->kind->multiline)
        cigo_line_long_text(line);
    else
        cigo_line_say(line, _("Qui la risposta è di una riga: la scriva dopo il segno >."));
}

void cigo_line_do_dossier(struct line *line, const char *rest)
{
    cigo_line_dossier(line, rest, false);
}

void cigo_line_do_draft(struct line *line, const char *rest)
{
    cigo_line_dossier(line, rest, true);
}

void cigo_line_do_language(struct line *line, const char *wish)
{
    struct cigo_desk *desk = line->desk;
    const char *language = cigo_i18n_language_find(wish, desk->languages, desk->n_languages);
    struct cigo_buf names;
    cigo_buf_init(&names, 4096);
    cigo_i18n_language_list(desk->languages, desk->n_languages, &names);
    if (desk->n_languages < 2) {
        cigo_line_say(line, _("Qui la lingua non si cambia."));
    } else if (!language) {
        cigo_line_say(line, _("Le lingue sono: %s. Per esempio /lingua %s."), names.p, desk->languages[0]);
    } else if (cigo_session_save_failed(line->session)) {
        cigo_line_say(line, _("Prima va salvato tutto: /salva riprova."));
    } else if (language == desk->language) {
        cigo_line_say(line, _("I testi sono già in questa lingua: %s."), cigo_i18n_language_name(language));
    } else {
        desk->language = language;
        line->done = true;
        line->end = CIGO_FACE_LANGUAGE;
    }
    cigo_buf_finish(&names);
}

void cigo_line_do_save(struct line *line)
{
    struct cigo_error err = {0};
    if (!line->desk->retry_save(line->desk->data, &err))
        cigo_line_say(line, _("ATTENZIONE. Non salvato: %s"), err.text);
    else if (line->desk->read_only)
        cigo_line_say(line, _("La domanda è in sola lettura: qui non si salva nulla."));
    else
        cigo_line_say(line, _("Tutto è salvato: ogni risposta si salva appena è data."));
}

void cigo_line_do_tour(struct line *line)
{
    cigo_line_tour(line);
    line->moved = true; /* where one was is said again */
}

void cigo_line_do_switch(struct line *line)
{
    line->done = true;
    line->end = CIGO_FACE_SWITCH;
}

void cigo_line_do_quit(struct line *line)
{
    line->done = true;
    line->end = CIGO_FACE_QUIT;
}
