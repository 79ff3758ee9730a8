/* A total divided among weeks, in plain lines: how it stands, a proposal, and the rows after a yes. */

#include <cigo/exchange/weeks.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

enum { MAX_TEXT = 1 << 20 };

static bool begins(const char *name, const char *word)
{
    return *word && strncmp(name, word, strlen(word)) == 0;
}

/* "uguale" or "calendario", or their beginning; in English too. */
static bool read_way(const char *word, enum cigo_spread_way *ret_way)
{
    bool even = begins("uguale", word) || begins("even", word);
    if (!even && !begins("calendario", word) && !begins("calendar", word))
        return false;
    *ret_way = even ? CIGO_SPREAD_EVENLY : CIGO_SPREAD_CALENDAR;
    return true;
}

static void say(struct line *line, const struct cigo_spread *spread, bool planned)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, MAX_TEXT);
    cigo_buf_printf(&buf, "%s. %s.\n", spread->group->code, spread->group->label);
    cigo_spread_weeks_text(spread, planned, &buf);
    cigo_spread_sums_text(spread, planned, &buf);
    cigo_line_say_lines(line, buf.p);
    cigo_buf_finish(&buf);
}

static void put(struct line *line, const struct cigo_spread *spread)
{
    struct cigo_error err = {0};
    struct cigo_effects effects;
    if (!cigo_line_may_change(line))
        return;
    if (spread->rows)
        cigo_line_say(line, ngettext("C'è già %zu riga: la sostituisco con questa proposta?",
                                     "Ci sono già %zu righe: le sostituisco con questa proposta?", spread->rows),
                      spread->rows);
    else
        cigo_line_say(line, _("Metto queste righe nella domanda?"));
    if (!cigo_line_agrees_to_change(line))
        return;
    if (!cigo_spread_apply(line->session, spread, true, &effects, &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    cigo_line_say(line, ngettext("Ripartito su %zu settimana. /annulla rimette tutto com'era.",
                                 "Ripartito su %zu settimane. /annulla rimette tutto com'era.", spread->n),
                  spread->n);
    cigo_line_report(line, &effects, (struct cigo_place){.group = spread->group});
    cigo_line_go(line, (struct cigo_place){.group = spread->group});
}

void cigo_line_spread(struct line *line, const char *word)
{
    struct cigo_error err = {0};
    struct cigo_spread spread;
    enum cigo_spread_way way = CIGO_SPREAD_EVENLY;
    const struct cigo_group *here = line->here.group;
    const struct cigo_group *group = here && here->spread ? here : cigo_spread_group(line->form, NULL);
    bool plan = read_way(word, &way);
    if (!group)
        cigo_line_say(line, _("Questo modulo non divide nulla per settimana."));
    else if (*word && !plan)
        cigo_line_say(line, _("Come? /ripartisci uguale, oppure /ripartisci calendario, secondo i giorni di lavoro."));
    else if (!cigo_spread_look(line->session, group, line->arena, &spread, &err) ||
             (plan && !cigo_spread_plan(&spread, way, &err)))
        cigo_line_say(line, "%s", err.text);
    else
        say(line, &spread, plan);
    if (!group || err.code || (*word && !plan))
        return;
    if (plan)
        put(line, &spread);
    else if (spread.total_known)
        cigo_line_say(line, _("Per ripartire: /ripartisci uguale, oppure /ripartisci calendario."));
}
