/* UTF-8: checking, clusters, widths, normal form, and the filters for kept and shown text. */

#include <cigo/base/utf8.h>

#include "unit.h"

START_TEST(bad)
{
    static const struct {
        const char *text;
        size_t n, bad;
    } rows[] = {
        {"", 0, 0},
        {"ascii", 5, 5},
        {"perch\xc3\xa9", 7, 7},
        {"\xe2\x82\xac", 3, 3},
        {"\xf0\x9f\x98\x80", 4, 4},
        {"a\xff", 2, 1},
        {"\xc3", 1, 0},            /* cut */
        {"ab\xe2\x82", 4, 2},      /* cut */
        {"\xc0\x80", 2, 0},        /* overlong NUL */
        {"\xe0\x80\xaf", 3, 0},    /* overlong slash */
        {"\xed\xa0\x80", 3, 0},    /* surrogate */
        {"\xf4\x90\x80\x80", 4, 0},/* past U+10FFFF */
        {"\x80", 1, 0},
        {"a\0b", 3, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_msg(cigo_utf8_bad((struct cigo_str){rows[i].text, rows[i].n}) == rows[i].bad,
                      "row %zu", i);
}
END_TEST

START_TEST(every_code_point)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 16);
    for (uint32_t code = 0; code <= 0x10ffff; code++) {
        if (code >= 0xd800 && code <= 0xdfff)
            continue;
        cigo_buf_clear(&buf);
        cigo_utf8_put(&buf, code);
        uint32_t again;
        size_t k = cigo_utf8_next(cigo_buf_str(&buf), &again);
        if (again != code || k != buf.n || cigo_utf8_bad(cigo_buf_str(&buf)) != buf.n)
            ck_abort_msg("U+%04X", (unsigned)code);
    }
    cigo_buf_clear(&buf);
    cigo_utf8_put(&buf, 0xd800);
    ck_assert_str_eq(buf.p, "\xef\xbf\xbd");
    cigo_buf_finish(&buf);
}
END_TEST

#define FAMILY "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define FLAG "\xf0\x9f\x87\xae\xf0\x9f\x87\xb9"
#define E_COMBINING "e\xcc\x81"

/* Each byte at each place of runs of each length, against the plain loop. */
START_TEST(plain_runs)
{
    char text[20];
    for (size_t n = 0; n <= sizeof text; n++)
        for (size_t at = 0; at < n; at++)
            for (int byte = 0; byte < 256; byte++) {
                memset(text, byte % 2 ? '~' : ' ', sizeof text);
                text[at] = (char)byte;
                size_t want = byte >= 0x20 && byte <= 0x7e ? n : at;
                ck_assert_uint_eq(cigo_utf8_plain((struct cigo_str){text, n}), want);
            }
    ck_assert_uint_eq(cigo_utf8_plain((struct cigo_str){NULL, 0}), 0);
}
END_TEST

/* The last of a run may be the letter of an accent that follows. */
START_TEST(plain_clusters)
{
    ck_assert_uint_eq(cigo_utf8_plain_clusters(CIGO_STR("")), 0);
    ck_assert_uint_eq(cigo_utf8_plain_clusters(CIGO_STR("abc d")), 5);
    ck_assert_uint_eq(cigo_utf8_plain_clusters(CIGO_STR("ab" E_COMBINING)), 2);
    ck_assert_uint_eq(cigo_utf8_plain_clusters(CIGO_STR(E_COMBINING)), 0);
    ck_assert_uint_eq(cigo_utf8_plain_clusters(CIGO_STR(FLAG "ab")), 0);
    ck_assert_uint_eq(cigo_utf8_plain_clusters(CIGO_STR("ab\n")), 1);
}
END_TEST

START_TEST(clusters)
{
    static const struct {
        const char *text;
        size_t first, count, width; /* bytes of the first cluster, code points, columns */
    } rows[] = {
        {"", 0, 0, 0},
        {"abc", 1, 3, 3},
        {"\xc3\xa9", 2, 1, 1},
        {E_COMBINING, 3, 2, 1},
        {E_COMBINING "x", 3, 3, 2},
        {"\xe6\xbc\xa2\xe5\xad\x97", 3, 2, 4}, /* two ideographs */
        {FAMILY, 18, 5, 2},
        {FLAG, 8, 2, 2},
        {FLAG FLAG, 8, 4, 4},
        {"\xe2\x9d\xa4\xef\xb8\x8f", 6, 2, 2}, /* heart as emoji */
        {"\xe2\x9d\xa4", 3, 1, 1},             /* heart as text */
        {"\xf0\x9f\x98\x80!", 4, 2, 3},
        {"\xff\xc3\xa9", 1, 2, 2},
        {"\xef\xbd\xb1", 3, 1, 1}, /* half-width katakana */
        {"\xe2\x80\x8b", 3, 1, 0}, /* zero-width space */
        {"due " E_COMBINING "tre" E_COMBINING, 1, 11, 9},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cigo_str s = cigo_str_of(rows[i].text);
        ck_assert_msg(cigo_utf8_cluster(s) == rows[i].first, "cluster, row %zu", i);
        ck_assert_msg(cigo_utf8_count(s) == rows[i].count, "count, row %zu", i);
        ck_assert_msg(cigo_utf8_width(s) == rows[i].width, "width, row %zu: %zu", i,
                      cigo_utf8_width(s));
    }
}
END_TEST

/* What `act` appends for a text. */
static const char *mapped(void (*act)(struct cigo_str, struct cigo_buf *), const char *text, size_t n)
{
    static char kept[256];
    struct cigo_buf buf;
    cigo_buf_init(&buf, sizeof kept - 1);
    act((struct cigo_str){text, n}, &buf);
    snprintf(kept, sizeof kept, "%s", buf.p);
    cigo_buf_finish(&buf);
    return kept;
}

START_TEST(mapping)
{
    ck_assert_str_eq(mapped(cigo_utf8_nfc, "perch" E_COMBINING, 8), "perch\xc3\xa9");
    ck_assert_str_eq(mapped(cigo_utf8_nfc, "ascii", 5), "ascii");
    ck_assert_str_eq(mapped(cigo_utf8_nfc, "", 0), "");
    ck_assert_str_eq(mapped(cigo_utf8_fold, "PERCH\xc3\x89", 7), "perche");
    ck_assert_str_eq(mapped(cigo_utf8_fold, "Citt\xc3\xa0", 6), "citta");
    ck_assert_str_eq(mapped(cigo_utf8_fold, "Stra\xc3\x9f""e", 7), "strasse");
    ck_assert_str_eq(mapped(cigo_utf8_fold, "N" "\xcc\x83", 3), "n");
    ck_assert_str_eq(mapped(cigo_utf8_visible, "a\x1b[31m\n\xe2\x80\xae\xff\xc2\x9b", 12),
                     "a\xef\xbf\xbd[31m\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    ck_assert_str_eq(mapped(cigo_utf8_visible, "\xe2\x82\xac 5", 5), "\xe2\x82\xac 5");
    ck_assert_str_eq(mapped(cigo_utf8_json, "{\n\"a\": \"\xc2\x9b\xe2\x80\xae\x7f\xc3\xa0\"}", 18),
                     "{\n\"a\": \"\\u009b\\u202e\\u007f\xc3\xa0\"}");
}
END_TEST

START_TEST(cleaning)
{
    static const struct {
        const char *in;
        size_t n;
        const char *line, *text;
        size_t removed;
    } rows[] = {
        {"ciao", 4, "ciao", "ciao", 0},
        {"a\tb", 3, "a b", "a b", 0},
        {"a\r\nb\nc", 6, "a b c", "a\nb\nc", 0},
        {"a\rb", 3, "a b", "a\nb", 0},
        {"a\0b", 3, "ab", "ab", 1},
        {"\x1b[31mrosso\x07\x7f", 12, "rosso", "rosso", 3},
        {"Rossi\x1b[D srl\x1bOP\x1b[[A\x1b[1;5C", 25, "Rossi srl", "Rossi srl", 4}, /* keys */
        {"\x1b[ \x1bR\x1b", 6, "R", "R", 3},
        {"\xe2\x80\xae" "abc\xe2\x81\xa9\xd8\x9c", 11, "abc", "abc", 3},
        {"citt\xe0", 5, "citt\xc3\xa0", "citt\xc3\xa0", 0}, /* Latin-1 */
        {"a\x9b" "b", 3, "ab", "ab", 1},                    /* CSI in Latin-1 */
        {"a\xc2\x9b" "b", 4, "ab", "ab", 1},                /* CSI in UTF-8 */
        {"a\xe2\x80\xa8" "b", 5, "a b", "a\nb", 0},
        {FAMILY, 18, FAMILY, FAMILY, 0}, /* joiners are not controls */
    };
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1000);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct cigo_str in = {rows[i].in, rows[i].n};
        cigo_buf_clear(&buf);
        ck_assert_uint_eq(cigo_utf8_clean(in, CIGO_CLEAN_LINE, &buf), rows[i].removed);
        ck_assert_str_eq(buf.p, rows[i].line);
        cigo_buf_clear(&buf);
        ck_assert_uint_eq(cigo_utf8_clean(in, CIGO_CLEAN_TEXT, &buf), rows[i].removed);
        ck_assert_str_eq(buf.p, rows[i].text);
    }
    cigo_buf_finish(&buf);
}
END_TEST

START_TEST(any_bytes)
{
    /* whatever goes in, valid UTF-8 without controls comes out, and cleaning twice changes nothing */
    uint64_t seed = 7;
    struct cigo_buf once, twice;
    cigo_buf_init(&once, 1000);
    cigo_buf_init(&twice, 1000);
    for (int i = 0; i < 5000; i++) {
        char bytes[24];
        for (size_t j = 0; j < sizeof bytes; j++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
            bytes[j] = (char)(seed >> 56);
        }
        cigo_buf_clear(&once);
        cigo_buf_clear(&twice);
        cigo_utf8_clean((struct cigo_str){bytes, sizeof bytes}, CIGO_CLEAN_LINE, &once);
        ck_assert_uint_eq(cigo_utf8_bad(cigo_buf_str(&once)), once.n);
        ck_assert_uint_eq(cigo_utf8_clean(cigo_buf_str(&once), CIGO_CLEAN_LINE, &twice), 0);
        ck_assert_str_eq(once.p, twice.p);
        cigo_buf_clear(&twice);
        cigo_utf8_visible((struct cigo_str){bytes, sizeof bytes}, &twice);
        ck_assert_uint_eq(cigo_utf8_bad(cigo_buf_str(&twice)), twice.n);
        size_t controls = 0;
        for (size_t j = 0; j < twice.n; j++)
            controls += (unsigned char)twice.p[j] < ' ' || twice.p[j] == 0x7f;
        ck_assert_uint_eq(controls, 0);
        struct cigo_str rest = {bytes, sizeof bytes};
        while (rest.n > 0) {
            size_t k = cigo_utf8_cluster(rest);
            if (k == 0 || k > rest.n)
                ck_abort_msg("cluster of %zu bytes", k);
            rest = (struct cigo_str){rest.p + k, rest.n - k};
        }
    }
    cigo_buf_finish(&once);
    cigo_buf_finish(&twice);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("base/utf8");
    UNIT_CASE(suite, "utf8", bad, every_code_point, plain_runs, plain_clusters, clusters, mapping, cleaning, any_bytes);
    return suite;
}
