/* One expression from text to checked SQL. The grammar writes to a buffer of its own, so that the
 * caller's stays untouched when a mistake is found. A mistake of type is reported and checking goes
 * on with a type that fits everything; a mistake of form ends the expression (`dead`: the rest of
 * its tokens are passed over in silence). */

#include "check-priv.h"

#include <stdarg.h>
#include <stdlib.h>

#define SQL_MAX (64 * 1024)
#define TEXT_MAX (8 * 1024)
enum { MOST_PROBLEMS = 200 }; /* of a form: who mends these asks again */

static struct cigo_pos position(const struct cigo_ck *ck, size_t offset)
{
    struct cigo_pos pos = ck->expr->pos;
    if (ck->expr->folded || !pos.line)
        return pos;
    const char *text = ck->expr->text;
    for (size_t i = 0; i < offset && text[i]; i++) {
        if (text[i] == '\n') {
            pos.line++;
            pos.column = 1;
        } else if (((unsigned char)text[i] & 0xc0) != 0x80) {
            pos.column++;
        }
    }
    return pos;
}

__attribute__((format(printf, 3, 0))) static void report(struct cigo_ck *ck, size_t offset,
                                                         const char *format, va_list ap)
{
    if (ck->dead)
        return;
    ck->wrong = true;
    if (ck->problems->n >= MOST_PROBLEMS)
        return;
    struct cigo_buf text;
    cigo_buf_init(&text, 1024);
    cigo_buf_vprintf(&text, format, ap);
    cigo_problem(ck->problems, position(ck, offset), "%s", text.p);
    cigo_buf_finish(&text);
}

void cigo_ck_bad_at(struct cigo_ck *ck, size_t offset, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    report(ck, offset, format, ap);
    va_end(ap);
}

void cigo_ck_bad(struct cigo_ck *ck, size_t tok, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    report(ck, ck->toks[tok].at, format, ap);
    va_end(ap);
}

void cigo_ck_syntax(struct cigo_ck *ck, size_t tok, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    report(ck, ck->toks[tok].at, format, ap);
    va_end(ap);
    ck->dead = true;
    ck->at = ck->n_toks - 1;
}

void cigo_ck_expected(struct cigo_ck *ck, const char *what)
{
    const struct cigo_tok *tok = cigo_ck_now(ck);
    if (tok->kind == CIGO_TOK_END)
        cigo_ck_syntax(ck, ck->at, "l'espressione finisce troppo presto: qui serve %s", what);
    else if (tok->kind == CIGO_TOK_OP && tok->op == ')')
        cigo_ck_syntax(ck, ck->at, "«)» inattesa (parentesi non bilanciate?): qui serve %s", what);
    else
        cigo_ck_syntax(ck, ck->at, "«%.*s» inatteso: qui serve %s", (int)tok->text.n, tok->text.p,
                       what);
}

const struct cigo_tok *cigo_ck_now(const struct cigo_ck *ck)
{
    return &ck->toks[ck->at];
}

const struct cigo_tok *cigo_ck_next(const struct cigo_ck *ck, size_t n)
{
    size_t at = ck->at + n;
    return &ck->toks[at < ck->n_toks ? at : ck->n_toks - 1];
}

bool cigo_ck_is(const struct cigo_ck *ck, char op)
{
    const struct cigo_tok *tok = cigo_ck_now(ck);
    return tok->kind == CIGO_TOK_OP && tok->op == op;
}

bool cigo_ck_is_word(const struct cigo_ck *ck, enum cigo_word word)
{
    const struct cigo_tok *tok = cigo_ck_now(ck);
    return tok->kind == CIGO_TOK_WORD && tok->word == word;
}

void cigo_ck_emit(struct cigo_ck *ck, struct cigo_str text)
{
    char last = ck->out->n ? ck->out->p[ck->out->n - 1] : '(';
    bool tight =
        last == '(' || last == '.' || (text.n == 1 && text.p[0] && strchr("),.", text.p[0]));
    if (!tight)
        cigo_buf_putc(ck->out, ' ');
    cigo_buf_add(ck->out, text);
}

void cigo_ck_skip(struct cigo_ck *ck)
{
    if (ck->at + 1 < ck->n_toks)
        ck->at++;
}

void cigo_ck_take(struct cigo_ck *ck)
{
    cigo_ck_emit(ck, cigo_ck_now(ck)->text);
    cigo_ck_skip(ck);
}

bool cigo_ck_need(struct cigo_ck *ck, char op)
{
    char what[8] = {(char)0xc2, (char)0xab, op, (char)0xc2, (char)0xbb, '\0'};
    if (!cigo_ck_is(ck, op)) {
        cigo_ck_expected(ck, what);
        return false;
    }
    cigo_ck_take(ck);
    return true;
}

bool cigo_ck_need_word(struct cigo_ck *ck, enum cigo_word word, const char *as)
{
    if (!cigo_ck_is_word(ck, word)) {
        cigo_ck_expected(ck, as);
        return false;
    }
    cigo_ck_take(ck);
    return true;
}

char *cigo_ck_str_value(struct cigo_ck *ck, size_t tok)
{
    struct cigo_str s = ck->toks[tok].text;
    char *value = cigo_arena_alloc(ck->arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 1; i + 1 < s.n; i++) {
        value[n++] = s.p[i];
        if (s.p[i] == '\'')
            i++;
    }
    return value;
}

void cigo_ck_cols_add(struct cigo_ck *ck, struct cigo_ck_cols *cols, const struct cigo_ck_col *col)
{
    if (cols->n == cols->cap) {
        size_t cap = cols->cap ? cols->cap * 2 : 8;
        struct cigo_ck_col *items = cigo_arena_alloc(ck->arena, cap * sizeof *items);
        if (cols->n)
            memcpy(items, cols->items, cols->n * sizeof *items);
        cols->items = items;
        cols->cap = cap;
    }
    cols->items[cols->n++] = *col;
}

/* The rule itself is a query whose rows are those of its group. */
static void base_init(struct cigo_ck_select *base, const struct cigo_sql_scope *scope)
{
    *base = (struct cigo_ck_select){.clause = CIGO_IN_ITEMS};
    if (scope->group)
        base->tables[base->n_tables++] = (struct cigo_ck_table){
            .source = CIGO_SRC_GROUP, .name = cigo_str_of(scope->group->id), .group = scope->group};
}

static void open_check(struct cigo_ck *ck, struct cigo_ck_select *base, struct cigo_buf *out)
{
    base_init(base, ck->scope);
    cigo_buf_init(out, SQL_MAX);
    ck->out = out;
    ck->select = base;
    ck->arena = cigo_arena_new();
}

static bool close_check(struct cigo_ck *ck, struct cigo_buf *ret_sql)
{
    if (!ck->dead && ck->n_toks && cigo_ck_now(ck)->kind != CIGO_TOK_END)
        cigo_ck_expected(ck, "la fine dell'espressione");
    if (!ck->wrong && ck->out->truncated)
        cigo_ck_bad_at(ck, 0, "l'espressione è troppo lunga: la divida in più valori calcolati");
    if (!ck->wrong)
        cigo_buf_add(ret_sql, cigo_buf_str(ck->out));
    cigo_buf_finish(ck->out);
    cigo_arena_free(ck->arena);
    free(ck->toks);
    free(ck->select->refs);
    free(ck->select->groups);
    return !ck->wrong;
}

static bool lex(struct cigo_ck *ck)
{
    if (strlen(ck->expr->text) > TEXT_MAX)
        cigo_ck_bad_at(ck, 0,
                       "l'espressione supera %d caratteri: la divida in più valori calcolati",
                       TEXT_MAX);
    else if (cigo_ck_lex(ck))
        return true;
    ck->dead = true;
    return false;
}

bool cigo_sql_check(const struct cigo_sql_scope *scope, const struct cigo_expr *expr,
                    const struct cigo_sql_want *want, struct cigo_sql_want *ret_found,
                    struct cigo_buf *ret_sql, struct cigo_problems *problems)
{
    struct cigo_ck ck = {.scope = scope, .expr = expr, .problems = problems};
    struct cigo_ck_select base;
    struct cigo_buf out;
    struct cigo_ty ty = cigo_ty_bad();
    open_check(&ck, &base, &out);
    if (lex(&ck)) {
        ty = cigo_ck_expr(&ck);
        struct cigo_ty as = cigo_ty_of(want->type, want->places, want->choices);
        if (ty.type == CIGO_TY_RIGA && !want->any)
            cigo_ck_bad(&ck, ty.tok, "_riga serve solo a confrontare righe con = e <>");
        else if (!want->any && !ck.dead && cigo_ty_conform(&ck, &ty, &as, "il risultato"))
            ty = as;
    }
    if (!close_check(&ck, ret_sql))
        return false;
    bool row = ty.type == CIGO_TY_RIGA;
    enum cigo_type type = row                       ? CIGO_TYPE_INTEGER
                          : ty.type >= CIGO_TY_RIGA ? CIGO_TYPE_NONE
                                                    : (enum cigo_type)ty.type;
    *ret_found = (struct cigo_sql_want){
        .type = type, .places = ty.places, .choices = ty.choices, .any = row};
    return true;
}

static void check_columns(struct cigo_ck *ck, const struct cigo_view *view,
                          const struct cigo_ck_cols *cols)
{
    if (ck->dead)
        return;
    if (cols->n != view->n_columns) {
        cigo_ck_bad_at(ck, 0, "la query dà %zu colonne, la vista «%s» ne dichiara %zu", cols->n,
                       view->id, view->n_columns);
        return;
    }
    for (size_t i = 0; i < cols->n; i++) {
        const struct cigo_ck_col *col = &cols->items[i];
        struct cigo_ty want = cigo_ty_of(view->types[i], view->places[i], view->choices[i]);
        cigo_ty_conform(ck, &col->ty, &want, view->columns[i]);
        for (size_t j = 0; col->alias && j < cols->n; j++) {
            if (j != i && cigo_str_is(col->name, view->columns[j]))
                cigo_ck_bad(ck, col->from,
                            "la colonna %zu della vista si chiama «%s», la query la chiama «%s»: "
                            "l'ordine è diverso",
                            i + 1, view->columns[i], view->columns[j]);
        }
    }
}

bool cigo_sql_check_view(const struct cigo_form *form, const struct cigo_view *view,
                         struct cigo_buf *ret_sql, struct cigo_problems *problems)
{
    struct cigo_sql_scope scope = {.form = form, .view = true, .n_views = SIZE_MAX};
    struct cigo_ck ck = {.scope = &scope, .expr = &view->query, .self = view, .problems = problems};
    struct cigo_ck_select base;
    struct cigo_buf out;
    struct cigo_ck_cols cols = {0};
    open_check(&ck, &base, &out);
    if (lex(&ck)) {
        if (!cigo_ck_is_word(&ck, CIGO_W_SELECT))
            cigo_ck_expected(&ck, "SELECT");
        else if (cigo_ck_query(&ck, &cols))
            check_columns(&ck, view, &cols);
    }
    return close_check(&ck, ret_sql);
}
