/* Results told from elsewhere: a snapshot shows what was judged on another machine, from answers that are not here. The
 * nodes hold what they are told; nothing is judged, so nothing needs the answers. */

#include "rules-priv.h"

static void tell(struct node *node, bool is)
{
    struct cigo_value value = {.storage = CIGO_INT, .i = is};
    if (node)
        cigo_held_set(&node->value, &value);
}

void cigo_rules_freeze(struct cigo_rules *rules)
{
    rules->frozen = true;
    rules->fired_ready = false;
    for (size_t i = 0; i < rules->form->n_alerts; i++) {
        rules->alerts[i]->places = 0;
        rules->alerts[i]->set.n = 0;
    }
    for (size_t i = 0; i < rules->form->n_computed; i++)
        cigo_held_finish(&rules->computed[i]->value);
    rules->n_failures = 0;
}

void cigo_rules_tell_section(struct cigo_rules *rules, const struct cigo_section *section, bool visible)
{
    tell(rules->sections[section - rules->form->sections], visible);
}

void cigo_rules_tell_group(struct cigo_rules *rules, const struct cigo_group *group, bool visible)
{
    tell(rules->mirrors[group->index].visible, visible);
}

static void tell_row(struct node *node, int64_t row, bool is)
{
    if (node)
        cigo_members_set(&node->set, row, is);
}

void cigo_rules_tell_field(struct cigo_rules *rules, const struct cigo_field *field, int64_t row, bool visible,
                           bool required)
{
    if (!field->group) {
        tell(rules->field_visible[field->index], visible);
        tell(rules->field_required[field->index], required);
        return;
    }
    const struct mirror *mirror = &rules->mirrors[field->group->index];
    tell_row(mirror->column_visible[field->index], row, visible);
    tell_row(mirror->column_required[field->index], row, required);
}

void cigo_rules_tell_alert(struct cigo_rules *rules, const struct cigo_alert_def *def, int64_t row, uint32_t places)
{
    struct node *node = rules->alerts[def->index];
    rules->fired_ready = false;
    if (node->group)
        cigo_members_set(&node->set, row, places);
    else
        node->places = places;
}
