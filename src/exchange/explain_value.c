/* What is said about computed values, dated numbers, windows and words of the glossary. */

#include <cigo/base/date.h>
#include <cigo/base/decimal.h>
#include <cigo/i18n/i18n.h>
#include "explain-priv.h"

static void current(struct explain *x, const struct cigo_computed *computed)
{
    struct cigo_buf now;
    if (computed->group || computed->internal)
        return;
    cigo_buf_init(&now, 65536);
    cigo_session_computed_text(x->session, computed, 0, &now);
    explain_line(x, _("Ora vale"), now.p);
    cigo_buf_finish(&now);
}

/* What rests on a figure of the year is unknown when the year has none yet. */
static void yearly(struct explain *x, const struct cigo_subject *subject)
{
    size_t n;
    const struct cigo_input *inputs = cigo_rules_inputs(cigo_session_rules(x->session), subject, &n);
    for (size_t i = 0; i < n; i++) {
        const struct cigo_param *param = inputs[i].type == CIGO_INPUT_PARAM ? inputs[i].param : NULL;
        if (!param || !param->yearly || !param->n_values || param->values[param->n_values - 1].unknown)
            continue;
        explain_printf(x, NULL,
                       _("%s è noto fino al 31/12/%d: per gli anni dopo non è disponibile, e il valore resta "
                         "ignoto"),
                       param->label ? param->label : param->id,
                       cigo_date_ymd(param->values[param->n_values - 1].from).year);
    }
}

void explain_computed(struct explain *x, const struct cigo_computed *computed)
{
    struct cigo_subject subject = {.use = CIGO_USE_VALUE, .computed = computed};
    cigo_buf_printf(x->out, "%s (%s%s%s), %s%s.\n", computed->label ? computed->label : computed->id,
                    computed->group ? computed->group->id : "", computed->group ? "." : "",
                    computed->id, _("calcolato"), computed->estimate ? _(", «stima»") : "");
    explain_line(x, NULL, computed->help);
    if (computed->estimate)
        explain_line(x, NULL, _("È una stima: serve per orientarsi, non impegna l'INPS"));
    if (computed->internal)
        explain_line(x, NULL, _("Serve solo alle regole e non si mostra"));
    current(x, computed);
    explain_rule(x, _("Come si calcola"), &computed->value, &subject);
    yearly(x, &subject);
    explain_source(x, computed->source);
}

static void param_value(struct explain *x, const struct cigo_param *param,
                        const struct cigo_param_value *value)
{
    char day[CIGO_DATE_SIZE];
    struct cigo_buf number;
    cigo_buf_init(&number, 128);
    cigo_decimal_it(value->value, param->places, true, &number);
    if (value->unknown)
        explain_printf(x, NULL, _("Dal %s: non disponibile"), cigo_date_it(value->from, day));
    else
        explain_printf(x, NULL, "%s %s: %s%s%s", _("Dal"), cigo_date_it(value->from, day), number.p,
                       param->unit ? " " : "", param->unit ? param->unit : "");
    cigo_buf_finish(&number);
}

void explain_param(struct explain *x, const struct cigo_param *param)
{
    cigo_buf_printf(x->out, "%s (%s), %s.\n", param->label ? param->label : param->id, param->id,
                    _("numero datato"));
    for (size_t i = 0; i < param->n_values; i++)
        param_value(x, param, &param->values[i]);
    const struct cigo_param_value *last = param->n_values ? &param->values[param->n_values - 1] : NULL;
    if (param->yearly && last && !last->unknown)
        explain_printf(x, NULL,
                       _("Dal 01/01/%d: non disponibile, finché il valore del nuovo anno non è aggiunto "
                         "al modulo"),
                       cigo_date_ymd(last->from).year + 1);
    explain_source(x, param->source);
}

void explain_window(struct explain *x, const struct cigo_window *window)
{
    char from[CIGO_DATE_SIZE], to[CIGO_DATE_SIZE];
    cigo_buf_printf(x->out, "%s (%s), %s.\n", window->label ? window->label : window->id, window->id,
                    _("periodi datati"));
    for (size_t i = 0; i < window->n_spans; i++) {
        const struct cigo_span *span = &window->spans[i];
        explain_printf(x, NULL, "%s %s %s %s%s", _("Dal"), cigo_date_it(span->from, from), _("al"),
                       cigo_date_it(span->to, to),
                       span->applied ? "" : _(": annunciato, non applicato ai conteggi"));
        explain_source(x, span->source);
    }
}

static void see(struct explain *x, const struct cigo_term *term)
{
    struct cigo_buf names;
    cigo_buf_init(&names, 65536);
    for (size_t i = 0; i < term->n_see; i++) {
        const struct cigo_term *other = cigo_form_term(x->form, cigo_str_of(term->see[i]));
        cigo_buf_printf(&names, "%s%s", i ? ", " : "", other && other != term ? other->term : term->see[i]);
    }
    explain_line(x, _("Vedere anche"), names.p);
    cigo_buf_finish(&names);
}

void explain_term(struct explain *x, const struct cigo_term *term)
{
    cigo_buf_printf(x->out, "%s. ", term->term);
    explain_line(x, NULL, term->text);
    see(x, term);
    explain_source(x, term->source);
}
