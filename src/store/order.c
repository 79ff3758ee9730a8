/* The order of rows: each has a key with gaps between neighbours, so a row put in between changes no
 * other one. Where a gap is used up, the rows after it move up together by a wide step; where keys grow
 * too large the group is numbered anew. A row beside the last one added (pasting) is found through the hint,
 * without counting from the start. Many rows in one record (block.c) have keys STEP apart; to put a row between
 * them, the record is unfolded. */

#include <cigo/base/alloc.h>

#include <stdlib.h>

#include "store-priv.h"

#define STEP CIGO_ORDER_STEP
#define WIDE ((int64_t)1 << 40)
#define LIMIT ((int64_t)1 << 62)

struct neighbours {
    bool has_before, has_after;
    int64_t before, after;
    bool exact; /* false: the position asked for lies past the end */
};

void cigo_order_forget(struct cigo_store *store)
{
    store->action.hint.valid = false;
}

/* One value, or none (no row, or NULL). */
static bool one(struct cigo_store *store, sqlite3_stmt *stmt, bool *ret_some, int64_t *ret_value,
                struct cigo_error *err)
{
    bool ok = true;
    if (stmt == NULL)
        return false;
    *ret_some = cigo_store_next(store, stmt, &ok, err) && sqlite3_column_type(stmt, 0) != SQLITE_NULL;
    if (*ret_some)
        *ret_value = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    return ok;
}

static bool beside_hint(struct cigo_store *store, const char *group, bool after, struct neighbours *n,
                        struct cigo_error *err)
{
    int64_t key = store->action.hint.key, id = store->action.case_id;
    *n = (struct neighbours){
        .has_before = after, .has_after = !after, .before = key, .after = key, .exact = true};
    if (after)
        return one(store, cigo_store_query(store, err, CIGO_SQL_ORDER_AFTER, "isi", id, group, key),
                   &n->has_after, &n->after, err);
    return one(store, cigo_store_query(store, err, CIGO_SQL_ORDER_BEFORE, "isi", id, group, key),
               &n->has_before, &n->before, err);
}

/* The records in order, up to the one with row number `at`; how far that row is into it. */
static bool walk(sqlite3_stmt *stmt, struct cigo_store *store, size_t at, struct cigo_record *record, size_t *ret_into,
                 bool *ret_some, struct cigo_error *err)
{
    bool ok = true;
    *ret_some = false;
    for (size_t passed = 0; !*ret_some && cigo_store_next(store, stmt, &ok, err); passed += record->n) {
        *record = (struct cigo_record){.first = sqlite3_column_int64(stmt, 2),
                                       .key = sqlite3_column_int64(stmt, 0),
                                       .n = (size_t)sqlite3_column_int64(stmt, 1)};
        *ret_some = at - passed < record->n;
        *ret_into = at - passed;
    }
    return ok;
}

/* By counting from the start; past the end means after the last. *ret_inside: between two rows of one record. */
static bool count(struct cigo_store *store, const char *group, size_t position, struct neighbours *n,
                  int64_t *ret_inside, struct cigo_error *err)
{
    int64_t id = store->action.case_id;
    struct cigo_record record = {0};
    size_t into = 0;
    bool some, more = false, ok = true;
    *n = (struct neighbours){.exact = position == 0};
    *ret_inside = 0;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_ORDER_AT, "is", id, group);
    if (stmt == NULL || !walk(stmt, store, position ? position - 1 : 0, &record, &into, &some, err))
        return false;
    int64_t key = record.key + (int64_t)into * STEP, next = key + STEP;
    if (some && position > 0 && into + 1 < record.n) {
        more = true;
        *ret_inside = record.first;
    } else if (some && position > 0) {
        more = cigo_store_next(store, stmt, &ok, err);
        next = more ? sqlite3_column_int64(stmt, 0) : 0;
    }
    sqlite3_reset(stmt);
    if (some && position == 0)
        *n = (struct neighbours){.has_after = true, .after = key, .exact = true};
    else if (some)
        *n = (struct neighbours){true, more, key, next, true};
    else if (position > 0)
        return one(store, cigo_store_query(store, err, CIGO_SQL_ORDER_LAST, "is", id, group),
                   &n->has_before, &n->before, err);
    return ok;
}

static bool counted(struct cigo_store *store, const char *group, size_t position, struct neighbours *n,
                    struct cigo_error *err)
{
    int64_t inside;
    bool found;
    struct cigo_record record;
    if (!count(store, group, position, n, &inside, err))
        return false;
    return !inside || (cigo_record_find(store, group, inside, &record, &found, err) &&
                       cigo_record_unfold(store, group, &record, err));
}

/* Between the two, near the one where the next row is going to come too. */
static int64_t between(const struct neighbours *n, bool near_after)
{
    if (!n->has_before && !n->has_after)
        return 0;
    if (!n->has_after)
        return n->before + STEP;
    if (!n->has_before)
        return n->after - STEP;
    int64_t half = (n->after - n->before) / 2; /* no overflow: too_far() was asked */
    int64_t step = half < STEP ? half : STEP;
    return near_after ? n->after - step : n->before + step;
}

static bool too_far(const struct neighbours *n)
{
    return (n->has_before && (n->before > LIMIT - WIDE || n->before < -LIMIT + WIDE)) ||
           (n->has_after && (n->after > LIMIT - WIDE || n->after < -LIMIT + WIDE));
}

static bool renumber(struct cigo_store *store, const char *group, size_t position, struct neighbours *n,
                     struct cigo_error *err)
{
    return cigo_store_run(store, err, CIGO_SQL_ORDER_RENUMBER, "isi", store->action.case_id, group, STEP) &&
           counted(store, group, position, n, err);
}

/* Opens the gap in front of n->after. */
static bool shift(struct cigo_store *store, const char *group, size_t position, struct neighbours *n,
                  struct cigo_error *err)
{
    bool some = false;
    int64_t last = 0, id = store->action.case_id;
    if (!one(store, cigo_store_query(store, err, CIGO_SQL_ORDER_LAST, "is", id, group), &some, &last, err))
        return false;
    if (last > LIMIT - WIDE && !renumber(store, group, position, n, err))
        return false;
    if (!cigo_store_run(store, err, CIGO_SQL_ORDER_SHIFT, "isii", id, group, n->after, WIDE))
        return false;
    n->after += WIDE;
    return true;
}

bool cigo_order_key(struct cigo_store *store, const char *group, size_t position, int64_t *ret_key,
                    struct cigo_error *err)
{
    struct cigo_order_hint *hint = &store->action.hint;
    bool known = hint->valid && strcmp(hint->group, group) == 0;
    bool after = known && position > 0 && position - 1 == hint->position;
    bool before = known && position == hint->position;
    struct neighbours n;
    if (after || before ? !beside_hint(store, group, after, &n, err)
                        : !counted(store, group, position, &n, err))
        return false;
    if (too_far(&n) && !renumber(store, group, position, &n, err))
        return false;
    if (n.has_before && n.has_after && n.after - n.before < 2 && !shift(store, group, position, &n, err))
        return false;
    if (!known) {
        free(hint->group);
        hint->group = cigo_strdup(group);
    }
    hint->valid = n.exact;
    hint->position = position;
    hint->key = between(&n, before);
    *ret_key = hint->key;
    return true;
}

bool cigo_order_end(struct cigo_store *store, const char *group, size_t n, int64_t *ret_key, bool *ret_room,
                    struct cigo_error *err)
{
    bool some = false;
    int64_t last = -STEP;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_ORDER_LAST, "is", store->action.case_id, group);
    if (!one(store, stmt, &some, &last, err))
        return false;
    cigo_order_forget(store);
    *ret_room = n < (size_t)(WIDE / STEP) * 1024 && last < LIMIT - 1024 * WIDE;
    *ret_key = last + STEP;
    return true;
}
