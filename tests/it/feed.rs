//! The feed: each visible version once and in order, one explicit reset or revocation, and cursors that grant nothing. Proves
//! I36 to I38.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::Duration;

use cartpool::{
    Cart, Command, Cursor, Engine, Event, Limits, ManualClock, NewCart, Options, PageBody, Token,
};

use crate::shared::{Home, cart_on, homes};

fn shop(limits: Limits) -> (Engine, Cart) {
    let engine = Engine::open(Options { limits, ..Options::default() }).unwrap();
    engine.set_price("TEA", "EUR", "1.00").unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    (engine, cart)
}

/// I36: whatever the size of pages and wherever a reader stops, pages join without gap or repetition, filtered by right.
#[test]
fn pages_of_any_size_join_to_the_same_feed() {
    let whole: Vec<Vec<u64>> = feeds_in_pages_of(1_024);
    for size in [1, 2, 3, 7, 64] {
        assert_eq!(feeds_in_pages_of(size), whole, "pages of {size}");
    }
    let [ana, bob, lin] = whole.as_slice() else { panic!("three readers") };
    assert_eq!(*ana, (1..=28).collect::<Vec<_>>());
    assert!(
        bob.len() < ana.len() && lin.len() < bob.len(),
        "a viewer sees no invitations, a preview no people"
    );
}

fn feeds_in_pages_of(size: u32) -> Vec<Vec<u64>> {
    let (_engine, cart) = shop(Limits { page_events_max: size, ..Limits::default() });
    let ana = cart.member("ana");
    cart.system().add_member("bob", "viewer").unwrap();
    cart.system().add_member("lin", "link_preview").unwrap();
    for round in 0..5 {
        ana.add_item("TEA", 1).unwrap();
        ana.invite(Token::new().unwrap().hash(), "viewer").unwrap();
        ana.commit(&Command::LockCart { until_ms: None }).unwrap();
        ana.unlock_cart().unwrap();
        ana.rename_cart(Some(&format!("{round}")), None).unwrap();
    }
    let last = ana.version().unwrap();
    let read = |name: &str| {
        let member = cart.member(name);
        let mut cursor = Cursor::START;
        let mut seen = vec![];
        while cursor.version < last {
            let page = member.events_since(cursor).unwrap();
            assert_eq!(page.from, cursor);
            assert!(
                cursor.version < page.to.version,
                "a page moves on even where nothing in it may be seen"
            );
            for one in page.events().iter() {
                assert!(cursor.version < one.version && one.version <= page.to.version);
                seen.push(one.version);
            }
            cursor = page.to;
        }
        seen
    };
    ["ana", "bob", "lin"].map(read).to_vec()
}

/// I36: from wherever a reader goes on, near the newest event or far behind it, everything about what follows is the same.
#[test]
fn from_every_cursor_the_same_events_follow() {
    const EVENTS: u64 = 600;
    let clock = Arc::new(ManualClock::at(1_000));
    let limits = Limits { page_events_max: 1_000, ..Limits::default() };
    let engine =
        Engine::open(Options { limits, clock: Arc::clone(&clock) as _, ..Options::default() });
    let engine = engine.unwrap();
    engine.set_price("TEA", "EUR", "1.00").unwrap();
    let ana = engine.create_cart(NewCart::new("ana", "EUR")).unwrap().member("ana");
    for version in 2..=EVENTS {
        clock.advance(version * version % 777);
        let is_long = version % 19 == 0 || version == EVENTS - 5;
        let long = format!("{version}{}", "🫖".repeat(90));
        if is_long { ana.rename_cart(Some(&long), None) } else { ana.add_item("TEA", 1) }.unwrap();
        // Also where the newest events are few, long, or behind a checkpoint.
        if version % 64 < 20 || version > EVENTS - 20 {
            let whole = ana.events_since(Cursor::START).unwrap();
            let whole: Vec<_> = whole.events().iter().collect();
            assert_eq!(whole.len() as u64, version);
            for from in version.saturating_sub(20)..=version {
                let page = ana.events_since(Cursor { epoch: 1, version: from }).unwrap();
                let rest: Vec<_> = page.events().iter().collect();
                assert_eq!(rest, whole[usize::try_from(from).unwrap()..], "{from} of {version}");
            }
        }
    }
    let whole = ana.events_since(Cursor::START).unwrap();
    let whole: Vec<_> = whole.events().iter().collect();
    for (place, one) in whole.iter().enumerate() {
        let version = one.version - 1;
        let page = ana.events_since(Cursor { epoch: 1, version }).unwrap();
        assert_eq!(page.events().iter().collect::<Vec<_>>(), whole[place..]);
        assert_eq!(ana.event(one.version).unwrap().iter().next().as_ref(), Some(one));
    }
}

/// I36: behind the history, ahead of the cart, or of another life: one reset with the whole cart, from which to go on.
#[test]
fn a_cursor_that_cannot_be_continued_gets_one_reset() {
    let (_engine, cart) = shop(Limits { history_events_max: 256, ..Limits::default() });
    let ana = cart.member("ana");
    let line = cartpool::LineId(ana.add_item("TEA", 1).unwrap());
    for _ in 0..600 {
        ana.adjust_quantity(line, 1).unwrap();
    }
    let now = ana.version().unwrap();
    let epoch = ana.events_since(Cursor { epoch: 9, version: 0 }).unwrap().to.epoch;
    for cursor in [
        Cursor::START,
        Cursor { epoch, version: 1 },
        Cursor { epoch, version: now + 1 },
        Cursor { epoch, version: u64::MAX },
        Cursor { epoch: epoch + 1, version: now },
    ] {
        let page = ana.events_since(cursor).unwrap();
        assert_eq!((page.from, page.to), (cursor, Cursor { epoch, version: now }));
        let PageBody::Reset(view) = page.body else { panic!("{cursor} cannot be continued") };
        assert_eq!(*view, ana.view().unwrap());
        let next = ana.events_since(page.to).unwrap();
        assert!(matches!(&next.body, PageBody::Events(events) if events.is_empty()));
    }
}

/// I38: a cursor is a place, not a right: with anybody's cursor everybody sees what is theirs.
#[test]
fn a_cursor_grants_nothing() {
    let (engine, cart) = shop(Limits::default());
    let ana = cart.member("ana");
    cart.system().add_member("lin", "link_preview").unwrap();
    ana.lock_cart().unwrap();
    let cursor = ana.events_since(Cursor::START).unwrap().to;
    ana.unlock_cart().unwrap();
    ana.add_item("TEA", 1).unwrap();
    let of_lin: Vec<u64> = cart
        .member("lin")
        .events_since(cursor)
        .unwrap()
        .events()
        .iter()
        .map(|one| one.version)
        .collect();
    assert_eq!(of_lin, [5]);
    assert_eq!(cart.member("zoe").events_since(cursor).unwrap_err().code.name(), "cart_not_found");
    let other = engine.create_cart(NewCart::new("zoe", "EUR")).unwrap();
    assert!(matches!(other.member("zoe").events_since(cursor).unwrap().body, PageBody::Reset(_)));
}

struct Counter(AtomicU64);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// I37: a watcher is woken once for any number of events, and pulls them at its own pace.
#[test]
fn a_slow_watcher_is_woken_once_and_misses_nothing() {
    let (_engine, cart) = shop(Limits::default());
    let ana = cart.member("ana");
    let mut watch = ana.watch(Cursor::START).unwrap();
    assert_eq!(watch.page().unwrap().events().len(), 1);
    let counter = Arc::new(Counter(AtomicU64::new(0)));
    let waker = Waker::from(counter.clone());
    let mut context = Context::from_waker(&waker);
    assert!(watch.poll_changed(&mut context).is_pending());
    for _ in 0..50 {
        ana.add_item("TEA", 1).unwrap();
    }
    assert_eq!(counter.0.load(Ordering::SeqCst), 1);
    assert!(matches!(watch.poll_changed(&mut context), Poll::Ready(Ok(()))));
    assert_eq!(watch.page().unwrap().events().len(), 50);
    assert!(watch.poll_changed(&mut context).is_pending());
    assert!(!watch.wait(Duration::from_millis(1)).unwrap());
}

/// F2: no wake is lost between a look and a wait, however the threads fall.
#[test]
fn no_wake_is_lost_between_looking_and_waiting() {
    let (_engine, cart) = shop(Limits::default());
    let mut watch = cart.member("ana").watch(Cursor::START).unwrap();
    thread::scope(|scope| {
        scope.spawn(|| {
            let ana = cart.member("ana");
            for _ in 0..500 {
                ana.add_item("TEA", 1).unwrap();
                thread::yield_now();
            }
        });
        let mut seen = 0;
        while seen < 501 {
            assert!(watch.wait(Duration::from_secs(60)).unwrap(), "a wake was lost at {seen}");
            seen += watch.page().unwrap().events().len();
        }
    });
}

/// A waker may do whatever it likes, the engine included: no lock is held when it runs.
#[test]
fn a_waker_may_call_the_engine_it_is_woken_by() {
    struct Reader(Cart, AtomicU64);
    impl Wake for Reader {
        fn wake(self: Arc<Self>) {
            let version = self.0.member("ana").add_item("TEA", 1).unwrap();
            self.1.store(version, Ordering::SeqCst);
        }
    }
    let (_engine, cart) = shop(Limits::default());
    let mut watch = cart.member("ana").watch(Cursor::START).unwrap();
    watch.page().unwrap();
    let reader = Arc::new(Reader(cart.clone(), AtomicU64::new(0)));
    let waker = Waker::from(reader.clone());
    assert!(watch.poll_changed(&mut Context::from_waker(&waker)).is_pending());
    assert_eq!(cart.member("ana").add_item("TEA", 1).unwrap(), 2);
    assert_eq!(reader.1.load(Ordering::SeqCst), 3);
    let page = watch.page().unwrap();
    assert!(
        page.events()
            .iter()
            .all(|one| matches!(one.event, Event::ItemAdded { .. } | Event::ItemIncreased { .. }))
    );
    assert_eq!(page.events().len(), 2);
}

/// The same on a store, wherever the change came from.
#[test]
fn a_waker_may_call_an_engine_on_a_store() {
    homes().iter().for_each(a_waker_may_call_an_engine_on_a_store_in);
}

fn a_waker_may_call_an_engine_on_a_store_in(home: &Home) {
    struct Caller(Cart, AtomicU64);
    impl Wake for Caller {
        fn wake(self: Arc<Self>) {
            self.0.member("ana").add_item("TEA", 1).unwrap();
            self.0.member("ana").view().unwrap();
            self.1.fetch_add(1, Ordering::SeqCst);
        }
    }
    let (one, other) = (home.engine(), home.engine());
    let cart = cart_on(&one);
    for (round, writer) in (1..).zip([cart.clone(), other.cart(cart.id())]) {
        let caller = Arc::new(Caller(cart.clone(), AtomicU64::new(0)));
        let waker = Waker::from(Arc::clone(&caller));
        let mut watch = cart.member("ana").watch(Cursor::START).unwrap();
        watch.page().unwrap();
        assert!(watch.poll_changed(&mut Context::from_waker(&waker)).is_pending());
        writer.member("ben").add_item("TEA", 1).unwrap();
        while caller.1.load(Ordering::SeqCst) == 0 {
            cart.member("ana").version().unwrap();
        }
        assert_eq!(cart.member("ana").view().unwrap().lines[0].quantity, 2 * round);
    }
}
