/* The texts of a form, walked in one order with one key each. */

#include <cigo/form/texts.h>

#include <stdio.h>

#include <cigo/base/buf.h>

enum { MOST_KEY = 512, TITLE_COLUMNS = 60 };

struct walk {
    void (*each)(void *data, const struct cigo_form_text *text);
    void *data;
    struct cigo_buf key;
};

static void tell(struct walk *w, const char *owner, const char *id, const char *name, struct cigo_form_text text)
{
    cigo_buf_clear(&w->key);
    cigo_buf_printf(&w->key, "%s.%s.%s", owner, id, name);
    text.key = w->key.p;
    w->each(w->data, &text);
}

static void plain(struct walk *w, const char *owner, const char *id, const char *name, const char **text)
{
    if (*text)
        tell(w, owner, id, name, (struct cigo_form_text){.plain = text});
}

static void phrase(struct walk *w, const char *id, const char *name, struct cigo_text *text, size_t most)
{
    if (text->source)
        tell(w, "alerts", id, name, (struct cigo_form_text){.phrase = text, .most = most});
}

static void field(struct walk *w, const char *owner, struct cigo_field *field)
{
    plain(w, owner, field->id, "label", &field->label);
    plain(w, owner, field->id, "ask", &field->ask);
    plain(w, owner, field->id, "help", &field->help);
    plain(w, owner, field->id, "where", &field->where);
    plain(w, owner, field->id, "mistake", &field->mistake);
    plain(w, owner, field->id, "unit", &field->unit);
    plain(w, owner, field->id, "unit_one", &field->unit_one);
}

static void computed(struct walk *w, const char *owner, struct cigo_computed *computed)
{
    if (computed->internal)
        return;
    plain(w, owner, computed->id, "label", &computed->label);
    plain(w, owner, computed->id, "help", &computed->help);
}

static void group(struct walk *w, struct cigo_group *group)
{
    char owner[MOST_KEY / 2];
    snprintf(owner, sizeof owner, "groups.%s", group->id);
    plain(w, "groups", group->id, "label", &group->label);
    plain(w, "groups", group->id, "ask", &group->ask);
    plain(w, "groups", group->id, "help", &group->help);
    plain(w, "groups", group->id, "where", &group->where);
    for (size_t i = 0; i < group->n_fields; i++)
        field(w, owner, &group->fields[i]);
    for (size_t i = 0; i < group->n_computed; i++)
        computed(w, owner, &group->computed[i]);
}

/* The entries of a list are constant for everybody: the walk goes through a copy that takes their place. */
static void choices(struct walk *w, struct cigo_arena *arena, struct cigo_choices *list)
{
    char owner[MOST_KEY / 2];
    struct cigo_choice *items = cigo_arena_alloc(arena, (list->n + 1) * sizeof *items);
    snprintf(owner, sizeof owner, "choices.%s", list->id);
    for (size_t i = 0; i < list->n; i++) {
        items[i] = list->items[i];
        plain(w, owner, items[i].id, "label", &items[i].label);
        plain(w, owner, items[i].id, "help", &items[i].help);
    }
    list->items = items;
}

static void questions(struct walk *w, struct cigo_form *form)
{
    for (size_t i = 0; i < form->n_sections; i++) {
        plain(w, "sections", form->sections[i].id, "title", &form->sections[i].title);
        plain(w, "sections", form->sections[i].id, "help", &form->sections[i].help);
    }
    for (size_t i = 0; i < form->n_fields; i++)
        field(w, "fields", &form->fields[i]);
    for (size_t i = 0; i < form->n_groups; i++)
        group(w, &form->groups[i]);
    for (size_t i = 0; i < form->n_computed; i++)
        computed(w, "computed", &form->computed[i]);
    for (size_t i = 0; i < form->n_choices; i++)
        choices(w, form->arena, &form->choices[i]);
}

static void law(struct walk *w, struct cigo_form *form)
{
    for (size_t i = 0; i < form->n_alerts; i++) {
        struct cigo_alert_def *alert = &form->alerts[i];
        phrase(w, alert->id, "title", &alert->title, TITLE_COLUMNS);
        phrase(w, alert->id, "why", &alert->why, 0);
        phrase(w, alert->id, "fix", &alert->fix, 0);
    }
    for (size_t i = 0; i < form->n_params; i++) {
        plain(w, "params", form->params[i].id, "label", &form->params[i].label);
        plain(w, "params", form->params[i].id, "unit", &form->params[i].unit);
    }
    for (size_t i = 0; i < form->n_windows; i++)
        plain(w, "windows", form->windows[i].id, "label", &form->windows[i].label);
    for (size_t i = 0; i < form->n_sources; i++)
        plain(w, "sources", form->sources[i].id, "gist", &form->sources[i].gist);
    for (size_t i = 0; i < form->n_terms; i++)
        plain(w, "glossary", form->terms[i].id, "text", &form->terms[i].text);
}

static void tutorial(struct walk *w, struct cigo_form *form)
{
    for (size_t i = 0; i < form->tutorial.n_steps; i++) {
        struct cigo_step *step = &form->tutorial.steps[i];
        plain(w, "tutorial", step->id, "title", &step->title);
        plain(w, "tutorial", step->id, "text", &step->text);
        plain(w, "tutorial", step->id, "screen", &step->screen);
        plain(w, "tutorial", step->id, "lines", &step->lines);
    }
}

void cigo_form_each_text(struct cigo_form *form, void (*each)(void *data, const struct cigo_form_text *text),
                         void *data)
{
    struct walk w = {.each = each, .data = data};
    cigo_buf_init(&w.key, MOST_KEY);
    plain(&w, "form", form->id, "title", &form->title);
    plain(&w, "form", form->id, "term", &form->filing.hint);
    questions(&w, form);
    law(&w, form);
    tutorial(&w, form);
    cigo_buf_finish(&w.key);
}

void cigo_form_swap_texts(struct cigo_form *form)
{
    for (size_t i = 0; i < form->n_swaps; i++) {
        struct cigo_text_swap *swap = &form->swaps[i];
        if (swap->plain) {
            const char *now = *swap->plain;
            *swap->plain = swap->other_plain;
            swap->other_plain = now;
        } else {
            struct cigo_text now = *swap->phrase;
            *swap->phrase = *swap->other_phrase;
            *swap->other_phrase = now;
        }
    }
}

const char *cigo_form_text_source(const struct cigo_form_text *text)
{
    return text->plain ? *text->plain : text->phrase->source;
}

/* FNV-1a: short, and no secret hangs on it. */
void cigo_form_text_mark(const char *source, char ret_mark[9])
{
    uint32_t hash = 2166136261u;
    for (const char *p = source; *p; p++)
        hash = (hash ^ (unsigned char)*p) * 16777619u;
    snprintf(ret_mark, 9, "%08x", (unsigned)hash);
}
