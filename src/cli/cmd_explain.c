/* cigo explain: all that the form knows about an alert, a field, a value, a number or a word. */

#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include "cli-priv.h"

int cmd_explain(struct cli *cli)
{
    struct cigo_error err = {0};
    const char *id = cli->options[OPT_FORM] ? cli->options[OPT_FORM] : "cigo";
    if (!cli_form_load(cli, id, &err))
        return cli_error(&err);
    struct cigo_session_options options = {.today = cli->today, .load_follows = true};
    struct cigo_session *session = cigo_session_new(cli->form, &options, &err);
    if (!session)
        return cli_error(&err);
    cigo_session_load_begin(session);
    bool ok = cigo_session_load_end(session, &err);
    if (!ok) {
        cigo_session_free(session);
        return cli_error(&err);
    }
    struct cigo_buf word, buf;
    cigo_buf_init(&word, 4096);
    cigo_buf_init(&buf, 16 << 20);
    for (int i = 0; i < cli->argc; i++) /* "esame congiunto" without quotes */
        cigo_buf_printf(&word, "%s%s", i ? " " : "", cli->argv[i]);
    bool found = cigo_explain(session, cigo_buf_str(&word), &buf);
    if (!found)
        fputs("cigo: ", stderr);
    cli_shown(found ? stdout : stderr, buf.p);
    cigo_buf_finish(&word);
    cigo_buf_finish(&buf);
    cigo_session_free(session);
    return found ? CIGO_EXIT_OK : CIGO_EXIT_USAGE;
}
