/* Alerts, and what is asked of each: texts, a source, how sure it is, where it stands, and its
 * tests. */

#include "loader-priv.h"

#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/utf8.h>

enum { TITLE_WIDTH = 60, MAX_PLACES = 32 /* of struct cigo_fired */ };

static const struct cigo_key alert_keys[] = {
    {"severity", CIGO_KEY_HERE, 0, true},
    {"timing", CIGO_KEY_HERE, 0, false},
    {"each", CIGO_KEY_HERE, 0, false},
    {"peers", CIGO_KEY_HERE, 0, false},
    {"when", CIGO_KEY_EXPR, offsetof(struct cigo_alert_def, when), false},
    {"at", CIGO_KEY_HERE, 0, true},
    {"title", CIGO_KEY_PHRASE, offsetof(struct cigo_alert_def, title), true},
    {"why", CIGO_KEY_PHRASE, offsetof(struct cigo_alert_def, why), true},
    {"fix", CIGO_KEY_PHRASE, offsetof(struct cigo_alert_def, fix), true},
    {"source", CIGO_KEY_HERE, 0, true},
    {"confidence", CIGO_KEY_HERE, 0, false},
    {"tests", CIGO_KEY_HERE, 0, true},
};

static void read_words(struct cigo_loader *l, const struct cigo_yaml_node *node,
                       struct cigo_alert_def *alert)
{
    static const char *const severities[] = {"info", "warning", "error"}; /* as the enum */
    static const char *const timings[] = {"commit", "section", "review"}; /* as the enum */
    size_t severity = CIGO_INFO, timing = CIGO_ON_COMMIT;
    cigo_node_word(l, cigo_yaml_get(node, "severity"), severities, CIGO_N(severities), &severity);
    cigo_node_word(l, cigo_yaml_get(node, "timing"), timings, CIGO_N(timings), &timing);
    alert->severity = (enum cigo_severity)severity;
    alert->timing = (enum cigo_timing)timing;
}

static void read_rows(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                      struct cigo_alert_def *alert)
{
    const struct cigo_yaml_node *each = cigo_yaml_get(node, "each"),
                                *peers = cigo_yaml_get(node, "peers");
    if (each) {
        size_t at = cigo_entries_need(l, CIGO_MAP_GROUPS, "un gruppo", each);
        if (at < l->form->n_groups)
            alert->each = &l->form->groups[at];
    }
    if (!peers || !cigo_node_list(l, peers))
        return;
    if (!each)
        cigo_complain(l, peers->key_pos, "%s: «peers» va solo con «each»", what);
    if (!alert->each)
        return;
    const struct cigo_field **columns =
        cigo_arena_alloc(l->arena, (peers->n + 1) * sizeof *columns);
    for (size_t i = 0; i < peers->n; i++) {
        const struct cigo_field *column = cigo_need_column(l, alert->each, peers->items[i]);
        if (column)
            columns[alert->n_peers++] = column;
    }
    alert->peers = columns;
}

/* A list of places, or a map place → its own condition. */
static void read_places(struct cigo_loader *l, const struct cigo_yaml_node *node, const char *what,
                        struct cigo_alert_def *alert)
{
    const struct cigo_yaml_node *at = cigo_yaml_get(node, "at");
    if (!at)
        return;
    alert->at_map = at->type == CIGO_YAML_MAP;
    if (!alert->at_map && !cigo_node_list(l, at))
        return;
    if (at->n == 0)
        cigo_complain(l, at->pos, "%s: «at» è vuoto", what);
    if (at->n > MAX_PLACES)
        cigo_complain(l, at->pos, "%s: al massimo %d posti in «at»", what, MAX_PLACES);
    struct cigo_alert_place *places = cigo_arena_alloc(l->arena, (at->n + 1) * sizeof *places);
    for (size_t i = 0; i < at->n; i++) {
        const struct cigo_yaml_node *item = at->items[i];
        struct cigo_alert_place *place = &places[alert->n_at];
        const char *name = item->key ? item->key : cigo_node_text(l, item);
        if (!name || !cigo_need_place(l, alert->each, name, cigo_node_pos(item), place))
            continue;
        if (alert->at_map)
            cigo_node_expr(l, item, &place->when);
        alert->n_at++;
    }
    alert->at = places;
    if (alert->n_at)
        alert->section = places[0].field ? places[0].field->section : places[0].group->section;
}

static void check_condition(struct cigo_loader *l, const struct cigo_yaml_node *node,
                            const char *what)
{
    const struct cigo_yaml_node *when = cigo_yaml_get(node, "when"),
                                *at = cigo_yaml_get(node, "at");
    bool at_map = at && at->type == CIGO_YAML_MAP;
    if (at_map && when)
        cigo_complain(l, when->key_pos, "%s: le condizioni stanno in «at»: tolga «when»", what);
    if (!at_map && !when)
        cigo_complain(l, node->key_pos, "%s: manca «when»", what);
}

static void add_source(struct cigo_loader *l, const struct cigo_yaml_node *item,
                       const struct cigo_source **sources, struct cigo_alert_def *alert)
{
    size_t at = cigo_entries_need(l, CIGO_MAP_SOURCES, "una fonte di «sources»", item);
    if (at == l->form->n_sources)
        return;
    const struct cigo_source *source = &l->form->sources[at];
    sources[alert->n_sources++] = source;
    if (source->confidence > alert->confidence)
        alert->confidence = source->confidence;
}

static void read_sources(struct cigo_loader *l, const struct cigo_yaml_node *node,
                         struct cigo_alert_def *alert)
{
    static const char *const words[] = {"C1", "C2", "INF", "MEM"}; /* as the enum */
    const struct cigo_yaml_node *item = cigo_yaml_get(node, "source");
    size_t n = item && item->type == CIGO_YAML_LIST ? item->n : 1;
    const struct cigo_source **sources = cigo_arena_alloc(l->arena, (n + 1) * sizeof *sources);
    alert->sources = sources;
    if (item && item->type == CIGO_YAML_LIST) {
        if (n == 0)
            cigo_complain(l, item->pos, "source: mi aspettavo almeno una fonte");
        for (size_t i = 0; i < n; i++)
            add_source(l, item->items[i], sources, alert);
    } else if (item) {
        add_source(l, item, sources, alert);
    }
    size_t own;
    if (cigo_node_word(l, cigo_yaml_get(node, "confidence"), words, CIGO_N(words), &own))
        alert->confidence = (enum cigo_confidence)own;
}

static bool says_to_verify(const struct cigo_text *text)
{
    return text->source && strstr(text->source, "da verificare");
}

static void check_confidence(struct cigo_loader *l, const struct cigo_yaml_node *node,
                             const char *what, const struct cigo_alert_def *alert)
{
    const struct cigo_yaml_node *severity = cigo_yaml_get(node, "severity");
    if (alert->severity == CIGO_ALERT_ERROR && alert->confidence >= CIGO_CONF_INF)
        cigo_complain(
            l, severity->pos,
            "%s: con attendibilità %s non può essere «error»: usi «warning», o una fonte più "
            "sicura",
            what, cigo_confidence_word(alert->confidence));
    if (alert->confidence == CIGO_CONF_MEM && !says_to_verify(&alert->title) &&
        !says_to_verify(&alert->why) && !says_to_verify(&alert->fix))
        cigo_complain(l, node->key_pos,
                      "%s: con attendibilità MEM uno dei testi deve dire «da verificare»", what);
}

static void check_title(struct cigo_loader *l, const char *what, const struct cigo_text *title)
{
    size_t width = 0;
    for (size_t i = 0; i < title->n_parts; i++)
        if (title->parts[i].literal)
            width += cigo_utf8_width(cigo_str_of(title->parts[i].literal));
    if (width > TITLE_WIDTH)
        cigo_complain(l, title->pos, "%s: il titolo è largo %zu colonne, il massimo è %d", what,
                      width, TITLE_WIDTH);
    if (title->source && strchr(title->source, '\n'))
        cigo_complain(l, title->pos, "%s: il titolo sta su una riga sola", what);
}

static void read_alert(struct cigo_loader *l, const struct cigo_yaml_node *node,
                       struct cigo_alert_def *alert)
{
    const char *what = cigo_what(l, "avviso", node);
    alert->id = node->key;
    alert->pos = node->key_pos;
    if (!cigo_is_alert_id(alert->id))
        cigo_complain(
            l, node->key_pos,
            "%s: un id di avviso è fatto di MAIUSCOLE, cifre e «-» (per esempio R-DUR-13W)", what);
    if (!cigo_node_map(l, node, what, alert_keys, CIGO_N(alert_keys), alert))
        return;
    read_words(l, node, alert);
    read_rows(l, node, what, alert);
    /* with an unknown group, its columns would all be unknown too */
    bool lost = cigo_yaml_get(node, "each") && !alert->each;
    if (!lost)
        read_places(l, node, what, alert);
    check_condition(l, node, what);
    read_sources(l, node, alert);
    if (cigo_yaml_get(node, "severity"))
        check_confidence(l, node, what, alert);
    check_title(l, what, &alert->title);
    if (!lost)
        cigo_check_alert_tests(l, node, alert->each);
}

static int by_id(const void *va, const void *vb)
{
    const struct cigo_entry *a = va, *b = vb;
    int order = strcmp(a->node->key, b->node->key);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

void cigo_load_alerts(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_ALERTS];
    if (entries->n)
        qsort(entries->items, entries->n, sizeof *entries->items, by_id);
    cigo_entries_names(l, entries);
    l->form->alerts = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->alerts);
    l->form->n_alerts = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        l->form->alerts[i].index = i;
        read_alert(l, entries->items[i].node, &l->form->alerts[i]);
    }
}
