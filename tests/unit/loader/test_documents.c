/* documenti.yaml: one mistake each, beside the small form, and all that the loader says. */

#include "forms.h"
#include "mistakes.h"
#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <cigo/loader/loader.h>

static const char documents_text[] =
    "documents:\n"
    "  relazione:\n"
    "    title: Relazione\n"
    "    subject: \"Causale: {causale}\"\n"
    "    blocks:\n"
    "      - heading: Dati\n"
    "        level: 2\n"
    "      - note: Bozza.\n"
    "        source: legge\n"
    "      - fields: [dal, causale]\n"
    "      - rows: righe\n"
    "        order: cf\n"
    "        columns:\n"
    "          cf: {title: CF, width: 20, fields: [cf]}\n"
    "          nome: {title: Nome, width: 30, align: right, fields: [nome], join: \" \"}\n"
    "      - query: SELECT r.nome AS nome FROM righe r\n"
    "        columns: {nome: {title: Nome, width: 10, kind: text}}\n"
    "      - sign: Firma\n"
    "        fields: [nota]\n"
    "      - part: alerts\n"
    "      - break: page\n";

static const struct mistake rows[] = {
    {"level: 2", "level: 4",
     "7:16: level: mi aspettavo un numero da 1 a 3\n"},
    {"level: 2", "level: alto",
     "7:16: level: mi aspettavo un numero intero, ho trovato «alto»\n"},
    {"source: legge", "source: leggi",
     "9:17: «leggi» non è una fonte; forse «legge»\n"},
    {"[dal, causale]", "[dal, causa]",
     "10:23: «causa» non è un campo o un valore calcolato; forse «causale»\n"},
    {"[dal, causale]", "dal",
     "10:17: fields: mi aspettavo un elenco ([a, b] o una voce per riga con «- »), ho trovato un testo\n"},
    {"[dal, causale]", "[dal, []]",
     "10:23: mi aspettavo un testo, ho trovato un elenco\n"},
    {"rows: righe", "rows: riga",
     "11:15: «riga» non è un gruppo\n"},
    {"rows: righe", "rows: [righe]",
     "11:15: rows: mi aspettavo un testo, ho trovato un elenco\n"},
    {"order: cf", "order: nomi",
     "12:16: «nomi» non è una colonna del gruppo; forse «nome»\n"},
    {"fields: [cf]", "fields: [cg]",
     "14:47: «cg» non è una colonna del gruppo\n"},
    {"width: 20", "width: 0",
     "14:15: colonna «cf»: «width» va da 1 a 100\n"},
    {"width: 20", "width: 200",
     "14:15: colonna «cf»: «width» va da 1 a 100\n"},
    {"align: right", "align: middle",
     "15:49: align: mi aspettavo left o right, ho trovato «middle»\n"},
    {"kind: text", "kind: testo",
     "17:56: «testo» non è un tipo («kind»)\n"},
    {", kind: text", "",
     "17:19: colonna «nome»: manca «kind»\n"},
    {"columns: {nome: {title: Nome, width: 10, kind: text}}", "columns: {}",
     "17:18: in «columns» mi aspettavo da 1 a 16 colonne, «nome: {…}»\n"},
    {"- heading: Dati", "- headings: Dati",
     "6:9: «headings» non è un tipo di blocco; forse «heading»\n"},
    {"- heading: Dati\n        level: 2", "- Dati",
     "6:9: mi aspettavo un blocco, per esempio «heading: …»\n"},
    {"part: alerts", "part: alert",
     "20:15: part: mi aspettavo sections, alerts, checklist o limits, ho trovato «alert»; forse «alerts»\n"},
    {"  relazione:\n", "  Relazione 1:\n",
     "2:3: documento «Relazione 1»: un id è fatto di minuscole senza accenti, cifre e «_» (per esempio data_inizio), al massimo 64 caratteri\n"},
    {"documents:\n  relazione:", "documents: [relazione]\naltro:\n  relazione:",
     "1:12: documents: mi aspettavo «id: …»\n"
     "2:1: documenti.yaml: la chiave «altro» non esiste; ci sono: documents\n"},
    {"    title: Relazione\n", "",
     "2:3: documento «relazione»: manca «title»\n"},
    {"    blocks:\n", "    blocks: no\n    bloc:\n",
     "5:13: blocks: mi aspettavo un elenco ([a, b] o una voce per riga con «- »), ho trovato un testo\n"
     "6:5: documento «relazione»: la chiave «bloc» non esiste; forse «blocks»\n"},
    {"title: CF, ", "",
     "14:11: colonna «cf»: manca «title»\n"},
    {"{causale}", "{causale",
     "4:24: la graffa «{» non si chiude: scriva {espressione}, o «{{» per una graffa\n"},
    {"fields: [nota]", "fields: [nota",
     "20:13: nell'elenco aperto con «[» alla riga 19 manca una «,» o la «]»: ho trovato «:»\n"},
};

static struct cigo_documents *load(const char *text, struct cigo_form **ret_form, struct cigo_problems *problems,
                                   struct cigo_buf *out)
{
    char dir[4096], file[8192];
    unit_tempdir(dir, sizeof dir);
    unit_form_write(dir, unit_form);
    snprintf(file, sizeof file, "=== documenti.yaml\n%s", text);
    unit_form_write(dir, file);
    *ret_form = cigo_form_load(dir, problems);
    ck_assert(*ret_form != NULL);
    struct cigo_documents *documents = cigo_documents_load(*ret_form, problems);
    struct cigo_buf full;
    cigo_buf_init(&full, 1 << 20);
    cigo_problems_print(problems, &full);
    /* without the name of the file, which is in a folder of the moment */
    snprintf(file, sizeof file, "%s/documenti.yaml:", dir);
    for (const char *p = full.n ? full.p : ""; *p;) {
        if (strncmp(p, file, strlen(file)) == 0)
            p += strlen(file);
        else
            cigo_buf_putc(out, *p++);
    }
    cigo_buf_finish(&full);
    unit_remove(dir);
    return documents;
}

static void is(const char *from, const char *to, const char *want)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct cigo_form *form;
    struct cigo_buf out;
    cigo_buf_init(&out, 1 << 20);
    cigo_problems_init(&problems, arena);
    char *text = unit_replace(documents_text, from, to);
    struct cigo_documents *documents = load(text, &form, &problems, &out);
    ck_assert_str_eq(out.n ? out.p : "", want);
    ck_assert((documents == NULL) == (*want != '\0'));
    cigo_documents_free(documents);
    cigo_form_free(form);
    cigo_problems_finish(&problems);
    cigo_buf_finish(&out);
    free(text);
    cigo_arena_free(arena);
}

START_TEST(mistake)
{
    is(rows[_i].from, rows[_i].to, rows[_i].problems);
}
END_TEST

START_TEST(no_mistake)
{
    is("title: Relazione", "title: Relazione tecnica", "");
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("loader documents");
    TCase *tcase = tcase_create("documents");
    tcase_add_test(tcase, no_mistake);
    tcase_add_loop_test(tcase, mistake, 0, sizeof rows / sizeof *rows);
    suite_add_tcase(suite, tcase);
    return suite;
}
