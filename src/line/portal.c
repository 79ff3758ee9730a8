/* The way onto the portal in plain lines: one field at a time, its value alone on a line, ready to be selected
 * and as the portal takes it. The place and what was copied are kept between runs. */

#include <cigo/exchange/portal.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

/* Answers may have changed since. What cannot be saved is kept as long as nothing changes. */
static void make(struct line *line)
{
    struct cigo_portal_list *list = &line->way;
    struct cigo_place was = list->n ? list->items[list->at].place : (struct cigo_place){0};
    if (!line->way_arena)
        line->way_arena = cigo_arena_new();
    cigo_arena_reset(line->way_arena);
    cigo_portal_init(list, line->desk, line->way_arena);
    size_t at = cigo_portal_find(list, was);
    if (at < list->n)
        list->at = at;
}

static void say_failed(struct line *line, const struct cigo_error *err)
{
    cigo_line_say(line, _("ATTENZIONE. Non salvato: %s"), err->text);
}

static void say_item(struct line *line)
{
    const struct cigo_portal_list *list = &line->way;
    const struct cigo_portal_item *item = &list->items[list->at];
    struct cigo_buf label, value;
    cigo_buf_init(&label, 65536);
    cigo_buf_init(&value, CIGO_TEXT_MAX);
    cigo_place_label(line->session, item->place, &label);
    cigo_portal_note(line->session, item->place, &label);
    enum cigo_portal_state state = cigo_portal_value(line->session, item->place, &value);
    const char *portal = item->place.field && item->place.field->portal == CIGO_PORTAL_PRESUMED
                             ? _(" Presumiamo che il portale lo chieda.") : "";
    cigo_line_say(line, _("Campo %zu di %zu. %s.%s"), list->at + 1, list->n, label.p, portal);
    if (item->ticked)
        cigo_line_say(line, _("Già copiato."));
    if (state == CIGO_PORTAL_LACKS)
        cigo_line_say(line, _("Manca: è obbligatorio. /cambia lo scrive."));
    else if (state == CIGO_PORTAL_EMPTY && item->again)
        cigo_line_say(line, _("Ora non è indicato: tolga dal portale il valore che aveva copiato."));
    else if (state == CIGO_PORTAL_EMPTY)
        cigo_line_say(line, item->place.field ? _("Non indicato: si lascia vuoto.") : _("Nessuna riga."));
    else if (state == CIGO_PORTAL_WRONG)
        cigo_line_say(line, _("Da correggere prima: «%s» non è stato capito."), value.p);
    else {
        if (!item->ticked)
            cigo_line_say(line, item->again ? _("Da copiare di nuovo: il valore è cambiato.") : _("Da copiare."));
        cigo_line_say_text(line, value.p);
    }
    cigo_buf_finish(&label);
    cigo_buf_finish(&value);
}

static void say_end(struct line *line)
{
    const struct cigo_portal_list *list = &line->way;
    cigo_line_say(line, ngettext("È l'ultimo campo. Copiato %zu di %zu.", "È l'ultimo campo. Copiati %zu di %zu.",
                                 list->ticked), list->ticked, list->n);
}

struct cigo_place cigo_line_portal_place(const struct line *line)
{
    return line->way.n ? line->way.items[line->way.at].place : (struct cigo_place){0};
}

static void stand_here(struct line *line)
{
    cigo_line_go_home(line);
    line->moved = line->changing = false;
    line->portal = true;
}

void cigo_line_back_to_portal(struct line *line)
{
    make(line);
    stand_here(line);
    cigo_line_say(line, _("Si torna alla via del portale."));
    if (line->way.n)
        say_item(line);
}

void cigo_line_portal_anew(struct line *line)
{
    make(line);
    if (line->way.n)
        say_item(line);
    else
        cigo_line_go_home(line);
}

void cigo_line_portal(struct line *line)
{
    struct cigo_buf order;
    make(line);
    if (line->way.n == 0) {
        cigo_line_say(line, _("Il portale non chiede nulla di questa domanda."));
        return;
    }
    stand_here(line);
    cigo_buf_init(&order, 4096);
    cigo_portal_order(line->form, &order);
    if (order.n)
        cigo_line_say(line, "%s", order.p);
    cigo_buf_finish(&order);
    cigo_line_say(line, _("Invio va avanti, /copiato segna il campo e va al prossimo da copiare, /indietro torna, un codice "
                          "ci va, /elenco lascia."));
    say_item(line);
}

static void go(struct line *line, size_t at)
{
    struct cigo_error err = {0};
    if (at >= line->way.n) {
        say_end(line);
        return;
    }
    if (!cigo_portal_go(&line->way, line->desk, at, &err))
        say_failed(line, &err);
    say_item(line);
}

void cigo_line_portal_step(struct line *line, int direction)
{
    if (direction < 0 && line->way.at == 0)
        cigo_line_say(line, _("È il primo campo."));
    else
        go(line, line->way.at + (direction > 0 ? 1 : (size_t)-1));
}

/* After it one is at the next field: so it is said which one it was. */
static void say_ticked(struct line *line, const struct cigo_portal_item *item, bool was, bool on)
{
    struct cigo_buf label;
    cigo_buf_init(&label, 65536);
    if (item->place.row)
        cigo_place_label(line->session, item->place, &label);
    else
        cigo_buf_puts(&label, item->place.field ? item->place.field->code : item->place.group->code);
    cigo_line_say(line, on    ? _("%s: segnato come copiato.")
                        : was ? _("%s: segno tolto.")
                              : _("%s non era segnato: /indietro, o un codice, va a un altro campo."),
                  label.p);
    cigo_buf_finish(&label);
}

static void go_to_next(struct line *line)
{
    const struct cigo_portal_list *list = &line->way;
    size_t at;
    if (!cigo_portal_next(list, &at)) {
        cigo_line_say(line, ngettext("Non c'è altro da copiare. Copiato %zu di %zu.",
                                     "Non c'è altro da copiare. Copiati %zu di %zu.", list->ticked), list->ticked, list->n);
        return;
    }
    if (at < list->at)
        cigo_line_say(line, _("Fino all'ultimo non c'è altro da copiare; prima sì."));
    go(line, at);
}

void cigo_line_portal_tick(struct line *line, const char *rest)
{
    struct cigo_error err = {0};
    bool off = strcmp(rest, "no") == 0;
    if (!line->portal) {
        cigo_line_say(line, _("Serve sulla via del portale: /portale ci va."));
        return;
    }
    const struct cigo_portal_item *item = &line->way.items[line->way.at];
    bool was = item->ticked;
    if (!off && cigo_portal_state_of(line->session, item->place) == CIGO_PORTAL_LACKS) {
        cigo_line_say(line, _("Non è segnato: manca, ed è obbligatorio. /cambia lo scrive, Invio va avanti."));
        return;
    }
    if (!cigo_portal_tick(&line->way, line->desk, !off, &err))
        say_failed(line, &err);
    else
        say_ticked(line, item, was, !off);
    if (!off)
        go_to_next(line);
}

void cigo_line_portal_find(struct line *line, const char *word)
{
    struct cigo_place place = {0};
    size_t at = line->way.n;
    if (cigo_place_named(line->session, cigo_str_of(word), &place))
        at = cigo_portal_find(&line->way, place);
    if (at < line->way.n)
        go(line, at);
    else
        cigo_line_say(line, _("Il portale non chiede «%s», per quanto ne sappiamo, o qui non serve."), word);
}
