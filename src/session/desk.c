/* A position as text: "causale", "lavoratori", "lavoratori/37/ore_richieste"; the files for the user's editor, and the
 * folder that is proposed for the dossier. */

#include <ctype.h>
#include <string.h>
#include <cigo/base/private.h>
#include <cigo/session/desk.h>

void cigo_position_format(struct cigo_place place, struct cigo_buf *out)
{
    if (place.group)
        cigo_buf_puts(out, place.group->id);
    if (place.group && place.row)
        cigo_buf_printf(out, "/%lld", (long long)place.row);
    if (place.field)
        cigo_buf_printf(out, "%s%s", place.group ? "/" : "", place.field->id);
}

static bool read_row(struct cigo_str text, int64_t *ret_row)
{
    int64_t row = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9' || row > INT64_MAX / 10 - 10)
            return false;
        row = row * 10 + (text.p[i] - '0');
    }
    *ret_row = row;
    return text.n > 0;
}

/* Cut off what stands before the next slash. */
static struct cigo_str next_part(struct cigo_str *rest)
{
    size_t n = 0;
    while (n < rest->n && rest->p[n] != '/')
        n++;
    struct cigo_str part = {rest->p, n};
    size_t skip = n < rest->n ? n + 1 : n;
    *rest = (struct cigo_str){rest->p + skip, rest->n - skip};
    return part;
}

bool cigo_position_parse(const struct cigo_form *form, const char *text, struct cigo_place *ret_place)
{
    struct cigo_str rest = cigo_str_of(text);
    struct cigo_str part = next_part(&rest);
    struct cigo_place place = {.field = cigo_form_field(form, part)};
    if (place.field) {
        *ret_place = place;
        return true;
    }
    place.group = cigo_form_group(form, part);
    if (!place.group)
        return false;
    if (rest.n && !read_row(next_part(&rest), &place.row))
        return false;
    if (rest.n && !(place.field = cigo_group_field(place.group, rest)))
        return false;
    *ret_place = place;
    return true;
}

/* "rows:lavoratori/37/cognome"; no field and no group has a colon in its name. */
#define ROWS "rows:"

void cigo_rows_draft_format(struct cigo_place place, struct cigo_buf *out)
{
    cigo_buf_puts(out, ROWS);
    cigo_position_format(place, out);
}

bool cigo_rows_draft_parse(const struct cigo_form *form, const char *text, struct cigo_place *ret_place)
{
    struct cigo_place place;
    if (!text || strncmp(text, ROWS, sizeof ROWS - 1) != 0 ||
        !cigo_position_parse(form, text + sizeof ROWS - 1, &place) || !place.group)
        return false;
    *ret_place = place;
    return true;
}

/* ---- the user's editor ---- */

const char *cigo_desk_editor_file(const struct cigo_desk *desk, struct cigo_place place, struct cigo_arena *arena)
{
    struct cigo_buf name;
    cigo_buf_init(&name, 1024);
    cigo_position_format(place, &name);
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] == '/')
            name.p[i] = '-';
    const char *path = cigo_arena_printf(arena, "%s%s.txt", desk->editor_files, name.p);
    cigo_buf_finish(&name);
    return path;
}

bool cigo_desk_editor_folder(const struct cigo_desk *desk, struct cigo_error *err)
{
    struct cigo_buf folder;
    cigo_buf_init(&folder, 8192);
    const char *files = desk->editor_files;
    cigo_buf_add(&folder, (struct cigo_str){files, (size_t)(strrchr(files, '/') - files)});
    bool ok = cigo_private_folder(folder.p, err);
    cigo_buf_finish(&folder);
    return ok;
}

const char *cigo_desk_dossier_folder(const struct cigo_desk *desk, bool draft, struct cigo_arena *arena)
{
    char *name = cigo_arena_printf(arena, draft ? _("bozza-%s") : _("pratica-%s"), desk->case_name);
    for (char *c = name; *c; c++)
        if ((unsigned char)*c < 0x80 && !isalnum((unsigned char)*c) && !strchr("-_.", *c))
            *c = '-';
    return name;
}

void cigo_desk_call(struct cigo_desk *desk, bool on)
{
    if (on && !desk->call && desk->now_ms)
        desk->call_since = desk->now_ms(desk->data);
    desk->call = on;
}

int64_t cigo_desk_call_seconds(const struct cigo_desk *desk)
{
    return desk->call && desk->now_ms ? (desk->now_ms(desk->data) - desk->call_since) / 1000 : -1;
}
