// An office orders lunch: a link admits colleagues, everybody adds, the bill splits to the cent, and one pays for all.
#include "../must.h"

static void owes(CartpoolStr who, CartpoolMoney amount) {
    printf("%.*s owes %.*s %.*s\n", TEXT(who), TEXT(amount.amount), TEXT(amount.currency));
}

int main(void) {
    CartpoolEngine engine;
    CartpoolCart cart;
    must(cartpool_engine_open(NULL, &engine));
    must(cartpool_set_price(engine, S("PIZZA"), S("EUR"), S("11.50"), NULL));
    must(cartpool_set_price(engine, S("SALAD"), S("EUR"), S("8.90"), NULL));
    must(cartpool_set_price(engine, S("WATER"), S("EUR"), S("2.80"), NULL));
    CartpoolNewCart lunch = {.title = S("Friday lunch")};
    must(cartpool_create_cart(engine, S("ana"), S("EUR"), &lunch, &cart));
    CartpoolMember ana = seat(cart, "ana"), ben = seat(cart, "ben"), cleo = seat(cart, "cleo"), dan = seat(cart, "dan");

    CartpoolText token, hash; // The token goes into a link; the engine keeps its hash.
    must(cartpool_token_new(&token));
    must(cartpool_token_hash(S(token.text), &hash));
    must(cartpool_invite(ana, S(hash.text), S("editor"), NULL, NULL));
    must(cartpool_accept_invitation(ben, S(token.text), NULL));
    must(cartpool_accept_invitation(cleo, S(token.text), NULL));
    must(cartpool_add_member(ana, S("dan"), S("viewer"), NULL));

    uint64_t pizza, salad;
    must(cartpool_add_item(ana, S("PIZZA"), 1, NULL, &pizza));
    must(cartpool_adjust_quantity(ben, pizza, 1, NULL));
    must(cartpool_set_beneficiaries(ana, pizza, (CartpoolStr[]){S("ana"), S("ben")}, 2, NULL));
    must(cartpool_add_item(cleo, S("SALAD"), 1, NULL, &salad));
    must(cartpool_set_beneficiaries(cleo, salad, (CartpoolStr[]){S("cleo")}, 1, NULL));
    must(cartpool_set_note(cleo, salad, S("no onions"), NULL));
    must(cartpool_add_item(ben, S("WATER"), 2, NULL, NULL));
    uint16_t refused = cartpool_add_item(dan, S("WATER"), 1, NULL, NULL);
    printf("dan may only look: %s\n", cartpool_error_name(refused));

    CartpoolHandle handle;
    const CartpoolCartView *view;
    must(cartpool_view(ana, &handle, &view));
    printf("%.*s\n", TEXT(view->title));
    for (const CartpoolLineItem *line = view->lines; line < view->lines + view->lines_len; line++) {
        printf("  %" PRIu32 " x %.*s %.*s EUR by %.*s", line->quantity, TEXT(line->sku), TEXT(line->line_total.amount),
               TEXT(line->added_by));
        printf(line->note.ptr ? " (%.*s)\n" : "%.*s\n", TEXT(line->note));
    }
    FREE(handle);

    // What is for somebody, they pay; the rest is shared, and the tip goes by what each has.
    CartpoolAddAdjustment tip = {.amount = S("4.00")};
    must(cartpool_add_adjustment(ana, CARTPOOL_ADJUSTMENT_KIND_TIP, &tip, NULL));
    must(cartpool_fix_bill(ana, NULL));
    const CartpoolBill *bill;
    must(cartpool_bill(ana, &handle, &bill));
    must(cartpool_record_payment(ana, S("ana"), bill->total.amount, NULL));
    for (size_t i = 0; i < bill->shares_len; i++) owes(bill->shares[i].member, bill->shares[i].total);
    printf("%.*s EUR in all\n", TEXT(bill->total.amount));
    FREE(handle);

    const CartpoolSettlement *settled;
    must(cartpool_settlement(ana, &handle, &settled));
    for (const CartpoolTransferEntry *it = settled->transfers; it < settled->transfers + settled->transfers_len; it++) {
        printf("%.*s pays %.*s %.*s EUR\n", TEXT(it->payer), TEXT(it->payee), TEXT(it->amount.amount));
    }
    FREE(handle);
    const CartpoolPage *page;
    must(cartpool_events_since(ana, (CartpoolCursor){0}, &handle, &page));
    printf("%zu changes, none lost\n", page->events_len);
    FREE(handle, ana, ben, cleo, dan, cart, engine);
    return 0;
}
