/* A new case from a former one, of the real form: who the firm, the unit and the people are is copied; whatever is
 * declared, dated or counted is not, and every such answer is listed. */

#include <cigo/base/path.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/reuse.h>
#include <cigo/loader/loader.h>
#include <cigo/session/desk.h>

#include <stdlib.h>
#include <string.h>

#include "unit.h"

enum { TODAY = 20780 }; /* 2026-11-23 */

static struct cigo_arena *arena;
static struct cigo_form *form;
static struct cigo_session *from, *to;
static struct cigo_reuse reuse;
static struct cigo_error err;

static const char *in_form(const char *file)
{
    return cigo_arena_printf(arena, "%s/forms/cigo/%s", getenv("CIGO_SOURCE") ? getenv("CIGO_SOURCE") : ".",
                             file);
}

static struct cigo_session *new_session(void)
{
    struct cigo_session_options options = {.today = TODAY};
    struct cigo_session *session = cigo_session_new(form, &options, &err);
    ck_assert_msg(session != NULL, "%s", err.text);
    cigo_session_load_begin(session);
    ck_assert_msg(cigo_session_load_end(session, &err), "%s", err.text);
    return session;
}

static void setup(void)
{
    char *text;
    size_t size;
    struct cigo_problems problems;
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    form = cigo_form_load(in_form(""), &problems);
    ck_assert_msg(form != NULL, "%s", problems.n ? problems.items[0].text : "");
    from = new_session();
    to = new_session();
    ck_assert(cigo_file_read(in_form("demo.yaml"), 1 << 20, &text, &size, &err));
    const struct cigo_yaml_node *root = cigo_yaml_parse(arena, "demo.yaml", (struct cigo_str){text, size},
                                                        &cigo_answers_limits, &problems);
    ck_assert(cigo_answers_read(from, root, CIGO_ANSWERS_ACTION, &problems, &err));
    cigo_problems_finish(&problems);
    free(text);
}

static void teardown(void)
{
    cigo_session_free(from);
    cigo_session_free(to);
    cigo_form_free(form);
    cigo_arena_free(arena);
}

static struct cigo_place at(const char *text)
{
    struct cigo_place place;
    ck_assert_msg(cigo_position_parse(form, text, &place), "%s", text);
    return place;
}

static void set(const char *place, const char *text)
{
    ck_assert(cigo_session_set(from, at(place), cigo_str_of(text), NULL, &err));
}

static const char *got(const char *place)
{
    return cigo_session_text(to, at(place));
}

static void copy(void)
{
    ck_assert_msg(cigo_reuse(from, to, "copia", arena, &reuse, &err), "%s", err.text);
}

static bool listed(const struct cigo_field *field, const struct cigo_group *group)
{
    for (size_t i = 0; i < reuse.n_declare; i++)
        if (reuse.declare[i].field == field && reuse.declare[i].group == group)
            return true;
    return false;
}

START_TEST(copied_or_listed)
{
    copy();
    ck_assert_str_eq(got("azienda_denominazione"), "Officine Brenta S.r.l.");
    ck_assert_str_eq(got("lavoratori/2/cognome"), "Nardi");
    ck_assert_str_eq(got("lavoratori/2/ore_richieste"), "");
    for (size_t i = 0; i < form->n_fields; i++) {
        struct cigo_place place = {.field = &form->fields[i]};
        bool was = *cigo_session_text(from, place) && cigo_session_visible(from, place);
        bool is = *cigo_session_text(to, place);
        if (was && place.field->portal != CIGO_PORTAL_GIVEN)
            ck_assert_msg(is != listed(place.field, NULL), "%s: copied %d", place.field->id, is);
    }
    for (size_t i = 0; i < form->n_groups; i++) {
        const struct cigo_rows *was = &cigo_session_answers(from)->groups[i];
        const struct cigo_rows *is = &cigo_session_answers(to)->groups[i];
        ck_assert_msg(is->n == was->n || (is->n == 0 && listed(NULL, &form->groups[i])), "%s", form->groups[i].id);
    }
}
END_TEST

/* What the law wants declared for this period, or what only came after filing. */
START_TEST(never_copied)
{
    static const char *const sections[] = {"causale_periodo", "consultazione", "relazione", "dichiarazioni",
                                           "allegati", "invio"};
    static const char *const kinds[] = {"forza_operai", "azienda_dipendenti", "ultima_fruizione_azienda", "ore_totali",
                                        "up_registrata", "pagamento", "fruito_diverso", "simulazione_esito"};
    set("protocollo", "INPS.1");
    copy();
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct cigo_field *field = &form->fields[i];
        bool banned = false;
        for (size_t k = 0; k < sizeof sections / sizeof *sections; k++)
            banned |= strcmp(form->sections[field->section].id, sections[k]) == 0;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            banned |= strcmp(field->id, kinds[k]) == 0;
        if (banned && strcmp(field->id, "domanda_precedente") != 0)
            ck_assert_msg(!*got(field->id), "%s", field->id);
    }
    ck_assert_str_eq(got("domanda_precedente"), "INPS.1");
}
END_TEST

START_TEST(former_grant)
{
    size_t before = cigo_session_answers(from)->groups[at("autorizzazioni").group->index].n;
    set("esito", "Accolta"); /* as a person may type it */
    set("autorizzazione_numero", "AUT-7");
    set("protocollo", "INPS.1");
    copy();
    const struct cigo_rows *rows = &cigo_session_answers(to)->groups[at("autorizzazioni").group->index];
    ck_assert_uint_eq(rows->n, before + 1);
    ck_assert_ptr_null(reuse.note_at);
    static const char *const want[][2] = {{"numero", "AUT-7"}, {"misura", "cigo"}, {"eone", "no"},
                                          {"dal", "16/11/2026"}, {"al", "13/12/2026"}, {"stato", "autorizzata"},
                                          {"giorni_fruiti", ""}, {"ore", ""}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct cigo_place cell = at("autorizzazioni");
        cell.field = cigo_group_field(cell.group, cigo_str_of(want[i][0]));
        cell.row = rows->items[before].id;
        ck_assert_str_eq(cigo_session_text(to, cell), want[i][1]);
    }
    ck_assert_str_eq(got("domanda_precedente"), "AUT-7");
}
END_TEST

START_TEST(no_grant)
{
    static const char *const outcomes[] = {"", "in_lavorazione", "parziale", "respinta"};
    set("esito", outcomes[_i]);
    copy();
    ck_assert_uint_eq(cigo_session_answers(to)->groups[at("autorizzazioni").group->index].n,
                      cigo_session_answers(from)->groups[at("autorizzazioni").group->index].n);
    ck_assert_ptr_eq(reuse.note_at, at("autorizzazioni").group);
    ck_assert(listed(NULL, reuse.note_at));
    ck_assert_ptr_nonnull(strstr(reuse.note, "non risulta accolta"));
}
END_TEST

/* The file of each form names only what the form has; a wrong name is said with its place. */
START_TEST(files_of_forms)
{
    static const char *const forms[] = {"../cigo", "../ais-fis"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct cigo_problems problems;
        struct cigo_session_options options = {.today = TODAY};
        cigo_problems_init(&problems, arena);
        struct cigo_form *other = cigo_form_load(in_form(forms[i]), &problems);
        ck_assert_msg(other != NULL, "%s", forms[i]);
        struct cigo_session *a = cigo_session_new(other, &options, &err), *b = cigo_session_new(other, &options, &err);
        ck_assert_msg(cigo_reuse(a, b, "copia", arena, &reuse, &err), "%s", err.text);
        ck_assert_uint_eq(reuse.copied, 0);
        cigo_session_free(a);
        cigo_session_free(b);
        cigo_form_free(other);
        cigo_problems_finish(&problems);
    }
}
END_TEST

static void refuses(const char *text, const char *words)
{
    char dir[256], path[300];
    unit_tempdir(dir, sizeof dir);
    snprintf(path, sizeof path, "%s/riuso.yaml", dir);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
    const char *before = form->dir;
    form->dir = dir;
    ck_assert(!cigo_reuse(from, to, "copia", arena, &reuse, &err));
    ck_assert_msg(strstr(err.text, words) != NULL, "%s", err.text);
    form->dir = before;
    unit_remove(dir);
}

START_TEST(mistakes)
{
    refuses("fields: [azienda_cf, aziend]\n", "1:22: «aziend»");
    refuses("groups:\n  lavoratori: [cf, cogn]\n", "2:20: «cogn»");
    refuses("groups:\n  lavorator: [cf]\n", "2:3: «lavorator»");
    refuses("fill: {ticket: [protocol]}\n", "«protocol»");
    refuses("add: {group: autorizzazioni, when: esito, is: accolta, copy: {numer: ticket}}\n", "«numer»");
    refuses("add: {group: autorizzazioni, when: esit, is: accolta}\n", "«esit»");
    refuses("fields: {a: b}\n", "1:1: «fields»");
    refuses("groups: [a]\n", "1:1: «groups»");
    refuses("groups: {lavoratori: cf}\n", "1:1: «groups»");
    refuses("fields: 3\n", "1:1: «fields»");
    refuses("- a\n", "non è una mappa");
    refuses("a: [\n", "non si può usare");
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("exchange reuse");
    TCase *tests = tcase_create("reuse");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, copied_or_listed);
    tcase_add_test(tests, never_copied);
    tcase_add_test(tests, former_grant);
    tcase_add_loop_test(tests, no_grant, 0, 4);
    tcase_add_test(tests, files_of_forms);
    tcase_add_test(tests, mistakes);
    suite_add_tcase(suite, tests);
    return suite;
}
