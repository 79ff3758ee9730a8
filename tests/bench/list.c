/* The list of cases with 10,000 of them: opening the archive, reading and sorting, and each key of a search. Prints one
 * line each: the processor time (least and median of several) and how many cases come out.  list FOLDER [CASES]   (FOLDER is new; it is left behind with list.db) */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <cigo/base/buf.h>
#include <cigo/store/shelf.h>

enum { TODAY = 2461368, TIMES = 15 };

static struct cigo_error err;
static uint64_t state = 1;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* others work on this machine too */
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void check(bool ok)
{
    if (ok)
        return;
    fprintf(stderr, "%s\n", err.text);
    exit(1);
}

static unsigned any(unsigned n)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(state >> 33) % n;
}

static void clock_text(void *data, char ret_text[32])
{
    (void)data;
    snprintf(ret_text, 32, "2026-11-23T%02u:%02u:%02uZ", any(24), any(60), any(60));
}

/* ---- invented cases ---- */

static void put_word(struct cigo_buf *out)
{
    static const char *const parts[] = {"ro", "ssi", "bian", "chi", "ne", "ri", "fer", "ra", "ri", "co", "lom", "bo",
                                        "ma", "ri", "ni", "gal", "li", "con", "ti", "de", "lu", "ca", "ba", "ru", "so",
                                        "tra", "ve", "pi", "az", "ze", "ta", "no", "vi", "sta"};
    for (unsigned i = 0, n = 2 + any(3); i < n; i++)
        cigo_buf_puts(out, parts[any(sizeof parts / sizeof *parts)]);
    cigo_buf_putc(out, ' ');
}

/* As many words as a case with a dozen workers has. */
static void put_words(struct cigo_buf *out)
{
    cigo_buf_clear(out);
    for (int i = 0; i < 250; i++)
        put_word(out);
}

static void put_date(char *out, int from)
{
    unsigned day = (unsigned)from + any(28);
    snprintf(out, 16, "2026-%02u-%02u", 10 + any(3), 1 + day % 28);
}

static void add_case(struct cigo_store *store, int i, struct cigo_buf *words)
{
    static const char *const states[] = {"in corso", "completa", "da correggere"};
    static const char *const causali[] = {"mancanza_lavoro", "meteo", "guasto", "materie_prime"};
    char name[32], company[64], term[16], from[16];
    int64_t id;
    snprintf(name, sizeof name, "domanda %d", i);
    put_words(words);
    snprintf(company, sizeof company, "%.20s Srl", words->p);
    put_date(term, 0);
    put_date(from, 3);
    const struct cigo_summary summary = {
        .state = states[any(3)], .term = any(5) ? term : "", .term_label = "Termine", .company = company,
        .unit = "Sede", .causale = causali[any(4)], .causale_label = "Causale", .from = from, .to = "2026-12-13", .counted = "",
        .errors = any(3), .warnings = any(3), .missing = any(40)};
    check(cigo_store_create(store, name, "cigo", "1", &id, &err));
    check(cigo_store_summary(store, id, 0, &summary, words->p, &err));
    if (i % 20 == 0)
        check(cigo_store_tag(store, id, "urgente", true, &err));
}

static struct cigo_store *open_store(const char *path)
{
    struct cigo_store_env env = {.who = "prova", .now = clock_text};
    struct cigo_store_notice notice;
    struct cigo_store *store = cigo_store_open(path, &env, &notice, &err);
    check(store);
    return store;
}

static void fill(const char *path, int cases)
{
    struct cigo_buf words;
    struct cigo_store *store = open_store(path);
    cigo_buf_init(&words, 1 << 16);
    for (int i = 0; i < cases; i++)
        add_case(store, i, &words);
    check(cigo_store_forget_words(store, &err));
    cigo_buf_finish(&words);
    cigo_store_close(store);
}

/* ---- what is measured ---- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void tell(const char *what, double *times, size_t found)
{
    qsort(times, TIMES, sizeof *times, by_size);
    printf("%-36s %9.2f ms %9.2f ms   %zu\n", what, times[0], times[TIMES / 2], found);
    fflush(stdout);
}

static bool load(void *data, struct cigo_arena *arena, struct cigo_cases *ret_cases, struct cigo_error *ret_err)
{
    if (!cigo_store_all(data, arena, ret_cases, ret_err))
        return false;
    cigo_cases_sort(ret_cases, TODAY);
    return true;
}

static void measure_opening(const char *path)
{
    double opened[TIMES], loaded[TIMES];
    size_t n = 0;
    for (int i = 0; i < TIMES; i++) {
        double began = now();
        struct cigo_store *store = open_store(path);
        opened[i] = now() - began;
        struct cigo_shelf shelf = {.store = store, .today = TODAY, .data = store, .load = load};
        cigo_shelf_init(&shelf);
        began = now();
        check(cigo_shelf_load(&shelf, &err));
        loaded[i] = now() - began;
        n = shelf.n;
        cigo_shelf_finish(&shelf);
        cigo_store_close(store);
    }
    tell("open the archive", opened, 0);
    tell("read, what is stale, sort", loaded, n);
}

static void measure_filter(struct cigo_shelf *shelf, const char *what, const struct cigo_case_filter *filter)
{
    double times[TIMES];
    size_t *which, n = 0;
    for (int i = 0; i < TIMES; i++) {
        double began = now();
        check(cigo_store_filter(shelf->store, &shelf->cases, filter, TODAY, shelf->arena, &which, &n, &err));
        times[i] = now() - began;
    }
    tell(what, times, n);
}

static void measure_filters(const char *path)
{
    static const struct cigo_case_filter filters[] = {
        {.words = "r"},           {.words = "ro"},         {.words = "ros"},     {.words = "ross"},
        {.words = "ross bian"},   {.words = "r b c"},      {.words = "assente"}, {.state = "da corr"},
        {.causale = "meteo"},     {.problems = true},      {.has_within = true, .within = 10},
        {.tag = "urgente"},       {.in_period = true, .from = TODAY, .to = TODAY + 7},
        {.words = "ro", .state = "in corso", .problems = true, .tag = "urgente"},
    };
    static const char *const names[] = {
        "search: r", "search: ro", "search: ros", "search: ross", "search: ross bian", "search: r b c",
        "search: nothing", "state", "causale", "problems", "within 10 days", "tag", "period", "all of these"};
    struct cigo_store *store = open_store(path);
    struct cigo_shelf shelf = {.store = store, .today = TODAY, .data = store, .load = load};
    cigo_shelf_init(&shelf);
    check(cigo_shelf_load(&shelf, &err));
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        measure_filter(&shelf, names[i], &filters[i]);
    cigo_shelf_finish(&shelf);
    cigo_store_close(store);
}

int main(int argc, char **argv)
{
    char path[4096];
    struct stat info;
    if (argc < 2)
        return 2;
    int cases = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 10000;
    snprintf(path, sizeof path, "%s/list.db", argv[1]);
    double began = now();
    if (stat(path, &info) != 0)
        fill(path, cases);
    printf("%-36s %9.0f ms   %d\n", "make the archive", now() - began, cases);
    stat(path, &info);
    printf("%-36s %9.1f MiB\n", "its size", (double)info.st_size / (1 << 20));
    measure_opening(path);
    measure_filters(path);
    return 0;
}
