/* The companies book on the full screen: what it offers under the focused field, and while one types; panels for
 * all that it has of this case, and for what the case has for it. Nothing is put in before a key says so. */

#include <cigo/base/utf8.h>
#include <cigo/exchange/book.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

static const struct cigo_field *field_here(const struct app *app)
{
    bool page = app->view == VIEW_PAGE && !app->panel.open && !app->picker.field && app->focus_type == ITEM_FIELD;
    return page && app->focus.field && !app->focus.group && app->focus.field->book && app->desk->book ? app->focus.field
                                                                                                        : NULL;
}

static bool offers_here(const struct app *app, struct cigo_book_offers *ret)
{
    const struct cigo_field *field = field_here(app);
    ret->n = 0;
    if (field && !app->edit)
        cigo_book_offers(app->desk, field, NULL, app->arena, ret);
    return ret->n > 0;
}

/* "Serramenti Valbruna; 01234567890 (Bellini)", before a full stop */
static const char *listed(struct app *app, const struct cigo_book_offers *offers)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    for (size_t i = 0; i < offers->n; i++) {
        cigo_buf_printf(&buf, "%s%s", i ? "; " : "", offers->items[i].shown);
        if (*offers->items[i].title)
            cigo_buf_printf(&buf, " (%s)", offers->items[i].title);
    }
    if (offers->more)
        cigo_buf_puts(&buf, "; …");
    return cigo_before_stop(cigo_tui_kept(app, &buf), app->arena);
}

const char *cigo_tui_offer_text(struct app *app)
{
    struct cigo_book_offers offers;
    if (!offers_here(app, &offers))
        return NULL;
    return cigo_arena_printf(app->arena, offers.n == 1 ? _("Nella rubrica: %s. %s lo scrive.") : _("Nella rubrica: %s. %s li elenca."),
                             listed(app, &offers), cigo_tui_key_name(app, CIGO_DO_ACCEPT));
}

/* ---- taking over ---- */

static void take(struct app *app, const struct cigo_book_line *lines, size_t n)
{
    struct cigo_effects effects = {0};
    struct cigo_error err = {0};
    if (!n || !cigo_tui_may_change(app))
        return;
    bool ok = cigo_book_accept_all(app->desk, lines, n, &effects, &err);
    cigo_tui_say_effects(app, &effects);
    if (!ok)
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
    else if (n > 1)
        cigo_tui_say(app, STYLE_OK, _("Dalla rubrica %zu risposte; %s le toglie insieme."), n, cigo_tui_key_name(app, CIGO_DO_UNDO));
    else if (!app->message.n)
        cigo_tui_say(app, STYLE_OK, _("Dalla rubrica; %s lo toglie."), cigo_tui_key_name(app, CIGO_DO_UNDO));
}

static void take_offer(struct app *app, const struct cigo_book_offers *offers, size_t number)
{
    if (number >= offers->n)
        return;
    take(app, &(struct cigo_book_line){app->focus.field, offers->items[number].text, ""}, 1);
    cigo_tui_move_on(app, 1);
}

/* Found anew: a panel outlives what was found when it opened. */
static void take_number(struct app *app, size_t number)
{
    struct cigo_book_offers offers;
    offers_here(app, &offers);
    take_offer(app, &offers, number);
}

bool cigo_tui_can_accept(const struct app *app)
{
    struct cigo_book_offers offers;
    return offers_here(app, &offers);
}

void cigo_tui_accept(struct app *app)
{
    struct cigo_book_offers offers;
    if (!offers_here(app, &offers))
        return;
    if (offers.n == 1) {
        take_offer(app, &offers, 0);
        return;
    }
    cigo_tui_panel_open(app, _("Nella rubrica: quale?"));
    for (size_t i = 0; i < offers.n; i++) {
        const struct cigo_book_offer *offer = &offers.items[i];
        struct panel_line *line = cigo_tui_panel_add(app, STYLE_NORMAL, 0, *offer->title ? "%s (%s)" : "%s", offer->shown,
                                                     offer->title);
        line->target = TARGET_RUN;
        line->run = take_number;
        line->number = i;
    }
    if (offers.more)
        cigo_tui_panel_add(app, STYLE_HINT, 0, "%s", _("Ce ne sono altre: l'inizio del nome, o di un codice, le trova."));
}

/* ---- while one types ---- */

void cigo_tui_offer_typed(struct app *app)
{
    struct cigo_book_offers offers;
    const struct cigo_field *field = field_here(app);
    struct cigo_str typed = cigo_edit_text(app->edit);
    if (!field || !field->book_key || !typed.n)
        return;
    cigo_book_offers(app->desk, field, cigo_arena_str(app->arena, typed), app->arena, &offers);
    if (offers.n)
        cigo_tui_say(app, STYLE_HINT, offers.n == 1 ? _("Nella rubrica: %s. Tab lo scrive.") : _("Nella rubrica: %s."),
                     listed(app, &offers));
}

bool cigo_tui_complete_company(struct app *app)
{
    struct cigo_book_offers offers;
    const struct cigo_field *field = field_here(app);
    struct cigo_str typed = cigo_edit_text(app->edit);
    if (!field || !field->book_key || !typed.n)
        return false;
    cigo_book_offers(app->desk, field, cigo_arena_str(app->arena, typed), app->arena, &offers);
    if (offers.n != 1 || cigo_str_is(typed, offers.items[0].text))
        return false;
    cigo_edit_set(app->edit, cigo_str_of(offers.items[0].text));
    app->draft_owed = true;
    return true;
}

/* ---- panels ---- */

static const char *shown(struct app *app, const struct cigo_book_line *line, const char *text)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_session_shown(app->session, line->field, text, &buf);
    return cigo_tui_kept(app, &buf);
}

static struct panel_line *add_run(struct app *app, void (*run)(struct app *app, size_t number), size_t number,
                                  const char *text)
{
    struct panel_line *line = cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", text);
    line->target = TARGET_RUN;
    line->run = run;
    line->number = number;
    return line;
}

/* Those of the section that have no answer. */
static size_t empty_lines(struct app *app, struct cigo_book_line **ret)
{
    struct cigo_book_lines lines = cigo_book_lines(app->desk, app->section, app->arena);
    size_t n = 0;
    *ret = cigo_arena_alloc(app->arena, (lines.n + 1) * sizeof **ret);
    for (size_t i = 0; i < lines.n; i++)
        if (!*lines.items[i].answer)
            (*ret)[n++] = lines.items[i];
    return n;
}

static void take_all(struct app *app, size_t number)
{
    (void)number;
    struct cigo_book_line *lines;
    size_t n = empty_lines(app, &lines);
    take(app, lines, n);
}

static void forget_now(struct app *app, size_t number)
{
    (void)number;
    struct cigo_book_entry entry;
    struct cigo_error err = {0};
    if (!cigo_book_known(app->desk, CIGO_BOOK_COMPANY, app->arena, &entry))
        return;
    if (app->desk->book->forget(app->desk->book->data, entry.id, &err))
        cigo_tui_say(app, STYLE_OK, _("La rubrica l'ha dimenticata; le domande non sono cambiate."));
    else
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
    cigo_book_start(app->desk); /* it is not asked for at once */
}

static void leave_it(struct app *app, size_t number)
{
    (void)number;
    cigo_tui_say(app, STYLE_HINT, _("Non è stato cambiato nulla."));
}

static void ask_forget(struct app *app, size_t number)
{
    (void)number;
    cigo_tui_panel_open(app, _("Dimenticare per sempre questa azienda, con le sue unità e chi firma?"));
    add_run(app, leave_it, 0, _("No"));
    add_run(app, forget_now, 0, _("Sì, la rubrica la dimentica"));
}

static void add_people(struct app *app)
{
    struct cigo_book_entry entry;
    bool any = false;
    for (int part = CIGO_BOOK_COMPANY; part < CIGO_BOOK_PARTS; part++) {
        struct cigo_buf title;
        if (!cigo_book_known(app->desk, (enum cigo_book_part)part, app->arena, &entry))
            continue;
        any = true;
        cigo_buf_init(&title, 65536);
        cigo_book_title(app->form, &entry, &title);
        cigo_tui_panel_add(app, STYLE_TITLE, 0, "%s: %s", cigo_book_part_label(entry.part), title.n ? title.p : "-");
        cigo_buf_finish(&title);
    }
    if (!any)
        cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", _("La rubrica non conosce ancora questa azienda."));
}

void cigo_tui_show_book(struct app *app)
{
    struct cigo_book_line *empty;
    struct cigo_book_lines lines = cigo_book_lines(app->desk, SIZE_MAX, app->arena);
    size_t n = app->view == VIEW_PAGE ? empty_lines(app, &empty) : 0;
    struct cigo_book_entry entry;
    cigo_tui_panel_open(app, _("Rubrica delle aziende"));
    add_people(app);
    for (size_t i = 0; i < lines.n; i++) {
        const struct cigo_book_line *line = &lines.items[i];
        struct panel_line *to = cigo_tui_panel_add(app, STYLE_NORMAL, 0, _("%s %s: %s (qui %s)"), line->field->code,
                                                   line->field->label, shown(app, line, line->book),
                                                   *line->answer ? shown(app, line, line->answer) : _("nulla"));
        to->target = TARGET_PLACE;
        to->place = (struct cigo_place){.field = line->field};
    }
    if (n)
        add_run(app, take_all, 0, cigo_arena_printf(app->arena, ngettext("Scrive ciò che manca in questa sezione: %zu risposta",
                                                                          "Scrive ciò che manca in questa sezione: %zu risposte", n), n));
    if (cigo_book_known(app->desk, CIGO_BOOK_COMPANY, app->arena, &entry))
        add_run(app, ask_forget, 0, _("Dimentica questa azienda"));
}

static void remember_now(struct app *app, size_t number)
{
    (void)number;
    struct cigo_error err = {0};
    size_t kept;
    if (cigo_book_remember(app->desk, true, app->arena, &kept, &err))
        cigo_tui_say(app, STYLE_OK, ngettext("Nella rubrica: %zu dato.", "Nella rubrica: %zu dati.", kept), kept);
    else
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
}

static void hush(struct app *app, size_t number)
{
    (void)number;
    struct cigo_error err = {0};
    if (app->desk->book->hush(app->desk->book->data, &err))
        cigo_tui_say(app, STYLE_OK, _("Per questa domanda non si chiede più."));
    else
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
}

void cigo_tui_show_remember(struct app *app)
{
    struct cigo_book_lines lines = cigo_book_news(app->desk, app->arena);
    cigo_tui_panel_open(app, _("Da ricordare nella rubrica, per le prossime domande"));
    if (!lines.n)
        cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", _("Non c'è nulla di nuovo; serve il nome o un codice dell'azienda."));
    else
        add_run(app, remember_now, 0, _("Mette nella rubrica ciò che segue"));
    if (lines.n)
        add_run(app, hush, 0, _("No, e per questa domanda non chiederlo più"));
    for (size_t i = 0; i < lines.n; i++) {
        const struct cigo_book_line *line = &lines.items[i];
        if (*line->book)
            cigo_tui_panel_add(app, STYLE_WARNING, 2, _("%s %s: %s, al posto di %s"), line->field->code, line->field->label,
                               shown(app, line, line->answer), shown(app, line, line->book));
        else
            cigo_tui_panel_add(app, STYLE_NORMAL, 2, "%s %s: %s", line->field->code, line->field->label,
                               shown(app, line, line->answer));
    }
}

bool cigo_tui_has_book(const struct app *app)
{
    return app->desk->book && !app->desk->read_only;
}

/* ---- said by itself, once ---- */

void cigo_tui_say_book(struct app *app, struct cigo_place place)
{
    const struct cigo_book *book = app->desk->book;
    if (app->message.n || !book || book->wish == CIGO_BOOK_NEVER || !place.field || place.group || !place.field->book)
        return; /* an alert says more */
    struct cigo_book_lines lines = cigo_book_lines(app->desk, place.field->section, app->arena);
    for (size_t i = 0; i < lines.n; i++)
        if (lines.items[i].field == place.field && *lines.items[i].answer)
            cigo_tui_say(app, STYLE_HINT, _("Nella rubrica c'è: %s. %s la aggiorna."),
                         cigo_before_stop(shown(app, &lines.items[i], lines.items[i].book), app->arena),
                         cigo_tui_key_name(app, CIGO_DO_REMEMBER));
}

void cigo_tui_leave_book(struct app *app)
{
    struct cigo_error err = {0};
    struct cigo_book_left left;
    if (!cigo_book_left(app->desk, app->arena, &left, &err))
        cigo_tui_say(app, STYLE_ERROR, "!! %s", err.text);
    else if (left.fresh || left.changed) {
        struct cigo_buf buf;
        cigo_buf_init(&buf, 4096);
        cigo_book_left_text(&left, &buf);
        cigo_tui_say(app, STYLE_HINT, _("%s %s li mostra e li mette."), buf.p, cigo_tui_key_name(app, CIGO_DO_REMEMBER));
        cigo_buf_finish(&buf);
    } else if (left.kept)
        cigo_tui_say(app, STYLE_OK, ngettext("Nella rubrica: %zu dato nuovo.", "Nella rubrica: %zu dati nuovi.", left.kept),
                     left.kept);
}
