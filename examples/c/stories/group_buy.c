// Sneakers with friends: three carts pledge to one campaign, its price tips for all of them, is lost, and tips again.
#include "../must.h"

static CartpoolEngine engine;

static CartpoolMember cart_of(const char *name) {
    CartpoolCart cart;
    must(cartpool_create_cart(engine, S(name), S("EUR"), NULL, &cart));
    CartpoolMember member = seat(cart, name);
    FREE(cart);
    return member;
}

static void progress(const char *said) {
    CartpoolHandle handle;
    const CartpoolCampaignView *seen;
    must(cartpool_campaign(engine, S("sneakers"), &handle, &seen));
    printf("%s: %" PRIu64 " pledged, %.*s each\n", said, seen->quantity, TEXT(seen->skus[0].unit_price));
    FREE(handle);
}

int main(void) {
    must(cartpool_engine_open(NULL, &engine));
    must(cartpool_set_price(engine, S("SNEAKER"), S("EUR"), S("80.00"), NULL));
    const CartpoolCampaignSku sku = {.sku = S("SNEAKER")};
    const CartpoolCampaignTier tiers[] = {{.threshold = 5, .percent = S("10")}, {.threshold = 10, .percent = S("25")}};
    CartpoolCampaignTerms terms = {.skus = &sku, .skus_len = 1, .tiers = tiers, .tiers_len = 2};
    must(cartpool_now_ms(engine, &terms.closes_at_ms));
    terms.closes_at_ms += 86400000; // until tomorrow
    must(cartpool_create_campaign(engine, S("sneakers"), S("EUR"), &terms, NULL));
    CartpoolMember ana = cart_of("ana"), ben = cart_of("ben"), cleo = cart_of("cleo");

    uint64_t pair, first, again;
    must(cartpool_pledge(ana, S("sneakers"), 2, NULL, &pair));
    progress("ana takes 2");

    // The connection broke before the answer came: the same command id again has no second effect.
    CartpoolText id;
    must(cartpool_command_id(engine, &id));
    CartpoolMember retrying;
    must(cartpool_with(ben, &(CartpoolCommandOptions){.command_id = S(id.text)}, &retrying));
    must(cartpool_pledge(retrying, S("sneakers"), 2, NULL, &first));
    must(cartpool_pledge(retrying, S("sneakers"), 2, NULL, &again));
    if (first != again) return 1;
    progress("ben takes 2, sent twice");

    CartpoolHandle handle;
    const CartpoolTippingPoint *next;
    must(cartpool_what_would_tip(ana, S("sneakers"), &handle, &next));
    printf("%" PRIu64 " more would tip it\n", next->missing);
    for (const CartpoolTippingShare *it = next->shares; it < next->shares + next->shares_len; it++) {
        printf("  %.*s would pay %.*s EUR instead of %.*s EUR\n", TEXT(it->member), TEXT(it->then.amount), TEXT(it->now.amount));
    }
    FREE(handle);
    must(cartpool_pledge(cleo, S("sneakers"), 6, NULL, NULL));
    progress("cleo takes 6");
    must(cartpool_set_quantity(ana, pair, 1, NULL, NULL));
    progress("ana gives one back");
    must(cartpool_adjust_quantity(ana, pair, 1, NULL));
    progress("ana thinks better of it");

    const CartpoolCampaignView *seen;
    must(cartpool_campaign(engine, S("sneakers"), &handle, &seen));
    puts("what everybody heard:");
    for (const CartpoolCampaignMoment *it = seen->moments; it < seen->moments + seen->moments_len; it++) {
        printf("  %s %" PRIu32 "\n", cartpool_campaign_moment_kind_name(it->kind), it->tier);
    }
    FREE(handle);
    printf("ana pays %s EUR\nben pays %s EUR\n", total_of(ana).amount, total_of(ben).amount);
    printf("cleo pays %s EUR\n", total_of(cleo).amount);
    const CartpoolCampaignList *list;
    must(cartpool_campaign_list(engine, S("sneakers"), &handle, &list));
    const CartpoolCampaignTotal *row = &list->skus[0];
    printf("to order: %" PRIu64 " x %.*s, %.*s EUR\n", row->quantity, TEXT(row->name), TEXT(row->amount.amount));
    FREE(handle, retrying, ana, ben, cleo, engine);
    return 0;
}
