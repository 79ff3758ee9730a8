#pragma once
/* PDF through cigo-pdf, the program beside this one. */

#include "cli-priv.h"

/* The program's path, or NULL where cigo was built without it. In the arena. */
const char *cli_pdf_program(struct cli *cli);
/* A document's lines become a PDF in `out`. What cigo-pdf had to say and is no failure goes to standard
 * error. */
bool cli_pdf(struct cli *cli, struct cigo_str lines, struct cigo_buf *out, struct cigo_error *err);
