/* Codes as people say them: "4.7", "4,7", "04 07", and without the point ("47", "047") where only
 * one field or group can be meant. */

#include <cigo/form/form.h>

enum { MOST_PARTS = 4 };

struct code {
    unsigned parts[MOST_PARTS];
    size_t n;
};

static bool is_mark(char c)
{
    return c == '.' || c == ',' || c == ' ' || c == '-' || c == '/';
}

/* Numbers with marks between; false for anything else. */
static bool read(struct cigo_str s, struct code *ret)
{
    *ret = (struct code){.n = 0};
    s = cigo_str_trim(s);
    for (size_t i = 0; i < s.n;) {
        size_t start = i;
        unsigned value = 0;
        while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && i - start < 6)
            value = value * 10 + (unsigned)(s.p[i++] - '0');
        if (i == start || ret->n == MOST_PARTS)
            return false;
        ret->parts[ret->n++] = value;
        if (i < s.n && !is_mark(s.p[i]))
            return false;
        i += i < s.n;
    }
    return ret->n > 0;
}

/* The parts run together as one number: 4.10 is 410. */
static unsigned joined(const struct code *code)
{
    unsigned value = 0;
    for (size_t i = 0; i < code->n; i++) {
        unsigned scale = 10;
        while (scale <= code->parts[i])
            scale *= 10;
        value = value * scale + code->parts[i];
    }
    return value;
}

/* 2 = this code, 1 = this code without its points, 0 = another. */
static int fit(struct cigo_str text, const struct code *wanted, bool readable, const char *code)
{
    struct code own;
    if (!code)
        return 0;
    if (cigo_str_is(text, code))
        return 2;
    if (!readable || !read(cigo_str_of(code), &own))
        return 0;
    if (own.n == wanted->n && memcmp(own.parts, wanted->parts, own.n * sizeof *own.parts) == 0)
        return 2;
    return wanted->n == 1 && joined(&own) == wanted->parts[0] ? 1 : 0;
}

struct search {
    int best;
    size_t n;
    const struct cigo_field *field;
    const struct cigo_group *group;
};

static void offer(struct search *search, int how, const struct cigo_field *field,
                  const struct cigo_group *group)
{
    if (how == 0 || how < search->best)
        return;
    search->n = how > search->best ? 1 : search->n + 1;
    search->best = how;
    search->field = field;
    search->group = group;
}

/* Said without a point a section comes first: 11 is never 1.1. */
static bool is_section(const struct cigo_form *form, struct cigo_str text)
{
    for (size_t i = 0; i < form->n_sections; i++)
        if (form->sections[i].code && cigo_str_is(text, form->sections[i].code))
            return true;
    return false;
}

bool cigo_form_code(const struct cigo_form *form, struct cigo_str code,
                    const struct cigo_field **ret_field, const struct cigo_group **ret_group)
{
    struct code wanted;
    struct search search = {.best = 0};
    bool readable = read(code, &wanted);
    if (is_section(form, cigo_str_trim(code)))
        return false;
    for (size_t i = 0; i < form->n_fields; i++)
        offer(&search, fit(code, &wanted, readable, form->fields[i].code), &form->fields[i], NULL);
    for (size_t i = 0; i < form->n_groups; i++)
        offer(&search, fit(code, &wanted, readable, form->groups[i].code), NULL, &form->groups[i]);
    if (search.n != 1)
        return false;
    *ret_field = search.field;
    *ret_group = search.group;
    return true;
}
