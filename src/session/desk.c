/* A position as text: "causale", "lavoratori", "lavoratori/37/ore_richieste". */

#include <cigo/session/desk.h>

void cigo_position_format(struct cigo_place place, struct cigo_buf *out)
{
    if (place.group)
        cigo_buf_puts(out, place.group->id);
    if (place.group && place.row)
        cigo_buf_printf(out, "/%lld", (long long)place.row);
    if (place.field)
        cigo_buf_printf(out, "%s%s", place.group ? "/" : "", place.field->id);
}

static bool read_row(struct cigo_str text, int64_t *ret_row)
{
    int64_t row = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || row > INT64_MAX / 10 - 10)
            return false;
        row = row * 10 + (text.p[i] - '0');
    }
    *ret_row = row;
    return text.n > 0;
}

/* Cut off what stands before the next slash. */
static struct cigo_str next_part(struct cigo_str *rest)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] != '/')
        n++;
    struct cigo_str part = {rest->p, n};
    size_t skip = n < rest->n ? n + 1 : n;
    *rest = (struct cigo_str){rest->p + skip, rest->n - skip};
    return part;
}

bool cigo_position_parse(const struct cigo_form *form, const char *text, struct cigo_place *ret_place)
{
    struct cigo_str rest = cigo_str_of(text);
    struct cigo_str part = next_part(&rest);
    struct cigo_place place = {.field = cigo_form_field(form, part)};
    if (place.field) {
        *ret_place = place;
        return true;
    }
    place.group = cigo_form_group(form, part);
    if (!place.group)
        return false;
    if (rest.n && !read_row(next_part(&rest), &place.row))
        return false;
    if (rest.n && !(place.field = cigo_group_field(place.group, rest)))
        return false;
    *ret_place = place;
    return true;
}
