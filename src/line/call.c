/* On the telephone, in plain lines: at each place the agent's card instead of the question. */

#include <cigo/exchange/call.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

static void say_part(struct line *line, const struct cigo_call_part *part)
{
    if (part->type == CIGO_CALL_READ)
        cigo_line_say(line, "%s: «%s».", part->label, part->text);
    else if (part->type == CIGO_CALL_CHOICE)
        cigo_line_say(line, "%s.", part->text);
    else
        cigo_line_say(line, "%s: %s.", part->label, part->text);
}

void cigo_line_describe_call(struct line *line)
{
    struct cigo_call_card card = cigo_call_card(line->session, line->here, line->arena);
    cigo_line_say(line, "%s.", card.title);
    for (size_t i = 0; i < card.n; i++)
        say_part(line, &card.parts[i]);
    line->told = NULL;
}

/* As on the full screen: "4.5" is where one goes, not the fourth of May. */
bool cigo_line_call_code(struct line *line, const char *text)
{
    struct cigo_place place;
    if (!line->desk->call || *text < '0' || *text > '9' || !strchr(text, '.') ||
        !cigo_place_named(line->session, cigo_str_of(text), &place))
        return false;
    cigo_line_say(line, _("«%s» è il codice di una domanda: al telefono non è una risposta. Se lo è, si scrive dopo "
                          "/telefonata fine."), text);
    cigo_line_travel(line, text);
    return true;
}

static void say_time(struct line *line, bool over)
{
    int64_t seconds = cigo_desk_call_seconds(line->desk);
    struct cigo_buf time;
    cigo_buf_init(&time, 256);
    cigo_call_time(seconds < 0 ? 0 : seconds, &time);
    cigo_line_say(line, over ? _("La telefonata è durata %s.") : _("La telefonata dura da %s."), time.p);
    cigo_buf_finish(&time);
}

void cigo_line_say_call(struct line *line)
{
    cigo_line_say(line, _("Al telefono. A ogni domanda c'è che cosa leggere, dove si trova il dato e che cosa non va. "
                          "Un codice (4.5) ci va, anche senza /vai, /prossimo va al prossimo problema, /telefonata dice "
                          "quanto dura, /telefonata fine smette."));
}

void cigo_line_call(struct line *line, const char *rest)
{
    bool end = strcmp(rest, "fine") == 0 || strcmp(rest, "end") == 0;
    if (end && line->desk->call) {
        say_time(line, true);
        cigo_line_say(line, _("Finita: da qui le domande sono come sempre."));
    } else if (line->desk->call) {
        say_time(line, false);
    } else if (!end) {
        cigo_line_say_call(line);
    }
    cigo_desk_call(line->desk, !end);
    line->moved = !line->home;
}

/* ---- notes ---- */

static void list_notes(struct line *line)
{
    struct cigo_notes notes = {0};
    struct cigo_error err = {0};
    if (!line->desk->notes(line->desk->data, line->arena, &notes, &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    for (size_t i = 0; i < notes.n && !line->quiet; i++) {
        struct cigo_buf text;
        cigo_buf_init(&text, 1 << 20);
        cigo_note_line(line->session, &notes.items[i], &text);
        cigo_line_say(line, "%zu. %s.", i + 1, text.p);
        cigo_buf_finish(&text);
    }
    cigo_line_say(line, notes.n ? _("/nota e un testo ne aggiunge una.") : _("Nessuna nota. /nota e un testo ne scrive una."));
}

static void say_noted(struct line *line)
{
    line->desk->notes_added++;
    cigo_line_say(line, _("Nota registrata. /nota le elenca."));
}

void cigo_line_note(struct line *line, const char *rest)
{
    struct cigo_error err = {0};
    struct cigo_place here = {0};
    if (!line->home)
        here = line->here;
    if (!line->desk->notes)
        cigo_line_say(line, _("Qui non si tengono note."));
    else if (!*rest)
        list_notes(line);
    else if (line->desk->add_note(line->desk->data, here, cigo_desk_call_seconds(line->desk), rest, &err))
        say_noted(line);
    else
        cigo_line_say(line, _("ATTENZIONE. Non salvato: %s"), err.text);
}
