/* Look-ups in a form, codes as people say them, dated numbers, and the words of enumerations. */

#include "form_test.h"

#include <cigo/base/arena.h>
#include <cigo/base/date.h>

#include <cigo/form/form.h>

enum { SECTIONS = 12, FIELDS_PER_SECTION = 20, FIELDS = SECTIONS * FIELDS_PER_SECTION };

/* A form of many fields, and one entity of each other list named like a field. */
static struct cigo_form *make(void)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_form *form = cigo_arena_alloc(arena, sizeof *form);
    form->arena = arena;
    form->fields = cigo_arena_alloc(arena, FIELDS * sizeof *form->fields);
    form->n_fields = FIELDS;
    for (size_t i = 0; i < FIELDS; i++) {
        form->fields[i].id = cigo_arena_printf(arena, "campo_%zu", i);
        form->fields[i].code = cigo_arena_printf(arena, "%zu.%zu", i / FIELDS_PER_SECTION + 1,
                                                 i % FIELDS_PER_SECTION + 1);
        form->fields[i].index = i;
    }
#define ONE(list, n_list)                                                                          \
    form->list = cigo_arena_alloc(arena, sizeof *form->list);                                      \
    form->n_list = 1;                                                                              \
    form->list[0].id = "campo_7"
    ONE(groups, n_groups);
    ONE(computed, n_computed);
    ONE(choices, n_choices);
    ONE(alerts, n_alerts);
    ONE(params, n_params);
    ONE(windows, n_windows);
    ONE(wordlists, n_wordlists);
    ONE(sources, n_sources);
    ONE(views, n_views);
    ONE(terms, n_terms);
    form->groups[0].code = "4.30";
    return form;
}

static void look_up(const struct cigo_form *form)
{
    struct cigo_str seven = CIGO_STR("campo_7"), none = CIGO_STR("campo_77777");
    for (size_t i = 0; i < FIELDS; i++)
        ck_assert_ptr_eq(cigo_form_field(form, cigo_str_of(form->fields[i].id)), &form->fields[i]);
    ck_assert_ptr_eq(cigo_form_group(form, seven), form->groups);
    ck_assert_ptr_eq(cigo_form_computed(form, seven), form->computed);
    ck_assert_ptr_eq(cigo_form_choices(form, seven), form->choices);
    ck_assert_ptr_eq(cigo_form_alert(form, seven), form->alerts);
    ck_assert_ptr_eq(cigo_form_param(form, seven), form->params);
    ck_assert_ptr_eq(cigo_form_window(form, seven), form->windows);
    ck_assert_ptr_eq(cigo_form_wordlist(form, seven), form->wordlists);
    ck_assert_ptr_eq(cigo_form_source(form, seven), form->sources);
    ck_assert_ptr_eq(cigo_form_view(form, seven), form->views);
    ck_assert_ptr_eq(cigo_form_term(form, seven), form->terms);
    ck_assert_ptr_null(cigo_form_field(form, none));
    ck_assert_ptr_null(cigo_form_field(form, CIGO_STR("")));
    ck_assert_ptr_null(cigo_form_group(form, CIGO_STR("campo_8")));
    ck_assert_ptr_null(cigo_form_view(form, none));
}

START_TEST(names)
{
    struct cigo_form *form = make();
    look_up(form); /* before the index too */
    cigo_form_index(form);
    look_up(form);
    cigo_form_index(form);
    look_up(form);
    cigo_form_free(form);
    cigo_form_free(NULL);
}
END_TEST

START_TEST(columns)
{
    struct cigo_field fields[] = {{.id = "cf"}, {.id = "cognome"}};
    struct cigo_computed computed[] = {{.id = "ore"}};
    struct cigo_group group = {
        .fields = fields, .n_fields = 2, .computed = computed, .n_computed = 1};
    ck_assert_ptr_eq(cigo_group_field(&group, CIGO_STR("cognome")), &fields[1]);
    ck_assert_ptr_null(cigo_group_field(&group, CIGO_STR("ore")));
    ck_assert_ptr_eq(cigo_group_computed(&group, CIGO_STR("ore")), computed);
    ck_assert_ptr_null(cigo_group_computed(&group, CIGO_STR("cf")));
}
END_TEST

START_TEST(codes)
{
    static const struct {
        const char *said, *code;
    } rows[] = {{"4.7", "4.7"},   {"4,7", "4.7"},  {"04.07", "4.7"},      {"47", "4.7"},
                {"047", "4.7"},   {"4 7", "4.7"},  {" 4.7 ", "4.7"},      {"4.7.", "4.7"},
                {"4-7", "4.7"},   {"410", "4.10"}, {"4.10", "4.10"},      {"1.12", "1.12"},
                {"11.2", "11.2"}, {"112", NULL},   {"4", NULL},           {"4.21", NULL},
                {"", NULL},       {"x", NULL},     {"4.7a", NULL},        {"4.7.1", NULL},
                {"13.1", NULL},   {".7", NULL},    {"999999999999", NULL}};
    struct cigo_form *form = make();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct cigo_field *field = NULL;
        const struct cigo_group *group = NULL;
        bool found = cigo_form_code(form, cigo_str_of(rows[i].said), &field, &group);
        ck_assert_msg(found == (rows[i].code != NULL), "%s", rows[i].said);
        ck_assert_ptr_null(group);
        if (found)
            ck_assert_str_eq(field->code, rows[i].code);
        else
            ck_assert_ptr_null(field);
    }
    const struct cigo_field *field = form->fields;
    const struct cigo_group *group = NULL;
    ck_assert(cigo_form_code(form, CIGO_STR("4,30"), &field, &group));
    ck_assert_ptr_null(field);
    ck_assert_ptr_eq(group, form->groups);
    cigo_form_free(form);
}
END_TEST

/* The number of a section is that section, whatever else it could be short for. */
START_TEST(codes_and_sections)
{
    struct cigo_section sections[] = {{.id = "uno", .code = "1"}, {.id = "dodici", .code = "12"}};
    struct cigo_form *form = make();
    const struct cigo_field *field = NULL;
    const struct cigo_group *group = NULL;
    ck_assert(cigo_form_code(form, CIGO_STR("12"), &field, &group));
    ck_assert_str_eq(field->code, "1.2");
    form->sections = sections;
    form->n_sections = 2;
    ck_assert(!cigo_form_code(form, CIGO_STR("12"), &field, &group));
    ck_assert(!cigo_form_code(form, CIGO_STR(" 12 "), &field, &group));
    ck_assert(cigo_form_code(form, CIGO_STR("1.2"), &field, &group));
    ck_assert(cigo_form_code(form, CIGO_STR("13"), &field, &group));
    ck_assert_str_eq(field->code, "1.3");
    form->n_sections = 0;
    form->sections = NULL;
    cigo_form_free(form);
}
END_TEST

static int32_t day(int year, int month, int d)
{
    int32_t date = 0;
    ck_assert(cigo_date_of(year, month, d, &date));
    return date;
}

START_TEST(params)
{
    const struct cigo_param_value values[] = {
        {day(2024, 1, 1), 100, false}, {day(2025, 1, 1), 0, true}, {day(2026, 1, 1), 300, false}};
    struct cigo_param param = {.id = "massimale", .values = values, .n_values = 3};
    int64_t value = -1;
    ck_assert(!cigo_param_value_on(&param, day(2023, 12, 31), &value));
    ck_assert(!cigo_param_value_on(&param, day(2025, 6, 1), &value));
    ck_assert_int_eq(value, -1);
    ck_assert(cigo_param_value_on(&param, day(2024, 1, 1), &value));
    ck_assert_int_eq(value, 100);
    ck_assert(cigo_param_value_on(&param, day(2024, 12, 31), &value));
    ck_assert(cigo_param_value_on(&param, day(2030, 1, 1), &value));
    ck_assert_int_eq(value, 300);
    param.yearly = true;
    ck_assert(!cigo_param_value_on(&param, day(2027, 1, 1), &value));
    ck_assert(cigo_param_value_on(&param, day(2026, 12, 31), &value));
}
END_TEST

START_TEST(words)
{
    ck_assert_str_eq(cigo_severity_word(CIGO_INFO), "info");
    ck_assert_str_eq(cigo_severity_word(CIGO_ALERT_WARNING), "warning");
    ck_assert_str_eq(cigo_severity_word(CIGO_ALERT_ERROR), "error");
    ck_assert_str_eq(cigo_confidence_word(CIGO_CONF_C1), "C1");
    ck_assert_str_eq(cigo_confidence_word(CIGO_CONF_C2), "C2");
    ck_assert_str_eq(cigo_confidence_word(CIGO_CONF_INF), "INF");
    ck_assert_str_eq(cigo_confidence_word(CIGO_CONF_MEM), "MEM");
    ck_assert_str_eq(cigo_type_name(CIGO_TYPE_MULTI), "multichoice");
    ck_assert(cigo_type_is_integer(CIGO_TYPE_DATE) && cigo_type_is_integer(CIGO_TYPE_BOOLEAN));
    ck_assert(!cigo_type_is_integer(CIGO_TYPE_CHOICE) && !cigo_type_is_integer(CIGO_TYPE_TEXT));
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("form");
    UNIT_CASE(suite, "form", names, columns, codes, codes_and_sections, params, words);
    return suite;
}
