/* Kinds: the first byte chooses one, the rest is what a person types. What is read is written so that it reads the
 * same again, and the quick reading of a clean text says what the whole one says. */

#include "fuzz.h"

#include <cigo/form/kind.h>

enum { TODAY = 20780, ROOM = 4 << 20 }; /* 2026-11-23 */

static const struct cigo_choice choices[] = {{.id = "si", .label = "Sì"}, {.id = "no", .label = "No"},
                                             {.id = "non_so", .label = "Non so ancora"}};
static const struct cigo_choices list = {.id = "lista", .items = choices, .n = 3};

void fuzz_setup(void)
{
}

static void check_trip(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx, const struct cigo_value *value)
{
    struct cigo_parsed again;
    struct cigo_buf text;
    cigo_buf_init(&text, ROOM);
    cigo_parsed_init(&again);
    cigo_kind_format(kind, ctx, value, &text);
    cigo_kind_parse(kind, ctx, cigo_buf_str(&text), &again);
    FUZZ_CHECK(cigo_value_eq(value, &again.value));
    cigo_kind_echo(kind, ctx, value, &text);
    cigo_parsed_finish(&again);
    cigo_buf_finish(&text);
}

void fuzz_input(struct cigo_str input)
{
    size_t n;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    if (input.n == 0)
        return;
    const struct cigo_kind *kind = &kinds[(unsigned char)input.p[0] % n];
    struct cigo_kind_ctx ctx = cigo_kind_ctx_plain(TODAY);
    struct cigo_parsed parsed;
    struct cigo_value quick;
    struct cigo_buf clean;
    ctx.choices = &list;
    cigo_parsed_init(&parsed);
    cigo_buf_init(&clean, ROOM);
    struct cigo_str text = {input.p + 1, input.n - 1};
    cigo_kind_parse(kind, &ctx, text, &parsed);
    bool known = parsed.verdict == CIGO_OK || parsed.verdict == CIGO_WARNING;
    FUZZ_CHECK(known || parsed.value.storage == CIGO_NULL);
    FUZZ_CHECK(parsed.verdict != CIGO_BAD || parsed.why.n > 0);
    if (known)
        check_trip(kind, &ctx, &parsed.value);
    cigo_kind_clean(kind, text, &clean);
    cigo_kind_parse(kind, &ctx, cigo_buf_str(&clean), &parsed);
    if (clean.n > 0 && cigo_kind_quick(kind, &ctx, cigo_buf_str(&clean), &quick))
        FUZZ_CHECK(parsed.verdict == CIGO_OK && cigo_value_eq(&quick, &parsed.value));
    cigo_buf_finish(&clean);
    cigo_parsed_finish(&parsed);
}
