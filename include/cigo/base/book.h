#pragma once
/* The companies book: what one remembers of a company from one case to the next, also across forms. A company has
 * units and people who sign; each is an entry: values by the names that fields of forms give them (`book:`). */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cigo/base/arena.h>
#include <cigo/base/buf.h>
#include <cigo/base/error.h>
#include <cigo/base/str.h>

enum cigo_book_part { CIGO_BOOK_NONE, CIGO_BOOK_COMPANY, CIGO_BOOK_UNIT, CIGO_BOOK_SIGNER, CIGO_BOOK_PARTS };
const char *cigo_book_word(enum cigo_book_part part); /* "company", … as forms, the store and JSON call it */
enum cigo_book_part cigo_book_part_of(const char *word); /* NONE = no such */

enum {
    CIGO_BOOK_SHOWN = 9,          /* offered at once */
    CIGO_BOOK_TEXT = 1000,        /* bytes of a value; longer ones are not kept, and not read */
    CIGO_BOOK_VALUES = 64,        /* of an entry */
    CIGO_BOOK_COMPANIES = 10000,
    CIGO_BOOK_OF_COMPANY = 500,   /* units and signers of one company */
};

struct cigo_book_value {
    const char *name, *text;
};
struct cigo_book_entry {
    int64_t id, company; /* company 0: it is one */
    enum cigo_book_part part;
    const char *updated, *updated_by;
    const struct cigo_book_value *values; /* by name */
    size_t n;
};
const char *cigo_book_text(const struct cigo_book_entry *entry, const char *name); /* "" = not kept */

struct cigo_book_entries {
    const struct cigo_book_entry *items;
    size_t n;
    bool more; /* there are others */
};

/* Which entries: those of a part, of a company (0 = any), with this id (0 = any), with a value (name NULL = whatever)
 * that begins as `text` does, is the same, or has it somewhere. At most `max`. */
enum cigo_book_match { CIGO_BOOK_BEGINS, CIGO_BOOK_WHOLE, CIGO_BOOK_INSIDE };
struct cigo_book_query {
    enum cigo_book_part part; /* NONE = any */
    int64_t company, id;
    const char *name, *text;
    enum cigo_book_match match;
    size_t max;
};

/* How texts are compared: letters and digits, whatever their case, accents and signs between. Appended. */
void cigo_book_fold(struct cigo_str text, struct cigo_buf *out);
bool cigo_book_same(const char *a, const char *b);

/* Does the user want one: nothing of it is shown or kept; each time he is asked; what is new is kept, and said. */
enum cigo_book_wish { CIGO_BOOK_ASK, CIGO_BOOK_NEVER, CIGO_BOOK_ALWAYS };

/* The book as the front ends see it. Texts are in the arena. */
struct cigo_book {
    void *data;
    enum cigo_book_wish wish;
    bool (*find)(void *data, const struct cigo_book_query *query, struct cigo_arena *arena,
                 struct cigo_book_entries *ret_entries, struct cigo_error *err);
    /* Values of an entry, which is made when *id is 0; a text "" takes one away. One transaction each. */
    bool (*put)(void *data, enum cigo_book_part part, int64_t company, int64_t *id, const struct cigo_book_value *values,
                size_t n, struct cigo_error *err);
    /* With all that belongs to it; nothing of it stays in the files. */
    bool (*forget)(void *data, int64_t id, struct cigo_error *err);
    bool (*quiet)(void *data);     /* for this case one does not want to be asked */
    bool (*hush)(void *data, struct cigo_error *err); /* … from now on */
};
