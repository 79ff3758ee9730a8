/* The tests that travel with the form, read again from its folder: those of alerts, then whole
 * cases. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>

struct reader {
    struct cigo_loader loader; /* for the readers of values */
    struct cigo_form_tests *tests;
};

static struct cigo_form_test *add(struct reader *r)
{
    struct cigo_form_test *test = CIGO_PUSH(r->tests->items, r->tests->n, r->tests->cap);
    *test = (struct cigo_form_test){0};
    return test;
}

static int32_t today_of(struct reader *r, const struct cigo_yaml_node *map)
{
    const struct cigo_yaml_node *node = cigo_yaml_get(map, "today");
    int32_t today = 0;
    if (node)
        cigo_node_date(&r->loader, node, &today);
    return today;
}

/* Shapes were checked when the form was loaded; a file that changed since is read with care. */
static void read_alert(struct reader *r, const struct cigo_yaml_node *alert)
{
    const struct cigo_yaml_node *list = cigo_yaml_get(alert, "tests");
    for (size_t i = 0; list && list->type == CIGO_YAML_LIST && i < list->n; i++) {
        const struct cigo_yaml_node *item = list->items[i], *fires = cigo_yaml_get(item, "fires");
        const struct cigo_yaml_node *answers = fires ? fires : cigo_yaml_get(item, "silent");
        if (!answers)
            continue;
        struct cigo_form_test *test = add(r);
        test->name = cigo_arena_printf(r->loader.arena, "%s#%zu", alert->key, i + 1);
        test->alert = alert->key;
        test->fires = fires != NULL;
        test->today = today_of(r, item);
        test->answers = answers;
        test->at = cigo_yaml_get(item, "at");
        test->pos = item->pos;
    }
}

static void read_alerts(struct reader *r, const char *path)
{
    const struct cigo_yaml_node *root = cigo_load_file(r->loader.arena, path, r->loader.problems);
    const struct cigo_yaml_node *alerts = root ? cigo_yaml_get(root, "alerts") : NULL;
    for (size_t i = 0; alerts && alerts->type == CIGO_YAML_MAP && i < alerts->n; i++)
        read_alert(r, alerts->items[i]);
}

static const struct cigo_key case_keys[] = {
    {"name", CIGO_KEY_TEXT, offsetof(struct cigo_form_test, name), false},
    {"today", CIGO_KEY_DATE, offsetof(struct cigo_form_test, today), false},
    {"answers", CIGO_KEY_HERE, 0, true},
    {"alerts", CIGO_KEY_HERE, 0, false},
    {"computed", CIGO_KEY_HERE, 0, false},
};

static void check_expected(struct reader *r, const struct cigo_form_test *test)
{
    const struct cigo_form *form = r->loader.form;
    if (test->alerts && cigo_node_list(&r->loader, test->alerts))
        for (size_t i = 0; i < test->alerts->n; i++) {
            const char *id = cigo_node_text(&r->loader, test->alerts->items[i]);
            /* format alerts and the engine's are not the form's */
            if (id && strncmp(id, "FMT-", 4) != 0 && strncmp(id, "ENG-", 4) != 0 &&
                !cigo_form_alert(form, cigo_str_of(id)))
                cigo_complain(&r->loader, test->alerts->items[i]->pos,
                              "«%.80s» non è un avviso del modulo", id);
        }
    for (size_t i = 0; test->computed && i < test->computed->n; i++) {
        const struct cigo_yaml_node *item = test->computed->items[i];
        if (!item->key || !cigo_form_computed(form, cigo_str_of(item->key)))
            cigo_complain(&r->loader, cigo_node_pos(item),
                          "«%.80s» non è un valore calcolato del modulo",
                          item->key ? item->key : "");
    }
}

static void read_case(struct reader *r, const char *path)
{
    struct cigo_form_test test = {0};
    const struct cigo_yaml_node *root = cigo_load_file(r->loader.arena, path, r->loader.problems);
    if (!root || !cigo_node_map(&r->loader, root, "prova", case_keys, CIGO_N(case_keys), &test))
        return;
    if (!test.name)
        test.name = strrchr(path, '/') + 1;
    test.answers = cigo_yaml_get(root, "answers");
    test.alerts = cigo_yaml_get(root, "alerts");
    test.computed = cigo_yaml_get(root, "computed");
    test.pos = root->pos;
    check_expected(r, &test);
    if (test.answers)
        *add(r) = test;
}

bool cigo_form_tests_load(const struct cigo_form *form, struct cigo_arena *arena,
                          struct cigo_form_tests *ret_tests, struct cigo_problems *problems)
{
    struct cigo_form_tests tests = {0};
    struct cigo_form borrowed = *form; /* the readers only look things up in it */
    struct reader r = {.tests = &tests};
    r.loader = (struct cigo_loader){
        .form = &borrowed, .arena = arena, .problems = problems, .n_before = problems->n};
    read_alerts(&r, cigo_arena_printf(arena, "%s/form.yaml", form->dir));
    size_t n;
    const char **paths = cigo_load_list(arena, form->dir, "sections", &n, problems);
    for (size_t i = 0; i < n; i++)
        read_alerts(&r, paths[i]);
    paths = cigo_load_list(arena, form->dir, "alerts", &n, problems);
    for (size_t i = 0; i < n; i++)
        read_alerts(&r, paths[i]);
    paths = cigo_load_list(arena, form->dir, "tests", &n, problems);
    for (size_t i = 0; i < n; i++)
        read_case(&r, paths[i]);
    if (problems->n > r.loader.n_before) {
        cigo_form_tests_free(&tests);
        return false;
    }
    *ret_tests = tests;
    return true;
}

void cigo_form_tests_free(struct cigo_form_tests *tests)
{
    free(tests->items);
    *tests = (struct cigo_form_tests){0};
}
