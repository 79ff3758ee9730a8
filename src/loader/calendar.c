/* Dated windows and national holidays. */

#include "loader-priv.h"

#include <string.h>

#include <cigo/base/date.h>

static const struct cigo_key window_keys[] = {
    {"label", CIGO_KEY_TEXT, offsetof(struct cigo_window, label), true},
    {"spans", CIGO_KEY_HERE, 0, true},
};
static const struct cigo_key span_keys[] = {
    {"from", CIGO_KEY_DATE, offsetof(struct cigo_span, from), true},
    {"to", CIGO_KEY_DATE, offsetof(struct cigo_span, to), true},
    {"source", CIGO_KEY_SOURCE, offsetof(struct cigo_span, source), true},
    {"applied", CIGO_KEY_BOOL, offsetof(struct cigo_span, applied), false},
};

static void read_spans(struct cigo_loader *l, const struct cigo_yaml_node *list, const char *what,
                       struct cigo_window *window)
{
    if (!cigo_node_list(l, list))
        return;
    if (list->n == 0)
        cigo_complain(l, list->pos, "%s: «spans» è vuoto", what);
    struct cigo_span *spans = cigo_arena_alloc(l->arena, (list->n + 1) * sizeof *spans);
    for (size_t i = 0; i < list->n; i++) {
        const struct cigo_yaml_node *item = list->items[i];
        spans[i].applied = true;
        if (!cigo_node_map(l, item, what, span_keys, CIGO_N(span_keys), &spans[i]))
            continue;
        if (!spans[i].from || !spans[i].to)
            continue;
        if (spans[i].to < spans[i].from)
            cigo_complain(l, item->pos, "%s: «to» viene prima di «from»", what);
        if (i > 0 && spans[i].from < spans[i - 1].from)
            cigo_complain(l, item->pos, "%s: i periodi vanno in ordine di data", what);
        else if (i > 0 && spans[i].from <= spans[i - 1].to)
            cigo_complain(l, item->pos, "%s: questo periodo si sovrappone al precedente", what);
    }
    window->spans = spans;
    window->n_spans = list->n;
}

void cigo_load_windows(struct cigo_loader *l)
{
    struct cigo_entries *entries = &l->maps[CIGO_MAP_WINDOWS];
    cigo_entries_names(l, entries);
    l->form->windows = cigo_arena_alloc(l->arena, (entries->n + 1) * sizeof *l->form->windows);
    l->form->n_windows = entries->n;
    for (size_t i = 0; i < entries->n; i++) {
        const struct cigo_yaml_node *node = entries->items[i].node;
        struct cigo_window *window = &l->form->windows[i];
        const char *what = cigo_what(l, "finestra", node);
        *window = (struct cigo_window){.id = node->key, .label = node->key, .pos = node->key_pos};
        cigo_check_id(l, node, what);
        if (cigo_node_map(l, node, what, window_keys, CIGO_N(window_keys), window) &&
            cigo_yaml_get(node, "spans"))
            read_spans(l, cigo_yaml_get(node, "spans"), what, window);
    }
}

struct holiday_entry {
    const char *name;
    const struct cigo_source *source;
    size_t from, to;
};
static const struct cigo_key holiday_keys[] = {
    {"date", CIGO_KEY_HERE, 0, true},
    {"name", CIGO_KEY_TEXT, offsetof(struct holiday_entry, name), true},
    {"from", CIGO_KEY_COUNT, offsetof(struct holiday_entry, from), false},
    {"to", CIGO_KEY_COUNT, offsetof(struct holiday_entry, to), false},
    {"source", CIGO_KEY_SOURCE, offsetof(struct holiday_entry, source), true},
};

/* One or two digits; -1 if there are none. */
static int digits(const char **p)
{
    int value = -1;
    for (int i = 0; i < 2 && **p >= '0' && **p <= '9'; i++)
        value = (value < 0 ? 0 : value * 10) + (*(*p)++ - '0');
    return value;
}

/* "12-25", "easter", "easter+1", "easter-2" */
static bool parse_day(const char *text, struct cigo_holiday *holiday)
{
    static const char easter[] = "easter";
    int32_t ignored;
    if (strncmp(text, easter, sizeof easter - 1) != 0) {
        holiday->month = digits(&text);
        if (holiday->month < 0 || *text++ != '-')
            return false;
        holiday->day = digits(&text);
        /* 29 February is a day of leap years */
        return !*text && cigo_date_of(2000, holiday->month, holiday->day, &ignored);
    }
    text += sizeof easter - 1;
    if (!*text)
        return true;
    bool minus = *text == '-';
    if (*text != '+' && !minus)
        return false;
    text++;
    int days = digits(&text);
    holiday->easter = minus ? -days : days;
    return days >= 0 && !*text;
}

static void read_holiday(struct cigo_loader *l, const struct cigo_yaml_node *node,
                         struct cigo_holiday *holiday)
{
    struct holiday_entry entry = {0};
    if (!cigo_node_map(l, node, "festività", holiday_keys, CIGO_N(holiday_keys), &entry))
        return;
    const struct cigo_yaml_node *date = cigo_yaml_get(node, "date");
    const char *text = date ? cigo_node_text(l, date) : NULL;
    if (text && !parse_day(text, holiday))
        cigo_complain(l, date->pos,
                      "«%.80s» non è un giorno di festa: mi aspettavo MM-GG (12-25) o easter+1",
                      text);
    if (entry.to && entry.from > entry.to)
        cigo_complain(l, node->pos, "festività: «to» viene prima di «from»");
    if ((entry.from && (entry.from < 1800 || entry.from > 2200)) || entry.to > 2200)
        cigo_complain(l, node->pos, "festività: «from» e «to» sono anni");
    holiday->from = (int)entry.from;
    holiday->to = (int)entry.to;
    holiday->name = entry.name;
}

void cigo_load_holidays(struct cigo_loader *l)
{
    size_t n = 0, max = 0;
    for (size_t i = 0; i < l->holidays.n; i++)
        max += l->holidays.items[i]->n;
    struct cigo_holiday *holidays = cigo_arena_alloc(l->arena, (max + 1) * sizeof *holidays);
    for (size_t i = 0; i < l->holidays.n; i++) {
        const struct cigo_yaml_node *list = l->holidays.items[i];
        if (!cigo_node_list(l, list))
            continue;
        for (size_t j = 0; j < list->n; j++)
            read_holiday(l, list->items[j], &holidays[n++]);
    }
    l->form->calendar = (struct cigo_calendar){holidays, n};
}
