/* cigo doctor: is everything here in order? Looks and changes nothing; a line for each fact, the severity first. */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/json.h>
#include <cigo/i18n/i18n.h>
#include <cigo/store/care.h>
#include "cli-priv.h"
#include "pdf-priv.h"

enum { NARROW = 40, LOW = 12, OLD_COPY_DAYS = 30 };

struct doctor {
    struct cli *cli;
    json_t *lines; /* NULL: for people */
    size_t n[3];   /* of each health */
};

static void put(void *data, const struct cigo_health_line *line)
{
    static const char *const words[] = {N_("BENE"), N_("AVVISO"), N_("ERRORE")};
    static const char *const ids[] = {"ok", "warning", "error"};
    struct doctor *doctor = data;
    doctor->n[line->health]++;
    if (doctor->lines) {
        json_array_append_new(doctor->lines, json_pack("{s:s, s:o}", "state", ids[line->health], "text", cigo_json_text(line->text)));
        return;
    }
    printf("%s. ", _(words[line->health]));
    cli_shown(stdout, line->text);
    putchar('\n');
}

static void __attribute__((format(printf, 3, 4)))
say(struct doctor *doctor, enum cigo_health health, const char *format, ...)
{
    struct cigo_buf text;
    va_list ap;
    cigo_buf_init(&text, 8192);
    va_start(ap, format);
    cigo_buf_vprintf(&text, format, ap);
    va_end(ap);
    put(doctor, &(struct cigo_health_line){health, text.p});
    cigo_buf_finish(&text);
}

static void look_versions(struct doctor *doctor)
{
    struct cigo_error err = {0};
    struct cigo_buf age;
    if (!cli_form_load(doctor->cli, "cigo", &err)) {
        say(doctor, CIGO_HEALTH_BAD, "%s", err.text);
        return;
    }
    cigo_buf_init(&age, 4096);
    cigo_rules_age_line(doctor->cli->form, &age);
    say(doctor, CIGO_HEALTH_GOOD, _("cigo %s; modulo %s, versione %s, in «%s». %s"), CIGO_VERSION, doctor->cli->form->id,
        doctor->cli->form->version, cli_forms_dir(doctor->cli), age.p);
    cigo_buf_clear(&age);
    cigo_rules_old_notice(doctor->cli->form, doctor->cli->today, &age);
    if (age.n)
        say(doctor, CIGO_HEALTH_POOR, "%s", age.p);
    cigo_buf_finish(&age);
}

static void look_terminal(struct doctor *doctor)
{
    const char *term = getenv("TERM"), *why = NULL;
    struct winsize size = {0};
    const char *codes = nl_langinfo(CODESET);
    if (strcmp(codes, "UTF-8") != 0)
        say(doctor, CIGO_HEALTH_POOR,
            _("I caratteri di questa sessione sono %s: le lettere accentate possono mancare. Scriva: export LC_ALL=C.UTF-8"),
            codes);
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
        say(doctor, CIGO_HEALTH_GOOD, _("Qui non c'è un terminale: cigo va a righe."));
        return;
    }
    if (!cigo_tui_available(&why))
        say(doctor, CIGO_HEALTH_POOR, "%s", why);
    else
        say(doctor, CIGO_HEALTH_GOOD, _("Il terminale «%s» può mostrare lo schermo intero; «cigo keys» prova i tasti."),
            term ? term : "");
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && (size.ws_col < NARROW || size.ws_row < LOW))
        say(doctor, CIGO_HEALTH_POOR, _("La finestra è di %u colonne per %u righe: ne servono almeno %d per %d."),
            size.ws_col, size.ws_row, NARROW, LOW);
}

static void look_helpers(struct doctor *doctor)
{
    const char *editor = cli_editor(doctor->cli);
    if (cli_pdf_program(doctor->cli))
        say(doctor, CIGO_HEALTH_GOOD, _("I PDF si possono fare."));
    else
        say(doctor, CIGO_HEALTH_POOR, _("I PDF non si possono fare: manca cigo-pdf (man cigo, PDF). Gli altri formati sì."));
    if (editor)
        say(doctor, CIGO_HEALTH_GOOD, _("I testi lunghi si possono scrivere anche con «%s»."), editor);
}

/* The newest of the copies that cigo backup makes by itself, 0 = none; false if that cannot be seen. */
static bool newest_copy(struct cli *cli, time_t *ret_newest)
{
    time_t newest = 0;
    *ret_newest = 0;
    DIR *dir = opendir(cigo_arena_printf(cli->arena, "%s/copie", cli_own_dir(cli)));
    if (!dir)
        return errno == ENOENT;
    errno = 0;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL; errno = 0) {
        struct stat st;
        const char *dot = strrchr(entry->d_name, '.');
        if (dot && strcmp(dot, ".db") == 0 && fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
            st.st_mtime > newest)
            newest = st.st_mtime;
    }
    bool seen = errno == 0;
    closedir(dir);
    *ret_newest = newest;
    return seen;
}

static void look_copies(struct doctor *doctor)
{
    struct stat st;
    time_t newest;
    bool seen = newest_copy(doctor->cli, &newest);
    long days = cli_days_since(newest);
    if (stat(cli_data_path(doctor->cli), &st) != 0) {
        if (errno != ENOENT)
            say(doctor, CIGO_HEALTH_POOR, _("«%s» non si può esaminare: %s."), cli_data_path(doctor->cli), strerror(errno));
    } else if (!seen)
        say(doctor, CIGO_HEALTH_POOR,
            _("La cartella «copie» accanto all'archivio non si può leggere: non si sa se c'è una copia di riserva."));
    else if (newest == 0)
        say(doctor, CIGO_HEALTH_POOR,
            _("Nella cartella «copie» accanto all'archivio non c'è nessuna copia di riserva: «cigo backup» ne fa una."));
    else if (days > OLD_COPY_DAYS)
        say(doctor, CIGO_HEALTH_POOR, _("L'ultima copia di riserva ha %ld giorni: «cigo backup» ne fa una nuova."), days);
    else
        say(doctor, CIGO_HEALTH_GOOD, days < 1 ? _("L'ultima copia di riserva ha meno di un giorno.")
                                               : _("L'ultima copia di riserva ha meno di %ld giorni."), days + 1);
}

int cmd_doctor(struct cli *cli)
{
    struct doctor doctor = {.cli = cli, .lines = cli->options[OPT_JSON] ? json_array() : NULL};
    look_versions(&doctor);
    look_terminal(&doctor);
    look_helpers(&doctor);
    cigo_store_examine(cli_data_path(cli), put, &doctor);
    look_copies(&doctor);
    if (doctor.lines) {
        cli_put_json(doctor.lines, JSON_INDENT(1), "\n");
    } else {
        printf(ngettext("%zu errore, ", "%zu errori, ", doctor.n[CIGO_HEALTH_BAD]), doctor.n[CIGO_HEALTH_BAD]);
        printf(ngettext("%zu avviso.\n", "%zu avvisi.\n", doctor.n[CIGO_HEALTH_POOR]), doctor.n[CIGO_HEALTH_POOR]);
    }
    return doctor.n[CIGO_HEALTH_BAD] ? CIGO_EXIT_STORAGE : CIGO_EXIT_OK;
}
