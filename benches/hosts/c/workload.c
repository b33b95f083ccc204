#include "workload.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static char sku_names[SKUS][NAME_SIZE];

void name_skus(void) {
    for (unsigned sku = 0; sku < SKUS; sku++) snprintf(sku_names[sku], NAME_SIZE, "SKU-%05u", sku);
}

const char *sku_name(uint32_t sku) {
    return sku_names[sku];
}

uint32_t sku_cents(uint32_t sku) {
    return 99 + sku % 2000;
}

static uint32_t spread(uint32_t number) {
    return (number + 1) * UINT32_C(0x9e3779b1);
}

const char *sku_at(uint32_t cart, uint32_t slot) {
    return sku_names[(spread(cart) % SKUS + slot * 7001) % SKUS];
}

void person_at(uint32_t cart, uint32_t seat, char name[NAME_SIZE]) {
    snprintf(name, NAME_SIZE, "p%07" PRIu32, (spread(cart) % PEOPLE + seat * 250007) % PEOPLE);
}

/// SplitMix64 (Steele et al. 2014).
static uint32_t below(Mix *mix, uint32_t bound) {
    uint64_t bits = mix->random += UINT64_C(0x9e3779b97f4a7c15);
    bits = (bits ^ bits >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)(((bits ^ bits >> 31) >> 32) * bound >> 32);
}

void mix_begin(Mix *mix, uint32_t carts) {
    *mix = (Mix){carts, carts, calloc(carts, sizeof(Tracked))};
    if (mix->tracked == NULL) abort();
    for (uint32_t cart = 0; cart < carts; cart++) {
        Tracked *it = &mix->tracked[cart];
        it->version = MEMBERS + ADDS;
        for (uint32_t event = 0; event < ADDS; event++) {
            if (event < LINES) it->lines[event] = MEMBERS + 1 + event;
            it->quantities[event % LINES]++;
        }
    }
}

void mix_end(Mix *mix) {
    free(mix->tracked);
}

static Command next(Mix *mix) {
    static const Kind kinds[] = {ADD, ADD, ADD, ADD, SET, SET, REMOVE, TOTAL, TOTAL, TOTAL};
    uint32_t cart = below(mix, mix->carts), slot = below(mix, SLOTS), seat = below(mix, MEMBERS);
    Tracked *it = &mix->tracked[cart];
    uint32_t line = it->lines[slot], *quantity = &it->quantities[slot];
    Kind kind = kinds[below(mix, 10)];
    // What finds its slot empty, or its line full, does something else.
    if (line == 0 && kind != TOTAL) kind = ADD;
    if (kind == ADD && *quantity == 9999) kind = SET;
    if (kind != TOTAL) it->version++;
    if (kind == ADD) {
        if (line == 0) it->lines[slot] = it->version;
        ++*quantity;
    } else if (kind == SET) {
        // Any quantity up to 99, but not the one that is there.
        *quantity = (*quantity + below(mix, 98)) % 99 + 1;
    } else if (kind == REMOVE) {
        it->lines[slot] = *quantity = 0;
    }
    return (Command){kind, cart, seat, line, *quantity, sku_at(cart, slot)};
}

void mix_next(Mix *mix, Command *commands, size_t count) {
    for (size_t i = 0; i < count; i++) commands[i] = next(mix);
}
