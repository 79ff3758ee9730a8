#pragma once
/* The parts of `cigo form` that have their own file. */

#include <cigo/loader/loader.h>
#include "cli-priv.h"

/* The manual page of the form's alerts (mdoc). */
bool form_manual(struct cli *cli, struct cigo_buf *out, struct cigo_error *err);
/* One test that travels with the form: a session over its answers, and what must fire and be computed;
 * false, with a line for each difference in `out`, when it fails. */
bool form_test_run(struct cli *cli, const struct cigo_form_test *test, struct cigo_buf *out);
