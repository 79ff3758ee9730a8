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

/* The names in an expression, each label once. */
static void names_in(const struct explain *x, const struct cigo_group *group, const char *sql,
                     struct cigo_buf *out)
{
    size_t start = out->n;
    for (const char *p = sql; *p;) {
        size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyz_0123456789");
        if (!n) {
            p++;
            continue;
        }
        const char *label = label_of(x, group, (struct cigo_str){p, n});
        p += n;
        if (!label || !*label || strstr(out->p + start, label))
            continue;
        if (out->n > start)
            cigo_buf_puts(out, ", ");
        cigo_buf_puts(out, label);
    }
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
        cigo_buf_putc(&line, '[');
        names_in(x, group, part->expr.text, &line);
        cigo_buf_putc(&line, ']');
    }
    explain_line(x, label, line.p);
    cigo_buf_finish(&line);
}
