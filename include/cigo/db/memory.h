#pragma once
/* The memory that SQLite uses, in the whole process: counted, bounded, and quick for the small pieces that
 * compiling a statement takes by the hundred. */

#include <stdbool.h>
#include <stdint.h>

/* Before the first use of SQLite in the process; opening does it. false: somebody was there before us, and nothing
 * is counted or bounded here. May be called again, from any thread. */
bool cigo_db_memory_start(void);
/* Bytes in use now. */
int64_t cigo_db_memory_used(void);
/* The most that was in use since this was last asked. */
int64_t cigo_db_memory_most(void);
/* From here on SQLite gets no memory beyond so many bytes in use, and its calls fail; 0 = no bound. Returns the bound
 * that was. */
int64_t cigo_db_memory_limit(int64_t bytes);
