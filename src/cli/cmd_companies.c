/* cigo companies: the companies book, listed, shown, edited, forgotten. Every entry has its number. */

#include <stdlib.h>
#include <cigo/base/path.h>
#include <cigo/exchange/book.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/json.h>
#include <cigo/i18n/i18n.h>
#include <cigo/store/book.h>
#include <cigo/store/care.h>
#include "cli-priv.h"

enum { MOST_JSON = 1 << 30, MOST_NAMED = 500 };

static bool find(struct cli *cli, const struct cigo_book_query *query, struct cigo_book_entries *ret,
                 struct cigo_error *err)
{
    return cigo_store_book_find(cli->store, query, cli->arena, ret, err);
}

/* Of a company, as the book has them. */
static bool find_below(struct cli *cli, int64_t company, struct cigo_book_entries *ret, struct cigo_error *err)
{
    return find(cli, &(struct cigo_book_query){.company = company, .max = CIGO_BOOK_OF_COMPANY}, ret, err);
}

/* ---- which ---- */

static bool number_of(const char *text, int64_t *ret_id)
{
    char *end;
    long long id = strtoll(text, &end, 10);
    if (*end || end == text || id < 1 || end - text > 9) /* longer ones are codes of companies */
        return false;
    *ret_id = id;
    return true;
}

/* Those of which a key begins so. */
static bool named(struct cli *cli, const char *text, struct cigo_book_entries *ret, struct cigo_error *err)
{
    struct cigo_book book;
    cli_book(cli, 0, &book);
    return cigo_book_begin(&book, cli->form, CIGO_BOOK_COMPANY, 0, text, MOST_NAMED, cli->arena, ret, err);
}

/* By its number, or a company by the beginning of its name or of a code. */
static bool entry_of(struct cli *cli, const char *text, struct cigo_book_entry *ret, struct cigo_error *err)
{
    struct cigo_book_entries entries = {0};
    struct cigo_book_query query = {.max = 1};
    bool ok = number_of(text, &query.id) ? find(cli, &query, &entries, err) : named(cli, text, &entries, err);
    if (!ok)
        return false;
    if (entries.n != 1)
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         entries.n ? _("«%s» nella rubrica sono %zu aziende: usi il numero di «cigo companies».")
                                   : _("«%s» non è nella rubrica: «cigo companies» la elenca."), text, entries.n);
    *ret = entries.items[0];
    return true;
}

/* ---- in words ---- */

static void say_head(struct cli *cli, const struct cigo_book_entry *entry)
{
    struct cigo_buf title;
    char when[40];
    cigo_buf_init(&title, 65536);
    cigo_book_title(cli->form, entry, &title);
    cigo_buf_puts(&title, title.n ? "" : "-");
    cigo_sentence_stop(&title);
    cli_local_time(entry->updated, when);
    cli_say(_("%s %lld: %s Cambiata il %s da %s."), cigo_book_part_label(entry->part), (long long)entry->id, title.p,
            when, entry->updated_by);
    cigo_buf_finish(&title);
}

static void say_values(struct cli *cli, const struct cigo_book_entry *entry)
{
    for (size_t i = 0; i < entry->n; i++) {
        const struct cigo_book_value *value = &entry->values[i];
        const struct cigo_field *field = cigo_book_field(cli->form, entry->part, value->name);
        cli_say("  %s (%s): %s", field ? field->label : value->name, value->name, value->text);
    }
}

static int list(struct cli *cli, const char *text)
{
    struct cigo_book_entries entries = {0};
    struct cigo_error err = {0};
    struct cigo_book_query query = {.part = CIGO_BOOK_COMPANY, .max = CIGO_BOOK_COMPANIES};
    if (!(text ? named(cli, text, &entries, &err) : find(cli, &query, &entries, &err)))
        return cli_error(&err);
    if (!entries.n)
        puts(text ? _("Nessuna azienda comincia così.")
                  : _("La rubrica è vuota: si riempie mentre si compila una domanda, se lo si vuole."));
    for (size_t i = 0; i < entries.n; i++)
        say_head(cli, &entries.items[i]);
    return CIGO_EXIT_OK;
}

static int show(struct cli *cli, const char *text)
{
    struct cigo_book_entry entry;
    struct cigo_book_entries below = {0};
    struct cigo_error err = {0};
    if (!entry_of(cli, text, &entry, &err) || !find_below(cli, entry.id, &below, &err))
        return cli_error(&err);
    say_head(cli, &entry);
    say_values(cli, &entry);
    for (size_t i = 0; i < below.n; i++) {
        say_head(cli, &below.items[i]);
        say_values(cli, &below.items[i]);
    }
    return CIGO_EXIT_OK;
}

/* ---- as JSON ---- */

static json_t *json_of(struct cli *cli, const struct cigo_book_entry *entry, struct cigo_error *err)
{
    json_t *values = json_object(), *under = json_array();
    struct cigo_book_entries below = {0};
    for (size_t i = 0; i < entry->n; i++)
        json_object_set_new(values, entry->values[i].name, cigo_json_text(entry->values[i].text));
    if (entry->part == CIGO_BOOK_COMPANY && !find_below(cli, entry->id, &below, err))
        return json_decref(values), json_decref(under), NULL;
    for (size_t i = 0; i < below.n; i++)
        json_array_append_new(under, json_of(cli, &below.items[i], err));
    json_t *object = json_pack("{s:I, s:s, s:o, s:o, s:o}", "id", (json_int_t)entry->id, "part",
                               cigo_book_word(entry->part), "updated", cigo_json_text(entry->updated), "updated_by",
                               cigo_json_text(entry->updated_by), "values", values);
    if (entry->part == CIGO_BOOK_COMPANY)
        json_object_set_new(object, "entries", under);
    else
        json_decref(under);
    return object;
}

/* The whole book, or one entry of it. */
static bool json_text(struct cli *cli, const struct cigo_book_entry *one, struct cigo_buf *out, struct cigo_error *err)
{
    struct cigo_book_query query = {.part = CIGO_BOOK_COMPANY, .max = CIGO_BOOK_COMPANIES};
    struct cigo_book_entries entries = {one, 1, false};
    json_t *array = json_array();
    bool ok = one || find(cli, &query, &entries, err);
    for (size_t i = 0; ok && i < entries.n; i++) {
        json_t *object = json_of(cli, &entries.items[i], err);
        ok = object != NULL;
        if (ok)
            json_array_append_new(array, object);
    }
    if (ok)
        cigo_json_put(array, JSON_INDENT(1), out);
    else
        json_decref(array);
    cigo_buf_putc(out, '\n');
    return ok;
}

static int write_json(struct cli *cli, const char *text)
{
    struct cigo_book_entry entry;
    struct cigo_error err = {0};
    struct cigo_buf out;
    const char *path = cli->options[OPT_OUTPUT];
    if (text && !entry_of(cli, text, &entry, &err))
        return cli_error(&err);
    cigo_buf_init(&out, MOST_JSON);
    bool ok = json_text(cli, text ? &entry : NULL, &out, &err);
    if (ok && path && strcmp(path, "-") != 0)
        ok = cigo_file_write(path, cigo_buf_str(&out), cli->options[OPT_FORCE] != NULL, &err);
    else if (ok)
        fwrite(out.p, 1, out.n, stdout);
    cigo_buf_finish(&out);
    return ok ? CIGO_EXIT_OK : cli_error(&err);
}

/* ---- what changes it ---- */

static int edit(struct cli *cli, const char *text, const char *name, const char *value)
{
    struct cigo_book_entry entry;
    struct cigo_error err = {0};
    if (!entry_of(cli, text, &entry, &err))
        return cli_error(&err);
    const struct cigo_field *field = cigo_book_field(cli->form, entry.part, name);
    if (!field && !*cigo_book_text(&entry, name))
        return cli_usage_error(_("«%s» non è un dato di %s %lld: «cigo companies show %lld» elenca quelli che ci sono."),
                               name, cigo_book_part_label(entry.part), (long long)entry.id, (long long)entry.id);
    if (*value && field && !cigo_book_readable(field, value, cli->today))
        return cli_usage_error(_("«%s» non va bene per %s: si aspetta %s."), value, field->label, _(field->kind->what));
    struct cigo_book_value put = {name, value};
    if (!cigo_store_book_put(cli->store, entry.part, entry.company, &entry.id, &put, 1, &err))
        return cli_error(&err);
    cli_say(*value ? _("Nella rubrica ora c'è %s: %s.") : _("Nella rubrica non c'è più %s."),
            field ? field->label : name, value);
    return CIGO_EXIT_OK;
}

static int forget(struct cli *cli, const char *text)
{
    struct cigo_book_entry entry;
    struct cigo_error err = {0};
    bool clean = false;
    if (!entry_of(cli, text, &entry, &err))
        return cli_error(&err);
    say_head(cli, &entry);
    if (!cli->options[OPT_YES]) {
        puts(entry.part == CIGO_BOOK_COMPANY
                 ? _("Da dimenticare per sempre, con le sue unità e chi firma. Le domande non cambiano.")
                 : _("Da dimenticare per sempre. Le domande non cambiano."));
        if (!cli_confirmed()) {
            puts(_("Non ho cambiato nulla."));
            return CIGO_EXIT_OK;
        }
    }
    if (!cigo_store_book_forget(cli->store, entry.id, &err) || !cigo_store_scrub(cli->store, &clean, &err))
        return cli_error(&err);
    puts(_("Dimenticata: nell'archivio non ne resta il testo."));
    if (!clean)
        cli_say_log_stays();
    puts(_("Restano le domande, i file già esportati e le copie di riserva."));
    return CIGO_EXIT_OK;
}

/* What a case says of its company, as far as the book does not know it yet; what it says otherwise stays. */
static bool remember_case(struct cli *cli, const struct cigo_case_info *info, size_t *ret_kept, struct cigo_error *err)
{
    struct open_case open_case = {0};
    struct cigo_book book;
    bool ok = cli_case_open(cli, info, false, &open_case, err);
    if (ok) {
        cli_book(cli, info->id, &book);
        struct cigo_desk desk = {.session = open_case.session, .book = &book, .arena = cli->arena};
        ok = cigo_book_remember(&desk, false, cli->arena, ret_kept, err);
    }
    cli_case_close(&open_case);
    return ok;
}

static int remember(struct cli *cli, const char *const *names, int n)
{
    struct cigo_error err = {0};
    for (int i = 0; i < n; i++) {
        struct cigo_case_info info;
        size_t kept = 0;
        if (!cli_case_find(cli, names[i], &info, &err) || !remember_case(cli, &info, &kept, &err))
            return cli_error(&err);
        cli_say(ngettext("%s: nella rubrica %zu dato nuovo.", "%s: nella rubrica %zu dati nuovi.", kept), info.name, kept);
    }
    return CIGO_EXIT_OK;
}

int cmd_companies(struct cli *cli)
{
    struct cigo_error err = {0};
    const char *verb = cli->argc ? cli->argv[0] : "list", *const *words = (const char *const *)cli->argv + 1;
    int n = cli->argc ? cli->argc - 1 : 0;
    if (!cli_form_load(cli, "cigo", &err) || !cli_store_open(cli, &err))
        return cli_error(&err);
    if (strcmp(verb, "list") == 0 && n <= 1)
        return cli->options[OPT_JSON] && !n ? write_json(cli, NULL) : list(cli, n ? words[0] : NULL);
    if (strcmp(verb, "show") == 0 && n == 1)
        return cli->options[OPT_JSON] ? write_json(cli, words[0]) : show(cli, words[0]);
    if (strcmp(verb, "export") == 0 && n == 0)
        return write_json(cli, NULL);
    if (strcmp(verb, "remember") == 0 && n >= 1)
        return remember(cli, words, n);
    if (strcmp(verb, "edit") == 0 && n == 3)
        return edit(cli, words[0], words[1], words[2]);
    if (strcmp(verb, "forget") == 0 && n == 1)
        return forget(cli, words[0]);
    return cli_usage_error(_("si scrive: cigo companies [list [TESTO]], show AZIENDA, edit VOCE DATO VALORE, forget VOCE, "
                             "remember DOMANDA…, export."));
}
