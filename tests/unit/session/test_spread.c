/* A total divided among weeks: by hand where it can be reckoned by hand, and the promises (sum, capacity) on
 * many others. */

#include <cigo/base/date.h>
#include <cigo/session/spread.h>
#include "desk.h"
#include "unit.h"

static const char files[] =
    "=== form.yaml\n"
    "form: prova\n"
    "format: 1\n"
    "version: 1\n"
    "title: Prova\n"
    "order: presunto\n"
    "sources:\n"
    "  norma: {cite: Norma 1, gist: Una norma., in_force: 2016-01-01, checked: 2026-11-23, confidence: C1}\n"
    "holidays:\n"
    "  - {date: 12-08, name: Immacolata, source: norma}\n"
    "  - {date: 12-25, name: Natale, source: norma}\n"
    "  - {date: 12-26, name: Santo Stefano, source: norma}\n"
    "sections:\n"
    "  uno:\n"
    "    code: 1\n"
    "    title: Uno\n"
    "    fields:\n"
    "      dal: {code: 1.1, kind: date, label: Dal}\n"
    "      al: {code: 1.2, kind: date, label: Al}\n"
    "      giorni: {code: 1.3, kind: integer, label: Giorni}\n"
    "      ore: {code: 1.4, kind: decimal, label: Ore in tutto}\n"
    "      niente: {code: 1.5, kind: boolean, label: Niente settimane}\n"
    "    computed:\n"
    "      contratto: {kind: decimal, label: Contratto, value: (SELECT somma(c) FROM persone HAVING count(*) > 0)}\n"
    "groups:\n"
    "  persone:\n"
    "    section: uno\n"
    "    code: 1.6\n"
    "    label: Persone\n"
    "    fields: {c: {kind: decimal, label: Orario}}\n"
    "  settimane_ferme:\n"
    "    section: uno\n"
    "    code: 1.7\n"
    "    label: Settimane\n"
    "    max_rows: 20\n"
    "    visible: niente IS NULL OR NOT niente\n"
    "    spread: {week: lunedi, hours: h, total: ore, from: dal, to: al, days: giorni, capacity: contratto}\n"
    "    fields:\n"
    "      lunedi: {kind: date, label: Lunedì}\n"
    "      nota: {kind: text, label: Nota}\n"
    "      h: {kind: decimal, label: Ore}\n";

static struct cigo_spread spread;
static struct cigo_error err;

static void setup(void)
{
    desk_setup_with(files);
    err = (struct cigo_error){0};
}

static void start(const char *from, const char *to, const char *days, const char *total)
{
    set("dal", from);
    set("al", to);
    set("giorni", days);
    set("ore", total);
}

static void people(const char *hours)
{
    while (*hours) {
        size_t n = strcspn(hours, " ");
        set_cell("persone", add("persone"), "c", cigo_arena_str(desk.arena, (struct cigo_str){hours, n}));
        hours += n + (hours[n] == ' ');
    }
}

static bool look(void)
{
    return cigo_spread_look(desk.session, cigo_spread_group(desk.form, NULL), desk.arena, &spread, &err);
}

/* The shares in hundredths, one blank between. */
static const char *shares(void)
{
    struct cigo_buf buf;
    cigo_buf_init(&buf, 65536);
    for (size_t i = 0; i < spread.n; i++)
        cigo_buf_printf(&buf, "%s%lld", i ? " " : "", (long long)spread.weeks[i].share);
    const char *text = cigo_arena_str(desk.arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return text;
}

/* The rows of the group, "lunedì=ore", one blank between. */
static const char *rows(void)
{
    struct cigo_buf buf;
    const struct cigo_rows *list = &cigo_session_answers(desk.session)->groups[group("settimane_ferme")->index];
    cigo_buf_init(&buf, 65536);
    for (size_t i = 0; i < list->n; i++) {
        int64_t id = list->items[i].id;
        cigo_buf_printf(&buf, "%s%s=%s", i ? " " : "",
                        cigo_session_text(desk.session, cell("settimane_ferme", id, "lunedi")),
                        cigo_session_text(desk.session, cell("settimane_ferme", id, "h")));
    }
    const char *text = cigo_arena_str(desk.arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return text;
}

static const struct {
    const char *from, *to, *days, *people, *total;
    enum cigo_spread_way way;
    const char *want; /* shares, or the error */
} plans[] = {
    /* whole weeks, what is left over to the first */
    {"02/11/2026", "22/11/2026", "5", "40", "100", CIGO_SPREAD_EVENLY, "3334 3333 3333"},
    {"02/11/2026", "22/11/2026", "5", "40", "100", CIGO_SPREAD_CALENDAR, "3334 3333 3333"},
    {"02/11/2026", "22/11/2026", "5", "", "0,02", CIGO_SPREAD_EVENLY, "1 1 0"},
    /* 8 December is a Tuesday: four days of five */
    {"30/11/2026", "13/12/2026", "5", "40", "72", CIGO_SPREAD_CALENDAR, "4000 3200"},
    {"30/11/2026", "13/12/2026", "5", "40", "72", CIGO_SPREAD_EVENLY, "3600 3600"},
    {"30/11/2026", "13/12/2026", "6", "", "110", CIGO_SPREAD_CALENDAR, "6000 5000"},
    /* 26 December 2026 is a Saturday: it counts only where Saturday is worked */
    {"21/12/2026", "27/12/2026", "5", "40", "8", CIGO_SPREAD_CALENDAR, "800"},
    {"14/12/2026", "27/12/2026", "6", "40 20", "100", CIGO_SPREAD_CALENDAR, "6000 4000"},
    {"14/12/2026", "27/12/2026", "5", "", "90", CIGO_SPREAD_CALENDAR, "5000 4000"},
    /* a partial week holds only its part: Wednesday to Friday are 24 hours of 40 */
    {"04/11/2026", "15/11/2026", "5", "40", "60", CIGO_SPREAD_EVENLY, "2400 3600"},
    {"04/11/2026", "15/11/2026", "5", "40", "64", CIGO_SPREAD_CALENDAR, "2400 4000"},
    /* part-time counts by its own hours; a worker without hours is not known */
    {"02/11/2026", "15/11/2026", "5", "40 20 12,5", "145", CIGO_SPREAD_EVENLY, "7250 7250"},
    {"02/11/2026", "15/11/2026", "5", "40 20 12,5", "145,01", CIGO_SPREAD_EVENLY,
     "Il totale non ci sta: è 145,01 e le settimane ne contengono al massimo 145, 0,01 di meno. Controlli il "
     "periodo, il totale e l'orario di ciascuno."},
    {"02/11/2026", "15/11/2026", "5", "40 x", "500", CIGO_SPREAD_EVENLY, "25000 25000"},
    /* thirds: the room is rounded down, the sum is exact */
    {"04/11/2026", "22/11/2026", "6", "10", "26,66", CIGO_SPREAD_EVENLY, "666 1000 1000"},
    /* from a Saturday on: that week has no working day */
    {"07/11/2026", "15/11/2026", "5", "40", "40", CIGO_SPREAD_EVENLY, "0 4000"},
    {"07/11/2026", "15/11/2026", "5", "", "40", CIGO_SPREAD_CALENDAR, "0 4000"},
    {"07/11/2026", "08/11/2026", "5", "", "40", CIGO_SPREAD_CALENDAR, "Nel periodo non c'è nessun giorno di lavoro."},
    {"08/12/2026", "08/12/2026", "5", "40", "8", CIGO_SPREAD_CALENDAR, "Nel periodo non c'è nessun giorno di lavoro."},
    {"08/12/2026", "08/12/2026", "5", "40", "8", CIGO_SPREAD_EVENLY, "800"},
    {"02/11/2026", "15/11/2026", "5", "", "0", CIGO_SPREAD_EVENLY,
     "Il totale non è maggiore di zero: non c'è nulla da ripartire."},
    {"02/11/2026", "15/11/2026", "5", "", "", CIGO_SPREAD_EVENLY,
     "Per ripartire serve «Ore in tutto», che ancora non si conosce."},
};

START_TEST(divides)
{
    start(plans[_i].from, plans[_i].to, plans[_i].days, plans[_i].total);
    people(plans[_i].people);
    ck_assert_msg(look(), "%s", err.text);
    if (cigo_spread_plan(&spread, plans[_i].way, &err))
        ck_assert_str_eq(shares(), plans[_i].want);
    else
        ck_assert_str_eq(err.text, plans[_i].want);
}
END_TEST

static const struct {
    const char *from, *to, *days, *want;
} refused[] = {
    {"", "15/11/2026", "5", "Per ripartire serve la risposta 1.1, «Dal»."},
    {"02/11/2026", "", "5", "Per ripartire serve la risposta 1.2, «Al»."},
    {"02/11/2026", "15/11/2026", "cinque", "Per ripartire serve la risposta 1.3, «Giorni»."},
    {"16/11/2026", "15/11/2026", "5", "Il periodo finisce prima di cominciare: corregga le date."},
    {"02/11/2026", "15/11/2026", "8", "I giorni di lavoro di una settimana vanno da 1 a 7."},
    {"02/11/2026", "15/11/2046", "5", "Il periodo ha più di 520 settimane: corregga le date."},
};

START_TEST(says_what_is_lacking)
{
    start(refused[_i].from, refused[_i].to, refused[_i].days, "100");
    ck_assert(!look());
    ck_assert_str_eq(err.text, refused[_i].want);
}
END_TEST

static const struct {
    const char *people, *want;
} lacking[] = {
    {"", "Si ricava da risposte che mancano o non si leggono: 1.6 «Persone», che non ha righe."},
    {"40 x", "Si ricava da risposte che mancano o non si leggono: «Orario» alla riga 2 di 1.6."},
    {"x 1 x x x x x x", "Si ricava da risposte che mancano o non si leggono: «Orario» alle righe 1, 3, 4, 5, 6 e altre 2 di 1.6."},
    {"40 20", ""},
};

/* A computed value is no question: what it rests on is named. */
START_TEST(names_the_answers_below)
{
    start("02/11/2026", "15/11/2026", "5", "100");
    people(lacking[_i].people);
    ck_assert(look());
    ck_assert_str_eq(spread.capacity_lacks, lacking[_i].want);
    ck_assert_str_eq(spread.total_lacks, "");
}
END_TEST

START_TEST(a_hidden_group_is_not_divided)
{
    start("02/11/2026", "15/11/2026", "5", "100");
    set("niente", "si");
    ck_assert(!look());
    ck_assert_str_eq(err.text, "1.7, «Settimane»: ora non serve.");
}
END_TEST

static void row(const char *monday, const char *hours)
{
    int64_t id = add("settimane_ferme");
    set_cell("settimane_ferme", id, "lunedi", monday);
    set_cell("settimane_ferme", id, "h", hours);
}

START_TEST(compares_what_is_there)
{
    start("02/11/2026", "22/11/2026", "5", "100");
    people("40 20");
    row("02/11/2026", "30");
    row("02/11/2026", "5,5");
    row("03/11/2026", "1");  /* no Monday */
    row("23/11/2026", "2");  /* after the period */
    row("09/11/2026", "dieci");
    row("", "4");
    ck_assert(look());
    ck_assert_uint_eq(spread.rows, 6);
    ck_assert_uint_eq(spread.unread, 2);
    ck_assert_uint_eq(spread.outside, 2);
    ck_assert_int_eq(spread.present, 4250);
    ck_assert_uint_eq(spread.weeks[0].rows, 2);
    ck_assert_int_eq(spread.weeks[0].present, 3550);
    ck_assert_uint_eq(spread.weeks[1].rows, 1);
    ck_assert_uint_eq(spread.weeks[2].rows, 0);
    ck_assert_int_eq(spread.weeks[2].capacity, 6000);
}
END_TEST

START_TEST(becomes_rows_that_one_undo_takes_back)
{
    const char *label;
    start("02/11/2026", "15/11/2026", "5", "1234,5");
    row("02/11/2026", "30");
    const char *before = rows();
    ck_assert(look() && cigo_spread_plan(&spread, CIGO_SPREAD_EVENLY, &err));
    ck_assert(!cigo_spread_apply(desk.session, &spread, false, NULL, &err));
    ck_assert_str_eq(err.text, "C'è già 1 riga: si sostituisce solo se lo chiede.");
    ck_assert_str_eq(rows(), before);
    ck_assert(cigo_spread_apply(desk.session, &spread, true, NULL, &err));
    ck_assert_str_eq(rows(), "02/11/2026=617,25 09/11/2026=617,25");
    ck_assert(look());
    ck_assert_int_eq(spread.present, spread.total);
    ck_assert(cigo_session_undo(desk.session, &label, NULL, NULL, &err));
    ck_assert_str_eq(label, "ripartizione per settimana");
    ck_assert_str_eq(rows(), before);
    ck_assert(cigo_session_redo(desk.session, &label, NULL, NULL, &err));
    ck_assert_str_eq(rows(), "02/11/2026=617,25 09/11/2026=617,25");
}
END_TEST

START_TEST(more_weeks_than_rows_changes_nothing)
{
    start("05/01/2026", "31/07/2026", "5", "100");
    ck_assert(look() && cigo_spread_plan(&spread, CIGO_SPREAD_EVENLY, &err));
    ck_assert(!cigo_spread_apply(desk.session, &spread, true, NULL, &err));
    ck_assert_str_eq(err.text, "«Settimane» può avere al massimo 20 righe; le settimane sono 30.");
    ck_assert_str_eq(rows(), "");
}
END_TEST

/* The next number of a fixed sequence, below n. */
static int64_t any(uint64_t *seed, int64_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((*seed >> 33) % (uint64_t)n);
}

START_TEST(promises_hold_on_any_case)
{
    uint64_t seed = 7;
    size_t fitted = 0;
    struct cigo_spread_week weeks[30];
    for (int round = 0; round < 20000; round++) {
        int64_t room = 0, sum = 0;
        spread = (struct cigo_spread){.group = group("settimane_ferme"), .weeks = weeks, .n = (size_t)any(&seed, 30) + 1,
                                      .total_known = true, .capacity_known = round % 3 != 0, .total = any(&seed, 40000) + 1};
        for (size_t i = 0; i < spread.n; i++) {
            int days = (int)any(&seed, 7);
            weeks[i] = (struct cigo_spread_week){.days = days, .holidays = (int)any(&seed, days + 1), .capacity = any(&seed, 3000)};
            bool open = round % 2 ? days > weeks[i].holidays : days > 0;
            room += open ? weeks[i].capacity : 0;
        }
        enum cigo_spread_way way = round % 2 ? CIGO_SPREAD_CALENDAR : CIGO_SPREAD_EVENLY;
        if (!cigo_spread_plan(&spread, way, &err)) {
            ck_assert(strncmp(err.text, "Nel periodo", 11) == 0 || (spread.capacity_known && spread.total > room));
            continue;
        }
        fitted++;
        for (size_t i = 0; i < spread.n; i++) {
            bool open = round % 2 ? weeks[i].days > weeks[i].holidays : weeks[i].days > 0;
            sum += weeks[i].share;
            ck_assert_int_ge(weeks[i].share, 0);
            ck_assert(open || weeks[i].share == 0);
            ck_assert(!spread.capacity_known || weeks[i].share <= weeks[i].capacity);
        }
        ck_assert_int_eq(sum, spread.total);
    }
    ck_assert_uint_gt(fitted, 5000);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("spread");
    TCase *tests = tcase_create("spread");
    tcase_add_checked_fixture(tests, setup, desk_teardown);
    tcase_add_loop_test(tests, divides, 0, sizeof plans / sizeof *plans);
    tcase_add_loop_test(tests, says_what_is_lacking, 0, sizeof refused / sizeof *refused);
    tcase_add_loop_test(tests, names_the_answers_below, 0, sizeof lacking / sizeof *lacking);
    tcase_add_test(tests, a_hidden_group_is_not_divided);
    tcase_add_test(tests, compares_what_is_there);
    tcase_add_test(tests, becomes_rows_that_one_undo_takes_back);
    tcase_add_test(tests, more_weeks_than_rows_changes_nothing);
    tcase_add_test(tests, promises_hold_on_any_case);
    suite_add_tcase(suite, tests);
    return suite;
}
