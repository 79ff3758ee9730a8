#pragma once
/* Inside of the store: the handle, the open action, and what its files share. */

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/base/error.h>
#include <cigo/db/db.h>
#include <cigo/store/store.h>

#define CIGO_STORE_APPLICATION_ID 0x4349474f /* "CIGO", in the header of the database */

/* Who a lock belongs to: enough to tell later whether that process still runs. */
struct cigo_process {
    long pid;
    char start[24];   /* of the process, in ticks since boot */
    char boot[40];    /* id of this boot of the machine */
    char machine[40]; /* id of the machine */
    char space[40];   /* process namespace: a pid means nothing in another one */
    char host[64];
    char tty[48];
};

/* The place of the last row that was added, so that the next one beside it needs no search. */
struct cigo_order_hint {
    bool valid;
    char *group;
    size_t position;
    int64_t key;
};

/* What an import has changed so far: one line for each change (see codec.c). */
struct cigo_bulk {
    struct cigo_buf lines;
    struct cigo_buf place; /* the group when it is only one */
    bool mixed;            /* more than one place */
    char *run_group;       /* rows first … last were added from `run_position` on; NULL = none pending */
    int64_t run_first, run_last;
    size_t run_position;
    size_t added, removed, changed;
};

struct cigo_action {
    bool open, failed, bulk;
    enum cigo_turn turn;
    int64_t case_id;
    uint64_t number;
    char *label;
    char when[32];
    struct cigo_order_hint hint;
    struct cigo_bulk import;
};

enum cigo_sql {
    CIGO_SQL_CASE_LIST,
    CIGO_SQL_CASE_BY_KEY,
    CIGO_SQL_CASE_BY_ID,
    CIGO_SQL_CASE_NEXT,
    CIGO_SQL_CASE_INSERT,
    CIGO_SQL_CASE_RENAME,
    CIGO_SQL_CASE_DELETE,
    CIGO_SQL_CASE_TOUCH,
    CIGO_SQL_CASE_BESIDE,
    CIGO_SQL_CASE_STATE,
    CIGO_SQL_CASE_ARCHIVE,
    CIGO_SQL_SUMMARY_PUT,
    CIGO_SQL_SUMMARY_FORGET,
    CIGO_SQL_WORDS_PUT,
    CIGO_SQL_WORDS_DELETE,
    CIGO_SQL_WORDS_KEPT,
    CIGO_SQL_WORDS_FIND,
    CIGO_SQL_WORDS_TEXTS,
    CIGO_SQL_WORDS_MERGE,
    CIGO_SQL_TAG_PUT,
    CIGO_SQL_TAG_DELETE,
    CIGO_SQL_TAG_READ,
    CIGO_SQL_CASE_POSITION,
    CIGO_SQL_CASE_FORM_VERSION,
    CIGO_SQL_CASE_LAST_ACTION,
    CIGO_SQL_COPY_ANSWERS,
    CIGO_SQL_COPY_ROWS,
    CIGO_SQL_COPY_WAIVERS,
    CIGO_SQL_DRAFT_PUT,
    CIGO_SQL_DRAFT_DELETE,
    CIGO_SQL_DRAFT_GET,
    CIGO_SQL_TICK_PUT,
    CIGO_SQL_TICK_DELETE,
    CIGO_SQL_TICK_READ,
    CIGO_SQL_WRITER_GET,
    CIGO_SQL_WRITER_PUT,
    CIGO_SQL_WRITER_SEEN,
    CIGO_SQL_WRITER_DELETE,
    CIGO_SQL_WRITER_DELETE_ALL,
    CIGO_SQL_WRITER_UNCHECKED,
    CIGO_SQL_WRITER_CHECKED,
    CIGO_SQL_WRITER_ALL,
    CIGO_SQL_ANSWER_PUT,
    CIGO_SQL_ANSWER_DELETE,
    CIGO_SQL_ANSWER_READ,
    CIGO_SQL_ROW_INSERT,
    CIGO_SQL_ROW_FIND,
    CIGO_SQL_ROW_DELETE,
    CIGO_SQL_ROW_UPDATE,
    CIGO_SQL_ROW_READ,
    CIGO_SQL_ORDER_AT,
    CIGO_SQL_ORDER_LAST,
    CIGO_SQL_ORDER_AFTER,
    CIGO_SQL_ORDER_BEFORE,
    CIGO_SQL_ORDER_SHIFT,
    CIGO_SQL_ORDER_RENUMBER,
    CIGO_SQL_WAIVER_PUT,
    CIGO_SQL_WAIVER_DELETE,
    CIGO_SQL_WAIVER_GET,
    CIGO_SQL_WAIVER_READ,
    CIGO_SQL_JOURNAL_ADD,
    CIGO_SQL_JOURNAL_READ,
    CIGO_SQL_DATA_VERSION,
    CIGO_SQL_META_PUT,
    CIGO_SQL_META_GET,
    CIGO_SQL_META_DELETE,
    CIGO_SQL_NOTE_ADD,
    CIGO_SQL_AUDIT,
    CIGO_SQL_BOOK_ALL,
    CIGO_SQL_BOOK_LIKE,
    CIGO_SQL_BOOK_INSIDE,
    CIGO_SQL_BOOK_VALUES,
    CIGO_SQL_BOOK_COUNT,
    CIGO_SQL_BOOK_COUNT_VALUES,
    CIGO_SQL_BOOK_IS_COMPANY,
    CIGO_SQL_BOOK_IS_THERE,
    CIGO_SQL_BOOK_ADD,
    CIGO_SQL_BOOK_TOUCH,
    CIGO_SQL_BOOK_PUT_VALUE,
    CIGO_SQL_BOOK_DELETE_VALUE,
    CIGO_SQL_BOOK_DELETE,
    CIGO_SQL_BOOK_QUIET,
    CIGO_SQL_BOOK_HUSH,
    CIGO_SQL_MEMO_ADD,
    CIGO_SQL_MEMO_READ,
    CIGO_SQL_N,
};

struct cigo_store {
    sqlite3 *db;
    char *path; /* as given */
    char *who;
    void (*now)(void *data, char ret_text[32]);
    void *now_data;
    struct cigo_db_patience patience; /* with another connection that writes */
    bool read_only;
    bool wal;   /* surely: what is written goes to a log first, and need not wait for the disk to stay whole */
    bool hasty; /* going back to waiting for the disk has failed: to be made up for before anything is saved */
    bool shared;  /* of a group */
    bool locked;  /* a case has been locked through this handle */
    int64_t *held; /* the cases that are */
    size_t n_held, cap_held;
    bool damaged; /* SQLite found damage while we worked: the next opening checks everything */
    struct cigo_process self;
    char token[40]; /* of this handle: two handles in one process are two writers */
    struct cigo_action action;
    struct cigo_arena *scratch;
    struct cigo_buf text, place; /* scratch */
    sqlite3_stmt *stmts[CIGO_SQL_N];
};

/* ---- stmt.c. `types` has a letter for each value that follows: i int64_t, s const char * (NULL = NULL) ---- */
sqlite3_stmt *cigo_store_query(struct cigo_store *store, struct cigo_error *err, enum cigo_sql which,
                               const char *types, ...);
bool cigo_store_run(struct cigo_store *store, struct cigo_error *err, enum cigo_sql which,
                    const char *types, ...);
/* Step; false at the end of the rows or when *ret_ok became false. Resets the statement at the end. */
bool cigo_store_next(struct cigo_store *store, sqlite3_stmt *stmt, bool *ret_ok,
                     struct cigo_error *err);
/* The text of a column that our schema never leaves NULL; a database from elsewhere may: then "". Borrowed. */
const char *cigo_store_text(sqlite3_stmt *stmt, int column);
void cigo_store_stmts_finish(struct cigo_store *store);
/* What a transaction waits for: the disk has it (always, but for what can be found out again, and always without a
 * WAL, where a power cut would spoil what was there); the disk has the head of a new WAL; nothing. To be set back to
 * ALL. */
enum cigo_sync { CIGO_SYNC_ALL, CIGO_SYNC_HEAD, CIGO_SYNC_NEVER };
void cigo_store_patience(struct cigo_store *store, enum cigo_sync sync);
/* A transaction of its own, for what is not an action. end: commits when ok, else rolls back. */
bool cigo_store_write_begin(struct cigo_store *store, struct cigo_error *err);
bool cigo_store_write_end(struct cigo_store *store, bool ok, struct cigo_error *err);
void cigo_store_write_abort(struct cigo_store *store);
bool cigo_store_fail(struct cigo_store *store, struct cigo_error *err, const char *doing);

/* ---- schema/migrations.c ---- */
/* The words of each case, by its number; whoever searches types beginnings. Where in a text they stand is not kept: a
 * third of the size. The only virtual table: to the letter. */
#define CIGO_FIND_SQL \
    "CREATE VIRTUAL TABLE find USING fts5(words, detail = none, prefix = '1 2', " \
    "tokenize = 'unicode61 remove_diacritics 2')"
int cigo_store_schema_latest(void);
bool cigo_store_schema_get(sqlite3 *db, int *ret_application, int *ret_version);
bool cigo_store_schema_migrate(sqlite3 *db, struct cigo_error *err);

/* ---- schema/foreign.c: no trigger or view that we have not made, now or later ---- */
bool cigo_schema_guard(sqlite3 *db, struct cigo_error *err);

/* ---- files.c ---- */
enum cigo_file_state { CIGO_FILE_MISSING, CIGO_FILE_EMPTY, CIGO_FILE_PRESENT };
/* Refuses symlinks and what is no regular file. */
bool cigo_files_look(const char *path, enum cigo_file_state *ret_state, struct cigo_error *err);
bool cigo_files_side(const char *path, const char *suffix); /* there and not empty */
bool cigo_files_create(const char *path, bool shared, struct cigo_error *err);
void cigo_files_tighten(const char *path); /* whoever may use it and its side files, if they are ours */
bool cigo_files_writable(const char *path);
enum cigo_disk { CIGO_DISK_UNSEEN, CIGO_DISK_LOCAL, CIGO_DISK_ELSEWHERE };
enum cigo_disk cigo_files_disk(const char *path); /* UNSEEN: with errno, it could not be looked at */
bool cigo_files_local(const char *path); /* surely a disk of this machine, where WAL works */
/* With others who only open what is there, or alone. -1 when it cannot; close() unlocks. */
int cigo_files_lock_folder(const char *path, bool alone);
/* Rename the database and its side files to path.guasto-<date>; caller frees *ret_name. */
bool cigo_files_keep_aside(const char *path, const char *now, char **ret_name, struct cigo_error *err);
/* Never over what is there. errno on failure. */
bool cigo_files_move(const char *from, const char *to);
void cigo_files_sync_folder(const char *path); /* so that a new name in it lasts */
/* As SQLite must get it, which follows no symbolic link: those in the folder are followed here, once. ":memory:" and
 * "file:…" are names of files too. Caller frees. */
char *cigo_files_name(const char *path);
char *cigo_files_folder(const char *path); /* caller frees */
char *cigo_files_joined(const char *path, const char *suffix); /* caller frees */

/* ---- shared.c ---- */
bool cigo_files_shared(const char *path); /* is there a database that a group shares? */
/* Refuses a database that another account owns and that we could write to, unless it is shared. */
bool cigo_files_trusted(const char *path, struct cigo_error *err);

/* ---- check.c ---- */
enum cigo_verdict {
    CIGO_VERDICT_OURS,
    CIGO_VERDICT_NEWER,
    CIGO_VERDICT_FOREIGN,
    CIGO_VERDICT_DAMAGED,
    CIGO_VERDICT_FAILED, /* err says why */
};
/* What a file that exists is, without changing a byte of it; a journal that was left beside it is played back, as at
 * each opening. */
enum cigo_verdict cigo_check_file(const char *path, struct cigo_error *err);
/* The tables of an open database can be read. */
enum cigo_verdict cigo_check_tables(sqlite3 *db, struct cigo_error *err);
/* After an unclean stop: the whole database. Appends to `notice` what is to be said. */
enum cigo_verdict cigo_check_stop(struct cigo_store *store, struct cigo_buf *notice,
                                  struct cigo_error *err);
/* Open for reading also where the side files cannot be made; refused when it would run something by itself. */
bool cigo_check_open_read_only(const char *path, sqlite3 **ret_db, struct cigo_error *err);

/* The process in the first columns of a row of writers. */
struct cigo_process cigo_process_of(sqlite3_stmt *stmt);

/* ---- process.c ---- */
void cigo_process_self(struct cigo_process *ret_self);
/* false only when it is sure that the process is gone. */
bool cigo_process_alive(const struct cigo_process *process, const struct cigo_process *self);
/* Is it where we would see whether it runs: this machine, this process namespace? */
bool cigo_process_visible(const struct cigo_process *process, const struct cigo_process *self);
void cigo_process_token(char *buf, size_t size);

/* ---- lock.c ---- */
/* Inside a transaction: the case exists and no living writer but us has it. */
bool cigo_lock_check(struct cigo_store *store, int64_t id, struct cigo_error *err);

/* ---- cases.c: names, inside a transaction; the name is left in store->text and its key in store->place ---- */
bool cigo_case_claim(struct cigo_store *store, const char *name, struct cigo_error *err);
bool cigo_case_claim_copy(struct cigo_store *store, const char *name, struct cigo_error *err);
/* Inside a transaction: something beside the answers was written. */
bool cigo_case_touch(struct cigo_store *store, int64_t id, struct cigo_error *err);

/* ---- sort.c ---- */
void cigo_cases_sort_by_change(struct cigo_cases *cases); /* the last changed first */

/* ---- names.c ---- */
/* The name as it is kept: controls removed, NFC, trimmed; false (err says why) when empty or too long. */
bool cigo_name_clean(struct cigo_str name, struct cigo_buf *ret_name, struct cigo_error *err);
void cigo_name_key(const char *name, struct cigo_buf *ret_key); /* equal names have equal keys */
/* "name (copia 2)", cut to the limit; n = 1: "name (copia)" */
void cigo_name_copy(const char *name, unsigned n, struct cigo_buf *ret_name);

/* ---- codec.c: texts separated by TAB, with \t \n \\ for what is inside ---- */
void cigo_codec_put(struct cigo_buf *out, const char *text);
char **cigo_codec_split(struct cigo_arena *arena, struct cigo_str line, size_t *ret_n);
void cigo_codec_row(struct cigo_buf *out, const char *const *columns, const char *const *texts, size_t n);
/* A line of a block; what is NULL or empty holds its place. */
void cigo_codec_line(struct cigo_buf *out, const char *const *texts, size_t n);
/* A block taken apart; all of it in the arena. */
struct cigo_block {
    char **columns;              /* as the header names them */
    char **lines;                /* one for each row */
    size_t n_columns, n;
    const char **names, **texts; /* of the row that was read last: what is not empty */
};
/* False when the data is no block of n rows. */
bool cigo_codec_block(struct cigo_arena *arena, struct cigo_str data, size_t n, struct cigo_block *ret_block);
/* Row i, once: names and texts, *ret_n of them. */
bool cigo_codec_block_row(struct cigo_block *block, size_t i, size_t *ret_n);

/* ---- block.c: the records of rows, of which some hold many ---- */
struct cigo_record {
    int64_t first;        /* row; the others have the ids after it … */
    int64_t key;          /* … and the order keys after this one, CIGO_ORDER_STEP apart */
    size_t n;             /* rows; 1 = encoded by cigo_codec_row, more = a block */
    struct cigo_str data; /* in store->scratch */
};
/* The record that a row is in; *ret_found false when there is none. */
bool cigo_record_find(struct cigo_store *store, const char *group, int64_t row, struct cigo_record *ret_record,
                      bool *ret_found, struct cigo_error *err);
/* Where there were many rows in one record there is one for each. */
bool cigo_record_unfold(struct cigo_store *store, const char *group, const struct cigo_record *record,
                        struct cigo_error *err);

/* ---- answers.c ---- */
/* The session and the database have parted: our bug, or a lock taken over. Better to stop than to guess. */
bool cigo_action_out_of_step(struct cigo_error *err, const char *group, int64_t row);
/* Before each change: the action must still be whole. */
bool cigo_action_ready(struct cigo_store *store, struct cigo_error *err);
/* After each change: one that failed takes the action with it. Returns ok. */
bool cigo_action_settle(struct cigo_store *store, bool ok);

/* ---- order.c ---- */
#define CIGO_ORDER_BITS 20
#define CIGO_ORDER_STEP ((int64_t)1 << CIGO_ORDER_BITS) /* between neighbours */
/* The key of the first of n rows that come after the last one, STEP apart; no room: they must be put one by one. */
bool cigo_order_end(struct cigo_store *store, const char *group, size_t n, int64_t *ret_key, bool *ret_room,
                    struct cigo_error *err);
bool cigo_order_key(struct cigo_store *store, const char *group, size_t position, int64_t *ret_key,
                    struct cigo_error *err);
void cigo_order_forget(struct cigo_store *store);

/* ---- bulk.c, journal.c ---- */
void cigo_bulk_start(struct cigo_bulk *bulk);
void cigo_bulk_finish(struct cigo_bulk *bulk);
/* n rows, with ids and positions from these on. */
void cigo_bulk_added(struct cigo_bulk *bulk, const char *group, int64_t row, size_t position, size_t n);
void cigo_bulk_removed(struct cigo_bulk *bulk, const char *group, int64_t row, size_t position,
                       const char *data);
/* A field, cell or waiver: its line is `mark`, then the texts up to the first NULL. */
void cigo_bulk_changed(struct cigo_bulk *bulk, char mark, const char *const *texts, size_t n);
bool cigo_bulk_write(struct cigo_store *store, struct cigo_error *err);
/* ---- audit.c ---- */
/* Inside a transaction: what is done to a case (0: to the store) as a whole. */
bool cigo_note_add(struct cigo_store *store, const char *type, int64_t case_id, const char *detail,
                   struct cigo_error *err);

bool cigo_journal_add(struct cigo_store *store, const char *type, const char *place,
                      const char *old_text, const char *new_text, struct cigo_error *err);
