/* Acknowledging, contesting and reopening alerts. One rule may fire in many rows: its id is each of them in turn, so
 * it is said which one was meant. */

#include <stdlib.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

static bool can_become(const struct cigo_alert *alert, enum cigo_alert_state state)
{
    return (alert->state == CIGO_OPEN) == (state != CIGO_OPEN);
}

/* ---- by its id ---- */

/* The alerts with the id that the text begins with: those of the row where the user is, else all. */
struct named {
    const struct cigo_alert **items;
    size_t n, left;               /* how many can be brought into the state */
    const struct cigo_alert *next; /* the first of them, or NULL */
};

static struct named alerts_named(struct line *line, const char *text, enum cigo_alert_state state, int64_t row)
{
    struct cigo_alerts all = cigo_session_alert_list(line->session, CIGO_SCOPE_ALL, line->arena);
    struct named named = {.items = cigo_arena_alloc(line->arena, (all.n + 1) * sizeof *named.items)};
    size_t n = strcspn(text, " ");
    for (size_t i = 0; n && i < all.n; i++) {
        const struct cigo_alert *alert = &all.items[i];
        if (strlen(alert->id) != n || memcmp(alert->id, text, n) != 0 || (row && alert->row != row))
            continue;
        named.items[named.n++] = alert;
        if (!can_become(alert, state))
            continue;
        named.left++;
        named.next = named.next ? named.next : alert;
    }
    if (row && !named.n)
        return alerts_named(line, text, state, 0);
    return named;
}

/* A note given again replaces the old one, where it is clear of which alert. */
static const struct cigo_alert *chosen(const struct named *named, enum cigo_alert_state state, const char *rest)
{
    bool again = named->n == 1 && state != CIGO_OPEN && *rest;
    return named->next ? named->next : again ? named->items[0] : NULL;
}

static void say_already(struct line *line, const struct named *named)
{
    const struct cigo_alert *alert = named->items[0];
    const char *all = named->n > 1 ? cigo_arena_printf(line->arena, _(" in ogni punto (%zu)"), named->n) : "";
    cigo_line_say(line, alert->state == CIGO_OPEN        ? _("%s è già aperto%s.")
                        : alert->state == CIGO_CONTESTED ? _("%s è già contestato%s.")
                                                         : _("%s è già confermato%s."),
                  alert->id, all);
}

/* ---- by its number, or the only one here ---- */

/* Those of this place that can be brought into the state. */
static struct cigo_alerts alerts_here(struct line *line, enum cigo_alert_state state)
{
    if (line->home)
        return (struct cigo_alerts){0};
    struct cigo_alerts here = cigo_session_alerts_at(line->session, CIGO_SCOPE_ALL, line->here, line->arena);
    struct cigo_alert *items = cigo_arena_alloc(line->arena, (here.n + 1) * sizeof *items);
    size_t n = 0;
    for (size_t i = 0; i < here.n; i++)
        if (can_become(&here.items[i], state))
            items[n++] = here.items[i];
    return (struct cigo_alerts){items, n};
}

/* Of several at this place the one with the number that is the first word. */
static const struct cigo_alert *numbered_alert(const struct cigo_alerts *here, const char **rest)
{
    char *end;
    unsigned long number = strtoul(*rest, &end, 10);
    if (end == *rest || (*end && *end != ' '))
        return here->n == 1 ? &here->items[0] : NULL;
    if (number < 1 || number > here->n)
        return NULL;
    *rest = end + strspn(end, " ");
    return &here->items[number - 1];
}

/* "R-PER-MODAY", "FMT-DATE": meant for a name, not the first word of a note. */
static bool looks_like_name(struct cigo_str word)
{
    size_t hyphen = 0;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (c == '-' && !hyphen)
            hyphen = i;
        else if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return hyphen == 1 || hyphen == 3; /* R-, FMT-, ENG- */
}

static void say_which(struct line *line, const struct cigo_alerts *here)
{
    if (!here->n)
        cigo_line_say(line, _("Quale avviso? Scriva il suo nome dopo il comando, per esempio R-PER-MONDAY."));
    else
        cigo_line_say(line, _("Quale avviso? Scriva il suo numero dopo il comando."));
    for (size_t i = 0; i < here->n; i++)
        cigo_line_say(line, "%zu. %s %s. %s.", i + 1, cigo_severity_label(here->items[i].severity), here->items[i].id,
                      here->items[i].title);
}

/* ---- the change ---- */

/* Which of several it was, and how many are left. */
static void say_done(struct line *line, const struct cigo_alert *alert, enum cigo_alert_state state, size_t left)
{
    struct cigo_buf said;
    cigo_buf_init(&said, 65536);
    cigo_buf_printf(&said, state == CIGO_OPEN        ? _("%s è di nuovo aperto.")
                           : state == CIGO_CONTESTED ? _("%s contestato: il motivo sarà nella pratica.")
                                                     : _("%s confermato."),
                    alert->id);
    if (alert->row && alert->n_at) {
        cigo_buf_puts(&said, _(" Dove: "));
        cigo_place_label(line->session, alert->at[0], &said);
        cigo_sentence_stop(&said);
    }
    cigo_line_say(line, "%s", said.p);
    if (left)
        cigo_line_say(line, ngettext("Ce n'è un altro: lo stesso comando lo prende.",
                                     "Ce ne sono altri %zu: lo stesso comando prende il prossimo.", left), left);
    cigo_buf_finish(&said);
}

static void waive(struct line *line, const struct cigo_alert *alert, enum cigo_alert_state state, const char *note,
                  size_t left)
{
    struct cigo_error err = {0};
    struct cigo_alert full = cigo_session_alert_full(line->session, alert, line->arena);
    if (!cigo_session_waive(line->session, &full, state, cigo_str_of(note), &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    say_done(line, &full, state, left);
    cigo_line_report_saved(line);
}

void cigo_line_waive(struct line *line, enum cigo_alert_state state, const char *rest)
{
    struct named named = alerts_named(line, rest, state, line->here.row);
    size_t n = strcspn(rest, " ");
    const char *note = rest + n + strspn(rest + n, " ");
    const struct cigo_alert *alert = named.n ? chosen(&named, state, note) : NULL;
    struct cigo_alerts here = alerts_here(line, state);
    if (alert)
        waive(line, alert, state, note, named.left > 1 ? named.left - 1 : 0);
    else if (named.n)
        say_already(line, &named);
    else if (n && cigo_form_alert(line->form, (struct cigo_str){rest, n}))
        cigo_line_say(line, _("%.*s ora tace."), (int)n, rest);
    else if (looks_like_name((struct cigo_str){rest, n}))
        cigo_line_say(line, _("Non c'è un avviso %.*s: /problemi li elenca."), (int)n, rest);
    else if ((alert = numbered_alert(&here, &rest)) != NULL)
        waive(line, alert, state, rest, 0);
    else
        say_which(line, &here);
}
