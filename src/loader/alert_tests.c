/* The tests that an alert carries: at least one case in which it fires and one in which it is
 * silent. Here only names and shapes are checked; the form tester runs them. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

struct test_entry {
    int32_t today;
};
static const struct cigo_key test_keys[] = {
    {"fires", CIGO_KEY_HERE, 0, false},
    {"silent", CIGO_KEY_HERE, 0, false},
    {"today", CIGO_KEY_DATE, offsetof(struct test_entry, today), false},
    {"at", CIGO_KEY_HERE, 0, false},
};

static void check_rows(struct cigo_loader *l, const struct cigo_yaml_node *rows,
                       const struct cigo_group *group)
{
    if (!cigo_node_list(l, rows))
        return;
    for (size_t i = 0; i < rows->n; i++) {
        const struct cigo_yaml_node *row = rows->items[i];
        if (row->type != CIGO_YAML_MAP)
            cigo_complain(l, row->pos, "mi aspettavo una riga: {colonna: valore, …}");
        for (size_t j = 0; row->type == CIGO_YAML_MAP && j < row->n; j++) {
            const char *key = row->items[j]->key;
            struct cigo_yaml_node name = {.type = CIGO_YAML_SCALAR, .pos = row->items[j]->key_pos};
            name.text = key;
            name.n_text = strlen(key);
            cigo_need_column(l, group, &name);
        }
    }
}

static void check_answers(struct cigo_loader *l, const struct cigo_yaml_node *answers)
{
    if (answers->type == CIGO_YAML_SCALAR && answers->null)
        return; /* an empty form */
    if (answers->type != CIGO_YAML_MAP) {
        cigo_complain(l, answers->pos, "%s: mi aspettavo le risposte: {campo: valore, …}",
                      answers->key);
        return;
    }
    for (size_t i = 0; i < answers->n; i++) {
        const struct cigo_yaml_node *item = answers->items[i];
        struct cigo_alert_place place;
        if (strchr(item->key, '.'))
            cigo_complain(l, item->key_pos, "«%.80s» non è un campo o un gruppo", item->key);
        else if (cigo_need_place(l, NULL, item->key, item->key_pos, &place) && place.group)
            check_rows(l, item, place.group);
    }
}

static void check_test(struct cigo_loader *l, const struct cigo_yaml_node *test,
                       const struct cigo_group *each)
{
    struct test_entry entry = {0};
    if (!cigo_node_map(l, test, "prova", test_keys, CIGO_N(test_keys), &entry))
        return;
    const struct cigo_yaml_node *fires = cigo_yaml_get(test, "fires");
    const struct cigo_yaml_node *silent = cigo_yaml_get(test, "silent");
    const struct cigo_yaml_node *at = cigo_yaml_get(test, "at");
    if (!fires == !silent) {
        cigo_complain(l, test->pos, "prova: mi aspettavo «fires» o «silent», una delle due");
        return;
    }
    check_answers(l, silent ? silent : fires);
    if (at && silent)
        cigo_complain(l, at->key_pos, "prova: «at» va solo con «fires»");
    if (!at || !cigo_node_list(l, at))
        return;
    for (size_t i = 0; i < at->n; i++) {
        struct cigo_alert_place place;
        const char *name = cigo_node_text(l, at->items[i]);
        if (name)
            cigo_need_place(l, each, name, at->items[i]->pos, &place);
    }
}

void cigo_check_alert_tests(struct cigo_loader *l, const struct cigo_yaml_node *alert,
                            const struct cigo_group *each)
{
    const struct cigo_yaml_node *tests = cigo_yaml_get(alert, "tests");
    bool fires = false, silent = false;
    if (!tests || !cigo_node_list(l, tests))
        return;
    for (size_t i = 0; i < tests->n; i++) {
        check_test(l, tests->items[i], each);
        fires |= cigo_yaml_get(tests->items[i], "fires") != NULL;
        silent |= cigo_yaml_get(tests->items[i], "silent") != NULL;
    }
    if (!fires || !silent)
        cigo_complain(l, tests->key_pos,
                      "avviso «%s»: in «tests» manca una prova in cui %s; ne serve una per sorta",
                      alert->key, !fires ? "scatta (fires)" : "tace (silent)");
}
