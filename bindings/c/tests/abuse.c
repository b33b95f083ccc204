// What a hostile or careless program does: refused with a status, and memory stays sound.
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shop.h"

enum { THREADS = 8, ADDS = 500 };

static uint64_t random_bits(uint64_t *state) {
    *state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = (*state ^ *state >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static void a_million_made_up_handles_are_refused(void) {
    Shop shop = open_shop();
    uint64_t state = 1;
    for (int i = 0; i < MANY(1000000); i++) {
        uint64_t handle = random_bits(&state);
        // Some look like neighbours of real ones.
        if (i % 2 == 0) handle = shop.ana ^ UINT64_C(1) << handle % 64;
        CartpoolHandle out;
        const CartpoolCartView *view;
        EXPECT_STATUS(cartpool_remove_item(handle, 1, NULL), CARTPOOL_ERROR_HANDLE_NOT_VALID);
        EXPECT_STATUS(cartpool_view(handle, &out, &view), CARTPOOL_ERROR_HANDLE_NOT_VALID);
        EXPECT(out == 0 && view == NULL);
        if (handle != shop.cart && handle != shop.engine) {
            EXPECT_STATUS(cartpool_free(handle), CARTPOOL_ERROR_HANDLE_NOT_VALID);
        }
    }
    OK(cartpool_add_item(shop.ana, S("TEA"), 1, NULL, NULL));
    close_shop(shop);
}

static void handles_of_another_kind_are_refused(void) {
    Shop shop = open_shop();
    uint64_t number;
    EXPECT_STATUS(cartpool_leave(shop.cart, NULL), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT_STATUS(cartpool_member(shop.engine, S("ana"), &number), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT_STATUS(cartpool_carts(shop.ana, &number), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT_STATUS(cartpool_batch_commit(shop.ana, &number), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT_STATUS(cartpool_watch_cursor(shop.ana, &(CartpoolCursor){0}), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    close_shop(shop);
}

static void freeing_twice_is_no_trouble_and_a_freed_handle_is_refused(void) {
    Shop shop = open_shop();
    CartpoolHandle handle, other;
    const CartpoolCartView *view;
    OK(cartpool_view(shop.ana, &handle, &view));
    OK(cartpool_free(handle));
    OK(cartpool_free(handle));
    OK(cartpool_view(shop.ana, &other, &view));
    EXPECT(other != handle);
    OK(cartpool_free(handle));
    EXPECT(view->version == 1);
    OK(cartpool_free(other));
    OK(cartpool_free(shop.ana));
    EXPECT_STATUS(cartpool_add_item(shop.ana, S("TEA"), 1, NULL, NULL), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT_STATUS(cartpool_free(0), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    close_shop(shop);
}

static void a_closed_engine_refuses_everything(void) {
    Shop shop = open_shop();
    CartpoolHandle out;
    const CartpoolCartView *view;
    OK(cartpool_engine_close(shop.engine));
    OK(cartpool_engine_close(shop.engine));
    EXPECT_STATUS(cartpool_add_item(shop.ana, S("TEA"), 1, NULL, NULL), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    EXPECT_STATUS(cartpool_view(shop.ana, &out, &view), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    EXPECT_STATUS(cartpool_create_cart(shop.engine, S("ana"), S("EUR"), NULL, &out), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    EXPECT_STATUS(cartpool_set_price(shop.engine, S("TEA"), S("EUR"), S("1"), NULL), CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    close_shop(shop);
}

static void an_engine_lives_until_its_last_handle_is_freed(void) {
    Shop shop = open_shop();
    OK(cartpool_free(shop.engine));
    OK(cartpool_free(shop.cart));
    OK(cartpool_add_item(shop.ana, S("TEA"), 1, NULL, NULL));
    OK(cartpool_free(shop.ana));
}

static void null_pointers_are_refused(void) {
    Shop shop = open_shop();
    CartpoolHandle handle;
    CartpoolStr absent = {NULL, 0}, liar = {NULL, 5};
    EXPECT_STATUS(cartpool_engine_open(NULL, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_view(shop.ana, &handle, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_view(shop.ana, NULL, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_member(shop.cart, S("ana"), NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_cart_id(shop.cart, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_add_item(shop.ana, absent, 1, NULL, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_add_item(shop.ana, liar, 1, NULL, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_set_note(shop.ana, 1, liar, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    CartpoolAddItem options = {0};
    options.beneficiaries_len = 3;
    EXPECT_STATUS(cartpool_add_item(shop.ana, S("TEA"), 1, &options, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    OK(cartpool_add_item(shop.ana, S("TEA"), 1, &(CartpoolAddItem){0}, NULL));
    close_shop(shop);
}

static void text_must_be_utf8_and_keeps_its_bytes(void) {
    Shop shop = open_shop();
    static const char *const broken[] = {"\xff", "\xc0\x80", "\xed\xa0\x80", "TEA\xe2\x82", "\xf4\x90\x80\x80"};
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        EXPECT_STATUS(cartpool_add_item(shop.ana, S(broken[i]), 1, NULL, NULL), CARTPOOL_ERROR_TEXT_MUST_BE_UTF8);
    }
    EXPECT_STATUS(cartpool_add_item(shop.ana, (CartpoolStr){"TEA\0X", 5}, 1, NULL, NULL), CARTPOOL_ERROR_SKU_NOT_VALID);
    CartpoolStr endless = {"TEA", SIZE_MAX};
    EXPECT_STATUS(cartpool_add_item(shop.ana, endless, 1, NULL, NULL), CARTPOOL_ERROR_EXCEEDS_COMMAND_BYTES_MAX);

    // Composed and decomposed stay apart; right-to-left and four bytes come back as they went in.
    static const char *const ids[] = {"caf\xc3\xa9", "cafe\xcc\x81", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xf0\x9f\xab\x96"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        OK(cartpool_add_member(shop.ana, S(ids[i]), S("viewer"), NULL));
    }
    CartpoolHandle handle;
    const CartpoolCartView *view;
    OK(cartpool_view(shop.ana, &handle, &view));
    EXPECT(view->members_len == 5);
    for (size_t i = 0; i < 4; i++) {
        CartpoolStr id = view->members[i + 1].id;
        EXPECT(id.len == strlen(ids[i]) && memcmp(id.ptr, ids[i], id.len) == 0);
    }
    OK(cartpool_free(handle));
    close_shop(shop);
}

static void numbers_outside_their_vocabulary_are_refused(void) {
    Shop shop = open_shop();
    CartpoolHandle handle;
    CartpoolNewCart cart = {.preset = {true, 99}};
    EXPECT_STATUS(cartpool_create_cart(shop.engine, S("ana"), S("EUR"), &cart, &handle), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    CartpoolSetPolicies policies = {.edit = {true, 4}};
    EXPECT_STATUS(cartpool_set_policies(shop.ana, &policies, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    CartpoolDefineRole role = {.capabilities = UINT64_MAX};
    EXPECT_STATUS(cartpool_define_role(shop.ana, S("all"), &role, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    CartpoolEngineOptions options = {.prices = 2};
    EXPECT_STATUS(cartpool_engine_open(&options, &handle), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    CartpoolLimit limit = {S("no_such_max"), 1};
    options = (CartpoolEngineOptions){.limits = &limit, .limits_len = 1};
    EXPECT_STATUS(cartpool_engine_open(&options, &handle), CARTPOOL_ERROR_LIMITS_NOT_VALID);
    EXPECT_STATUS(cartpool_advance_clock(shop.engine, 1), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT(cartpool_error_name(12345) == NULL && cartpool_error_kind(12345) == 0);
    EXPECT(cartpool_capability_name(64) == NULL);
    close_shop(shop);
}

static void a_refusal_writes_the_fact_that_helps(void) {
    CartpoolLimit limit = {S("quantity_max"), 7};
    CartpoolEngineOptions options = {.limits = &limit, .limits_len = 1};
    Shop shop;
    uint64_t fact;
    OK(cartpool_engine_open(&options, &shop.engine));
    OK(cartpool_set_price(shop.engine, S("TEA"), S("EUR"), S("4.50"), NULL));
    OK(cartpool_create_cart(shop.engine, S("ana"), S("EUR"), NULL, &shop.cart));
    OK(cartpool_member(shop.cart, S("ana"), &shop.ana));
    EXPECT_STATUS(cartpool_add_item(shop.ana, S("TEA"), 8, NULL, &fact), CARTPOOL_ERROR_EXCEEDS_QUANTITY_MAX);
    EXPECT(fact == 7);
    EXPECT(cartpool_error_kind(CARTPOOL_ERROR_EXCEEDS_QUANTITY_MAX) == CARTPOOL_ERROR_KIND_LIMIT);
    CartpoolMember expecting;
    CartpoolCommandOptions nine = {.expect_version = {true, 9}};
    OK(cartpool_with(shop.ana, &nine, &expecting));
    EXPECT_STATUS(cartpool_add_item(expecting, S("TEA"), 1, NULL, &fact), CARTPOOL_ERROR_VERSION_CONFLICT);
    EXPECT(fact == 1);
    OK(cartpool_free(expecting));
    close_shop(shop);
}

static void *add_from_a_thread(void *argument) {
    CartpoolMember member = *(CartpoolMember *)argument;
    for (int i = 0; i < ADDS; i++) OK(cartpool_add_item(member, S("TEA"), 1, NULL, NULL));
    return NULL;
}

static void eight_threads_lose_nothing(void) {
    Shop shop = open_shop();
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) EXPECT(pthread_create(&threads[i], NULL, add_from_a_thread, &shop.ana) == 0);
    for (int i = 0; i < THREADS; i++) EXPECT(pthread_join(threads[i], NULL) == 0);
    CartpoolHandle handle;
    const CartpoolCartView *view;
    OK(cartpool_view(shop.ana, &handle, &view));
    EXPECT(view->version == 1 + THREADS * ADDS && view->lines[0].quantity == THREADS * ADDS);
    OK(cartpool_free(handle));
    close_shop(shop);
}

static void *call_until_refused(void *argument) {
    const Shop *shop = argument;
    for (;;) {
        CartpoolMember member;
        CartpoolHandle handle = 0;
        const CartpoolCartView *view;
        uint16_t status = cartpool_member(shop->cart, S("ana"), &member);
        if (status == CARTPOOL_OK) {
            status = cartpool_add_item(member, S("TEA"), 1, NULL, NULL);
            if (status == CARTPOOL_OK || status == CARTPOOL_ERROR_EXCEEDS_QUANTITY_MAX) {
                status = cartpool_view(member, &handle, &view);
            }
            if (status == CARTPOOL_OK) EXPECT(view->lines_len == 1);
            OK(cartpool_free(member));
            if (handle != 0) OK(cartpool_free(handle));
        }
        if (status == CARTPOOL_OK) continue;
        EXPECT(status == CARTPOOL_ERROR_ENGINE_IS_CLOSED || status == CARTPOOL_ERROR_HANDLE_NOT_VALID);
        return NULL;
    }
}

static void closing_under_eight_threads_is_sound(void) {
    for (int round = 0; round < MANY(20) + 1; round++) {
        Shop shop = open_shop();
        pthread_t threads[THREADS];
        for (int i = 0; i < THREADS; i++) EXPECT(pthread_create(&threads[i], NULL, call_until_refused, &shop) == 0);
        uint64_t version = 0;
        while (version < 50) OK(cartpool_version(shop.ana, &version));
        if (round % 2 == 0) OK(cartpool_engine_close(shop.engine));
        close_shop(shop);
        for (int i = 0; i < THREADS; i++) EXPECT(pthread_join(threads[i], NULL) == 0);
    }
}

static void *wait_for_news(void *argument) {
    CartpoolWatch watch = *(CartpoolWatch *)argument;
    bool changed = false;
    uint16_t status = cartpool_watch_wait(watch, 60000, &changed);
    return (void *)(uintptr_t)(status == CARTPOOL_OK ? changed : status);
}

static void a_watch_wakes_for_news_and_for_the_end(void) {
    Shop shop = open_shop();
    CartpoolWatch watch;
    CartpoolHandle handle;
    const CartpoolPage *page;
    bool changed = true;
    void *result;
    pthread_t thread;
    OK(cartpool_watch(shop.ana, (CartpoolCursor){0}, &watch));
    OK(cartpool_watch_page(watch, &handle, &page));
    EXPECT(page->kind == CARTPOOL_PAGE_EVENTS && page->events_len == 1 && page->from.version == 0);
    EXPECT(page->events[0].kind == CARTPOOL_EVENT_CART_CREATED && page->events[0].is_system);
    OK(cartpool_free(handle));
    OK(cartpool_watch_wait(watch, 1, &changed));
    EXPECT(!changed);

    EXPECT(pthread_create(&thread, NULL, wait_for_news, &watch) == 0);
    OK(cartpool_add_item(shop.ana, S("TEA"), 1, NULL, NULL));
    EXPECT(pthread_join(thread, &result) == 0 && (uintptr_t)result == true);
    OK(cartpool_watch_page(watch, &handle, &page));
    EXPECT(page->events_len == 1 && page->to.version == 2);
    OK(cartpool_free(handle));

    EXPECT(pthread_create(&thread, NULL, wait_for_news, &watch) == 0);
    OK(cartpool_engine_close(shop.engine));
    EXPECT(pthread_join(thread, &result) == 0 && (uintptr_t)result == CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    OK(cartpool_free(watch));
    close_shop(shop);
}

static void a_batch_happens_at_once_or_not_at_all(void) {
    Shop shop = open_shop();
    CartpoolBatch batch;
    uint64_t version = 7;
    OK(cartpool_batch(shop.ana, &batch));
    OK(cartpool_add_item(batch, S("TEA"), 1, NULL, &version));
    EXPECT(version == 0);
    OK(cartpool_set_note(batch, 2, S("hot"), NULL));
    OK(cartpool_batch_commit(batch, &version));
    EXPECT(version == 3);
    EXPECT_STATUS(cartpool_batch_commit(batch, &version), CARTPOOL_ERROR_BATCH_MUST_NOT_BE_EMPTY);
    OK(cartpool_remove_item(batch, 2, NULL));
    OK(cartpool_remove_item(batch, 2, NULL));
    EXPECT_STATUS(cartpool_batch_commit(batch, &version), CARTPOOL_ERROR_LINE_NOT_FOUND);
    OK(cartpool_version(shop.ana, &version));
    EXPECT(version == 3);
    OK(cartpool_free(batch));
    close_shop(shop);
}

static void a_bill_is_read_in_place_and_its_arguments_are_checked(void) {
    Shop shop = open_shop();
    CartpoolHandle handle = 7;
    const CartpoolBill *bill;
    const CartpoolExplanation *explanation;
    const CartpoolSettlement *settlement;
    uint64_t line;
    OK(cartpool_add_member(shop.ana, S("ben"), S("editor"), NULL));
    OK(cartpool_add_item(shop.ana, S("TEA"), 2, NULL, &line));
    const CartpoolItemOption parts[] = {{S("ana"), S("2")}, {S("ben"), S("1")}};
    CartpoolSetSplit split = {parts, 2, false};
    OK(cartpool_set_split(shop.ana, CARTPOOL_SPLIT_RULE_BY_WEIGHT, &split, NULL));
    OK(cartpool_bill(shop.ana, &handle, &bill));
    EXPECT(bill->shares_len == 2 && bill->shares[0].total.minor == 600 && bill->shares[1].total.minor == 300);
    OK(cartpool_free(shop.ana));
    EXPECT(bill->total.amount.len == 4 && memcmp(bill->total.amount.ptr, "9.00", 4) == 0);
    OK(cartpool_free(handle));

    OK(cartpool_member(shop.cart, S("ana"), &shop.ana));
    OK(cartpool_explain(shop.ana, &handle, &explanation));
    EXPECT(explanation->cells_len == 2 && *explanation->cells[1].line == line && explanation->cells[1].adjustment == NULL);
    EXPECT(explanation->cells[1].reason == CARTPOOL_CELL_REASON_WEIGHT);
    OK(cartpool_free(handle));
    OK(cartpool_settlement(shop.ana, &handle, &settlement));
    EXPECT(settlement->transfers_len == 0 && settlement->is_exact);
    OK(cartpool_free(handle));

    EXPECT_STATUS(cartpool_bill(shop.cart, &handle, &bill), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    EXPECT(handle == 0 && bill == NULL);
    EXPECT_STATUS(cartpool_bill(shop.ana, NULL, &bill), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_set_split(shop.ana, 99, NULL, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    CartpoolSetSplit liar = {NULL, 2, false};
    EXPECT_STATUS(cartpool_set_split(shop.ana, 0, &liar, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    CartpoolStr absent = {NULL, 0};
    EXPECT_STATUS(cartpool_record_payment(shop.ana, S("ana"), absent, NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_record_payment(shop.ana, S("ana"), S("1,50"), NULL), CARTPOOL_ERROR_PRICE_NOT_VALID);
    close_shop(shop);
}

static void a_coupon_and_a_ledger_are_read_and_their_arguments_are_checked(void) {
    Shop shop = open_shop();
    CartpoolCouponTerms terms = {0};
    CartpoolCoupon coupon;
    CartpoolHandle handle = 7;
    const CartpoolLedger *ledger;
    const CartpoolSettlement *settlement;
    CartpoolMember system;
    uint64_t version;
    EXPECT_STATUS(cartpool_define_coupon(shop.engine, S("SPRING"), S("EUR"), NULL, NULL), CARTPOOL_ERROR_DISCOUNT_NOT_VALID);
    EXPECT_STATUS(cartpool_coupon(shop.engine, S("SPRING"), &coupon), CARTPOOL_ERROR_COUPON_NOT_FOUND);
    terms.discount.percent = S("10");
    terms.uses_max = (CartpoolOptionalU32){true, 1};
    OK(cartpool_define_coupon(shop.engine, S("SPRING"), S("EUR"), &terms, &version));
    OK(cartpool_add_item(shop.ana, S("TEA"), 2, NULL, NULL));
    OK(cartpool_redeem_coupon(shop.ana, S("SPRING"), NULL));
    OK(cartpool_coupon(shop.engine, S("SPRING"), &coupon));
    EXPECT(version == 1 && coupon.uses == 0 && coupon.reserved == 1 && coupon.members == 1);
    EXPECT(coupon.uses_max.is_some && coupon.uses_max.value == 1 && !coupon.valid_from_ms.is_some);
    EXPECT_STATUS(cartpool_coupon(shop.engine, S("SPRING"), NULL), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_coupon(shop.cart, S("SPRING"), &coupon), CARTPOOL_ERROR_HANDLE_NOT_VALID);

    OK(cartpool_add_member(shop.ana, S("ben"), S("editor"), NULL));
    OK(cartpool_system(shop.cart, &system));
    OK(cartpool_set_group(system, S("family"), NULL));
    OK(cartpool_fix_bill(shop.ana, NULL));
    OK(cartpool_record_payment(shop.ana, S("ana"), S("8.10"), NULL));
    OK(cartpool_ledger(shop.engine, S("family"), S("EUR"), &handle, &ledger));
    EXPECT(ledger->members_len == 2 && ledger->members[1].balance.minor == -405);
    EXPECT(ledger->members[0].behind.len == 1 && ledger->members[0].behind.ptr[0] == '0');
    version = ledger->version;
    OK(cartpool_free(handle));
    OK(cartpool_ledger_settlement(shop.engine, S("family"), S("EUR"), &handle, &settlement));
    EXPECT(settlement->transfers_len == 1 && settlement->is_exact && settlement->version == version);
    EXPECT(settlement->transfers[0].payer.len == 3 && memcmp(settlement->transfers[0].payer.ptr, "ben", 3) == 0);
    OK(cartpool_free(handle));

    CartpoolCommandOptions stale = {{NULL, 0}, {true, version + 1}};
    uint64_t actual = 0;
    EXPECT_STATUS(cartpool_ledger_transfer(shop.engine, S("family"), S("EUR"), S("ben"), S("ana"), S("4.05"), &stale, &actual),
                  CARTPOOL_ERROR_VERSION_CONFLICT);
    EXPECT(actual == version);
    OK(cartpool_ledger_transfer(shop.engine, S("family"), S("EUR"), S("ben"), S("ana"), S("4.05"), NULL, &version));
    EXPECT(version == actual + 1);
    CartpoolStr absent = {NULL, 0};
    EXPECT_STATUS(cartpool_ledger_transfer(shop.engine, S("family"), S("EUR"), S("ben"), S("ana"), absent, NULL, NULL),
                  CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    EXPECT_STATUS(cartpool_ledger(shop.engine, S(""), S("EUR"), &handle, &ledger), CARTPOOL_ERROR_GROUP_NOT_VALID);
    EXPECT(handle == 0 && ledger == NULL);
    OK(cartpool_free(system));
    close_shop(shop);
}

int main(void) {
    static void (*const tests[])(void) = {
        a_million_made_up_handles_are_refused,
        handles_of_another_kind_are_refused,
        freeing_twice_is_no_trouble_and_a_freed_handle_is_refused,
        a_closed_engine_refuses_everything,
        an_engine_lives_until_its_last_handle_is_freed,
        null_pointers_are_refused,
        text_must_be_utf8_and_keeps_its_bytes,
        numbers_outside_their_vocabulary_are_refused,
        a_refusal_writes_the_fact_that_helps,
        eight_threads_lose_nothing,
        closing_under_eight_threads_is_sound,
        a_watch_wakes_for_news_and_for_the_end,
        a_batch_happens_at_once_or_not_at_all,
        a_bill_is_read_in_place_and_its_arguments_are_checked,
        a_coupon_and_a_ledger_are_read_and_their_arguments_are_checked,
    };
    const size_t len = sizeof tests / sizeof *tests;
    for (size_t i = 0; i < len; i++) tests[i]();
    printf("%zu passed, 0 failed\n", len);
    return 0;
}
