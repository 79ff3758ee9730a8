#pragma once
/* One case in an open store, short words for what is done to it, and a model of a group's rows. */

#include "fixture.h"

extern struct cigo_arena *arena;
extern struct cigo_store *store;
extern struct cigo_error err;
extern int64_t id;

void set_up(void);
void tear_down(void);
void reopen(void);

/* Texts that an encoding may stumble over. */
enum { N_NASTY = 17 };
extern const char *const nasty[N_NASTY];

char *dump(void); /* caller frees */
/* The case is exactly this, now and after closing and opening. */
void expect(const char *text);
void begin(uint64_t action);
void commit(void);
void add(const char *group, int64_t row, size_t position, const char *text); /* column "nome" */
void remove_at(const char *group, int64_t row, size_t position);

extern uint32_t seed;
uint32_t random_below(uint32_t n);

/* The rows of group "g" as they should be. */
struct model {
    int64_t rows[4000];
    size_t n;
    int64_t next;
};
void model_insert(struct model *m, size_t at);
void model_remove(struct model *m, size_t at);
void model_check(const struct model *m);
