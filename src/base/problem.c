/* A list of mistakes, each with its place. The texts quote files that we do not trust, so they pass the
 * filter for shown text on the way out. */

#include <cigo/base/problem.h>

#include <stdio.h>
#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

void cigo_problems_init(struct cigo_problems *list, struct cigo_arena *arena)
{
    *list = (struct cigo_problems){.arena = arena};
}

void cigo_problems_finish(struct cigo_problems *list)
{
    free(list->items);
    *list = (struct cigo_problems){.arena = list->arena};
}

void cigo_problem_list(struct cigo_problems *list, struct cigo_pos pos, const char *format, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0)
        n = 0;
    char *text = cigo_arena_alloc(list->arena, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, ap);
    struct cigo_problem *problem = CIGO_PUSH(list->items, list->n, list->cap);
    *problem = (struct cigo_problem){pos, text};
}

void cigo_problem(struct cigo_problems *list, struct cigo_pos pos, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    cigo_problem_list(list, pos, format, ap);
    va_end(ap);
}

static int by_place(const void *va, const void *vb)
{
    const struct cigo_problem *a = va, *b = vb;
    int order = strcmp(a->pos.file ? a->pos.file : "", b->pos.file ? b->pos.file : "");
    if (order != 0)
        return order;
    if (a->pos.line != b->pos.line)
        return a->pos.line < b->pos.line ? -1 : 1;
    if (a->pos.column != b->pos.column)
        return a->pos.column < b->pos.column ? -1 : 1;
    return strcmp(a->text, b->text);
}

void cigo_problems_print(struct cigo_problems *list, struct cigo_buf *out)
{
    if (list->n > 0)
        qsort(list->items, list->n, sizeof *list->items, by_place);
    for (size_t i = 0; i < list->n; i++) {
        const struct cigo_problem *problem = &list->items[i];
        const struct cigo_pos *pos = &problem->pos;
        cigo_utf8_visible(cigo_str_of(pos->file), out);
        /* the whole file: its first place, so that every line has the shape that editors read */
        cigo_buf_printf(out, ":%u:%u: ", pos->line ? pos->line : 1, pos->column ? pos->column : 1);
        cigo_utf8_visible(cigo_str_of(problem->text), out);
        cigo_buf_putc(out, '\n');
    }
}
