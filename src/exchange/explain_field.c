/* What is said about fields, columns, groups, sections and choices. */

#include <cigo/base/date.h>
#include <cigo/form/shown.h>
#include <cigo/i18n/i18n.h>
#include "explain-priv.h"

static void alerts_at(struct explain *x, const struct cigo_field *field, const struct cigo_group *group)
{
    struct cigo_buf names;
    cigo_buf_init(&names, 65536);
    for (size_t i = 0; i < x->form->n_alerts; i++) {
        const struct cigo_alert_def *def = &x->form->alerts[i];
        size_t k = 0;
        while (k < def->n_at && !(field ? def->at[k].field == field
                                        : def->at[k].group == group && !def->at[k].field))
            k++;
        if (k < def->n_at)
            cigo_buf_printf(&names, "%s%s", names.n ? ", " : "", def->id);
    }
    if (field)
        cigo_buf_printf(&names, "%s%s", names.n ? ", " : "", field->kind->alert);
    explain_line(x, _("Avvisi che possono comparire qui"), names.p);
    cigo_buf_finish(&names);
}

static void portal(struct explain *x, enum cigo_portal mark)
{
    static const char *const words[] = {N_("lo chiede solo cigo, non il portale (L)"),
                                        N_("presunto: nessuno l'ha ancora confrontato (P?)"),
                                        N_("il portale lo chiede, confermato (P)"),
                                        N_("lo dà il portale, qui si annota (G)")};
    explain_line(x, _("Sul portale"), _(words[mark]));
}

static void needed(struct explain *x, const struct cigo_field *field)
{
    struct cigo_subject visible = {.use = CIGO_USE_VISIBLE, .field = field};
    struct cigo_subject required = {.use = CIGO_USE_REQUIRED, .field = field};
    bool both = field->required_if.text && field->visible.text &&
                strcmp(field->required_if.text, field->visible.text) == 0;
    if (both) {
        explain_rule(x, _("Si vede, ed è obbligatorio, se"), &field->visible, &visible);
        return;
    }
    if (field->required)
        explain_line(x, NULL, field->visible.text ? _("Obbligatorio quando si vede") : _("Obbligatorio"));
    else if (field->required_if.text)
        explain_rule(x, _("Obbligatorio se"), &field->required_if, &required);
    else
        explain_line(x, NULL, _("Facoltativo"));
    if (field->visible.text)
        explain_rule(x, _("Si vede se"), &field->visible, &visible);
}

static void choices(struct explain *x, const struct cigo_choices *list)
{
    for (size_t i = 0; list && i < list->n; i++) {
        const struct cigo_choice *choice = &list->items[i];
        if (choice->help)
            explain_printf(x, _("Scelta"), "%zu, %s (%s). %s", i + 1, choice->label, choice->id,
                           choice->help);
        else
            explain_printf(x, _("Scelta"), "%zu, %s (%s)", i + 1, choice->label, choice->id);
    }
}

static void limits(struct explain *x, const struct cigo_field *field)
{
    const struct cigo_kind_ctx *ctx = &field->ctx;
    struct cigo_buf low, high;
    cigo_buf_init(&low, 128);
    cigo_buf_init(&high, 128);
    struct cigo_value min = {CIGO_INT, ctx->min, {0}}, max = {CIGO_INT, ctx->max, {0}};
    if (ctx->has_min)
        field->kind->format(ctx, &min, &low);
    if (ctx->has_max)
        field->kind->format(ctx, &max, &high);
    explain_line(x, _("Valore minimo"), low.p);
    explain_line(x, _("Valore massimo"), high.p);
    cigo_buf_finish(&low);
    cigo_buf_finish(&high);
    if (ctx->max_chars)
        explain_printf(x, NULL, _("Al massimo %zu caratteri"), ctx->max_chars);
    explain_line(x, _("Unità"), field->unit);
}

/* The example of its kind would say nothing about this field. */
static bool free_text(const struct cigo_field *field)
{
    return field->kind->id == CIGO_KIND_TEXT || field->kind->id == CIGO_KIND_LONGTEXT;
}

static void example(struct explain *x, const struct cigo_field *field)
{
    struct cigo_buf text;
    cigo_buf_init(&text, 65536);
    if (field->example || !free_text(field))
        cigo_field_example(field, &text);
    explain_line(x, _("Esempio"), text.n ? text.p : NULL);
    cigo_buf_finish(&text);
}

void explain_field(struct explain *x, const struct cigo_field *field)
{
    explain_name_of_field(field, x->out);
    cigo_buf_printf(x->out, " (%s%s%s).\n", field->group ? field->group->id : "",
                    field->group ? "." : "", field->id);
    explain_printf(x, _("Domanda"), "%s", field->ask ? field->ask : "");
    explain_line(x, _("Spiegazione"), field->help);
    explain_line(x, _("Dove si trova"), field->where);
    example(x, field);
    explain_line(x, _("Errore comune"), field->mistake);
    explain_printf(x, _("Si risponde con"), "%s", _(field->kind->what));
    limits(x, field);
    needed(x, field);
    choices(x, field->ctx.choices);
    portal(x, field->portal);
    if (field->personal)
        explain_line(x, NULL, _("È un dato personale"));
    alerts_at(x, field, NULL);
    explain_source(x, field->source);
}

void explain_group(struct explain *x, const struct cigo_group *group)
{
    struct cigo_subject visible = {.use = CIGO_USE_VISIBLE, .group = group};
    cigo_buf_printf(x->out, "%s %s (%s).\n", group->code, group->label, group->id);
    explain_line(x, _("Domanda"), group->ask);
    explain_line(x, _("Spiegazione"), group->help);
    explain_line(x, _("Dove si trova"), group->where);
    if (group->min_rows)
        explain_printf(x, NULL, ngettext("Almeno %zu riga", "Almeno %zu righe", group->min_rows),
                       group->min_rows);
    explain_printf(x, NULL, _("Al massimo %zu righe"), group->max_rows);
    for (size_t i = 0; i < group->n_fields; i++)
        explain_printf(x, _("Colonna"), "%s (%s.%s)%s", group->fields[i].label, group->id,
                       group->fields[i].id, group->fields[i].required ? _(", obbligatoria") : "");
    if (group->visible.text)
        explain_rule(x, _("Si vede se"), &group->visible, &visible);
    portal(x, group->portal);
    alerts_at(x, NULL, group);
}

void explain_section(struct explain *x, const struct cigo_section *section)
{
    cigo_buf_printf(x->out, _("Sezione %s %s (%s).\n"), section->code, section->title, section->id);
    explain_line(x, NULL, section->help);
    explain_line(x, _("Si vede se"), section->visible.text);
    for (size_t i = 0; i < section->n_items; i++) {
        size_t index = section->items[i].index;
        if (section->items[i].type == CIGO_ITEM_FIELD)
            explain_printf(x, NULL, "%s %s", x->form->fields[index].code, x->form->fields[index].label);
        else if (section->items[i].type == CIGO_ITEM_GROUP)
            explain_printf(x, NULL, "%s %s", x->form->groups[index].code, x->form->groups[index].label);
        else
            explain_printf(x, _("Calcolato"), "%s (%s)", x->form->computed[index].label,
                           x->form->computed[index].id);
    }
}

static bool uses(const struct cigo_field *field, const struct cigo_choices *list)
{
    return field->ctx.choices == list;
}

void explain_choice(struct explain *x, const struct cigo_choices *list, const struct cigo_choice *choice)
{
    cigo_buf_printf(x->out, "%s (%s), ", choice->label, choice->id);
    struct cigo_buf names;
    cigo_buf_init(&names, 65536);
    for (size_t i = 0; i < x->form->n_fields; i++)
        if (uses(&x->form->fields[i], list)) {
            cigo_buf_puts(&names, names.n ? "; " : "");
            explain_name_of_field(&x->form->fields[i], &names);
        }
    for (size_t i = 0; i < x->form->n_groups; i++)
        for (size_t k = 0; k < x->form->groups[i].n_fields; k++)
            if (uses(&x->form->groups[i].fields[k], list)) {
                cigo_buf_puts(&names, names.n ? "; " : "");
                explain_name_of_field(&x->form->groups[i].fields[k], &names);
            }
    explain_line(x, _("una scelta di"), names.n ? names.p : list->id);
    cigo_buf_finish(&names);
    explain_line(x, NULL, choice->help);
    for (size_t i = 0; i < choice->n_tags; i++)
        explain_line(x, _("Segno"), choice->tags[i]);
    for (size_t i = 0; i < choice->n_attrs; i++)
        explain_line(x, choice->attrs[2 * i], choice->attrs[2 * i + 1]);
}
