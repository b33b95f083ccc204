//! Engines that share a store: nothing that was acknowledged is lost, nothing shows that is not kept.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cartpool::journal::{
    Block, Durability, Entry, Frame, Health, MemoryStore, Saved, SqliteStore, Store, StoreError,
    Stored, StreamKey, Turn,
};
use cartpool::{
    Cart, Command, CommandId, CommandOptions, Cursor, Engine, LineId, ManualClock, NewCart,
    Options, Rates, Result,
};
use tempfile::TempDir;

fn engine_on(store: impl Store + 'static) -> Engine {
    engine_with(Arc::new(store))
}

fn engine_with(store: Arc<dyn Store>) -> Engine {
    Engine::open(Options { store: Some(store), ..Options::default() }).unwrap()
}

/// A log and how to open it once more, as another process would: each store there is.
pub(crate) struct Home {
    open: Box<dyn Fn() -> Arc<dyn Store> + Send + Sync>,
    _folder: Option<TempDir>,
}

impl Home {
    fn memory() -> Self {
        let store = MemoryStore::new();
        Self { open: Box::new(move || Arc::new(store.clone())), _folder: None }
    }

    fn file(durability: Durability) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("carts.db");
        let open =
            move || -> Arc<dyn Store> { Arc::new(SqliteStore::open(&path, durability).unwrap()) };
        Self { open: Box::new(open), _folder: Some(folder) }
    }

    pub(crate) fn engine(&self) -> Engine {
        engine_with((self.open)())
    }
}

pub(crate) fn homes() -> [Home; 3] {
    [Home::memory(), Home::file(Durability::Buffered), Home::file(Durability::Synced)]
}

/// An engine with one price, and a cart of ana's in which ben edits.
pub(crate) fn cart_on(engine: &Engine) -> Cart {
    engine.set_price("TEA", "EUR", "4.50").unwrap();
    let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    cart.member("ana").add_member("ben", "editor").unwrap();
    cart
}

fn code(answer: Result<u64>) -> &'static str {
    answer.unwrap_err().code.name()
}

#[test]
fn what_one_engine_commits_another_reads_at_once() {
    homes().iter().for_each(what_one_engine_commits_another_reads_at_once_in);
}

fn what_one_engine_commits_another_reads_at_once_in(home: &Home) {
    let (one, other) = (home.engine(), home.engine());
    let cart = cart_on(&one);
    let there = other.cart(cart.id());
    for quantity in 1..=50 {
        cart.member("ana").add_item("TEA", 1).unwrap();
        assert_eq!(there.member("ben").view().unwrap().lines[0].quantity, 2 * quantity - 1);
        there.member("ben").add_item("TEA", 1).unwrap();
        assert_eq!(cart.member("ana").view().unwrap().lines[0].quantity, 2 * quantity);
    }
    other.set_price("TEA", "EUR", "5").unwrap();
    assert_eq!(cart.member("ana").total().unwrap().to_string(), "500.00 EUR");
    assert_eq!(one.prices_version(), other.prices_version());
    let pages = [&cart, &there].map(|cart| cart.system().events_since(Cursor::START).unwrap());
    let [here, there] = pages.map(|page| format!("{:?}", page.events()));
    assert_eq!(here, there);
}

#[test]
fn a_watch_hears_of_another_engines_change() {
    homes().iter().for_each(a_watch_hears_of_another_engines_change_in);
}

fn a_watch_hears_of_another_engines_change_in(home: &Home) {
    let (one, other) = (home.engine(), home.engine());
    let cart = cart_on(&one);
    let ben = other.cart(cart.id()).member("ben");
    let mut watch = ben.watch(Cursor::START).unwrap();
    assert_eq!(watch.page().unwrap().events().len(), 2);
    assert!(!watch.wait(Duration::from_millis(20)).unwrap());
    let ana = cart.member("ana");
    let adds = std::thread::spawn(move || {
        std::thread::park_timeout(Duration::from_millis(20));
        ana.add_item("TEA", 1).unwrap()
    });
    assert!(watch.wait(Duration::from_secs(60)).unwrap());
    assert_eq!(watch.page().unwrap().to.version, adds.join().unwrap());
}

#[test]
fn adds_from_many_threads_of_two_engines_all_count() {
    homes().iter().for_each(adds_from_many_threads_of_two_engines_all_count_in);
}

fn adds_from_many_threads_of_two_engines_all_count_in(home: &Home) {
    const THREADS: u64 = 8;
    const ADDS: u64 = 100;
    let engines = [home.engine(), home.engine()];
    let cart = cart_on(&engines[0]);
    let mut versions: Vec<u64> = std::thread::scope(|scope| {
        let run = |engine: &Engine| {
            let ana = engine.cart(cart.id()).member("ana");
            scope.spawn(move || {
                let adds = (0..ADDS).map(|_| ana.add_item("TEA", 1).unwrap());
                let versions: Vec<_> = adds.collect();
                assert!(versions.is_sorted(), "a session's versions never go back");
                versions
            })
        };
        let threads: Vec<_> = (0..THREADS).flat_map(|_| &engines).map(run).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    versions.sort_unstable();
    assert!(versions.into_iter().eq(3..3 + 2 * THREADS * ADDS));
    for engine in engines {
        let view = engine.cart(cart.id()).system().view().unwrap();
        assert_eq!(u64::from(view.lines[0].quantity), 2 * THREADS * ADDS);
        engine.cart(cart.id()).system().verify().unwrap();
    }
}

/// A store whose next appends do as they are told.
#[derive(Clone, Debug, Default)]
struct Faulty {
    store: MemoryStore,
    fault: Arc<AtomicU32>,
    others: Others,
}

/// What happens while an engine waits for its next turn.
#[derive(Clone, Default)]
struct Others(Arc<Mutex<Option<Deed>>>);

type Deed = Box<dyn FnOnce() + Send>;

impl fmt::Debug for Others {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Others")
    }
}

const WORKS: u32 = 0;
const CONFLICTS: u32 = 1;
const CONFLICTS_ONCE: u32 = 2;
const IS_BUSY: u32 = 3;
const FAILS: u32 = 4;
const FAILS_ALTHOUGH_WRITTEN: u32 = 5;

impl Faulty {
    fn tell(&self, fault: u32) {
        self.fault.store(fault, Ordering::SeqCst);
    }
}

struct FaultyTurn<'s>(Box<dyn Turn + 's>, &'s AtomicU32);

impl Turn for FaultyTurn<'_> {
    fn append(self: Box<Self>, entries: &[Entry<'_>], saved: &[Saved]) -> Result<u64, StoreError> {
        match self.1.load(Ordering::SeqCst) {
            CONFLICTS => Err(StoreError::Conflict),
            CONFLICTS_ONCE => {
                self.1.store(WORKS, Ordering::SeqCst);
                Err(StoreError::Conflict)
            }
            FAILS => Err(StoreError::Failed),
            FAILS_ALTHOUGH_WRITTEN => {
                self.0.append(entries, saved)?;
                Err(StoreError::Failed)
            }
            _ => self.0.append(entries, saved),
        }
    }
}

impl Store for Faulty {
    fn durability(&self) -> Durability {
        self.store.durability()
    }
    fn epoch(&self) -> u32 {
        self.store.epoch()
    }
    fn turn(&self, wait: Duration) -> Result<Box<dyn Turn + '_>, StoreError> {
        if self.fault.load(Ordering::SeqCst) == IS_BUSY {
            return Err(StoreError::Busy);
        }
        let others = self.others.0.lock().unwrap().take();
        if let Some(others) = others {
            others();
        }
        Ok(Box::new(FaultyTurn(self.store.turn(wait)?, &self.fault)))
    }
    fn head(&self) -> Result<u64, StoreError> {
        self.store.head()
    }
    fn frames(&self, after: u64, read: &mut dyn FnMut(Frame<'_>)) -> Result<u64, StoreError> {
        self.store.frames(after, read)
    }
    fn wait(&self, position: u64, timeout: Duration) -> Result<bool, StoreError> {
        self.store.wait(position, timeout)
    }
    fn load(&self, stream: &StreamKey) -> Result<Option<Stored>, StoreError> {
        self.store.load(stream)
    }
    fn block(&self, stream: &StreamKey, version: u64) -> Result<Option<Block>, StoreError> {
        self.store.block(stream, version)
    }
    fn streams(
        &self,
        kind: u8,
        after: Option<&StreamKey>,
        max: usize,
    ) -> Result<Vec<(StreamKey, Stored)>, StoreError> {
        self.store.streams(kind, after, max)
    }
    fn due(&self, max: usize, all: bool) -> Vec<StreamKey> {
        self.store.due(max, all)
    }
    fn health(&self) -> Health {
        self.store.health()
    }
    fn close(&self) {
        self.store.close();
    }
}

#[test]
fn what_lost_a_race_is_decided_anew() {
    let store = Faulty::default();
    let cart = cart_on(&engine_on(store.clone()));
    let ana = cart.member("ana");
    store.tell(CONFLICTS_ONCE);
    assert_eq!(ana.add_item("TEA", 1).unwrap(), 3);
    store.tell(CONFLICTS);
    assert_eq!(code(ana.add_item("TEA", 1)), "storage_busy");
    store.tell(IS_BUSY);
    assert_eq!(code(ana.add_item("TEA", 1)), "storage_busy");
    store.tell(WORKS);
    assert_eq!((ana.version().unwrap(), ana.add_item("TEA", 1).unwrap()), (3, 4));
}

/// A group is decided before its turn: what others change until then counts all the same.
#[test]
fn what_others_change_before_the_turn_is_decided_anew() {
    let store = Faulty::default();
    let (here, there) = (engine_on(store.clone()), engine_on(store.store.clone()));
    let cart = cart_on(&here);
    let elsewhere = there.cart(cart.id());
    let meanwhile = |others: fn(Cart) -> Result<u64>| {
        let cart = elsewhere.clone();
        let others = move || assert!(others(cart).is_ok());
        *store.others.0.lock().unwrap() = Some(Box::new(others));
    };
    meanwhile(|cart| cart.member("ana").add_item("TEA", 1));
    assert_eq!(cart.member("ben").add_item("TEA", 2).unwrap(), 4);
    assert_eq!(cart.member("ben").view().unwrap().lines[0].quantity, 3);

    meanwhile(|cart| cart.member("ana").add_item("TEA", 1));
    let expects = CommandOptions { expect_version: Some(4), ..CommandOptions::default() };
    assert_eq!(code(cart.member("ben").with(expects).add_item("TEA", 1)), "version_conflict");

    // The cart takes over the new price first, and then the tea.
    meanwhile(|cart| cart.engine().set_price("TEA", "EUR", "9.00"));
    assert_eq!(cart.member("ben").add_item("TEA", 1).unwrap(), 7);

    meanwhile(|cart| cart.member("ana").remove_member("ben"));
    assert_eq!(code(cart.member("ben").add_item("TEA", 1)), "cart_not_found");
    assert_eq!(cart.member("ana").view().unwrap().lines[0].quantity, 5);
    cart.system().verify().unwrap();
}

/// I17: a seat that somebody had only on a copy is not theirs once the copy is thrown away.
#[test]
fn nobody_acts_from_a_seat_that_another_got_meanwhile() {
    let store = Faulty::default();
    let (here, there) = (engine_on(store.clone()), engine_on(store.store.clone()));
    let cart = cart_on(&here);
    let elsewhere = there.cart(cart.id());
    let others = move || {
        elsewhere.member("ana").add_member("carol", "editor").unwrap();
    };
    *store.others.0.lock().unwrap() = Some(Box::new(others));
    let (ana, dan) = (cart.member("ana"), cart.member("dan"));
    let seats_dan = Command::AddMember { member: "dan", role: "editor" };
    let add = Command::AddItem {
        sku: "TEA",
        quantity: 1,
        unit_price: None,
        options: Vec::new(),
        note: None,
        beneficiaries: Vec::new(),
        separate: false,
    };
    assert_eq!(here.commit_all(&[ana.call(&seats_dan), dan.call(&add)]), [Ok(4), Ok(5)]);
    let view = ana.view().unwrap();
    let seat = |name: &str| view.members.iter().find(|member| &*member.id == name).unwrap().seat;
    assert_eq!((view.lines[0].added_by, seat("carol") < seat("dan")), (seat("dan"), true));
}

/// I14: what became of a command that was refused elsewhere, before the turn and without an event, is known to its retry here.
#[test]
fn an_answer_given_elsewhere_before_the_turn_is_given_again() {
    let store = Faulty::default();
    let (here, there) = (engine_on(store.clone()), engine_on(store.store.clone()));
    let cart = cart_on(&here);
    let id = CommandId::from_parts(here.now_ms(), 1);
    let options = CommandOptions { command_id: Some(id), ..CommandOptions::default() };
    let elsewhere = there.cart(cart.id());
    let others = move || {
        let too_late = CommandOptions { expect_version: Some(1), ..options };
        let ana = elsewhere.member("ana").with(too_late);
        assert_eq!(code(ana.add_item("TEA", 1)), "version_conflict");
    };
    *store.others.0.lock().unwrap() = Some(Box::new(others));
    assert_eq!(code(cart.member("ana").with(options).add_item("TEA", 1)), "version_conflict");
    assert_eq!(cart.member("ana").add_item("TEA", 1).unwrap(), 3);
}

/// I44: after a write error nothing more is acknowledged until the engine is opened anew; reads go on.
#[test]
fn after_a_failed_write_nothing_more_is_taken_and_reads_go_on() {
    let store = Faulty::default();
    let engine = engine_on(store.clone());
    let cart = cart_on(&engine);
    let ana = cart.member("ana");
    store.tell(FAILS);
    assert_eq!(code(ana.add_item("TEA", 1)), "storage_failed");
    store.tell(WORKS);
    assert_eq!(code(ana.add_item("TEA", 1)), "storage_failed");
    assert_eq!(code(engine.set_price("TEA", "EUR", "1")), "storage_failed");
    assert!(ana.view().unwrap().lines.is_empty());
    assert!(!engine.health().is_writable);
    let anew = engine_on(store);
    assert_eq!(anew.cart(cart.id()).member("ana").add_item("TEA", 1).unwrap(), 3);
    assert_eq!(ana.view().unwrap().lines.len(), 1, "the failed engine still follows");
}

/// I14: a command whose fate was unknown is found by its id.
#[test]
fn a_late_commit_is_found_by_its_command_id() {
    let store = Faulty::default();
    let engine = engine_on(store.clone());
    let cart = cart_on(&engine);
    let id = CommandId::from_parts(engine.now_ms(), 1);
    let options = CommandOptions { command_id: Some(id), ..CommandOptions::default() };
    store.tell(FAILS_ALTHOUGH_WRITTEN);
    assert_eq!(code(cart.member("ana").with(options).add_item("TEA", 1)), "storage_failed");
    store.tell(WORKS);
    let anew = engine_on(store);
    let ana = anew.cart(cart.id()).member("ana").with(options);
    assert_eq!(ana.add_item("TEA", 1).unwrap(), 3);
    assert_eq!(ana.view().unwrap().lines[0].quantity, 1);
}

#[test]
fn carts_leave_memory_and_return_whole() {
    homes().iter().for_each(carts_leave_memory_and_return_whole_in);
}

fn carts_leave_memory_and_return_whole_in(home: &Home) {
    const CARTS: u32 = 2_000;
    let options =
        Options { store: Some((home.open)()), max_bytes: Some(200_000), ..Options::default() };
    let engine = Engine::open(options).unwrap();
    engine.set_price("TEA", "EUR", "4.50").unwrap();
    let carts: Vec<Cart> = (0..CARTS)
        .map(|number| {
            let cart = engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
            cart.member("ana").add_item("TEA", 1 + number % 7).unwrap();
            cart.member("ana").set_note(LineId(2), Some("two sugars")).unwrap();
            cart
        })
        .collect();
    let health = engine.health();
    assert!(health.carts < 1_000, "{health:?}");
    for (cart, number) in carts.iter().zip(0..) {
        let line = &cart.member("ana").view().unwrap().lines[0];
        assert_eq!(line.quantity, 1 + number % 7);
        assert_eq!(line.note.as_deref(), Some("two sugars"));
    }
    assert!(engine.health().bytes < 1_000_000, "{:?}", engine.health());
}

#[test]
fn versions_that_memory_forgot_are_read_from_the_store() {
    homes().iter().for_each(versions_that_memory_forgot_are_read_from_the_store_in);
}

fn versions_that_memory_forgot_are_read_from_the_store_in(home: &Home) {
    const ADDS: u64 = 3_000;
    let cart = cart_on(&home.engine());
    let ana = cart.member("ana");
    for _ in 0..ADDS {
        ana.add_item("TEA", 1).unwrap();
    }
    let anew = home.engine().cart(cart.id());
    for cart in [cart, anew] {
        let ana = cart.member("ana");
        for version in [1, 2, 3, 255, 256, 257, 1_000, 1_024, 1_979, ADDS + 2] {
            let view = ana.view_at(version).unwrap();
            let quantity = view.lines.first().map_or(0, |line| u64::from(line.quantity));
            assert_eq!((view.version, quantity), (version, version.saturating_sub(2)));
            assert_eq!(ana.event(version).unwrap().iter().next().unwrap().version, version);
        }
        assert_eq!(ana.view_at(ADDS + 3).unwrap_err().code.name(), "version_not_found");
        ana.verify().unwrap();
    }
}

#[test]
fn draining_finishes_what_was_taken_and_saves_every_cart() {
    homes().iter().for_each(draining_finishes_what_was_taken_and_saves_every_cart_in);
}

fn draining_finishes_what_was_taken_and_saves_every_cart_in(home: &Home) {
    let engine = home.engine();
    let cart = cart_on(&engine);
    assert!(engine.health().store.unwrap().unsaved_streams > 0);
    assert!(engine.drain(Duration::from_secs(60)));
    assert_eq!(code(cart.member("ana").add_item("TEA", 1)), "engine_is_closed");
    let anew = home.engine();
    assert_eq!(anew.health().store.unwrap().unsaved_streams, 0);
    assert_eq!(anew.cart(cart.id()).member("ana").add_item("TEA", 1).unwrap(), 3);
    assert!(anew.drain(Duration::ZERO) || anew.is_closed());
}

#[test]
fn a_flood_of_refused_commands_is_held_back_too() {
    homes().iter().for_each(a_flood_of_refused_commands_is_held_back_too_in);
}

fn a_flood_of_refused_commands_is_held_back_too_in(home: &Home) {
    let rates = Rates::default();
    let clock = Arc::new(ManualClock::at(1_000_000));
    let store = Some((home.open)());
    let options = Options { store, rates: Some(rates), clock, ..Options::default() };
    let ben = cart_on(&Engine::open(options).unwrap()).member("ben");
    let refusals = (0..1_000).map(|_| code(ben.remove_item(LineId(99))));
    let counted = refusals.filter(|code| *code == "line_not_found").count();
    assert_eq!(counted, rates.member_burst as usize);
}

#[test]
fn a_batch_and_its_texts_come_back_as_one() {
    homes().iter().for_each(a_batch_and_its_texts_come_back_as_one_in);
}

fn a_batch_and_its_texts_come_back_as_one_in(home: &Home) {
    let cart = cart_on(&home.engine());
    let add = Command::AddItem {
        sku: "TEA",
        quantity: 1,
        unit_price: None,
        options: Vec::new(),
        note: Some("no milk"),
        beneficiaries: vec!["ben"],
        separate: true,
    };
    assert_eq!(cart.member("ben").batch(&[add.clone(), add]).unwrap(), 4);
    let before = cart.member("ana").view().unwrap();
    let after = home.engine().cart(cart.id()).member("ana").view().unwrap();
    assert_eq!(before, after);
    assert_eq!(after.lines[1].note.as_deref(), Some("no milk"));
}
