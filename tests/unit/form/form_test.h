#pragma once
/* What the tests of kinds share: reading a text, and a generator with a fixed seed. */

#include "unit.h"

#include <stdint.h>

#include <cigo/form/kind.h>

#define TEST_TODAY 2461368 /* 2026-11-23, a Monday */

/* A list in which labels begin alike, hold commas, are numbers, or are the id of another choice. */
extern const struct cigo_choices test_choices;
struct cigo_kind_ctx test_ctx(void); /* test_choices, two places, TEST_TODAY */

/* One text and what must come of it. `value`: the canonical text, or the integer in decimal; NULL =
 * not looked at. `part`: a piece of `why` or `fix`, or NULL. */
struct test_text {
    const char *text;
    enum cigo_verdict verdict;
    const char *value;
    const char *part;
};
void test_texts(enum cigo_kind_id kind, const struct cigo_kind_ctx *ctx,
                const struct test_text *texts, size_t n);
#define TEST_TEXTS(kind, ctx, ...)                                                                 \
    test_texts((kind), (ctx), (const struct test_text[]){__VA_ARGS__},                             \
               sizeof((const struct test_text[]){__VA_ARGS__}) / sizeof(struct test_text))

struct test_random {
    uint64_t state;
};
uint64_t test_next(struct test_random *random);
uint64_t test_below(struct test_random *random, uint64_t n);

/* The text reads; what it gives, formatted and read again, is the same. */
void test_round_trip(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx,
                     struct cigo_str text);
