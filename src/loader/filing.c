/* `term:`, what the filing term is computed from without a case: the fields that get the few answers that it rests
 * on, and the values and alerts that are told. Read last, because it names fields, values and alerts. */

#include "loader-priv.h"

#include <string.h>

#include <cigo/base/alloc.h>

static const struct cigo_key filing_keys[] = {
    {"start", CIGO_KEY_HERE, 0, true},    {"monday", CIGO_KEY_HERE, 0, false},
    {"causale", CIGO_KEY_HERE, 0, false}, {"planned", CIGO_KEY_HERE, 0, false},
    {"event", CIGO_KEY_HERE, 0, false},   {"hint", CIGO_KEY_TEXT, offsetof(struct cigo_filing_def, hint), false},
    {"show", CIGO_KEY_HERE, 0, false},    {"alerts", CIGO_KEY_HERE, 0, false},
};

/* A field of this type, or a column where these may be. */
static bool need_place(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *key, enum cigo_type want,
                       bool columns, struct cigo_filing_place *ret)
{
    struct cigo_alert_place place;
    const char *name = cigo_node_text(l, node);
    if (!name || !cigo_need_place(l, NULL, name, node->pos, &place))
        return false;
    if (!place.field || (place.group && !columns)) {
        cigo_complain(l, node->pos, "term: «%s» vuole un campo%s, «%.80s» non lo è", key,
                      columns ? " o la colonna di un gruppo" : "", name);
        return false;
    }
    cigo_check_type(l, "term", key, node, place.field->kind->type, place.field->ctx.places, want);
    *ret = (struct cigo_filing_place){place.field, place.group};
    return true;
}

static void read_field(struct cigo_loader *l, const char *key, enum cigo_type want, const struct cigo_field **ret)
{
    const struct cigo_yaml_node *node = cigo_yaml_get(l->filing, key);
    struct cigo_filing_place place;
    if (node && need_place(l, node, key, want, false, &place))
        *ret = place.field;
}

/* The entries of a list that may be absent; 0 too after a problem. */
static size_t entries_of(struct cigo_loader *l, const char *key, const struct cigo_yaml_node **ret_list)
{
    *ret_list = cigo_yaml_get(l->filing, key);
    return *ret_list && cigo_node_list(l, *ret_list) ? (*ret_list)->n : 0;
}

static void read_events(struct cigo_loader *l, struct cigo_filing_def *filing)
{
    const struct cigo_yaml_node *list;
    size_t n = entries_of(l, "event", &list);
    struct cigo_filing_place *events = cigo_arena_alloc(l->arena, (n + 1) * sizeof *events);
    for (size_t i = 0; i < n; i++)
        filing->n_events +=
            need_place(l, list->items[i], "event", CIGO_TYPE_DATE, true, &events[filing->n_events]);
    filing->events = events;
}

static void read_show(struct cigo_loader *l, struct cigo_filing_def *filing)
{
    const struct cigo_yaml_node *list;
    size_t n = entries_of(l, "show", &list);
    const struct cigo_computed **show = cigo_arena_alloc(l->arena, (n + 1) * sizeof *show);
    for (size_t i = 0; i < n; i++) {
        size_t at = cigo_entries_need(l, CIGO_MAP_COMPUTED, "un valore calcolato", list->items[i]);
        if (at < l->form->n_computed)
            show[filing->n_show++] = &l->form->computed[at];
    }
    filing->show = show;
}

static void read_alerts(struct cigo_loader *l, struct cigo_filing_def *filing)
{
    const struct cigo_yaml_node *list;
    size_t n = entries_of(l, "alerts", &list);
    const struct cigo_alert_def **alerts = cigo_arena_alloc(l->arena, (n + 1) * sizeof *alerts);
    for (size_t i = 0; i < n; i++) {
        size_t at = cigo_entries_need(l, CIGO_MAP_ALERTS, "un avviso", list->items[i]);
        if (at < l->form->n_alerts)
            alerts[filing->n_alerts++] = &l->form->alerts[at];
    }
    filing->alerts = alerts;
}

/* The term itself is the date that every screen shows. */
static void check_banner(struct cigo_loader *l)
{
    for (size_t i = 0; i < l->form->n_computed; i++)
        if (l->form->computed[i].banner && l->form->computed[i].type == CIGO_TYPE_DATE)
            return;
    cigo_complain(l, l->filing->key_pos, "term: manca il termine, un valore calcolato di tipo date con «show: banner»");
}

void cigo_load_filing(struct cigo_loader *l)
{
    struct cigo_filing_def *filing = &l->form->filing;
    if (!l->filing || !cigo_node_map(l, l->filing, "term", filing_keys, CIGO_N(filing_keys), filing))
        return;
    read_field(l, "start", CIGO_TYPE_DATE, &filing->start);
    read_field(l, "monday", CIGO_TYPE_DATE, &filing->monday);
    read_field(l, "causale", CIGO_TYPE_CHOICE, &filing->causale);
    read_field(l, "planned", CIGO_TYPE_BOOLEAN, &filing->planned);
    read_events(l, filing);
    read_show(l, filing);
    read_alerts(l, filing);
    check_banner(l);
}
