/* The session of the tests of import and paste. */

#include "import_desk.h"

#include <stdlib.h>
#include <cigo/loader/loader.h>
#include "unit.h"

struct import_desk import_desk;
enum { TODAY = 20780 }; /* 2026-11-23 */

void import_desk_setup(void)
{
    char dir[4096];
    struct cigo_problems problems;
    struct import_desk *desk = &import_desk;
    struct cigo_session_options options = {.today = TODAY};
    desk->arena = cigo_arena_new();
    cigo_problems_init(&problems, desk->arena);
    snprintf(dir, sizeof dir, "%s/forms/cigo", getenv("CIGO_SOURCE") ? getenv("CIGO_SOURCE") : ".");
    desk->form = cigo_form_load(dir, &problems);
    ck_assert_msg(desk->form != NULL, "%s", problems.n ? problems.items[0].text : dir);
    cigo_problems_finish(&problems);
    desk->session = cigo_session_new(desk->form, &options, &desk->err);
    ck_assert_msg(desk->session != NULL, "%s", desk->err.text);
    desk->group = cigo_form_group(desk->form, CIGO_STR("lavoratori"));
    cigo_session_load_begin(desk->session);
    ck_assert(cigo_session_load_end(desk->session, &desk->err));
}

void import_desk_teardown(void)
{
    cigo_session_free(import_desk.session);
    cigo_form_free(import_desk.form);
    cigo_arena_free(import_desk.arena);
}

void import_desk_rows(struct cigo_buf *out)
{
    const struct cigo_group *group = import_desk.group;
    const struct cigo_rows *rows = &cigo_session_answers(import_desk.session)->groups[group->index];
    for (size_t r = 0; r < rows->n; r++) {
        bool first = true;
        cigo_buf_puts(out, r ? "|" : "");
        for (size_t c = 0; c < group->n_fields; c++) {
            const char *raw = cigo_row_cell(&rows->items[r], c).raw;
            if (!raw)
                continue;
            cigo_buf_printf(out, "%s%s=", first ? "" : " ", group->fields[c].id);
            for (const char *p = raw; *p; p++)
                cigo_buf_printf(out, *p == '\n' ? "↵" : "%c", *p);
            first = false;
        }
    }
}

void import_desk_is(const char *rows)
{
    struct cigo_buf out;
    cigo_buf_init(&out, 1 << 20);
    import_desk_rows(&out);
    ck_assert_str_eq(out.p, rows);
    cigo_buf_finish(&out);
}

void import_desk_row(const char *const *texts)
{
    int64_t row;
    struct import_desk *desk = &import_desk;
    ck_assert(cigo_session_row_add(desk->session, desk->group, SIZE_MAX, &row, NULL, &desk->err));
    for (size_t c = 0; texts[c]; c++) {
        struct cigo_place place = {&desk->group->fields[c], desk->group, row};
        ck_assert(cigo_session_set(desk->session, place, cigo_str_of(texts[c]), NULL, &desk->err));
    }
}
