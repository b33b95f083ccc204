// The week's groceries: a cart in a file, a child with a budget, what happened to a line, and going on after a restart.
#include "../must.h"

static void stock(CartpoolEngine engine, const char *sku, const char *price, const char *category) {
    must(cartpool_set_price(engine, S(sku), S("EUR"), S(price), NULL));
    must(cartpool_set_category(engine, S(sku), S(category), NULL));
}

static void asks(CartpoolMember kim, const char *sku, uint32_t quantity) {
    uint16_t status = cartpool_add_item(kim, S(sku), quantity, NULL, NULL);
    printf("kim asks for %" PRIu32 " x %s: %s\n", quantity, sku, status ? cartpool_error_name(status) : "she gets it");
}

static void names(const CartpoolPage *page, const char *before, const char *between) {
    for (size_t i = 0; i < page->events_len; i++)
        printf("%s%s", i == 0 ? before : between, cartpool_event_name(page->events[i].kind));
    putchar('\n');
}

int main(int argc, char **argv) {
    CartpoolEngine engine;
    CartpoolEngineOptions options = {.path = S(argc > 1 ? argv[1] : "carts.db")};
    must(cartpool_engine_open(&options, &engine));
    stock(engine, "MILK", "1.19", "dairy"), stock(engine, "BREAD", "3.40", "bakery");
    stock(engine, "SWEETS", "2.50", "sweets"), stock(engine, "ICE", "4.20", "frozen");
    CartpoolCart cart;
    CartpoolNewCart family = {.preset = {true, CARTPOOL_PRESET_FAMILY}};
    must(cartpool_create_cart(engine, S("mum"), S("EUR"), &family, &cart));
    CartpoolMember mum = seat(cart, "mum"), dad = seat(cart, "dad"), kim = seat(cart, "kim");
    must(cartpool_add_member(mum, S("dad"), S("editor"), NULL));
    const CartpoolStr sweets = S("sweets");
    CartpoolDefineRole child = {.money_cap = S("10.00"), .categories_denied = &sweets, .categories_denied_len = 1};
    child.capabilities = 1u << CARTPOOL_CAPABILITY_VIEW_ITEMS | 1u << CARTPOOL_CAPABILITY_ADD_ITEMS;
    must(cartpool_define_role(mum, S("child"), &child, NULL));
    must(cartpool_add_member(mum, S("kim"), S("child"), NULL));
    uint64_t milk, before;
    CartpoolBatch batch;
    must(cartpool_add_item(mum, S("MILK"), 2, NULL, &milk));
    must(cartpool_batch(dad, &batch)); // All of it happens, or nothing.
    must(cartpool_adjust_quantity(batch, milk, 2, NULL));
    must(cartpool_set_note(batch, milk, S("the fresh one"), NULL));
    must(cartpool_batch_commit(batch, NULL));
    asks(kim, "SWEETS", 1), asks(kim, "ICE", 3), asks(kim, "ICE", 2);
    CartpoolHandle handle;
    const CartpoolPage *page;
    CartpoolText id;
    must(cartpool_events_since(dad, (CartpoolCursor){0}, &handle, &page));
    const CartpoolCursor seen = page->to;
    printf("saved at %s EUR\n", total_of(mum).amount);
    must(cartpool_cart_id(cart, &id));
    must(cartpool_engine_close(engine));
    FREE(handle, batch, mum, dad, kim, cart, engine);

    // Another day, another process: the same file, the same cart.
    must(cartpool_engine_open(&options, &engine));
    must(cartpool_cart(engine, S(id.text), &cart));
    mum = seat(cart, "mum"), dad = seat(cart, "dad");
    must(cartpool_version(mum, &before));
    must(cartpool_set_quantity(mum, milk, 3, NULL, NULL));
    must(cartpool_add_item(mum, S("BREAD"), 1, NULL, NULL));
    must(cartpool_events_since(dad, seen, &handle, &page));
    names(page, "since then: ", ", ");
    FREE(handle);
    puts("what happened to the milk:");
    must(cartpool_blame(dad, milk, &handle, &page));
    names(page, "  ", "\n  ");
    FREE(handle);
    const CartpoolCartView *then;
    must(cartpool_view_at(mum, before, &handle, &then));
    printf("%.*s EUR then, %s EUR now\n", TEXT(then->total.amount), total_of(mum).amount);
    FREE(handle);
    const CartpoolItemOption parts[] = {{S("mum"), S("2")}, {S("dad"), S("1")}};
    must(cartpool_set_split(mum, CARTPOOL_SPLIT_RULE_BY_WEIGHT, &(CartpoolSetSplit){parts, 2, false}, NULL));
    const CartpoolBill *bill;
    must(cartpool_bill(mum, &handle, &bill));
    for (const CartpoolShareEntry *it = bill->shares; it < bill->shares + bill->shares_len; it++)
        printf("%.*s owes %.*s EUR\n", TEXT(it->member), TEXT(it->total.amount));
    FREE(handle, mum, dad, cart, engine);
    return 0;
}
