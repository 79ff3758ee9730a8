#pragma once
/* The driver's companies book. */

#include <cigo/session/desk.h>

/* On the desk: one that has the company of the answers. */
bool driver_lay_book(struct cigo_desk *desk);
