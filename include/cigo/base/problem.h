#pragma once
/* Mistakes found in a file: all of them in one run, each with its place. Used by the form loader, the
 * rule type checker and the answers reader. */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <cigo/base/arena.h>
#include <cigo/base/buf.h>

struct cigo_pos {
    const char *file;       /* as named by the user; borrowed from the owner's arena */
    unsigned line, column;  /* from 1; 0 = the whole file */
};

struct cigo_problem {
    struct cigo_pos pos;
    const char *text; /* found, expected, nearest name */
};

struct cigo_problems {
    struct cigo_arena *arena; /* not owned */
    struct cigo_problem *items;
    size_t n, cap;
};

void cigo_problems_init(struct cigo_problems *list, struct cigo_arena *arena);
void cigo_problems_finish(struct cigo_problems *list);
void cigo_problem(struct cigo_problems *list, struct cigo_pos pos, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void cigo_problem_list(struct cigo_problems *list, struct cigo_pos pos, const char *format, va_list ap)
    __attribute__((format(printf, 3, 0)));
/* Sort by file, line, column and append "file:line:column: text\n" for each. */
void cigo_problems_print(struct cigo_problems *list, struct cigo_buf *out);
