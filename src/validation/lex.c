/* Tokens of a rule's text. What the subset of SQL does not have is refused here already, each with
 * a word on what to write instead: comments, `;`, bind parameters, quoted names, reals, hex, blobs,
 * `||`, bit operators, and every word that SQLite reserves and the grammar does not use. */

#include "check-priv.h"

#include <sqlite3.h>
#include <strings.h>

static const struct {
    const char *text;
    enum cigo_word word;
} words[] = {
    {"ALL", CIGO_W_ALL},
    {"AND", CIGO_W_AND},
    {"AS", CIGO_W_AS},
    {"ASC", CIGO_W_ASC},
    {"BETWEEN", CIGO_W_BETWEEN},
    {"BY", CIGO_W_BY},
    {"CASE", CIGO_W_CASE},
    {"CAST", CIGO_W_CAST},
    {"CROSS", CIGO_W_CROSS},
    {"DESC", CIGO_W_DESC},
    {"DISTINCT", CIGO_W_DISTINCT},
    {"END", CIGO_W_END},
    {"EXISTS", CIGO_W_EXISTS},
    {"FALSE", CIGO_W_FALSE},
    {"FILTER", CIGO_W_FILTER},
    {"FROM", CIGO_W_FROM},
    {"GROUP", CIGO_W_GROUP},
    {"HAVING", CIGO_W_HAVING},
    {"IN", CIGO_W_IN},
    {"INNER", CIGO_W_INNER},
    {"IS", CIGO_W_IS},
    {"JOIN", CIGO_W_JOIN},
    {"LEFT", CIGO_W_LEFT},
    {"LIMIT", CIGO_W_LIMIT},
    {"NOT", CIGO_W_NOT},
    {"NULL", CIGO_W_NULL},
    {"OFFSET", CIGO_W_OFFSET},
    {"ON", CIGO_W_ON},
    {"OR", CIGO_W_OR},
    {"ORDER", CIGO_W_ORDER},
    {"OVER", CIGO_W_OVER},
    {"PARTITION", CIGO_W_PARTITION},
    {"SELECT", CIGO_W_SELECT},
    {"THEN", CIGO_W_THEN},
    {"TRUE", CIGO_W_TRUE},
    {"UNION", CIGO_W_UNION},
    {"WHEN", CIGO_W_WHEN},
    {"WHERE", CIGO_W_WHERE},
};

/* Words of SQL that people will try: what to write instead. */
static const struct {
    const char *word, *instead;
} refused[] = {
    {"ELSE", "scriva WHEN NOT … THEN …, oppure se(condizione, x, y): l'ignoto non è «altrimenti»"},
    {"LIKE", "per cercare parole in un testo usi parole(testo, 'elenco')"},
    {"GLOB", "per cercare parole in un testo usi parole(testo, 'elenco')"},
    {"REGEXP", "per cercare parole in un testo usi parole(testo, 'elenco')"},
    {"MATCH", "per cercare parole in un testo usi parole(testo, 'elenco')"},
    {"CURRENT_DATE", "il giorno di oggi è oggi()"},
    {"CURRENT_TIME", "il giorno di oggi è oggi()"},
    {"CURRENT_TIMESTAMP", "il giorno di oggi è oggi()"},
    {"ISNULL", "scriva IS NULL"},
    {"NOTNULL", "scriva IS NOT NULL"},
    {"WITH", "dia un nome alla query in `views:`"},
    {"RECURSIVE", "dia un nome alla query in `views:`"},
    {"IF", "scriva se(condizione, x, y)"},
};

static bool name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t cigo_lex_name(struct cigo_str s)
{
    size_t n = 0;
    if (s.n && name_start(s.p[0])) {
        while (n < s.n && (name_start(s.p[n]) || digit(s.p[n])))
            n++;
    }
    return n;
}

static void push(struct cigo_ck *ck, const struct cigo_tok *tok)
{
    *CIGO_PUSH(ck->toks, ck->n_toks, ck->cap_toks) = *tok;
}

static bool refuse_word(struct cigo_ck *ck, size_t at, struct cigo_str text)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (strlen(refused[i].word) == text.n &&
            strncasecmp(refused[i].word, text.p, text.n) == 0) {
            cigo_ck_bad_at(ck, at, "«%.*s» non è ammesso nelle regole: %s", (int)text.n, text.p,
                           refused[i].instead);
            return false;
        }
    }
    cigo_ck_bad_at(ck, at, "«%.*s» è una parola di SQL che le regole non usano", (int)text.n,
                   text.p);
    return false;
}

static size_t lex_name(struct cigo_ck *ck, struct cigo_str rest, size_t at)
{
    struct cigo_tok tok = {.kind = CIGO_TOK_NAME, .at = at};
    tok.text = (struct cigo_str){rest.p, cigo_lex_name(rest)};
    char first = (char)(rest.p[0] & ~0x20); /* a name begins with a letter: in upper case */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].text[0] == first && strlen(words[i].text) == tok.text.n &&
            strncasecmp(words[i].text, tok.text.p, tok.text.n) == 0) {
            tok.kind = CIGO_TOK_WORD;
            tok.word = words[i].word;
        }
    }
    if (tok.text.n == 1 && (rest.p[0] | 32) == 'x' && rest.n > 1 && rest.p[1] == '\'') {
        cigo_ck_bad_at(ck, at, "i dati binari x'…' non sono ammessi nelle regole");
        return 0;
    }
    if (tok.kind == CIGO_TOK_NAME && tok.text.n < 64 &&
        sqlite3_keyword_check(tok.text.p, (int)tok.text.n))
        return refuse_word(ck, at, tok.text) ? tok.text.n : 0;
    push(ck, &tok);
    return tok.text.n;
}

static size_t lex_number(struct cigo_ck *ck, struct cigo_str rest, size_t at)
{
    struct cigo_tok tok = {.kind = CIGO_TOK_INT, .at = at};
    size_t n = 0;
    while (n < rest.n && digit(rest.p[n])) {
        if (__builtin_mul_overflow(tok.value, 10, &tok.value) ||
            __builtin_add_overflow(tok.value, rest.p[n] - '0', &tok.value)) {
            cigo_ck_bad_at(ck, at, "il numero è troppo grande");
            return 0;
        }
        n++;
    }
    if (n < rest.n && (name_start(rest.p[n]) || rest.p[n] == '.')) {
        while (n < rest.n && (name_start(rest.p[n]) || digit(rest.p[n]) || rest.p[n] == '.'))
            n++;
        cigo_ck_bad_at(ck, at,
                       "«%.*s» non è un intero: un numero con i decimali si scrive num('12.50')",
                       (int)(n > 40 ? 40 : n), rest.p);
        return 0;
    }
    tok.text = (struct cigo_str){rest.p, n};
    push(ck, &tok);
    return n;
}

static size_t lex_string(struct cigo_ck *ck, struct cigo_str rest, size_t at)
{
    for (size_t n = 1; n < rest.n; n++) {
        if (rest.p[n] != '\'')
            continue;
        if (n + 1 < rest.n && rest.p[n + 1] == '\'') {
            n++;
            continue;
        }
        struct cigo_tok tok = {.kind = CIGO_TOK_STR, .at = at, .text = {rest.p, n + 1}};
        push(ck, &tok);
        return n + 1;
    }
    cigo_ck_bad_at(ck, at, "manca l'apice che chiude il testo");
    return 0;
}

static const char *bad_pair(char a, char b)
{
    if (a == '-' && b == '-')
        return "«--» apre un commento di SQL: scriva il commento in YAML, oppure - (-x)";
    if (a == '/' && b == '*')
        return "«/*» apre un commento di SQL: scriva il commento in YAML";
    if (a == '-' && b == '>')
        return "l'operatore «->» non è ammesso nelle regole";
    if (a == '|' && b == '|')
        return "«||» non è ammesso: un testo con valori si scrive con {…} nel titolo o nella "
               "spiegazione";
    if (a == '=' && b == '=')
        return "«==» non è ammesso: scriva =";
    if ((a == '<' && b == '<') || (a == '>' && b == '>'))
        return "gli operatori sui bit non sono ammessi nelle regole";
    return NULL;
}

static const char *bad_char(char c)
{
    switch (c) {
    case '|':
    case '&':
    case '~':
        return "gli operatori sui bit non sono ammessi nelle regole";
    case ';':
        return "«;» non è ammesso: una regola è una sola espressione";
    case '?':
    case ':':
    case '@':
    case '$':
    case '#':
        return "i parametri di SQL (? : @ $) non sono ammessi: un numero della legge è "
               "param('nome')";
    case '"':
    case '`':
    case '[':
    case ']':
        return "i nomi si scrivono senza virgolette; un testo si scrive tra apici: 'testo'";
    default:
        return "carattere non ammesso fuori da un testo tra apici";
    }
}

static size_t lex_op(struct cigo_ck *ck, struct cigo_str rest, size_t at)
{
    char a = rest.p[0], b = rest.n > 1 ? rest.p[1] : '\0';
    struct cigo_tok tok = {.kind = CIGO_TOK_OP, .op = a, .at = at, .text = {rest.p, 1}};
    const char *why = bad_pair(a, b);
    if (!why && a == '.' && digit(b))
        why = "un numero con i decimali si scrive num('0.50')";
    if (!why && ((a == '<' && (b == '>' || b == '=')) || (a == '>' && b == '=') ||
                 (a == '!' && b == '='))) {
        tok.op = a == '>' ? CIGO_OP_GE : a == '<' && b == '=' ? CIGO_OP_LE : CIGO_OP_NE;
        tok.text = a == '!' ? CIGO_STR("<>") : (struct cigo_str){rest.p, 2};
        push(ck, &tok);
        return 2;
    }
    if (!why && (a == '\0' || !strchr("(),.+-*/%=<>", a)))
        why = bad_char(a);
    if (why) {
        cigo_ck_bad_at(ck, at, "%s", why);
        return 0;
    }
    push(ck, &tok);
    return 1;
}

bool cigo_ck_lex(struct cigo_ck *ck)
{
    struct cigo_str text = cigo_str_of(ck->expr->text);
    size_t at = 0;
    while (at < text.n) {
        struct cigo_str rest = {text.p + at, text.n - at};
        char c = rest.p[0];
        size_t n;
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
            n = 1;
        else if (name_start(c))
            n = lex_name(ck, rest, at);
        else if (digit(c))
            n = lex_number(ck, rest, at);
        else if (c == '\'')
            n = lex_string(ck, rest, at);
        else
            n = lex_op(ck, rest, at);
        if (!n)
            return false;
        at += n;
    }
    struct cigo_tok end = {.kind = CIGO_TOK_END, .at = text.n, .text = {text.p + text.n, 0}};
    push(ck, &end);
    return true;
}
