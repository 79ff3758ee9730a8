/* How the rows of weeks stand against their total: sentences. */

#include <cigo/base/date.h>
#include <cigo/base/decimal.h>
#include <cigo/exchange/weeks.h>
#include <cigo/i18n/i18n.h>

/* An amount as people read it; the buffers of one sentence. */
struct amounts {
    struct cigo_buf buf[4];
};

static const char *amount(struct amounts *amounts, size_t i, int64_t value)
{
    cigo_buf_clear(&amounts->buf[i]);
    cigo_decimal_it(value, 2, false, &amounts->buf[i]);
    return amounts->buf[i].p;
}

static void begin(struct amounts *amounts)
{
    for (size_t i = 0; i < 4; i++)
        cigo_buf_init(&amounts->buf[i], 64);
}

static void finish(struct amounts *amounts)
{
    for (size_t i = 0; i < 4; i++)
        cigo_buf_finish(&amounts->buf[i]);
}

static void days_text(const struct cigo_spread_week *week, struct cigo_buf *out)
{
    if (!week->days) {
        cigo_buf_puts(out, _("nessun giorno di lavoro"));
        return;
    }
    cigo_buf_printf(out, ngettext("%d giorno", "%d giorni", (unsigned long)week->days), week->days);
    if (week->holidays)
        cigo_buf_printf(out, ngettext(", di cui %d festivo", ", di cui %d festivi", (unsigned long)week->holidays),
                        week->holidays);
}

static void week_text(const struct cigo_spread *spread, const struct cigo_spread_week *week, bool planned,
                      struct amounts *a, struct cigo_buf *out)
{
    char date[CIGO_DATE_SIZE];
    cigo_buf_printf(out, "%s: ", cigo_date_it(week->monday, date));
    days_text(week, out);
    if (spread->capacity_known)
        cigo_buf_printf(out, _(", al massimo %s"), amount(a, 0, week->capacity));
    if (week->rows == 1)
        cigo_buf_printf(out, _("; ora %s"), amount(a, 1, week->present));
    else if (week->rows)
        cigo_buf_printf(out, _("; ora %s in %zu righe"), amount(a, 1, week->present), week->rows);
    else if (!planned || spread->rows)
        cigo_buf_puts(out, _("; ora nessuna riga"));
    if (planned)
        cigo_buf_printf(out, _("; proposta %s"), amount(a, 2, week->share));
    cigo_buf_puts(out, ".");
    if (spread->capacity_known && week->present > week->capacity)
        cigo_buf_printf(out, _(" Ora sono %s in più del massimo."), amount(a, 3, week->present - week->capacity));
    cigo_buf_putc(out, '\n');
}

void cigo_spread_weeks_text(const struct cigo_spread *spread, bool planned, struct cigo_buf *out)
{
    struct amounts amounts;
    begin(&amounts);
    for (size_t i = 0; i < spread->n; i++)
        week_text(spread, &spread->weeks[i], planned, &amounts, out);
    finish(&amounts);
}

/* ---- the sums ---- */

static void rows_against_total(const struct cigo_spread *spread, struct amounts *a, struct cigo_buf *out)
{
    int64_t over = spread->present - spread->total;
    const char *present = amount(a, 0, spread->present), *total = amount(a, 1, spread->total);
    const char *by = amount(a, 2, over < 0 ? -over : over);
    if (!spread->total_known)
        cigo_buf_printf(out, _("Ora le settimane danno %s; il totale ancora non si conosce.\n"), present);
    if (*spread->total_lacks)
        cigo_buf_printf(out, "%s\n", spread->total_lacks);
    if (!spread->total_known)
        return;
    if (!spread->rows)
        cigo_buf_printf(out, _("Il totale è %s; non è ancora diviso fra le settimane.\n"), total);
    else if (over == 0)
        cigo_buf_printf(out, _("Ora le settimane danno %s, come il totale.\n"), present);
    else if (over > 0)
        cigo_buf_printf(out, _("Ora le settimane danno %s, il totale è %s: %s in più.\n"), present, total, by);
    else
        cigo_buf_printf(out, _("Ora le settimane danno %s, il totale è %s: %s in meno.\n"), present, total, by);
}

static void odd_rows(const struct cigo_spread *spread, struct cigo_buf *out)
{
    if (spread->outside)
        cigo_buf_printf(out, ngettext("%zu riga non è di una settimana del periodo.\n",
                                      "%zu righe non sono di una settimana del periodo.\n", spread->outside),
                        spread->outside);
    if (spread->unread)
        cigo_buf_printf(out, ngettext("%zu riga non ha una settimana o un numero che si possa leggere.\n",
                                      "%zu righe non hanno una settimana o un numero che si possa leggere.\n",
                                      spread->unread),
                        spread->unread);
}

static void total_against_room(const struct cigo_spread *spread, struct amounts *a, struct cigo_buf *out)
{
    const struct cigo_single *most = &spread->group->spread->capacity;
    int64_t room = 0;
    for (size_t i = 0; i < spread->n; i++)
        room += spread->weeks[i].capacity;
    if (!spread->capacity_known && (most->field || most->computed))
        cigo_buf_printf(out, _("Il massimo di ogni settimana non è controllato: non si conosce «%s».\n"),
                        most->field ? most->field->label : most->computed->label);
    if (*spread->capacity_lacks)
        cigo_buf_printf(out, "%s\n", spread->capacity_lacks);
    if (!spread->capacity_known || !spread->total_known)
        return;
    const char *all = amount(a, 0, room), *by = amount(a, 1, spread->total - room);
    if (spread->total > room)
        cigo_buf_printf(out, _("Il totale supera di %s il massimo di tutte le settimane, %s.\n"), by, all);
    else
        cigo_buf_printf(out, _("Il totale sta nelle settimane, che ne contengono al massimo %s.\n"), all);
}

static void shares_sum(const struct cigo_spread *spread, struct amounts *a, struct cigo_buf *out)
{
    int64_t sum = 0;
    for (size_t i = 0; i < spread->n; i++)
        sum += spread->weeks[i].share;
    cigo_buf_printf(out, _("La proposta dà %s su un totale di %s.\n"), amount(a, 0, sum), amount(a, 1, spread->total));
}

void cigo_spread_sums_text(const struct cigo_spread *spread, bool planned, struct cigo_buf *out)
{
    struct amounts amounts;
    begin(&amounts);
    if (planned)
        shares_sum(spread, &amounts, out);
    rows_against_total(spread, &amounts, out);
    odd_rows(spread, out);
    total_against_room(spread, &amounts, out);
    finish(&amounts);
}
