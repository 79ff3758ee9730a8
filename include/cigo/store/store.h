#pragma once
/* Cases on disk: one SQLite database with raw texts and a journal (who, when, old, new, action group).
 * A group row is one record, or rows that came together are. Each action is one transaction, durable (synchronous=FULL) before it
 * returns. WAL on local disks, rollback journal elsewhere. Files 0600, folder 0700. It does not know the
 * session: ids of fields are texts here; cli wires one to the other. Contents are never logged. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/arena.h>
#include <cigo/base/error.h>
#include <cigo/base/str.h>
#include <cigo/base/summary.h>
#include <cigo/base/turn.h>

struct cigo_store;

/* The clock and the user come in from cli. */
struct cigo_store_env {
    const char *who;                               /* account name */
    void (*now)(void *data, char ret_text[32]);    /* "2026-11-23T10:42:03Z" */
    void *data;
    bool named; /* it is not the usual file: a slip is likelier than damage (cigo_store_open) */
};

/* What opening found; shown by the front end. */
struct cigo_store_notice {
    char text[1024]; /* "" = nothing: corrupt database kept aside as …, unclean stop restored, read-only … */
    bool read_only;
};

/* Open or create the database at `path` (made with its folder). A corrupt or foreign file is kept aside
 * under a dated name, never overwritten, and said so; a read-only one opens for reading. One that was `named` and is
 * foreign is refused and stays as it is; that it was not there and is new is said. */
struct cigo_store *cigo_store_open(const char *path, const struct cigo_store_env *env,
                                   struct cigo_store_notice *ret_notice, struct cigo_error *err);
void cigo_store_close(struct cigo_store *store);
/* Make an empty store for all accounts of a group: database 0660 in a folder 2770, side files alike, whatever the
 * umask. The folder must be new, or empty and one's own, on a disk of this machine; nothing is left behind where
 * it fails. One that is there already and shared by this group is as good. ret_notice: what is to be said. */
bool cigo_store_share(const char *path, const char *group, unsigned gid, const struct cigo_store_env *env,
                      struct cigo_store_notice *ret_notice, struct cigo_error *err);
bool cigo_store_shared(const struct cigo_store *store);
bool cigo_store_path_shared(const char *path); /* is there such a one? */
/* Somebody watches the screen: when another process holds the archive, give up after `ms` and not after
 * seconds. What could not be written is the caller's to keep and to try again. */
void cigo_store_hurry(struct cigo_store *store, int ms);
const char *cigo_store_engine(void); /* the library's version: "3.40.1" */
bool cigo_store_read_only(const struct cigo_store *store);
const char *cigo_store_path(const struct cigo_store *store);

/* ---- cases ---- */
struct cigo_case_info {
    int64_t id;
    const char *uid; /* which case it is, on every machine; of a database from elsewhere it may be anything */
    const char *name, *form, *form_version;
    struct cigo_summary summary; /* as it was last made: state "in corso" and nothing else before that */
    const char *archived; /* since when it is set aside; "" = it is not */
    const char *tags;     /* "a, b" */
    uint64_t last_action;
    bool stale, unindexed; /* the summary, or also the words, are not those of its answers: see list.h */
    const char *created, *updated, *updated_by;
    const char *written;  /* last, of any kind: an answer, a note, a text left half written, a tick, a tag */
    const char *position; /* where the user was: "field|group|row|cursor", opaque to the store; "" = nowhere */
};
struct cigo_cases {
    struct cigo_case_info *items;
    size_t n;
    struct cigo_wording wording; /* by which they are searched too; none as the store gives them */
};
/* All cases, last updated first. Texts in the arena. */
bool cigo_store_list(struct cigo_store *store, struct cigo_arena *arena, struct cigo_cases *ret_cases,
                     struct cigo_error *err);
/* Their names and states (may be NULL), the last changed first, of an archive that is not open; none when it cannot
 * be read at once. Changes nothing on disk. */
void cigo_store_peek(const char *path, void (*each)(void *data, const char *name, const char *state), void *data);
/* By name, or by number ("14"); refused when it is the name of one and the number of another. *ret_found false when
 * there is none. */
bool cigo_store_find(struct cigo_store *store, struct cigo_str name, struct cigo_arena *arena,
                     struct cigo_case_info *ret_case, bool *ret_found, struct cigo_error *err);
bool cigo_store_get(struct cigo_store *store, int64_t id, struct cigo_arena *arena, struct cigo_case_info *ret_case,
                    bool *ret_found, struct cigo_error *err);
/* name NULL: "domanda N". A name that exists is an error that says so. */
bool cigo_store_create(struct cigo_store *store, const char *name, const char *form,
                       const char *form_version, int64_t *ret_id, struct cigo_error *err);
/* The same; the journal begins with "copy" and the name of the case that it is made from. */
bool cigo_store_create_from(struct cigo_store *store, const char *name, const char *form,
                            const char *form_version, const char *from, int64_t *ret_id, struct cigo_error *err);
bool cigo_store_rename(struct cigo_store *store, int64_t id, const char *name, struct cigo_error *err);
bool cigo_store_copy(struct cigo_store *store, int64_t id, const char *name, int64_t *ret_id,
                     struct cigo_error *err);
bool cigo_store_delete(struct cigo_store *store, int64_t id, struct cigo_error *err);
/* The version of the form that the case is now filled in with. */
bool cigo_store_form_version(struct cigo_store *store, int64_t id, const char *version,
                             struct cigo_error *err);
bool cigo_store_position(struct cigo_store *store, int64_t id, const char *position,
                         struct cigo_error *err);
/* The text still in the editor, not yet an answer ("" = none); written after a pause and on signals. */
bool cigo_store_draft(struct cigo_store *store, int64_t id, const char *place, const char *text,
                      struct cigo_error *err);
/* Ticks of the way onto the portal, outside the journal: a mark for each place; NULL takes it away. */
bool cigo_store_tick(struct cigo_store *store, int64_t id, const char *place, const char *mark,
                     struct cigo_error *err);
bool cigo_store_ticks(struct cigo_store *store, int64_t id,
                      void (*each)(void *data, const char *place, const char *mark), void *data,
                      struct cigo_error *err);
bool cigo_store_draft_get(struct cigo_store *store, int64_t id, struct cigo_arena *arena,
                          const char **ret_place, const char **ret_text, struct cigo_error *err);

/* ---- one writer for each case ---- */
enum cigo_lock {
    CIGO_LOCK_MINE,
    CIGO_LOCK_DEAD_TAKEN, /* its holder's process is gone, and it was the same account's: taken */
    CIGO_LOCK_HELD,       /* somebody works in it */
    CIGO_LOCK_GONE,       /* its holder's process is gone from this machine: not taken, a person decides */
    CIGO_LOCK_SILENT,     /* held on another machine, which gave no sign for CIGO_SILENT_MINUTES: not taken */
    CIGO_LOCK_FREE,       /* only from cigo_store_holder */
};
enum { CIGO_SILENT_MINUTES = 15 };
struct cigo_lock_holder {
    char who[64], where[64]; /* account; host and terminal */
    char since[32], seen[32]; /* … and its last sign */
    long pid;
    bool here; /* a process that this machine sees */
};
/* Take the lock if it is free, or left by the same account's own dead process in a store that nobody shares. In all
 * other cases the caller opens read-only, with the holder filled in. */
bool cigo_store_lock(struct cigo_store *store, int64_t id, enum cigo_lock *ret_lock,
                     struct cigo_lock_holder *ret_holder, struct cigo_error *err);
/* How it stands; nothing is taken. */
bool cigo_store_holder(struct cigo_store *store, int64_t id, enum cigo_lock *ret_lock,
                       struct cigo_lock_holder *ret_holder, struct cigo_error *err);
void cigo_store_unlock(struct cigo_store *store, int64_t id);
/* Take the lock because the user says so: from nobody, from a holder who is gone or silent, never from one who
 * works (*ret_lock HELD, holder filled in). A silent one that comes back finds its next action refused. */
bool cigo_store_take_over(struct cigo_store *store, int64_t id, enum cigo_lock *ret_lock,
                          struct cigo_lock_holder *ret_holder, struct cigo_error *err);
/* A sign of life of the locks of this handle, for other machines. Each action is one too. */
void cigo_store_beat(struct cigo_store *store);
/* May another machine work in it? Else nobody needs beats. */
bool cigo_store_elsewhere(const struct cigo_store *store);

/* ---- following what others write, without a timer ---- */
struct cigo_watch;
/* NULL where the system cannot; then whoever follows looks when there is another reason to. */
struct cigo_watch *cigo_watch_new(struct cigo_store *store);
void cigo_watch_free(struct cigo_watch *watch);
int cigo_watch_fd(const struct cigo_watch *watch); /* readable when something may have happened: then ask `moved` */
/* Tell also of the end of this process, of this machine; 0 = of none. */
void cigo_watch_process(struct cigo_watch *watch, long pid);
/* Since the last time: did another connection commit, or the process end? */
bool cigo_watch_moved(struct cigo_watch *watch);

/* ---- answers ---- */
struct cigo_store_reader {
    void *data;
    void (*field)(void *data, const char *field, const char *text);
    /* rows in position order; columns as id/text pairs, empty ones left out */
    void (*row)(void *data, const char *group, int64_t row, const char *const *columns,
                const char *const *texts, size_t n);
    void (*waiver)(void *data, const char *alert, int64_t row, const char *state, const char *reason,
                   const char *inputs, const char *form_version);
};
bool cigo_store_read(struct cigo_store *store, int64_t id, const struct cigo_store_reader *reader,
                     struct cigo_error *err);

/* One action: begin, any number of changes, commit (durable) or rollback. */
bool cigo_store_begin(struct cigo_store *store, int64_t id, const char *label, uint64_t action,
                      enum cigo_turn turn, struct cigo_error *err);
/* The same for an import: however many its changes, the journal gets one entry ("import") that holds what
 * undoing them needs. */
bool cigo_store_begin_bulk(struct cigo_store *store, int64_t id, const char *label, uint64_t action,
                           enum cigo_turn turn, struct cigo_error *err);
/* A change that fails (err: disk full, …) undoes the whole action at once: after it only rollback makes
 * sense, and then the action can be tried again from its beginning. */
bool cigo_store_put_field(struct cigo_store *store, const char *field, const char *old_text,
                          const char *new_text, struct cigo_error *err); /* NULL = empty */
/* A row as a whole: its columns and texts (NULL = empty). position from 0; add shifts those after it. */
bool cigo_store_add_row(struct cigo_store *store, const char *group, int64_t row, size_t position,
                        const char *const *columns, const char *const *texts, size_t n,
                        struct cigo_error *err);
/* Many rows one after the other. */
struct cigo_store_rows {
    const char *group;
    size_t position, n; /* of the first, from 0; of rows */
    const char *const *columns;
    size_t n_columns;
    /* Fill texts (n_columns, NULL = empty, borrowed until the next; NULL = only the id is wanted) and return the
     * row's id. */
    int64_t (*read)(void *data, size_t i, const char **texts);
    void *data;
};
/* At the end of the group. */
bool cigo_store_add_rows(struct cigo_store *store, const struct cigo_store_rows *rows, struct cigo_error *err);
bool cigo_store_remove_rows(struct cigo_store *store, const struct cigo_store_rows *rows, struct cigo_error *err);
bool cigo_store_remove_row(struct cigo_store *store, const char *group, int64_t row, size_t position,
                           struct cigo_error *err);
bool cigo_store_put_cell(struct cigo_store *store, const char *group, int64_t row, const char *column,
                         const char *old_text, const char *new_text, struct cigo_error *err);
bool cigo_store_put_waiver(struct cigo_store *store, const char *alert, int64_t row, const char *state,
                           const char *reason, const char *inputs, const char *form_version,
                           struct cigo_error *err); /* state "open" removes it */
bool cigo_store_commit(struct cigo_store *store, struct cigo_error *err);
void cigo_store_rollback(struct cigo_store *store);
/* The greatest action number used in this case (0 = none). */
bool cigo_store_last_action(struct cigo_store *store, int64_t id, uint64_t *ret_action,
                            struct cigo_error *err);

/* ---- journal ---- */
struct cigo_journal_entry {
    int64_t id; /* grows from entry to entry */
    uint64_t action;
    const char *when, *who, *label;
    const char *machine; /* its name; "" = not known */
    enum cigo_turn turn;
    const char *type;   /* "field", "cell", "row+", "row-", "import", "waiver", "copy" (new: copied from) */
    const char *place;  /* "causale", "lavoratori/37/ore_richieste", "lavoratori/37", "R-DUR-13W/37";
                         * an import: its group, "" when it touched several places */
    /* NULL = empty. Rows and waivers: encoded, see cigo_journal_changes; import: old is encoded, new a
     * summary for people. */
    const char *old_text, *new_text;
};
/* Newest first, from the entry before `before` on (0 = from the newest), as long as `each` returns true; place
 * NULL = all. With a place: what changed it, what lies under it (a group gives its rows and cells), and for a cell
 * also its row being added, removed or imported. */
bool cigo_store_journal(struct cigo_store *store, int64_t id, const char *place, int64_t before,
                        bool (*each)(void *data, const struct cigo_journal_entry *entry), void *data,
                        struct cigo_error *err);

/* ---- notes of people, beside the journal: whoever may only read the case may write one too ---- */
struct cigo_memo {
    const char *when, *who, *machine;
    const char *place;  /* as of the journal; "" = of the case */
    int64_t seconds;    /* since the telephone call began; -1 = there was none */
    const char *text;
};
bool cigo_store_memo(struct cigo_store *store, int64_t id, const char *place, int64_t seconds, const char *text,
                     struct cigo_error *err);
/* The oldest first, as long as `each` returns true. */
bool cigo_store_memos(struct cigo_store *store, int64_t id, bool (*each)(void *data, const struct cigo_memo *memo),
                      void *data, struct cigo_error *err);

/* An entry taken apart, so that it can be shown or undone later, also in another session. */
enum cigo_change_type {
    CIGO_CHANGE_FIELD,       /* name */
    CIGO_CHANGE_CELL,        /* name = group, row, column */
    CIGO_CHANGE_ROW_ADDED,   /* name = group, row … last_row at position, position + 1, … */
    CIGO_CHANGE_ROW_REMOVED, /* name = group, row, position; columns/texts = what it held */
    CIGO_CHANGE_WAIVER,      /* name = alert, row; columns/texts = state, reason, inputs, form_version of
                              * the waiver before; n = 0: there was none */
};
struct cigo_change {
    enum cigo_change_type type;
    const char *name, *column;
    int64_t row, last_row;
    size_t position;
    const char *old_text, *new_text; /* field, cell; NULL = empty; in an import new_text is always NULL */
    const char *const *columns, *const *texts; /* also of a row added, outside imports */
    size_t n;
};
struct cigo_changes {
    struct cigo_change *items; /* in the order in which they were made: undo from the last */
    size_t n;
};
/* Texts in the arena. false: the entry cannot be read. "copy" gives none. */
bool cigo_journal_changes(const struct cigo_journal_entry *entry, struct cigo_arena *arena,
                          struct cigo_changes *ret_changes, struct cigo_error *err);
