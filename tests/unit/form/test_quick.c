/* The short cuts of the kinds say nothing but what the kinds say. */

#include "form_test.h"

#include <string.h>

#include <cigo/form/codice_fiscale.h>

struct sample {
    enum cigo_kind_id kind;
    const char *text;
};
static const struct sample samples[] = {
    {CIGO_KIND_TEXT, "Via Roma 12"},
    {CIGO_KIND_INTEGER, "12"},
    {CIGO_KIND_INTEGER, "123456789"},
    {CIGO_KIND_DECIMAL, "40"},
    {CIGO_KIND_DECIMAL, "37,5"},
    {CIGO_KIND_DECIMAL, "1234,56"},
    {CIGO_KIND_DECIMAL, "1.234,56"},
    {CIGO_KIND_DATE, "2026-11-02"},
    {CIGO_KIND_DATE, "29/02/2024"},
    {CIGO_KIND_DATE, "02112026"},
    {CIGO_KIND_BOOLEAN, "si"},
    {CIGO_KIND_BOOLEAN, "no"},
    {CIGO_KIND_CHOICE, NULL}, /* an id of the list */
    {CIGO_KIND_CODICE_FISCALE, "RSSMRA85M01H501Q"},
    {CIGO_KIND_CODICE_FISCALE, "BNCLRA00T71F2LRV"},
};
enum { N_SAMPLES = sizeof samples / sizeof *samples, ROUNDS = 20000, LONGEST = 64 };

/* The sample with up to three characters that are others, one more or one less. */
static struct cigo_str vary(struct test_random *random, const struct sample *sample, char *text)
{
    static const char signs[] = "0123456789012345678901234567890/-,. +'ABCEFLMOPRSTVXYabinost\xe8";
    const char *from = sample->text ? sample->text : test_choices.items[test_below(random, test_choices.n)].id;
    size_t n = strlen(from);
    memcpy(text, from, n);
    for (uint64_t k = test_below(random, 4); k > 0; k--)
        text[test_below(random, n)] = signs[test_below(random, sizeof signs - 1)];
    if (test_below(random, 8) == 0 && n > 1)
        n--;
    else if (test_below(random, 8) == 0)
        text[n++] = signs[test_below(random, sizeof signs - 1)];
    char letter = n == 16 ? cigo_cf_check_letter((struct cigo_str){text, 15}) : '\0';
    if (letter && sample->kind == CIGO_KIND_CODICE_FISCALE && test_below(random, 4))
        text[15] = letter;
    text[n] = '\0';
    return (struct cigo_str){text, n};
}

static struct cigo_kind_ctx context(struct test_random *random, const struct cigo_kind *kind)
{
    struct cigo_kind_ctx ctx = test_ctx();
    bool date = kind->id == CIGO_KIND_DATE;
    ctx.has_min = test_below(random, 4) == 0;
    ctx.has_max = test_below(random, 4) == 0;
    ctx.min = date ? TEST_TODAY - 1000 : 30;
    ctx.max = date ? TEST_TODAY : 4000;
    ctx.past = test_below(random, 2);
    ctx.max_chars = test_below(random, 2) * 11;
    ctx.places = (int)test_below(random, 4);
    return ctx;
}

START_TEST(quick_is_what_parse_is)
{
    const struct sample *sample = &samples[_i];
    const struct cigo_kind *kind = cigo_kind_get(sample->kind);
    struct test_random random = {.state = (uint64_t)_i + 1};
    struct cigo_parsed parsed;
    char memory[LONGEST];
    size_t quick = 0;
    cigo_parsed_init(&parsed);
    for (int i = 0; i < ROUNDS; i++) {
        struct cigo_kind_ctx ctx = context(&random, kind);
        struct cigo_str text = vary(&random, sample, memory);
        struct cigo_value value;
        if (text.n == 0 || !cigo_kind_is_clean(text) || !cigo_kind_quick(kind, &ctx, text, &value))
            continue;
        quick++;
        cigo_kind_parse(kind, &ctx, text, &parsed);
        ck_assert_msg(parsed.verdict == CIGO_OK, "%s «%s»: %s", kind->name, text.p, parsed.why.p);
        ck_assert_msg(cigo_value_eq(&value, &parsed.value), "%s «%s» is another value", kind->name, text.p);
        ck_assert_msg(!parsed.relative, "%s «%s» is relative", kind->name, text.p);
    }
    cigo_parsed_finish(&parsed);
    bool usual = strcmp(sample->text ? sample->text : "", "1.234,56") != 0 &&
                 strcmp(sample->text ? sample->text : "", "02112026") != 0;
    ck_assert_msg(!usual || quick > ROUNDS / 20, "%s: only %zu", kind->name, quick);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("quick");
    TCase *tcase = tcase_create("quick");
    tcase_add_loop_test(tcase, quick_is_what_parse_is, 0, N_SAMPLES);
    suite_add_tcase(suite, tcase);
    return suite;
}
