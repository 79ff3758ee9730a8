#pragma once
/* A companies book in memory, for tests of what stands above the store. */

#include <cigo/base/book.h>

/* Empty. What it holds lives in the arena, which must outlive the book. */
struct cigo_book *memory_book(struct cigo_arena *arena);
/* Refuse to answer from now on. */
void memory_book_fail(struct cigo_book *book);
