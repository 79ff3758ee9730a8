#pragma once
/* The companies book beside a case: what it says of the company, the unit and the signer whom the answers name. It
 * is offered; nothing is put in before somebody says so. */

#include <cigo/base/book.h>
#include <cigo/session/desk.h>

/* The field of the form that is this of that part; NULL = the form does not ask it. */
const struct cigo_field *cigo_book_field(const struct cigo_form *form, enum cigo_book_part part, const char *name);
/* How people call the entry: its keys that are names. Appended; "" = it has none of them. */
void cigo_book_title(const struct cigo_form *form, const struct cigo_book_entry *entry, struct cigo_buf *out);
/* Would the field take this text without an error? Else it is not offered in it. */
bool cigo_book_readable(const struct cigo_field *field, const char *text, int32_t today);
/* Entries of the part (of a company, 0 = any) of which a key begins as the text does, or else has it inside; each once. */
bool cigo_book_begin(const struct cigo_book *book, const struct cigo_form *form, enum cigo_book_part part,
                     int64_t company, const char *text, size_t max, struct cigo_arena *arena,
                     struct cigo_book_entries *ret_entries, struct cigo_error *err);
/* "Azienda", "Unità produttiva", "Chi firma" */
const char *cigo_book_part_label(enum cigo_book_part part);

/* ---- beside a case: all of it is silent where the desk has no book, or the case is only read ---- */
struct cigo_book_offer {
    const char *text;  /* as the answer */
    const char *shown; /* … as people read it */
    const char *title; /* whose it is; "" = that is clear */
};
struct cigo_book_offers {
    struct cigo_book_offer items[CIGO_BOOK_SHOWN];
    size_t n;
    bool more, clear; /* clear: it is sure who it is, and this is what the book has of him */
};
/* For an empty field, what the book has of the company, unit or signer; for one of their keys, whom what is typed
 * may mean (typed NULL: the answer). Texts in the arena. */
void cigo_book_offers(const struct cigo_desk *desk, const struct cigo_field *field, const char *typed,
                      struct cigo_arena *arena, struct cigo_book_offers *ret_offers);

/* A field where book and case do not say the same; one of the texts may be "". */
struct cigo_book_line {
    const struct cigo_field *field;
    const char *book, *answer;
};
struct cigo_book_lines {
    const struct cigo_book_line *items;
    size_t n;
};
/* What the book has, in a section (SIZE_MAX: in all), that is not the answer. */
struct cigo_book_lines cigo_book_lines(const struct cigo_desk *desk, size_t section, struct cigo_arena *arena);
/* The lines without an answer, as one action, which says where they come from. */
bool cigo_book_accept_all(const struct cigo_desk *desk, const struct cigo_book_line *lines, size_t n,
                          struct cigo_effects *ret_effects, struct cigo_error *err);
/* What of the answers is new to the book, or changed. */
struct cigo_book_lines cigo_book_news(const struct cigo_desk *desk, struct cigo_arena *arena);
/* Keep it. `changed`: also what the book says otherwise. */
bool cigo_book_remember(const struct cigo_desk *desk, bool changed, struct cigo_arena *arena, size_t *ret_kept,
                        struct cigo_error *err);
/* Whom the case speaks of, if the book knows; the company with part COMPANY. */
bool cigo_book_known(const struct cigo_desk *desk, enum cigo_book_part part, struct cigo_arena *arena,
                     struct cigo_book_entry *ret_entry);

/* ---- when one is asked: on leaving a section, once about the same ---- */
struct cigo_book_left {
    size_t kept;           /* the user always wants it: kept just now, to be said */
    size_t fresh, changed; /* to be asked: what the book lacks, and what it says otherwise; 0 and 0 = nothing */
};
void cigo_book_start(struct cigo_desk *desk); /* what was there before one began is not asked about */
/* "3 dati … non sono nella rubrica. 1 dato è diverso …"; "" = nothing to ask. Appended. */
void cigo_book_left_text(const struct cigo_book_left *left, struct cigo_buf *out);
bool cigo_book_left(struct cigo_desk *desk, struct cigo_arena *arena, struct cigo_book_left *ret_left,
                    struct cigo_error *err);
