/* Checks over the whole form: ids as SQL names, tags, and which fields need an emptiness column. */

#include "../../../src/validation/sql-priv.h"
#include "check_fixture.h"
#include "unit.h"

static size_t form_problems(struct cigo_form *form, const char *say)
{
    struct cigo_problems problems;
    cigo_problems_init(&problems, form->arena);
    bool ok = cigo_sql_check_form(form, &problems);
    size_t n = problems.n;
    ck_assert(ok == (n == 0));
    if (n)
        ck_assert_msg(strstr(problems.items[0].text, say), "%s", problems.items[0].text);
    cigo_problems_finish(&problems);
    return n;
}

START_TEST(names)
{
    static const struct {
        const char *id, *say;
    } ids[] = {
        {"order", "parola di SQL"},
        {"key", "parola di SQL"},
        {"true", "parola di SQL"},
        {"no", "parola di SQL"},
        {"oggi", "parola di SQL"},
        {"_id", "sono del programma"},
        {"vuoto_x", "sono del programma"},
        {"a b", "lettere minuscole"},
        {"a;--", "lettere minuscole"},
        {"Causale", "lettere minuscole"},
        {"", "lettere minuscole"},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "troppo lungo"},
    };
    struct cigo_form *form = check_form();
    ck_assert_uint_eq(form_problems(form, ""), 0);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const char *keep = form->fields[0].id;
        form->fields[0].id = ids[i].id;
        ck_assert_uint_eq(form_problems(form, ids[i].say), 1);
        form->fields[0].id = keep;
        keep = form->groups[1].fields[1].id;
        form->groups[1].fields[1].id = ids[i].id;
        ck_assert_uint_eq(form_problems(form, ids[i].say), 1);
        form->groups[1].fields[1].id = keep;
    }
    form->groups[0].id = "param";
    ck_assert_uint_eq(form_problems(form, "tabella delle regole"), 1);
    cigo_form_free(form);
}
END_TEST

START_TEST(tags)
{
    static const char *const other[] = {"altro"};
    static const struct cigo_choice items[] = {
        {.id = "meteo", .label = "x", .tags = other, .n_tags = 1}};
    struct cigo_form *form = check_form();
    struct cigo_choices lists[2] = {form->choices[0], {"seconda", items, 1}};
    form->choices = lists;
    form->n_choices = 2;
    ck_assert_uint_eq(form_problems(form, "«meteo» ha etichette diverse"), 1);
    form->n_choices = 1;
    ck_assert_uint_eq(form_problems(form, ""), 0);
    cigo_form_free(form);
}
END_TEST

START_TEST(vuoto)
{
    struct cigo_form *form = check_form();
    struct cigo_alert_place place = {.when = {.text = "evento_eone AND vuoto ( periodo_al )"}};
    struct cigo_text_part part = {.expr = {.text = "se(vuoto(x.cf), 1, 2)"}};
    struct cigo_alert_def alert = {
        .id = "R-X", .at = &place, .n_at = 1, .why = {.parts = &part, .n_parts = 1}};
    form->alerts = &alert;
    form->n_alerts = 1;
    form->fields[2].visible.text = "vuoto(causale) OR vuoto_periodo_dal";
    const struct {
        const char *id;
        bool uses;
    } fields[] = {
        {"causale", true}, {"periodo_al", true}, {"periodo_dal", false}, {"dalle", false}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const struct cigo_field *field = cigo_form_field(form, cigo_str_of(fields[i].id));
        ck_assert_msg(cigo_sql_uses_vuoto(form, field) == fields[i].uses, "%s", fields[i].id);
    }
    ck_assert(cigo_sql_uses_vuoto(form, &form->groups[0].fields[0]));
    ck_assert(!cigo_sql_uses_vuoto(form, &form->groups[0].fields[1]));
    cigo_form_free(form);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("check_whole");
    UNIT_CASE(suite, "form", names, tags, vuoto);
    return suite;
}
