/* Each action of a session becomes a transaction of the store.
 *
 * Many rows at once are written by a second thread, from the answers themselves, while the first one judges the
 * rules: neither changes an answer until both are done (the session waits), each has a database connection of its
 * own, and the store is used by one thread at a time. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "durable-priv.h"

enum { MANY = 1000 }; /* rows that are worth a thread */
enum { BULK = 200 }; /* an action with more changes than this is one entry of the journal */

static bool on_begin(void *data, const char *label, uint64_t action, enum cigo_turn turn, size_t n_events,
                     struct cigo_error *err)
{
    struct cli_durable *durable = data;
    if (n_events > BULK)
        return cigo_store_begin_bulk(durable->store, durable->case_id, label, action, turn, err);
    return cigo_store_begin(durable->store, durable->case_id, label, action, turn, err);
}

static const char **column_names(const struct cigo_group *group)
{
    const char **columns = cigo_alloc_array(group->n_fields + 1, sizeof *columns);
    for (size_t i = 0; i < group->n_fields; i++)
        columns[i] = group->fields[i].id;
    return columns;
}

static bool store_row(struct cigo_store *store, const struct cigo_event *event, struct cigo_error *err)
{
    const struct cigo_group *group = event->place.group;
    if (event->type != CIGO_EVENT_ROW_ADDED)
        return cigo_store_remove_row(store, group->id, event->place.row, event->position, err);
    const char **columns = column_names(group);
    bool ok = cigo_store_add_row(store, group->id, event->place.row, event->position, columns, event->row_texts,
                                 group->n_fields, err);
    free(columns);
    return ok;
}

/* ---- many rows ---- */

static int64_t read_row(void *data, size_t i, const char **texts)
{
    const struct cigo_event *event = data;
    for (size_t k = 0; texts && k < event->place.group->n_fields; k++)
        texts[k] = cigo_row_text(&event->rows[i], k);
    return event->rows[i].id;
}

static bool store_rows(struct cigo_store *store, const struct cigo_event *event, struct cigo_error *err)
{
    const struct cigo_group *group = event->place.group;
    const char **columns = column_names(group);
    struct cigo_event copy = *event;
    struct cigo_store_rows rows = {.group = group->id,
                                   .position = event->position,
                                   .n = event->n_rows,
                                   .columns = columns,
                                   .n_columns = group->n_fields,
                                   .read = read_row,
                                   .data = &copy};
    bool ok = event->type == CIGO_EVENT_ROWS_ADDED ? cigo_store_add_rows(store, &rows, err)
                                                    : cigo_store_remove_rows(store, &rows, err);
    free(columns);
    return ok;
}

/* The rows that were put off, now: something else follows them in the same action. */
static bool write_deferred(struct cli_durable *durable, struct cigo_error *err)
{
    bool ok = true;
    for (size_t i = 0; ok && i < durable->n_deferred; i++)
        ok = store_rows(durable->store, &durable->deferred[i], err);
    durable->n_deferred = 0;
    return ok;
}

static bool on_event(void *data, const struct cigo_event *event, struct cigo_error *err)
{
    struct cli_durable *durable = data;
    struct cigo_store *store = durable->store;
    bool rows = event->type == CIGO_EVENT_ROWS_ADDED || event->type == CIGO_EVENT_ROWS_REMOVED;
    if (rows && event->n_rows >= MANY && durable->n_deferred < CLI_DEFERRED) {
        durable->deferred[durable->n_deferred++] = *event;
        return true;
    }
    if (!write_deferred(durable, err))
        return false;
    const struct cigo_waiver *waiver = event->waiver;
    switch (event->type) {
    case CIGO_EVENT_ANSWER:
        if (event->place.group)
            return cigo_store_put_cell(store, event->place.group->id, event->place.row,
                                       event->place.field->id, event->old_text, event->new_text, err);
        return cigo_store_put_field(store, event->place.field->id, event->old_text, event->new_text, err);
    case CIGO_EVENT_ROW_ADDED:
    case CIGO_EVENT_ROW_REMOVED:
        return store_row(store, event, err);
    case CIGO_EVENT_ROWS_ADDED:
    case CIGO_EVENT_ROWS_REMOVED:
        return store_rows(store, event, err);
    case CIGO_EVENT_WAIVER:
        return cigo_store_put_waiver(store, waiver->alert, waiver->row,
                                     cigo_alert_state_word(waiver->state), waiver->reason,
                                     waiver->inputs, waiver->form_version, err);
    }
    return true;
}

static bool commit(struct cli_durable *durable, struct cigo_error *err)
{
    if (write_deferred(durable, err) && cigo_store_commit(durable->store, err))
        return true;
    cigo_store_rollback(durable->store);
    return false;
}

static void *write_and_commit(void *data)
{
    struct cli_durable *durable = data;
    durable->written = commit(durable, &durable->failure);
    return NULL;
}

static bool on_commit(void *data, struct cigo_error *err)
{
    struct cli_durable *durable = data;
    durable->failure = (struct cigo_error){0};
    if (durable->n_deferred && cigo_thread_start(&durable->writer, write_and_commit, durable))
        return true;
    if (!commit(durable, err))
        return false;
    durable->clock(durable->saved_at);
    return true;
}

static bool on_wait(void *data, struct cigo_error *err)
{
    struct cli_durable *durable = data;
    if (!durable->writer.running)
        return true;
    cigo_thread_end(&durable->writer);
    if (!durable->written) {
        *err = durable->failure;
        return false;
    }
    durable->clock(durable->saved_at);
    return true;
}

static void on_abandon(void *data)
{
    struct cli_durable *durable = data;
    durable->n_deferred = 0;
    cigo_store_rollback(durable->store);
}

struct cigo_listener cli_durable_listener(struct cli_durable *durable)
{
    return (struct cigo_listener){durable, on_begin, on_event, on_commit, on_abandon, on_wait};
}
