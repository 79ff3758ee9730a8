/* SELECT. The names of the select list are known only after FROM: so FROM is read first, into a
 * buffer of its own, then the list, then the rest. */

#include "check-priv.h"

#include <stdlib.h>

#define SELECT_DEPTH_MAX 6

static bool op_at(const struct cigo_tok *tok, char op)
{
    return tok->kind == CIGO_TOK_OP && tok->op == op;
}

/* The FROM of the query whose select list starts at ck->at; 0 if it has none. */
static size_t find_from(const struct cigo_ck *ck)
{
    size_t depth = 0;
    for (size_t i = ck->at; i < ck->n_toks; i++) {
        const struct cigo_tok *tok = &ck->toks[i];
        if (op_at(tok, '('))
            depth++;
        else if (op_at(tok, ')') && depth-- == 0)
            return 0;
        if (depth || tok->kind != CIGO_TOK_WORD)
            continue;
        if (tok->word == CIGO_W_FROM)
            return i;
        if (tok->word == CIGO_W_UNION)
            return 0;
    }
    return 0;
}

static struct cigo_str column_name(const struct cigo_ck *ck, size_t from, size_t to)
{
    const struct cigo_tok *t = &ck->toks[from];
    if (t->kind != CIGO_TOK_NAME)
        return (struct cigo_str){0};
    if (to == from + 1)
        return t->text;
    if (to == from + 3 && op_at(&t[1], '.'))
        return t[2].text;
    return (struct cigo_str){0};
}

static const char *rewritten(struct cigo_ck *ck, size_t start)
{
    struct cigo_str all = cigo_buf_str(ck->out);
    if (start >= all.n)
        return "";
    return cigo_arena_str(ck->arena,
                          cigo_str_trim((struct cigo_str){all.p + start, all.n - start}));
}

static void item(struct cigo_ck *ck, struct cigo_ck_cols *cols)
{
    struct cigo_ck_col col = {.from = ck->at};
    size_t start = ck->out->n;
    unsigned plain = ck->select->n_plain, windows = ck->select->n_windows;
    if (cigo_ck_is(ck, '*') ||
        (cigo_ck_next(ck, 1)->op == '.' && op_at(cigo_ck_next(ck, 2), '*'))) {
        cigo_ck_syntax(ck, ck->at, "«*» non è ammesso: scriva i nomi delle colonne");
        return;
    }
    col.ty = cigo_ck_expr(ck);
    col.to = ck->at;
    col.name = column_name(ck, col.from, col.to);
    col.sql = rewritten(ck, start);
    col.counts = ck->select->n_plain > plain;
    col.window = ck->select->n_windows > windows;
    if (cigo_ck_is_word(ck, CIGO_W_AS)) {
        cigo_ck_take(ck);
        if (cigo_ck_now(ck)->kind != CIGO_TOK_NAME) {
            cigo_ck_expected(ck, "il nome della colonna");
            return;
        }
        cigo_ck_alias_ok(ck, ck->at, false);
        col.alias = true;
        col.name = cigo_ck_now(ck)->text;
        for (size_t i = 0; i < cols->n; i++) {
            if (cigo_str_eq(cols->items[i].name, col.name))
                cigo_ck_bad(ck, ck->at, "due colonne si chiamano «%.*s»", (int)col.name.n,
                            col.name.p);
        }
        cigo_ck_take(ck);
    }
    cigo_ck_cols_add(ck, cols, &col);
}

static void items(struct cigo_ck *ck)
{
    struct cigo_ck_cols cols = {0};
    ck->select->clause = CIGO_IN_ITEMS;
    for (;;) {
        item(ck, &cols);
        if (cols.n > CIGO_CK_ITEMS)
            cigo_ck_syntax(ck, ck->at, "troppe colonne in una SELECT (al più %d)", CIGO_CK_ITEMS);
        if (!cigo_ck_is(ck, ','))
            break;
        cigo_ck_take(ck);
    }
    ck->select->items = cols;
}

/* Reads the FROM at `from` into `out`; returns where it ends. */
static size_t read_from(struct cigo_ck *ck, size_t from, struct cigo_buf *out)
{
    struct cigo_buf *keep = ck->out;
    size_t list = ck->at;
    ck->out = out;
    ck->at = from;
    ck->select->clause = CIGO_IN_FROM;
    cigo_ck_from(ck);
    size_t end = ck->at;
    ck->out = keep;
    if (!ck->dead)
        ck->at = list;
    return end;
}

static void where(struct cigo_ck *ck)
{
    if (!cigo_ck_is_word(ck, CIGO_W_WHERE))
        return;
    ck->select->clause = CIGO_IN_WHERE;
    cigo_ck_take(ck);
    cigo_ck_condition(ck, "la condizione di WHERE");
}

static void group_by(struct cigo_ck *ck)
{
    if (!cigo_ck_is_word(ck, CIGO_W_GROUP))
        return;
    ck->select->clause = CIGO_IN_GROUP;
    ck->select->grouped = true;
    cigo_ck_take(ck);
    cigo_ck_need_word(ck, CIGO_W_BY, "BY");
    for (;;) {
        size_t from = ck->at, start = ck->out->n;
        struct cigo_ty ty = cigo_ck_expr(ck);
        if (ty.literal || ty.lits)
            cigo_ck_bad(ck, from, "GROUP BY vuole il nome di una colonna");
        cigo_ck_note_group(ck, from, rewritten(ck, start));
        if (!cigo_ck_is(ck, ','))
            break;
        cigo_ck_take(ck);
    }
}

static void having(struct cigo_ck *ck)
{
    if (!cigo_ck_is_word(ck, CIGO_W_HAVING))
        return;
    ck->select->clause = CIGO_IN_HAVING;
    cigo_ck_take(ck);
    cigo_ck_condition(ck, "la condizione di HAVING");
    if (!ck->select->grouped && !ck->select->aggregate)
        cigo_ck_bad(ck, ck->at - 1, "HAVING sceglie gruppi: senza GROUP BY usi WHERE");
}

static void core(struct cigo_ck *ck)
{
    struct cigo_buf from_sql;
    cigo_ck_take(ck);
    if (cigo_ck_is_word(ck, CIGO_W_DISTINCT))
        cigo_ck_take(ck);
    size_t from = find_from(ck), end = 0;
    cigo_buf_init(&from_sql, ck->out->max);
    if (from)
        end = read_from(ck, from, &from_sql);
    else
        cigo_ck_syntax(ck, ck->at, "manca FROM: una SELECT legge una tabella");
    if (!ck->dead)
        items(ck);
    if (!ck->dead && ck->at != from)
        cigo_ck_expected(ck, "una virgola o FROM");
    if (!ck->dead) {
        cigo_ck_emit(ck, cigo_str_trim(cigo_buf_str(&from_sql)));
        ck->at = end;
        where(ck);
        group_by(ck);
        having(ck);
    }
    cigo_buf_finish(&from_sql);
}

static void order_term(struct cigo_ck *ck, const struct cigo_ck_cols *compound)
{
    size_t tok = ck->at;
    struct cigo_ty ty = cigo_ty_bad();
    if (!compound) {
        ty = cigo_ck_expr(ck);
    } else {
        bool found = false;
        for (size_t i = 0; i < compound->n && !found; i++) {
            found = compound->items[i].name.n &&
                    cigo_str_eq(compound->items[i].name, cigo_ck_now(ck)->text);
            ty = compound->items[i].ty;
        }
        if (!found)
            cigo_ck_expected(ck, "il nome di una colonna della prima SELECT");
        else
            cigo_ck_take(ck);
    }
    if (ty.literal || ty.lits)
        cigo_ck_bad(ck, tok, "ORDER BY vuole il nome di una colonna");
    if (ty.type == CIGO_TYPE_MULTI || ty.type == CIGO_TYPE_CHOICE)
        cigo_ck_bad(ck, tok, "%s non ha un ordine", cigo_ty_text(ck, &ty));
    if (cigo_ck_is_word(ck, CIGO_W_ASC) || cigo_ck_is_word(ck, CIGO_W_DESC))
        cigo_ck_take(ck);
}

static void limit_number(struct cigo_ck *ck)
{
    cigo_ck_take(ck);
    if (cigo_ck_now(ck)->kind != CIGO_TOK_INT)
        cigo_ck_expected(ck, "un numero intero");
    else
        cigo_ck_take(ck);
}

static void order_limit(struct cigo_ck *ck, const struct cigo_ck_cols *compound)
{
    if (cigo_ck_is_word(ck, CIGO_W_ORDER)) {
        ck->select->clause = CIGO_IN_ORDER;
        cigo_ck_take(ck);
        cigo_ck_need_word(ck, CIGO_W_BY, "BY");
        for (;;) {
            order_term(ck, compound);
            if (!cigo_ck_is(ck, ','))
                break;
            cigo_ck_take(ck);
        }
    }
    if (!cigo_ck_is_word(ck, CIGO_W_LIMIT))
        return;
    limit_number(ck);
    if (cigo_ck_is_word(ck, CIGO_W_OFFSET))
        limit_number(ck);
}

static void merge(struct cigo_ck *ck, struct cigo_ck_cols *all, const struct cigo_ck_cols *one,
                  size_t tok)
{
    if (all->n != one->n) {
        cigo_ck_bad(ck, tok, "questa SELECT dà %zu colonne, la prima %zu", one->n, all->n);
        return;
    }
    for (size_t i = 0; i < all->n; i++) {
        size_t keep = all->items[i].ty.tok;
        all->items[i].ty =
            cigo_ty_unify(ck, &all->items[i].ty, &one->items[i].ty, one->items[i].from);
        all->items[i].ty.tok = keep;
    }
}

static void open_select(struct cigo_ck *ck, struct cigo_ck_select *select,
                        struct cigo_ck_select *outer)
{
    *select = (struct cigo_ck_select){.outer = outer, .depth = outer->depth + 1};
    ck->select = select;
}

static void close_select(struct cigo_ck *ck, struct cigo_ck_select *select)
{
    if (!ck->dead)
        cigo_ck_check_groups(ck, select);
    free(select->refs);
    free(select->groups);
    ck->select = select->outer;
}

static bool union_all(struct cigo_ck *ck)
{
    if (!cigo_ck_is_word(ck, CIGO_W_UNION))
        return false;
    if (!ck->scope->view) {
        cigo_ck_syntax(ck, ck->at, "UNION ALL è ammesso solo nelle viste (`views:`)");
        return false;
    }
    cigo_ck_take(ck);
    if (!cigo_ck_need_word(ck, CIGO_W_ALL, "ALL (si usa solo UNION ALL)"))
        return false;
    if (!cigo_ck_is_word(ck, CIGO_W_SELECT))
        cigo_ck_expected(ck, "SELECT");
    return !ck->dead;
}

bool cigo_ck_query(struct cigo_ck *ck, struct cigo_ck_cols *ret_cols)
{
    struct cigo_ck_select *outer = ck->select, select;
    struct cigo_ck_cols all = {0};
    size_t n = 0;
    if (outer->depth >= SELECT_DEPTH_MAX)
        cigo_ck_syntax(ck, ck->at, "troppe SELECT una dentro l'altra");
    for (bool more = !ck->dead; more;) {
        size_t tok = ck->at;
        open_select(ck, &select, outer);
        core(ck);
        if (n++ == 0)
            all = select.items;
        else if (!ck->dead)
            merge(ck, &all, &select.items, tok);
        more = union_all(ck);
        if (!more)
            order_limit(ck, n > 1 ? &all : NULL);
        close_select(ck, &select);
    }
    *ret_cols = all;
    return !ck->dead;
}

struct cigo_ty cigo_ck_subquery(struct cigo_ck *ck)
{
    struct cigo_ck_cols cols = {0};
    size_t tok = ck->at;
    struct cigo_ty ty = cigo_ty_bad();
    cigo_ck_take(ck);
    if (cigo_ck_query(ck, &cols)) {
        if (cols.n == 1)
            ty = cols.items[0].ty;
        else
            cigo_ck_bad(ck, tok,
                        "una SELECT usata come valore dà una sola colonna, questa ne dà %zu",
                        cols.n);
    }
    cigo_ck_need(ck, ')');
    if (ty.literal)
        ty.shift = 0;
    ty.literal = ty.zero = false;
    ty.tok = tok;
    return ty;
}
