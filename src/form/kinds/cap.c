/* The postcode: five digits. */

#include "kinds-priv.h"

CIGO_PARSE(cap)
{
    (void)ctx;
    cigo_read_digits(text, "", 5, out);
}
