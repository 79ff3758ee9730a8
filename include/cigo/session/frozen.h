#pragma once
/* A session that shows what a snapshot tells: what is asked, what stands there in shape, what is wrong. Nothing is judged
 * and nothing can be changed; both faces show it as any other case. */

#include <cigo/session/session.h>

/* Being loaded: tell it everything, rows with cigo_session_load_row, waivers with cigo_session_load_waiver, what
 * sections, groups and alerts are with cigo_rules_tell_…; then cigo_session_load_end. */
struct cigo_session *cigo_session_frozen_new(const struct cigo_form *form, int32_t today, struct cigo_error *err);
bool cigo_session_frozen(const struct cigo_session *session);

/* What stands at a field or cell. `text` is what people read there in place of the answer, or, of a choice that is told
 * as such, its id; "" = no answer. */
struct cigo_told {
    bool visible, required, choice;
    enum cigo_verdict verdict;
    struct cigo_str text;
};
void cigo_session_tell(struct cigo_session *session, struct cigo_place place, const struct cigo_told *told);
void cigo_session_tell_computed(struct cigo_session *session, const struct cigo_computed *computed, int64_t row,
                                struct cigo_str text);
