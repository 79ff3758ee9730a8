/* The tutorial (`tutorial:`): a case to try on, the day on which it is tried, and the steps, each with what says
 * that it is done. */

#include "loader-priv.h"

static const struct cigo_key tutorial_keys[] = {
    {"today", CIGO_KEY_DATE, offsetof(struct cigo_tutorial_def, today), true},
    {"answers", CIGO_KEY_TEXT, offsetof(struct cigo_tutorial_def, answers), true},
    {"steps", CIGO_KEY_HERE, 0, true},
};

static const struct cigo_key step_keys[] = {
    {"title", CIGO_KEY_TEXT, offsetof(struct cigo_step, title), true},
    {"text", CIGO_KEY_TEXT, offsetof(struct cigo_step, text), true},
    {"screen", CIGO_KEY_TEXT, offsetof(struct cigo_step, screen), false},
    {"lines", CIGO_KEY_TEXT, offsetof(struct cigo_step, lines), false},
    {"at", CIGO_KEY_HERE, 0, false},
    {"answer", CIGO_KEY_HERE, 0, false},
    {"is", CIGO_KEY_TEXT, offsetof(struct cigo_step, is), false},
    {"alert", CIGO_KEY_HERE, 0, false},
    {"state", CIGO_KEY_HERE, 0, false},
    {"does", CIGO_KEY_HERE, 0, false},
    {"dossier", CIGO_KEY_BOOL, offsetof(struct cigo_step, dossier), false},
};

static const struct cigo_field *need_field(struct cigo_loader *l, const struct cigo_yaml_node *node)
{
    size_t i = node ? cigo_entries_need(l, CIGO_MAP_FIELDS, "un campo", node) : 0;
    return node && i < l->maps[CIGO_MAP_FIELDS].n ? &l->form->fields[i] : NULL;
}

static void read_alert(struct cigo_loader *l, const struct cigo_yaml_node *node, struct cigo_step *step)
{
    static const char *const states[] = {"open", "gone", "acknowledged", "contested"};
    const struct cigo_yaml_node *alert = cigo_yaml_get(node, "alert"), *state = cigo_yaml_get(node, "state");
    size_t word = 0;
    if (alert && cigo_entries_need(l, CIGO_MAP_ALERTS, "un avviso", alert) < l->maps[CIGO_MAP_ALERTS].n)
        step->alert = alert->text;
    cigo_node_word(l, state, states, CIGO_N(states), &word);
    step->state = (enum cigo_step_state)word;
    if (alert && !state)
        cigo_complain(l, node->key_pos, "passo «%s»: con alert serve state", node->key);
}

static void read_step(struct cigo_loader *l, const struct cigo_yaml_node *node, bool last, struct cigo_step *step)
{
    const char *what = cigo_what(l, "passo", node);
    *step = (struct cigo_step){.id = node->key, .pos = node->key_pos};
    cigo_check_id(l, node, what);
    if (!cigo_node_map(l, node, what, step_keys, CIGO_N(step_keys), step))
        return;
    const struct cigo_yaml_node *answer = cigo_yaml_get(node, "answer"), *does = cigo_yaml_get(node, "does");
    step->at = need_field(l, cigo_yaml_get(node, "at"));
    step->answer = need_field(l, answer);
    step->does = cigo_node_texts(l, does, &step->n_does);
    read_alert(l, node, step);
    int ways = (cigo_yaml_get(node, "at") != NULL) + (answer != NULL) + (does != NULL) + step->dossier +
               (cigo_yaml_get(node, "alert") != NULL);
    if (ways != !last)
        cigo_complain(l, node->key_pos, last ? "%s: l'ultimo passo non ha nulla da fare"
                                             : "%s: serve una sola fra at, answer, alert, does e dossier", what);
    if ((answer != NULL) != (step->is != NULL))
        cigo_complain(l, node->key_pos, "%s: answer e is vanno insieme", what);
}

static void read_steps(struct cigo_loader *l, const struct cigo_yaml_node *node, struct cigo_tutorial_def *tutorial)
{
    if (node->type != CIGO_YAML_MAP) {
        cigo_complain(l, node->pos, "steps: mi aspettavo «id: …»");
        return;
    }
    struct cigo_step *steps = cigo_arena_alloc(l->arena, (node->n + 1) * sizeof *steps);
    for (size_t i = 0; i < node->n; i++)
        read_step(l, node->items[i], i + 1 == node->n, &steps[i]);
    tutorial->steps = steps;
    tutorial->n_steps = node->n;
}

void cigo_load_tutorial(struct cigo_loader *l)
{
    struct cigo_tutorial_def *tutorial = &l->form->tutorial;
    if (!l->tutorial || !cigo_node_map(l, l->tutorial, "tutorial", tutorial_keys, CIGO_N(tutorial_keys), tutorial))
        return;
    const struct cigo_yaml_node *steps = cigo_yaml_get(l->tutorial, "steps");
    if (steps)
        read_steps(l, steps, tutorial);
}
