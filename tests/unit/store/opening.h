#pragma once
/* What the tests of opening share. */

#include "fixture.h"

extern struct cigo_error err;
extern struct cigo_store_notice notice;

const char *db(void);              /* path of cigo.db */
struct cigo_store *open_db(void);  /* fills notice */
void close_checked(struct cigo_store *store);
void make_db(void);
void make_big_db(void);            /* one that fills many pages */
void sql(const char *path, const char *text);
unsigned mode_of(const char *name);
void says(const char *words);      /* the notice has these words */
