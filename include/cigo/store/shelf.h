#pragma once
/* The start screen, as both faces need it: the list in memory, what is looked for in it, where one is, and what one
 * wants at the end. cli makes one and keeps it while cases are opened from it, so that one comes back to the same
 * place. */

#include <cigo/store/list.h>

/* A form that a new case can be made of, and its short name. */
struct cigo_form_choice {
    const char *id, *name;
};
struct cigo_form_choices { /* the usual one first */
    const struct cigo_form_choice *items;
    size_t n;
};

enum cigo_wish { CIGO_WISH_LEAVE, CIGO_WISH_OPEN, CIGO_WISH_NEW, CIGO_WISH_FROM }; /* OPEN, FROM: the case `here` */
enum { CIGO_SHELF_WORDS = 200 };

struct cigo_shelf {
    struct cigo_store *store;
    int32_t today;
    void *data;
    /* All cases by urgency, their summaries right; texts in the arena. */
    bool (*load)(void *data, struct cigo_arena *arena, struct cigo_cases *ret_cases, struct cigo_error *err);
    void (*when)(const char *utc, char ret_text[40]); /* a time as people read it */
    bool (*read_date)(void *data, const char *text, int32_t *ret_date); /* a date as people write it */
    struct cigo_form_choices (*forms)(void *data); /* NULL: there is nothing to choose */
    struct cigo_arena *arena;    /* of the list */
    struct cigo_cases cases;
    struct cigo_arena *found;    /* of those shown; anew each time that something is looked for */
    size_t *which, n;            /* those shown */
    const char *unclear;         /* a sentence about a filter in the words that cannot be read yet, or NULL */
    char words[CIGO_SHELF_WORDS + 1];
    bool problems, aside;        /* only those with problems; those set aside instead */
    int64_t here;                /* 0 = the first */
    enum cigo_wish wish;
    const char *form;            /* NEW: the id of this form; NULL = the usual one */
};

void cigo_shelf_init(struct cigo_shelf *shelf);
void cigo_shelf_finish(struct cigo_shelf *shelf);
/* Read the cases again, and what passes. */
bool cigo_shelf_load(struct cigo_shelf *shelf, struct cigo_error *err);
/* Adds to a text of `size` bytes the characters that still fit. */
void cigo_shelf_add(char *text, size_t size, struct cigo_str more);
/* What passes, after words, problems or aside were changed; after an error what was shown before. */
bool cigo_shelf_sift(struct cigo_shelf *shelf, struct cigo_error *err);
/* What a new case can be made of; none when there is nothing to choose. */
struct cigo_form_choices cigo_shelf_forms(const struct cigo_shelf *shelf);
/* The form with this id or short name, however it is spelt; NULL = no such. */
const struct cigo_form_choice *cigo_shelf_form(const struct cigo_shelf *shelf, const char *word);
/* The one in this line; the line of `here`, 0 when it is not shown. */
const struct cigo_case_info *cigo_shelf_at(const struct cigo_shelf *shelf, size_t line);
size_t cigo_shelf_line(const struct cigo_shelf *shelf);
/* Set aside, or bring back; the next one is `here` then. */
bool cigo_shelf_move(struct cigo_shelf *shelf, const struct cigo_case_info *info, struct cigo_error *err);
/* The tag on it, or off when it has it. */
bool cigo_shelf_tag(struct cigo_shelf *shelf, const struct cigo_case_info *info, const char *tag,
                    struct cigo_error *err);
