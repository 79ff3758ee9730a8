/* cigo term: the filing term without a case. The form computes it; this command only fills in the few answers that it
 * rests on, where the form's `term:` says that they go. */

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <cigo/base/date.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

static void put(struct cigo_session *session, const struct cigo_field *field, const char *text)
{
    if (field && text)
        cigo_session_load_text(session, (struct cigo_place){.field = field}, cigo_str_of(text));
}

/* An event may have its day in several fields: one that the causale does not show takes no part. */
static void put_event(struct cigo_session *session, const char *day)
{
    const struct cigo_filing_def *filing = &cigo_session_form(session)->filing;
    for (size_t i = 0; i < filing->n_events; i++) {
        struct cigo_place place = {filing->events[i].field, filing->events[i].group, 0};
        if (place.group)
            place.row = cigo_session_load_row(session, place.group, 0);
        cigo_session_load_text(session, place, cigo_str_of(day));
    }
}

/* What counts of an event is the day that the term is counted from, which is among what is shown. */
static bool counted(struct cigo_session *session, int32_t day)
{
    const struct cigo_filing_def *filing = &cigo_session_form(session)->filing;
    for (size_t i = 0; i < filing->n_show; i++) {
        struct cigo_value value = cigo_rules_computed(cigo_session_rules(session), filing->show[i], 0);
        if (filing->show[i]->type == CIGO_TYPE_DATE && value.storage == CIGO_INT && value.i == day)
            return true;
    }
    return false;
}

/* A day that was given and took no part must not look as if it had. */
static void say_ignored(struct cli *cli, struct cigo_session *session)
{
    struct cigo_place planned = {.field = cli->form->filing.planned};
    const char *causale = cli->options[OPT_CAUSALE];
    int32_t event;
    if (cli->options[OPT_EVENT] && cli_read_date(cli, "--event", cli->options[OPT_EVENT], &event) &&
        !counted(session, event))
        fprintf(stderr, _("cigo: con la causale «%s» il termine non si conta dal giorno dell'evento: --event non è stato "
                          "usato, conta --start.\n"), causale);
    struct cigo_value said = {0};
    if (planned.field)
        said = cigo_cell_value(cigo_answers_cell(cigo_session_answers(session), planned));
    if (said.storage == CIGO_INT && said.i && !cigo_session_visible(session, planned)) /* "no" goes without saying */
        fprintf(stderr, _("cigo: con la causale «%s» --planned non conta e non è stato usato.\n"), causale);
}

static bool is_read(const struct cigo_session *session, const struct cigo_field *field)
{
    return cigo_answers_cell(cigo_session_answers(session), (struct cigo_place){.field = field}).verdict == CIGO_OK;
}

static bool check_causale(struct cigo_session *session, const char *text)
{
    const struct cigo_field *field = cigo_session_form(session)->filing.causale;
    if (!text || is_read(session, field))
        return true;
    struct cigo_buf list;
    cigo_buf_init(&list, 4096);
    for (size_t i = 0; i < field->ctx.choices->n; i++)
        cigo_buf_printf(&list, "%s%s", i ? ", " : "", field->ctx.choices->items[i].id);
    cli_usage_error(_("«%s» non è una causale. Ci sono: %s."), text, list.p);
    cigo_buf_finish(&list);
    return false;
}

static bool check_planned(struct cigo_session *session, const char *text)
{
    if (!text || is_read(session, cigo_session_form(session)->filing.planned))
        return true;
    cli_usage_error(_("--planned vuole si o no; «%s» non lo è."), text);
    return false;
}

static void print_json(struct cigo_session *session)
{
    const struct cigo_filing_def *filing = &cigo_session_form(session)->filing;
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_buf_putc(&buf, '{');
    for (size_t i = 0; i < filing->n_show; i++) {
        cigo_buf_printf(&buf, "%s\"%s\": ", i ? ", " : "", filing->show[i]->id);
        cigo_computed_json(session, filing->show[i], &buf);
    }
    cigo_buf_puts(&buf, "}\n");
    cli_print(stdout, &buf);
    cigo_buf_finish(&buf);
}

static bool concerns_term(const struct cigo_form *form, const char *alert)
{
    for (size_t i = 0; i < form->filing.n_alerts; i++)
        if (strcmp(form->filing.alerts[i]->id, alert) == 0)
            return true;
    return false;
}

static void print_text(struct cigo_session *session)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_buf buf;
    char iso[CIGO_DATE_SIZE];
    cigo_buf_init(&buf, 1 << 20);
    const struct cigo_computed *term = cigo_banner(cigo_session_form(session), CIGO_TYPE_DATE);
    cigo_term_line(session, &buf);
    cigo_buf_putc(&buf, '\n');
    struct cigo_value value = cigo_rules_computed(cigo_session_rules(session), term, 0);
    if (value.storage == CIGO_INT) {
        cigo_buf_puts(&buf, _("È "));
        cigo_i18n_date_long((int32_t)value.i, &buf);
        cigo_buf_printf(&buf, " (%s).\n", cigo_date_iso((int32_t)value.i, iso));
    }
    if (term->source)
        cigo_buf_printf(&buf, _("Fonte: %s.\n"), term->source->cite);
    struct cigo_alerts alerts = cigo_session_alerts(session, CIGO_SCOPE_COMMIT, arena);
    for (size_t i = 0; i < alerts.n; i++)
        if (concerns_term(cigo_session_form(session), alerts.items[i].id))
            cigo_alert_lines(session, &alerts.items[i], true, &buf);
    cli_print(stdout, &buf);
    cigo_buf_finish(&buf);
    cigo_arena_free(arena);
}

/* The hint is about what is asked of this causale and was not said; else there is no term for these days. */
static void say_missing(struct cigo_session *session)
{
    const struct cigo_filing_def *filing = &cigo_session_form(session)->filing;
    struct cigo_place planned = {.field = filing->planned};
    bool asked = filing->planned && cigo_session_visible(session, planned) &&
                 !cigo_answers_cell(cigo_session_answers(session), planned).raw;
    if (asked && filing->hint)
        puts(filing->hint);
    else
        puts(_("Con questi dati il termine non si calcola: controlli il giorno d'inizio; per quel giorno il modulo può non "
               "avere una regola."));
}

static bool fill(struct cli *cli, struct cigo_session *session, struct cigo_error *err)
{
    int32_t start, event;
    char iso[CIGO_DATE_SIZE];
    const struct cigo_filing_def *filing = &cli->form->filing;
    const char *causale = cli->options[OPT_CAUSALE], *planned = cli->options[OPT_PLANNED];
    if (!cli_read_date(cli, "--start", cli->options[OPT_START], &start))
        return false;
    if (cli->options[OPT_EVENT] && !cli_read_date(cli, "--event", cli->options[OPT_EVENT], &event))
        return false;
    if (cli->options[OPT_EVENT] && event > start) {
        cli_usage_error(_("il giorno dell'evento (--event) viene dopo l'inizio (--start): --event serve quando viene prima"));
        return false;
    }
    cigo_session_load_begin(session);
    put(session, filing->causale, causale);
    put(session, filing->monday, cigo_date_iso(cigo_date_monday(start), iso));
    put(session, filing->start, cigo_date_iso(start, iso));
    put(session, filing->planned, planned);
    if (cli->options[OPT_EVENT])
        put_event(session, cigo_date_iso(event, iso));
    if (!check_causale(session, causale) || !check_planned(session, planned))
        return false;
    if (cigo_session_load_end(session, err))
        return true;
    cli_error(err);
    return false;
}

/* What the form asks is given, and nothing else. */
static bool check_options(const struct cli *cli)
{
    const struct cigo_filing_def *filing = &cli->form->filing;
    const struct {
        enum cli_option option;
        const char *name;
        bool asked;
    } uses[] = {{OPT_CAUSALE, "--causale", filing->causale != NULL},
                {OPT_PLANNED, "--planned", filing->planned != NULL},
                {OPT_EVENT, "--event", filing->n_events > 0}};
    if (!filing->start) {
        cli_usage_error(_("il modulo %s non dice come si calcola il termine di presentazione"), cli->form->id);
        return false;
    }
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
        if (cli->options[uses[i].option] && !uses[i].asked) {
            cli_usage_error(_("nel modulo %s il termine non dipende da %s: lo tolga"), cli->form->id, uses[i].name);
            return false;
        }
    if (cli->options[OPT_START] && (cli->options[OPT_CAUSALE] || !filing->causale))
        return true;
    if (filing->causale)
        cli_usage_error(_("servono la causale e il giorno d'inizio: "
                          "cigo term --causale X --start DATA [--event DATA]"));
    else
        cli_usage_error(_("serve il giorno d'inizio: cigo term --form %s --start DATA"), cli->form->id);
    return false;
}

int cmd_term(struct cli *cli)
{
    struct cigo_error err = {0};
    if (!cli_form_load(cli, cli->options[OPT_FORM] ? cli->options[OPT_FORM] : "cigo", &err))
        return cli_error(&err);
    if (!check_options(cli))
        return CIGO_EXIT_USAGE;
    struct cigo_session_options options = {.today = cli->today, .load_follows = true};
    struct cigo_session *session = cigo_session_new(cli->form, &options, &err);
    if (!session)
        return cli_error(&err);
    int code = CIGO_EXIT_USAGE;
    if (fill(cli, session, &err)) {
        say_ignored(cli, session);
        struct cigo_value value = cigo_rules_computed(
            cigo_session_rules(session), cigo_banner(cli->form, CIGO_TYPE_DATE), 0);
        code = value.storage == CIGO_INT ? CIGO_EXIT_OK : CIGO_EXIT_MISSING;
        if (cli->options[OPT_JSON])
            print_json(session);
        else
            print_text(session);
        if (code == CIGO_EXIT_MISSING && !cli->options[OPT_JSON])
            say_missing(session);
    }
    cigo_session_free(session);
    return code;
}
