/* cigo list: the cases by urgency, searched and filtered, as lines for people or as JSON. */

#include <cigo/base/date.h>
#include <cigo/exchange/json.h>
#include <cigo/i18n/i18n.h>
#include <cigo/line/line.h>
#include "cli-priv.h"

/* ---- as JSON ---- */

static json_t *days_left(const struct cli *cli, const struct cigo_summary *s)
{
    int32_t days;
    return cigo_summary_days(s, cli->today, &days) ? json_integer(days) : json_null();
}

/* "a, b" as a list */
static json_t *tags_of(const char *tags)
{
    json_t *array = json_array();
    while (*tags) {
        const char *end = strstr(tags, ", ");
        size_t n = end ? (size_t)(end - tags) : strlen(tags);
        json_array_append_new(array, cigo_json_str((struct cigo_str){tags, n}));
        tags += end ? n + 2 : n;
    }
    return array;
}

static json_t *json_of(const struct cli *cli, const struct cigo_case_info *info)
{
    const struct cigo_summary *s = &info->summary;
    return json_pack(
        "{s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:I, s:o, s:o, s:o, s:o}",
        "id", (json_int_t)info->id, "name", cigo_json_text(info->name), "form", cigo_json_text(info->form),
        "company", cigo_json_filled(s->company), "unit", cigo_json_filled(s->unit),
        "causale", cigo_json_filled(s->causale), "causale_label", cigo_json_filled(s->shown.causale_label),
        "from", cigo_json_filled(s->from), "to", cigo_json_filled(s->to), "state", cigo_json_text(s->state),
        "term", cigo_json_filled(s->term), "term_label", cigo_json_text(s->shown.term_label),
        "days_left", days_left(cli, s), "errors", (json_int_t)s->errors, "warnings", (json_int_t)s->warnings,
        "missing", (json_int_t)s->missing, "updated", cigo_json_text(info->updated),
        "updated_by", cigo_json_text(info->updated_by), "archived", cigo_json_filled(info->archived),
        "tags", tags_of(info->tags));
}

static void print_json(const struct cli *cli, const struct cigo_cases *cases, const size_t *which, size_t n)
{
    json_t *array = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(array, json_of(cli, &cases->items[which[i]]));
    cli_put_json(array, JSON_INDENT(1), "\n");
}

/* ---- as lines ---- */

static void print_lines(const struct cli *cli, const struct cigo_cases *cases, const size_t *which, size_t n)
{
    const struct cigo_shelf shelf = {.today = cli->today, .when = cli_local_time};
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    for (size_t i = 0; i < n; i++) {
        cigo_buf_clear(&buf);
        cigo_line_put_case(&shelf, &cases->items[which[i]], &buf);
        cigo_buf_putc(&buf, '\n');
        cli_shown(stdout, buf.p);
    }
    cigo_buf_finish(&buf);
}

/* What was shown of a case may be of before: cli_list could not make it anew. */
static void warn_stale(const struct cigo_cases *cases, const size_t *which, size_t n)
{
    const struct cigo_case_info *first = NULL;
    size_t n_stale = 0;
    for (size_t i = n; i > 0; i--) {
        const struct cigo_case_info *info = &cases->items[which[i - 1]];
        n_stale += info->stale;
        first = info->stale ? info : first;
    }
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 16);
    if (first)
        cigo_buf_printf(&buf, _("cigo: lo stato non è aggiornato (domande: %zu), perché non si leggono. «cigo open %lld» "
                                "dice perché.\n"), n_stale, (long long)first->id);
    cli_shown(stderr, buf.n ? buf.p : "");
    cigo_buf_finish(&buf);
}

int cmd_list(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_cases cases;
    struct cigo_case_filter filter;
    size_t *which, n;
    if (!cli_list_filter(cli, &filter))
        return CIGO_EXIT_USAGE;
    if (!cli_list(cli, *filter.words != '\0', cli->arena, &cases, &err) ||
        !cigo_store_filter(cli->store, &cases, &filter, cli->today, cli->arena, &which, &n, &err))
        return cli_error(&err);
    if (!cigo_store_read_only(cli->store))
        warn_stale(&cases, which, n);
    if (cli->options[OPT_JSON]) {
        print_json(cli, &cases, which, n);
        return CIGO_EXIT_OK;
    }
    print_lines(cli, &cases, which, n);
    if (cases.n == 0)
        puts(_("Non c'è ancora una domanda: «cigo new» ne comincia una."));
    else if (n == 0)
        puts(_("Nessuna domanda è così."));
    return CIGO_EXIT_OK;
}
