/* Processor time to load a form and compile its rules, each as a session does; and what a first judgement
 * costs. The median of some rounds in one process.  load FORM [ROUNDS] */

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cigo/loader/loader.h>
#include <cigo/session/session.h>

enum { TODAY = 2461370, MAX_ROUNDS = 200 };

struct times {
    double load, compile, both;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static bool once(const char *dir, struct times *ret_times)
{
    struct cigo_arena *arena = cigo_arena_new();
    struct cigo_problems problems;
    struct cigo_error err;
    struct cigo_session_options options = {.today = TODAY};
    cigo_problems_init(&problems, arena);
    double began = now();
    struct cigo_form *form = cigo_form_load(dir, &problems);
    double loaded = now();
    struct cigo_session *session = form ? cigo_session_new(form, &options, &err) : NULL;
    double ended = now();
    *ret_times = (struct times){loaded - began, ended - loaded, ended - began};
    bool ok = session != NULL;
    cigo_session_free(session);
    cigo_form_free(form);
    cigo_problems_finish(&problems);
    cigo_arena_free(arena);
    return ok;
}

static int by_both(const void *va, const void *vb)
{
    const struct times *a = va, *b = vb;
    return (a->both > b->both) - (a->both < b->both);
}

int main(int argc, char **argv)
{
    static struct times times[MAX_ROUNDS];
    long rounds = argc > 2 ? strtol(argv[2], NULL, 10) : 31;
    if (argc < 2 || rounds < 1 || rounds > MAX_ROUNDS)
        return 2;
    for (long i = 0; i < rounds; i++)
        if (!once(argv[1], &times[i]))
            return 1;
    struct times first = times[0];
    qsort(times, (size_t)rounds, sizeof *times, by_both);
    const struct times *median = &times[rounds / 2];
    printf("load and compile: median %.1f ms of CPU (%.1f + %.1f), least %.1f, first %.1f\n", median->both,
           median->load, median->compile, times[0].both, first.both);
    return 0;
}
