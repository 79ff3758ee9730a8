/* A table from a file: what was understood of it, column by column, and what would happen, as a panel in which
 * every line can be read with the arrows; then Enter does it. */

#include <stdlib.h>
#include <cigo/exchange/import.h>
#include <cigo/i18n/i18n.h>
#include "panel-priv.h"

enum { ROWS_SHOWN = 5, LONG = 2000 };

static const char *mode_label(enum cigo_import_mode mode)
{
    static const char *const labels[] = {
        [CIGO_IMPORT_APPEND] = N_("Modo: aggiunge in fondo."),
        [CIGO_IMPORT_REPLACE] = N_("Modo: mette le righe del file al posto di quelle che ci sono."),
        [CIGO_IMPORT_UPDATE] = N_("Modo: aggiorna le righe con la stessa chiave, e aggiunge le altre."),
    };
    return _(labels[mode]);
}

void cigo_tui_import_drop(struct app *app)
{
    cigo_import_free(app->import.import);
    app->import.import = NULL;
}

/* ---- the panel ---- */

static void add(struct app *app, enum style style, const char *text)
{
    struct panel_line *line = cigo_tui_panel_add(app, style, 0, "%s", text);
    line->target = TARGET_IMPORT;
    line->number = SIZE_MAX;
}

static void add_lines(struct app *app, enum style style, struct cigo_buf *buf)
{
    char *text = cigo_arena_str(app->arena, cigo_buf_str(buf));
    cigo_buf_clear(buf);
    while (*text) {
        size_t n = strcspn(text, "\n");
        add(app, style, cigo_arena_str(app->arena, (struct cigo_str){text, n}));
        text += n + (text[n] == '\n');
    }
}

static void add_column(struct app *app, size_t i, struct cigo_buf *buf)
{
    size_t n;
    const struct cigo_import_column *column = &cigo_import_columns(app->import.import, &n)[i];
    cigo_import_column_line(app->import.import, i, buf);
    add_lines(app, column->near ? STYLE_WARNING : column->field ? STYLE_NORMAL : STYLE_HINT, buf);
    app->panel.lines[app->panel.n - 1].number = i;
}

static void add_outcome(struct app *app, struct cigo_buf *buf)
{
    struct cigo_error err = {0};
    struct cigo_import *import = app->import.import;
    if (!cigo_import_ready(import, app->import.mode, &err)) {
        add(app, STYLE_ERROR, err.text);
        return;
    }
    cigo_import_look(import, app->import.mode);
    cigo_import_count_lines(import, false, buf);
    const struct cigo_import_counts *counts = cigo_import_counts(import);
    add_lines(app, counts->bad || counts->surplus || counts->numbered ? STYLE_WARNING : STYLE_OK, buf);
    cigo_import_row_lines(import, ROWS_SHOWN, buf);
    add_lines(app, STYLE_NORMAL, buf);
}

/* Made anew after every change; the focus stays on its line. */
static void show(struct app *app)
{
    struct import_view kept = app->import;
    struct cigo_buf buf;
    struct panel_at at = app->panel.at;
    size_t n;
    const struct cigo_group *group = cigo_import_group(kept.import);
    app->import.import = NULL; /* opening a panel closes what is open */
    cigo_tui_panel_open(app, cigo_arena_printf(app->arena, _("Importa in %s %s"), group->code ? group->code : "",
                                               group->label));
    app->import = kept;
    cigo_buf_init(&buf, 1 << 20);
    add(app, STYLE_NORMAL, mode_label(kept.mode));
    cigo_import_columns(kept.import, &n);
    for (size_t i = 0; i < n; i++)
        add_column(app, i, &buf);
    cigo_import_dialect_lines(kept.import, &buf);
    add_lines(app, STYLE_HINT, &buf);
    add_outcome(app, &buf);
    cigo_buf_finish(&buf);
    app->panel.at = at;
    if (!at.away && at.focus >= app->panel.n)
        app->panel.at.away = true;
}

void cigo_tui_import_help(struct app *app)
{
    cigo_tui_say(app, STYLE_HINT, _("Invio importa, Esc lascia. Su una colonna: Spazio conferma o lascia fuori, "
                                    "frecce a destra e a sinistra la mandano altrove. m cambia il modo."));
}

void cigo_tui_import_open(struct app *app, const char *typed)
{
    struct cigo_error err = {0};
    const struct cigo_group *group = app->focus.group;
    if (!*typed || !group)
        return;
    cigo_tui_panel_close(app);
    app->import.aside = NULL;
    app->import.import =
        cigo_import_open(app->session, group, cigo_import_path(typed, app->desk->home, app->arena), "", &err);
    if (!app->import.import) {
        cigo_tui_say(app, STYLE_ERROR, "%s", err.text);
        return;
    }
    bool empty = cigo_tui_rows_of(app, group)->n == 0;
    app->import.mode = empty || !cigo_import_ready(app->import.import, CIGO_IMPORT_UPDATE, &err) ? CIGO_IMPORT_APPEND
                                                                                                : CIGO_IMPORT_UPDATE;
    show(app);
    cigo_tui_import_help(app);
}

/* ---- changes ---- */

static size_t column_here(const struct app *app)
{
    return !app->panel.at.away ? app->panel.lines[app->panel.at.focus].number : SIZE_MAX;
}

static bool is_free(const struct cigo_import_column *columns, size_t n, const struct cigo_field *field)
{
    for (size_t i = 0; i < n; i++)
        if (columns[i].field == field)
            return false;
    return true;
}

/* To the next column of the group that no other has; nowhere is one of them. */
static void turn(struct app *app, int by)
{
    size_t n, i = column_here(app);
    if (i == SIZE_MAX)
        return;
    const struct cigo_import_column *columns = cigo_import_columns(app->import.import, &n);
    const struct cigo_group *group = cigo_import_group(app->import.import);
    size_t places = group->n_fields + 1, at = columns[i].field ? columns[i].field->index + 1 : 0;
    do
        at = (at + (by > 0 ? 1 : places - 1)) % places;
    while (at > 0 && !is_free(columns, n, &group->fields[at - 1]));
    cigo_import_choose(app->import.import, i, at ? &group->fields[at - 1] : NULL);
    show(app);
}

static void confirm(struct app *app)
{
    size_t n, i = column_here(app);
    if (i == SIZE_MAX)
        return;
    const struct cigo_import_column *columns = cigo_import_columns(app->import.import, &n);
    const struct cigo_field *aside = app->import.aside, *goes = columns[i].near;
    if (!goes && !columns[i].field && aside && app->import.aside_at == i && is_free(columns, n, aside))
        goes = aside; /* once more: it was not meant */
    app->import.aside = columns[i].field;
    app->import.aside_at = i;
    cigo_import_choose(app->import.import, i, goes);
    show(app);
}

static void next_mode(struct app *app)
{
    const struct cigo_group *group = cigo_import_group(app->import.import);
    static const enum cigo_import_mode next[] = {
        [CIGO_IMPORT_APPEND] = CIGO_IMPORT_UPDATE,
        [CIGO_IMPORT_UPDATE] = CIGO_IMPORT_REPLACE,
        [CIGO_IMPORT_REPLACE] = CIGO_IMPORT_APPEND,
    };
    app->import.mode = next[app->import.mode];
    if (app->import.mode == CIGO_IMPORT_UPDATE && !group->key)
        app->import.mode = CIGO_IMPORT_REPLACE;
    show(app);
}

/* ---- doing it ---- */

/* The line of a column that is still to be confirmed; n if all are. */
static size_t unsettled(const struct app *app)
{
    size_t n, i = 0;
    const struct cigo_import_column *columns = cigo_import_columns(app->import.import, &n);
    while (i < app->panel.n && (app->panel.lines[i].number >= n || !columns[app->panel.lines[i].number].near))
        i++;
    return i;
}

static void say_done(struct app *app, const struct cigo_import_counts *counts)
{
    const char *failed = cigo_session_save_failed(app->session);
    if (failed)
        return; /* said already, and more important */
    cigo_tui_say(app, counts->bad ? STYLE_WARNING : STYLE_OK,
                 _("Righe aggiunte %zu, aggiornate %zu, uguali %zu; celle da correggere %zu%s. F11 annulla tutto."),
                 counts->added, counts->changed, counts->unchanged, counts->bad,
                 counts->bad ? _(" (F5 va alla prima)") : "");
}

static void apply(struct app *app)
{
    struct cigo_error err = {0};
    struct cigo_effects effects = {0};
    struct cigo_import *import = app->import.import;
    struct cigo_place place = {.group = cigo_import_group(import)};
    size_t open = unsettled(app);
    if (open < app->panel.n) {
        cigo_tui_panel_focus(app, open);
        cigo_tui_say(app, STYLE_WARNING, _("Questa colonna è da confermare: Spazio sì, freccia a destra altrove."));
        return;
    }
    if (!cigo_import_ready(import, app->import.mode, &err)) {
        cigo_tui_say(app, STYLE_ERROR, "%s", err.text);
        return;
    }
    if (app->terminal && cigo_import_counts(import)->rows > LONG) {
        cigo_tui_say(app, STYLE_INFO, _("Importo %zu righe…"), cigo_import_counts(import)->rows);
        cigo_tui_draw(app);
        cigo_terminal_show(app->terminal, &app->grid);
    }
    bool ok = cigo_import_apply(import, app->import.mode, NULL, NULL, &effects, &err);
    cigo_tui_say_effects(app, &effects);
    if (ok)
        say_done(app, cigo_import_counts(import));
    else
        cigo_tui_say(app, STYLE_ERROR, "%s", err.text);
    cigo_tui_panel_close(app);
    cigo_tui_table_open(app, place);
}

bool cigo_tui_import_key(struct app *app, const struct key *key)
{
    if (!app->import.import)
        return false;
    if (key->type == KEY_TYPE_ENTER)
        apply(app);
    else if (key->type == KEY_TYPE_RIGHT || key->type == KEY_TYPE_LEFT)
        turn(app, key->type == KEY_TYPE_RIGHT ? 1 : -1);
    else if (key->type == KEY_TYPE_TEXT && key->code == ' ')
        confirm(app);
    else if (key->type == KEY_TYPE_TEXT && (key->code == 'm' || key->code == 'M'))
        next_mode(app);
    else if (key->type == KEY_TYPE_ESC) {
        cigo_tui_panel_close(app);
        cigo_tui_say(app, STYLE_INFO, _("Non è cambiato nulla."));
    } else
        return false;
    return true;
}
