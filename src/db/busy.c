/* Waiting for another connection that writes. SQLite's own handler sleeps longer the longer it waits, so who has
 * waited longest tries least often, and among a hundred writers some starve. Here everybody tries every few
 * milliseconds, at uneven times, until its patience is over. */

#include <cigo/db/db.h>

#include <time.h>

enum { LEAST_US = 1000, MOST_US = 5000 };

static int again(void *data, int times)
{
    struct cigo_db_patience *patience = data;
    unsigned char random;
    if (times == 0)
        patience->waited_us = 0;
    if (patience->waited_us >= (int64_t)patience->ms * 1000)
        return 0;
    sqlite3_randomness(1, &random);
    long us = LEAST_US + (long)random * (MOST_US - LEAST_US) / 255;
    nanosleep(&(struct timespec){.tv_nsec = us * 1000}, NULL);
    patience->waited_us += us;
    return 1;
}

void cigo_db_patient(sqlite3 *db, struct cigo_db_patience *patience)
{
    sqlite3_busy_handler(db, again, patience);
}
