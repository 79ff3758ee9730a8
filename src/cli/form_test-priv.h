#pragma once
/* One test that travels with the form: a session over its answers, and what must fire and be computed. */

#include <cigo/loader/loader.h>
#include "cli-priv.h"

/* false, with a line for each difference in `out`, when it fails. */
bool form_test_run(struct cli *cli, const struct cigo_form_test *test, struct cigo_buf *out);
