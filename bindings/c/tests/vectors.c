// Runs the scenario files every host runs.
#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "campaigns.h"
#include "cartpool.h"
#include "facts.h"
#include "script.h"
#include "verbs.h"

enum { CARTS_MAX = 16 };

/// One engine and what a scenario has named.
typedef struct {
    CartpoolEngine engine;
    CartpoolCart cart;
    CartpoolCart nowhere;
    struct {
        char name[64];
        CartpoolCart cart;
    } carts[CARTS_MAX];
    size_t carts_len;
    Saved saved;
} World;

/// Compares a status and a version with what the line expects.
static void settle(World *world, const Line *line, uint16_t status, uint64_t version) {
    if (line->mark == '!') {
        if (strcmp(cartpool_error_name(status), line->expected) != 0) {
            fail("%s, not %s", cartpool_error_name(status), line->expected);
        }
    } else if (status != CARTPOOL_OK) {
        fail("refused with %s", cartpool_error_name(status));
    } else if (line->mark == '-') {
        char text[32];
        snprintf(text, sizeof text, "%" PRIu64, version);
        if (line->expected[0] == '$') save(&world->saved, line->expected + 1, text);
        else if (strcmp(text, line->expected) != 0) fail("version %s, not %s", text, line->expected);
    }
}

static CartpoolMember member(const World *world, const char *name) {
    CartpoolMember member = 0;
    uint16_t status = strcmp(name, "system") == 0 ? cartpool_system(world->cart, &member)
                                                  : cartpool_member(world->cart, text_of(name), &member);
    if (status != CARTPOOL_OK) fail("no principal %s: %s", name, cartpool_error_name(status));
    return member;
}

/// A principal and the options on its handle: `ana[expect_version=3]`.
static uint16_t actor(const World *world, const char *word, CartpoolMember *out) {
    char name[TEXT_MAX];
    snprintf(name, sizeof name, "%s", word);
    char *bracket = strchr(name, '[');
    if (bracket == NULL) {
        *out = member(world, name);
        return CARTPOOL_OK;
    }
    *bracket = '\0';
    char *close = strchr(bracket + 1, ']');
    if (close != NULL) *close = '\0';
    Line options = {0};
    options.words_len = split(bracket + 1, ',', options.words, WORDS_MAX);
    CartpoolCommandOptions given_options = {text_of(given(&options, 0, "command_id")),
                                            maybe_u64(given(&options, 0, "expect_version"))};
    CartpoolMember plain = member(world, name);
    uint16_t status = cartpool_with(plain, &given_options, out);
    cartpool_free(plain);
    return status;
}

static void act(World *world, const Line *line) {
    CartpoolMember who = 0;
    uint64_t version = 0;
    uint16_t status = actor(world, line->words[0], &who);
    if (status == CARTPOOL_OK) status = verb(who, line, 1, &version);
    settle(world, line, status, version);
    cartpool_free(who);
}

/// The lines up to `end` go into one batch; a line that is refused at once stands for the batch.
static void batch(World *world, FILE *file, Line *line) {
    CartpoolMember who = 0;
    CartpoolBatch batch = 0;
    uint64_t version = 0;
    uint16_t status = actor(world, line->words[0], &who);
    if (status == CARTPOOL_OK) status = cartpool_batch(who, &batch);
    while (read_line(file, &world->saved, line) && line->is_indented) {
        if (status == CARTPOOL_OK) status = verb(batch, line, 0, NULL);
    }
    if (strcmp(line->words[0], "end") != 0) fail("a batch ends with `end`");
    if (status == CARTPOOL_OK) status = cartpool_batch_commit(batch, &version);
    settle(world, line, status, version);
    cartpool_free(batch);
    cartpool_free(who);
}

static void price(World *world, const Line *line) {
    const char *currency = given(line, 3, "currency");
    const char *category = given(line, 3, "category");
    CartpoolStr sku = text_of(line->words[1]);
    uint64_t version = 0;
    uint16_t status = cartpool_set_price(world->engine, sku, text_of(currency ? currency : "EUR"),
                                         text_of(line->words[2]), &version);
    if (status == CARTPOOL_OK && category != NULL) {
        status = cartpool_set_category(world->engine, sku, text_of(category), &version);
    }
    settle(world, line, status, version);
}

static void price_of(World *world, const Line *line) {
    CartpoolText price = {""};
    uint16_t status = cartpool_price(world->engine, text_of(line->words[1]), text_of(line->words[2]), &price);
    if (status == CARTPOOL_OK && line->words_len > 3 && !is_same("unit_price", price.text, line->words[3])) {
        fail("the price is %s, not %s", price.text, line->words[3]);
    }
    settle(world, line, status, 0);
}

static void create(World *world, const Line *line) {
    const char *preset = given(line, 2, "preset");
    const char *owner = needed(line, 2, "owner");
    CartpoolNewCart options = {{preset != NULL, preset ? numbered(cartpool_preset_name, preset) : 0},
                               text_of(given(line, 2, "title")), text_of(given(line, 2, "purpose"))};
    CartpoolCart cart = 0;
    uint64_t version = 0;
    uint16_t status = cartpool_create_cart(world->engine, text_of(owner), text_of(needed(line, 2, "currency")), &options, &cart);
    if (status == CARTPOOL_OK) {
        if (world->carts_len == CARTS_MAX) fail("too many carts");
        snprintf(world->carts[world->carts_len].name, sizeof world->carts[0].name, "%s", line->words[1]);
        world->carts[world->carts_len++].cart = cart;
        world->cart = cart;
        CartpoolMember who = member(world, owner);
        status = cartpool_version(who, &version);
        cartpool_free(who);
    }
    settle(world, line, status, version);
}

static void use(World *world, const char *name) {
    if (strcmp(name, "nowhere") == 0) {
        CartpoolStr id = text_of("00000000000000000000000000000000");
        cartpool_free(world->nowhere);
        if (cartpool_cart(world->engine, id, &world->nowhere) != CARTPOOL_OK) fail("no cart nowhere");
        world->cart = world->nowhere;
        return;
    }
    for (size_t i = 0; i < world->carts_len; i++) {
        if (strcmp(world->carts[i].name, name) == 0) {
            world->cart = world->carts[i].cart;
            return;
        }
    }
    fail("no cart %s", name);
}

static void token(World *world, const char *name) {
    CartpoolText secret, hash;
    char hash_name[64];
    if (cartpool_token_new(&secret) != CARTPOOL_OK) fail("no token");
    if (cartpool_token_hash(text_of(secret.text), &hash) != CARTPOOL_OK) fail("no hash");
    snprintf(hash_name, sizeof hash_name, "%s.hash", name);
    save(&world->saved, name, secret.text);
    save(&world->saved, hash_name, hash.text);
}

/// The engine makes ids for its own time; the offset goes into the 48 bits that carry it.
static void id(World *world, const Line *line) {
    CartpoolText made;
    char moved[64], time[13];
    uint64_t now_ms;
    if (cartpool_command_id(world->engine, &made) != CARTPOOL_OK) fail("no command id");
    if (cartpool_now_ms(world->engine, &now_ms) != CARTPOOL_OK) fail("no time");
    int64_t offset = line->words_len > 2 ? milliseconds(line->words[2]) : 0;
    snprintf(time, sizeof time, "%012" PRIx64, (now_ms + (uint64_t)offset) & UINT64_C(0xffffffffffff));
    snprintf(moved, sizeof moved, "%.8s-%s%s", time, time + 8, made.text + 13);
    save(&world->saved, line->words[1], moved);
}

/// Every `path=value` from the word `from` on is a fact of the view, or of the event.
static void compare(const Line *line, size_t from, const Seen *seen, const CartpoolEvent *event) {
    for (size_t i = from; i < line->words_len; i++) {
        char path[TEXT_MAX], fact[TEXT_MAX];
        const char *wanted = strchr(line->words[i], '=');
        if (wanted == NULL) fail("%s wants nothing", line->words[i]);
        snprintf(path, sizeof path, "%.*s", (int)(wanted - line->words[i]), line->words[i]);
        bool is_there = seen ? seen_fact(seen, path, fact) : event_fact(event, path, fact);
        if (!is_there) fail("there is no %s", path);
        if (!is_same(path, fact, wanted + 1)) fail("%s is %s, not %s", path, fact, wanted + 1);
    }
}

static void compare_versions(const CartpoolPage *page, const char *wanted) {
    char versions[TEXT_MAX] = "";
    for (size_t i = 0, len = 0; i < page->events_len; i++) {
        len += (size_t)snprintf(versions + len, sizeof versions - len, "%s%" PRIu64, i ? "," : "", page->events[i].version);
    }
    if (wanted == NULL || strcmp(versions, wanted) != 0) fail("versions are %s", versions);
}

/// Whether the line names a fact below `root`, such as `bill.`.
static bool names(const Line *line, const char *root) {
    for (size_t i = 2; i < line->words_len; i++) {
        if (strncmp(line->words[i], root, strlen(root)) == 0) return true;
    }
    return false;
}

/// Reads what the line names of the bill; the handles have to be freed.
static uint16_t see_bill(CartpoolMember who, const Line *line, Seen *seen, CartpoolHandle handles[3]) {
    uint16_t status = CARTPOOL_OK;
    if (names(line, "bill.")) status = cartpool_bill(who, &handles[0], &seen->bill);
    if (status == CARTPOOL_OK && names(line, "explain.")) status = cartpool_explain(who, &handles[1], &seen->explanation);
    if (status == CARTPOOL_OK && names(line, "settlement.")) {
        status = cartpool_settlement(who, &handles[2], &seen->settlement);
    }
    return status;
}

static void see(World *world, const Line *line) {
    bool is_now = strcmp(line->words[0], "see") == 0;
    CartpoolMember who = member(world, line->words[1]);
    CartpoolHandle handle = 0, handles[3] = {0};
    Seen seen = {0};
    uint16_t status = is_now ? cartpool_view(who, &handle, &seen.view)
                             : cartpool_view_at(who, number_of(line->words[2]), &handle, &seen.view);
    if (status == CARTPOOL_OK && is_now) status = see_bill(who, line, &seen, handles);
    if (status == CARTPOOL_OK) compare(line, is_now ? 2 : 3, &seen, NULL);
    settle(world, line, status, 0);
    for (size_t i = 0; i < 3; i++) cartpool_free(handles[i]);
    cartpool_free(handle);
    cartpool_free(who);
}

static void define_coupon(World *world, const Line *line) {
    CartpoolCouponTerms terms = {0};
    terms.discount = discount_of(line, 2);
    terms.uses_max = maybe_u32(given(line, 2, "uses_max"));
    terms.member_uses_max = maybe_u32(given(line, 2, "member_uses_max"));
    terms.valid_from_ms = maybe_u64(given(line, 2, "valid_from_ms"));
    terms.valid_until_ms = maybe_u64(given(line, 2, "valid_until_ms"));
    uint64_t version = 0;
    CartpoolStr currency = text_of(needed(line, 2, "currency"));
    uint16_t status = cartpool_define_coupon(world->engine, text_of(line->words[1]), currency, &terms, &version);
    settle(world, line, status, version);
}

static void coupon_of(World *world, const Line *line) {
    CartpoolCoupon coupon;
    Seen seen = {0};
    uint16_t status = cartpool_coupon(world->engine, text_of(line->words[1]), &coupon);
    seen.coupon = &coupon;
    if (status == CARTPOOL_OK) compare(line, 2, &seen, NULL);
    settle(world, line, status, 0);
}

static void transfer(World *world, const Line *line) {
    CartpoolStr group = text_of(line->words[1]), currency = text_of(line->words[2]);
    CartpoolStr payer = text_of(needed(line, 3, "payer")), payee = text_of(needed(line, 3, "payee"));
    CartpoolCommandOptions options = {text_of(given(line, 3, "command_id")), maybe_u64(given(line, 3, "expect_version"))};
    CartpoolStr amount = text_of(needed(line, 3, "amount"));
    uint64_t version = 0;
    uint16_t status = cartpool_ledger_transfer(world->engine, group, currency, payer, payee, amount, &options, &version);
    settle(world, line, status, version);
}

static void ledger_of(World *world, const Line *line) {
    CartpoolStr group = text_of(line->words[1]), currency = text_of(line->words[2]);
    CartpoolHandle handle = 0, settling = 0;
    Seen seen = {0};
    uint16_t status = cartpool_ledger(world->engine, group, currency, &handle, &seen.ledger);
    if (status == CARTPOOL_OK) {
        status = cartpool_ledger_settlement(world->engine, group, currency, &settling, &seen.settlement);
    }
    if (status == CARTPOOL_OK) compare(line, 3, &seen, NULL);
    settle(world, line, status, 0);
    cartpool_free(settling);
    cartpool_free(handle);
}

/// `campaign`, `cancel_campaign`, `order_campaign`.
static void campaign(World *world, const Line *line) {
    const char *first = line->words[0];
    CartpoolStr id = text_of(line->words[1]);
    uint64_t version = 0;
    uint16_t status = strcmp(first, "campaign") == 0          ? create_campaign(world->engine, line, &version)
                      : strcmp(first, "cancel_campaign") == 0 ? cartpool_cancel_campaign(world->engine, id, &version)
                                                              : cartpool_order_campaign(world->engine, id, &version);
    settle(world, line, status, version);
}

/// `campaign_of`, `campaign_list_of`, `see_campaign`.
static void see_campaign(World *world, const Line *line) {
    bool is_members = strcmp(line->words[0], "see_campaign") == 0;
    CartpoolStr id = text_of(line->words[is_members ? 2 : 1]);
    CartpoolMember who = is_members ? member(world, line->words[1]) : 0;
    CartpoolHandle handle = 0, tipping = 0;
    Seen seen = {0};
    uint16_t status;
    if (is_members) {
        status = cartpool_member_campaign(who, id, &handle, &seen.campaign);
        if (status == CARTPOOL_OK) status = cartpool_what_would_tip(who, id, &tipping, &seen.next);
    } else if (strcmp(line->words[0], "campaign_of") == 0) {
        status = cartpool_campaign(world->engine, id, &handle, &seen.campaign);
        if (status == CARTPOOL_OK) seen.next = seen.campaign->next;
    } else {
        status = cartpool_campaign_list(world->engine, id, &handle, &seen.list);
    }
    if (status == CARTPOOL_OK) compare(line, is_members ? 3 : 2, &seen, NULL);
    settle(world, line, status, 0);
    cartpool_free(tipping);
    cartpool_free(handle);
    cartpool_free(who);
}

static void sweep(World *world, const Line *line) {
    CartpoolSwept swept = {0};
    uint16_t status = cartpool_sweep(world->engine, UINT32_MAX, &swept);
    CartpoolOptionalU32 settled = maybe_u32(given(line, 1, "settled")), repriced = maybe_u32(given(line, 1, "repriced"));
    if (settled.is_some && settled.value != swept.settled) fail("settled is %" PRIu32, swept.settled);
    if (repriced.is_some && repriced.value != swept.repriced) fail("repriced is %" PRIu32, swept.repriced);
    settle(world, line, status, 0);
}

static void event(World *world, const Line *line) {
    CartpoolMember who = member(world, line->words[1]);
    CartpoolHandle handle = 0;
    const CartpoolPage *page = NULL;
    uint16_t status = cartpool_event(who, number_of(line->words[2]), &handle, &page);
    if (status == CARTPOOL_OK) {
        if (page->events_len != 1) fail("%zu events", page->events_len);
        compare(line, 3, NULL, &page->events[0]);
    }
    settle(world, line, status, 0);
    cartpool_free(handle);
    cartpool_free(who);
}

static void blame(World *world, const Line *line) {
    CartpoolMember who = member(world, line->words[1]);
    CartpoolHandle handle = 0;
    const CartpoolPage *page = NULL;
    uint16_t status = cartpool_blame(who, number_of(line->words[2]), &handle, &page);
    if (status == CARTPOOL_OK) compare_versions(page, needed(line, 3, "versions"));
    settle(world, line, status, 0);
    cartpool_free(handle);
    cartpool_free(who);
}

static void compare_page(const Line *line, const CartpoolPage *page) {
    static const char *const kinds[] = {"events", "reset", "revoked"};
    const char *kind = line->words_len > 3 && strchr(line->words[3], '=') == NULL ? line->words[3] : "events";
    if (strcmp(kinds[page->kind], kind) != 0) fail("the page is of the kind %s", kinds[page->kind]);
    const char *version = given(line, 3, "version");
    if (page->kind == CARTPOOL_PAGE_EVENTS) {
        compare_versions(page, given(line, 3, "versions"));
    } else if (version != NULL) {
        uint64_t actual = page->kind == CARTPOOL_PAGE_RESET ? page->view->version : page->revoked_at;
        if (actual != number_of(version)) fail("the version is %" PRIu64, actual);
    }
}

static void feed(World *world, const Line *line) {
    CartpoolMember who = member(world, line->words[1]);
    CartpoolHandle handle = 0;
    const CartpoolPage *page = NULL;
    CartpoolCursor cursor = {0};
    uint16_t status = cartpool_events_since(who, cursor, &handle, &page);
    if (status == CARTPOOL_OK) {
        cursor.epoch = page->to.epoch;
        cursor.version = number_of(needed(line, 2, "since"));
        cartpool_free(handle);
        status = cartpool_events_since(who, cursor, &handle, &page);
    }
    if (status == CARTPOOL_OK) compare_page(line, page);
    settle(world, line, status, 0);
    cartpool_free(handle);
    cartpool_free(who);
}

static void step(World *world, FILE *file, Line *line) {
    const char *first = line->words[0];
    if (strcmp(first, "price") == 0) price(world, line);
    else if (strcmp(first, "price_of") == 0) price_of(world, line);
    else if (strcmp(first, "cart") == 0) create(world, line);
    else if (strcmp(first, "use") == 0) use(world, line->words[1]);
    else if (strcmp(first, "token") == 0) token(world, line->words[1]);
    else if (strcmp(first, "id") == 0) id(world, line);
    else if (strcmp(first, "clock") == 0) cartpool_advance_clock(world->engine, milliseconds(line->words[1]));
    else if (strcmp(first, "coupon") == 0) define_coupon(world, line);
    else if (strcmp(first, "coupon_of") == 0) coupon_of(world, line);
    else if (strcmp(first, "transfer") == 0) transfer(world, line);
    else if (strcmp(first, "ledger_of") == 0) ledger_of(world, line);
    else if (strcmp(first, "campaign") == 0 || strcmp(first, "cancel_campaign") == 0) campaign(world, line);
    else if (strcmp(first, "order_campaign") == 0) campaign(world, line);
    else if (strcmp(first, "campaign_of") == 0 || strcmp(first, "campaign_list_of") == 0) see_campaign(world, line);
    else if (strcmp(first, "see_campaign") == 0) see_campaign(world, line);
    else if (strcmp(first, "sweep") == 0) sweep(world, line);
    else if (strcmp(first, "see") == 0 || strcmp(first, "see_at") == 0) see(world, line);
    else if (strcmp(first, "event") == 0) event(world, line);
    else if (strcmp(first, "blame") == 0) blame(world, line);
    else if (strcmp(first, "feed") == 0) feed(world, line);
    else if (line->words_len > 1 && strcmp(line->words[1], "batch") == 0) batch(world, file, line);
    else act(world, line);
}

/// Opens the engine; words of an `options` line are bounds unless they are something else.
static CartpoolEngine open_engine(Line *line) {
    static CartpoolLimit limits[WORDS_MAX];
    const CartpoolRates rates = {0};
    CartpoolEngineOptions options = {0};
    options.limits = limits;
    options.manual_clock_ms = maybe_u64("1750000000000");
    options.seed = maybe_u64("1");
    for (size_t i = 1; line != NULL && i < line->words_len; i++) {
        char *parts[2];
        if (split(line->words[i], '=', parts, 2) != 2) fail("an option has a value");
        if (strcmp(parts[0], "prices") == 0) {
            options.prices = strcmp(parts[1], "caller") == 0 ? CARTPOOL_PRICES_CALLER : CARTPOOL_PRICES_LIST;
        } else if (strcmp(parts[0], "rates") == 0) {
            options.rates = &rates;
        } else if (strcmp(parts[0], "max_bytes") == 0) {
            options.max_bytes = maybe_u64(parts[1]);
        } else {
            limits[options.limits_len++] = (CartpoolLimit){text_of(parts[0]), number_of(parts[1])};
        }
    }
    CartpoolEngine engine = 0;
    uint16_t status = cartpool_engine_open(&options, &engine);
    if (status != CARTPOOL_OK) fail("the engine does not open: %s", cartpool_error_name(status));
    return engine;
}

/// Every cart a scenario left behind is sound.
static void finish(World *world) {
    for (size_t i = 0; i < world->carts_len; i++) {
        world->cart = world->carts[i].cart;
        CartpoolMember system = member(world, "system");
        uint16_t status = cartpool_verify(system);
        if (status != CARTPOOL_OK) fail("cart %s is not sound: %s", world->carts[i].name, cartpool_error_name(status));
        cartpool_free(system);
        cartpool_free(world->cart);
    }
    cartpool_free(world->nowhere);
    cartpool_free(world->engine);
}

static void run(const char *folder, const char *name) {
    static Line line;
    World *world = calloc(1, sizeof *world);
    char path[TEXT_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (world == NULL || file == NULL) fail("%s cannot be read", path);
    line.number = 0;
    while (read_line(file, &world->saved, &line)) {
        snprintf(place, sizeof place, "%s:%d", name, line.number);
        bool is_options = strcmp(line.words[0], "options") == 0;
        if (world->engine == 0) world->engine = open_engine(is_options ? &line : NULL);
        if (!is_options) step(world, file, &line);
    }
    finish(world);
    fclose(file);
    free(world);
}

static int is_vector(const struct dirent *entry) {
    const char *dot = strrchr(entry->d_name, '.');
    return dot != NULL && strcmp(dot, ".cart") == 0;
}

int main(int argc, char **argv) {
    struct dirent **files;
    int len = argc == 2 ? scandir(argv[1], &files, is_vector, alphasort) : -1;
    snprintf(place, sizeof place, "vectors");
    if (len <= 0) fail("usage: vectors FOLDER, which holds .cart files");
    for (int i = 0; i < len; i++) {
        run(argv[1], files[i]->d_name);
        free(files[i]);
    }
    free(files);
    printf("%d passed, 0 failed\n", len);
    return 0;
}
