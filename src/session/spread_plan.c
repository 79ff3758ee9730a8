/* The shares of a spread. Weeks get by weight; where that is more than a week holds, it gets what it holds
 * and the rest is divided again among the others, until nothing overflows (each round closes a week for
 * good, so it ends). What division leaves over goes a hundredth each to those who lost most by rounding
 * down: such a share was no whole hundredth, so one more is still within the capacity. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/buf.h>
#include <cigo/base/decimal.h>
#include <cigo/session/spread.h>

struct part {
    int64_t weight, room, share;
    int64_t lost; /* by rounding down, in units of 1 ÷ all weights */
    bool closed;
    size_t index;
};

static int64_t weight_of(const struct cigo_spread_week *week, enum cigo_spread_way way)
{
    return way == CIGO_SPREAD_EVENLY ? week->days > 0 : week->days - week->holidays;
}

/* What is left for the open parts, and their weights together. */
static int64_t open_parts(const struct part *parts, size_t n, int64_t total, int64_t *ret_weights)
{
    *ret_weights = 0;
    for (size_t i = 0; i < n; i++) {
        if (parts[i].closed)
            total -= parts[i].share;
        else
            *ret_weights += parts[i].weight;
    }
    return total;
}

static bool close_full(struct part *parts, size_t n, int64_t left, int64_t weights)
{
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        struct part *part = &parts[i];
        /* left × weight ÷ weights > room, without a division that rounds */
        if (part->closed || left * part->weight / weights < part->room ||
            (left * part->weight / weights == part->room && left * part->weight % weights == 0))
            continue;
        part->closed = any = true;
        part->share = part->room;
    }
    return any;
}

static int by_loss(const void *va, const void *vb)
{
    const struct part *a = va, *b = vb;
    if (a->lost != b->lost)
        return a->lost > b->lost ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index; /* equal: the earlier week */
}

static void divide(struct part *parts, size_t n, int64_t total)
{
    int64_t weights, left = open_parts(parts, n, total, &weights);
    while (weights && close_full(parts, n, left, weights))
        left = open_parts(parts, n, total, &weights);
    int64_t rest = left;
    for (size_t i = 0; i < n && weights; i++) {
        if (parts[i].closed)
            continue;
        parts[i].share = left * parts[i].weight / weights;
        parts[i].lost = left * parts[i].weight % weights;
        rest -= parts[i].share;
    }
    qsort(parts, n, sizeof *parts, by_loss);
    for (size_t i = 0; i < n && rest > 0; i++, rest--)
        parts[i].share++;
}

static bool too_much(const struct cigo_spread *spread, int64_t room, struct cigo_error *err)
{
    struct cigo_buf total, most, over;
    cigo_buf_init(&total, 64);
    cigo_buf_init(&most, 64);
    cigo_buf_init(&over, 64);
    cigo_decimal_it(spread->total, 2, false, &total);
    cigo_decimal_it(room, 2, false, &most);
    cigo_decimal_it(spread->total - room, 2, false, &over);
    cigo_fail(err, CIGO_EXIT_USAGE,
              _("Il totale non ci sta: è %s e le settimane ne contengono al massimo %s, %s di meno. Controlli il "
              "periodo, il totale e l'orario di ciascuno."),
              total.p, most.p, over.p);
    cigo_buf_finish(&total);
    cigo_buf_finish(&most);
    cigo_buf_finish(&over);
    return false;
}

static bool can_plan(const struct cigo_spread *spread, enum cigo_spread_way way, struct cigo_error *err)
{
    int64_t room = 0, weights = 0;
    if (!spread->total_known) {
        const struct cigo_single *total = &spread->group->spread->total;
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Per ripartire serve «%s», che ancora non si conosce.%s%s"),
                         total->field ? total->field->label : total->computed->label, *spread->total_lacks ? " " : "",
                         spread->total_lacks);
    }
    if (spread->total <= 0)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Il totale non è maggiore di zero: non c'è nulla da ripartire."));
    for (size_t i = 0; i < spread->n; i++) {
        weights += weight_of(&spread->weeks[i], way);
        room += weight_of(&spread->weeks[i], way) ? spread->weeks[i].capacity : 0;
    }
    if (!weights)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Nel periodo non c'è nessun giorno di lavoro."));
    return !spread->capacity_known || spread->total <= room || too_much(spread, room, err);
}

bool cigo_spread_plan(struct cigo_spread *spread, enum cigo_spread_way way, struct cigo_error *err)
{
    if (!can_plan(spread, way, err))
        return false;
    struct part *parts = cigo_alloc_array(spread->n, sizeof *parts);
    for (size_t i = 0; i < spread->n; i++) {
        int64_t weight = weight_of(&spread->weeks[i], way);
        parts[i] = (struct part){
            .weight = weight,
            .room = spread->capacity_known ? spread->weeks[i].capacity : INT64_MAX,
            .closed = weight == 0,
            .index = i,
        };
    }
    divide(parts, spread->n, spread->total);
    for (size_t i = 0; i < spread->n; i++)
        spread->weeks[parts[i].index].share = parts[i].share;
    free(parts);
    return true;
}
