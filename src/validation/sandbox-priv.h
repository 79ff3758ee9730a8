#pragma once
/* The connection in which a form's SQL runs: a form file is untrusted input. Four layers: the token
 * subset of the checker (not here), an authorizer, limits with a progress handler, and a heap limit
 * around compilation. Knows nothing of rules: tests give it raw SQL. */

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cigo/base/arena.h>
#include <cigo/base/error.h>

#include <cigo/form/form.h>

#define SANDBOX_NO_OWNER UINT32_MAX /* readable, but nothing depends on it */

/* One readable column of one table, and whose it is. Column "" stands for the rows as such. */
struct sandbox_name {
    const char *table, *column;
    uint32_t owner;
    bool copy;   /* of a _copia: a row rule's own row */
    bool others; /* of every row, whatever row it stands in */
    uint32_t seen;
};

/* What a statement read while it was compiled: each name once. */
struct sandbox_read {
    uint32_t owner;
    bool copy, others;
};

enum sandbox_stop { SANDBOX_RUNNING, SANDBOX_STEPS, SANDBOX_MEMORY };

struct sandbox {
    sqlite3 *db;
    bool own; /* one of our own statements is being compiled: nothing is refused */
    struct sandbox_name *names; /* open addressing */
    size_t n_names, cap_names;
    struct sandbox_read *reads; /* of the last statement compiled */
    size_t n_reads, cap_reads;
    uint32_t serial;
    char refused[160]; /* what the authorizer refused last, for messages */
    bool armed;
    uint64_t ticks, max_ticks;
    int64_t memory_base;
    enum sandbox_stop stop;
    void (*look)(void *data); /* called at each tick; NULL = nobody */
    void *look_data;
};

/* Open, configure and register the functions. Zeroed box; finish it whatever the result. */
bool cigo_sandbox_open(struct sandbox *box, const struct cigo_form *form, struct cigo_error *err);
void cigo_sandbox_finish(struct sandbox *box); /* statements must be finalized */
/* Allow reads of table.column. The texts are borrowed. */
void cigo_sandbox_name(struct sandbox *box, const char *table, const char *column, uint32_t owner,
                       bool copy);
/* The same, of a column that is made of all rows. */
void cigo_sandbox_name_others(struct sandbox *box, const char *table, const char *column, uint32_t owner);
/* No table, index or function is made after this: limits, authorizer and progress handler. */
bool cigo_sandbox_lock(struct sandbox *box, struct cigo_error *err);
/* A statement that may also write, for tests: all tables of a form are virtual, and nothing writes into them. */
bool cigo_sandbox_own(struct sandbox *box, const char *sql, sqlite3_stmt **ret_stmt,
                      struct cigo_error *err);
/* A statement of the form: exactly one, that only reads what it may, with that many columns and
 * variables. What it read is in box->reads. The error's text says why it was refused. */
bool cigo_sandbox_prepare(struct sandbox *box, const char *sql, int columns, int variables,
                          sqlite3_stmt **ret_stmt, struct cigo_error *err);
/* Count steps and memory from here on; `rows` of the groups that it reads raise the limit. */
void cigo_sandbox_arm(struct sandbox *box, size_t rows);
int cigo_sandbox_step(struct sandbox *box, sqlite3_stmt *stmt);
/* Whoever looks on, if anybody, looks now. */
void cigo_sandbox_look(const struct sandbox *box);
/* After a failed step: one Italian sentence without contents, in out. */
void cigo_sandbox_why(struct sandbox *box, int code, char *out, size_t size);
