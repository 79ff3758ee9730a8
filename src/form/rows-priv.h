#pragma once
/* Keeping track of where rows stand. */

#include <cigo/form/answers.h>

/* After a row was put at this position, and after one was taken away from there. */
void cigo_rows_inserted(struct cigo_rows *rows, size_t pos);
void cigo_rows_removed(struct cigo_rows *rows, size_t pos, int64_t id);
