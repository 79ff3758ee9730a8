/* How many there are is known to who starts and awaits them, before the first moment of each and after its last: so the
 * answer is right whoever asks. libc knows too, but never forgets that there was one once. */

#include <cigo/base/thread.h>

#include <signal.h>
#include <stdatomic.h>

static atomic_uint others;

bool cigo_thread_start(struct cigo_thread *thread, void *(*run)(void *data), void *data)
{
    sigset_t all, before;
    sigfillset(&all);
    atomic_fetch_add(&others, 1);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    thread->running = pthread_create(&thread->id, NULL, run, data) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!thread->running)
        atomic_fetch_sub(&others, 1);
    return thread->running;
}

void cigo_thread_end(struct cigo_thread *thread)
{
    if (!thread->running)
        return;
    pthread_join(thread->id, NULL);
    thread->running = false;
    atomic_fetch_sub(&others, 1);
}

bool cigo_thread_alone(void)
{
    return atomic_load_explicit(&others, memory_order_relaxed) == 0;
}
