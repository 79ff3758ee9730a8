/* Separated text of every dialect, and of none: what the cells are, what is said of the file, what is refused. */

#include <cigo/base/alloc.h>

#include <stdlib.h>
#include <string.h>

#include "sheet-priv.h"
#include "unit.h"

/* Bytes with their length, so that NUL can stand in them. */
#define BYTES(s) (s), sizeof(s) - 1

static bool take(const char *bytes, size_t n, struct cigo_sheet *sheet, struct cigo_error *err)
{
    char *text = cigo_alloc(n + 1);
    memcpy(text, bytes, n);
    return cigo_sheet_take(sheet, text, n, '\0', 1000, err);
}

/* "number:cell|cell" for each row; blanks and the signs themselves are never in these tests' cells. */
static void dump(const struct cigo_sheet *sheet, struct cigo_buf *out)
{
    for (size_t r = 0; r < sheet->n_rows; r++) {
        struct cigo_str cells[16];
        size_t n = cigo_sheet_cells(sheet, r, cells, 16);
        cigo_buf_printf(out, "%s%u:", r ? "/" : "", sheet->rows[r].number);
        for (size_t i = 0; i < n && i < 16; i++) {
            cigo_buf_puts(out, i ? "~" : "");
            cigo_buf_add(out, cells[i]);
        }
    }
}

static const struct {
    const char *bytes;
    size_t n;
    char separator;
    enum cigo_encoding encoding;
    enum cigo_line_end line_end;
    const char *rows;
} dialects[] = {
    {BYTES("a;b\n1;2\n"), ';', CIGO_UTF8, CIGO_LINE_LF, "1:a~b/2:1~2"},
    {BYTES("a,b\r\n1,2\r\n"), ',', CIGO_UTF8, CIGO_LINE_CRLF, "1:a~b/2:1~2"},
    {BYTES("a\tb\r1\t2"), '\t', CIGO_UTF8, CIGO_LINE_CR, "1:a~b/2:1~2"},
    {BYTES("a|b\n1|2\r\n3|4\r"), '|', CIGO_UTF8, CIGO_LINE_MIXED, "1:a~b/2:1~2/3:3~4"},
    /* what is between quotes separates nothing */
    {BYTES("\"ore\",\"paga\"\n\"x|y\",\"x|y\"\n"), ',', CIGO_UTF8, CIGO_LINE_LF, "1:ore~paga/2:x|y~x|y"},
    {BYTES("solo\nuna\n"), '\0', CIGO_UTF8, CIGO_LINE_LF, "1:solo/2:una"},
    {BYTES("una"), '\0', CIGO_UTF8, CIGO_LINE_NONE, "1:una"},
    /* the decimal comma is no separator, even where it is in every row */
    {BYTES("x;1,5\ny;2,5\nz;3,5\n"), ';', CIGO_UTF8, CIGO_LINE_LF, "1:x~1,5/2:y~2,5/3:z~3,5"},
    {BYTES("nome;ore;giorni\na;1,5;2,5\nb;2,5;3,5\n"), ';', CIGO_UTF8, CIGO_LINE_LF,
     "1:nome~ore~giorni/2:a~1,5~2,5/3:b~2,5~3,5"},
    {BYTES("ore\n1,5\n2,5\n"), '\0', CIGO_UTF8, CIGO_LINE_LF, "1:ore/2:1,5/3:2,5"},
    {BYTES("1,5\n2,5\n"), '\0', CIGO_UTF8, CIGO_LINE_LF, "1:1,5/2:2,5"},
    {BYTES("a,b\n\"1,5\",2\n\"x;y\",3\n"), ',', CIGO_UTF8, CIGO_LINE_LF, "1:a~b/2:1,5~2/3:x;y~3"},
    {BYTES("sep=,\r\na,b;c\r\n"), ',', CIGO_UTF8, CIGO_LINE_CRLF, "1:a~b;c"},
    {BYTES("sep=#\na#b\n"), '#', CIGO_UTF8, CIGO_LINE_LF, "1:a~b"},
    /* RFC 4180 and beyond */
    {BYTES("a;\"b \"\"c\"\"\"\n"), ';', CIGO_UTF8, CIGO_LINE_LF, "1:a~b \"c\""},
    {BYTES("a;\"b\nc;d\"\ne;f\n"), ';', CIGO_UTF8, CIGO_LINE_LF, "1:a~b\nc;d/2:e~f"},
    {BYTES("a; \"b\" ;c\n"), ';', CIGO_UTF8, CIGO_LINE_LF, "1:a~b~c"},
    {BYTES("\"Bar\" snc;c\nd;e\"f\n"), ';', CIGO_UTF8, CIGO_LINE_LF, "1:\"Bar\" snc~c/2:d~e\"f"},
    {BYTES("a;b;c\n1\n2;3;4;5\n"), ';', CIGO_UTF8, CIGO_LINE_LF, "1:a~b~c/2:1/3:2~3~4~5"},
    {BYTES("a\t\"b\nc\td\n"), '\t', CIGO_UTF8, CIGO_LINE_LF, "1:a~\"b/2:c~d"},
    /* empty rows are left out and counted; a quoted empty cell is something */
    {BYTES("a;b\n\n;\n ; \n1;2\n\"\";\n"), ';', CIGO_UTF8, CIGO_LINE_LF, "1:a~b/5:1~2/6:~"},
    /* encodings */
    {BYTES("\xef\xbb\xbf" "a;\xc3\xa8\n"), ';', CIGO_UTF8_BOM, CIGO_LINE_LF, "1:a~è"},
    {BYTES("a;\xe8\x80\n"), ';', CIGO_WINDOWS_1252, CIGO_LINE_LF, "1:a~è€"},
    {BYTES("\xc3\xa0;\xc3\xa8;\xe8\n"), ';', CIGO_UTF8_DAMAGED, CIGO_LINE_LF, "1:à~è~è"},
    {BYTES("\xff\xfe" "a\0;\0\xe8\0\n\0"), ';', CIGO_UTF16, CIGO_LINE_LF, "1:a~è"},
    {BYTES("\xfe\xff\0a\0;\xd8\x3d\xde\0"), ';', CIGO_UTF16, CIGO_LINE_NONE, "1:a~😀"},
};

START_TEST(dialect)
{
    struct cigo_sheet sheet = {0};
    struct cigo_error err = {0};
    struct cigo_buf rows, line;
    ck_assert_msg(take(dialects[_i].bytes, dialects[_i].n, &sheet, &err), "%s", err.text);
    cigo_buf_init(&rows, 4096);
    cigo_buf_init(&line, 4096);
    dump(&sheet, &rows);
    ck_assert_str_eq(rows.p, dialects[_i].rows);
    ck_assert_int_eq(sheet.dialect.separator, dialects[_i].separator);
    ck_assert_int_eq(sheet.dialect.encoding, dialects[_i].encoding);
    ck_assert_int_eq(sheet.dialect.line_end, dialects[_i].line_end);
    cigo_dialect_line(&sheet.dialect, &line);
    ck_assert_int_eq(line.p[line.n - 1], '.');
    cigo_buf_finish(&rows);
    cigo_buf_finish(&line);
    cigo_sheet_finish(&sheet);
}
END_TEST

static const struct {
    const char *bytes;
    size_t n;
    const char *says;
} refused[] = {
    {BYTES(""), "vuoto"},
    {BYTES("\n \r\n\t\n"), "vuoto"},
    {BYTES("\xef\xbb\xbf"), "vuoto"},
    {BYTES("\xff\xfe"), "vuoto"},
    {BYTES("a;b\n1;\0\n"), "byte nulli"},
    {BYTES("a\0;\0b\0"), "byte nulli"},
    {BYTES("a;b\n\"1;2\n3;4\n"), "riga 2: una virgoletta"},
};

START_TEST(refusal)
{
    struct cigo_sheet sheet = {0};
    struct cigo_error err = {0};
    ck_assert(!take(refused[_i].bytes, refused[_i].n, &sheet, &err));
    ck_assert_msg(strstr(err.text, refused[_i].says) != NULL, "%s", err.text);
    ck_assert_ptr_null(sheet.text);
    ck_assert_ptr_null(sheet.rows);
}
END_TEST

/* `n` times the piece, after a first row. */
static bool open_many(const char *first, const char *piece, size_t n, struct cigo_sheet *sheet, struct cigo_error *err)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 64 << 20);
    cigo_buf_puts(&text, first);
    for (size_t i = 0; i < n; i++)
        cigo_buf_puts(&text, piece);
    bool ok = take(text.p, text.n, sheet, err);
    cigo_buf_finish(&text);
    return ok;
}

static bool take_many(const char *first, const char *piece, size_t n, struct cigo_error *err)
{
    struct cigo_sheet sheet = {0};
    bool ok = open_many(first, piece, n, &sheet, err);
    cigo_sheet_finish(&sheet);
    return ok;
}

/* Texts longer than what is looked at for the separator: it ends in a quoted cell, in a row, in the only line. */
static const struct {
    const char *piece;
    size_t n, rows;
    char separator;
} long_texts[] = {
    {"\"1,2\n3,4\n5,6\n7,8\n9,0\";2\n", 900, 901, ';'},
    {"\"1,2\n3\r\n5,6\r\n7,8\n\n\n\n\n\n9,0\"|2\r\n", 900, 901, '|'},
    {"1,2;2\r", 900, 901, ';'},
    {"una,riga,di,prova,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r", 900,
     901, ','},
    {"un testo senza fine né segni, sempre lo stesso e sempre sulla stessa riga ", 900, 1, ','},
};

START_TEST(sample)
{
    struct cigo_sheet sheet = {0};
    struct cigo_error err = {0};
    bool one_line = long_texts[_i].rows == 1;
    ck_assert_msg(open_many(one_line ? "" : "1\n", long_texts[_i].piece, long_texts[_i].n, &sheet, &err), "%s", err.text);
    ck_assert_int_eq(sheet.dialect.separator, long_texts[_i].separator);
    ck_assert_uint_eq(sheet.n_rows, long_texts[_i].rows);
    cigo_sheet_finish(&sheet);
}
END_TEST

START_TEST(limits)
{
    struct cigo_error err = {0};
    ck_assert(take_many("a;b\n", "1;2\n", 999, &err));
    ck_assert(!take_many("a;b\n", "1;2\n", 1000, &err));
    ck_assert_msg(strstr(err.text, "più di 1000") != NULL, "%s", err.text);
    ck_assert(take_many("a\n", ";", CIGO_SHEET_COLUMNS - 1, &err));
    ck_assert(!take_many("a\n", ";", 10000, &err));
    ck_assert_msg(strstr(err.text, "riga 2: ha più di 1000 colonne") != NULL, "%s", err.text);
    ck_assert(!take_many("a;b\n", "abcdefgh", CIGO_SHEET_LINE / 8 + 1, &err));
    ck_assert_msg(strstr(err.text, "riga 2: è più lunga") != NULL, "%s", err.text);
    ck_assert(!take_many("a;b\n\"", "c\n", CIGO_SHEET_LINE / 2, &err));
    ck_assert_msg(strstr(err.text, "riga 2: una virgoletta") != NULL, "%s", err.text);
    ck_assert(take_many("a;b", "\n;\n", 100000, &err)); /* what spreadsheets leave below a table */
}
END_TEST

/* Any bytes: no crash, cells within the text, and as many as each row has. */
START_TEST(noise)
{
    static const char bytes[] = ";,\t|\"\"\"\n\r\n a1\xc3\xa8\xe8'=";
    uint64_t state = 42;
    for (int round = 0; round < 3000; round++) {
        char text[96];
        size_t n = (size_t)(round % 95);
        for (size_t i = 0; i < n; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            text[i] = bytes[(state >> 33) % (sizeof bytes - 1)];
        }
        struct cigo_sheet sheet = {0};
        struct cigo_error err = {0};
        if (!take(text, n, &sheet, &err))
            continue;
        for (size_t r = 0; r < sheet.n_rows; r++) {
            struct cigo_str cells[96];
            size_t k = cigo_sheet_cells(&sheet, r, cells, 96);
            ck_assert_uint_ge(k, 1);
            ck_assert_uint_le(k, sheet.n_columns);
            ck_assert(cells[k - 1].p + cells[k - 1].n < sheet.text + sheet.size);
        }
        cigo_sheet_finish(&sheet);
    }
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("sheet");
    TCase *tcase = tcase_create("sheet");
    tcase_add_loop_test(tcase, dialect, 0, sizeof dialects / sizeof *dialects);
    tcase_add_loop_test(tcase, refusal, 0, sizeof refused / sizeof *refused);
    tcase_add_loop_test(tcase, sample, 0, sizeof long_texts / sizeof *long_texts);
    tcase_add_test(tcase, limits);
    tcase_add_test(tcase, noise);
    suite_add_tcase(suite, tcase);
    return suite;
}
