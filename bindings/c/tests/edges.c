// Numbers and texts at their bounds, one beyond, and far beyond: exact, or refused before a byte too many is read.
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "shop.h"

static void quantities_are_exact_up_to_their_bound(void) {
    Shop shop = open_shop();
    uint64_t line, fact;
    EXPECT_STATUS(cartpool_add_item(shop.ana, S("TEA"), 0, NULL, NULL), CARTPOOL_ERROR_QUANTITY_MUST_NOT_BE_ZERO);
    EXPECT_STATUS(cartpool_add_item(shop.ana, S("TEA"), 10000, NULL, &fact), CARTPOOL_ERROR_EXCEEDS_QUANTITY_MAX);
    EXPECT(fact == 9999);
    EXPECT_STATUS(cartpool_add_item(shop.ana, S("TEA"), UINT32_MAX, NULL, NULL), CARTPOOL_ERROR_EXCEEDS_QUANTITY_MAX);
    EXPECT_STATUS(cartpool_add_item(shop.ana, S("TEA"), (uint32_t)-1, NULL, NULL), CARTPOOL_ERROR_EXCEEDS_QUANTITY_MAX);
    OK(cartpool_add_item(shop.ana, S("TEA"), 9999, NULL, &line));
    EXPECT_STATUS(cartpool_adjust_quantity(shop.ana, line, INT32_MAX, NULL), CARTPOOL_ERROR_EXCEEDS_QUANTITY_MAX);
    EXPECT_STATUS(cartpool_adjust_quantity(shop.ana, UINT64_MAX, 1, NULL), CARTPOOL_ERROR_LINE_NOT_FOUND);
    EXPECT_STATUS(cartpool_view_at(shop.ana, UINT64_MAX, &fact, &(const CartpoolCartView *){NULL}),
                  CARTPOOL_ERROR_VERSION_NOT_FOUND);
    CartpoolTotal total;
    OK(cartpool_total(shop.ana, &total));
    EXPECT(total.minor == 4499550 && strcmp(total.amount, "44995.50") == 0 && strcmp(total.currency, "EUR") == 0);
    OK(cartpool_adjust_quantity(shop.ana, line, INT32_MIN, NULL));
    EXPECT_STATUS(cartpool_remove_item(shop.ana, line, NULL), CARTPOOL_ERROR_LINE_NOT_FOUND);
    close_shop(shop);
}

static void amounts_are_digits_with_a_point_and_nothing_else(void) {
    Shop shop = open_shop();
    static const char *const refused[] = {"", " ", "1,50", "1e3", "-1", "+1", "NaN", "inf", "0x10", "1.5.0", ".", "1 ",
                                          "\xd9\xa1", "99999999999999999999999999999999",
                                          "0.00000000000000000000000000000001"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        uint16_t status = cartpool_set_price(shop.engine, S("TEA"), S("EUR"), S(refused[i]), NULL);
        uint32_t kind = cartpool_error_kind(status);
        EXPECT(kind == CARTPOOL_ERROR_KIND_INVALID || kind == CARTPOOL_ERROR_KIND_LIMIT);
    }
    CartpoolText price;
    OK(cartpool_price(shop.engine, S("TEA"), S("EUR"), &price));
    EXPECT(strcmp(price.text, "4.50") == 0);
    close_shop(shop);
}

/// `len` bytes of text, right behind which nothing may be read.
static CartpoolStr at_the_end_of_a_page(size_t len) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), size = (len + page - 1) / page * page;
    char *pages = mmap(NULL, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    EXPECT(pages != MAP_FAILED && mprotect(pages + size, page, PROT_NONE) == 0);
    memset(pages, 'x', size);
    return (CartpoolStr){pages + size - len, len};
}

static void text_is_read_up_to_its_length_and_no_further(void) {
    Shop shop = open_shop();
    uint64_t line;
    OK(cartpool_add_item(shop.ana, S("TEA"), 1, NULL, &line));
    OK(cartpool_set_price(shop.engine, at_the_end_of_a_page(64), S("EUR"), S("1"), NULL));
    EXPECT_STATUS(cartpool_set_price(shop.engine, at_the_end_of_a_page(65), S("EUR"), S("1"), NULL),
                  CARTPOOL_ERROR_SKU_NOT_VALID);
    OK(cartpool_set_note(shop.ana, line, at_the_end_of_a_page(1000), NULL));
    EXPECT_STATUS(cartpool_set_note(shop.ana, line, at_the_end_of_a_page(1001), NULL), CARTPOOL_ERROR_EXCEEDS_NOTE_MAX);
    EXPECT_STATUS(cartpool_set_note(shop.ana, line, at_the_end_of_a_page(65536), NULL),
                  CARTPOOL_ERROR_EXCEEDS_COMMAND_BYTES_MAX);
    OK(cartpool_set_note(shop.ana, line, (CartpoolStr){"", 0}, NULL));
    close_shop(shop);
}

static void a_gigabyte_is_refused_by_its_length_alone(void) {
    Shop shop = open_shop();
    const size_t gigabyte = (size_t)1 << 30;
    char *nothing = mmap(NULL, gigabyte, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    EXPECT(nothing != MAP_FAILED);
    EXPECT_STATUS(cartpool_add_item(shop.ana, (CartpoolStr){nothing, gigabyte}, 1, NULL, NULL),
                  CARTPOOL_ERROR_EXCEEDS_COMMAND_BYTES_MAX);
    EXPECT_STATUS(cartpool_set_beneficiaries(shop.ana, 1, (CartpoolStr *)(void *)nothing, gigabyte / sizeof(CartpoolStr), NULL),
                  CARTPOOL_ERROR_EXCEEDS_COMMAND_BYTES_MAX);
    EXPECT(munmap(nothing, gigabyte) == 0);
    close_shop(shop);
}

static void a_pointer_to_text_needs_no_alignment(void) {
    Shop shop = open_shop();
    char room[16] = "..........TEA";
    for (size_t i = 0; i < 8; i++) {
        memmove(room + i, "TEA", 3);
        OK(cartpool_add_item(shop.ana, (CartpoolStr){room + i, 3}, 1, NULL, NULL));
    }
    close_shop(shop);
}

static void a_short_text_has_room_for_the_longest(void) {
    Shop shop = open_shop();
    CartpoolText token, hash, id, command, cursor;
    OK(cartpool_token_new(&token));
    OK(cartpool_token_hash(S(token.text), &hash));
    OK(cartpool_cart_id(shop.cart, &id));
    OK(cartpool_command_id(shop.engine, &command));
    OK(cartpool_cursor_text((CartpoolCursor){UINT32_MAX, UINT64_MAX}, &cursor));
    EXPECT(strlen(token.text) == 43 && strlen(hash.text) == 43 && strlen(id.text) == 32 && strlen(command.text) == 36);
    CartpoolCursor read;
    EXPECT(strcmp(cursor.text, "4294967295.18446744073709551615") == 0);
    OK(cartpool_cursor_text((CartpoolCursor){1, 42}, &cursor));
    OK(cartpool_cursor_parse(S(cursor.text), &read));
    EXPECT(read.epoch == 1 && read.version == 42);
    close_shop(shop);
}

static void an_engine_says_its_bounds_and_whether_it_is_closed(void) {
    Shop shop = open_shop();
    uint64_t value;
    bool is_closed;
    OK(cartpool_limit(shop.engine, S("quantity_max"), &value));
    EXPECT(value == 9999);
    EXPECT_STATUS(cartpool_limit(shop.engine, S("quantity"), &value), CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
    OK(cartpool_engine_is_closed(shop.engine, &is_closed));
    EXPECT(!is_closed);
    OK(cartpool_engine_close(shop.engine));
    OK(cartpool_engine_is_closed(shop.engine, &is_closed));
    EXPECT(is_closed);
    close_shop(shop);
}

int main(void) {
    static void (*const tests[])(void) = {
        quantities_are_exact_up_to_their_bound,
        amounts_are_digits_with_a_point_and_nothing_else,
        text_is_read_up_to_its_length_and_no_further,
        a_gigabyte_is_refused_by_its_length_alone,
        a_pointer_to_text_needs_no_alignment,
        a_short_text_has_room_for_the_longest,
        an_engine_says_its_bounds_and_whether_it_is_closed,
    };
    const size_t len = sizeof tests / sizeof *tests;
    for (size_t i = 0; i < len; i++) tests[i]();
    printf("%zu passed, 0 failed\n", len);
    return 0;
}
