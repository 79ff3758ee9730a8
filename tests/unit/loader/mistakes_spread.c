/* Mistakes in the `spread:` of a group. */

#include "mistakes.h"

const struct mistake spread_mistakes[] = {
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
};
const size_t n_spread_mistakes = sizeof spread_mistakes / sizeof *spread_mistakes;
