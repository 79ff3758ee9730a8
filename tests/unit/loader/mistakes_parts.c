/* Mistakes in what stands beside fields and groups: tests, terms, params, windows, holidays, views, the tutorial. */

#include "mistakes.h"

const struct mistake part_mistakes[] = {
    {"{fires: {righe: [{ore: 6}]}, today",
     "{fires: {righe: [x]}, today",
     "66:26: mi aspettavo una riga: {colonna: valore, …}\n"},
    {"{fires: {righe: [{ore: 6}]}, today",
     "{fires: {righe: [{ora: 6}]}, today",
     "66:27: «ora» non è una colonna del gruppo «righe»; forse «ore»\n"},
    {"- {silent: {dal: 01/01/2026}}",
     "- {silent: [dal]}",
     "54:18: silent: mi aspettavo le risposte: {campo: valore, …}\n"},
    {"- {silent: {dal: 01/01/2026}}",
     "- {silent: {dall: x}}",
     "54:19: «dall» non è un campo o un gruppo; forse «dal»\n"},
    {"- {silent: {dal: 01/01/2026}}",
     "- {silent: {}, at: [dal]}",
     "54:22: prova: «at» va solo con «fires»\n"},
    {"- {silent: {dal: 01/01/2026}}",
     "- no",
     "52:5: avviso «R-B»: in «tests» manca una prova in cui tace (silent); ne serve una per sorta\n"
     "54:9: prova: mi aspettavo le sue voci (chiave: valore), ho trovato un testo\n"},
    {"source: [legge, memoria]",
     "source: []",
     "64:13: source: mi aspettavo almeno una fonte\n"},
    {"title: Ore {ore}",
     "title: \"Ore\\n{ore}\"",
     "61:12: avviso «R-A»: il titolo sta su una riga sola\n"},
    {"at: [dal]",
     "at: []",
     "47:9: avviso «R-B»: «at» è vuoto\n"},
    {"at: [dal]",
     "at: dal",
     "47:9: at: mi aspettavo un elenco ([a, b] o una voce per riga con «- »), ho trovato un testo\n"},
    {"each: righe",
     "each: [righe]",
     "58:11: each: mi aspettavo un testo, ho trovato un elenco\n"},
    {"at: {ore: ore > 5, nome: nome IS NULL}",
     "at: [righa/ore]",
     "55:3: avviso «R-A»: manca «when»\n"
     "60:10: «righa/ore» non è un campo, un gruppo o una colonna del gruppo\n"},
    {"    spans:\n"
     "      - {from: 2020-02-01, to: 2020-03-31, source: legge}\n"
     "      - {from: 2020-04-01, to: 2020-04-30, source: legge, applied: false}\n",
     "    spans: []\n",
     "79:12: finestra «blocco»: «spans» è vuoto\n"},
    {"- {from: 2020-02-01,",
     "- no\n"
     "      - {from: 2020-02-01,",
     "80:9: finestra «blocco»: mi aspettavo le sue voci (chiave: valore), ho trovato un testo\n"},
    {"from: 1950,",
     "from: 19500,",
     "84:5: festività: «from» e «to» sono anni\n"},
    {"date: 12-25",
     "date: 02-30",
     "83:12: «02-30» non è un giorno di festa: mi aspettavo MM-GG (12-25) o easter+1\n"},
    {"date: 12-25",
     "date: natale",
     "83:12: «natale» non è un giorno di festa: mi aspettavo MM-GG (12-25) o easter+1\n"},
    {"date: easter+1",
     "date: easter+400",
     "84:12: «easter+400» non è un giorno di festa: mi aspettavo MM-GG (12-25) o easter+1\n"},
    {"- {date: 12-25, name: Natale, source: legge}",
     "- Natale",
     "83:5: festività: mi aspettavo le sue voci (chiave: valore), ho trovato un testo\n"},
    {"    altro: Altro\n",
     "    altro: Altro\n"
     "  due:\n"
     "    meteo: {label: Meteo, tags: [eone, due]}\n",
     "11:5: la scelta «meteo» ha «tags» diversi nell'elenco «causale»: ha_tag() vede solo l'id\n"},
    {"    altro: Altro\n",
     "    altro: Altro\n"
     "  due:\n"
     "    meteo: {label: Meteo, tags: [altra]}\n",
     "11:5: la scelta «meteo» ha «tags» diversi nell'elenco «causale»: ha_tag() vede solo l'id\n"},
    {"internal: true, value: num('1')}",
     "show: deadline, label: Q, value: num('1')}",
     "20:7: valore calcolato «quota»: solo una data può avere «show: deadline»\n"},
    {"internal: true, value: num('1')}",
     "internal: true, while: x, value: num('1')}",
     "20:64: «x» non è un valore calcolato\n"},
    {"{kind: decimal, value: ore + ore}",
     "{kind: decimal, value: ore + ore, while: x}",
     "38:49: «while» va solo con un termine della domanda, non di una riga\n"},
    {"show: banner",
     "show: banner, at_least: quota",
     "19:82: valore calcolato «fine»: «at_least» vuole un valore calcolato con kind: boolean\n"},
    {"{kind: decimal, value: ore + ore}",
     "{kind: decimal, value: ore + ore, at_least: x}",
     "38:49: «at_least» va solo con un valore della domanda, non di una riga\n"},
    {"{code: 4.2, kind: choice,",
     "{code: 4.2, portal_value: quota, kind: choice,",
     "16:42: campo «causale»: «portal_value» vuole un valore calcolato dello stesso tipo\n"},
    {"{code: 4.2, kind: choice,",
     "{code: 4.2, portal_value: causa, kind: choice,",
     "16:42: «causa» non è un valore calcolato\n"},
    {"      nota: {",
     "      nota: {portal_value: quota, ",
     "17:14: campo «nota»: «portal_value» va solo con ciò che il portale chiede\n"},
    {"{code: 4.2, kind: choice,",
     "{code: 4.2, max: 3, kind: choice,",
     "16:28: campo «causale»: «max» non va con kind: choice\n"},
    {"    fields:\n"
     "      cf: {kind: codice_fiscale, label: Codice fiscale, personal: true}\n"
     "      nome: {kind: text, label: Nome}\n"
     "      ore: {kind: decimal, label: Ore, min: 0, max: \"100,5\", unit: ore}\n",
     "    fields: no\n",
     "25:3: gruppo «righe»: non ha colonne\n"
     "29:10: «cf» non è una colonna del gruppo «righe»\n"
     "31:18: «nome» non è una colonna del gruppo «righe»\n"
     "31:26: «cf» non è una colonna del gruppo «righe»\n"
     "32:13: «cf» non è una colonna del gruppo «righe»\n"
     "32:17: «nome» non è una colonna del gruppo «righe»\n"
     "33:13: fields: mi aspettavo «id: …»\n"
     "56:13: «cf» non è una colonna del gruppo «righe»\n"
     "57:10: «ore» non è un campo, un gruppo o una colonna del gruppo\n"
     "57:24: «nome» non è un campo, un gruppo o una colonna del gruppo\n"
     "63:27: «ore» non è una colonna del gruppo «righe»\n"
     "63:62: «ore» non è un campo, un gruppo o una colonna del gruppo\n"},
    {"    fields:\n"
     "      cf: {kind: codice_fiscale, label: Codice fiscale, personal: true}\n"
     "      nome: {kind: text, label: Nome}\n"
     "      ore: {kind: decimal, label: Ore, min: 0, max: \"100,5\", unit: ore}\n",
     "",
     "25:3: gruppo «righe»: manca «fields»\n"
     "25:3: gruppo «righe»: non ha colonne\n"
     "29:10: «cf» non è una colonna del gruppo «righe»\n"
     "31:18: «nome» non è una colonna del gruppo «righe»\n"
     "31:26: «cf» non è una colonna del gruppo «righe»\n"
     "32:13: «cf» non è una colonna del gruppo «righe»\n"
     "32:17: «nome» non è una colonna del gruppo «righe»\n"
     "55:13: «cf» non è una colonna del gruppo «righe»\n"
     "56:10: «ore» non è un campo, un gruppo o una colonna del gruppo\n"
     "56:24: «nome» non è un campo, un gruppo o una colonna del gruppo\n"
     "62:27: «ore» non è una colonna del gruppo «righe»\n"
     "62:62: «ore» non è un campo, un gruppo o una colonna del gruppo\n"},
    {"    table: [cf, nome]",
     "    table: [cf, [nome]]",
     "32:17: mi aspettavo un testo, ho trovato un elenco\n"},
    {"format: 1",
     "format: 0",
     "2:9: format: mi aspettavo 1\n"},
    {"format: 1",
     "format: uno",
     "2:9: format: mi aspettavo un numero intero, ho trovato «uno»\n"},
    {"    title: Elenco\n",
     "    title: Elenco\n"
     "    fields: [a]\n",
     "24:13: fields: mi aspettavo «id: …»\n"},
    {"unit: giorni, source: legge",
     "unit: giorni, places: 2, source: legge",
     "69:41: parametro «giorni»: «places» va solo con kind: decimal o money\n"},
    {"    kind: money\n",
     "    kind: money\n"
     "    places: 9\n",
     "73:13: parametro «massimale»: al massimo 8 decimali\n"},
    {"1404.03",
     "99999999999999999999",
     "75:26: «99999999999999999999» è un numero troppo grande\n"},
    {"1404.03",
     "1404,035",
     "75:31: «035» non è una data: mi aspettavo AAAA-MM-GG (per esempio 2026-01-01)\n"
     "75:34: 035: mi aspettavo un testo, ho trovato niente\n"},
    {"values: {2016-01-01: 15, 2020-01-01: unknown}",
     "values: {}",
     "69:64: parametro «giorni»: in «values» mi aspettavo «AAAA-MM-GG: numero»\n"},
    {"values: {2016-01-01: 15, 2020-01-01: unknown}",
     "values: 15",
     "69:64: parametro «giorni»: in «values» mi aspettavo «AAAA-MM-GG: numero»\n"},
    {"2020-01-01: unknown",
     "2020-02-31: unknown",
     "69:81: «2020-02-31» non è una data: mi aspettavo AAAA-MM-GG (per esempio 2026-01-01)\n"},
    {"    columns: {g: date, q: decimal 4, c: choice causale}",
     "    columns: [g]",
     "41:14: vista «viste»: in «columns» mi aspettavo «nome: tipo»\n"},
    {"q: decimal 4",
     "q: decimal 9",
     "41:27: q: dopo «decimal» non va «9»; mi aspettavo un tipo, «decimal 4» o «choice elenco»\n"},
    {"c: choice causale",
     "c: choice causa",
     "41:41: «causa» non è un elenco di «choices»; forse «causale»\n"},
    {"gist: Vale questo.,",
     "gist: [Vale],",
     "92:34: gist: mi aspettavo un testo, ho trovato un elenco\n"},
    {"checked: 2026-11-01",
     "checked: ieri",
     "93:55: «ieri» non è una data: mi aspettavo AAAA-MM-GG, dal 1900 al 2100 (per esempio 2026-11-23)\n"},
    {"  legge: {cite:",
     "  legge: no\n"
     "  legge_due: {cite:",
     "92:10: fonte «legge»: mi aspettavo le sue voci (chiave: valore), ho trovato un testo\n"},
    {"label: Nota, max: 120",
     "label: [Nota], max: 120",
     "17:44: label: mi aspettavo un testo, ho trovato un elenco\n"},
    {"label: Nota, max: 120",
     "label: {a: b}, max: 120",
     "17:44: label: mi aspettavo un testo, ho trovato un gruppo di voci\n"},
    {"label: Nota, max: 120",
     "label: Nota, max: -1",
     "17:55: max: mi aspettavo un numero intero, ho trovato «-1»\n"},
    {"title: Modulo di prova",
     "title: ''",
     "4:8: title: mi aspettavo un testo, è vuoto\n"},
    {"within: 20",
     "within: venti",
     "89:13: within: mi aspettavo un numero intero, ho trovato «venti»\n"},
    {"words: [sosta invernale]",
     "words: []",
     "86:3: lista di parole «stagione»: «words» è vuoto\n"},
    {"words: [sosta invernale]",
     "words: sosta",
     "87:12: words: mi aspettavo un elenco ([a, b] o una voce per riga con «- »), ho trovato un testo\n"},
    {"sources:\n",
     "glossary:\n"
     "  termine: no\n"
     "sources:\n",
     "92:12: voce «termine»: mi aspettavo le sue voci (chiave: valore), ho trovato un testo\n"},
    {"sources:\n",
     "glossary:\n"
     "  termine: {term: T, text: X, see: [nulla]}\n"
     "sources:\n",
     "92:37: «nulla» non è una voce, un campo, un gruppo, un calcolo o un avviso\n"},
    {"sources:\n",
     "tutorial:\n"
     "  today: 2026-11-23\n"
     "  answers: form.yaml\n"
     "  steps: [a]\n"
     "sources:\n",
     "94:10: steps: mi aspettavo «id: …»\n"},
    {"sources:\n",
     "tutorial:\n"
     "  today: 2026-11-23\n"
     "  answers: form.yaml\n"
     "  steps:\n"
     "    a: {title: A, text: B, alert: R-A}\n"
     "    b: {title: A, text: B}\n"
     "sources:\n",
     "95:5: passo «a»: con alert serve state\n"},
    {"sources:\n",
     "tutorial:\n"
     "  today: 2026-11-23\n"
     "  answers: form.yaml\n"
     "  steps:\n"
     "    a: {title: A, text: B, alert: R-C, state: open}\n"
     "    b: no\n"
     "    c: {title: A, text: B, answer: dal}\n"
     "sources:\n",
     "95:35: «R-C» non è un avviso; forse «R-A»\n"
     "96:8: passo «b»: mi aspettavo le sue voci (chiave: valore), ho trovato un testo\n"
     "97:5: passo «c»: answer e is vanno insieme\n"
     "97:5: passo «c»: l'ultimo passo non ha nulla da fare\n"},
};
const size_t n_part_mistakes = sizeof part_mistakes / sizeof *part_mistakes;
