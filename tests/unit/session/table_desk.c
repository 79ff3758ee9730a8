/* A table over a small group. */

#include "table_desk.h"
#include "unit.h"

static const char files[] =
    "=== form.yaml\n"
    "form: prova\n"
    "format: 1\n"
    "version: 1\n"
    "title: Prova\n"
    "order: presunto\n"
    "choices:\n"
    "  mestiere: {operaio: Operaio, impiegato: Impiegato, altro: Altro mestiere}\n"
    "sources:\n"
    "  norma: {cite: Norma 1, gist: Una norma., in_force: 2016-01-01, checked: 2026-11-23, confidence: C1}\n"
    "sections:\n"
    "  uno:\n"
    "    code: 1\n"
    "    title: Uno\n"
    "    fields:\n"
    "      nota: {code: 1.1, kind: text, label: Nota}\n"
    "groups:\n"
    "  righe:\n"
    "    section: uno\n"
    "    code: 1.2\n"
    "    label: Righe\n"
    "    max_rows: 100000\n"
    "    row_title: \"{nome}\"\n"
    "    table: [nome, ore, dal]\n"
    "    fields:\n"
    "      mestiere: {kind: choice, choices: mestiere, label: Mestiere}\n"
    "      quale: {kind: text, label: Quale, visible: \"mestiere = 'altro'\"}\n"
    "      nome: {kind: text, label: Nome}\n"
    "      ore: {kind: decimal, label: Ore}\n"
    "      dal: {kind: date, label: Dal}\n"
    "alerts:\n"
    "  R-ORE: {severity: warning, each: righe, when: ore <= 0, at: [ore], title: Ore a zero,\n"
    "    why: \"{nome} ha {ore} ore.\", fix: Le indichi., source: norma,\n"
    "    tests: [{fires: {righe: [{ore: 0}]}}, {silent: {righe: [{ore: 1}]}}]}\n";

struct cigo_table *table;
struct cigo_error err;

void table_setup(void)
{
    desk_setup_with(files);
    table = cigo_table_new(desk.session, group("righe"));
    err = (struct cigo_error){0};
}

void table_teardown(void)
{
    cigo_table_free(table);
    desk_teardown();
}

void rows(const char *text)
{
    static const char *const columns[] = {"nome", "ore", "dal", "mestiere", "quale"};
    while (*text) {
        int64_t row = add("righe");
        for (size_t c = 0; *text && *text != '\n'; c++) {
            size_t n = strcspn(text, ";\n");
            cigo_session_set(desk.session, cell("righe", row, columns[c]), (struct cigo_str){text, n},
                             NULL, NULL);
            text += n + (text[n] == ';');
        }
        text += *text == '\n';
    }
}

const char *names(void)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    for (size_t i = 0; i < cigo_table_rows(table); i++) {
        struct cigo_place place = cigo_table_place(table, i, 0);
        cigo_buf_puts(&buf, i ? " " : "");
        cigo_buf_puts(&buf, cigo_session_text(desk.session, place));
    }
    const char *text = cigo_arena_str(desk.arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return text;
}

size_t column(const char *id)
{
    return cigo_table_column_of(table, cigo_group_field(group("righe"), cigo_str_of(id)));
}
