/* Numbers where a choice is wanted. A bare number is read as the place in the list, but a payroll program may count
 * otherwise: what each was taken for is counted and said. A column of yes and no in which there are only 0 and 1 means
 * no and yes by them, as programs write it; whoever types has a list that begins with 1, so this holds for a file only. */

#include <cigo/exchange/json.h>
#include <cigo/i18n/i18n.h>
#include "import-priv.h"

static bool is_boolean(const struct import_places *places)
{
    return places->field->kind->id == CIGO_KIND_BOOLEAN;
}

/* ---- columns of 0 and 1 ---- */

/* Looks at one row; how many columns may be such still. */
static size_t look_at(struct cigo_import *import, size_t row)
{
    struct cigo_str cells[CIGO_SHEET_COLUMNS];
    size_t n = cigo_sheet_cells(&import->sheet, row, cells, CIGO_SHEET_COLUMNS), open = 0;
    for (size_t i = 0; i < import->n_columns; i++) {
        struct import_places *places = &import->places[i];
        struct cigo_str cell = i < n ? cigo_str_trim(cells[i]) : CIGO_STR("");
        bool zero = cigo_str_is(cell, "0");
        places->zeros |= zero;
        places->only &= !cell.n || zero || cigo_str_is(cell, "1");
        open += places->only;
    }
    return open;
}

void import_find_zeros(struct cigo_import *import)
{
    size_t open = 0;
    for (size_t i = 0; i < import->n_columns; i++) {
        const struct cigo_field *field = import->columns[i].field;
        import->places[i] = (struct import_places){.field = field};
        open += import->places[i].only = field && is_boolean(&import->places[i]);
    }
    for (size_t r = import->first_row; open && r < import->sheet.n_rows; r++)
        open = look_at(import, r);
}

/* ---- what the cells were taken for ---- */

static struct cigo_str note(struct cigo_import *import, struct import_places *places, size_t place,
                            struct cigo_str text)
{
    size_t n = is_boolean(places) ? 2 : places->field->ctx.choices->n;
    if (!places->taken)
        places->taken = cigo_arena_alloc(import->arena, n * sizeof *places->taken);
    if (!places->n)
        memset(places->taken, 0, n * sizeof *places->taken);
    places->taken[place] = true;
    places->n++;
    import->counts.numbered++;
    return text;
}

struct cigo_str import_place(struct cigo_import *import, size_t column, struct cigo_str text)
{
    struct import_places *places = &import->places[column];
    if (places->only && places->zeros) {
        bool yes = cigo_str_is(cigo_str_trim(text), "1");
        return note(import, places, yes, yes ? CIGO_STR("si") : CIGO_STR("no"));
    }
    const struct cigo_choices *list = places->field ? places->field->ctx.choices : NULL;
    const struct cigo_choice *choice = list ? cigo_choice_at(list, text) : NULL;
    return choice ? note(import, places, (size_t)(choice - list->items), text) : text;
}

/* ---- what is said ---- */

static void taken_for(const struct import_places *places, struct cigo_buf *out)
{
    const struct cigo_choices *list = places->field->ctx.choices;
    const char *between = "";
    for (size_t i = 0; i < list->n; i++) {
        if (!places->taken[i])
            continue;
        cigo_buf_printf(out, "%s%zu = %s", between, i + 1, list->items[i].label);
        between = ", ";
    }
}

void import_places_lines(const struct cigo_import *import, struct cigo_buf *out)
{
    for (size_t i = 0; i < import->n_columns; i++) {
        const struct import_places *places = &import->places[i];
        const char *heading = import->columns[i].heading;
        if (!places->n)
            continue;
        cigo_buf_printf(out, _("Colonna %zu, «%s»: "), i + 1, *heading ? heading : places->field->label);
        if (is_boolean(places)) {
            cigo_buf_puts(out, _("ci sono soltanto 0 e 1, che ho letto come no e sì. Controlli che sia così.\n"));
            continue;
        }
        cigo_buf_printf(out, ngettext("%zu cella è un numero, che ho preso come posto nell'elenco delle scelte: ",
                                      "%zu celle sono numeri, che ho preso come posto nell'elenco delle scelte: ",
                                      places->n), places->n);
        taken_for(places, out);
        cigo_buf_puts(out, _(". Se chi ha scritto il file conta in un altro modo, metta nel file le parole.\n"));
    }
}

static void put_taken(json_t *taken, size_t number, const char *choice)
{
    json_array_append_new(taken, json_pack("{s:I, s:s}", "number", (json_int_t)number, "choice", choice));
}

static json_t *taken_json(const struct import_places *places)
{
    json_t *taken = json_array();
    if (is_boolean(places)) {
        put_taken(taken, 0, "no");
        put_taken(taken, 1, "si");
        return taken;
    }
    for (size_t i = 0; i < places->field->ctx.choices->n; i++)
        if (places->taken[i])
            put_taken(taken, i + 1, places->field->ctx.choices->items[i].id);
    return taken;
}

json_t *import_places_json(const struct cigo_import *import)
{
    json_t *list = json_array();
    for (size_t i = 0; i < import->n_columns; i++) {
        const struct import_places *places = &import->places[i];
        if (places->n)
            json_array_append_new(list, json_pack("{s:I, s:s, s:I, s:o}", "column", (json_int_t)i + 1, "field",
                                                  places->field->id, "cells", (json_int_t)places->n, "taken",
                                                  taken_json(places)));
    }
    return list;
}
