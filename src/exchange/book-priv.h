#pragma once
/* Whom a case speaks of. */

#include <cigo/exchange/book.h>

enum { MOST_ALIKE = 50 };

/* The entries that the answers may mean, the likeliest alone. */
struct book_best {
    struct cigo_book_entries entries;
    bool named; /* some key of the part has an answer */
    bool clear; /* it is the only one, and it is sure who it is */
    bool silent; /* the book did not answer: nobody knows who it is */
};
/* Nothing where there is no book, or it does not answer: the case goes on without it. */
struct book_best book_best(const struct cigo_desk *desk, enum cigo_book_part part, struct cigo_arena *arena);
/* May it be asked about this field now? */
bool book_speaks(const struct cigo_desk *desk, const struct cigo_field *field);
/* The field's answer as a person would type it anew (of a choice its id), NULL = none that can be read. */
const char *book_answer(const struct cigo_session *session, const struct cigo_field *field);
/* Do they say the same in this field? */
bool book_agree(const struct cigo_desk *desk, const struct cigo_field *field, const char *a, const char *b);
