/* Finding things in a form by name. One open-addressed table holds every list; an entry is known by
 * its list and its id. Each entity begins with its id, so that one loop serves all lists. */

#include <assert.h>
#include <string.h>

#include <cigo/base/arena.h>
#include <cigo/base/date.h>

#include <cigo/form/form.h>

enum list {
    FIELDS,
    GROUPS,
    COMPUTED,
    CHOICES,
    ALERTS,
    PARAMS,
    WINDOWS,
    WORDLISTS,
    SOURCES,
    VIEWS,
    TERMS,
    LISTS
};

struct span {
    const void *items;
    size_t n, size;
};

struct slot {
    const void *entity; /* NULL = free */
    enum list list;
};

struct index {
    struct slot *slots;
    size_t mask;
};

#define STARTS_WITH_ID(type)                                                                       \
    _Static_assert(offsetof(struct type, id) == 0, #type " begins with its id")
STARTS_WITH_ID(cigo_field);
STARTS_WITH_ID(cigo_group);
STARTS_WITH_ID(cigo_computed);
STARTS_WITH_ID(cigo_choices);
STARTS_WITH_ID(cigo_alert_def);
STARTS_WITH_ID(cigo_param);
STARTS_WITH_ID(cigo_window);
STARTS_WITH_ID(cigo_wordlist);
STARTS_WITH_ID(cigo_source);
STARTS_WITH_ID(cigo_view);
STARTS_WITH_ID(cigo_term);

static struct span span_of(const struct cigo_form *form, enum list list)
{
    switch (list) {
    case FIELDS:
        return (struct span){form->fields, form->n_fields, sizeof *form->fields};
    case GROUPS:
        return (struct span){form->groups, form->n_groups, sizeof *form->groups};
    case COMPUTED:
        return (struct span){form->computed, form->n_computed, sizeof *form->computed};
    case CHOICES:
        return (struct span){form->choices, form->n_choices, sizeof *form->choices};
    case ALERTS:
        return (struct span){form->alerts, form->n_alerts, sizeof *form->alerts};
    case PARAMS:
        return (struct span){form->params, form->n_params, sizeof *form->params};
    case WINDOWS:
        return (struct span){form->windows, form->n_windows, sizeof *form->windows};
    case WORDLISTS:
        return (struct span){form->wordlists, form->n_wordlists, sizeof *form->wordlists};
    case SOURCES:
        return (struct span){form->sources, form->n_sources, sizeof *form->sources};
    case VIEWS:
        return (struct span){form->views, form->n_views, sizeof *form->views};
    case TERMS:
        return (struct span){form->terms, form->n_terms, sizeof *form->terms};
    case LISTS:
        break;
    }
    return (struct span){NULL, 0, 0};
}

static const void *entity_at(struct span span, size_t i)
{
    return (const char *)span.items + i * span.size;
}

static const char *id_of(const void *entity)
{
    return *(const char *const *)entity;
}

/* FNV-1a, begun with the list. */
static size_t hash(enum list list, struct cigo_str id)
{
    uint64_t h = UINT64_C(14695981039346656037) + (uint64_t)list;
    for (size_t i = 0; i < id.n; i++)
        h = (h ^ (unsigned char)id.p[i]) * UINT64_C(1099511628211);
    return (size_t)(h ^ h >> 32);
}

/* The slot of the entity with this id, or the free one where it would be. */
static struct slot *slot_of(const struct index *index, enum list list, struct cigo_str id)
{
    size_t i = hash(list, id) & index->mask;
    while (index->slots[i].entity &&
           !(index->slots[i].list == list && cigo_str_is(id, id_of(index->slots[i].entity))))
        i = (i + 1) & index->mask;
    return &index->slots[i];
}

void cigo_form_index(struct cigo_form *form)
{
    size_t n = 0, size = 16;
    for (int list = 0; list < LISTS; list++)
        n += span_of(form, (enum list)list).n;
    while (size < n * 2)
        size *= 2;
    struct index *index = cigo_arena_alloc(form->arena, sizeof *index);
    index->slots = cigo_arena_alloc(form->arena, size * sizeof *index->slots);
    index->mask = size - 1;
    for (int list = 0; list < LISTS; list++) {
        struct span span = span_of(form, (enum list)list);
        for (size_t i = 0; i < span.n; i++) {
            const void *entity = entity_at(span, i);
            struct slot *slot = slot_of(index, (enum list)list, cigo_str_of(id_of(entity)));
            if (!slot->entity)
                *slot = (struct slot){entity, (enum list)list};
        }
    }
    form->index = index;
}

static const void *scan(struct span span, struct cigo_str id)
{
    for (size_t i = 0; i < span.n; i++) {
        const void *entity = entity_at(span, i);
        if (cigo_str_is(id, id_of(entity)))
            return entity;
    }
    return NULL;
}

static const void *find(const struct cigo_form *form, enum list list, struct cigo_str id)
{
    if (!form->index)
        return scan(span_of(form, list), id);
    return slot_of(form->index, list, id)->entity;
}

const struct cigo_field *cigo_form_field(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, FIELDS, id);
}

const struct cigo_group *cigo_form_group(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, GROUPS, id);
}

const struct cigo_computed *cigo_form_computed(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, COMPUTED, id);
}

const struct cigo_choices *cigo_form_choices(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, CHOICES, id);
}

const struct cigo_alert_def *cigo_form_alert(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, ALERTS, id);
}

const struct cigo_param *cigo_form_param(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, PARAMS, id);
}

const struct cigo_window *cigo_form_window(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, WINDOWS, id);
}

const struct cigo_wordlist *cigo_form_wordlist(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, WORDLISTS, id);
}

const struct cigo_source *cigo_form_source(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, SOURCES, id);
}

const struct cigo_view *cigo_form_view(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, VIEWS, id);
}

const struct cigo_term *cigo_form_term(const struct cigo_form *form, struct cigo_str id)
{
    return find(form, TERMS, id);
}

/* A group has a handful of columns: a search is as quick as a table. */
const struct cigo_field *cigo_group_field(const struct cigo_group *group, struct cigo_str id)
{
    return scan((struct span){group->fields, group->n_fields, sizeof *group->fields}, id);
}

const struct cigo_computed *cigo_group_computed(const struct cigo_group *group, struct cigo_str id)
{
    return scan((struct span){group->computed, group->n_computed, sizeof *group->computed}, id);
}

void cigo_form_free(struct cigo_form *form)
{
    if (form)
        cigo_arena_free(form->arena);
}

bool cigo_param_value_on(const struct cigo_param *param, int32_t date, int64_t *ret_value)
{
    const struct cigo_param_value *in_force = NULL;
    for (size_t i = 0; i < param->n_values && param->values[i].from <= date; i++)
        in_force = &param->values[i];
    if (!in_force || in_force->unknown)
        return false;
    if (param->yearly && cigo_date_ymd(in_force->from).year != cigo_date_ymd(date).year)
        return false;
    *ret_value = in_force->value;
    return true;
}

const char *cigo_severity_word(enum cigo_severity severity)
{
    static const char *const words[] = {"info", "warning", "error"};
    return words[severity];
}

const char *cigo_confidence_word(enum cigo_confidence confidence)
{
    static const char *const words[] = {"C1", "C2", "INF", "MEM"};
    return words[confidence];
}

void cigo_field_put_unit(const struct cigo_field *field, const char *shown, struct cigo_buf *out)
{
    const char *unit = field->unit_one && strcmp(shown, "1") == 0 ? field->unit_one : field->unit;
    if (unit)
        cigo_buf_printf(out, " %s", unit);
}
