#include "worlds.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

void must(uint16_t status) {
    if (status == CARTPOOL_OK) return;
    fprintf(stderr, "%s\n", cartpool_error_name(status));
    exit(1);
}

static void must_do(Answer answer) {
    if (answer == DONE) return;
    fprintf(stderr, "by hand: refused for reason %d\n", (int)answer);
    exit(1);
}

static void *room_for(size_t count, size_t size) {
    void *room = calloc(count, size);
    if (room == NULL) abort();
    return room;
}

CartpoolMember ours_member(const Ours *ours, uint32_t cart, uint32_t seat) {
    return ours->members[(size_t)cart * MEMBERS + seat];
}

static void create(Ours *ours, uint32_t number) {
    CartpoolMember *members = &ours->members[(size_t)number * MEMBERS];
    CartpoolCart cart = 0;
    for (uint32_t seat = 0; seat < MEMBERS; seat++) {
        char name[NAME_SIZE];
        person_at(number, seat, name);
        if (seat == 0) must(cartpool_create_cart(ours->engine, cartpool_str(name), cartpool_str("EUR"), NULL, &cart));
        else must(cartpool_add_member(members[0], cartpool_str(name), cartpool_str("editor"), NULL));
        must(cartpool_member(cart, cartpool_str(name), &members[seat]));
    }
    must(cartpool_free(cart));
    for (uint32_t event = 0; event < ADDS; event++) {
        must(cartpool_add_item(members[event % MEMBERS], cartpool_str(sku_at(number, event % LINES)), 1, NULL, NULL));
    }
}

void ours_begin(Ours *ours, uint32_t carts) {
    *ours = (Ours){0, room_for((size_t)carts * MEMBERS, sizeof(CartpoolMember)), carts};
    must(cartpool_engine_open(NULL, &ours->engine));
    for (uint32_t sku = 0; sku < SKUS; sku++) {
        char amount[16];
        snprintf(amount, sizeof amount, "%" PRIu32 ".%02" PRIu32, sku_cents(sku) / 100, sku_cents(sku) % 100);
        must(cartpool_set_price(ours->engine, cartpool_str(sku_name(sku)), cartpool_str("EUR"), cartpool_str(amount), NULL));
    }
    for (uint32_t cart = 0; cart < carts; cart++) create(ours, cart);
}

void ours_end(Ours *ours) {
    for (size_t i = 0; i < (size_t)ours->carts * MEMBERS; i++) must(cartpool_free(ours->members[i]));
    must(cartpool_free(ours->engine));
    free(ours->members);
}

void ours_play(const Ours *ours, const Command *commands, size_t count) {
    for (const Command *it = commands; it < commands + count; it++) {
        CartpoolMember member = ours_member(ours, it->cart, it->seat);
        CartpoolTotal total;
        switch (it->kind) {
        case ADD: must(cartpool_add_item(member, cartpool_str(it->sku), 1, NULL, NULL)); break;
        case SET: must(cartpool_set_quantity(member, it->line, it->quantity, NULL, NULL)); break;
        case REMOVE: must(cartpool_remove_item(member, it->line, NULL)); break;
        case TOTAL: must(cartpool_total(member, &total)); break;
        }
    }
}

void theirs_begin(Theirs *theirs, uint32_t carts) {
    theirs->ids = room_for(carts, sizeof *theirs->ids);
    theirs->people = room_for((size_t)carts * MEMBERS, sizeof *theirs->people);
    hand_begin(&theirs->all);
    for (uint32_t sku = 0; sku < SKUS; sku++) hand_set_price(&theirs->all, sku_name(sku), sku_cents(sku));
    for (uint32_t cart = 0; cart < carts; cart++) {
        snprintf(theirs->ids[cart], ID_SIZE, "%016" PRIx64 "%016" PRIx32, (cart + 1) * UINT64_C(0x9e3779b97f4a7c15), cart);
        char(*people)[NAME_SIZE] = &theirs->people[(size_t)cart * MEMBERS];
        for (uint32_t seat = 0; seat < MEMBERS; seat++) person_at(cart, seat, people[seat]);
        hand_create(&theirs->all, theirs->ids[cart], people);
        for (uint32_t event = 0; event < ADDS; event++) {
            theirs_add(theirs, cart, event % MEMBERS, sku_at(cart, event % LINES));
        }
    }
}

void theirs_end(Theirs *theirs) {
    hand_end(&theirs->all);
    free(theirs->ids);
    free(theirs->people);
}

void theirs_add(Theirs *theirs, uint32_t cart, uint32_t seat, const char *sku) {
    uint64_t version;
    must_do(hand_add(&theirs->all, theirs->ids[cart], theirs->people[(size_t)cart * MEMBERS + seat], sku, 1, &version));
}

void theirs_play(Theirs *theirs, const Command *commands, size_t count) {
    HandRolled *all = &theirs->all;
    for (const Command *it = commands; it < commands + count; it++) {
        const char *id = theirs->ids[it->cart], *member = theirs->people[(size_t)it->cart * MEMBERS + it->seat];
        uint64_t version;
        int64_t total;
        switch (it->kind) {
        case ADD: must_do(hand_add(all, id, member, it->sku, 1, &version)); break;
        case SET: must_do(hand_set(all, id, member, it->sku, it->quantity, &version)); break;
        case REMOVE: must_do(hand_remove(all, id, member, it->sku, &version)); break;
        case TOTAL: must_do(hand_total(all, id, member, &total)); break;
        }
    }
}

void agree(const Ours *ours, Theirs *theirs) {
    for (uint32_t cart = 0; cart < ours->carts; cart++) {
        CartpoolTotal total;
        int64_t by_hand;
        must(cartpool_total(ours_member(ours, cart, 0), &total));
        must_do(hand_total(&theirs->all, theirs->ids[cart], theirs->people[(size_t)cart * MEMBERS], &by_hand));
        if (total.minor == by_hand) continue;
        fprintf(stderr, "cart %" PRIu32 " comes to %" PRId64 " here and %" PRId64 " by hand\n", cart, total.minor, by_hand);
        exit(1);
    }
}
