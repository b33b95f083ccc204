// Calls every function of the header in turn, with whatever handles, text and room a test has in mind.
#ifndef SWEEP_H
#define SWEEP_H

#include <string.h>

#include "entries.h"
#include "shop.h"

/// A handle of each kind.
typedef struct {
    CartpoolEngine engine;
    CartpoolCart cart;
    CartpoolMember member;
    CartpoolBatch batch;
    CartpoolWatch watch;
    CartpoolCampaignWatch campaignwatch;
    CartpoolHandle handle;
} Handles;

/// What a function is called with.
typedef struct {
    Handles of;
    CartpoolStr text;
    CartpoolCursor cursor;
    uint8_t number;
    void *room[2];
} In;

typedef struct {
    const char *name;
    uint16_t (*call)(const In *in);
} Entry;

#define CALL(name, ...) static uint16_t call_##name(const In *in) { return name(__VA_ARGS__); }
#define ROW(name, ...) {#name, call_##name},
ENTRIES_ON_HANDLES(CALL)
OTHER_ENTRIES(CALL)

static const Entry entries[] = {ENTRIES_ON_HANDLES(ROW)};
static const Entry others[] = {OTHER_ENTRIES(ROW)};
enum { ENTRIES = sizeof entries / sizeof *entries, OTHERS = sizeof others / sizeof *others };

/// Room for the largest struct that is written.
static inline void give_room(In *in) {
    static uint64_t room[2][64];
    in->room[0] = room[0];
    in->room[1] = room[1];
}

/// A shop, a batch, and a watch of its cart and of a campaign: real handles of every kind.
static inline In open_all(void) {
    Shop shop = open_shop();
    CartpoolCampaignSku sku = {S("TEA"), {NULL, 0}};
    CartpoolCampaignTerms terms = {0};
    In in = {{shop.engine, shop.cart, shop.ana, 0, 0, 0, 0}, {NULL, 0}, {0, 0}, 1, {NULL, NULL}};
    const CartpoolCartView *view;
    terms.skus = &sku;
    terms.skus_len = 1;
    OK(cartpool_now_ms(shop.engine, &terms.closes_at_ms));
    terms.closes_at_ms += 60000;
    OK(cartpool_create_campaign(shop.engine, S("tea"), S("EUR"), &terms, NULL));
    OK(cartpool_batch(shop.ana, &in.of.batch));
    OK(cartpool_watch(shop.ana, (CartpoolCursor){0}, &in.of.watch));
    OK(cartpool_watch_campaign(shop.engine, S("tea"), &in.of.campaignwatch));
    OK(cartpool_view(shop.ana, &in.of.handle, &view));
    return in;
}

static inline void free_all(const In *in) {
    const CartpoolHandle handles[] = {in->of.engine, in->of.cart, in->of.member, in->of.batch,
                                      in->of.watch,  in->of.campaignwatch, in->of.handle};
    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++) OK(cartpool_free(handles[i]));
}

#endif
