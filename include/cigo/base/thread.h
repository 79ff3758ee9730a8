#pragma once
/* A thread beside the first one, and whether there is any: as long as there is none, what all of them would share needs
 * no lock. No other way to start one (tests/lint/banned.py). */

#include <pthread.h>
#include <stdbool.h>

struct cigo_thread {
    pthread_t id;
    bool running;
};

/* Signals stay with who starts it. false: there cannot be one now, and whoever wanted it does the work himself. */
bool cigo_thread_start(struct cigo_thread *thread, void *(*run)(void *data), void *data);
/* Wait for its end, if it was started. Each is waited for. */
void cigo_thread_end(struct cigo_thread *thread);
/* Does only one thread run? */
bool cigo_thread_alone(void);
