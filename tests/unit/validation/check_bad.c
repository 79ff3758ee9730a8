/* Mistakes that must be refused, where each is said to be, and a word of what is said. */

#include "../../../src/validation/sql-priv.h"
#include "check_fixture.h"
#include "unit.h"

struct bad {
    const char *group; /* of the row rule, or NULL */
    enum cigo_type type;
    const char *text;
    const char
        *at; /* the problem is at the first (or, after a '^', at the last) of these; NULL: 1 */
    const char *say; /* part of the message */
};

#define BAD(type, text, at, say) {NULL, CIGO_TYPE_##type, text, at, say}
#define ROW(type, text, at, say) {"lavoratori", CIGO_TYPE_##type, text, at, say}

static const struct bad bad[] = {
    /* dates and times */
    BAD(DATE, "periodo_dal + periodo_al", "+", "due date si sottraggono"),
    BAD(DATE, "periodo_dal * 2", "*", "non ha senso"),
    BAD(BOOLEAN, "periodo_dal = '2026-11-23'", "=", "data(anno, mese, giorno)"),
    BAD(BOOLEAN, "periodo_dal > '23/11/2026'", ">", "data(anno, mese, giorno)"),
    BAD(BOOLEAN, "periodo_dal > 0", ">", "non si possono mettere insieme"),
    BAD(BOOLEAN, "periodo_dal < dalle", "<", "non si possono mettere insieme"),
    BAD(DATE, "periodo_dal - periodo_al", NULL,
        "il risultato dev'essere una data, qui è un intero"),
    BAD(INTEGER, "periodo_dal % 7", "%", "lunedi(data)"),
    BAD(DATE, "periodo_dal + ore_totali", "+", "giorni interi"),
    BAD(DATE, "5 - periodo_dal", "-", "non ha senso"),
    BAD(DATE, "-periodo_dal", NULL, "il segno meno vuole un numero"),
    BAD(BOOLEAN, "periodo_dal BETWEEN inizio_effettivo AND 7", "BETWEEN", "non si possono"),
    BAD(DATE, "data(2025, 2, 30)", NULL, "non esiste"),
    BAD(DATE, "lunedi(settimane_richieste)", "settimane_richieste", "dev'essere una data"),
    BAD(DATE, "aggiungi_mesi(periodo_dal, ore_totali)", "ore_totali", "dev'essere un intero"),
    BAD(TIME, "dalle + alle", "+", "non ha senso"),
    BAD(DATE, "primo(periodo_dal, 'domani')", "'domani'", "dev'essere una data"),

    /* numbers */
    BAD(BOOLEAN, "ore_totali > 48", "48", "param('nome')"),
    BAD(BOOLEAN, "ore_totali > 5", ">", "num('48')"),
    BAD(BOOLEAN, "ore_totali > 100", ">", "num('48')"),
    BAD(BOOLEAN, "azienda_dipendenti > 15", "15", "param('nome')"),
    BAD(BOOLEAN, "azienda_dipendenti > 50 AND azienda_dipendenti < 51", "50", "param"),
    BAD(BOOLEAN, "azienda_dipendenti = 10000", "10000", "param"),
    BAD(BOOLEAN, "azienda_dipendenti > 1.5", "1.5", "num('12.50')"),
    BAD(BOOLEAN, "ore_totali > .5", ".5", "num('0.50')"),
    BAD(BOOLEAN, "azienda_dipendenti > 0x10", "0x10", "non è un intero"),
    BAD(BOOLEAN, "azienda_dipendenti > 1e3", "1e3", "non è un intero"),
    BAD(BOOLEAN, "massimale_orario > retribuzione_mensile", ">", "4 posti e un decimale a 2 posti"),
    BAD(DECIMAL, "ore_totali + azienda_dipendenti", "+", "num('48')"),
    BAD(DECIMAL, "ore_totali * orario_settimanale", NULL, "4 posti"),
    BAD(DECIMAL, "ore_totali / azienda_dipendenti", "/", "dividi"),
    BAD(DECIMAL, "ore_totali / 2", "/", "dividi"),
    BAD(INTEGER, "ore_totali % 2", "%", "dividi"),
    BAD(DECIMAL, "azienda_dipendenti", NULL, "dev'essere un decimale a 2 posti, qui è un intero"),
    BAD(INTEGER, "ore_totali", NULL, "dev'essere un intero, qui è un decimale"),
    BAD(DECIMAL, "dividi(ore_totali, settimane_richieste, 100)", NULL, "qui è un intero"),
    BAD(DECIMAL, "dividi(usate_peso, unita_peso)", NULL, "qui è un intero"),
    BAD(DECIMAL, "dividi(periodo_dal, 2)", "periodo_dal", "dividi() vuole numeri"),
#define TWICE(x) x " * " x
#define TEN(x) TWICE(x) " * " TWICE(x) " * " TWICE(x) " * " TWICE(x) " * " TWICE(x)
    BAD(BOOLEAN, TEN("num('1')") " > num('0')", "^*", "avrebbe 20 posti decimali, il massimo è 18"),
    BAD(BOOLEAN, "num('1') * (" TEN("100") ") > num('0')", "^*", "avrebbe 20 posti decimali, il massimo è 18"),
    BAD(BOOLEAN, "dividi(num('1') * num('1') * num('1') * num('1') * num('1'), num('1') * num('1') * num('1') * "
        "num('1') * num('1'), 1) > num('0')", NULL, "avrebbe 20 posti decimali"),
    BAD(BOOLEAN, "azienda_dipendenti * " TEN("100") " > 0", "^*", "il massimo è 18"),
    BAD(DECIMAL, "dividi(ore_totali)", NULL, "da 2 a 16 argomenti"),
    BAD(INTEGER, "azienda_dipendenti / 0", "/", "divisione per zero"),
    BAD(DECIMAL, "num(48)", "48", "un numero tra apici"),
    BAD(DECIMAL, "num('1.234.5')", "'1.234.5'", "non è un numero"),
    BAD(DECIMAL, "num('1,234567')", "'1,234567'", "al più due decimali"),
    BAD(DECIMAL, "coalesce(ore_totali, 5)", "5", "num('48')"),
    BAD(DECIMAL, "max(ore_totali, massimale_orario)", "massimale_orario", "posti"),
    BAD(BOOLEAN, "azienda_dipendenti > '5'", ">", "un numero non si scrive tra apici"),
    BAD(INTEGER, "azienda_dipendenti + 'a'", "+", "non ha senso"),
    BAD(BOOLEAN, "param('termine_giorno') > 1", "'termine_giorno'", "forse «termine_giorni»"),
    BAD(BOOLEAN, "termine_giorni > 1", NULL, "param('termine_giorni')"),
    BAD(BOOLEAN, "param.termine_giorni > 1", NULL, "param('termine_giorni')"),
    BAD(BOOLEAN, "param(causale) > 1", "causale", "tra apici"),
    BAD(INTEGER, "param('termine_giorni', 'oggi')", "'oggi'", "dev'essere una data"),

    /* conditions */
    BAD(BOOLEAN, "causale", NULL, "dev'essere una condizione"),
    BAD(BOOLEAN, "azienda_csc", NULL, "dev'essere una condizione"),
    BAD(BOOLEAN, "1", NULL, "dev'essere una condizione"),
    BAD(BOOLEAN, "'sì'", NULL, "dev'essere una condizione"),
    BAD(BOOLEAN, "evento_eone AND causale", "causale", "ogni parte di AND"),
    BAD(BOOLEAN, "periodo_dal OR evento_eone", NULL, "ogni parte di OR"),
    BAD(BOOLEAN, "NOT periodo_dal", "periodo_dal", "quello che segue NOT"),
    BAD(BOOLEAN, "evento_eone = 1", "=", "non si possono mettere insieme"),
    BAD(BOOLEAN, "evento_eone = 'si'", "=", "non si possono mettere insieme"),
    BAD(INTEGER, "evento_eone + 1", "+", "non ha senso"),
    BAD(BOOLEAN, "evento_eone < edile_lapideo", "<", "non ha un ordine"),
    BAD(BOOLEAN, "periodo_dal IS TRUE", NULL, "IS TRUE"),
    BAD(BOOLEAN, "periodo_dal = NULL", "=", "IS NULL"),
    BAD(BOOLEAN, "NULL <> causale", "<>", "IS NULL"),
    BAD(BOOLEAN, "causale IN ('meteo', NULL)", "NULL", "IS NULL"),
    BAD(BOOLEAN, "0 < settimane_richieste < 5", "^<", "due confronti di fila"),
    BAD(BOOLEAN, "evento_eone = edile_lapideo = TRUE", "^=", "due confronti di fila"),
    BAD(BOOLEAN, "causale IS 'meteo'", "'meteo'", "scriva = o <>"),
    BAD(BOOLEAN, "causale == 'meteo'", "==", "scriva ="),
    BAD(DATE, "se(causale, periodo_dal, periodo_al)", "causale", "il primo argomento di se()"),
    BAD(DATE, "se(evento_eone, periodo_dal, 5)", "5", "non si possono mettere insieme"),
    BAD(DATE, "se(evento_eone, periodo_dal)", NULL, "vuole 3 argomenti, ne ha 2"),
    BAD(DATE, "CASE WHEN evento_eone THEN periodo_dal ELSE periodo_al END", "ELSE", "WHEN NOT"),
    BAD(DATE, "CASE WHEN evento_eone THEN periodo_dal WHEN NOT evento_eone THEN 'mai' END", "'mai'",
        "non si possono"),
    BAD(DATE, "CASE WHEN causale THEN periodo_dal END", "causale", "quello che segue WHEN"),
    BAD(DATE, "coalesce(periodo_dal, settimane_richieste)", "settimane_richieste",
        "non si possono"),
    BAD(DATE, "coalesce(periodo_dal)", NULL, "argomenti"),

    /* choices, sets, text */
    BAD(BOOLEAN, "causale = 'energi'", "'energi'", "forse «energia»"),
    BAD(BOOLEAN, "causale = 'edilizia'", "'edilizia'", "non è una voce di «causale»"),
    BAD(BOOLEAN, "causale IN ('meteo', 'industria')", "'industria'", "non è una voce di «causale»"),
    BAD(BOOLEAN, "causale = azienda_settore", "=", "«causale» e una voce di «settore»"),
    BAD(BOOLEAN, "causale = azienda_csc", "=", "non si possono mettere insieme"),
    BAD(BOOLEAN, "causale < 'meteo'", "<", "non ha un ordine"),
    BAD(BOOLEAN, "causale = 3", "=", "non si possono mettere insieme"),
    BAD(CHOICE, "se(evento_eone, 'eone', 'ordinaria')", "'ordinaria'", "forse «ordinario»"),
    BAD(BOOLEAN, "modalita = 'riduzione'", "=", "ha(insieme, 'voce')"),
    BAD(BOOLEAN, "modalita IN ('riduzione')", "'riduzione'", "ha(insieme, 'voce')"),
    BAD(BOOLEAN, "ha(modalita, 'ridotta')", "'ridotta'", "non è una voce di «modalita»"),
    BAD(BOOLEAN, "ha(causale, 'meteo')", "causale", "una scelta si confronta con ="),
    BAD(BOOLEAN, "ha(modalita, causale)", "causale", "ha()"),
    BAD(BOOLEAN, "ha_tag(causale, 'eon')", "'eon'", "forse «eone»"),
    BAD(BOOLEAN, "ha_tag(causale, 'edile')", "'edile'", "nessuna voce di «causale»"),
    BAD(BOOLEAN, "ha_tag(azienda_csc, 'eone')", "azienda_csc", "una scelta"),
    BAD(TEXT, "attr(causale, 'eventi')", "'eventi'", "forse «evento»"),
    BAD(BOOLEAN, "azienda_csc > '5'", ">", "non ha un ordine"),
    BAD(TEXT, "causale", NULL, "dev'essere un testo"),
    BAD(INTEGER, "length(azienda_dipendenti)", "azienda_dipendenti", "dev'essere un testo"),
    BAD(BOOLEAN, "parole(relazione, 'struturale')", "'struturale'", "forse «strutturale»"),
    BAD(BOOLEAN, "parole(periodo_dal, 'strutturale')", "periodo_dal", "dev'essere un testo"),
    BAD(BOOLEAN, "in_finestra('esclusione_eone', periodo_dal)", "'esclusione_eone'", "la finestra"),
    BAD(BOOLEAN, "in_finestra('esclusione_eone_edile', causale)", "causale", "dev'essere una data"),
    BAD(INTEGER, "CAST(periodo_dal AS INTEGER)", "periodo_dal", "CAST vale solo per una scelta"),
    BAD(INTEGER, "CAST(causale AS INTEGER)", "causale", "non è un numero"),
    BAD(TEXT, "CAST(giorni_settimana AS TEXT)", "TEXT", "INTEGER"),

    /* names */
    BAD(BOOLEAN, "periodo_da > oggi()", NULL, "forse «periodo_dal»"),
    BAD(BOOLEAN, "evento_eone AND evento_eon", "^evento_eon", "nome sconosciuto «evento_eon»"),
    BAD(BOOLEAN, "cf = 'x'", NULL, "colonna di «lavoratori»"),
    BAD(BOOLEAN, "lavoratori.cf = 'x'", NULL, "non è in nessun FROM"),
    BAD(BOOLEAN, "x.cf = 'x'", NULL, "nessuna tabella di questa espressione si chiama «x»"),
    BAD(BOOLEAN, "domanda.causal = 'meteo'", "causal ", "forse «causale»"),
    BAD(BOOLEAN, "testi.causale = 'meteo'", "causale", "nome sconosciuto"),
    BAD(BOOLEAN, "vuoto(evento_eone)", "evento_eone", "IS NULL"),
    BAD(BOOLEAN, "vuoto(lavoratori)", "lavoratori", "NOT EXISTS"),
    BAD(BOOLEAN, "vuoto('causale')", "'causale'", "il nome di un campo"),
    BAD(DATE, "lunedì(periodo_dal)", "ì", "carattere non ammesso"),
    BAD(DATE, "lunedi_di(periodo_dal)", NULL, "la funzione «lunedi_di» non c'è"),
    BAD(DATE, "giorno_utili(periodo_dal)", NULL, "forse «giorno_utile»"),
    BAD(DATE, "lunedi(periodo_dal periodo_al)", "periodo_al", "«,»"),
    BAD(BOOLEAN, "lavoratori", NULL, "è una tabella"),
    BAD(BOOLEAN, "_riga = 1", NULL, "nome sconosciuto"),
    ROW(BOOLEAN, "_riga < 5", "<", "non si possono mettere insieme"),
    ROW(INTEGER, "_riga", NULL, "_riga serve solo"),
    ROW(BOOLEAN, "EXISTS (SELECT 1 FROM lavoratori x WHERE x._riga < lavoratori._riga)", "<",
        "non ha un ordine"),
    ROW(BOOLEAN, "EXISTS (SELECT 1 FROM lavoratori x WHERE x._riga + 1 = lavoratori._riga)", "+",
        "non ha senso"),
    ROW(BOOLEAN, "EXISTS (SELECT 1 FROM autorizzazioni a WHERE a.dal < data_assunzione)",
        "data_assunzione", "lavoratori.data_assunzione"),
    ROW(BOOLEAN, "EXISTS (SELECT 1 FROM lavoratori WHERE lavoratori.cf = cf)", "lavoratori.cf",
        "dia un altro nome"),
    ROW(BOOLEAN, "vuoto(ore_medie)", "ore_medie", "IS NULL"),

    /* queries */
    BAD(INTEGER, "count(*)", NULL, "va dentro una SELECT"),
    BAD(BOOLEAN, "sum(azienda_dipendenti) > 3", NULL, "va dentro una SELECT"),
    ROW(BOOLEAN, "sum(ore_richieste) > num('3')", NULL, "va dentro una SELECT"),
    BAD(BOOLEAN, "count(*) OVER (PARTITION BY causale) > 1", NULL, "regola di riga"),
    BAD(INTEGER, "(SELECT sum(azienda_dipendenti) FROM lavoratori)", "sum", "solo valori di fuori"),
    BAD(INTEGER, "(SELECT sum(param('termine_giorni')) FROM lavoratori)", "sum",
        "solo valori di fuori"),
    BAD(INTEGER, "(SELECT count(*) FROM lavoratori WHERE count(*) > 1)", "^count", "HAVING"),
    BAD(INTEGER, "(SELECT sum(count(*)) FROM lavoratori)", "count", "dentro un'altra"),
    BAD(DECIMAL, "(SELECT ore_richieste + sum(ore_richieste) FROM lavoratori)", "ore_richieste",
        "GROUP BY"),
    BAD(BOOLEAN, "EXISTS (SELECT cf, count(*) FROM lavoratori GROUP BY cognome)", "cf", "GROUP BY"),
    BAD(BOOLEAN, "EXISTS (SELECT cf FROM lavoratori GROUP BY 1)", "1", "GROUP BY vuole"),
    BAD(BOOLEAN, "EXISTS (SELECT cf FROM lavoratori HAVING cf = 'x')", "'x'", "usi WHERE"),
    BAD(DATE, "(SELECT dal FROM autorizzazioni ORDER BY 1)", "1", "ORDER BY vuole"),
    BAD(DATE, "(SELECT dal FROM autorizzazioni ORDER BY misura)", "misura", "non ha un ordine"),
    BAD(DATE, "(SELECT dal, al FROM autorizzazioni)", NULL, "una sola colonna"),
    BAD(DATE, "(SELECT * FROM autorizzazioni)", "*", "«*» non è ammesso"),
    BAD(DATE, "(SELECT a.* FROM autorizzazioni a)", "a.*", "«*» non è ammesso"),
    BAD(DATE, "(SELECT dal FROM autorizzazione)", "autorizzazione", "forse «autorizzazioni»"),
    BAD(DATE, "(SELECT dall FROM autorizzazioni)", "dall", "nome sconosciuto «dall»"),
    BAD(DATE, "(SELECT a.dall FROM autorizzazioni a)", "dall", "forse «dal»"),
    BAD(DATE, "(SELECT dal FROM autorizzazioni a, autorizzazioni b)", "dal", "più tabelle"),
    BAD(DATE, "(SELECT dal)", "dal", "manca FROM"),
    BAD(DATE, "SELECT dal FROM autorizzazioni", NULL, "tra parentesi"),
    BAD(DATE, "(SELECT dal FROM autorizzazioni UNION ALL SELECT al FROM autorizzazioni)", "UNION",
        "solo nelle viste"),
    BAD(DATE, "(SELECT q.d FROM (SELECT r.d FROM (SELECT dal AS d FROM autorizzazioni) r) q)",
        "(SELECT dal", "dentro un'altra"),
    BAD(BOOLEAN, "causale NOT IN (SELECT causale FROM domanda)", "IN", "NOT EXISTS"),
    BAD(BOOLEAN, "causale IN (SELECT misura FROM autorizzazioni)", "IN", "non si possono"),
    BAD(BOOLEAN, "causale IN ()", ")", "un valore"),
    BAD(DATE, "(SELECT lunedi FROM settimane(periodo_dal))", ")", "«,»"),
    BAD(DATE, "(SELECT lunedi FROM settimane(periodo_dal, 5))", "5", "settimane()"),
    BAD(DATE, "(SELECT lunedi FROM settimane)", ")", "«(»"),
    BAD(INTEGER, "(SELECT mcm(dal) FROM autorizzazioni)", "dal", "mcm() non vale per una data"),
    BAD(INTEGER, "(SELECT sum(dal) FROM autorizzazioni)", "dal", "sum() non vale per una data"),
    BAD(CHOICE, "(SELECT min(misura) FROM autorizzazioni)", "misura", "min() non vale"),
    BAD(MULTI, "(SELECT elenco(file) FROM allegati)", "file", "una scelta"),
    BAD(MULTI, "(SELECT elenco(misura) FROM autorizzazioni)", NULL, "un insieme di voci di «tipo»"),
    BAD(INTEGER, "(SELECT mcm(giorni_fruiti) OVER (ORDER BY dal) FROM autorizzazioni)", "mcm",
        "non si usa con OVER"),
    BAD(INTEGER, "(SELECT row_number() FROM autorizzazioni)", "row_number", "OVER"),
    BAD(INTEGER, "(SELECT count(DISTINCT dal) OVER (ORDER BY al) FROM autorizzazioni)", "DISTINCT",
        "non si usa con OVER"),
    BAD(INTEGER, "(SELECT count(*) AS n FROM autorizzazioni GROUP BY n)", "n)",
        "GROUP BY o HAVING"),
    BAD(BOOLEAN,
        "EXISTS (SELECT sum(n) OVER (ORDER BY n) AS s, count(*) AS t FROM settimane_domanda GROUP "
        "BY n HAVING s > 0)",
        "s > 0", "GROUP BY o HAVING"),
    BAD(BOOLEAN, "EXISTS (SELECT dal AS x, al AS x FROM autorizzazioni)", "^x", "due colonne"),
    BAD(DATE, "lunedi(periodo_dal) OVER (ORDER BY 1)", "OVER", "OVER e FILTER"),
    BAD(BOOLEAN, "EXISTS (SELECT 1 FROM lavoratori _x WHERE _x.cf = 'a')", "_x", "altro"),
    BAD(BOOLEAN, "EXISTS (SELECT 1 FROM lavoratori allegati)", "allegati", "altro"),
    BAD(BOOLEAN, "EXISTS (SELECT 1 FROM sqlite_schema)", "sqlite_schema", "nessuna tabella"),
    BAD(BOOLEAN, "EXISTS (SELECT 1 FROM pragma_table_info('x'))", "pragma_table_info",
        "nessuna tabella"),
    BAD(BOOLEAN, "EXISTS (SELECT 1 FROM json_each('[]'))", "json_each", "nessuna tabella"),

    /* what the subset leaves out (§4) */
    BAD(BOOLEAN, "EXISTS (WITH x AS (SELECT 1) SELECT 1 FROM x)", "WITH", "views:"),
    BAD(BOOLEAN, "WITH RECURSIVE x AS (SELECT 1) SELECT 1", "WITH", "views:"),
    BAD(BOOLEAN, "evento_eone -- nota", "--", "commento"),
    BAD(BOOLEAN, "evento_eone /* nota */", "/*", "commento"),
    BAD(BOOLEAN, "evento_eone; SELECT 1", ";", "una sola espressione"),
    BAD(BOOLEAN, "causale = ?", "?", "parametri di SQL"),
    BAD(BOOLEAN, "causale = :x", ":", "parametri di SQL"),
    BAD(BOOLEAN, "causale = @x", "@", "parametri di SQL"),
    BAD(BOOLEAN, "causale = $x", "$", "parametri di SQL"),
    BAD(BOOLEAN, "causale = \"meteo\"", "\"", "'testo'"),
    BAD(BOOLEAN, "`causale` = 'meteo'", NULL, "senza virgolette"),
    BAD(BOOLEAN, "[causale] = 'meteo'", NULL, "senza virgolette"),
    BAD(TEXT, "x'4142'", NULL, "binari"),
    BAD(TEXT, "azienda_csc || 'a'", "||", "{…}"),
    BAD(INTEGER, "azienda_dipendenti & 1", "&", "bit"),
    BAD(INTEGER, "azienda_dipendenti | 1", "|", "bit"),
    BAD(INTEGER, "~azienda_dipendenti", NULL, "bit"),
    BAD(INTEGER, "azienda_dipendenti << 1", "<<", "bit"),
    BAD(TEXT, "azienda_csc -> 'a'", "->", "non è ammesso"),
    BAD(BOOLEAN, "azienda_csc LIKE 'a%'", "LIKE", "parole("),
    BAD(BOOLEAN, "azienda_csc GLOB 'a*'", "GLOB", "parole("),
    BAD(BOOLEAN, "azienda_csc REGEXP 'a'", "REGEXP", "parole("),
    BAD(BOOLEAN, "azienda_csc MATCH 'a'", "MATCH", "parole("),
    BAD(BOOLEAN, "azienda_csc = 'a' COLLATE nocase", "COLLATE", "le regole non usano"),
    BAD(BOOLEAN, "periodo_dal > current_date", "current_date", "oggi()"),
    BAD(BOOLEAN, "periodo_dal > CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP", "oggi()"),
    BAD(BOOLEAN, "PRAGMA table_info", NULL, "le regole non usano"),
    BAD(BOOLEAN, "ATTACH 'x' AS y", NULL, "le regole non usano"),
    BAD(BOOLEAN, "periodo_dal ISNULL", "ISNULL", "IS NULL"),
    BAD(BOOLEAN, "a) FROM domanda UNION ALL SELECT (a", NULL, "nome sconosciuto"),
    BAD(BOOLEAN, "evento_eone) FROM domanda UNION ALL SELECT (evento_eone", ")", "non bilanciate"),
    BAD(BOOLEAN, "(evento_eone", "", "«)»"),
    BAD(BOOLEAN, "evento_eone)", ")", "non bilanciate"),
    BAD(BOOLEAN, "causale = 'meteo", "'", "manca l'apice"),
    BAD(BOOLEAN, "", "", "finisce troppo presto"),
    BAD(BOOLEAN, "evento_eone AND", "", "finisce troppo presto"),
    BAD(BOOLEAN, "evento_eone edile_lapideo", "edile_lapideo", "la fine dell'espressione"),
    BAD(BOOLEAN, "(evento_eone, edile_lapideo)", ",", "solo dopo IN"),
    BAD(TEXT, "printf('%d', 1)", NULL, "la funzione «printf» non c'è"),
    BAD(TEXT, "load_extension('x')", NULL, "non c'è"),
    BAD(TEXT, "replace(azienda_csc, 'a', 'b')", NULL, "le regole non usano"),
    BAD(TEXT, "hex(azienda_csc)", NULL, "non c'è"),
    BAD(INTEGER, "random()", NULL, "non c'è"),
    BAD(INTEGER, "iif(evento_eone, 1, 0)", NULL, "non c'è"),
    BAD(DECIMAL, "(SELECT avg(ore_richieste) FROM lavoratori)", "avg", "non c'è"),
    BAD(DECIMAL, "round(ore_totali)", NULL, "non c'è"),
    BAD(TEXT, "typeof(ore_totali)", NULL, "non c'è"),
};

static unsigned column_of(const struct bad *b)
{
    const char *at = b->text;
    if (b->at && !*b->at)
        at = b->text + strlen(b->text);
    else if (b->at && *b->at == '^')
        for (const char *p = strstr(b->text, b->at + 1); p; p = strstr(p + 1, b->at + 1))
            at = p;
    else if (b->at)
        at = strstr(b->text, b->at);
    ck_assert_ptr_nonnull(at);
    return 20 + (unsigned)(at - b->text);
}

static const char *list_for(enum cigo_type type)
{
    return type == CIGO_TYPE_MULTI ? "tipo" : "termine";
}

START_TEST(refused)
{
    struct cigo_form *form = check_form();
    const struct bad *b = &bad[_i];
    struct cigo_sql_scope scope = {.form = form, .n_views = SIZE_MAX};
    scope.group = b->group ? cigo_form_group(form, cigo_str_of(b->group)) : NULL;
    struct cigo_sql_want found = {.places = 77}, want = {.type = b->type};
    if (b->type == CIGO_TYPE_CHOICE || b->type == CIGO_TYPE_MULTI)
        want.choices = cigo_form_choices(form, cigo_str_of(list_for(b->type)));
    want.places = b->type == CIGO_TYPE_DECIMAL ? 2 : 0;
    struct cigo_expr expr = {.text = b->text, .pos = {"form.yaml", 7, 20}};
    struct cigo_problems problems;
    struct cigo_buf sql;
    cigo_problems_init(&problems, form->arena);
    cigo_buf_init(&sql, 1024);
    cigo_buf_puts(&sql, "prima");
    ck_assert_msg(!cigo_sql_check(&scope, &expr, &want, &found, &sql, &problems), "%s", b->text);
    ck_assert_str_eq(sql.p, "prima");
    ck_assert_int_eq(found.places, 77);
    bool said = false;
    for (size_t i = 0; i < problems.n; i++) {
        const struct cigo_problem *p = &problems.items[i];
        said |= strstr(p->text, b->say) && p->pos.line == 7 && p->pos.column == column_of(b);
    }
    ck_assert_msg(said, "%s\n%u: %s (expected at %u: %s)", b->text, problems.items[0].pos.column,
                  problems.items[0].text, column_of(b), b->say);
    ck_assert_msg(problems.n <= 2, "%s: %zu problems", b->text, problems.n);
    cigo_buf_finish(&sql);
    cigo_problems_finish(&problems);
    cigo_form_free(form);
}
END_TEST

static const struct {
    const char *view, *query, *say;
} queries[] = {
    {"allegati_dovuti", "SELECT 'contrato' FROM domanda", "forse «contratto»"},
    {"allegati_dovuti", "SELECT 'contratto' FROM domanda UNION SELECT 'relazione' FROM domanda",
     "UNION ALL"},
    {"allegati_dovuti", "SELECT 'contratto' FROM domanda UNION ALL SELECT 'x', 1 FROM domanda",
     "2 colonne, la prima 1"},
    {"allegati_dovuti", "SELECT 'contratto' FROM domanda UNION ALL SELECT 'ordinanze' FROM domanda",
     "forse «ordinanza»"},
    {"allegati_dovuti", "SELECT misura FROM autorizzazioni", "«tipo»"},
    {"allegati_dovuti", "SELECT tipo FROM allegati_dovuti", "legge sé stessa"},
    {"settimane_domanda", "SELECT lunedi, n FROM settimane(lunedi_dal, periodo_al)",
     "ne dichiara 4"},
    {"settimane_domanda", "SELECT lunedi, n, n, n FROM settimane(lunedi_dal, periodo_al)",
     "conta dev'essere una condizione"},
    {"settimane_domanda",
     "SELECT s.lunedi, s.n AS n_conta, evento_eone, s.n AS n FROM settimane(lunedi_dal, "
     "periodo_al) s",
     "l'ordine è diverso"},
    {"indicatori_anno", "SELECT mesi, mesi, mesi FROM indicatori",
     "fatturato dev'essere un decimale"},
    {"indicatori_anno", "evento_eone", "SELECT"},
    {"settimana_fruita", "SELECT lunedi, n, n FROM settimane_domanda a, settimane_domanda b",
     "più tabelle"},
};

START_TEST(view_refused)
{
    struct cigo_form *form = check_form();
    struct cigo_view *view = NULL;
    for (size_t i = 0; i < form->n_views; i++) {
        if (strcmp(form->views[i].id, queries[_i].view) == 0)
            view = &form->views[i];
    }
    ck_assert_ptr_nonnull(view);
    struct cigo_expr keep = view->query;
    view->query = (struct cigo_expr){.text = queries[_i].query, .pos = {"form.yaml", 1, 1}};
    struct cigo_problems problems;
    struct cigo_buf sql;
    cigo_problems_init(&problems, form->arena);
    cigo_buf_init(&sql, 1024);
    ck_assert_msg(!cigo_sql_check_view(form, view, &sql, &problems), "%s", queries[_i].query);
    ck_assert_uint_eq(sql.n, 0);
    ck_assert_msg(strstr(problems.items[0].text, queries[_i].say), "%s", problems.items[0].text);
    view->query = keep;
    cigo_buf_finish(&sql);
    cigo_problems_finish(&problems);
    cigo_form_free(form);
}
END_TEST

static size_t problems_of(struct cigo_form *form, const struct cigo_expr *expr, size_t n_views,
                          struct cigo_problems *problems)
{
    struct cigo_sql_scope scope = {.form = form, .n_views = n_views};
    struct cigo_sql_want found, want = {.type = CIGO_TYPE_BOOLEAN};
    struct cigo_buf sql;
    cigo_buf_init(&sql, 1024);
    cigo_problems_init(problems, form->arena);
    bool ok = cigo_sql_check(&scope, expr, &want, &found, &sql, problems);
    ck_assert(ok == (problems->n == 0));
    cigo_buf_finish(&sql);
    return problems->n;
}

/* All mistakes of type in one run; a folded scalar has one place; later views are out of reach. */
START_TEST(places)
{
    struct cigo_form *form = check_form();
    struct cigo_problems problems;
    struct cigo_expr expr = {.text = "causale = 'x' OR periodo_dal = 3\nOR evento_eon",
                             .pos = {"form.yaml", 7, 20}};
    ck_assert_uint_eq(problems_of(form, &expr, SIZE_MAX, &problems), 3);
    ck_assert_uint_eq(problems.items[2].pos.line, 8);
    ck_assert_uint_eq(problems.items[2].pos.column, 4);
    cigo_problems_finish(&problems);
    expr.folded = true;
    ck_assert_uint_eq(problems_of(form, &expr, SIZE_MAX, &problems), 3);
    ck_assert_uint_eq(problems.items[2].pos.line, 7);
    ck_assert_uint_eq(problems.items[2].pos.column, 20);
    cigo_problems_finish(&problems);
    expr = (struct cigo_expr){.text = "rappresentante_cognome = 'è' OR x", .pos = {"f", 1, 1}};
    ck_assert_uint_eq(problems_of(form, &expr, SIZE_MAX, &problems), 1);
    ck_assert_uint_eq(problems.items[0].pos.column, 33);
    cigo_problems_finish(&problems);
    expr = (struct cigo_expr){.text = "EXISTS (SELECT 1 FROM allegati_dovuti)", .pos = {"f", 1, 1}};
    ck_assert_uint_eq(problems_of(form, &expr, 4, &problems), 0);
    cigo_problems_finish(&problems);
    ck_assert_uint_eq(problems_of(form, &expr, 3, &problems), 1);
    cigo_problems_finish(&problems);
    cigo_form_free(form);
}
END_TEST

/* Deep and long texts end in a problem, not in a crash. */
START_TEST(endless)
{
    struct cigo_form *form = check_form();
    static const char *const units[] = {"(",   "NOT ",       "- ",
                                        "se(", "CASE WHEN ", "EXISTS (SELECT 1 FROM ("};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct cigo_problems problems;
        struct cigo_buf text;
        for (size_t max = 300; max <= 100000; max *= 20) {
            cigo_buf_init(&text, 200000);
            while (text.n < max)
                cigo_buf_puts(&text, units[i]);
            struct cigo_expr expr = {.text = text.p};
            ck_assert_uint_eq(problems_of(form, &expr, SIZE_MAX, &problems), 1);
            cigo_problems_finish(&problems);
            cigo_buf_finish(&text);
        }
    }
    cigo_form_free(form);
}
END_TEST

/* Of what cannot be read nothing else is said. */
START_TEST(unread)
{
    static const char *const texts[] = {"causale = 'meteo", "evento_eone AND # edile_lapideo", "evento_eone @"};
    struct cigo_form *form = check_form();
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct cigo_problems problems;
        struct cigo_expr expr = {.text = texts[i]};
        ck_assert_msg(problems_of(form, &expr, SIZE_MAX, &problems) == 1, "%s", texts[i]);
        cigo_problems_finish(&problems);
    }
    cigo_form_free(form);
}
END_TEST

/* Who mends two hundred mistakes asks again. */
START_TEST(not_without_end)
{
    struct cigo_form *form = check_form();
    struct cigo_problems problems;
    struct cigo_buf text;
    cigo_buf_init(&text, 8000);
    for (int i = 0; i < 300; i++)
        cigo_buf_printf(&text, "%sboh%d > 1", i ? " OR " : "", i);
    struct cigo_expr expr = {.text = text.p};
    ck_assert_uint_eq(problems_of(form, &expr, SIZE_MAX, &problems), 200);
    cigo_problems_finish(&problems);
    cigo_buf_finish(&text);
    cigo_form_free(form);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("check_bad");
    TCase *all = tcase_create("bad");
    tcase_add_loop_test(all, refused, 0, sizeof bad / sizeof *bad);
    tcase_add_loop_test(all, view_refused, 0, sizeof queries / sizeof *queries);
    tcase_add_test(all, places);
    tcase_add_test(all, endless);
    tcase_add_test(all, unread);
    tcase_add_test(all, not_without_end);
    suite_add_tcase(suite, all);
    return suite;
}
