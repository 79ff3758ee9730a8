#pragma once
/* Small forms for tests, written as text. */

/* Write files into a folder: each begins with a line "=== sections/10-a.yaml". */
void unit_form_write(const char *dir, const char *files);
/* A copy of text in which `from`, that must occur, is once replaced. Free with free(). */
char *unit_replace(const char *text, const char *from, const char *to);
/* A form with one entity of each sort and no mistake. */
extern const char unit_form[];
