/* What the portal asks, in the order of the form. Ticks are kept by place, each with a mark made from the value
 * that was copied: a value that changed since is to be copied again. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <cigo/base/decimal.h>
#include <cigo/exchange/portal.h>
#include <cigo/i18n/i18n.h>
#include <cigo/session/frozen.h>

/* ---- one value: what the Italian portal takes, whatever language the user reads ---- */

/* The words of a choice as the form itself has them. */
static void put_own(const struct cigo_choices *list, struct cigo_str ids, struct cigo_buf *out)
{
    const char *before = "";
    for (size_t i = 0; i < list->n; i++) {
        if (!cigo_multi_has(ids, cigo_str_of(list->items[i].id)))
            continue;
        cigo_buf_printf(out, "%s%s", before, list->items[i].own);
        before = ", ";
    }
}

static void put_value(const struct cigo_field *field, const struct cigo_value *value, struct cigo_buf *out)
{
    if (field->ctx.choices)
        put_own(field->ctx.choices, value->s, out);
    else if (field->kind->type == CIGO_TYPE_DECIMAL) /* no thousands, no sign of the currency */
        cigo_decimal_it(value->i, field->ctx.places, field->kind->id == CIGO_KIND_MONEY, out);
    else
        cigo_kind_format(field->kind, &field->ctx, value, out);
}

/* cigo_decimal_it groups thousands with points, which a field for numbers would not take. */
static void drop_points(struct cigo_buf *out, size_t from)
{
    size_t n = from;
    for (size_t i = from; i < out->n; i++)
        if (out->p[i] != '.')
            out->p[n++] = out->p[i];
    out->p[out->n = n] = '\0';
}

/* What the form computes in the place of the answer, as far as it is known; a snapshot knows its shape. */
static bool put_instead(const struct cigo_session *session, const struct cigo_field *field, struct cigo_buf *out)
{
    size_t from = out->n;
    if (!field->portal_value)
        return false;
    struct cigo_value value = cigo_rules_computed(cigo_session_rules(session), field->portal_value, 0);
    if (value.storage != CIGO_NULL)
        put_value(field, &value, out);
    else if (cigo_session_frozen(session))
        cigo_session_computed_text(session, field->portal_value, 0, out);
    return out->n > from;
}

static bool is_computed(const struct cigo_session *session, const struct cigo_field *field)
{
    struct cigo_buf text;
    cigo_buf_init(&text, CIGO_TEXT_MAX);
    bool computed = put_instead(session, field, &text);
    cigo_buf_finish(&text);
    return computed;
}

enum cigo_portal_state cigo_portal_state_of(const struct cigo_session *session, struct cigo_place place)
{
    const struct cigo_answers *answers = cigo_session_answers(session);
    if (!place.field)
        return answers->groups[place.group->index].n < place.group->min_rows ? CIGO_PORTAL_LACKS
                                                                             : CIGO_PORTAL_EMPTY;
    if (is_computed(session, place.field))
        return CIGO_PORTAL_VALUE;
    struct cigo_cell cell = cigo_answers_cell(answers, place);
    if (!cell.raw)
        return cigo_session_required(session, place) ? CIGO_PORTAL_LACKS : CIGO_PORTAL_EMPTY;
    return cell.verdict == CIGO_BAD ? CIGO_PORTAL_WRONG : CIGO_PORTAL_VALUE;
}

enum cigo_portal_state cigo_portal_value(const struct cigo_session *session, struct cigo_place place,
                                         struct cigo_buf *out)
{
    enum cigo_portal_state state = cigo_portal_state_of(session, place);
    if (state != CIGO_PORTAL_VALUE && state != CIGO_PORTAL_WRONG)
        return state;
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(session), place);
    struct cigo_value answer = cigo_cell_value(cell);
    size_t from = out->n;
    if (state == CIGO_PORTAL_WRONG)
        cigo_buf_puts(out, cell.raw);
    else if (!put_instead(session, place.field, out))
        put_value(place.field, &answer, out);
    if (state == CIGO_PORTAL_VALUE && place.field->kind->type == CIGO_TYPE_DECIMAL)
        drop_points(out, from);
    return state;
}

/* FNV-1a of the value: enough to see that it is another one. */
static enum cigo_portal_state mark_of(const struct cigo_session *session, struct cigo_place place, char ret_mark[17])
{
    struct cigo_buf value;
    uint64_t hash = UINT64_C(14695981039346656037);
    cigo_buf_init(&value, CIGO_TEXT_MAX);
    enum cigo_portal_state state = cigo_portal_value(session, place, &value);
    for (size_t i = 0; i < value.n; i++)
        hash = (hash ^ (unsigned char)value.p[i]) * UINT64_C(1099511628211);
    snprintf(ret_mark, 17, "%016" PRIx64, hash);
    cigo_buf_finish(&value);
    return state;
}

/* ---- the list ---- */

/* Counts when items is NULL, else fills. */
struct filling {
    const struct cigo_session *session;
    struct cigo_portal_item *items;
    size_t n, section;
};

static void add(struct filling *f, struct cigo_place place)
{
    if (f->items)
        f->items[f->n] = (struct cigo_portal_item){.place = place, .section = f->section};
    f->n++;
}

static void add_field(struct filling *f, struct cigo_place place)
{
    if (cigo_portal_asks(place.field->portal) && cigo_session_visible(f->session, place))
        add(f, place);
}

static void add_group(struct filling *f, const struct cigo_group *group)
{
    const struct cigo_rows *rows = &cigo_session_answers(f->session)->groups[group->index];
    struct cigo_place whole = {.group = group};
    if (!cigo_portal_asks(group->portal) || !cigo_session_visible(f->session, whole))
        return;
    if (rows->n == 0)
        add(f, whole);
    for (size_t r = 0; r < rows->n; r++)
        for (size_t i = 0; i < group->n_fields; i++)
            add_field(f, (struct cigo_place){&group->fields[i], group, rows->items[r].id});
}

static void fill(struct filling *f)
{
    const struct cigo_form *form = cigo_session_form(f->session);
    for (f->section = 0; f->section < form->n_sections; f->section++) {
        const struct cigo_section *section = &form->sections[f->section];
        for (size_t i = 0; i < section->n_items; i++) {
            if (section->items[i].type == CIGO_ITEM_FIELD)
                add_field(f, (struct cigo_place){.field = &form->fields[section->items[i].index]});
            else if (section->items[i].type == CIGO_ITEM_GROUP)
                add_group(f, &form->groups[section->items[i].index]);
        }
    }
}

static int order_of(struct cigo_place a, struct cigo_place b)
{
    size_t group[2] = {a.group ? a.group->index + 1 : 0, b.group ? b.group->index + 1 : 0};
    size_t field[2] = {a.field ? a.field->index + 1 : 0, b.field ? b.field->index + 1 : 0};
    if (group[0] != group[1])
        return group[0] < group[1] ? -1 : 1;
    if (a.row != b.row)
        return a.row < b.row ? -1 : 1;
    return (field[0] > field[1]) - (field[0] < field[1]);
}

static int by_place(const void *a, const void *b, void *items)
{
    const struct cigo_portal_item *list = items;
    return order_of(list[*(const size_t *)a].place, list[*(const size_t *)b].place);
}

/* The first in `order` that does not come before the place. */
static size_t lower_bound(const struct cigo_portal_list *portal, struct cigo_place place)
{
    size_t from = 0, to = portal->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (order_of(portal->items[portal->order[middle]].place, place) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

size_t cigo_portal_find(const struct cigo_portal_list *portal, struct cigo_place place)
{
    size_t at = lower_bound(portal, place);
    if (at == portal->n)
        return portal->n;
    struct cigo_place found = portal->items[portal->order[at]].place;
    bool inside = place.group && found.group == place.group && !place.field && (!place.row || found.row == place.row);
    return order_of(found, place) == 0 || inside ? portal->order[at] : portal->n;
}

static void take_tick(void *data, const char *text, const char *mark)
{
    struct cigo_portal_list *portal = data;
    struct cigo_place place;
    char now[17];
    if (!cigo_position_parse(cigo_session_form(portal->session), *text ? text : mark, &place))
        return;
    size_t at = cigo_portal_find(portal, place);
    if (at == portal->n)
        return;
    if (!*text) {
        portal->at = at;
        return;
    }
    struct cigo_portal_item *item = &portal->items[at];
    enum cigo_portal_state state = mark_of(portal->session, place, now);
    item->again = strcmp(now, mark) != 0;
    item->ticked = !item->again && state != CIGO_PORTAL_LACKS;
    portal->ticked += item->ticked;
}

void cigo_portal_init(struct cigo_portal_list *portal, const struct cigo_desk *desk, struct cigo_arena *arena)
{
    struct filling f = {.session = desk->session};
    fill(&f);
    *portal = (struct cigo_portal_list){.session = desk->session, .n = f.n};
    portal->items = f.items = cigo_arena_alloc(arena, (f.n + 1) * sizeof *f.items);
    portal->order = cigo_arena_alloc(arena, (f.n + 1) * sizeof *portal->order);
    f.n = 0;
    fill(&f);
    for (size_t i = 0; i < portal->n; i++)
        portal->order[i] = i;
    qsort_r(portal->order, portal->n, sizeof *portal->order, by_place, portal->items);
    desk->each_tick(desk->data, take_tick, portal);
}

bool cigo_portal_go(struct cigo_portal_list *portal, const struct cigo_desk *desk, size_t at, struct cigo_error *err)
{
    struct cigo_buf place;
    if (at >= portal->n)
        return true;
    portal->at = at;
    cigo_buf_init(&place, 1024);
    cigo_position_format(portal->items[at].place, &place);
    bool ok = desk->tick(desk->data, "", place.p, err);
    cigo_buf_finish(&place);
    return ok;
}

static bool is_to_do(const struct cigo_portal_list *portal, const struct cigo_portal_item *item)
{
    bool empty = cigo_portal_state_of(portal->session, item->place) == CIGO_PORTAL_EMPTY;
    return !item->ticked && (item->again || !empty);
}

bool cigo_portal_next(const struct cigo_portal_list *portal, size_t *ret_at)
{
    for (size_t i = 1; i < portal->n; i++) {
        size_t at = (portal->at + i) % portal->n;
        if (!is_to_do(portal, &portal->items[at]))
            continue;
        *ret_at = at;
        return true;
    }
    return false;
}

bool cigo_portal_tick(struct cigo_portal_list *portal, const struct cigo_desk *desk, bool ticked,
                      struct cigo_error *err)
{
    struct cigo_portal_item *item = &portal->items[portal->at];
    struct cigo_buf place;
    char mark[17];
    if (item->ticked == ticked)
        return true;
    item->ticked = ticked;
    item->again = false;
    portal->ticked += ticked ? 1 : (size_t)-1;
    if (desk->read_only)
        return cigo_fail(err, CIGO_EXIT_USAGE, "%s", _("qui si guarda soltanto: il segno vale finché resta in questa domanda."));
    mark_of(portal->session, item->place, mark);
    cigo_buf_init(&place, 1024);
    cigo_position_format(item->place, &place);
    bool ok = desk->tick(desk->data, place.p, ticked ? mark : NULL, err);
    cigo_buf_finish(&place);
    return ok;
}

/* ---- words ---- */

void cigo_portal_note(const struct cigo_session *session, struct cigo_place place, struct cigo_buf *out)
{
    if (!place.field || !is_computed(session, place.field))
        return;
    struct cigo_cell cell = cigo_answers_cell(cigo_session_answers(session), place);
    struct cigo_value answer = cigo_cell_value(cell);
    struct cigo_value used = cigo_rules_computed(cigo_session_rules(session), place.field->portal_value, 0);
    if (!cell.raw)
        cigo_buf_puts(out, _(" (calcolato da cigo)"));
    else if (used.storage != CIGO_NULL && !cigo_value_eq(&answer, &used))
        cigo_buf_printf(out, _(" (calcolato da cigo; fra le risposte c'è %s, che non si usa)"), cell.raw);
}

void cigo_portal_order(const struct cigo_form *form, struct cigo_buf *out)
{
    if (form->order && strcmp(form->order, "presunto") == 0)
        cigo_buf_puts(out, _("Ordine presunto: sul portale i campi possono stare in un altro ordine, o chiamarsi in un "
                             "altro modo."));
    else if (form->order)
        cigo_buf_printf(out, _("Ordine dei campi sul portale: %s."), form->order);
}
