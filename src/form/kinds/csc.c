/* The statistical code that INPS gives a company: five digits. What they mean is judged by rules.
 */

#include "kinds-priv.h"

CIGO_PARSE(csc)
{
    (void)ctx;
    cigo_read_digits(text, ".-", 5, out);
}
