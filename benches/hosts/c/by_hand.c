#include "by_hand.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/// FNV-1a.
static uint64_t hash(const char *key) {
    uint64_t bits = UINT64_C(0xcbf29ce484222325);
    for (; *key != '\0'; key++) bits = (bits ^ (unsigned char)*key) * UINT64_C(0x100000001b3);
    return bits ^ bits >> 32;
}

static void *of(size_t count, size_t size) {
    void *made = calloc(count, size);
    if (made == NULL) abort();
    return made;
}

/// Where the key is, or where it would go. What is kept begins with its key.
static void **place_of(const Table *table, const char *key) {
    uint64_t at = hash(key) & table->mask;
    while (table->places[at] != NULL && strcmp(table->places[at], key) != 0) at = (at + 1) & table->mask;
    return &table->places[at];
}

static void table_begin(Table *table) {
    *table = (Table){of(1024, sizeof(void *)), 1023, 0};
}

static void keep(Table *table, void *value) {
    if (table->len * 2 > table->mask) {
        Table larger = {of((table->mask + 1) * 2, sizeof(void *)), table->mask * 2 + 1, table->len};
        for (uint64_t at = 0; at <= table->mask; at++) {
            if (table->places[at] != NULL) *place_of(&larger, table->places[at]) = table->places[at];
        }
        free(table->places);
        *table = larger;
    }
    *place_of(table, value) = value;
    table->len++;
}

void hand_begin(HandRolled *all) {
    pthread_mutex_init(&all->lock, NULL);
    table_begin(&all->carts);
    table_begin(&all->prices);
}

void hand_end(HandRolled *all) {
    for (uint64_t at = 0; at <= all->carts.mask; at++) {
        HandCart *cart = all->carts.places[at];
        if (cart != NULL) free(cart->lines);
        free(cart);
    }
    for (uint64_t at = 0; at <= all->prices.mask; at++) free(all->prices.places[at]);
    free(all->carts.places);
    free(all->prices.places);
    pthread_mutex_destroy(&all->lock);
}

void hand_set_price(HandRolled *all, const char *sku, int64_t cents) {
    HandPrice *price = of(1, sizeof *price);
    strncpy(price->sku, sku, NAME_SIZE - 1);
    price->cents = cents;
    pthread_mutex_lock(&all->lock);
    keep(&all->prices, price);
    pthread_mutex_unlock(&all->lock);
}

void hand_create(HandRolled *all, const char *id, char members[MEMBERS][NAME_SIZE]) {
    HandCart *cart = of(1, sizeof *cart);
    strncpy(cart->id, id, ID_SIZE - 1);
    cart->version = cart->members_len = MEMBERS;
    for (uint32_t seat = 0; seat < MEMBERS; seat++) {
        memcpy(cart->members[seat].id, members[seat], NAME_SIZE);
        cart->members[seat].role = seat == 0 ? OWNER : EDITOR;
    }
    pthread_mutex_lock(&all->lock);
    keep(&all->carts, cart);
    pthread_mutex_unlock(&all->lock);
}

static Answer allowed(HandRolled *all, const char *id, const char *member, HandCart **cart) {
    *cart = *place_of(&all->carts, id);
    if (*cart == NULL) return CART_NOT_FOUND;
    for (uint32_t seat = 0; seat < (*cart)->members_len; seat++) {
        const HandMember *it = &(*cart)->members[seat];
        if (strcmp(it->id, member) == 0) return it->role == VIEWER ? CAPABILITY_MISSING : DONE;
    }
    return CART_NOT_FOUND;
}

static HandLine *line_of(HandCart *cart, const char *sku) {
    for (uint32_t i = 0; i < cart->lines_len; i++) {
        if (strcmp(cart->lines[i].sku, sku) == 0) return &cart->lines[i];
    }
    return NULL;
}

static HandLine *new_line(HandCart *cart, const char *sku, int64_t cents) {
    if (cart->lines_len == cart->lines_room) {
        cart->lines_room = cart->lines_room == 0 ? LINES : cart->lines_room * 2;
        cart->lines = realloc(cart->lines, cart->lines_room * sizeof *cart->lines);
        if (cart->lines == NULL) abort();
    }
    HandLine *line = &cart->lines[cart->lines_len++];
    *line = (HandLine){.id = cart->version + 1, .cents = cents};
    strncpy(line->sku, sku, NAME_SIZE - 1);
    return line;
}

static Answer record(HandCart *cart, Kind kind, const char *member, const char *sku, uint32_t quantity, uint64_t *version) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    HandEvent *event = &cart->events[++cart->version % EVENTS_MAX];
    event->version = *version = cart->version;
    event->at_ms = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
    event->kind = kind;
    event->quantity = quantity;
    strncpy(event->member, member, NAME_SIZE - 1);
    strncpy(event->sku, sku, NAME_SIZE - 1);
    return DONE;
}

/// Whether the cart's total takes so many more of a price.
static bool takes(HandCart *cart, int64_t cents, int64_t more) {
    int64_t amount, total;
    if (__builtin_mul_overflow(cents, more, &amount) || __builtin_add_overflow(cart->total, amount, &total)) return false;
    cart->total = total;
    return true;
}

static Answer add(HandRolled *all, HandCart *cart, const char *member, const char *sku, uint32_t quantity, uint64_t *version) {
    if (quantity == 0) return QUANTITY_IS_ZERO;
    const HandPrice *price = *place_of(&all->prices, sku);
    if (price == NULL) return PRICE_NOT_FOUND;
    HandLine *line = line_of(cart, sku);
    uint32_t sum;
    if (line == NULL && cart->lines_len == LINES_MAX) return TOO_MUCH;
    if (__builtin_add_overflow(line == NULL ? 0 : line->quantity, quantity, &sum)) return TOO_MUCH;
    if (!takes(cart, line == NULL ? price->cents : line->cents, quantity)) return TOO_MUCH;
    if (line == NULL) line = new_line(cart, sku, price->cents);
    line->quantity = sum;
    strncpy(line->changed_by, member, NAME_SIZE - 1);
    return record(cart, ADD, member, sku, quantity, version);
}

static Answer set(HandCart *cart, const char *member, const char *sku, uint32_t quantity, uint64_t *version) {
    HandLine *line = line_of(cart, sku);
    if (quantity == 0) return QUANTITY_IS_ZERO;
    if (line == NULL) return LINE_NOT_FOUND;
    if (!takes(cart, line->cents, (int64_t)quantity - line->quantity)) return TOO_MUCH;
    line->quantity = quantity;
    strncpy(line->changed_by, member, NAME_SIZE - 1);
    return record(cart, SET, member, sku, quantity, version);
}

static Answer take_out(HandCart *cart, const char *member, const char *sku, uint64_t *version) {
    HandLine *line = line_of(cart, sku), *last = &cart->lines[cart->lines_len - 1];
    if (line == NULL) return LINE_NOT_FOUND;
    uint32_t quantity = line->quantity;
    takes(cart, line->cents, -(int64_t)quantity);
    memmove(line, line + 1, (size_t)(last - line) * sizeof *line);
    cart->lines_len--;
    return record(cart, REMOVE, member, sku, quantity, version);
}

Answer hand_add(HandRolled *all, const char *id, const char *member, const char *sku, uint32_t quantity, uint64_t *version) {
    HandCart *cart;
    pthread_mutex_lock(&all->lock);
    Answer answer = allowed(all, id, member, &cart);
    if (answer == DONE) answer = add(all, cart, member, sku, quantity, version);
    pthread_mutex_unlock(&all->lock);
    return answer;
}

Answer hand_set(HandRolled *all, const char *id, const char *member, const char *sku, uint32_t quantity, uint64_t *version) {
    HandCart *cart;
    pthread_mutex_lock(&all->lock);
    Answer answer = allowed(all, id, member, &cart);
    if (answer == DONE) answer = set(cart, member, sku, quantity, version);
    pthread_mutex_unlock(&all->lock);
    return answer;
}

Answer hand_remove(HandRolled *all, const char *id, const char *member, const char *sku, uint64_t *version) {
    HandCart *cart;
    pthread_mutex_lock(&all->lock);
    Answer answer = allowed(all, id, member, &cart);
    if (answer == DONE) answer = take_out(cart, member, sku, version);
    pthread_mutex_unlock(&all->lock);
    return answer;
}

Answer hand_total(HandRolled *all, const char *id, const char *member, int64_t *total) {
    HandCart *cart;
    pthread_mutex_lock(&all->lock);
    Answer answer = allowed(all, id, member, &cart);
    if (answer == DONE) *total = cart->total;
    pthread_mutex_unlock(&all->lock);
    return answer;
}
