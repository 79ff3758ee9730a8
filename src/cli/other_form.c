/* What a case saved with another version of the form needs. Answers are never lost: `renamed_from` says
 * where they belong now; what has no place is left where it is in the archive, where the former version of
 * the form finds it again. A new name that already has an answer keeps it. */

#include <stdlib.h>
#include <cigo/base/alloc.h>
#include "other_form-priv.h"

enum { LISTED = 8 };

static void keep(struct other_form *other, const char *name)
{
    for (size_t i = 0; i < other->n_kept; i++)
        if (strcmp(other->kept[i], name) == 0)
            return;
    *CIGO_PUSH(other->kept, other->n_kept, other->cap_kept) =
        cigo_arena_dup(other->open_case->cli->arena, name);
}

static const struct cigo_field *renamed(const struct cigo_field *fields, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++)
        if (fields[i].renamed_from && strcmp(fields[i].renamed_from, id) == 0)
            return &fields[i];
    return NULL;
}

static void will_move(struct other_form *other, struct cigo_place place, const char *id, const char *text)
{
    struct cigo_arena *arena = other->open_case->cli->arena;
    *CIGO_PUSH(other->moved, other->n_moved, other->cap_moved) =
        (struct moved){place, cigo_arena_dup(arena, id), cigo_arena_dup(arena, text)};
}

void other_form_field(struct other_form *other, const char *id, const char *text)
{
    const struct cigo_form *form = other->open_case->cli->form;
    struct cigo_place place = {.field = renamed(form->fields, form->n_fields, id)};
    if (place.field)
        will_move(other, place, id, text);
    else
        keep(other, id);
}

void other_form_column(struct other_form *other, const struct cigo_group *group, int64_t row,
                       const char *id, const char *text)
{
    struct cigo_place place = {renamed(group->fields, group->n_fields, id), group, row};
    if (place.field)
        will_move(other, place, id, text);
    else
        keep(other, cigo_arena_printf(other->open_case->cli->arena, "%s.%s", group->id, id));
}

void other_form_group(struct other_form *other, const char *id)
{
    keep(other, id);
}

void other_form_move(struct other_form *other)
{
    struct cigo_session *session = other->open_case->session;
    size_t n = 0;
    for (size_t i = 0; i < other->n_moved; i++) {
        struct moved *moved = &other->moved[i];
        if (*cigo_session_text(session, moved->place)) {
            keep(other, moved->old_id);
            continue;
        }
        cigo_session_load_text(session, moved->place, cigo_str_of(moved->text));
        other->moved[n++] = *moved;
    }
    other->n_moved = n;
}

static bool save_one(struct cigo_store *store, const struct moved *moved, struct cigo_error *err)
{
    const struct cigo_place *at = &moved->place;
    if (!at->group)
        return cigo_store_put_field(store, at->field->id, NULL, moved->text, err) &&
               cigo_store_put_field(store, moved->old_id, moved->text, NULL, err);
    return cigo_store_put_cell(store, at->group->id, at->row, at->field->id, NULL, moved->text, err) &&
           cigo_store_put_cell(store, at->group->id, at->row, moved->old_id, moved->text, NULL, err);
}

bool other_form_save(struct other_form *other, uint64_t *last, struct cigo_error *err)
{
    struct open_case *open_case = other->open_case;
    struct cigo_store *store = open_case->cli->store;
    const char *made = open_case->info.form_version, *now = open_case->cli->form->version;
    if (open_case->read_only)
        return true;
    if (other->n_moved) {
        bool ok = cigo_store_begin(store, open_case->info.id, N_("modulo aggiornato"), *last + 1, CIGO_TURN_DONE, err);
        for (size_t i = 0; ok && i < other->n_moved; i++)
            ok = save_one(store, &other->moved[i], err);
        if (!ok || !cigo_store_commit(store, err)) {
            cigo_store_rollback(store);
            return false;
        }
        ++*last;
    }
    return (made && strcmp(made, now) == 0) ||
           cigo_store_form_version(store, open_case->info.id, now, err);
}

static void list_kept(const struct other_form *other, struct cigo_buf *out)
{
    if (other->n_kept == 0)
        return;
    cigo_buf_puts(out, _(" Non hanno più un posto, e restano nell'archivio, le risposte di "));
    for (size_t i = 0; i < other->n_kept && i < LISTED; i++)
        cigo_buf_printf(out, "%s«%s»", i ? ", " : "", other->kept[i]);
    if (other->n_kept > LISTED)
        cigo_buf_printf(out, _(" e altre %zu"), other->n_kept - LISTED);
    cigo_buf_putc(out, '.');
}

static void list_missing(const struct other_form *other, struct cigo_buf *out)
{
    struct cigo_session *session = other->open_case->session;
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_missing missing = cigo_session_missing(session, arena);
    if (missing.n)
        cigo_buf_puts(out, _(" Ora sono obbligatorie e mancano: "));
    for (size_t i = 0; i < missing.n && i < LISTED; i++) {
        const struct cigo_place *at = &missing.items[i];
        cigo_buf_printf(out, "%s%s", i ? ", " : "", at->field ? at->field->label : at->group->label);
    }
    if (missing.n > LISTED)
        cigo_buf_printf(out, _(" e altre %zu"), missing.n - LISTED);
    if (missing.n)
        cigo_buf_putc(out, '.');
    cigo_arena_free(arena);
}

void other_form_notice(struct other_form *other, struct cigo_buf *out)
{
    const struct open_case *open_case = other->open_case;
    const char *made = open_case->info.form_version, *now = open_case->cli->form->version;
    if (!made || !*made || strcmp(made, now) == 0)
        return;
    cigo_buf_printf(out,
                    _("Il modulo è passato dalla versione %s alla %s: le risposte sono le stesse, gli avvisi "
                    "possono essere diversi."),
                    made, now);
    if (other->n_moved == 1)
        cigo_buf_puts(out, _(" Una risposta è passata al nuovo nome del suo campo."));
    else if (other->n_moved)
        cigo_buf_printf(out, _(" %zu risposte sono passate al nuovo nome del loro campo."), other->n_moved);
    list_kept(other, out);
    list_missing(other, out);
}

void other_form_finish(struct other_form *other)
{
    free(other->moved);
    free(other->kept);
}
