/* The start screen without a face. */

#include <cigo/base/book.h>
#include <cigo/base/utf8.h>
#include <cigo/store/shelf.h>

#include "store-priv.h"

void cigo_shelf_init(struct cigo_shelf *shelf)
{
    shelf->arena = cigo_arena_new();
    shelf->found = cigo_arena_new();
}

void cigo_shelf_finish(struct cigo_shelf *shelf)
{
    cigo_arena_free(shelf->arena);
    cigo_arena_free(shelf->found);
    shelf->arena = shelf->found = NULL;
}

void cigo_shelf_add(char *text, size_t size, struct cigo_str more)
{
    size_t n = strlen(text), most = size - 1 - n, used = 0, bytes;
    while (used < more.n && (bytes = cigo_utf8_cluster((struct cigo_str){more.p + used, more.n - used})) > 0 &&
           used + bytes <= most)
        used += bytes;
    memcpy(text + n, more.p, used);
    text[n + used] = '\0';
}

bool cigo_shelf_load(struct cigo_shelf *shelf, struct cigo_error *err)
{
    cigo_arena_reset(shelf->arena);
    shelf->cases = (struct cigo_cases){0};
    shelf->n = 0;
    return shelf->load(shelf->data, shelf->arena, &shelf->cases, err) && cigo_shelf_sift(shelf, err);
}

bool cigo_shelf_sift(struct cigo_shelf *shelf, struct cigo_error *err)
{
    struct cigo_case_filter filter = {.problems = shelf->problems,
                                      .aside = shelf->aside ? CIGO_ASIDE_ONLY : CIGO_ASIDE_HIDDEN};
    struct cigo_arena *arena = cigo_arena_new(), *old = shelf->found;
    cigo_case_filter_read(shelf->words, &(struct cigo_date_reader){shelf->read_date, shelf->data}, arena, &filter);
    bool ok = cigo_store_filter(shelf->store, &shelf->cases, &filter, shelf->today, arena, &shelf->which, &shelf->n,
                                err);
    if (ok)
        shelf->unclear = filter.unclear ? cigo_arena_printf(arena, _("«%s» non si capisce ancora: %s."), filter.unclear,
                                                            filter.wants)
                                        : NULL;
    shelf->found = ok ? arena : old;
    cigo_arena_free(ok ? old : arena);
    return ok;
}

static struct cigo_form_choices all_forms(const struct cigo_shelf *shelf)
{
    return shelf->forms ? shelf->forms(shelf->data) : (struct cigo_form_choices){0};
}

struct cigo_form_choices cigo_shelf_forms(const struct cigo_shelf *shelf)
{
    struct cigo_form_choices forms = all_forms(shelf);
    return forms.n > 1 ? forms : (struct cigo_form_choices){0};
}

const struct cigo_form_choice *cigo_shelf_form(const struct cigo_shelf *shelf, const char *word)
{
    struct cigo_form_choices forms = all_forms(shelf);
    const struct cigo_form_choice *items = forms.items;
    for (size_t i = 0; i < forms.n; i++)
        if (cigo_book_same(word, items[i].id) || cigo_book_same(word, items[i].name))
            return &items[i];
    return NULL;
}

const struct cigo_case_info *cigo_shelf_at(const struct cigo_shelf *shelf, size_t line)
{
    return line < shelf->n ? &shelf->cases.items[shelf->which[line]] : NULL;
}

size_t cigo_shelf_line(const struct cigo_shelf *shelf)
{
    for (size_t i = 0; i < shelf->n; i++)
        if (cigo_shelf_at(shelf, i)->id == shelf->here)
            return i;
    return 0;
}

bool cigo_shelf_move(struct cigo_shelf *shelf, const struct cigo_case_info *info, struct cigo_error *err)
{
    size_t line = 0;
    while (line < shelf->n && cigo_shelf_at(shelf, line) != info)
        line++;
    const struct cigo_case_info *next = cigo_shelf_at(shelf, line + 1);
    int64_t here = next ? next->id : line ? cigo_shelf_at(shelf, line - 1)->id : 0;
    if (!cigo_store_archive(shelf->store, info->id, !*info->archived, err))
        return false;
    shelf->here = here;
    return cigo_shelf_load(shelf, err);
}

/* Is it one of "a, b"? */
static bool has_tag(const char *tags, const char *tag)
{
    size_t n = strlen(tag);
    while (*tags) {
        const char *end = strstr(tags, ", ");
        size_t length = end ? (size_t)(end - tags) : strlen(tags);
        if (length == n && memcmp(tags, tag, n) == 0)
            return true;
        tags += end ? length + 2 : length;
    }
    return false;
}

bool cigo_shelf_tag(struct cigo_shelf *shelf, const struct cigo_case_info *info, const char *tag,
                    struct cigo_error *err)
{
    int64_t here = info->id;
    if (!cigo_store_tag(shelf->store, info->id, tag, !has_tag(info->tags, tag), err))
        return false;
    shelf->here = here;
    return cigo_shelf_load(shelf, err);
}
