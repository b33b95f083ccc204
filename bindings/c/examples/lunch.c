// Two people fill one cart. Build it with: cc lunch.c $(pkg-config --cflags --libs cartpool)
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

int main(void) {
    CartpoolEngine engine;
    must(cartpool_engine_open(NULL, &engine));
    must(cartpool_set_price(engine, cartpool_str("TEA"), cartpool_str("EUR"), cartpool_str("4.50"), NULL));
    must(cartpool_set_price(engine, cartpool_str("CAKE"), cartpool_str("EUR"), cartpool_str("3.20"), NULL));

    CartpoolCart cart;
    must(cartpool_create_cart(engine, cartpool_str("ana"), cartpool_str("EUR"), NULL, &cart));
    CartpoolMember ana, ben;
    must(cartpool_member(cart, cartpool_str("ana"), &ana));
    must(cartpool_member(cart, cartpool_str("ben"), &ben));
    must(cartpool_add_member(ana, cartpool_str("ben"), cartpool_str("editor"), NULL));

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

    const CartpoolHandle handles[] = {watch, ana, ben, cart, engine};
    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++) must(cartpool_free(handles[i]));
    return 0;
}
