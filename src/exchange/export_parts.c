/* The parts of a document that the program makes from any form: every section, every alert, what is still to
 * be done, the limits. */

#include <stdio.h>
#include <string.h>
#include <cigo/base/date.h>
#include <cigo/base/decimal.h>
#include <cigo/exchange/picture.h>
#include <cigo/i18n/i18n.h>
#include "document-priv.h"

enum { SECTION_LEVEL = 2, GROUP_LEVEL = 3 };

/* ---- sections ---- */

static const char *with_code(struct document_builder *b, const char *code, const char *label)
{
    return code ? cigo_arena_printf(b->arena, "%s %s", code, label) : label;
}

static void section_field(struct document_builder *b, const struct cigo_field *field)
{
    struct cigo_place place = {.field = field};
    const struct cigo_session *session = b->x->session;
    const char *label = with_code(b, field->code, field->label);
    if (!cigo_session_visible(session, place))
        return;
    cigo_buf_clear(&b->text);
    if (*cigo_session_text(session, place)) {
        export_value(session, place, &b->text);
        if (field->portal == CIGO_PORTAL_LOCAL)
            cigo_buf_puts(&b->text, _(" (solo in cigo)"));
        cigo_document_entry(document_open(b), label, b->text.p, false);
    } else if (cigo_session_required(session, place)) {
        cigo_document_entry(document_open(b), label, _("manca"), true);
    }
}

static void section_computed(struct document_builder *b, const struct cigo_computed *computed)
{
    cigo_buf_clear(&b->text);
    cigo_session_computed_text(b->x->session, computed, 0, &b->text);
    if (b->text.n == 0)
        return;
    cigo_buf_puts(&b->text, computed->estimate ? _(" (calcolato da cigo, stima)") : _(" (calcolato da cigo)"));
    cigo_document_entry(document_open(b), computed->label, b->text.p, false);
}

/* How much room a column wants, in parts. */
static unsigned width_of(const struct cigo_field *field)
{
    switch (field->kind->type) {
    case CIGO_TYPE_TEXT:
        return field->kind->id == CIGO_KIND_CODICE_FISCALE ? 13 : 9;
    case CIGO_TYPE_CHOICE:
    case CIGO_TYPE_MULTI:
        return 8;
    default:
        return 7;
    }
}

static bool in_table(const struct cigo_group *group, size_t column)
{
    for (size_t i = 0; i < group->n_table; i++)
        if (group->table[i] == column)
            return true;
    return false;
}

static size_t shown_columns(const struct cigo_group *group)
{
    return group->n_table < CIGO_DOCUMENT_COLUMNS - 2 ? group->n_table : CIGO_DOCUMENT_COLUMNS - 2;
}

static const char *cell_of(struct document_builder *b, struct cigo_place place)
{
    cigo_buf_clear(&b->text);
    if (cigo_session_visible(b->x->session, place) && *cigo_session_text(b->x->session, place))
        export_value(b->x->session, place, &b->text);
    else if (cigo_session_required(b->x->session, place))
        cigo_buf_puts(&b->text, _("manca"));
    return cigo_arena_str(b->arena, cigo_buf_str(&b->text));
}

/* All that has no column of its own, as one text. */
static const char *rest_of(struct document_builder *b, const struct cigo_group *group, int64_t row)
{
    struct cigo_buf rest;
    cigo_buf_init(&rest, CIGO_TEXT_MAX);
    for (size_t i = 0; i < group->n_fields; i++) {
        const char *cell = in_table(group, i) ? "" : cell_of(b, (struct cigo_place){&group->fields[i], group, row});
        if (*cell)
            cigo_buf_printf(&rest, "%s%s: %s", rest.n ? "; " : "", group->fields[i].label, cell);
    }
    const char *kept = cigo_arena_str(b->arena, cigo_buf_str(&rest));
    cigo_buf_finish(&rest);
    return kept;
}

static bool has_rest(struct document_builder *b, const struct cigo_group *group, const struct cigo_rows *rows)
{
    for (size_t r = 0; r < rows->n; r++)
        if (*rest_of(b, group, rows->items[r].id))
            return true;
    return false;
}

/* Number, the group's own table columns, and one for all that has no column. */
static void open_group_table(struct document_builder *b, const struct cigo_group *group, bool rest)
{
    struct cigo_document_column columns[CIGO_DOCUMENT_COLUMNS] = {{_("N."), 3, false}};
    size_t n = 1;
    for (size_t i = 0; i < shown_columns(group); i++) {
        const struct cigo_field *field = &group->fields[group->table[i]];
        bool number = field->kind->type == CIGO_TYPE_DECIMAL || field->kind->type == CIGO_TYPE_INTEGER;
        columns[n++] = (struct cigo_document_column){field->label, width_of(field), number};
    }
    if (rest)
        columns[n++] = (struct cigo_document_column){_("Altri dati"), 15, false};
    cigo_document_table(document_open(b), columns, n);
}

static void group_row(struct document_builder *b, const struct cigo_group *group, int64_t row, size_t position,
                      bool rest)
{
    const char *cells[CIGO_DOCUMENT_COLUMNS] = {cigo_arena_printf(b->arena, "%zu", position)};
    size_t n = 1;
    for (size_t i = 0; i < shown_columns(group); i++)
        cells[n++] = cell_of(b, (struct cigo_place){&group->fields[group->table[i]], group, row});
    if (rest)
        cells[n] = rest_of(b, group, row);
    cigo_document_row(b->document, cells);
}

static void section_group(struct document_builder *b, const struct cigo_group *group)
{
    const struct cigo_rows *rows = &cigo_session_answers(b->x->session)->groups[group->index];
    if (!cigo_session_visible(b->x->session, (struct cigo_place){.group = group}))
        return;
    if (rows->n == 0 && group->min_rows == 0)
        return;
    document_heading(b, GROUP_LEVEL, with_code(b, group->code, group->label));
    if (rows->n == 0) {
        document_missing(b, group->label);
        return;
    }
    bool rest = has_rest(b, group, rows);
    open_group_table(b, group, rest);
    for (size_t r = 0; r < rows->n; r++)
        group_row(b, group, rows->items[r].id, r + 1, rest);
}

/* Fields and values first, then tables: no field stands under the heading of a table. */
static void section_items(struct document_builder *b, const struct cigo_section *section)
{
    const struct cigo_form *form = cigo_session_form(b->x->session);
    for (size_t i = 0; i < section->n_items; i++) {
        if (section->items[i].type == CIGO_ITEM_FIELD)
            section_field(b, &form->fields[section->items[i].index]);
        else if (section->items[i].type == CIGO_ITEM_COMPUTED)
            section_computed(b, &form->computed[section->items[i].index]);
    }
    for (size_t i = 0; i < section->n_items; i++)
        if (section->items[i].type == CIGO_ITEM_GROUP)
            section_group(b, &form->groups[section->items[i].index]);
}

static void sections(struct document_builder *b)
{
    const struct cigo_form *form = cigo_session_form(b->x->session);
    for (size_t i = 0; i < form->n_sections; i++) {
        const struct cigo_section *s = &form->sections[i];
        if (cigo_session_section(b->x->session, i).state == CIGO_SECTION_NOT_NEEDED)
            continue;
        document_heading(b, SECTION_LEVEL, cigo_arena_printf(b->arena, "%s. %s", s->code, s->title));
        section_items(b, s);
    }
}

/* ---- alerts ---- */

static void alerts(struct document_builder *b)
{
    struct cigo_alerts list = cigo_session_alerts(b->x->session, CIGO_SCOPE_ALL, b->arena);
    for (size_t i = 0; i < list.n; i++) {
        cigo_buf_clear(&b->text);
        cigo_alert_lines(b->x->session, &list.items[i], true, &b->text);
        char *title = cigo_arena_str(b->arena, cigo_str_trim(cigo_buf_str(&b->text)));
        char *rest = strchr(title, '\n');
        if (rest)
            *rest++ = '\0';
        document_heading(b, GROUP_LEVEL, title);
        cigo_document_paragraph(document_open(b), rest ? rest : "", false);
    }
    if (list.n == 0)
        cigo_document_paragraph(document_open(b), _("Nessun avviso."), false);
}

/* ---- what is still to be done ---- */

static void due(void *data, const struct cigo_choice *kind, bool listed)
{
    struct document_builder *b = data;
    cigo_document_entry(document_open(b), kind->label, listed ? _("in elenco") : _("manca"), !listed);
}

static void checklist(struct document_builder *b)
{
    struct cigo_missing missing = cigo_session_missing(b->x->session, b->arena);
    document_heading(b, SECTION_LEVEL, _("Documenti da unire"));
    if (export_documents_due(b->x->session, due, b) == 0)
        cigo_document_paragraph(document_open(b), export_no_documents(cigo_session_form(b->x->session)), false);
    document_heading(b, SECTION_LEVEL, _("Domande ancora aperte"));
    for (size_t i = 0; i < missing.n; i++) {
        cigo_buf_clear(&b->text);
        cigo_place_label(b->x->session, missing.items[i], &b->text);
        const char *where = missing.items[i].field ? missing.items[i].field->where : missing.items[i].group->where;
        cigo_document_entry(document_open(b), b->text.p, where ? where : "", false);
    }
    if (missing.n == 0)
        cigo_document_paragraph(document_open(b), _("Nessuna."), false);
}

/* ---- the limits ---- */

static const char *amount(struct document_builder *b, int64_t hundredths)
{
    cigo_buf_clear(&b->text);
    cigo_decimal_it(hundredths, 2, false, &b->text);
    return cigo_arena_str(b->arena, cigo_buf_str(&b->text));
}

static const char *words(struct document_builder *b, const struct cigo_picture_bar *bar,
                         void (*put)(const struct cigo_picture_bar *bar, struct cigo_buf *out))
{
    cigo_buf_clear(&b->text);
    put(bar, &b->text);
    return cigo_arena_str(b->arena, cigo_buf_str(&b->text));
}

static void bars(struct document_builder *b, const struct cigo_picture *picture)
{
    const struct cigo_document_column columns[] = {{_("Limite"), 5, false}, {_("Usate"), 3, true},
                                                   {_("Richieste"), 2, true}, {_("Massimo"), 2, true},
                                                   {_("Restano"), 3, true}};
    cigo_document_table(document_open(b), columns, 5);
    for (size_t i = 0; i < picture->n_bars; i++) {
        const struct cigo_picture_bar *bar = &picture->bars[i];
        const char *cells[] = {bar->what->label, words(b, bar, cigo_picture_used), amount(b, bar->requested),
                               amount(b, bar->limit), words(b, bar, cigo_picture_left)};
        cigo_document_row(b->document, cells);
    }
}

/* Runs of weeks in one state; the first state of the list means free weeks. */
static void weeks(struct document_builder *b, const struct cigo_picture *picture)
{
    const struct cigo_document_column columns[] = {{_("Dal"), 2, false}, {_("Al"), 2, false},
                                                   {_("Settimane"), 2, true}, {_("Stato"), 8, false}};
    char from[CIGO_DATE_SIZE], to[CIGO_DATE_SIZE], count[32];
    cigo_document_table(document_open(b), columns, 4);
    for (size_t i = 0, n; i < picture->n_weeks; i += n) {
        const struct cigo_picture_week *first = &picture->weeks[i];
        n = cigo_picture_run(picture, i);
        if (first->state == &picture->states->items[0])
            continue;
        snprintf(count, sizeof count, "%zu", n);
        const char *cells[] = {cigo_date_it(first->monday, from),
                               cigo_date_it(first->monday + 7 * (int32_t)n - 1, to), count,
                               first->state->label};
        cigo_document_row(b->document, cells);
    }
}

static void limits(struct document_builder *b)
{
    struct cigo_picture picture;
    if (!cigo_picture_of(b->x->session, b->arena, &picture))
        return;
    if (picture.n_bars)
        bars(b, &picture);
    weeks(b, &picture);
}

void document_part(struct document_builder *b, enum cigo_doc_part part)
{
    static void (*const makers[])(struct document_builder *) = {
        [CIGO_DOC_PART_SECTIONS] = sections,
        [CIGO_DOC_PART_ALERTS] = alerts,
        [CIGO_DOC_PART_CHECKLIST] = checklist,
        [CIGO_DOC_PART_LIMITS] = limits,
    };
    makers[part](b);
}
