// The same lunch from C++: handles that free themselves, refusals that are thrown. A wrapper of your own is this short.
//
//   c++ -std=c++11 -pthread lunch.cpp $(pkg-config --cflags --libs cartpool)
#include <cartpool.h>

#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

struct Refusal : std::runtime_error {
    explicit Refusal(uint16_t status) : std::runtime_error(cartpool_error_message(status)), status(status) {}
    uint16_t status;
};

static void must(uint16_t status) {
    if (status != CARTPOOL_OK) throw Refusal(status);
}

// Owns a handle of any kind; what a view or page points to lives as long.
class Handle {
public:
    Handle() = default;
    Handle(Handle &&other) noexcept { std::swap(raw, other.raw); }
    Handle &operator=(Handle other) noexcept { std::swap(raw, other.raw); return *this; }
    Handle(const Handle &) = delete;
    ~Handle() { if (raw != 0) cartpool_free(raw); }

    operator CartpoolHandle() const { return raw; }

    // Where a call writes a new handle.
    CartpoolHandle *out() { return &raw; }

private:
    CartpoolHandle raw = 0;
};

static CartpoolStr str(const std::string &text) { return {text.data(), text.size()}; }
static std::string text(CartpoolStr it) { return it.ptr ? std::string(it.ptr, it.len) : std::string(); }

class Member {
public:
    Member(const Handle &cart, const std::string &id) { must(cartpool_member(cart, str(id), handle.out())); }

    uint64_t add(const std::string &sku, uint32_t quantity) {
        uint64_t version = 0;
        must(cartpool_add_item(handle, str(sku), quantity, nullptr, &version));
        return version;
    }

    void admit(const std::string &id, const std::string &role) {
        must(cartpool_add_member(handle, str(id), str(role), nullptr));
    }

    std::vector<std::string> lines() const {
        Handle owner;
        const CartpoolCartView *view = nullptr;
        must(cartpool_view(handle, owner.out(), &view));
        std::vector<std::string> lines;
        for (const CartpoolLineItem *it = view->lines; it != view->lines + view->lines_len; ++it) {
            lines.push_back(std::to_string(it->quantity) + " x " + text(it->sku) + ": " + text(it->line_total.amount));
        }
        return lines;
    }

    // What happened behind the cursor, which moves on. An event's own fields are in the member of `body` that has its
    // kind's name.
    std::vector<std::string> news(CartpoolCursor &cursor) const {
        Handle owner;
        const CartpoolPage *page = nullptr;
        must(cartpool_events_since(handle, cursor, owner.out(), &page));
        std::vector<std::string> news;
        for (const CartpoolEvent *it = page->events; it != page->events + page->events_len; ++it) {
            std::string what = cartpool_event_name(it->kind);
            if (it->kind == CARTPOOL_EVENT_ITEM_INCREASED) {
                what += " to " + std::to_string(it->body.item_increased.quantity);
            }
            news.push_back(what + " by " + text(it->actor));
        }
        cursor = page->to;
        return news;
    }

private:
    Handle handle;
};

int main() {
    Handle engine, cart;
    must(cartpool_engine_open(nullptr, engine.out()));
    must(cartpool_set_price(engine, str("TEA"), str("EUR"), str("4.50"), nullptr));
    must(cartpool_create_cart(engine, str("ana"), str("EUR"), nullptr, cart.out()));

    Member ana(cart, "ana"), ben(cart, "ben");
    ana.admit("ben", "viewer");
    ana.add("TEA", 2);
    try {
        ben.add("TEA", 1);
    } catch (const Refusal &refused) {
        std::cout << cartpool_error_name(refused.status) << '\n';
    }
    CartpoolCursor cursor = {};
    ben.news(cursor);
    // Handles may be used from any thread; none of these adds gets lost.
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back([&ana] { ana.add("TEA", 1); });
    for (std::thread &thread : threads) thread.join();

    for (const std::string &line : ben.lines()) std::cout << line << '\n';
    for (const std::string &change : ben.news(cursor)) std::cout << change << '\n';
}
