/* Whom a case speaks of, and what the book offers for a field. Nothing is remembered of the choice: the answers say
 * who it is, in either face and after years. Keys that agree speak for an entry, a code louder than a name; a name that
 * differs speaks against it, and with a code that differs it is another one: a firm may have two matricole. The loudest
 * alone is meant. */

#include <cigo/exchange/reuse.h>

#include "book-priv.h"

enum { CODE = 4, NAME = 1 }; /* what a key weighs */

bool book_speaks(const struct cigo_desk *desk, const struct cigo_field *field)
{
    return desk->book && !desk->read_only && field && !field->group && field->book &&
           cigo_session_visible(desk->session, (struct cigo_place){.field = field});
}

const char *book_answer(const struct cigo_session *session, const struct cigo_field *field)
{
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(session), (struct cigo_place){.field = field});
    return cell.verdict == CIGO_EMPTY || cell.verdict == CIGO_BAD ? NULL : cigo_reuse_text(session, field);
}

bool book_agree(const struct cigo_desk *desk, const struct cigo_field *field, const char *a, const char *b)
{
    struct cigo_kind_ctx ctx = field->ctx;
    struct cigo_parsed one, other;
    if (strcmp(a, b) == 0 || (field->book_key && cigo_book_same(a, b)))
        return true;
    ctx.today = cigo_session_today(desk->session);
    cigo_parsed_init(&one);
    cigo_parsed_init(&other);
    cigo_kind_parse(field->kind, &ctx, cigo_str_of(a), &one);
    cigo_kind_parse(field->kind, &ctx, cigo_str_of(b), &other);
    bool agree = one.value.storage != CIGO_NULL && cigo_value_eq(&one.value, &other.value);
    cigo_parsed_finish(&one);
    cigo_parsed_finish(&other);
    return agree;
}

/* ---- who it is ---- */

static bool ask(const struct cigo_desk *desk, struct cigo_book_query query, struct cigo_arena *arena,
                struct cigo_book_entries *ret)
{
    struct cigo_error ignored = {0};
    return desk->book->find(desk->book->data, &query, arena, ret, &ignored);
}

static int speaks_for(const struct cigo_desk *desk, const struct cigo_book_entry *entry)
{
    const struct cigo_form *form = cigo_session_form(desk->session);
    int score = 0;
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct cigo_field *field = &form->fields[i];
        if (field->book != entry->part || !field->book_key || !book_speaks(desk, field))
            continue;
        const char *answer = book_answer(desk->session, field), *text = cigo_book_text(entry, field->book_name);
        int weight = field->kind->id == CIGO_KIND_TEXT ? NAME : CODE;
        if (!answer || !*text)
            continue;
        bool agree = book_agree(desk, field, answer, text);
        if (!agree && weight == CODE)
            return 0;
        score += agree ? weight : -weight;
    }
    return score;
}

static void add(struct cigo_book_entry *items, struct cigo_book_entries *all, const struct cigo_book_entry *entry)
{
    size_t i = 0;
    while (i < all->n && items[i].id != entry->id)
        i++;
    if (i == all->n && all->n < MOST_ALIKE)
        items[all->n++] = *entry;
}

/* Those of which a key is the answer. */
static struct cigo_book_entries alike(const struct cigo_desk *desk, enum cigo_book_part part, int64_t company,
                                      struct cigo_arena *arena, struct book_best *best)
{
    const struct cigo_form *form = cigo_session_form(desk->session);
    struct cigo_book_entry *items = cigo_arena_alloc(arena, MOST_ALIKE * sizeof *items);
    struct cigo_book_entries all = {.items = items};
    for (size_t i = 0; i < form->n_fields; i++) {
        const struct cigo_field *field = &form->fields[i];
        struct cigo_book_entries some = {0};
        const char *answer = field->book == part && field->book_key && book_speaks(desk, field)
                                 ? book_answer(desk->session, field) : NULL;
        if (!answer)
            continue;
        best->named = true;
        struct cigo_book_query query = {part, company, 0, field->book_name, answer, CIGO_BOOK_WHOLE, MOST_ALIKE};
        best->silent = !ask(desk, query, arena, &some) || best->silent;
        for (size_t k = 0; k < some.n; k++)
            add(items, &all, &some.items[k]);
    }
    return all;
}

static struct cigo_book_entries loudest(const struct cigo_desk *desk, const struct cigo_book_entries *all,
                                        struct cigo_arena *arena)
{
    struct cigo_book_entry *items = cigo_arena_alloc(arena, (all->n + 1) * sizeof *items);
    struct cigo_book_entries best = {.items = items};
    int most = 1;
    for (size_t i = 0; i < all->n; i++) {
        int score = speaks_for(desk, &all->items[i]);
        if (score > most)
            best.n = 0;
        if (score >= most)
            items[best.n++] = all->items[i];
        most = score > most ? score : most;
    }
    return best;
}

struct book_best book_best(const struct cigo_desk *desk, enum cigo_book_part part, struct cigo_arena *arena)
{
    struct book_best best = {0}, company = {0};
    int64_t of = 0;
    if (!desk->book)
        return best;
    if (part != CIGO_BOOK_COMPANY) {
        company = book_best(desk, CIGO_BOOK_COMPANY, arena);
        best.silent = company.silent;
        if (!company.clear)
            return best;
        of = company.entries.items[0].id;
    }
    struct cigo_book_entries all = alike(desk, part, of, arena, &best);
    if (best.named)
        best.entries = loudest(desk, &all, arena);
    else
        best.silent = !ask(desk, (struct cigo_book_query){.part = part, .company = of, .max = CIGO_BOOK_SHOWN}, arena,
                           &best.entries);
    /* the only unit of a company is meant before one says so; the only company in the book is not */
    best.clear = !best.silent && best.entries.n == 1 && !best.entries.more && (best.named || part != CIGO_BOOK_COMPANY);
    return best;
}

/* ---- what is offered ---- */

static void offer(const struct cigo_desk *desk, const struct cigo_field *field, const struct cigo_book_entry *entry,
                  struct cigo_arena *arena, struct cigo_book_offers *ret)
{
    const char *text = cigo_book_text(entry, field->book_name);
    struct cigo_buf title;
    if (!*text || !cigo_book_readable(field, text, cigo_session_today(desk->session)))
        return;
    for (size_t i = 0; i < ret->n; i++) {
        if (strcmp(ret->items[i].text, text) != 0)
            continue;
        ret->items[i].title = ""; /* it is of several */
        return;
    }
    if (ret->n == CIGO_BOOK_SHOWN) {
        ret->more = true;
        return;
    }
    cigo_buf_init(&title, 65536);
    cigo_session_shown(desk->session, field, text, &title);
    const char *shown = cigo_arena_str(arena, cigo_buf_str(&title));
    cigo_buf_clear(&title);
    cigo_book_title(cigo_session_form(desk->session), entry, &title);
    ret->items[ret->n++] = (struct cigo_book_offer){text, shown, strcmp(title.p, text) == 0 || ret->clear
                                                                     ? "" : cigo_arena_str(arena, cigo_buf_str(&title))};
    cigo_buf_finish(&title);
}

/* Of a key that is not sure yet: whom what is typed may mean. */
static struct cigo_book_entries meant(const struct cigo_desk *desk, const struct cigo_field *field, const char *typed,
                                      const struct book_best *best, struct cigo_arena *arena)
{
    struct cigo_book_entries entries = best->entries;
    struct cigo_error ignored = {0};
    int64_t company = 0;
    if (!*typed)
        return entries;
    if (field->book != CIGO_BOOK_COMPANY) {
        struct book_best mother = book_best(desk, CIGO_BOOK_COMPANY, arena);
        if (!mother.clear)
            return (struct cigo_book_entries){0};
        company = mother.entries.items[0].id;
    }
    if (!cigo_book_begin(desk->book, cigo_session_form(desk->session), field->book, company, typed, CIGO_BOOK_SHOWN, arena,
                         &entries, &ignored))
        entries.n = 0;
    return entries;
}

void cigo_book_offers(const struct cigo_desk *desk, const struct cigo_field *field, const char *typed,
                      struct cigo_arena *arena, struct cigo_book_offers *ret)
{
    *ret = (struct cigo_book_offers){0};
    if (!book_speaks(desk, field) || desk->book->wish == CIGO_BOOK_NEVER)
        return;
    struct cigo_place place = {.field = field};
    const char *answer = cigo_session_text(desk->session, place), *text = typed ? typed : answer;
    struct book_best best = book_best(desk, field->book, arena);
    ret->clear = best.clear;
    if (best.clear && !*text)
        offer(desk, field, &best.entries.items[0], arena, ret);
    if (best.clear || !field->book_key)
        return;
    struct cigo_book_entries entries = meant(desk, field, text, &best, arena);
    ret->more = entries.more;
    for (size_t i = 0; i < entries.n; i++)
        if (typed || !*answer || strcmp(cigo_book_text(&entries.items[i], field->book_name), answer) != 0)
            offer(desk, field, &entries.items[i], arena, ret);
}
