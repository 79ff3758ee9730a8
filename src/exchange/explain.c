/* cigo_explain: finds what a word names and says all about it: ids, codes and names, without case and
 * accents, and a word inside a term of the glossary if no term is called so. What is not found at all
 * gets the nearest names. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>
#include <cigo/i18n/i18n.h>
#include "explain-priv.h"

enum { NEAREST = 5, MAX_WORD = 200 };

/* One way to name a thing. */
struct name {
    struct thing thing;
    const char *text;   /* as written */
    char *folded;       /* owned */
    size_t distance;
};
struct names {
    struct name *items;
    size_t n, cap;
};

static char *fold(const char *text)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_utf8_fold(cigo_str_of(text), &buf);
    return cigo_buf_take(&buf);
}

static void add(struct names *names, enum thing_type type, const void *entity, const char *text)
{
    if (!text || !*text)
        return;
    struct name *name = CIGO_PUSH(names->items, names->n, names->cap);
    *name = (struct name){.thing = {.type = type, .entity = entity}, .text = text, .folded = fold(text)};
}

static void add_fields(struct names *names, const struct cigo_field *fields, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        add(names, THING_FIELD, &fields[i], fields[i].id);
        add(names, THING_FIELD, &fields[i], fields[i].code);
        add(names, THING_FIELD, &fields[i], fields[i].label);
    }
}

static void add_computed(struct names *names, const struct cigo_computed *computed, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        add(names, THING_COMPUTED, &computed[i], computed[i].id);
        add(names, THING_COMPUTED, &computed[i], computed[i].label);
    }
}

static void add_groups(struct names *names, const struct cigo_form *form)
{
    for (size_t i = 0; i < form->n_groups; i++) {
        const struct cigo_group *group = &form->groups[i];
        add(names, THING_GROUP, group, group->id);
        add(names, THING_GROUP, group, group->code);
        add(names, THING_GROUP, group, group->label);
        add_fields(names, group->fields, group->n_fields);
        add_computed(names, group->computed, group->n_computed);
    }
}

static void add_choices(struct names *names, const struct cigo_form *form)
{
    for (size_t i = 0; i < form->n_choices; i++)
        for (size_t k = 0; k < form->choices[i].n; k++) {
            const struct cigo_choice *choice = &form->choices[i].items[k];
            add(names, THING_CHOICE, choice, choice->id);
            names->items[names->n - 1].thing.choices = &form->choices[i];
            add(names, THING_CHOICE, choice, choice->label);
            names->items[names->n - 1].thing.choices = &form->choices[i];
        }
}

static void add_law(struct names *names, const struct cigo_form *form)
{
    size_t n_kinds;
    const struct cigo_kind *kinds = cigo_kinds(&n_kinds);
    for (size_t i = 0; i < form->n_alerts; i++)
        add(names, THING_ALERT, &form->alerts[i], form->alerts[i].id);
    for (size_t i = 0; i < n_kinds; i++)
        add(names, THING_FORMAT, &kinds[i], kinds[i].alert);
    for (size_t i = 0; i < form->n_params; i++) {
        add(names, THING_PARAM, &form->params[i], form->params[i].id);
        add(names, THING_PARAM, &form->params[i], form->params[i].label);
    }
    for (size_t i = 0; i < form->n_windows; i++)
        add(names, THING_WINDOW, &form->windows[i], form->windows[i].id);
    for (size_t i = 0; i < form->n_sources; i++)
        add(names, THING_SOURCE, &form->sources[i], form->sources[i].id);
}

static void add_all(struct names *names, const struct cigo_form *form)
{
    for (size_t i = 0; i < form->n_terms; i++) {
        add(names, THING_TERM, &form->terms[i], form->terms[i].id);
        add(names, THING_TERM, &form->terms[i], form->terms[i].term);
    }
    add_law(names, form);
    for (size_t i = 0; i < form->n_sections; i++) {
        add(names, THING_SECTION, &form->sections[i], form->sections[i].id);
        add(names, THING_SECTION, &form->sections[i], form->sections[i].code);
        add(names, THING_SECTION, &form->sections[i], form->sections[i].title);
    }
    add_fields(names, form->fields, form->n_fields);
    add_groups(names, form);
    add_computed(names, form->computed, form->n_computed);
    add_choices(names, form);
}

/* ---- saying ---- */

static void say(struct explain *x, const struct thing *thing)
{
    switch (thing->type) {
    case THING_ALERT:
        explain_alert(x, thing->entity);
        break;
    case THING_FORMAT:
        explain_format(x, thing->entity);
        break;
    case THING_FIELD:
        explain_field(x, thing->entity);
        break;
    case THING_GROUP:
        explain_group(x, thing->entity);
        break;
    case THING_COMPUTED:
        explain_computed(x, thing->entity);
        break;
    case THING_PARAM:
        explain_param(x, thing->entity);
        break;
    case THING_WINDOW:
        explain_window(x, thing->entity);
        break;
    case THING_SECTION:
        explain_section(x, thing->entity);
        break;
    case THING_CHOICE:
        explain_choice(x, thing->choices, thing->entity);
        break;
    case THING_SOURCE:
        explain_source(x, thing->entity);
        break;
    case THING_TERM:
        explain_term(x, thing->entity);
        break;
    }
}

/* Every thing that is named, each once, with a blank line between them. */
static bool say_named(struct explain *x, const struct names *names, const char *word,
                      bool (*fits)(const struct name *name, const char *word))
{
    size_t said = 0;
    for (size_t i = 0; i < names->n; i++) {
        if (!fits(&names->items[i], word))
            continue;
        size_t k = 0; /* the same thing by another of its names */
        while (k < i && !(names->items[k].thing.entity == names->items[i].thing.entity &&
                          fits(&names->items[k], word)))
            k++;
        if (k < i)
            continue;
        if (said++)
            cigo_buf_putc(x->out, '\n');
        say(x, &names->items[i].thing);
    }
    return said > 0;
}

static bool folded(const struct name *name, const char *word)
{
    return strcmp(name->folded, word) == 0;
}

/* A whole word of a term: "rsu" in "RSA e RSU". */
static bool in_term(const struct name *name, const char *word)
{
    size_t n = strlen(word);
    if (name->thing.type != THING_TERM || n < 3)
        return false;
    for (const char *p = strstr(name->folded, word); p; p = strstr(p + 1, word)) {
        bool starts = p == name->folded || p[-1] == ' ';
        if (starts && (p[n] == '\0' || p[n] == ' '))
            return true;
    }
    return false;
}

static bool folded_or_in_term(const struct name *name, const char *word)
{
    return folded(name, word) || in_term(name, word);
}

static bool is_term(const struct names *names, const char *word)
{
    for (size_t i = 0; i < names->n; i++)
        if (names->items[i].thing.type == THING_TERM && folded(&names->items[i], word))
            return true;
    return false;
}

/* "4,7" and "047" for a code; "lavoratori.cf" for a column. */
static bool say_place(struct explain *x, const char *word)
{
    struct cigo_place place = {0};
    const char *dot = strchr(word, '.');
    if (dot) {
        const struct cigo_group *group =
            cigo_form_group(x->form, (struct cigo_str){word, (size_t)(dot - word)});
        place.field = group ? cigo_group_field(group, cigo_str_of(dot + 1)) : NULL;
        const struct cigo_computed *computed =
            group ? cigo_group_computed(group, cigo_str_of(dot + 1)) : NULL;
        if (computed)
            explain_computed(x, computed);
        if (computed)
            return true;
    }
    if (!place.field)
        cigo_form_code(x->form, cigo_str_of(word), &place.field, &place.group);
    if (place.field)
        explain_field(x, place.field);
    else if (place.group)
        explain_group(x, place.group);
    return place.field || place.group;
}

/* ---- what is nearest ---- */

static int by_distance(const void *va, const void *vb)
{
    const struct name *a = va, *b = vb;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return strcmp(a->text, b->text);
}

static size_t distance(const struct name *name, const char *word)
{
    size_t n = strlen(word), far = n / 3 + 1;
    if (n >= 3 && strstr(name->folded, word))
        return 1;
    size_t d = cigo_str_distance(cigo_str_of(word), cigo_str_of(name->folded), far);
    return d > far || d >= n ? SIZE_MAX : d;
}

static void say_nearest(struct explain *x, struct names *names, const char *word, const char *typed)
{
    for (size_t i = 0; i < names->n; i++)
        names->items[i].distance = distance(&names->items[i], word);
    qsort(names->items, names->n, sizeof *names->items, by_distance);
    cigo_buf_printf(x->out, _("Non c'è «%s»"), typed);
    size_t said = 0;
    for (size_t i = 0; i < names->n && said < NEAREST && names->items[i].distance < SIZE_MAX; i++) {
        size_t k = 0; /* two names that differ in case only are one to say */
        while (k < i && strcmp(names->items[k].folded, names->items[i].folded) != 0)
            k++;
        if (k < i)
            continue;
        cigo_buf_printf(x->out, "%s«%s»", said ? ", " : _("; i nomi più vicini: "), names->items[i].text);
        said++;
    }
    if (said)
        cigo_buf_puts(x->out, ".\n");
    else
        cigo_buf_puts(x->out, _(": si scrive un codice (4.7), un avviso (R-PER-ORDER), un campo, un valore "
                                "calcolato o una parola del glossario.\n"));
}

bool cigo_explain(struct cigo_session *session, struct cigo_str word, struct cigo_buf *out)
{
    struct explain x = {session, cigo_session_form(session), out};
    struct names names = {0};
    struct cigo_buf clean;
    cigo_buf_init(&clean, MAX_WORD);
    cigo_utf8_clean(cigo_str_trim(word), CIGO_CLEAN_LINE, &clean);
    char *typed = cigo_buf_take(&clean), *plain = fold(typed);
    add_all(&names, x.form);
    bool found =
        say_named(&x, &names, plain, is_term(&names, plain) ? folded : folded_or_in_term) ||
        say_place(&x, typed);
    if (!found)
        say_nearest(&x, &names, plain, typed);
    for (size_t i = 0; i < names.n; i++)
        free(names.items[i].folded);
    free(names.items);
    free(plain);
    free(typed);
    return found;
}
