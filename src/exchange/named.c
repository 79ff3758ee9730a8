/* A place as people name it: "4.7", "causale", "5.8", "5.8/3", "lavoratori/3/cognome". Rows are counted from 1. */

#include <cigo/base/utf8.h>
#include <strings.h>
#include <cigo/exchange/exchange.h>
#include <cigo/i18n/i18n.h>

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

static bool row_of(const struct cigo_session *session, struct cigo_str text, struct cigo_place *place)
{
    const struct cigo_rows *rows = &cigo_session_answers(session)->groups[place->group->index];
    size_t number = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || number > rows->n)
            return false;
        number = number * 10 + (size_t)(text.p[i] - '0');
    }
    if (number < 1 || number > rows->n)
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
    size_t n = strlen(name), number = 0;
    n = cigo_str_starts(rest, CIGO_STR("#")) ? 1 : rest.n > n && strncasecmp(rest.p, name, n) == 0 ? n : 0;
    rest = cigo_str_trim((struct cigo_str){rest.p + n, rest.n - n});
    if (!n || !rest.n || rest.n > 9)
        return false;
    for (size_t i = 0; i < rest.n; i++) {
        if (rest.p[i] < '0' || rest.p[i] > '9')
            return false;
        number = number * 10 + (size_t)(rest.p[i] - '0');
    }
    *ret_number = number;
    return true;
}

bool cigo_place_named(const struct cigo_session *session, struct cigo_str word, struct cigo_place *ret_place)
{
    const struct cigo_form *form = cigo_session_form(session);
    struct cigo_str rest = cigo_str_trim(word), head = part_of(&rest);
    struct cigo_place place = {0};
    bool found = cigo_form_code(form, head, &place.field, &place.group);
    if (!found)
        place.field = cigo_form_field(form, head);
    if (!found && !place.field)
        place.group = cigo_form_group(form, head);
    if (!place.field && !place.group)
        return false;
    if (rest.n && (!place.group || !row_of(session, part_of(&rest), &place)))
        return false;
    if (rest.n && !(place.field = column_of(place.group, cigo_str_trim(rest))))
        return false;
    *ret_place = place;
    return true;
}
