/* One writer for each case: a row in `writer` that names the process, and a token that names the handle.
 * It is checked again inside each action's transaction, so a writer whose lock was taken over finds out
 * before it changes anything. */

#include <cigo/db/db.h>

#include <stdio.h>

#include "store-priv.h"

struct writer {
    bool any, mine;
    struct cigo_process process;
    char who[64], since[32];
};

static void take_text(char *buf, size_t size, sqlite3_stmt *stmt, int column)
{
    const char *text = cigo_db_text(stmt, column);
    snprintf(buf, size, "%s", text ? text : "");
}

static void take_writer(struct cigo_store *store, sqlite3_stmt *stmt, struct writer *ret_writer)
{
    struct writer *w = ret_writer;
    const char *token = cigo_db_text(stmt, 0);
    *w = (struct writer){.any = token != NULL};
    if (token == NULL)
        return;
    w->mine = strcmp(token, store->token) == 0;
    w->process.pid = (long)sqlite3_column_int64(stmt, 1);
    take_text(w->process.start, sizeof w->process.start, stmt, 2);
    take_text(w->process.boot, sizeof w->process.boot, stmt, 3);
    take_text(w->process.machine, sizeof w->process.machine, stmt, 4);
    take_text(w->process.space, sizeof w->process.space, stmt, 5);
    take_text(w->process.host, sizeof w->process.host, stmt, 6);
    take_text(w->process.tty, sizeof w->process.tty, stmt, 7);
    take_text(w->who, sizeof w->who, stmt, 8);
    take_text(w->since, sizeof w->since, stmt, 9);
}

/* Fails when there is no such case. */
static bool get_writer(struct cigo_store *store, int64_t id, struct writer *ret_writer,
                       struct cigo_error *err)
{
    bool ok = true;
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_WRITER_GET, "i", id);
    if (stmt == NULL)
        return false;
    bool found = cigo_store_next(store, stmt, &ok, err);
    if (found)
        take_writer(store, stmt, ret_writer);
    sqlite3_reset(stmt);
    if (ok && !found)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("La domanda numero %lld non c'è: forse è stata cancellata nel frattempo."),
                         (long long)id);
    return ok;
}

static void show(const struct writer *w, struct cigo_lock_holder *ret_holder)
{
    const struct cigo_process *p = &w->process;
    struct cigo_lock_holder holder = {.pid = p->pid};
    snprintf(holder.who, sizeof holder.who, "%s", w->who);
    snprintf(holder.where, sizeof holder.where, "%.40s%s%.20s", p->host, p->tty[0] ? ", " : "", p->tty);
    snprintf(holder.since, sizeof holder.since, "%s", w->since);
    *ret_holder = holder;
}

static bool take(struct cigo_store *store, int64_t id, struct cigo_error *err)
{
    const struct cigo_process *p = &store->self;
    char now[32] = "";
    store->now(store->now_data, now);
    return cigo_store_run(store, err, CIGO_SQL_WRITER_PUT, "isissssssss", id, store->token,
                          (int64_t)p->pid, p->start, p->boot, p->machine, p->space, p->host, p->tty,
                          store->who, now);
}

bool cigo_store_lock(struct cigo_store *store, int64_t id, enum cigo_lock *ret_lock,
                     struct cigo_lock_holder *ret_holder, struct cigo_error *err)
{
    struct writer w;
    enum cigo_lock lock = CIGO_LOCK_MINE;
    if (!cigo_store_write_begin(store, err))
        return false;
    bool ok = get_writer(store, id, &w, err);
    if (ok && w.any && !w.mine)
        lock = cigo_process_alive(&w.process, &store->self) ? CIGO_LOCK_HELD : CIGO_LOCK_DEAD_TAKEN;
    if (ok && !w.mine && lock != CIGO_LOCK_HELD)
        ok = take(store, id, err);
    ok = cigo_store_write_end(store, ok, err);
    if (!ok)
        return false;
    store->locked = store->locked || lock != CIGO_LOCK_HELD;
    if (ret_holder && w.any)
        show(&w, ret_holder);
    *ret_lock = lock;
    return true;
}

bool cigo_store_take_over(struct cigo_store *store, int64_t id, struct cigo_error *err)
{
    struct writer w;
    if (!cigo_store_write_begin(store, err))
        return false;
    bool ok = get_writer(store, id, &w, err) && take(store, id, err);
    ok = cigo_store_write_end(store, ok, err);
    store->locked = store->locked || ok;
    return ok;
}

void cigo_store_unlock(struct cigo_store *store, int64_t id)
{
    /* A failure leaves a lock that the next start takes over from the dead. */
    if (store->read_only || !cigo_store_write_begin(store, NULL))
        return;
    bool ok = cigo_store_run(store, NULL, CIGO_SQL_WRITER_DELETE, "is", id, store->token);
    cigo_store_write_end(store, ok, NULL);
}

bool cigo_lock_check(struct cigo_store *store, int64_t id, struct cigo_error *err)
{
    struct writer w;
    if (!get_writer(store, id, &w, err))
        return false;
    if (!w.any || w.mine || !cigo_process_alive(&w.process, &store->self))
        return true;
    struct cigo_lock_holder holder;
    show(&w, &holder);
    return cigo_fail(err, CIGO_EXIT_STORAGE,
                     _("La domanda è aperta in scrittura da %s (%s, processo %ld, dal %s): qui non si può "
                     "cambiare. La chiuda là e riprovi."), holder.who, holder.where, holder.pid,
                     holder.since);
}
