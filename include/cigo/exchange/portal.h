#pragma once
/* The way onto the portal: what it asks of this case, in its order (or what we presume of it), each value as
 * it is typed there, and what was copied already. A tick holds as long as the value stays what it was. */

#include <stdbool.h>
#include <stddef.h>
#include <cigo/session/desk.h>

struct cigo_portal_item {
    struct cigo_place place; /* field NULL: a group that has no rows */
    size_t section;
    bool ticked;
    bool again; /* another value was copied: this one is to be, or where it is empty that one to be taken out */
};
struct cigo_portal_list {
    struct cigo_session *session;
    struct cigo_portal_item *items;
    size_t n, ticked;
    size_t at; /* where the user is; below n when there are items */
    size_t *order; /* items by place */
};

/* What can be seen now and the portal asks, with the ticks and the place that the desk keeps. In the arena. */
void cigo_portal_init(struct cigo_portal_list *portal, const struct cigo_desk *desk, struct cigo_arena *arena);
/* The item at this place (of a group without row: its first), or n. */
size_t cigo_portal_find(const struct cigo_portal_list *portal, struct cigo_place place);
/* Go there; the desk keeps it. */
bool cigo_portal_go(struct cigo_portal_list *portal, const struct cigo_desk *desk, size_t at, struct cigo_error *err);
/* Tick the item where the user is, which does not lack its value, or take its tick away; the desk keeps it. Whoever only
 * looks has it in this list alone: false, with a sentence. */
bool cigo_portal_tick(struct cigo_portal_list *portal, const struct cigo_desk *desk, bool ticked,
                      struct cigo_error *err);

/* The next item where something is still to be done on the portal, after the last one from the first on; false: there
 * is none but, it may be, the one where the user is. */
bool cigo_portal_next(const struct cigo_portal_list *portal, size_t *ret_at);

enum cigo_portal_state { CIGO_PORTAL_VALUE, CIGO_PORTAL_LACKS, CIGO_PORTAL_EMPTY, CIGO_PORTAL_WRONG };
/* The value as it is typed there, in Italian whatever language the user reads: 16/11/2026, 1640000,00, the words of a
 * choice. Where the form computes it (portal_value) that is what the rules judge, whatever was answered. LACKS:
 * required and empty; EMPTY: nothing is typed; WRONG: what was answered is not understood (out = as typed). */
enum cigo_portal_state cigo_portal_value(const struct cigo_session *session, struct cigo_place place,
                                         struct cigo_buf *out);
/* The same without its text. What LACKS is never ticked. */
enum cigo_portal_state cigo_portal_state_of(const struct cigo_session *session, struct cigo_place place);
/* Beside the label: that the value is computed, and which answer it leaves aside. "" when it is the answer itself. */
void cigo_portal_note(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out);
/* One sentence on the order of the fields: that it is presumed, if it is. "" when the form says nothing. */
void cigo_portal_order(const struct cigo_form *form, struct cigo_buf *out);
