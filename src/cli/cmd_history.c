/* cigo history: who wrote what, and when. */

#include <cigo/exchange/call.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/json.h>
#include "cli-priv.h"

enum { MOST_AT_ONCE = 5000 };

static void place_id(struct cigo_place place, struct cigo_buf *out)
{
    cigo_buf_clear(out);
    cigo_position_format(place, out);
}

static json_t *value_json(const struct cigo_past_value *value)
{
    static const char *const what[] = {"answer", "row added", "row removed", "waiver"};
    static const char *const turns[] = {"done", "undo", "redo", "follows"};
    struct cigo_buf place;
    cigo_buf_init(&place, 4096);
    place_id(value->place, &place);
    json_t *object = json_object();
    json_object_set_new(object, "at", cigo_json_text(value->iso));
    json_object_set_new(object, "who", cigo_json_text(value->who));
    json_object_set_new(object, "machine", cigo_json_filled(value->machine));
    json_object_set_new(object, "place", cigo_json_text(place.p));
    json_object_set_new(object, "what", cigo_json_text(what[value->what]));
    json_object_set_new(object, "turn", cigo_json_text(turns[value->turn]));
    json_object_set_new(object, "action", cigo_json_text(value->label));
    if (value->what == CIGO_PAST_TEXT || value->what == CIGO_PAST_WAIVER) {
        json_object_set_new(object, "old", cigo_json_text(value->old_text));
        if (value->new_known)
            json_object_set_new(object, "new", cigo_json_text(value->new_text));
    }
    if (value->what == CIGO_PAST_WAIVER)
        json_object_set_new(object, "alert", cigo_json_text(value->alert));
    cigo_buf_finish(&place);
    return object;
}

/* ---- notes stand between the changes, where they were written ---- */

struct telling {
    struct cli *cli;
    struct open_case *open_case;
    const struct cigo_history *page;
    struct cigo_notes notes;
    size_t left; /* those not told yet: the newest are told first */
};

static void note_json(const struct cigo_note *note)
{
    struct cigo_buf place;
    cigo_buf_init(&place, 4096);
    place_id(note->place, &place);
    json_t *seconds = note->seconds < 0 ? json_null() : json_integer(note->seconds);
    cli_put_json(json_pack("{s:s, s:o, s:o, s:s, s:s, s:o, s:o}", "at", note->iso, "who", cigo_json_text(note->who),
                           "machine", cigo_json_filled(note->machine), "place", place.p, "what", "note",
                           "call_seconds", seconds, "text", cigo_json_text(note->text)), JSON_COMPACT, "\n");
    cigo_buf_finish(&place);
}

static void print_note(const struct telling *telling, const struct cigo_note *note)
{
    struct cigo_buf line;
    if (telling->cli->options[OPT_JSON]) {
        note_json(note);
        return;
    }
    cigo_buf_init(&line, 1 << 20);
    cigo_buf_puts(&line, _("Nota: "));
    cigo_note_line(telling->open_case->session, note, &line);
    cigo_sentence_stop(&line);
    cli_shown(stdout, line.p);
    putchar('\n');
    cigo_buf_finish(&line);
}

/* Is it about what is asked? */
static bool is_asked(struct cigo_place asked, struct cigo_place place)
{
    if (!asked.field && !asked.group)
        return true;
    return asked.group == place.group && (!asked.row || asked.row == place.row) &&
           (!asked.field || asked.field == place.field);
}

/* Those that are not older than this, or all. */
static void print_notes(struct telling *telling, const char *iso)
{
    for (; telling->left && (!iso || strcmp(telling->notes.items[telling->left - 1].iso, iso) >= 0); telling->left--)
        if (is_asked(telling->page->place, telling->notes.items[telling->left - 1].place))
            print_note(telling, &telling->notes.items[telling->left - 1]);
}

/* One line a value, so that a long history needs no memory. */
static void print_value(const struct telling *telling, const struct cigo_past_value *value, struct cigo_buf *line)
{
    cigo_buf_clear(line);
    cigo_history_line(telling->open_case->session, telling->page, value, line);
    cigo_sentence_stop(line);
    cli_shown(stdout, line->p);
    putchar('\n');
}

static void print(struct telling *telling)
{
    struct cigo_buf line;
    cigo_buf_init(&line, 1 << 20);
    for (size_t i = 0; i < telling->page->n; i++) {
        const struct cigo_past_value *value = &telling->page->items[i];
        print_notes(telling, value->iso);
        if (telling->cli->options[OPT_JSON])
            cli_put_json(value_json(value), JSON_COMPACT, "\n");
        else
            print_value(telling, value, &line);
    }
    cigo_buf_finish(&line);
}

static bool run(struct cli *cli, struct open_case *open_case, struct cigo_error *err)
{
    struct cigo_history page = {.most = MOST_AT_ONCE};
    struct telling telling = {.cli = cli, .open_case = open_case, .page = &page};
    bool ok = true;
    if (cli->argc > 1 && !cigo_place_named(open_case->session, cigo_str_of(cli->argv[1]), &page.place))
        return cigo_fail(err, CIGO_EXIT_USAGE,
                         _("non c'è «%s»: si scrive un codice (4.7), un campo (causale), una riga (5.8/3) o una sua "
                           "cella (5.8/3/cognome)."),
                         cli->argv[1]);
    if (!cli_notes(open_case, cli->arena, &telling.notes, err))
        return false;
    telling.left = telling.notes.n;
    do {
        struct cigo_arena *arena = cigo_arena_new();
        ok = cli_history(open_case, arena, &page, err);
        if (ok)
            print(&telling);
        page.later = page.later ? cigo_arena_dup(cli->arena, page.later) : NULL;
        cigo_arena_free(arena);
    } while (ok && page.more);
    if (ok)
        print_notes(&telling, NULL);
    return ok;
}

int cmd_history(struct cli *cli)
{
    struct cigo_error err = {0};
    struct cigo_case_info info;
    struct open_case open_case = {0};
    bool ok = cli_case_find(cli, cli->argv[0], &info, &err) && cli_case_open(cli, &info, false, &open_case, &err) &&
              run(cli, &open_case, &err);
    cli_case_close(&open_case);
    return ok ? CIGO_EXIT_OK : cli_error(&err);
}
