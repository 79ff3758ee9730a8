/* What the tables of places say of an answer, and /completa. */

#include <stdlib.h>
#include <cigo/exchange/towns.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

static void offer(struct line *line, const struct cigo_field *field)
{
    struct cigo_town towns[CIGO_TOWNS_SHOWN];
    struct cigo_buf buf;
    size_t n = cigo_town_offers(line->desk, field, towns);
    line->town = n ? field : NULL;
    if (!n)
        return;
    if (n > CIGO_TOWNS_SHOWN) {
        cigo_line_say(line, _("Nella tabella %zu comuni cominciano così: con qualche lettera in più si propongono."), n);
        return;
    }
    cigo_buf_init(&buf, 65536);
    for (size_t i = 0; i < n; i++) {
        if (n > 1)
            cigo_buf_printf(&buf, "%s%zu. ", i ? "; " : "", i + 1);
        cigo_town_text(&towns[i], &buf);
    }
    cigo_line_say(line, n == 1 ? _("Nella tabella dei comuni: %s. /completa lo scrive.")
                               : _("Nella tabella dei comuni: %s. /completa 1 scrive il primo, e così via."),
                  buf.p);
    cigo_buf_finish(&buf);
}

void cigo_line_say_places(struct line *line, struct cigo_place place)
{
    struct cigo_buf buf;
    if (place.field && !place.group && place.field->kind->id == CIGO_KIND_COMUNE)
        offer(line, place.field);
    cigo_buf_init(&buf, 4096);
    cigo_birth_text(line->desk, place, &buf);
    if (buf.n)
        cigo_line_say(line, "%s", buf.p);
    cigo_buf_finish(&buf);
}

void cigo_line_complete(struct line *line, const char *word)
{
    struct cigo_town towns[CIGO_TOWNS_SHOWN];
    struct cigo_effects effects;
    struct cigo_error err = {0};
    const struct cigo_field *here = line->here.group ? NULL : line->here.field;
    const struct cigo_field *field = cigo_town_field(line->form, here);
    if (!field)
        field = line->town;
    size_t n = cigo_town_offers(line->desk, field, towns);
    unsigned long number = *word ? strtoul(word, NULL, 10) : n == 1;
    if (!n || n > CIGO_TOWNS_SHOWN) {
        cigo_line_say(line, n ? _("I comuni sono troppi: scriva qualche lettera in più.")
                              : _("Qui la tabella dei comuni non ha nulla da completare."));
    } else if (number < 1 || number > n) {
        cigo_line_say(line, _("Serve un numero da 1 a %zu: ripeta il comando con il numero."), n);
    } else if (!cigo_town_put(line->session, field, &towns[number - 1], &effects, &err)) {
        cigo_line_say(line, "%s", err.text);
    } else {
        struct cigo_buf buf;
        cigo_buf_init(&buf, 4096);
        cigo_town_text(&towns[number - 1], &buf);
        cigo_line_say(line, _("%s registrato: %s. Il CAP è quello della sede del comune: lo confermi. /annulla lo toglie."),
                      field->code, buf.p);
        cigo_buf_finish(&buf);
        cigo_line_report(line, &effects, (struct cigo_place){.field = field});
        line->moved = true;
    }
}
