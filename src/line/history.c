/* The history of an answer, numbered; one of its values is taken back by its number. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

void cigo_line_history_free(struct line *line)
{
    free(line->history_items);
    cigo_arena_free(line->history_arena);
}

static bool begin(struct line *line, const char *rest)
{
    struct cigo_place place = line->here;
    if (*rest && !cigo_place_named(line->session, cigo_str_of(rest), &place)) {
        cigo_line_say(line, _("Non c'è «%s». Per esempio /storia 4.7, /storia 5.8/3, /storia 5.8/3/cognome."), rest);
        return false;
    }
    if (!place.field && !place.group) {
        cigo_line_say(line, _("Di che cosa? Per esempio /storia 4.7, /storia 5.8/3, /storia 5.8/3/cognome."));
        return false;
    }
    if (!line->history_arena)
        line->history_arena = cigo_arena_new();
    cigo_arena_reset(line->history_arena);
    line->n_history = 0;
    line->history = (struct cigo_history){.place = place};
    return true;
}

static void say_value(struct line *line, size_t i)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 65536);
    cigo_history_line(line->session, &line->history, line->history_items[i], &text);
    cigo_line_say(line, "%zu. %s.", i + 1, text.p);
    cigo_buf_finish(&text);
}

static void show(struct line *line)
{
    struct cigo_error err = {0};
    size_t from = line->n_history;
    if (!line->desk->history || !line->desk->history(line->desk->data, line->history_arena, &line->history, &err)) {
        cigo_line_say(line, "%s", *err.text ? err.text : _("Qui la storia non si può leggere."));
        return;
    }
    for (size_t i = 0; i < line->history.n; i++)
        *CIGO_PUSH(line->history_items, line->n_history, line->cap_history) = &line->history.items[i];
    if (from == line->n_history)
        cigo_line_say(line, "%s", cigo_history_none(line->session, line->history.place));
    for (size_t i = from; i < line->n_history && !line->quiet; i++)
        say_value(line, i);
    if (line->history.more)
        cigo_line_say(line, _("Ce ne sono di più vecchie: /storia ancora."));
    if (line->n_history)
        cigo_line_say(line, _("/riprendi e un numero rimette il valore che c'era prima di quella voce."));
}

void cigo_line_history(struct line *line, const char *rest)
{
    bool more = strcmp(rest, "ancora") == 0 || strcmp(rest, "more") == 0;
    if (more && line->n_history && line->history.more) {
        show(line);
        return;
    }
    if (more) {
        cigo_line_say(line, _("Non ce ne sono altre."));
        return;
    }
    if (!begin(line, rest))
        return;
    struct cigo_buf label;
    cigo_buf_init(&label, 65536);
    cigo_place_label(line->session, line->history.place, &label);
    cigo_line_say(line, _("Storia di %s, dal più recente."), label.p);
    cigo_buf_finish(&label);
    show(line);
}

void cigo_line_take_back(struct line *line, const char *rest)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_place place;
    char *end;
    unsigned long number = strtoul(rest, &end, 10);
    if (number < 1 || number > line->n_history || *end) {
        cigo_line_say(line, _("Quale? Prima /storia, che dà i numeri; poi per esempio /riprendi 2."));
        return;
    }
    if (!cigo_history_take(line->session, line->history_items[number - 1], &place, &effects, &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    cigo_line_say(line, _("Ripreso. /annulla lo toglie."));
    cigo_line_report(line, &effects, place);
    cigo_line_go(line, place.field ? place : (struct cigo_place){.group = place.group});
}
