/* One writer for each case: a row in `writer` that names the process, and a token that names the handle.
 * It is checked again inside each action's transaction, so a writer whose lock was taken over finds out
 * before it changes anything. */

#include <cigo/base/alloc.h>
#include <cigo/db/db.h>

#include <stdio.h>
#include <stdlib.h>

#include "store-priv.h"

struct writer {
    bool any, mine;
    struct cigo_process process;
    char who[64], since[32], seen[32];
    int64_t silent; /* seconds since then */
    char now[32];
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
    take_text(w->seen, sizeof w->seen, stmt, 10);
    w->silent = sqlite3_column_int64(stmt, 11);
}

/* Fails when there is no such case. */
static bool get_writer(struct cigo_store *store, int64_t id, struct writer *ret_writer,
                       struct cigo_error *err)
{
    bool ok = true;
    char now[32] = "";
    store->now(store->now_data, now);
    sqlite3_stmt *stmt = cigo_store_query(store, err, CIGO_SQL_WRITER_GET, "is", id, now);
    if (stmt == NULL)
        return false;
    bool found = cigo_store_next(store, stmt, &ok, err);
    if (found)
        take_writer(store, stmt, ret_writer);
    snprintf(ret_writer->now, sizeof ret_writer->now, "%s", now);
    sqlite3_reset(stmt);
    if (ok && !found)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("La domanda numero %lld non c'è: forse è stata cancellata nel frattempo."),
                         (long long)id);
    return ok;
}

static void show(const struct cigo_store *store, const struct writer *w, struct cigo_lock_holder *ret_holder)
{
    const struct cigo_process *p = &w->process;
    struct cigo_lock_holder holder = {.pid = p->pid, .here = cigo_process_visible(p, &store->self)};
    snprintf(holder.who, sizeof holder.who, "%s", w->who);
    snprintf(holder.where, sizeof holder.where, "%.40s%s%.20s", p->host, p->tty[0] ? ", " : "", p->tty);
    snprintf(holder.since, sizeof holder.since, "%s", w->since);
    snprintf(holder.seen, sizeof holder.seen, "%s", w->seen);
    *ret_holder = holder;
}

static enum cigo_lock state_of(const struct cigo_store *store, const struct writer *w)
{
    if (!w->any)
        return CIGO_LOCK_FREE;
    if (w->mine)
        return CIGO_LOCK_MINE;
    if (!cigo_process_alive(&w->process, &store->self))
        return CIGO_LOCK_GONE;
    bool here = cigo_process_visible(&w->process, &store->self);
    return !here && w->silent > CIGO_SILENT_MINUTES * 60 ? CIGO_LOCK_SILENT : CIGO_LOCK_HELD;
}

/* ---- what this handle holds ---- */

static bool holds(const struct cigo_store *store, int64_t id)
{
    for (size_t i = 0; i < store->n_held; i++)
        if (store->held[i] == id)
            return true;
    return false;
}

static void let_go(struct cigo_store *store, int64_t id)
{
    for (size_t i = 0; i < store->n_held; i++)
        if (store->held[i] == id)
            store->held[i--] = store->held[--store->n_held];
}

static void now_holds(struct cigo_store *store, int64_t id)
{
    store->locked = true;
    if (!holds(store, id))
        *CIGO_PUSH(store->held, store->n_held, store->cap_held) = id;
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

/* ---- taking and looking ---- */

/* One's own dead session in one's own archive is taken up again without a question: nobody else can be meant. */
static bool is_own(const struct cigo_store *store, const struct writer *w)
{
    return !store->shared && strcmp(w->who, store->who) == 0;
}

static enum cigo_lock after_lock(const struct cigo_store *store, const struct writer *w, bool insist)
{
    enum cigo_lock lock = state_of(store, w);
    if (lock == CIGO_LOCK_FREE || lock == CIGO_LOCK_MINE)
        return CIGO_LOCK_MINE;
    if (lock == CIGO_LOCK_GONE && (insist || is_own(store, w)))
        return CIGO_LOCK_DEAD_TAKEN;
    return lock == CIGO_LOCK_SILENT && insist ? CIGO_LOCK_DEAD_TAKEN : lock;
}

/* Who has a case is of no use after a power cut, so with WAL it need not wait for the disk: what is saved
 * later takes it along. With nothing in the WAL yet even its head need not wait; over an older one it must,
 * or a power cut might mix the two. That nobody fills it meanwhile is sure only within the transaction. */
static bool begin_hasty(struct cigo_store *store, struct cigo_error *err)
{
    bool empty = store->wal && !cigo_files_side(store->path, "-wal");
    if (empty) {
        cigo_store_patience(store, CIGO_SYNC_NEVER);
        if (!cigo_store_write_begin(store, err))
            return false;
        if (!cigo_files_side(store->path, "-wal"))
            return true;
        cigo_store_write_abort(store);
    }
    cigo_store_patience(store, CIGO_SYNC_HEAD);
    return cigo_store_write_begin(store, err);
}

static bool lock_case(struct cigo_store *store, int64_t id, bool insist, enum cigo_lock *ret_lock,
                      struct cigo_lock_holder *ret_holder, struct cigo_error *err)
{
    struct writer w;
    enum cigo_lock lock = CIGO_LOCK_HELD;
    if (!begin_hasty(store, err)) {
        cigo_store_patience(store, CIGO_SYNC_ALL);
        return false;
    }
    bool ok = get_writer(store, id, &w, err);
    if (ok)
        lock = after_lock(store, &w, insist);
    bool ours = lock == CIGO_LOCK_MINE || lock == CIGO_LOCK_DEAD_TAKEN;
    if (ok && ours && !w.mine)
        ok = take(store, id, err);
    ok = cigo_store_write_end(store, ok, err);
    cigo_store_patience(store, CIGO_SYNC_ALL);
    if (!ok)
        return false;
    if (ours)
        now_holds(store, id);
    if (ret_holder && w.any)
        show(store, &w, ret_holder);
    *ret_lock = lock;
    return true;
}

bool cigo_store_lock(struct cigo_store *store, int64_t id, enum cigo_lock *ret_lock,
                     struct cigo_lock_holder *ret_holder, struct cigo_error *err)
{
    return lock_case(store, id, false, ret_lock, ret_holder, err);
}

bool cigo_store_take_over(struct cigo_store *store, int64_t id, enum cigo_lock *ret_lock,
                          struct cigo_lock_holder *ret_holder, struct cigo_error *err)
{
    return lock_case(store, id, true, ret_lock, ret_holder, err);
}

bool cigo_store_holder(struct cigo_store *store, int64_t id, enum cigo_lock *ret_lock,
                       struct cigo_lock_holder *ret_holder, struct cigo_error *err)
{
    struct writer w;
    if (!get_writer(store, id, &w, err))
        return false;
    if (ret_holder && w.any)
        show(store, &w, ret_holder);
    *ret_lock = state_of(store, &w);
    return true;
}

void cigo_store_unlock(struct cigo_store *store, int64_t id)
{
    let_go(store, id);
    /* A failure leaves a lock that the next start takes over from the dead. */
    if (store->read_only || !cigo_store_write_begin(store, NULL))
        return;
    bool ok = cigo_store_run(store, NULL, CIGO_SQL_WRITER_DELETE, "is", id, store->token);
    cigo_store_write_end(store, ok, NULL);
}

/* ---- signs of life ---- */

void cigo_store_beat(struct cigo_store *store)
{
    char now[32] = "";
    if (store->read_only || store->n_held == 0 || !cigo_store_write_begin(store, NULL))
        return;
    store->now(store->now_data, now);
    bool ok = cigo_store_run(store, NULL, CIGO_SQL_WRITER_SEEN, "ss", store->token, now);
    cigo_store_write_end(store, ok, NULL);
}

bool cigo_store_elsewhere(const struct cigo_store *store)
{
    return !cigo_files_local(store->path);
}

/* ---- before each change ---- */

static bool refuse_robbed(int64_t id, const struct writer *w, struct cigo_error *err)
{
    if (!w->any)
        return cigo_fail(err, CIGO_EXIT_STORAGE,
                         _("La domanda %lld è stata presa da un'altra persona, che l'ha già chiusa: qui non si può più "
                           "cambiare. La riapra."), (long long)id);
    return cigo_fail(err, CIGO_EXIT_STORAGE,
                     _("La domanda %lld è stata presa da %s mentre qui non dava segno: qui non si può più cambiare. "
                       "Ne parli con %s, poi la riapra."), (long long)id, w->who, w->who);
}

bool cigo_lock_check(struct cigo_store *store, int64_t id, struct cigo_error *err)
{
    struct writer w;
    if (!get_writer(store, id, &w, err))
        return false;
    if (!w.mine && holds(store, id))
        return refuse_robbed(id, &w, err);
    if (w.mine && w.silent >= 60)
        return cigo_store_run(store, err, CIGO_SQL_WRITER_SEEN, "ss", store->token, w.now);
    if (!w.any || w.mine || !cigo_process_alive(&w.process, &store->self))
        return true;
    struct cigo_lock_holder holder;
    show(store, &w, &holder);
    return cigo_fail(err, CIGO_EXIT_STORAGE,
                     _("La domanda è aperta in scrittura da %s (%s, processo %ld, dal %s): qui non si può "
                     "cambiare. La chiuda là e riprovi."), holder.who, holder.where, holder.pid,
                     holder.since);
}
