/* The bars of the limits agree with the rules: over only when a rule is, and never certain of what is not known. */

#include <cigo/exchange/picture.h>
#include <cigo/loader/loader.h>

#include <stdlib.h>
#include <string.h>

#include "unit.h"

enum { TODAY = 20783 }; /* 2026-11-26 */

static struct cigo_arena *arena;
static struct cigo_form *form;
static struct cigo_session *session;
static struct cigo_error err;

static void setup(void)
{
    struct cigo_problems problems;
    struct cigo_session_options options = {.today = TODAY};
    const char *source = getenv("CIGO_SOURCE");
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    form = cigo_form_load(cigo_arena_printf(arena, "%s/forms/cigo", source ? source : "."), &problems);
    ck_assert_msg(form != NULL, "%s", problems.n ? problems.items[0].text : "");
    cigo_problems_finish(&problems);
    session = cigo_session_new(form, &options, &err);
    ck_assert_msg(session != NULL, "%s", err.text);
    cigo_session_load_begin(session);
    ck_assert(cigo_session_load_end(session, &err));
}

static void teardown(void)
{
    cigo_session_free(session);
    cigo_form_free(form);
    cigo_arena_free(arena);
}

static void set(const char *group, int64_t row, const char *id, const char *text)
{
    struct cigo_place place = {.row = row};
    if (group)
        place.group = cigo_form_group(form, cigo_str_of(group));
    place.field = group ? cigo_group_field(place.group, cigo_str_of(id)) : cigo_form_field(form, cigo_str_of(id));
    ck_assert_msg(place.field != NULL, "%s", id);
    ck_assert_msg(cigo_session_set(session, place, cigo_str_of(text), NULL, &err), "%s", err.text);
}

static int64_t add_row(const char *group)
{
    int64_t row;
    ck_assert(cigo_session_row_add(session, cigo_form_group(form, cigo_str_of(group)), SIZE_MAX, &row, NULL, &err));
    return row;
}

static void add_grant(const char *from, const char *to, const char *hours)
{
    int64_t row = add_row("autorizzazioni");
    set("autorizzazioni", row, "misura", "cigo");
    set("autorizzazioni", row, "eone", "no");
    set("autorizzazioni", row, "dal", from);
    set("autorizzazioni", row, "al", to);
    set("autorizzazioni", row, "ore", hours);
}

/* From 16/11/2026, so that the two years begin on 25/11/2024; one worker of 40 hours may have a third of 104 weeks. */
static void ask_for(const char *to)
{
    int64_t row = add_row("organico");
    set(NULL, 0, "causale", "crisi_mercato");
    set(NULL, 0, "azienda_settore", "industria");
    set(NULL, 0, "giorni_settimana", "5");
    set(NULL, 0, "periodo_dal", "16/11/2026");
    set(NULL, 0, "periodo_al", to);
    set(NULL, 0, "ore_totali", "850");
    set("organico", row, "ore_settimanali", "40");
    set("organico", row, "lavoratori_medi", "1");
}

static bool rule_says_over(void)
{
    const struct cigo_computed *over = cigo_form_computed(form, CIGO_STR("settimana_oltre_limite"));
    return cigo_rules_computed(cigo_session_rules(session), over, 0).storage == CIGO_INT;
}

static struct cigo_picture picture(void)
{
    struct cigo_picture picture;
    ck_assert(cigo_picture_of(session, arena, &picture));
    ck_assert_uint_eq(picture.n_bars, 2);
    return picture;
}

static void says(const char *want)
{
    struct cigo_picture now = picture();
    struct cigo_buf words;
    cigo_buf_init(&words, 65536);
    cigo_picture_words(&now, &words);
    ck_assert_msg(strstr(words.p, want) != NULL, "«%s» not in: %s", want, words.p);
    cigo_buf_finish(&words);
}

/* Of 45 weeks that were used the first six leave the two years while the requested ones come. */
START_TEST(weeks_that_leave_make_room)
{
    ask_for("14/02/2027");
    add_grant("07/10/2024", "05/01/2025", "1");
    add_grant("03/03/2025", "12/10/2025", "1");
    says(": usate 32, richieste 13, massimo 52, ne restano 7.");
    add_grant("05/01/2026", "15/02/2026", "1");
    ck_assert(!rule_says_over());
    says(": usate 38, richieste 13, massimo 52, ne restano 1.");
    add_grant("23/02/2026", "08/03/2026", "1");
    ck_assert(rule_says_over());
    says(": usate 40, richieste 13, massimo 52, oltre di 1.");
    set(NULL, 0, "causale", "meteo"); /* of industry it does not count */
    ck_assert(!rule_says_over());
    says(": usate 46, richieste 0, massimo 52, ne restano 6.");
}
END_TEST

/* A week and a half of a hundredth is over: what is shown is rounded, the judgement is not. */
START_TEST(over_by_less_than_is_shown)
{
    ask_for("14/02/2027");
    add_grant("03/03/2025", "29/11/2025", "1"); /* 39 weeks */
    ck_assert(!rule_says_over());
    says(": usate 39, richieste 13, massimo 52, ne restano 0.");
    add_grant("06/10/2025", "05/07/2026", "1"); /* eight of them again, and 31 more: one day in all 39 */
    set("autorizzazioni", 2, "giorni_fruiti", "1");
    ck_assert(rule_says_over());
    says(", oltre di 0,1");
}
END_TEST

START_TEST(hours_that_are_not_known)
{
    ask_for("14/02/2027");
    add_grant("03/03/2025", "01/06/2025", "400");
    says(": usate 400, richieste 850, massimo 1.386,66, ne restano 136,66.");
    add_grant("01/09/2025", "30/11/2025", "");
    says(": usate almeno 400, richieste 850, massimo 1.386,66, ne restano al più 136,66.");
    set("autorizzazioni", 1, "ore", "1000");
    says(": usate almeno 1.000, richieste 850, massimo 1.386,66, oltre di almeno 463,34.");
    struct cigo_buf text;
    cigo_buf_init(&text, 4096);
    cigo_session_computed_text(session, cigo_form_computed(form, CIGO_STR("ore_biennio")), 0, &text);
    ck_assert_str_eq(text.p, "almeno 1.850,00");
    cigo_buf_finish(&text);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("exchange picture");
    TCase *tests = tcase_create("picture");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, weeks_that_leave_make_room);
    tcase_add_test(tests, over_by_less_than_is_shown);
    tcase_add_test(tests, hours_that_are_not_known);
    suite_add_tcase(suite, tests);
    return suite;
}
