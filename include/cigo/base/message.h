#pragma once
/* Texts for people, translated by gettext. Italian is the source language; a problem or an alert is worded
 * where it is found, whatever the layer, and this is all that the layers need for it. i18n sets it up. */

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text /* marked here, translated where it is shown */
