/* What is missing, and how far a section is. The list of missing places is kept until an answer changes. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "session-priv.h"

static size_t section_of(struct cigo_place place)
{
    return place.group ? place.group->section : place.field->section;
}

static void add(struct cigo_session *session, struct cigo_place place)
{
    session->missing_in[section_of(place)]++;
    *CIGO_PUSH(session->missing, session->n_missing, session->cap_missing) = place;
}

static void missing_field(struct cigo_session *session, struct cigo_place place)
{
    struct cigo_cell cell = cigo_answers_cell(session->answers, place);
    if (!cell.raw && cigo_session_required(session, place))
        add(session, place);
}

static void missing_group(struct cigo_session *session, const struct cigo_group *group)
{
    if (!cigo_rules_group_visible(session->rules, group))
        return;
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    if (rows->n < group->min_rows)
        add(session, (struct cigo_place){NULL, group, 0});
    size_t *columns = cigo_alloc_array(group->n_fields + 1, sizeof *columns), n = 0;
    for (size_t i = 0; i < group->n_fields; i++)
        if (cigo_rules_any_required(session->rules, &group->fields[i]))
            columns[n++] = i;
    for (size_t r = 0; r < rows->n; r++) {
        for (size_t i = 0; i < n; i++) {
            struct cigo_place place = {&group->fields[columns[i]], group, rows->items[r].id};
            if (!cigo_row_has(&rows->items[r], columns[i]) && cigo_session_required(session, place))
                add(session, place);
        }
    }
    free(columns);
}

void cigo_missing_compute(struct cigo_session *session)
{
    if (session->missing_known)
        return;
    session->n_missing = 0;
    memset(session->missing_in, 0, session->form->n_sections * sizeof *session->missing_in);
    const struct cigo_form *form = session->form;
    for (size_t s = 0; s < form->n_sections; s++) {
        const struct cigo_section *section = &form->sections[s];
        for (size_t i = 0; i < section->n_items; i++) {
            const struct cigo_item *item = &section->items[i];
            if (item->type == CIGO_ITEM_FIELD)
                missing_field(session, (struct cigo_place){.field = &form->fields[item->index]});
            else if (item->type == CIGO_ITEM_GROUP)
                missing_group(session, &form->groups[item->index]);
        }
    }
    session->missing_known = true;
}

struct cigo_missing cigo_session_missing(struct cigo_session *session, struct cigo_arena *arena)
{
    cigo_missing_compute(session);
    struct cigo_place *items = cigo_arena_alloc(arena, (session->n_missing + 1) * sizeof *items);
    if (session->n_missing)
        memcpy(items, session->missing, session->n_missing * sizeof *items);
    return (struct cigo_missing){items, session->n_missing};
}

/* ---- sections ---- */

const char *cigo_section_state_label(enum cigo_section_state state)
{
    static const char *const labels[] = {
        [CIGO_SECTION_TODO] = N_("da iniziare"),
        [CIGO_SECTION_PARTIAL] = N_("in corso"),
        [CIGO_SECTION_COMPLETE] = N_("completa"),
        [CIGO_SECTION_WRONG] = N_("da correggere"),
        [CIGO_SECTION_NOT_NEEDED] = N_("non serve"),
    };
    return labels[state];
}

static void count_items(const struct cigo_session *session, size_t section,
                        struct cigo_section_summary *summary)
{
    const struct cigo_form *form = session->form;
    for (size_t i = 0; i < form->sections[section].n_items; i++) {
        struct cigo_place place = cigo_item_place(form, &form->sections[section].items[i]);
        if ((!place.field && !place.group) || !cigo_session_visible(session, place))
            continue;
        summary->visible++;
        summary->answered += place.group ? session->answers->groups[place.group->index].n > 0
                                         : session->answers->fields[place.field->index].cells != NULL;
    }
}

struct cigo_section_summary cigo_session_section(struct cigo_session *session, size_t section)
{
    struct cigo_section_summary summary = {0};
    count_items(session, section, &summary);
    struct cigo_counts alerts = cigo_section_counts(session, section);
    summary.errors = alerts.error;
    summary.warnings = alerts.warning;
    cigo_missing_compute(session);
    summary.missing = session->missing_in[section];
    if (summary.visible == 0)
        summary.state = CIGO_SECTION_NOT_NEEDED;
    else if (summary.errors)
        summary.state = CIGO_SECTION_WRONG;
    else if (summary.answered == 0 && !session->section_left[section])
        summary.state = CIGO_SECTION_TODO;
    else
        summary.state = summary.missing ? CIGO_SECTION_PARTIAL : CIGO_SECTION_COMPLETE;
    return summary;
}
