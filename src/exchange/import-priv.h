#pragma once
/* Inside import and paste. */

#include <cigo/exchange/import.h>
#include "sheet-priv.h"

/* The text of a cell as it is to be kept: without the apostrophe that `cigo export` puts before what a
 * spreadsheet would run. */
struct cigo_str import_text(struct cigo_str cell);
