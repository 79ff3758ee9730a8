/* The way onto the portal: what it asks and nothing else, values as it takes them, ticks that hold as long as
 * the value does, the place that is kept. */

#include <cigo/base/alloc.h>
#include <cigo/base/path.h>
#include <cigo/exchange/exchange.h>
#include <cigo/exchange/portal.h>
#include <cigo/loader/loader.h>

#include <stdlib.h>
#include <string.h>

#include "unit.h"

enum { TODAY = 20780, MANY = 2000 }; /* 2026-11-23 */

static struct cigo_arena *arena;
static struct cigo_form *form;
static struct cigo_desk desk;
static struct cigo_error err;

/* ---- the desk keeps the ticks in a small list ---- */

enum { MOST = 64 };
static char places[MOST][80], marks[MOST][80];
static size_t n_kept;

static bool keep(void *data, const char *place, const char *mark, struct cigo_error *e)
{
    (void)data, (void)e;
    size_t at = 0;
    while (at < n_kept && strcmp(places[at], place) != 0)
        at++;
    ck_assert_uint_lt(at, MOST);
    n_kept += at == n_kept;
    snprintf(places[at], sizeof places[at], "%s", place);
    snprintf(marks[at], sizeof marks[at], "%s", mark ? mark : "gone");
    return true;
}

static bool keep_nothing(void *data, const char *place, const char *mark, struct cigo_error *e)
{
    (void)data, (void)place, (void)mark, (void)e;
    return true;
}

static const struct cigo_desk silent = {.tick = keep_nothing};

static void each(void *data, void (*give)(void *portal, const char *place, const char *mark), void *portal)
{
    (void)data;
    for (size_t i = 0; i < n_kept; i++)
        give(portal, places[i], marks[i]);
}

static const char *in_form(const char *file)
{
    return cigo_arena_printf(arena, "%s/forms/cigo/%s", getenv("CIGO_SOURCE") ? getenv("CIGO_SOURCE") : ".",
                             file);
}

static void setup(void)
{
    char *text;
    size_t size;
    struct cigo_problems problems;
    struct cigo_session_options options = {.today = TODAY};
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    form = cigo_form_load(in_form(""), &problems);
    ck_assert_msg(form != NULL, "%s", problems.n ? problems.items[0].text : "");
    desk = (struct cigo_desk){.session = cigo_session_new(form, &options, &err), .tick = keep, .each_tick = each};
    ck_assert_msg(desk.session != NULL, "%s", err.text);
    ck_assert(cigo_file_read(in_form("demo.yaml"), 1 << 20, &text, &size, &err));
    const struct cigo_yaml_node *root = cigo_yaml_parse(arena, "demo.yaml", (struct cigo_str){text, size},
                                                        &cigo_answers_limits, &problems);
    ck_assert(cigo_answers_read(desk.session, root, CIGO_ANSWERS_ACTION, &problems, &err));
    cigo_problems_finish(&problems);
    free(text);
    n_kept = 0;
}

static void teardown(void)
{
    cigo_session_free(desk.session);
    cigo_form_free(form);
    cigo_arena_free(arena);
}

static struct cigo_place at(const char *text)
{
    struct cigo_place place;
    ck_assert_msg(cigo_position_parse(form, text, &place), "%s", text);
    return place;
}

static void set(const char *place, const char *text)
{
    ck_assert(cigo_session_set(desk.session, at(place), cigo_str_of(text), NULL, &err));
}

static const char *value(const char *place, enum cigo_portal_state want)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, CIGO_TEXT_MAX);
    ck_assert_int_eq(cigo_portal_value(desk.session, at(place), &buf), want);
    const char *text = cigo_arena_str(arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return text;
}

/* What the portal asks of this case, in the order of the form; nothing that is only ours or that it gives. */
START_TEST(what_it_asks)
{
    struct cigo_portal_list list;
    cigo_portal_init(&list, &desk, arena);
    size_t n = 0;
    for (size_t i = 0; i < list.n; i++) {
        const struct cigo_portal_item *item = &list.items[i];
        ck_assert(cigo_session_visible(desk.session, item->place));
        if (i)
            ck_assert_uint_ge(item->section, list.items[i - 1].section);
        if (item->place.field)
            ck_assert(cigo_portal_asks(item->place.field->portal));
        n += item->place.field && !item->place.group;
        ck_assert_uint_eq(cigo_portal_find(&list, item->place), i);
    }
    for (size_t i = 0; i < form->n_fields; i++)
        if (cigo_portal_asks(form->fields[i].portal) &&
            cigo_session_visible(desk.session, (struct cigo_place){.field = &form->fields[i]}))
            n--;
    ck_assert_uint_eq(n, 0);
    ck_assert_uint_eq(cigo_portal_find(&list, at("note_pratica")), list.n);
    ck_assert_uint_eq(cigo_portal_find(&list, at("protocollo")), list.n);
    ck_assert_uint_lt(cigo_portal_find(&list, at("ticket")), list.n);
    ck_assert_uint_lt(cigo_portal_find(&list, at("lavoratori/1/cf")), list.n);
    ck_assert_uint_eq(cigo_portal_find(&list, at("lavoratori/1/cognome")), list.n);
    ck_assert_uint_eq(cigo_portal_find(&list, at("lavoratori")), cigo_portal_find(&list, at("lavoratori/1/cf")));
}
END_TEST

START_TEST(values)
{
    static const struct {
        const char *place, *text, *want;
        enum cigo_portal_state state;
    } rows[] = {
        {"inizio_effettivo", "2026-11-16", "16/11/2026", CIGO_PORTAL_VALUE},
        {"inizio_effettivo", "31/02/2026", "31/02/2026", CIGO_PORTAL_WRONG},
        {"inizio_effettivo", "", "", CIGO_PORTAL_LACKS},
        {"azienda_pec", "", "", CIGO_PORTAL_EMPTY},
        {"causale", "mancanza_lavoro", "Mancanza di lavoro o di commesse", CIGO_PORTAL_VALUE},
        {"modalita", "sospensione, riduzione", "Sospensione (a zero ore), Riduzione dell'orario", CIGO_PORTAL_VALUE},
        {"indicatori/1/fatturato", "1640000", "1640000,00", CIGO_PORTAL_VALUE},
        {"indicatori/1/risultato_operativo", "-12.345,6", "-12345,60", CIGO_PORTAL_VALUE},
        {"ore_totali", "500", "288", CIGO_PORTAL_VALUE}, /* the sum of what each one has */
        {"lavoratori/1/ore_richieste", "", "", CIGO_PORTAL_EMPTY},
        {"ore_totali", "1234567,5", "1234567,50", CIGO_PORTAL_VALUE},
        {"azienda_telefono", "049 000000", "049000000", CIGO_PORTAL_VALUE},
        {"rel_ragioni", "Prima riga.\nSeconda riga.", "Prima riga.\nSeconda riga.", CIGO_PORTAL_VALUE},
        {"esame_richiesto", "si", "sì", CIGO_PORTAL_VALUE},
        {"azienda_cf", "0471 2030 289", "04712030289", CIGO_PORTAL_VALUE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        set(rows[i].place, rows[i].text);
        ck_assert_str_eq(value(rows[i].place, rows[i].state), rows[i].want);
    }
}
END_TEST

static const char *note(const char *place)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, CIGO_TEXT_MAX);
    cigo_portal_note(desk.session, at(place), &buf);
    const char *text = cigo_arena_str(arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return text;
}

/* What the rules judge is what is copied, and an answer that is another one is named. */
START_TEST(computed_in_the_place_of_an_answer)
{
    set("ore_totali", "");
    ck_assert_str_eq(value("ore_totali", CIGO_PORTAL_VALUE), "288");
    ck_assert_str_eq(note("ore_totali"), " (calcolato da cigo)");
    set("ore_totali", "288");
    ck_assert_str_eq(note("ore_totali"), "");
    set("ore_totali", "500");
    ck_assert_ptr_nonnull(strstr(note("ore_totali"), "500"));
    set("ore_totali", "tante");
    ck_assert_str_eq(value("ore_totali", CIGO_PORTAL_VALUE), "288");
    ck_assert_ptr_nonnull(strstr(note("ore_totali"), "tante"));
    set("lavoratori/1/ore_richieste", "");
    ck_assert_str_eq(value("ore_totali", CIGO_PORTAL_WRONG), "tante");
    ck_assert_str_eq(note("ore_totali"), "");
}
END_TEST

/* Whoever only looks may tick for himself, and is told that it is not kept. */
START_TEST(ticks_of_who_looks)
{
    struct cigo_portal_list list;
    cigo_portal_init(&list, &desk, arena);
    desk.read_only = true;
    ck_assert(!cigo_portal_tick(&list, &desk, true, &err) && strstr(err.text, "si guarda soltanto"));
    ck_assert_uint_eq(list.ticked, 1);
    cigo_portal_init(&list, &desk, arena);
    ck_assert_uint_eq(list.ticked, 0);
}
END_TEST

START_TEST(ticks_hold_with_their_value)
{
    struct cigo_portal_list list;
    cigo_portal_init(&list, &desk, arena);
    size_t date = cigo_portal_find(&list, at("inizio_effettivo"));
    ck_assert_uint_eq(list.at, 0);
    ck_assert(cigo_portal_go(&list, &desk, date, &err));
    ck_assert(cigo_portal_tick(&list, &desk, true, &err));
    ck_assert(cigo_portal_go(&list, &desk, date + 1, &err));
    ck_assert(cigo_portal_tick(&list, &desk, true, &err));
    ck_assert(cigo_portal_tick(&list, &desk, false, &err));
    ck_assert_uint_eq(list.ticked, 1);
    cigo_portal_init(&list, &desk, arena); /* the next run */
    ck_assert_uint_eq(list.at, date + 1);
    ck_assert_uint_eq(list.ticked, 1);
    ck_assert(list.items[date].ticked && !list.items[date + 1].ticked);
    set("inizio_effettivo", "17/11/2026");
    cigo_portal_init(&list, &desk, arena);
    ck_assert_uint_eq(list.ticked, 0);
    set("inizio_effettivo", "2026-11-16");
    cigo_portal_init(&list, &desk, arena);
    ck_assert_uint_eq(list.ticked, 1); /* the same value, however it is typed */
}
END_TEST

static size_t next_of(struct cigo_portal_list *list, const char *from)
{
    size_t to = list->n;
    list->at = cigo_portal_find(list, at(from));
    return cigo_portal_next(list, &to) ? to : list->n;
}

static void tick_all(struct cigo_portal_list *list)
{
    for (list->at = 0; list->at < list->n; list->at++)
        if (cigo_portal_state_of(desk.session, list->items[list->at].place) == CIGO_PORTAL_VALUE)
            ck_assert(cigo_portal_tick(list, &silent, true, &err));
}

/* Past what is ticked and what is empty, and on from the first; what changed since it was copied is to do again. */
START_TEST(what_is_next)
{
    struct cigo_portal_list list;
    set("azienda_pec", "");
    cigo_portal_init(&list, &desk, arena);
    size_t pec = cigo_portal_find(&list, at("azienda_pec"));
    ck_assert_uint_eq(next_of(&list, "azienda_email"), pec + 1);
    tick_all(&list);
    ck_assert_uint_eq(next_of(&list, "ticket"), list.n);
    set("azienda_pec", "brenta@pec.example.it");
    cigo_portal_init(&list, &desk, arena);
    tick_all(&list);
    list.at = pec;
    ck_assert(cigo_portal_tick(&list, &desk, false, &err) && cigo_portal_tick(&list, &desk, true, &err));
    ck_assert_uint_eq(next_of(&list, "azienda_pec"), list.n);
    set("azienda_pec", "");
    cigo_portal_init(&list, &desk, arena);
    ck_assert(list.items[pec].again && !list.items[pec].ticked);
    tick_all(&list);
    ck_assert_uint_eq(next_of(&list, "ticket"), pec);
    list.at = pec;
    ck_assert(cigo_portal_tick(&list, &desk, true, &err)); /* taken out there */
    cigo_portal_init(&list, &desk, arena);
    ck_assert(!list.items[pec].again && list.items[pec].ticked);
}
END_TEST

/* What became required since holds no tick of when it was empty. */
START_TEST(what_lacks_is_not_ticked)
{
    struct cigo_portal_list list;
    set("inizio_effettivo", "");
    keep(NULL, "inizio_effettivo", "cbf29ce484222325", NULL); /* of the empty text */
    cigo_portal_init(&list, &desk, arena);
    const struct cigo_portal_item *item = &list.items[cigo_portal_find(&list, at("inizio_effettivo"))];
    ck_assert(!item->ticked && !item->again);
}
END_TEST

START_TEST(strange_ticks)
{
    static const char *const strange[] = {"nulla", "lavoratori/999999/cf", "lavoratori/x", "note_pratica", "///"};
    struct cigo_portal_list list;
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
        keep(NULL, strange[i], "0123456789abcdef", NULL);
    keep(NULL, "", "non_esiste", NULL);
    cigo_portal_init(&list, &desk, arena);
    ck_assert_uint_eq(list.ticked, 0);
    ck_assert_uint_eq(list.at, 0);
}
END_TEST

START_TEST(many_rows)
{
    const struct cigo_group *group = cigo_form_group(form, CIGO_STR("lavoratori"));
    struct cigo_portal_list list;
    cigo_session_begin(desk.session, "import");
    for (size_t i = 0; i < MANY; i++) {
        int64_t row;
        ck_assert(cigo_session_row_add(desk.session, group, 0, &row, NULL, &err)); /* ids against the order */
    }
    ck_assert(cigo_session_end(desk.session, NULL, &err));
    cigo_portal_init(&list, &desk, arena);
    ck_assert_uint_gt(list.n, 2 * MANY);
    for (size_t i = 0; i < list.n; i++)
        ck_assert_uint_eq(cigo_portal_find(&list, list.items[i].place), i);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("exchange portal");
    TCase *tests = tcase_create("portal");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, what_it_asks);
    tcase_add_test(tests, values);
    tcase_add_test(tests, computed_in_the_place_of_an_answer);
    tcase_add_test(tests, ticks_hold_with_their_value);
    tcase_add_test(tests, ticks_of_who_looks);
    tcase_add_test(tests, what_is_next);
    tcase_add_test(tests, what_lacks_is_not_ticked);
    tcase_add_test(tests, strange_ticks);
    tcase_add_test(tests, many_rows);
    suite_add_tcase(suite, tests);
    return suite;
}
