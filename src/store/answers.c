/* Actions: one transaction that holds the answers' changes and their journal. Whatever fails in between
 * undoes the whole action at once, so that nothing half done can be committed by mistake. */

#include <cigo/base/alloc.h>
#include <cigo/base/arena.h>
#include <cigo/db/db.h>

#include <assert.h>
#include <stdlib.h>

#include "store-priv.h"

static const char *const waiver_columns[] = {"state", "reason", "inputs", "form_version"};
enum { N_WAIVER = sizeof waiver_columns / sizeof *waiver_columns };

static void finish_action(struct cigo_store *store)
{
    struct cigo_action *action = &store->action;
    free(action->label);
    free(action->hint.group);
    cigo_bulk_finish(&action->import);
    *action = (struct cigo_action){0};
    cigo_arena_reset(store->scratch);
}

static bool begin(struct cigo_store *store, int64_t id, const char *label, uint64_t number, enum cigo_turn turn,
                  bool bulk, struct cigo_error *err)
{
    assert(number <= INT64_MAX);
    if (!cigo_store_write_begin(store, err))
        return false;
    if (!cigo_lock_check(store, id, err)) {
        cigo_store_write_abort(store);
        return false;
    }
    struct cigo_action *action = &store->action;
    *action = (struct cigo_action){.open = true, .turn = turn, .bulk = bulk, .case_id = id,
                                   .number = number, .label = cigo_strdup(label ? label : "")};
    store->now(store->now_data, action->when);
    if (bulk)
        cigo_bulk_start(&action->import);
    return true;
}

bool cigo_store_begin(struct cigo_store *store, int64_t id, const char *label, uint64_t action,
                      enum cigo_turn turn, struct cigo_error *err)
{
    return begin(store, id, label, action, turn, false, err);
}

bool cigo_store_begin_bulk(struct cigo_store *store, int64_t id, const char *label, uint64_t action,
                           enum cigo_turn turn, struct cigo_error *err)
{
    return begin(store, id, label, action, turn, true, err);
}

bool cigo_action_ready(struct cigo_store *store, struct cigo_error *err)
{
    assert(store->action.open);
    return !store->action.failed ||
           cigo_fail(err, CIGO_EXIT_STORAGE,
                     _("Il salvataggio non è riuscito e non è stato cambiato nulla: riprovi."));
}

bool cigo_action_settle(struct cigo_store *store, bool ok)
{
    cigo_arena_reset(store->scratch);
    if (!ok) {
        store->action.failed = true;
        cigo_store_write_abort(store);
    }
    return ok;
}

bool cigo_action_out_of_step(struct cigo_error *err, const char *group, int64_t row)
{
    return cigo_fail(err, CIGO_EXIT_STORAGE,
                     _("La domanda aperta e l'archivio non corrispondono più (%s, riga %lld): non è stato "
                     "cambiato nulla. Chiuda la domanda e la riapra."), group, (long long)row);
}

static const char *filled(const char *text)
{
    return text && text[0] ? text : NULL;
}

/* ---- fields ---- */

bool cigo_store_put_field(struct cigo_store *store, const char *field, const char *old_text,
                          const char *new_text, struct cigo_error *err)
{
    struct cigo_action *action = &store->action;
    if (!cigo_action_ready(store, err))
        return false;
    old_text = filled(old_text);
    new_text = filled(new_text);
    bool ok;
    if (new_text)
        ok = cigo_store_run(store, err, CIGO_SQL_ANSWER_PUT, "iss", action->case_id, field, new_text);
    else
        ok = cigo_store_run(store, err, CIGO_SQL_ANSWER_DELETE, "is", action->case_id, field);
    if (ok && action->bulk)
        cigo_bulk_changed(&action->import, 'f', (const char *[]){field, old_text}, 2);
    else if (ok)
        ok = cigo_journal_add(store, "field", field, old_text, new_text, err);
    return cigo_action_settle(store, ok);
}

/* ---- rows ---- */

/* The record of this row alone, in the arena; NULL with err filled when there is none. */
static struct cigo_str row_data(struct cigo_store *store, const char *group, int64_t row, bool *ret_ok,
                                struct cigo_error *err)
{
    struct cigo_record record = {.n = 0};
    bool found = false;
    *ret_ok = cigo_record_find(store, group, row, &record, &found, err);
    if (*ret_ok && found && record.n > 1)
        *ret_ok = cigo_record_unfold(store, group, &record, err) &&
                  cigo_record_find(store, group, row, &record, &found, err);
    if (*ret_ok && !found)
        *ret_ok = cigo_action_out_of_step(err, group, row);
    return *ret_ok ? record.data : (struct cigo_str){NULL, 0};
}

static const char *row_place(struct cigo_store *store, const char *group, int64_t row)
{
    cigo_buf_clear(&store->place);
    cigo_buf_printf(&store->place, "%s/%lld", group, (long long)row);
    return store->place.p;
}

/* In the journal a row is its position and then its record. */
static bool journal_row(struct cigo_store *store, bool added, const char *group, int64_t row,
                        size_t position, const char *data, struct cigo_error *err)
{
    struct cigo_buf text;
    cigo_buf_init(&text, store->text.max);
    cigo_buf_printf(&text, "%zu%s%s", position, data[0] ? "\t" : "", data);
    bool ok = cigo_journal_add(store, added ? "row+" : "row-", row_place(store, group, row),
                               added ? NULL : text.p, added ? text.p : NULL, err);
    cigo_buf_finish(&text);
    return ok;
}

bool cigo_store_add_row(struct cigo_store *store, const char *group, int64_t row, size_t position,
                        const char *const *columns, const char *const *texts, size_t n,
                        struct cigo_error *err)
{
    struct cigo_action *action = &store->action;
    int64_t key;
    if (!cigo_action_ready(store, err))
        return false;
    bool ok = cigo_order_key(store, group, position, &key, err); /* unfolding a record needs store->text */
    cigo_buf_clear(&store->text);
    cigo_codec_row(&store->text, columns, texts, n);
    ok = ok && cigo_store_run(store, err, CIGO_SQL_ROW_INSERT, "isiisi", action->case_id, group, row, key,
                              store->text.p, (int64_t)1);
    if (ok && action->bulk)
        cigo_bulk_added(&action->import, group, row, position, 1);
    else if (ok)
        ok = journal_row(store, true, group, row, position, store->text.p, err);
    return cigo_action_settle(store, ok);
}

bool cigo_store_remove_row(struct cigo_store *store, const char *group, int64_t row, size_t position,
                           struct cigo_error *err)
{
    struct cigo_action *action = &store->action;
    bool ok;
    if (!cigo_action_ready(store, err))
        return false;
    /* What is journaled is what the database holds: undoing must bring back exactly that. */
    struct cigo_str data = row_data(store, group, row, &ok, err);
    ok = ok && cigo_store_run(store, err, CIGO_SQL_ROW_DELETE, "isi", action->case_id, group, row);
    cigo_order_forget(store);
    if (ok && action->bulk)
        cigo_bulk_removed(&action->import, group, row, position, data.p);
    else if (ok)
        ok = journal_row(store, false, group, row, position, data.p, err);
    return cigo_action_settle(store, ok);
}

/* The record with one column changed, in store->text. */
static bool change_record(struct cigo_store *store, struct cigo_str data, const char *column,
                          const char *new_text)
{
    size_t n;
    char **parts = cigo_codec_split(store->scratch, data, &n);
    if (n % 2 != 0)
        return false;
    const char **columns = cigo_arena_alloc(store->scratch, (n / 2 + 1) * sizeof *columns);
    const char **texts = cigo_arena_alloc(store->scratch, (n / 2 + 1) * sizeof *texts);
    size_t count = n / 2, at = count;
    for (size_t i = 0; i < count; i++) {
        columns[i] = parts[2 * i];
        texts[i] = parts[2 * i + 1];
        if (strcmp(columns[i], column) == 0)
            at = i;
    }
    columns[at] = column;
    texts[at] = new_text;
    cigo_buf_clear(&store->text);
    cigo_codec_row(&store->text, columns, texts, at == count ? count + 1 : count);
    return true;
}

bool cigo_store_put_cell(struct cigo_store *store, const char *group, int64_t row, const char *column,
                         const char *old_text, const char *new_text, struct cigo_error *err)
{
    struct cigo_action *action = &store->action;
    bool ok;
    if (!cigo_action_ready(store, err))
        return false;
    old_text = filled(old_text);
    new_text = filled(new_text);
    struct cigo_str data = row_data(store, group, row, &ok, err);
    if (ok && !change_record(store, data, column, new_text))
        ok = cigo_action_out_of_step(err, group, row);
    ok = ok && cigo_store_run(store, err, CIGO_SQL_ROW_UPDATE, "isis", action->case_id, group, row,
                              store->text.p);
    if (ok) {
        row_place(store, group, row);
        if (action->bulk) {
            const char *id = strrchr(store->place.p, '/') + 1;
            cigo_bulk_changed(&action->import, 'c', (const char *[]){group, id, column, old_text}, 4);
        } else {
            cigo_buf_printf(&store->place, "/%s", column);
            ok = cigo_journal_add(store, "cell", store->place.p, old_text, new_text, err);
        }
    }
    return cigo_action_settle(store, ok);
}

/* ---- waivers ---- */

/* texts[i] NULL when there is none. */
static bool former_waiver(struct cigo_store *store, const char *alert, int64_t row,
                          const char *texts[N_WAIVER], struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt =
        cigo_store_query(store, err, CIGO_SQL_WAIVER_GET, "isi", store->action.case_id, alert, row);
    if (stmt == NULL)
        return false;
    bool found = cigo_store_next(store, stmt, &ok, err);
    for (int i = 0; i < N_WAIVER; i++)
        texts[i] = found ? cigo_arena_dup(store->scratch, cigo_db_text(stmt, i)) : NULL;
    sqlite3_reset(stmt);
    return ok;
}

static bool journal_waiver(struct cigo_store *store, const char *alert, int64_t row,
                           const char *const *old, const char *const *new, struct cigo_error *err)
{
    struct cigo_buf before, after;
    cigo_buf_init(&before, store->text.max);
    cigo_buf_init(&after, store->text.max);
    if (old[0])
        cigo_codec_row(&before, waiver_columns, old, N_WAIVER);
    if (new)
        cigo_codec_row(&after, waiver_columns, new, N_WAIVER);
    const char *place = row ? row_place(store, alert, row) : alert;
    bool ok = cigo_journal_add(store, "waiver", place, old[0] ? before.p : NULL, new ? after.p : NULL, err);
    cigo_buf_finish(&before);
    cigo_buf_finish(&after);
    return ok;
}

bool cigo_store_put_waiver(struct cigo_store *store, const char *alert, int64_t row, const char *state,
                           const char *reason, const char *inputs, const char *form_version,
                           struct cigo_error *err)
{
    struct cigo_action *action = &store->action;
    const char *old[N_WAIVER];
    const char *const new[N_WAIVER] = {state, reason ? reason : "", inputs ? inputs : "",
                                       form_version ? form_version : ""};
    bool withdrawn = strcmp(state, "open") == 0;
    if (!cigo_action_ready(store, err))
        return false;
    bool ok = former_waiver(store, alert, row, old, err);
    if (ok && withdrawn)
        ok = cigo_store_run(store, err, CIGO_SQL_WAIVER_DELETE, "isi", action->case_id, alert, row);
    else if (ok)
        ok = cigo_store_run(store, err, CIGO_SQL_WAIVER_PUT, "isissss", action->case_id, alert, row, new[0],
                            new[1], new[2], new[3]);
    if (ok && action->bulk) {
        row_place(store, alert, row);
        const char *id = strrchr(store->place.p, '/') + 1;
        cigo_bulk_changed(&action->import, 'w',
                          (const char *[]){alert, id, old[0], old[1], old[2], old[3]}, 6);
    } else if (ok) {
        ok = journal_waiver(store, alert, row, old, withdrawn ? NULL : new, err);
    }
    return cigo_action_settle(store, ok);
}

/* ---- end ---- */

bool cigo_store_commit(struct cigo_store *store, struct cigo_error *err)
{
    struct cigo_action *action = &store->action;
    if (!cigo_action_ready(store, err)) {
        finish_action(store);
        return false;
    }
    bool ok = !action->bulk || cigo_bulk_write(store, err);
    ok = ok && cigo_store_run(store, err, CIGO_SQL_CASE_TOUCH, "issi", action->case_id, action->when,
                              store->who, (int64_t)action->number);
    ok = cigo_store_write_end(store, ok, err);
    finish_action(store);
    return ok;
}

void cigo_store_rollback(struct cigo_store *store)
{
    if (!store->action.open)
        return;
    cigo_store_write_abort(store);
    finish_action(store);
}
