/* The review of the real form: every visible field once and in order, what keeps back the dossier, alerts
 * with their reasons, hidden answers only when asked for, many rows summed up. */

#include <cigo/base/path.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/review.h>
#include <cigo/loader/loader.h>

#include <stdlib.h>
#include <string.h>

#include "unit.h"

enum { TODAY = 20780, MANY = 1000 }; /* 2026-11-23 */

static struct cigo_arena *arena;
static struct cigo_form *form;
static struct cigo_session *session;
static struct cigo_error err;

static const char *in_form(const char *file)
{
    return cigo_arena_printf(arena, "%s/forms/cigo/%s", getenv("CIGO_SOURCE") ? getenv("CIGO_SOURCE") : ".",
                             file);
}

static void setup(void)
{
    struct cigo_problems problems;
    struct cigo_session_options options = {.today = TODAY};
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    form = cigo_form_load(in_form(""), &problems);
    ck_assert_msg(form != NULL, "%s", problems.n ? problems.items[0].text : "");
    session = cigo_session_new(form, &options, &err);
    ck_assert_msg(session != NULL, "%s", err.text);
    cigo_session_load_begin(session);
    ck_assert_msg(cigo_session_load_end(session, &err), "%s", err.text);
    cigo_problems_finish(&problems);
}

static void load_demo(void)
{
    char *text;
    size_t size;
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    ck_assert(cigo_file_read(in_form("demo.yaml"), 1 << 20, &text, &size, &err));
    const struct cigo_yaml_node *root = cigo_yaml_parse(arena, "demo.yaml", (struct cigo_str){text, size},
                                                        &cigo_answers_limits, &problems);
    ck_assert(cigo_answers_read(session, root, CIGO_ANSWERS_ACTION, &problems, &err));
    cigo_problems_finish(&problems);
    free(text);
}

static void teardown(void)
{
    cigo_session_free(session);
    cigo_form_free(form);
    cigo_arena_free(arena);
}

static struct cigo_place field(const char *id)
{
    struct cigo_place place = {.field = cigo_form_field(form, cigo_str_of(id))};
    ck_assert_msg(place.field != NULL, "%s", id);
    return place;
}

static void set(const char *id, const char *text)
{
    ck_assert(cigo_session_set(session, field(id), cigo_str_of(text), NULL, &err));
}

static struct cigo_review make(bool hidden)
{
    return cigo_review_make(session, "prova", NULL, hidden, arena);
}

static const struct cigo_review_line *line_of(const struct cigo_review *review, const char *id)
{
    for (size_t i = 0; i < review->n; i++)
        if (review->lines[i].type == CIGO_REVIEW_FIELD && strcmp(review->lines[i].place.field->id, id) == 0)
            return &review->lines[i];
    return NULL;
}

static size_t count(const struct cigo_review *review, enum cigo_review_type type)
{
    size_t n = 0;
    for (size_t i = 0; i < review->n; i++)
        n += review->lines[i].type == type;
    return n;
}

static bool says(const struct cigo_review *review, const char *words)
{
    for (size_t i = 0; i < review->n; i++)
        if (strstr(review->lines[i].value, words) || strstr(review->lines[i].label, words))
            return true;
    return false;
}

/* Every field that is asked stands there once, in the order of the form; no other does. */
static void check_fields(const struct cigo_review *review)
{
    size_t at = 0, n = 0;
    for (size_t i = 0; i < review->n; i++) {
        if (review->lines[i].type != CIGO_REVIEW_FIELD)
            continue;
        const struct cigo_field *of = review->lines[i].place.field;
        ck_assert_msg(n == 0 || of->index > at, "%s is out of order", of->id);
        ck_assert_msg(cigo_session_visible(session, review->lines[i].place), "%s is hidden", of->id);
        at = of->index;
        n++;
    }
    for (size_t i = 0; i < form->n_fields; i++)
        if (cigo_session_visible(session, (struct cigo_place){.field = &form->fields[i]})) {
            ck_assert_msg(n > 0, "%s lacks", form->fields[i].id);
            n--;
        }
    ck_assert_uint_eq(n, 0);
}

START_TEST(empty)
{
    struct cigo_review review = make(false);
    ck_assert(!review.ready);
    ck_assert_uint_eq(review.hidden, 0);
    ck_assert(says(&review, "--draft"));
    check_fields(&review);
    struct cigo_missing missing = cigo_session_missing(session, arena);
    ck_assert_uint_eq(count(&review, CIGO_REVIEW_MISSING), missing.n);
    ck_assert_int_eq(line_of(&review, "azienda_cf")->mark, CIGO_REVIEW_LACKS);
    ck_assert_str_eq(line_of(&review, "azienda_cf")->value, "manca");
    ck_assert_int_eq(line_of(&review, "note_pratica")->mark, CIGO_REVIEW_SKIPPED);
    ck_assert_str_eq(line_of(&review, "note_pratica")->value, "non indicato");
}
END_TEST

START_TEST(complete)
{
    load_demo();
    struct cigo_review review = make(false);
    ck_assert(review.ready);
    check_fields(&review);
    ck_assert_str_eq(line_of(&review, "inizio_effettivo")->value, "lunedì 16 novembre 2026");
    ck_assert_uint_eq(count(&review, CIGO_REVIEW_MISSING), 0);
    ck_assert(says(&review, "cigo export prova --all -o CARTELLA."));
    size_t rows = 0;
    for (size_t i = 0; i < form->n_groups; i++)
        if (cigo_session_visible(session, (struct cigo_place){.group = &form->groups[i]}))
            rows += cigo_session_answers(session)->groups[i].n;
    ck_assert_uint_eq(count(&review, CIGO_REVIEW_ROW), rows);
}
END_TEST

/* A value that these answers do not have is not told as one that is still to come. */
START_TEST(values_that_there_are_not)
{
    static const char LATE[] = "Primo giorno che la domanda tardiva può coprire";
    static const char DRY[] = "Prima settimana senza giorni di maltempo";
    static const char OVER[] = "Prima settimana oltre le 52 nel biennio";
    struct cigo_review review = make(false);
    ck_assert(says(&review, LATE) && says(&review, DRY) && says(&review, OVER));
    ck_assert(says(&review, "non ancora calcolabile"));
    load_demo();
    set("causale", "mancanza_lavoro");
    review = make(false);
    ck_assert(!says(&review, LATE) && !says(&review, DRY) && !says(&review, "Codice evento INPS"));
    ck_assert(!says(&review, OVER)); /* no earlier grant is a good answer */
    ck_assert(!says(&review, "Scadenza del ricorso") && !says(&review, "Scadenza della risposta all'INPS"));
    set("causale", "meteo");
    review = make(false);
    ck_assert(says(&review, DRY) && says(&review, "Codice evento INPS"));
    set("inizio_effettivo", "");
    set("periodo_dal", "");
    review = make(false);
    ck_assert(says(&review, LATE) && says(&review, DRY));
}
END_TEST

START_TEST(a_consultation_that_is_not_due_asks_nothing)
{
    size_t section = field("consultazione_mezzo").field->section;
    ck_assert_int_eq(cigo_session_section(session, section).state, CIGO_SECTION_TODO);
    load_demo();
    set("azienda_settore", "edilizia");
    set("modalita", "riduzione");
    ck_assert_int_eq(cigo_session_section(session, section).state, CIGO_SECTION_NOT_NEEDED);
    set("azienda_settore", "industria");
    ck_assert_int_eq(cigo_session_section(session, section).state, CIGO_SECTION_COMPLETE);
}
END_TEST

START_TEST(wrong_answers)
{
    load_demo();
    set("inizio_effettivo", "31/02/2026");
    struct cigo_review review = make(false);
    ck_assert(!review.ready);
    ck_assert_int_eq(line_of(&review, "inizio_effettivo")->mark, CIGO_REVIEW_WRONG);
    ck_assert_str_eq(line_of(&review, "inizio_effettivo")->value, "31/02/2026 (non si legge)");
    ck_assert(says(&review, "1 errore da correggere o contestare"));
    ck_assert(says(&review, "FMT-DATE"));
}
END_TEST

START_TEST(hidden_answers)
{
    load_demo();
    set("causale", "meteo");
    struct cigo_review review = make(false);
    ck_assert_uint_gt(review.hidden, 0);
    ck_assert_uint_eq(count(&review, CIGO_REVIEW_HIDDEN), 0);
    check_fields(&review);
    review = make(true);
    ck_assert_uint_eq(count(&review, CIGO_REVIEW_HIDDEN), review.hidden);
    for (size_t i = 0; i < review.n; i++)
        if (review.lines[i].type == CIGO_REVIEW_HIDDEN)
            ck_assert(!cigo_session_visible(session, review.lines[i].place));
}
END_TEST

START_TEST(reasons)
{
    load_demo();
    struct cigo_alerts alerts = cigo_session_alerts(session, CIGO_SCOPE_ALL, arena);
    ck_assert_uint_gt(alerts.n, 0);
    const char *id = alerts.items[0].id;
    ck_assert(cigo_session_waive(session, &alerts.items[0], CIGO_ACKNOWLEDGED, CIGO_STR("lo sappiamo"), &err));
    struct cigo_review review = make(false);
    size_t heading = review.n;
    for (size_t i = 0; i < review.n; i++) {
        const struct cigo_review_line *line = &review.lines[i];
        if (line->type == CIGO_REVIEW_HEADING && strstr(line->label, "confermati"))
            heading = i;
        if (line->type == CIGO_REVIEW_ALERT && strstr(line->label, id)) {
            ck_assert_uint_gt(i, heading);
            ck_assert_ptr_nonnull(strstr(line->value, "Motivo dichiarato: lo sappiamo"));
        }
    }
    ck_assert_uint_lt(heading, review.n);
}
END_TEST

START_TEST(many_rows)
{
    const struct cigo_group *group = cigo_form_group(form, CIGO_STR("lavoratori"));
    cigo_session_begin(session, "import");
    for (size_t i = 0; i < MANY; i++) {
        int64_t row;
        ck_assert(cigo_session_row_add(session, group, SIZE_MAX, &row, NULL, &err));
    }
    ck_assert(cigo_session_end(session, NULL, &err));
    struct cigo_review review = make(false);
    ck_assert(says(&review, "1000 righe"));
    ck_assert(says(&review, "In altre 980 righe manca qualcosa."));
    ck_assert_uint_eq(count(&review, CIGO_REVIEW_ROW), 20);
    ck_assert_uint_lt(review.n, 500);
}
END_TEST

START_TEST(sentences)
{
    load_demo();
    set("note_pratica", "prima riga\nseconda riga");
    struct cigo_review review = make(true);
    for (size_t i = 0; i < review.n; i++) {
        struct cigo_buf buf;
        cigo_buf_init(&buf, CIGO_TEXT_MAX);
        cigo_review_sentence(&review.lines[i], &buf);
        ck_assert_msg(buf.n && strchr(".!?:", buf.p[buf.n - 1]) && !strchr(buf.p, '\n'), "%s", buf.p);
        cigo_buf_finish(&buf);
    }
}
END_TEST

START_TEST(one_is_singular)
{
    static const char *const typed[] = {"1", "2", "11"}, *const shown[] = {"1 persona", "2 persone", "11 persone"};
    load_demo();
    for (size_t i = 0; i < 3; i++) {
        set("forza_quadri", typed[i]);
        struct cigo_review review = make(false);
        ck_assert_str_eq(line_of(&review, "forza_quadri")->value, shown[i]);
    }
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("exchange review");
    TCase *tests = tcase_create("review");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, empty);
    tcase_add_test(tests, complete);
    tcase_add_test(tests, values_that_there_are_not);
    tcase_add_test(tests, a_consultation_that_is_not_due_asks_nothing);
    tcase_add_test(tests, wrong_answers);
    tcase_add_test(tests, hidden_answers);
    tcase_add_test(tests, reasons);
    tcase_add_test(tests, many_rows);
    tcase_add_test(tests, sentences);
    tcase_add_test(tests, one_is_singular);
    suite_add_tcase(suite, tests);
    return suite;
}
