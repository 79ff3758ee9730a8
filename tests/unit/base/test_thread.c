/* Whether somebody else runs is known from before the start of a thread to after its end; signals are not theirs. */

#include <cigo/base/thread.h>

#include <signal.h>

#include "unit.h"

struct seen {
    bool alone, signals;
};

static void *look(void *data)
{
    struct seen *seen = data;
    sigset_t blocked;
    seen->alone = cigo_thread_alone();
    pthread_sigmask(SIG_BLOCK, NULL, &blocked);
    seen->signals = !sigismember(&blocked, SIGINT) || !sigismember(&blocked, SIGTERM);
    return NULL;
}

START_TEST(others)
{
    struct seen first = {true, true}, second = {true, true};
    struct cigo_thread a = {0}, b = {0};
    sigset_t mine;
    ck_assert(cigo_thread_alone());
    ck_assert(cigo_thread_start(&a, look, &first));
    ck_assert(cigo_thread_start(&b, look, &second));
    ck_assert(!cigo_thread_alone());
    cigo_thread_end(&a);
    ck_assert(!cigo_thread_alone());
    cigo_thread_end(&b);
    ck_assert(cigo_thread_alone());
    cigo_thread_end(&b); /* there is none any more */
    ck_assert(cigo_thread_alone());
    ck_assert(!first.alone && !second.alone);
    ck_assert(!first.signals && !second.signals);
    pthread_sigmask(SIG_BLOCK, NULL, &mine);
    ck_assert(!sigismember(&mine, SIGINT));
}
END_TEST

Suite *cigo_suite(void)
{
    Suite *suite = suite_create("thread");
    UNIT_CASE(suite, "thread", others);
    return suite;
}
