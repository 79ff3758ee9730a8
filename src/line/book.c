/* The companies book in plain lines: what it offers where one is, and /accetta, /rubrica, /ricorda. */

#include <stdlib.h>
#include <cigo/exchange/book.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

/* "1. Serramenti Valbruna; 2. …" */
static void say_offers(struct line *line, const struct cigo_book_offers *offers)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    for (size_t i = 0; i < offers->n; i++) {
        const struct cigo_book_offer *offer = &offers->items[i];
        if (offers->n > 1)
            cigo_buf_printf(&buf, "%s%zu. ", i ? "; " : "", i + 1);
        cigo_buf_puts(&buf, offer->shown);
        if (*offer->title)
            cigo_buf_printf(&buf, " (%s)", offer->title);
    }
    cigo_sentence_stop(&buf);
    cigo_line_say(line, offers->n == 1 ? _("Nella rubrica: %s /accetta lo scrive.")
                                       : _("Nella rubrica: %s /accetta 1 scrive il primo, e così via."), buf.p);
    if (offers->more)
        cigo_line_say(line, _("Ce ne sono altre: /accetta e l'inizio del nome, o di un codice, le cerca."));
    cigo_buf_finish(&buf);
}

static bool offer(struct line *line, const struct cigo_field *field, const char *typed)
{
    struct cigo_book_offers offers;
    cigo_book_offers(line->desk, field, typed, line->arena, &offers);
    if (!offers.n)
        return false;
    say_offers(line, &offers);
    return true;
}

void cigo_line_offer(struct line *line)
{
    if (line->here.field && !*cigo_session_text(line->session, line->here))
        offer(line, line->here.field, NULL);
}

/* A key that is not sure yet may mean somebody; an answer that is not what the book says may be news to it. */
void cigo_line_say_book(struct line *line, struct cigo_place answered)
{
    const char *answer = answered.field ? cigo_session_text(line->session, answered) : "";
    if (!*answer || !line->desk->book || line->desk->book->wish == CIGO_BOOK_NEVER)
        return;
    if (offer(line, answered.field, NULL)) {
        line->offered = answered.field;
        return;
    }
    struct cigo_book_lines lines = cigo_book_lines(line->desk, answered.field->section, line->arena);
    for (size_t i = 0; i < lines.n; i++) {
        struct cigo_buf buf;
        if (lines.items[i].field != answered.field)
            continue;
        cigo_buf_init(&buf, 65536);
        cigo_session_shown(line->session, answered.field, lines.items[i].book, &buf);
        cigo_line_say(line, _("Nella rubrica c'è: %s. /ricorda la aggiorna."), cigo_before_stop(buf.p, line->arena));
        cigo_buf_finish(&buf);
    }
}

/* ---- /accetta ---- */

static void accepted(struct line *line, const struct cigo_book_line *lines, size_t n)
{
    struct cigo_effects effects = {0};
    struct cigo_error err = {0};
    bool here = n == 1 && line->here.field == lines->field;
    if (!cigo_book_accept_all(line->desk, lines, n, &effects, &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    for (size_t i = 0; i < n; i++)
        cigo_line_say_answer(line, (struct cigo_place){.field = lines[i].field});
    cigo_line_report(line, &effects, (struct cigo_place){.field = lines[0].field});
    if (n > 1)
        cigo_line_say(line, _("Dalla rubrica. /annulla toglie tutto insieme."));
    if (here)
        cigo_line_step(line, 1);
    else
        line->moved = true;
}

static const char *shown(struct line *line, const struct cigo_field *field, const char *text)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_session_shown(line->session, field, text, &buf);
    const char *kept = cigo_arena_str(line->arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return kept;
}

/* All of the section that has no answer yet, once it was seen. */
static void accept_all(struct line *line)
{
    size_t n = 0;
    struct cigo_book_lines lines = {0};
    if (!line->home && !line->desk->read_only)
        lines = cigo_book_lines(line->desk, cigo_line_section_of(line), line->arena);
    struct cigo_book_line *empty = cigo_arena_alloc(line->arena, (lines.n + 1) * sizeof *empty);
    for (size_t i = 0; i < lines.n; i++)
        if (!*lines.items[i].answer)
            empty[n++] = lines.items[i];
    for (size_t i = 0; i < n; i++)
        cigo_line_say(line, "%s. %s: %s.", empty[i].field->code, empty[i].field->label,
                      shown(line, empty[i].field, empty[i].book));
    if (!n)
        cigo_line_say(line, _("In questa sezione la rubrica non ha nulla da proporre."));
    else if (cigo_line_say(line, _("Si scrivono tutti?")), cigo_line_agrees_to_change(line))
        accepted(line, empty, n);
}

void cigo_line_accept(struct line *line, const char *rest)
{
    struct cigo_book_offers offers = {0};
    const struct cigo_field *field = line->here.field;
    if (strcmp(rest, "tutto") == 0 || strcmp(rest, "all") == 0) {
        accept_all(line);
        return;
    }
    bool number = rest[strspn(rest, "0123456789")] == '\0' && strlen(rest) <= 2;
    cigo_book_offers(line->desk, field, number ? NULL : rest, line->arena, &offers);
    unsigned long choice = number && *rest ? strtoul(rest, NULL, 10) : offers.n == 1;
    if (!offers.n && line->offered && field != line->offered) { /* the one that was just answered */
        field = line->offered;
        cigo_book_offers(line->desk, field, NULL, line->arena, &offers);
        choice = *rest ? choice : offers.n == 1;
    }
    if (!offers.n)
        cigo_line_say(line, _("Qui la rubrica non ha nulla da proporre."));
    else if (choice < 1 || choice > offers.n)
        say_offers(line, &offers);
    else
        accepted(line, &(struct cigo_book_line){field, offers.items[choice - 1].text, ""}, 1);
}

/* ---- /rubrica ---- */

static void say_entry(struct line *line, const struct cigo_book_entry *entry)
{
    struct cigo_buf title;
    cigo_buf_init(&title, 65536);
    cigo_book_title(line->form, entry, &title);
    cigo_line_say(line, "%s: %s.", cigo_book_part_label(entry->part), title.n ? title.p : "-");
    cigo_buf_finish(&title);
}

static void say_found(struct line *line, const char *text)
{
    struct cigo_book_entries entries = {0};
    struct cigo_error err = {0};
    if (!cigo_book_begin(line->desk->book, line->form, CIGO_BOOK_COMPANY, 0, text, CIGO_BOOK_SHOWN, line->arena, &entries,
                         &err))
        cigo_line_say(line, "%s", err.text);
    else if (!entries.n)
        cigo_line_say(line, _("Nessuna azienda comincia così."));
    for (size_t i = 0; i < entries.n; i++)
        say_entry(line, &entries.items[i]);
}

static void say_case(struct line *line)
{
    struct cigo_book_entry entry;
    bool any = false;
    for (int part = CIGO_BOOK_COMPANY; part < CIGO_BOOK_PARTS; part++) {
        if (!cigo_book_known(line->desk, (enum cigo_book_part)part, line->arena, &entry))
            continue;
        say_entry(line, &entry);
        any = true;
    }
    struct cigo_book_lines lines = cigo_book_lines(line->desk, SIZE_MAX, line->arena);
    for (size_t i = 0; i < lines.n; i++)
        cigo_line_say(line, _("%s. %s: nella rubrica %s, qui %s."), lines.items[i].field->code, lines.items[i].field->label,
                      shown(line, lines.items[i].field, lines.items[i].book),
                      *lines.items[i].answer ? shown(line, lines.items[i].field, lines.items[i].answer) : _("nulla"));
    if (!any)
        cigo_line_say(line, _("La rubrica non conosce ancora questa azienda. /ricorda la mette; /rubrica e un nome cerca."));
    else if (!lines.n)
        cigo_line_say(line, _("La rubrica non ha altro. /ricorda vi mette ciò che le manca."));
    else
        cigo_line_say(line, _("/accetta tutto scrive ciò che manca nella sezione, dopo averlo mostrato."));
}

static void forget(struct line *line)
{
    struct cigo_book_entry entry;
    struct cigo_error err = {0};
    if (!cigo_book_known(line->desk, CIGO_BOOK_COMPANY, line->arena, &entry)) {
        cigo_line_say(line, _("La rubrica non conosce questa azienda: non c'è nulla da dimenticare."));
        return;
    }
    say_entry(line, &entry);
    cigo_line_say(line, _("Si dimentica per sempre, con le sue unità e chi firma? Le domande non cambiano."));
    if (!cigo_line_agrees_to_change(line))
        return;
    if (line->desk->book->forget(line->desk->book->data, entry.id, &err))
        cigo_line_say(line, _("Dimenticata."));
    else
        cigo_line_say(line, "%s", err.text);
    cigo_book_start(line->desk); /* it is not asked for at once */
}

void cigo_line_book(struct line *line, const char *rest)
{
    if (!line->desk->book)
        cigo_line_say(line, _("Qui non c'è una rubrica."));
    else if (strcmp(rest, "dimentica") == 0 || strcmp(rest, "forget") == 0)
        forget(line);
    else if (*rest)
        say_found(line, rest);
    else
        say_case(line);
}

/* ---- /ricorda ---- */

static void hush(struct line *line)
{
    struct cigo_error err = {0};
    if (line->desk->book->hush(line->desk->book->data, &err))
        cigo_line_say(line, _("Per questa domanda non si chiede più; /ricorda resta."));
    else
        cigo_line_say(line, "%s", err.text);
}

/* `sure`: the yes came with the command. */
static void remember(struct line *line, bool sure)
{
    struct cigo_error err = {0};
    struct cigo_book_lines lines = cigo_book_news(line->desk, line->arena);
    size_t kept;
    if (!lines.n) {
        cigo_line_say(line, _("Non c'è nulla di nuovo per la rubrica; serve il nome o un codice dell'azienda."));
        return;
    }
    for (size_t i = 0; i < lines.n; i++) {
        const struct cigo_book_line *l = &lines.items[i];
        if (*l->book)
            cigo_line_say(line, _("%s. %s: %s, al posto di %s."), l->field->code, l->field->label,
                          shown(line, l->field, l->answer), shown(line, l->field, l->book));
        else
            cigo_line_say(line, "%s. %s: %s.", l->field->code, l->field->label, shown(line, l->field, l->answer));
    }
    if (!sure)
        cigo_line_say(line, _("Si mettono nella rubrica, per le prossime domande?"));
    if (!sure && !cigo_line_agrees_to_change(line))
        return;
    if (cigo_book_remember(line->desk, true, line->arena, &kept, &err))
        cigo_line_say(line, ngettext("Nella rubrica: %zu dato.", "Nella rubrica: %zu dati.", kept), kept);
    else
        cigo_line_say(line, "%s", err.text);
}

void cigo_line_remember_company(struct line *line, const char *rest)
{
    if (!line->desk->book || line->desk->read_only)
        cigo_line_say(line, _("Qui nella rubrica non si scrive."));
    else if (cigo_reply(rest) == CIGO_REPLY_NO)
        hush(line);
    else
        remember(line, cigo_reply(rest) == CIGO_REPLY_YES);
}

void cigo_line_leave_book(struct line *line)
{
    struct cigo_error err = {0};
    struct cigo_book_left left;
    if (!cigo_book_left(line->desk, line->arena, &left, &err)) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    if (left.kept || left.fresh || left.changed)
        cigo_line_must_hear(line);
    if (left.kept)
        cigo_line_say(line, ngettext("Nella rubrica: %zu dato nuovo.", "Nella rubrica: %zu dati nuovi.", left.kept), left.kept);
    if (left.fresh || left.changed) {
        struct cigo_buf buf;
        cigo_buf_init(&buf, 4096);
        cigo_book_left_text(&left, &buf);
        cigo_line_say(line, "%s", buf.p);
        cigo_line_say(line, _("/ricorda li mostra e li mette nella rubrica, per le prossime domande; /ricorda no: per questa "
                              "domanda non si chiede più."));
        cigo_buf_finish(&buf);
    }
}
