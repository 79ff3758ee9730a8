/* A translation replaces the texts that it has, and only those that it was made from. */

#include "forms.h"
#include "unit.h"

#include <cigo/base/buf.h>
#include <cigo/form/texts.h>
#include <cigo/loader/loader.h>

static char dir[4096];
static struct cigo_arena *arena;
static struct cigo_problems problems;
static struct cigo_form *form;
static struct cigo_translated counts;

static void setup(void)
{
    unit_tempdir(dir, sizeof dir);
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    unit_form_write(dir, unit_form);
    form = cigo_form_load(dir, &problems);
    ck_assert_ptr_nonnull(form);
}

static void teardown(void)
{
    cigo_form_free(form);
    form = NULL;
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    unit_remove(dir);
}

struct wanted {
    const char *key;
    char source[1024], mark[9];
};

static void look(void *data, const struct cigo_form_text *text)
{
    struct wanted *w = data;
    if (strcmp(text->key, w->key) != 0)
        return;
    snprintf(w->source, sizeof w->source, "%s", cigo_form_text_source(text));
    cigo_form_text_mark(cigo_form_text_source(text), w->mark);
}

static struct wanted text_of(const char *key)
{
    struct wanted w = {.key = key};
    cigo_form_each_text(form, look, &w);
    ck_assert_msg(w.mark[0] != '\0', "the form has no text %s", key);
    return w;
}

static bool translate(const char *catalogue)
{
    struct cigo_buf file;
    cigo_buf_init(&file, 1 << 16);
    cigo_buf_printf(&file, "=== i18n/en.yaml\n%s", catalogue);
    unit_form_write(dir, file.p);
    cigo_buf_finish(&file);
    return cigo_form_translate(form, "en", &counts, &problems);
}

/* One entry with the mark of the text as it is. */
static bool translate_one(const char *key, const char *mark, const char *text)
{
    struct cigo_buf file;
    cigo_buf_init(&file, 1 << 16);
    cigo_buf_printf(&file, "language: en\ntexts:\n  %s: {of: \"%s\", text: \"%s\"}\n", key,
                    mark ? mark : text_of(key).mark, text);
    bool ok = translate(file.p);
    cigo_buf_finish(&file);
    return ok;
}

START_TEST(replaces_what_it_has)
{
    ck_assert(translate_one("form.prova.title", NULL, "Test form"));
    ck_assert_str_eq(form->title, "Test form");
    ck_assert(counts.found);
    ck_assert_uint_eq(counts.stale, 0);
    ck_assert_uint_eq(counts.missing, counts.texts - 1);
}
END_TEST

START_TEST(an_old_one_stays_italian)
{
    ck_assert(translate_one("form.prova.title", "00000000", "Test form"));
    ck_assert_str_eq(form->title, "Modulo di prova");
    ck_assert_uint_eq(counts.stale, 1);
}
END_TEST

START_TEST(no_file_is_no_mistake)
{
    ck_assert(cigo_form_translate(form, "fr", &counts, &problems));
    ck_assert(!counts.found);
    ck_assert(cigo_form_translate(form, "../../etc", &counts, &problems));
    ck_assert(!counts.found);
}
END_TEST

/* The first alert text with a placeholder. */
static void with_value(void *data, const struct cigo_form_text *text)
{
    struct wanted *w = data;
    if (!w->key && text->phrase && strchr(cigo_form_text_source(text), '{')) {
        w->key = cigo_arena_dup(arena, text->key);
        snprintf(w->source, sizeof w->source, "%s", cigo_form_text_source(text));
    }
}

START_TEST(values_must_be_the_same)
{
    struct wanted w = {0};
    cigo_form_each_text(form, with_value, &w);
    ck_assert_ptr_nonnull(w.key);
    ck_assert(!translate_one(w.key, NULL, "No values at all."));
    ck_assert_uint_eq(problems.n, 1);
    ck_assert_ptr_nonnull(strstr(problems.items[0].text, "i valori tra graffe"));
    ck_assert_str_eq(text_of(w.key).source, w.source);
}
END_TEST

/* A title that goes over its columns in another language is a mistake of that language's file. */
static void with_bound(void *data, const struct cigo_form_text *text)
{
    struct wanted *w = data;
    if (!w->key && text->most && !strchr(cigo_form_text_source(text), '{'))
        w->key = cigo_arena_dup(arena, text->key);
}

START_TEST(titles_have_their_columns)
{
    struct wanted w = {0};
    cigo_form_each_text(form, with_bound, &w);
    ck_assert_ptr_nonnull(w.key);
    ck_assert(translate_one(w.key, NULL, "123456789 123456789 123456789 123456789 123456789 123456789 "));
    ck_assert(!translate_one(w.key, NULL, "123456789 123456789 123456789 123456789 123456789 123456789 1"));
    ck_assert_ptr_nonnull(strstr(problems.items[problems.n - 1].text, "più di 60 colonne"));
}
END_TEST

/* A text and an alert's phrase, there and back twice. */
START_TEST(swaps_to_italian_and_back)
{
    struct wanted w = {0};
    struct cigo_buf texts;
    cigo_form_each_text(form, with_bound, &w);
    struct wanted own = text_of(w.key);
    cigo_buf_init(&texts, 1 << 16);
    cigo_buf_printf(&texts, "language: en\ntexts:\n  form.prova.title: {of: \"%s\", text: Test form}\n",
                    text_of("form.prova.title").mark);
    cigo_buf_printf(&texts, "  %s: {of: \"%s\", text: Words}\n", w.key, own.mark);
    ck_assert(translate(texts.p));
    cigo_buf_finish(&texts);
    for (int i = 0; i < 2; i++) {
        ck_assert_str_eq(form->title, "Test form");
        ck_assert_str_eq(text_of(w.key).source, "Words");
        cigo_form_swap_texts(form);
        ck_assert_str_eq(form->title, "Modulo di prova");
        ck_assert_str_eq(text_of(w.key).source, own.source);
        cigo_form_swap_texts(form);
    }
}
END_TEST

/* Texts inside an expression may differ, ids may not, nor may anything else. */
START_TEST(texts_inside_expressions)
{
    static const struct {
        const char *text;
        bool good;
    } rows[] = {
        {"{se(dal IS NULL, 'not yet', 'from ' || 'it''s')} {causale = 'meteo'}", true},
        {"{causale = 'meteo'} {se(dal IS  NULL, 'Nothing', 'x y')}", false},
        {"{causale = 'altro'} {se(dal IS NULL, 'not yet', 'from ' || 'it''s')}", false},
        {"{se(dal IS NOT NULL, 'not yet', 'from ' || 'it''s')} {causale = 'meteo'}", false},
    };
    struct cigo_alert_def *alert = &form->alerts[0];
    static const struct cigo_text_part parts[] = {
        {.expr.text = "se(dal IS NULL, 'Non ancora', 'da ' || 'l''altro ieri')"},
        {.expr.text = "causale = 'meteo'"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cigo_buf key;
        cigo_buf_init(&key, 200);
        cigo_buf_printf(&key, "alerts.%s.why", alert->id);
        alert->why = (struct cigo_text){.source = "prova", .parts = parts, .n_parts = 2};
        ck_assert_msg(translate_one(key.p, NULL, rows[i].text) == rows[i].good, "row %zu", i);
        cigo_buf_finish(&key);
    }
}
END_TEST

START_TEST(mistakes_are_told)
{
    static const struct {
        const char *catalogue, *says;
    } rows[] = {
        {"language: de\ntexts: {}\n", "language: en"},
        {"language: en\ntexts: []\n", "language: en"},
        {"[]\n", "language: en"},
        {"language: en\ntexts: {form.prova.title: Title}\n", "of: …, text: …"},
        {"language: en\ntexts: {fields.nessuno.label: {of: \"1\", text: x}}\n", "nessun testo"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t before = problems.n;
        ck_assert_msg(!translate(rows[i].catalogue), "row %zu", i);
        ck_assert_uint_eq(problems.n, before + 1);
        ck_assert_ptr_nonnull(strstr(problems.items[before].text, rows[i].says));
    }
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("translate");
    TCase *tests = tcase_create("translate");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, replaces_what_it_has);
    tcase_add_test(tests, swaps_to_italian_and_back);
    tcase_add_test(tests, an_old_one_stays_italian);
    tcase_add_test(tests, no_file_is_no_mistake);
    tcase_add_test(tests, values_must_be_the_same);
    tcase_add_test(tests, titles_have_their_columns);
    tcase_add_test(tests, texts_inside_expressions);
    tcase_add_test(tests, mistakes_are_told);
    suite_add_tcase(suite, tests);
    return suite;
}
