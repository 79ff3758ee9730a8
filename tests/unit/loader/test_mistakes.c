/* One mistake in each row: the small form with one piece replaced, and all that the loader says. Lines
 * and columns are those of form.yaml. */

#include <stdlib.h>
#include <cigo/base/buf.h>
#include <cigo/loader/loader.h>
#include "forms.h"
#include "mistakes.h"
#include "unit.h"

static const struct mistake rows[] = {
    {"format: 1\n", "format: 2\n",
     "2:9: questo modulo richiede una versione più recente di cigo (formato 2, qui si "
     "legge fino al 1): aggiorni il programma\n"},
    {"format: 1\n", "format: uno\n",
     "2:9: format: mi aspettavo un numero intero, ho trovato «uno»\n"},
    {"format: 1\n", "",
     "1:1: modulo: manca «format»\n"},
    {"version: 2026.11.1\n", "",
     "1:1: modulo: manca «version»\n"},
    {"title: Modulo di prova", "titel: Modulo di prova",
     "1:1: modulo: manca «title»\n"
     "4:1: modulo: la chiave «titel» non esiste; forse «title»\n"},
    {"order: presunto", "ordine: presunto",
     "5:1: modulo: la chiave «ordine» non esiste; ci sono: form, format, version, "
     "title, short, order, choices, sections, groups, views, alerts, params, windows, "
     "holidays, wordlists, sources, glossary, tutorial, list, term\n"},
    {"form: prova", "form: Prova",
     "1:7: form: «Prova» non va: mi aspettavo il nome di una cartella, di minuscole senza accenti, cifre, "
     "«-» e «_»\n"},
    {"choices:\n", "choises:\n",
     "6:1: modulo: la chiave «choises» non esiste; forse «choices»\n"
     "16:51: «causale» non è un elenco di «choices»\n"
     "41:41: «causale» non è un elenco di «choices»\n"},
    {"altro: Altro", "altro: {tags: [x]}",
     "9:5: scelta «altro»: manca «label»\n"},
    {"altro: Altro", "Altro: Altro",
     "9:5: scelta «Altro»: un id è fatto di minuscole senza accenti, cifre e «_»\n"},
    {"soglia: \"3\"", "Soglia: \"3\"",
     "8:41: «Soglia» non è il nome di un attributo: mi aspettavo minuscole, cifre e «_»\n"},
    {"    altro: Altro\n",
     "    altro: Altro\n"
     "  settore:\n"
     "    meteo: Meteo\n",
     "11:5: la scelta «meteo» ha «tags» diversi nell'elenco «causale»: ha_tag() vede "
     "solo l'id\n"},
    {"    altro: Altro\n",
     "    altro: Altro\n"
     "  settore: {}\n",
     "10:12: elenco di scelte «settore»: mi aspettavo «id: Etichetta»\n"},
    {"sources:\n",
     "tutorial:\n"
     "  today: 2026-11-23\n  answers: demo.yaml\n  steps:\n"
     "    uno: {title: Uno, text: Uno., at: causalee}\n"
     "    due: {title: Due, text: Due.}\n"
     "    tre: {title: Tre, text: Tre., answer: causale, does: [why]}\n"
     "    quattro: {title: Quattro, text: Quattro., does: [why]}\n"
     "sources:\n",
     "95:39: «causalee» non è un campo; forse «causale»\n"
     "96:5: passo «due»: serve una sola fra at, answer, alert, does e dossier\n"
     "97:5: passo «tre»: answer e is vanno insieme\n"
     "97:5: passo «tre»: serve una sola fra at, answer, alert, does e dossier\n"
     "98:5: passo «quattro»: l'ultimo passo non ha nulla da fare\n"},
    {"sources:\n",
     "glossary:\n"
     "  parola: {term: Parola, see: [nota, notaa]}\n"
     "sources:\n",
     "92:3: voce «parola»: manca «text»\n"
     "92:38: «notaa» non è una voce, un campo, un gruppo, un calcolo o un avviso; forse «nota»\n"},
    {"    code: 4\n", "    code: quattro\n",
     "12:11: sezione «periodo»: mi aspettavo come codice un numero (per esempio 4)\n"},
    {"    code: 5\n", "    code: 4\n",
     "21:3: il codice 4 è anche della sezione «periodo»: ne usi un altro\n"
     "27:11: gruppo «righe»: il codice 5.1 non è della sezione 4\n"},
    {"    title: Elenco\n", "    titolo: Elenco\n",
     "21:3: sezione «elenco»: manca «title»\n"
     "23:5: sezione «elenco»: la chiave «titolo» non esiste; ci sono: code, title, "
     "help, visible, fields, computed\n"},
    {"  elenco:\n",
     "  vuoto_elenco:\n",
     "21:3: sezione «vuoto_elenco»: gli id che cominciano con «_» o «vuoto_» sono "
     "riservati: ne scelga un altro\n"
     "26:14: «elenco» non è una sezione\n"},
    {"kind: date, label: Dal",
     "kind: dat, label: Dal",
     "15:31: «dat» non è un tipo («kind»); forse «date»\n"},
    {"label: Dal",
     "labl: Dal",
     "15:7: campo «dal»: manca «label»\n"
     "15:37: campo «dal»: la chiave «labl» non esiste; forse «label»\n"},
    {"label: Dal, ", "",
     "15:7: campo «dal»: manca «label»\n"},
    {"choices: causale, label",
     "choices: causle, label",
     "16:51: «causle» non è un elenco di «choices»; forse «causale»\n"},
    {"choices: causale, label",
     "label",
     "16:7: campo «causale»: manca «choices», l'elenco delle scelte\n"},
    {"kind: text, label: Nota",
     "kind: text, choices: causale, label: Nota",
     "17:37: campo «nota»: «choices» va solo con kind: choice o multichoice\n"},
    {"code: 4.10",
     "code: 5.10",
     "15:19: campo «dal»: il codice 5.10 non è della sezione 4\n"},
    {"code: 4.10",
     "code: 4.010",
     "15:19: campo «dal»: «4.010» non è un codice: mi aspettavo per esempio 4.10\n"},
    {"code: 4.10",
     "code: 4.2",
     "16:7: il codice 4.2 è anche di «dal»: ne usi un altro\n"},
    {"{code: 4.10, kind: date",
     "{kind: date",
     "15:7: campo «dal»: manca «code»\n"},
    {"portal: confirmed",
     "portal: conf",
     "16:110: portal: mi aspettavo local, presumed, confirmed o given, ho trovato «conf»\n"},
    {"min: 2020-01-01",
     "min: 2031-01-01",
     "15:70: campo «dal»: «min» è più grande di «max»\n"},
    {"min: 2020-01-01",
     "min: 31/02/2020",
     "15:70: min: mi aspettavo una data, ho trovato «31/02/2020»\n"},
    {"max: 120",
     "max: tanti",
     "17:55: max: mi aspettavo un numero intero, ho trovato «tanti»\n"},
    {"max: 120",
     "max: 0",
     "17:55: campo «nota»: «max» è il massimo dei caratteri, almeno 1\n"},
    {"max: 120",
     "min: 3",
     "17:50: campo «nota»: «min» non va con kind: text\n"},
    {"max: 120",
     "past: true",
     "17:50: campo «nota»: «past» va solo con kind: date\n"},
    {"max: 120",
     "personal: si",
     "17:60: personal: mi aspettavo false o true, ho trovato «si»\n"},
    {"source: legge}\n"
     "    comp",
     "source: lege}\n"
     "    comp",
     "17:99: «lege» non è una fonte di «sources»; forse «legge»\n"},
    {"      nota:",
     "      Nota:",
     "17:7: campo «Nota»: un id è fatto di minuscole senza accenti, cifre e «_» (per "
     "esempio data_inizio), al massimo 64 caratteri\n"},
    {"      nota:",
     "      _nota:",
     "17:7: campo «_nota»: gli id che cominciano con «_» o «vuoto_» sono riservati: "
     "ne scelga un altro\n"},
    {"      nota:",
     "      vuoto_nota:",
     "17:7: campo «vuoto_nota»: gli id che cominciano con «_» o «vuoto_» sono "
     "riservati: ne scelga un altro\n"},
    {"      nota:",
     "      oggi:",
     "17:7: campo «oggi»: questo id è riservato alle regole: ne scelga un altro\n"},
    {"      nota:",
     "      dàl:",
     "17:7: campo «dàl»: un id è fatto di minuscole senza accenti, cifre e «_» (per "
     "esempio data_inizio), al massimo 64 caratteri\n"},
    {"      nota:",
     "      fine:",
     "19:7: l'id «fine» c'è già in  alla riga 17: campi, gruppi, valori calcolati e "
     "viste non possono avere lo stesso\n"},
    {"      nota:",
     "      righe:",
     "25:3: l'id «righe» c'è già in  alla riga 17: campi, gruppi, valori calcolati e "
     "viste non possono avere lo stesso\n"},
    {"      nota: {",
     "      nota: testo\n"
     "      altra: {",
     "17:13: campo «nota»: mi aspettavo le sue voci (chiave: valore), ho trovato un testo\n"},
    {"required: \"causale = 'altro'\"",
     "required: \"\"",
     "17:70: required: mi aspettavo un testo, è vuoto\n"},
    {"required: \"causale = 'altro'\"",
     "renamed_from: Nota",
     "17:74: renamed_from: «Nota» non è un id: mi aspettavo minuscole senza accenti, "
     "cifre e «_»\n"},
    {"{kind: date, value",
     "{value",
     "19:7: valore calcolato «fine»: manca «kind»\n"},
    {", value: num('1')", "",
     "20:7: valore calcolato «quota»: manca «value»\n"},
    {"show: banner",
     "show: ovunque",
     "19:64: show: mi aspettavo banner, deadline, before o state, ho trovato «ovunque»\n"},
    {"show: banner",
     "show: banner, while: nulla",
     "19:79: «nulla» non è un valore calcolato\n"},
    {"show: banner",
     "show: banner, while: quota",
     "19:79: valore calcolato «fine»: «while» vuole un valore calcolato con kind: boolean\n"},
    {"places: 4, internal",
     "places: 12, internal",
     "20:38: valore calcolato «quota»: al massimo 8 decimali\n"},
    {"{kind: decimal, places: 4",
     "{kind: integer, places: 4",
     "20:30: valore calcolato «quota»: «places» va solo con kind: decimal o money\n"},
    {"internal: true",
     "internal: true, show: banner",
     "20:7: valore calcolato «quota»: «internal» e «show» non vanno insieme\n"},
    {"nome: {kind: text",
     "nome: {code: 5.2, kind: text",
     "35:14: colonna «nome»: la chiave «code» non esiste; ci sono: kind, label, "
     "choices, ask, help, where, example, mistake, required, visible, min, max, unit, unit_one, "
     "portal, personal, past, source, renamed_from, headers\n"},
    {"label: Nota, max: 120",
     "label: Nota, headers: [note], max: 120",
     "17:50: campo «nota»: «headers» va solo con le colonne di un gruppo\n"},
    {"label: Nome}",
     "label: Nome, headers: [Cod. fiscale, C.F., '--']}",
     "35:7: colonna «nome»: headers: «--» non ha lettere né cifre\n"
     "35:7: colonna «nome»: headers: «C.F.» è già un nome di «cf»\n"},
    {"      doppio:",
     "      ore:",
     "38:7: «ore» è già una colonna del gruppo «righe»\n"},
    {"code: 5.1",
     "code: 4.1",
     "27:11: gruppo «righe»: il codice 4.1 non è della sezione 5\n"},
    {"max: \"100,5\"",
     "max: \"-1\"",
     "36:45: colonna «ore»: «min» è più grande di «max»\n"},
    {"q: decimal 4",
     "q: decimal quattro",
     "41:27: q: dopo «decimal» non va «quattro»; mi aspettavo un tipo, «decimal 4» o "
     "«choice elenco»\n"},
    {"c: choice causale",
     "c: choice cause",
     "41:41: «cause» non è un elenco di «choices»; forse «causale»\n"},
    {"c: choice causale",
     "c: colore",
     "41:41: «colore» non è un tipo («kind»)\n"},
    {"    query: SELECT dal AS g, quota AS q, causale AS c FROM domanda\n", "",
     "40:3: vista «viste»: manca «query»\n"},
    {"  viste:",
     "  righe:",
     "40:3: l'id «righe» c'è già in  alla riga 25: campi, gruppi, valori calcolati e "
     "viste non possono avere lo stesso\n"},
    {"  R-B:",
     "  r-b:",
     "44:3: avviso «r-b»: un id di avviso è fatto di MAIUSCOLE, cifre e «-» (per "
     "esempio R-DUR-13W)\n"},
    {"severity: error",
     "severity: grave",
     "45:15: severity: mi aspettavo info, warning o error, ho trovato «grave»\n"},
    {"    severity: error\n", "",
     "44:3: avviso «R-B»: manca «severity»\n"},
    {"timing: review",
     "timing: subito",
     "57:13: timing: mi aspettavo commit, section o review, ho trovato «subito»\n"},
    {"    when: dal IS NULL\n", "",
     "44:3: avviso «R-B»: manca «when»\n"},
    {"    each: righe\n",
     "    each: righe\n"
     "    when: ore > 1\n",
     "59:5: avviso «R-A»: le condizioni stanno in «at»: tolga «when»\n"},
    {"    at: [dal]\n", "",
     "44:3: avviso «R-B»: manca «at»\n"},
    {"at: [dal]",
     "at: [dall]",
     "47:10: «dall» non è un campo o un gruppo; forse «dal»\n"},
    {"at: [dal]",
     "at: [righe.oree]",
     "47:10: «oree» non è una colonna del gruppo «righe»; forse «ore»\n"},
    {"at: [dal]",
     "at: []",
     "47:9: avviso «R-B»: «at» è vuoto\n"},
    {"each: righe",
     "each: riga",
     "58:11: «riga» non è un gruppo\n"},
    {"    each: righe\n", "",
     "58:5: avviso «R-A»: «peers» va solo con «each»\n"
     "59:10: «ore» non è un campo o un gruppo\n"
     "59:24: «nome» non è un campo o un gruppo\n"
     "65:62: «ore» non è un campo o un gruppo\n"},
    {"peers: [cf]",
     "peers: [cff]",
     "59:13: «cff» non è una colonna del gruppo «righe»\n"},
    {"    title: Manca la data\n", "",
     "44:3: avviso «R-B»: manca «title»\n"},
    {"    why: Sono troppe (da verificare).\n", "",
     "55:3: avviso «R-A»: con attendibilità MEM uno dei testi deve dire «da verificare»\n"
     "55:3: avviso «R-A»: manca «why»\n"},
    {"    fix: La indichi.\n", "",
     "44:3: avviso «R-B»: manca «fix»\n"},
    {"    source: legge\n"
     "    tests",
     "    tests",
     "44:3: avviso «R-B»: manca «source»\n"},
    {"title: Manca la data",
     "title: Manca la data di inizio di inizio di inizio di inizio di inizio ",
     "48:12: avviso «R-B»: il titolo è largo 63 colonne, il massimo è 60\n"},
    {"(da verificare)",
     "(forse)",
     "55:3: avviso «R-A»: con attendibilità MEM uno dei testi deve dire «da verificare»\n"},
    {"    source: [legge, memoria]\n",
     "    source: [legge, memoria]\n"
     "    confidence: C9\n",
     "65:17: confidence: mi aspettavo C1, C2, INF o MEM, ho trovato «C9»\n"},
    {"    source: [legge, memoria]\n",
     "    source: [legge, memorie]\n",
     "64:21: «memorie» non è una fonte di «sources»; forse «memoria»\n"},
    {"    source: legge\n"
     "    tests",
     "    source: memoria\n"
     "    tests",
     "44:3: avviso «R-B»: con attendibilità MEM uno dei testi deve dire «da verificare»\n"
     "45:15: avviso «R-B»: con attendibilità MEM non può essere «error»: usi "
     "«warning», o una fonte più sicura\n"},
    {"    source: legge\n"
     "    tests",
     "    source: legge\n"
     "    confidence: INF\n"
     "    tests",
     "45:15: avviso «R-B»: con attendibilità INF non può essere «error»: usi "
     "«warning», o una fonte più sicura\n"},
    {"{fine}",
     "{fine",
     "49:22: la graffa «{» non si chiude: scriva {espressione}, o «{{» per una graffa\n"},
    {"{fine}",
     "fine}",
     "49:26: la graffa «}» non è stata aperta: ne scriva due per una graffa\n"},
    {"{fine}",
     "{}",
     "49:22: tra le graffe manca un'espressione\n"},
    {"      - {silent: {dal: 01/01/2026}}\n", "",
     "52:5: avviso «R-B»: in «tests» manca una prova in cui tace (silent); ne serve "
     "una per sorta\n"},
    {"      - {fires: {}}\n", "",
     "52:5: avviso «R-B»: in «tests» manca una prova in cui scatta (fires); ne serve "
     "una per sorta\n"},
    {"{fires: {}}",
     "{fire: {}}",
     "52:5: avviso «R-B»: in «tests» manca una prova in cui scatta (fires); ne serve "
     "una per sorta\n"
     "53:9: prova: mi aspettavo «fires» o «silent», una delle due\n"
     "53:10: prova: la chiave «fire» non esiste; forse «fires»\n"},
    {"silent: {dal:",
     "silent: {dall:",
     "54:19: «dall» non è un campo o un gruppo; forse «dal»\n"},
    {"[{ore: 6}]",
     "[{orre: 6}]",
     "66:27: «orre» non è una colonna del gruppo «righe»; forse «ore»\n"},
    {"at: [ore]}",
     "at: [oree]}",
     "66:62: «oree» non è un campo, un gruppo o una colonna del gruppo; forse «ore»\n"},
    {"today: 2026-01-01",
     "today: 01/01/2026",
     "66:45: «01/01/2026» non è una data: mi aspettavo AAAA-MM-GG, dal 1900 al 2100 "
     "(per esempio 2026-11-23)\n"},
    {"2020-01-01: unknown",
     "2015-01-01: unknown",
     "69:81: parametro «giorni»: le date vanno in ordine, e 2015-01-01 viene dopo una "
     "data successiva\n"},
    {"2020-01-01: unknown",
     "2020-13-01: unknown",
     "69:81: «2020-13-01» non è una data: mi aspettavo AAAA-MM-GG (per esempio "
     "2026-01-01)\n"},
    {"2016-01-01: 15",
     "2016-01-01: 15.5",
     "69:77: «15.5» non è intero: scriva un intero, o aggiunga kind: decimal\n"},
    {"2016-01-01: 15",
     "2016-01-01: molti",
     "69:77: «molti» non è un numero: mi aspettavo un numero o unknown\n"},
    {"1423.69",
     "1.423",
     "75:65: «1.423» è ambiguo: migliaia o decimali? Scriva per esempio 1234.00\n"},
    {"1423.69",
     "1423.691",
     "75:65: «1423.691» ha più di 2 decimali: aggiunga «places»\n"},
    {", 2026-01-01: 1423.69",
     ", 2027-01-01: 1423.69",
     "75:53: manca il valore dal 01/01/2026 (uno annuale finisce con il suo anno): lo "
     "aggiunga, o scriva «2026-01-01: unknown»\n"},
    {", 2026-01-01: 1423.69",
     ", 2026-02-01: 1423.69",
     "75:53: manca il valore dal 01/01/2026 (uno annuale finisce con il suo anno): lo "
     "aggiunga, o scriva «2026-01-01: unknown»\n"},
    {"    values: {2025-01-01: 1404.03, 2025-07-01: 1410, 2026-01-01: 1423.69}\n",
     "    values: {}\n",
     "75:13: parametro «massimale»: in «values» mi aspettavo «AAAA-MM-GG: numero»\n"},
    {"from: 2020-04-01",
     "from: 2020-03-31",
     "81:9: finestra «blocco»: questo periodo si sovrappone al precedente\n"},
    {"from: 2020-04-01",
     "from: 2020-01-01",
     "81:9: finestra «blocco»: i periodi vanno in ordine di data\n"},
    {"to: 2020-03-31",
     "to: 2020-01-31",
     "80:9: finestra «blocco»: «to» viene prima di «from»\n"},
    {"to: 2020-03-31",
     "to: 2020-02-30",
     "80:32: «2020-02-30» non è una data: mi aspettavo AAAA-MM-GG, dal 1900 al 2100 "
     "(per esempio 2026-11-23)\n"},
    {"applied: false",
     "applicato: false",
     "81:59: finestra «blocco»: la chiave «applicato» non esiste; ci sono: from, to, "
     "source, applied\n"},
    {"12-25",
     "25-12",
     "83:12: «25-12» non è un giorno di festa: mi aspettavo MM-GG (12-25) o easter+1\n"},
    {"easter+1",
     "pasqua+1",
     "84:12: «pasqua+1» non è un giorno di festa: mi aspettavo MM-GG (12-25) o easter+1\n"},
    {"from: 1950",
     "from: 1950, to: 1940",
     "84:5: festività: «to» viene prima di «from»\n"},
    {"words: [sosta invernale]",
     "words: []",
     "86:3: lista di parole «stagione»: «words» è vuoto\n"},
    {"within: 20",
     "within: venti",
     "89:13: within: mi aspettavo un numero intero, ho trovato «venti»\n"},
    {"gist: Vale questo., ", "",
     "92:3: fonte «legge»: manca «gist»\n"},
    {"confidence: C1",
     "confidence: C3",
     "92:103: confidence: mi aspettavo C1, C2, INF o MEM, ho trovato «C3»\n"},
    {"  memoria:",
     "  Memoria:",
     "64:21: «memoria» non è una fonte di «sources»; forse «Memoria»\n"
     "93:3: fonte «Memoria»: un id è fatto di minuscole senza accenti, cifre e «-»\n"},
    {"checked: 2026-11-01",
     "checked: 2026-11-31",
     "93:55: «2026-11-31» non è una data: mi aspettavo AAAA-MM-GG, dal 1900 al 2100 "
     "(per esempio 2026-11-23)\n"},
    {"cite: Prassi",
     "cite: \"Pra\\u001bssi\"",
     "93:19: il testo contiene caratteri di controllo: li tolga\n"},
    {"  legge: {",
     "  legge: &x {",
     "92:10: le ancore («&») non sono ammesse: scriva per esteso, o tra virgolette\n"},
    {"title: Periodo",
     "title: Periodo\n"
     "    title: Periodo",
     "14:5: la chiave «title» c'è già alla riga 13\n"},
};

/* Without the name of the file, which is in a folder of the moment. */
static void print(struct cigo_problems *problems, const char *file, struct cigo_buf *out)
{
    struct cigo_buf full;
    size_t n = strlen(file);
    cigo_buf_init(&full, 1 << 20);
    cigo_problems_print(problems, &full);
    for (const char *p = full.p; *p;) {
        if (strncmp(p, file, n) == 0)
            p += n + (p[n] == ':');
        else
            cigo_buf_putc(out, *p++);
    }
    cigo_buf_finish(&full);
}

static void load(const struct mistake *mistake)
{
    char dir[4096], file[8192];
    struct cigo_buf out;
    struct cigo_problems problems;
    unit_tempdir(dir, sizeof dir);
    snprintf(file, sizeof file, "%s/form.yaml", dir);
    char *text = unit_replace(unit_form, mistake->from, mistake->to);
    unit_form_write(dir, text);
    free(text);
    struct cigo_arena *arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    cigo_buf_init(&out, 1 << 20);
    ck_assert_ptr_null(cigo_form_load(dir, &problems));
    print(&problems, file, &out);
    ck_assert_str_eq(out.p, mistake->problems);
    cigo_buf_finish(&out);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    unit_remove(dir);
}

START_TEST(mistake)
{
    load(&rows[_i]);
}
END_TEST

START_TEST(mistake_of_a_group)
{
    size_t i = (size_t)_i;
    load(i < n_group_mistakes ? &group_mistakes[i] : &part_mistakes[i - n_group_mistakes]);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("loader mistakes");
    TCase *tcase = tcase_create("mistakes");
    tcase_add_loop_test(tcase, mistake, 0, sizeof rows / sizeof *rows);
    tcase_add_loop_test(tcase, mistake_of_a_group, 0, (int)(n_group_mistakes + n_part_mistakes));
    suite_add_tcase(suite, tcase);
    return suite;
}
