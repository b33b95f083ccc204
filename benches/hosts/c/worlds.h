// The same carts in the engine and by hand, and the mix played on each.
#ifndef WORLDS_H
#define WORLDS_H

#include <cartpool.h>

#include "by_hand.h"

/// Ends the program where a call was refused.
void must(uint16_t status);

/// The engine's carts: members are held, as a server holds them for a connection.
typedef struct {
    CartpoolEngine engine;
    CartpoolMember *members;
    uint32_t carts;
} Ours;

void ours_begin(Ours *ours, uint32_t carts);
void ours_end(Ours *ours);
CartpoolMember ours_member(const Ours *ours, uint32_t cart, uint32_t seat);
void ours_play(const Ours *ours, const Command *commands, size_t count);

/// The carts by hand: by their ids and their members' names.
typedef struct {
    HandRolled all;
    char (*ids)[ID_SIZE];
    char (*people)[NAME_SIZE];
} Theirs;

void theirs_begin(Theirs *theirs, uint32_t carts);
void theirs_end(Theirs *theirs);
void theirs_add(Theirs *theirs, uint32_t cart, uint32_t seat, const char *sku);
void theirs_play(Theirs *theirs, const Command *commands, size_t count);

/// Ends the program where a cart has another version or total on either side.
void agree(const Ours *ours, Theirs *theirs);

#endif
