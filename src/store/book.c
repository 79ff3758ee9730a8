/* The companies book. A value is kept as it was typed, and beside it how it is looked for (cigo_book_fold). What is
 * read may come from anybody: it is bounded and cleaned here. */

#include <cigo/base/buf.h>
#include <cigo/base/utf8.h>
#include <cigo/db/db.h>
#include <cigo/store/book.h>

#include <inttypes.h>
#include <string.h>

#include "store-priv.h"

#define LAST_CHARACTER "\xf4\x8f\xbf\xbf"

static const char *folded(struct cigo_arena *arena, const char *text)
{
    struct cigo_buf fold;
    cigo_buf_init(&fold, 65536);
    cigo_book_fold(cigo_str_of(text), &fold);
    const char *kept = cigo_arena_str(arena, cigo_buf_str(&fold));
    cigo_buf_finish(&fold);
    return kept;
}

static const char *clean(struct cigo_arena *arena, const char *text)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 4 * CIGO_BOOK_TEXT);
    cigo_utf8_clean(cigo_str_of(text), CIGO_CLEAN_LINE, &buf);
    const char *kept = cigo_arena_str(arena, cigo_str_trim(cigo_buf_str(&buf)));
    cigo_buf_finish(&buf);
    return kept;
}

/* ---- reading ---- */

static bool read_values(struct cigo_store *store, struct cigo_arena *arena, struct cigo_book_entry *entry,
                        struct cigo_error *err)
{
    struct cigo_book_value *values = cigo_arena_alloc(arena, CIGO_BOOK_VALUES * sizeof *values);
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_BOOK_VALUES, "iii", entry->id, (int64_t)CIGO_BOOK_TEXT,
                                          (int64_t)CIGO_BOOK_VALUES);
    bool ok = stmt != NULL;
    while (ok && entry->n < CIGO_BOOK_VALUES && cigo_store_next(store, stmt, &ok, err)) {
        values[entry->n].name = clean(arena, cigo_store_text(stmt, 0));
        values[entry->n].text = clean(arena, cigo_store_text(stmt, 1));
        entry->n++;
    }
    sqlite3_reset(stmt);
    entry->values = values;
    return ok;
}

static sqlite3_stmt *select_entries(struct cigo_store *store, const struct cigo_book_query *query,
                                    struct cigo_arena *arena, struct cigo_error *err)
{
    const char *part = cigo_book_word(query->part);
    int64_t most = (int64_t)query->max + 1;
    if (!query->name)
        return cigo_store_query(store, err, CIGO_SQL_BOOK_ALL, "siii", part, query->company, query->id, most);
    const char *from = folded(arena, query->text);
    if (query->match == CIGO_BOOK_INSIDE)
        return cigo_store_query(store, err, CIGO_SQL_BOOK_INSIDE, "siiiss", part, query->company, query->id, most,
                                query->name, from);
    const char *to = query->match == CIGO_BOOK_WHOLE ? from : cigo_arena_printf(arena, "%s" LAST_CHARACTER, from);
    return cigo_store_query(store, err, CIGO_SQL_BOOK_LIKE, "siiisss", part, query->company, query->id, most,
                            query->name, from, to);
}

bool cigo_store_book_find(struct cigo_store *store, const struct cigo_book_query *query, struct cigo_arena *arena,
                          struct cigo_book_entries *ret_entries, struct cigo_error *err)
{
    struct cigo_book_entry *items = cigo_arena_alloc(arena, (query->max + 1) * sizeof *items);
    size_t n = 0;
    sqlite3_stmt *stmt = select_entries(store, query, arena, err);
    bool ok = stmt != NULL;
    while (ok && n <= query->max && cigo_store_next(store, stmt, &ok, err))
        items[n++] = (struct cigo_book_entry){
            .id = sqlite3_column_int64(stmt, 0),
            .part = cigo_book_part_of(cigo_store_text(stmt, 1)),
            .company = sqlite3_column_int64(stmt, 2),
            .updated = clean(arena, cigo_store_text(stmt, 3)),
            .updated_by = clean(arena, cigo_store_text(stmt, 4)),
        };
    sqlite3_reset(stmt);
    bool more = n > query->max;
    n -= more;
    for (size_t i = 0; ok && i < n; i++)
        ok = read_values(store, arena, &items[i], err);
    if (ok)
        *ret_entries = (struct cigo_book_entries){items, n, more};
    return ok;
}

/* ---- writing ---- */

static bool number(struct cigo_store *store, enum cigo_sql which, int64_t of, int64_t *ret_number,
                   struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, which, "i", of);
    if (stmt == NULL)
        return false;
    int64_t value = cigo_store_next(store, stmt, &ok, err) ? sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_reset(stmt);
    *ret_number = value;
    return ok;
}

static bool note(struct cigo_store *store, const char *type, enum cigo_book_part part, int64_t id,
                 struct cigo_error *err)
{
    char detail[64];
    sqlite3_snprintf(sizeof detail, detail, "%s %lld", cigo_book_word(part), (long long)id);
    return cigo_note_add(store, type, 0, detail, err);
}

static bool has_room(struct cigo_store *store, int64_t company, struct cigo_error *err)
{
    int64_t there = 0, most = company ? CIGO_BOOK_OF_COMPANY : CIGO_BOOK_COMPANIES;
    if (!number(store, CIGO_SQL_BOOK_COUNT, company, &there, err))
        return false;
    if (there < most)
        return true;
    return cigo_fail(err, CIGO_EXIT_USAGE,
                     company ? _("La rubrica ha già %lld fra unità e firmatari di questa azienda: ne dimentichi qualcuno.")
                             : _("La rubrica ha già %lld aziende: ne dimentichi qualcuna."), (long long)there);
}

static bool insert(struct cigo_store *store, enum cigo_book_part part, int64_t company, int64_t *ret_id,
                   struct cigo_error *err)
{
    int64_t mother = 0;
    if (part != CIGO_BOOK_COMPANY && !number(store, CIGO_SQL_BOOK_IS_COMPANY, company, &mother, err))
        return false;
    if (part != CIGO_BOOK_COMPANY && !mother)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Questa azienda non è più nella rubrica."));
    if (!has_room(store, mother, err) ||
        !cigo_store_run(store, err, CIGO_SQL_BOOK_ADD, "si", cigo_book_word(part), mother))
        return false;
    *ret_id = sqlite3_last_insert_rowid(store->db);
    return true;
}

static bool put_value(struct cigo_store *store, int64_t id, const struct cigo_book_value *value, struct cigo_error *err)
{
    const char *text = clean(store->scratch, value->text);
    if (strlen(value->text) > CIGO_BOOK_TEXT)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Un dato della rubrica ha al massimo %d byte: lo accorci."),
                         (int)CIGO_BOOK_TEXT);
    if (!*text)
        return cigo_store_run(store, err, CIGO_SQL_BOOK_DELETE_VALUE, "is", id, value->name);
    return cigo_store_run(store, err, CIGO_SQL_BOOK_PUT_VALUE, "isss", id, value->name, text,
                          folded(store->scratch, text));
}

static bool put_values(struct cigo_store *store, int64_t id, const struct cigo_book_value *values, size_t n,
                       struct cigo_error *err)
{
    int64_t kept = 0;
    char now[32] = "";
    for (size_t i = 0; i < n; i++)
        if (!put_value(store, id, &values[i], err))
            return false;
    if (!number(store, CIGO_SQL_BOOK_COUNT_VALUES, id, &kept, err))
        return false;
    if (kept > CIGO_BOOK_VALUES)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Una voce della rubrica ha al massimo %d dati."), (int)CIGO_BOOK_VALUES);
    store->now(store->now_data, now);
    return cigo_store_run(store, err, CIGO_SQL_BOOK_TOUCH, "iss", id, now, store->who);
}

static bool says_the_same(struct cigo_store *store, const struct cigo_book_entry *entry,
                          const struct cigo_book_value *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(cigo_book_text(entry, values[i].name), clean(store->scratch, values[i].text)) != 0)
            return false;
    return true;
}

/* Somebody else may have put it since it was looked for; twice in the book it would be nobody's. 0 = it is not there. */
static bool find_same(struct cigo_store *store, enum cigo_book_part part, int64_t company,
                      const struct cigo_book_value *values, size_t n, int64_t *ret_id, struct cigo_error *err)
{
    size_t first = 0;
    struct cigo_book_entries found = {0};
    while (first < n && !*clean(store->scratch, values[first].text))
        first++;
    *ret_id = 0;
    if (first == n)
        return true;
    struct cigo_book_query query = {.part = part, .company = company, .name = values[first].name,
                                    .text = values[first].text, .match = CIGO_BOOK_WHOLE, .max = CIGO_BOOK_OF_COMPANY};
    if (!cigo_store_book_find(store, &query, store->scratch, &found, err))
        return false;
    for (size_t i = 0; i < found.n && !*ret_id; i++)
        if (says_the_same(store, &found.items[i], values, n))
            *ret_id = found.items[i].id;
    return true;
}

static bool put_new(struct cigo_store *store, enum cigo_book_part part, int64_t company, int64_t *ret_id,
                    const struct cigo_book_value *values, size_t n, struct cigo_error *err)
{
    if (!find_same(store, part, company, values, n, ret_id, err))
        return false;
    return *ret_id || (insert(store, part, company, ret_id, err) && put_values(store, *ret_id, values, n, err) &&
                       note(store, "book+", part, *ret_id, err));
}

static bool put_changed(struct cigo_store *store, enum cigo_book_part part, int64_t id,
                        const struct cigo_book_value *values, size_t n, struct cigo_error *err)
{
    int64_t there;
    if (!number(store, CIGO_SQL_BOOK_IS_THERE, id, &there, err))
        return false;
    if (!there)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Questa voce non è più nella rubrica."));
    return put_values(store, id, values, n, err) && note(store, "book~", part, id, err);
}

bool cigo_store_book_put(struct cigo_store *store, enum cigo_book_part part, int64_t company, int64_t *id,
                         const struct cigo_book_value *values, size_t n, struct cigo_error *err)
{
    int64_t there = *id;
    if (!cigo_store_write_begin(store, err))
        return false;
    bool ok = *id ? put_changed(store, part, *id, values, n, err)
                  : put_new(store, part, company, &there, values, n, err);
    ok = cigo_store_write_end(store, ok, err);
    cigo_arena_reset(store->scratch);
    if (ok)
        *id = there;
    return ok;
}

bool cigo_store_book_forget(struct cigo_store *store, int64_t id, struct cigo_error *err)
{
    struct cigo_book_query query = {.id = id, .max = 1};
    struct cigo_book_entries found = {0};
    if (!cigo_store_write_begin(store, err))
        return false;
    bool ok = cigo_store_book_find(store, &query, store->scratch, &found, err);
    if (ok && !found.n)
        ok = cigo_fail(err, CIGO_EXIT_USAGE, _("Questa voce non è più nella rubrica."));
    ok = ok && cigo_store_run(store, err, CIGO_SQL_BOOK_DELETE, "i", id) &&
         note(store, "book-", found.items[0].part, id, err);
    ok = cigo_store_write_end(store, ok, err);
    cigo_arena_reset(store->scratch);
    if (ok) /* see cigo_store_delete */
        sqlite3_exec(store->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    return ok;
}

/* ---- of a case ---- */

bool cigo_store_book_quiet(struct cigo_store *store, int64_t case_id, bool *ret_quiet, struct cigo_error *err)
{
    int64_t quiet = 0;
    bool ok = number(store, CIGO_SQL_BOOK_QUIET, case_id, &quiet, err);
    if (ok)
        *ret_quiet = quiet != 0;
    return ok;
}

bool cigo_store_book_hush(struct cigo_store *store, int64_t case_id, struct cigo_error *err)
{
    return cigo_store_write_begin(store, err) &&
           cigo_store_write_end(store, cigo_store_run(store, err, CIGO_SQL_BOOK_HUSH, "i", case_id), err);
}
