/* cigo: options, then a command. Everything about the command line that a user can get wrong is said in
 * one sentence, with what to write instead. */

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/json.h>
#include <cigo/i18n/i18n.h>
#include "complete-priv.h"

const struct option cli_option_table[OPT_COUNT + 1] = {
    [OPT_DATA] = {"data", required_argument, NULL, OPT_DATA},
    [OPT_FORMS] = {"forms", required_argument, NULL, OPT_FORMS},
    [OPT_TODAY] = {"today", required_argument, NULL, OPT_TODAY},
    [OPT_LANG] = {"lang", required_argument, NULL, OPT_LANG},
    [OPT_HELP] = {"help", no_argument, NULL, OPT_HELP},
    [OPT_VERSION] = {"version", no_argument, NULL, OPT_VERSION},
    [OPT_JSON] = {"json", no_argument, NULL, OPT_JSON},
    [OPT_ALL] = {"all", no_argument, NULL, OPT_ALL},
    [OPT_NAME] = {"name", required_argument, NULL, OPT_NAME},
    [OPT_FORM] = {"form", required_argument, NULL, OPT_FORM},
    [OPT_LINES] = {"lines", no_argument, NULL, OPT_LINES},
    [OPT_ANSWERS] = {"answers", no_argument, NULL, OPT_ANSWERS},
    [OPT_YES] = {"yes", no_argument, NULL, OPT_YES},
    [OPT_CAUSALE] = {"causale", required_argument, NULL, OPT_CAUSALE},
    [OPT_START] = {"start", required_argument, NULL, OPT_START},
    [OPT_EVENT] = {"event", required_argument, NULL, OPT_EVENT},
    [OPT_PLANNED] = {"planned", required_argument, NULL, OPT_PLANNED},
    [OPT_ASCII] = {"ascii", no_argument, NULL, OPT_ASCII},
    [OPT_FORMAT] = {"format", required_argument, NULL, OPT_FORMAT},
    [OPT_OUTPUT] = {"output", required_argument, NULL, OPT_OUTPUT},
    [OPT_FORCE] = {"force", no_argument, NULL, OPT_FORCE},
    [OPT_DRAFT] = {"draft", no_argument, NULL, OPT_DRAFT},
    [OPT_GROUP] = {"group", required_argument, NULL, OPT_GROUP},
    [OPT_WIPE] = {"wipe", no_argument, NULL, OPT_WIPE},
    [OPT_FROM] = {"from", required_argument, NULL, OPT_FROM},
    [OPT_TAKE] = {"take", no_argument, NULL, OPT_TAKE},
    [OPT_STATE] = {"state", required_argument, NULL, OPT_STATE},
    [OPT_PERIOD] = {"period", required_argument, NULL, OPT_PERIOD},
    [OPT_WITHIN] = {"within", required_argument, NULL, OPT_WITHIN},
    [OPT_PROBLEMS] = {"problems", no_argument, NULL, OPT_PROBLEMS},
    [OPT_TAG] = {"tag", required_argument, NULL, OPT_TAG},
    [OPT_ARCHIVED] = {"archived", no_argument, NULL, OPT_ARCHIVED},
    [OPT_REMOVE] = {"remove", no_argument, NULL, OPT_REMOVE},
    [OPT_BACK] = {"back", no_argument, NULL, OPT_BACK},
    [OPT_BEFORE] = {"before", required_argument, NULL, OPT_BEFORE},
    [OPT_SINCE] = {"since", required_argument, NULL, OPT_SINCE},
    [OPT_SECRET] = {"secret", no_argument, NULL, OPT_SECRET},
    [OPT_SECRET_FILE] = {"secret-file", required_argument, NULL, OPT_SECRET_FILE},
    [OPT_BOTH] = {"both", no_argument, NULL, OPT_BOTH},
    [OPT_OPEN] = {"open", required_argument, NULL, OPT_OPEN},
    [OPT_MAP] = {"map", required_argument, NULL, OPT_MAP},
    [OPT_DRY_RUN] = {"dry-run", no_argument, NULL, OPT_DRY_RUN},
    [OPT_APPEND] = {"append", no_argument, NULL, OPT_APPEND},
    [OPT_REPLACE] = {"replace", no_argument, NULL, OPT_REPLACE},
    [OPT_UPDATE] = {"update", no_argument, NULL, OPT_UPDATE},
    [OPT_EVEN] = {"even", no_argument, NULL, OPT_EVEN},
    [OPT_BY_CALENDAR] = {"calendar", no_argument, NULL, OPT_BY_CALENDAR},
};

int cli_error(const struct cigo_error *err)
{
    fputs("cigo: ", stderr);
    cli_shown(stderr, err->text);
    fputc('\n', stderr);
    return err->code ? (int)err->code : CIGO_EXIT_USAGE;
}

int cli_usage_error(const char *format, ...)
{
    struct cigo_error err = {.code = CIGO_EXIT_USAGE};
    va_list ap;
    va_start(ap, format);
    vsnprintf(err.text, sizeof err.text, format, ap);
    va_end(ap);
    return cli_error(&err);
}

void cli_print(FILE *out, const struct cigo_buf *buf)
{
    fwrite(buf->p, 1, buf->n, out);
}

void cli_put_json(json_t *value, size_t flags, const char *end)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, (size_t)1 << 30);
    cigo_json_put(value, flags, &buf);
    cigo_buf_puts(&buf, end);
    cli_print(stdout, &buf);
    cigo_buf_finish(&buf);
}

void cli_say(const char *format, ...)
{
    struct cigo_buf buf;
    va_list ap;
    cigo_buf_init(&buf, 1 << 20);
    va_start(ap, format);
    cigo_buf_vprintf(&buf, format, ap);
    va_end(ap);
    cigo_sentence_end_once(&buf);
    cli_shown(stdout, buf.p);
    putchar('\n');
    cigo_buf_finish(&buf);
}

void cli_shown(FILE *out, const char *text)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 16 << 20);
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\n");
        cigo_utf8_visible((struct cigo_str){p, n}, &buf);
        p += n;
        if (*p++)
            cigo_buf_putc(&buf, '\n');
        else
            break;
    }
    cli_print(out, &buf);
    cigo_buf_finish(&buf);
}

void cli_problems(struct cigo_problems *problems)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 16 << 20);
    cigo_problems_print(problems, &buf);
    cli_shown(stderr, buf.p);
    cigo_buf_finish(&buf);
}

static void print_help(void)
{
    puts(_("cigo accompagna nella domanda di CIGO, sezione per sezione, e la conserva.\n\n"
           "Uso: cigo [COMANDO] [OPZIONI]\n"
           "  cigo           mostra le domande, o comincia la prima"));
    for (size_t i = 0; i < cli_n_commands; i++)
        printf("  cigo %-9s %s\n", cli_commands[i].name, _(cli_commands[i].summary));
    puts(_("\nOpzioni di tutti i comandi:\n"
           "  --data FILE      l'archivio delle domande (o CIGO_DATA)\n"
           "  --forms CARTELLA la cartella dei moduli (o CIGO_FORMS)\n"
           "  --today DATA     il giorno da considerare come oggi\n"
           "  --lang LINGUA    la lingua dei testi\n"
           "  --help           questo aiuto; dopo un comando, il suo\n"
           "  --version        la versione\n\n"
           "«cigo demo» mostra una domanda già compilata. Il manuale: man cigo."));
}

static void print_command_help(const struct command *command)
{
    printf(_("Uso: cigo %s\n\n%s.\n"), _(command->usage), _(command->summary));
    if (command->help)
        printf("\n%s\n", _(command->help));
    bool any = false;
    for (int i = OPT_VERSION + 1; i < OPT_COUNT; i++) {
        if (!(command->options & OPT_BIT(i)))
            continue;
        printf("%s--%s", any ? ", " : _("\nOpzioni: "), cli_option_table[i].name);
        any = true;
    }
    puts(any ? _("; e quelle di tutti i comandi (cigo --help).")
             : _("\nOpzioni: quelle di tutti i comandi (cigo --help)."));
}

static int bad_option(const char *word)
{
    if (optopt) /* a single letter or digit: a negative number, more likely than not */
        return cli_usage_error(_("«-%c» non è un'opzione; un valore che comincia con - si scrive dopo --."),
                               optopt);
    const char *names[OPT_COUNT];
    for (int i = 0; i < OPT_COUNT; i++)
        names[i] = cli_option_table[i].name;
    while (*word == '-')
        word++;
    const char *near = cigo_str_nearest(cigo_str_of(word), names, OPT_COUNT);
    if (near)
        return cli_usage_error(_("l'opzione --%s non esiste: forse --%s?"), word, near);
    return cli_usage_error(_("l'opzione --%s non esiste; l'elenco è in «cigo --help»."), word);
}

static int bad_command(const char *word)
{
    const char **names = cigo_alloc_array(cli_n_commands, sizeof *names);
    for (size_t i = 0; i < cli_n_commands; i++)
        names[i] = cli_commands[i].name;
    const char *near = cigo_str_nearest(cigo_str_of(word), names, cli_n_commands);
    free(names);
    if (near)
        return cli_usage_error(_("il comando «%s» non esiste: forse «cigo %s»?"), word, near);
    return cli_usage_error(_("il comando «%s» non esiste; l'elenco è in «cigo --help»."), word);
}

/* 0, or the exit code of what was wrong. */
static int read_options(struct cli *cli, int argc, char **argv)
{
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, ":ho:", cli_option_table, NULL)) != -1;) {
        if (option == 'h')
            cli->options[OPT_HELP] = "";
        else if (option == 'o')
            cli->options[OPT_OUTPUT] = optarg;
        else if (option == ':')
            return cli_usage_error(_("l'opzione %s vuole un valore."), argv[optind - 1]);
        else if (option == '?')
            return bad_option(argv[optind - 1]);
        else
            cli->options[option] = optarg ? optarg : "";
    }
    return 0;
}

/* The program, then the form that it would use and how old its rules are: what a helpdesk asks first. */
static int print_version(struct cli *cli)
{
    struct cigo_error err = {0};
    printf("cigo %s\n", CIGO_VERSION);
    if (!cli_form_load(cli, "cigo", &err)) {
        cli_error(&err);
        return CIGO_EXIT_OK;
    }
    struct cigo_buf line;
    cigo_buf_init(&line, 4096);
    cigo_buf_printf(&line, _("Modulo %s, versione %s."), cli->form->id, cli->form->version);
    cigo_buf_putc(&line, ' ');
    cigo_rules_age_line(cli->form, &line);
    cigo_buf_putc(&line, '\n');
    cigo_rules_old_notice(cli->form, cli->today, &line);
    cli_shown(stdout, line.p);
    if (line.p[line.n - 1] != '\n')
        putchar('\n');
    cigo_buf_finish(&line);
    return CIGO_EXIT_OK;
}

static int check_command(const struct cli *cli, const struct command *command)
{
    for (int i = OPT_VERSION + 1; i < OPT_COUNT; i++)
        if (cli->options[i] && !(command->options & OPT_BIT(i)))
            return cli_usage_error(_("l'opzione --%s non vale per «cigo %s»."), cli_option_table[i].name,
                                   command->name);
    bool few = cli->argc < command->min_args;
    bool many = command->max_args >= 0 && cli->argc > command->max_args;
    if (few || many)
        return cli_usage_error(_("%s; si scrive: cigo %s"),
                               few ? _("manca un argomento") : _("c'è un argomento di troppo"),
                               _(command->usage));
    return 0;
}

static int run(struct cli *cli, int argc, char **argv)
{
    const char *name = optind < argc ? argv[optind] : NULL;
    const struct command *command = name ? cli_command_find(name) : NULL;
    if (name && !command && !cli->options[OPT_VERSION])
        return bad_command(name);
    if (cli->options[OPT_HELP] && !cli->options[OPT_VERSION]) {
        if (command)
            print_command_help(command);
        else
            print_help();
        return CIGO_EXIT_OK;
    }
    cli->today = cli_today();
    if (cli->options[OPT_TODAY] && !cli_read_date(cli, "--today", cli->options[OPT_TODAY], &cli->today))
        return CIGO_EXIT_USAGE;
    if (cli->options[OPT_VERSION])
        return print_version(cli);
    if (!command)
        return cmd_continue(cli);
    cli->argc = argc - optind - 1;
    cli->argv = argv + optind + 1;
    int wrong = check_command(cli, command);
    return wrong ? wrong : command->run(cli);
}

/* What opening the archive found (set aside, restored, read-only), where no front end has said it. */
static void say_notice(const struct cli *cli)
{
    if (cli->notice_shown || !cli->notice.text[0])
        return;
    fputs("cigo: ", stderr);
    cli_shown(stderr, cli->notice.text);
    fputc('\n', stderr);
}

static int start(struct cli *cli, int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "complete") == 0)
        return cli_complete(cli, argc - 2, argv + 2);
    int code = read_options(cli, argc, argv);
    cli_preferences(cli);
    cli_language(cli);
    return code == 0 ? run(cli, argc, argv) : code;
}

/* jansson would leave out what there is no memory for, and a report with a hole in it looks like a report. */
static void *json_memory(size_t size)
{
    return cigo_realloc_array(NULL, size, 1);
}

int main(int argc, char **argv)
{
    umask(077);
    cli_large_pages();
    json_set_alloc_funcs(json_memory, free);
    cli_harden();
    signal(SIGXFSZ, SIG_IGN); /* the limit for files is reached: an error to tell, not an end */
    struct cli cli = {.arena = cigo_arena_new()};
    int code = start(&cli, argc, argv);
    fflush(stdout);
    say_notice(&cli);
    cigo_gazetteer_free(cli.gazetteer);
    cigo_store_close(cli.store);
    cigo_form_free(cli.form);
    cigo_arena_free(cli.arena);
    bool written = fflush(stdout) == 0 && !ferror(stdout);
    /* interrupted because the terminal is gone: everything is saved, and nobody reads what is said */
    if (!written && code != CIGO_EXIT_INTERRUPTED) {
        fputs(_("cigo: non riesco a scrivere il risultato: il disco è pieno o l'uscita è chiusa.\n"), stderr);
        return CIGO_EXIT_STORAGE;
    }
    return code;
}
