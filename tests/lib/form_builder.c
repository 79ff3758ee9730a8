/* Forms for tests: fixed room for each list, so that nothing moves while it is filled. */

#include "form_builder.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/arena.h>
#include <cigo/base/date.h>

enum { ROOM = 64, FEW = 16, COLUMNS = 80 };

struct form_builder {
    struct cigo_form *form;
    struct cigo_section *section;
    struct cigo_group *group;
    unsigned line;
};

static void *room(struct form_builder *fb, size_t n, size_t size)
{
    return cigo_arena_alloc(fb->form->arena, n * size);
}

static const char *dup(struct form_builder *fb, const char *s)
{
    return cigo_arena_dup(fb->form->arena, s);
}

/* Every expression stands on a line of its own, so that tests can tell them apart. */
static struct cigo_expr expr(struct form_builder *fb, const char *text)
{
    return (struct cigo_expr){dup(fb, text), {"form.yaml", ++fb->line, 1}, false};
}

struct form_builder *fb_new(void)
{
    struct form_builder *fb = cigo_alloc(sizeof *fb);
    struct cigo_arena *arena = cigo_arena_new();
    fb->form = cigo_arena_alloc(arena, sizeof *fb->form);
    struct cigo_form *form = fb->form;
    form->arena = arena;
    form->id = form->title = "prova";
    form->version = "1";
    form->dir = "form.yaml";
    form->format = CIGO_FORM_FORMAT;
    form->sections = room(fb, ROOM, sizeof *form->sections);
    form->fields = room(fb, ROOM, sizeof *form->fields);
    form->groups = room(fb, FEW, sizeof *form->groups);
    form->computed = room(fb, ROOM, sizeof *form->computed);
    form->choices = room(fb, FEW, sizeof *form->choices);
    form->alerts = room(fb, ROOM, sizeof *form->alerts);
    form->views = room(fb, ROOM, sizeof *form->views);
    form->params = room(fb, FEW, sizeof *form->params);
    fb_section(fb, "prima", NULL);
    return fb;
}

void fb_section(struct form_builder *fb, const char *id, const char *visible)
{
    ck_assert(fb->form->n_sections < ROOM);
    fb->section = &fb->form->sections[fb->form->n_sections++];
    *fb->section = (struct cigo_section){
        .id = dup(fb, id), .code = "1", .title = dup(fb, id), .visible = expr(fb, visible)};
}

/* The next word of a list; NULL at its end. */
static const char *word(struct form_builder *fb, const char **list)
{
    const char *p = *list ? *list + strspn(*list, " ,") : "";
    size_t n = strcspn(p, " ,");
    *list = p + n;
    return n > 0 ? cigo_arena_str(fb->form->arena, (struct cigo_str){p, n}) : NULL;
}

void fb_choices(struct form_builder *fb, const char *id, const char *ids)
{
    ck_assert(fb->form->n_choices < FEW);
    struct cigo_choice *items = room(fb, FEW, sizeof *items);
    size_t n = 0;
    for (const char *s; (s = word(fb, &ids)) != NULL; n++) {
        ck_assert(n < FEW);
        items[n] = (struct cigo_choice){.id = s,
                                        .label = cigo_arena_printf(fb->form->arena, "Voce %s", s)};
    }
    fb->form->choices[fb->form->n_choices++] = (struct cigo_choices){dup(fb, id), items, n};
}

static const struct cigo_kind *kind_of(struct form_builder *fb, const char *kind,
                                       const struct cigo_choices **ret_choices)
{
    const char *name = word(fb, &kind), *list = word(fb, &kind);
    const struct cigo_kind *found = cigo_kind_find(cigo_str_of(name));
    ck_assert_msg(found != NULL, "no kind %s", name);
    *ret_choices = NULL;
    for (size_t i = 0; list && i < fb->form->n_choices; i++) {
        if (strcmp(fb->form->choices[i].id, list) == 0)
            *ret_choices = &fb->form->choices[i];
    }
    return found;
}

static void fill_field(struct form_builder *fb, struct cigo_field *field, const char *id,
                       const char *kind, const char *visible, const char *required)
{
    bool always = required && strcmp(required, "true") == 0;
    *field = (struct cigo_field){.id = dup(fb, id),
                                 .label = dup(fb, id),
                                 .required = always,
                                 .section = (size_t)(fb->section - fb->form->sections)};
    field->kind = kind_of(fb, kind, &field->ctx.choices);
    field->ctx.places = 2;
    field->visible = expr(fb, visible);
    field->required_if = expr(fb, always ? NULL : required);
}

void fb_field(struct form_builder *fb, const char *id, const char *kind, const char *visible,
              const char *required)
{
    ck_assert(fb->form->n_fields < ROOM);
    struct cigo_field *field = &fb->form->fields[fb->form->n_fields];
    fill_field(fb, field, id, kind, visible, required);
    field->index = fb->form->n_fields++;
}

void fb_group(struct form_builder *fb, const char *id, const char *visible)
{
    ck_assert(fb->form->n_groups < FEW);
    fb->group = &fb->form->groups[fb->form->n_groups];
    *fb->group = (struct cigo_group){.id = dup(fb, id),
                                     .label = dup(fb, id),
                                     .visible = expr(fb, visible),
                                     .fields = room(fb, COLUMNS, sizeof(struct cigo_field)),
                                     .computed = room(fb, FEW, sizeof(struct cigo_computed)),
                                     .max_rows = 100000,
                                     .section = (size_t)(fb->section - fb->form->sections),
                                     .index = fb->form->n_groups++};
}

void fb_column(struct form_builder *fb, const char *id, const char *kind, const char *visible,
               const char *required)
{
    ck_assert(fb->group->n_fields < COLUMNS);
    struct cigo_field *field = &fb->group->fields[fb->group->n_fields];
    fill_field(fb, field, id, kind, visible, required);
    field->group = fb->group;
    field->index = fb->group->n_fields++;
}

static void fill_computed(struct form_builder *fb, struct cigo_computed *computed, const char *id,
                          const char *kind, const char *value)
{
    const struct cigo_kind *found = kind_of(fb, kind, &computed->choices);
    computed->id = computed->label = dup(fb, id);
    computed->kind = found;
    computed->type = found->type;
    computed->places = found->type == CIGO_TYPE_DECIMAL ? 2 : 0;
    computed->ctx =
        (struct cigo_kind_ctx){.choices = computed->choices, .places = computed->places};
    computed->value = expr(fb, value);
    computed->section = (size_t)(fb->section - fb->form->sections);
}

void fb_computed(struct form_builder *fb, const char *id, const char *kind, const char *value)
{
    ck_assert(fb->form->n_computed < ROOM);
    struct cigo_computed *computed = &fb->form->computed[fb->form->n_computed];
    fill_computed(fb, computed, id, kind, value);
    computed->index = fb->form->n_computed++;
}

void fb_row_computed(struct form_builder *fb, const char *id, const char *kind, const char *value)
{
    ck_assert(fb->group->n_computed < FEW);
    struct cigo_computed *computed = &fb->group->computed[fb->group->n_computed];
    fill_computed(fb, computed, id, kind, value);
    computed->group = fb->group;
    computed->index = fb->group->n_computed++;
}

void fb_view(struct form_builder *fb, const char *id, const char *columns, const char *query)
{
    ck_assert(fb->form->n_views < ROOM);
    struct cigo_view *view = &fb->form->views[fb->form->n_views];
    const char **names = room(fb, FEW, sizeof *names);
    enum cigo_type *types = room(fb, FEW, sizeof *types);
    int *places = room(fb, FEW, sizeof *places);
    const struct cigo_choices **choices = room(fb, FEW, sizeof *choices);
    size_t n = 0;
    for (const char *name; (name = word(fb, &columns)) != NULL; n++) {
        ck_assert(n < FEW);
        const char *name_of_kind = word(fb, &columns);
        const struct cigo_kind *kind = kind_of(fb, name_of_kind, &choices[n]);
        names[n] = name;
        types[n] = kind->type;
        places[n] = kind->type == CIGO_TYPE_DECIMAL ? 2 : 0;
    }
    *view = (struct cigo_view){.id = dup(fb, id),
                               .columns = names,
                               .types = types,
                               .places = places,
                               .choices = choices,
                               .n_columns = n,
                               .query = expr(fb, query),
                               .index = fb->form->n_views++};
}

void fb_param(struct form_builder *fb, const char *id, const char *from, int64_t value)
{
    struct cigo_form *form = fb->form;
    struct cigo_param *param = form->n_params ? &form->params[form->n_params - 1] : NULL;
    if (!param || strcmp(param->id, id) != 0) {
        ck_assert(form->n_params < FEW);
        param = &form->params[form->n_params];
        *param = (struct cigo_param){.id = dup(fb, id),
                                     .type = CIGO_TYPE_INTEGER,
                                     .values = room(fb, FEW, sizeof *param->values),
                                     .index = form->n_params++};
    }
    /* the list is the form's; only here it is still being filled */
    struct cigo_param_value *values = room(fb, param->n_values + 1, sizeof *values);
    if (param->n_values > 0)
        memcpy(values, param->values, param->n_values * sizeof *values);
    ck_assert(cigo_date_parse_iso(cigo_str_of(from), &values[param->n_values].from));
    values[param->n_values++].value = value;
    param->values = values;
}

static const struct cigo_group *group_of(struct form_builder *fb, struct cigo_str id)
{
    for (size_t i = 0; i < fb->form->n_groups; i++) {
        if (cigo_str_is(id, fb->form->groups[i].id))
            return &fb->form->groups[i];
    }
    return NULL;
}

static const struct cigo_field *field_in(const struct cigo_field *fields, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(fields[i].id, id) == 0)
            return &fields[i];
    }
    return NULL;
}

static struct cigo_alert_place place_of(struct form_builder *fb, const struct cigo_group *each,
                                        const char *name)
{
    struct cigo_alert_place place = {0};
    const char *dot = strchr(name, '.');
    if (dot) {
        place.group = group_of(fb, (struct cigo_str){name, (size_t)(dot - name)});
        place.field = field_in(place.group->fields, place.group->n_fields, dot + 1);
    } else if (each && field_in(each->fields, each->n_fields, name)) {
        place.group = each;
        place.field = field_in(each->fields, each->n_fields, name);
    } else if (group_of(fb, cigo_str_of(name))) {
        place.group = group_of(fb, cigo_str_of(name));
    } else {
        place.field = field_in(fb->form->fields, fb->form->n_fields, name);
    }
    ck_assert_msg(place.field || place.group, "no place %s", name);
    return place;
}

struct cigo_alert_def *fb_alert(struct form_builder *fb, const char *id, const char *each,
                                const char *when, const char *at, const char *peers)
{
    struct cigo_form *form = fb->form;
    ck_assert(form->n_alerts < ROOM);
    ck_assert(form->n_alerts == 0 || strcmp(form->alerts[form->n_alerts - 1].id, id) < 0);
    struct cigo_alert_def *alert = &form->alerts[form->n_alerts];
    struct cigo_alert_place *places = room(fb, FEW, sizeof *places);
    const struct cigo_field **fields = room(fb, FEW, sizeof *fields);
    *alert = (struct cigo_alert_def){.id = dup(fb, id),
                                     .severity = CIGO_ALERT_ERROR,
                                     .each = each ? group_of(fb, cigo_str_of(each)) : NULL,
                                     .peers = fields,
                                     .at = places,
                                     .index = form->n_alerts++};
    alert->when = expr(fb, when);
    alert->pos = alert->when.pos;
    for (const char *s; (s = word(fb, &at)) != NULL;)
        places[alert->n_at++] = place_of(fb, alert->each, s);
    for (const char *s; (s = word(fb, &peers)) != NULL;)
        fields[alert->n_peers++] = place_of(fb, alert->each, s).field;
    return alert;
}

static struct cigo_alert_def *alert_of(struct form_builder *fb, const char *id)
{
    for (size_t i = 0; i < fb->form->n_alerts; i++) {
        if (strcmp(fb->form->alerts[i].id, id) == 0)
            return &fb->form->alerts[i];
    }
    ck_abort_msg("no alert %s", id);
    return NULL;
}

void fb_at(struct form_builder *fb, const char *id, size_t i, const char *when)
{
    struct cigo_alert_def *alert = alert_of(fb, id);
    struct cigo_alert_place *places = room(fb, FEW, sizeof *places);
    ck_assert(i < alert->n_at);
    memcpy(places, alert->at, alert->n_at * sizeof *places);
    places[i].when = expr(fb, when);
    alert->at = places;
    alert->at_map = true;
}

void fb_title(struct form_builder *fb, const char *id, const char *title)
{
    struct cigo_alert_def *alert = alert_of(fb, id);
    struct cigo_text_part *parts = room(fb, ROOM, sizeof *parts);
    size_t n = 0;
    for (const char *p = title; *p; n++) {
        ck_assert(n < ROOM);
        bool open = *p == '{';
        size_t length = strcspn(p + open, open ? "}" : "{");
        const char *text = cigo_arena_str(fb->form->arena, (struct cigo_str){p + open, length});
        if (open)
            parts[n].expr = expr(fb, text);
        else
            parts[n].literal = text;
        p += length + (open ? 2 : 0);
    }
    alert->title = (struct cigo_text){dup(fb, title), alert->pos, parts, n};
}

struct cigo_form *fb_finish(struct form_builder *fb)
{
    struct cigo_form *form = fb->form;
    cigo_form_index(form);
    free(fb);
    return form;
}
