// Engines on a file, as a careless program uses them: what stays, who shares it, what cannot be opened.
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "shop.h"

enum { THREADS = 8, SOME = 25 };

/// Where files may be made: an empty folder, given as the program's argument.
static const char *folder;

static CartpoolStr file_named(const char *name) {
    static char path[4096];
    EXPECT(snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path);
    return cartpool_str(path);
}

static void *add_some_from_a_thread(void *argument) {
    CartpoolMember member = *(CartpoolMember *)argument;
    for (int i = 0; i < SOME; i++) OK(cartpool_add_item(member, S("TEA"), 1, NULL, NULL));
    return NULL;
}

static void a_file_keeps_its_carts(void) {
    static const uint32_t durabilities[] = {CARTPOOL_DURABILITY_SYNCED, CARTPOOL_DURABILITY_BUFFERED};
    for (size_t i = 0; i < 2; i++) {
        CartpoolEngineOptions options = {.path = file_named(i == 0 ? "a.db" : "b.db"), .durability = durabilities[i]};
        CartpoolEngine engine;
        CartpoolCart cart;
        CartpoolMember ana;
        CartpoolHealth health;
        CartpoolText id;
        uint64_t version, epoch;
        bool is_done = false;
        OK(cartpool_engine_open(&options, &engine));
        OK(cartpool_set_price(engine, S("TEA"), S("EUR"), S("4.50"), NULL));
        OK(cartpool_create_cart(engine, S("ana"), S("EUR"), NULL, &cart));
        OK(cartpool_cart_id(cart, &id));
        OK(cartpool_member(cart, S("ana"), &ana));
        OK(cartpool_add_item(ana, S("TEA"), 2, NULL, NULL));
        OK(cartpool_health(engine, &health));
        EXPECT(health.is_writable && health.durability == durabilities[i] && health.position == 3 && health.carts == 1);
        OK(cartpool_engine_drain(engine, 20000, &is_done));
        EXPECT(is_done);
        OK(cartpool_engine_drain(engine, 0, &is_done));
        EXPECT_STATUS(cartpool_add_item(ana, S("TEA"), 1, NULL, NULL), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
        OK(cartpool_health(engine, &health));
        EXPECT(!health.is_writable);
        close_shop((Shop){engine, cart, ana});

        OK(cartpool_engine_open(&options, &engine));
        OK(cartpool_epoch(engine, &epoch));
        EXPECT(epoch == 1);
        OK(cartpool_cart(engine, S(id.text), &cart));
        OK(cartpool_member(cart, S("ana"), &ana));
        OK(cartpool_add_item(ana, S("TEA"), 1, NULL, &version));
        EXPECT(version == 3);
        OK(cartpool_engine_close(engine));
        close_shop((Shop){engine, cart, ana});
    }
}

static void engines_on_one_file_are_one(void) {
    CartpoolEngineOptions options = {.path = file_named("shared.db")};
    Shop here, there;
    CartpoolText id;
    pthread_t threads[THREADS];
    OK(cartpool_engine_open(&options, &here.engine));
    OK(cartpool_engine_open(&options, &there.engine));
    OK(cartpool_set_price(here.engine, S("TEA"), S("EUR"), S("4.50"), NULL));
    OK(cartpool_create_cart(here.engine, S("ana"), S("EUR"), NULL, &here.cart));
    OK(cartpool_cart_id(here.cart, &id));
    OK(cartpool_cart(there.engine, S(id.text), &there.cart));
    OK(cartpool_member(here.cart, S("ana"), &here.ana));
    OK(cartpool_member(there.cart, S("ana"), &there.ana));
    for (int i = 0; i < THREADS; i++) {
        Shop *shop = i % 2 == 0 ? &here : &there;
        EXPECT(pthread_create(&threads[i], NULL, add_some_from_a_thread, &shop->ana) == 0);
    }
    for (int i = 0; i < THREADS; i++) EXPECT(pthread_join(threads[i], NULL) == 0);
    const Shop *const shops[] = {&here, &there};
    for (size_t i = 0; i < 2; i++) {
        CartpoolHandle handle;
        const CartpoolCartView *view;
        OK(cartpool_view(shops[i]->ana, &handle, &view));
        EXPECT(view->version == 1 + THREADS * SOME && view->lines[0].quantity == THREADS * SOME);
        OK(cartpool_free(handle));
        OK(cartpool_engine_close(shops[i]->engine));
        close_shop(*shops[i]);
    }
}

static void what_cannot_be_opened_says_why(void) {
    CartpoolHandle handle;
    CartpoolEngineOptions options = {.path = file_named("nowhere/carts.db")};
    EXPECT_STATUS(cartpool_engine_open(&options, &handle), CARTPOOL_ERROR_STORAGE_NOT_FOUND);
    EXPECT(cartpool_error_kind(CARTPOOL_ERROR_STORAGE_NOT_FOUND) == CARTPOOL_ERROR_KIND_STORAGE);
    options.path = file_named("notes.txt");
    FILE *notes = fopen(options.path.ptr, "w");
    EXPECT(notes != NULL && fputs("not a journal, and longer than a header", notes) > 0 && fclose(notes) == 0);
    EXPECT_STATUS(cartpool_engine_open(&options, &handle), CARTPOOL_ERROR_STORAGE_NOT_RECOGNIZED);
    options.path = (CartpoolStr){NULL, 5};
    EXPECT_STATUS(cartpool_engine_open(&options, &handle), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    options = (CartpoolEngineOptions){.path = file_named("c.db"), .durability = CARTPOOL_DURABILITY_MEMORY};
    EXPECT_STATUS(cartpool_engine_open(&options, &handle), CARTPOOL_ERROR_DURABILITY_NOT_VALID);
    options = (CartpoolEngineOptions){.durability = CARTPOOL_DURABILITY_BUFFERED};
    EXPECT_STATUS(cartpool_engine_open(&options, &handle), CARTPOOL_ERROR_DURABILITY_NOT_VALID);
    Shop shop = open_shop();
    CartpoolHealth health;
    OK(cartpool_health(shop.engine, &health));
    EXPECT(health.durability == CARTPOOL_DURABILITY_MEMORY && health.file_bytes == 0);
    EXPECT_STATUS(cartpool_health(shop.engine, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_health(shop.ana, &health), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT_STATUS(cartpool_engine_drain(shop.engine, 0, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    OK(cartpool_add_item(shop.ana, S("TEA"), 1, NULL, NULL));
    close_shop(shop);
}

int main(int argc, char **argv) {
    static void (*const tests[])(void) = {
        a_file_keeps_its_carts,
        engines_on_one_file_are_one,
        what_cannot_be_opened_says_why,
    };
    EXPECT(argc == 2);
    folder = argv[1];
    const size_t len = sizeof tests / sizeof *tests;
    for (size_t i = 0; i < len; i++) tests[i]();
    printf("%zu passed, 0 failed\n", len);
    return 0;
}
