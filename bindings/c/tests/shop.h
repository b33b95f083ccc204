// What the C tests begin with: expectations that end the program, and an engine with one price and ana's cart.
#ifndef SHOP_H
#define SHOP_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "cartpool.h"

#define EXPECT(condition)                                                                    \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);    \
            exit(1);                                                                         \
        }                                                                                    \
    } while (0)

#define EXPECT_STATUS(call, expected)                                                        \
    do {                                                                                     \
        uint16_t got = (call);                                                               \
        if (got != (expected)) {                                                             \
            fprintf(stderr, "%s:%d: %s is %s\n", __FILE__, __LINE__, #call,                  \
                    cartpool_error_name(got));                                               \
            exit(1);                                                                         \
        }                                                                                    \
    } while (0)

// Under valgrind and ThreadSanitizer, which are slow, tests that count do so less far.
#ifdef FEWER
#define MANY(count) ((count) / 50)
#else
#define MANY(count) (count)
#endif

#define OK(call) EXPECT_STATUS(call, CARTPOOL_OK)
#define S(text) cartpool_str(text)

/// An engine with one price and ana's cart.
typedef struct {
    CartpoolEngine engine;
    CartpoolCart cart;
    CartpoolMember ana;
} Shop;

static inline Shop open_shop(void) {
    Shop shop;
    OK(cartpool_engine_open(NULL, &shop.engine));
    OK(cartpool_set_price(shop.engine, S("TEA"), S("EUR"), S("4.50"), NULL));
    OK(cartpool_create_cart(shop.engine, S("ana"), S("EUR"), NULL, &shop.cart));
    OK(cartpool_member(shop.cart, S("ana"), &shop.ana));
    return shop;
}

static inline void close_shop(Shop shop) {
    OK(cartpool_free(shop.ana));
    OK(cartpool_free(shop.cart));
    OK(cartpool_free(shop.engine));
}

#endif
