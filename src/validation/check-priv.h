#pragma once
/* The rule checker's inside: tokens (lex.c), types (check_type.c), names (check_name.c), the
 * grammar (check_expr.c, check_case.c, check_func.c, check_agg.c, check_select.c, check_from.c).
 * Every grammar function reads tokens at ck->at, appends rewritten SQL to ck->out and returns the
 * type that it found. */

#include "sql-priv.h"

#include <stdint.h>

#include <cigo/base/alloc.h>
#include <cigo/base/arena.h>

enum cigo_tok_kind {
    CIGO_TOK_END,
    CIGO_TOK_NAME,
    CIGO_TOK_WORD,
    CIGO_TOK_INT,
    CIGO_TOK_STR,
    CIGO_TOK_OP
};

enum cigo_word {
    CIGO_W_NONE,
    CIGO_W_ALL,
    CIGO_W_AND,
    CIGO_W_AS,
    CIGO_W_ASC,
    CIGO_W_BETWEEN,
    CIGO_W_BY,
    CIGO_W_CASE,
    CIGO_W_CAST,
    CIGO_W_CROSS,
    CIGO_W_DESC,
    CIGO_W_DISTINCT,
    CIGO_W_END,
    CIGO_W_EXISTS,
    CIGO_W_FALSE,
    CIGO_W_FILTER,
    CIGO_W_FROM,
    CIGO_W_GROUP,
    CIGO_W_HAVING,
    CIGO_W_IN,
    CIGO_W_INNER,
    CIGO_W_IS,
    CIGO_W_JOIN,
    CIGO_W_LEFT,
    CIGO_W_LIMIT,
    CIGO_W_NOT,
    CIGO_W_NULL,
    CIGO_W_OFFSET,
    CIGO_W_ON,
    CIGO_W_OR,
    CIGO_W_ORDER,
    CIGO_W_OVER,
    CIGO_W_PARTITION,
    CIGO_W_SELECT,
    CIGO_W_THEN,
    CIGO_W_TRUE,
    CIGO_W_UNION,
    CIGO_W_WHEN,
    CIGO_W_WHERE
};

/* Operators of two characters have a letter of their own. */
#define CIGO_OP_NE 'n'
#define CIGO_OP_LE 'l'
#define CIGO_OP_GE 'g'

struct cigo_tok {
    enum cigo_tok_kind kind;
    enum cigo_word word;
    char op;
    struct cigo_str text; /* as written; of the expression's text */
    size_t at;            /* byte offset in it */
    int64_t value;        /* INT */
};

/* Types that only the checker knows, beside enum cigo_type. */
enum { CIGO_TY_RIGA = 32, CIGO_TY_NULL, CIGO_TY_BAD };

struct cigo_lit { /* a string literal that a value may be: checked when its list is known */
    size_t tok;
    const struct cigo_lit *next;
};

struct cigo_ty {
    int type;   /* enum cigo_type or CIGO_TY_… */
    int places; /* DECIMAL */
    int shift;  /* INTEGER: it may also stand for a decimal of so many places (× 100, × 10000) */
    const struct cigo_choices *choices;
    const struct cigo_lit *lits; /* TEXT that consists of string literals only */
    bool literal, zero;          /* a bare integer; 0 */
    size_t tok;                  /* its first token */
};

struct cigo_ck_col {      /* a column of a query's result */
    struct cigo_str name; /* empty: none */
    bool alias;           /* named by AS */
    struct cigo_ty ty;
    bool counts, window; /* has an aggregate; has a window */
    size_t from, to;     /* its tokens */
    const char *sql;     /* as rewritten */
};

struct cigo_ck_cols {
    struct cigo_ck_col *items;
    size_t n, cap; /* arena memory: grows by doubling */
};

enum cigo_ck_source {
    CIGO_SRC_GROUP,
    CIGO_SRC_VIEW,
    CIGO_SRC_DOMANDA,
    CIGO_SRC_TESTI,
    CIGO_SRC_PARAM,
    CIGO_SRC_QUERY,
    CIGO_SRC_WEEKS
};

struct cigo_ck_table {
    enum cigo_ck_source source;
    struct cigo_str name; /* how SQL calls it here; empty for a query without alias */
    const struct cigo_group *group;
    const struct cigo_view *view;
    struct cigo_ck_cols cols; /* QUERY, WEEKS */
};

#define CIGO_CK_TABLES 8
#define CIGO_CK_ITEMS 32

enum cigo_ck_clause {
    CIGO_IN_FROM,
    CIGO_IN_ITEMS,
    CIGO_IN_WHERE,
    CIGO_IN_GROUP,
    CIGO_IN_HAVING,
    CIGO_IN_ORDER
};

struct cigo_ck_ref { /* a column outside aggregates, or a term of GROUP BY */
    const struct cigo_ck_table *table;
    struct cigo_str name;
    size_t tok;
    const char *sql; /* GROUP BY: the whole term */
};

struct cigo_ck_select {
    struct cigo_ck_select *outer;
    unsigned depth; /* 0: the rule itself */
    struct cigo_ck_table tables[CIGO_CK_TABLES];
    size_t n_tables;
    enum cigo_ck_clause clause;
    struct cigo_ck_cols items;
    uint32_t grouped_items;      /* those that GROUP BY calls by alias */
    unsigned n_plain, n_windows; /* aggregates read so far, without and with OVER */
    bool aggregate;
    bool grouped;
    struct cigo_ck_ref *refs;
    size_t n_refs, cap_refs;
    struct cigo_ck_ref *groups;
    size_t n_groups, cap_groups;
};

struct cigo_ck_aggregate { /* the aggregate whose arguments are being read */
    struct cigo_ck_aggregate *outer;
    struct cigo_ck_select *select;
    bool inner_column, outer_column;
};

struct cigo_ck {
    const struct cigo_sql_scope *scope;
    const struct cigo_expr *expr;
    const struct cigo_view *self; /* the view whose query this is, or NULL */
    struct cigo_problems *problems;
    struct cigo_arena *arena;
    struct cigo_tok *toks;
    size_t n_toks, cap_toks;
    size_t at;
    struct cigo_buf *out;
    struct cigo_ck_select *select;
    struct cigo_ck_aggregate *aggregate;
    unsigned depth, in_from;
    unsigned free_numbers; /* any integer literal may stand here: data(2025, 1, 1), LIMIT 10 */
    bool dead;             /* a mistake of form: nothing after it can be understood */
    bool wrong;            /* at least one problem */
};

/* lex.c */
bool cigo_ck_lex(struct cigo_ck *ck);
/* Length of the name or word at the start of s; 0 if there is none. */
size_t cigo_lex_name(struct cigo_str s);

/* check.c: problems and emission */
void cigo_ck_bad(struct cigo_ck *ck, size_t tok, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void cigo_ck_bad_at(struct cigo_ck *ck, size_t offset, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void cigo_ck_syntax(struct cigo_ck *ck, size_t tok, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void cigo_ck_expected(struct cigo_ck *ck, const char *what); /* syntax problem at ck->at */
const struct cigo_tok *cigo_ck_now(const struct cigo_ck *ck);
const struct cigo_tok *cigo_ck_next(const struct cigo_ck *ck, size_t n);
bool cigo_ck_is(const struct cigo_ck *ck, char op);
bool cigo_ck_is_word(const struct cigo_ck *ck, enum cigo_word word);
void cigo_ck_take(struct cigo_ck *ck); /* emit the token and go on */
void cigo_ck_skip(struct cigo_ck *ck); /* go on without it */
bool cigo_ck_need(struct cigo_ck *ck, char op);
bool cigo_ck_need_word(struct cigo_ck *ck, enum cigo_word word, const char *as);
void cigo_ck_emit(struct cigo_ck *ck, struct cigo_str text);
char *cigo_ck_str_value(struct cigo_ck *ck, size_t tok); /* of a string literal, without quotes */
void cigo_ck_cols_add(struct cigo_ck *ck, struct cigo_ck_cols *cols, const struct cigo_ck_col *col);

/* check_type.c */
/* What × and ÷ gave, with more places than a number has room for: a problem at `tok`. */
struct cigo_ty cigo_ty_places(struct cigo_ck *ck, const struct cigo_ty *ty, size_t tok);
struct cigo_ty cigo_ty_of(enum cigo_type type, int places, const struct cigo_choices *choices);
struct cigo_ty cigo_ty_bad(void);
const char *cigo_ty_text(struct cigo_ck *ck, const struct cigo_ty *ty); /* "una data" */
/* The one type that both have; a problem at `tok` if there is none. */
struct cigo_ty cigo_ty_unify(struct cigo_ck *ck, const struct cigo_ty *a, const struct cigo_ty *b,
                             size_t tok);
struct cigo_ty cigo_ty_arith(struct cigo_ck *ck, char op, const struct cigo_ty *a,
                             const struct cigo_ty *b, size_t tok);
struct cigo_ty cigo_ty_negate(struct cigo_ck *ck, const struct cigo_ty *a, size_t tok);
/* a <op> b is a condition; 'b' is BETWEEN (text allowed), 'i' is IN. */
void cigo_ty_compare(struct cigo_ck *ck, char op, const struct cigo_ty *a, const struct cigo_ty *b,
                     size_t tok);
/* Problem unless ty can stand where `want` must; `what` names the place. */
bool cigo_ty_conform(struct cigo_ck *ck, const struct cigo_ty *ty, const struct cigo_ty *want,
                     const char *what);
bool cigo_ty_need(struct cigo_ck *ck, const struct cigo_ty *ty, enum cigo_type type,
                  const char *what);
bool cigo_ty_is_number(const struct cigo_ty *ty);
bool cigo_ty_ordered(const struct cigo_ty *ty);
/* Every literal of ty is an id of the list, else a problem at it. */
bool cigo_ty_check_ids(struct cigo_ck *ck, const struct cigo_ty *ty,
                       const struct cigo_choices *list);

/* check_name.c */
enum cigo_ck_form { CIGO_NAME_VALUE, CIGO_NAME_VUOTO };
/* name or table.name at ck->at, emitted qualified. */
struct cigo_ty cigo_ck_name(struct cigo_ck *ck, enum cigo_ck_form form);
const char *cigo_ck_near(struct cigo_ck *ck, struct cigo_str word, const char *const *names,
                         size_t n);
void cigo_ck_emit_single(struct cigo_ck *ck, const char *table, const char *column);

/* check_hint.c */
/* Nothing has this name: say so, with the nearest one. */
void cigo_ck_unknown(struct cigo_ck *ck, size_t tok, struct cigo_str name);
void cigo_ck_unknown_in(struct cigo_ck *ck, size_t tok, const struct cigo_ck_table *table);
void cigo_ck_unknown_table(struct cigo_ck *ck, size_t tok);
void cigo_ck_unknown_qualifier(struct cigo_ck *ck, size_t tok);

/* check_expr.c */
struct cigo_ty cigo_ck_expr(struct cigo_ck *ck);
struct cigo_ty cigo_ck_condition(struct cigo_ck *ck, const char *what);

/* check_case.c */
struct cigo_ty cigo_ck_case(struct cigo_ck *ck);
struct cigo_ty cigo_ck_cast(struct cigo_ck *ck);

/* check_func.c, check_form_func.c, check_agg.c */
struct cigo_ty cigo_ck_function(struct cigo_ck *ck);
bool cigo_ck_function_of_form(struct cigo_ck *ck, struct cigo_ty *ret_ty);
bool cigo_ck_function_aggregate(struct cigo_ck *ck, struct cigo_ty *ret_ty);
bool cigo_ck_choice_arg(struct cigo_ck *ck, const struct cigo_ty *ty);
size_t cigo_ck_arg_count(const struct cigo_ck *ck); /* of the call whose '(' is at ck->at */

/* check_select.c, check_from.c */
bool cigo_ck_query(struct cigo_ck *ck, struct cigo_ck_cols *ret_cols);
/* Check that ck->at is '(' SELECT; read to its ')'. */
struct cigo_ty cigo_ck_subquery(struct cigo_ck *ck);
void cigo_ck_from(struct cigo_ck *ck);
/* A word that may be given to a table or a column in a query. */
bool cigo_ck_alias_ok(struct cigo_ck *ck, size_t tok, bool table);
void cigo_ck_note_group(struct cigo_ck *ck, size_t from, const char *sql);
void cigo_ck_check_groups(struct cigo_ck *ck, const struct cigo_ck_select *select);
