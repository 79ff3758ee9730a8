/* The two letters of a province. The sigla or the whole name may be typed; an unknown sigla is kept
 * with a warning, since provinces come and go (old and new Sardinian ones are all here). */

#include "kinds-priv.h"

#include <cigo/base/utf8.h>

static const struct province {
    const char *sigla, *name;
} provinces[] = {
    {"AG", "Agrigento"},
    {"AL", "Alessandria"},
    {"AN", "Ancona"},
    {"AO", "Aosta"},
    {"AP", "Ascoli Piceno"},
    {"AQ", "L'Aquila"},
    {"AR", "Arezzo"},
    {"AT", "Asti"},
    {"AV", "Avellino"},
    {"BA", "Bari"},
    {"BG", "Bergamo"},
    {"BI", "Biella"},
    {"BL", "Belluno"},
    {"BN", "Benevento"},
    {"BO", "Bologna"},
    {"BR", "Brindisi"},
    {"BS", "Brescia"},
    {"BT", "Barletta-Andria-Trani"},
    {"BZ", "Bolzano"},
    {"CA", "Cagliari"},
    {"CB", "Campobasso"},
    {"CE", "Caserta"},
    {"CH", "Chieti"},
    {"CI", "Carbonia-Iglesias"},
    {"CL", "Caltanissetta"},
    {"CN", "Cuneo"},
    {"CO", "Como"},
    {"CR", "Cremona"},
    {"CS", "Cosenza"},
    {"CT", "Catania"},
    {"CZ", "Catanzaro"},
    {"EN", "Enna"},
    {"FC", "Forlì-Cesena"},
    {"FE", "Ferrara"},
    {"FG", "Foggia"},
    {"FI", "Firenze"},
    {"FM", "Fermo"},
    {"FR", "Frosinone"},
    {"GE", "Genova"},
    {"GO", "Gorizia"},
    {"GR", "Grosseto"},
    {"IM", "Imperia"},
    {"IS", "Isernia"},
    {"KR", "Crotone"},
    {"LC", "Lecco"},
    {"LE", "Lecce"},
    {"LI", "Livorno"},
    {"LO", "Lodi"},
    {"LT", "Latina"},
    {"LU", "Lucca"},
    {"MB", "Monza e Brianza"},
    {"MC", "Macerata"},
    {"ME", "Messina"},
    {"MI", "Milano"},
    {"MN", "Mantova"},
    {"MO", "Modena"},
    {"MS", "Massa-Carrara"},
    {"MT", "Matera"},
    {"NA", "Napoli"},
    {"NO", "Novara"},
    {"NU", "Nuoro"},
    {"OG", "Ogliastra"},
    {"OR", "Oristano"},
    {"OT", "Olbia-Tempio"},
    {"PA", "Palermo"},
    {"PC", "Piacenza"},
    {"PD", "Padova"},
    {"PE", "Pescara"},
    {"PG", "Perugia"},
    {"PI", "Pisa"},
    {"PN", "Pordenone"},
    {"PO", "Prato"},
    {"PR", "Parma"},
    {"PT", "Pistoia"},
    {"PU", "Pesaro e Urbino"},
    {"PV", "Pavia"},
    {"PZ", "Potenza"},
    {"RA", "Ravenna"},
    {"RC", "Reggio Calabria"},
    {"RE", "Reggio Emilia"},
    {"RG", "Ragusa"},
    {"RI", "Rieti"},
    {"RM", "Roma"},
    {"RN", "Rimini"},
    {"RO", "Rovigo"},
    {"SA", "Salerno"},
    {"SI", "Siena"},
    {"SO", "Sondrio"},
    {"SP", "La Spezia"},
    {"SR", "Siracusa"},
    {"SS", "Sassari"},
    {"SU", "Sud Sardegna"},
    {"SV", "Savona"},
    {"TA", "Taranto"},
    {"TE", "Teramo"},
    {"TN", "Trento"},
    {"TO", "Torino"},
    {"TP", "Trapani"},
    {"TR", "Terni"},
    {"TS", "Trieste"},
    {"TV", "Treviso"},
    {"UD", "Udine"},
    {"VA", "Varese"},
    {"VB", "Verbano-Cusio-Ossola"},
    {"VC", "Vercelli"},
    {"VE", "Venezia"},
    {"VI", "Vicenza"},
    {"VR", "Verona"},
    {"VS", "Medio Campidano"},
    {"VT", "Viterbo"},
    {"VV", "Vibo Valentia"},
};

enum { PROVINCES = sizeof provinces / sizeof *provinces };

static const struct province *find(struct cigo_str sigla)
{
    for (size_t i = 0; i < PROVINCES; i++) {
        if (cigo_str_is(sigla, provinces[i].sigla))
            return &provinces[i];
    }
    return NULL;
}

/* Letters only, folded: "Forlì Cesena" is "forlicesena". */
static void fold(struct cigo_str name, struct cigo_buf *out)
{
    struct cigo_buf folded;
    cigo_buf_init(&folded, name.n * 8 + 16);
    cigo_utf8_fold(name, &folded);
    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.p[i];
        if ((c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80)
            cigo_buf_putc(out, c);
    }
    cigo_buf_finish(&folded);
}

static const struct province *find_name(struct cigo_str text)
{
    struct cigo_buf wanted, name;
    const struct province *found = NULL;
    cigo_buf_init(&wanted, text.n * 8 + 16);
    cigo_buf_init(&name, 256);
    fold(text, &wanted);
    for (size_t i = 0; i < PROVINCES && !found; i++) {
        cigo_buf_clear(&name);
        fold(cigo_str_of(provinces[i].name), &name);
        if (cigo_str_eq(cigo_buf_str(&name), cigo_buf_str(&wanted)))
            found = &provinces[i];
    }
    cigo_buf_finish(&name);
    cigo_buf_finish(&wanted);
    return found;
}

static bool two_letters(struct cigo_str s)
{
    return s.n == 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' && s.p[1] <= 'Z';
}

CIGO_PARSE(provincia)
{
    struct cigo_buf code;
    char quote[CIGO_QUOTE_SIZE];
    (void)ctx;
    cigo_buf_init(&code, text.n + 1);
    cigo_strip(text, "().", &code);
    struct cigo_str s = cigo_buf_str(&code);
    const struct province *named = two_letters(s) ? NULL : find_name(text);
    if (two_letters(s)) {
        cigo_read_text(out, s);
        if (!find(s))
            cigo_read_warn(out, _("%s non è tra le sigle di provincia note."), cigo_quote(s, quote));
    } else if (named) {
        cigo_read_text(out, cigo_str_of(named->sigla));
    } else {
        cigo_read_bad(out, _("%s non è una sigla di due lettere."), cigo_quote(text, quote));
    }
    cigo_buf_finish(&code);
}

CIGO_ECHO(provincia)
{
    const struct province *province = find(value->s);
    (void)ctx;
    cigo_buf_add(out, value->s);
    if (province)
        cigo_buf_printf(out, " (%s)", province->name);
}
