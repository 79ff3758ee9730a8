/* Answers files: reading what was written gives the same case, over random cases of the real form; a file
 * with mistakes says all of them with their places and changes nothing. */

#include <cigo/base/alloc.h>
#include <cigo/exchange/exchange.h>
#include <cigo/loader/loader.h>

#include <stdlib.h>
#include <string.h>

#include "unit.h"

enum { TODAY = 20780, CASES = 60 }; /* 2026-11-23 */

static struct cigo_arena *arena;
static struct cigo_form *form;
static struct cigo_error err;

static void setup(void)
{
    char dir[4096];
    struct cigo_problems problems;
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    snprintf(dir, sizeof dir, "%s/forms/cigo", getenv("CIGO_SOURCE") ? getenv("CIGO_SOURCE") : ".");
    form = cigo_form_load(dir, &problems);
    ck_assert_msg(form != NULL, "%s", problems.n ? problems.items[0].text : dir);
    cigo_problems_finish(&problems);
}

static void teardown(void)
{
    cigo_form_free(form);
    cigo_arena_free(arena);
}

static struct cigo_session *new_session(void)
{
    struct cigo_session_options options = {.today = TODAY};
    struct cigo_session *session = cigo_session_new(form, &options, &err);
    ck_assert_msg(session != NULL, "%s", err.text);
    return session;
}

/* ---- random cases ---- */

static uint64_t state;

static size_t pick(size_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(state >> 33) % n;
}

/* Whatever somebody may have typed: well formed, misread by YAML, or nonsense. */
static const char *const texts[] = {
    "si", "no", "12", "0", "-3,50", "1.234,56", "16/11/2026", "2026-11-16", "31/02/2026", "oggi", "04712030289",
    "RSSMRA85M01H501Q", "00198", "07:30", "1e3", "0x10", "null", "~", "true", "Yes", "NULL", "[a, b]", "{a: b}",
    "- voce", "a: b", "a #b", "# c", "&x", "*x", "!x", "| x", "> x", "'", "\"", "\"doppie\" e 'semplici'", "\\n",
    "C:\\cartella", "%sì", "@domani", "`a`", "a:", ":a", ", ,", "?", "-", "---", "...", "Perché è già così",
    "日本", "e\xcc\x80", "riga uno\nriga due", "\nprima vuota", "ultima vuota\n", "  rientro\n\n\nfine", "a\tb",
    "{typed: x}", "=", "<<", "Rossi & C. S.n.c.",
};

static struct cigo_str random_text(const struct cigo_field *field, struct cigo_buf *buf)
{
    const struct cigo_choices *list = field->ctx.choices;
    cigo_buf_clear(buf);
    if (list && pick(4)) {
        cigo_buf_puts(buf, list->items[pick(list->n)].id);
        for (size_t more = pick(3); field->kind->id == CIGO_KIND_MULTICHOICE && more > 0; more--)
            cigo_buf_printf(buf, "%s%s", pick(2) ? ", " : ",", list->items[pick(list->n)].id);
    } else {
        cigo_buf_puts(buf, texts[pick(sizeof texts / sizeof *texts)]);
    }
    return cigo_buf_str(buf);
}

static void load_rows(struct cigo_session *session, const struct cigo_group *group, struct cigo_buf *buf)
{
    size_t max = group->max_rows && group->max_rows < 4 ? group->max_rows : 4;
    for (size_t rows = pick(max + 1); rows > 0; rows--) {
        int64_t row = cigo_session_load_row(session, group, 0);
        for (size_t i = 0; i < group->n_fields; i++)
            if (pick(2))
                cigo_session_load_text(session, (struct cigo_place){&group->fields[i], group, row},
                                       random_text(&group->fields[i], buf));
    }
}

static struct cigo_session *random_case(void)
{
    struct cigo_session *session = new_session();
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    cigo_session_load_begin(session);
    for (size_t i = 0; i < form->n_fields; i++)
        if (pick(3))
            cigo_session_load_text(session, (struct cigo_place){.field = &form->fields[i]},
                                   random_text(&form->fields[i], &buf));
    for (size_t i = 0; i < form->n_groups; i++)
        load_rows(session, &form->groups[i], &buf);
    ck_assert_msg(cigo_session_load_end(session, &err), "%s", err.text);
    cigo_buf_finish(&buf);
    return session;
}

/* ---- in and out ---- */

static char *written(const struct cigo_session *session)
{
    struct cigo_buf out;
    cigo_buf_init(&out, 16u << 20);
    cigo_answers_write(session, &out);
    ck_assert(!out.truncated);
    return cigo_buf_take(&out);
}

/* The problems as text, "" when it was read. */
static char *read_into(struct cigo_session *session, const char *text, enum cigo_answers_mode mode)
{
    struct cigo_problems problems;
    struct cigo_buf out;
    cigo_problems_init(&problems, arena);
    cigo_buf_init(&out, 1u << 20);
    const struct cigo_yaml_node *root =
        cigo_yaml_parse(arena, "x", cigo_str_of(text), &cigo_answers_limits, &problems);
    if (mode == CIGO_ANSWERS_LOAD)
        cigo_session_load_begin(session);
    bool ok = root && cigo_answers_read(session, root, mode, &problems, &err);
    if (mode == CIGO_ANSWERS_LOAD)
        ck_assert_msg(cigo_session_load_end(session, &err), "%s", err.text);
    ck_assert_msg(ok == (problems.n == 0), "%s", err.text);
    cigo_problems_print(&problems, &out);
    cigo_problems_finish(&problems);
    return cigo_buf_take(&out);
}

static void same_cells(const struct cigo_field *fields, const struct cigo_row *a, const struct cigo_row *b,
                       size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *one = cigo_row_cell(a, i).raw, *two = cigo_row_cell(b, i).raw;
        ck_assert_msg((one == NULL) == (two == NULL), "%s", fields[i].id);
        if (one)
            ck_assert_msg(strcmp(one, two) == 0, "%s: «%s» became «%s»", fields[i].id, one, two);
    }
}

static void same_case(const struct cigo_session *one, const struct cigo_session *two)
{
    const struct cigo_answers *a = cigo_session_answers(one), *b = cigo_session_answers(two);
    for (size_t i = 0; i < form->n_fields; i++)
        same_cells(&form->fields[i], &a->fields[i], &b->fields[i], 1);
    for (size_t g = 0; g < form->n_groups; g++) {
        ck_assert_uint_eq(a->groups[g].n, b->groups[g].n);
        for (size_t r = 0; r < a->groups[g].n; r++)
            same_cells(form->groups[g].fields, &a->groups[g].items[r], &b->groups[g].items[r],
                       form->groups[g].n_fields);
    }
}

START_TEST(test_identity)
{
    for (unsigned seed = 1; seed <= CASES; seed++) {
        state = seed;
        struct cigo_session *one = random_case(), *two = new_session();
        enum cigo_answers_mode mode = seed % 2 ? CIGO_ANSWERS_LOAD : CIGO_ANSWERS_ACTION;
        char *text = written(one);
        char *problems = read_into(two, text, mode);
        ck_assert_msg(!*problems, "case %u: %s%s", seed, problems, text);
        same_case(one, two);
        char *again = written(two);
        ck_assert_str_eq(text, again);
        free(again);
        free(problems);
        free(text);
        cigo_session_free(two);
        cigo_session_free(one);
    }
}
END_TEST

/* A mode of one action is undone as one. */
START_TEST(test_action_is_one)
{
    struct cigo_session *session = new_session();
    char *empty = written(session), *problems;
    const char *label;
    problems = read_into(session, "form: cigo\nanswers:\n  causale: meteo\n  lavoratori: [{nome: Ada}, {nome: Eva}]\n",
                         CIGO_ANSWERS_ACTION);
    ck_assert_str_eq(problems, "");
    ck_assert(cigo_session_undo(session, &label, NULL, NULL, &err));
    char *after = written(session);
    ck_assert_str_eq(after, empty);
    ck_assert_str_eq(empty, "form: cigo\nanswers: {}\n");
    free(after);
    free(empty);
    free(problems);
    cigo_session_free(session);
}
END_TEST

/* ---- mistakes ---- */

static const struct {
    const char *text, *says[4]; /* every problem begins like this, in order */
} mistakes[] = {
    {"form: cigo\nanswers: {azienda_fc: 1}", {"x:2:11: «azienda_fc» non è un campo o un gruppo: forse «azienda_cf»?"}},
    {"form: cigo\nanswers: {causale: gelata}", {"x:2:20: «gelata» non è una scelta di «causale»"}},
    {"form: cigo\nanswers: {causale: mateo}", {"x:2:20: «mateo» non è una scelta di «causale»: forse «meteo»?"}},
    {"form: cigo\nanswers: {causale: [meteo]}", {"x:2:20: «causale» vuole un solo valore; qui c'è un elenco."}},
    {"form: cigo\nanswers: {azienda_cf: {a: b}}", {"x:2:23: «azienda_cf» vuole un solo valore; qui c'è una mappa."}},
    {"form: cigo\nanswers: {modalita: [riduzione, boh]}", {"x:2:33: «boh» non è una scelta di «modalita»"}},
    {"form: cigo\nanswers: {modalita: [[riduzione]]}", {"x:2:22: Nell'elenco di «modalita» ogni voce è una scelta."}},
    {"form: cigo\nanswers: {termine_presentazione: 1/1/2026}", {"x:2:11: «termine_presentazione» è un valore calcolato"}},
    {"form: cigo\nanswers: {lavoratori: 3}", {"x:2:23: «lavoratori» è un gruppo: vuole un elenco di righe."}},
    {"form: cigo\nanswers: {lavoratori: [3, {nomme: A}]}",
     {"x:2:24: Una riga di «lavoratori» si scrive come", "x:2:28: «nomme» non è una colonna: forse «nome»?"}},
    {"form: cigo\nanswers: [a]", {"x:2:10: Le risposte si scrivono come «campo: valore»."}},
    {"form: altro\nanswers: {}", {"x:1:7: Queste risposte sono del modulo «altro», non di «cigo»."}},
    {"form: cigo", {"x:1:1: Manca «answers:»"}},
    {"form: cigo\nanswer: {}\n", {"x:1:1: Manca «answers:»", "x:2:1: «answer» non è una voce del file delle risposte"}},
    {"boh", {"x:1:1: Un file di risposte comincia con «form: cigo» e «answers:»."}},
    {"", {"x:1:1: Un file di risposte comincia con"}},
};

START_TEST(test_mistakes)
{
    struct cigo_session *session = new_session();
    free(read_into(session, "form: cigo\nanswers: {up_nome: Prima}", CIGO_ANSWERS_ACTION));
    char *before = written(session);
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        char *problems = read_into(session, mistakes[i].text, CIGO_ANSWERS_ACTION), *line = problems;
        for (size_t k = 0; k < 4 && mistakes[i].says[k]; k++) {
            ck_assert_msg(strncmp(line, mistakes[i].says[k], strlen(mistakes[i].says[k])) == 0, "wanted %s, got %s",
                          mistakes[i].says[k], line);
            line = strchr(line, '\n') + 1;
        }
        ck_assert_msg(*line == '\0', "one more: %s", line);
        free(problems);
    }
    char *after = written(session);
    ck_assert_str_eq(after, before);
    free(after);
    free(before);
    cigo_session_free(session);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("exchange-answers");
    TCase *tcase = tcase_create("answers");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, test_identity);
    tcase_add_test(tcase, test_action_is_one);
    tcase_add_test(tcase, test_mistakes);
    suite_add_tcase(suite, tcase);
    return suite;
}
