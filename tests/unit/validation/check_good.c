/* Expressions that must pass, and what they become. */

#include "../../../src/validation/sql-priv.h"
#include "check_fixture.h"
#include "unit.h"

struct good {
    const char *group; /* of the row rule, or NULL */
    enum cigo_type type;
    int places;
    const char *text, *sql; /* sql NULL: not compared */
};

#define RULE(type, text, sql)                                                                      \
    {                                                                                              \
        NULL, CIGO_TYPE_##type, 0, text, sql                                                       \
    }
#define PLACES(places, text, sql)                                                                  \
    {                                                                                              \
        NULL, CIGO_TYPE_DECIMAL, places, text, sql                                                 \
    }
#define ROW(type, text, sql)                                                                       \
    {                                                                                              \
        "lavoratori", CIGO_TYPE_##type, 0, text, sql                                               \
    }

static const struct good good[] = {
    /* names are qualified, and the rewrites of sql-rules.md §2 */
    RULE(BOOLEAN, "causale = 'energia'", "domanda.causale = 'energia'"),
    RULE(INTEGER, "param('termine_giorni')", "param.termine_giorni"),
    RULE(BOOLEAN, "vuoto(inizio_effettivo)", "domanda.vuoto_inizio_effettivo"),
    RULE(BOOLEAN, "vuoto(relazione)", "domanda.vuoto_relazione"),
    RULE(BOOLEAN, "parole(relazione, 'strutturale')", "parole(testi.relazione, 'strutturale')"),
    RULE(DATE, "oggi()", "domanda.oggi"),
    RULE(DATE, "oggi", "domanda.oggi"),
    PLACES(2, "num('48')", "4800"),
    PLACES(2, "num('-1,5')", "(-150)"),
    RULE(INTEGER, "param('termine_giorni', oggi())", "param('termine_giorni', domanda.oggi)"),
    ROW(BOOLEAN, "vuoto(cf)", "lavoratori.vuoto_cf"),
    ROW(BOOLEAN, "ore_richieste > 0", "lavoratori.ore_richieste > 0"),
    RULE(BOOLEAN, "EXISTS (SELECT 1 FROM lavoratori x WHERE vuoto(x.cf))",
         "EXISTS(SELECT 1 FROM lavoratori x WHERE x.vuoto_cf)"),
    RULE(BOOLEAN, "causale != 'energia'", "domanda.causale <> 'energia'"),
    RULE(BOOLEAN, "ha_tag(causale, 'eone')", "ha_tag(domanda.causale, 'eone', 'causale')"),
    RULE(TEXT, "attr(causale, 'evento')", "attr(domanda.causale, 'evento', 'causale')"),

    /* form-language.md */
    RULE(BOOLEAN, "ha_tag(causale, 'eone') AND NOT (causale = 'energia' AND energia_programmata)",
         NULL),
    RULE(DATE, "coalesce(inizio_effettivo, lunedi(periodo_dal))", NULL),
    RULE(DATE,
         "CASE WHEN evento_eone THEN giorno_utile(fine_mese(aggiungi_mesi(primo_evento, 1)))\n"
         "     WHEN NOT evento_eone THEN giorno_utile(inizio_considerato + "
         "param('termine_giorni', inizio_considerato)) END",
         NULL),
    RULE(BOOLEAN, "vuoto(inizio_effettivo) AND periodo_dal IS NOT NULL", NULL),
    RULE(DATE, "lunedi(periodo_dal)", NULL),
    ROW(BOOLEAN, "ore_richieste <= 0 OR ore_richieste > ore_contratto * settimane_richieste", NULL),
    ROW(BOOLEAN,
        "EXISTS (SELECT 1 FROM lavoratori x WHERE x.cf = lavoratori.cf AND x._riga <> "
        "lavoratori._riga)",
        NULL),

    /* sql-rules.md §7 */
    RULE(INTEGER,
         "CASE WHEN periodo_dal IS NOT NULL THEN (SELECT coalesce(sum(peso_52), 0) FROM "
         "settimana_fruita WHERE lunedi BETWEEN biennio_dal AND lunedi_dal - 7) END",
         NULL),
    RULE(
        DATE,
        "(SELECT min(r.lunedi) FROM settimane_domanda r WHERE r.conta AND r.n_conta * unita_peso "
        "+ (SELECT coalesce(sum(f.peso_52), 0) FROM settimana_fruita f WHERE f.lunedi BETWEEN "
        "r.lunedi - 7 * (param('biennio_settimane') - 1) AND r.lunedi - 7 AND f.lunedi NOT BETWEEN "
        "lunedi_dal AND periodo_al) > param('limite_settimane') * unita_peso)",
        NULL),
    RULE(INTEGER,
         "settimane_richieste + (SELECT count(*) FROM (SELECT lunedi + 7 * row_number() OVER "
         "(ORDER BY lunedi DESC) AS fine FROM settimana_fruita WHERE peso_cigo > 0 AND lunedi < "
         "lunedi_dal) WHERE fine = lunedi_dal)",
         NULL),
    RULE(INTEGER,
         "2 * coalesce(giorni_lavoro, 1) * (SELECT mcm(n_settimane(dal, al)) FROM autorizzazioni "
         "WHERE giorni_fruiti IS NOT NULL)",
         NULL),
    {"autorizzazioni", CIGO_TYPE_INTEGER, 0,
     "min(unita_peso, coalesce(giorni_fruiti * unita_peso / (giorni_lavoro * n_settimane(dal, "
     "al)), "
     "unita_peso))",
     NULL},
    RULE(INTEGER,
         "(SELECT min(unita_peso, sum(peso_52) FILTER (WHERE peso_cigo > 0)) FROM "
         "settimana_fruita)",
         NULL),
    RULE(INTEGER, "(SELECT sum(giorni_fruiti / se(misura = 'cds', 2, 1)) FROM autorizzazioni)",
         NULL),
    RULE(BOOLEAN,
         "EXISTS (SELECT 1 FROM autorizzazioni a, settimane(a.dal, a.al) s WHERE a.misura = "
         "'cigo' AND se(a.eone, edile_lapideo AND NOT in_finestra('esclusione_eone_edile', "
         "s.lunedi), TRUE))",
         NULL),
    ROW(BOOLEAN, "count(*) OVER (PARTITION BY cf) > 1",
        "count(*) OVER(PARTITION BY lavoratori.cf) > 1"),
    PLACES(
        2,
        "coalesce((SELECT somma(ore_richieste) FROM lavoratori HAVING count(*) > 0), ore_totali)",
        NULL),
    RULE(DATE,
         "giorno_utile(se(evento_eone, fine_mese(aggiungi_mesi(primo_evento, 1)), "
         "inizio_considerato + param('termine_giorni', inizio_considerato)))",
         NULL),
    RULE(DATE, "aggiungi_mesi(max(fine_mese(periodo_al), autorizzazione_data), 6)", NULL),
    RULE(BOOLEAN,
         "EXISTS (SELECT 1 FROM indicatori_anno u, indicatori_anno p WHERE u.n = 1 AND p.n = 2 "
         "AND u.fatturato * p.mesi >= p.fatturato * u.mesi)",
         NULL),
    RULE(MULTI, "(SELECT elenco(tipo) FROM allegati)", NULL),
    RULE(BOOLEAN, "causale = 'energia' AND NOT ha(allegati_presenti, 'contratto')", NULL),
    RULE(MULTI, "(SELECT elenco(tipo) FROM allegati_dovuti WHERE NOT ha(allegati_presenti, tipo))",
         NULL),
    RULE(BOOLEAN, "ore_totali * giorni_lavoro > orario_settimanale * giorni_lavorabili", NULL),
    RULE(BOOLEAN, "ore_totali * 60 > (alle - dalle) * 100 * giorni_lavorabili", NULL),
    PLACES(4, "dividi(massimale_mensile, 100 * 100, param('orario_giorno') * giorni)", NULL),
    PLACES(2, "dividi(usate_peso, 100, unita_peso)", NULL),
    RULE(INTEGER, "CAST(giorni_settimana AS INTEGER)", "CAST(domanda.giorni_settimana AS INTEGER)"),

    /* types */
    RULE(DATE, "periodo_dal + 7", NULL),
    RULE(DATE, "7 + periodo_dal", NULL),
    RULE(INTEGER, "periodo_al - periodo_dal", NULL),
    RULE(INTEGER, "alle - dalle", NULL),
    RULE(TIME, "dalle + 60", NULL),
    RULE(BOOLEAN, "dalle < alle", NULL),
    PLACES(2, "ore_totali + orario_settimanale", NULL),
    PLACES(4, "ore_totali * orario_settimanale", NULL),
    PLACES(4, "ore_totali * 100", NULL),
    PLACES(2, "massimale_orario / 100", NULL),
    PLACES(2, "azienda_dipendenti * 100", NULL),
    RULE(INTEGER, "azienda_dipendenti * 100", NULL),
    PLACES(2, "0", NULL),
    PLACES(2, "CASE WHEN evento_eone THEN 0 WHEN NOT evento_eone THEN ore_totali END", NULL),
    PLACES(2, "max(0, ore_totali - orario_settimanale)", NULL),
    PLACES(2, "abs(ore_totali - num('1,25'))", NULL),
    PLACES(4, "massimale_orario * 100 * 100 / 10000", NULL),
    PLACES(2, "nullif(ore_totali, 0)", NULL),
    RULE(BOOLEAN, "evento_eone = edile_lapideo", NULL),
    RULE(BOOLEAN, "(periodo_dal < periodo_al) = evento_eone", NULL),
    RULE(BOOLEAN, "evento_eone IS TRUE OR edile_lapideo IS NOT FALSE", NULL),
    RULE(BOOLEAN, "causale IN ('energia', 'meteo')", NULL),
    RULE(BOOLEAN, "modalita IS NULL", NULL),
    RULE(BOOLEAN, "ha(modalita, 'riduzione')", NULL),
    RULE(CHOICE, "se(evento_eone, 'eone', 'ordinario')", NULL),
    RULE(TEXT, "se(evento_eone, 'sì', 'no')", NULL),
    RULE(BOOLEAN, "azienda_csc NOT BETWEEN '11301' AND '11305'", NULL),
    RULE(TEXT, "substr(azienda_csc, 1, 1)", NULL),
    RULE(BOOLEAN, "length(rappresentante_cognome) > 1", NULL),
    RULE(BOOLEAN, "periodo_dal >= data(2025, 1, 31)", NULL),
    RULE(BOOLEAN, "eta_cf(rappresentante_cf, oggi()) < param('termine_giorni')", NULL),
    RULE(BOOLEAN, "in_finestra_annunciata('esclusione_eone_edile', periodo_dal)", NULL),
    RULE(DATE,
         "primo(periodo_dal, inizio_effettivo, CASE WHEN causale = 'meteo' THEN periodo_al END)",
         NULL),
    RULE(TEXT, "CASE causale WHEN 'meteo' THEN 'pioggia' WHEN 'energia' THEN 'luce' END", NULL),
    RULE(TEXT, "CASE WHEN evento_eone THEN NULL WHEN NOT evento_eone THEN azienda_csc END", NULL),
    RULE(BOOLEAN, "rappresentante_cognome = 'D''Angelo'", NULL),

    /* queries */
    RULE(INTEGER, "(SELECT count(DISTINCT cf) FROM lavoratori)", NULL),
    RULE(DATE, "(SELECT a.dal FROM autorizzazioni a WHERE a.eone ORDER BY a.dal DESC LIMIT 1)",
         NULL),
    RULE(BOOLEAN, "causale IN (SELECT causale FROM domanda)", NULL),
    RULE(BOOLEAN,
         "EXISTS (SELECT 1 FROM autorizzazioni a JOIN autorizzazioni b ON a.dal = b.al WHERE "
         "a._riga <> b._riga)",
         NULL),
    RULE(INTEGER,
         "(SELECT max(q.n) FROM (SELECT misura, count(*) AS n FROM autorizzazioni GROUP BY "
         "misura) q)",
         NULL),
    RULE(INTEGER, "(SELECT sum(conta) FROM settimane_domanda)", NULL),
    ROW(BOOLEAN, "cf IN (SELECT x.cf FROM lavoratori x WHERE x._riga <> lavoratori._riga)", NULL),
    ROW(BOOLEAN, "row_number() OVER (PARTITION BY cf ORDER BY data_assunzione, _riga) > 1", NULL),
    ROW(DECIMAL, "ore_medie", "lavoratori.ore_medie"),
    ROW(BOOLEAN,
        "EXISTS (SELECT 1 FROM settimane(lavoratori.data_assunzione, periodo_al) s "
        "WHERE s.n > 1)",
        NULL),
    RULE(BOOLEAN, "NOT EXISTS (SELECT 1 FROM lavoratori)", NULL),
};

/* Blanks before "(" are nobody's business. */
static void squeeze(const char *from, struct cigo_buf *to)
{
    for (; *from; from++) {
        if (*from != ' ' || from[1] != '(')
            cigo_buf_putc(to, *from);
    }
}

static const struct cigo_choices *wanted_list(const struct cigo_form *form, const struct good *g)
{
    if (g->type == CIGO_TYPE_MULTI)
        return cigo_form_choices(form, CIGO_STR("tipo"));
    return g->type == CIGO_TYPE_CHOICE ? cigo_form_choices(form, CIGO_STR("termine")) : NULL;
}

/* SQLite must take what the checker wrote, and run it over one row. */
static void prepare(const struct cigo_form *form, const struct cigo_group *group, const char *sql)
{
    sqlite3 *db = check_database(form);
    sqlite3_stmt *stmt = NULL;
    char *text =
        sqlite3_mprintf("SELECT (\n%s\n) FROM domanda CROSS JOIN param CROSS JOIN testi%s%s", sql,
                        group ? " CROSS JOIN " : "", group ? group->id : "");
    ck_assert_msg(sqlite3_prepare_v2(db, text, -1, &stmt, NULL) == SQLITE_OK, "%s\n%s", text,
                  sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_step(stmt), SQLITE_ROW);
    ck_assert_int_ne(sqlite3_column_type(stmt, 0), SQLITE_FLOAT);
    sqlite3_finalize(stmt);
    sqlite3_free(text);
    sqlite3_close(db);
}

START_TEST(passes)
{
    struct cigo_form *form = check_form();
    const struct good *g = &good[_i];
    struct cigo_sql_scope scope = {.form = form, .n_views = SIZE_MAX};
    scope.group = g->group ? cigo_form_group(form, cigo_str_of(g->group)) : NULL;
    struct cigo_sql_want found, want = {.type = g->type, .places = g->places};
    want.choices = wanted_list(form, g);
    if (g->type == CIGO_TYPE_DECIMAL && !g->places)
        want.places = 2;
    struct cigo_expr expr = {.text = g->text, .pos = {"form.yaml", 7, 20}};
    struct cigo_problems problems;
    struct cigo_buf sql, plain, report;
    cigo_problems_init(&problems, form->arena);
    cigo_buf_init(&sql, 16384);
    cigo_buf_init(&plain, 16384);
    cigo_buf_init(&report, 4096);
    bool ok = cigo_sql_check(&scope, &expr, &want, &found, &sql, &problems);
    cigo_problems_print(&problems, &report);
    ck_assert_msg(ok && problems.n == 0, "%s\n%s", g->text, report.p);
    ck_assert_int_eq(found.type, want.type);
    ck_assert_int_eq(found.places, want.places);
    ck_assert_ptr_eq(found.choices, want.choices);
    squeeze(sql.p, &plain);
    if (g->sql)
        ck_assert_str_eq(plain.p, g->sql);
    prepare(form, scope.group, sql.p);
    cigo_buf_finish(&sql);
    cigo_buf_finish(&plain);
    cigo_buf_finish(&report);
    cigo_problems_finish(&problems);
    cigo_form_free(form);
}
END_TEST

static const struct {
    const char *text;
    enum cigo_type type;
    int places;
    bool row;
} any[] = {
    {"periodo_dal", CIGO_TYPE_DATE, 0, false},
    {"ore_totali", CIGO_TYPE_DECIMAL, 2, false},
    {"'testo'", CIGO_TYPE_TEXT, 0, false},
    {"causale", CIGO_TYPE_CHOICE, 0, false},
    {"allegati_presenti", CIGO_TYPE_MULTI, 0, false},
    {"massimale_orario", CIGO_TYPE_DECIMAL, 4, false},
    {"evento_eone", CIGO_TYPE_BOOLEAN, 0, false},
    {"periodo_al - periodo_dal + 1", CIGO_TYPE_INTEGER, 0, false},
    {"_riga", CIGO_TYPE_INTEGER, 0, true},
};

START_TEST(placeholder)
{
    struct cigo_form *form = check_form();
    struct cigo_sql_scope scope = {.form = form, .group = &form->groups[0], .n_views = SIZE_MAX};
    struct cigo_sql_want found, want = {.any = true};
    struct cigo_expr expr = {.text = any[_i].text};
    struct cigo_problems problems;
    struct cigo_buf sql;
    cigo_problems_init(&problems, form->arena);
    cigo_buf_init(&sql, 1024);
    ck_assert(cigo_sql_check(&scope, &expr, &want, &found, &sql, &problems));
    ck_assert_int_eq(found.type, any[_i].type);
    ck_assert_int_eq(found.places, any[_i].places);
    ck_assert(found.any == any[_i].row);
    cigo_buf_finish(&sql);
    cigo_problems_finish(&problems);
    cigo_form_free(form);
}
END_TEST

static const struct {
    const char *view, *query, *sql;
} queries[] = {
    {"settimane_domanda",
     "SELECT s.lunedi, s.n, NOT evento_eone AS conta, count(*) FILTER (WHERE NOT evento_eone) OVER "
     "(ORDER BY s.lunedi) FROM settimane(lunedi_dal, periodo_al) s",
     "SELECT s.lunedi, s.n, NOT(SELECT domanda.evento_eone FROM domanda) AS conta, count(*) FILTER("
     "WHERE NOT(SELECT domanda.evento_eone FROM domanda)) OVER(ORDER BY s.lunedi) FROM settimane("
     "(SELECT domanda.lunedi_dal FROM domanda),(SELECT domanda.periodo_al FROM domanda)) s"},
    {"indicatori_anno",
     "SELECT fatturato, coalesce(mesi, 12) AS mesi, row_number() OVER (ORDER BY periodo DESC) AS n "
     "FROM indicatori",
     NULL},
    {"allegati_dovuti",
     "SELECT 'contratto' FROM domanda WHERE causale = 'energia' UNION ALL SELECT 'relazione' FROM "
     "domanda",
     "SELECT 'contratto' FROM domanda WHERE domanda.causale = 'energia' UNION ALL SELECT "
     "'relazione' "
     "FROM domanda"},
    {"settimana_fruita",
     "SELECT g.lunedi AS lunedi, min(unita_peso, coalesce(sum(g.n) FILTER (WHERE g.conta), 0)) AS "
     "peso_52, "
     "sum(g.n) AS peso_cigo FROM domanda, settimane_domanda g GROUP BY g.lunedi",
     NULL},
    {"settimana_fruita",
     "SELECT lunedi(a.dal) AS lunedi, count(*) AS peso_52, param('biennio_settimane') AS peso_cigo "
     "FROM autorizzazioni a GROUP BY lunedi(a.dal)",
     "SELECT lunedi(a.dal) AS lunedi, _conta(1, a._righe) AS peso_52,(SELECT param.biennio_settimane FROM "
     "param) "
     "AS peso_cigo FROM autorizzazioni a GROUP BY lunedi(a.dal)"},
    {"allegati_dovuti",
     "SELECT tipo FROM allegati UNION ALL SELECT 'ordinanza' FROM domanda LIMIT 5", NULL},
};

START_TEST(view)
{
    struct cigo_form *form = check_form();
    struct cigo_view copy = *cigo_form_view(form, cigo_str_of(queries[_i].view));
    copy.query = (struct cigo_expr){.text = queries[_i].query, .pos = {"form.yaml", 1, 1}};
    struct cigo_problems problems;
    struct cigo_buf sql, plain, report;
    cigo_problems_init(&problems, form->arena);
    cigo_buf_init(&sql, 16384);
    cigo_buf_init(&plain, 16384);
    cigo_buf_init(&report, 4096);
    bool ok = cigo_sql_check_view(form, &copy, &sql, &problems);
    cigo_problems_print(&problems, &report);
    ck_assert_msg(ok, "%s\n%s", queries[_i].query, report.p);
    squeeze(sql.p, &plain);
    if (queries[_i].sql)
        ck_assert_str_eq(plain.p, queries[_i].sql);
    sqlite3 *db = check_database(form);
    sqlite3_stmt *stmt = NULL;
    ck_assert_msg(sqlite3_prepare_v2(db, sql.p, -1, &stmt, NULL) == SQLITE_OK, "%s\n%s", sql.p,
                  sqlite3_errmsg(db));
    ck_assert_msg(sqlite3_step(stmt) != SQLITE_ERROR, "%s\n%s", sql.p, sqlite3_errmsg(db));
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    cigo_buf_finish(&sql);
    cigo_buf_finish(&plain);
    cigo_buf_finish(&report);
    cigo_problems_finish(&problems);
    cigo_form_free(form);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("check_good");
    TCase *all = tcase_create("good");
    tcase_add_loop_test(all, passes, 0, sizeof good / sizeof *good);
    tcase_add_loop_test(all, placeholder, 0, sizeof any / sizeof *any);
    tcase_add_loop_test(all, view, 0, sizeof queries / sizeof *queries);
    suite_add_tcase(suite, all);
    return suite;
}
