/* Text views. The edit distance is the restricted Damerau one (a swap of neighbours counts one) over
 * three rolling rows; names of ours are short, so longer words are simply "far". */

#include <cigo/base/str.h>

#include <stdint.h>

enum { LONGEST_WORD = 128 };

static size_t blank_at_start(struct cigo_str s)
{
    if (s.n == 0)
        return 0;
    if (s.p[0] == ' ' || s.p[0] == '\t' || s.p[0] == '\r' || s.p[0] == '\n')
        return 1;
    return cigo_str_starts(s, CIGO_STR("\xc2\xa0")) ? 2 : 0;
}

static size_t blank_at_end(struct cigo_str s)
{
    if (s.n == 0)
        return 0;
    char last = s.p[s.n - 1];
    if (last == ' ' || last == '\t' || last == '\r' || last == '\n')
        return 1;
    return s.n >= 2 && memcmp(s.p + s.n - 2, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

uint64_t cigo_hash_mix(uint64_t h, uint64_t with)
{
    h = (h ^ with) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ h >> 32;
}

uint64_t cigo_str_hash(struct cigo_str s, uint64_t seed)
{
    const char *p = s.p;
    size_t n = s.n;
    for (uint64_t eight; n >= sizeof eight; n -= sizeof eight, p += sizeof eight) {
        memcpy(&eight, p, sizeof eight);
        seed = cigo_hash_mix(seed, eight);
    }
    uint64_t rest = n;
    for (size_t i = 0; i < n; i++)
        rest = rest << 8 | (unsigned char)p[i];
    return cigo_hash_mix(seed, rest);
}

struct cigo_str cigo_str_trim(struct cigo_str s)
{
    size_t k;
    while ((k = blank_at_start(s)) > 0) {
        s.p += k;
        s.n -= k;
    }
    while ((k = blank_at_end(s)) > 0)
        s.n -= k;
    return s;
}

bool cigo_str_is_ascii(struct cigo_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
    }
    return true;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One row of the table: here[j] = distance of a[0..i] and b[0..j]; returns the row's least value. */
static size_t distance_row(struct cigo_str a, struct cigo_str b, size_t i, const uint16_t *before,
                           const uint16_t *last, uint16_t *here)
{
    here[0] = (uint16_t)i;
    size_t best = i;
    for (size_t j = 1; j <= b.n; j++) {
        size_t same = cigo_lower(a.p[i - 1]) == cigo_lower(b.p[j - 1]) ? 0 : 1;
        size_t d = least(least(last[j] + 1u, here[j - 1] + 1u), last[j - 1] + same);
        if (i > 1 && j > 1 && cigo_lower(a.p[i - 1]) == cigo_lower(b.p[j - 2]) &&
            cigo_lower(a.p[i - 2]) == cigo_lower(b.p[j - 1]))
            d = least(d, before[j - 2] + 1u);
        here[j] = (uint16_t)d;
        best = least(best, d);
    }
    return best;
}

/* In pairs, and no empty lines? */
static bool lines_are_paired(const char *text, size_t n)
{
    size_t run = 0;
    bool told = n && memchr(text, '\t', n);
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '\n') {
            run++;
            continue;
        }
        if (run % 2)
            return false;
        told |= run > 2;
        run = 0;
    }
    return run == 1 ? told : run % 2 == 0 && (told || run); /* whoever types it ends the last line */
}

size_t cigo_str_unpair_lines(char *text, size_t n)
{
    size_t to = 0;
    if (!lines_are_paired(text, n))
        return n;
    for (size_t i = 0; i < n; i++) {
        text[to++] = text[i];
        if (text[i] == '\n' && i + 1 < n && text[i + 1] == '\n')
            i++;
    }
    text[to] = '\0';
    return to;
}

size_t cigo_str_distance(struct cigo_str a, struct cigo_str b, size_t limit)
{
    size_t gap = a.n > b.n ? a.n - b.n : b.n - a.n;
    if (gap > limit || a.n > LONGEST_WORD || b.n > LONGEST_WORD)
        return cigo_str_eq(a, b) ? 0 : limit + 1;
    uint16_t rows[3][LONGEST_WORD + 1] = {{0}};
    for (size_t j = 0; j <= b.n; j++)
        rows[0][j] = (uint16_t)j;
    size_t best_before = 0;
    for (size_t i = 1; i <= a.n; i++) {
        size_t best = distance_row(a, b, i, rows[(i + 1) % 3], rows[(i - 1) % 3], rows[i % 3]);
        /* a swap reaches back two rows, so one row over the limit decides nothing */
        if (best > limit && best_before > limit)
            return limit + 1;
        best_before = best;
    }
    size_t d = rows[a.n % 3][b.n];
    return d > limit ? limit + 1 : d;
}

const char *cigo_str_nearest(struct cigo_str word, const char *const *names, size_t n)
{
    const char *nearest = NULL;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        struct cigo_str name = cigo_str_of(names[i]);
        size_t limit = name.n / 3;
        size_t d = cigo_str_distance(word, name, limit);
        if (d <= limit && d < best) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}
