/* The demo has its company in the book already; what is cleared in it is offered again. */

#include "book.h"

#include <cigo/exchange/book.h>

#include "memory_book.h"

bool driver_lay_book(struct cigo_desk *desk)
{
    struct cigo_error err = {0};
    size_t kept;
    desk->book = memory_book(desk->arena);
    bool ok = cigo_book_remember(desk, true, desk->arena, &kept, &err);
    cigo_book_start(desk);
    return ok;
}
