/* The only ways to touch the answers. Each tells the rules what changed and keeps the list of cells that
 * carry a format alert, so that nobody ever walks 100,000 rows to find them. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "session-priv.h"

static bool has_alert(uint8_t verdict)
{
    return verdict == CIGO_BAD || verdict == CIGO_WARNING;
}

/* A cell that had no alert is not in the list: no search, so that reading 100,000 rows stays linear. */
static void note_format(struct cigo_session *session, struct cigo_place place, uint8_t before,
                        uint8_t now)
{
    if (!has_alert(before)) {
        if (has_alert(now))
            *CIGO_PUSH(session->bad, session->n_bad, session->cap_bad) =
                (struct format_cell){place.field, place.row, now};
        return;
    }
    size_t i = 0;
    while (session->bad[i].field != place.field || session->bad[i].row != place.row)
        i++;
    if (has_alert(now))
        session->bad[i].verdict = now;
    else
        session->bad[i] = session->bad[--session->n_bad];
}

void cigo_put_text(struct cigo_session *session, struct cigo_place place, struct cigo_str text)
{
    if (!cigo_answers_has(session->answers, place))
        return;
    uint8_t verdict = cigo_answers_cell(session->answers, place).verdict;
    cigo_answers_put(session->answers, place, text);
    note_format(session, place, verdict, cigo_answers_cell(session->answers, place).verdict);
    session->missing_known = false;
    if (session->loading)
        return;
    if (place.group)
        cigo_rules_cell_changed(session->rules, place.field, place.row);
    else
        cigo_rules_field_changed(session->rules, place.field);
}

void cigo_put_shape(struct cigo_session *session, struct cigo_place place, struct cigo_str text,
                    enum cigo_verdict verdict)
{
    uint8_t before = cigo_answers_cell(session->answers, place).verdict;
    cigo_answers_put_shape(session->answers, place, text, verdict);
    note_format(session, place, before, (uint8_t)verdict);
    session->missing_known = false;
}

void cigo_put_row(struct cigo_session *session, const struct cigo_group *group, size_t position, int64_t *id)
{
    *id = cigo_answers_row_add(session->answers, group, position, *id);
    session->missing_known = false;
    if (!session->loading)
        cigo_rules_row_added(session->rules, group, *id);
}

static void note_row(struct cigo_session *session, const struct cigo_group *group, const struct cigo_row *row)
{
    for (size_t i = 0; i < group->n_fields && cigo_row_alert(row); i++) {
        struct cigo_place place = {&group->fields[i], group, row->id};
        note_format(session, place, CIGO_EMPTY, cigo_row_cell(row, i).verdict);
    }
}

void cigo_put_full_row(struct cigo_session *session, const struct cigo_group *group, int64_t id,
                       const struct cigo_str *texts)
{
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    cigo_put_row(session, group, rows->n, &id);
    cigo_answers_row_fill(session->answers, group, rows->n - 1, texts);
    note_row(session, group, &rows->items[rows->n - 1]);
}

/* A few rows are told one by one; many, as the group. `position` is where the first stands, or stood. */
static void tell_rows(struct cigo_session *session, const struct cigo_group *group, const struct cigo_row *items,
                      size_t n, size_t position, bool added)
{
    bool many = n > session->answers->groups[group->index].n / 4;
    session->missing_known = false;
    if (many && !session->loading)
        cigo_rules_group_changed(session->rules, group);
    for (size_t i = 0; i < n && !many && !session->loading; i++) {
        if (added)
            cigo_rules_row_added(session->rules, group, items[i].id);
        else
            cigo_rules_row_removed(session->rules, group, items[i].id, position);
    }
}

void cigo_append_rows(struct cigo_session *session, const struct cigo_group *group,
                      const struct cigo_str *texts, size_t n)
{
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    size_t before = rows->n;
    cigo_answers_rows_append(session->answers, group, texts, n);
    for (size_t i = before; i < rows->n; i++)
        note_row(session, group, &rows->items[i]);
    tell_rows(session, group, rows->items + before, n, before, true);
}

static int by_id(const void *a, const void *b)
{
    const struct cigo_row *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* The format alerts of rows that go. `sorted` is by id. */
static void forget_rows(struct cigo_session *session, const struct cigo_group *group,
                        const struct cigo_row *sorted, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < session->n_bad; i++) {
        struct cigo_row key = {.id = session->bad[i].row};
        bool gone = session->bad[i].field->group == group && bsearch(&key, sorted, n, sizeof key, by_id);
        if (!gone)
            session->bad[kept++] = session->bad[i];
    }
    session->n_bad = kept;
}

static void take_rows(struct cigo_session *session, const struct cigo_group *group, struct moved_rows *moved)
{
    moved->kept = cigo_answers_rows_take(session->answers, group, moved->position, moved->n);
    struct cigo_row *sorted = cigo_alloc_array(moved->n + 1, sizeof *sorted);
    if (session->n_bad && moved->n) {
        memcpy(sorted, moved->kept, moved->n * sizeof *sorted);
        qsort(sorted, moved->n, sizeof *sorted, by_id);
        forget_rows(session, group, sorted, moved->n);
    }
    free(sorted);
    tell_rows(session, group, moved->kept, moved->n, moved->position, false);
}

void cigo_move_rows(struct cigo_session *session, const struct cigo_group *group, struct moved_rows *moved)
{
    if (!moved->kept) {
        take_rows(session, group, moved);
        return;
    }
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    cigo_answers_rows_put(session->answers, group, moved->kept, moved->n);
    free(moved->kept);
    moved->kept = NULL;
    for (size_t i = moved->position; i < rows->n; i++)
        note_row(session, group, &rows->items[i]);
    tell_rows(session, group, rows->items + moved->position, moved->n, moved->position, true);
}

void cigo_drop_row(struct cigo_session *session, const struct cigo_group *group, int64_t row)
{
    for (size_t i = 0; i < session->n_bad;) {
        if (session->bad[i].row == row && session->bad[i].field->group == group)
            session->bad[i] = session->bad[--session->n_bad];
        else
            i++;
    }
    size_t position = cigo_rows_find(&session->answers->groups[group->index], row);
    cigo_answers_row_remove(session->answers, group, row);
    session->missing_known = false;
    if (!session->loading)
        cigo_rules_row_removed(session->rules, group, row, position);
}
