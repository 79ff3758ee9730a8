/* cigo form manual: the alerts of a form as a manual page (mdoc). It says what `cigo explain` says, in the
 * order of the sections; addresses are left out, because a line of a manual cannot be broken within them. */

#include <cigo/base/date.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>
#include "form_test-priv.h"

/* Text that the formatter shall not read as its own. Quotes stay straight in rules. */
static void put_escaped(struct cigo_str text, bool rule, struct cigo_buf *out)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '\\')
            cigo_buf_puts(out, "\\e");
        else if (c == '-')
            cigo_buf_puts(out, "\\-");
        else if (c == '(' && i + 1 < text.n && text.p[i + 1] == ')')
            cigo_buf_puts(out, "\\&("); /* no function of C */
        else if (c == '\'' && rule)
            cigo_buf_puts(out, "\\(aq");
        else
            cigo_buf_putc(out, c);
    }
}

/* Does a sentence end with this word, in front of one that begins with a capital? */
static bool ends_sentence(struct cigo_str word, char next)
{
    return word.n > 2 && strchr(".?!", word.p[word.n - 1]) && ((next >= 'A' && next <= 'Z') || (next & 0x80));
}

/* Escaped, a sentence on a line of its own, no line over 80 columns as mandoc counts them (a sign outside ASCII is
 * eight). */
static void put_filled(struct cigo_str text, bool rule, struct cigo_buf *out)
{
    enum { COLUMNS = 80, WIDE = 8 };
    struct cigo_buf piece;
    size_t column = 0;
    cigo_buf_init(&piece, text.n * 5 + 1);
    for (size_t at = 0; at < text.n;) {
        struct cigo_str word = {text.p + at, strcspn(text.p + at, " \n")};
        size_t width = 0;
        cigo_buf_clear(&piece);
        put_escaped(word, rule, &piece);
        for (size_t i = 0; i < piece.n; i++)
            width += (piece.p[i] & 0x80) == 0 ? 1 : (piece.p[i] & 0xC0) == 0xC0 ? WIDE : 0;
        bool full = column + 1 + width > COLUMNS;
        if (column)
            cigo_buf_putc(out, full ? '\n' : ' ');
        column = column && !full ? column + 1 : 0;
        if (!column && (word.p[0] == '.' || word.p[0] == '\''))
            cigo_buf_puts(out, "\\&"); /* no request */
        cigo_buf_add(out, cigo_buf_str(&piece));
        column += width;
        at += word.n + strspn(word.p + word.n, " ");
        if (at < text.n && !rule && ends_sentence(word, text.p[at])) {
            cigo_buf_putc(out, '\n');
            column = 0;
        }
    }
    cigo_buf_putc(out, '\n');
    cigo_buf_finish(&piece);
}

static bool starts(struct cigo_str line, const char *word)
{
    return cigo_str_starts(line, cigo_str_of(word));
}

/* The length of the label in "Perché: …"; 0 = a sentence without one. */
static size_t label_of(struct cigo_str line)
{
    size_t label = 0;
    while (label + 1 < line.n && !(line.p[label] == ':' && line.p[label + 1] == ' '))
        label++;
    return label + 1 < line.n && label < 100 ? label : 0;
}

/* A label is an item; a sentence without one goes on in the item before it. */
static void put_line(struct cigo_str line, struct cigo_buf *out)
{
    size_t label = label_of(line);
    bool rule = starts(line, "Condizione");
    if (label) {
        cigo_buf_puts(out, ".It \"");
        put_escaped((struct cigo_str){line.p, label}, false, out);
        cigo_buf_puts(out, "\"\n");
        line.p += label + 2;
        line.n -= label + 2;
    }
    put_filled(line, rule, out);
}

/* What explain says about it: sentences, and from the first label on a list. */
static void put_explained(struct cigo_session *session, const char *id, struct cigo_buf *out)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 1 << 20);
    cigo_explain(session, cigo_str_of(id), &text);
    cigo_buf_printf(out, ".Ss %s\n", id);
    bool list = false;
    for (const char *p = text.p; *p;) {
        struct cigo_str line = {p, strcspn(p, "\n")};
        p += line.n + (p[line.n] == '\n');
        if (starts(line, "Dove si legge: "))
            continue;
        if (!list && line.p != text.p && label_of(line)) {
            cigo_buf_puts(out, ".Bl -tag -width Ds -compact\n");
            list = true;
        }
        if (list)
            put_line(line, out);
        else
            put_filled(line, false, out);
    }
    cigo_buf_puts(out, list ? ".El\n" : "");
    cigo_buf_finish(&text);
}

static void put_head(const struct cigo_form *form, struct cigo_buf *out)
{
    struct cigo_buf day;
    cigo_buf_init(&day, 256);
    cigo_i18n_date_long(form->checked ? form->checked : form->checked_oldest, &day);
    const char *date = strchr(day.p, ' ');
    cigo_buf_puts(out, ".\\\" Scritto da «cigo form manual»: si corregge il modulo, non questa pagina.\n");
    cigo_buf_printf(out, ".Dd%s\n.Dt CIGO-ALERTS 7\n.Os\n.Sh NAME\n.Nm cigo-alerts\n", date ? date : " ");
    cigo_buf_puts(out, ".Nd gli avvisi di cigo: quando compaiono, che cosa fare, secondo quale norma\n"
                       ".Sh DESCRIPTION\n");
    cigo_buf_puts(out, "Gli avvisi del modulo\n");
    put_escaped(cigo_str_of(form->title), false, out);
    cigo_buf_printf(out, ",\nversione %s, sono %zu.\n", form->version, form->n_alerts);
    cigo_rules_age_line(form, out);
    cigo_buf_puts(out, "\n.Pp\n");
    put_filled(CIGO_STR("Un errore blocca solo la preparazione della pratica, un avviso e una nota non bloccano nulla. "
                        "Un avviso scatta solo se la sua condizione è certamente vera: ciò che non è stato risposto, "
                        "o non si capisce, tace. "
                        "Nei testi sta tra parentesi quadre ciò che viene dalle risposte. "
                        "Dell'affidabilità di una fonte si dice se il testo ufficiale è stato letto, se lo riferisce "
                        "una fonte secondaria, se è dedotto, o se è detto a memoria e va verificato. Lo stesso dice"),
               false, out);
    cigo_buf_puts(out, ".Nm cigo Cm explain Ar avviso .\n");
    cigo_buf_finish(&day);
}

static void put_alerts(struct cigo_session *session, struct cigo_buf *out)
{
    const struct cigo_form *form = cigo_session_form(session);
    for (size_t s = 0; s < form->n_sections; s++) {
        bool any = false;
        for (size_t i = 0; i < form->n_alerts; i++) {
            if (form->alerts[i].section != s)
                continue;
            if (!any)
                cigo_buf_printf(out, ".Sh \"%s %s\"\n", form->sections[s].code, form->sections[s].title);
            any = true;
            put_explained(session, form->alerts[i].id, out);
        }
    }
}

static bool used(const struct cigo_field *fields, size_t n, const struct cigo_kind *kind)
{
    for (size_t i = 0; i < n; i++)
        if (fields[i].kind == kind)
            return true;
    return false;
}

/* Only of the kinds that some field of the form has. */
static void put_formats(struct cigo_session *session, struct cigo_buf *out)
{
    const struct cigo_form *form = cigo_session_form(session);
    size_t n;
    const struct cigo_kind *kinds = cigo_kinds(&n);
    cigo_buf_puts(out, ".Sh \"Avvisi di formato\"\n"
                       "Nascono da una risposta che non si capisce, nel campo in cui è scritta.\n");
    for (size_t i = 0; i < n; i++) {
        bool found = used(form->fields, form->n_fields, &kinds[i]);
        for (size_t k = 0; k < form->n_groups && !found; k++)
            found = used(form->groups[k].fields, form->groups[k].n_fields, &kinds[i]);
        if (found)
            put_explained(session, kinds[i].alert, out);
    }
}

bool form_manual(struct cli *cli, struct cigo_buf *out, struct cigo_error *err)
{
    struct cigo_session_options options = {.today = cli->form->checked, .load_follows = true};
    struct cigo_session *session = cigo_session_new(cli->form, &options, err);
    if (!session)
        return false;
    cigo_session_load_begin(session);
    bool ok = cigo_session_load_end(session, err);
    if (ok) {
        put_head(cli->form, out);
        put_alerts(session, out);
        put_formats(session, out);
        cigo_buf_puts(out, ".Sh SEE ALSO\n.Xr cigo 1 ,\n.Xr cigo-form 5\n");
    }
    cigo_session_free(session);
    return ok;
}
