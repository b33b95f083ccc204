//! The exported functions, as an app calls them.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use cartpool::{AdjustmentKind, Durability, Prices, SplitRule};
use cartpool_mobile::{
    Amount, Cart, CartpoolError, Command, Count, CouponTerms, Delta, Engine, ErrorCode,
    ErrorContext, Event, ItemOption, Limits, Listener, Natural, PageBody, Rates, Token,
};

fn open() -> Arc<Engine> {
    Engine::open(None, None, None, None, None, None, None, None).unwrap()
}

fn open_at(
    path: Option<&str>,
    durability: Option<Durability>,
) -> Result<Arc<Engine>, CartpoolError> {
    Engine::open(path.map(Into::into), durability, None, None, None, None, None, None)
}

fn lunch(engine: &Engine) -> Arc<Cart> {
    engine.set_price("TEA", "EUR", Amount::parse("4.50").unwrap()).unwrap();
    engine.create_cart("ana", "EUR", None, None, None).unwrap()
}

fn add(cart: &Cart, member: &str, quantity: u32) -> Result<Natural, CartpoolError> {
    cart.member(member).add_item("TEA", Count(quantity), None, vec![], None, vec![], false)
}

#[test]
fn a_verb_changes_the_cart_and_a_view_shows_strings() {
    let engine = open();
    let cart = lunch(&engine);
    let ana = cart.member("ana");
    ana.add_member("ben", "editor").unwrap();
    let line = add(&cart, "ben", 2).unwrap();
    ana.set_beneficiaries(line, vec!["ana".into()]).unwrap();

    let view = ana.view().unwrap();
    assert_eq!(view.lines[0].added_by.as_deref(), Some("ben"));
    assert_eq!(view.lines[0].beneficiaries, ["ana"].map(|name| Some(name.into())));
    assert_eq!((view.total.amount.to_string().as_str(), view.total.minor), ("9.00", 900));
    assert_eq!(view, ana.view_at(Natural(4)).unwrap());
    assert_eq!(engine.cart(&cart.id()).unwrap().member("ben").total().unwrap(), view.total);
}

#[test]
fn a_refusal_carries_its_code_and_the_fact_that_helps() {
    let limits = Limits { quantity_max: Some(Count(3)), ..Limits::default() };
    let engine = Engine::open(None, None, None, Some(limits), None, None, None, None).unwrap();
    let cart = lunch(&engine);
    let refused = add(&cart, "ana", 4).unwrap_err();
    assert!(matches!(
        refused,
        CartpoolError::LimitReached {
            code: ErrorCode::ExceedsQuantityMax,
            context: ErrorContext::Limit { max: Natural(3) },
            ..
        }
    ));
    assert_eq!(refused.to_string(), format!("{} (maximum 3)", refused.code().sentence()));
    assert_eq!(add(&cart, "zoe", 1).unwrap_err().code(), ErrorCode::CartNotFound);
    assert_eq!(Amount::parse("12abc").unwrap_err().code(), ErrorCode::PriceNotValid);
}

#[test]
fn a_batch_is_all_or_nothing_and_a_retry_has_one_effect() {
    let engine = open();
    let ana = lunch(&engine).member("ana");
    let rename = Command::RenameCart { title: Some("lunch".into()), purpose: None };
    let refused = ana.batch(vec![rename.clone(), Command::RemoveItem { line: Natural(99) }]);
    assert_eq!(refused.unwrap_err().code(), ErrorCode::LineNotFound);
    assert_eq!(ana.version().unwrap(), 1);

    let once = ana.with(Some(engine.command_id()), None).unwrap();
    assert_eq!(once.batch(vec![rename.clone(), Command::CloseCart]).unwrap(), 3);
    assert_eq!(once.batch(vec![rename, Command::CloseCart]).unwrap(), 3);
}

#[test]
fn an_invitation_admits_by_its_token() {
    let engine = open();
    let cart = lunch(&engine);
    let token = Token::new().unwrap();
    cart.member("ana").invite(&token.hash(), "viewer", None, None).unwrap();
    assert_eq!(cart.member("ben").accept_invitation(&token.reveal()).unwrap(), 3);
    let joined = cart.member("ben").event(Natural(3)).unwrap();
    assert_eq!((joined.actor.as_deref(), joined.is_system), (Some("ben"), false));
    assert!(matches!(joined.event, Event::InvitationAccepted { invitation: Natural(2), .. }));
}

#[derive(Default)]
struct Wakes(AtomicU32);

impl Listener for Wakes {
    fn changed(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_listener_is_told_once_and_the_page_says_what() {
    let engine = open();
    let cart = lunch(&engine);
    let ana = cart.member("ana");
    ana.add_member("ben", "viewer").unwrap();
    let watch = cart.member("ben").watch(Some("1.2".into())).unwrap();
    let count = Arc::new(Wakes::default());
    assert!(!watch.poll(count.clone()).unwrap());
    add(&cart, "ana", 1).unwrap();
    add(&cart, "ana", 1).unwrap();
    assert_eq!(count.0.load(Ordering::SeqCst), 1);

    let page = watch.page().unwrap();
    assert_eq!((page.from_cursor.as_str(), page.to_cursor), ("1.2", watch.cursor()));
    let PageBody::Events { events } = page.body else { panic!("{:?}", page.body) };
    assert_eq!(events.iter().map(|event| event.version).collect::<Vec<_>>(), [3, 4].map(Natural));

    ana.remove_member("ben").unwrap();
    assert!(matches!(watch.page().unwrap().body, PageBody::Revoked { version: Natural(5) }));
    engine.close();
    assert!(engine.is_closed());
    assert_eq!(watch.poll(count).unwrap_err().code(), ErrorCode::EngineIsClosed);
}

#[test]
fn an_engine_on_a_file_keeps_its_carts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("carts.db");
    let path = path.to_str();
    let engine = open_at(path, None).unwrap();
    let cart = lunch(&engine);
    assert_eq!(add(&cart, "ana", 2).unwrap(), 2);
    let health = engine.health();
    assert_eq!((health.is_writable, health.carts, health.position), (true, Natural(1), Natural(3)));
    assert!(engine.drain(Natural(20_000)).unwrap());
    assert_eq!(add(&cart, "ana", 1).unwrap_err().code(), ErrorCode::EngineIsClosed);

    let engine = open_at(path, Some(Durability::Buffered)).unwrap();
    assert_eq!(engine.durability(), Durability::Buffered);
    assert_eq!(engine.health().unsaved_carts, 0);
    let cart = engine.cart(&cart.id()).unwrap();
    assert_eq!(add(&cart, "ana", 1).unwrap(), 3);
    assert_eq!(cart.member("ana").total().unwrap().amount.to_string(), "13.50");
    engine.close();
}

#[test]
fn what_cannot_be_opened_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.txt");
    std::fs::write(&notes, "not a journal, and longer than a header").unwrap();
    let open = |path: &std::path::Path| open_at(path.to_str(), None).err().unwrap();
    let refused = open(&notes);
    assert!(matches!(refused, CartpoolError::Storage { .. }), "{refused:?}");
    assert_eq!(refused.code(), ErrorCode::StorageNotRecognized);
    assert_eq!(open(&folder.path().join("nowhere/carts.db")).code(), ErrorCode::StorageNotFound);
    let unkept = open_at(None, Some(Durability::Synced));
    assert_eq!(unkept.err().unwrap().code(), ErrorCode::DurabilityNotValid);
    let memory = open_at(None, Some(Durability::Memory)).unwrap();
    assert_eq!(memory.durability(), Durability::Memory);
}

#[test]
fn a_bill_says_who_pays_what_and_why() {
    let engine = open();
    let cart = lunch(&engine);
    let ana = cart.member("ana");
    ana.add_member("ben", "editor").unwrap();
    add(&cart, "ana", 2).unwrap();
    let part = |key: &str, value: &str| ItemOption { key: key.into(), value: value.into() };
    ana.set_split(SplitRule::ByWeight, vec![part("ana", "2"), part("ben", "1")], false).unwrap();
    let tip = Command::AddAdjustment {
        kind: AdjustmentKind::Tip,
        amount: Some(Amount::parse("1.50").unwrap()),
        percent: None,
        line: None,
        member: None,
        destination: None,
        label: None,
        included: false,
    };
    ana.batch(vec![tip]).unwrap();

    let bill = ana.bill().unwrap();
    assert_eq!(bill.total.amount.to_string(), "10.50");
    assert_eq!(bill.shares[1].member.as_deref(), Some("ben"));
    assert_eq!(bill.shares[1].total.minor, 350);
    assert_eq!(ana.explain().unwrap().cells.len(), 4);
    ana.fix_bill().unwrap();
    ana.record_payment("ana", Amount::parse("10.50").unwrap()).unwrap();
    let settlement = ana.settlement().unwrap();
    assert_eq!(settlement.transfers[0].payer.as_deref(), Some("ben"));
    assert_eq!(settlement.transfers[0].amount.minor, 350);
}

#[test]
fn a_coupon_is_counted_and_a_ledger_is_exact() {
    let engine = open();
    let cart = lunch(&engine);
    let ana = cart.member("ana");
    let ten = CouponTerms {
        percent: Some(Amount::parse("10").unwrap()),
        uses_max: Some(Count(1)),
        ..CouponTerms::default()
    };
    assert_eq!(engine.define_coupon("SPRING", "EUR", ten.clone()).unwrap(), 1);
    let nameless = engine.define_coupon("", "EUR", ten).unwrap_err();
    assert_eq!(nameless.code(), ErrorCode::CouponCodeNotValid);
    add(&cart, "ana", 2).unwrap();
    ana.redeem_coupon("SPRING").unwrap();
    assert_eq!(ana.total().unwrap().minor, 810);
    let coupon = engine.coupon("SPRING").unwrap();
    assert_eq!((coupon.uses, coupon.reserved), (Natural(0), Natural(1)));
    assert_eq!(coupon.uses_max, Some(Count(1)));

    assert!(engine.ledger("family", "EUR").unwrap().members.is_empty());
    let amount = || Amount::parse("4.50").unwrap();
    let unknown = engine.record_transfer("family", "EUR", "ana", "ben", amount(), None, None);
    assert_eq!(unknown.unwrap_err().code(), ErrorCode::MemberNotFound);
    let settlement = engine.ledger_settlement("family", "EUR").unwrap();
    assert_eq!((settlement.transfers.len(), settlement.is_exact), (0, true));
    let nameless = engine.ledger("", "EUR").unwrap_err();
    assert_eq!(nameless.code(), ErrorCode::GroupNotValid);
}

#[test]
fn the_host_itself_may_do_everything() {
    let engine = open();
    let cart = lunch(&engine);
    let line = add(&cart, "ana", 2).unwrap();
    let host = cart.system();
    assert_eq!(host.id(), "");
    host.adjust_quantity(line, Delta(-1)).unwrap();
    let adjusted = host.event(Natural(3)).unwrap();
    assert!(adjusted.is_system);
    assert_eq!(
        adjusted.event,
        Event::QuantityAdjusted { line, delta: Delta(-1), quantity: Count(1) }
    );
    host.verify().unwrap();
    assert_eq!(add(&cart, "ana", 1).unwrap(), 4);
    assert_eq!(cart.member("ben").verify().unwrap_err().code(), ErrorCode::CartNotFound);
}

#[test]
fn a_server_gives_prices_itself_and_bounds_what_members_send() {
    let rates = Rates { member_burst: Some(Count(2)), ..Rates::default() };
    let (caller, clock) = (Some(Prices::Caller), Some(Natural(1_750_000_000_000)));
    let engine =
        Engine::open(None, None, caller, None, Some(rates), None, clock, Some(Natural(1))).unwrap();
    let ana = engine.create_cart("ana", "EUR", None, None, None).unwrap().member("ana");
    let price = Amount::parse("4.50").unwrap();
    let add = || ana.add_item("TEA", Count(1), Some(price), vec![], None, vec![], false);
    assert_eq!((add().unwrap(), add().unwrap()), (Natural(2), Natural(3)));
    assert_eq!(ana.total().unwrap().minor, 900);
    let refused = add().unwrap_err();
    assert!(matches!(
        refused,
        CartpoolError::LimitReached { context: ErrorContext::RetryAfter { .. }, .. }
    ));
    engine.advance_clock(1_000).unwrap();
    assert_eq!(engine.now_ms(), 1_750_000_001_000);
    assert_eq!(add().unwrap(), 4);
    assert_eq!(open().advance_clock(1).unwrap_err().code(), ErrorCode::ArgumentNotValid);
}

#[test]
fn a_sweep_brings_carts_up_to_the_price_list() {
    let engine = open();
    let cart = lunch(&engine);
    add(&cart, "ana", 2).unwrap();
    let known = engine.prices_version();
    engine.set_category("TEA", Some("drinks".into())).unwrap();
    engine.set_price("TEA", "EUR", Amount::parse("5").unwrap()).unwrap();
    assert_eq!(engine.prices_version(), known.0 + 2);
    let swept = engine.sweep(Count(u32::MAX)).unwrap();
    assert_eq!((swept.looked_at, swept.repriced), (Natural(1), Natural(1)));
    assert!(swept.is_done);
    assert_eq!((engine.carts(), engine.epoch()), (Natural(1), Count(1)));
    assert_eq!(engine.limits().lines_max, Some(Count(250)));
}

#[test]
fn a_code_says_its_word_its_kind_and_its_number() {
    let code = ErrorCode::CartNotFound;
    assert_eq!(
        (code.word().as_str(), code.kind()),
        ("cart_not_found", cartpool::ErrorKind::NotFound)
    );
    assert_eq!(code as u16, cartpool::ErrorCode::CartNotFound as u16);
    assert!(!code.sentence().is_empty());
}

#[test]
fn a_packed_batch_is_read_whole_or_refused() {
    let engine = open();
    let ana = lunch(&engine).member("ana");
    let mut add = vec![0, 0, 0, 0, 3];
    add.extend(b"TEA");
    add.extend(2_u64.to_be_bytes());
    // No price, no options, no note, no beneficiaries, not separate.
    add.extend([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let twice = [add.clone(), add.clone()].concat();
    assert_eq!(ana.batch_packed(twice).unwrap(), 3);
    assert_eq!(ana.view().unwrap().lines[0].quantity, 4);
    for cut in 1..add.len() {
        let refused = ana.batch_packed(add[..cut].to_vec()).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::ArgumentNotValid, "cut at {cut}");
    }
    let nothing = ana.batch_packed(Vec::new()).unwrap_err();
    assert_eq!(nothing.code(), ErrorCode::BatchMustNotBeEmpty);
    assert_eq!(ana.version().unwrap(), 3);
}

/// `add_item` with everything: a price, an option, a note, a beneficiary, separate.
fn packed_in_full() -> Vec<u8> {
    let text =
        |text: &str| [&u32::try_from(text.len()).unwrap().to_be_bytes(), text.as_bytes()].concat();
    let (one, two) = (1_u32.to_be_bytes(), 2_u64.to_be_bytes());
    let parts: [&[u8]; 13] = [
        &[0],
        &text("TEA"),
        &two,
        &[1],
        &text("1.50"),
        &one,
        &text("size"),
        &text("big"),
        &[1],
        &text("for ana"),
        &one,
        &text("ana"),
        &[1],
    ];
    parts.concat()
}

#[test]
fn a_packed_batch_with_any_byte_changed_is_refused_or_understood() {
    let engine =
        Engine::open(None, None, Some(Prices::Caller), None, None, None, None, None).unwrap();
    let ana = lunch(&engine).member("ana");
    let whole = packed_in_full();
    // Nothing is committed, and so each is judged by itself.
    let read = ana.with(None, Some(Natural(99))).unwrap();
    let code = |bytes: &[u8]| read.batch_packed(bytes.to_vec()).unwrap_err().code();
    assert_eq!(code(&whole), ErrorCode::VersionConflict);
    for cut in 1..whole.len() {
        assert_eq!(code(&whole[..cut]), ErrorCode::ArgumentNotValid, "cut at {cut}");
    }
    for at in 0..whole.len() {
        for byte in 0..=u8::MAX {
            let mut changed = whole.clone();
            changed[at] = byte;
            assert_ne!(code(&changed), ErrorCode::InternalError, "{byte} at {at}");
        }
    }
    for flag in [2, 128, 255] {
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() = flag;
        assert_eq!(code(&changed), ErrorCode::ArgumentNotValid, "a flag of {flag}");
    }
    assert_eq!(ana.version().unwrap(), 1);
    assert_eq!(ana.batch_packed(whole).unwrap(), 2);
}

#[test]
fn a_packed_batch_is_not_read_beyond_what_any_engine_takes() {
    let engine = open();
    let ana = lunch(&engine).member("ana");
    // `reprice`, too often, and then bytes that are no command: nobody gets as far as those.
    let mut packed = vec![23; 251];
    packed.push(255);
    let refused = ana.batch_packed(packed).unwrap_err();
    assert_eq!(refused.code(), ErrorCode::ExceedsBatchMax);
}
