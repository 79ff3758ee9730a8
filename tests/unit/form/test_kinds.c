/* The table of kinds, complete and in order; and two properties of every kind: what it reads it
 * writes so that it reads the same again, and no bytes can upset it. */

#include "form_test.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/date.h>
#include <cigo/base/utf8.h>

#include <cigo/form/codice_fiscale.h>

START_TEST(table_is_complete)
{
    size_t n = 0;
    struct cigo_kind_ctx ctx = test_ctx();
    const struct cigo_kind *kinds = cigo_kinds(&n);
    ck_assert_uint_eq(n, CIGO_KIND_COUNT);
    for (size_t i = 0; i < n; i++) {
        const struct cigo_kind *kind = &kinds[i];
        char alert[64] = "FMT-";
        ck_assert_uint_eq(kind->id, i);
        ck_assert_ptr_eq(kind, cigo_kind_get((enum cigo_kind_id)i));
        ck_assert_ptr_eq(kind, cigo_kind_find(cigo_str_of(kind->name)));
        for (size_t c = 0; kind->name[c]; c++)
            alert[4 + c] = kind->name[c] == '_' ? '_' : (char)(kind->name[c] - 'a' + 'A');
        ck_assert_str_eq(kind->alert, alert);
        ck_assert(kind->title[0] && cigo_utf8_width(cigo_str_of(kind->title)) <= 60);
        ck_assert(kind->fix[0] && kind->source[0] && kind->what[0] && kind->example[0]);
        ck_assert_int_ne(kind->type, CIGO_TYPE_NONE);
        ck_assert(kind->parse && kind->format);
        enum cigo_verdict expected = i == CIGO_KIND_FILE ? CIGO_WARNING : CIGO_OK;
        TEST_TEXTS(kind->id, &ctx, {kind->example, expected, NULL, NULL});
    }
    ck_assert_ptr_null(cigo_kind_find(CIGO_STR("codice")));
}
END_TEST

START_TEST(empty_is_empty)
{
    size_t n = 0;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    struct cigo_kind_ctx ctx = test_ctx();
    for (size_t i = 0; i < n; i++)
        TEST_TEXTS(kinds[i].id, &ctx, {"", CIGO_EMPTY, "", NULL},
                   {" \t \xc2\xa0", CIGO_EMPTY, "", NULL});
    struct cigo_value none = {.storage = CIGO_NULL};
    struct cigo_buf out;
    cigo_buf_init(&out, 100);
    for (size_t i = 0; i < n; i++) {
        cigo_kind_format(&kinds[i], &ctx, &none, &out);
        cigo_kind_echo(&kinds[i], &ctx, &none, &out);
    }
    ck_assert_uint_eq(out.n, 0);
    cigo_buf_finish(&out);
}
END_TEST

/* A field without choices, range or today: nothing of it may be taken for granted. */
START_TEST(bare_context)
{
    size_t n = 0;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    struct cigo_kind_ctx ctx = {.choices = NULL};
    struct cigo_parsed parsed;
    struct cigo_buf out;
    cigo_parsed_init(&parsed);
    cigo_buf_init(&out, 10000);
    for (size_t i = 0; i < n; i++) {
        cigo_kind_parse(&kinds[i], &ctx, CIGO_STR("1"), &parsed);
        cigo_kind_format(&kinds[i], &ctx, &parsed.value, &out);
        cigo_kind_parse(&kinds[i], &ctx, cigo_str_of(kinds[i].example), &parsed);
        cigo_kind_echo(&kinds[i], &ctx, &parsed.value, &out);
    }
    TEST_TEXTS(CIGO_KIND_CHOICE, &ctx, {"1", CIGO_BAD, "", "elenco"});
    TEST_TEXTS(CIGO_KIND_MULTICHOICE, &ctx, {"1 2", CIGO_BAD, "", "elenco"});
    TEST_TEXTS(CIGO_KIND_DATE, &ctx, {"2/11", CIGO_BAD, "", "Manca l'anno"});
    cigo_buf_finish(&out);
    cigo_parsed_finish(&parsed);
}
END_TEST

START_TEST(replies)
{
    static const char *const yes[] = {"si", "Sì", " SI\n", "s", "yes", "Y", "ja", "J"};
    static const char *const no[] = {"no", "N", "nein"};
    static const char *const other[] = {"", "\n", "sicuro", "yeah", "forse", "/esci"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        ck_assert_msg(cigo_reply(yes[i]) == CIGO_REPLY_YES, "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        ck_assert_msg(cigo_reply(no[i]) == CIGO_REPLY_NO, "%s", no[i]);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        ck_assert_msg(cigo_reply(other[i]) == CIGO_REPLY_OTHER, "%s", other[i]);
    ck_assert_int_eq(cigo_reply(NULL), CIGO_REPLY_OTHER);
}
END_TEST

/* A value formatted and read: the integer is the same. */
static void int_trip(enum cigo_kind_id id, const struct cigo_kind_ctx *ctx, int64_t i)
{
    const struct cigo_kind *kind = cigo_kind_get(id);
    struct cigo_value value = {.storage = CIGO_INT, .i = i};
    struct cigo_parsed parsed;
    struct cigo_buf text;
    cigo_buf_init(&text, 100);
    cigo_parsed_init(&parsed);
    cigo_kind_format(kind, ctx, &value, &text);
    cigo_kind_parse(kind, ctx, cigo_buf_str(&text), &parsed);
    if (parsed.verdict != CIGO_OK || !cigo_value_eq(&value, &parsed.value))
        ck_abort_msg("%s %lld is formatted «%s»: %s", kind->name, (long long)i, text.p,
                     parsed.why.p);
    cigo_parsed_finish(&parsed);
    cigo_buf_finish(&text);
}

START_TEST(integers_come_back)
{
    struct test_random random = {.state = 20261123};
    struct cigo_kind_ctx ctx = test_ctx();
    for (int i = 0; i < 5000; i++) {
        int64_t shrink = INT64_C(1) << test_below(&random, 30);
        int64_t v = ((int64_t)test_below(&random, 2000000001) - 1000000000) / shrink;
        int_trip(CIGO_KIND_INTEGER, &ctx, v);
        int_trip(CIGO_KIND_DECIMAL, &ctx, v);
        int_trip(CIGO_KIND_MONEY, &ctx, v * 9999);
        int_trip(CIGO_KIND_DECIMAL, &ctx, v / 100 * 100);
        int_trip(CIGO_KIND_DATE, &ctx,
                 CIGO_DATE_MIN + (int64_t)test_below(&random, CIGO_DATE_MAX - CIGO_DATE_MIN + 1));
    }
    int_trip(CIGO_KIND_DATE, &ctx, CIGO_DATE_MIN);
    int_trip(CIGO_KIND_DATE, &ctx, CIGO_DATE_MAX);
    for (int v = 0; v <= 1440; v++)
        int_trip(CIGO_KIND_TIME, &ctx, v);
    int_trip(CIGO_KIND_BOOLEAN, &ctx, 0);
    int_trip(CIGO_KIND_BOOLEAN, &ctx, 1);
    ctx.past = true;
    int_trip(CIGO_KIND_DATE, &ctx, TEST_TODAY + 100);
    ctx.places = 4;
    for (int64_t v = 9990000; v < 10010000; v += 7)
        int_trip(CIGO_KIND_DECIMAL, &ctx, v);
}
END_TEST

static void text_trip(enum cigo_kind_id id, const struct cigo_kind_ctx *ctx, const char *s)
{
    const struct cigo_kind *kind = cigo_kind_get(id);
    struct cigo_value value = {.storage = CIGO_TEXT, .s = cigo_str_of(s)};
    struct cigo_parsed parsed;
    struct cigo_buf text;
    cigo_buf_init(&text, 10000);
    cigo_parsed_init(&parsed);
    cigo_kind_format(kind, ctx, &value, &text);
    cigo_kind_parse(kind, ctx, cigo_buf_str(&text), &parsed);
    if (!cigo_value_eq(&value, &parsed.value))
        ck_abort_msg("%s «%s» is formatted «%s»: %s", kind->name, s, text.p, parsed.why.p);
    cigo_parsed_finish(&parsed);
    cigo_buf_finish(&text);
}

START_TEST(choices_come_back)
{
    struct cigo_kind_ctx ctx = test_ctx();
    for (size_t i = 0; i < test_choices.n; i++)
        text_trip(CIGO_KIND_CHOICE, &ctx, test_choices.items[i].id);
    for (unsigned set = 1; set < 1u << test_choices.n; set++) {
        char ids[400] = "";
        size_t n = 0;
        for (size_t i = 0; i < test_choices.n; i++) {
            if (set >> i & 1)
                n += (size_t)snprintf(ids + n, sizeof ids - n, "%s%s", n ? " " : "",
                                      test_choices.items[i].id);
        }
        text_trip(CIGO_KIND_MULTICHOICE, &ctx, ids);
    }
}
END_TEST

static char pick(struct test_random *random, const char *from)
{
    return from[test_below(random, strlen(from))];
}

/* A fiscal code that is valid, with or without omocodia. */
static void random_code(struct test_random *random, char code[17])
{
    static const char omocodia[] = "LMNPQRSTUV";
    static const int digits[] = {6, 7, 9, 10, 12, 13, 14};
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    size_t month = test_below(random, 12);
    int day = 1 + (int)test_below(random, (uint64_t)days[month]) + (test_below(random, 2) ? 40 : 0);
    for (int i = 0; i < 6; i++)
        code[i] = pick(random, "BCDFGHJKLMNPQRSTVWXYZ");
    code[6] = pick(random, "0123456789");
    code[7] = pick(random, "0123456789");
    code[8] = "ABCDEHLMPRST"[month];
    code[9] = (char)('0' + day / 10);
    code[10] = (char)('0' + day % 10);
    code[11] = pick(random, "ABCDEFGHILMZ");
    for (int i = 12; i < 15; i++)
        code[i] = pick(random, "0123456789");
    for (size_t i = 0; i < 7; i++) {
        if (test_below(random, 4) == 0)
            code[digits[i]] = omocodia[code[digits[i]] - '0'];
    }
    code[15] = cigo_cf_check_letter((struct cigo_str){code, 15});
    code[16] = '\0';
}

START_TEST(codes_come_back)
{
    struct test_random random = {.state = 148};
    struct cigo_kind_ctx ctx = test_ctx();
    for (int i = 0; i < 5000; i++) {
        char code[17], text[40];
        random_code(&random, code);
        text_trip(CIGO_KIND_CODICE_FISCALE, &ctx, code);
        text_trip(CIGO_KIND_CODICE_FISCALE_AZIENDA, &ctx, code);
        /* one wrong character is always seen: a code differs from every other in two places */
        size_t at = test_below(&random, 15);
        code[at] = code[at] == 'X' ? 'Y' : 'X';
        ck_assert_int_ne(cigo_cf_check((struct cigo_str){code, 16}), CIGO_CF_OK);
        snprintf(text, sizeof text, "%05d", (int)test_below(&random, 100000));
        text_trip(CIGO_KIND_CAP, &ctx, text);
        text_trip(CIGO_KIND_CSC, &ctx, text);
        snprintf(text, sizeof text, "%010lld", (long long)(1 + test_below(&random, 9999999999)));
        text_trip(CIGO_KIND_MATRICOLA_INPS, &ctx, text);
        snprintf(text, sizeof text, "+%lld", (long long)(100000 + test_below(&random, 1000000000)));
        text_trip(CIGO_KIND_TELEFONO, &ctx, text);
        snprintf(text, sizeof text, test_below(&random, 2) ? "%d" : "%d-T%d",
                 1900 + (int)test_below(&random, 201), 1 + (int)test_below(&random, 4));
        text_trip(CIGO_KIND_PERIODO, &ctx, text);
        snprintf(text, sizeof text, "%c%c", pick(&random, "ABCXZ"), pick(&random, "ABCXZ"));
        text_trip(CIGO_KIND_PROVINCIA, &ctx, text);
        snprintf(text, sizeof text, "%02d.%02d.%02d", (int)test_below(&random, 100),
                 (int)test_below(&random, 100), (int)test_below(&random, 100));
        text[2 + test_below(&random, 7)] = '\0';
        if (text[strlen(text) - 1] != '.')
            text_trip(CIGO_KIND_ATECO, &ctx, text);
    }
}
END_TEST

/* Whatever a kind reads out of a damaged example or of noise, it writes so that it reads the same.
 */
START_TEST(noise)
{
    static const char *const pieces[] = {" ",    "\n",       "\xc2\xa0",  "’",    "–",
                                         ".",    ",",        "/",         "-",    "à",
                                         "€",    "0",        "9",         "A",    "z",
                                         "\xff", "\xe2\x80", "e\xcc\x80", "٣",    "🤨",
                                         "(",    "'",        "\"",        "\x1b", "\xe2\x80\x8e",
                                         "@",    "+",        "1",         "si",   "T"};
    struct test_random random = {.state = 77};
    struct cigo_kind_ctx ctx = test_ctx();
    size_t n = 0;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    for (size_t k = 0; k < n; k++) {
        for (int i = 0; i < 3000; i++) {
            char text[200];
            size_t length = 0;
            if (test_below(&random, 4) > 0) {
                length = strlen(kinds[k].example);
                memcpy(text, kinds[k].example, length);
            }
            for (uint64_t edits = test_below(&random, 4) + (length == 0); edits > 0; edits--) {
                const char *piece = pieces[test_below(&random, sizeof pieces / sizeof *pieces)];
                size_t at = test_below(&random, length + 1), size = strlen(piece);
                memmove(text + at + size, text + at, length - at);
                memcpy(text + at, piece, size);
                length += size;
            }
            if (length > 0 && test_below(&random, 3) == 0)
                text[test_below(&random, length)] = (char)test_next(&random);
            if (length > 1 && test_below(&random, 4) == 0)
                length = 1 + test_below(&random, length);
            test_round_trip(&kinds[k], &ctx, (struct cigo_str){text, length});
        }
    }
}
END_TEST

START_TEST(bytes)
{
    struct test_random random = {.state = 4242};
    struct cigo_kind_ctx ctx = test_ctx();
    size_t n = 0;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    for (size_t k = 0; k < n; k++) {
        for (int i = 0; i < 1000; i++) {
            char text[64];
            size_t length = test_below(&random, sizeof text);
            for (size_t b = 0; b < length; b++)
                text[b] = (char)(test_next(&random) >> 20);
            test_round_trip(&kinds[k], &ctx, (struct cigo_str){text, length});
        }
    }
}
END_TEST

/* The end of each text lies at the end of its memory: a byte too many is seen by the sanitizers. */
START_TEST(long_texts)
{
    struct cigo_kind_ctx ctx = test_ctx();
    size_t n = 0, size = CIGO_TEXT_MAX + 1;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    struct cigo_parsed parsed;
    char *text = malloc(size);
    memset(text, '1', size);
    cigo_parsed_init(&parsed);
    for (size_t k = 0; k < n; k++) {
        cigo_kind_parse(&kinds[k], &ctx, (struct cigo_str){text, size}, &parsed);
        ck_assert_int_eq(parsed.verdict, CIGO_BAD);
        test_round_trip(&kinds[k], &ctx, (struct cigo_str){text + 1, 20000});
    }
    for (size_t i = 0; i < size; i += 3)
        text[i] = i % 2 ? ',' : ' ';
    for (size_t k = 0; k < n; k++)
        test_round_trip(&kinds[k], &ctx, (struct cigo_str){text + 1, 20000});
    cigo_parsed_finish(&parsed);
    free(text);
}
END_TEST

START_TEST(text_kinds)
{
    struct cigo_kind_ctx ctx = test_ctx();
    TEST_TEXTS(CIGO_KIND_TEXT, &ctx, {"  Via Roma 1 ", CIGO_OK, "Via Roma 1", NULL},
               {"e\xcc\x80", CIGO_OK, "è", NULL}, {"a\nb", CIGO_OK, "a b", NULL},
               {"a\x1b"
                "b",
                CIGO_WARNING, "ab", "un carattere di controllo"},
               {"a\x01\x02", CIGO_WARNING, "a", "2 caratteri di controllo"});
    TEST_TEXTS(CIGO_KIND_LONGTEXT, &ctx, {"a\nb", CIGO_OK, "a\nb", NULL});
    ctx.max_chars = 5;
    TEST_TEXTS(CIGO_KIND_TEXT, &ctx, {"àèìòù", CIGO_OK, "àèìòù", NULL},
               {"àèìòùx", CIGO_BAD, "", "1 in più del massimo di 5"},
               {"abcdefgh", CIGO_BAD, "", "3 in più"});
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("kinds");
    UNIT_CASE(suite, "table", table_is_complete, empty_is_empty, bare_context, replies);
    UNIT_CASE(suite, "round trip", integers_come_back, choices_come_back, codes_come_back);
    UNIT_CASE(suite, "noise", noise, bytes, long_texts);
    UNIT_CASE(suite, "text", text_kinds);
    return suite;
}
