/* How an action is called. It is kept as the form or the program itself has it, in Italian, whoever acts: readers of other
 * languages share one journal. */

#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>

static const char *among(const struct cigo_field *fields, size_t n, struct cigo_str own)
{
    for (size_t i = 0; i < n; i++)
        if (cigo_str_is(own, fields[i].own))
            return fields[i].label;
    return NULL;
}

/* The label of the field, group or column that the form itself calls so, as it is called now; or NULL. */
static const char *of_form(const struct cigo_form *form, struct cigo_str own)
{
    const char *label = among(form->fields, form->n_fields, own);
    for (size_t i = 0; i < form->n_groups && !label; i++) {
        const struct cigo_group *group = &form->groups[i];
        label = cigo_str_is(own, group->own) ? group->label : among(group->fields, group->n_fields, own);
    }
    return label;
}

/* What was done to several rows of a table is kept as "Ore, 3 righe": how many, and *ret_named before it; 0 = another label. */
static size_t rows_of(const char *label, struct cigo_str *ret_named)
{
    const char *comma = strrchr(label, ',');
    size_t rows = 0, n = comma ? 2 : 0;
    while (n && comma[1] == ' ' && comma[n] >= '0' && comma[n] <= '9' && rows < SIZE_MAX / 100)
        rows = rows * 10 + (size_t)(comma[n++] - '0');
    if (!rows || strcmp(comma + n, " righe") != 0)
        return 0;
    *ret_named = (struct cigo_str){label, (size_t)(comma - label)};
    return rows;
}

static const char copy_before[] = "copia da «", copy_after[] = "»";

void cigo_label_of_copy(const char *name, struct cigo_buf *out)
{
    cigo_buf_printf(out, "%s%s%s", copy_before, name, copy_after);
}

static bool put_copy(const char *label, struct cigo_buf *out)
{
    size_t n = strlen(label), before = sizeof copy_before - 1, after = sizeof copy_after - 1;
    struct cigo_buf name;
    if (n < before + after || strncmp(label, copy_before, before) != 0 || strcmp(label + n - after, copy_after) != 0)
        return false;
    cigo_buf_init(&name, 65536);
    cigo_buf_add(&name, (struct cigo_str){label + before, n - before - after});
    cigo_buf_printf(out, _("copia da «%s»"), name.p);
    cigo_buf_finish(&name);
    return true;
}

void cigo_label_text(const struct cigo_form *form, const char *label, struct cigo_buf *out)
{
    struct cigo_str named = cigo_str_of(label);
    size_t rows = rows_of(label, &named);
    const char *shown = of_form(form, named);
    if (put_copy(label, out))
        return;
    if (!shown) {
        cigo_buf_puts(out, *label ? _(label) : ""); /* "" is the catalogue's own entry */
        return;
    }
    cigo_buf_puts(out, shown);
    if (rows)
        cigo_buf_printf(out, ngettext(", %zu riga", ", %zu righe", rows), rows);
}
