/* A place as people name it: "4.7", "causale", "5.8", "5.8/3", "lavoratori/3/cognome". Rows are counted from 1. */

#include <cigo/base/utf8.h>
#include <strings.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>

enum { MOST_ROWS = 100000000 }; /* more than there can be */

static struct cigo_str part_of(struct cigo_str *rest)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] != '/')
        n++;
    struct cigo_str part = cigo_str_trim((struct cigo_str){rest->p, n});
    size_t skip = n < rest->n ? n + 1 : n;
    *rest = (struct cigo_str){rest->p + skip, rest->n - skip};
    return part;
}

/* Digits only; a number too long for a row stays too large for one. */
static bool read_number(struct cigo_str text, size_t *ret_number)
{
    size_t number = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
        if (number < MOST_ROWS)
            number = number * 10 + (size_t)(text.p[i] - '0');
    }
    *ret_number = number;
    return text.n > 0;
}

static bool row_of(const struct cigo_session *session, struct cigo_str text, struct cigo_place *place)
{
    const struct cigo_rows *rows = &cigo_session_answers(session)->groups[place->group->index];
    size_t number;
    if (!read_number(text, &number) || number < 1 || number > rows->n)
        return false;
    place->row = rows->items[number - 1].id;
    return true;
}

/* By id, or by the beginning of its label. */
static const struct cigo_field *column_of(const struct cigo_group *group, struct cigo_str name)
{
    const struct cigo_field *field = cigo_group_field(group, name);
    struct cigo_buf folded, label;
    cigo_buf_init(&folded, 65536);
    cigo_buf_init(&label, 65536);
    cigo_utf8_fold(name, &folded);
    for (size_t i = 0; !field && folded.n && i < group->n_fields; i++) {
        cigo_buf_clear(&label);
        cigo_utf8_fold(cigo_str_of(group->fields[i].label), &label);
        if (strncmp(label.p, folded.p, folded.n) == 0)
            field = &group->fields[i];
    }
    cigo_buf_finish(&folded);
    cigo_buf_finish(&label);
    return field;
}

bool cigo_row_named(struct cigo_str word, size_t *ret_number)
{
    const char *name = _("riga");
    struct cigo_str rest = cigo_str_trim(word);
    size_t n = strlen(name);
    n = cigo_str_starts(rest, CIGO_STR("#")) ? 1 : rest.n > n && strncasecmp(rest.p, name, n) == 0 ? n : 0;
    rest = cigo_str_trim((struct cigo_str){rest.p + n, rest.n - n});
    return n && read_number(rest, ret_number);
}

/* A single field or a group, by code or by id. */
static bool whole_named(const struct cigo_form *form, struct cigo_str name, struct cigo_place *ret_place)
{
    *ret_place = (struct cigo_place){0};
    if (cigo_form_code(form, name, &ret_place->field, &ret_place->group))
        return true;
    ret_place->field = cigo_form_field(form, name);
    ret_place->group = ret_place->field ? NULL : cigo_form_group(form, name);
    return ret_place->field || ret_place->group;
}

bool cigo_place_named(const struct cigo_session *session, struct cigo_str word, struct cigo_place *ret_place)
{
    struct cigo_str rest = cigo_str_trim(word), head = part_of(&rest);
    struct cigo_place place;
    if (!whole_named(cigo_session_form(session), head, &place))
        return false;
    if (rest.n && (!place.group || !row_of(session, part_of(&rest), &place)))
        return false;
    if (rest.n && !(place.field = column_of(place.group, cigo_str_trim(rest))))
        return false;
    *ret_place = place;
    return true;
}

bool cigo_row_missing(const struct cigo_session *session, struct cigo_str word, const struct cigo_group **ret_group,
                      size_t *ret_number)
{
    struct cigo_str rest = cigo_str_trim(word), head = part_of(&rest);
    struct cigo_place place;
    size_t number;
    if (!whole_named(cigo_session_form(session), head, &place) || !place.group || !read_number(part_of(&rest), &number) ||
        (number >= 1 && number <= cigo_session_answers(session)->groups[place.group->index].n))
        return false;
    *ret_group = place.group;
    *ret_number = number;
    return true;
}
