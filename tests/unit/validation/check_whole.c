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

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("check_whole");
    UNIT_CASE(suite, "form", names);
    return suite;
}
