// Every function of the header with what no program should pass. Built with PANICS against a library that panics on demand, it
// also lets a bug strike inside each of them.
#include <stdio.h>

#include "sweep.h"

static uint64_t random_bits(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state ^ *state >> 29;
}

static void every_entry_refuses_made_up_handles(void) {
    In in = {0};
    uint64_t state = 1;
    give_room(&in);
    in.text = S("TEA");
    for (int round = 0; round < MANY(1000); round++) {
        CartpoolHandle *handles = &in.of.engine;
        for (size_t i = 0; i < sizeof in.of / sizeof *handles; i++) handles[i] = random_bits(&state) >> round % 64;
        for (size_t i = 0; i < ENTRIES; i++) {
            uint16_t status = entries[i].call(&in);
            if (status == CARTPOOL_OK) fprintf(stderr, "%s took a made-up handle\n", entries[i].name);
            EXPECT(status == CARTPOOL_ERROR_HANDLE_NOT_VALID || cartpool_error_kind(status) == CARTPOOL_ERROR_KIND_INVALID);
        }
    }
}

static void every_entry_takes_null_pointers_and_absent_text(void) {
    for (size_t i = 0; i < ENTRIES; i++) {
        In in = open_all();
        uint16_t status = entries[i].call(&in);
        EXPECT(cartpool_error_name(status) != NULL && status != CARTPOOL_ERROR_INTERNAL_ERROR);
        free_all(&in);
    }
    In in = {0};
    for (size_t i = 0; i < OTHERS; i++) EXPECT(others[i].call(&in) == CARTPOOL_ERROR_ARGUMENT_NOT_VALID);
}

static void every_entry_answers_something_after_the_end(void) {
    In in = open_all();
    give_room(&in);
    in.text = S("TEA");
    OK(cartpool_engine_close(in.of.engine));
    for (size_t i = 0; i < ENTRIES; i++) {
        if (entries[i].call == call_cartpool_free) continue;
        uint16_t status = entries[i].call(&in);
        EXPECT(cartpool_error_name(status) != NULL && status != CARTPOOL_ERROR_INTERNAL_ERROR);
        // A handle that a closed engine still gives out is only good for being freed.
        if (status == CARTPOOL_OK) cartpool_free(*(CartpoolHandle *)in.room[0]);
    }
    free_all(&in);
}

#ifdef PANICS
void cartpool_panic_at_entries(bool is_armed);

static void a_bug_inside_any_entry_is_an_internal_error_and_changes_nothing(void) {
    In in = open_all();
    uint64_t version;
    give_room(&in);
    in.text = S("TEA");
    for (int round = 0; round < MANY(1000); round++) {
        cartpool_panic_at_entries(true);
        for (size_t i = 0; i < ENTRIES; i++) EXPECT_STATUS(entries[i].call(&in), CARTPOOL_ERROR_INTERNAL_ERROR);
        for (size_t i = 0; i < OTHERS; i++) EXPECT_STATUS(others[i].call(&in), CARTPOOL_ERROR_INTERNAL_ERROR);
        cartpool_panic_at_entries(false);
        OK(cartpool_version(in.of.member, &version));
        EXPECT(version == 1);
    }
    OK(cartpool_add_item(in.of.member, S("TEA"), 1, NULL, &version));
    EXPECT(version == 2);
    free_all(&in);
}
#endif

int main(void) {
    every_entry_refuses_made_up_handles();
    every_entry_takes_null_pointers_and_absent_text();
    every_entry_answers_something_after_the_end();
#ifdef PANICS
    a_bug_inside_any_entry_is_an_internal_error_and_changes_nothing();
#endif
    printf("%d functions, each passed\n", ENTRIES + OTHERS);
    return 0;
}
