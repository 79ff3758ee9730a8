/* Headings and columns. Groups have few columns with few names each, and a table has one line of headings, so
 * every look-up simply goes through all names. */

#include <cigo/base/utf8.h>
#include <cigo/form/headers.h>

enum { HEADER_MAX = 200, WORD = 4 }; /* WORD: a shorter name inside a heading means nothing */

/* Of ASCII, as most are; false = it is not. */
static bool plain_key(struct cigo_str text, char *ret_key, size_t *ret_n)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = cigo_lower(text.p[i]);
        if ((unsigned char)c >= 0x80)
            return false;
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'))
            ret_key[n++] = c;
    }
    *ret_n = n;
    return true;
}

/* Blanks and signs outside ASCII: web pages and spreadsheets give U+00A0 for a blank, "N°", curly quotes, dashes. */
static bool is_sign(uint32_t code)
{
    return code < 0xc0 || (code >= 0x2000 && code <= 0x206f) || code == 0x1680 || code == 0x3000 || code == 0xfeff;
}

void cigo_header_key(struct cigo_str text, struct cigo_buf *out)
{
    struct cigo_buf folded;
    char key[HEADER_MAX];
    size_t n;
    if (text.n > HEADER_MAX)
        return;
    if (plain_key(text, key, &n)) {
        cigo_buf_add(out, (struct cigo_str){key, n});
        return;
    }
    cigo_buf_init(&folded, 4096);
    cigo_utf8_fold(text, &folded);
    for (struct cigo_str rest = cigo_buf_str(&folded); rest.n;) {
        uint32_t code;
        size_t length = cigo_utf8_next(rest, &code);
        if ((code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || !is_sign(code))
            cigo_buf_add(out, (struct cigo_str){rest.p, length});
        rest = (struct cigo_str){rest.p + length, rest.n - length};
    }
    cigo_buf_finish(&folded);
}

const char *cigo_field_header(const struct cigo_field *column, size_t i)
{
    if (i < 2)
        return i ? column->id : column->label;
    return i - 2 < column->n_headers ? column->headers[i - 2] : NULL;
}

/* How far a heading is from a column's name; lower is nearer, 0 the same, SIZE_MAX no match. */
typedef size_t measure(struct cigo_str heading, struct cigo_str name);

static size_t same(struct cigo_str heading, struct cigo_str name)
{
    return cigo_str_eq(heading, name) ? 0 : SIZE_MAX;
}

static bool ends(struct cigo_str s, struct cigo_str end)
{
    return s.n >= end.n && memcmp(s.p + s.n - end.n, end.p, end.n) == 0;
}

static size_t near(struct cigo_str heading, struct cigo_str name)
{
    size_t limit = name.n / 3;
    size_t distance = cigo_str_distance(heading, name, limit);
    if (distance <= limit)
        return distance;
    bool holds = name.n >= WORD && (cigo_str_starts(heading, name) || ends(heading, name));
    return holds ? heading.n : SIZE_MAX;
}

static const struct cigo_field *best(const struct cigo_group *group, struct cigo_str heading, measure *far)
{
    const struct cigo_field *found = NULL;
    size_t least = SIZE_MAX;
    struct cigo_buf key, name;
    cigo_buf_init(&key, 4096);
    cigo_buf_init(&name, 4096);
    cigo_header_key(heading, &key);
    for (size_t c = 0; key.n && c < group->n_fields; c++) {
        const char *text;
        for (size_t i = 0; (text = cigo_field_header(&group->fields[c], i)); i++) {
            cigo_buf_clear(&name);
            cigo_header_key(cigo_str_of(text), &name);
            size_t distance = far(cigo_buf_str(&key), cigo_buf_str(&name));
            if (distance < least) {
                least = distance;
                found = &group->fields[c];
            }
        }
    }
    cigo_buf_finish(&key);
    cigo_buf_finish(&name);
    return found;
}

const struct cigo_field *cigo_group_header(const struct cigo_group *group, struct cigo_str heading)
{
    return best(group, heading, same);
}

static size_t begins(struct cigo_str heading, struct cigo_str name)
{
    return name.n >= WORD && cigo_str_starts(heading, name) ? heading.n - name.n : SIZE_MAX;
}

static size_t finishes(struct cigo_str heading, struct cigo_str name)
{
    return name.n >= WORD && ends(heading, name) ? heading.n - name.n : SIZE_MAX;
}

/* "Cognome e nome": what is in two columns here. The longest names count, so that "cognome" does not end with "nome". */
static bool means_two(const struct cigo_group *group, struct cigo_str heading)
{
    const struct cigo_field *first = best(group, heading, begins), *last = best(group, heading, finishes);
    return first && last && first != last;
}

const struct cigo_field *cigo_group_header_near(const struct cigo_group *group, struct cigo_str heading)
{
    const struct cigo_field *found = cigo_group_header(group, heading);
    return found ? found : means_two(group, heading) ? NULL : best(group, heading, near);
}
