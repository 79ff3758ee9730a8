/* A form without mistakes becomes the right struct; files of a folder are merged; the tests travel.
 */

#include "forms.h"
#include "unit.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cigo/base/buf.h>
#include <cigo/base/date.h>

#include <cigo/loader/loader.h>

static char dir[4096];
static struct cigo_arena *arena;
static struct cigo_problems problems;
static struct cigo_form *form;

static void setup(void)
{
    unit_tempdir(dir, sizeof dir);
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
}

static void teardown(void)
{
    cigo_form_free(form);
    form = NULL;
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    unit_remove(dir);
}

/* Problems with the folder's name left out. */
static void expect_problems(const char *expected)
{
    struct cigo_buf out, shown;
    size_t n = strlen(dir);
    cigo_buf_init(&out, 1 << 20);
    cigo_buf_init(&shown, 1 << 20);
    cigo_problems_print(&problems, &out);
    for (const char *p = out.p; *p;) {
        if (strncmp(p, dir, n) == 0)
            p += n + (p[n] == '/');
        else
            cigo_buf_putc(&shown, *p++);
    }
    ck_assert_str_eq(shown.p, expected);
    cigo_buf_finish(&out);
    cigo_buf_finish(&shown);
}

static void load_good(const char *files)
{
    unit_form_write(dir, files);
    form = cigo_form_load(dir, &problems);
    expect_problems("");
    ck_assert_ptr_nonnull(form);
}

static void load_bad(const char *files, const char *expected)
{
    unit_form_write(dir, files);
    ck_assert_ptr_null(cigo_form_load(dir, &problems));
    expect_problems(expected);
}

START_TEST(head_and_sections)
{
    load_good(unit_form);
    ck_assert_str_eq(form->id, "prova");
    ck_assert_str_eq(form->version, "2026.11.1");
    ck_assert_str_eq(form->title, "Modulo di prova");
    ck_assert_str_eq(form->order, "presunto");
    ck_assert_int_eq(form->format, 1);
    char iso[CIGO_DATE_SIZE];
    ck_assert_str_eq(cigo_date_iso(form->checked, iso), "2026-11-23");
    ck_assert_str_eq(cigo_date_iso(form->checked_oldest, iso), "2026-11-01");
    ck_assert_uint_eq(form->n_sections, 2);
    const struct cigo_section *section = &form->sections[0];
    ck_assert_str_eq(section->id, "periodo");
    ck_assert_str_eq(section->code, "4");
    /* by code, 4.2 before 4.10; internal values are not shown */
    ck_assert_uint_eq(section->n_items, 4);
    ck_assert_str_eq(form->fields[section->items[0].index].id, "causale");
    ck_assert_str_eq(form->fields[section->items[1].index].id, "nota");
    ck_assert_str_eq(form->fields[section->items[2].index].id, "dal");
    ck_assert_int_eq(section->items[3].type, CIGO_ITEM_COMPUTED);
    ck_assert_str_eq(form->computed[section->items[3].index].id, "fine");
    ck_assert_int_eq(form->sections[1].items[0].type, CIGO_ITEM_GROUP);
}
END_TEST

START_TEST(fields)
{
    load_good(unit_form);
    const struct cigo_field *dal = cigo_form_field(form, CIGO_STR("dal"));
    ck_assert_int_eq(dal->kind->id, CIGO_KIND_DATE);
    ck_assert(dal->required && !dal->required_if.text && !dal->visible.text);
    int32_t date;
    cigo_date_of(2020, 1, 1, &date);
    ck_assert(dal->ctx.has_min && dal->ctx.has_max);
    ck_assert_int_eq(dal->ctx.min, date);
    const struct cigo_field *causale = cigo_form_field(form, CIGO_STR("causale"));
    ck_assert_int_eq(causale->portal, CIGO_PORTAL_CONFIRMED);
    ck_assert_str_eq(causale->ctx.choices->id, "causale");
    ck_assert_str_eq(causale->visible.text, "dal IS NOT NULL");
    ck_assert_uint_eq(causale->visible.pos.line, 16);
    ck_assert_uint_eq(causale->visible.pos.column, 85);
    ck_assert(!causale->visible.folded);
    const struct cigo_choice *meteo = cigo_choice_find(causale->ctx.choices, CIGO_STR("meteo"));
    ck_assert(cigo_choice_has_tag(meteo, "eone"));
    ck_assert_str_eq(cigo_choice_attr(meteo, "soglia"), "3");
    ck_assert_str_eq(causale->ctx.choices->items[1].label, "Altro");
    const struct cigo_field *nota = cigo_form_field(form, CIGO_STR("nota"));
    ck_assert_uint_eq(nota->ctx.max_chars, 120);
    ck_assert_str_eq(nota->required_if.text, "causale = 'altro'");
    ck_assert_uint_eq(nota->required_if.pos.column, 71); /* after the quote */
    ck_assert_str_eq(nota->source->cite, "L. 1/2020");
    ck_assert_uint_eq(nota->section, 0);
    ck_assert_int_eq(nota->portal, CIGO_PORTAL_LOCAL);
}
END_TEST

START_TEST(groups)
{
    load_good(unit_form);
    const struct cigo_group *group = cigo_form_group(form, CIGO_STR("righe"));
    ck_assert_uint_eq(group->section, 1);
    ck_assert_uint_eq(group->n_fields, 3);
    ck_assert_uint_eq(group->max_rows, 10);
    ck_assert_uint_eq(group->n_table, 2);
    ck_assert_uint_eq(group->table[1], 1);
    ck_assert_str_eq(group->key->id, "cf");
    ck_assert_str_eq(group->row_title, "{nome} ({cf})");
    const struct cigo_field *ore = cigo_group_field(group, CIGO_STR("ore"));
    ck_assert_ptr_eq(ore->group, group);
    ck_assert_int_eq(ore->ctx.places, 2);
    ck_assert_int_eq(ore->ctx.max, 10050);
    ck_assert_str_eq(ore->unit, "ore");
    ck_assert(group->fields[0].personal && !ore->personal);
    ck_assert_ptr_null(group->spread);
    const struct cigo_computed *doppio = cigo_group_computed(group, CIGO_STR("doppio"));
    ck_assert_str_eq(doppio->label, "Doppio"); /* for want of one */
    ck_assert_int_eq(doppio->places, 2);
    ck_assert_ptr_eq(doppio->group, group);
}
END_TEST

START_TEST(computed_and_views)
{
    load_good(unit_form);
    const struct cigo_computed *fine = cigo_form_computed(form, CIGO_STR("fine"));
    ck_assert(fine->banner && !fine->internal && fine->type == CIGO_TYPE_DATE);
    ck_assert_str_eq(fine->value.text, "dal + param('giorni')");
    const struct cigo_computed *quota = cigo_form_computed(form, CIGO_STR("quota"));
    ck_assert(quota->internal && quota->type == CIGO_TYPE_DECIMAL);
    ck_assert_int_eq(quota->places, 4);
    ck_assert_int_eq(quota->ctx.places, 4);
    const struct cigo_view *view = cigo_form_view(form, CIGO_STR("viste"));
    ck_assert_uint_eq(view->n_columns, 3);
    ck_assert_str_eq(view->columns[1], "q");
    ck_assert_int_eq(view->types[0], CIGO_TYPE_DATE);
    ck_assert_int_eq(view->places[1], 4);
    ck_assert_str_eq(view->choices[2]->id, "causale");
}
END_TEST

START_TEST(alerts)
{
    load_good(unit_form);
    ck_assert_uint_eq(form->n_alerts, 2);
    const struct cigo_alert_def *a = &form->alerts[0], *b = &form->alerts[1];
    ck_assert_str_eq(a->id, "R-A");
    ck_assert_int_eq(a->severity, CIGO_ALERT_WARNING);
    ck_assert_int_eq(a->timing, CIGO_ON_REVIEW);
    ck_assert_str_eq(a->each->id, "righe");
    ck_assert_uint_eq(a->n_peers, 1);
    ck_assert(a->at_map && !a->when.text);
    ck_assert_uint_eq(a->n_at, 2);
    ck_assert_str_eq(a->at[0].field->id, "ore");
    ck_assert_ptr_eq(a->at[0].group, a->each);
    ck_assert_str_eq(a->at[0].when.text, "ore > 5");
    ck_assert_uint_eq(a->n_sources, 2);
    ck_assert_int_eq(a->confidence, CIGO_CONF_MEM); /* the weakest */
    ck_assert_uint_eq(a->section, 1);
    ck_assert_int_eq(b->severity, CIGO_ALERT_ERROR);
    ck_assert(!b->at_map && b->at[0].group == NULL);
    ck_assert_int_eq(b->confidence, CIGO_CONF_C1);
    const struct cigo_text_part *parts = b->why.parts;
    ck_assert_uint_eq(b->why.n_parts, 5);
    ck_assert_str_eq(parts[0].literal, "Il termine ");
    ck_assert_str_eq(parts[1].expr.text, "fine");
    ck_assert_uint_eq(parts[1].expr.pos.column, 23);
    ck_assert_str_eq(parts[2].literal, " e {graffe}: ");
    ck_assert_str_eq(parts[3].expr.text, "nota = '}'");
    ck_assert_uint_eq(parts[3].expr.pos.line, 49);
    ck_assert_uint_eq(parts[3].expr.pos.column, 45);
    ck_assert_str_eq(parts[4].literal, ".");
}
END_TEST

START_TEST(law)
{
    load_good(unit_form);
    const struct cigo_param *days = cigo_form_param(form, CIGO_STR("giorni"));
    const struct cigo_param *euro = cigo_form_param(form, CIGO_STR("massimale"));
    ck_assert_int_eq(days->type, CIGO_TYPE_INTEGER);
    ck_assert_uint_eq(days->n_values, 2);
    ck_assert_int_eq(days->values[0].value, 15);
    ck_assert(days->values[1].unknown);
    ck_assert(euro->yearly && euro->type == CIGO_TYPE_DECIMAL);
    ck_assert_int_eq(euro->values[1].value, 141000);
    const struct cigo_window *window = cigo_form_window(form, CIGO_STR("blocco"));
    ck_assert_uint_eq(window->n_spans, 2);
    ck_assert(window->spans[0].applied && !window->spans[1].applied);
    ck_assert_uint_eq(form->calendar.n, 2);
    ck_assert_int_eq(form->calendar.holidays[0].month, 12);
    ck_assert_int_eq(form->calendar.holidays[0].day, 25);
    ck_assert_int_eq(form->calendar.holidays[1].month, 0);
    ck_assert_int_eq(form->calendar.holidays[1].easter, 1);
    ck_assert_int_eq(form->calendar.holidays[1].from, 1950);
    const struct cigo_wordlist *list = cigo_form_wordlist(form, CIGO_STR("stagione"));
    ck_assert_uint_eq(list->within, 20);
    ck_assert_str_eq(list->words[0], "sosta invernale");
    ck_assert_str_eq(list->except[0], "non");
}
END_TEST

START_TEST(folded_texts)
{
    char *text = unit_replace(unit_form, "why: Sono troppe (da verificare).\n",
                              "why: >\n      Sono {ore}\n      (da verificare).\n");
    load_good(text);
    free(text);
    const struct cigo_text *why = &form->alerts[0].why;
    ck_assert_str_eq(why->source, "Sono {ore} (da verificare).");
    ck_assert_str_eq(why->parts[1].expr.text, "ore");
    ck_assert(why->parts[1].expr.folded);
    ck_assert_uint_eq(why->parts[1].expr.pos.line, 62);
}
END_TEST

#define HEAD "=== form.yaml\nform: prova\nformat: 1\nversion: 1\ntitle: Prova\n"
#define SECTION "=== sections/01-a.yaml\nsections:\n  a: {code: 1, title: A}\n"

START_TEST(several_files)
{
    load_good(
        HEAD SECTION
        "=== sections/02-b.yaml\n"
        "groups:\n  g: {section: b, code: 2.1, label: G, fields: {x: {kind: text, label: X}}}\n"
        "sections:\n  b: {code: 2, title: B, fields: {n: {code: 2.2, kind: integer, label: N}}}\n"
        "  a:\n    fields: {m: {code: 1.1, kind: text, label: M}}\n"
        "    computed: {z: {kind: integer, value: n}}\n"
        "=== sections/03-c.yaml\ngroups: {g: {computed: {y: {kind: text, value: x}}}}\n"
        "=== sections/vuoto.yaml\n# niente\n"
        "=== sections/.nascosto.yaml\n{{{\n"
        "=== params.yaml\nparams: {p: {source: s, values: {2020-01-01: 1}}}\n"
        "=== sources.yaml\nsources: {s: {cite: C, gist: G, confidence: C1}}\n");
    ck_assert_uint_eq(form->n_sections, 2);
    ck_assert_uint_eq(form->n_fields, 2);
    ck_assert_str_eq(form->fields[0].id, "m");
    ck_assert_uint_eq(form->computed[0].section, 0);
    ck_assert_uint_eq(form->groups[0].n_computed, 1);
    ck_assert_str_eq(form->groups[0].row_title, "{x}");
    ck_assert_str_eq(form->params[0].source->id, "s");
    ck_assert_int_eq(form->checked, 0);
}
END_TEST

START_TEST(twice_in_two_files)
{
    load_bad(
        HEAD SECTION "=== sections/02-b.yaml\nsections:\n  a: {code: 2, title: B}\n"
                     "=== alerts/x.yml\n\n",
        "alerts/x.yml:1:1: il nome finisce in .yml: lo cambi in .yaml, o il file non viene letto\n"
        "sections/02-b.yaml:2:3: «a» c'è già in sections/01-a.yaml alla riga 2\n");
}
END_TEST

START_TEST(parts_without_whole)
{
    load_bad(
        HEAD SECTION "=== sections/02-b.yaml\nsections:\n  aa:\n    fields: {}\n"
                     "groups:\n  g:\n    computed: {}\n",
        "sections/02-b.yaml:2:3: sezione «aa»: mancano «code» e «title», che nessun file dà\n"
        "sections/02-b.yaml:5:3: gruppo «g»: mancano «section» e «code», che nessun file dà\n");
}
END_TEST

START_TEST(unknown_top_key)
{
    load_bad(HEAD SECTION "=== params.yaml\nparms: {}\n",
             "params.yaml:1:1: file del modulo: la chiave «parms» non esiste; forse «params»\n");
}
END_TEST

START_TEST(all_files_in_one_run)
{
    load_bad(HEAD "=== sections/01-a.yaml\nsections: [\n=== params.yaml\nparams: caff\xE8\n",
             ":1:1: il modulo non ha sezioni\n"
             "params.yaml:1:13: il byte 0xE8 non è testo UTF-8 (forse il file è in Latin-1 o "
             "Windows-1252): salvi il file in UTF-8\n"
             "sections/01-a.yaml:2:1: mi aspettavo un valore, ho trovato la fine del file\n");
}
END_TEST

START_TEST(no_folder)
{
    size_t n = strlen(dir);
    snprintf(dir + n, sizeof dir - n, "/manca");
    ck_assert_ptr_null(cigo_form_load(dir, &problems));
    expect_problems(":1:1: la cartella del modulo non c'è: controlli il percorso\n");
    dir[n] = '\0';
}
END_TEST

START_TEST(no_form_yaml)
{
    load_bad(SECTION,
             "form.yaml:1:1: manca form.yaml: questa cartella non è quella di un modulo\n");
}
END_TEST

START_TEST(not_a_file)
{
    unit_form_write(dir, HEAD SECTION);
    char path[8192];
    snprintf(path, sizeof path, "%s/params.yaml", dir);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    ck_assert_ptr_null(cigo_form_load(dir, &problems));
    ck_assert_uint_eq(problems.n, 1);
    ck_assert_str_eq(problems.items[0].pos.file, path);
}
END_TEST

START_TEST(many_mistakes_are_bounded)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 1 << 22);
    cigo_buf_puts(&text, HEAD "sections:\n  a:\n    code: 1\n    title: A\n    fields:\n");
    for (int i = 1; i < 3000; i++)
        cigo_buf_printf(&text, "      f%d: {code: 1.%d, kind: txt, label: F}\n", i, i);
    unit_form_write(dir, text.p);
    cigo_buf_finish(&text);
    ck_assert_ptr_null(cigo_form_load(dir, &problems));
    ck_assert_uint_eq(problems.n, 201);
    ck_assert_str_eq(problems.items[200].text, "ci sono altri errori: corregga questi e riprovi");
}
END_TEST

START_TEST(tests_of_the_form)
{
    char *files = unit_replace(unit_form, "=== form.yaml\n",
                               "=== tests/caso.yaml\nname: Un caso\ntoday: 2026-01-02\n"
                               "answers: {dal: 01/01/2026}\nalerts: [R-A, FMT-DATE]\n"
                               "computed: {fine: 2026-01-16}\n=== form.yaml\n");
    load_good(files);
    free(files);
    struct cigo_form_tests tests;
    ck_assert(cigo_form_tests_load(form, arena, &tests, &problems));
    ck_assert_uint_eq(tests.n, 5);
    ck_assert_str_eq(tests.items[0].name, "R-B#1");
    ck_assert_str_eq(tests.items[0].alert, "R-B");
    ck_assert(tests.items[0].fires && !tests.items[1].fires);
    ck_assert_str_eq(cigo_yaml_get(tests.items[1].answers, "dal")->text, "01/01/2026");
    char iso[CIGO_DATE_SIZE];
    ck_assert_str_eq(cigo_date_iso(tests.items[2].today, iso), "2026-01-01");
    ck_assert_str_eq(tests.items[2].at->items[0]->text, "ore");
    ck_assert_int_eq(tests.items[3].today, 0);
    const struct cigo_form_test *whole = &tests.items[4];
    ck_assert_str_eq(whole->name, "Un caso");
    ck_assert_ptr_null(whole->alert);
    ck_assert_uint_eq(whole->alerts->n, 2);
    ck_assert_uint_eq(whole->computed->n, 1);
    cigo_form_tests_free(&tests);
}
END_TEST

START_TEST(tests_with_mistakes)
{
    char *files = unit_replace(unit_form, "=== form.yaml\n",
                               "=== tests/caso.yaml\nnome: Un caso\nalerts: [R-C]\n"
                               "computed: {fin: 1}\n=== form.yaml\n");
    load_good(files);
    free(files);
    struct cigo_form_tests tests = {.n = 77};
    ck_assert(!cigo_form_tests_load(form, arena, &tests, &problems));
    ck_assert_uint_eq(tests.n, 77);
    expect_problems("tests/caso.yaml:1:1: prova: la chiave «nome» non esiste; forse «name»\n"
                    "tests/caso.yaml:1:1: prova: manca «answers»\n"
                    "tests/caso.yaml:2:10: «R-C» non è un avviso del modulo\n"
                    "tests/caso.yaml:3:12: «fin» non è un valore calcolato del modulo\n");
}
END_TEST

/* The text between the marks of the manual, without what roff needs. */
static char *manual_example(FILE *file)
{
    static const char *const marks[][2] = {{"\\(aq", "'"}, {"\\-", "-"}, {"\\e", "\\"}};
    struct cigo_buf out;
    char line[1024];
    bool inside = false;
    cigo_buf_init(&out, 1 << 20);
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, ".\\\" ", 4) == 0)
            inside = strstr(line, "begin example") != NULL;
        else if (inside && line[0] != '.')
            for (const char *p = line; *p;) {
                size_t i = 0;
                while (i < 3 && strncmp(p, marks[i][0], strlen(marks[i][0])) != 0)
                    i++;
                if (i == 3)
                    cigo_buf_putc(&out, *p++);
                else
                    cigo_buf_puts(&out, marks[i][1]);
                p += i < 3 ? strlen(marks[i][0]) : 0;
            }
    }
    return cigo_buf_take(&out);
}

START_TEST(example_of_the_manual)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/man/cigo-form.5", getenv("CIGO_SOURCE"));
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    char *example = manual_example(file);
    fclose(file);
    char *files = unit_replace("=== form.yaml\n@", "@", example);
    free(example);
    load_good(files);
    free(files);
    ck_assert_uint_eq(form->n_fields, 3);
    ck_assert_uint_eq(form->n_alerts, 2);
    const struct cigo_term *term = cigo_form_term(form, CIGO_STR("acconto"));
    ck_assert_ptr_nonnull(term);
    ck_assert_str_eq(term->term, "Acconto");
    ck_assert_uint_eq(term->n_see, 2);
    ck_assert_ptr_eq(term->source, cigo_form_source(form, CIGO_STR("regolamento")));
    ck_assert_str_eq(form->groups[0].visible.text, "ha_tag(motivo, 'documenti')");
    struct cigo_form_tests tests;
    ck_assert(cigo_form_tests_load(form, arena, &tests, &problems));
    ck_assert_uint_eq(tests.n, 5);
    cigo_form_tests_free(&tests);
}
END_TEST

/* The form of this project loads, wherever it is complete. */
START_TEST(real_form)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/forms/cigo",
             getenv("CIGO_SOURCE") ? getenv("CIGO_SOURCE") : ".");
    if (access(path, R_OK) != 0)
        return;
    form = cigo_form_load(path, &problems);
    expect_problems("");
    ck_assert_ptr_nonnull(form);
}
END_TEST

Suite *cigo_suite(void)
{
    const TTest *const all[] = {head_and_sections,
                                fields,
                                groups,
                                computed_and_views,
                                alerts,
                                law,
                                folded_texts,
                                several_files,
                                twice_in_two_files,
                                parts_without_whole,
                                unknown_top_key,
                                all_files_in_one_run,
                                no_folder,
                                no_form_yaml,
                                not_a_file,
                                many_mistakes_are_bounded,
                                tests_of_the_form,
                                tests_with_mistakes,
                                example_of_the_manual,
                                real_form,
                                NULL};
    Suite *suite = suite_create("loader");
    TCase *tcase = tcase_create("form");
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; all[i]; i++)
        tcase_add_test(tcase, all[i]);
    suite_add_tcase(suite, tcase);
    return suite;
}
