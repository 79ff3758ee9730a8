/* cigo term: the filing term without a case. The form computes it; this command only fills in the few
 * answers that it rests on. */

#include <jansson.h>
#include <stdlib.h>
#include <cigo/base/date.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

/* Where an event's day may stand; a field that the causale does not show takes no part. */
static const char *const event_fields[] = {"guasto_data", "evento_data", "ordinanza_data"};

static bool put(struct cigo_session *session, const char *id, const char *text)
{
    const struct cigo_field *field = cigo_form_field(cigo_session_form(session), cigo_str_of(id));
    if (!field)
        return false;
    cigo_session_load_text(session, (struct cigo_place){.field = field}, cigo_str_of(text));
    return true;
}

static void put_event(struct cigo_session *session, const char *day)
{
    for (size_t i = 0; i < sizeof event_fields / sizeof *event_fields; i++)
        put(session, event_fields[i], day);
    const struct cigo_group *group = cigo_form_group(cigo_session_form(session), CIGO_STR("giorni_meteo"));
    const struct cigo_field *column = group ? cigo_group_field(group, CIGO_STR("giorno")) : NULL;
    if (!column)
        return;
    int64_t row = cigo_session_load_row(session, group, 0);
    cigo_session_load_text(session, (struct cigo_place){column, group, row}, cigo_str_of(day));
}

static bool check_causale(struct cigo_session *session, const char *text)
{
    const struct cigo_field *field = cigo_form_field(cigo_session_form(session), CIGO_STR("causale"));
    struct cigo_place place = {.field = field};
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(session), place);
    if (cell.verdict == CIGO_OK)
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
    const struct cigo_field *field =
        cigo_form_field(cigo_session_form(session), CIGO_STR("energia_programmata"));
    if (!text || !field)
        return true;
    struct cigo_place place = {.field = field};
    if (cigo_answers_cell(cigo_session_answers(session), place).verdict == CIGO_OK)
        return true;
    cli_usage_error(_("--planned vuole si o no; «%s» non lo è."), text);
    return false;
}

static const struct cigo_computed *find(const struct cigo_form *form, const char *id)
{
    return cigo_form_computed(form, cigo_str_of(id));
}

static void print_json(struct cigo_session *session)
{
    static const char *const ids[] = {"evento_eone", "termine_tipo", "primo_evento",
                                      "termine_presentazione", "giorni_al_termine",
                                      "prima_decorrenza_utile"};
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct cigo_computed *computed = find(cigo_session_form(session), ids[i]);
        if (!computed)
            continue;
        cigo_buf_printf(&buf, "%s\"%s\": ", buf.n ? ", " : "{", ids[i]);
        cigo_computed_json(session, computed, &buf);
    }
    cigo_buf_puts(&buf, "}\n");
    cli_print(stdout, &buf);
    cigo_buf_finish(&buf);
}

static void print_text(struct cigo_session *session)
{
    static const char *const about[] = {"R-DEADLINE-", "R-DL-", NULL};
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
        for (size_t k = 0; about[k]; k++)
            if (cigo_str_starts(cigo_str_of(alerts.items[i].id), cigo_str_of(about[k])))
                cigo_alert_lines(session, &alerts.items[i], true, &buf);
    cli_print(stdout, &buf);
    cigo_buf_finish(&buf);
    cigo_arena_free(arena);
}

static bool fill(struct cli *cli, struct cigo_session *session, struct cigo_error *err)
{
    int32_t start, event;
    char iso[CIGO_DATE_SIZE];
    const char *causale = cli->options[OPT_CAUSALE], *planned = cli->options[OPT_PLANNED];
    if (!cli_read_date(cli, "--start", cli->options[OPT_START], &start))
        return false;
    if (cli->options[OPT_EVENT] && !cli_read_date(cli, "--event", cli->options[OPT_EVENT], &event))
        return false;
    cigo_session_load_begin(session);
    put(session, "causale", causale);
    put(session, "periodo_dal", cigo_date_iso(cigo_date_monday(start), iso));
    put(session, "inizio_effettivo", cigo_date_iso(start, iso));
    if (planned)
        put(session, "energia_programmata", planned);
    if (cli->options[OPT_EVENT])
        put_event(session, cigo_date_iso(event, iso));
    if (!check_causale(session, causale) || !check_planned(session, planned))
        return false;
    if (cigo_session_load_end(session, err))
        return true;
    cli_error(err);
    return false;
}

int cmd_term(struct cli *cli)
{
    struct cigo_error err = {0};
    if (!cli->options[OPT_CAUSALE] || !cli->options[OPT_START])
        return cli_usage_error(_("servono la causale e il giorno d'inizio: "
                               "cigo term --causale X --start DATE [--event DATE]"));
    if (!cli_form_load(cli, "cigo", &err))
        return cli_error(&err);
    struct cigo_session_options options = {.today = cli->today, .load_follows = true};
    struct cigo_session *session = cigo_session_new(cli->form, &options, &err);
    if (!session)
        return cli_error(&err);
    int code = CIGO_EXIT_USAGE;
    if (fill(cli, session, &err)) {
        struct cigo_value value = cigo_rules_computed(
            cigo_session_rules(session), cigo_banner(cli->form, CIGO_TYPE_DATE), 0);
        code = value.storage == CIGO_INT ? CIGO_EXIT_OK : CIGO_EXIT_MISSING;
        if (cli->options[OPT_JSON])
            print_json(session);
        else
            print_text(session);
        if (code == CIGO_EXIT_MISSING && !cli->options[OPT_JSON])
            puts(_("Per l'energia dica anche se l'interruzione era programmata: --planned si, o no."));
    }
    cigo_session_free(session);
    return code;
}
