/* Headings as people write them, and the column that they mean or may mean. */

#include "form_test.h"

#include <cigo/form/headers.h>

static const char *const names_of_cf[] = {"fiscal code", "C.F."}, *const names_of_hours[] = {"ore CIGO"};
static struct cigo_field columns[] = {
    {.id = "cf", .label = "Codice fiscale", .headers = names_of_cf, .n_headers = 2},
    {.id = "eta", .label = "Età"},
    {.id = "ore_richieste", .label = "Ore di CIGO nel periodo", .headers = names_of_hours, .n_headers = 1},
    {.id = "cognome", .label = "Cognome"},
    {.id = "nome", .label = "Nome"},
};
static const struct cigo_group group = {.fields = columns, .n_fields = 5};

static const struct {
    const char *heading, *exact, *near;
} rows[] = {
    {"cf", "cf", "cf"},
    {" Codice Fiscale ", "cf", "cf"},
    {"CODICE_FISCALE", "cf", "cf"},
    {"codice-fiscale:", "cf", "cf"},
    {"c.f.", "cf", "cf"},
    {"Fiscal code", "cf", "cf"},
    {"ETA'", "eta", "eta"},
    {"et\xc3\xa0", "eta", "eta"},
    {"Ore (CIGO)", "ore_richieste", "ore_richieste"},
    {"Cogmome", NULL, "cognome"},
    {"congome", NULL, "cognome"},
    {"Codice fiscle", NULL, "cf"},
    {"Cognome dipendente", NULL, "cognome"},
    {"Cognome e nome", NULL, NULL},
    {"Nome e cognome", NULL, NULL},
    {"Il cognome", NULL, "cognome"},
    {"Nome di battesimo", NULL, "nome"},
    {"Codice fiscale del socio", NULL, "cf"},
    {"cfx", NULL, NULL},
    {"matricola", NULL, NULL},
    {"", NULL, NULL},
    {" -- ", NULL, NULL},
    {"RSSMRA85M01H501Q", NULL, NULL},
};

static void is(const struct cigo_field *found, const char *id, const char *heading)
{
    ck_assert_msg((found == NULL) == (id == NULL), "%s: %s", heading, found ? found->id : "nothing");
    if (id)
        ck_assert_str_eq(found->id, id);
}

START_TEST(heading)
{
    struct cigo_str text = cigo_str_of(rows[_i].heading);
    is(cigo_group_header(&group, text), rows[_i].exact, text.p);
    is(cigo_group_header_near(&group, text), rows[_i].near, text.p);
}
END_TEST

START_TEST(long_heading)
{
    char text[5000];
    memset(text, 'a', sizeof text);
    ck_assert_ptr_null(cigo_group_header(&group, (struct cigo_str){text, sizeof text}));
    ck_assert_ptr_null(cigo_group_header_near(&group, (struct cigo_str){text, sizeof text}));
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("headers");
    TCase *tcase = tcase_create("headers");
    tcase_add_loop_test(tcase, heading, 0, sizeof rows / sizeof *rows);
    tcase_add_test(tcase, long_heading);
    suite_add_tcase(suite, tcase);
    return suite;
}
