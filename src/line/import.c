/* A table from a file, step by step: what was understood, what is not sure, what would happen; then yes or no. */

#include <cigo/base/alloc.h>
#include <cigo/exchange/import.h>
#include <cigo/i18n/i18n.h>
#include "line-priv.h"

enum { ROWS_SHOWN = 3, LONG = 10000 };

typedef void lines_of(const struct cigo_import *import, struct cigo_buf *out);

static void say(struct line *line, const struct cigo_import *import, lines_of *lines)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 1 << 20);
    lines(import, &buf);
    cigo_line_say_lines(line, buf.p);
    cigo_buf_finish(&buf);
}

static void first_rows(const struct cigo_import *import, struct cigo_buf *out)
{
    cigo_import_row_lines(import, ROWS_SHOWN, out);
}

static void will_be(const struct cigo_import *import, struct cigo_buf *out)
{
    cigo_import_count_lines(import, false, out);
}

static void was_done(const struct cigo_import *import, struct cigo_buf *out)
{
    cigo_import_count_lines(import, true, out);
}

/* NULL at the end of the input, and at a command, which is done once the import is left. */
static const char *ask(struct line *line, const char *question)
{
    const char *text = cigo_line_ask(line, question);
    if (text && *text == '/')
        line->ahead = cigo_strdup(text);
    return text && *text == '/' ? NULL : text;
}

/* Until it is a yes or a no; OTHER where there is no answer. */
static enum cigo_reply yes_or_no(struct line *line, const char *question)
{
    for (;;) {
        const char *text = ask(line, question);
        enum cigo_reply reply = cigo_reply(text);
        if (!text || reply != CIGO_REPLY_OTHER)
            return reply;
        cigo_line_say(line, _("Serve si o no."));
    }
}

/* Each name that only resembles: one question. False: leave. */
static bool ask_near(struct line *line, struct cigo_import *import)
{
    size_t n;
    const struct cigo_import_column *columns = cigo_import_columns(import, &n);
    for (size_t i = 0; i < n; i++) {
        const struct cigo_field *near = columns[i].near;
        if (!near)
            continue;
        const char *question = cigo_arena_printf(line->arena, _("La colonna %zu, «%s», è %s? si o no: "), i + 1,
                                                 columns[i].heading, near->label);
        enum cigo_reply reply = yes_or_no(line, question);
        if (reply == CIGO_REPLY_OTHER)
            return false;
        cigo_import_choose(import, i, reply == CIGO_REPLY_YES ? near : NULL);
    }
    return true;
}

/* How rows that are there already and those of the file go together. False: leave. */
static bool ask_mode(struct line *line, const struct cigo_import *import, enum cigo_import_mode *ret_mode)
{
    const struct cigo_group *group = cigo_import_group(import);
    size_t n = cigo_line_rows_here(line)->n;
    *ret_mode = CIGO_IMPORT_APPEND;
    if (n == 0)
        return true;
    cigo_line_say(line, ngettext("In «%s» c'è già %zu riga.", "In «%s» ci sono già %zu righe.", n), group->label, n);
    for (;;) {
        const char *reply = ask(line, group->key ? _("1 aggiunge, 2 aggiorna, 3 sostituisce, 0 lascia: ")
                                                     : _("1 aggiunge, 3 sostituisce, 0 lascia: "));
        if (!reply || strcmp(reply, "0") == 0 || !*reply)
            return false;
        if (reply[0] < '1' || reply[0] > '3' || reply[1] || (reply[0] == '2' && !group->key)) {
            cigo_line_say(line, group->key ? _("Serve 1, 2, 3 o 0.") : _("Serve 1, 3 o 0."));
            continue;
        }
        *ret_mode = reply[0] == '1'   ? CIGO_IMPORT_APPEND
                    : reply[0] == '2' ? CIGO_IMPORT_UPDATE
                                      : CIGO_IMPORT_REPLACE;
        return true;
    }
}

static void say_outcome(struct line *line, struct cigo_import *import, enum cigo_import_mode mode)
{
    cigo_import_look(import, mode);
    say(line, import, first_rows);
    say(line, import, will_be);
}

/* "3=ore_richieste"; false if it was not understood, which has been said. */
static bool map(struct line *line, struct cigo_import *import, const char *text)
{
    struct cigo_error err = {0};
    bool ok = strchr(text, '=') && cigo_import_map(import, text, &err);
    if (ok)
        say(line, import, cigo_import_file_lines);
    else
        cigo_line_say(line, "%s", err.code ? err.text : _("Serve si o no, oppure una colonna, per esempio 3=cognome."));
    return ok;
}

/* Look, ask, and take columns in between. True: yes. */
static bool confirm(struct line *line, struct cigo_import *import, enum cigo_import_mode mode)
{
    struct cigo_error err = {0};
    for (bool again = true;;) {
        bool ready = cigo_import_ready(import, mode, &err);
        if (again && ready)
            say_outcome(line, import, mode);
        else if (again)
            cigo_line_say(line, "%s", err.text);
        const char *text = ask(line, _("Importo? si, no, o una colonna da cambiare (3=cognome, 3=-): "));
        enum cigo_reply reply = cigo_reply(text);
        if (!text || reply == CIGO_REPLY_NO || (ready && reply == CIGO_REPLY_YES))
            return reply == CIGO_REPLY_YES;
        again = reply == CIGO_REPLY_YES || map(line, import, text);
    }
}

static void say_now(struct line *line, size_t rows)
{
    cigo_line_say(line, _("Importo %zu righe, può volerci qualche secondo."), rows);
    fflush(line->options->out);
}

static void apply(struct line *line, struct cigo_import *import, enum cigo_import_mode mode)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    if (cigo_import_counts(import)->rows > LONG)
        say_now(line, cigo_import_counts(import)->rows);
    if (!cigo_import_apply(import, mode, NULL, NULL, &effects, &err))
        cigo_line_say(line, "%s", err.text);
    say(line, import, was_done);
    cigo_line_say(line, _("/annulla toglie tutto."));
    cigo_line_report_rows(line, &effects);
    cigo_line_go(line, (struct cigo_place){.group = line->here.group});
}

void cigo_line_import(struct line *line, const char *typed)
{
    struct cigo_error err = {0};
    enum cigo_import_mode mode;
    if (!line->here.group || !*typed) {
        cigo_line_say(line, line->here.group ? _("Quale file? Per esempio /importa lavoratori.csv.")
                                             : _("Si importa in un elenco di righe: vada prima a un gruppo, per esempio "
                                                 "/vai 5.8."));
        return;
    }
    const char *path = cigo_import_path(typed, line->desk->home, line->arena);
    struct cigo_import *import = cigo_import_open(line->session, line->here.group, path, "", &err);
    if (!import) {
        cigo_line_say(line, "%s", err.text);
        return;
    }
    say(line, import, cigo_import_file_lines);
    if (ask_near(line, import) && ask_mode(line, import, &mode) && confirm(line, import, mode))
        apply(line, import, mode);
    else
        cigo_line_say(line, _("Non è cambiato nulla."));
    cigo_import_free(import);
}
