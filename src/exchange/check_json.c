/* `cigo check --json`: the contract of the data model, key by key. */

#include <cigo/base/date.h>
#include <cigo/base/decimal.h>
#include <cigo/base/utf8.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/json.h>
#include <cigo/exchange/picture.h>

static json_t *text(const char *s)
{
    return cigo_json_text(s ? s : "");
}

static json_t *place_json(const struct cigo_session *session, struct cigo_place place)
{
    json_t *object = json_object();
    if (place.group)
        json_object_set_new(object, "group", text(place.group->id));
    if (place.group && place.row) {
        const struct cigo_rows *rows = &cigo_session_answers(session)->groups[place.group->index];
        json_object_set_new(object, "row",
                            json_integer((json_int_t)cigo_rows_find(rows, place.row) + 1));
    }
    if (place.field)
        json_object_set_new(object, "field", text(place.field->id));
    return object;
}

static json_t *alert_json(const struct cigo_session *session, const struct cigo_alert *alert)
{
    json_t *object = json_object(), *at = json_array();
    json_object_set_new(object, "id", text(alert->id));
    json_object_set_new(object, "severity", text(cigo_severity_word(alert->severity)));
    json_object_set_new(object, "state", text(cigo_alert_state_word(alert->state)));
    for (size_t i = 0; i < alert->n_at; i++)
        json_array_append_new(at, place_json(session, alert->at[i]));
    json_object_set_new(object, "at", at);
    if (alert->position)
        json_object_set_new(object, "row", json_integer((json_int_t)alert->position));
    json_object_set_new(object, "title", text(alert->title));
    json_object_set_new(object, "why", text(alert->why));
    json_object_set_new(object, "fix", text(alert->fix));
    json_object_set_new(object, "source", text(alert->source));
    if (alert->reason && *alert->reason)
        json_object_set_new(object, "reason", text(alert->reason));
    return object;
}

static json_t *multi_json(const struct cigo_computed *computed, struct cigo_str ids)
{
    json_t *array = json_array();
    const struct cigo_choices *list = computed->choices;
    for (size_t i = 0; list && i < list->n; i++)
        if (cigo_multi_has(ids, cigo_str_of(list->items[i].id)))
            json_array_append_new(array, text(list->items[i].id));
    return array;
}

static json_t *decimal(int64_t value, int places)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 64);
    cigo_decimal_plain(value, places, &buf);
    json_t *result = text(buf.p);
    cigo_buf_finish(&buf);
    return result;
}

static json_t *integer_json(const struct cigo_computed *computed, int64_t value)
{
    char date[CIGO_DATE_SIZE];
    struct cigo_buf buf;
    cigo_buf_init(&buf, 64);
    json_t *result;
    switch (computed->type) {
    case CIGO_TYPE_BOOLEAN:
        result = json_boolean(value);
        break;
    case CIGO_TYPE_DATE:
        result = text(cigo_date_iso((int32_t)value, date));
        break;
    case CIGO_TYPE_TIME:
        cigo_buf_printf(&buf, "%02d:%02d", (int)(value / 60), (int)(value % 60));
        result = text(buf.p);
        break;
    case CIGO_TYPE_DECIMAL:
        result = decimal(value, computed->places);
        break;
    default:
        result = json_integer(value);
        break;
    }
    cigo_buf_finish(&buf);
    return result;
}

static json_t *computed_json(const struct cigo_computed *computed, const struct cigo_value *value)
{
    if (value->storage == CIGO_NULL)
        return json_null();
    if (computed->type == CIGO_TYPE_MULTI)
        return multi_json(computed, value->s);
    if (value->storage == CIGO_TEXT)
        return cigo_json_str(value->s);
    return integer_json(computed, value->i);
}

static json_t *all_computed(struct cigo_session *session)
{
    json_t *object = json_object();
    const struct cigo_form *form = cigo_session_form(session);
    for (size_t i = 0; i < form->n_computed; i++) {
        if (form->computed[i].internal)
            continue;
        struct cigo_value value =
            cigo_rules_computed(cigo_session_rules(session), &form->computed[i], 0);
        json_object_set_new(object, form->computed[i].id, computed_json(&form->computed[i], &value));
    }
    return object;
}

static json_t *counts_json(const struct cigo_counts *counts)
{
    return json_pack("{s:I, s:I, s:I, s:I}", "error", (json_int_t)counts->error, "warning",
                     (json_int_t)counts->warning, "info", (json_int_t)counts->info, "missing",
                     (json_int_t)counts->missing);
}

static json_t *missing_json(struct cigo_session *session, struct cigo_arena *arena)
{
    json_t *array = json_array();
    struct cigo_missing missing = cigo_session_missing(session, arena);
    for (size_t i = 0; i < missing.n; i++)
        json_array_append_new(array, place_json(session, missing.items[i]));
    return array;
}

/* The picture of the limits: runs of weeks in one state, and bars. null when there is none yet. */
static json_t *picture_json(const struct cigo_session *session, struct cigo_arena *arena)
{
    struct cigo_picture picture;
    char date[CIGO_DATE_SIZE];
    if (!cigo_picture_of(session, arena, &picture))
        return json_null();
    json_t *weeks = json_array(), *bars = json_array();
    for (size_t i = 0, n; i < picture.n_weeks; i += n) {
        n = cigo_picture_run(&picture, i);
        json_array_append_new(weeks, json_pack("{s:s, s:I, s:s}", "from",
                                               cigo_date_iso(picture.weeks[i].monday, date), "weeks",
                                               (json_int_t)n, "state", picture.weeks[i].state->id));
    }
    for (size_t i = 0; i < picture.n_bars; i++) {
        const struct cigo_picture_bar *bar = &picture.bars[i];
        json_array_append_new(bars, json_pack("{s:s, s:o, s:o, s:o, s:b}", "id", bar->what->id, "used",
                                              decimal(bar->used, 2), "requested",
                                              decimal(bar->requested, 2), "limit",
                                              decimal(bar->limit, 2), "at_least", bar->at_least));
    }
    return json_pack("{s:o, s:o}", "weeks", weeks, "bars", bars);
}

void cigo_check_json(struct cigo_session *session, const char *name, struct cigo_buf *out)
{
    struct cigo_arena *arena = cigo_arena_new();
    const struct cigo_form *form = cigo_session_form(session);
    struct cigo_counts counts = cigo_session_counts(session, CIGO_SCOPE_ALL);
    char today[CIGO_DATE_SIZE], checked[CIGO_DATE_SIZE];
    json_t *root = json_object(), *alerts = json_array();
    if (name)
        json_object_set_new(root, "case", text(name));
    json_object_set_new(root, "form", text(form->id));
    json_object_set_new(root, "form_version", text(form->version));
    json_object_set_new(root, "rules_checked",
                        form->checked_oldest ? text(cigo_date_iso(form->checked_oldest, checked))
                                             : json_null());
    json_object_set_new(root, "today", text(cigo_date_iso(cigo_session_today(session), today)));
    json_object_set_new(root, "complete", json_boolean(counts.missing == 0 && counts.error == 0));
    json_object_set_new(root, "counts", counts_json(&counts));
    json_object_set_new(root, "missing", missing_json(session, arena));
    struct cigo_alerts list = cigo_session_alerts(session, CIGO_SCOPE_ALL, arena);
    for (size_t i = 0; i < list.n; i++)
        json_array_append_new(alerts, alert_json(session, &list.items[i]));
    json_object_set_new(root, "alerts", alerts);
    json_object_set_new(root, "computed", all_computed(session));
    json_object_set_new(root, "limits", picture_json(session, arena));
    cigo_json_put(root, JSON_INDENT(1), out);
    cigo_buf_putc(out, '\n');
    cigo_arena_free(arena);
}

void cigo_computed_json(struct cigo_session *session, const struct cigo_computed *computed,
                        struct cigo_buf *out)
{
    struct cigo_value value = cigo_rules_computed(cigo_session_rules(session), computed, 0);
    cigo_json_put(computed_json(computed, &value), JSON_ENCODE_ANY, out);
}

enum cigo_exit cigo_check_status(struct cigo_session *session)
{
    struct cigo_counts counts = cigo_session_counts(session, CIGO_SCOPE_ALL);
    if (counts.error)
        return CIGO_EXIT_ALERTS;
    return counts.missing ? CIGO_EXIT_MISSING : CIGO_EXIT_OK;
}
