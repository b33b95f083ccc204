// Who does what to which cart: the same for the engine and for what is written by hand, decided by a seed.
#ifndef WORKLOAD_H
#define WORKLOAD_H

#include <stddef.h>
#include <stdint.h>

enum {
    LINES = 8,
    MEMBERS = 4,
    SKUS = 20000,
    PEOPLE = 1000000,
    /// Two more than a cart has lines, so that adds also make lines.
    SLOTS = LINES + 2,
    /// Adds that fill a cart, over its lines in turn.
    ADDS = 20,
    NAME_SIZE = 16,
};

typedef enum { ADD, SET, REMOVE, TOTAL } Kind;

typedef struct {
    Kind kind;
    uint32_t cart;
    uint32_t seat;
    uint32_t line;
    uint32_t quantity;
    const char *sku;
} Command;

/// A cart as the mix has left it: enough to know each next command's line in advance.
typedef struct {
    uint32_t version;
    uint32_t lines[SLOTS];
    uint32_t quantities[SLOTS];
} Tracked;

typedef struct {
    uint64_t random;
    uint32_t carts;
    Tracked *tracked;
} Mix;

/// Writes the names of all SKUs; before anything else here.
void name_skus(void);

const char *sku_name(uint32_t sku);
uint32_t sku_cents(uint32_t sku);

/// The SKU in a cart's slot: different for each slot.
const char *sku_at(uint32_t cart, uint32_t slot);

/// Who has a cart's seat: four different people.
void person_at(uint32_t cart, uint32_t seat, char name[NAME_SIZE]);

void mix_begin(Mix *mix, uint32_t carts);
void mix_end(Mix *mix);

/// The next commands: 40 in a hundred add, 20 set, 10 remove, 30 read the total.
void mix_next(Mix *mix, Command *commands, size_t count);

#endif
