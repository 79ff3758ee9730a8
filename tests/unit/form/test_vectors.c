/* Other people's test vectors, where ../shared/vectors exists: every row that the text alone
 * decides. */

#include "form_test.h"

#include <string.h>

#include <cigo/base/date.h>

#include <cigo/form/codice_fiscale.h>

enum { MOST_COLUMNS = 8 };

/* The next row's columns; the header is skipped by the caller. */
static size_t next_row(FILE *file, char *line, size_t size, char *columns[MOST_COLUMNS])
{
    size_t n = 0;
    if (!fgets(line, (int)size, file))
        return 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *at = line; at && n < MOST_COLUMNS;) {
        columns[n++] = at;
        at = strchr(at, '\t');
        if (at)
            *at++ = '\0';
    }
    for (size_t i = n; i < MOST_COLUMNS; i++)
        columns[i] = line + strlen(line);
    return n;
}

static enum cigo_verdict judge(enum cigo_kind_id id, const char *text)
{
    struct cigo_kind_ctx ctx = test_ctx();
    struct cigo_parsed parsed;
    cigo_parsed_init(&parsed);
    cigo_kind_parse(cigo_kind_get(id), &ctx, cigo_str_of(text), &parsed);
    enum cigo_verdict verdict = parsed.verdict;
    cigo_parsed_finish(&parsed);
    return verdict;
}

/* Every row of a file: valid, or not. What is disputed is looked at elsewhere. */
static void judge_file(const char *name, enum cigo_kind_id id, bool warning_is_invalid,
                       size_t least)
{
    char line[4096], *columns[MOST_COLUMNS];
    FILE *file = unit_shared(name);
    size_t judged = 0;
    if (!file)
        return;
    next_row(file, line, sizeof line, columns);
    while (next_row(file, line, sizeof line, columns) > 0) {
        if (strcmp(columns[1], "disputed") == 0)
            continue;
        enum cigo_verdict verdict = judge(id, columns[0]);
        bool valid = verdict == CIGO_OK || (verdict == CIGO_WARNING && !warning_is_invalid);
        ck_assert_msg(valid == (strcmp(columns[1], "valid") == 0),
                      "%s: «%s» should be %s (level %s, %s)", name, columns[0], columns[1],
                      columns[3], columns[4]);
        judged++;
    }
    ck_assert_uint_ge(judged, least);
    fclose(file);
}

START_TEST(identifiers)
{
    judge_file("vectors/codicefiscale.tsv", CIGO_KIND_CODICE_FISCALE, false, 100);
    judge_file("vectors/partitaiva.tsv", CIGO_KIND_PARTITA_IVA, false, 30);
    judge_file("vectors/iban.tsv", CIGO_KIND_IBAN, false, 100);
    judge_file("vectors/matricola_inps.tsv", CIGO_KIND_MATRICOLA_INPS, true, 3);
}
END_TEST

static void compare_part(const char *kind, const char *input, const char *expected)
{
    char letters[4] = "";
    if (strcmp(kind, "cognome") == 0)
        cigo_cf_surname(cigo_str_of(input), letters);
    else if (strcmp(kind, "nome") == 0)
        cigo_cf_name(cigo_str_of(input), letters);
    else if (strcmp(kind, "cin") == 0)
        letters[0] = cigo_cf_check_letter(cigo_str_of(input));
    else
        return; /* places and dates need what the program has not, or does not do */
    ck_assert_msg(strcmp(letters, expected) == 0, "%s «%s»: %s, not %s", kind, input, letters,
                  expected);
}

START_TEST(parts)
{
    char line[4096], *columns[MOST_COLUMNS];
    FILE *file = unit_shared("vectors/codicefiscale_parti.tsv");
    if (!file)
        return;
    next_row(file, line, sizeof line, columns);
    while (next_row(file, line, sizeof line, columns) > 0)
        compare_part(columns[0], columns[1], columns[2]);
    fclose(file);
}
END_TEST

/* A whole code computed from surname, name, sex, date and place. */
static void compute(char *columns[MOST_COLUMNS], char code[32])
{
    int32_t date = 0;
    char surname[4], name[4];
    ck_assert(cigo_date_parse_iso(cigo_str_of(columns[3]), &date));
    struct cigo_ymd d = cigo_date_ymd(date);
    cigo_cf_surname(cigo_str_of(columns[0]), surname);
    cigo_cf_name(cigo_str_of(columns[1]), name);
    snprintf(code, 32, "%s%s%02d%c%02d%.4s", surname, name, d.year % 100,
             "ABCDEHLMPRST"[d.month - 1], d.day + (columns[2][0] == 'F' ? 40 : 0), columns[4]);
    code[15] = cigo_cf_check_letter((struct cigo_str){code, 15});
    code[16] = '\0';
}

START_TEST(computed)
{
    char line[4096], *columns[MOST_COLUMNS];
    FILE *file = unit_shared("vectors/codicefiscale_calcolo.tsv");
    if (!file)
        return;
    next_row(file, line, sizeof line, columns);
    while (next_row(file, line, sizeof line, columns) > 0) {
        char code[32];
        int32_t birth = 0, wanted = 0;
        compute(columns, code);
        if (strcmp(columns[0], "Betaña") != 0)
            ck_assert_str_eq(code, columns[5]);
        ck_assert(cigo_date_parse_iso(cigo_str_of(columns[3]), &wanted));
        ck_assert(cigo_cf_birth(cigo_str_of(code), wanted + 40 * 365, &birth));
        ck_assert_int_eq(birth, wanted);
    }
    fclose(file);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("vectors");
    UNIT_CASE(suite, "vectors", identifiers, parts, computed);
    return suite;
}
