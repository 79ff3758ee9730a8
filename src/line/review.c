/* The review in plain lines: read out whole or by section; from it one answer at a time is changed, and
 * after the answer, and the questions that it brought, one is back. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/exchange/review.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

static void say_sentence(struct line *line, const struct cigo_review_line *item)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, CIGO_TEXT_MAX);
    cigo_review_sentence(item, &buf);
    cigo_line_say(line, "%s", buf.p);
    cigo_buf_finish(&buf);
}

static struct cigo_review make(struct line *line, const struct cigo_section *section, bool hidden)
{
    return cigo_review_make(line->session, line->desk->case_name, section, hidden, line->arena);
}

static void stand_at_review(struct line *line)
{
    if (!line->review && !line->changing) {
        line->before_review = line->here;
        line->before_home = line->home;
    }
    cigo_line_go_home(line);
    line->moved = false;
    line->review = true;
}

static void say_ways(struct line *line, size_t hidden)
{
    if (hidden)
        cigo_line_say(line, ngettext("%zu risposta è conservata e ora non serve: /nascoste la mostra.",
                                     "%zu risposte sono conservate e ora non servono: /nascoste le mostra.",
                                     hidden), hidden);
    cigo_line_say(line, _("Per cambiare una risposta scriva il suo codice, per esempio 4.7: poi si torna qui. "
                          "Invio lascia la revisione."));
}

/* The review names the command for a shell. */
static void say_dossier(struct line *line)
{
    bool draft = !cigo_session_complete(line->session);
    cigo_line_say(line, draft ? _("La bozza si fa anche da qui, per esempio con /bozza %s.")
                              : _("La pratica si fa anche da qui, per esempio con /pratica %s."),
                  cigo_desk_dossier_folder(line->desk, draft, line->arena));
}

void cigo_line_review(struct line *line, const char *word)
{
    const struct cigo_section *section = NULL;
    for (size_t i = 0; *word && i < line->form->n_sections; i++)
        if (strcmp(line->form->sections[i].code, word) == 0 || strcmp(line->form->sections[i].id, word) == 0)
            section = &line->form->sections[i];
    if (*word && !section) {
        cigo_line_say(line, _("Non c'è la sezione «%s». Si scrive /rivedi, oppure /rivedi e un numero, per esempio "
                              "/rivedi 4."), word);
        return;
    }
    stand_at_review(line);
    struct cigo_review review = make(line, section, false);
    for (size_t i = 0; i < review.n && !line->quiet; i++)
        say_sentence(line, &review.lines[i]);
    if (!section)
        say_dossier(line);
    say_ways(line, review.hidden);
}

void cigo_line_list_hidden(struct line *line)
{
    struct cigo_review review = make(line, NULL, true);
    for (size_t i = 0; i < review.n && !line->quiet; i++)
        if (review.lines[i].type == CIGO_REVIEW_HIDDEN)
            say_sentence(line, &review.lines[i]);
    if (review.hidden)
        cigo_line_say(line, _("Non contano e non vanno nella pratica; tornano se le altre risposte cambiano. /perche "
                              "e il codice dice da che cosa dipende."));
    else
        cigo_line_say(line, _("Non ci sono risposte conservate che ora non servono."));
}

void cigo_line_dossier(struct line *line, const char *dir, bool draft)
{
    struct cigo_error err = {0};
    if (!*dir) {
        cigo_line_say(line, draft ? _("In quale cartella? Per esempio /bozza %s.") : _("In quale cartella? Per esempio /pratica %s."),
                      cigo_desk_dossier_folder(line->desk, draft, line->arena));
        return;
    }
    if (!draft && !cigo_session_complete(line->session)) {
        struct cigo_review verdict = cigo_review_verdict(line->session, line->desk->case_name, line->arena);
        for (size_t i = 0; i < verdict.n; i++)
            if (verdict.lines[i].type == CIGO_REVIEW_SAY)
                say_sentence(line, &verdict.lines[i]);
        cigo_line_say(line, _("Da qui: /bozza %s la fa, /rivedi dice che cosa manca."), dir);
    } else if (line->desk->dossier(line->desk->data, dir, draft, &dir, &err)) {
        cigo_line_say(line, draft ? _("Fatta la bozza nella cartella %s: non si presenta.")
                                  : _("Fatta la pratica nella cartella %s; INDICE.txt dice che cosa contiene."), dir);
    } else {
        cigo_line_say(line, "%s", err.text);
    }
}

void cigo_line_print(struct line *line, const char *path)
{
    struct cigo_error err = {0};
    if (!*path)
        cigo_line_say(line, _("In quale file? Per esempio /stampa domanda.txt."));
    else if (!line->desk->print(line->desk->data, path, &err))
        cigo_line_say(line, "%s", err.text);
    else if (cigo_session_complete(line->session))
        cigo_line_say(line, _("Scritta la domanda nel file %s."), path);
    else
        cigo_line_say(line, _("Scritta la domanda nel file %s, come BOZZA: non è completa."), path);
}

/* ---- changing, and back ---- */

void cigo_line_change(struct line *line, const char *word)
{
    struct cigo_place here = line->here;
    bool home = line->home, review = line->review, portal = line->portal;
    if (!*word && portal)
        cigo_line_go(line, cigo_line_portal_place(line));
    else if (!*word)
        cigo_line_say(line, _("Quale risposta? Per esempio /cambia 4.7."));
    if (*word ? !cigo_line_go_to(line, word) : !portal)
        return;
    if (!review && !line->changing) {
        line->before_review = here;
        line->before_home = home;
    }
    line->changing = true;
    line->from_portal = portal;
    line->changed = line->here;
    line->n_asked = 0;
}

void cigo_line_leave_review(struct line *line)
{
    line->review = line->changing = false;
    if (line->before_home || !cigo_line_still_there(line, &line->before_review))
        cigo_line_go_home(line);
    else
        cigo_line_go(line, line->before_review);
}

void cigo_line_ask_shown(struct line *line, const struct cigo_effects *effects)
{
    for (size_t i = 0; line->changing && i < effects->n; i++)
        if (effects->items[i].type == CIGO_EFFECT_SHOWN)
            *CIGO_PUSH(line->asked, line->n_asked, line->cap_asked) = effects->items[i].place;
}

static bool is_open(const struct line *line, struct cigo_place place)
{
    const struct cigo_answers *answers = cigo_session_answers(line->session);
    if (!cigo_session_visible(line->session, place))
        return false;
    if (!place.field)
        return answers->groups[place.group->index].n == 0;
    return cigo_answers_has(answers, place) && !cigo_answers_cell(answers, place).raw;
}

/* As it reads now, and what still keeps back the dossier. */
static void say_changed(struct line *line)
{
    size_t at = line->changed.group ? line->changed.group->section : line->changed.field->section;
    struct cigo_review part = make(line, &line->form->sections[at], false);
    struct cigo_review verdict = cigo_review_verdict(line->session, line->desk->case_name, line->arena);
    struct cigo_place changed = line->changed;
    if (changed.row)
        changed.field = NULL; /* a row is one line */
    cigo_line_say(line, _("Si torna alla revisione."));
    for (size_t i = 0; i < part.n; i++)
        if (part.lines[i].place.field == changed.field && part.lines[i].place.group == changed.group &&
            part.lines[i].place.row == changed.row)
            say_sentence(line, &part.lines[i]);
    for (size_t i = 0; i < verdict.n; i++)
        if (verdict.lines[i].type == CIGO_REVIEW_SAY)
            say_sentence(line, &verdict.lines[i]);
    say_ways(line, 0);
}

void cigo_line_back_to_review(struct line *line)
{
    for (size_t i = 0; i < line->n_asked; i++) {
        struct cigo_place place = line->asked[i];
        if (!is_open(line, place))
            continue;
        line->n_asked -= i + 1; /* each is asked once: a passed one is not a trap */
        memmove(line->asked, line->asked + i + 1, line->n_asked * sizeof *line->asked);
        cigo_line_go(line, place);
        return;
    }
    if (line->from_portal) {
        cigo_line_back_to_portal(line);
        return;
    }
    stand_at_review(line);
    line->changing = false;
    say_changed(line);
}
