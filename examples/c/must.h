// What the examples share: any refusal ends the program, and text is passed and printed in few letters.
#ifndef MUST_H
#define MUST_H

#include <cartpool.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/// Text of the engine's from a C string.
#define S cartpool_str

/// The arguments of a `%.*s` that prints the engine's text.
#define TEXT(str) (int)(str).len, (str).ptr

/// Ends the program where a call was refused.
static inline void must(uint16_t status) {
    if (status == CARTPOOL_OK) return;
    fprintf(stderr, "%s: %s\n", cartpool_error_name(status), cartpool_error_message(status));
    exit(1);
}

/// The handle of a member in a cart.
static inline CartpoolMember seat(CartpoolCart cart, const char *name) {
    CartpoolMember member;
    must(cartpool_member(cart, S(name), &member));
    return member;
}

/// What there is to pay.
static inline CartpoolTotal total_of(CartpoolMember member) {
    CartpoolTotal total;
    must(cartpool_total(member, &total));
    return total;
}

/// Frees handles, in any order.
#define FREE(...) free_all((const CartpoolHandle[]){__VA_ARGS__}, sizeof(CartpoolHandle[]){__VA_ARGS__})

static inline void free_all(const CartpoolHandle *handles, size_t bytes) {
    for (size_t i = 0; i < bytes / sizeof *handles; i++) must(cartpool_free(handles[i]));
}

#endif
