#pragma once
/* Keeping track of where rows stand. */

#include <cigo/form/answers.h>

/* After a row was put at this position, and after one was taken away from there. */
void cigo_rows_inserted(struct cigo_rows *rows, size_t pos);
void cigo_rows_removed(struct cigo_rows *rows, size_t pos, int64_t id);
/* After n new rows came at the end, with ids above all others; and after many came or went in any other way. */
void cigo_rows_appended(struct cigo_rows *rows, size_t n);
void cigo_rows_moved(struct cigo_rows *rows);
