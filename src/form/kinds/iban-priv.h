#pragma once
/* Inside the IBAN: what a country's own rule says of the account. */

#include <stdbool.h>

#include <cigo/base/str.h>

/* True where the country has no rule here. The length is already known to be right. */
bool cigo_iban_national(struct cigo_str iban);
