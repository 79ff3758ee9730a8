/* Paste: what a spreadsheet copies, onto a table that has two rows. */

#include <cigo/exchange/import.h>

#include "import_desk.h"
#include "unit.h"

#define TWO "cf=A cognome=Rossi nome=Mario|cf=B cognome=Bianchi nome=Anna"

static const struct {
    size_t row, column;
    const char *text, *rows, *line; /* line: what is said; or the refusal */
    bool refused;
} rows[] = {
    {0, 1, "Verdi", "cf=A cognome=Verdi nome=Mario|cf=B cognome=Bianchi nome=Anna", "Incollata 1 riga.", false},
    {0, 1, "Verdi\tUgo\r\nNeri\tIda\r\n", "cf=A cognome=Verdi nome=Ugo|cf=B cognome=Neri nome=Ida",
     "Incollate 2 righe.", false},
    {1, 0, "C\tNeri\nD\tGialli\n", "cf=A cognome=Rossi nome=Mario|cf=C cognome=Neri nome=Anna|cf=D cognome=Gialli",
     "Incollate 2 righe, 1 nuova; 2 celle da correggere.", false},
    {2, 1, "Neri\tIda\tquadro\t37,5", TWO "|cognome=Neri nome=Ida qualifica=quadro ore_richieste=37,5",
     "Incollata 1 riga, 1 nuova.", false},
    /* an empty cell empties, an empty line leaves its row as it is and adds none */
    {0, 1, "\tUgo", "cf=A nome=Ugo|cf=B cognome=Bianchi nome=Anna", "Incollata 1 riga.", false},
    {0, 2, "Ugo\n\nIda\n", "cf=A cognome=Rossi nome=Ugo|cf=B cognome=Bianchi nome=Anna|nome=Ida",
     "Incollate 2 righe, 1 nuova; 1 riga vuota non ha cambiato nulla.", false},
    {0, 1, "Verdi\tUgo\n\t\nNeri\tIda", "cf=A cognome=Verdi nome=Ugo|cf=B cognome=Bianchi nome=Anna|cognome=Neri nome=Ida",
     "Incollate 2 righe, 1 nuova; 1 riga vuota non ha cambiato nulla.", false},
    {1, 2, "Ugo\n\n\nIda", "cf=A cognome=Rossi nome=Mario|cf=B cognome=Bianchi nome=Ugo|nome=Ida",
     "Incollate 2 righe, 1 nuova; 2 righe vuote non hanno cambiato nulla.", false},
    /* CRLF of which a terminal made two ends */
    {0, 2, "Ugo\n\nIda\n\n", "cf=A cognome=Rossi nome=Ugo|cf=B cognome=Bianchi nome=Ida", "Incollate 2 righe.", false},
    {0, 1, "Verdi\tUgo\n\nNeri\tIda\n", "cf=A cognome=Verdi nome=Ugo|cf=B cognome=Neri nome=Ida", "Incollate 2 righe.",
     false},
    {0, 1, "Verdi\tUgo\n\nNeri\tIdda", "cf=A cognome=Verdi nome=Ugo|cf=B cognome=Neri nome=Idda", "Incollate 2 righe.", false},
    {0, 4, "Nome\tSurname\n\nUgo\tVerdi\n\n", "cf=A cognome=Verdi nome=Ugo|cf=B cognome=Bianchi nome=Anna",
     "Incollata 1 riga; le colonne dalla prima riga, che ne ha i nomi.", false},
    /* by name */
    {0, 4, "Nome\tSurname\nUgo\tVerdi", "cf=A cognome=Verdi nome=Ugo|cf=B cognome=Bianchi nome=Anna",
     "Incollata 1 riga; le colonne dalla prima riga, che ne ha i nomi.", false},
    {2, 0, "Cognome\nVerdi\nNeri", TWO "|cognome=Verdi|cognome=Neri",
     "Incollate 2 righe, 2 nuove; le colonne dalla prima riga, che ne ha i nomi.", false},
    {2, 0, "Matricola\tCognome\tNome\n7\tVerdi\tUgo", TWO "|cognome=Verdi nome=Ugo",
     "Incollata 1 riga, 1 nuova; le colonne dalla prima riga, che ne ha i nomi; "
     "1 colonna non è di questa tabella e non è entrata: «Matricola».", false},
    {2, 0, "Matr.\tCognome\tNome\tTurno\t\tReparto\tBadge\n7\tVerdi\tUgo\tA\t\tB\tC", TWO "|cognome=Verdi nome=Ugo",
     "Incollata 1 riga, 1 nuova; le colonne dalla prima riga, che ne ha i nomi; "
     "4 colonne non sono di questa tabella e non sono entrate: «Matr.», «Turno», «Reparto» e un'altra.", false},
    {2, 0, "Cognome\tNome\tèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèèè\nVerdi\tUgo", TWO "|cognome=Verdi nome=Ugo",
     "Incollata 1 riga, 1 nuova; le colonne dalla prima riga, che ne ha i nomi; "
     "1 colonna non è di questa tabella e non è entrata: «èèèèèèèèèèèèèèèèèèèèèèèèèèèèèè…».", false},
    /* not names: one line alone, or a word among others */
    {0, 1, "Nome", "cf=A cognome=Nome nome=Mario|cf=B cognome=Bianchi nome=Anna", "Incollata 1 riga.", false},
    {0, 1, "Nome\tUgo\nNeri\tIda", "cf=A cognome=Nome nome=Ugo|cf=B cognome=Neri nome=Ida", "Incollate 2 righe.",
     false},
    /* quotes as spreadsheets copy them; a comma is no separator */
    {0, 1, "\"De\nRossi\"\t\"Ugo \"\"Gigi\"\"\"", "cf=A cognome=De Rossi nome=Ugo \"Gigi\"|cf=B cognome=Bianchi nome=Anna",
     "Incollata 1 riga.", false},
    {0, 1, "\"Bar\" snc\t\"Ugo", "cf=A cognome=\"Bar\" snc nome=\"Ugo|cf=B cognome=Bianchi nome=Anna",
     "Incollata 1 riga.", false},
    {0, 1, "Rossi, Mario; e altri", "cf=A cognome=Rossi, Mario; e altri nome=Mario|cf=B cognome=Bianchi nome=Anna",
     "Incollata 1 riga.", false},
    {0, 1, "'=SUM(A1)\t'Ndrangheta", "cf=A cognome==SUM(A1) nome='Ndrangheta|cf=B cognome=Bianchi nome=Anna",
     "Incollata 1 riga.", false},
    /* lines of a CSV file onto a column that reads no such line; of another it is a text */
    {0, 0, "C;Neri;Ida\nD;Verdi;Ugo\n", "cf=C cognome=Neri nome=Ida|cf=D cognome=Verdi nome=Ugo",
     "Incollate 2 righe; celle separate da punto e virgola; 2 celle da correggere.", false},
    {0, 0, "cf;cognome;nome\nC;Neri;Ida", "cf=C cognome=Neri nome=Ida|cf=B cognome=Bianchi nome=Anna",
     "Incollata 1 riga; celle separate da punto e virgola; le colonne dalla prima riga, che ne ha i nomi; 1 cella da "
     "correggere.", false},
    {0, 1, "C;Neri;Ida", "cf=A cognome=C;Neri;Ida nome=Mario|cf=B cognome=Bianchi nome=Anna", "Incollata 1 riga.", false},
    {0, 4, "quaranta", "cf=A cognome=Rossi nome=Mario ore_richieste=quaranta|cf=B cognome=Bianchi nome=Anna",
     "Incollata 1 riga; 1 cella da correggere.", false},
    /* what 1.234 means, if the cells tell */
    {0, 4, "1.234\n2,5", "cf=A cognome=Rossi nome=Mario ore_richieste=1234|cf=B cognome=Bianchi nome=Anna ore_richieste=2,5",
     "Incollate 2 righe.", false},
    /* no thousand begins with a zero */
    {0, 4, "0.125\n7,50", "cf=A cognome=Rossi nome=Mario ore_richieste=0.125|cf=B cognome=Bianchi nome=Anna ore_richieste=7,50",
     "Incollate 2 righe; 1 cella da correggere.", false},
    {0, 4, "0,500\n1.234", "cf=A cognome=Rossi nome=Mario ore_richieste=0,500|cf=B cognome=Bianchi nome=Anna ore_richieste=1234",
     "Incollate 2 righe; 1 cella da correggere.", false},
    {0, 4, "1.234", "cf=A cognome=Rossi nome=Mario ore_richieste=1.234|cf=B cognome=Bianchi nome=Anna",
     "Incollata 1 riga; 1 cella da correggere.", false},
    /* refused as a whole */
    {0, 13, "1\t2", TWO, "Le celle copiate occupano 2 colonne", true},
    {0, 13, "1\t\n", "cf=A cognome=Rossi nome=Mario ore_contratto=1|cf=B cognome=Bianchi nome=Anna",
     "Incollata 1 riga.", false},
    {0, 0, "", TWO, "nessuna riga", true},
    {0, 0, "\n\n", TWO, "nessuna riga", true},
};

static void setup(void)
{
    import_desk_setup();
    import_desk_row((const char *const[]){"A", "Rossi", "Mario", NULL});
    import_desk_row((const char *const[]){"B", "Bianchi", "Anna", NULL});
}

static bool paste(size_t row, size_t column, const char *text, struct cigo_paste *done)
{
    struct import_desk *desk = &import_desk;
    struct cigo_effects effects;
    struct cigo_table *table = cigo_table_new(desk->session, desk->group);
    bool ok = cigo_paste(desk->session, table, row, column, cigo_str_of(text), done, &effects, &desk->err);
    cigo_table_free(table);
    return ok;
}

START_TEST(one)
{
    struct cigo_paste done;
    struct cigo_buf line;
    bool ok = paste(rows[_i].row, rows[_i].column, rows[_i].text, &done);
    import_desk_is(rows[_i].rows);
    ck_assert_msg(ok == !rows[_i].refused, "%s", import_desk.err.text);
    if (!ok) {
        ck_assert_msg(strstr(import_desk.err.text, rows[_i].line) != NULL, "%s", import_desk.err.text);
        return;
    }
    cigo_buf_init(&line, 4096);
    cigo_paste_line(&done, &line);
    ck_assert_str_eq(line.p, rows[_i].line);
    cigo_buf_finish(&line);
    const char *label;
    ck_assert(cigo_session_undo(import_desk.session, &label, NULL, NULL, &import_desk.err));
    import_desk_is(TWO); /* one step */
}
END_TEST

/* Rows and columns are those in sight. */
START_TEST(in_view_order)
{
    struct import_desk *desk = &import_desk;
    struct cigo_paste done;
    struct cigo_table *table = cigo_table_new(desk->session, desk->group);
    cigo_table_sort(table, 1, false); /* Bianchi, Rossi */
    ck_assert_str_eq(cigo_table_column(table, 4)->id, "ore_richieste");
    ck_assert(cigo_paste(desk->session, table, 0, 4, CIGO_STR("1\n2\n"), &done, NULL, &desk->err));
    import_desk_is("cf=A cognome=Rossi nome=Mario ore_richieste=2|cf=B cognome=Bianchi nome=Anna ore_richieste=1");
    cigo_table_free(table);
}
END_TEST

START_TEST(too_many)
{
    struct cigo_paste done;
    struct cigo_buf text;
    cigo_buf_init(&text, 1 << 20);
    for (int i = 0; i < 100000; i++)
        cigo_buf_puts(&text, "x\n");
    ck_assert(!paste(1, 1, text.p, &done));
    ck_assert_msg(strstr(import_desk.err.text, "al massimo 100000 righe") != NULL, "%s", import_desk.err.text);
    import_desk_is(TWO);
    cigo_buf_finish(&text);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("paste");
    TCase *tcase = tcase_create("paste");
    tcase_add_checked_fixture(tcase, setup, import_desk_teardown);
    tcase_add_loop_test(tcase, one, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, in_view_order);
    tcase_add_test(tcase, too_many);
    suite_add_tcase(suite, tcase);
    return suite;
}
