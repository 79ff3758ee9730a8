/* The agent's card of one place. The form has the texts; the session has what is there now and what is wrong with it. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/exchange/call.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>

enum { LONGEST = 400 }; /* characters of an answer: more one does not read out */

struct card {
    struct cigo_session *session;
    struct cigo_arena *arena;
    struct cigo_call_part *parts;
    size_t n, cap;
};

static void add(struct card *card, enum cigo_call_part_type type, const char *label, const char *text)
{
    if (text && *text)
        *CIGO_PUSH(card->parts, card->n, card->cap) = (struct cigo_call_part){type, label, text};
}

static const char *kept(const struct card *card, struct cigo_buf *buf)
{
    const char *text = cigo_arena_str(card->arena, cigo_buf_str(buf));
    cigo_buf_finish(buf);
    return text;
}

static const char *title(const struct card *card, struct cigo_place place)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_place_label(card->session, place, &buf);
    return kept(card, &buf);
}

/* A field without a question of its own is asked for by its name. */
static const char *question(const struct card *card, const char *ask, const char *label)
{
    return ask ? ask : cigo_arena_printf(card->arena, _("Mi dice: %s?"), label);
}

static void add_choices(struct card *card, const struct cigo_field *field)
{
    const struct cigo_choices *list = field->ctx.choices;
    for (size_t i = 0; list && i < list->n; i++)
        add(card, CIGO_CALL_CHOICE, "", cigo_arena_printf(card->arena, "%zu. %s", i + 1, list->items[i].label));
    if (!list && field->kind->id == CIGO_KIND_BOOLEAN)
        add(card, CIGO_CALL_CHOICE, "", _("Sì, oppure no"));
}

static const char *value(const struct card *card, struct cigo_place place)
{
    struct cigo_buf echo, start;
    cigo_buf_init(&echo, CIGO_TEXT_MAX);
    cigo_buf_init(&start, 65536);
    cigo_session_echo(card->session, place, &echo);
    cigo_text_start(echo.p, LONGEST, &start);
    cigo_buf_finish(&echo);
    return kept(card, &start);
}

static void add_answer(struct card *card, struct cigo_place place)
{
    const char *now = value(card, place);
    bool required = cigo_session_required(card->session, place);
    if (*now)
        add(card, CIGO_CALL_ANSWER, _("Ora"), now);
    else
        add(card, CIGO_CALL_ANSWER, _("Ora"), required ? _("vuoto; è obbligatorio") : _("vuoto; è facoltativo"));
}

static void add_rows(struct card *card, const struct cigo_group *group)
{
    size_t n = cigo_session_answers(card->session)->groups[group->index].n;
    add(card, CIGO_CALL_ANSWER, _("Ora"), n < group->min_rows && n == 0
        ? _("nessuna riga; ne serve almeno una")
        : cigo_arena_printf(card->arena, ngettext("%zu riga", "%zu righe", n), n));
}

/* What, why, what to do, which law. */
static void add_alert(struct card *card, const struct cigo_alert *alert)
{
    static const enum cigo_call_part_type types[] = {CIGO_CALL_NOTE, CIGO_CALL_WARNING, CIGO_CALL_ERROR};
    static const char *const states[] = {"", N_(" (confermato)"), N_(" (contestato)")};
    const char *state = *states[alert->state] ? _(states[alert->state]) : "";
    add(card, types[alert->severity],
        cigo_arena_printf(card->arena, "%s %s%s", cigo_severity_label(alert->severity), alert->id, state), alert->title);
    add(card, CIGO_CALL_ABOUT, _("Perché"), alert->why);
    add(card, CIGO_CALL_ABOUT, _("Che cosa fare"), alert->fix);
    add(card, CIGO_CALL_ABOUT, _("Lo dice"), alert->source);
    add(card, CIGO_CALL_ABOUT, _("Motivo dichiarato"), alert->reason);
}

static void add_field(struct card *card, struct cigo_place place)
{
    const struct cigo_field *field = place.field;
    add(card, CIGO_CALL_READ, _("Da leggere"), question(card, field->ask, field->label));
    add_choices(card, field);
    add(card, CIGO_CALL_ABOUT, _("Dove si trova"), field->where);
    add(card, CIGO_CALL_ABOUT, _("Errore tipico"), field->mistake);
}

/* What one looks at only when the caller asks. */
static void add_more(struct card *card, struct cigo_place place)
{
    const struct cigo_field *field = place.field;
    if (field && !field->ctx.choices)
        add(card, CIGO_CALL_ABOUT, _("Esempio"), field->example ? field->example : field->kind->example);
    add(card, CIGO_CALL_ABOUT, _("Che cos'è"), field ? field->help : place.group->help);
}

static void add_group(struct card *card, const struct cigo_group *group)
{
    add(card, CIGO_CALL_READ, _("Da leggere"), question(card, group->ask, group->label));
    add(card, CIGO_CALL_ABOUT, _("Dove si trova"), group->where);
}

struct cigo_call_card cigo_call_card(struct cigo_session *session, struct cigo_place place, struct cigo_arena *arena)
{
    struct card card = {.session = session, .arena = arena};
    if (place.field)
        add_field(&card, place);
    else
        add_group(&card, place.group);
    if (!cigo_session_visible(session, place))
        add(&card, CIGO_CALL_ANSWER, _("Ora"), _("non si chiede, con le risposte date"));
    else if (place.field)
        add_answer(&card, place);
    else
        add_rows(&card, place.group);
    struct cigo_alerts alerts = cigo_session_alerts_at(session, CIGO_SCOPE_COMMIT, place, arena);
    for (size_t i = 0; i < alerts.n; i++)
        add_alert(&card, &alerts.items[i]);
    add_more(&card, place);
    struct cigo_call_part *parts = cigo_arena_alloc(arena, (card.n + 1) * sizeof *parts);
    memcpy(parts, card.parts, card.n * sizeof *parts);
    free(card.parts);
    return (struct cigo_call_card){title(&card, place), parts, card.n};
}

void cigo_call_time(int64_t seconds, struct cigo_buf *out)
{
    unsigned long minutes = (unsigned long)(seconds / 60), rest = (unsigned long)(seconds % 60);
    if (minutes)
        cigo_buf_printf(out, ngettext("%lu minuto e ", "%lu minuti e ", minutes), minutes);
    cigo_buf_printf(out, ngettext("%lu secondo", "%lu secondi", rest), rest);
}

void cigo_note_line(const struct cigo_session *session, const struct cigo_note *note, struct cigo_buf *out)
{
    cigo_buf_printf(out, "%s, %s", note->when, note->who);
    if (*note->machine)
        cigo_buf_printf(out, " (%s)", note->machine);
    if (note->seconds >= 0) {
        cigo_buf_puts(out, _(", dopo "));
        cigo_call_time(note->seconds, out);
    }
    if (note->place.field || note->place.group) {
        cigo_buf_puts(out, ", ");
        cigo_place_label(session, note->place, out);
    }
    cigo_buf_printf(out, ": %s", note->text);
}
