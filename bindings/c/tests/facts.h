// Single facts of views and events by their paths, such as `lines.3.sku`: what scenarios assert.
#ifndef FACTS_H
#define FACTS_H

#include "cartpool.h"
#include "script.h"

/// Writes the fact at `path`; false where there is none.
bool view_fact(const CartpoolCartView *view, const char *path, char out[TEXT_MAX]);

/// What facts are read from: a view, and those reads of the bill that a line names; or a coupon, a ledger, a campaign.
typedef struct {
    const CartpoolCampaignView *campaign;
    const CartpoolTippingPoint *next;
    const CartpoolCampaignList *list;
    const CartpoolCoupon *coupon;
    const CartpoolLedger *ledger;
    const CartpoolCartView *view;
    const CartpoolBill *bill;
    const CartpoolExplanation *explanation;
    const CartpoolSettlement *settlement;
} Seen;

/// As `view_fact`, with `bill.`, `explain.` and `settlement.` before what is of those.
bool seen_fact(const Seen *seen, const char *path, char out[TEXT_MAX]);

/// An event's own fields called `member` and `name` are `event.member` and `event.name`.
bool event_fact(const CartpoolEvent *event, const char *path, char out[TEXT_MAX]);

/// Whether the fact is what is wanted; money is compared by amount, 9 is 9.00.
bool is_same(const char *path, const char *actual, const char *wanted);

#endif
