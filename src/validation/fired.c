/* The alerts that fire, as one list in a fixed order. Rules know rows by id; where they stand is no matter of theirs. */

#include "rules-priv.h"

#include <cigo/base/alloc.h>

static uint32_t shown_places(const struct cigo_alert_def *def, uint32_t places)
{
    return def->n_at >= 32 ? places : places & ((UINT32_C(1) << def->n_at) - 1);
}

void cigo_rules_fired_each(const struct cigo_rules *rules, void (*each)(void *data, const struct cigo_fired *fired),
                           void *data)
{
    for (size_t i = 0; i < rules->form->n_alerts; i++) {
        const struct node *node = rules->alerts[i];
        struct cigo_fired fired = {.def = node->alert};
        for (size_t k = 0; k < node->set.n; k++) {
            fired.row = node->set.items[k].row;
            fired.places = shown_places(node->alert, node->set.items[k].places);
            each(data, &fired);
        }
        fired.places = shown_places(node->alert, node->places);
        if (!node->group && node->places != 0)
            each(data, &fired);
    }
}

bool cigo_rules_alert_unknown(const struct cigo_rules *rules, const struct cigo_alert_def *def)
{
    return rules->alerts[def->index]->unknown;
}

static size_t most(const struct cigo_rules *rules)
{
    size_t n = 0;
    for (size_t i = 0; i < rules->form->n_alerts; i++)
        n += rules->alerts[i]->group ? rules->alerts[i]->set.n : 1;
    return n;
}

static void add(void *data, const struct cigo_fired *fired)
{
    struct cigo_rules *rules = data;
    rules->fired[rules->n_fired++] = *fired;
}

/* No more room than is needed: of a hundred thousand rows each may be there. */
const struct cigo_fired *cigo_rules_fired(struct cigo_rules *rules, size_t *ret_n)
{
    size_t n = most(rules);
    if (!rules->fired_ready && n > rules->cap_fired) {
        rules->fired = cigo_realloc_array(rules->fired, n, sizeof *rules->fired);
        rules->cap_fired = n;
    }
    if (!rules->fired_ready) {
        rules->n_fired = 0;
        cigo_rules_fired_each(rules, add, rules);
    }
    rules->fired_ready = true;
    *ret_n = rules->n_fired;
    return rules->fired;
}
