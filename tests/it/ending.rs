//! How an engine on a file ends: what was taken is finished, what comes later is refused, and nobody waits for ever.

use std::fs::{File, OpenOptions};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use cartpool::journal::{SqliteStore, Store};
use cartpool::{Cart, Cursor, Durability, Engine, ErrorCode, Limits, NewCart, Options};
use tempfile::TempDir;

const LONG: Duration = Duration::from_secs(60);

/// An engine on a file of its own, and a cart on it.
struct Shop {
    folder: TempDir,
    engine: Engine,
    cart: Cart,
}

impl Shop {
    fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let engine = Self::engine(&folder);
        engine.set_price("TEA", "EUR", "4.50").unwrap();
        let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
        cart.member("ana").add_item("TEA", 1).unwrap();
        Self { folder, engine, cart }
    }

    fn engine(folder: &TempDir) -> Engine {
        let path = folder.path().join("carts.db");
        let options = Options::on_file(path, Durability::Buffered).unwrap();
        let limits = Limits { quantity_max: 1_000_000, ..Limits::default() };
        Engine::open(Options { limits, ..options }).unwrap()
    }

    /// How many of the cart's lines of tea a new engine finds.
    fn found(&self) -> u64 {
        let engine = Self::engine(&self.folder);
        let view = engine.cart(self.cart.id()).member("ana").view().unwrap();
        u64::from(view.lines[0].quantity)
    }

    /// The lock as another process, stopped while it writes, would hold it.
    fn hold(&self) -> File {
        let lock = OpenOptions::new().write(true).open(self.folder.path().join("carts.db-lock"));
        let lock = lock.unwrap();
        lock.lock().unwrap();
        lock
    }
}

/// Adds until refused, with this many threads, while `end` ends the engine; answers with how many adds were acknowledged.
fn load(shop: &Shop, end: impl FnOnce()) -> u64 {
    let acknowledged = AtomicU64::new(0);
    thread::scope(|threads| {
        for _ in 0..32 {
            let (ana, acknowledged) = (shop.cart.member("ana"), &acknowledged);
            threads.spawn(move || {
                loop {
                    match ana.add_item("TEA", 1) {
                        Ok(_) => drop(acknowledged.fetch_add(1, Ordering::Relaxed)),
                        Err(error) => break assert_eq!(error.code, ErrorCode::EngineIsClosed),
                    }
                }
            });
        }
        while acknowledged.load(Ordering::Relaxed) < 500 {
            thread::yield_now();
        }
        end();
        // At once, and not only for those who were there.
        let late = shop.cart.member("ana").add_item("TEA", 1).unwrap_err();
        assert_eq!(late.code, ErrorCode::EngineIsClosed);
    });
    acknowledged.into_inner()
}

#[test]
fn a_drain_under_load_finishes_what_was_taken_and_nothing_else() {
    let shop = Shop::open();
    let acknowledged = load(&shop, || {
        assert!(shop.engine.drain(LONG));
        let health = shop.engine.health();
        assert_eq!((health.waiting, health.is_writable), (0, false));
        // Every cart has been saved: the next opening reads no frame.
        assert_eq!(health.store.unwrap().unsaved_streams, 0);
    });
    assert_eq!(shop.found(), 1 + acknowledged);
}

#[test]
fn closing_during_a_group_finishes_the_group() {
    for _ in 0..8 {
        let shop = Shop::open();
        let acknowledged = load(&shop, || shop.engine.close());
        assert_eq!(shop.found(), 1 + acknowledged);
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a deadline is kept on the machine's own clock")]
fn nobody_waits_for_ever_for_a_process_that_was_stopped() {
    let ends: [fn(&Engine); 2] =
        [|engine| assert!(!engine.drain(Duration::from_millis(100))), |engine| engine.close()];
    for end in ends {
        let shop = Shop::open();
        let held = shop.hold();
        thread::scope(|threads| {
            let ana = shop.cart.member("ana");
            let waits = threads.spawn(move || ana.add_item("TEA", 1));
            while shop.engine.health().waiting == 0 {
                thread::yield_now();
            }
            let began = Instant::now();
            end(&shop.engine);
            let took = began.elapsed();
            assert!(took < Duration::from_secs(30), "{took:?}");
            drop(held);
            // It was not finished, and that is what it says.
            assert_eq!(waits.join().unwrap().unwrap_err().code, ErrorCode::EngineIsClosed);
        });
        assert_eq!(shop.found(), 1);
    }
}

#[test]
fn whoever_ends_an_engine_that_is_ending_waits_and_hears_what_came_of_it() {
    let shop = Shop::open();
    let held = shop.hold();
    let answer = thread::scope(|threads| {
        let (ana, engine) = (shop.cart.member("ana"), &shop.engine);
        let adds = threads.spawn(move || ana.add_item("TEA", 1));
        while engine.health().waiting == 0 {
            thread::yield_now();
        }
        let first = threads.spawn(|| engine.drain(LONG));
        while !engine.is_closed() {
            thread::yield_now();
        }
        assert!(!engine.drain(Duration::from_millis(50)), "the first has not ended yet");
        let second = threads.spawn(|| engine.drain(LONG));
        drop(held);
        // Whoever comes just as the engine ends may be too late, and then is told so.
        let answer = adds.join().unwrap().map_err(|refusal| refusal.code);
        assert!(matches!(answer, Ok(3) | Err(ErrorCode::EngineIsClosed)), "{answer:?}");
        assert!(first.join().unwrap() && second.join().unwrap());
        assert!(engine.drain(Duration::ZERO));
        answer
    });
    assert_eq!(shop.found(), 1 + u64::from(answer.is_ok()));
}

/// A host may have told the calling thread to go on, before it parks: no call of ours is what it waits for.
#[test]
#[allow(clippy::disallowed_methods, reason = "a stopwatch, not the engine's time")]
fn no_call_that_waits_takes_a_wake_up_that_is_meant_for_its_caller() {
    const SHORT: Duration = Duration::from_millis(30);
    let shop = Shop::open();
    let ana = shop.cart.member("ana");
    let mut watch = ana.watch(Cursor::START).unwrap();
    watch.page().unwrap();
    let store = SqliteStore::open(&shop.folder.path().join("carts.db"), Durability::Buffered);
    let store = store.unwrap();
    let held = shop.hold();
    let is_left = |what: &str, call: &mut dyn FnMut()| {
        thread::current().unpark();
        call();
        let began = Instant::now();
        thread::park_timeout(LONG);
        assert!(began.elapsed() < LONG / 2, "{what} took it");
    };
    is_left("waiting for the lock", &mut || assert!(store.turn(SHORT).is_err()));
    is_left("watching", &mut || assert_eq!(watch.wait(SHORT), Ok(false)));
    thread::scope(|threads| {
        let adds = threads.spawn(|| ana.add_item("TEA", 1));
        while shop.engine.health().waiting == 0 {
            thread::yield_now();
        }
        is_left("ending", &mut || assert!(!shop.engine.drain(SHORT)));
        drop(held);
        let _ = adds.join().unwrap();
    });
}
