// Memory over many rounds of opening, using and closing, and of being refused: after the first rounds it does not grow.
//
//   leaks ROUNDS [measure]   `measure` prints the growth instead of judging it
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shop.h"

static long resident_bytes(void) {
    long total, resident;
    FILE *statm = fopen("/proc/self/statm", "r");
    EXPECT(statm != NULL && fscanf(statm, "%ld %ld", &total, &resident) == 2);
    fclose(statm);
    return resident * sysconf(_SC_PAGESIZE);
}

static void open_use_and_close(void) {
    Shop shop = open_shop();
    CartpoolHandle view_handle, page_handle;
    const CartpoolCartView *view;
    const CartpoolPage *page;
    OK(cartpool_add_item(shop.ana, S("TEA"), 2, NULL, NULL));
    OK(cartpool_view(shop.ana, &view_handle, &view));
    OK(cartpool_events_since(shop.ana, (CartpoolCursor){0}, &page_handle, &page));
    EXPECT(view->lines_len == 1 && page->events_len == 2);
    OK(cartpool_free(view_handle));
    OK(cartpool_free(page_handle));
    close_shop(shop);
}

static Shop shop;

static void be_refused(void) {
    CartpoolHandle handle;
    const CartpoolCartView *view;
    EXPECT_STATUS(cartpool_add_item(shop.ana, S("PIE"), 1, NULL, NULL), CARTPOOL_ERROR_PRICE_NOT_FOUND);
    EXPECT_STATUS(cartpool_remove_item(shop.ana, 99, NULL), CARTPOOL_ERROR_LINE_NOT_FOUND);
    EXPECT_STATUS(cartpool_view_at(shop.ana, 99, &handle, &view), CARTPOOL_ERROR_VERSION_NOT_FOUND);
}

/// How much resident memory grows by that many rounds, after some that nobody counts.
static long growth(void (*act)(void), long rounds) {
    for (long i = 0; i < rounds / 10; i++) act();
    long before = resident_bytes();
    for (long i = 0; i < rounds; i++) act();
    return resident_bytes() - before;
}

static void opening_and_closing_leaves_nothing_behind(long rounds) {
    EXPECT(growth(open_use_and_close, rounds) < (1 << 20));
}

static void refusals_leave_nothing_behind(long rounds) {
    EXPECT(growth(be_refused, rounds) < (1 << 20));
}

int main(int argc, char **argv) {
    EXPECT(argc >= 2);
    long rounds = atol(argv[1]);
    shop = open_shop();
    if (argc > 2 && strcmp(argv[2], "measure") == 0) {
        printf("open_close %.3f\n", (double)growth(open_use_and_close, rounds) / (double)rounds);
        printf("errors %.3f\n", (double)growth(be_refused, rounds) / (double)rounds);
    } else {
        opening_and_closing_leaves_nothing_behind(rounds);
        refusals_leave_nothing_behind(rounds);
    }
    close_shop(shop);
    return 0;
}
