//! The memory fixture: how many bytes things take, so that growth is seen and decided, never found out.

use std::sync::Arc;

use crate::journal::{MemoryStore, Store};
use crate::state::block::Block;
use crate::state::cart::{CartState, Head};
use crate::state::line::Line;
use crate::state::sku::SkuState;
use crate::{Engine, Event, Limits, NewCart, Options};

/// A cart as the benchmarks fill it: 4 members, 8 lines, 24 events.
fn typical(engine: &Engine) -> crate::Cart {
    let cart = engine.create_cart(NewCart::new("p000001", "EUR")).unwrap();
    let members = ["p000001", "p000002", "p000003", "p000004"];
    for member in &members[1..] {
        cart.system().add_member(member, "editor").unwrap();
    }
    for (slot, member) in (0..8).cycle().zip(members.iter().cycle()).take(20) {
        let sku = format!("SKU-{slot:05}");
        engine.set_price(&sku, "EUR", "4.50").unwrap();
        cart.member(member).add_item(&sku, 1).unwrap();
    }
    cart
}

#[test]
fn a_line_takes_32_bytes_and_a_head_less_than_four_cache_lines() {
    assert_eq!(size_of::<Line>(), 32);
    assert!(size_of::<Head>() <= 256, "{}", size_of::<Head>());
    assert_eq!(size_of::<CartState>(), 16);
    assert_eq!(size_of::<Block<Head, Line>>(), 16);
    assert!(size_of::<SkuState>() <= 64, "{}", size_of::<SkuState>());
    assert!(size_of::<Event<'_>>() <= 144, "{}", size_of::<Event<'_>>());
}

#[test]
fn a_typical_cart_takes_less_than_920_bytes_with_its_history() {
    let engine = Engine::open(Options::default()).unwrap();
    let cart = typical(&engine);
    let (version, state, all) = engine
        .peek(cart.id(), |cart, _| (cart.version, cart.state_bytes(), cart.all_bytes()))
        .unwrap();
    assert_eq!(version, 24);
    assert!(state <= 520, "state {state}");
    assert!(all <= 920, "with history {all}");
}

#[test]
fn bytes_counted_for_the_memory_bound_follow_the_cart() {
    let engine = Engine::open(Options { max_bytes: Some(1 << 30), ..Options::default() }).unwrap();
    let cart = typical(&engine);
    let bytes = || engine.peek(cart.id(), |cart, _| cart.all_bytes()).unwrap();
    assert_eq!(engine.counted(), bytes());
    let ana = cart.member("p000001");
    ana.set_note(crate::LineId(5), Some(&"x".repeat(900))).unwrap();
    assert_eq!(engine.counted(), bytes());
    engine.set_price("SKU-00000", "EUR", "4.75").unwrap();
    ana.view().unwrap();
    assert_eq!(engine.counted(), bytes(), "a read that reprices");
    let before = bytes();
    assert!(ana.set_note(crate::LineId(99), Some("nothing")).is_err());
    assert_eq!((engine.counted(), bytes()), (before, before));
}

/// At every version: so one engine takes, and shows, what another on the same store does.
#[test]
fn a_cart_that_comes_back_has_the_history_and_the_notes_of_one_that_stayed() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let limits = Limits { history_events_max: 700, ..Limits::default() };
    let open = || {
        let store = Some(Arc::clone(&store));
        Engine::open(Options { limits, store, ..Options::default() }).unwrap()
    };
    let (engine, beside) = (open(), open());
    let cart = typical(&engine);
    let ana = cart.member("p000001");
    let held = |engine: &Engine| {
        let held = engine.peek(cart.id(), |cart, _| {
            let texts = &cart.side.as_deref().unwrap().texts;
            (cart.version, cart.history.base(), texts.present_bytes(), texts.past_bytes())
        });
        held.unwrap()
    };
    let lines: Vec<crate::LineId> = ana.view().unwrap().lines.iter().map(|line| line.id).collect();
    for round in 0..400 {
        for (line, number) in lines.iter().zip(round..round + round % 4) {
            ana.set_note(*line, (number % 7 > 0).then_some(&*"x".repeat(number))).unwrap();
        }
        ana.lock_cart().unwrap();
        ana.unlock_cart().unwrap();
        assert_eq!(held(&engine), held(&open()), "loaded in round {round}");
        beside.cart(cart.id()).member("p000001").version().unwrap();
        assert_eq!(held(&engine), held(&beside), "followed to round {round}");
    }
    let (version, base, present, past) = held(&engine);
    assert!(base > 512 && version - base >= 512 && present > 0 && past > 0);
}
