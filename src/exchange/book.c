/* Whom the book's entries are about: what a form calls their values, and how people call them. */

#include <cigo/exchange/book.h>
#include <cigo/i18n/i18n.h>

enum { LONG_ENOUGH = 3 }; /* to be looked for inside names and codes */

const struct cigo_field *cigo_book_field(const struct cigo_form *form, enum cigo_book_part part, const char *name)
{
    for (size_t i = 0; i < form->n_fields; i++)
        if (part && form->fields[i].book == part && strcmp(form->fields[i].book_name, name) == 0)
            return &form->fields[i];
    return NULL;
}

void cigo_book_title(const struct cigo_form *form, const struct cigo_book_entry *entry, struct cigo_buf *out)
{
    size_t before = out->n;
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct cigo_field *field = &form->fields[i];
        if (field->book != entry->part || !field->book_key || field->kind->id != CIGO_KIND_TEXT)
            continue;
        const char *text = cigo_book_text(entry, field->book_name);
        cigo_buf_printf(out, "%s%s", *text && out->n > before ? " " : "", text);
    }
}

bool cigo_book_readable(const struct cigo_field *field, const char *text, int32_t today)
{
    struct cigo_kind_ctx ctx = field->ctx;
    struct cigo_parsed parsed;
    ctx.today = today;
    cigo_parsed_init(&parsed);
    cigo_kind_parse(field->kind, &ctx, cigo_str_of(text), &parsed);
    bool fine = parsed.verdict != CIGO_BAD && parsed.verdict != CIGO_EMPTY;
    cigo_parsed_finish(&parsed);
    return fine;
}

const char *cigo_book_part_label(enum cigo_book_part part)
{
    static const char *const labels[CIGO_BOOK_PARTS] = {"", N_("Azienda"), N_("Unità produttiva"), N_("Chi firma")};
    return *labels[part] ? _(labels[part]) : "";
}

static bool add(struct cigo_book_entry *items, struct cigo_book_entries *entries, size_t max,
                const struct cigo_book_entry *entry)
{
    for (size_t i = 0; i < entries->n; i++)
        if (items[i].id == entry->id)
            return true;
    if (entries->n == max)
        return false;
    items[entries->n++] = *entry;
    return true;
}

static bool gather(const struct cigo_book *book, const struct cigo_form *form, struct cigo_book_query query,
                   struct cigo_arena *arena, struct cigo_book_entry *items, struct cigo_book_entries *entries,
                   struct cigo_error *err)
{
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct cigo_field *field = &form->fields[i];
        struct cigo_book_entries some = {0};
        if (field->book != query.part || !field->book_key)
            continue;
        query.name = field->book_name;
        if (!book->find(book->data, &query, arena, &some, err))
            return false;
        entries->more = entries->more || some.more;
        for (size_t k = 0; k < some.n; k++)
            entries->more = !add(items, entries, query.max, &some.items[k]) || entries->more;
    }
    return true;
}

bool cigo_book_begin(const struct cigo_book *book, const struct cigo_form *form, enum cigo_book_part part,
                     int64_t company, const char *text, size_t max, struct cigo_arena *arena,
                     struct cigo_book_entries *ret_entries, struct cigo_error *err)
{
    struct cigo_book_entry *items = cigo_arena_alloc(arena, max * sizeof *items);
    struct cigo_book_entries entries = {.items = items};
    struct cigo_book_query query = {part, company, 0, NULL, text, CIGO_BOOK_BEGINS, max};
    if (!gather(book, form, query, arena, items, &entries, err))
        return false;
    query.match = CIGO_BOOK_INSIDE;
    if (!entries.n && strlen(text) >= LONG_ENOUGH && !gather(book, form, query, arena, items, &entries, err))
        return false;
    *ret_entries = entries;
    return true;
}
