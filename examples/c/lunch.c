// Two people fill one cart. Build it with: cc lunch.c $(pkg-config --cflags --libs cartpool)
//
//   lunch                  a cart in memory
//   lunch carts.db         a cart that a file keeps, for any number of processes
//   lunch carts.db CART    the same cart, filled once more
#include "must.h"

static void print_view(CartpoolMember member) {
    CartpoolHandle handle;
    const CartpoolCartView *view;
    must(cartpool_view(member, &handle, &view));
    for (size_t i = 0; i < view->lines_len; i++) {
        const CartpoolLineItem *line = &view->lines[i];
        printf("%" PRIu32 " x %.*s, added by %.*s: %.*s\n", line->quantity, TEXT(line->sku), TEXT(line->added_by),
               TEXT(line->line_total.amount));
    }
    printf("total %.*s %.*s\n", TEXT(view->total.amount), TEXT(view->currency));
    FREE(handle);
}

// What came since the watch's last page. An event's own fields are in the member of `body` that has its kind's name.
static void print_news(CartpoolWatch watch) {
    CartpoolHandle handle;
    const CartpoolPage *page;
    must(cartpool_watch_page(watch, &handle, &page));
    for (size_t i = 0; i < page->events_len; i++) {
        const CartpoolEvent *event = &page->events[i];
        printf("%" PRIu64 " %s by %.*s", event->version, cartpool_event_name(event->kind), TEXT(event->actor));
        if (event->kind == CARTPOOL_EVENT_ITEM_ADDED) {
            const CartpoolItemAdded *added = &event->body.item_added;
            printf(": %" PRIu32 " x %.*s", added->quantity, TEXT(added->sku));
        }
        putchar('\n');
    }
    FREE(handle);
}

// Who pays what: the shares sum to the total, to the cent.
static void print_bill(CartpoolMember member) {
    CartpoolHandle handle;
    const CartpoolBill *bill;
    must(cartpool_bill(member, &handle, &bill));
    for (size_t i = 0; i < bill->shares_len; i++) {
        printf("%.*s pays %.*s\n", TEXT(bill->shares[i].member), TEXT(bill->shares[i].total.amount));
    }
    FREE(handle);
}

// Ana's cart, where ben edits; or the one that was made so in an earlier run.
static CartpoolCart open_cart(CartpoolEngine engine, const char *id) {
    CartpoolCart cart;
    CartpoolText made;
    if (id != NULL) {
        must(cartpool_cart(engine, S(id), &cart));
        return cart;
    }
    must(cartpool_create_cart(engine, S("ana"), S("EUR"), NULL, &cart));
    CartpoolMember ana = seat(cart, "ana");
    must(cartpool_add_member(ana, S("ben"), S("editor"), NULL));
    FREE(ana);
    must(cartpool_cart_id(cart, &made));
    printf("cart %s\n", made.text);
    return cart;
}

int main(int argc, char **argv) {
    CartpoolEngine engine;
    CartpoolEngineOptions options = {.path = S(argc > 1 ? argv[1] : NULL)};
    must(cartpool_engine_open(&options, &engine));
    must(cartpool_set_price(engine, S("TEA"), S("EUR"), S("4.50"), NULL));
    must(cartpool_set_price(engine, S("CAKE"), S("EUR"), S("3.20"), NULL));

    CartpoolCart cart = open_cart(engine, argc > 2 ? argv[2] : NULL);
    CartpoolMember ana = seat(cart, "ana"), ben = seat(cart, "ben");
    CartpoolWatch watch;
    must(cartpool_watch(ana, (CartpoolCursor){0}, &watch));

    must(cartpool_add_item(ana, S("TEA"), 2, NULL, NULL));
    CartpoolAddItem cake = {.note = S("the one with cherries")};
    must(cartpool_add_item(ben, S("CAKE"), 1, &cake, NULL));
    print_news(watch);
    print_view(ana);

    const CartpoolItemOption parts[] = {{S("ana"), S("3")}, {S("ben"), S("1")}};
    CartpoolSetSplit split = {.parts = parts, .parts_len = 2};
    must(cartpool_set_split(ana, CARTPOOL_SPLIT_RULE_BY_WEIGHT, &split, NULL));
    print_bill(ben);

    bool is_done;
    must(cartpool_engine_drain(engine, 5000, &is_done));
    FREE(watch, ana, ben, cart, engine);
    return 0;
}
