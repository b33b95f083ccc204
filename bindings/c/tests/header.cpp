// The header is good for C++, and every optional argument can be left out there too.
#include "cartpool.h"

int main() {
    CartpoolEngine engine = 0;
    CartpoolEngineOptions options = {};
    if (cartpool_abi_version() != CARTPOOL_ABI_VERSION) return 1;
    if (cartpool_engine_open(&options, &engine) != CARTPOOL_OK) return 1;
    CartpoolCart cart = 0;
    if (cartpool_create_cart(engine, cartpool_str("ana"), cartpool_str("EUR"), nullptr, &cart) != CARTPOOL_OK) return 1;
    return cartpool_free(cart) + cartpool_free(engine);
}
