/* Tests that travel with the form.
 *
 * An alert's own tests say that it fires (and where) or is silent for a few answers. A whole case says the
 * complete list of alerts, so that a rule that fires where nobody meant it breaks a test. */

#include <stdlib.h>
#include <cigo/exchange/exchange.h>
#include "form_test-priv.h"

enum { DEFAULT_TODAY = 2461368 }; /* 2026-11-23 */

struct run {
    const struct cigo_form_test *test;
    struct cigo_session *session;
    struct cigo_alerts alerts;
    struct cigo_buf *out;
    bool ok;
};

static void differ(struct run *run, const char *text)
{
    cigo_buf_printf(run->out, "%s:%u: %s: %s\n", run->test->pos.file, run->test->pos.line,
                    run->test->name, text);
    run->ok = false;
}

static void differ_id(struct run *run, const char *id, const char *what)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1024);
    cigo_buf_printf(&buf, "%s %s", id, what);
    differ(run, buf.p);
    cigo_buf_finish(&buf);
}

static bool fires(const struct run *run, const char *id)
{
    for (size_t i = 0; i < run->alerts.n; i++)
        if (strcmp(run->alerts.items[i].id, id) == 0)
            return true;
    return false;
}

static bool expected(const struct cigo_yaml_node *list, const char *id)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i]->text && strcmp(list->items[i]->text, id) == 0)
            return true;
    return false;
}

static void compare_alerts(struct run *run, const struct cigo_yaml_node *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (!fires(run, list->items[i]->text))
            differ_id(run, list->items[i]->text, "tace e doveva comparire");
    for (size_t i = 0; i < run->alerts.n; i++) {
        const char *id = run->alerts.items[i].id;
        bool again = i > 0 && strcmp(run->alerts.items[i - 1].id, id) == 0;
        if (!again && !expected(list, id))
            differ_id(run, id, "compare e doveva tacere");
    }
}

/* "inizio_effettivo", "lavoratori.cf" or a group. */
static bool names_place(const char *name, struct cigo_place place)
{
    if (place.group && place.field) {
        size_t n = strlen(place.group->id);
        bool qualified = strncmp(name, place.group->id, n) == 0 && name[n] == '.';
        return strcmp(qualified ? name + n + 1 : name, place.field->id) == 0;
    }
    return strcmp(name, place.group ? place.group->id : place.field->id) == 0;
}

/* The test's alert stands at each of the places named, in one of its rows. */
static void compare_places(struct run *run, const struct cigo_yaml_node *places)
{
    for (size_t i = 0; i < places->n; i++) {
        bool found = false;
        for (size_t a = 0; a < run->alerts.n; a++) {
            const struct cigo_alert *alert = &run->alerts.items[a];
            for (size_t k = 0; k < alert->n_at && strcmp(alert->id, run->test->alert) == 0; k++)
                found |= names_place(places->items[i]->text, alert->at[k]);
        }
        if (!found)
            differ_id(run, places->items[i]->text, "doveva essere il posto dell'avviso");
    }
}

/* As check --json writes it, without the quotes of a string. */
static void compare_value(struct run *run, const struct cigo_yaml_node *want)
{
    const struct cigo_computed *computed =
        cigo_form_computed(cigo_session_form(run->session), cigo_str_of(want->key));
    if (!computed) {
        differ_id(run, want->key, "non è un valore calcolato");
        return;
    }
    struct cigo_buf got;
    cigo_buf_init(&got, 65536);
    cigo_computed_json(run->session, computed, &got);
    struct cigo_str text = cigo_buf_str(&got);
    if (text.n >= 2 && text.p[0] == '"')
        text = (struct cigo_str){text.p + 1, text.n - 2};
    const char *expect = want->null ? "null" : want->text ? want->text : "";
    bool list = want->type == CIGO_YAML_LIST;
    bool same = !list && cigo_str_is(text, expect);
    for (size_t i = 0; list && i < want->n; i++)
        same = strstr(got.p, want->items[i]->text) != NULL && (same || i == 0);
    if (list && want->n == 0)
        same = cigo_str_is(text, "[]");
    if (!same) {
        struct cigo_buf what;
        cigo_buf_init(&what, 65536);
        cigo_buf_printf(&what, "è %s, doveva essere %s", got.p, list ? "un altro elenco" : expect);
        differ_id(run, want->key, what.p);
        cigo_buf_finish(&what);
    }
    cigo_buf_finish(&got);
}

static void compare(struct run *run)
{
    const struct cigo_form_test *test = run->test;
    if (test->alert && fires(run, test->alert) != test->fires)
        differ_id(run, test->alert, test->fires ? "tace e doveva comparire" : "compare e doveva tacere");
    if (test->alert && test->fires && test->at)
        compare_places(run, test->at);
    if (test->alerts)
        compare_alerts(run, test->alerts);
    for (size_t i = 0; test->computed && i < test->computed->n; i++)
        compare_value(run, test->computed->items[i]);
}

static bool answer(struct run *run, struct cigo_problems *problems, struct cigo_error *err)
{
    cigo_session_load_begin(run->session);
    bool read = !run->test->answers || cigo_answers_read_map(run->session, run->test->answers,
                                                             CIGO_ANSWERS_LOAD, problems, err);
    return read && cigo_session_load_end(run->session, err);
}

bool form_test_run(struct cli *cli, const struct cigo_form_test *test, struct cigo_buf *out)
{
    struct cigo_error err = {0};
    int32_t today = test->today ? test->today : DEFAULT_TODAY;
    struct cigo_session_options options = {.today = today, .load_follows = true};
    struct run run = {.test = test, .out = out, .ok = true};
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    run.session = cigo_session_new(cli->form, &options, &err);
    if (run.session && answer(&run, &problems, &err)) {
        run.alerts = cigo_session_alerts(run.session, CIGO_SCOPE_ALL, arena);
        compare(&run);
    } else {
        cigo_problems_print(&problems, out);
        differ(&run, err.text);
    }
    cigo_session_free(run.session);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    return run.ok;
}
