#pragma once
/* Looking after a store: copies of it, what is wrong with it, who did what, and taking cases out for good. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/arena.h>
#include <cigo/base/error.h>
#include <cigo/store/store.h>

/* ---- copies ---- */
struct cigo_store_copy {
    size_t n_cases;
    int64_t bytes;
};
/* A whole copy at `path` (0600, which must not exist), made while others work; it is checked before it gets its
 * name, so that a file of this name is always a good copy. */
bool cigo_store_backup(struct cigo_store *store, const char *path, struct cigo_store_copy *ret_copy,
                       struct cigo_error *err);
/* Put what the copy at `path` holds in the place of all that the store holds, in one transaction; all that it held
 * then, to the last answer of whoever works in it, is kept as a copy named *ret_kept (in the arena). Refused while
 * somebody writes a case or has just written anything, and where the copy is damaged, not ours, of a newer version or
 * would run something by itself. *ret_kept NULL: nothing was changed, and nothing kept; else also a failure may have
 * changed something. */
bool cigo_store_restore(struct cigo_store *store, const char *path, struct cigo_arena *arena, const char **ret_kept,
                        struct cigo_store_copy *ret_copy, struct cigo_error *err);

/* ---- out for good ---- */
/* The space of what was deleted is overwritten and given back, and the log of writes emptied. *ret_clean false: a
 * process that reads just now keeps the log; it goes when that one ends. */
bool cigo_store_scrub(struct cigo_store *store, bool *ret_clean, struct cigo_error *err);

/* ---- who did what ---- */
/* Something that is done to the store or to a case as a whole: "backup", "restore", "export", "delete"… No contents:
 * `detail` is a format or a file's name. case_id 0 = none. */
bool cigo_store_note(struct cigo_store *store, const char *type, int64_t case_id, const char *detail,
                     struct cigo_error *err);
struct cigo_audit_entry {
    const char *when, *who, *machine;
    int64_t case_id;       /* 0 = the whole store */
    const char *case_name; /* "" = none, or deleted since */
    const char *type;      /* of a journal entry, or of a note */
    const char *place;     /* "" = none */
    const char *label;     /* of the action, or a note's detail */
    enum cigo_turn turn;
};
/* Oldest first, of one case (0 = all), from `since` on ("" = ever; the form of `when`). Ends when `each` says false.
 * Values are not shown: cigo_store_journal has them. */
bool cigo_store_audit(struct cigo_store *store, int64_t case_id, const char *since,
                      bool (*each)(void *data, const struct cigo_audit_entry *entry), void *data,
                      struct cigo_error *err);

/* ---- what is wrong ---- */
enum cigo_health { CIGO_HEALTH_GOOD, CIGO_HEALTH_POOR, CIGO_HEALTH_BAD };
struct cigo_health_line {
    enum cigo_health health;
    const char *text; /* one fact; unless good, then what to do */
};
/* The file at `path`, looked at without changing it: what it is, who may use it, whether it is whole, how much room
 * is left on its disk. Calls `each` for every fact. */
void cigo_store_examine(const char *path, void (*each)(void *data, const struct cigo_health_line *line), void *data);
