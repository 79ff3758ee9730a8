/* Whom a case speaks of, what the book offers then, and what goes into it; with the real form. */

#include <cigo/exchange/book.h>
#include <cigo/loader/loader.h>

#include <stdlib.h>
#include <string.h>

#include "memory_book.h"
#include "unit.h"

enum { TODAY = 20780 }; /* 2026-11-23 */

static struct cigo_arena *arena;
static struct cigo_form *form;
static struct cigo_desk desk;
static struct cigo_error err;

static void new_case(void)
{
    struct cigo_session_options options = {.today = TODAY};
    cigo_session_free(desk.session);
    desk.session = cigo_session_new(form, &options, &err);
    ck_assert_msg(desk.session != NULL, "%s", err.text);
    cigo_session_load_begin(desk.session);
    ck_assert(cigo_session_load_end(desk.session, &err));
}

static void set(const char *id, const char *text)
{
    struct cigo_place place = {.field = cigo_form_field(form, cigo_str_of(id))};
    ck_assert_ptr_nonnull(place.field);
    ck_assert(cigo_session_set(desk.session, place, cigo_str_of(text), NULL, &err));
}

static const char *got(const char *id)
{
    return cigo_session_text(desk.session, (struct cigo_place){.field = cigo_form_field(form, cigo_str_of(id))});
}

static size_t remember(void)
{
    size_t kept = 0;
    ck_assert_msg(cigo_book_remember(&desk, true, arena, &kept, &err), "%s", err.text);
    return kept;
}

/* Two companies; the first has two units and father and son who sign. */
static void setup(void)
{
    struct cigo_problems problems;
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    const char *source = getenv("CIGO_SOURCE");
    form = cigo_form_load(cigo_arena_printf(arena, "%s/forms/cigo", source ? source : "."), &problems);
    ck_assert(form != NULL);
    cigo_problems_finish(&problems);
    desk = (struct cigo_desk){.book = memory_book(arena), .arena = arena};
    static const char *const cases[][8] = {
        {"04617350261", "8406231518", "Serramenti Valbruna", "11301", "1", "Stabilimento", "Rossi", "Mario"},
        {"04617350261", "8406231518", "Serramenti Valbruna", "11301", "2", "Magazzino", "Rossi", "Luca"},
        {"04712030289", "5418032782", "Officine Brenta", "10627", "0", "Sede e officina", "Brunello", "Laura"},
    };
    static const char *const ids[] = {"azienda_cf", "azienda_matricola", "azienda_denominazione", "azienda_csc", "up_id",
                                      "up_nome", "rappresentante_cognome", "rappresentante_nome"};
    for (size_t i = 0; i < 3; i++) {
        new_case();
        for (size_t k = 0; k < 8; k++)
            set(ids[k], cases[i][k]);
        ck_assert_uint_gt(remember(), 0);
    }
    new_case();
}

static void teardown(void)
{
    cigo_session_free(desk.session);
    cigo_form_free(form);
    cigo_arena_free(arena);
}

/* "a; b", with "…" where there are more and whose they are in parentheses. */
static const char *offers(const char *id, const char *typed)
{
    struct cigo_book_offers offers;
    struct cigo_buf buf;
    cigo_book_offers(&desk, cigo_form_field(form, cigo_str_of(id)), typed, arena, &offers);
    cigo_buf_init(&buf, 65536);
    for (size_t i = 0; i < offers.n; i++)
        cigo_buf_printf(&buf, "%s%s%s%s%s", i ? "; " : "", offers.items[i].text, *offers.items[i].title ? " (" : "",
                        offers.items[i].title, *offers.items[i].title ? ")" : "");
    const char *kept = cigo_arena_str(arena, cigo_buf_str(&buf));
    cigo_buf_finish(&buf);
    return kept;
}

/* After these answers ("id=text"), what the book offers for a field. */
static const struct {
    const char *answers[3], *field, *typed, *offers;
} rows[] = {
    {{NULL}, "azienda_denominazione", NULL, "Serramenti Valbruna; Officine Brenta"},
    {{NULL}, "azienda_cf", NULL, "04617350261 (Serramenti Valbruna); 04712030289 (Officine Brenta)"},
    {{NULL}, "azienda_csc", NULL, ""}, /* nobody has been named */
    {{NULL}, "azienda_cf", "off", "04712030289 (Officine Brenta)"},
    {{NULL}, "azienda_cf", "BRENTA", "04712030289 (Officine Brenta)"},
    {{NULL}, "azienda_cf", "br", ""},
    {{"azienda_cf=offic"}, "azienda_cf", NULL, "04712030289 (Officine Brenta)"},
    {{"azienda_cf=04712030289"}, "azienda_csc", NULL, "10627"},
    {{"azienda_denominazione=officine brenta."}, "azienda_csc", NULL, "10627"},
    {{"azienda_denominazione=Nuova"}, "azienda_csc", NULL, ""},
    {{"azienda_denominazione=Nuova"}, "azienda_cf", NULL, ""},
    /* a code that is the same outweighs a name that is not; one that differs, a name that is the same */
    {{"azienda_cf=04617350261", "azienda_denominazione=Altro nome"}, "azienda_csc", NULL, "11301"},
    {{"azienda_cf=00400770939", "azienda_denominazione=Officine Brenta"}, "azienda_csc", NULL, ""},
    {{"azienda_cf=04617350261", "azienda_csc=10627"}, "azienda_csc", NULL, ""}, /* has an answer */
    {{"azienda_cf=04712030289", "azienda_matricola=8406231518", "azienda_denominazione=Officine Brenta"},
     "azienda_csc", NULL, ""}, /* of two matricole of a firm each is an entry */
    /* the only unit is meant, of two one is named first */
    {{"azienda_cf=04712030289"}, "up_nome", NULL, "Sede e officina"},
    {{"azienda_cf=04617350261"}, "up_id", NULL, "1 (Stabilimento); 2 (Magazzino)"},
    {{"azienda_cf=04617350261"}, "up_nome", "mag", "Magazzino"},
    {{"azienda_cf=04617350261", "up_id=2"}, "up_nome", NULL, "Magazzino"},
    {{"azienda_cf=04617350261", "up_id=3"}, "up_nome", NULL, ""},
    {{NULL}, "up_id", NULL, ""},
    {{NULL}, "up_id", "1", ""},
    /* of father and son the surname is not enough */
    {{"azienda_cf=04617350261"}, "rappresentante_cognome", NULL, "Rossi"},
    {{"azienda_cf=04617350261", "rappresentante_cognome=Rossi"}, "rappresentante_nome", NULL,
     "Mario (Rossi Mario); Luca (Rossi Luca)"},
    {{"azienda_cf=04617350261", "rappresentante_cognome=Rossi", "rappresentante_nome=Anna"}, "rappresentante_cf", NULL, ""},
};

START_TEST(what_is_offered)
{
    for (size_t i = 0; i < 3 && rows[_i].answers[i]; i++) {
        char *id = cigo_arena_dup(arena, rows[_i].answers[i]), *text = strchr(id, '=');
        *text++ = '\0';
        set(id, text);
    }
    ck_assert_str_eq(offers(rows[_i].field, rows[_i].typed), rows[_i].offers);
    desk.book->wish = CIGO_BOOK_NEVER;
    ck_assert_str_eq(offers(rows[_i].field, rows[_i].typed), "");
    desk.book->wish = CIGO_BOOK_ASK;
    desk.read_only = true;
    ck_assert_str_eq(offers(rows[_i].field, rows[_i].typed), "");
}
END_TEST

START_TEST(all_of_a_section_is_one_action_that_says_whence)
{
    struct cigo_undo_step step;
    const char *label;
    set("azienda_cf", "04712030289");
    set("azienda_csc", "11301");
    struct cigo_book_lines lines = cigo_book_lines(&desk, cigo_form_field(form, CIGO_STR("azienda_cf"))->section, arena);
    ck_assert_uint_eq(lines.n, 5); /* the differing one too */
    ck_assert(cigo_book_accept_all(&desk, lines.items, lines.n, NULL, &err));
    ck_assert_str_eq(got("azienda_denominazione"), "Officine Brenta");
    ck_assert_str_eq(got("rappresentante_nome"), "Laura");
    ck_assert_str_eq(got("azienda_csc"), "11301"); /* an answer stays */
    ck_assert_str_eq(got("up_nome"), "");
    ck_assert(cigo_session_next_undo_step(desk.session, false, &step, &err));
    ck_assert_str_eq(step.label, "dalla rubrica");
    ck_assert_uint_eq(step.texts, 4);
    ck_assert(cigo_session_undo(desk.session, &label, NULL, NULL, &err));
    ck_assert_str_eq(got("azienda_denominazione"), "");
}
END_TEST

/* Once about the same; nothing by itself unless the user always wants it, and never over what is there. */
START_TEST(one_is_asked_once)
{
    struct cigo_book_left left;
    set("azienda_csc", "10627");
    cigo_book_start(&desk);
    ck_assert(cigo_book_left(&desk, arena, &left, &err) && !left.fresh && !left.changed); /* nobody is named */
    set("azienda_cf", "04712030289");
    set("azienda_csc", "11301");
    set("azienda_pec", "brenta@pec.example.it");
    set("azienda_telefono", "x"); /* cannot be read: no news */
    ck_assert(cigo_book_left(&desk, arena, &left, &err));
    ck_assert_uint_eq(left.fresh, 1);
    ck_assert_uint_eq(left.changed, 1);
    ck_assert(cigo_book_left(&desk, arena, &left, &err) && !left.fresh && !left.changed);
    desk.book->wish = CIGO_BOOK_ALWAYS;
    set("azienda_ateco", "25.62.00");
    ck_assert(cigo_book_left(&desk, arena, &left, &err));
    ck_assert_uint_eq(left.kept, 2);
    ck_assert_uint_eq(left.changed, 1);
    new_case();
    set("azienda_cf", "04712030289");
    ck_assert_str_eq(offers("azienda_csc", NULL), "10627");
    ck_assert_str_eq(offers("azienda_pec", NULL), "brenta@pec.example.it");
    ck_assert(desk.book->hush(desk.book->data, &err));
    set("azienda_csc", "11301");
    ck_assert(cigo_book_left(&desk, arena, &left, &err) && !left.changed);
    ck_assert_uint_eq(remember(), 1); /* it may be wished all the same */
}
END_TEST

START_TEST(a_book_that_does_not_answer_is_no_obstacle)
{
    struct cigo_book_left left;
    size_t kept;
    set("azienda_cf", "04712030289");
    memory_book_fail(desk.book);
    ck_assert_str_eq(offers("azienda_csc", NULL), "");
    ck_assert(cigo_book_left(&desk, arena, &left, &err));
    ck_assert(!cigo_book_remember(&desk, true, arena, &kept, &err));
    ck_assert_str_eq(err.text, "la rubrica non risponde: non vi è stato scritto nulla.");
    desk.book = NULL;
    ck_assert_str_eq(offers("azienda_csc", NULL), "");
    ck_assert(cigo_book_left(&desk, arena, &left, &err));
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *s = suite_create("book");
    TCase *c = tcase_create("book");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, what_is_offered, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(c, all_of_a_section_is_one_action_that_says_whence);
    tcase_add_test(c, one_is_asked_once);
    tcase_add_test(c, a_book_that_does_not_answer_is_no_obstacle);
    suite_add_tcase(s, c);
    return s;
}
