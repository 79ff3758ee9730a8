#pragma once
/* A case as files: what the command `export` and the front ends share. */

#include <cigo/exchange/exchange.h>
#include <cigo/exchange/format.h>
#include <cigo/loader/loader.h>
#include "cli-priv.h"

/* Of an open case, without documents. Texts in the arena of cli. */
struct cigo_export cli_export_of(struct cli *cli, const struct open_case *open_case);
/* The form's documents, checked; NULL after their mistakes were said. Freed by cigo_documents_free. */
struct cigo_documents *cli_documents_load(struct cli *cli, struct cigo_error *err);
/* What goes into the file: a document's lines have become a PDF. */
bool cli_export_make(struct cli *cli, const struct cigo_format *format, const struct cigo_export *x,
                     struct cigo_buf *out, struct cigo_error *err);
/* All formats into a folder, which is made, with an index and SHA-256 sums. Only of a complete case, unless it is
 * a draft; over files that are there only with `force`. */
bool cli_dossier(struct cli *cli, const struct cigo_export *x, const char *dir, bool force, struct cigo_error *err);
/* For `cigo audit`. What cannot be noted (a store that is only read) is exported all the same. */
void cli_note_export(struct cli *cli, int64_t case_id, const char *format);
