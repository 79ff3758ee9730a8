/* The alerts that fire, as one list in a fixed order. Rules know rows by id, people by position. */

#include "rules-priv.h"

#include <cigo/base/alloc.h>

static uint32_t shown_places(const struct cigo_alert_def *def, uint32_t places)
{
    return def->n_at >= 32 ? places : places & ((UINT32_C(1) << def->n_at) - 1);
}

static void add(struct cigo_rules *rules, const struct cigo_alert_def *def, int64_t row,
                uint32_t places)
{
    *CIGO_PUSH(rules->fired, rules->n_fired, rules->cap_fired) =
        (struct cigo_fired){def, row, shown_places(def, places)};
}

static bool in_id_order(const struct cigo_rows *rows)
{
    for (size_t i = 1; i < rows->n; i++) {
        if (rows->items[i - 1].id >= rows->items[i].id)
            return false;
    }
    return true;
}

/* Rows in the order of the user: the set's own order, unless rows were inserted or moved. */
static void add_rows(struct cigo_rules *rules, const struct node *node)
{
    const struct members *set = &node->set;
    const struct cigo_rows *rows = &rules->answers->groups[node->group->index];
    if (set->n < 2 || in_id_order(rows)) {
        for (size_t i = 0; i < set->n; i++)
            add(rules, node->alert, set->items[i].row, set->items[i].places);
        return;
    }
    for (size_t i = 0; i < rows->n; i++) { /* finding each by its id would be a walk for each */
        uint32_t places = cigo_members_get(set, rows->items[i].id);
        if (places != 0)
            add(rules, node->alert, rows->items[i].id, places);
    }
}

const struct cigo_fired *cigo_rules_fired(struct cigo_rules *rules, size_t *ret_n)
{
    for (size_t i = 0; !rules->fired_ready && i < rules->form->n_alerts; i++) {
        const struct node *node = rules->alerts[i];
        if (i == 0)
            rules->n_fired = 0;
        if (node->group)
            add_rows(rules, node);
        else if (node->places != 0)
            add(rules, node->alert, 0, node->places);
    }
    rules->fired_ready = true;
    *ret_n = rules->n_fired;
    return rules->fired;
}
