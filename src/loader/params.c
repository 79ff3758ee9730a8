/* Dated numbers. A value is in force until the next one; a yearly one ends with its year, so a year
 * without a figure must be declared `unknown`. */

#include "loader-priv.h"

#include <string.h>

#include <cigo/base/date.h>
#include <cigo/base/decimal.h>

enum { MAX_PLACES = 8 };

static const struct cigo_key param_keys[] = {
    {"label", CIGO_KEY_TEXT, offsetof(struct cigo_param, label), false},
    {"unit", CIGO_KEY_TEXT, offsetof(struct cigo_param, unit), false},
    {"kind", CIGO_KEY_HERE, 0, false},
    {"places", CIGO_KEY_HERE, 0, false},
    {"yearly", CIGO_KEY_BOOL, offsetof(struct cigo_param, yearly), false},
    {"source", CIGO_KEY_SOURCE, offsetof(struct cigo_param, source), true},
    {"values", CIGO_KEY_HERE, 0, true},
};

static void read_type(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                      struct cigo_param *param)
{
    static const char *const kinds[] = {"integer", "decimal", "money"};
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "places");
    size_t kind = 0, places = 2;
    cigo_node_word(l, cigo_yaml_get(node, "kind"), kinds, CIGO_N(kinds), &kind);
    param->type = kind == 0 ? CIGO_TYPE_INTEGER : CIGO_TYPE_DECIMAL;
    if (item && kind == 0)
        cigo_complain(l, item->key_pos, "%s: «places» va solo con kind: decimal o money", what);
    else if (item && cigo_node_count(l, item, &places) && places > MAX_PLACES) {
        cigo_complain(l, item->pos, "%s: al massimo %d decimali", what, MAX_PLACES);
        places = 2;
    }
    param->places = kind == 0 ? 0 : (int)places;
}

static void read_number(struct cigo_loader *l, const struct cigo_yaml_node *node,
                        const struct cigo_param *param, struct cigo_param_value *value)
{
    const char *text = cigo_node_text(l, node);
    if (!text)
        return;
    if (strcmp(text, "unknown") == 0) {
        value->unknown = true;
        return;
    }
    switch (cigo_decimal_parse(cigo_str_of(text), param->places, &value->value)) {
    case CIGO_DECIMAL_OK:
        break;
    case CIGO_DECIMAL_TOO_PRECISE:
        if (param->type == CIGO_TYPE_INTEGER)
            cigo_complain(l, node->pos,
                          "«%.80s» non è intero: scriva un intero, o aggiunga kind: decimal", text);
        else
            cigo_complain(l, node->pos, "«%.80s» ha più di %d decimali: aggiunga «places»", text,
                          param->places);
        break;
    case CIGO_DECIMAL_AMBIGUOUS:
        cigo_complain(l, node->pos, "«%.80s» è ambiguo: migliaia o decimali? Scriva per esempio %s",
                      text, param->places ? "1234.00" : "1234");
        break;
    case CIGO_DECIMAL_RANGE:
        cigo_complain(l, node->pos, "«%.80s» è un numero troppo grande", text);
        break;
    default:
        cigo_complain(l, node->pos, "«%.80s» non è un numero: mi aspettavo un numero o unknown",
                      text);
    }
}

/* The date before `next` must be in the same year, or next must be the first of the following year.
 */
static void check_year(struct cigo_loader *l, const struct cigo_yaml_node *node, int32_t before,
                       int32_t next)
{
    struct cigo_ymd a = cigo_date_ymd(before), b = cigo_date_ymd(next);
    bool january = b.month == 1 && b.day == 1;
    if (b.year == a.year || (b.year == a.year + 1 && january))
        return;
    int hole = a.year + 1;
    cigo_complain(
        l, node->key_pos,
        "manca il valore dal 01/01/%d (uno annuale finisce con il suo anno): lo aggiunga, o "
        "scriva «%d-01-01: unknown»",
        hole, hole);
}

static void read_values(struct cigo_loader *l, const struct cigo_yaml_node *list, const char *what,
                        struct cigo_param *param)
{
    if (list->type != CIGO_YAML_MAP || list->n == 0) {
        cigo_complain(l, list->pos, "%s: in «values» mi aspettavo «AAAA-MM-GG: numero»", what);
        return;
    }
    struct cigo_param_value *values = cigo_arena_alloc(l->arena, list->n * sizeof *values);
    for (size_t i = 0; i < list->n; i++) {
        const struct cigo_yaml_node *item = list->items[i];
        struct cigo_param_value value = {0};
        read_number(l, item, param, &value);
        if (!cigo_date_parse_iso(cigo_str_of(item->key), &value.from)) {
            cigo_complain(
                l, item->key_pos,
                "«%.80s» non è una data: mi aspettavo AAAA-MM-GG (per esempio 2026-01-01)",
                item->key);
            continue;
        }
        int32_t before = param->n_values ? values[param->n_values - 1].from : 0;
        if (value.from <= before) {
            cigo_complain(l, item->key_pos,
                          "%s: le date vanno in ordine, e %.80s viene dopo una data successiva",
                          what, item->key);
            continue;
        }
        if (before && param->yearly)
            check_year(l, item, before, value.from);
        values[param->n_values++] = value;
    }
    param->values = values;
}

void cigo_load_params(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_PARAMS];
    cigo_entries_names(l, entries);
    l->form->params = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->params);
    l->form->n_params = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        const struct cigo_yaml_node *node = entries->items[i].node;
        struct cigo_param *param = &l->form->params[i];
        const char *what = cigo_what(l, "parametro", node);
        *param = (struct cigo_param){.id = node->key, .pos = node->key_pos, .index = i};
        param->type = CIGO_TYPE_INTEGER;
        cigo_check_id(l, node, what);
        if (!cigo_node_map(l, node, what, param_keys, CIGO_N(param_keys), param))
            continue;
        read_type(l, node, what, param);
        if (cigo_yaml_get(node, "values"))
            read_values(l, cigo_yaml_get(node, "values"), what, param);
    }
}
