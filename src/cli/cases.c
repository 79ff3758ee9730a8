/* From a stored case to an open session. */

#include <stdlib.h>
#include <unistd.h>
#include <cigo/base/alloc.h>
#include <cigo/base/date.h>
#include <cigo/exchange/exchange.h>
#include <cigo/loader/loader.h>
#include "cli-priv.h"
#include "other_form-priv.h"

enum { MANY_ROWS = 200 };

static void put_form(void *data, const char *id)
{
    struct cigo_buf *out = data;
    cigo_buf_printf(out, "%s%s", out->n ? ", " : "", id);
}

/* true: there are forms, and this one is not among them, which is said. */
static bool is_no_form(struct cli *cli, const char *dir, const char *id, struct cigo_error *err)
{
    if (access(dir, F_OK) == 0)
        return false;
    struct cigo_buf others;
    cigo_buf_init(&others, 4096);
    cli_form_ids(cli, put_form, &others);
    bool some = others.n > 0;
    if (some)
        cigo_fail(err, CIGO_EXIT_USAGE, _("non c'è un modulo «%s»; ci sono: %s."), id, others.p);
    cigo_buf_finish(&others);
    return some;
}

bool cli_form_load(struct cli *cli, const char *id, struct cigo_error *err)
{
    if (cli->form && strcmp(cli->form->id, id) == 0)
        return true;
    if (strchr(id, '/') || id[0] == '.' || !id[0])
        return cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» non è il nome di un modulo."), id);
    const char *dir = cigo_arena_printf(cli->arena, "%s/%s", cli_forms_dir(cli), id);
    if (is_no_form(cli, dir, id, err))
        return false;
    cigo_form_free(cli->form);
    struct cigo_problems problems;
    cigo_problems_init(&problems, cli->arena);
    cli->form = cigo_form_load(dir, &problems);
    if (cli->form)
        cli_form_language(cli, &problems);
    cli_problems(&problems);
    cigo_problems_finish(&problems);
    return cli->form || cigo_fail(err, CIGO_EXIT_USAGE,
                                  _("il modulo «%s» non si può usare; lo verifichi con «cigo form check %s»."),
                                  id, dir);
}

bool cli_store_open(struct cli *cli, struct cigo_error *err)
{
    if (cli->store)
        return true;
    struct cigo_store_env env = {.who = cli_user(cli), .now = cli_now, .named = cli_data_named(cli) && !cli->tutorial};
    cli->store = cigo_store_open(cli_data_path(cli), &env, &cli->notice, err);
    return cli->store != NULL;
}

bool cli_case_find(struct cli *cli, const char *name, struct cigo_case_info *ret_info,
                   struct cigo_error *err)
{
    bool found;
    if (!cli_store_open(cli, err) ||
        !cigo_store_find(cli->store, cigo_str_of(name), cli->arena, ret_info, &found, err))
        return false;
    return found || cigo_fail(err, CIGO_EXIT_USAGE,
                              _("non c'è una domanda «%s»; l'elenco è in «cigo list»."), name);
}

bool cli_case_by_id(struct cli *cli, int64_t id, struct cigo_case_info *ret_info,
                    struct cigo_error *err)
{
    bool found;
    if (!cli_store_open(cli, err) || !cigo_store_get(cli->store, id, cli->arena, ret_info, &found, err))
        return false;
    return found || cigo_fail(err, CIGO_EXIT_STORAGE, _("la domanda non c'è più."));
}

/* ---- store → session ---- */

static void read_field(void *data, const char *id, const char *text)
{
    struct other_form *other = data;
    struct open_case *open_case = other->open_case;
    const struct cigo_field *field = cigo_form_field(open_case->cli->form, cigo_str_of(id));
    struct cigo_place place = {.field = field};
    if (field)
        cigo_session_load_text(open_case->session, place, cigo_str_of(text));
    else
        other_form_field(other, id, text);
}

static void read_row(void *data, const char *id, int64_t row, const char *const *columns,
                     const char *const *texts, size_t n)
{
    struct other_form *other = data;
    struct open_case *open_case = other->open_case;
    const struct cigo_group *group = cigo_form_group(open_case->cli->form, cigo_str_of(id));
    if (!group) {
        other_form_group(other, id);
        return;
    }
    struct cigo_str *cells = cigo_alloc_array(group->n_fields + 1, sizeof *cells);
    for (size_t i = 0; i < n; i++) {
        const struct cigo_field *field = cigo_group_field(group, cigo_str_of(columns[i]));
        if (field)
            cells[field->index] = cigo_str_of(texts[i]);
        else
            other_form_column(other, group, row, columns[i], texts[i]);
    }
    cigo_session_load_full_row(open_case->session, group, row, cells);
    free(cells);
}

enum cigo_alert_state cli_alert_state(const char *word)
{
    if (strcmp(word, cigo_alert_state_word(CIGO_ACKNOWLEDGED)) == 0)
        return CIGO_ACKNOWLEDGED;
    return strcmp(word, cigo_alert_state_word(CIGO_CONTESTED)) == 0 ? CIGO_CONTESTED : CIGO_OPEN;
}

static void read_waiver(void *data, const char *alert, int64_t row, const char *state,
                        const char *reason, const char *inputs, const char *form_version)
{
    struct open_case *open_case = ((struct other_form *)data)->open_case;
    struct cigo_waiver waiver = {alert, row, cli_alert_state(state), reason, inputs, form_version};
    cigo_session_load_waiver(open_case->session, &waiver);
}

/* ---- opening ---- */

void cli_case_notice(struct open_case *open_case, const char *text)
{
    size_t n = strlen(open_case->notice);
    if (*text)
        snprintf(open_case->notice + n, sizeof open_case->notice - n, "%s%s", n ? "\n" : "", text);
}

const char *cli_case_why_read_only(struct open_case *open_case)
{
    struct cli *cli = open_case->cli;
    cli->notice_shown = true;
    return cigo_arena_printf(cli->arena, "%s%s", open_case->notice, cli_take_in_command(open_case->lock));
}

static bool read_all(struct other_form *other, struct cigo_error *err)
{
    struct open_case *open_case = other->open_case;
    struct cigo_store_reader reader = {other, read_field, read_row, read_waiver};
    struct cigo_store *store = open_case->cli->store;
    uint64_t last;
    cigo_session_load_begin(open_case->session);
    /* first the number: what somebody else writes meanwhile must not count as read */
    if (!cigo_store_last_action(store, open_case->info.id, &last, err) ||
        !cigo_store_read(store, open_case->info.id, &reader, err))
        return false;
    open_case->loaded = last;
    other_form_move(other);
    if (!other_form_save(other, &last, err))
        return false;
    cigo_session_start_at(open_case->session, last);
    return cigo_session_load_end(open_case->session, err);
}

/* A version of the form other than the one that made the case is said, never hidden. */
static bool load(struct open_case *open_case, struct cigo_error *err)
{
    struct other_form other = {.open_case = open_case};
    bool ok = read_all(&other, err);
    struct cigo_buf text;
    cigo_buf_init(&text, sizeof open_case->notice);
    if (ok)
        other_form_notice(&other, &text);
    cli_case_notice(open_case, text.p);
    cigo_buf_clear(&text);
    cigo_rules_old_notice(open_case->cli->form, open_case->cli->today, &text);
    cli_case_notice(open_case, text.p);
    cigo_buf_finish(&text);
    other_form_finish(&other);
    return ok;
}

bool cli_case_open(struct cli *cli, const struct cigo_case_info *info, bool write,
                   struct open_case *ret_case, struct cigo_error *err)
{
    *ret_case = (struct open_case){.cli = cli, .info = *info, .read_only = !write};
    if (!cli_form_load(cli, info->form, err))
        return false;
    cli_case_notice(ret_case, cli->notice.text);
    ret_case->read_only = ret_case->read_only || cigo_store_read_only(cli->store);
    if (!ret_case->read_only && !cli_case_lock(ret_case, err))
        return false;
    if (write)
        cli_follow_start(ret_case);
    struct cigo_session_options options = {.today = cli->today, .load_follows = true};
    if (!ret_case->read_only) {
        ret_case->durable = (struct cli_durable){.store = cli->store, .case_id = info->id, .clock = cli_clock};
        options.listener = cli_durable_listener(&ret_case->durable);
    }
    if (write) /* also of one that somebody else writes: it may be taken */
        options.past = cli_past_of(&ret_case->past);
    ret_case->session = cigo_session_new(cli->form, &options, err);
    return ret_case->session && load(ret_case, err) &&
           (!write || cli_past_init(&ret_case->past, cli, info->id, err));
}

bool cli_case_reload(struct open_case *open_case, const struct cigo_listener *listener, struct cigo_error *err)
{
    struct other_form other = {.open_case = open_case};
    cigo_session_reset(open_case->session, listener);
    bool ok = read_all(&other, err);
    other_form_finish(&other);
    return ok;
}

/* The words of many rows take longer than all else that a command does: they are put down by who searches next. */
static bool has_many_rows(const struct open_case *open_case)
{
    const struct cigo_answers *answers = cigo_session_answers(open_case->session);
    size_t n = 0;
    for (size_t i = 0; i < answers->form->n_groups; i++)
        n += answers->groups[i].n;
    return n > MANY_ROWS;
}

void cli_case_summary(struct open_case *open_case, bool words)
{
    struct cigo_session *session = open_case->session;
    words = words && !has_many_rows(open_case);
    uint64_t action = cigo_session_last_action(session);
    bool same = open_case->summarized && open_case->summary == action && (!words || open_case->indexed);
    if (open_case->read_only || same || cigo_session_save_failed(session))
        return;
    struct cigo_error err; /* the list finds out by itself what it has to make anew */
    open_case->summarized = cli_summary_put(open_case, action, words, &err);
    open_case->summary = action;
    open_case->indexed = words;
}

void cli_case_close(struct open_case *open_case)
{
    cli_follow_end(open_case);
    if (open_case->locked)
        cigo_store_unlock(open_case->cli->store, open_case->info.id);
    cigo_session_free(open_case->session);
    cli_past_finish(&open_case->past);
    cigo_documents_free(open_case->documents);
    open_case->documents = NULL;
    open_case->session = NULL;
    open_case->locked = false;
}

/* ---- what is named of one ---- */

bool cli_group_find(struct cli *cli, const char *word, const struct cigo_group **ret_group, struct cigo_error *err)
{
    const struct cigo_field *field = NULL;
    const char *ids[64];
    size_t n = 0;
    *ret_group = cigo_form_group(cli->form, cigo_str_of(word));
    if (*ret_group || (cigo_form_code(cli->form, cigo_str_of(word), &field, ret_group) && *ret_group))
        return true;
    for (; n < cli->form->n_groups && n < 64; n++)
        ids[n] = cli->form->groups[n].id;
    const char *near = cigo_str_nearest(cigo_str_of(word), ids, n);
    if (near)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» non è un gruppo di questo modulo: forse «%s»?"), word, near);
    struct cigo_buf list;
    cigo_buf_init(&list, 600);
    for (size_t i = 0; i < n; i++)
        cigo_buf_printf(&list, "%s%s", i ? ", " : "", ids[i]);
    cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» non è un gruppo di questo modulo. Ci sono: %s."), word, list.p);
    cigo_buf_finish(&list);
    return false;
}
