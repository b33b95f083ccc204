// Measures the C host: ours, by hand and Redis in turns, round by round. A figure is the median of its rounds, a ratio the
// median of the rounds' ratios, so that a machine which gets slower meanwhile slows all.
//
//   measure REDIS_SOCKET SCRIPT [--quick]
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "redis.h"
#include "worlds.h"

enum { ROUNDS_MAX = 11, WARM_UP = 2 };

static int rounds = ROUNDS_MAX;
static size_t operations = 200000;

/// What a figure is made of, round by round.
typedef struct {
    double ours[ROUNDS_MAX], theirs[ROUNDS_MAX];
} Took;

static double now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int by_size(const void *one, const void *other) {
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static double median(const double *values) {
    double sorted[ROUNDS_MAX];
    memcpy(sorted, values, sizeof sorted);
    qsort(sorted, (size_t)rounds, sizeof *sorted, by_size);
    return sorted[rounds / 2];
}

static double ratio(const Took *took) {
    double each[ROUNDS_MAX];
    for (int round = 0; round < rounds; round++) each[round] = took->theirs[round] / took->ours[round];
    return median(each);
}

static void report(const char *name, double value, const char *unit) {
    int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 4;
    printf("c_%s %.*f %s - -\n", name, digits, value, unit);
    fflush(stdout);
}

/// Keeps the time of a round that counts.
static void note(double *rounds_of, int round, double began, size_t count) {
    if (round >= 0) rounds_of[round] = (now_ns() - began) / (double)count;
}

static Ours ours;
static Theirs theirs;

/// Makes room on the first cart's lines, which hold 9,999.
static void empty_lines(void) {
    for (uint64_t line = MEMBERS + 1; line <= MEMBERS + LINES; line++) {
        must(cartpool_set_quantity(ours_member(&ours, 0, 0), line, 1, NULL, NULL));
    }
}

/// One more of a line that is there, by a member who is held.
static void adds(void) {
    Took took;
    ours_begin(&ours, 1);
    theirs_begin(&theirs, 1);
    for (int round = -WARM_UP; round < rounds; round++) {
        double began = now_ns();
        for (size_t at = 0; at < operations; at++) {
            if (at % 40000 == 0) empty_lines();
            must(cartpool_add_item(ours_member(&ours, 0, at & 3), cartpool_str(sku_at(0, at & 7)), 1, NULL, NULL));
        }
        note(took.ours, round, began, operations);
        began = now_ns();
        for (size_t at = 0; at < operations; at++) theirs_add(&theirs, 0, at & 3, sku_at(0, at & 7));
        note(took.theirs, round, began, operations);
    }
    report("add", median(took.ours), "ns");
    report("hand_rolled_add", median(took.theirs), "ns");
    report("add_vs_hand_rolled", ratio(&took), "x");
    ours_end(&ours);
    theirs_end(&theirs);
}

static void mix(uint32_t carts) {
    Took took;
    Mix mix;
    char name[64];
    Command *commands = malloc(operations * sizeof *commands);
    if (commands == NULL) abort();
    ours_begin(&ours, carts);
    theirs_begin(&theirs, carts);
    mix_begin(&mix, carts);
    for (int round = -WARM_UP; round < rounds; round++) {
        mix_next(&mix, commands, operations);
        double began = now_ns();
        ours_play(&ours, commands, operations);
        note(took.ours, round, began, operations);
        began = now_ns();
        theirs_play(&theirs, commands, operations);
        note(took.theirs, round, began, operations);
    }
    agree(&ours, &theirs);
    snprintf(name, sizeof name, "mix_%" PRIu32, carts);
    report(name, median(took.ours), "ns");
    snprintf(name, sizeof name, "hand_rolled_mix_%" PRIu32, carts);
    report(name, median(took.theirs), "ns");
    snprintf(name, sizeof name, "mix_%" PRIu32 "_vs_hand_rolled", carts);
    report(name, ratio(&took), "x");
    mix_end(&mix);
    ours_end(&ours);
    theirs_end(&theirs);
    free(commands);
}

/// Adds up a view's fields, so that none is left unread.
static uint64_t read_all(const CartpoolCartView *view) {
    uint64_t sum = view->version + view->status + view->title.len + view->purpose.len + view->currency.len + view->preset +
                   view->policies.edit + view->policies.merges_lines + view->policies.allows_suggestions + view->is_shared +
                   view->created_at_ms + view->changed_at_ms + view->prices_version + view->subtotal.amount.len +
                   (uint64_t)view->subtotal.minor + view->total.amount.len + (uint64_t)view->total.minor +
                   view->roles_len + view->invitations_len + (view->lock != NULL) + view->ownership_offered_to.len +
                   view->campaigns_len;
    for (const CartpoolLineItem *it = view->lines; it < view->lines + view->lines_len; it++) {
        sum += it->id + it->sku.len + (unsigned char)it->sku.ptr[0] + it->quantity + it->unit_price.len +
               it->line_total.amount.len + (uint64_t)it->line_total.minor + it->added_by.len + it->changed_by.len + it->added_at_ms + it->options_len +
               it->note.len + it->beneficiaries_len + it->purpose.len + it->project.len + it->cost_centre.len + it->campaign.len;
    }
    for (const CartpoolMemberEntry *it = view->members; it < view->members + view->members_len; it++) {
        sum += it->id.len + it->role.len;
    }
    return sum;
}

static void views(void) {
    Took took;
    const size_t count = operations / 10;
    volatile uint64_t seen = 0;
    ours_begin(&ours, 1);
    CartpoolMember member = ours_member(&ours, 0, 0);
    must(cartpool_remove_item(member, MEMBERS + LINES, NULL));
    for (int round = -WARM_UP; round < rounds; round++) {
        CartpoolHandle handle;
        const CartpoolCartView *view;
        double began = now_ns();
        for (size_t at = 0; at < count; at++) {
            must(cartpool_view(member, &handle, &view));
            seen += (uint64_t)view->total.minor;
            must(cartpool_free(handle));
        }
        note(took.ours, round, began, count);
        began = now_ns();
        for (size_t at = 0; at < count; at++) {
            must(cartpool_view(member, &handle, &view));
            seen += read_all(view);
            must(cartpool_free(handle));
        }
        note(took.theirs, round, began, count);
    }
    report("view_of_7_lines_total", median(took.ours) / 1000, "us");
    report("view_of_7_lines_every_field", median(took.theirs) / 1000, "us");
    ours_end(&ours);
}

/// An add at a time through hiredis, beside the same add here.
static void redis(const char *socket, const char *script) {
    Took took;
    RedisCarts carts;
    const size_t count = operations / 50;
    ours_begin(&ours, 1);
    redis_begin(&carts, socket, script);
    for (int round = -WARM_UP; round < rounds; round++) {
        empty_lines();
        double began = now_ns();
        for (size_t at = 0; at < count; at++) {
            must(cartpool_add_item(ours_member(&ours, 0, at & 3), cartpool_str(sku_at(0, at & 7)), 1, NULL, NULL));
        }
        note(took.ours, round, began, count);
        began = now_ns();
        for (size_t at = 0; at < count; at++) redis_add(&carts, at & 3, sku_at(0, at & 7));
        note(took.theirs, round, began, count);
    }
    report("redis_add", median(took.theirs) / 1000, "us");
    report("add_vs_redis", ratio(&took), "x");
    redis_end(&carts);
    ours_end(&ours);
}

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    bool is_quick = argc > 3 && strcmp(argv[3], "--quick") == 0;
    if (is_quick) {
        rounds = 3;
        operations = 5000;
    }
    name_skus();
    adds();
    views();
    mix(1);
    mix(is_quick ? 100 : 1000);
    if (!is_quick) mix(100000);
    redis(argv[1], argv[2]);
    return 0;
}
