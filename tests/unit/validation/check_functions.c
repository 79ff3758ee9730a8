/* The SQL functions: each value, unknown in unknown out, and what is an error. */

#include "../../../src/validation/functions-priv.h"
#include "check_fixture.h"
#include "unit.h"

/* 2461368 = Monday 2026-11-23 */
static const struct {
    const char *sql, *result; /* "NULL", a number, 'text', or "ERR part of the message" */
} calls[] = {
    {"lunedi(2461368)", "2461368"},
    {"lunedi(2461374)", "2461368"},
    {"lunedi(NULL)", "NULL"},
    {"lunedi('x')", "ERR numero"},
    {"lunedi(2461368.0)", "ERR superato"},
    {"lunedi(1)", "ERR 1900-2100"},
    {"lunedi(9223372036854775807 + 1)", "ERR superato"},
    {"inizio_mese(2461368)", "2461346"},
    {"fine_mese(2461368)", "2461375"},
    {"aggiungi_mesi(data(2026, 1, 31), 1) - data(2026, 2, 28)", "0"},
    {"aggiungi_mesi(data(2027, 12, 31), 2) - data(2028, 2, 29)", "0"},
    {"aggiungi_mesi(data(2026, 8, 31), 6) - data(2027, 2, 28)", "0"},
    {"aggiungi_mesi(data(2026, 3, 31), -1) - data(2026, 2, 28)", "0"},
    {"aggiungi_mesi(data(2100, 12, 1), 1)", "ERR 1900-2100"},
    {"aggiungi_mesi(2461368, NULL)", "NULL"},
    {"aggiungi_mesi(2461368, 5000000000)", "ERR fuori"},
    {"giorno_utile(data(2026, 12, 25)) - data(2026, 12, 25)", "1"},
    {"giorno_utile(data(2026, 11, 29)) - data(2026, 11, 29)", "1"},
    {"giorno_utile(data(2026, 11, 28)) - data(2026, 11, 28)", "0"},
    {"giorno_utile(data(2026, 4, 5)) - data(2026, 4, 5)", "2"},
    {"data(2026, 11, 23)", "2461368"},
    {"data(2026, 2, 29)", "ERR giorno"},
    {"data(1899, 1, 1)", "ERR fuori"},
    {"data(2026, NULL, 1)", "NULL"},
    {"anno(2461368)", "2026"},
    {"giorno_settimana(2461368)", "1"},
    {"giorno_settimana(2461367)", "7"},
    {"n_settimane(2461368, 2461374)", "1"},
    {"n_settimane(2461367, 2461368)", "2"},
    {"n_settimane(2461368, 2461367)", "NULL"},
    {"giorni_feriali(2461368, 2461374, 5)", "5"},
    {"giorni_feriali(2461368, 2461374, 6)", "6"},
    {"giorni_feriali(2461374, 2461368, 5)", "0"},
    {"giorni_feriali(2461368, 2461374, 8)", "ERR fuori"},
    {"festivi(data(2026, 12, 1), data(2027, 1, 31))", "2"},
    {"festivi(data(2026, 12, 31), data(2026, 12, 1))", "0"},
    {"primo(NULL, 2461368, 2461300)", "2461300"},
    {"ultimo(NULL, 2461368, 2461300)", "2461368"},
    {"primo(NULL, NULL)", "NULL"},
    {"ultimo(2461368, 'x')", "ERR numero"},
    {"se(1, 'a', 'b')", "'a'"},
    {"se(0, 'a', 'b')", "'b'"},
    {"se(NULL, 'a', 'b')", "NULL"},
    {"se(1, NULL, 'b')", "NULL"},
    {"se(1, 0.5, 1)", "ERR superato"},
    {"se('1', 2, 3)", "ERR numero"},
    {"dividi(5, 2)", "3"},
    {"dividi(-5, 2)", "-3"},
    {"dividi(5, -2)", "-3"},
    {"dividi(-5, -2)", "3"},
    {"dividi(7, 3)", "2"},
    {"dividi(8, 3)", "3"},
    {"dividi(-7, 3)", "-2"},
    {"dividi(0, 3)", "0"},
    {"dividi_giu(5, 2)", "2"},
    {"dividi_giu(-5, 2)", "-3"},
    {"dividi_giu(5, -2)", "-3"},
    {"dividi_giu(-4, 2)", "-2"},
    {"dividi(5, 0)", "NULL"},
    {"dividi(NULL, 5)", "NULL"},
    {"dividi(5, NULL)", "NULL"},
    {"dividi(9223372036854775807, 9223372036854775807, 9223372036854775807)",
     "9223372036854775807"},
    {"dividi(9223372036854775807, 2, 1)", "ERR superato"},
    {"dividi(9223372036854775807, 9223372036854775807, 9223372036854775807, 1)", "ERR superato"},
    {"dividi(-9223372036854775807 - 1, 1)", "-9223372036854775808"},
    {"dividi(142369, 10000, 800 * 22)", "80891"},
    {"dividi(5)", "ERR argomenti"},
    {"dividi(1.5, 2)", "ERR superato"},
    {"ha('contratto relazione', 'relazione')", "1"},
    {"ha('contratto relazione', 'relazion')", "0"},
    {"ha('', 'relazione')", "0"},
    {"ha(NULL, 'relazione')", "NULL"},
    {"ha(5, 'relazione')", "ERR testo"},
    {"ha_tag('meteo', 'eone', 'causale')", "1"},
    {"ha_tag('mancanza_lavoro', 'eone', 'causale')", "0"},
    {"ha_tag('energia', 'eone')", "1"},
    {"ha_tag(NULL, 'eone', 'causale')", "NULL"},
    {"ha_tag('meteo', 'eone', 'settore')", "ERR lista"},
    {"attr('meteo', 'evento_edile', 'causale')", "'2'"},
    {"attr('energia', 'evento', 'causale')", "NULL"},
    {"attr(NULL, 'evento', 'causale')", "NULL"},
    {"in_finestra('esclusione_eone_edile', 2461000)", "1"},
    {"in_finestra('esclusione_eone_edile', 2461100)", "1"},
    {"in_finestra('esclusione_eone_edile', 2461101)", "0"},
    {"in_finestra('esclusione_eone_edile', 2461250)", "0"},
    {"in_finestra('esclusione_eone_edile', NULL)", "NULL"},
    {"in_finestra_annunciata('esclusione_eone_edile', 2461250)", "1"},
    {"in_finestra_annunciata('esclusione_eone_edile', 2461050)", "0"},
    {"in_finestra('altra', 2461250)", "ERR finestra"},
    {"param('termine_giorni', 2461368)", "15"},
    {"param('termine_giorni', 2457669)", "NULL"},
    {"param('massimale', data(2026, 6, 1))", "142369"},
    {"param('massimale', data(2025, 6, 1))", "140403"},
    {"param('massimale', data(2027, 6, 1))", "NULL"},
    {"param('massimale', NULL)", "NULL"},
    {"param('altro', 2461368)", "ERR non c'è"},
    {"parole('Si prevede una RIDUZIONE DEL PERSONALE.', 'strutturale')", "1"},
    {"parole('Nessuna riduzione del personale.', 'strutturale')", "0"},
    {"parole('Non e'' previsto alcun licenziamento', 'strutturale')", "1"},
    {"parole('Non è previsto alcun licenziamento', 'strutturale')", "0"},
    {"parole('Non è previsto alcuno licenziamento', 'strutturale')", "1"},
    {"parole('Non è previsto alcun \n  licenziamento', 'strutturale')", "0"},
    {"parole('Una riduzione\r\n del\tpersonale', 'strutturale')", "1"},
    {"parole('nessun dubbio: ci saranno molti licenziamenti', 'strutturale')", "1"},
    {"parole('nessun esubero, ma licenziamenti sì: proprio così, licenziamenti', 'strutturale')",
     "1"},
    {"parole('NESSÙN ÈSÙBERO', 'strutturale')", "0"},
    {"parole('Tutto bene', 'strutturale')", "0"},
    {"parole('', 'strutturale')", "0"},
    {"parole(NULL, 'strutturale')", "NULL"},
    {"parole('x', 'altro')", "ERR elenco"},
    {"eta_cf('RSSMRA85M01H501Q', data(2026, 7, 31))", "40"},
    {"eta_cf('RSSMRA85M01H501Q', data(2026, 8, 1))", "41"},
    {"eta_cf('RSSMRA85M01H501X', 2461368)", "NULL"},
    {"eta_cf(NULL, 2461368)", "NULL"},
    {"cf_nascita('RSSMRA85M01H501Q', 2461368) - data(1985, 8, 1)", "0"},
    {"cf_cognome_ok('RSSMRA85M01H501Q', 'Rossi')", "1"},
    {"cf_cognome_ok('RSSMRA85M01H501Q', 'Bianchi')", "0"},
    {"cf_nome_ok('RSSMRA85M01H501Q', 'Mario')", "1"},
    {"cf_nome_ok('RSSMRA85M01H501Q', 'Luca')", "0"},
    {"cf_nome_ok('RSSMRA85M01H501Q', NULL)", "NULL"},
    {"cf_nome_ok('RSS', 'Luca')", "NULL"},
    {"cf_cognome('Fò')", "'FOX'"},
    {"cf_cognome('D''Amico')", "'DMC'"},
    {"cf_cognome(NULL)", "NULL"},
    {"cf_nome('Gianfranco')", "'GFR'"},
    {"cf_nome('')", "'XXX'"},
    {"cf_nome(NULL)", "NULL"},
    {"cf_data(data(1985, 8, 1))", "'85M01'"},
    {"cf_data(data(2000, 12, 31))", "'00T31'"},
    {"cf_data(NULL)", "NULL"},

    /* aggregates over the table t(a, b): (1, 10), (2, NULL), (3, 30) */
    {"(SELECT somma(a) FROM t)", "6"},
    {"(SELECT somma(b) FROM t)", "NULL"},
    {"(SELECT somma(b) FROM t WHERE a <> 2)", "40"},
    {"(SELECT somma(a) FROM t WHERE a > 9)", "0"},
    {"(SELECT somma(9223372036854775807) FROM t)", "ERR superato"},
    {"(SELECT somma(a + 0.5) FROM t)", "ERR superato"},
    {"(SELECT somma('x') FROM t)", "ERR numero"},
    {"(SELECT max(s) FROM (SELECT somma(a) OVER (ORDER BY a) AS s FROM t))", "6"},
    {"(SELECT group_concat(s) FROM (SELECT somma(a) OVER (ORDER BY a ROWS 1 PRECEDING) AS s FROM "
     "t))",
     "'1,3,5'"},
    {"(SELECT group_concat(coalesce(s, '-')) FROM (SELECT somma(b) OVER (ORDER BY a ROWS CURRENT "
     "ROW) AS s "
     "FROM t))",
     "'10,-,30'"},
    {"(SELECT mcm(a) FROM t)", "6"},
    {"(SELECT mcm(b) FROM t)", "30"},
    {"(SELECT mcm(a - 5) FROM t)", "1"},
    {"(SELECT mcm(a) FROM t WHERE a > 9)", "1"},
    {"(SELECT mcm(9223372036854775807 - a) FROM t)", "ERR superato"},
    {"(SELECT elenco(c) FROM t)", "'due uno'"},
    {"(SELECT elenco(c) FROM t WHERE a > 9)", "''"},
    {"(SELECT elenco(a) FROM t)", "ERR testo"},

    /* weeks */
    {"(SELECT group_concat(lunedi || ':' || n) FROM settimane(2461370, 2461383))",
     "'2461368:1,2461375:2,2461382:3'"},
    {"(SELECT count(*) FROM settimane(2461368, 2461367))", "0"},
    {"(SELECT count(*) FROM settimane(NULL, 2461367))", "0"},
    {"(SELECT count(*) FROM settimane(2461368, NULL))", "0"},
    {"(SELECT count(*) FROM settimane(1, 2461367))", "ERR 1900-2100"},
    {"(SELECT count(*) FROM settimane('a', 2461367))", "ERR data"},
    {"(SELECT count(*) FROM t, settimane(2461368, 2461368 + 7 * a) s)", "9"},
    {"(SELECT max(s.n) FROM settimane((SELECT 2461368), (SELECT 2461400)) s WHERE s.lunedi < "
     "2461390)",
     "4"},
};

static char *evaluate(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    char *text = sqlite3_mprintf("SELECT %s", sql), *result = NULL;
    if (sqlite3_prepare_v2(db, text, -1, &stmt, NULL) != SQLITE_OK ||
        sqlite3_step(stmt) != SQLITE_ROW)
        result = sqlite3_mprintf("ERR %s", sqlite3_errmsg(db));
    else if (sqlite3_column_type(stmt, 0) == SQLITE_NULL)
        result = sqlite3_mprintf("NULL");
    else if (sqlite3_column_type(stmt, 0) == SQLITE_TEXT)
        result = sqlite3_mprintf("%Q", sqlite3_column_text(stmt, 0));
    else
        result = sqlite3_mprintf("%s", sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    sqlite3_free(text);
    return result;
}

START_TEST(values)
{
    struct cigo_form *form = check_form();
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    struct cigo_error err;
    ck_assert(cigo_sql_functions(db, form, &err));
    ck_assert_int_eq(sqlite3_exec(db,
                                  "CREATE TABLE t(a, b, c); INSERT INTO t VALUES (1, 10, 'due'), "
                                  "(2, NULL, 'uno'), (3, 30, 'due')",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        const char *want = calls[i].result;
        char *got = evaluate(db, calls[i].sql);
        if (strncmp(want, "ERR ", 4) == 0)
            ck_assert_msg(strncmp(got, "ERR ", 4) == 0 && strstr(got, want + 4), "%s: %s",
                          calls[i].sql, got);
        else
            ck_assert_msg(strcmp(got, want) == 0, "%s: %s, not %s", calls[i].sql, got, want);
        sqlite3_free(got);
    }
    sqlite3_close(db);
    cigo_form_free(form);
}
END_TEST

START_TEST(allowed)
{
    static const char *const yes[] = {"lunedi",       "se",
                                      "dividi",       "dividi_giu",
                                      "somma",        "mcm",
                                      "elenco",       "count",
                                      "sum",          "min",
                                      "max",          "coalesce",
                                      "nullif",       "abs",
                                      "length",       "substr",
                                      "row_number",   "param",
                                      "parole",       "attr",
                                      "ultimo",       "in_finestra_annunciata",
                                      "aggiungi_mesi"};
    static const char *const no[] = {"load_extension",
                                     "randomblob",
                                     "zeroblob",
                                     "printf",
                                     "format",
                                     "replace",
                                     "hex",
                                     "random",
                                     "date",
                                     "datetime",
                                     "strftime",
                                     "julianday",
                                     "json",
                                     "json_extract",
                                     "->",
                                     "->>",
                                     "match",
                                     "typeof",
                                     "iif",
                                     "total",
                                     "avg",
                                     "round",
                                     "like",
                                     "glob",
                                     "changes",
                                     "last_insert_rowid",
                                     "vuoto",
                                     "num",
                                     "oggi",
                                     "group_concat",
                                     "char",
                                     "unicode",
                                     "quote",
                                     "sqlite_version",
                                     ""};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        ck_assert_msg(cigo_sql_function_allowed(yes[i]), "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        ck_assert_msg(!cigo_sql_function_allowed(no[i]), "%s", no[i]);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("check_functions");
    UNIT_CASE(suite, "functions", values, allowed);
    return suite;
}
