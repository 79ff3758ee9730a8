/* libyaml's errors said in Italian: what was found, what was expected. The words of libyaml are
 * looked up in a table; they are never shown. */

#include "yaml-priv.h"

#include <string.h>

#include <cigo/base/utf8.h>

/* %line% in a text is where the construct was opened. */
static const struct {
    const char *problem, *context; /* beginnings; NULL = any */
    const char *text;
} messages[] = {
    {"did not find expected ',' or ']'", NULL,
     "nell'elenco aperto con «[» alla riga %line% manca una «,» o la «]»: ho trovato %found%"},
    {"did not find expected ',' or '}'", NULL,
     "nel gruppo aperto con «{» alla riga %line% manca una «,» o la «}»: ho trovato %found%"},
    {"did not find expected '-' indicator", NULL,
     "nell'elenco che comincia alla riga %line% mi aspettavo «- », ho trovato %found%: controlli i "
     "rientri"},
    {"did not find expected key", NULL,
     "nelle voci che cominciano alla riga %line% mi aspettavo «chiave: valore», ho trovato "
     "%found%: "
     "controlli i rientri e le virgolette"},
    {"did not find expected node content", NULL, "mi aspettavo un valore, ho trovato %found%"},
    {"did not find expected <document start>", NULL,
     "il testo continua dopo la fine: mi aspettavo la fine del file, ho trovato %found%"},
    {"could not find expected ':'", NULL,
     "alla riga %line% mi aspettavo «:» dopo la chiave (un testo su più righe va tra virgolette)"},
    {"mapping values are not allowed", NULL,
     "«:» non può stare qui: scriva tra virgolette un testo che contiene «: », e controlli i "
     "rientri"},
    {"mapping keys are not allowed", NULL,
     "una chiave non può cominciare qui: controlli i rientri"},
    {"block sequence entries are not allowed", NULL,
     "«-» non può stare qui: vada a capo e rientri le voci dell'elenco"},
    {"found a tab character", NULL, "c'è una tabulazione al posto del rientro: usi spazi"},
    {"found character that cannot start any token", NULL,
     "un valore non può cominciare con %found%: lo scriva tra virgolette"},
    {"found unexpected end of stream", NULL,
     "le virgolette aperte alla riga %line% non sono chiuse"},
    {"found unexpected document indicator", NULL,
     "le virgolette aperte alla riga %line% non sono chiuse prima di «---» o «...»"},
    {"found unknown escape character", NULL,
     "dopo «\\» tra virgolette doppie mi aspettavo n, t, u, \" o \\: per una barra rovesciata "
     "scriva "
     "«\\\\»"},
    {"did not find expected hexdecimal number", NULL,
     "dopo «\\x», «\\u» o «\\U» mi aspettavo 2, 4 o 8 cifre esadecimali"},
    {"found invalid Unicode character escape code", NULL,
     "questa sequenza «\\u» o «\\U» non è un carattere"},
    {"found an indentation indicator equal to 0", NULL,
     "dopo «|» o «>» il rientro va da 1 a 9, ho trovato 0"},
    {NULL, "while scanning a block scalar",
     "dopo «|» o «>» mi aspettavo la fine della riga, ho trovato %found%"},
    {NULL, "while scanning a directive", "le direttive («%») non sono ammesse"},
    {NULL, "while scanning a %", "le direttive («%») non sono ammesse"},
    {NULL, "while parsing a %", "le direttive («%») non sono ammesse"},
    {"found incompatible YAML document", NULL, "le direttive («%») non sono ammesse"},
    {"found duplicate %", NULL, "le direttive («%») non sono ammesse"},
    {NULL, "while scanning an anchor",
     "le ancore («&») non sono ammesse: scriva tra virgolette un testo che comincia così"},
    {NULL, "while scanning an alias",
     "i rimandi («*») non sono ammessi: scriva tra virgolette un testo che comincia così"},
    {NULL, "while scanning a tag",
     "le etichette di tipo («!») non sono ammesse: scriva tra virgolette un testo che comincia "
     "così"},
    {NULL, "while parsing a tag",
     "le etichette di tipo («!») non sono ammesse: scriva tra virgolette un testo che comincia "
     "così"},
    {"found undefined tag handle", NULL,
     "le etichette di tipo («!») non sono ammesse: scriva tra virgolette un testo che comincia "
     "così"},
    {NULL, NULL, "non riesco a leggere il testo da qui: ho trovato %found%"},
};

static bool begins(const char *text, const char *beginning)
{
    return !beginning || (text && cigo_str_starts(cigo_str_of(text), cigo_str_of(beginning)));
}

/* The text from a character on. */
static struct cigo_str rest_from(struct cigo_str text, size_t index)
{
    size_t i = 0;
    while (i < text.n && index > 0) {
        i++;
        while (i < text.n && ((unsigned char)text.p[i] & 0xC0) == 0x80)
            i++;
        index--;
    }
    return (struct cigo_str){text.p + i, text.n - i};
}

static void put_found(struct cigo_buf *out, struct cigo_str rest)
{
    if (rest.n == 0) {
        cigo_buf_puts(out, "la fine del file");
    } else if (*rest.p == '\n' || *rest.p == '\r') {
        cigo_buf_puts(out, "la fine della riga");
    } else if (*rest.p == '\t') {
        cigo_buf_puts(out, "una tabulazione");
    } else {
        uint32_t code;
        cigo_buf_puts(out, "«");
        cigo_buf_add(out, (struct cigo_str){rest.p, cigo_utf8_next(rest, &code)});
        cigo_buf_puts(out, "»");
    }
}

static void fill(struct cigo_buf *out, const char *text, unsigned line, struct cigo_str rest)
{
    for (const char *p = text; *p;) {
        if (begins(p, "%found%")) {
            put_found(out, rest);
            p += strlen("%found%");
        } else if (begins(p, "%line%")) {
            cigo_buf_printf(out, "%u", line);
            p += strlen("%line%");
        } else {
            cigo_buf_putc(out, *p++);
        }
    }
}

void cigo_yaml_explain(const struct cigo_yaml_fault *fault, struct cigo_pos pos,
                       struct cigo_problems *problems)
{
    struct cigo_str rest = rest_from(fault->text, fault->index);
    struct cigo_buf out;
    cigo_buf_init(&out, 1024);
    size_t i = 0;
    while (!begins(fault->problem, messages[i].problem) ||
           !begins(fault->context, messages[i].context))
        i++; /* the last row fits everything */
    bool start = messages[i].problem && begins(messages[i].problem, "found character that cannot");
    if (start && rest.n && *rest.p == '\t')
        fill(&out, "c'è una tabulazione al posto del rientro: usi spazi", fault->context_line,
             rest);
    else if (start && rest.n && *rest.p == '%' && pos.column == 1)
        fill(&out, "le direttive («%») non sono ammesse", fault->context_line, rest);
    else
        fill(&out, messages[i].text, fault->context_line, rest);
    cigo_problem(problems, pos, "%s", out.p);
    cigo_buf_finish(&out);
}
