/* cigo_rules_check: the same way as a case's rules go, but nothing stops at the first mistake. */

#include "rules-priv.h"

#include <cigo/validation/rules.h>

bool cigo_rules_check(const struct cigo_form *form, struct cigo_problems *problems)
{
    size_t before = problems->n;
    struct cigo_error err = {0};
    bool names = cigo_sql_check_form(form, problems);
    struct cigo_rules *rules = cigo_rules_prepare(form, problems, true, &err);
    if (rules)
        cigo_texts_check(rules);
    else if (names) /* else the names have been reported already, with their places */
        cigo_problem(problems, (struct cigo_pos){form->dir, 0, 0}, "%s", err.text);
    cigo_rules_free(rules);
    return problems->n == before;
}
