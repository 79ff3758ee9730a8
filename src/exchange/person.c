/* A birth in words. The years of a place go back before the dates that rules know: they stay texts. */

#include <cigo/base/date.h>
#include <cigo/exchange/person.h>
#include <cigo/form/codice_fiscale.h>
#include <cigo/i18n/i18n.h>

/* "1871-01-15" as "15/01/1871" */
static void put_date(const char *iso, struct cigo_buf *out)
{
    cigo_buf_printf(out, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
}

/* Since when, until when, where that says something: states of today are all listed from 1900 on. */
static void put_life(const struct cigo_birthplace *place, struct cigo_buf *out)
{
    const char *word = place->abroad ? (place->active ? _("stato estero attivo") : _("stato estero che non c'è più"))
                                     : (place->active ? _("comune attivo") : _("comune soppresso"));
    bool ended = *place->to && strncmp(place->to, "9999", 4) != 0;
    cigo_buf_printf(out, ", %s", word);
    if (*place->from && !place->abroad) {
        cigo_buf_puts(out, _(" dal "));
        put_date(place->from, out);
    }
    if (ended) {
        cigo_buf_puts(out, _(" al "));
        put_date(place->to, out);
    }
}

void cigo_person_text(struct cigo_str cf, int32_t today, const struct cigo_birthplace *place, struct cigo_buf *out)
{
    int32_t born;
    char date[CIGO_DATE_SIZE];
    bool woman = cigo_cf_is_woman(cf);
    if (!cigo_cf_birth(cf, today, &born))
        return;
    cigo_buf_printf(out, woman ? _("Nata il %s") : _("Nato il %s"), cigo_date_it(born, date));
    if (place->abroad)
        cigo_buf_printf(out, _(" in %s"), place->name);
    else if (*place->province)
        cigo_buf_printf(out, _(" a %s (%s)"), place->name, place->province);
    else
        cigo_buf_printf(out, _(" a %s"), place->name);
    put_life(place, out);
    cigo_buf_puts(out, ".");
}
