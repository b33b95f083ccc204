//! Coupons and group ledgers as hosts reach them, and as somebody with the file would forge them. What only flows may send is
//! proved beside it, in `core/src/accounts`. Proves I26 of ledgers, and I29.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use cartpool::audit::{Audit, Breach, Subject, verify};
use cartpool::journal::{
    Durability, Entry, MemoryStore, Saved, Snapshot, SqliteStore, Store, StreamKey,
};
use cartpool::{
    BillCommand, CartId, CommandId, CommandOptions, CouponTerms, Decimal, Engine, Error, ErrorCode,
    Limits, ManualClock, NewCart, Options,
};
use serde_json::Value;
use tempfile::TempDir;

use crate::tool::fine;

const COUPONS: u8 = 3;
const LEDGERS: u8 = 4;
const NOW_MS: u64 = 1_750_000_000_000;
const MINUTE_MS: u64 = 60_000;
const CART: CartId = CartId(7);

fn engine_on(store: impl Store + 'static) -> Engine {
    let clock = Arc::new(ManualClock::at(NOW_MS));
    Engine::open(Options { store: Some(Arc::new(store)), clock, ..Options::default() }).unwrap()
}

pub(crate) fn terms(uses_max: Option<u32>, member_uses_max: Option<u32>) -> CouponTerms {
    let discount = BillCommand::AddDiscount {
        percent: Some(Decimal::TEN),
        amount: None,
        tiers: Vec::new(),
        buy: None,
        get: None,
        skus: Vec::new(),
        label: None,
        exclusive: false,
        priority: None,
    };
    let terms = CouponTerms::new("EUR", &discount).unwrap();
    CouponTerms { uses_max, member_uses_max, ..terms }
}

/// One event as an entry keeps it. This is how events lie in journals: it cannot change.
macro_rules! event {
    ($tag:literal $(, $field:expr)*) => {{
        let mut bytes: Vec<u8> = vec![$tag];
        $(bytes.extend(postcard::to_allocvec(&$field).unwrap());)*
        bytes
    }};
}

fn reserved(at_ms: u64, nonce: u64, member: &str) -> Vec<u8> {
    event!(1, at_ms, CART, nonce, member, at_ms + MINUTE_MS)
}

fn confirmed(at_ms: u64, nonce: u64, member: &str) -> Vec<u8> {
    event!(2, at_ms, CART, nonce, member)
}

type Shares<'s> = Vec<(&'s str, i64, i64)>;

fn observed(cart: CartId, cart_version: u64, shares: &Shares<'_>) -> Vec<u8> {
    event!(0, NOW_MS, cart, cart_version, shares, Vec::<CartId>::new())
}

fn transferred(from: &str, to: &str, minor: i64) -> Vec<u8> {
    event!(4, NOW_MS, from, to, minor, None::<CommandId>)
}

pub(crate) fn family() -> StreamKey {
    StreamKey::new(LEDGERS, b"EURfamily")
}

fn coupon() -> StreamKey {
    StreamKey::new(COUPONS, b"TEA10")
}

/// The version of a stream, by what is kept of it.
fn version(store: &dyn Store, stream: &StreamKey) -> u64 {
    let Some(stored) = store.load(stream).unwrap() else { return 0 };
    let tail = stored.tail.last().map(|(base, events, _)| base + u64::from(*events));
    tail.or(stored.snapshot.map(|snapshot| snapshot.version)).unwrap_or(0)
}

/// Writes events as somebody with the file would.
fn write(store: &dyn Store, stream: &StreamKey, events: &[Vec<u8>]) {
    let mut body = vec![u8::try_from(events.len()).unwrap()];
    body.extend(events.concat());
    let base = version(store, stream);
    let events = u32::try_from(events.len()).unwrap();
    let entry = Entry { stream: stream.clone(), base, events, body: &body, texts: vec![] };
    store.turn(Duration::from_secs(5)).unwrap().append(&[entry], &[]).unwrap();
}

fn code<T: std::fmt::Debug>(answer: Result<T, Error>) -> &'static str {
    answer.unwrap_err().code.name()
}

#[test]
fn a_coupon_is_what_it_was_after_a_restart_and_in_another_engine() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let open = || engine_on(SqliteStore::open(&path, Durability::Synced).unwrap());
    let (one, other) = (open(), open());
    assert_eq!(one.define_coupon("TEA10", terms(Some(2), Some(1))), Ok(1));
    assert_eq!(other.define_coupon("TEA10", terms(Some(2), Some(1))), Ok(1), "nothing new");
    assert_eq!(other.define_coupon("TEA10", terms(Some(3), Some(1))), Ok(2));
    assert_eq!(other.define_coupon("tea10", terms(None, None)), Ok(1), "another code");
    let seen = one.coupon("TEA10").unwrap();
    assert_eq!((seen.version, seen.definition, seen.terms.uses_max), (2, 2, Some(3)));
    assert_eq!((seen.uses, seen.reserved, seen.members), (0, 0, 0));
    assert_eq!(other.coupon("TEA10").unwrap(), seen);
    assert!(one.drain(Duration::from_secs(60)));
    other.close();
    assert_eq!(code(one.coupon("TEA10")), "engine_is_closed");
    assert_eq!(code(one.define_coupon("TEA10", terms(None, None))), "engine_is_closed");
    assert_eq!(code(one.ledger("family", "EUR")), "engine_is_closed");
    let again = open();
    assert_eq!(again.coupon("TEA10").unwrap(), seen);
    again.close();
}

#[test]
fn what_a_host_gets_wrong_is_named() {
    let engine = Engine::open(Options::default()).unwrap();
    assert_eq!(code(engine.coupon("TEA10")), "coupon_not_found");
    assert_eq!(code(engine.coupon("")), "coupon_not_found");
    let long = "x".repeat(65);
    for name in ["", "a\nb", &long] {
        assert_eq!(code(engine.define_coupon(name, terms(None, None))), "coupon_code_not_valid");
        assert_eq!(code(engine.ledger(name, "EUR")), "group_not_valid");
    }
    let never =
        CouponTerms { valid_from_ms: Some(5), valid_until_ms: Some(5), ..terms(None, None) };
    assert_eq!(code(engine.define_coupon("TEA10", never)), "coupon_terms_not_valid");
    let discount = vec![0; 16_385].into();
    let large = CouponTerms { discount, ..terms(None, None) };
    assert_eq!(code(engine.define_coupon("TEA10", large)), "exceeds_event_bytes_max");
    assert_eq!(code(engine.ledger("family", "eur")), "currency_not_valid");
    let pay = |from, to, amount: &str| {
        engine.record_transfer("family", "EUR", from, to, amount, &CommandOptions::default())
    };
    assert_eq!(code(pay("ana", "ana", "1")), "transfer_not_valid");
    assert_eq!(code(pay("ana", "ben", "0")), "transfer_not_valid");
    assert_eq!(code(pay("ana", "ben", "0.001")), "price_not_valid");
    assert_eq!(code(pay("ana", "ben", "10000000000")), "exceeds_balance_max");
    assert_eq!(code(pay("ana", "ben", "1")), "member_not_found");
    let empty = engine.ledger("family", "EUR").unwrap();
    assert_eq!((empty.version, empty.members.len()), (0, 0));
}

#[test]
fn the_longest_names_fit_into_every_store() {
    let limits = Limits { id_bytes_max: 255, ..Limits::default() };
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let store = SqliteStore::open(&path, Durability::Buffered).unwrap();
    let group = "g".repeat(255);
    let key = StreamKey::new(LEDGERS, format!("EUR{group}").as_bytes());
    write(&store, &key, &[observed(CART, 1, &vec![("ana", 5, 0), ("ben", -5, 0)])]);
    let options = Options { limits, store: Some(Arc::new(store)), ..Options::default() };
    let engine = Engine::open(options).unwrap();
    engine.define_coupon(&group, terms(None, None)).unwrap();
    let options = CommandOptions::default();
    assert_eq!(engine.record_transfer(&group, "EUR", "ben", "ana", "0.05", &options), Ok(2));
    assert!(engine.drain(Duration::from_secs(60)));
    let store = SqliteStore::open_read_only(&path).unwrap();
    let report = verify(&store, Audit::default()).unwrap();
    assert!(report.is_sound(), "{:#?}", report.findings);
    assert_eq!((report.coupons, report.ledgers), (1, 1));
}

#[test]
fn a_group_settles_across_two_engines() {
    let store = MemoryStore::new();
    let (one, other) = (engine_on(store.clone()), engine_on(store.clone()));
    let shares = vec![("ana", 1_000, 3 << 30), ("ben", -1_000, -(3 << 30))];
    write(&store, &family(), &[observed(CART, 4, &shares)]);
    let seen = one.ledger("family", "EUR").unwrap();
    let ana = &seen.members[0];
    assert_eq!((&*ana.id, ana.balance.to_string().as_str()), ("ana", "10.00 EUR"));
    assert_eq!((ana.behind.parts(), ana.behind.to_string().as_str()), (3 << 30, "0.75"));
    let options = CommandOptions {
        command_id: Some(CommandId::from_parts(NOW_MS, 1)),
        expect_version: Some(seen.version),
    };
    let pay = |engine: &Engine, amount: &str| {
        engine.record_transfer("family", "EUR", "ben", "ana", amount, &options)
    };
    assert_eq!(pay(&one, "10"), Ok(2));
    assert_eq!(pay(&other, "10.00"), Ok(2), "a retry has no second effect");
    assert_eq!(code(pay(&other, "11")), "command_id_reused");
    let even = other.ledger("family", "EUR").unwrap();
    assert!(even.members.iter().all(|member| member.balance.minor == 0));
    assert_eq!(even.members.len(), 2, "a cart still names them");
    assert_eq!(other.ledger("family", "USD").unwrap().version, 0, "each currency is its own");
    assert_eq!(one.ledger("family", "EUR").unwrap(), even);
    // An older word of the same cart, as a late one would be.
    assert!(verify(&store, Audit::default()).unwrap().is_sound());
}

#[test]
fn transfers_from_many_threads_of_two_engines_all_count() {
    const THREADS: u64 = 8;
    const TRANSFERS: u64 = 50;
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let open = || engine_on(SqliteStore::open(&path, Durability::Buffered).unwrap());
    let store = SqliteStore::open(&path, Durability::Buffered).unwrap();
    write(&store, &family(), &[observed(CART, 1, &vec![("ana", 0, 0), ("ben", 0, 0)])]);
    store.close();
    let engines = [open(), open()];
    let mut versions: Vec<u64> = std::thread::scope(|scope| {
        let run = |engine: &Engine| {
            let engine = engine.clone();
            scope.spawn(move || {
                let options = CommandOptions::default();
                let pay = || {
                    engine.record_transfer("family", "EUR", "ben", "ana", "0.01", &options).unwrap()
                };
                (0..TRANSFERS).map(|_| pay()).collect::<Vec<_>>()
            })
        };
        let threads: Vec<_> = (0..THREADS).flat_map(|_| &engines).map(run).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    versions.sort_unstable();
    assert!(versions.into_iter().eq(2..2 + 2 * THREADS * TRANSFERS));
    for engine in &engines {
        let members = engine.ledger("family", "EUR").unwrap().members;
        assert_eq!(members[1].balance.minor, i64::try_from(2 * THREADS * TRANSFERS).unwrap());
        engine.close();
    }
    let again = open();
    let members = again.ledger("family", "EUR").unwrap().members;
    assert_eq!(members[0].balance.minor, -i64::try_from(2 * THREADS * TRANSFERS).unwrap());
    again.close();
    let store = SqliteStore::open_read_only(&path).unwrap();
    assert!(verify(&store, Audit::default()).unwrap().is_sound());
}

const ORDERS: &str = "CARTPOOL_TEST_PAYER";

/// Nothing, unless this process is to pay until it is killed: what it means to do is noted before, and never done twice.
#[test]
fn is_a_payer_where_ordered() {
    let Ok(folder) = std::env::var(ORDERS) else { return };
    let folder = Path::new(&folder);
    let store = SqliteStore::open(&folder.join("carts.db"), Durability::Buffered).unwrap();
    let engine = Engine::open(Options { store: Some(Arc::new(store)), ..Options::default() });
    let (engine, mut notes) = (engine.unwrap(), notes(folder));
    loop {
        let id = CommandId::from_parts(engine.now_ms(), engine.new_cart_id().0);
        // One write a line: a kill cuts none.
        notes.write_all(format!("{id}.\n").as_bytes()).unwrap();
        pay_once(&engine, id).unwrap();
    }
}

fn notes(folder: &Path) -> File {
    OpenOptions::new().append(true).create(true).open(folder.join("notes")).unwrap()
}

fn pay_once(engine: &Engine, id: CommandId) -> Result<u64, Error> {
    let options = CommandOptions { command_id: Some(id), ..CommandOptions::default() };
    engine.record_transfer("family", "EUR", "ben", "ana", "0.01", &options)
}

#[test]
fn a_payer_killed_at_any_instant_has_paid_once_for_each_id() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let open = || SqliteStore::open(&path, Durability::Buffered).unwrap();
    write(&open(), &family(), &[observed(CART, 1, &vec![("ana", 0, 0), ("ben", 0, 0)])]);
    let engine = Engine::open(Options { store: Some(Arc::new(open())), ..Options::default() });
    let (engine, mut paid) = (engine.unwrap(), 0);
    for kill in 0..20 {
        let mut payer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "accounts::is_a_payer_where_ordered"])
            .env(ORDERS, folder.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let notes = || fs::read_to_string(folder.path().join("notes")).unwrap_or_default();
        while notes().lines().count() <= paid {
            std::thread::park_timeout(Duration::from_millis(1));
        }
        std::thread::park_timeout(Duration::from_millis(kill % 7));
        payer.kill().unwrap();
        payer.wait().unwrap();
        // Whether the last one took effect nobody knows: it is sent again.
        let notes = notes();
        let last = notes.lines().next_back().and_then(|line| line.strip_suffix('.')).unwrap();
        pay_once(&engine, last.parse().unwrap()).unwrap();
        paid = notes.lines().count();
        let members = engine.ledger("family", "EUR").unwrap().members;
        assert_eq!(members[1].balance.minor, i64::try_from(paid).unwrap());
    }
    engine.close();
    let store = SqliteStore::open_read_only(&path).unwrap();
    assert!(verify(&store, Audit::default()).unwrap().is_sound());
}

/// Writes events into a sound journal, and expects these findings and no others, at the last version.
fn forged(stream: &StreamKey, events: &[Vec<u8>], wanted: &[Breach]) {
    let store = MemoryStore::new();
    let engine = engine_on(store.clone());
    engine.create_cart(NewCart::new("ana", "EUR")).unwrap();
    engine.define_coupon("TEA10", terms(Some(2), Some(1))).unwrap();
    write(&store, &family(), &[observed(CART, 3, &vec![("ana", 5, 1), ("ben", -5, -1)])]);
    let before = verify(&store, Audit::default()).unwrap();
    assert!(before.is_sound(), "{:#?}", before.findings);
    write(&store, stream, events);
    for bytes_max in [Audit::default().bytes_max, 1] {
        let report = verify(&store, Audit { bytes_max, ..Audit::default() }).unwrap();
        let names = |breaches: &mut dyn Iterator<Item = Breach>| -> BTreeSet<&str> {
            breaches.map(Breach::name).collect()
        };
        let found = names(&mut report.findings.iter().map(|finding| finding.breach));
        assert_eq!(found, names(&mut wanted.iter().copied()), "{:#?}", report.findings);
        let subject = match stream.kind() {
            COUPONS => Subject::Coupon("TEA10".into()),
            _ => Subject::Ledger { group: "family".into(), currency: "EUR".into() },
        };
        let position = store.head().unwrap();
        for found in &report.findings {
            assert_eq!((found.position, &found.subject), (position, &subject));
        }
    }
}

#[test]
fn a_coupon_used_too_often_is_found() {
    let forged = |events: &[Vec<u8>], wanted: &[Breach]| forged(&coupon(), events, wanted);
    let (one, two) = (reserved(NOW_MS, 1, "ana"), reserved(NOW_MS, 2, "ben"));
    forged(&[one.clone(), two.clone(), confirmed(NOW_MS, 2, "ben")], &[]);
    let third = reserved(NOW_MS, 3, "cem");
    forged(&[one.clone(), two.clone(), third], &[Breach::CouponUsedUp]);
    let third = confirmed(NOW_MS, 3, "cem");
    forged(&[one.clone(), two.clone(), third], &[Breach::CouponUsedUp]);
    forged(&[one.clone(), reserved(NOW_MS, 2, "ana")], &[Breach::CouponUsedByMember]);
    // What was past its deadline had made room, and then there was none.
    let (at_ms, late) = (NOW_MS + MINUTE_MS, confirmed(NOW_MS + MINUTE_MS, 1, "ana"));
    let (three, four) = (reserved(at_ms, 3, "cem"), reserved(at_ms, 4, "dan"));
    forged(&[one.clone(), two.clone(), three.clone(), four.clone()], &[]);
    forged(&[one.clone(), two.clone(), three, four, late], &[Breach::CouponUsedUp]);
    let fewer = event!(0, NOW_MS, terms(Some(0), None));
    forged(&[one.clone(), fewer.clone(), confirmed(NOW_MS, 1, "ana")], &[]);
    forged(&[fewer, one.clone()], &[Breach::CouponUsedUp]);
    let tomorrow = CouponTerms { valid_from_ms: Some(NOW_MS + 1), ..terms(None, None) };
    forged(&[event!(0, NOW_MS, tomorrow), one.clone()], &[Breach::CouponNotValid]);
    let over = CouponTerms { valid_until_ms: Some(NOW_MS), ..terms(None, None) };
    forged(&[event!(0, NOW_MS, over), one.clone()], &[Breach::CouponNotValid]);
    forged(&[one.clone(), confirmed(NOW_MS, 1, "ben")], &[Breach::FactDiffers]);
    forged(&[event!(3, NOW_MS, CART, 9_u64)], &[Breach::FactDiffers]);
    let ended = event!(1, NOW_MS, CART, 1_u64, "ana", NOW_MS);
    forged(&[ended], &[Breach::FactDiffers]);
    forged(&[vec![9]], &[Breach::EventNotReadable]);
}

#[test]
fn a_ledger_told_what_does_not_sum_to_zero_is_found() {
    let forged = |events: &[Vec<u8>], wanted: &[Breach]| forged(&family(), events, wanted);
    let other = CartId(8);
    let both = vec![("ana", 5, 1), ("ben", -5, -1)];
    forged(&[observed(CART, 4, &both), observed(other, 1, &both)], &[]);
    forged(&[transferred("ben", "ana", 5)], &[]);
    forged(&[observed(other, 1, &vec![("ana", 5, 0)])], &[Breach::LedgerMustBalance]);
    forged(&[observed(other, 1, &vec![("ana", 0, 5)])], &[Breach::LedgerMustBalance]);
    forged(&[observed(CART, 3, &both)], &[Breach::FactDiffers]);
    forged(&[observed(CART, 2, &both)], &[Breach::FactDiffers]);
    let unsorted = vec![("ben", 5, 1), ("ana", -5, -1)];
    forged(&[observed(other, 1, &unsorted)], &[Breach::FactDiffers]);
    forged(&[transferred("ben", "ana", -5)], &[Breach::MoneyOutOfRange]);
    forged(&[transferred("ben", "cem", 5)], &[Breach::FactDiffers]);
    let huge = vec![("ana", 1 << 54, 0), ("ben", -(1 << 54), 0)];
    forged(&[observed(other, 1, &huge)], &[Breach::MoneyOutOfRange]);
    let folded = event!(0, NOW_MS, other, 1_u64, both, vec![CART]);
    forged(&[folded], &[Breach::FactDiffers]);
    let held = |until_ms: u64| {
        event!(1, NOW_MS, other, 1_u64, vec![("ana", 0, 1), ("ben", 0, -1)], until_ms)
    };
    forged(&[held(NOW_MS + 1), event!(3, NOW_MS, vec![other])], &[]);
    forged(&[held(NOW_MS)], &[Breach::FactDiffers]);
    forged(&[event!(3, NOW_MS, vec![other])], &[Breach::FactDiffers]);
    forged(&[event!(2, NOW_MS, other, 1_u64, both, Vec::<CartId>::new())], &[Breach::FactDiffers]);
}

#[test]
fn a_snapshot_of_a_coupon_that_differs_from_the_log_is_found_and_not_taken() {
    let store = MemoryStore::new();
    let engine = engine_on(store.clone());
    engine.define_coupon("TEA10", terms(Some(2), Some(1))).unwrap();
    let other = MemoryStore::new();
    let their_engine = engine_on(other.clone());
    their_engine.define_coupon("TEA10", terms(None, None)).unwrap();
    assert!(their_engine.drain(Duration::from_secs(60)));
    let genuine = other.load(&coupon()).unwrap().unwrap().snapshot.unwrap().body;
    let save = |stream: StreamKey, version: u64, body: Vec<u8>| {
        let snapshot = Snapshot { version, position: u64::MAX, body };
        let turn = store.turn(Duration::from_secs(5)).unwrap();
        turn.append(&[], &[Saved::Snapshot(stream, snapshot)]).unwrap();
    };
    let found = || {
        let report = verify(&store, Audit::default()).unwrap();
        report.findings.iter().map(|found| found.breach).collect::<Vec<_>>()
    };
    save(coupon(), 1, genuine.clone());
    assert_eq!(found(), [Breach::SnapshotDiffers]);
    write(&store, &family(), &[observed(CART, 1, &vec![])]);
    save(coupon(), 1, vec![1, 2, 3]);
    assert_eq!(found(), [Breach::SnapshotNotReadable]);
    let reopened = engine_on(store.clone());
    assert_eq!(code(reopened.coupon("TEA10")), "storage_is_damaged");
    assert_eq!(code(reopened.define_coupon("TEA10", terms(None, None))), "storage_is_damaged");
    assert_eq!(reopened.define_coupon("PIE10", terms(None, None)), Ok(1), "others go on");
    save(StreamKey::new(COUPONS, b"NONE"), 1, genuine);
    assert!(found().contains(&Breach::StreamNotInLog));
}

#[test]
fn the_command_shows_coupons_and_ledgers() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("carts.db");
    let store = SqliteStore::open(&path, Durability::Buffered).unwrap();
    let both = vec![("ana", 5, 1), ("ben", -5, -1)];
    write(&store, &family(), &[observed(CART, 3, &both), transferred("ben", "ana", 5)]);
    let engine = engine_on(store);
    engine.define_coupon("TEA10", terms(Some(2), None)).unwrap();
    engine.close();
    let path = path.to_str().unwrap();
    let seen: Value = serde_json::from_str(&fine(&["inspect", path, "--json"])).unwrap();
    let counts = ["coupons", "coupon_events", "ledgers", "ledger_events"].map(|key| &seen[key]);
    assert_eq!(counts, [1, 1, 1, 2]);
    assert!(fine(&["inspect", path]).contains("ledgers     1 (2 events)\n"));
    assert!(fine(&["verify", path]).contains("\n1 coupons, 1 ledgers of groups\n"));
    let lines = fine(&["export", path]);
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(
        lines,
        [
            r#"{"position":1,"group":"family","currency":"EUR","version":1,"at_ms":1750000000000,"event":"ledger_observed","fields":{"cart":"00000000000000000000000000000007","cart_version":3,"shares":[{"member":"ana","balance_minor":5,"behind_parts":"1"},{"member":"ben","balance_minor":-5,"behind_parts":"-1"}],"folded":[]}}"#,
            r#"{"position":1,"group":"family","currency":"EUR","version":2,"at_ms":1750000000000,"event":"transfer_recorded","fields":{"from":"ben","to":"ana","amount_minor":5,"command_id":null}}"#,
            r#"{"position":2,"coupon":"TEA10","version":1,"at_ms":1750000000000,"event":"coupon_defined","fields":{"currency":"EUR","discount":"09010231300000000000000000","uses_max":2,"member_uses_max":null,"valid_from_ms":null,"valid_until_ms":null}}"#,
        ]
    );
}

#[test]
fn coupons_and_ledgers_without_a_store_are_bounded() {
    let limits = Limits { accounts_max: 1, ..Limits::default() };
    let engine = Engine::open(Options { limits, ..Options::default() }).unwrap();
    engine.define_coupon("TEA10", terms(None, None)).unwrap();
    let refused = Err(ErrorCode::ExceedsAccountsMax);
    let answer = engine.define_coupon("PIE10", terms(None, None));
    assert_eq!(answer.map_err(|error| error.code), refused);
}
