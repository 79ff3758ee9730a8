/* The plain-line front end over a disk that fails and recovers: "registrato" and "salvato" are said only of
 * what is kept, and what was owed is written in order. */

#include <cigo/base/alloc.h>
#include <cigo/line/line.h>
#include <cigo/loader/loader.h>

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static struct cigo_arena *arena;
static struct cigo_form *form;
static struct cigo_desk desk;
static struct cigo_error err;
static size_t disk_from, disk_to; /* the disk is full for the attempts from … to … */
static size_t attempts;
static struct cigo_buf disk;      /* what reached it: "place=text\n" */
static char *draft;

static bool full(void)
{
    return attempts >= disk_from && attempts < disk_to;
}

static bool on_begin(void *data, const char *label, uint64_t action, enum cigo_turn turn, size_t n, struct cigo_error *e)
{
    (void)data, (void)label, (void)action, (void)turn, (void)n;
    attempts++;
    return !full() || cigo_fail(e, CIGO_EXIT_STORAGE, "Il disco è pieno.");
}

static bool on_event(void *data, const struct cigo_event *event, struct cigo_error *e)
{
    (void)data, (void)e;
    if (event->type == CIGO_EVENT_ANSWER)
        cigo_buf_printf(&disk, "%s=%s\n", event->place.field->id, event->new_text ? event->new_text : "");
    return true;
}

static bool on_commit(void *data, struct cigo_error *e)
{
    (void)data, (void)e;
    return true;
}

static void on_abandon(void *data)
{
    (void)data;
}

static bool save_position(void *data, const char *position, struct cigo_error *e)
{
    (void)data, (void)position, (void)e;
    return true;
}

static bool save_draft(void *data, const char *place, const char *text, struct cigo_error *e)
{
    (void)data, (void)e;
    free(draft);
    draft = place && text ? cigo_strdup(text) : NULL;
    return true;
}

static bool retry_save(void *data, struct cigo_error *e)
{
    (void)data;
    return cigo_session_retry_save(desk.session, e);
}

static const char *saved_at(void *data)
{
    (void)data;
    return "";
}

/* A slow machine: each look at the clock finds this much later. */
static int64_t clock_ms, clock_step;

static int64_t now_ms(void *data)
{
    (void)data;
    return clock_ms += clock_step;
}

static void setup(void)
{
    char dir[4096];
    struct cigo_problems problems;
    struct cigo_session_options options = {.today = 20780}; /* 2026-11-23 */
    arena = cigo_arena_new();
    cigo_problems_init(&problems, arena);
    snprintf(dir, sizeof dir, "%s/tests/forms/prova", getenv("CIGO_SOURCE") ? getenv("CIGO_SOURCE") : ".");
    form = cigo_form_load(dir, &problems);
    ck_assert_msg(form != NULL, "%s", problems.n ? problems.items[0].text : dir);
    cigo_problems_finish(&problems);
    options.listener = (struct cigo_listener){&desk, on_begin, on_event, on_commit, on_abandon};
    disk_from = disk_to = attempts = 0;
    cigo_buf_init(&disk, 65536);
    desk = (struct cigo_desk){
        .session = cigo_session_new(form, &options, &err), .case_name = "prova", .notice = "", .position = "",
        .arena = arena, .save_position = save_position, .save_draft = save_draft, .retry_save = retry_save,
        .saved_at = saved_at,
    };
    ck_assert_msg(desk.session != NULL, "%s", err.text);
}

static void teardown(void)
{
    cigo_session_free(desk.session);
    cigo_form_free(form);
    cigo_arena_free(arena);
    cigo_buf_finish(&disk);
    free(draft);
    draft = NULL;
}

/* What is said when n bytes are typed, on a terminal or not; the caller frees it. */
static char *said_on(bool terminal, const char *typed, size_t n, enum cigo_face_end want)
{
    char *text = NULL;
    size_t size = 0;
    struct cigo_line_options options = {.in = tmpfile(), .out = open_memstream(&text, &size),
                                        .interactive = terminal};
    ck_assert(options.in != NULL && options.out != NULL);
    fwrite(typed, 1, n, options.in);
    rewind(options.in);
    desk.position = ""; /* each from the beginning */
    ck_assert_int_eq(cigo_line_run(&desk, &options), want);
    fclose(options.in);
    fclose(options.out);
    return text;
}

static char *said(const char *typed, size_t n, enum cigo_face_end want)
{
    return said_on(false, typed, n, want);
}

/* words: those that must be there, in this order; "!word" must not be after the last one. */
static void check_said(char *text, const char *const *words)
{
    const char *at = text;
    for (; *words; words++) {
        const char *found = strstr(at, **words == '!' ? *words + 1 : *words);
        if (**words == '!')
            ck_assert_msg(!found, "«%s» is said in: %s", *words + 1, text);
        else
            ck_assert_msg(found != NULL, "«%s» is not said in: %s", *words, text);
        at = **words == '!' ? at : found;
    }
    free(text);
}
#define SAID(typed, end, ...) \
    check_said(said((typed), sizeof(typed) - 1, (end)), (const char *const[]){__VA_ARGS__, NULL})

START_TEST(test_saved)
{
    SAID("1.1\ngelo\n-3\n/esci\n", CIGO_FACE_QUIT, "1.1 registrato: Gelo.", "1.2 registrato: -3", "Tutto è salvato.",
         "!Non salvato");
    ck_assert_str_eq(disk.p, "motivo=gelo\ngradi=-3\n");
}
END_TEST

START_TEST(test_disk_full)
{
    disk_from = 2;
    disk_to = 100;
    SAID("1.1\ngelo\n-3\n16/11/2026\n", CIGO_FACE_INTERRUPTED, "1.1 registrato: Gelo.", "1.2 non salvato: -3",
         "ATTENZIONE. Non salvato: ", "1.3 non salvato: lunedì 16 novembre 2026.", "ATTENZIONE. Non salvato: ",
         "!registrato", "!Tutto è salvato");
    ck_assert_str_eq(disk.p, "motivo=gelo\n");
}
END_TEST

START_TEST(test_disk_recovers)
{
    disk_from = 2;
    disk_to = 4;
    SAID("1.1\ngelo\n-3\n/salva\n/salva\n16/11/2026\n/esci\n", CIGO_FACE_QUIT, "1.2 non salvato: -3",
         "ATTENZIONE. Non salvato: ", "ATTENZIONE. Non salvato: ", "Tutto è salvato: ogni risposta",
         "1.3 registrato: lunedì 16 novembre 2026.", "Tutto è salvato.", "!Non salvato");
    ck_assert_str_eq(disk.p, "motivo=gelo\ngradi=-3\ndal=16/11/2026\n");
}
END_TEST

/* The next answer takes along what was owed. */
START_TEST(test_next_answer_saves)
{
    disk_from = 2;
    disk_to = 3;
    SAID("1.1\ngelo\n-3\n16/11/2026\n/esci\n", CIGO_FACE_QUIT, "1.2 non salvato: -3", "1.3 registrato: lunedì 16",
         "Tutto è salvato.");
    ck_assert_str_eq(disk.p, "motivo=gelo\ngradi=-3\ndal=16/11/2026\n");
}
END_TEST

START_TEST(test_read_only)
{
    desk.read_only = true;
    SAID("1.1\ngelo\n/salva\n/esci\n", CIGO_FACE_QUIT, "Sola lettura: qui", "Sola lettura: la modifica non si può salvare.",
         "sola lettura", "!non salvato", "!registrato", "!Tutto è salvato");
}
END_TEST

/* Bytes that are no text: an answer is never cut off in silence, and nothing of them reaches the terminal. */
START_TEST(test_bytes)
{
    SAID("2.2\na\0b\033[2Jc\xe8\n/esci\n", CIGO_FACE_QUIT, "Frecce e tasti funzione qui non scrivono", "2.2 registrato: abcè.", "!\033");
    ck_assert_str_eq(disk.p, "nota=abcè\n");
}
END_TEST

/* What cannot be seen is no answer: it takes none away, and whoever typed it stays at the question. */
START_TEST(test_blank)
{
    static const char *const blanks[] = {" ", "\t", "\xc2\xa0", "\033"};
    SAID("1.1\ngelo\n/esci\n", CIGO_FACE_QUIT, "1.1 registrato");
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        char typed[64];
        int n = snprintf(typed, sizeof typed, "1.1\n%s\n/vai 1.2\n%s\n/esci\n", blanks[i], blanks[i]);
        check_said(said(typed, (size_t)n, CIGO_FACE_QUIT),
                   (const char *const[]){"Solo spazi: la risposta resta com'era. /vuota la toglie", "1.1> ",
                                         "Solo spazi: non è cambiato nulla.", "1.2> ", "!senza risposta", NULL});
    }
    SAID("1.7\n/testo\nUna riga\n \naltra\n.\n/vai 1.7\n/testo\n \n.\n/esci\n", CIGO_FACE_QUIT, "1.7 registrato: 16 caratteri.",
         "Solo spazi: la risposta resta com'era.");
    ck_assert_str_eq(disk.p, "motivo=gelo\nracconto=Una riga\n \naltra\n");
}
END_TEST

/* An arrow or a function key on its line is no answer and no Enter: the question is asked again. */
START_TEST(test_keys)
{
    SAID("2.2\nRossi\033[D srl\n/vai 2.2\n\033[A\n\033OP\033[1;5C\n/esci\n", CIGO_FACE_QUIT, "Frecce e tasti funzione",
         "2.2 registrato: Rossi srl.", "2.2> ", "Frecce e tasti funzione", "2.2> ", "Frecce e tasti funzione", "2.2> ",
         "!registrato");
    ck_assert_str_eq(disk.p, "nota=Rossi srl\n");
}
END_TEST

/* What an answer replaced; not the same again, and not what was not understood. */
START_TEST(test_replaced)
{
    SAID("1.1\ngelo\n/vai 1.1\n1\n/vai 1.1\nsciopero\n/vai 1.3\nboh\n2/11/2026\n/esci\n", CIGO_FACE_QUIT,
         "1.1 registrato: Gelo.", "1.1 registrato: Gelo.", "1.1 registrato: Sciopero.", "Al posto di «Gelo»: /annulla",
         "1.3 registrato: lunedì", "!Al posto");
}
END_TEST

/* A command for the shell becomes no answer unasked, at a question of any kind. */
START_TEST(test_shell_command)
{
    SAID("2.2\nCigo e figli\n/vai 2.2\ncigo export prova --all -o x\nno\n/esci\n", CIGO_FACE_QUIT, "2.2 registrato: Cigo e figli.",
         "Sembra un comando", "Con si «cigo export prova", "Non è stato cambiato nulla.", "!registrato");
    SAID("1.3\ncigo check prova\nsi\n/esci\n", CIGO_FACE_QUIT, "Sembra un comando", "1.3 registrato com'è scritto");
}
END_TEST

START_TEST(test_end_in_a_text)
{
    SAID("1.7\n/testo\nUna riga\naltra", CIGO_FACE_INTERRUPTED, "Fine dell'ingresso", "!registrato");
    ck_assert_str_eq(disk.p, "");
    ck_assert_str_eq(draft, "Una riga\naltra");
}
END_TEST

static size_t times(char *text, const char *word)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, word)); at += strlen(word))
        n++;
    free(text);
    return n;
}

/* Judging that goes on after 0.4 s is announced once for each answer, to somebody who waits; the rest never. */
START_TEST(test_long_judging)
{
    static const char typed[] = "1.1\ngelo\n-3\n/esci\n";
    desk.now_ms = now_ms;
    clock_ms = 0;
    clock_step = 0;
    ck_assert_uint_eq(times(said_on(true, typed, sizeof typed - 1, CIGO_FACE_QUIT), "Controllo le righe"), 0);
    clock_step = 500;
    ck_assert_uint_eq(times(said_on(false, typed, sizeof typed - 1, CIGO_FACE_QUIT), "Controllo le righe"), 0);
    const char again[] = "1.2\n-4\n23/11/2026\n/esci\n";
    char *text = said_on(true, again, sizeof again - 1, CIGO_FACE_QUIT);
    check_said(cigo_strdup(text), (const char *const[]){"Controllo le righe…\n1.2 registrato",
                                                        "Controllo le righe…\n1.3 registrato", NULL});
    ck_assert_uint_eq(times(text, "Controllo le righe"), 2);
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("line");
    TCase *tcase = tcase_create("disk");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, test_saved);
    tcase_add_test(tcase, test_disk_full);
    tcase_add_test(tcase, test_disk_recovers);
    tcase_add_test(tcase, test_next_answer_saves);
    tcase_add_test(tcase, test_read_only);
    tcase_add_test(tcase, test_bytes);
    tcase_add_test(tcase, test_blank);
    tcase_add_test(tcase, test_keys);
    tcase_add_test(tcase, test_replaced);
    tcase_add_test(tcase, test_shell_command);
    tcase_add_test(tcase, test_end_in_a_text);
    tcase_add_test(tcase, test_long_judging);
    suite_add_tcase(suite, tcase);
    return suite;
}
