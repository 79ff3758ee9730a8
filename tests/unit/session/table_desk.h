#pragma once
/* A table over a group of a small form: nome, ore, dal, mestiere, and quale, which shows only for another
 * mestiere. */

#include <cigo/session/table.h>
#include "desk.h"

extern struct cigo_table *table;
extern struct cigo_error err;

void table_setup(void);
void table_teardown(void);
/* Rows of "nome;ore;dal;mestiere;quale", one a line. */
void rows(const char *text);
/* The names in sight, in order. */
const char *names(void);
size_t column(const char *id);
