#pragma once
/* What the tests of the store share: a folder, a clock that stands still, and a case as one text. */

#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/base/error.h>
#include <cigo/store/store.h>

#include "unit.h"

/* A new folder before and none after each test. */
void fixture_set_up(void);
void fixture_tear_down(void);
const char *fixture_dir(void);
/* The path of a file in the folder; four at a time. */
const char *fixture_path(const char *name);

void fixture_clock(const char *text); /* "2026-11-23T10:42:03Z" at the start of each test */
extern const struct cigo_store_env fixture_env;

/* Opens cigo.db; fails the test when it cannot, or when there is a notice. */
struct cigo_store *fixture_open(void);
/* Opens and gives the notice. */
struct cigo_store *fixture_open_notice(const char *path, struct cigo_store_notice *ret_notice);
int64_t fixture_case(struct cigo_store *store, const char *name);

#define OK(call) ck_assert_msg((call), "%s: %s", #call, err.text)
#define FAILS(call, words) \
    do { \
        err.text[0] = '\0'; \
        ck_assert_msg(!(call), "%s should fail", #call); \
        ck_assert_msg(strstr(err.text, (words)) != NULL, "%s: %s", #call, err.text); \
    } while (0)

/* Everything that the reader gives, a line each; caller frees. */
char *fixture_dump(struct cigo_store *store, int64_t id);
/* One action that sets a field. */
bool fixture_set(struct cigo_store *store, int64_t id, uint64_t action, const char *field,
                 const char *old_text, const char *new_text, struct cigo_error *err);
/* The newest entries of a place (NULL = all), `limit` of them (0 = all). */
bool fixture_journal(struct cigo_store *store, int64_t id, const char *place, size_t limit,
                     void (*each)(void *data, const struct cigo_journal_entry *entry), void *data,
                     struct cigo_error *err);
/* Number of journal entries. */
size_t fixture_entries(struct cigo_store *store, int64_t id);
/* The whole file; caller frees. */
char *fixture_read(const char *path, size_t *ret_size);
void fixture_write(const char *path, const void *bytes, size_t n);
/* Files in the folder whose name starts so; the last one's name in buf. */
size_t fixture_count(const char *prefix, char *buf, size_t size);
/* PRAGMA integrity_check of cigo.db through a connection of its own, and foreign_key_check. */
void fixture_integrity(void);
