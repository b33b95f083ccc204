// What a forked child of a busy program may not touch, and that it may open the same file.
//
// Without AddressSanitizer, which does not see to its allocator's locks at a fork: a child may wait for one that another thread
// of its parent held.
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sweep.h"

enum { THREADS = 8, FORKS = 5 };

static void *wait_for_news(void *argument) {
    CartpoolWatch watch = *(CartpoolWatch *)argument;
    bool changed = false;
    uint16_t status = cartpool_watch_wait(watch, 60000, &changed);
    return (void *)(uintptr_t)(status == CARTPOOL_OK ? changed : status);
}

static void *add_until_full(void *argument) {
    CartpoolMember member = *(CartpoolMember *)argument;
    uint16_t status = CARTPOOL_OK;
    while (status == CARTPOOL_OK) status = cartpool_add_item(member, S("TEA"), 1, NULL, NULL);
    EXPECT_STATUS(status, CARTPOOL_ERROR_EXCEEDS_QUANTITY_MAX);
    return NULL;
}

/// Every function refuses a parent's handles; freeing them is no trouble.
static void refuse_everything(const In *parent) {
    In in = *parent;
    give_room(&in);
    in.text = S("TEA");
    for (size_t i = 0; i < ENTRIES; i++) {
        uint16_t status = entries[i].call(&in);
        EXPECT(status == CARTPOOL_ERROR_ENGINE_IS_FORKED || cartpool_error_kind(status) == CARTPOOL_ERROR_KIND_INVALID ||
               entries[i].call == call_cartpool_free);
    }
}

static void a_fork_of_an_idle_program_refuses_every_function(void) {
    In in = open_all();
    fflush(NULL);
    pid_t child = fork();
    EXPECT(child >= 0);
    if (child == 0) {
        alarm(60);
        refuse_everything(&in);
        Shop own = open_shop();
        OK(cartpool_add_item(own.ana, S("TEA"), 1, NULL, NULL));
        _exit(0);
    }
    int status;
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    OK(cartpool_add_item(in.of.member, S("TEA"), 1, NULL, NULL));
    free_all(&in);
}

static void *fork_from_a_thread(void *argument) {
    (void)argument;
    a_fork_of_an_idle_program_refuses_every_function();
    return NULL;
}

static void a_fork_from_a_thread_is_no_different(void) {
    pthread_t thread;
    EXPECT(pthread_create(&thread, NULL, fork_from_a_thread, NULL) == 0 && pthread_join(thread, NULL) == 0);
}

/// What a forked child does: its parent's handles are refused, and an engine of its own adds one tea.
static void live_as_a_child(const Shop *parent, const CartpoolEngineOptions *options, const char *id, CartpoolWatch watch) {
    CartpoolHandle out;
    const CartpoolCartView *view;
    CartpoolHealth health;
    bool changed;
    EXPECT_STATUS(cartpool_add_item(parent->ana, S("TEA"), 1, NULL, NULL), CARTPOOL_ERROR_ENGINE_IS_FORKED);
    EXPECT_STATUS(cartpool_view(parent->ana, &out, &view), CARTPOOL_ERROR_ENGINE_IS_FORKED);
    EXPECT_STATUS(cartpool_watch_wait(watch, 1000, &changed), CARTPOOL_ERROR_ENGINE_IS_FORKED);
    EXPECT_STATUS(cartpool_health(parent->engine, &health), CARTPOOL_ERROR_ENGINE_IS_FORKED);
    EXPECT_STATUS(cartpool_engine_close(parent->engine), CARTPOOL_ERROR_ENGINE_IS_FORKED);
    OK(cartpool_free(parent->engine));
    EXPECT_STATUS(cartpool_carts(parent->engine, NULL), CARTPOOL_ERROR_HANDLE_NOT_VALID);
    Shop own;
    OK(cartpool_engine_open(options, &own.engine));
    OK(cartpool_cart(own.engine, S(id), &own.cart));
    OK(cartpool_member(own.cart, S("ana"), &own.ana));
    OK(cartpool_set_note(own.ana, 2, S("from a child"), NULL));
    OK(cartpool_engine_close(own.engine));
    close_shop(own);
}

static void a_fork_is_refused_and_opens_its_own(const char *path) {
    CartpoolLimit limit = {S("quantity_max"), 400};
    CartpoolEngineOptions options = {.path = cartpool_str(path), .limits = &limit, .limits_len = 1};
    Shop shop;
    CartpoolWatch watch;
    CartpoolText id;
    uint64_t version;
    pthread_t threads[THREADS], waiter;
    OK(cartpool_engine_open(&options, &shop.engine));
    OK(cartpool_set_price(shop.engine, S("TEA"), S("EUR"), S("4.50"), NULL));
    OK(cartpool_create_cart(shop.engine, S("ana"), S("EUR"), NULL, &shop.cart));
    OK(cartpool_cart_id(shop.cart, &id));
    OK(cartpool_member(shop.cart, S("ana"), &shop.ana));
    OK(cartpool_add_item(shop.ana, S("TEA"), 1, NULL, NULL));
    OK(cartpool_version(shop.ana, &version));
    OK(cartpool_watch(shop.ana, (CartpoolCursor){0}, &watch));
    EXPECT(pthread_create(&waiter, NULL, wait_for_news, &watch) == 0);
    for (int i = 0; i < THREADS; i++) EXPECT(pthread_create(&threads[i], NULL, add_until_full, &shop.ana) == 0);
    for (int i = 0; i < FORKS; i++) {
        fflush(NULL);
        pid_t child = fork();
        EXPECT(child >= 0);
        if (child == 0) {
            alarm(60);
            live_as_a_child(&shop, &options, id.text, watch);
            _exit(0);
        }
        int status;
        EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    for (int i = 0; i < THREADS; i++) EXPECT(pthread_join(threads[i], NULL) == 0);
    EXPECT(pthread_join(waiter, NULL) == 0);
    CartpoolHandle handle;
    const CartpoolCartView *view;
    OK(cartpool_view(shop.ana, &handle, &view));
    EXPECT(view->lines[0].quantity == 400 && view->lines[0].note.len == strlen("from a child"));
    OK(cartpool_free(handle));
    OK(cartpool_free(watch));
    OK(cartpool_engine_close(shop.engine));
    close_shop(shop);
}

int main(int argc, char **argv) {
    EXPECT(argc == 2);
    EXPECT(pthread_atfork(cartpool_before_fork, cartpool_after_fork_in_parent, cartpool_after_fork_in_child) == 0);
    a_fork_of_an_idle_program_refuses_every_function();
    a_fork_from_a_thread_is_no_different();
    a_fork_is_refused_and_opens_its_own(argv[1]);
    printf("3 passed, 0 failed\n");
    return 0;
}
