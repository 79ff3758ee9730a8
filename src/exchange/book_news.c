/* Where book and case differ: taken over into the case as one action, or from the case into the book. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/i18n/i18n.h>

#include "book-priv.h"

struct list {
    struct cigo_book_line *items;
    size_t n, cap;
};

static struct cigo_book_lines kept(struct list *list, struct cigo_arena *arena)
{
    struct cigo_book_line *items = cigo_arena_alloc(arena, (list->n + 1) * sizeof *items);
    if (list->n)
        memcpy(items, list->items, list->n * sizeof *items);
    free(list->items);
    return (struct cigo_book_lines){items, list->n};
}

bool cigo_book_known(const struct cigo_desk *desk, enum cigo_book_part part, struct cigo_arena *arena,
                     struct cigo_book_entry *ret_entry)
{
    struct book_best best = book_best(desk, part, arena);
    if (best.clear)
        *ret_entry = best.entries.items[0];
    return best.clear;
}

/* ---- into the case ---- */

struct cigo_book_lines cigo_book_lines(const struct cigo_desk *desk, size_t section, struct cigo_arena *arena)
{
    const struct cigo_form *form = cigo_session_form(desk->session);
    struct book_best best[CIGO_BOOK_PARTS] = {0};
    struct list list = {0};
    for (int part = CIGO_BOOK_COMPANY; part < CIGO_BOOK_PARTS; part++)
        best[part] = book_best(desk, (enum cigo_book_part)part, arena);
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct cigo_field *field = &form->fields[i];
        if (!book_speaks(desk, field) || !best[field->book].clear || (section != SIZE_MAX && field->section != section))
            continue;
        const char *text = cigo_book_text(&best[field->book].entries.items[0], field->book_name);
        const char *answer = cigo_session_text(desk->session, (struct cigo_place){.field = field});
        if (*text && cigo_book_readable(field, text, cigo_session_today(desk->session)) &&
            !book_agree(desk, field, text, answer))
            *CIGO_PUSH(list.items, list.n, list.cap) = (struct cigo_book_line){field, text, answer};
    }
    return kept(&list, arena);
}

bool cigo_book_accept_all(const struct cigo_desk *desk, const struct cigo_book_line *lines, size_t n,
                          struct cigo_effects *ret_effects, struct cigo_error *err)
{
    struct cigo_error ignored = {0};
    bool ok = true;
    cigo_session_begin(desk->session, N_("dalla rubrica")); /* as the journal says; translated where it is shown */
    for (size_t i = 0; i < n; i++)
        if (!*lines[i].answer)
            ok = cigo_session_set(desk->session, (struct cigo_place){.field = lines[i].field},
                                  cigo_str_of(lines[i].book), NULL, ok ? err : &ignored) && ok;
    return cigo_session_end(desk->session, ret_effects, ok ? err : &ignored) && ok;
}

/* ---- into the book ---- */

/* Is it sure which entry is written, a new one too? */
static bool can_keep(const struct book_best *best)
{
    return best->named && !best->silent && (best->clear || best->entries.n == 0);
}

static void add_news(const struct cigo_desk *desk, const struct cigo_field *field, const struct book_best *best,
                     struct list *list)
{
    const char *answer = book_answer(desk->session, field);
    const char *text = best->clear ? cigo_book_text(&best->entries.items[0], field->book_name) : "";
    if (answer && strlen(answer) <= CIGO_BOOK_TEXT && !(*text && book_agree(desk, field, answer, text)))
        *CIGO_PUSH(list->items, list->n, list->cap) = (struct cigo_book_line){field, text, answer};
}

/* Whom the case speaks of; of a company that is new, all that belongs to it is. */
static void find_all(const struct cigo_desk *desk, struct cigo_arena *arena, struct book_best best[CIGO_BOOK_PARTS])
{
    for (int part = CIGO_BOOK_COMPANY; part < CIGO_BOOK_PARTS; part++)
        best[part] = book_best(desk, (enum cigo_book_part)part, arena);
    const struct cigo_form *form = cigo_session_form(desk->session);
    for (size_t i = 0; i < form->n_fields && !best[CIGO_BOOK_COMPANY].clear; i++) {
        const struct cigo_field *field = &form->fields[i];
        if (field->book_key && book_speaks(desk, field) && book_answer(desk->session, field))
            best[field->book].named = true;
    }
}

static struct cigo_book_lines news(const struct cigo_desk *desk, struct book_best best[CIGO_BOOK_PARTS],
                                   struct cigo_arena *arena)
{
    const struct cigo_form *form = cigo_session_form(desk->session);
    struct list list = {0};
    find_all(desk, arena, best);
    for (size_t i = 0; i < form->n_fields && can_keep(&best[CIGO_BOOK_COMPANY]); i++) {
        const struct cigo_field *field = &form->fields[i];
        if (book_speaks(desk, field) && can_keep(&best[field->book]))
            add_news(desk, field, &best[field->book], &list);
    }
    return kept(&list, arena);
}

struct cigo_book_lines cigo_book_news(const struct cigo_desk *desk, struct cigo_arena *arena)
{
    struct book_best best[CIGO_BOOK_PARTS];
    return news(desk, best, arena);
}

/* The lines of one part; *company becomes her number once she has one. */
static bool keep_part(const struct cigo_desk *desk, enum cigo_book_part part, const struct book_best *best,
                      const struct cigo_book_lines *lines, bool changed, struct cigo_arena *arena, int64_t *company,
                      size_t *kept, struct cigo_error *err)
{
    struct cigo_book_value *values = cigo_arena_alloc(arena, (lines->n + 1) * sizeof *values);
    int64_t id = best->clear ? best->entries.items[0].id : 0;
    size_t n = 0;
    for (size_t i = 0; i < lines->n; i++)
        if (lines->items[i].field->book == part && (changed || !*lines->items[i].book))
            values[n++] = (struct cigo_book_value){lines->items[i].field->book_name, lines->items[i].answer};
    if (n && !desk->book->put(desk->book->data, part, part == CIGO_BOOK_COMPANY ? 0 : *company, &id, values, n, err))
        return false;
    if (part == CIGO_BOOK_COMPANY)
        *company = id;
    *kept += n;
    return true;
}

bool cigo_book_remember(const struct cigo_desk *desk, bool changed, struct cigo_arena *arena, size_t *ret_kept,
                        struct cigo_error *err)
{
    struct book_best best[CIGO_BOOK_PARTS];
    struct cigo_book_lines lines = news(desk, best, arena);
    int64_t company = 0;
    size_t kept = 0;
    for (int part = CIGO_BOOK_COMPANY; part < CIGO_BOOK_PARTS; part++)
        if (best[part].silent) /* what is there already would be put a second time */
            return cigo_fail(err, CIGO_EXIT_STORAGE, _("la rubrica non risponde: non vi è stato scritto nulla."));
    for (int part = CIGO_BOOK_COMPANY; part < CIGO_BOOK_PARTS && lines.n; part++)
        if (!keep_part(desk, (enum cigo_book_part)part, &best[part], &lines, changed, arena, &company, &kept, err))
            return false;
    *ret_kept = kept;
    return true;
}

/* ---- when one is asked ---- */

/* Which news they are: one is asked once about each. */
static uint64_t print_of(const struct cigo_book_lines *lines)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
    for (size_t i = 0; i < lines->n; i++) {
        hash = (hash ^ lines->items[i].field->index) * UINT64_C(1099511628211);
        for (const char *p = lines->items[i].answer; *p; p++)
            hash = (hash ^ (unsigned char)*p) * UINT64_C(1099511628211);
    }
    return hash;
}

void cigo_book_start(struct cigo_desk *desk)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_book_lines lines = cigo_book_news(desk, arena);
    desk->book_told = print_of(&lines);
    cigo_arena_free(arena);
}

bool cigo_book_left(struct cigo_desk *desk, struct cigo_arena *arena, struct cigo_book_left *ret_left,
                    struct cigo_error *err)
{
    struct cigo_book_left left = {0};
    const struct cigo_book *book = desk->book;
    *ret_left = left;
    if (!book || desk->read_only || book->wish == CIGO_BOOK_NEVER)
        return true;
    struct cigo_book_lines lines = cigo_book_news(desk, arena);
    uint64_t print = print_of(&lines);
    if (!lines.n || print == desk->book_told || book->quiet(book->data))
        return true;
    desk->book_told = print;
    for (size_t i = 0; i < lines.n; i++)
        *(*lines.items[i].book ? &left.changed : &left.fresh) += 1;
    if (book->wish == CIGO_BOOK_ALWAYS && left.fresh) {
        if (!cigo_book_remember(desk, false, arena, &left.kept, err))
            return false;
        left.fresh = 0;
        lines = cigo_book_news(desk, arena);
        desk->book_told = print_of(&lines);
    }
    *ret_left = left;
    return true;
}

void cigo_book_left_text(const struct cigo_book_left *left, struct cigo_buf *out)
{
    if (left->fresh)
        cigo_buf_printf(out, ngettext("%zu dato di azienda, unità o chi firma non è nella rubrica.",
                                      "%zu dati di azienda, unità e chi firma non sono nella rubrica.", left->fresh),
                        left->fresh);
    if (left->fresh && left->changed)
        cigo_buf_putc(out, ' ');
    if (left->changed)
        cigo_buf_printf(out, ngettext("%zu dato è diverso da quello della rubrica.",
                                      "%zu dati sono diversi da quelli della rubrica.", left->changed), left->changed);
}
