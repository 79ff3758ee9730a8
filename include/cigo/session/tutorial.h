#pragma once
/* The tutorial of a form while it is walked through: the step that one is at, and when it is done. The faces tell
 * what the user does and show the step; cli keeps where one is. */

#include <stdbool.h>
#include <cigo/session/features.h>
#include <cigo/session/session.h>

struct cigo_tutorial {
    const struct cigo_tutorial_def *def;
    size_t step;                   /* index; the last is the end */
    bool used[CIGO_N_FEATURES];    /* since the step began */
    bool dossier;
    void *data;
    void (*save)(void *data, const char *step); /* where one is now */
};

/* NULL for `tutorial` is allowed in all of these: then there is none. */
const struct cigo_step *cigo_tutorial_step(const struct cigo_tutorial *tutorial);
void cigo_tutorial_used(struct cigo_tutorial *tutorial, enum cigo_feature_id id);
void cigo_tutorial_dossier(struct cigo_tutorial *tutorial);
/* On to the next step if this one is done, with the user at `here`; true then. */
bool cigo_tutorial_advance(struct cigo_tutorial *tutorial, struct cigo_session *session, struct cigo_place here);
void cigo_tutorial_skip(struct cigo_tutorial *tutorial);
/* Start at the step with this id; at the first if there is none. */
void cigo_tutorial_start(struct cigo_tutorial *tutorial, const char *id);

/* The function that a form calls so: "why", "F2". CIGO_N_FEATURES = none. */
enum cigo_feature_id cigo_tutorial_feature(const char *name);
