/* What is said about an alert: of the form, or of a kind's format. */

#include <cigo/i18n/i18n.h>
#include "explain-priv.h"

static const char *timing_words(enum cigo_timing timing)
{
    static const char *const words[] = {N_("subito, mentre si risponde"),
                                        N_("quando si lascia la sezione"), N_("alla revisione")};
    return _(words[timing]);
}

static void places(struct explain *x, const struct cigo_alert_def *def)
{
    struct cigo_buf names;
    cigo_buf_init(&names, 65536);
    for (size_t i = 0; i < def->n_at; i++) {
        const struct cigo_alert_place *at = &def->at[i];
        if (i)
            cigo_buf_puts(&names, "; ");
        if (at->field)
            explain_name_of_field(at->field, &names);
        else
            cigo_buf_printf(&names, "%s %s", at->group->code, at->group->label);
    }
    explain_line(x, _("Dove"), names.p);
    cigo_buf_finish(&names);
}

/* With a condition for each place, each is told with its place. */
static void conditions(struct explain *x, const struct cigo_alert_def *def)
{
    struct cigo_subject subject = {.use = CIGO_USE_WHEN, .alert = def};
    for (size_t i = 0; def->at_map && i < def->n_at; i++) {
        struct cigo_buf label;
        cigo_buf_init(&label, 4096);
        cigo_buf_puts(&label, _("Condizione in "));
        if (def->at[i].field)
            explain_name_of_field(def->at[i].field, &label);
        else
            cigo_buf_printf(&label, "%s %s", def->at[i].group->code, def->at[i].group->label);
        explain_line(x, label.p, def->at[i].when.text);
        cigo_buf_finish(&label);
    }
    if (def->each)
        explain_printf(x, NULL, _("Si controlla riga per riga in %s %s"), def->each->code,
                       def->each->label);
    explain_rule(x, _("Condizione"), &def->when, &subject);
}

void explain_alert(struct explain *x, const struct cigo_alert_def *def)
{
    static const char *const waiver[] = {
        N_("Si può segnare come controllato"), N_("Si può segnare come controllato"),
        N_("Blocca solo la preparazione della pratica; si può contestare con un motivo")};
    cigo_buf_printf(x->out, "%s %s. ", cigo_severity_label(def->severity), def->id);
    explain_phrase(x, NULL, &def->title, def->each);
    explain_line(x, _("Quando si mostra"), timing_words(def->timing));
    places(x, def);
    explain_phrase(x, _("Perché"), &def->why, def->each);
    explain_phrase(x, _("Che cosa fare"), &def->fix, def->each);
    explain_line(x, NULL, _(waiver[def->severity]));
    conditions(x, def);
    for (size_t i = 0; i < def->n_sources; i++)
        explain_source(x, def->sources[i]);
    if (def->confidence == CIGO_CONF_MEM)
        explain_line(x, NULL, _("Questo avviso è scritto a memoria e va verificato"));
}

void explain_format(struct explain *x, const struct cigo_kind *kind)
{
    cigo_buf_printf(x->out, "%s. ", kind->alert);
    explain_line(x, NULL, _(kind->title));
    explain_printf(x, NULL, _("Nasce quando una risposta non si può leggere come %s"), _(kind->what));
    explain_line(x, NULL, _("La risposta resta com'è stata scritta e finché è così non entra nei calcoli; "
                            "se è solo un avviso, entra lo stesso"));
    explain_line(x, _("Che cosa fare"), _(kind->fix));
    explain_line(x, _("Esempio"), kind->example);
    explain_line(x, _("Fonte"), kind->source);
}
