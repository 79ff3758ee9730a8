#pragma once
/* A session over a small form, with a listener that keeps what it is told. */

#include <cigo/loader/loader.h>
#include <cigo/session/session.h>

struct desk {
    char dir[4096];
    struct cigo_arena *arena;
    struct cigo_form *form;
    struct cigo_session *session;
    struct cigo_buf log;  /* one line for each event */
    bool fail;            /* the listener fails: the disk is full */
    bool fail_late;       /* the same, but only while the action is being written */
    struct cigo_effects effects;
};

extern struct desk desk;

void desk_setup(void);
void desk_setup_with(const char *form_files); /* another form, in the notation of forms.h */
void desk_teardown(void);

struct cigo_place at(const char *field);
struct cigo_place cell(const char *group, int64_t row, const char *column);
const struct cigo_group *group(const char *id);
void set(const char *field, const char *text);
void set_cell(const char *group, int64_t row, const char *column, const char *text);
int64_t add(const char *group);
/* "on:R-A off:R-B shown:x hidden:y calc:z lapsed:R-C", in order, one blank between. */
const char *effects(void);
/* Ids of the alerts that fire, with "/row" and "!state", one blank between. */
const char *alerts(enum cigo_scope scope);
const char *computed(const char *id);
