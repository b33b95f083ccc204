// How a process ends, or loads and leaves the library: nothing hangs, nothing is called that is gone.
//
//   ends exit FILE      leaves main with engines open, watches waiting, and a function for atexit that still calls
//   ends load LIBRARY   opens an engine by dlopen, closes the library under a waiting thread, and calls on
//   ends exec FILE      runs itself anew with an engine open: no file of the engine's is inherited
//   ends look FILE      what `exec` runs
#include <dirent.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shop.h"

enum { LONG_MS = 600000 };

static Shop left_open;

static Shop open_on(const char *path) {
    CartpoolEngineOptions options = {.path = cartpool_str(path)};
    Shop shop;
    OK(cartpool_engine_open(&options, &shop.engine));
    OK(cartpool_set_price(shop.engine, S("TEA"), S("EUR"), S("4.50"), NULL));
    OK(cartpool_create_cart(shop.engine, S("ana"), S("EUR"), NULL, &shop.cart));
    OK(cartpool_member(shop.cart, S("ana"), &shop.ana));
    return shop;
}

static void *wait_for_ever(void *argument) {
    bool changed;
    while (cartpool_watch_wait(*(CartpoolWatch *)argument, LONG_MS, &changed) == CARTPOOL_OK) continue;
    return NULL;
}

static void add_at_exit(void) {
    OK(cartpool_add_item(left_open.ana, S("TEA"), 1, NULL, NULL));
}

static int exit_with_a_live_feed(const char *path) {
    static CartpoolWatch watch;
    pthread_t thread;
    left_open = open_on(path);
    OK(cartpool_watch(left_open.ana, (CartpoolCursor){0, 1}, &watch));
    EXPECT(pthread_create(&thread, NULL, wait_for_ever, &watch) == 0);
    EXPECT(atexit(add_at_exit) == 0);
    return 0;
}

typedef uint16_t (*Open)(const CartpoolEngineOptions *options, CartpoolEngine *out_engine);
typedef uint16_t (*Count)(CartpoolEngine engine, uint64_t *out_carts);

static int unload_a_library_in_use(const char *library) {
    void *loaded = dlopen(library, RTLD_NOW);
    EXPECT(loaded != NULL);
    Open open;
    Count count;
    CartpoolEngine engine;
    uint64_t carts = 7;
    *(void **)&open = dlsym(loaded, "cartpool_engine_open");
    *(void **)&count = dlsym(loaded, "cartpool_carts");
    EXPECT(open != NULL && count != NULL && open(NULL, &engine) == CARTPOOL_OK);
    EXPECT(dlclose(loaded) == 0);
    EXPECT(count(engine, &carts) == CARTPOOL_OK && carts == 0);
    return 0;
}

static int inherit_no_file(const char *program, const char *path) {
    open_on(path);
    execl(program, program, "look", path, (char *)NULL);
    return 1;
}

/// Whether any file that this process has open is the engine's, or beside it.
static int look_at_what_is_open(const char *path) {
    const char *name = strrchr(path, '/') + 1;
    DIR *open = opendir("/proc/self/fd");
    EXPECT(open != NULL);
    for (struct dirent *entry; (entry = readdir(open)) != NULL;) {
        char link[300], target[4096];
        snprintf(link, sizeof link, "/proc/self/fd/%s", entry->d_name);
        ssize_t len = readlink(link, target, sizeof target - 1);
        if (len < 0) continue;
        target[len] = '\0';
        EXPECT(strstr(target, name) == NULL);
    }
    closedir(open);
    return 0;
}

int main(int argc, char **argv) {
    EXPECT(argc == 3);
    if (strcmp(argv[1], "exit") == 0) return exit_with_a_live_feed(argv[2]);
    if (strcmp(argv[1], "load") == 0) return unload_a_library_in_use(argv[2]);
    if (strcmp(argv[1], "exec") == 0) return inherit_no_file(argv[0], argv[2]);
    return look_at_what_is_open(argv[2]);
}
