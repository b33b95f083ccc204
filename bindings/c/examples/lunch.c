// Two people fill one cart. Build it with: cc lunch.c $(pkg-config --cflags --libs cartpool)
//
//   lunch                  a cart in memory
//   lunch carts.db         a cart that a file keeps, for any number of processes
//   lunch carts.db CART    the same cart, filled once more
#include <cartpool.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

// Every call answers with a status; here any refusal ends the program.
static void must(uint16_t status) {
    if (status == CARTPOOL_OK) return;
    fprintf(stderr, "%s: %s\n", cartpool_error_name(status), cartpool_error_message(status));
    exit(1);
}

static void print_view(CartpoolMember member) {
    CartpoolHandle handle;
    const CartpoolCartView *view;
    must(cartpool_view(member, &handle, &view));
    for (size_t i = 0; i < view->lines_len; i++) {
        const CartpoolLineItem *line = &view->lines[i];
        printf("%" PRIu32 " x %.*s, added by %.*s: %.*s\n", line->quantity, (int)line->sku.len, line->sku.ptr,
               (int)line->added_by.len, line->added_by.ptr, (int)line->line_total.amount.len, line->line_total.amount.ptr);
    }
    printf("total %.*s %.*s\n", (int)view->total.amount.len, view->total.amount.ptr, (int)view->currency.len,
           view->currency.ptr);
    must(cartpool_free(handle));
}

// Who pays what: the shares sum to the total, to the cent.
static void print_bill(CartpoolMember member) {
    CartpoolHandle handle;
    const CartpoolBill *bill;
    must(cartpool_bill(member, &handle, &bill));
    for (size_t i = 0; i < bill->shares_len; i++) {
        const CartpoolShareEntry *share = &bill->shares[i];
        printf("%.*s pays %.*s\n", (int)share->member.len, share->member.ptr, (int)share->total.amount.len,
               share->total.amount.ptr);
    }
    must(cartpool_free(handle));
}

// Ana's cart, where ben edits; or the one that was made so in an earlier run.
static CartpoolCart open_cart(CartpoolEngine engine, const char *id) {
    CartpoolCart cart;
    CartpoolMember ana;
    char made[33];
    if (id != NULL) {
        must(cartpool_cart(engine, cartpool_str(id), &cart));
        return cart;
    }
    must(cartpool_create_cart(engine, cartpool_str("ana"), cartpool_str("EUR"), NULL, &cart));
    must(cartpool_member(cart, cartpool_str("ana"), &ana));
    must(cartpool_add_member(ana, cartpool_str("ben"), cartpool_str("editor"), NULL));
    must(cartpool_free(ana));
    must(cartpool_cart_id(cart, made));
    printf("cart %s\n", made);
    return cart;
}

int main(int argc, char **argv) {
    CartpoolEngine engine;
    CartpoolEngineOptions options = {.path = cartpool_str(argc > 1 ? argv[1] : NULL)};
    must(cartpool_engine_open(&options, &engine));
    must(cartpool_set_price(engine, cartpool_str("TEA"), cartpool_str("EUR"), cartpool_str("4.50"), NULL));
    must(cartpool_set_price(engine, cartpool_str("CAKE"), cartpool_str("EUR"), cartpool_str("3.20"), NULL));

    CartpoolCart cart = open_cart(engine, argc > 2 ? argv[2] : NULL);
    CartpoolMember ana, ben;
    must(cartpool_member(cart, cartpool_str("ana"), &ana));
    must(cartpool_member(cart, cartpool_str("ben"), &ben));

    CartpoolWatch watch;
    must(cartpool_watch(ana, (CartpoolCursor){0}, &watch));

    must(cartpool_add_item(ana, cartpool_str("TEA"), 2, NULL, NULL));
    CartpoolAddItem cake = {.note = cartpool_str("the one with cherries")};
    must(cartpool_add_item(ben, cartpool_str("CAKE"), 1, &cake, NULL));

    CartpoolHandle handle;
    const CartpoolPage *page;
    must(cartpool_watch_page(watch, &handle, &page));
    for (size_t i = 0; i < page->events_len; i++) {
        const CartpoolEvent *event = &page->events[i];
        printf("%" PRIu64 " %s %.*s\n", event->version, cartpool_event_name(event->kind), (int)event->fields.len,
               event->fields.ptr);
    }
    must(cartpool_free(handle));
    print_view(ana);

    const CartpoolItemOption parts[] = {{cartpool_str("ana"), cartpool_str("3")}, {cartpool_str("ben"), cartpool_str("1")}};
    CartpoolSetSplit split = {.parts = parts, .parts_len = 2};
    must(cartpool_set_split(ana, CARTPOOL_SPLIT_RULE_BY_WEIGHT, &split, NULL));
    print_bill(ben);

    bool is_done;
    must(cartpool_engine_drain(engine, 5000, &is_done));
    const CartpoolHandle handles[] = {watch, ana, ben, cart, engine};
    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++) must(cartpool_free(handles[i]));
    return 0;
}
