/* A total divided among weeks: how the rows stand, and the shares as rows. The shares are made in
 * spread_plan.c. */

#include <cigo/base/calendar.h>
#include <cigo/base/date.h>
#include <cigo/base/decimal.h>
#include <cigo/session/spread.h>
#include "inputs-priv.h"

enum { MAX_WEEKS = 520 };
#define MAX_TOTAL INT64_C(1000000000000000) /* so that shares times days never overflow */

const struct cigo_group *cigo_spread_group(const struct cigo_form *form, const char *id)
{
    for (size_t i = 0; i < form->n_groups; i++)
        if (form->groups[i].spread && (!id || strcmp(form->groups[i].id, id) == 0))
            return &form->groups[i];
    return NULL;
}

static struct cigo_value value_of(const struct cigo_session *session, struct cigo_single single)
{
    struct cigo_place place = {.field = single.field};
    if (single.computed)
        return cigo_rules_computed(session->rules, single.computed, 0);
    if (!single.field || !cigo_session_visible(session, place))
        return (struct cigo_value){0};
    return cigo_cell_value(cigo_answers_cell(session->answers, place));
}

static const char *lacks(const struct cigo_session *session, struct cigo_single single, struct cigo_arena *arena)
{
    return single.computed ? cigo_computed_lacks(session, single.computed, arena) : "";
}

static bool need(const struct cigo_session *session, struct cigo_single single, struct cigo_arena *arena,
                 int64_t *ret_value, struct cigo_error *err)
{
    struct cigo_value value = value_of(session, single);
    *ret_value = value.i;
    if (value.storage == CIGO_INT)
        return true;
    if (single.field)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Per ripartire serve la risposta %s, «%s»."), single.field->code,
                         single.field->label);
    const char *why = lacks(session, single, arena);
    return cigo_fail(err, CIGO_EXIT_USAGE, _("Per ripartire serve «%s», che ancora non si conosce.%s%s"),
                     single.computed->label, *why ? " " : "", why);
}

static void fill_week(struct cigo_spread *spread, struct cigo_spread_week *week, const struct cigo_calendar *calendar,
                      int32_t from, int32_t to, int days)
{
    for (int32_t day = week->monday; day < week->monday + days; day++) {
        if (day < from || day > to)
            continue;
        week->days++;
        week->holidays += cigo_is_holiday(calendar, day);
    }
    week->capacity = spread->capacity * week->days / days;
}

static struct cigo_spread_week *week_of(const struct cigo_spread *spread, int64_t monday)
{
    int64_t days = spread->n ? monday - spread->weeks[0].monday : -1;
    bool there = days >= 0 && days % 7 == 0 && (size_t)(days / 7) < spread->n;
    return there ? &spread->weeks[days / 7] : NULL;
}

/* What the rows hold, each put to its week. */
static void read_rows(const struct cigo_session *session, struct cigo_spread *spread)
{
    const struct cigo_group *group = spread->group;
    const struct cigo_rows *rows = &session->answers->groups[group->index];
    spread->rows = rows->n;
    for (size_t i = 0; i < rows->n; i++) {
        struct cigo_value monday = cigo_cell_value(cigo_row_cell(&rows->items[i], group->spread->week->index));
        struct cigo_value hours = cigo_cell_value(cigo_row_cell(&rows->items[i], group->spread->hours->index));
        struct cigo_spread_week *week = monday.storage == CIGO_INT ? week_of(spread, monday.i) : NULL;
        int64_t share = hours.storage == CIGO_INT ? hours.i : 0;
        spread->unread += monday.storage != CIGO_INT || hours.storage != CIGO_INT;
        spread->outside += monday.storage == CIGO_INT && !week;
        spread->present += share;
        if (week) {
            week->rows++;
            week->present += share;
        }
    }
}

static bool period(const struct cigo_session *session, const struct cigo_spread_def *def, struct cigo_arena *arena,
                   int64_t *ret_from, int64_t *ret_to, int64_t *ret_days, struct cigo_error *err)
{
    if (!need(session, def->from, arena, ret_from, err) || !need(session, def->to, arena, ret_to, err) ||
        !need(session, def->days, arena, ret_days, err))
        return false;
    if (*ret_to < *ret_from)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Il periodo finisce prima di cominciare: corregga le date."));
    if (*ret_days < 1 || *ret_days > 7)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("I giorni di lavoro di una settimana vanno da 1 a 7."));
    if (cigo_weeks_touched((int32_t)*ret_from, (int32_t)*ret_to) > MAX_WEEKS)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("Il periodo ha più di %d settimane: corregga le date."), MAX_WEEKS);
    return true;
}

static bool within(int64_t value)
{
    return value >= -MAX_TOTAL && value <= MAX_TOTAL;
}

bool cigo_spread_look(const struct cigo_session *session, const struct cigo_group *group,
                      struct cigo_arena *arena, struct cigo_spread *ret_spread, struct cigo_error *err)
{
    const struct cigo_spread_def *def = group->spread;
    int64_t from, to, days;
    if (!cigo_session_visible(session, (struct cigo_place){.group = group}))
        return cigo_fail(err, CIGO_EXIT_USAGE, _("%s, «%s»: ora non serve."), group->code, group->label);
    if (!period(session, def, arena, &from, &to, &days, err))
        return false;
    struct cigo_value total = value_of(session, def->total), capacity = value_of(session, def->capacity);
    struct cigo_spread spread = {
        .group = group,
        .n = (size_t)cigo_weeks_touched((int32_t)from, (int32_t)to),
        .total_known = total.storage == CIGO_INT && within(total.i),
        .capacity_known = capacity.storage == CIGO_INT && capacity.i >= 0 && within(capacity.i),
    };
    spread.total_lacks = spread.total_known ? "" : lacks(session, def->total, arena);
    spread.capacity_lacks = spread.capacity_known ? "" : lacks(session, def->capacity, arena);
    spread.total = spread.total_known ? total.i : 0;
    spread.capacity = spread.capacity_known ? capacity.i : 0;
    spread.weeks = cigo_arena_alloc(arena, spread.n * sizeof *spread.weeks);
    for (size_t i = 0; i < spread.n; i++) {
        spread.weeks[i].monday = cigo_date_monday((int32_t)from) + 7 * (int32_t)i;
        fill_week(&spread, &spread.weeks[i], &session->form->calendar, (int32_t)from, (int32_t)to, (int)days);
    }
    read_rows(session, &spread);
    *ret_spread = spread;
    return true;
}

/* ---- the shares as rows ---- */

static void put_texts(const struct cigo_spread *spread, struct cigo_arena *arena, struct cigo_str *texts)
{
    const struct cigo_spread_def *def = spread->group->spread;
    struct cigo_buf buf;
    char date[CIGO_DATE_SIZE];
    cigo_buf_init(&buf, 64);
    for (size_t i = 0; i < spread->n; i++) {
        struct cigo_str *row = texts + i * spread->group->n_fields;
        cigo_buf_clear(&buf);
        cigo_decimal_it(spread->weeks[i].share, 2, false, &buf);
        row[def->week->index] = cigo_str_of(cigo_arena_dup(arena, cigo_date_it(spread->weeks[i].monday, date)));
        row[def->hours->index] = cigo_str_of(cigo_arena_str(arena, cigo_buf_str(&buf)));
    }
    cigo_buf_finish(&buf);
}

bool cigo_spread_apply(struct cigo_session *session, const struct cigo_spread *spread, bool replace,
                       struct cigo_effects *ret_effects, struct cigo_error *err)
{
    const struct cigo_group *group = spread->group;
    size_t n = session->answers->groups[group->index].n;
    if (n && !replace)
        return cigo_fail(err, CIGO_EXIT_USAGE, n == 1 ? _("C'è già %zu riga: si sostituisce solo se lo chiede.")
                                                      : _("Ci sono già %zu righe: si sostituiscono solo se lo chiede."),
                         n);
    if (group->max_rows && spread->n > group->max_rows)
        return cigo_fail(err, CIGO_EXIT_USAGE, _("«%s» può avere al massimo %zu righe; le settimane sono %zu."),
                         group->label, group->max_rows, spread->n);
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_str *texts = cigo_arena_alloc(arena, spread->n * group->n_fields * sizeof *texts);
    for (size_t i = 0; i < spread->n * group->n_fields; i++)
        texts[i] = CIGO_STR("");
    put_texts(spread, arena, texts);
    cigo_session_begin(session, N_("ripartizione per settimana"));
    bool ok = cigo_session_rows_clear(session, group, NULL, err) &&
              cigo_session_rows_append(session, group, texts, spread->n, NULL, NULL, err);
    ok &= cigo_session_end(session, ret_effects, err);
    cigo_arena_free(arena);
    return ok;
}
