/* Cases: listing, finding, making, copying, deleting, and their summary. */

#include <cigo/base/alloc.h>
#include <cigo/base/arena.h>
#include <cigo/db/db.h>

#include <stdlib.h>

#include <cigo/store/list.h>
#include "store-priv.h"

/* ---- reading ---- */

static struct cigo_summary take_summary(sqlite3_stmt *stmt, struct cigo_arena *arena)
{
    struct cigo_summary summary = {
        .state = cigo_arena_dup(arena, cigo_store_text(stmt, 4)),
        .term = cigo_arena_dup(arena, cigo_store_text(stmt, 5)),
        .term_label = cigo_arena_dup(arena, cigo_store_text(stmt, 10)),
        .company = cigo_arena_dup(arena, cigo_store_text(stmt, 13)),
        .unit = cigo_arena_dup(arena, cigo_store_text(stmt, 14)),
        .causale = cigo_arena_dup(arena, cigo_store_text(stmt, 15)),
        .causale_label = cigo_arena_dup(arena, cigo_store_text(stmt, 16)),
        .from = cigo_arena_dup(arena, cigo_store_text(stmt, 17)),
        .to = cigo_arena_dup(arena, cigo_store_text(stmt, 18)),
        .errors = (size_t)sqlite3_column_int(stmt, 19),
        .warnings = (size_t)sqlite3_column_int(stmt, 20),
        .missing = (size_t)sqlite3_column_int(stmt, 21),
        .over = sqlite3_column_int(stmt, 22) != 0,
        .counted = cigo_arena_dup(arena, cigo_store_text(stmt, 26)),
    };
    cigo_wording_show(&(struct cigo_wording){0}, &summary);
    return summary;
}

static struct cigo_case_info take_case(sqlite3_stmt *stmt, struct cigo_arena *arena)
{
    return (struct cigo_case_info){
        .id = sqlite3_column_int64(stmt, 0),
        .uid = cigo_arena_dup(arena, cigo_store_text(stmt, 27)),
        .name = cigo_arena_dup(arena, cigo_store_text(stmt, 1)),
        .form = cigo_arena_dup(arena, cigo_store_text(stmt, 2)),
        .form_version = cigo_arena_dup(arena, cigo_store_text(stmt, 3)),
        .summary = take_summary(stmt, arena),
        .created = cigo_arena_dup(arena, cigo_store_text(stmt, 6)),
        .updated = cigo_arena_dup(arena, cigo_store_text(stmt, 7)),
        .written = cigo_arena_dup(arena, cigo_store_text(stmt, 28)),
        .updated_by = cigo_arena_dup(arena, cigo_store_text(stmt, 8)),
        .position = cigo_arena_dup(arena, cigo_store_text(stmt, 9)),
        .archived = cigo_arena_dup(arena, cigo_store_text(stmt, 11)),
        .last_action = (uint64_t)sqlite3_column_int64(stmt, 12),
        .tags = cigo_arena_dup(arena, cigo_store_text(stmt, 23)),
        .stale = sqlite3_column_int(stmt, 24) != 0,
        .unindexed = sqlite3_column_int(stmt, 25) != 0,
    };
}

bool cigo_store_all(struct cigo_store *store, struct cigo_arena *arena, struct cigo_cases *ret_cases,
                    struct cigo_error *err)
{
    struct cigo_case_info *items = cigo_arena_alloc(arena, 1);
    size_t n = 0;
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_CASE_LIST, "");
    if (stmt == NULL)
        return false;
    while (cigo_store_next(store, stmt, &ok, err)) {
        if (n == 0) /* each row says how many there are */
            items = cigo_arena_alloc(arena, (size_t)sqlite3_column_int64(stmt, 29) * sizeof *items);
        items[n++] = take_case(stmt, arena);
    }
    if (ok)
        *ret_cases = (struct cigo_cases){items, n};
    return ok;
}

bool cigo_store_list(struct cigo_store *store, struct cigo_arena *arena, struct cigo_cases *ret_cases,
                     struct cigo_error *err)
{
    if (!cigo_store_all(store, arena, ret_cases, err))
        return false;
    cigo_cases_sort_by_change(ret_cases); /* in SQL the sorter would copy each row twice */
    return true;
}

static bool find_one(struct cigo_store *store, sqlite3_stmt *stmt, struct cigo_arena *arena,
                     struct cigo_case_info *ret_case, bool *ret_found, struct cigo_error *err)
{
    bool ok = true;
    bool found = cigo_store_next(store, stmt, &ok, err);
    if (!ok)
        return false;
    if (found)
        *ret_case = take_case(stmt, arena);
    sqlite3_reset(stmt);
    *ret_found = found;
    return true;
}

/* Only digits, without leading zeros: 0 when it is no number of a case. */
static int64_t number_of(const char *text)
{
    int64_t number = 0;
    size_t n = strlen(text);
    if (n == 0 || n > 18 || text[0] == '0' || strspn(text, "0123456789") != n)
        return 0;
    for (; *text; text++)
        number = number * 10 + (*text - '0');
    return number;
}

static bool find_number(struct cigo_store *store, int64_t id, struct cigo_arena *arena, struct cigo_case_info *ret_case,
                        bool *ret_found, struct cigo_error *err)
{
    *ret_found = false;
    if (id == 0)
        return true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_CASE_BY_ID, "i", id);
    return stmt && find_one(store, stmt, arena, ret_case, ret_found, err);
}

/* By its name or its number; what is both is of nobody. */
static bool find_either(struct cigo_store *store, const char *text, const char *key, struct cigo_arena *arena,
                        struct cigo_case_info *ret_case, bool *ret_found, struct cigo_error *err)
{
    struct cigo_case_info named, numbered;
    bool is_name = false, is_number = false;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_CASE_BY_KEY, "s", key);
    if (!stmt || !find_one(store, stmt, arena, &named, &is_name, err) ||
        !find_number(store, number_of(text), arena, &numbered, &is_number, err))
        return false;
    if (is_name && is_number && named.id != numbered.id)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("«%s» è il nome della domanda numero %lld e il numero di «%s»: scriva %lld per la prima, "
                           "«%s» per la seconda."),
                         text, (long long)named.id, numbered.name, (long long)named.id, numbered.name);
    *ret_found = is_name || is_number;
    if (*ret_found)
        *ret_case = is_name ? named : numbered;
    return true;
}

bool cigo_store_find(struct cigo_store *store, struct cigo_str name, struct cigo_arena *arena,
                     struct cigo_case_info *ret_case, bool *ret_found, struct cigo_error *err)
{
    struct cigo_buf clean, key;
    bool found = false, ok = true;
    cigo_buf_init(&clean, 1u << 16);
    cigo_buf_init(&key, 1u << 16);
    if (cigo_name_clean(name, &clean, NULL)) { /* a name that no case can have is not found */
        cigo_name_key(clean.p, &key);
        ok = find_either(store, clean.p, key.p, arena, ret_case, &found, err);
    }
    cigo_buf_finish(&clean);
    cigo_buf_finish(&key);
    if (ok)
        *ret_found = found;
    return ok;
}

bool cigo_store_get(struct cigo_store *store, int64_t id, struct cigo_arena *arena, struct cigo_case_info *ret_case,
                    bool *ret_found, struct cigo_error *err)
{
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_CASE_BY_ID, "i", id);
    return stmt && find_one(store, stmt, arena, ret_case, ret_found, err);
}

static bool get_case(struct cigo_store *store, int64_t id, struct cigo_case_info *ret_case,
                     struct cigo_error *err)
{
    bool found = false;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_CASE_BY_ID, "i", id);
    if (stmt == NULL || !find_one(store, stmt, store->scratch, ret_case, &found, err))
        return false;
    return found || cigo_fail(err, CIGO_EXIT_USAGE,
                              _("La domanda numero %lld non c'è: forse è stata cancellata nel frattempo."),
                              (long long)id);
}

/* ---- names, inside a transaction ---- */

/* *ret_free: no case but `self` (0 = none) has this name. The key is left in store->place. */
static bool name_free(struct cigo_store *store, const char *name, int64_t self, bool *ret_free,
                      struct cigo_error *err)
{
    struct cigo_case_info other;
    bool found = false;
    cigo_name_key(name, &store->place);
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_CASE_BY_KEY, "s", store->place.p);
    if (stmt == NULL || !find_one(store, stmt, store->scratch, &other, &found, err))
        return false;
    *ret_free = !found || other.id == self;
    return true;
}

static bool claim_name(struct cigo_store *store, const char *name, int64_t self, struct cigo_error *err)
{
    bool is_free = false;
    if (!cigo_name_clean(cigo_str_of(name), &store->text, err) ||
        !name_free(store, store->text.p, self, &is_free, err))
        return false;
    return is_free || cigo_fail(err, CIGO_EXIT_USAGE,
                                _("Esiste già una domanda chiamata «%s»: scelga un altro nome."),
                                store->text.p);
}

bool cigo_case_claim(struct cigo_store *store, const char *name, struct cigo_error *err)
{
    return claim_name(store, name, 0, err);
}

/* "domanda N": N is the number that the case is going to have, unless that name is taken. */
static bool claim_number(struct cigo_store *store, struct cigo_error *err)
{
    bool ok = true, is_free = false;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_CASE_NEXT, "");
    if (stmt == NULL || !cigo_store_next(store, stmt, &ok, err))
        return false;
    int64_t number = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    for (; !is_free; number++) {
        cigo_buf_clear(&store->text);
        cigo_buf_printf(&store->text, "domanda %lld", (long long)number);
        if (!name_free(store, store->text.p, 0, &is_free, err))
            return false;
    }
    return true;
}

bool cigo_case_claim_copy(struct cigo_store *store, const char *name, struct cigo_error *err)
{
    bool is_free = false;
    for (unsigned i = 1; !is_free; i++) {
        cigo_name_copy(name, i, &store->text);
        if (!name_free(store, store->text.p, 0, &is_free, err))
            return false;
    }
    return true;
}

/* ---- writing ---- */

bool cigo_case_touch(struct cigo_store *store, int64_t id, struct cigo_error *err)
{
    char now[32] = "";
    store->now(store->now_data, now);
    return cigo_store_run(store, err, CIGO_SQL_CASE_BESIDE, "is", id, now);
}

/* The name is in store->text and its key in store->place. */
static bool insert(struct cigo_store *store, const struct cigo_case_info *info, int64_t *ret_id,
                   struct cigo_error *err)
{
    char now[32] = "";
    store->now(store->now_data, now);
    if (!cigo_store_run(store, err, CIGO_SQL_CASE_INSERT, "sssssssss", store->text.p, store->place.p,
                        info->form, info->form_version, info->summary.state, info->summary.term, now, store->who,
                        info->summary.term_label))
        return false;
    *ret_id = sqlite3_last_insert_rowid(store->db);
    return cigo_note_add(store, "create", *ret_id, "", err);
}

static bool note_copy(struct cigo_store *store, int64_t id, const char *from, struct cigo_error *err);

bool cigo_store_create(struct cigo_store *store, const char *name, const char *form,
                       const char *form_version, int64_t *ret_id, struct cigo_error *err)
{
    return cigo_store_create_from(store, name, form, form_version, NULL, ret_id, err);
}

bool cigo_store_create_from(struct cigo_store *store, const char *name, const char *form,
                            const char *form_version, const char *from, int64_t *ret_id, struct cigo_error *err)
{
    const struct cigo_case_info info = {
        .form = form, .form_version = form_version, .summary = {.state = "in corso", .term = "", .term_label = ""}};
    int64_t id = 0;
    if (!cigo_store_write_begin(store, err))
        return false;
    bool ok = name ? claim_name(store, name, 0, err) : claim_number(store, err);
    ok = ok && insert(store, &info, &id, err) && (!from || note_copy(store, id, from, err));
    ok = cigo_store_write_end(store, ok, err);
    cigo_arena_reset(store->scratch);
    if (ok)
        *ret_id = id;
    return ok;
}

bool cigo_store_rename(struct cigo_store *store, int64_t id, const char *name, struct cigo_error *err)
{
    struct cigo_case_info info;
    char now[32] = "";
    if (!cigo_store_write_begin(store, err))
        return false;
    store->now(store->now_data, now);
    bool ok = get_case(store, id, &info, err) && claim_name(store, name, id, err) &&
              cigo_store_run(store, err, CIGO_SQL_CASE_RENAME, "issss", id, store->text.p,
                             store->place.p, now, store->who) &&
              cigo_store_run(store, err, CIGO_SQL_WORDS_KEPT, "ii", id, (int64_t)-1) &&
              cigo_note_add(store, "rename", id, "", err);
    ok = cigo_store_write_end(store, ok, err);
    cigo_arena_reset(store->scratch);
    return ok;
}

/* The journal of the copy starts here and says where it comes from. */
static bool note_copy(struct cigo_store *store, int64_t id, const char *from, struct cigo_error *err)
{
    struct cigo_action *action = &store->action;
    *action = (struct cigo_action){.case_id = id};
    store->now(store->now_data, action->when);
    struct cigo_buf label;
    cigo_buf_init(&label, 4096);
    cigo_buf_printf(&label, "copia di «%s»", from);
    action->label = label.p;
    bool ok = cigo_journal_add(store, "copy", "", NULL, from, err);
    cigo_buf_finish(&label);
    *action = (struct cigo_action){0};
    return ok;
}

bool cigo_store_copy(struct cigo_store *store, int64_t id, const char *name, int64_t *ret_id,
                     struct cigo_error *err)
{
    struct cigo_case_info info;
    int64_t copy = 0;
    if (!cigo_store_write_begin(store, err))
        return false;
    bool ok = get_case(store, id, &info, err);
    if (ok)
        ok = name ? claim_name(store, name, 0, err) : cigo_case_claim_copy(store, info.name, err);
    ok = ok && insert(store, &info, &copy, err) &&
         cigo_store_run(store, err, CIGO_SQL_COPY_ANSWERS, "ii", id, copy) &&
         cigo_store_run(store, err, CIGO_SQL_COPY_ROWS, "ii", id, copy) &&
         cigo_store_run(store, err, CIGO_SQL_COPY_WAIVERS, "ii", id, copy) &&
         note_copy(store, copy, info.name, err);
    ok = cigo_store_write_end(store, ok, err);
    cigo_arena_reset(store->scratch);
    if (ok)
        *ret_id = copy;
    return ok;
}

bool cigo_store_delete(struct cigo_store *store, int64_t id, struct cigo_error *err)
{
    if (!cigo_store_write_begin(store, err))
        return false;
    /* what belongs to the case goes with it (foreign keys), overwritten (secure_delete) … */
    bool ok = cigo_lock_check(store, id, err) &&
              cigo_store_run(store, err, CIGO_SQL_CASE_DELETE, "i", id) &&
              cigo_store_run(store, err, CIGO_SQL_WORDS_DELETE, "i", id) &&
              cigo_note_add(store, "delete", id, "", err);
    ok = cigo_store_write_end(store, ok, err);
    /* … and is not left in the WAL either; a reader just now only makes this later */
    if (ok)
        sqlite3_exec(store->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    return ok;
}

bool cigo_store_last_action(struct cigo_store *store, int64_t id, uint64_t *ret_action,
                            struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_CASE_LAST_ACTION, "i", id);
    if (stmt == NULL)
        return false;
    int64_t action = 0;
    if (cigo_store_next(store, stmt, &ok, err))
        action = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    if (ok && (action < 0 || action == INT64_MAX)) /* none of ours: the next would have no number */
        return cigo_fail(err, CIGO_EXIT_STORAGE, _("la domanda %lld è rovinata: non si sa quante modifiche ha avuto. Usi "
                                                   "«cigo restore» con l'ultima copia di riserva."), (long long)id);
    if (ok)
        *ret_action = (uint64_t)action;
    return ok;
}
