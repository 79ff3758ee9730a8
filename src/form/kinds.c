/* The one table of kinds, and the path of every text into them: clean, normal form, trimmed, read.
 */

#include "kinds/kinds-priv.h"

#include <cigo/base/utf8.h>

#include <cigo/form/kind.h>

#define COHERENCE N_("controllo di coerenza di cigo")
#define CF_ACT "D.M. 23 dicembre 1976; D.P.R. 605/1973"

static const struct cigo_kind table[] = {
    {CIGO_KIND_TEXT, "text", CIGO_TYPE_TEXT, "FMT-TEXT", N_("Il testo è da controllare"),
     N_("Accorci il testo o lo riscriva."), COHERENCE, "Via Garibaldi 12", N_("un testo"), false,
     cigo_parse_text, cigo_format_text, NULL, cigo_quick_text},
    {CIGO_KIND_LONGTEXT, "longtext", CIGO_TYPE_TEXT, "FMT-LONGTEXT", N_("Il testo è da controllare"),
     N_("Accorci il testo o lo riscriva."), COHERENCE, "L'azienda produce infissi in legno.",
     N_("un testo, anche su più righe"), true, cigo_parse_text, cigo_format_text, NULL, cigo_quick_text},
    {CIGO_KIND_INTEGER, "integer", CIGO_TYPE_INTEGER, "FMT-INTEGER",
     N_("Il numero intero non si può leggere"), N_("Scriva un numero intero in cifre, per esempio 12."),
     COHERENCE, "12", N_("un numero intero"), false, cigo_parse_integer, cigo_format_integer, NULL, cigo_quick_integer},
    {CIGO_KIND_DECIMAL, "decimal", CIGO_TYPE_DECIMAL, "FMT-DECIMAL", N_("Il numero non si può leggere"),
     N_("Scriva il numero in cifre, con la virgola per i decimali: per esempio 37,5."), COHERENCE,
     "37,5", N_("un numero, anche con decimali"), false, cigo_parse_decimal, cigo_format_decimal, NULL, cigo_quick_decimal},
    {CIGO_KIND_MONEY, "money", CIGO_TYPE_DECIMAL, "FMT-MONEY", N_("L'importo non si può leggere"),
     N_("Scriva l'importo in euro, con la virgola per i centesimi: per esempio 1.234,56."), COHERENCE,
     "1.234,56", N_("un importo in euro"), false, cigo_parse_money, cigo_format_money, cigo_echo_money},
    {CIGO_KIND_DATE, "date", CIGO_TYPE_DATE, "FMT-DATE", N_("La data non si può leggere"),
     N_("Scriva giorno, mese e anno, per esempio 2/11/2026."), COHERENCE, "2/11/2026", N_("una data"),
     false, cigo_parse_date, cigo_format_date, cigo_echo_date, cigo_quick_date},
    {CIGO_KIND_TIME, "time", CIGO_TYPE_TIME, "FMT-TIME", N_("L'ora non si può leggere"),
     N_("Scriva ore e minuti, per esempio 8:30."), COHERENCE, "8:30", N_("un'ora"), false, cigo_parse_time,
     cigo_format_time, NULL},
    {CIGO_KIND_BOOLEAN, "boolean", CIGO_TYPE_BOOLEAN, "FMT-BOOLEAN",
     N_("La risposta deve essere sì o no"), N_("Scriva sì oppure no."), COHERENCE, "sì", N_("sì o no"), false,
     cigo_parse_boolean, cigo_format_boolean, cigo_echo_boolean, cigo_quick_boolean},
    {CIGO_KIND_CHOICE, "choice", CIGO_TYPE_CHOICE, "FMT-CHOICE", N_("La scelta non è nell'elenco"),
     N_("Scriva il numero di una delle scelte, o l'inizio del suo nome."), COHERENCE, "1",
     N_("una delle scelte"), false, cigo_parse_choice, cigo_format_choice, NULL, cigo_quick_choice},
    {CIGO_KIND_MULTICHOICE, "multichoice", CIGO_TYPE_MULTI, "FMT-MULTICHOICE",
     N_("Una delle scelte non è nell'elenco"),
     N_("Scriva i numeri delle scelte, o l'inizio dei loro nomi, separati da una virgola."), COHERENCE,
     "1, 2", N_("una o più scelte"), false, cigo_parse_multichoice, cigo_format_multichoice, NULL},
    {CIGO_KIND_CODICE_FISCALE, "codice_fiscale", CIGO_TYPE_TEXT, "FMT-CODICE_FISCALE",
     N_("Il codice fiscale non torna"),
     N_("Lo ricopi dalla tessera sanitaria: 6 lettere, 2 cifre, 1 lettera, 2 cifre, 1 lettera, 3 "
     "cifre, "
     "1 lettera."),
     CF_ACT, "RSSMRA85M01H501Q", N_("il codice fiscale di una persona"), false,
     cigo_parse_codice_fiscale, cigo_format_text, cigo_echo_codice_fiscale, cigo_quick_codice_fiscale},
    {CIGO_KIND_CODICE_FISCALE_AZIENDA, "codice_fiscale_azienda", CIGO_TYPE_TEXT,
     "FMT-CODICE_FISCALE_AZIENDA", N_("Il codice fiscale dell'azienda è da controllare"),
     N_("Lo ricopi dalla visura camerale: 11 cifre, o 16 caratteri per una ditta individuale."), CF_ACT,
     "00001230408", N_("il codice fiscale di un'azienda"), false, cigo_parse_codice_fiscale_azienda,
     cigo_format_text, cigo_echo_codice_fiscale_azienda},
    {CIGO_KIND_PARTITA_IVA, "partita_iva", CIGO_TYPE_TEXT, "FMT-PARTITA_IVA",
     N_("La partita IVA è da controllare"),
     N_("La ricopi dalla visura camerale o da una fattura: 11 cifre."), "D.P.R. 633/1972, art. 35",
     "00001230408", N_("una partita IVA"), false, cigo_parse_partita_iva, cigo_format_text, NULL},
    {CIGO_KIND_MATRICOLA_INPS, "matricola_inps", CIGO_TYPE_TEXT, "FMT-MATRICOLA_INPS",
     N_("La matricola INPS è da controllare"), N_("La ricopi dal cassetto previdenziale: 10 cifre."),
     COHERENCE, "1234567860", N_("una matricola INPS"), false, cigo_parse_matricola_inps,
     cigo_format_text, NULL},
    {CIGO_KIND_CSC, "csc", CIGO_TYPE_TEXT, "FMT-CSC", N_("Il codice statistico contributivo non torna"),
     N_("Lo ricopi dal cassetto previdenziale: 5 cifre, per esempio 11301."), COHERENCE, "11301",
     N_("un codice statistico contributivo"), false, cigo_parse_csc, cigo_format_text, NULL},
    {CIGO_KIND_CODICI_AUTORIZZAZIONE, "codici_autorizzazione", CIGO_TYPE_TEXT,
     "FMT-CODICI_AUTORIZZAZIONE", N_("I codici di autorizzazione sono da controllare"),
     N_("Li scriva di due caratteri ciascuno, separati da una virgola: per esempio 3N, 7N."),
     COHERENCE, "3N, 7N", N_("i codici di autorizzazione"), false, cigo_parse_codici_autorizzazione,
     cigo_format_text, NULL},
    {CIGO_KIND_ATECO, "ateco", CIGO_TYPE_TEXT, "FMT-ATECO", N_("Il codice ATECO non torna"),
     N_("Lo ricopi dalla visura camerale: da 2 a 6 cifre, per esempio 43.32.02."), COHERENCE,
     "43.32.02", N_("un codice ATECO"), false, cigo_parse_ateco, cigo_format_text, NULL},
    {CIGO_KIND_CAP, "cap", CIGO_TYPE_TEXT, "FMT-CAP", N_("Il CAP non torna"),
     N_("Scriva le 5 cifre del codice postale, per esempio 40121."), COHERENCE, "40121",
     N_("un codice postale"), false, cigo_parse_cap, cigo_format_text, NULL},
    {CIGO_KIND_PROVINCIA, "provincia", CIGO_TYPE_TEXT, "FMT-PROVINCIA",
     N_("La provincia è da controllare"), N_("Scriva la sigla di due lettere, per esempio BO."), COHERENCE,
     "BO", N_("la sigla di una provincia"), false, cigo_parse_provincia, cigo_format_text,
     cigo_echo_provincia},
    {CIGO_KIND_COMUNE, "comune", CIGO_TYPE_TEXT, "FMT-COMUNE",
     N_("Il nome del comune è da controllare"), N_("Scriva il nome del comune, per esempio Bologna."),
     COHERENCE, "Bologna", N_("il nome di un comune"), false, cigo_parse_comune, cigo_format_text,
     NULL},
    {CIGO_KIND_IBAN, "iban", CIGO_TYPE_TEXT, "FMT-IBAN", N_("L'IBAN è da controllare"),
     N_("Lo ricopi dall'estratto conto: in Italia 27 caratteri che cominciano con IT."), "ISO 13616",
     "IT60 X054 2811 1010 0000 0123 456", N_("un IBAN"), false, cigo_parse_iban, cigo_format_iban,
     NULL},
    {CIGO_KIND_EMAIL, "email", CIGO_TYPE_TEXT, "FMT-EMAIL", N_("L'indirizzo e-mail non torna"),
     N_("Lo scriva intero, per esempio nome@esempio.it."), COHERENCE, "nome@esempio.it",
     N_("un indirizzo e-mail"), false, cigo_parse_email, cigo_format_text, NULL},
    {CIGO_KIND_PEC, "pec", CIGO_TYPE_TEXT, "FMT-PEC", N_("L'indirizzo PEC non torna"),
     N_("Lo scriva intero, per esempio azienda@pec.esempio.it."), COHERENCE, "azienda@pec.esempio.it",
     N_("un indirizzo PEC"), false, cigo_parse_pec, cigo_format_text, NULL},
    {CIGO_KIND_TELEFONO, "telefono", CIGO_TYPE_TEXT, "FMT-TELEFONO",
     N_("Il numero di telefono non torna"), N_("Scriva un solo numero in cifre, per esempio 051 555 0100."),
     COHERENCE, "051 555 0100", N_("un numero di telefono"), false, cigo_parse_telefono,
     cigo_format_text, NULL},
    {CIGO_KIND_PERIODO, "periodo", CIGO_TYPE_TEXT, "FMT-PERIODO", N_("Il periodo non si può leggere"),
     N_("Scriva un anno (2025) o un trimestre (2025-T3)."), COHERENCE, "2025-T3",
     N_("un anno o un trimestre"), false, cigo_parse_periodo, cigo_format_text, cigo_echo_periodo},
    {CIGO_KIND_TICKET, "ticket", CIGO_TYPE_TEXT, "FMT-TICKET", N_("Il ticket è da controllare"),
     N_("Lo ricopi dal portale: fino a 16 lettere e cifre."), COHERENCE, "A1B2C3D4", N_("un ticket"),
     false, cigo_parse_ticket, cigo_format_text, NULL},
    {CIGO_KIND_FILE, "file", CIGO_TYPE_TEXT, "FMT-FILE", N_("Il file è da controllare"),
     N_("Controlli il percorso del file, poi lo riscriva."), COHERENCE, "documenti/relazione.pdf",
     N_("il percorso di un file"), false, cigo_parse_file, cigo_format_text, cigo_echo_file},
};

_Static_assert(sizeof table / sizeof *table == CIGO_KIND_COUNT, "one row for each kind");

const struct cigo_kind *cigo_kind_get(enum cigo_kind_id id)
{
    return &table[id];
}

const struct cigo_kind *cigo_kind_find(struct cigo_str name)
{
    for (size_t i = 0; i < CIGO_KIND_COUNT; i++) {
        if (cigo_str_is(name, table[i].name))
            return &table[i];
    }
    return NULL;
}

const struct cigo_kind *cigo_kinds(size_t *ret_n)
{
    *ret_n = CIGO_KIND_COUNT;
    return table;
}

void cigo_parsed_init(struct cigo_parsed *parsed)
{
    enum { MOST_WHY = 1000, MOST_FIX = 1500 };
    *parsed = (struct cigo_parsed){.verdict = CIGO_EMPTY};
    cigo_buf_init(&parsed->text_value, CIGO_TEXT_MAX);
    cigo_buf_init(&parsed->why, MOST_WHY);
    cigo_buf_init(&parsed->fix, MOST_FIX);
}

void cigo_parsed_finish(struct cigo_parsed *parsed)
{
    cigo_buf_finish(&parsed->text_value);
    cigo_buf_finish(&parsed->why);
    cigo_buf_finish(&parsed->fix);
    parsed->verdict = CIGO_EMPTY;
    parsed->value = (struct cigo_value){.storage = CIGO_NULL};
}

static void clear(struct cigo_parsed *parsed)
{
    cigo_buf_clear(&parsed->text_value);
    cigo_buf_clear(&parsed->why);
    cigo_buf_clear(&parsed->fix);
    parsed->verdict = CIGO_EMPTY;
    parsed->relative = false;
    parsed->value = (struct cigo_value){.storage = CIGO_NULL};
}

/* Is one of eight bytes no printable ASCII? Below the blank, above the tilde, above 127. */
static bool any_other(const char *p)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t x;
    memcpy(&x, p, sizeof x);
    return ((x - ones * ' ') | (x + ones) | x) & (ones << 7);
}

bool cigo_kind_is_clean(struct cigo_str text)
{
    size_t i = 0;
    for (; i + 8 <= text.n; i += 8) {
        if (any_other(text.p + i))
            return false;
    }
    for (; i < text.n; i++) {
        if (text.p[i] < ' ' || text.p[i] > '~')
            return false;
    }
    return text.n == 0 || (text.p[0] != ' ' && text.p[text.n - 1] != ' ');
}

size_t cigo_kind_clean(const struct cigo_kind *kind, struct cigo_str text, struct cigo_buf *out)
{
    struct cigo_buf clean, normal;
    if (cigo_kind_is_clean(text)) {
        cigo_buf_add(out, text);
        return 0;
    }
    cigo_buf_init(&clean, text.n * 4 + 16);
    cigo_buf_init(&normal, text.n * 12 + 16);
    size_t removed =
        cigo_utf8_clean(text, kind->multiline ? CIGO_CLEAN_TEXT : CIGO_CLEAN_LINE, &clean);
    cigo_utf8_nfc(cigo_buf_str(&clean), &normal);
    cigo_buf_add(out, cigo_str_trim(cigo_buf_str(&normal)));
    cigo_buf_finish(&normal);
    cigo_buf_finish(&clean);
    return removed;
}

/* A text kind keeps what was typed, so it says when something of it was left out. */
static void note_removed(const struct cigo_kind *kind, size_t removed, struct cigo_parsed *parsed)
{
    bool text = kind->id == CIGO_KIND_TEXT || kind->id == CIGO_KIND_LONGTEXT;
    if (!text || removed == 0 || parsed->verdict != CIGO_OK)
        return;
    if (removed == 1)
        cigo_read_warn(parsed, _("È stato tolto un carattere di controllo, che non si può vedere."));
    else
        cigo_read_warn(parsed,
                       _("Sono stati tolti %zu caratteri di controllo, che non si possono vedere."),
                       removed);
    cigo_read_fix(parsed, _("Rilegga il testo: se è completo, non serve altro."));
}

void cigo_kind_parse(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx,
                     struct cigo_str text, struct cigo_parsed *parsed)
{
    struct cigo_buf clean;
    clear(parsed);
    if (text.n > CIGO_TEXT_MAX) {
        cigo_read_bad(parsed, _("Il testo è troppo lungo: il massimo è un milione di caratteri."));
        return;
    }
    if (cigo_kind_is_clean(text)) {
        if (text.n > 0)
            kind->parse(ctx, text, parsed);
        return;
    }
    cigo_buf_init(&clean, CIGO_TEXT_MAX);
    size_t removed = cigo_kind_clean(kind, text, &clean);
    if (clean.truncated)
        cigo_read_bad(parsed, _("Il testo è troppo lungo: il massimo è un milione di caratteri."));
    else if (clean.n > 0)
        kind->parse(ctx, cigo_buf_str(&clean), parsed);
    note_removed(kind, removed, parsed);
    cigo_buf_finish(&clean);
}

bool cigo_kind_quick(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx, struct cigo_str text,
                     struct cigo_value *ret_value)
{
    return kind->quick && text.n <= CIGO_TEXT_MAX && kind->quick(ctx, text, ret_value);
}

void cigo_kind_format(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx,
                      const struct cigo_value *value, struct cigo_buf *out)
{
    if (value->storage != CIGO_NULL)
        kind->format(ctx, value, out);
}

void cigo_kind_echo(const struct cigo_kind *kind, const struct cigo_kind_ctx *ctx,
                    const struct cigo_value *value, struct cigo_buf *out)
{
    if (value->storage != CIGO_NULL)
        (kind->echo ? kind->echo : kind->format)(ctx, value, out);
}

const struct cigo_choice *cigo_choice_find(const struct cigo_choices *list, struct cigo_str id)
{
    for (size_t i = 0; i < list->n; i++) {
        if (cigo_str_is(id, list->items[i].id))
            return &list->items[i];
    }
    return NULL;
}

bool cigo_choice_has_tag(const struct cigo_choice *choice, const char *tag)
{
    for (size_t i = 0; i < choice->n_tags; i++) {
        if (strcmp(choice->tags[i], tag) == 0)
            return true;
    }
    return false;
}

const char *cigo_choice_attr(const struct cigo_choice *choice, const char *name)
{
    for (size_t i = 0; i < choice->n_attrs; i++) {
        if (strcmp(choice->attrs[2 * i], name) == 0)
            return choice->attrs[2 * i + 1];
    }
    return NULL;
}

bool cigo_multi_has(struct cigo_str multi, struct cigo_str id)
{
    while (multi.n > 0) {
        const char *blank = memchr(multi.p, ' ', multi.n);
        size_t n = blank ? (size_t)(blank - multi.p) : multi.n;
        if (cigo_str_eq((struct cigo_str){multi.p, n}, id))
            return true;
        n += blank != NULL;
        multi.p += n;
        multi.n -= n;
    }
    return false;
}
