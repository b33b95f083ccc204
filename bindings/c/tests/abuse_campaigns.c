// What a hostile or careless program does with campaigns: refused with a status, and memory stays sound.
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "shop.h"

enum { DAY_MS = 86400000 };

/// An engine that sells honey, and what a campaign of it offers.
typedef struct {
    Shop shop;
    CartpoolCampaignSku sku;
    CartpoolCampaignTier tier;
    CartpoolCampaignTerms terms;
} Honey;

static void open_honey(Honey *honey) {
    memset(honey, 0, sizeof *honey);
    honey->shop = open_shop();
    OK(cartpool_set_price(honey->shop.engine, S("HONEY"), S("EUR"), S("9.00"), NULL));
    honey->sku.sku = S("HONEY");
    honey->tier = (CartpoolCampaignTier){10, S("10"), {NULL, 0}};
    honey->terms.skus = &honey->sku;
    honey->terms.skus_len = 1;
    honey->terms.tiers = &honey->tier;
    honey->terms.tiers_len = 1;
    OK(cartpool_now_ms(honey->shop.engine, &honey->terms.closes_at_ms));
    honey->terms.closes_at_ms += DAY_MS;
}

static uint16_t create(const Honey *honey, const CartpoolCampaignTerms *terms) {
    return cartpool_create_campaign(honey->shop.engine, S("honey"), S("EUR"), terms, NULL);
}

static void a_campaign_is_read_in_place(void) {
    Honey honey;
    open_honey(&honey);
    Shop shop = honey.shop;
    uint64_t version = 0;
    CartpoolHandle handle, tipping;
    const CartpoolCampaignView *view;
    const CartpoolTippingPoint *point;
    const CartpoolCampaignList *list;
    OK(cartpool_create_campaign(shop.engine, S("honey"), S("EUR"), &honey.terms, &version));
    EXPECT(version == 1);
    OK(cartpool_pledge(shop.ana, S("honey"), 9, NULL, &version));
    OK(cartpool_member_campaign(shop.ana, S("honey"), &handle, &view));
    EXPECT(view->reached == 9 && view->status == CARTPOOL_CAMPAIGN_STATUS_OPEN && view->pledges_len == 1);
    EXPECT(view->pledges[0].line == version && view->pledges[0].counted == 9 && view->maximum == NULL);
    EXPECT(view->amount.minor == 8100 && view->next->missing == 1);
    OK(cartpool_what_would_tip(shop.ana, S("honey"), &tipping, &point));
    EXPECT(point->missing == 1 && point->shares_len == 1 && point->shares[0].then.minor == 7290);
    OK(cartpool_free(tipping));
    OK(cartpool_free(handle));
    OK(cartpool_pledge(shop.ana, S("honey"), 1, &(CartpoolPledge){S("HONEY")}, NULL));
    OK(cartpool_what_would_tip(shop.ana, S("honey"), &tipping, &point));
    EXPECT(point == NULL && tipping != 0);
    OK(cartpool_free(tipping));
    OK(cartpool_campaign_list(shop.engine, S("honey"), &handle, &list));
    EXPECT(list->rows_len == 1 && list->members_len == 1 && list->skus[0].quantity == 10);
    OK(cartpool_free(handle));
    EXPECT_STATUS(cartpool_order_campaign(shop.engine, S("honey"), NULL), CARTPOOL_ERROR_CAMPAIGN_IS_NOT_CLOSED);
    OK(cartpool_cancel_campaign(shop.engine, S("honey"), &version));
    OK(cartpool_campaign(shop.engine, S("honey"), &handle, &view));
    EXPECT(view->version == version && view->status == CARTPOOL_CAMPAIGN_STATUS_CANCELLED && view->next == NULL);
    OK(cartpool_free(handle));
    close_shop(shop);
}

static void arguments_are_checked(void) {
    Honey honey;
    open_honey(&honey);
    Shop shop = honey.shop;
    CartpoolStr absent = {NULL, 0}, liar = {NULL, 5}, broken = {"\xff", 1};
    CartpoolHandle handle = 7;
    CartpoolCampaignWatch watch;
    const CartpoolCampaignView *view;
    const CartpoolCampaignList *list;
    const CartpoolTippingPoint *point;
    EXPECT_STATUS(create(&honey, NULL), CARTPOOL_ERROR_CAMPAIGN_TERMS_NOT_VALID);
    EXPECT_STATUS(create(&honey, &(CartpoolCampaignTerms){0}), CARTPOOL_ERROR_CAMPAIGN_TERMS_NOT_VALID);
#define WRONG(field, value, code)                         \
    do {                                                  \
        CartpoolCampaignTerms terms = honey.terms;        \
        terms.field = (value);                            \
        EXPECT_STATUS(create(&honey, &terms), code);      \
    } while (0)
    WRONG(skus, NULL, CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    WRONG(tiers, NULL, CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    WRONG(skus_len, SIZE_MAX, CARTPOOL_ERROR_EXCEEDS_COMMAND_BYTES_MAX);
    WRONG(measure, 99, CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    WRONG(at_deadline, UINT32_MAX, CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    WRONG(at_deadline, CARTPOOL_DEADLINE_POLICY_EXTEND_ONCE, CARTPOOL_ERROR_CAMPAIGN_TERMS_NOT_VALID);
    WRONG(leader, liar, CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    WRONG(leader, broken, CARTPOOL_ERROR_TEXT_MUST_BE_UTF8);
    WRONG(leader, S(""), CARTPOOL_ERROR_MEMBER_ID_NOT_VALID);
    WRONG(closes_at_ms, 0, CARTPOOL_ERROR_CAMPAIGN_TERMS_NOT_VALID);
    WRONG(closes_at_ms, UINT64_MAX, CARTPOOL_ERROR_CAMPAIGN_TERMS_NOT_VALID);
    WRONG(maximum, ((CartpoolOptionalU64){true, 0}), CARTPOOL_ERROR_CAMPAIGN_TERMS_NOT_VALID);
#undef WRONG
    honey.sku.sku = absent;
    EXPECT_STATUS(create(&honey, &honey.terms), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    honey.sku = (CartpoolCampaignSku){S("HONEY"), S("nine")};
    EXPECT_STATUS(create(&honey, &honey.terms), CARTPOOL_ERROR_PRICE_NOT_VALID);
    honey.sku.unit_price = absent;
    honey.tier.percent = S("");
    EXPECT_STATUS(create(&honey, &honey.terms), CARTPOOL_ERROR_PRICE_NOT_VALID);
    honey.tier = (CartpoolCampaignTier){10, absent, absent};
    EXPECT_STATUS(create(&honey, &honey.terms), CARTPOOL_ERROR_CAMPAIGN_TERMS_NOT_VALID);
    honey.tier = (CartpoolCampaignTier){10, S("5"), S("8.00")};
    EXPECT_STATUS(create(&honey, &honey.terms), CARTPOOL_ERROR_CAMPAIGN_TERMS_NOT_VALID);
    honey.tier.unit_price = absent;
    EXPECT_STATUS(cartpool_create_campaign(shop.engine, S("honey"), absent, &honey.terms, NULL),
                  CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_create_campaign(shop.engine, absent, S("EUR"), &honey.terms, NULL),
                  CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_create_campaign(shop.cart, S("honey"), S("EUR"), &honey.terms, NULL),
                  CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT_STATUS(cartpool_campaign(shop.engine, S("honey"), &handle, &view), CARTPOOL_ERROR_CAMPAIGN_NOT_FOUND);
    EXPECT(handle == 0 && view == NULL);
    EXPECT_STATUS(cartpool_campaign(shop.engine, S("honey"), &handle, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_campaign_list(shop.engine, absent, &handle, &list), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_cancel_campaign(shop.engine, liar, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_order_campaign(shop.ana, S("honey"), NULL), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT_STATUS(cartpool_member_campaign(shop.engine, S("honey"), &handle, &view), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT_STATUS(cartpool_what_would_tip(shop.ana, S("honey"), &handle, &point), CARTPOOL_ERROR_CAMPAIGN_NOT_FOUND);
    EXPECT_STATUS(cartpool_what_would_tip(shop.ana, absent, &handle, &point), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_watch_campaign(shop.engine, S("honey"), &watch), CARTPOOL_ERROR_CAMPAIGN_NOT_FOUND);
    EXPECT_STATUS(cartpool_watch_campaign(shop.engine, S("honey"), NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_pledge(shop.ana, absent, 1, NULL, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    close_shop(shop);
}

static void *pledge_later(void *member) {
    OK(cartpool_pledge(*(CartpoolMember *)member, S("honey"), 10, NULL, NULL));
    return NULL;
}

static void a_watch_wakes_for_news_and_for_the_end(void) {
    Honey honey;
    open_honey(&honey);
    Shop shop = honey.shop;
    CartpoolCampaignWatch watch;
    CartpoolHandle handle;
    const CartpoolCampaignView *view;
    pthread_t thread;
    bool has_changed;
    OK(create(&honey, &honey.terms));
    OK(cartpool_watch_campaign(shop.engine, S("honey"), &watch));
    OK(cartpool_campaign_watch_wait(watch, 0, &has_changed));
    EXPECT(has_changed);
    OK(cartpool_campaign_watch_view(watch, &handle, &view));
    OK(cartpool_free(handle));
    OK(cartpool_campaign_watch_wait(watch, 0, &has_changed));
    EXPECT(!has_changed);
    EXPECT(pthread_create(&thread, NULL, pledge_later, &shop.ana) == 0);
    do {
        OK(cartpool_campaign_watch_wait(watch, 10000, &has_changed));
        EXPECT(has_changed);
        OK(cartpool_campaign_watch_view(watch, &handle, &view));
        has_changed = view->is_tipped;
        OK(cartpool_free(handle));
    } while (!has_changed);
    EXPECT(pthread_join(thread, NULL) == 0);
    EXPECT_STATUS(cartpool_campaign_watch_wait(watch, 0, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_watch_page(watch, &handle, &(const CartpoolPage *){NULL}), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT_STATUS(cartpool_campaign_watch_view(shop.ana, &handle, &view), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    OK(cartpool_engine_close(shop.engine));
    EXPECT_STATUS(cartpool_campaign_watch_wait(watch, 10000, &has_changed), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    EXPECT_STATUS(cartpool_campaign_watch_view(watch, &handle, &view), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    EXPECT_STATUS(create(&honey, &honey.terms), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    EXPECT_STATUS(cartpool_campaign(shop.engine, S("honey"), &handle, &view), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    EXPECT_STATUS(cartpool_cancel_campaign(shop.engine, S("honey"), NULL), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    EXPECT_STATUS(cartpool_member_campaign(shop.ana, S("honey"), &handle, &view), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    OK(cartpool_free(watch));
    OK(cartpool_free(watch));
    EXPECT_STATUS(cartpool_campaign_watch_view(watch, &handle, &view), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    close_shop(shop);
}

int main(void) {
    static void (*const tests[])(void) = {
        a_campaign_is_read_in_place,
        arguments_are_checked,
        a_watch_wakes_for_news_and_for_the_end,
    };
    const size_t len = sizeof tests / sizeof *tests;
    for (size_t i = 0; i < len; i++) tests[i]();
    printf("%zu passed, 0 failed\n", len);
    return 0;
}
