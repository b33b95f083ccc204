//! Real threads on one cart: nothing is lost, versions have no gap, nobody starves, totals are never torn. Proves I1, I5, I6,
//! I7 and I15.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use cartpool::journal::MemoryStore;
use cartpool::{
    Cart, Command, CommandId, CommandOptions, Cursor, Engine, ErrorCode, Event, Limits, LineId,
    NewCart, Options, PageBody,
};

fn shop(limits: Limits) -> (Engine, Cart) {
    let engine = Engine::open(Options { limits, ..Options::default() }).unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    (engine, cart)
}

/// I1: 64 threads add 1,000 times each to 64 SKUs of one cart; every add is there, every version is given once.
#[test]
fn sixty_four_threads_of_a_thousand_adds_lose_nothing_and_leave_no_gap() {
    const THREADS: usize = 64;
    const ADDS: usize = 1_000;
    let limits = Limits {
        quantity_max: 100_000,
        members_max: 100,
        history_events_max: 65_536,
        ..Limits::default()
    };
    let (engine, cart) = shop(limits);
    let skus: Vec<String> = (0..THREADS).map(|number| format!("SKU{number}")).collect();
    for (number, sku) in skus.iter().enumerate() {
        engine.set_price(sku, "EUR", format!("{}.25", number + 1).as_str()).unwrap();
        cart.system().add_member(&format!("m{number}"), "editor").unwrap();
    }
    let before = cart.system().version().unwrap();
    let start = Barrier::new(THREADS);
    let mut versions: Vec<u64> = thread::scope(|scope| {
        let add = |number: usize| {
            let (cart, start, skus) = (&cart, &start, &skus);
            scope.spawn(move || {
                let member = cart.member(&format!("m{number}"));
                start.wait();
                let adds = (0..ADDS)
                    .map(|round| member.add_item(&skus[(number + round) % THREADS], 1).unwrap());
                let versions: Vec<u64> = adds.collect();
                // I7: a session's versions never go back.
                assert!(versions.is_sorted());
                versions
            })
        };
        let threads: Vec<_> = (0..THREADS).map(add).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    versions.sort_unstable();
    let wanted: Vec<u64> = (before + 1..=before + (THREADS * ADDS) as u64).collect();
    assert_eq!(versions, wanted, "versions are unique and without a gap");
    let view = cart.system().view().unwrap();
    assert_eq!(view.lines.len(), THREADS);
    assert!(view.lines.iter().all(|line| line.quantity == 1_000));
    let total: i64 = (1..=64).map(|number| (number * 100 + 25) * 1_000).sum();
    assert_eq!(view.total.minor, total);
    cart.system().verify().unwrap();
}

/// I1, I36: the feed of that storm has each version once, in order, over however many pages.
#[test]
fn a_reader_beside_writers_gets_each_version_once_and_in_order() {
    let (engine, cart) = shop(Limits { page_events_max: 100, ..Limits::default() });
    engine.set_price("TEA", "EUR", "1.00").unwrap();
    let writers_left = AtomicU64::new(4);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let ana = cart.member("ana");
                for _ in 0..200 {
                    ana.add_item("TEA", 1).unwrap();
                }
                writers_left.fetch_sub(1, Ordering::SeqCst);
            });
        }
        let mut watch = cart.member("ana").watch(Cursor::START).unwrap();
        let mut last = 0;
        while last < 801 {
            assert!(watch.wait(Duration::from_secs(60)).unwrap(), "stuck at {last}");
            let page = watch.page().unwrap();
            assert_eq!(page.from.version, last, "a page starts where the last one ended");
            let PageBody::Events(events) = &page.body else { panic!("no history was dropped") };
            for recorded in events.iter() {
                assert_eq!(recorded.version, last + 1);
                last = recorded.version;
            }
            assert_eq!(page.to.version, last);
        }
        assert_eq!(watch.page().unwrap().events().len(), 0);
    });
    assert_eq!(writers_left.load(Ordering::SeqCst), 0);
}

/// I6: readers never see half of what belongs together. Two lines always change as one, so that the total never moves.
#[test]
fn coupled_readers_never_see_a_torn_total() {
    let (engine, cart) = shop(Limits::default());
    engine.set_price("A", "EUR", "1.00").unwrap();
    engine.set_price("B", "EUR", "1.00").unwrap();
    let ana = cart.member("ana");
    let (a, b) = (LineId(ana.add_item("A", 500).unwrap()), LineId(ana.add_item("B", 500).unwrap()));
    let is_done = AtomicBool::new(false);
    let acked = AtomicU64::new(3);
    thread::scope(|scope| {
        for delta in [1, -1] {
            let (cart, acked) = (&cart, &acked);
            scope.spawn(move || {
                let ana = cart.member("ana");
                for _ in 0..400 {
                    let moved = [
                        Command::AdjustQuantity { line: a, delta },
                        Command::AdjustQuantity { line: b, delta: -delta },
                    ];
                    acked.fetch_max(ana.batch(&moved).unwrap(), Ordering::SeqCst);
                }
            });
        }
        let readers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let ana = cart.member("ana");
                    let mut last = 0;
                    while !is_done.load(Ordering::SeqCst) {
                        let before = acked.load(Ordering::SeqCst);
                        let view = ana.view().unwrap();
                        assert!(
                            before <= view.version,
                            "a read is at least what was acknowledged before it"
                        );
                        assert!(last <= view.version, "a session's versions never go back");
                        last = view.version;
                        assert_eq!(view.total.minor, 100_000);
                        let sum: i64 = view.lines.iter().map(|line| line.line_total.minor).sum();
                        assert_eq!(sum, view.total.minor);
                        assert_eq!(ana.total().unwrap().minor, 100_000);
                        assert_eq!(view.version % 2, 1, "a batch shows only whole");
                    }
                })
            })
            .collect();
        while cart.system().version().unwrap() < 3 + 4 * 400 {
            thread::yield_now();
        }
        is_done.store(true, Ordering::SeqCst);
        for reader in readers {
            reader.join().unwrap();
        }
    });
}

/// Moves prices, one after another and over again, while `act` runs.
fn while_prices_move(engine: &Engine, moves: &[(&str, &str)], act: impl FnOnce()) {
    let is_done = AtomicBool::new(false);
    let moved = Barrier::new(2);
    thread::scope(|scope| {
        let mover = scope.spawn(|| {
            moved.wait();
            for (sku, price) in moves.iter().cycle() {
                if is_done.load(Ordering::SeqCst) {
                    break;
                }
                engine.set_price(sku, "EUR", *price).unwrap();
            }
        });
        moved.wait();
        let acted = catch_unwind(AssertUnwindSafe(act));
        is_done.store(true, Ordering::SeqCst);
        mover.join().unwrap();
        acted.unwrap_or_else(|panic| resume_unwind(panic));
    });
}

/// A price reaches a cart with all its lines: no version has two prices of one SKU, however prices move while people add.
#[test]
fn no_version_mixes_two_states_of_the_price_list() {
    const ADDS: usize = 800;
    const KEPT: usize = 30;
    let (engine, cart) = shop(Limits { history_events_max: 65_536, ..Limits::default() });
    engine.set_price("TEA", "EUR", "1.00").unwrap();
    cart.system().add_member("ben", "editor").unwrap();
    let add_and_remove = |member: &str| {
        let member = cart.member(member);
        let mut lines = VecDeque::new();
        let add = Command::AddItem {
            sku: "TEA",
            quantity: 1,
            unit_price: None,
            options: vec![],
            note: None,
            beneficiaries: vec![],
            separate: true,
        };
        for _ in 0..ADDS {
            lines.push_back(LineId(member.commit(&add).unwrap()));
            if lines.len() > KEPT
                && let Some(oldest) = lines.pop_front()
            {
                member.remove_item(oldest).unwrap();
            }
        }
    };
    let moves = [("TEA", "1.01"), ("TEA", "1.02"), ("TEA", "1.03"), ("TEA", "1.04")];
    while_prices_move(&engine, &moves, || {
        thread::scope(|scope| {
            for member in ["ana", "ben"] {
                scope.spawn(|| add_and_remove(member));
            }
        });
    });
    let ana = cart.member("ana");
    for version in 1..=ana.version().unwrap() {
        let lines = ana.view_at(version).unwrap().lines;
        let is_one = lines.iter().all(|line| line.unit_price == lines[0].unit_price);
        assert!(is_one, "version {version} has two prices");
    }
}

/// A refusal, too, is decided at one state of the price list: here the total is never above its bound.
#[test]
fn nothing_is_refused_by_a_state_that_never_was() {
    let total_max = 2_000;
    let (engine, cart) = shop(Limits { total_max, ..Limits::default() });
    let ana = cart.member("ana");
    for (sku, price) in [("A", "1.00"), ("B", "1.00"), ("C", "0.01")] {
        engine.set_price(sku, "EUR", price).unwrap();
    }
    ana.add_item("A", 1).unwrap();
    for number in 0..100 {
        let sku = format!("SKU{number}");
        engine.set_price(&sku, "EUR", "0.01").unwrap();
        ana.add_item(&sku, 1).unwrap();
    }
    ana.add_item("B", 1).unwrap();
    let line = LineId(ana.add_item("C", 1).unwrap());
    // Either is 10.00 at times, but never both.
    let moves = [("A", "10.00"), ("A", "1.00"), ("B", "10.00"), ("B", "1.00")];
    while_prices_move(&engine, &moves, || {
        for number in 0..3_000u64 {
            let command_id = Some(CommandId::from_parts(engine.now_ms(), number.into()));
            let once = ana.with(CommandOptions { command_id, expect_version: None });
            once.add_item("C", 1).unwrap();
            if number % 100 == 0 {
                ana.set_quantity(line, 1).unwrap();
            }
        }
    });
}

/// I15: prices that move put no event of the host's into a batch, and none between an expected version and what it allows.
#[test]
fn prices_move_before_a_command_or_after_it_and_not_inside() {
    let (engine, cart) = shop(Limits { history_events_max: 65_536, ..Limits::default() });
    engine.set_price("TEA", "EUR", "1.00").unwrap();
    engine.set_price("OAT", "EUR", "1.00").unwrap();
    let ana = cart.member("ana");
    ana.add_item("TEA", 1).unwrap();
    let add = |sku| Command::AddItem {
        sku,
        quantity: 1,
        unit_price: None,
        options: vec![],
        note: None,
        beneficiaries: vec![],
        separate: false,
    };
    let name = |version| {
        let events = ana.event(version).unwrap();
        events.iter().next().map(|one| one.event.name().to_owned())
    };
    let moves = [("TEA", "2.00"), ("OAT", "2.00"), ("TEA", "1.00"), ("OAT", "1.00")];
    while_prices_move(&engine, &moves, || {
        for _ in 0..1_000 {
            let last = ana.batch(&[add("TEA"), add("OAT"), add("TEA")]).unwrap();
            for version in last - 2..=last {
                assert_ne!(name(version).as_deref(), Some("repriced"), "inside a batch");
            }
            let version = ana.version().unwrap();
            let expecting =
                ana.with(CommandOptions { command_id: None, expect_version: Some(version) });
            match expecting.add_item("TEA", 1) {
                Ok(made) => assert_eq!(made, version + 1, "at the expected version"),
                Err(error) => assert_eq!(error.code, ErrorCode::VersionConflict),
            }
            let lines = ana.view().unwrap().lines;
            for line in lines {
                ana.set_quantity(line.id, 1).unwrap();
            }
        }
    });
}

/// I15: a batch is one run of versions with nobody else's event in it, and a refused one leaves none.
#[test]
fn no_foreign_event_stands_inside_a_batch() {
    let (engine, cart) = shop(Limits { quantity_max: 1_000_000, ..Limits::default() });
    engine.set_price("TEA", "EUR", "0.01").unwrap();
    let ana = cart.member("ana");
    cart.system().add_member("ben", "editor").unwrap();
    let line = LineId(ana.add_item("TEA", 1_000).unwrap());
    thread::scope(|scope| {
        scope.spawn(|| {
            let ben = cart.member("ben");
            for _ in 0..150 {
                ben.adjust_quantity(line, 1).unwrap();
            }
        });
        for _ in 0..2 {
            scope.spawn(|| {
                for round in 0..60 {
                    let add = |delta| Command::AdjustQuantity { line, delta };
                    let last = if round % 3 == 0 {
                        Command::RemoveItem { line: LineId(99_999) }
                    } else {
                        add(7)
                    };
                    let answer = ana.batch(&[add(5), add(6), last]);
                    assert_eq!(answer.is_ok(), round % 3 != 0);
                }
            });
        }
    });
    let page = cart.system().events_since(Cursor::START).unwrap();
    let deltas: Vec<i32> = page
        .events()
        .iter()
        .filter_map(|one| match one.event {
            Event::QuantityAdjusted { delta, .. } => Some(delta),
            _ => None,
        })
        .collect();
    let mut rest = deltas.as_slice();
    let mut batches = 0;
    while let Some((first, tail)) = rest.split_first() {
        rest = match first {
            1 => tail,
            5 => {
                batches += 1;
                assert_eq!(tail[..2], [6, 7], "a batch is whole");
                &tail[2..]
            }
            other => panic!("{other} stands alone"),
        };
    }
    assert_eq!(batches, 2 * 40);
    cart.system().verify().unwrap();
}

/// Nobody starves on a hot cart, and nobody keeps it: while one of eight threads gets some thousand commands through, the
/// others get several times as many. Counted in versions: a thread that the scheduler leaves out gets nothing from the fairest
/// lock, but misses few of the cart's turns by that.
#[test]
fn no_thread_starves_on_a_hot_cart() {
    const THREADS: u64 = 8;
    const SOME: u64 = 4_096;
    const TIMES: usize = 7;
    const AT_LAST: u64 = 100_000_000;
    let (engine, cart) = shop(Limits { quantity_max: 1_000_000, ..Limits::default() });
    engine.set_price("TEA", "EUR", "0").unwrap();
    let line = LineId(cart.member("ana").add_item("TEA", 1).unwrap());
    let unfinished = AtomicU64::new(THREADS);
    let spans: Vec<Vec<u64>> = thread::scope(|scope| {
        let work = |_| {
            scope.spawn(|| {
                let ana = cart.member("ana");
                let mut version = ana.version().unwrap();
                let mut spans = Vec::new();
                while unfinished.load(Ordering::Relaxed) > 0 && version < AT_LAST {
                    let before = version;
                    for round in 0..SOME {
                        let delta = if round % 2 == 0 { 1 } else { -1 };
                        version = ana.adjust_quantity(line, delta).unwrap();
                    }
                    spans.push(version - before);
                    if spans.len() == TIMES {
                        unfinished.fetch_sub(1, Ordering::Relaxed);
                    }
                }
                spans
            })
        };
        let threads: Vec<_> = (0..THREADS).map(work).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for mut of_one in spans {
        assert!(of_one.len() >= TIMES, "{of_one:?}");
        of_one.sort_unstable();
        let median = of_one[of_one.len() / 2];
        assert!((3 * SOME..=4 * THREADS * SOME).contains(&median), "{of_one:?}");
    }
}

/// A version that a store keeps is found also while memory lets go of it.
#[test]
fn versions_that_leave_memory_are_found_at_any_moment() {
    const VERSIONS: u64 = 10_000;
    let limits = Limits { history_events_max: 512, ..Limits::default() };
    let store = Arc::new(MemoryStore::new());
    let engine = Engine::open(Options { limits, store: Some(store), ..Options::default() });
    let engine = engine.unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let ana = cart.member("ana");
            while !is_done.load(Ordering::Acquire) {
                // Memory keeps the last 512 and what it has not sealed yet.
                let now = ana.version().unwrap();
                for version in now.saturating_sub(770).max(1)..now.saturating_sub(500) {
                    assert_eq!(ana.view_at(version).unwrap().version, version);
                    assert_eq!(ana.event(version).unwrap().len(), 1);
                }
            }
        });
        let ana = cart.member("ana");
        while ana.version().unwrap() < VERSIONS && !reader.is_finished() {
            ana.lock_cart().unwrap();
            ana.unlock_cart().unwrap();
        }
        is_done.store(true, Ordering::Release);
        reader.join().unwrap();
    });
}
