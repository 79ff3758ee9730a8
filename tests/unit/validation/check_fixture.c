/* The form is filled by hand from short tables: the loader is not below this layer. */

#include "check_fixture.h"

#include "../../../src/validation/functions-priv.h"
#include "unit.h"

#define N(a) (sizeof(a) / sizeof *(a))

static const char *const eone[] = {"eone"}, *const edile[] = {"edile"};
static const char *const meteo_attrs[] = {"evento", "1", "evento_edile", "2"};

static const struct cigo_choice causale[] = {
    {.id = "mancanza_lavoro", .label = "Mancanza di lavoro"},
    {.id = "meteo",
     .label = "Eventi meteo",
     .tags = eone,
     .n_tags = 1,
     .attrs = meteo_attrs,
     .n_attrs = 2},
    {.id = "energia", .label = "Energia", .tags = eone, .n_tags = 1},
};
static const struct cigo_choice settore[] = {
    {.id = "industria", .label = "Industria"},
    {.id = "agricola", .label = "Agricola"},
    {.id = "edilizia", .label = "Edilizia", .tags = edile, .n_tags = 1},
};
static const struct cigo_choice misura[] = {{.id = "cigo", .label = "CIGO"},
                                            {.id = "cigs", .label = "CIGS"},
                                            {.id = "cds", .label = "CDS"}};
static const struct cigo_choice giorni[] = {{.id = "5", .label = "Cinque"},
                                            {.id = "6", .label = "Sei"}};
static const struct cigo_choice tipo[] = {{.id = "contratto", .label = "Contratto"},
                                          {.id = "relazione", .label = "Relazione"},
                                          {.id = "ordinanza", .label = "Ordinanza"}};
static const struct cigo_choice modalita[] = {{.id = "sospensione", .label = "Sospensione"},
                                              {.id = "riduzione", .label = "Riduzione"}};
static const struct cigo_choice termine[] = {{.id = "eone", .label = "Non evitabile"},
                                             {.id = "ordinario", .label = "Ordinario"}};

enum { CAUSALE, SETTORE, MISURA, GIORNI, TIPO, MODALITA, TERMINE, NO_LIST };
static struct cigo_choices lists[] = {
    {"causale", causale, N(causale)}, {"settore", settore, N(settore)},
    {"misura", misura, N(misura)},    {"giorni", giorni, N(giorni)},
    {"tipo", tipo, N(tipo)},          {"modalita", modalita, N(modalita)},
    {"termine", termine, N(termine)},
};

struct def {
    const char *id;
    enum cigo_kind_id kind;
    int list, places;
};
#define PLAIN(id, kind)                                                                            \
    {                                                                                              \
        (id), CIGO_KIND_##kind, NO_LIST, 0                                                         \
    }
#define OF(id, kind, list)                                                                         \
    {                                                                                              \
        (id), CIGO_KIND_##kind, (list), 0                                                          \
    }
#define DECIMAL(id, places)                                                                        \
    {                                                                                              \
        (id), CIGO_KIND_DECIMAL, NO_LIST, (places)                                                 \
    }

static const struct def fields[] = {
    OF("causale", CHOICE, CAUSALE),
    OF("azienda_settore", CHOICE, SETTORE),
    OF("giorni_settimana", CHOICE, GIORNI),
    OF("modalita", MULTICHOICE, MODALITA),
    PLAIN("energia_programmata", BOOLEAN),
    PLAIN("periodo_dal", DATE),
    PLAIN("periodo_al", DATE),
    PLAIN("inizio_effettivo", DATE),
    PLAIN("data_invio", DATE),
    PLAIN("autorizzazione_data", DATE),
    PLAIN("dalle", TIME),
    PLAIN("alle", TIME),
    PLAIN("azienda_dipendenti", INTEGER),
    PLAIN("azienda_csc", CSC),
    PLAIN("rappresentante_cf", CODICE_FISCALE),
    PLAIN("rappresentante_cognome", TEXT),
    PLAIN("relazione", LONGTEXT),
    PLAIN("ore_totali", DECIMAL),
    PLAIN("orario_settimanale", DECIMAL),
    PLAIN("retribuzione_mensile", MONEY),
    PLAIN("mensilita", INTEGER),
};
static const struct def computed[] = {
    PLAIN("evento_eone", BOOLEAN),
    PLAIN("edile_lapideo", BOOLEAN),
    PLAIN("lunedi_dal", DATE),
    PLAIN("biennio_dal", DATE),
    PLAIN("inizio_considerato", DATE),
    PLAIN("primo_evento", DATE),
    PLAIN("settimane_richieste", INTEGER),
    PLAIN("unita_peso", INTEGER),
    PLAIN("usate_peso", INTEGER),
    PLAIN("giorni_lavoro", INTEGER),
    PLAIN("giorni_lavorabili", INTEGER),
    PLAIN("giorni", INTEGER),
    DECIMAL("massimale_mensile", 2),
    DECIMAL("massimale_orario", 4),
    DECIMAL("ore_richieste_totali", 2),
    OF("allegati_presenti", MULTICHOICE, TIPO),
    OF("termine_tipo", CHOICE, TERMINE),
};

static const struct def lavoratori[] = {
    PLAIN("cf", CODICE_FISCALE),           PLAIN("cognome", TEXT),      PLAIN("nome", TEXT),
    PLAIN("data_assunzione", DATE),        DECIMAL("ore_contratto", 0), DECIMAL("ore_richieste", 0),
    PLAIN("tempo_indeterminato", BOOLEAN),
};
static const struct def lavoratori_computed[] = {DECIMAL("ore_medie", 2)};
static const struct def autorizzazioni[] = {
    OF("misura", CHOICE, MISURA),    PLAIN("eone", BOOLEAN), PLAIN("dal", DATE), PLAIN("al", DATE),
    PLAIN("giorni_fruiti", INTEGER),
};
static const struct def allegati[] = {OF("tipo", CHOICE, TIPO), PLAIN("file", FILE)};
static const struct def indicatori[] = {PLAIN("periodo", PERIODO), PLAIN("fatturato", MONEY),
                                        PLAIN("mesi", INTEGER)};
static struct cigo_group groups[] = {
    {.id = "lavoratori"}, {.id = "autorizzazioni"}, {.id = "allegati"}, {.id = "indicatori"}};

static const char *const fruita_names[] = {"lunedi", "peso_52", "peso_cigo"};
static const enum cigo_type fruita_types[] = {CIGO_TYPE_DATE, CIGO_TYPE_INTEGER, CIGO_TYPE_INTEGER};
static const char *const domanda_names[] = {"lunedi", "n", "conta", "n_conta"};
static const enum cigo_type domanda_types[] = {CIGO_TYPE_DATE, CIGO_TYPE_INTEGER, CIGO_TYPE_BOOLEAN,
                                               CIGO_TYPE_INTEGER};
static const char *const anno_names[] = {"fatturato", "mesi", "n"};
static const enum cigo_type anno_types[] = {CIGO_TYPE_DECIMAL, CIGO_TYPE_INTEGER,
                                            CIGO_TYPE_INTEGER};
static const char *const dovuti_names[] = {"tipo"};
static const enum cigo_type dovuti_types[] = {CIGO_TYPE_CHOICE};
static const int no_places[] = {0, 0, 0, 0}, anno_places[] = {2, 0, 0};
static const struct cigo_choices *const no_lists[4], *const dovuti_lists[] = {&lists[TIPO]};
static struct cigo_view views[] = {
    {"settimana_fruita", fruita_names, fruita_types, no_places, no_lists, 3, {.text = ""}, 0, {0}},
    {"settimane_domanda",
     domanda_names,
     domanda_types,
     no_places,
     no_lists,
     4,
     {.text = ""},
     1,
     {0}},
    {"indicatori_anno", anno_names, anno_types, anno_places, no_lists, 3, {.text = ""}, 2, {0}},
    {"allegati_dovuti",
     dovuti_names,
     dovuti_types,
     no_places,
     dovuti_lists,
     1,
     {.text = ""},
     3,
     {0}},
};

static const struct cigo_param_value days[] = {{.from = 2457670, .value = 15}};
static const struct cigo_param_value weeks[] = {{.from = 2457670, .value = 104}};
static const struct cigo_param_value yearly[] = {{.from = 2460677, .value = 140403},
                                                 {.from = 2461042, .value = 142369},
                                                 {.from = 2461407, .unknown = true}};
#define PARAM(name, t, p, v)                                                                       \
    {                                                                                              \
        .id = (name), .type = CIGO_TYPE_##t, .places = (p), .values = (v), .n_values = N(v)        \
    }
static struct cigo_param params[] = {
    PARAM("termine_giorni", INTEGER, 0, days),    PARAM("biennio_settimane", INTEGER, 0, weeks),
    PARAM("limite_settimane", INTEGER, 0, weeks), PARAM("massimale", DECIMAL, 2, yearly),
    PARAM("orario_giorno", DECIMAL, 2, days),
};

static const struct cigo_span spans[] = {{.from = 2461000, .to = 2461100, .applied = true},
                                         {.from = 2461200, .to = 2461300, .applied = false}};
static struct cigo_window windows[] = {
    {.id = "esclusione_eone_edile", .spans = spans, .n_spans = N(spans)}};

static const char *const words[] = {"riduzione del personale", "licenziament", "esubero"};
static const char *const except[] = {"nessun", "non è previsto alcun"};
static struct cigo_wordlist wordlists[] = {{.id = "strutturale",
                                            .words = words,
                                            .n_words = N(words),
                                            .except = except,
                                            .n_except = N(except),
                                            .within = 21}};

static const struct cigo_holiday holidays[] = {
    {.month = 12, .day = 25, .name = "Natale"},
    {.month = 0, .easter = 1, .name = "Lunedì dell'Angelo"},
    {.month = 1, .day = 1, .name = "Capodanno"}};

static struct cigo_field *make_fields(struct cigo_form *form, const struct def *defs, size_t n,
                                      struct cigo_group *group)
{
    struct cigo_field *items = cigo_arena_alloc(form->arena, n * sizeof *items);
    for (size_t i = 0; i < n; i++) {
        items[i].id = defs[i].id;
        items[i].kind = cigo_kind_get(defs[i].kind);
        items[i].ctx.choices = defs[i].list == NO_LIST ? NULL : &lists[defs[i].list];
        items[i].ctx.places = 2;
        items[i].group = group;
        items[i].index = i;
        items[i].pos = (struct cigo_pos){"form.yaml", (unsigned)i + 1, 1};
    }
    return items;
}

static struct cigo_computed *make_computed(struct cigo_form *form, const struct def *defs, size_t n,
                                           struct cigo_group *group)
{
    struct cigo_computed *items = cigo_arena_alloc(form->arena, n * sizeof *items);
    for (size_t i = 0; i < n; i++) {
        items[i].id = defs[i].id;
        items[i].kind = cigo_kind_get(defs[i].kind);
        items[i].type = items[i].kind->type;
        items[i].places = defs[i].places;
        items[i].choices = defs[i].list == NO_LIST ? NULL : &lists[defs[i].list];
        items[i].group = group;
        items[i].index = i;
    }
    return items;
}

static void make_groups(struct cigo_form *form)
{
    static const struct {
        const struct def *defs;
        size_t n;
    } all[] = {{lavoratori, N(lavoratori)},
               {autorizzazioni, N(autorizzazioni)},
               {allegati, N(allegati)},
               {indicatori, N(indicatori)}};
    form->n_groups = N(groups);
    form->groups = cigo_arena_alloc(form->arena, sizeof groups);
    memcpy(form->groups, groups, sizeof groups);
    for (size_t i = 0; i < N(groups); i++) {
        struct cigo_group *g = &form->groups[i];
        g->index = i;
        g->n_fields = all[i].n;
        g->fields = make_fields(form, all[i].defs, all[i].n, g);
    }
    form->groups[0].n_computed = N(lavoratori_computed);
    form->groups[0].computed =
        make_computed(form, lavoratori_computed, N(lavoratori_computed), &form->groups[0]);
}

#define SET(name) form->name = name, form->n_##name = N(name)

struct cigo_form *check_form(void)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_form *form = cigo_arena_alloc(arena, sizeof *form);
    form->arena = arena;
    form->id = "prova";
    form->dir = "forms/prova";
    form->n_fields = N(fields);
    form->fields = make_fields(form, fields, N(fields), NULL);
    form->n_computed = N(computed);
    form->computed = make_computed(form, computed, N(computed), NULL);
    make_groups(form);
    form->choices = lists;
    form->n_choices = N(lists);
    SET(views);
    SET(params);
    SET(windows);
    SET(wordlists);
    form->calendar = (struct cigo_calendar){holidays, N(holidays)};
    cigo_form_index(form);
    return form;
}

static void add_columns(struct cigo_buf *sql, const struct cigo_field *items, size_t n,
                        const struct cigo_computed *values, size_t n_values, bool longtext)
{
    for (size_t i = 0; i < n; i++) {
        bool is_long = items[i].kind->id == CIGO_KIND_LONGTEXT && !items[i].group;
        if (is_long == longtext)
            cigo_buf_printf(sql, ", %s", items[i].id);
        if (!longtext)
            cigo_buf_printf(sql, ", vuoto_%s", items[i].id);
    }
    for (size_t i = 0; i < n_values && !longtext; i++)
        cigo_buf_printf(sql, ", %s", values[i].id);
}

static void table(sqlite3 *db, struct cigo_buf *sql, const char *name)
{
    cigo_buf_printf(sql, "); INSERT INTO %s DEFAULT VALUES", name);
    ck_assert_msg(sqlite3_exec(db, sql->p, NULL, NULL, NULL) == SQLITE_OK, "%s\n%s", sql->p,
                  sqlite3_errmsg(db));
    cigo_buf_clear(sql);
}

sqlite3 *check_database(const struct cigo_form *form)
{
    sqlite3 *db = NULL;
    struct cigo_buf sql;
    cigo_buf_init(&sql, 65536);
    ck_assert_int_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
    ck_assert(cigo_sql_functions(db, form, NULL));
    for (int longtext = 0; longtext < 2; longtext++) {
        const char *name = longtext ? "testi" : "domanda";
        cigo_buf_printf(&sql, "CREATE TABLE %s(_id INTEGER PRIMARY KEY%s", name,
                        longtext ? "" : ", oggi");
        add_columns(&sql, form->fields, form->n_fields, form->computed, form->n_computed, longtext);
        table(db, &sql, name);
    }
    cigo_buf_puts(&sql, "CREATE TABLE param(_id INTEGER PRIMARY KEY");
    for (size_t i = 0; i < form->n_params; i++)
        cigo_buf_printf(&sql, ", %s", form->params[i].id);
    table(db, &sql, "param");
    for (size_t i = 0; i < form->n_groups; i++) {
        const struct cigo_group *g = &form->groups[i];
        cigo_buf_printf(&sql, "CREATE TABLE %s(_riga INTEGER PRIMARY KEY, _classe, _volte, _righe", g->id);
        add_columns(&sql, g->fields, g->n_fields, g->computed, g->n_computed, false);
        table(db, &sql, g->id);
    }
    for (size_t i = 0; i < form->n_views; i++) {
        cigo_buf_printf(&sql, "CREATE TABLE %s(", form->views[i].id);
        for (size_t j = 0; j < form->views[i].n_columns; j++)
            cigo_buf_printf(&sql, "%s%s", j ? ", " : "", form->views[i].columns[j]);
        table(db, &sql, form->views[i].id);
    }
    cigo_buf_finish(&sql);
    return db;
}
