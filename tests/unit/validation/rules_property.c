/* Incremental = full: random edits over a small form in which everything hangs on everything
 * (chains of visibility, views on views, peers, windows, sums, rules that fail), compared after
 * each step with a database made new from the same answers. */

#include "form_builder.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/arena.h>

#include <cigo/form/answers.h>

#include <cigo/validation/rules.h>

enum { STEPS = 1500, MAX_ROWS = 9, TODAY = 2461368 };

static void add_singles(struct form_builder *fb)
{
    fb_choices(fb, "tipo", "a b c");
    fb_param(fb, "soglia", "2020-01-01", 3);
    fb_param(fb, "soglia", "2026-07-01", 5);
    fb_field(fb, "periodo_dal", "date", NULL, NULL);
    fb_field(fb, "x", "integer", NULL, "true");
    fb_field(fb, "y", "integer", "x > 1", "NOT vuoto(x)");
    fb_field(fb, "z", "integer", "y > 1", "y > 2");
    fb_field(fb, "s", "choice tipo", NULL, "z > 2");
    fb_field(fb, "molti", "multichoice tipo", "z IS NULL OR z < 5", NULL);
    fb_field(fb, "acceso", "boolean", NULL, NULL);
    fb_field(fb, "testo", "longtext", "vuoto(z)", "acceso");
    fb_section(fb, "seconda", "acceso AND x IS NOT NULL");
    fb_field(fb, "w", "integer", NULL, NULL);
    fb_field(fb, "u", "integer", "w > 2 OR s = 'a'", NULL);
}

static void add_groups(struct form_builder *fb)
{
    fb_group(fb, "altre", NULL); /* in the section that may be hidden */
    fb_column(fb, "n", "integer", NULL, NULL);
    fb_column(fb, "giorno", "date", NULL, NULL);
    fb_group(fb, "righe", "s IS NULL OR s <> 'c'");
    fb_column(fb, "k", "text", NULL, "true");
    fb_column(fb, "n", "integer", NULL, "x > 3");
    fb_column(fb, "m", "integer", "n > 2 AND acceso", "n > 3");
    fb_column(fb, "tipo", "choice tipo", "NOT vuoto(m)", NULL);
    fb_row_computed(fb, "doppio", "integer", "n + coalesce(m, 0)");
    fb_row_computed(fb, "cubo", "integer", "doppio * doppio * doppio");
    fb_row_computed(fb, "peso", "integer",
                    "(SELECT max(t.tot) FROM per_k t WHERE t.k = righe.k) + x");
}

static void add_computed(struct form_builder *fb)
{
    fb_computed(fb, "quante", "integer", "(SELECT count(*) FROM righe)");
    fb_computed(fb, "somma_n", "integer", "(SELECT somma(n) FROM righe)");
    fb_computed(fb, "catena", "integer", "somma_n + coalesce(z, 0)");
    fb_computed(fb, "cubi", "integer", "x * x * x");
    fb_computed(fb, "fine", "date", "lunedi(coalesce(periodo_dal, oggi())) + param('soglia')");
    fb_computed(fb, "tipi", "multichoice tipo", "(SELECT elenco(tipo) FROM righe)");
    fb_computed(fb, "massimo", "integer", "(SELECT max(tot) FROM per_k_grandi)");
    fb_computed(fb, "ultima", "date", "(SELECT max(giorno) FROM altre WHERE n > 1)");
    fb_view(fb, "per_k", "k text, tot integer",
            "SELECT k, sum(doppio) FROM righe WHERE k IS NOT NULL GROUP BY k");
    fb_view(fb, "per_k_grandi", "k text, tot integer, n integer",
            "SELECT k, tot, row_number() OVER (ORDER BY tot, k) FROM per_k WHERE tot > 2");
}

static void add_alerts(struct form_builder *fb)
{
    fb_alert(fb, "A-SINGOLO", NULL, "(catena > 2 OR x > 3) AND NOT vuoto(testo)", "z", NULL);
    fb_alert(fb, "B-RIGA", "righe", "doppio > param('soglia') AND x > 0", "n", NULL);
    fb_title(fb, "B-RIGA", "Riga {_riga}: {doppio} di {k}, {fine}");
    fb_alert(
        fb, "C-PARI", "righe",
        "EXISTS (SELECT 1 FROM righe x WHERE x.k = righe.k AND x._riga <> righe._riga AND x.n > 1)",
        "k", "k");
    fb_alert(fb, "D-TUTTE", "righe", "n = (SELECT max(x.n) FROM righe x WHERE x.k = righe.k)", "n",
             NULL);
    fb_alert(fb, "E-FINESTRA", "righe", "row_number() OVER (ORDER BY n, _riga) > 3", "n", NULL);
    fb_alert(fb, "F-MAPPA", NULL, NULL, "x y z", NULL);
    fb_at(fb, "F-MAPPA", 0, "x > 2");
    fb_at(fb, "F-MAPPA", 1, "y > 2 OR vuoto(y)");
    fb_at(fb, "F-MAPPA", 2, "z = y");
    fb_alert(fb, "G-MAPPA", "righe", NULL, "n m k", NULL);
    fb_at(fb, "G-MAPPA", 0, "n > 4");
    fb_at(fb, "G-MAPPA", 1, "vuoto(m) AND n > 0");
    fb_at(fb, "G-MAPPA", 2, "vuoto(k) OR peso > 7");
    fb_alert(fb, "H-CUBO", "righe", "cubo > 7", "n", NULL);
    fb_alert(fb, "I-VISTA", NULL, "EXISTS (SELECT 1 FROM per_k_grandi p WHERE p.n > 1)", "righe",
             NULL);
    fb_alert(fb, "J-ALTRE", "altre", "giorno > fine OR n > w", "giorno", NULL);
    fb_alert(fb, "K-TIPI", NULL, "ha(tipi, 'b') AND ha(molti, 'a')", "molti", NULL);
    fb_alert(fb, "L-PARI", "righe", "count(*) OVER (PARTITION BY k, n) > 1 AND k IS NOT NULL",
             "k n", "k n");
    fb_alert(fb, "M-VUOTO", "righe", "param('soglia') > 4", "righe", NULL);
    fb_alert(fb, "N-SEMPRE", "righe", "(SELECT count(*) FROM altre) > 0 AND tipo = s", "tipo",
             NULL);
    fb_alert(fb, "O-DOPPIE", "righe", "_doppioni > 1 AND n > 0", "k", NULL);
    fb_title(fb, "O-DOPPIE", "{k}: {_doppioni} righe");
    fb_alert(fb, "P-DOPPIE", NULL, "EXISTS (SELECT 1 FROM righe r WHERE r._doppioni > 2)", "righe", NULL);
}

static struct cigo_form *nasty(void)
{
    struct form_builder *fb = fb_new();
    add_singles(fb);
    add_groups(fb);
    add_computed(fb);
    add_alerts(fb);
    struct cigo_form *form = fb_finish(fb);
    form->groups[1].key = &form->groups[1].fields[0];
    return form;
}

/* ---- random edits ---- */

struct world {
    const struct cigo_form *form;
    struct cigo_answers *answers;
    struct cigo_rules *rules;
    uint64_t seed;
    int64_t removed[2]; /* the row last removed of each group, 0 = none */
};

static size_t pick(struct world *world, size_t n)
{
    world->seed ^= world->seed << 13;
    world->seed ^= world->seed >> 7;
    world->seed ^= world->seed << 17;
    return (size_t)(world->seed >> 11) % n;
}

static struct cigo_str some_text(struct world *world, const struct cigo_field *field)
{
    static const char *const integers[] = {"", "", "0", "1", "2", "3", "4", "5", "x", "3000000"};
    static const char *const dates[] = {"", "1/6/2026", "2/11/2026", "9/11/2026", "domani"};
    static const char *const choices[] = {"", "a", "b", "c", "q"};
    static const char *const multis[] = {"", "a", "b c", "c a"};
    static const char *const booleans[] = {"", "si", "si", "no", "forse"};
    static const char *const texts[] = {"", "p", "q", "r", "p"};
    switch (field->kind->type) {
    case CIGO_TYPE_INTEGER:
        return cigo_str_of(integers[pick(world, 10)]);
    case CIGO_TYPE_DATE:
        return cigo_str_of(dates[pick(world, 5)]);
    case CIGO_TYPE_CHOICE:
        return cigo_str_of(choices[pick(world, 5)]);
    case CIGO_TYPE_MULTI:
        return cigo_str_of(multis[pick(world, 4)]);
    case CIGO_TYPE_BOOLEAN:
        return cigo_str_of(booleans[pick(world, 5)]);
    default:
        return cigo_str_of(texts[pick(world, 5)]);
    }
}

static void put(struct world *world, const struct cigo_field *field, int64_t row)
{
    struct cigo_place place = {field, field->group, row};
    cigo_answers_put(world->answers, place, some_text(world, field));
    if (field->group)
        cigo_rules_cell_changed(world->rules, field, row);
    else
        cigo_rules_field_changed(world->rules, field);
}

static void add_row(struct world *world, const struct cigo_group *group, int64_t id)
{
    const struct cigo_rows *rows = &world->answers->groups[group->index];
    if (rows->n >= MAX_ROWS)
        return;
    int64_t row = cigo_answers_row_add(world->answers, group, pick(world, rows->n + 1), id);
    cigo_rules_row_added(world->rules, group, row);
    for (size_t i = 0; i < group->n_fields; i++)
        put(world, &group->fields[i], row);
}

static void remove_row(struct world *world, const struct cigo_group *group, int64_t row)
{
    size_t position = cigo_rows_find(&world->answers->groups[group->index], row);
    cigo_answers_row_remove(world->answers, group, row);
    cigo_rules_row_removed(world->rules, group, row, position);
    world->removed[group->index] = row;
}

/* The first row becomes the last, with its answers. */
static void move_row(struct world *world, const struct cigo_group *group)
{
    const struct cigo_rows *rows = &world->answers->groups[group->index];
    int64_t id = rows->items[0].id;
    char **texts = cigo_alloc_array(group->n_fields, sizeof *texts);
    for (size_t i = 0; i < group->n_fields; i++)
        texts[i] = cigo_strdup(cigo_row_cell(&rows->items[0], i).raw);
    cigo_answers_row_remove(world->answers, group, id);
    cigo_answers_row_add(world->answers, group, rows->n, id);
    for (size_t i = 0; i < group->n_fields; i++) {
        cigo_answers_put(world->answers, (struct cigo_place){&group->fields[i], group, id}, cigo_str_of(texts[i]));
        free(texts[i]);
    }
    free(texts);
    cigo_rules_group_changed(world->rules, group);
}

static void edit_group(struct world *world)
{
    const struct cigo_group *group = &world->form->groups[pick(world, 4) == 0 ? 0 : 1];
    const struct cigo_rows *rows = &world->answers->groups[group->index];
    size_t what = pick(world, 12);
    if (what < 3 || rows->n == 0) {
        add_row(world, group, 0);
    } else if (what == 3 && world->removed[group->index]) { /* undo */
        add_row(world, group, world->removed[group->index]);
        world->removed[group->index] = 0;
    } else if (what < 6) {
        remove_row(world, group, rows->items[pick(world, rows->n)].id);
    } else if (what == 6) {
        move_row(world, group);
    } else {
        put(world, &group->fields[pick(world, group->n_fields)],
            rows->items[pick(world, rows->n)].id);
    }
}

static void edit(struct world *world)
{
    size_t what = pick(world, 40);
    if (what == 0) {
        world->answers->today = TODAY - 200 + (int32_t)pick(world, 400);
    } else if (what == 1) {
        cigo_rules_all_changed(world->rules);
    } else if (what < 20) {
        put(world, &world->form->fields[pick(world, world->form->n_fields)], 0);
    } else {
        edit_group(world);
    }
}

/* ---- everything that the rules say, as text ---- */

static void tell_value(struct cigo_buf *out, const char *name, int64_t row, struct cigo_value value)
{
    cigo_buf_printf(out, "%s[%lld]=", name, (long long)row);
    if (value.storage == CIGO_INT)
        cigo_buf_printf(out, "%lld\n", (long long)value.i);
    else
        cigo_buf_printf(out, "%s\n", value.storage == CIGO_TEXT ? value.s.p : "NULL");
}

static void tell_field(struct cigo_rules *rules, const struct cigo_field *field, int64_t row,
                       struct cigo_buf *out)
{
    cigo_buf_printf(out, "%s[%lld] %d%d\n", field->id, (long long)row,
                    cigo_rules_visible(rules, field, row), cigo_rules_required(rules, field, row));
}

static void tell_group(struct cigo_rules *rules, const struct cigo_group *group,
                       const struct cigo_rows *rows, struct cigo_buf *out)
{
    cigo_buf_printf(out, "%s %d\n", group->id, cigo_rules_group_visible(rules, group));
    for (size_t i = 0; i < rows->n; i++) {
        int64_t row = rows->items[i].id;
        for (size_t k = 0; k < group->n_fields; k++)
            tell_field(rules, &group->fields[k], row, out);
        for (size_t k = 0; k < group->n_computed; k++)
            tell_value(out, group->computed[k].id, row,
                       cigo_rules_computed(rules, &group->computed[k], row));
    }
}

static void tell_view_row(void *data, const struct cigo_value *columns)
{
    tell_value(data, "vista", 0, columns[0]);
    tell_value(data, "vista", 1, columns[1]);
}

static void tell_alerts(struct cigo_rules *rules, struct cigo_buf *out)
{
    size_t n;
    const struct cigo_fired *fired = cigo_rules_fired(rules, &n);
    for (size_t i = 0; i < n; i++) {
        cigo_buf_printf(out, "%s[%lld] %x: ", fired[i].def->id, (long long)fired[i].row,
                        fired[i].places);
        cigo_rules_text(rules, &fired[i].def->title, fired[i].def->each, fired[i].row, out);
        cigo_buf_putc(out, '\n');
    }
    const struct cigo_failure *failures = cigo_rules_failures(rules, &n);
    for (size_t i = 0; i < n; i++)
        cigo_buf_printf(out, "%s! %s\n", failures[i].rule, failures[i].text);
}

static char *tell(const struct world *world, struct cigo_rules *rules)
{
    const struct cigo_form *form = world->form;
    struct cigo_buf out;
    int64_t value;
    cigo_buf_init(&out, 1 << 20);
    for (size_t i = 0; i < form->n_sections; i++)
        cigo_buf_printf(&out, "%d", cigo_rules_section_visible(rules, &form->sections[i]));
    for (size_t i = 0; i < form->n_fields; i++)
        tell_field(rules, &form->fields[i], 0, &out);
    for (size_t i = 0; i < form->n_groups; i++)
        tell_group(rules, &form->groups[i], &world->answers->groups[i], &out);
    for (size_t i = 0; i < form->n_computed; i++)
        tell_value(&out, form->computed[i].id, 0,
                   cigo_rules_computed(rules, &form->computed[i], 0));
    for (size_t i = 0; i < form->n_views; i++)
        cigo_rules_view_each(rules, &form->views[i], tell_view_row, &out);
    for (size_t i = 0; i < form->n_params; i++)
        cigo_buf_printf(&out, "param %lld\n",
                        cigo_rules_param(rules, &form->params[i], &value) ? (long long)value : -1);
    tell_alerts(rules, &out);
    return cigo_buf_take(&out);
}

static char *tell_new(const struct world *world)
{
    struct cigo_error err;
    struct cigo_rules *rules = cigo_rules_new(world->form, world->answers, &err);
    ck_assert_msg(rules != NULL, "%s", err.text);
    ck_assert(cigo_rules_run(rules, &err));
    char *text = tell(world, rules);
    cigo_rules_free(rules);
    return text;
}

static void check_form(const struct cigo_form *form)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct cigo_buf out;
    cigo_problems_init(&problems, arena);
    cigo_buf_init(&out, 1 << 16);
    bool ok = cigo_rules_check(form, &problems);
    cigo_problems_print(&problems, &out);
    ck_assert_msg(ok, "%s", out.p);
    cigo_buf_finish(&out);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
}

/* How often each alert fired, each failure came: a form in which nothing happens proves nothing. */
static void count(const struct world *world, const char *text, size_t *fired)
{
    for (size_t i = 0; i < world->form->n_alerts; i++)
        fired[i] += strstr(text, world->form->alerts[i].id) != NULL;
    fired[world->form->n_alerts] += strstr(text, "cubi!") != NULL;
    fired[world->form->n_alerts + 1] += strstr(text, "righe.cubo!") != NULL;
}

START_TEST(incremental_is_full)
{
    struct cigo_form *form = nasty();
    struct cigo_error err;
    size_t fired[32] = {0};
    check_form(form);
    struct world world = {.form = form, .seed = 88172645463325252u + (uint64_t)_i * 977};
    world.answers = cigo_answers_new(form, TODAY);
    world.rules = cigo_rules_new(form, world.answers, &err);
    ck_assert_msg(world.rules != NULL, "%s", err.text);
    for (size_t step = 0; step < STEPS; step++) {
        for (size_t n = pick(&world, 3) + 1; n > 0; n--)
            edit(&world);
        ck_assert(cigo_rules_run(world.rules, &err));
        char *own = tell(&world, world.rules), *full = tell_new(&world);
        ck_assert_msg(strcmp(own, full) == 0, "step %zu\n--- own\n%s\n--- full\n%s", step, own,
                      full);
        count(&world, full, fired);
        free(own);
        free(full);
    }
    for (size_t i = 0; i < form->n_alerts + 2; i++)
        ck_assert_msg(fired[i] > 0, "never: %zu", i);
    cigo_rules_free(world.rules);
    cigo_answers_free(world.answers);
    cigo_form_free(form);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("rules property");
    TCase *tcase = tcase_create("property");
    tcase_set_timeout(tcase, 150);
    tcase_add_loop_test(tcase, incremental_is_full, 0, 3);
    suite_add_tcase(suite, tcase);
    return suite;
}
