/* cigo value: one kind over many values, for scripts and for the helpdesk. */

#include <errno.h>
#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/exchange/person.h>
#include <cigo/form/codice_fiscale.h>
#include <cigo/form/kind.h>
#include "cli-priv.h"

struct judge {
    struct cli *cli;
    const struct cigo_kind *kind;
    struct cigo_kind_ctx ctx;
    struct cigo_parsed parsed;
    struct cigo_buf line;
    bool wrong;
};

/* Where the holder of a codice fiscale was born, if a table of places knows. */
static void birth(struct judge *j)
{
    struct cigo_birthplace place;
    struct cigo_str cf = j->parsed.value.s;
    char code[5];
    if (j->kind->id == CIGO_KIND_CODICE_FISCALE && j->parsed.verdict == CIGO_OK && cigo_cf_place(cf, code) &&
        cigo_gazetteer_birthplace(cli_gazetteer(j->cli), cigo_str_of(code), &place))
        cigo_person_text(cf, j->ctx.today, &place, &j->line);
}

static void judge(struct judge *j, struct cigo_str text)
{
    static const char *const words[] = {"error", "ok", "warning", "error"};
    cigo_kind_parse(j->kind, &j->ctx, text, &j->parsed);
    enum cigo_verdict verdict = j->parsed.verdict;
    cigo_buf_clear(&j->line);
    cigo_utf8_visible(text, &j->line);
    cigo_buf_printf(&j->line, "\t%s\t%s\t", words[verdict], verdict == CIGO_OK ? "" : j->kind->alert);
    if (verdict == CIGO_EMPTY)
        cigo_buf_puts(&j->line, _("Non c'è nulla."));
    cigo_utf8_visible(cigo_buf_str(&j->parsed.why), &j->line);
    birth(j);
    cigo_buf_putc(&j->line, '\n');
    cli_print(stdout, &j->line);
    j->wrong |= verdict == CIGO_BAD || verdict == CIGO_EMPTY;
}

static bool judge_input(struct judge *j)
{
    char *line = NULL;
    size_t cap = 0;
    errno = 0;
    for (ssize_t n; (n = getline(&line, &cap, stdin)) >= 0;) {
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r'))
            n--;
        judge(j, (struct cigo_str){line, (size_t)n});
    }
    if (errno == ENOMEM)
        cigo_no_memory();
    free(line);
    return !ferror(stdin);
}

static int unknown_kind(const char *word)
{
    size_t n;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    const char *names[CIGO_KIND_COUNT];
    for (size_t i = 0; i < n; i++)
        names[i] = kinds[i].name;
    const char *near = cigo_str_nearest(cigo_str_of(word), names, n);
    if (near)
        return cli_usage_error(_("non c'è un tipo «%s»: forse «%s»?"), word, near);
    struct cigo_buf list;
    cigo_buf_init(&list, 4096);
    for (size_t i = 0; i < n; i++)
        cigo_buf_printf(&list, "%s%s", i ? ", " : "", names[i]);
    int code = cli_usage_error(_("non c'è un tipo «%s». Ci sono: %s."), word, list.p);
    cigo_buf_finish(&list);
    return code;
}

int cmd_value(struct cli *cli)
{
    struct judge j = {.cli = cli, .kind = cigo_kind_find(cigo_str_of(cli->argv[0]))};
    if (!j.kind)
        return unknown_kind(cli->argv[0]);
    if (j.kind->id == CIGO_KIND_CHOICE || j.kind->id == CIGO_KIND_MULTICHOICE)
        return cli_usage_error(_("una scelta dipende dal suo elenco: da sola non si può controllare."));
    j.ctx = (struct cigo_kind_ctx){.places = 2, .today = cli->today};
    cigo_parsed_init(&j.parsed);
    cigo_buf_init(&j.line, 4 << 20);
    for (int i = 1; i < cli->argc; i++)
        judge(&j, cigo_str_of(cli->argv[i]));
    bool read = cli->argc > 1 || judge_input(&j);
    cigo_parsed_finish(&j.parsed);
    cigo_buf_finish(&j.line);
    struct cigo_error err;
    if (!read) {
        cigo_fail(&err, CIGO_EXIT_STORAGE, _("I valori non si leggono fino alla fine."));
        return cli_error(&err);
    }
    return j.wrong ? CIGO_EXIT_ALERTS : CIGO_EXIT_OK;
}
