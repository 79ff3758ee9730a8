/* The alerts that fire, as one list in a fixed order. Rules know rows by id; where they stand is no matter of theirs. */

#include "rules-priv.h"

#include <cigo/base/alloc.h>

static uint32_t shown_places(const struct cigo_alert_def *def, uint32_t places)
{
    return def->n_at >= 32 ? places : places & ((UINT32_C(1) << def->n_at) - 1);
}

static void add(struct cigo_rules *rules, const struct cigo_alert_def *def, int64_t row,
                uint32_t places)
{
    rules->fired[rules->n_fired++] = (struct cigo_fired){def, row, shown_places(def, places)};
}

/* No more than are needed: of a hundred thousand rows each may be there. */
static void make_room(struct cigo_rules *rules)
{
    size_t n = 0;
    for (size_t i = 0; i < rules->form->n_alerts; i++)
        n += rules->alerts[i]->group ? rules->alerts[i]->set.n : 1;
    if (n <= rules->cap_fired)
        return;
    rules->fired = cigo_realloc_array(rules->fired, n, sizeof *rules->fired);
    rules->cap_fired = n;
}

static void list(struct cigo_rules *rules)
{
    make_room(rules);
    rules->n_fired = 0;
    for (size_t i = 0; i < rules->form->n_alerts; i++) {
        const struct node *node = rules->alerts[i];
        for (size_t k = 0; k < node->set.n; k++)
            add(rules, node->alert, node->set.items[k].row, node->set.items[k].places);
        if (!node->group && node->places != 0)
            add(rules, node->alert, 0, node->places);
    }
    rules->fired_ready = true;
}

const struct cigo_fired *cigo_rules_fired(struct cigo_rules *rules, size_t *ret_n)
{
    if (!rules->fired_ready)
        list(rules);
    *ret_n = rules->n_fired;
    return rules->fired;
}
