// The fields of events by their paths: what `event_fact` reads beside an event's head.
#ifndef EVENT_FACTS_H
#define EVENT_FACTS_H

#include "cartpool.h"
#include "script.h"

/// Writes the field of `event` at the path `left`; false where there is none.
bool event_body_fact(const CartpoolEvent *event, const char *left, char out[TEXT_MAX]);

#endif
