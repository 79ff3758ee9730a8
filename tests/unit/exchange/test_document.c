/* The document model: what comes out is what went in, the text is 80 columns wide, and lines that are no
 * document are refused. */

#include <cigo/base/utf8.h>
#include <cigo/exchange/document.h>

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static const char hostile[] =
    "\xF0\x9F\x8F\x97 \xD8\xB4\xD8\xB1\xD9\x83\xD8\xA9 \xE5\xB1\xB1\xE7\x94\xB0 a\\b \t x\x1B[31m\xE2\x80\xAE.";

static struct cigo_document *every_block(void)
{
    static const struct cigo_document_column columns[] = {{"Anno", 2, false}, {"Fatturato\tlordo", 1, true}};
    struct cigo_document *d = cigo_document_new();
    d->title = cigo_document_keep(d, "Relazione \\ tecnica");
    d->subject = cigo_document_keep(d, "oggetto");
    d->creator = "cigo 0.1.0";
    d->footer = cigo_document_keep(d, "prima riga\nseconda");
    d->mark = "BOZZA";
    d->date = 2461366;
    cigo_document_heading(d, 1, "Titolo");
    cigo_document_paragraph(d, "uno\ndue", false);
    cigo_document_paragraph(d, "manca", true);
    cigo_document_note(d, hostile);
    cigo_document_entry(d, "Nome", "Officine \\n Brenta", false);
    cigo_document_entry(d, "Nome", "", true);
    cigo_document_table(d, columns, 2);
    cigo_document_row(d, (const char *[]){"2024", "1.640.000,00"});
    cigo_document_row(d, (const char *[]){"", "riga\nspezzata"});
    cigo_document_table(d, columns, 2);
    cigo_document_sign(d, "Firma", "");
    cigo_document_break(d);
    cigo_document_heading(d, 3, "Fine");
    return d;
}

START_TEST(test_wire_round_trip)
{
    struct cigo_document *first = every_block(), *second;
    struct cigo_error err = {0};
    struct cigo_buf a, b;
    cigo_buf_init(&a, 1 << 20);
    cigo_buf_init(&b, 1 << 20);
    cigo_document_write(first, &a);
    second = cigo_document_read(cigo_buf_str(&a), &err);
    ck_assert_msg(second != NULL, "%s\n%s", err.text, a.p);
    cigo_document_write(second, &b);
    ck_assert_str_eq(a.p, b.p);
    ck_assert_uint_eq(second->n, first->n);
    ck_assert_str_eq(second->blocks[1].text, "uno\ndue");
    ck_assert_str_eq(second->blocks[4].text, "Officine \\n Brenta");
    ck_assert(second->blocks[5].missing && !second->blocks[4].missing);
    ck_assert_uint_eq(second->blocks[6].n_rows, 2);
    ck_assert_str_eq(second->blocks[6].cells[3], "riga\nspezzata");
    ck_assert(second->blocks[6].columns[1].right);
    ck_assert_uint_eq(second->blocks[7].n_rows, 0);
    ck_assert_int_eq(second->date, 2461366);
    ck_assert(!strchr(second->blocks[3].text, 0x1B) && strstr(second->blocks[3].text, "\xEF\xBF\xBD"));
    cigo_document_free(first);
    cigo_document_free(second);
    cigo_buf_finish(&a);
    cigo_buf_finish(&b);
}
END_TEST

#define HEAD "cigo-document 1\n"
static const struct {
    const char *lines;
    unsigned line; /* that the error names; 0 = it is a document */
} lines_of[] = {
    {HEAD, 0},
    {HEAD "table\ncolumn\t1\tA\nrow\tx\n", 0},
    {"", 1},
    {"cigo-document 2\n", 1},
    {HEAD "paragraph\tx", 2},               /* cut off */
    {HEAD "paragraph\n", 2},                /* no text */
    {HEAD "paragraph\ta\tb\n", 2},
    {HEAD "heading-4\tx\n", 2},
    {HEAD "heading-1x\tx\n", 2},
    {HEAD "parola\tx\n", 2},
    {HEAD "paragraph\ta\\x\n", 2},
    {HEAD "date\tdomani\n", 2},
    {HEAD "date\t20780\n", 2},            /* no day of these centuries */
    {HEAD "row\tx\n", 2},
    {HEAD "column\t1\tA\n", 2},
    {HEAD "table\nparagraph\tx\n", 3},      /* no columns */
    {HEAD "table\n", 2},
    {HEAD "table\ncolumn\t0\tA\n", 3},
    {HEAD "table\ncolumn\t1\tA\nrow\tx\ty\n", 4},
    {HEAD "table\ncolumn\t1\tA\nnote\tx\nrow\tx\n", 5},
    {HEAD "paragraph\t\xFF\n", 1},
};

START_TEST(test_wire_refuses)
{
    struct cigo_error err = {0};
    char named[32];
    struct cigo_document *d = cigo_document_read(cigo_str_of(lines_of[_i].lines), &err);
    ck_assert_msg((d != NULL) == (lines_of[_i].line == 0), "%s", lines_of[_i].lines);
    cigo_document_free(d);
    snprintf(named, sizeof named, "riga %u ", lines_of[_i].line);
    ck_assert_msg(lines_of[_i].line == 0 || strstr(err.text, named), "%s: %s", lines_of[_i].lines, err.text);
}
END_TEST

/* Sixteen columns of one table, then one cell that is far too long. */
START_TEST(test_text_is_80_columns)
{
    struct cigo_document *d = every_block();
    struct cigo_document_column many[CIGO_DOCUMENT_COLUMNS];
    const char *cells[CIGO_DOCUMENT_COLUMNS];
    char word[400];
    struct cigo_buf out;
    memset(word, 'w', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    for (size_t i = 0; i < CIGO_DOCUMENT_COLUMNS; i++) {
        many[i] = (struct cigo_document_column){"Colonna", i == 0 ? 100 : 1, i % 2};
        cells[i] = i == 3 ? word : "\xE5\xB1\xB1\xE7\x94\xB0\xE5\xB1\xB1";
    }
    cigo_document_table(d, many, CIGO_DOCUMENT_COLUMNS);
    cigo_document_row(d, cells);
    cigo_document_entry(d, word, word, false);
    cigo_buf_init(&out, 1 << 20);
    cigo_document_text(d, &out);
    for (const char *p = out.p; *p;) {
        size_t n = strcspn(p, "\n");
        ck_assert_msg(cigo_utf8_width((struct cigo_str){p, n}) <= 80, "%.*s", (int)n, p);
        ck_assert_msg(n == 0 || p[n - 1] != ' ', "a blank at the end: %.*s", (int)n, p);
        p += n + (p[n] == '\n');
    }
    cigo_buf_finish(&out);
    cigo_document_free(d);
}
END_TEST

START_TEST(test_text_as_it_looks)
{
    static const struct cigo_document_column columns[] = {{"Anno", 1, false}, {"Fatturato", 1, true}};
    struct cigo_document *d = cigo_document_new();
    struct cigo_buf out;
    d->title = "Relazione";
    d->footer = "piede";
    cigo_document_heading(d, 1, "Indicatori");
    cigo_document_table(d, columns, 2);
    cigo_document_row(d, (const char *[]){"2024", "1,00"});
    cigo_document_entry(d, "Nome", "Brenta", false);
    cigo_document_entry(d, "Sede", "Padova", false);
    cigo_buf_init(&out, 1 << 16);
    cigo_document_text(d, &out);
    ck_assert_str_eq(out.p,
                     "Relazione\n\nIndicatori\n==========\n\n"
                     "Anno                                                                   Fatturato\n"
                     "--------------------------------------------------------------------------------\n"
                     "2024                                                                        1,00\n"
                     "\nNome: Brenta\nSede: Padova\n\npiede\n");
    cigo_buf_finish(&out);
    cigo_document_free(d);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("document");
    TCase *wire = tcase_create("wire");
    tcase_add_test(wire, test_wire_round_trip);
    tcase_add_loop_test(wire, test_wire_refuses, 0, (int)(sizeof lines_of / sizeof *lines_of));
    suite_add_tcase(suite, wire);
    TCase *text = tcase_create("text");
    tcase_add_test(text, test_text_is_80_columns);
    tcase_add_test(text, test_text_as_it_looks);
    suite_add_tcase(suite, text);
    return suite;
}
