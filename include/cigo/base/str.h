#pragma once
/* Text views: a pointer and a length, never owning. Text is UTF-8 unless said. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct cigo_str {
    const char *p; /* may be NULL only when n is 0 */
    size_t n;      /* bytes */
};

#define CIGO_STR(literal) ((struct cigo_str){(literal), sizeof(literal) - 1})

/* View of a NUL-terminated string; NULL gives the empty view. Borrows s. */
static inline struct cigo_str cigo_str_of(const char *s)
{
    return (struct cigo_str){s, s ? strlen(s) : 0};
}

static inline bool cigo_str_eq(struct cigo_str a, struct cigo_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* Are two NUL-terminated names the same? Most differ in the first byte, and need no call. */
static inline bool cigo_same(const char *a, const char *b)
{
    return *a == *b && strcmp(a, b) == 0;
}

static inline bool cigo_str_is(struct cigo_str a, const char *b)
{
    return cigo_str_eq(a, cigo_str_of(b));
}

/* Of the letters of ASCII, whatever the locale. */
static inline char cigo_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool cigo_str_is_ascii(struct cigo_str s);

static inline bool cigo_str_starts(struct cigo_str s, struct cigo_str prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

/* Two numbers in one, and a text in one: for tables in memory, never kept. */
uint64_t cigo_hash_mix(uint64_t h, uint64_t with);
uint64_t cigo_str_hash(struct cigo_str s, uint64_t seed);

/* Without ASCII blanks (space, tab, CR, LF) and U+00A0 at both ends. */
struct cigo_str cigo_str_trim(struct cigo_str s);

/* A terminal may make two line ends of each CRLF of what is pasted. `text` has LF only: where all of them stand in pairs,
 * and something tells that they are no empty lines (a pair at the end, two pairs together, cells), each pair becomes
 * one, in place, with a NUL behind the text where it became shorter. Returns the new length. */
size_t cigo_str_unpair_lines(char *text, size_t n);

/* Edit distance with adjacent swaps, ASCII case ignored, cut off at `limit` + 1. */
size_t cigo_str_distance(struct cigo_str a, struct cigo_str b, size_t limit);

/* The nearest of n names (at most a third of its length away), or NULL. Borrows from names. */
const char *cigo_str_nearest(struct cigo_str word, const char *const *names, size_t n);
