// Threads and signals: ten thousand that come and go, some that wait, and handles freed under them.
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "shop.h"

/// How many threads are alive at once; each of them calls once and ends.
enum { AT_ONCE = 20, THREADS_IN_ALL = 10000 };

static void *look(void *argument) {
    CartpoolTotal total;
    OK(cartpool_total(*(CartpoolMember *)argument, &total));
    return NULL;
}

static void ten_thousand_short_threads_leave_nothing_behind(void) {
    Shop shop = open_shop();
    pthread_t threads[AT_ONCE];
    for (int started = 0; started < MANY(THREADS_IN_ALL); started += AT_ONCE) {
        for (int i = 0; i < AT_ONCE; i++) EXPECT(pthread_create(&threads[i], NULL, look, &shop.ana) == 0);
        for (int i = 0; i < AT_ONCE; i++) EXPECT(pthread_join(threads[i], NULL) == 0);
    }
    close_shop(shop);
}

static void *wait_for_ever(void *argument) {
    bool changed = false;
    uint16_t status = cartpool_watch_wait(*(CartpoolWatch *)argument, UINT64_MAX, &changed);
    return (void *)(uintptr_t)(status == CARTPOOL_OK ? changed : status);
}

/// A watch that has read everything, and a thread that waits on it.
static void begin_waiting(const Shop *shop, CartpoolWatch *watch, pthread_t *thread) {
    CartpoolHandle handle;
    const CartpoolPage *page;
    OK(cartpool_watch(shop->ana, (CartpoolCursor){0}, watch));
    OK(cartpool_watch_page(*watch, &handle, &page));
    OK(cartpool_free(handle));
    EXPECT(pthread_create(thread, NULL, wait_for_ever, watch) == 0);
}

static void whoever_waits_delays_nobody(void) {
    Shop shop = open_shop();
    CartpoolWatch watch;
    CartpoolCart other;
    CartpoolMember ben;
    pthread_t thread;
    void *result;
    begin_waiting(&shop, &watch, &thread);
    OK(cartpool_create_cart(shop.engine, S("ben"), S("EUR"), NULL, &other));
    OK(cartpool_member(other, S("ben"), &ben));
    for (int i = 0; i < MANY(1000); i++) OK(cartpool_add_item(ben, S("TEA"), 1, NULL, NULL));
    OK(cartpool_engine_close(shop.engine));
    EXPECT(pthread_join(thread, &result) == 0 && (uintptr_t)result == CARTPOOL_ERROR_ENGINE_IS_CLOSED);
    OK(cartpool_free(ben));
    OK(cartpool_free(other));
    OK(cartpool_free(watch));
    close_shop(shop);
}

static void a_watch_freed_while_a_thread_waits_on_it_lives_until_the_wait_ends(void) {
    Shop shop = open_shop();
    CartpoolWatch watch;
    pthread_t thread;
    void *result;
    bool changed;
    begin_waiting(&shop, &watch, &thread);
    // The other thread may not be waiting yet: then it finds the handle freed.
    OK(cartpool_free(watch));
    EXPECT_STATUS(cartpool_watch_wait(watch, 0, &changed), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    OK(cartpool_add_item(shop.ana, S("TEA"), 1, NULL, NULL));
    EXPECT(pthread_join(thread, &result) == 0);
    EXPECT((uintptr_t)result == true || (uintptr_t)result == CARTPOOL_ERROR_HANDLE_NOT_VALID);
    close_shop(shop);
}

static volatile sig_atomic_t signals_taken;

static void take(int signal) {
    (void)signal;
    signals_taken++;
}

/// Interrupts whatever the process does, a thousand times a second; without SA_RESTART.
static void send_signals(bool is_on) {
    struct sigaction action;
    struct itimerval every = {{0, is_on ? 1000 : 0}, {0, is_on ? 1000 : 0}};
    memset(&action, 0, sizeof action);
    action.sa_handler = take;
    EXPECT(sigaction(SIGALRM, &action, NULL) == 0 && setitimer(ITIMER_REAL, &every, NULL) == 0);
}

static void signals_run_their_handlers_and_interrupt_no_call(const char *path) {
    CartpoolEngineOptions options = {.path = cartpool_str(path)};
    Shop shop;
    CartpoolWatch watch;
    CartpoolHandle handle;
    const CartpoolPage *page;
    uint64_t version;
    bool changed = true;
    OK(cartpool_engine_open(&options, &shop.engine));
    OK(cartpool_set_price(shop.engine, S("TEA"), S("EUR"), S("4.50"), NULL));
    OK(cartpool_create_cart(shop.engine, S("ana"), S("EUR"), NULL, &shop.cart));
    OK(cartpool_member(shop.cart, S("ana"), &shop.ana));
    OK(cartpool_watch(shop.ana, (CartpoolCursor){0}, &watch));
    send_signals(true);
    while (signals_taken < 20) OK(cartpool_add_item(shop.ana, S("TEA"), 1, NULL, &version));
    OK(cartpool_watch_page(watch, &handle, &page));
    EXPECT(page->to.version == version);
    OK(cartpool_free(handle));
    // A wait takes its whole time, however often it is interrupted.
    int before = signals_taken;
    OK(cartpool_watch_wait(watch, 200, &changed));
    send_signals(false);
    EXPECT(!changed && signals_taken > before);
    OK(cartpool_free(watch));
    OK(cartpool_engine_close(shop.engine));
    close_shop(shop);
}

int main(int argc, char **argv) {
    EXPECT(argc == 2);
    ten_thousand_short_threads_leave_nothing_behind();
    whoever_waits_delays_nobody();
    a_watch_freed_while_a_thread_waits_on_it_lives_until_the_wait_ends();
    signals_run_their_handlers_and_interrupt_no_call(argv[1]);
    printf("4 passed, 0 failed\n");
    return 0;
}
