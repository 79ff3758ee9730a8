/* The lines of an explanation, and what all kinds of things have: sources, rules, texts with places for
 * values. Rules are shown as they are written; what they read is named as people know it. */

#include <ctype.h>
#include <cigo/base/date.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "explain-priv.h"

enum { LONG_LINE = 1 << 20 };

void explain_line(struct explain *x, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    if (label)
        cigo_buf_printf(x->out, "%s: ", label);
    bool blank = false;
    for (const char *p = text; *p; p++) { /* one line, single blanks */
        bool space = *p == ' ' || *p == '\n' || *p == '\t';
        if (!(space && blank))
            cigo_buf_putc(x->out, space ? ' ' : *p);
        blank = space;
    }
    while (x->out->n && x->out->p[x->out->n - 1] == ' ')
        x->out->p[--x->out->n] = '\0';
    if (!strchr(".!?", x->out->p[x->out->n - 1]))
        cigo_buf_putc(x->out, '.');
    cigo_buf_putc(x->out, '\n');
}

void explain_printf(struct explain *x, const char *label, const char *format, ...)
{
    struct cigo_buf line;
    va_list ap;
    cigo_buf_init(&line, LONG_LINE);
    va_start(ap, format);
    cigo_buf_vprintf(&line, format, ap);
    va_end(ap);
    explain_line(x, label, line.p);
    cigo_buf_finish(&line);
}

/* ---- sources ---- */

static const char *confidence_words(enum cigo_confidence confidence)
{
    static const char *const words[] = {N_("testo ufficiale letto"), N_("fonte secondaria"),
                                        N_("dedotto"), N_("a memoria, da verificare")};
    return _(words[confidence]);
}

void explain_source(struct explain *x, const struct cigo_source *source)
{
    char day[CIGO_DATE_SIZE];
    if (!source)
        return;
    explain_line(x, _("Fonte"), source->cite);
    explain_line(x, _("Che cosa dice"), source->gist);
    if (source->in_force)
        explain_printf(x, NULL, _("In vigore dal %s"), cigo_date_it(source->in_force, day));
    if (source->checked)
        explain_printf(x, NULL, _("Verificata il %s"), cigo_date_it(source->checked, day));
    explain_line(x, _("Affidabilità"), confidence_words(source->confidence));
    if (source->url)
        explain_printf(x, _("Dove si legge"), "<%s>", source->url);
}

/* ---- names ---- */

void explain_name_of_field(const struct cigo_field *field, struct cigo_buf *out)
{
    if (field->group)
        cigo_buf_printf(out, "%s %s, %s", field->group->code, field->group->label, field->label);
    else
        cigo_buf_printf(out, "%s %s", field->code, field->label);
}

static const char *computed_name(const struct cigo_computed *computed)
{
    return computed->label ? computed->label : computed->id;
}

static void name_of_input(const struct cigo_input *input, struct cigo_buf *out)
{
    if (input->type == CIGO_INPUT_TODAY)
        cigo_buf_puts(out, _("la data di oggi"));
    else if (input->type == CIGO_INPUT_COMPUTED)
        cigo_buf_printf(out, "%s (%s)", computed_name(input->computed), input->computed->id);
    else if (input->type == CIGO_INPUT_PARAM)
        cigo_buf_printf(out, "%s (%s)", input->param->label ? input->param->label : input->param->id,
                        input->param->id);
    else if (input->field)
        explain_name_of_field(input->field, out);
    else if (input->group)
        cigo_buf_printf(out, "%s %s", input->group->code, input->group->label);
}

void explain_rule(struct explain *x, const char *label, const struct cigo_expr *expr,
                  const struct cigo_subject *subject)
{
    size_t n;
    if (expr->text)
        explain_line(x, label, expr->text);
    const struct cigo_input *inputs = cigo_rules_inputs(cigo_session_rules(x->session), subject, &n);
    struct cigo_buf names;
    cigo_buf_init(&names, LONG_LINE);
    for (size_t i = 0; i < n; i++) {
        if (names.n)
            cigo_buf_puts(&names, "; ");
        name_of_input(&inputs[i], &names);
    }
    explain_line(x, _("Dipende da"), names.p);
    cigo_buf_finish(&names);
}

/* ---- texts with places for values ---- */

static const char *label_of(const struct explain *x, const struct cigo_group *group, struct cigo_str id)
{
    const struct cigo_field *field = group ? cigo_group_field(group, id) : NULL;
    const struct cigo_computed *computed = group ? cigo_group_computed(group, id) : NULL;
    if (!field)
        field = cigo_form_field(x->form, id);
    if (!computed)
        computed = cigo_form_computed(x->form, id);
    const struct cigo_group *rows = cigo_form_group(x->form, id);
    const struct cigo_param *param = cigo_form_param(x->form, id);
    if (field)
        return field->label;
    if (computed)
        return computed->label ? computed->label : "";
    if (rows)
        return rows->label;
    return param ? param->label : NULL;
}

/* ---- what a place for a value may hold: the texts to choose from, else the names that it is made of ---- */

enum token_type { WORD, QUOTED, SIGN };
struct token {
    enum token_type type;
    struct cigo_str text; /* of a quoted one what is inside, with its quotes still doubled */
};

static size_t quoted_length(const char *p)
{
    size_t n = 0;
    while (p[n] && (p[n] != '\'' || p[n + 1] == '\''))
        n += p[n] == '\'' ? 2 : 1;
    return n;
}

static bool next_token(const char **sql, struct token *ret)
{
    const char *p = *sql + strspn(*sql, " \n\t");
    size_t word = strspn(p, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
    if (!*p)
        return false;
    if (*p == '\'')
        *ret = (struct token){QUOTED, {p + 1, quoted_length(p + 1)}};
    else
        *ret = (struct token){word ? WORD : SIGN, {p, word ? word : 1}};
    *sql = ret->text.p + ret->text.n;
    *sql += ret->type == QUOTED && **sql; /* the closing one */
    return true;
}

/* The texts that CASE or se() chooses from. */
struct choice {
    struct cigo_buf *out;
    size_t n;     /* those that say something */
    bool nothing; /* one of them is empty */
    bool blank_after;
    uint64_t calls; /* a bit for each parenthesis that is open: it is that of se() */
};

static void add_choice(struct choice *choice, struct cigo_str quoted)
{
    struct cigo_str text = cigo_str_trim(quoted);
    if (text.n == 0) {
        choice->nothing = true;
        return;
    }
    if (choice->n == 0)
        cigo_buf_puts(choice->out, quoted.p[0] == ' ' ? " [" : "[");
    else
        cigo_buf_puts(choice->out, _(" oppure "));
    cigo_buf_puts(choice->out, "«");
    for (size_t i = 0; i < text.n; i++) {
        cigo_buf_putc(choice->out, text.p[i]);
        i += text.p[i] == '\''; /* doubled */
    }
    cigo_buf_puts(choice->out, "»");
    choice->blank_after = quoted.p[quoted.n - 1] == ' ';
    choice->n++;
}

static bool is_chosen_after(const struct choice *choice, const struct token *before)
{
    if (before->type == WORD)
        return cigo_str_is(before->text, "THEN") || cigo_str_is(before->text, "ELSE");
    return before->type == SIGN && cigo_str_is(before->text, ",") && (choice->calls & 1);
}

/* false: nothing of it is a text. */
static bool choices_in(const char *sql, struct cigo_buf *out)
{
    struct choice choice = {.out = out};
    struct token token, before = {0};
    for (; next_token(&sql, &token); before = token) {
        if (token.type == QUOTED && is_chosen_after(&choice, &before))
            add_choice(&choice, token.text);
        else if (token.type == SIGN && cigo_str_is(token.text, "("))
            choice.calls = choice.calls << 1 | cigo_str_is(before.text, "se");
        else if (token.type == SIGN && cigo_str_is(token.text, ")"))
            choice.calls >>= 1;
    }
    if (choice.n == 0)
        return false;
    if (choice.nothing || choice.n == 1)
        cigo_buf_puts(out, _(" oppure nulla"));
    cigo_buf_puts(out, choice.blank_after ? "] " : "]");
    return true;
}

/* Each label once. */
static void add_name(const struct explain *x, const struct cigo_group *group, struct cigo_str id, size_t start,
                     struct cigo_buf *out)
{
    const char *label = label_of(x, group, id);
    if (!label || !*label || strstr(out->p + start, label))
        return;
    if (out->n > start)
        cigo_buf_puts(out, ", ");
    cigo_buf_puts(out, label);
}

/* What is quoted is no name, but of a param. */
static void names_in(const struct explain *x, const struct cigo_group *group, const char *sql, struct cigo_buf *out)
{
    size_t start = out->n;
    struct token token, before = {0}, opening = {0};
    for (; next_token(&sql, &token); opening = before, before = token)
        if (token.type == WORD || (token.type == QUOTED && cigo_str_is(opening.text, "param")))
            add_name(x, group, token.text, start, out);
    if (out->n == start)
        cigo_buf_puts(out, _("valore calcolato"));
}

void explain_phrase(struct explain *x, const char *label, const struct cigo_text *text,
                    const struct cigo_group *group)
{
    struct cigo_buf line;
    cigo_buf_init(&line, LONG_LINE);
    for (size_t i = 0; i < text->n_parts; i++) {
        const struct cigo_text_part *part = &text->parts[i];
        if (!part->expr.text) {
            cigo_buf_puts(&line, part->literal);
            continue;
        }
        if (choices_in(part->expr.text, &line))
            continue;
        cigo_buf_putc(&line, '[');
        names_in(x, group, part->expr.text, &line);
        cigo_buf_putc(&line, ']');
    }
    explain_line(x, label, line.p);
    cigo_buf_finish(&line);
}
