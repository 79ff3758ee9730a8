/* Mistakes in a group itself, and in what fields say of each other. */

#include "mistakes.h"

const struct mistake group_mistakes[] = {
    {"label: Nota, max: 120",
     "label: Nota, book: {company: nota, unit: nota}, max: 120",
     "17:7: nessun campo con «book» di unit ha «key: true»\n"
     "17:7: «book» di unit vuole anche campi di company\n"
     "17:50: campo «nota»: «book» vuole una sola fra company, unit e signer\n"},
    {"label: Nota, max: 120",
     "label: Nota, book: {company: Nota, key: forse}, max: 120",
     "17:7: nessun campo con «book» di company ha «key: true»\n"
     "17:66: company: «Nota» non è un id: mi aspettavo minuscole senza accenti, cifre e «_»\n"
     "17:77: key: mi aspettavo false o true, ho trovato «forse»\n"},
    {"kind: text, label: Nota",
     "kind: longtext, label: Nota, book: {company: nota, key: true}",
     "17:54: campo «nota»: «book» non va con kind: longtext\n"},
    {"kind: text, label: Nota",
     "kind: text, book: {company: nota, key: true}, label: Nota}\n      nota2: {code: 4.11, kind: text, "
     "book: {company: nota}, label: Nota",
     "18:45: campo «nota2»: anche «nota» è nota di company nella rubrica\n"},
    {"section: elenco",
     "section: elenchi",
     "26:14: «elenchi» non è una sezione; forse «elenco»\n"},
    {"key: cf",
     "key: codice",
     "29:10: «codice» non è una colonna del gruppo «righe»\n"},
    {"table: [cf, nome]",
     "table: [cf, nom]",
     "32:17: «nom» non è una colonna del gruppo «righe»; forse «nome»\n"},
    {"table: [cf, nome]",
     "table: cf",
     "32:12: table: mi aspettavo un elenco ([a, b] o una voce per riga con «- »), ho "
     "trovato un testo\n"},
    {"\"{nome} ({cf})\"",
     "\"{nome} ({cfx})\"",
     "31:26: «cfx» non è una colonna del gruppo «righe»\n"},
    {"\"{nome} ({cf})\"",
     "\"{nome\"",
     "31:17: la graffa «{» non si chiude: scriva {espressione}, o «{{» per una graffa\n"},
    {"max_rows: 10",
     "max_rows: 0",
     "25:3: gruppo «righe»: «max_rows» va da 1 a 2000000\n"},
    {"max_rows: 10",
     "min_rows: 3\n"
     "    max_rows: 2",
     "25:3: gruppo «righe»: «min_rows» è più grande di «max_rows»\n"},
    {"table: [cf, nome]",
     "spread: {week: nome, hours: orre, total: fine, from: dal, to: nota, days: quota, capacity: quote}",
     "32:20: spread: «week» vuole un valore di tipo date, «nome» è di tipo text\n"
     "32:33: «orre» non è una colonna del gruppo «righe»; forse «ore»\n"
     "32:46: spread: «total» vuole un valore di tipo decimal, «fine» è di tipo date\n"
     "32:67: spread: «to» vuole un valore di tipo date, «nota» è di tipo text\n"
     "32:79: spread: «days» vuole un valore di tipo integer, «quota» è di tipo decimal\n"
     "32:96: «quote» non è un campo o un valore calcolato; forse «quota»\n"},
    {"table: [cf, nome]",
     "spread: {week: nome, total: quota}",
     "32:5: spread: manca «days»\n"
     "32:5: spread: manca «from»\n"
     "32:5: spread: manca «hours»\n"
     "32:5: spread: manca «to»\n"
     "32:20: spread: «week» vuole un valore di tipo date, «nome» è di tipo text\n"
     "32:33: spread: «quota» deve avere 2 decimali\n"},
    {"nota: {code: 4.3, kind: text",
     "nota: {code: 4.3, with: {cap: dal, provincia: dall, zona: dal}, kind: text",
     "17:25: campo «nota»: «with» va solo con kind: comune\n"
     "17:37: with: «cap» vuole un campo con kind: cap\n"
     "17:53: «dall» non è un campo; forse «dal»\n"
     "17:59: with: la chiave «zona» non esiste; ci sono: provincia, cap\n"},
    {"sources:\n",
     "list: {company: causalee, causale: causale, from: [nota, causale], name: nota}\n"
     "sources:\n",
     "91:17: «causalee» non è un campo o un valore calcolato; forse «causale»\n"
     "91:52: list: «from» vuole un valore di tipo date, «nota» è di tipo text\n"
     "91:58: list: «from» vuole un valore di tipo date, «causale» è di tipo choice\n"
     "91:68: list: la chiave «name» non esiste; ci sono: company, unit, causale, from, to, counted\n"},
    {"sources:\n",
     "term: {start: nota, causale: righe, event: [dal, righe.ore, righe, dall], planned: dal, show: [quotaa], alerts: [R-C]}\n"
     "sources:\n",
     "91:15: term: «start» vuole un valore di tipo date, «nota» è di tipo text\n"
     "91:30: term: «causale» vuole un campo, «righe» non lo è\n"
     "91:50: term: «event» vuole un valore di tipo date, «righe.ore» è di tipo decimal\n"
     "91:61: term: «event» vuole un campo o la colonna di un gruppo, «righe» non lo è\n"
     "91:68: «dall» non è un campo o un gruppo; forse «dal»\n"
     "91:84: term: «planned» vuole un valore di tipo boolean, «dal» è di tipo date\n"
     "91:96: «quotaa» non è un valore calcolato; forse «quota»\n"
     "91:114: «R-C» non è un avviso; forse «R-A»\n"},
    {"sources:\n",
     "term: {causale: causale}\n"
     "sources:\n",
     "91:1: term: manca «start»\n"},
    {"show: banner, label: Termine}\n"
     "      quota: {kind: decimal, places: 4, internal: true, value: num('1')}\n"
     "  elenco:\n    code: 5\n    title: Elenco\n",
     "label: Termine}\n"
     "      quota: {kind: decimal, places: 4, internal: true, value: num('1')}\n"
     "  elenco:\n    code: 5\n    title: Elenco\n"
     "term: {start: dal}\n",
     "24:1: term: manca il termine, un valore calcolato di tipo date con «show: banner»\n"},
};
const size_t n_group_mistakes = sizeof group_mistakes / sizeof *group_mistakes;
