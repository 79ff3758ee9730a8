#pragma once
/* forms/<id>/ → struct cigo_form. Loading is checking: every mistake in one run, with file:line:column,
 * what was found, what was expected, the nearest known name. Rules' types are checked by validation. */

#include <stdbool.h>
#include <cigo/base/error.h>
#include <cigo/base/problem.h>
#include <cigo/form/document.h>
#include <cigo/form/form.h>
#include <cigo/yaml/yaml.h>

/* Load the form in folder `dir`. NULL when it has a mistake: then `problems` says why (all of it, up to
 * 200), with texts and file names in the problems' own arena. Caller frees with cigo_form_free. */
struct cigo_form *cigo_form_load(const char *dir, struct cigo_problems *problems);

/* Put the texts of another language ("en") into a form that nobody uses yet: those of i18n/<language>.yaml
 * in its folder. What is missing there, or was translated from a text that has changed since, stays Italian
 * and is counted. Without that file nothing happens (found false). False with problems when the file is
 * wrong; what could be read is in the form all the same. */
struct cigo_translated {
    bool found;
    size_t texts, missing, stale; /* of the form; without; from an older text */
};
bool cigo_form_translate(struct cigo_form *form, const char *language, struct cigo_translated *ret_counts,
                         struct cigo_problems *problems);

/* The languages that the form's folder has a translation for ("de", "en"), sorted; texts in the form's arena. */
const char *const *cigo_form_languages(struct cigo_form *form, size_t *ret_n);

/* The documents of a form (documenti.yaml in its folder); none when there is no such file. NULL with problems
 * on mistakes; the types of their expressions are checked by validation. Caller frees; the form must live
 * as long. */
struct cigo_documents *cigo_documents_load(const struct cigo_form *form, struct cigo_problems *problems);
void cigo_documents_free(struct cigo_documents *documents); /* NULL allowed */

/* The tests that travel with the form, as YAML nodes: inline (`tests:` of alerts) and whole cases
 * (tests/<name>.yaml). They live in `arena`, which must last as long as `problems`; the list is the
 * caller's to free with cigo_form_tests_free. False with problems on mistakes. */
struct cigo_form_test {
    const char *name;       /* "R-DUR-13W#1", or the case file's name */
    const char *alert;      /* inline test: the alert's id; NULL for a whole case */
    bool fires;             /* inline: must it fire? */
    int32_t today;          /* 0 = the tester's default (2026-11-23) */
    const struct cigo_yaml_node *answers;  /* map */
    const struct cigo_yaml_node *alerts;   /* whole case: the complete list of ids expected, or NULL */
    const struct cigo_yaml_node *computed; /* whole case: map id → value, or NULL */
    const struct cigo_yaml_node *at;       /* inline: the list of places where it must fire, or NULL */
    struct cigo_pos pos;
};
struct cigo_form_tests {
    struct cigo_form_test *items;
    size_t n, cap;
};
bool cigo_form_tests_load(const struct cigo_form *form, struct cigo_arena *arena,
                          struct cigo_form_tests *ret_tests, struct cigo_problems *problems);
void cigo_form_tests_free(struct cigo_form_tests *tests); /* the list; the nodes stay in the arena */
