/* Everything that has a name in the real form can be explained, in whole sentences, one a line. */

#include <cigo/base/alloc.h>
#include <cigo/base/date.h>
#include <cigo/exchange/exchange.h>
#include <cigo/loader/loader.h>

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static struct cigo_arena *arena;
static struct cigo_form *form;
static struct cigo_session *session;
static struct cigo_buf out;

static void setup(void)
{
    char dir[4096];
    struct cigo_error err;
    struct cigo_problems problems;
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    snprintf(dir, sizeof dir, "%s/forms/cigo", getenv("CIGO_SOURCE") ? getenv("CIGO_SOURCE") : ".");
    form = cigo_form_load(dir, &problems);
    ck_assert_msg(form != NULL, "%s", problems.n ? problems.items[0].text : dir);
    cigo_problems_finish(&problems);
    struct cigo_session_options options = {0};
    cigo_date_of(2026, 11, 23, &options.today);
    session = cigo_session_new(form, &options, &err);
    ck_assert_msg(session != NULL, "%s", err.text);
    cigo_session_load_begin(session);
    ck_assert_msg(cigo_session_load_end(session, &err), "%s", err.text);
    cigo_buf_init(&out, 1 << 20);
}

static void teardown(void)
{
    cigo_buf_finish(&out);
    cigo_session_free(session);
    cigo_form_free(form);
    cigo_arena_free(arena);
}

/* Whole sentences, no place for a value left as it is written in the form, no two blanks. */
static void check_lines(const char *word)
{
    for (const char *p = out.p; *p;) {
        size_t n = strcspn(p, "\n");
        if (n) {
            ck_assert_msg(strchr(".!?", p[n - 1]), "%s: no sentence: %.*s", word, (int)n, p);
            ck_assert_msg(!memchr(p, '{', n), "%s: a placeholder: %.*s", word, (int)n, p);
            ck_assert_msg(p[0] != ' ' && !(n > 1 && p[n - 2] == '.' && p[n - 1] == '.'),
                          "%s: two stops: %.*s", word, (int)n, p);
        }
        p += n + (p[n] == '\n');
    }
    ck_assert_msg(out.n && out.p[out.n - 1] == '\n', "%s: no end of line", word);
    ck_assert(!out.truncated);
}

static void explains(const char *word, const char *part)
{
    cigo_buf_clear(&out);
    ck_assert_msg(cigo_explain(session, cigo_str_of(word), &out), "%s: %s", word, out.p);
    check_lines(word);
    if (part)
        ck_assert_msg(strstr(out.p, part), "%s: no «%s» in\n%s", word, part, out.p);
}

START_TEST(fields_and_groups)
{
    for (size_t i = 0; i < form->n_fields; i++) {
        explains(form->fields[i].id, form->fields[i].ask);
        explains(form->fields[i].code, form->fields[i].label);
    }
    for (size_t i = 0; i < form->n_groups; i++) {
        const struct cigo_group *group = &form->groups[i];
        explains(group->id, group->label);
        for (size_t k = 0; k < group->n_fields; k++)
            explains(cigo_arena_printf(arena, "%s.%s", group->id, group->fields[k].id),
                     group->fields[k].label);
        for (size_t k = 0; k < group->n_computed; k++)
            explains(cigo_arena_printf(arena, "%s.%s", group->id, group->computed[k].id), "Come si calcola");
    }
    explains("giorni_meteo.lavorazione", "\nEsempio: Scavi, fondazioni, strade."); /* of choices no id is said */
    for (size_t i = 0; i < form->n_sections; i++)
        explains(form->sections[i].code, form->sections[i].title);
    for (size_t i = 0; i < form->n_choices; i++)
        for (size_t k = 0; k < form->choices[i].n; k++)
            explains(form->choices[i].items[k].id, form->choices[i].items[k].label);
}
END_TEST

START_TEST(alerts)
{
    for (size_t i = 0; i < form->n_alerts; i++) {
        const struct cigo_alert_def *def = &form->alerts[i];
        for (size_t k = 0; k < def->n_sources; k++) {
            explains(def->id, def->sources[k]->gist);
            ck_assert_ptr_nonnull(strstr(out.p, "Affidabilità: "));
        }
        ck_assert_ptr_nonnull(strstr(out.p, "Che cosa fare: "));
        ck_assert_ptr_nonnull(strstr(out.p, "Dipende da: "));
    }
    /* what is chosen from is said; what is quoted is no name, but of a param */
    explains("R-DEADLINE-ORD", "Che cosa fare: [«Il termine non è ancora passato: ");
    ck_assert_ptr_nonnull(strstr(out.p, " oppure «La domanda è già inviata: "));
    ck_assert_ptr_nonnull(strstr(out.p, "il termine [«era» oppure «è»] il ["));
    explains("R-CAU-GUASTO", "riparazione. [«Per prudenza presenti la domanda entro il termine ordinario.» oppure nulla].");
    explains("R-MET-RAIN", "almeno [Lavorazione, Pioggia per la costruzione, ");
    size_t n;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    for (size_t i = 0; i < n; i++)
        explains(kinds[i].alert, kinds[i].title);
}
END_TEST

START_TEST(values_and_words)
{
    for (size_t i = 0; i < form->n_computed; i++)
        explains(form->computed[i].id, form->computed[i].estimate ? "stima" : "Come si calcola");
    for (size_t i = 0; i < form->n_params; i++)
        explains(form->params[i].id, "Dal ");
    for (size_t i = 0; i < form->n_windows; i++)
        explains(form->windows[i].id, "Dal ");
    ck_assert_uint_ge(form->n_terms, 40);
    for (size_t i = 0; i < form->n_terms; i++) {
        explains(form->terms[i].id, form->terms[i].text);
        explains(form->terms[i].term, form->terms[i].text);
        for (size_t k = 0; k < form->terms[i].n_see; k++)
            explains(form->terms[i].see[k], NULL);
    }
}
END_TEST

/* Case and accents do not matter; what is near is offered; the known value of an open case is said. */
START_TEST(words_as_typed)
{
    explains("TRANSITORIETA", "Transitorietà. ");
    explains("  r-dur-13w ", "ERRORE R-DUR-13W. ");
    explains("rsu", "RSA e RSU. ");
    explains("4,7", "4.7 ");
    explains("massimale_mensile", "noto fino al 31/12/2026");
    static const char *const unknown[] = {"conguagli", "R-DUR-13", "zzzz", "", " ", "{", "\x1b[31m", "."};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        cigo_buf_clear(&out);
        ck_assert_msg(!cigo_explain(session, cigo_str_of(unknown[i]), &out), "%s", unknown[i]);
        ck_assert_ptr_null(strchr(out.p, '\x1b'));
        ck_assert(out.n && out.p[out.n - 1] == '\n');
        if (i < 2)
            ck_assert_ptr_nonnull(strstr(out.p, i ? "«R-DUR-13W»" : "«Conguaglio»"));
    }
    struct cigo_error err;
    struct cigo_place place = {.field = cigo_form_field(form, CIGO_STR("periodo_dal"))};
    ck_assert(cigo_session_set(session, place, CIGO_STR("23/11/2026"), NULL, &err));
    explains("biennio_al", "Ora vale: 29/11/2026.");
}
END_TEST

START_TEST(age)
{
    int32_t last;
    ck_assert(cigo_date_add_months(form->checked_oldest, 6, &last));
    cigo_rules_age_line(form, &out);
    ck_assert_ptr_nonnull(strstr(out.p, "Regole verificate al "));
    ck_assert(!cigo_rules_are_old(form, last));
    ck_assert(cigo_rules_are_old(form, last + 1));
    cigo_buf_clear(&out);
    cigo_rules_old_notice(form, last, &out);
    ck_assert_uint_eq(out.n, 0);
    cigo_rules_old_notice(form, last + 1, &out);
    ck_assert_ptr_nonnull(strstr(out.p, "più di sei mesi"));
}
END_TEST

Suite *cigo_suite(void)
{
    const TTest *const all[] = {fields_and_groups, alerts, values_and_words, words_as_typed, age};
    Suite *suite = suite_create("explain");
    TCase *tcase = tcase_create("explain");
    tcase_add_checked_fixture(tcase, setup, teardown);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        tcase_add_test(tcase, all[i]);
    suite_add_tcase(suite, tcase);
    return suite;
}
