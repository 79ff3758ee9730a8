/* Who writes a case: said in words, and taken over when a person says so. */

#include "cli-priv.h"

const char *cli_holder_sentence(struct cli *cli, enum cigo_lock lock, const struct cigo_lock_holder *holder)
{
    char since[40], seen[40];
    cli_local_time(holder->since, since);
    cli_local_time(holder->seen, seen);
    switch (lock) {
    case CIGO_LOCK_HELD:
        return cigo_arena_printf(cli->arena, _("La domanda è aperta da %s (%s) dal %s: qui si può solo leggere."),
                                 holder->who, holder->where, since);
    case CIGO_LOCK_GONE:
        return cigo_arena_printf(cli->arena,
                                 _("La domanda era aperta da %s (%s) dal %s, ma quel programma su questo computer non "
                                   "c'è più: si è interrotto. Ciò che aveva registrato è tutto qui."),
                                 holder->who, holder->where, since);
    case CIGO_LOCK_SILENT:
        return cigo_arena_printf(cli->arena,
                                 _("La domanda è aperta da %s su un altro computer (%s), che non dà segno dal %s: può "
                                   "essersi interrotto, o essere ancora aperto. Lo chieda a %s prima di prenderla."),
                                 holder->who, holder->where, seen, holder->who);
    case CIGO_LOCK_FREE:
        return _("La domanda ora è libera.");
    case CIGO_LOCK_DEAD_TAKEN:
        return _("L'ultima volta cigo si è interrotto: tutte le risposte registrate sono qui.");
    case CIGO_LOCK_MINE:
        break;
    }
    return "";
}

static bool may_take(enum cigo_lock lock)
{
    return lock == CIGO_LOCK_GONE || lock == CIGO_LOCK_SILENT || lock == CIGO_LOCK_FREE;
}

const char *cli_take_in_face(enum cigo_lock lock)
{
    return may_take(lock) ? _(" Per scriverla lei: menu (F10), o /prendi nelle righe semplici.") : "";
}

const char *cli_take_in_command(enum cigo_lock lock)
{
    return may_take(lock) ? _(" Con --take la si prende.") : "";
}

bool cli_case_claim(struct open_case *open_case, struct cigo_error *err)
{
    return cli_case_lock(open_case, err) &&
           (!open_case->read_only || cigo_fail(err, CIGO_EXIT_STORAGE, "%s", open_case->notice));
}

bool cli_case_lock(struct open_case *open_case, struct cigo_error *err)
{
    struct cli *cli = open_case->cli;
    struct cigo_lock_holder holder = {0}; /* nobody: not filled in when it is ours */
    int64_t id = open_case->info.id;
    bool ok = cli->options[OPT_TAKE] ? cigo_store_take_over(cli->store, id, &open_case->lock, &holder, err)
                                     : cigo_store_lock(cli->store, id, &open_case->lock, &holder, err);
    if (!ok)
        return false;
    open_case->locked = open_case->lock == CIGO_LOCK_MINE || open_case->lock == CIGO_LOCK_DEAD_TAKEN;
    open_case->read_only = !open_case->locked;
    cli_case_notice(open_case, cli_holder_sentence(cli, open_case->lock, &holder));
    return true;
}
