#pragma once
/* A total divided among weeks, in words: the same sentences in every face. */

#include <cigo/session/spread.h>

/* A sentence for each week (with `planned` also what the proposal gives it), then whether the sums agree:
 * the proposal and the rows against the total, and the total against what the weeks can hold. A line each. */
void cigo_spread_weeks_text(const struct cigo_spread *spread, bool planned, struct cigo_buf *out);
void cigo_spread_sums_text(const struct cigo_spread *spread, bool planned, struct cigo_buf *out);
