/* One place after the other, as one asks for them on the telephone. */

#include <cigo/exchange/call.h>

static bool is_asked(const struct cigo_session *session, struct cigo_place place)
{
    return (place.field || place.group) && cigo_session_visible(session, place);
}

/* Among fields and whole groups. */
static struct cigo_place neighbour(const struct cigo_session *session, struct cigo_place from, int direction)
{
    const struct cigo_form *form = cigo_session_form(session);
    struct cigo_place last = {0};
    bool passed = !from.field && !from.group;
    for (size_t s = 0; s < form->n_sections; s++) {
        for (size_t i = 0; i < form->sections[s].n_items; i++) {
            struct cigo_place place = cigo_item_place(form, &form->sections[s].items[i]);
            bool here = (place.field || place.group) && place.field == from.field && place.group == from.group;
            if (here && direction < 0)
                return last;
            bool asked = is_asked(session, place);
            if (passed && asked && direction > 0)
                return place;
            passed |= here;
            last = asked ? place : last;
        }
    }
    return direction < 0 ? last : (struct cigo_place){0};
}

/* The first column that is asked from the `at`th on, forwards or backwards. */
static bool column(const struct cigo_session *session, const struct cigo_group *group, int64_t row, size_t at,
                   int direction, struct cigo_place *ret_place)
{
    for (; at < group->n_fields; at += direction > 0 ? 1 : (size_t)-1) {
        struct cigo_place place = {&group->fields[at], group, row};
        if (!cigo_session_visible(session, place))
            continue;
        *ret_place = place;
        return true;
    }
    return false;
}

static bool row_from(const struct cigo_session *session, const struct cigo_group *group, size_t row, int direction,
                     struct cigo_place *ret_place)
{
    const struct cigo_rows *rows = &cigo_session_answers(session)->groups[group->index];
    for (; row < rows->n; row += direction > 0 ? 1 : (size_t)-1)
        if (column(session, group, rows->items[row].id, direction > 0 ? 0 : group->n_fields - 1, direction, ret_place))
            return true;
    return false;
}

bool cigo_call_enter(const struct cigo_session *session, const struct cigo_group *group, struct cigo_place *ret_place)
{
    return row_from(session, group, 0, 1, ret_place);
}

/* Inside a row, and on to the next. False: there is nothing more in the group. */
static bool step_in_row(const struct cigo_session *session, struct cigo_place from, int direction,
                        struct cigo_place *ret_place)
{
    const struct cigo_rows *rows = &cigo_session_answers(session)->groups[from.group->index];
    size_t row = cigo_rows_find(rows, from.row), next = direction > 0 ? 1 : (size_t)-1;
    return column(session, from.group, from.row, from.field->index + next, direction, ret_place) ||
           row_from(session, from.group, row + next, direction, ret_place);
}

bool cigo_call_step(const struct cigo_session *session, struct cigo_place from, int direction,
                    struct cigo_place *ret_place)
{
    if (from.group && from.field && from.row) {
        if (step_in_row(session, from, direction, ret_place))
            return true;
        from = (struct cigo_place){.group = from.group};
        if (direction < 0) {
            *ret_place = from;
            return true;
        }
    }
    *ret_place = neighbour(session, (struct cigo_place){from.group ? NULL : from.field, from.group, 0}, direction);
    return ret_place->field || ret_place->group;
}
