#pragma once
/* For unit tests: one call of SQLite by the program fails, the one that is asked for. A test lists
 * lib/failing.c among its sources; what it defines stands before SQLite's own. */

#include <stdbool.h>

/* After `n` calls that can fail and did not, one does, with this code (an extended one). What undoes other calls does
 * not count: ROLLBACK, finalize, close. */
void failing_start(unsigned n, int code);
/* Ends it; was there such a call? */
bool failing_stop(void);
