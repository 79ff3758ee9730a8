/* What the tests of kinds share: the choices, reading a text, and a generator with a fixed seed. */

#include "form_test.h"

#include <inttypes.h>
#include <string.h>

static const struct cigo_choice items[] = {
    {"operaio", "Operaio"},
    {"impiegato", "Impiegato"},
    {"operaio_specializzato", "Operaio specializzato"},
    {"fine_cantiere", "Fine cantiere, fine lavoro"},
    {"perche", "Perché sì"},
    {"otto", "2"},
    {"x", "impiegato"},
    {"6", "Sei giorni"},
    {"5", "Cinque giorni"},
    {"attivita", "Attività; ripresa"},
    {"doppio", "Doppio nome"},
    {"doppio_b", "Doppio nome"},
};
const struct cigo_choices test_choices = {"prova", items, sizeof items / sizeof *items};

struct cigo_kind_ctx test_ctx(void)
{
    struct cigo_kind_ctx ctx = cigo_kind_ctx_plain(TEST_TODAY);
    ctx.choices = &test_choices;
    return ctx;
}

static bool has(const struct cigo_buf *buf, const char *part)
{
    return strstr(buf->p, part) != NULL;
}

void test_texts(enum cigo_kind_id id, const struct cigo_kind_ctx *ctx,
                const struct test_text *texts, size_t n)
{
    const struct cigo_kind *kind = cigo_kind_get(id);
    struct cigo_parsed parsed;
    cigo_parsed_init(&parsed);
    for (size_t i = 0; i < n; i++) {
        const struct test_text *t = &texts[i];
        char number[32] = "";
        cigo_kind_parse(kind, ctx, cigo_str_of(t->text), &parsed);
        ck_assert_msg(parsed.verdict == t->verdict, "%s «%s»: verdict %d, not %d (%s)", kind->name,
                      t->text, (int)parsed.verdict, (int)t->verdict, parsed.why.p);
        bool known = parsed.verdict == CIGO_OK || parsed.verdict == CIGO_WARNING;
        ck_assert_msg(known == (parsed.value.storage != CIGO_NULL), "%s «%s»", kind->name, t->text);
        bool alert = parsed.verdict == CIGO_WARNING || parsed.verdict == CIGO_BAD;
        ck_assert_msg(alert == (parsed.why.n > 0), "%s «%s»: %s", kind->name, t->text,
                      parsed.why.p);
        const char *value = number;
        if (parsed.value.storage == CIGO_TEXT)
            value = parsed.value.s.p;
        else if (parsed.value.storage == CIGO_INT)
            snprintf(number, sizeof number, "%" PRId64, parsed.value.i);
        ck_assert_msg(!t->value || strcmp(value, t->value) == 0, "%s «%s»: «%s», not «%s»",
                      kind->name, t->text, value, t->value);
        ck_assert_msg(!t->part || has(&parsed.why, t->part) || has(&parsed.fix, t->part),
                      "%s «%s»: no «%s» in «%s» «%s»", kind->name, t->text, t->part, parsed.why.p,
                      parsed.fix.p);
    }
    cigo_parsed_finish(&parsed);
}

uint64_t test_next(struct test_random *random)
{
    random->state ^= random->state << 13;
    random->state ^= random->state >> 7;
    random->state ^= random->state << 17;
    return random->state * UINT64_C(2685821657736338717);
}

uint64_t test_below(struct test_random *random, uint64_t n)
{
    return (test_next(random) >> 11) % n;
}

void test_round_trip(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx,
                     struct cigo_str text)
{
    struct cigo_parsed first, second;
    struct cigo_buf formatted;
    cigo_parsed_init(&first);
    cigo_parsed_init(&second);
    cigo_buf_init(&formatted, CIGO_TEXT_MAX * 2);
    cigo_kind_parse(kind, ctx, text, &first);
    if (first.value.storage != CIGO_NULL) {
        cigo_kind_format(kind, ctx, &first.value, &formatted);
        cigo_kind_parse(kind, ctx, cigo_buf_str(&formatted), &second);
        if (!cigo_value_eq(&first.value, &second.value))
            ck_abort_msg("%s «%.*s» is formatted «%s», which reads otherwise (%s)", kind->name,
                         (int)text.n, text.p, formatted.p, second.why.p);
    }
    cigo_buf_finish(&formatted);
    cigo_parsed_finish(&second);
    cigo_parsed_finish(&first);
}
