/* A snapshot is read. It may have been made by anybody: each id is looked up in the form, each code is one of the few that
 * there are, numbers have limits, and no text of the file itself is ever shown but facts of plain characters. */

#include <stdlib.h>
#include <string.h>
#include <jansson.h>
#include <cigo/base/alloc.h>
#include <cigo/base/date.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/desk.h>
#include "snapshot-priv.h"

enum { MOST_ALERTS = 2000000, MOST_WAIVERS = 10000 };
/* One object for each part and group, one list for each row and alert, each of some bytes. */
enum { MOST_OBJECTS = 1000, MOST_LISTS = CIGO_SNAPSHOT_BYTES / 10 };

struct cigo_snapshot {
    json_t *root;
};

struct reader {
    const struct cigo_snapshot *snapshot;
    const struct cigo_form *form;
    struct cigo_session *session;
    struct cigo_buf text;
    size_t unknown; /* ids that this form does not have */
    size_t n_rows, n_alerts;
};

static bool bad(struct cigo_error *err, const char *what)
{
    return cigo_fail(err, CIGO_EXIT_USAGE, _("Il file non è un'istantanea che si possa aprire: %s. Se la faccia mandare di nuovo."),
                     what);
}

static const char *text_of(const struct cigo_snapshot *snapshot, const char *name)
{
    const char *text = json_string_value(json_object_get(snapshot->root, name));
    return text && cigo_fact_is_plain(text) ? text : "";
}

/* Empty objects and lists by the million fit in the bytes that are allowed, and cost a hundred times as many. */
static bool is_crowded(struct cigo_str text)
{
    size_t objects = 0, lists = 0;
    for (size_t i = 0; i < text.n; i++) {
        objects += text.p[i] == '{';
        lists += text.p[i] == '[';
    }
    return objects > MOST_OBJECTS || lists > MOST_LISTS;
}

struct cigo_snapshot *cigo_snapshot_read(struct cigo_str text, struct cigo_error *err)
{
    json_error_t why;
    if (text.n > CIGO_SNAPSHOT_BYTES || is_crowded(text)) {
        bad(err, _("è troppo grande"));
        return NULL;
    }
    json_t *root = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &why);
    json_t *version = json_object_get(root, "cigo_snapshot");
    if (!root || !json_is_integer(version) || json_integer_value(version) < 1)
        bad(err, _("non ne ha la forma"));
    else if (json_integer_value(version) > 1)
        bad(err, _("l'ha fatta un cigo più recente"));
    else {
        struct cigo_snapshot *snapshot = cigo_alloc(sizeof *snapshot);
        snapshot->root = root;
        return snapshot;
    }
    json_decref(root);
    return NULL;
}

void cigo_snapshot_free(struct cigo_snapshot *snapshot)
{
    if (snapshot)
        json_decref(snapshot->root);
    free(snapshot);
}

const char *cigo_snapshot_form(const struct cigo_snapshot *snapshot)
{
    const char *id = text_of(snapshot, "form");
    return strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(id) ? id : "";
}

const char *cigo_snapshot_position(const struct cigo_snapshot *snapshot)
{
    return text_of(snapshot, "at");
}

void cigo_snapshot_facts_text(const struct cigo_snapshot *snapshot, struct cigo_buf *out)
{
    const char *name;
    json_t *value;
    json_object_foreach(json_object_get(snapshot->root, "facts"), name, value) {
        const char *text = json_string_value(value);
        if (text && cigo_fact_is_plain(name) && cigo_fact_is_plain(text))
            cigo_buf_printf(out, "%s%s: %s", out->n ? "\n" : "", name, text);
    }
}

/* ---- what is asked, what stands there ---- */

static bool read_sections(struct reader *r, struct cigo_error *err)
{
    const char *id;
    json_t *asked;
    json_object_foreach(json_object_get(r->snapshot->root, "sections"), id, asked) {
        size_t i = 0;
        while (i < r->form->n_sections && strcmp(r->form->sections[i].id, id) != 0)
            i++;
        if (!json_is_boolean(asked))
            return bad(err, _("una sezione non si legge"));
        if (i < r->form->n_sections)
            cigo_rules_tell_section(cigo_session_rules(r->session), &r->form->sections[i], json_is_true(asked));
        r->unknown += i == r->form->n_sections;
    }
    return true;
}

static bool tell(struct reader *r, struct cigo_place place, const json_t *code, struct cigo_error *err)
{
    struct cigo_told told;
    const char *text = json_string_value(code);
    if (!text || !cigo_shape_read(place.field, text, &r->text, &told))
        return bad(err, _("una risposta non ha la forma che deve avere"));
    cigo_session_tell(r->session, place, &told);
    return true;
}

static bool read_fields(struct reader *r, struct cigo_error *err)
{
    const char *id;
    json_t *code;
    json_object_foreach(json_object_get(r->snapshot->root, "fields"), id, code) {
        const struct cigo_field *field = cigo_form_field(r->form, cigo_str_of(id));
        r->unknown += !field;
        if (field && !tell(r, (struct cigo_place){.field = field}, code, err))
            return false;
    }
    return true;
}

static bool tell_computed(struct reader *r, const struct cigo_computed *computed, int64_t row, const json_t *code,
                          struct cigo_error *err)
{
    const char *text = json_string_value(code);
    if (!text || (*text && !cigo_shape_say(computed->kind, text, &r->text)))
        return bad(err, _("un valore calcolato non ha la forma che deve avere"));
    if (*text)
        cigo_session_tell_computed(r->session, computed, row, cigo_buf_str(&r->text));
    return true;
}

static bool read_computed(struct reader *r, struct cigo_error *err)
{
    const char *id;
    json_t *code;
    json_object_foreach(json_object_get(r->snapshot->root, "computed"), id, code) {
        const struct cigo_computed *computed = cigo_form_computed(r->form, cigo_str_of(id));
        r->unknown += !computed;
        if (computed && !computed->group && !tell_computed(r, computed, 0, code, err))
            return false;
    }
    return true;
}

/* ---- tables ---- */

/* A column of the file: one of ours, or neither. */
struct column {
    const struct cigo_field *field;
    const struct cigo_computed *computed;
};

/* Each of its rows would be told so often. */
static bool is_twice(const struct column *columns, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if ((columns[at].field && columns[i].field == columns[at].field) ||
            (columns[at].computed && columns[i].computed == columns[at].computed))
            return true;
    return false;
}

static bool read_row(struct reader *r, const struct cigo_group *group, const struct column *columns, size_t n,
                     const json_t *run, struct cigo_error *err)
{
    int64_t row = cigo_session_load_row(r->session, group, 0);
    for (size_t i = 0; i < n; i++) {
        const json_t *code = json_array_get(run, i + 1);
        if (columns[i].field && !tell(r, (struct cigo_place){columns[i].field, group, row}, code, err))
            return false;
        if (columns[i].computed && !tell_computed(r, columns[i].computed, row, code, err))
            return false;
    }
    return true;
}

static bool read_runs(struct reader *r, const struct cigo_group *group, const struct column *columns, size_t n,
                      const json_t *runs, struct cigo_error *err)
{
    size_t i;
    json_t *run;
    json_array_foreach(runs, i, run) {
        json_int_t times = json_integer_value(json_array_get(run, 0));
        if (json_array_size(run) != n + 1 || times < 1 || times > (json_int_t)(CIGO_SNAPSHOT_ROWS - r->n_rows))
            return bad(err, _("le righe di una tabella non si leggono, o sono troppe"));
        r->n_rows += (size_t)times;
        while (times-- > 0)
            if (!read_row(r, group, columns, n, run, err))
                return false;
    }
    return true;
}

static bool read_group(struct reader *r, const struct cigo_group *group, const json_t *told, struct cigo_error *err)
{
    const json_t *names = json_object_get(told, "columns");
    size_t n = json_array_size(names);
    if (n > 2 * (group->n_fields + group->n_computed) + 100)
        return bad(err, _("una tabella ha troppe colonne"));
    bool ok = true;
    struct column *columns = cigo_alloc_array(n + 1, sizeof *columns);
    for (size_t i = 0; i < n; i++) {
        const char *id = json_string_value(json_array_get(names, i));
        columns[i] = (struct column){cigo_group_field(group, cigo_str_of(id ? id : "")),
                                     cigo_group_computed(group, cigo_str_of(id ? id : ""))};
        r->unknown += !columns[i].field && !columns[i].computed;
        ok = ok && !is_twice(columns, i);
    }
    if (!ok)
        bad(err, _("una tabella ha troppe colonne"));
    cigo_rules_tell_group(cigo_session_rules(r->session), group, json_is_true(json_object_get(told, "asked")));
    ok = ok && read_runs(r, group, columns, n, json_object_get(told, "rows"), err);
    free(columns);
    return ok;
}

static bool read_groups(struct reader *r, struct cigo_error *err)
{
    const char *id;
    json_t *told;
    json_object_foreach(json_object_get(r->snapshot->root, "groups"), id, told) {
        const struct cigo_group *group = cigo_form_group(r->form, cigo_str_of(id));
        r->unknown += !group;
        if (group && !read_group(r, group, told, err))
            return false;
    }
    return true;
}

/* ---- alerts ---- */

/* The id of the row at this position of the group; 0 = there is none. */
static int64_t row_at(const struct reader *r, const struct cigo_group *group, json_int_t position)
{
    const struct cigo_rows *rows = &cigo_session_answers(r->session)->groups[group->index];
    return position >= 1 && (size_t)position <= rows->n ? rows->items[position - 1].id : 0;
}

/* All the places that the alert has in this form. */
static json_int_t all_places(const struct cigo_alert_def *def)
{
    return def->n_at >= 32 ? UINT32_MAX : ((json_int_t)1 << def->n_at) - 1;
}

static bool read_alert(struct reader *r, const json_t *told, struct cigo_error *err)
{
    const char *id = json_string_value(json_array_get(told, 0));
    json_int_t from = json_integer_value(json_array_get(told, 1)), to = json_integer_value(json_array_get(told, 2));
    json_int_t places = json_integer_value(json_array_get(told, 3));
    const struct cigo_alert_def *def = id ? cigo_form_alert(r->form, cigo_str_of(id)) : NULL;
    if (!id || places < 1 || places > UINT32_MAX || from < 0 || to < from || to > CIGO_SNAPSHOT_ROWS)
        return bad(err, _("un avviso non si legge"));
    places &= def ? all_places(def) : 0; /* another version of the form may have more */
    r->unknown += !places;
    if (!places)
        return true;
    if ((def->each != NULL) != (from > 0) || (!def->each && to > 0))
        return bad(err, _("un avviso non è dove può essere"));
    r->n_alerts += (size_t)(to - from) + 1;
    if (r->n_alerts > MOST_ALERTS)
        return bad(err, _("gli avvisi sono troppi"));
    for (json_int_t at = from; at <= to; at++) {
        int64_t row = def->each ? row_at(r, def->each, at) : 0;
        if (def->each && !row)
            return bad(err, _("un avviso è su una riga che non c'è"));
        cigo_rules_tell_alert(cigo_session_rules(r->session), def, row, (uint32_t)places);
    }
    return true;
}

static bool read_alerts(struct reader *r, struct cigo_error *err)
{
    size_t i;
    json_t *told;
    json_array_foreach(json_object_get(r->snapshot->root, "alerts"), i, told)
        if (!read_alert(r, told, err))
            return false;
    return true;
}

/* "R-PER-MONDAY", "FMT-DATE@dal", "FMT-DATE@giorni.giorno": the group in which its row is, or NULL. False: not of here. */
static bool waiver_group(const struct reader *r, const char *key, const struct cigo_group **ret_group)
{
    const char *at = strchr(key, '@'), *dot = at ? strchr(at, '.') : NULL;
    const struct cigo_alert_def *def = at ? NULL : cigo_form_alert(r->form, cigo_str_of(key));
    *ret_group = def ? def->each : dot ? cigo_form_group(r->form, (struct cigo_str){at + 1, (size_t)(dot - at - 1)}) : NULL;
    if (!at)
        return def != NULL;
    return dot ? *ret_group && cigo_group_field(*ret_group, cigo_str_of(dot + 1))
               : cigo_form_field(r->form, cigo_str_of(at + 1)) != NULL;
}

static bool read_waiver(struct reader *r, const json_t *told, struct cigo_error *err)
{
    const char *key = json_string_value(json_array_get(told, 0)), *word = json_string_value(json_array_get(told, 2));
    const char *reason = json_string_value(json_array_get(told, 3));
    const struct cigo_group *group;
    bool contested = word && strcmp(word, "contested") == 0;
    if (!key || !word || !reason || (!contested && strcmp(word, "acknowledged") != 0) ||
        (*reason && !cigo_shape_say(NULL, reason, &r->text)))
        return bad(err, _("una conferma non si legge"));
    if (!waiver_group(r, key, &group)) {
        r->unknown++;
        return true;
    }
    struct cigo_waiver waiver = {
        .alert = key,
        .row = group ? row_at(r, group, json_integer_value(json_array_get(told, 1))) : 0,
        .state = contested ? CIGO_CONTESTED : CIGO_ACKNOWLEDGED,
        .reason = *reason ? r->text.p : "",
        .inputs = "",
        .form_version = r->form->version,
    };
    cigo_session_load_waiver(r->session, &waiver);
    return true;
}

static bool read_waivers(struct reader *r, struct cigo_error *err)
{
    size_t i;
    json_t *told;
    const json_t *list = json_object_get(r->snapshot->root, "waivers");
    if (json_array_size(list) > MOST_WAIVERS) /* each is looked for among those before it */
        return bad(err, _("gli avvisi sono troppi"));
    json_array_foreach(list, i, told)
        if (!read_waiver(r, told, err))
            return false;
    return true;
}

/* ---- the whole ---- */

static void say_differences(const struct reader *r, struct cigo_buf *said)
{
    const char *version = text_of(r->snapshot, "version");
    if (strcmp(version, r->form->version) != 0)
        cigo_buf_printf(said, _("L'istantanea viene dal modulo «%s», versione %s; qui c'è la %s: i testi possono essere altri.\n"),
                        r->form->id, version, r->form->version);
    if (r->unknown)
        cigo_buf_printf(said, ngettext("%zu voce dell'istantanea non è in questo modulo, e non si vede.\n",
                                       "%zu voci dell'istantanea non sono in questo modulo, e non si vedono.\n", r->unknown),
                        r->unknown);
}

struct cigo_session *cigo_snapshot_session(const struct cigo_snapshot *snapshot, const struct cigo_form *form,
                                           struct cigo_buf *ret_said, struct cigo_error *err)
{
    int32_t today;
    if (!cigo_date_parse_iso(cigo_str_of(text_of(snapshot, "today")), &today)) {
        bad(err, _("manca il giorno"));
        return NULL;
    }
    struct reader r = {.snapshot = snapshot, .form = form};
    r.session = cigo_session_frozen_new(form, today, err);
    if (!r.session)
        return NULL;
    cigo_buf_init(&r.text, 4096);
    bool ok = read_sections(&r, err) && read_fields(&r, err) && read_computed(&r, err) && read_groups(&r, err) &&
              read_alerts(&r, err) && read_waivers(&r, err) && cigo_session_load_end(r.session, err);
    cigo_buf_finish(&r.text);
    if (ok && ret_said)
        say_differences(&r, ret_said);
    if (!ok)
        cigo_session_free(r.session);
    return ok ? r.session : NULL;
}
