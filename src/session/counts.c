/* How many alerts are open, in the case, in each section and in the rows of each group. Every screen and the list of sections ask; they
 * are counted once after each action, in one pass. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "session-priv.h"

struct counting {
    struct cigo_session *session;
    struct alert_counts *counts;
};

static void add(struct cigo_counts *counts, enum cigo_severity severity)
{
    counts->error += severity == CIGO_ALERT_ERROR;
    counts->warning += severity == CIGO_ALERT_WARNING;
    counts->info += severity == CIGO_INFO;
}

static size_t section_at(const struct cigo_alert_place *at)
{
    return at->group ? at->group->section : at->field->section;
}

/* Is there no place before this one in the same section? */
static bool first_there(const struct cigo_fired *fired, size_t place)
{
    const struct cigo_alert_def *def = fired->def;
    for (size_t i = 0; i < place; i++)
        if ((fired->places & (uint32_t)1 << i) && section_at(&def->at[i]) == section_at(&def->at[place]))
            return false;
    return true;
}

static void count(void *data, const struct alert_ref *ref)
{
    const struct counting *c = data;
    if (cigo_alert_ref_state(c->session, ref, NULL) != CIGO_OPEN)
        return;
    add(&c->counts->all, ref->severity);
    if (ref->cell) {
        const struct cigo_field *field = ref->cell->field;
        add(&c->counts->sections[field->group ? field->group->section : field->section], ref->severity);
    }
    const struct cigo_group *group = cigo_alert_ref_group(ref);
    if (group)
        add(&c->counts->groups[group->index], ref->severity);
    for (size_t i = 0; ref->fired && i < ref->fired->def->n_at; i++)
        if ((ref->fired->places & (uint32_t)1 << i) && first_there(ref->fired, i))
            add(&c->counts->sections[section_at(&ref->fired->def->at[i])], ref->severity);
}

static const struct alert_counts *counted(struct cigo_session *session, enum cigo_scope scope)
{
    struct alert_counts *counts = &session->counts[scope];
    if (counts->known && counts->revision == session->revision)
        return counts;
    struct counting c = {session, counts};
    free(counts->sections);
    free(counts->groups);
    *counts = (struct alert_counts){.known = true, .revision = session->revision};
    counts->sections = cigo_alloc_array(session->form->n_sections + 1, sizeof *counts->sections);
    counts->groups = cigo_alloc_array(session->form->n_groups + 1, sizeof *counts->groups);
    cigo_alert_refs_each(session, scope, count, &c);
    return counts;
}

struct cigo_counts cigo_section_counts(struct cigo_session *session, size_t section)
{
    return counted(session, CIGO_SCOPE_SECTION)->sections[section];
}

struct cigo_counts cigo_session_row_counts(struct cigo_session *session, const struct cigo_group *group)
{
    return counted(session, CIGO_SCOPE_COMMIT)->groups[group->index];
}

struct cigo_counts cigo_session_counts(struct cigo_session *session, enum cigo_scope scope)
{
    struct cigo_counts counts = counted(session, scope)->all;
    cigo_missing_compute(session);
    counts.missing = session->n_missing;
    return counts;
}

bool cigo_session_complete(struct cigo_session *session)
{
    struct cigo_counts counts = cigo_session_counts(session, CIGO_SCOPE_ALL);
    return counts.missing == 0 && counts.error == 0;
}
