/* The small vocabulary of the tests of rules. */

#include "rules_fixture.h"

#include "unit.h"

#include <stdio.h>

struct cigo_form *form;
struct cigo_answers *answers;
struct cigo_rules *rules;

void run(void)
{
    struct cigo_error err;
    ck_assert(cigo_rules_run(rules, &err));
}

void start(struct form_builder *fb)
{
    start_form(fb_finish(fb));
}

void start_form(struct cigo_form *made)
{
    struct cigo_error err;
    form = made;
    answers = cigo_answers_new(form, TODAY);
    rules = cigo_rules_new(form, answers, &err);
    ck_assert_msg(rules != NULL, "%s", err.text);
    run();
}

void stop(void)
{
    cigo_rules_free(rules);
    cigo_answers_free(answers);
    cigo_form_free(form);
}

const struct cigo_field *field(const char *id)
{
    const struct cigo_field *found = cigo_form_field(form, cigo_str_of(id));
    ck_assert_msg(found != NULL, "%s", id);
    return found;
}

void put(const char *id, const char *text)
{
    cigo_answers_put(answers, (struct cigo_place){field(id), NULL, 0}, cigo_str_of(text));
    cigo_rules_field_changed(rules, field(id));
    run();
}

int64_t add_row(size_t group, size_t position)
{
    int64_t row = cigo_answers_row_add(answers, &form->groups[group], position, 0);
    cigo_rules_row_added(rules, &form->groups[group], row);
    run();
    return row;
}

void put_cell(size_t group, size_t column, int64_t row, const char *text)
{
    const struct cigo_field *found = &form->groups[group].fields[column];
    cigo_answers_put(answers, (struct cigo_place){found, found->group, row}, cigo_str_of(text));
    cigo_rules_cell_changed(rules, found, row);
    run();
}

bool visible(const char *id)
{
    return cigo_rules_visible(rules, field(id), 0);
}

bool required(const char *id)
{
    return cigo_rules_required(rules, field(id), 0);
}

/* "NULL", a number or the text. */
const char *computed(const char *id)
{
    static char text[4][64];
    static unsigned next;
    const struct cigo_computed *found = cigo_form_computed(form, cigo_str_of(id));
    ck_assert_msg(found != NULL, "%s", id);
    struct cigo_value value = cigo_rules_computed(rules, found, 0);
    char *out = text[next++ % 4];
    if (value.storage == CIGO_INT)
        snprintf(out, sizeof *text, "%lld", (long long)value.i);
    else
        snprintf(out, sizeof *text, "%s", value.storage == CIGO_TEXT ? value.s.p : "NULL");
    return out;
}

/* "A-ID[row]:places …" of all alerts that fire. */
const char *fired(void)
{
    static char text[512];
    size_t n, length = 0;
    const struct cigo_fired *list = cigo_rules_fired(rules, &n);
    text[0] = '\0';
    for (size_t i = 0; i < n; i++)
        length +=
            (size_t)snprintf(text + length, sizeof text - length, "%s%s[%lld]:%x", i ? " " : "",
                             list[i].def->id, (long long)list[i].row, list[i].places);
    return text;
}

const char *failures(void)
{
    static char text[512];
    size_t n, length = 0;
    const struct cigo_failure *list = cigo_rules_failures(rules, &n);
    text[0] = '\0';
    for (size_t i = 0; i < n; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s: %s", i ? "; " : "",
                                   list[i].rule, list[i].text);
    return text;
}
