/* Every rule's text through the type checker, once: it says what is wrong and gives back SQL in
 * which all that is read is a column. Also finds which fields are asked for emptiness, and so need
 * a column more. */

#include "rules-priv.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <cigo/base/alloc.h>
#include <cigo/base/buf.h>

enum { MAX_SQL = 64 << 10 };

static const struct cigo_sql_want want_boolean = {.type = CIGO_TYPE_BOOLEAN};

struct cigo_sql_want cigo_want_of(const struct cigo_computed *computed)
{
    return (struct cigo_sql_want){computed->type, computed->places, computed->choices, false};
}

static const char *rewrite(struct cigo_rules *rules, const struct cigo_group *group,
                           const struct cigo_expr *expr, const struct cigo_sql_want *want)
{
    struct cigo_sql_scope scope = {rules->form, group, false, SIZE_MAX};
    struct cigo_sql_want found;
    struct cigo_buf sql;
    cigo_buf_init(&sql, MAX_SQL);
    const char *text = NULL;
    if (cigo_sql_check(&scope, expr, want, &found, &sql, rules->problems))
        text = cigo_arena_str(rules->arena, cigo_buf_str(&sql));
    cigo_buf_finish(&sql);
    return text;
}

static const char *rewrite_view(struct cigo_rules *rules, const struct cigo_view *view)
{
    struct cigo_buf sql;
    cigo_buf_init(&sql, MAX_SQL);
    const char *text = NULL;
    if (cigo_sql_check_view(rules->form, view, &sql, rules->problems))
        text = cigo_arena_str(rules->arena, cigo_buf_str(&sql));
    cigo_buf_finish(&sql);
    return text;
}

/* One condition for each place of a map, or the only one. A `when` beside a map holds for all
 * places. */
static void rewrite_alert(struct cigo_rules *rules, struct node *node)
{
    const struct cigo_alert_def *alert = node->alert;
    const char *when = NULL;
    if (alert->when.text)
        when = rewrite(rules, node->group, &alert->when, &want_boolean);
    if (!alert->at_map) {
        node->sql[0] = when;
        return;
    }
    if (alert->n_at > 32)
        cigo_problem(rules->problems, alert->pos, "un avviso ha al più 32 posti");
    for (size_t i = 0; i < alert->n_at; i++) {
        const char *own = NULL;
        if (alert->at[i].when.text)
            own = rewrite(rules, node->group, &alert->at[i].when, &want_boolean);
        if (when && own)
            own = cigo_arena_printf(rules->arena, "(\n%s\n) AND (\n%s\n)", when, own);
        node->sql[i] = own ? own : when;
    }
}

static const struct cigo_expr *condition(const struct node *node)
{
    switch (node->type) {
    case NODE_SECTION_VISIBLE:
        return &node->section->visible;
    case NODE_GROUP_VISIBLE:
        return &node->group->visible;
    case NODE_FIELD_REQUIRED:
    case NODE_COLUMN_REQUIRED:
        return &node->field->required_if;
    default:
        return &node->field->visible;
    }
}

static void rewrite_node(struct cigo_rules *rules, struct node *node)
{
    const struct cigo_group *group = cigo_node_is_rows(node) ? node->group : NULL;
    if (node->type == NODE_ALERT) {
        rewrite_alert(rules, node);
    } else if (node->type == NODE_VIEW) {
        node->sql[0] = rewrite_view(rules, node->view);
    } else if (node->computed) {
        struct cigo_sql_want want = cigo_want_of(node->computed);
        node->sql[0] = rewrite(rules, group, &node->computed->value, &want);
    } else {
        node->sql[0] = rewrite(rules, group, condition(node), &want_boolean);
    }
}

/* ---- vuoto ---- */

static bool name_char(char c)
{
    return c == '_' || isalnum((unsigned char)c);
}

static void mark_vuoto(struct cigo_rules *rules, struct cigo_str id)
{
    const struct cigo_field *field = cigo_form_field(rules->form, id);
    if (field)
        rules->vuoto[field->index] = true;
    for (size_t i = 0; i < rules->form->n_groups; i++) {
        const struct cigo_field *column = cigo_group_field(&rules->form->groups[i], id);
        if (column)
            rules->mirrors[i].vuoto[column->index] = true;
    }
}

/* The last name in the parentheses: vuoto(x), vuoto(g.x). A column too many does no harm. */
static void scan_vuoto(struct cigo_rules *rules, const char *text)
{
    if (!text)
        return;
    while ((text = strpbrk(text, "vV")) != NULL) { /* a letter that few words have */
        if (strncasecmp(text, "vuoto", strlen("vuoto")) != 0) {
            text++;
            continue;
        }
        text += strlen("vuoto");
        const char *p = text + strspn(text, " \t\r\n");
        if (*p != '(')
            continue;
        const char *end = strchr(p, ')');
        if (!end)
            return;
        while (end > p && !name_char(end[-1]))
            end--;
        const char *start = end;
        while (start > p && name_char(start[-1]))
            start--;
        mark_vuoto(rules, (struct cigo_str){start, (size_t)(end - start)});
    }
}

static void scan_alert(struct cigo_rules *rules, const struct cigo_alert_def *alert)
{
    scan_vuoto(rules, alert->when.text);
    for (size_t i = 0; i < alert->n_at; i++)
        scan_vuoto(rules, alert->at[i].when.text);
    scan_vuoto(rules, alert->title.source);
    scan_vuoto(rules, alert->why.source);
    scan_vuoto(rules, alert->fix.source);
}

static void scan_node(struct cigo_rules *rules, const struct node *node)
{
    if (node->type == NODE_ALERT)
        scan_alert(rules, node->alert);
    else if (node->type == NODE_VIEW)
        scan_vuoto(rules, node->view->query.text);
    else if (node->computed)
        scan_vuoto(rules, node->computed->value.text);
    else
        scan_vuoto(rules, condition(node)->text);
}

/* ---- equal conditions ---- */

static bool is_condition(const struct node *node)
{
    return node->n_sql == 1 && !node->alert && !node->computed && !node->view &&
           !cigo_node_is_rows(node);
}

struct seen {
    struct node *node;
    size_t length;
};

/* A quarter of a form's conditions are repeated (a whole block hangs on one answer). */
static struct node *find_twin(struct seen *seen, size_t *n, struct node *node)
{
    const char *text = condition(node)->text;
    size_t length = strlen(text);
    for (size_t i = 0; i < *n; i++) {
        if (seen[i].length == length && strcmp(condition(seen[i].node)->text, text) == 0)
            return seen[i].node;
    }
    seen[(*n)++] = (struct seen){node, length};
    return NULL;
}

/* While checking, every expression is looked at: each has its own place in the file. */
void cigo_rules_rewrite(struct cigo_rules *rules)
{
    size_t n_seen = 0;
    struct seen *seen = cigo_alloc_array(rules->n_nodes + 1, sizeof *seen);
    for (size_t i = 0; i < rules->n_nodes; i++) {
        struct node *node = rules->nodes[i];
        if (node->n_sql == 0)
            continue;
        if (!rules->strict && is_condition(node))
            node->twin = find_twin(seen, &n_seen, node);
        if (node->twin)
            continue;
        rewrite_node(rules, node);
        scan_node(rules, node);
    }
    free(seen);
}

bool cigo_sql_has_word(const char *sql, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = sql; *p;) {
        if (*p == '\'') {
            const char *end = strchr(p + 1, '\'');
            if (!end)
                return false;
            p = end + 1;
        } else if (!name_char(*p)) {
            p++;
        } else {
            size_t length = 0;
            while (name_char(p[length]))
                length++;
            if (length == n && strncasecmp(p, word, n) == 0)
                return true;
            p += length;
        }
    }
    return false;
}
