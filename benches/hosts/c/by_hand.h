// What one writes in an afternoon: a table of carts behind a mutex; role, line, total in cents, version, the last 24 events.
// Without invitations, command ids, limits, views of people's rights or a feed.
#ifndef BY_HAND_H
#define BY_HAND_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "workload.h"

enum { EVENTS_MAX = 24, LINES_MAX = 250, ID_SIZE = 33 };

typedef enum { DONE, CART_NOT_FOUND, CAPABILITY_MISSING, QUANTITY_IS_ZERO, PRICE_NOT_FOUND, LINE_NOT_FOUND, TOO_MUCH } Answer;

typedef enum { OWNER, EDITOR, VIEWER } Role;

typedef struct {
    char id[NAME_SIZE];
    Role role;
} HandMember;

typedef struct {
    uint64_t id;
    char sku[NAME_SIZE];
    char changed_by[NAME_SIZE];
    int64_t cents;
    uint32_t quantity;
} HandLine;

typedef struct {
    uint64_t version;
    uint64_t at_ms;
    Kind kind;
    char member[NAME_SIZE];
    char sku[NAME_SIZE];
    uint32_t quantity;
} HandEvent;

typedef struct {
    char id[ID_SIZE];
    uint64_t version;
    int64_t total;
    HandMember members[MEMBERS];
    uint32_t members_len;
    HandLine *lines;
    uint32_t lines_len, lines_room;
    HandEvent events[EVENTS_MAX];
} HandCart;

typedef struct {
    char sku[NAME_SIZE];
    int64_t cents;
} HandPrice;

/// Open addressing: a place holds the address of what has the key, or null.
typedef struct {
    void **places;
    uint64_t mask, len;
} Table;

typedef struct {
    pthread_mutex_t lock;
    Table carts, prices;
} HandRolled;

void hand_begin(HandRolled *all);
void hand_end(HandRolled *all);
void hand_set_price(HandRolled *all, const char *sku, int64_t cents);

/// A cart with these members; the first owns it.
void hand_create(HandRolled *all, const char *id, char members[MEMBERS][NAME_SIZE]);

Answer hand_add(HandRolled *all, const char *id, const char *member, const char *sku, uint32_t quantity, uint64_t *version);
Answer hand_set(HandRolled *all, const char *id, const char *member, const char *sku, uint32_t quantity, uint64_t *version);
Answer hand_remove(HandRolled *all, const char *id, const char *member, const char *sku, uint64_t *version);
Answer hand_total(HandRolled *all, const char *id, const char *member, int64_t *total);

#endif
