/* On the telephone: the cards of the real form, filled in and empty, and the way from one to the next. */

#include <cigo/base/path.h>
#include <cigo/exchange/call.h>
#include <cigo/exchange/exchange.h>
#include <cigo/loader/loader.h>

#include <stdlib.h>
#include <string.h>

#include "unit.h"

enum { TODAY = 20780, MANY = 5000 }; /* 2026-11-23 */

static struct cigo_arena *arena;
static struct cigo_form *form;
static struct cigo_session *session;
static struct cigo_error err;

static const char *in_form(const char *file)
{
    return cigo_arena_printf(arena, "%s/forms/cigo/%s", getenv("CIGO_SOURCE") ? getenv("CIGO_SOURCE") : ".", file);
}

static void setup(void)
{
    struct cigo_problems problems;
    struct cigo_session_options options = {.today = TODAY};
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    form = cigo_form_load(in_form(""), &problems);
    ck_assert_msg(form != NULL, "%s", problems.n ? problems.items[0].text : "");
    session = cigo_session_new(form, &options, &err);
    ck_assert_msg(session != NULL, "%s", err.text);
    cigo_session_load_begin(session);
    ck_assert(cigo_session_load_end(session, &err));
    cigo_problems_finish(&problems);
}

static void load_demo(void)
{
    char *text;
    size_t size;
    struct cigo_problems problems;
    cigo_problems_init(&problems, arena);
    ck_assert(cigo_file_read(in_form("demo.yaml"), 1 << 20, &text, &size, &err));
    const struct cigo_yaml_node *root =
        cigo_yaml_parse(arena, "demo.yaml", (struct cigo_str){text, size}, &cigo_answers_limits, &problems);
    ck_assert(cigo_answers_read(session, root, CIGO_ANSWERS_ACTION, &problems, &err));
    cigo_problems_finish(&problems);
    free(text);
}

static void teardown(void)
{
    cigo_session_free(session);
    cigo_form_free(form);
    cigo_arena_free(arena);
}

static struct cigo_place field(const char *id)
{
    struct cigo_place place = {.field = cigo_form_field(form, cigo_str_of(id))};
    ck_assert_msg(place.field != NULL, "%s", id);
    return place;
}

static const struct cigo_call_part *part(const struct cigo_call_card *card, enum cigo_call_part_type type)
{
    for (size_t i = 0; i < card->n; i++)
        if (card->parts[i].type == type)
            return &card->parts[i];
    return NULL;
}

/* How many places that are asked there are: fields, groups, cells. */
static size_t asked(void)
{
    size_t n = 0;
    const struct cigo_answers *answers = cigo_session_answers(session);
    for (size_t i = 0; i < form->n_fields; i++)
        n += cigo_session_visible(session, (struct cigo_place){.field = &form->fields[i]});
    for (size_t g = 0; g < form->n_groups; g++) {
        const struct cigo_group *group = &form->groups[g];
        if (!cigo_session_visible(session, (struct cigo_place){.group = group}))
            continue;
        n++;
        for (size_t r = 0; r < answers->groups[g].n; r++)
            for (size_t c = 0; c < group->n_fields; c++)
                n += cigo_session_visible(session, (struct cigo_place){&group->fields[c], group,
                                                                       answers->groups[g].items[r].id});
    }
    return n;
}

/* From group to group its rows are entered; every place comes once, and back is the same way. */
static size_t walk(struct cigo_place *places)
{
    struct cigo_place at = {0};
    size_t n = 0;
    while (n < MANY) {
        struct cigo_place row;
        bool in = at.group && !at.row && cigo_call_enter(session, at.group, &row);
        if (in)
            at = row;
        else if (!cigo_call_step(session, at, 1, &at))
            break;
        places[n++] = at;
    }
    return n;
}

static void check_walk(void)
{
    static struct cigo_place places[MANY];
    size_t n = walk(places);
    ck_assert_uint_eq(n, asked());
    for (size_t i = n; i-- > 1;) {
        struct cigo_place back;
        ck_assert(cigo_call_step(session, places[i], -1, &back));
        bool whole = places[i - 1].row && !places[i].row; /* from what follows a group back to the group */
        ck_assert_ptr_eq(back.group, places[i - 1].group);
        ck_assert(whole ? !back.row : back.field == places[i - 1].field && back.row == places[i - 1].row);
    }
    struct cigo_place none;
    ck_assert(!cigo_call_step(session, places[0], -1, &none));
    ck_assert(!none.field && !none.group);
}

START_TEST(every_place_comes_once)
{
    check_walk();
    load_demo();
    check_walk();
}
END_TEST

START_TEST(every_card_can_be_read_out)
{
    static struct cigo_place places[MANY];
    load_demo();
    size_t n = walk(places);
    for (size_t i = 0; i < n; i++) {
        struct cigo_call_card card = cigo_call_card(session, places[i], arena);
        ck_assert(*card.title && card.n >= 2);
        ck_assert_int_eq(card.parts[0].type, CIGO_CALL_READ);
        ck_assert(part(&card, CIGO_CALL_ANSWER) != NULL);
        for (size_t p = 0; p < card.n; p++)
            ck_assert(*card.parts[p].text);
    }
}
END_TEST

START_TEST(says_what_is_wrong_in_words)
{
    load_demo();
    ck_assert(cigo_session_set(session, field("periodo_dal"), CIGO_STR("01/11/2026"), NULL, &err));
    struct cigo_call_card card = cigo_call_card(session, field("periodo_dal"), arena);
    const struct cigo_call_part *alert = part(&card, CIGO_CALL_WARNING);
    ck_assert(alert != NULL);
    ck_assert_ptr_nonnull(strstr(alert->label, "R-PER-MONDAY"));
    size_t at = (size_t)(alert - card.parts);
    ck_assert_uint_gt(card.n, at + 3);
    ck_assert_ptr_nonnull(strstr(alert[1].text, "01/11/2026"));
    ck_assert_ptr_nonnull(strstr(alert[2].text, "26/10/2026"));
    ck_assert_ptr_nonnull(strstr(alert[3].text, "4067/2017"));
}
END_TEST

START_TEST(says_what_is_not_asked)
{
    struct cigo_call_card card = cigo_call_card(session, field("guasto_data"), arena);
    ck_assert(!cigo_session_visible(session, field("guasto_data")));
    ck_assert_ptr_nonnull(part(&card, CIGO_CALL_ANSWER));
    ck_assert_ptr_null(strstr(part(&card, CIGO_CALL_ANSWER)->text, "vuoto"));
}
END_TEST

START_TEST(tells_the_time)
{
    static const struct {
        int64_t seconds;
        const char *text;
    } cases[] = {{0, "0 secondi"}, {1, "1 secondo"}, {59, "59 secondi"}, {60, "1 minuto e 0 secondi"},
                 {252, "4 minuti e 12 secondi"}, {7261, "121 minuti e 1 secondo"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cigo_buf buf;
        cigo_buf_init(&buf, 256);
        cigo_call_time(cases[i].seconds, &buf);
        ck_assert_str_eq(buf.p, cases[i].text);
        cigo_buf_finish(&buf);
    }
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("exchange call");
    TCase *tests = tcase_create("call");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_place_comes_once);
    tcase_add_test(tests, every_card_can_be_read_out);
    tcase_add_test(tests, says_what_is_wrong_in_words);
    tcase_add_test(tests, says_what_is_not_asked);
    tcase_add_test(tests, tells_the_time);
    suite_add_tcase(suite, tests);
    return suite;
}
