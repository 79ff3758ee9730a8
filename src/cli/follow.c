/* A case that somebody else writes, followed while it is read: what he saves is loaded as soon as it is saved, and
 * when he leaves it, it may be taken. The screen is woken by the store's watch; nothing here waits. */

#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

/* What of the case is on disk: changes with every action, and with what is no action (a name). */
static bool read_stamp(struct open_case *open_case, struct follow_stamp *ret_stamp, bool *ret_found,
                       struct cigo_error *err)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_store *store = open_case->cli->store;
    struct cigo_case_info info;
    struct follow_stamp stamp = {0};
    int64_t id = open_case->info.id;
    bool ok = cigo_store_get(store, id, arena, &info, ret_found, err) &&
              (!*ret_found || cigo_store_last_action(store, id, &stamp.action, err));
    if (ok && *ret_found) {
        snprintf(stamp.when, sizeof stamp.when, "%s", info.updated);
        snprintf(stamp.who, sizeof stamp.who, "%s", info.updated_by);
        *ret_stamp = stamp;
    }
    cigo_arena_free(arena);
    return ok;
}

static void watch_holder(struct open_case *open_case, enum cigo_lock lock, const struct cigo_lock_holder *holder)
{
    if (open_case->watch)
        cigo_watch_process(open_case->watch, lock == CIGO_LOCK_HELD && holder->here ? holder->pid : 0);
}

void cli_follow_start(struct open_case *open_case)
{
    struct cigo_error err;
    struct cigo_lock_holder holder = {0};
    bool found;
    if (!open_case->read_only || cigo_store_read_only(open_case->cli->store))
        return;
    open_case->watch = cigo_watch_new(open_case->cli->store);
    if (read_stamp(open_case, &open_case->stamp, &found, &err) &&
        cigo_store_holder(open_case->cli->store, open_case->info.id, &open_case->lock, &holder, &err))
        watch_holder(open_case, open_case->lock, &holder);
}

void cli_follow_end(struct open_case *open_case)
{
    cigo_watch_free(open_case->watch);
    open_case->watch = NULL;
}

static void say(struct open_case *open_case, const char *text)
{
    snprintf(open_case->news, sizeof open_case->news, "%s", text);
}

/* ---- news ---- */

static bool load_news(struct open_case *open_case, struct cigo_news *ret_news, struct cigo_error *err)
{
    struct follow_stamp stamp = open_case->stamp;
    bool found = false;
    if (!read_stamp(open_case, &stamp, &found, err))
        return false;
    if (!found) {
        if (!open_case->deleted)
            say(open_case, _("La domanda è stata eliminata da un'altra persona: qui la si legge ancora com'era."));
        open_case->deleted = true;
        return true;
    }
    if (stamp.action == open_case->stamp.action && strcmp(stamp.when, open_case->stamp.when) == 0)
        return true;
    open_case->stamp = stamp;
    char when[40];
    cli_local_time(stamp.when, when);
    snprintf(open_case->news, sizeof open_case->news, _("%s ha salvato il %s: qui si vede com'è ora."), stamp.who,
             when);
    ret_news->changed = true;
    return cli_case_reload(open_case, NULL, err);
}

static bool load_holder(struct open_case *open_case, struct cigo_error *err)
{
    struct cli *cli = open_case->cli;
    struct cigo_lock_holder holder = {0};
    enum cigo_lock lock;
    if (open_case->deleted)
        return true;
    if (!cigo_store_holder(cli->store, open_case->info.id, &lock, &holder, err))
        return false;
    if (lock != open_case->lock)
        snprintf(open_case->news, sizeof open_case->news, "%s%s", cli_holder_sentence(cli, lock, &holder),
                 cli_take_in_face(lock));
    open_case->lock = lock;
    watch_holder(open_case, lock, &holder);
    return true;
}

void cli_follow_look(void *data, struct cigo_news *ret_news)
{
    struct open_case *open_case = data;
    struct cigo_error err;
    *ret_news = (struct cigo_news){.text = open_case->news};
    say(open_case, "");
    if (open_case->watch && !cigo_watch_moved(open_case->watch))
        return;
    if (!load_news(open_case, ret_news, &err) || !load_holder(open_case, &err))
        say(open_case, err.text);
}

/* ---- taking ---- */

static enum cigo_take take(struct open_case *open_case, struct cigo_error *err)
{
    struct cli *cli = open_case->cli;
    struct cigo_lock_holder holder = {0};
    struct cigo_listener listener;
    int64_t id = open_case->info.id;
    if (!cigo_store_take_over(cli->store, id, &open_case->lock, &holder, err))
        return CIGO_TAKE_NO;
    if (open_case->lock != CIGO_LOCK_MINE && open_case->lock != CIGO_LOCK_DEAD_TAKEN) {
        cigo_fail(err, CIGO_EXIT_STORAGE, "%s", cli_holder_sentence(cli, open_case->lock, &holder));
        return CIGO_TAKE_NO;
    }
    open_case->durable = (struct cli_durable){.store = cli->store, .case_id = id, .clock = cli_clock};
    listener = cli_durable_listener(&open_case->durable);
    cli_past_finish(&open_case->past);
    if (!cli_case_reload(open_case, &listener, err) || !cli_past_init(&open_case->past, cli, id, err)) {
        cigo_store_unlock(cli->store, id);
        return CIGO_TAKE_NO;
    }
    open_case->locked = true;
    open_case->read_only = false;
    cli_follow_end(open_case);
    return CIGO_TAKE_DONE;
}

enum cigo_take cli_follow_take(void *data, bool sure, const char **ret_text)
{
    struct open_case *open_case = data;
    struct cli *cli = open_case->cli;
    struct cigo_lock_holder holder = {0};
    struct cigo_error err = {0};
    enum cigo_lock lock;
    *ret_text = open_case->news;
    if (cigo_store_read_only(cli->store)) {
        say(open_case, _("L'archivio è in sola lettura: la domanda non si può prendere."));
        return CIGO_TAKE_NO;
    }
    if (!cigo_store_holder(cli->store, open_case->info.id, &lock, &holder, &err)) {
        say(open_case, err.text);
        return CIGO_TAKE_NO;
    }
    say(open_case, cli_holder_sentence(cli, lock, &holder));
    if (lock == CIGO_LOCK_HELD)
        return CIGO_TAKE_NO;
    if (lock != CIGO_LOCK_FREE && !sure)
        return CIGO_TAKE_ASK;
    enum cigo_take how = take(open_case, &err);
    say(open_case, how == CIGO_TAKE_DONE ? _("Ora la domanda la scrive lei.") : err.text);
    return how;
}
