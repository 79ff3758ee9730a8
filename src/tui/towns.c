/* What the tables of places offer, where the user has installed some: Tab completes the name of a
 * municipality, an action puts in province and CAP. Nothing opens by itself: somebody may be typing on. */

#include <cigo/base/utf8.h>
#include <cigo/exchange/towns.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

enum { MAX_NAMES = 64, SOME = 4 };

/* As far as all names agree, whole characters only. */
static struct cigo_str common(const struct cigo_town *towns, size_t n)
{
    struct cigo_str same = cigo_str_of(towns[0].name);
    for (size_t i = 1; i < n; i++) {
        size_t k = 0;
        while (k < same.n && towns[i].name[k] == same.p[k])
            k++;
        same.n = k;
    }
    while (same.n && ((unsigned char)same.p[same.n] & 0xc0) == 0x80)
        same.n--;
    return same;
}

static void say_some(struct app *app, const struct cigo_town *towns, size_t n)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4096);
    if (n > 1)
        cigo_buf_printf(&buf, _("%zu comuni: "), n);
    for (size_t i = 0; i < n && i < SOME; i++) {
        cigo_buf_puts(&buf, i ? ", " : "");
        if (n == 1)
            cigo_town_text(&towns[i], &buf);
        else
            cigo_buf_printf(&buf, "%s (%s)", towns[i].name, towns[i].province);
    }
    cigo_tui_say(app, STYLE_HINT, "%s%s", buf.p, n > SOME ? "…" : "");
    cigo_buf_finish(&buf);
}

bool cigo_tui_complete_town(struct app *app)
{
    struct cigo_town towns[MAX_NAMES];
    struct cigo_str text = cigo_edit_text(app->edit);
    if (!app->desk->towns || !text.n)
        return false;
    size_t n = app->desk->towns(app->desk->data, text, towns, MAX_NAMES);
    if (!n || towns[0].whole)
        return false;
    struct cigo_str name = common(towns, n < MAX_NAMES ? n : MAX_NAMES);
    if (n <= MAX_NAMES && cigo_utf8_count(name) > cigo_utf8_count(text)) {
        cigo_edit_set(app->edit, name);
        app->draft_owed = true;
    } else if (n == 1) {
        return false;
    }
    say_some(app, towns, n);
    return true;
}

/* ---- province and CAP ---- */

static const struct cigo_field *town_here(const struct app *app)
{
    bool page = app->view == VIEW_PAGE && !app->panel.open && app->focus_type == ITEM_FIELD && !app->focus.group;
    return page && app->desk->towns ? cigo_town_field(app->form, app->focus.field) : NULL;
}

bool cigo_tui_can_fill_town(const struct app *app)
{
    struct cigo_town towns[CIGO_TOWNS_SHOWN];
    return cigo_town_offers(app->desk, town_here(app), towns) > 0;
}

static void fill(struct app *app, const struct cigo_field *field, const struct cigo_town *town)
{
    struct cigo_effects effects;
    struct cigo_error err = {0};
    struct cigo_buf buf;
    if (!cigo_tui_may_change(app))
        return;
    bool ok = cigo_town_put(app->session, field, town, &effects, &err);
    cigo_tui_say_effects(app, &effects); /* keeps them for Ctrl-W */
    const char *failed = cigo_session_save_failed(app->session);
    if (!ok || failed) {
        cigo_tui_say(app, STYLE_ERROR, _("!! NON SALVATO: %s  Può continuare; Ctrl-S riprova."), ok ? failed : err.text);
        return;
    }
    cigo_buf_init(&buf, 4096);
    cigo_town_text(town, &buf);
    cigo_tui_say(app, STYLE_OK, _("%s. Il CAP è quello della sede del comune: lo confermi. F11 annulla."), buf.p);
    cigo_buf_finish(&buf);
}

/* Found anew: a panel outlives what was found when it opened. */
static void fill_number(struct app *app, size_t number)
{
    struct cigo_town towns[CIGO_TOWNS_SHOWN];
    const struct cigo_field *field = town_here(app);
    if (number < cigo_town_offers(app->desk, field, towns) && number < CIGO_TOWNS_SHOWN)
        fill(app, field, &towns[number]);
}

void cigo_tui_fill_town(struct app *app)
{
    struct cigo_town towns[CIGO_TOWNS_SHOWN];
    const struct cigo_field *field = town_here(app);
    size_t n = cigo_town_offers(app->desk, field, towns);
    if (n == 1)
        fill(app, field, &towns[0]);
    if (n <= 1)
        return;
    if (n > CIGO_TOWNS_SHOWN) {
        cigo_tui_say(app, STYLE_WARNING, _("%zu comuni cominciano così: scriva qualche lettera in più."), n);
        return;
    }
    cigo_tui_panel_open(app, _("Quale comune?"));
    for (size_t i = 0; i < n; i++) {
        struct cigo_buf buf;
        cigo_buf_init(&buf, 4096);
        cigo_town_text(&towns[i], &buf);
        struct panel_line *line = cigo_tui_panel_add(app, STYLE_NORMAL, 0, "%s", buf.p);
        line->target = TARGET_RUN;
        line->run = fill_number;
        line->number = i;
        cigo_buf_finish(&buf);
    }
}

void cigo_tui_say_places(struct app *app, struct cigo_place place)
{
    struct cigo_town towns[CIGO_TOWNS_SHOWN];
    struct cigo_buf buf;
    if (app->message.n)
        return; /* an alert says more */
    size_t n = place.group ? 0 : cigo_town_offers(app->desk, place.field, towns);
    cigo_buf_init(&buf, 4096);
    if (n == 1 && towns[0].whole) {
        cigo_town_text(&towns[0], &buf);
        cigo_tui_say(app, STYLE_HINT, _("%s: Maiusc-F9, o il menu F10, li scrive."), buf.p);
    } else if (n > 1 && towns[0].whole) {
        cigo_tui_say(app, STYLE_HINT, _("%zu comuni hanno questo nome: Maiusc-F9, o il menu F10, li elenca."), n);
    }
    cigo_birth_text(app->desk, place, &buf);
    if (n == 0 && buf.n)
        cigo_tui_say(app, STYLE_HINT, "%s", buf.p);
    cigo_buf_finish(&buf);
}
