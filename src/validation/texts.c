/* Texts with {expressions}: each is a small statement, compiled when its text is first shown (most never are) and
 * kept. Values are written as people write them; what is unknown is "non indicato", of a computed value "non ancora
 * calcolabile". In a text about a row {_riga} is its number and {_titolo} what it is called, "Rossi Mario" or "riga 3".
 */

#include "rules-priv.h"

#include <stdlib.h>

#include <cigo/base/alloc.h>
#include <cigo/base/date.h>
#include <cigo/base/decimal.h>
#include <cigo/base/message.h>
#include <cigo/form/shown.h>

enum { MAX_SQL = 64 << 10 };

/* What a text may say of its row without a statement. */
enum about_row { ABOUT_NOTHING, ABOUT_NUMBER, ABOUT_TITLE };

/* A compiled placeholder. stmt NULL = it cannot be computed, or it is about the row. */
struct part_entry {
    const struct cigo_text_part *part; /* NULL = free slot */
    const struct cigo_group *group;
    sqlite3_stmt *stmt;
    struct cigo_sql_want found;
    enum about_row about;
    bool computed; /* a computed value, and nothing around it */
};

void cigo_texts_free(struct cigo_rules *rules)
{
    for (size_t i = 0; i < rules->cap_parts; i++)
        sqlite3_finalize(rules->parts[i].stmt);
    free(rules->parts);
}

/* ---- compiling ---- */

static bool prepare(struct cigo_rules *rules, const struct cigo_group *group,
                    const struct cigo_expr *expr, struct part_entry *entry, struct cigo_error *err)
{
    struct cigo_sql_scope scope = {rules->form, group, false, SIZE_MAX};
    struct cigo_sql_want any = {.any = true};
    struct cigo_buf sql, text;
    cigo_buf_init(&text, MAX_SQL);
    cigo_buf_init(&sql, MAX_SQL);
    bool ok = cigo_sql_check(&scope, expr, &any, &entry->found, &text, rules->problems);
    if (!ok) {
        cigo_fail(err, CIGO_EXIT_USAGE, "%s", "");
    } else {
        cigo_buf_printf(&sql, "SELECT (\n%s\n) FROM domanda CROSS JOIN param CROSS JOIN testi",
                        text.p);
        if (group)
            cigo_buf_printf(&sql, " CROSS JOIN \"%s\" WHERE \"%s\"._riga = ?1", group->id,
                            group->id);
        ok = cigo_sandbox_prepare(&rules->box, sql.p, 1, group != NULL, &entry->stmt, err);
    }
    cigo_buf_finish(&text);
    cigo_buf_finish(&sql);
    return ok;
}

static struct part_entry *slot(const struct cigo_rules *rules, const struct cigo_text_part *part,
                               const struct cigo_group *group)
{
    size_t mask = rules->cap_parts - 1;
    size_t i = ((uintptr_t)part / sizeof *part * 0x9e3779b1u + (uintptr_t)group / 64) & mask;
    while (rules->parts[i].part && (rules->parts[i].part != part || rules->parts[i].group != group))
        i = (i + 1) & mask;
    return &rules->parts[i];
}

static void grow(struct cigo_rules *rules)
{
    struct part_entry *old = rules->parts;
    size_t cap = rules->cap_parts;
    rules->cap_parts = cap ? 2 * cap : 64;
    rules->parts = cigo_alloc_array(rules->cap_parts, sizeof *rules->parts);
    for (size_t i = 0; i < cap; i++) {
        if (old[i].part)
            *slot(rules, old[i].part, old[i].group) = old[i];
    }
    free(old);
}

static enum about_row about_row(const struct cigo_expr *expr, const struct cigo_group *group)
{
    struct cigo_str text = cigo_str_trim(cigo_str_of(expr->text));
    if (!group)
        return ABOUT_NOTHING;
    return cigo_str_is(text, "_riga") ? ABOUT_NUMBER : cigo_str_is(text, "_titolo") ? ABOUT_TITLE : ABOUT_NOTHING;
}

static bool is_computed(const struct cigo_rules *rules, const struct cigo_expr *expr, const struct cigo_group *group)
{
    struct cigo_str id = cigo_str_trim(cigo_str_of(expr->text));
    return cigo_form_computed(rules->form, id) || (group && cigo_group_computed(group, id));
}

static const struct part_entry *compiled(struct cigo_rules *rules, const struct cigo_group *group,
                                         const struct cigo_text_part *part)
{
    if (2 * (rules->n_parts + 1) > rules->cap_parts)
        grow(rules);
    struct part_entry *entry = slot(rules, part, group);
    if (entry->part)
        return entry;
    rules->n_parts++;
    entry->part = part;
    entry->group = group;
    entry->about = about_row(&part->expr, group);
    if (entry->about)
        return entry;
    entry->computed = is_computed(rules, &part->expr, group);
    struct cigo_error err;
    struct cigo_problems problems; /* a checked form has none */
    cigo_problems_init(&problems, rules->scratch);
    rules->problems = &problems;
    prepare(rules, group, &part->expr, entry, &err);
    rules->problems = NULL;
    cigo_problems_finish(&problems);
    return entry;
}

/* ---- writing ---- */

static void put_choice(const struct cigo_choices *choices, struct cigo_str id, struct cigo_buf *out)
{
    const struct cigo_choice *choice = choices ? cigo_choice_find(choices, id) : NULL;
    cigo_buf_add(out, choice ? cigo_str_of(choice->label) : id);
}

static void put_multi(const struct cigo_choices *choices, struct cigo_str ids, struct cigo_buf *out)
{
    if (ids.n == 0)
        cigo_buf_puts(out, _("nessuno"));
    for (size_t i = 0; i < ids.n;) {
        size_t end = i;
        while (end < ids.n && ids.p[end] != ' ')
            end++;
        if (i > 0)
            cigo_buf_puts(out, ", ");
        put_choice(choices, (struct cigo_str){ids.p + i, end - i}, out);
        i = end + 1;
    }
}

static void put_integer(const struct cigo_sql_want *type, int64_t i, struct cigo_buf *out)
{
    char date[CIGO_DATE_SIZE];
    switch (type->type) {
    case CIGO_TYPE_DATE:
        if (i >= CIGO_DATE_MIN && i <= CIGO_DATE_MAX)
            cigo_buf_puts(out, cigo_date_it((int32_t)i, date));
        else
            cigo_buf_puts(out, _("una data fuori dai limiti"));
        break;
    case CIGO_TYPE_TIME:
        cigo_buf_printf(out, "%02d:%02d", (int)(i / 60), (int)(i % 60));
        break;
    case CIGO_TYPE_BOOLEAN:
        cigo_buf_puts(out, i ? _("sì") : _("no"));
        break;
    case CIGO_TYPE_DECIMAL:
        cigo_decimal_it(i, type->places, false, out);
        break;
    default:
        cigo_decimal_it(i, 0, false, out);
    }
}

void cigo_texts_put(const struct cigo_sql_want *type, const struct cigo_value *value,
                    struct cigo_buf *out)
{
    if (value->storage == CIGO_NULL)
        cigo_buf_puts(out, _("non indicato"));
    else if (value->storage == CIGO_INT)
        put_integer(type, value->i, out);
    else if (type->type == CIGO_TYPE_MULTI)
        put_multi(type->choices, value->s, out);
    else if (type->type == CIGO_TYPE_CHOICE)
        put_choice(type->choices, value->s, out);
    else
        cigo_buf_add(out, value->s);
}

static void put_part(struct cigo_rules *rules, const struct cigo_text_part *part,
                     const struct cigo_group *group, int64_t row, struct cigo_buf *out)
{
    const struct part_entry *entry = compiled(rules, group, part);
    struct cigo_value value = {.storage = CIGO_NULL};
    if (entry->about == ABOUT_TITLE) {
        cigo_answers_row_title(rules->answers, group, row, out);
        return;
    }
    if (entry->about == ABOUT_NUMBER) {
        const struct cigo_rows *rows = &rules->answers->groups[group->index];
        cigo_buf_printf(out, "%zu", cigo_rows_find(rows, row) + 1);
        return;
    }
    if (entry->stmt) {
        if (group)
            sqlite3_bind_int64(entry->stmt, 1, row);
        cigo_sandbox_arm(&rules->box, group ? cigo_mirror_n(rules, &rules->mirrors[group->index]) : 0);
        if (cigo_sandbox_step(&rules->box, entry->stmt) != SQLITE_ROW ||
            !cigo_value_column(entry->stmt, 0, &value))
            value.storage = CIGO_NULL;
    }
    if (value.storage == CIGO_NULL && entry->computed)
        cigo_buf_puts(out, _("non ancora calcolabile"));
    else
        cigo_texts_put(&entry->found, &value, out);
    sqlite3_reset(entry->stmt);
}

void cigo_rules_text(struct cigo_rules *rules, const struct cigo_text *text,
                     const struct cigo_group *group, int64_t row, struct cigo_buf *out)
{
    const size_t start = out->n;
    cigo_arena_reset(rules->scratch);
    for (size_t i = 0; i < text->n_parts; i++) {
        const struct cigo_text_part *part = &text->parts[i];
        if (part->expr.text && rules->frozen && !about_row(&part->expr, group))
            cigo_buf_puts(out, "…");
        else if (part->expr.text)
            put_part(rules, part, group, row, out);
        else if (part->literal)
            cigo_buf_puts(out, part->literal);
    }
    bool titled = text->n_parts && text->parts[0].expr.text && about_row(&text->parts[0].expr, group) == ABOUT_TITLE;
    if (titled && out->p[start] >= 'a' && out->p[start] <= 'z') /* "riga 3" begins a sentence */
        out->p[start] = (char)(out->p[start] - 'a' + 'A');
}

/* ---- checking ---- */

void cigo_text_check(struct cigo_rules *rules, const char *id, const struct cigo_group *group,
                     const struct cigo_text *text)
{
    for (size_t i = 0; i < text->n_parts; i++) {
        const struct cigo_expr *expr = &text->parts[i].expr;
        struct part_entry entry = {0};
        struct cigo_error err;
        size_t before = rules->problems->n;
        if (!expr->text || about_row(expr, group))
            continue;
        if (!prepare(rules, group, expr, &entry, &err) && rules->problems->n == before)
            cigo_problem(rules->problems, expr->pos, "«%s»: %s", id, err.text);
        sqlite3_finalize(entry.stmt);
    }
}

void cigo_texts_check(struct cigo_rules *rules)
{
    for (size_t i = 0; i < rules->form->n_alerts; i++) {
        const struct cigo_alert_def *alert = &rules->form->alerts[i];
        cigo_text_check(rules, alert->id, alert->each, &alert->title);
        cigo_text_check(rules, alert->id, alert->each, &alert->why);
        cigo_text_check(rules, alert->id, alert->each, &alert->fix);
    }
}
