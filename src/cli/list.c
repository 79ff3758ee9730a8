/* The list of cases as everybody shows it. Summaries that are not those of the answers any more (somebody works in the
 * case, a program was killed, the archive is an old one) are made anew first: each such case is read and judged, all
 * those of one form by one session. */

#include <unistd.h>
#include <cigo/exchange/summary.h>
#include <cigo/i18n/i18n.h>
#include <cigo/store/list.h>
#include "cli-priv.h"

enum { PATIENCE = 50, MAX_WORDS = 64 << 20 }; /* so many cases are made anew without a word about it */

bool cli_summary_put(struct open_case *open_case, uint64_t action, bool words, struct cigo_error *err)
{
    struct cigo_session *session = open_case->session;
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_summary summary;
    struct cigo_buf text;
    cigo_buf_init(&text, MAX_WORDS);
    cigo_summarize(session, arena, &summary);
    if (words)
        cigo_summary_words(session, &text);
    bool ok = cigo_store_summary(open_case->cli->store, open_case->info.id, action, &summary, words ? text.p : NULL, err);
    cigo_buf_finish(&text);
    cigo_arena_free(arena);
    return ok;
}

/* One after the other through the same session, as long as the form is the same. */
static bool refresh_one(struct open_case *reader, const struct cigo_case_info *info, bool words, struct cigo_error *err)
{
    struct cli *cli = reader->cli;
    bool same = reader->session && strcmp(reader->info.form, info->form) == 0;
    if (!same) {
        cli_case_close(reader);
        *reader = (struct open_case){.cli = cli};
    }
    bool ok;
    if (same) {
        reader->info = *info;
        ok = cli_case_reload(reader, NULL, err);
    } else {
        ok = cli_case_open(cli, info, false, reader, err);
    }
    return ok && cli_summary_put(reader, reader->loaded, words, err);
}

static void tell(size_t done, size_t n)
{
    if (n > PATIENCE && isatty(STDERR_FILENO) && (done % PATIENCE == 0 || done == n)) {
        fprintf(stderr, _("\rPreparo l'elenco: %zu domande di %zu."), done, n);
        fputs(done == n ? "\n" : "", stderr);
    }
}

/* Of the terms after filing a summary has the one that came next on the day when it was made. */
static bool term_is_past(const struct cigo_summary *summary, int32_t today)
{
    int32_t days;
    return summary->over && cigo_summary_days(summary, today, &days) && days < 0;
}

static bool is_stale(const struct cigo_case_info *info, int32_t today, bool words)
{
    return info->stale || (words && info->unindexed) || term_is_past(&info->summary, today);
}

static size_t count_stale(const struct cigo_cases *cases, int32_t today, bool words)
{
    size_t n = 0;
    for (size_t i = 0; i < cases->n; i++)
        n += is_stale(&cases->items[i], today, words);
    return n;
}

/* A case that cannot be read, for want of its form or because it was just deleted, stays as it was. */
static void refresh(struct cli *cli, const struct cigo_cases *cases, size_t n, bool words)
{
    struct open_case reader = {.cli = cli};
    struct cigo_error ignored;
    size_t done = 0;
    for (size_t i = 0; i < cases->n; i++) {
        if (!is_stale(&cases->items[i], cli->today, words))
            continue;
        tell(done++, n);
        refresh_one(&reader, &cases->items[i], words, &ignored);
    }
    tell(n, n);
    cli_case_close(&reader);
}

/* ---- in the reader's language ---- */

static bool is_one_of(const char *form, const char *const *seen, size_t n)
{
    for (size_t i = n; i > 0; i--)
        if (strcmp(form, seen[i - 1]) == 0)
            return true;
    return false;
}

/* The wording of each form that the cases have; one that cannot be loaded adds nothing. */
static void lay_wording(struct cli *cli, struct cigo_arena *arena, struct cigo_cases *cases)
{
    enum { MOST_FORMS = 32 };
    const char *seen[MOST_FORMS];
    struct cigo_error ignored;
    size_t n = 0;
    for (size_t i = 0; i < cases->n && n < MOST_FORMS; i++) {
        if (is_one_of(cases->items[i].form, seen, n))
            continue;
        seen[n++] = cases->items[i].form;
        if (cli_form_load(cli, cases->items[i].form, &ignored))
            cigo_summary_wording(cli->form, arena, &cases->wording);
    }
    cigo_wording_sort(&cases->wording);
}

/* Cases of one form need no name for it. */
static void name_forms(struct cli *cli, struct cigo_cases *cases)
{
    bool several = false;
    for (size_t i = 1; i < cases->n && !several; i++)
        several = strcmp(cases->items[0].form, cases->items[i].form) != 0;
    for (size_t i = 0; several && i < cases->n; i++)
        cases->items[i].summary.shown.form = cli_form_name(cli, cases->items[i].form);
}

static void show(struct cli *cli, struct cigo_arena *arena, struct cigo_cases *cases)
{
    if (strcmp(cli->language, "it") != 0) { /* not the forms' own */
        lay_wording(cli, arena, cases);
        for (size_t i = 0; i < cases->n; i++)
            cigo_wording_show(&cases->wording, &cases->items[i].summary);
    }
    name_forms(cli, cases);
}

/* ---- the list ---- */

bool cli_list(struct cli *cli, bool words, struct cigo_arena *arena, struct cigo_cases *ret_cases,
              struct cigo_error *err)
{
    if (!cli_store_open(cli, err) || !cigo_store_all(cli->store, arena, ret_cases, err))
        return false;
    size_t n = cigo_store_read_only(cli->store) ? 0 : count_stale(ret_cases, cli->today, words);
    if (n) {
        refresh(cli, ret_cases, n, words);
        if (!cigo_store_all(cli->store, arena, ret_cases, err))
            return false;
    }
    show(cli, arena, ret_cases);
    cigo_cases_sort(ret_cases, cli->today);
    return true;
}
