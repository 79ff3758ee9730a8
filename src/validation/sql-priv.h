#pragma once
/* One rule's text → checked, rewritten SQL. */

#include <stdbool.h>
#include <stddef.h>

#include <cigo/base/buf.h>
#include <cigo/base/problem.h>

#include <cigo/form/form.h>

struct cigo_sql_scope { /* what names mean here */
    const struct cigo_form *form;
    /* row rules: this group's columns are in scope by bare name; NULL otherwise */
    const struct cigo_group *group;
    bool view;      /* a view's query: a whole SELECT, UNION ALL allowed */
    size_t n_views; /* views with index < n_views may be read (SIZE_MAX = all) */
};

struct cigo_sql_want { /* the type that the expression must have */
    enum cigo_type type;
    int places;
    const struct cigo_choices *choices;
    /* placeholders: any type; the found one is returned. Found: true = a row's id (`{_riga}`,
     * INTEGER), which is shown as the row's position */
    bool any;
};

/* Check `expr` in `scope`; on success append the rewritten SQL (param('x') → param.x, vuoto(f) →
 * vuoto_f (qualified: domanda.vuoto_f, or group.vuoto_col), oggi() → domanda.oggi, num('48') →
 * 4800; longtext fields live in table testi: qualify them) to ret_sql and fill *ret_found. Every
 * mistake is a problem with file:line:column, found, expected, nearest name. */
bool cigo_sql_check(const struct cigo_sql_scope *scope, const struct cigo_expr *expr,
                    const struct cigo_sql_want *want, struct cigo_sql_want *ret_found,
                    struct cigo_buf *ret_sql, struct cigo_problems *problems);
/* Check a view's query against view->columns/types. */
bool cigo_sql_check_view(const struct cigo_form *form, const struct cigo_view *view,
                         struct cigo_buf *ret_sql, struct cigo_problems *problems);
/* What no single expression shows: ids that are no SQL names. */
bool cigo_sql_check_form(const struct cigo_form *form, struct cigo_problems *problems);
