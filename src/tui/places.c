/* Where things are, and moving between them. Moving cannot fail and never validates. */

#include <stdlib.h>
#include "app-priv.h"

struct cigo_rows *cigo_tui_rows_of(const struct app *app, const struct cigo_group *group)
{
    return &cigo_session_answers(app->session)->groups[group->index];
}

static bool row_page(const struct app *app)
{
    return app->focus.group && app->focus.row;
}

static size_t row_items(struct app *app, struct item *items)
{
    const struct cigo_group *group = app->focus.group;
    size_t n = 0;
    for (size_t i = 0; i < group->n_fields; i++) {
        struct cigo_place place = {&group->fields[i], group, app->focus.row};
        if (cigo_session_visible(app->session, place))
            items[n++] = (struct item){.type = ITEM_FIELD, .place = place};
    }
    for (size_t i = 0; i < group->n_computed; i++)
        items[n++] = (struct item){.type = ITEM_COMPUTED, .computed = &group->computed[i]};
    items[n++] = (struct item){.type = ITEM_NEW_ROW};
    items[n++] = (struct item){.type = ITEM_TABLE};
    return n;
}

static bool section_item(struct app *app, const struct cigo_item *from, struct item *item)
{
    *item = (struct item){0};
    if (from->type == CIGO_ITEM_COMPUTED) {
        item->type = ITEM_COMPUTED;
        item->computed = &app->form->computed[from->index];
        return !item->computed->internal;
    }
    if (from->type == CIGO_ITEM_FIELD)
        item->place.field = &app->form->fields[from->index];
    else
        item->place.group = &app->form->groups[from->index];
    item->type = from->type == CIGO_ITEM_FIELD ? ITEM_FIELD : ITEM_GROUP;
    return cigo_session_visible(app->session, item->place);
}

size_t cigo_tui_page_items(struct app *app, struct item **ret_items)
{
    const struct cigo_section *section = &app->form->sections[app->section];
    size_t max = row_page(app) ? app->focus.group->n_fields + app->focus.group->n_computed + 2
                               : section->n_items + 1;
    struct item *items = cigo_arena_alloc(app->arena, max * sizeof *items);
    *ret_items = items;
    if (row_page(app))
        return row_items(app, items);
    size_t n = 0;
    for (size_t i = 0; i < section->n_items; i++)
        n += section_item(app, &section->items[i], &items[n]);
    items[n++] = (struct item){.type = ITEM_NEXT};
    return n;
}

bool cigo_tui_same_item(const struct app *app, const struct item *item)
{
    if (item->type != app->focus_type)
        return false;
    if (item->type == ITEM_FIELD)
        return item->place.field == app->focus.field;
    if (item->type == ITEM_COMPUTED)
        return item->computed == app->computed;
    return item->type != ITEM_GROUP || item->place.group == app->focus.group;
}

void cigo_tui_focus_item(struct app *app, const struct item *item)
{
    struct cigo_place row = {NULL, app->focus.group, app->focus.row};
    app->focus_type = item->type;
    app->computed = item->computed;
    app->inner = 0;
    if (item->type == ITEM_FIELD || item->type == ITEM_GROUP)
        app->focus = item->place;
    else
        app->focus = row_page(app) ? row : (struct cigo_place){0};
}

/* What is computed and not yet known is not shown. */
static bool can_focus(struct app *app, const struct item *item)
{
    struct cigo_buf buf;
    if (item->type != ITEM_COMPUTED)
        return true;
    cigo_buf_init(&buf, 65536);
    cigo_session_computed_text(app->session, item->computed, app->focus.row, &buf);
    bool known = buf.n > 0;
    cigo_buf_finish(&buf);
    return known;
}

static void move_focus(struct app *app, int by, bool past_computed)
{
    struct item *items;
    size_t n = cigo_tui_page_items(app, &items), at = 0;
    while (at < n && !cigo_tui_same_item(app, &items[at]))
        at++;
    if (at == n)
        at = 0;
    for (int left = abs(by); left > 0; left--) {
        size_t next = at;
        do
            next += by > 0 ? 1 : (size_t)-1;
        while (next < n && (!can_focus(app, &items[next]) ||
                            (past_computed && items[next].type == ITEM_COMPUTED)));
        if (next >= n)
            break;
        at = next;
    }
    cigo_tui_unfold(app, false);
    cigo_tui_focus_item(app, &items[at]);
}

void cigo_tui_move_focus(struct app *app, int by)
{
    move_focus(app, by, false);
}

void cigo_tui_move_on(struct app *app, int by)
{
    if (app->view == VIEW_TABLE) {
        cigo_tui_table_move(app, by, 0);
        return;
    }
    if (app->view == VIEW_CALL)
        return; /* back at the card */
    if (by < 0 || !cigo_tui_review_next(app))
        move_focus(app, by, true);
}

/* The first item of the page. */
static void focus_first(struct app *app)
{
    struct item *items;
    size_t n = cigo_tui_page_items(app, &items), at = 0;
    while (at + 1 < n && items[at].type == ITEM_COMPUTED)
        at++;
    cigo_tui_focus_item(app, &items[at]);
    app->top = 0;
    cigo_tui_unfold(app, false);
}

static void leave_section(struct app *app)
{
    cigo_session_section_left(app->session, &app->form->sections[app->section]);
    cigo_tui_leave_book(app);
}

void cigo_tui_go_home(struct app *app)
{
    if (app->view == VIEW_PAGE)
        leave_section(app);
    app->view = VIEW_HOME;
    app->review.changing = false;
    app->focus = (struct cigo_place){0};
    app->top = 0;
}

void cigo_tui_go_section(struct app *app, size_t section)
{
    if (app->view == VIEW_CALL) {
        cigo_tui_call_section(app, section);
        return;
    }
    if (app->view == VIEW_PAGE && section != app->section)
        leave_section(app);
    app->view = VIEW_PAGE;
    app->review.changing = false;
    app->section = section;
    app->focus = (struct cigo_place){0};
    focus_first(app);
}

void cigo_tui_next_section(struct app *app)
{
    for (size_t s = app->section + 1; s < app->form->n_sections; s++) {
        if (cigo_session_section(app->session, s).state == CIGO_SECTION_NOT_NEEDED)
            continue;
        cigo_tui_go_section(app, s);
        return;
    }
    cigo_tui_go_home(app);
}

void cigo_tui_go_place(struct app *app, struct cigo_place place)
{
    if (!place.field && !place.group)
        return;
    if (cigo_tui_on_call(app) && (app->view == VIEW_CALL || place.group != app->review.card.group)) {
        cigo_tui_review_return(app); /* from the rows of a group, too */
        cigo_tui_call_place(app, place);
        return;
    }
    if (place.group && place.row && !cigo_answers_has(cigo_session_answers(app->session), place))
        place = (struct cigo_place){.group = place.group}; /* the row was taken off since */
    size_t section = place.group ? place.group->section : place.field->section;
    if (app->view == VIEW_PAGE && section != app->section && !app->review.changing)
        leave_section(app); /* whatever the way out of it */
    app->section = section;
    bool row = app->view == VIEW_PAGE && row_page(app) && app->focus.group == place.group;
    bool page = app->view == VIEW_REVIEW || app->view == VIEW_PORTAL || row;
    if (place.group && place.row && !page && cigo_tui_table_fits(app)) {
        cigo_tui_table_open(app, place);
        return;
    }
    if (app->view == VIEW_REVIEW || app->view == VIEW_PORTAL) { /* whatever the way, Esc leads back there */
        app->review.changing = true;
        app->review.from = app->view;
        app->review.n_asked = 0;
    }
    app->view = VIEW_PAGE;
    app->focus = place;
    app->focus_type = place.field ? ITEM_FIELD : ITEM_GROUP;
    cigo_tui_unfold(app, false);
    if (place.group && place.field && !place.row)
        app->focus = (struct cigo_place){.group = place.group}, app->focus_type = ITEM_GROUP;
    else if (place.group && place.row && !place.field)
        focus_first(app);
}

void cigo_tui_remember(struct app *app)
{
    if (app->n_trail == MAX_TRAIL) {
        memmove(app->trail, app->trail + 1, (MAX_TRAIL - 1) * sizeof *app->trail);
        app->n_trail--;
    }
    app->trail[app->n_trail++] = (struct spot){app->view,       app->section,  app->focus,
                                               app->focus_type, app->computed, app->top};
}

static bool still_there(const struct app *app, const struct spot *spot)
{
    if (!spot->focus.group || !spot->focus.row)
        return true;
    const struct cigo_rows *rows = cigo_tui_rows_of(app, spot->focus.group);
    return cigo_rows_find(rows, spot->focus.row) < rows->n;
}

void cigo_tui_return(struct app *app)
{
    while (app->n_trail) {
        struct spot spot = app->trail[--app->n_trail];
        if (!still_there(app, &spot))
            continue;
        app->view = spot.view;
        app->section = spot.section;
        app->focus = spot.focus;
        app->focus_type = spot.focus_type;
        app->computed = spot.computed;
        app->top = spot.top;
        cigo_tui_unfold(app, false);
        return;
    }
}

void cigo_tui_unfold(struct app *app, bool details)
{
    app->details = details;
    app->inner = 0;
}

bool cigo_tui_has_alert(const struct app *app)
{
    if (app->view == VIEW_TABLE)
        return cigo_tui_table_alerts(app).n > 0;
    bool page = app->view == VIEW_PAGE || app->view == VIEW_CALL;
    if (!page || app->focus_type > ITEM_GROUP)
        return false;
    return cigo_session_alerts_at(app->session, CIGO_SCOPE_COMMIT, app->focus, app->arena).n > 0;
}
