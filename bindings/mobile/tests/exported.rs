//! The exported functions, as an app calls them.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use cartpool::{AdjustmentKind, Durability, SplitRule};
use cartpool_mobile::{
    Amount, Cart, CartpoolError, Command, CouponTerms, Engine, ErrorCode, ErrorContext, Event,
    ItemOption, Limits, Listener, NewCart, PageBody, Token,
};

fn lunch(engine: &Engine) -> Arc<Cart> {
    engine.set_price("TEA", "EUR", Amount::parse("4.50").unwrap()).unwrap();
    let (owner, currency) = ("ana".into(), "EUR".into());
    engine
        .create_cart(NewCart { owner, currency, preset: None, title: None, purpose: None })
        .unwrap()
}

fn add(cart: &Cart, member: &str, quantity: u32) -> Result<u64, CartpoolError> {
    cart.member(member).add_item("TEA", quantity, vec![], None, vec![], false)
}

#[test]
fn a_verb_changes_the_cart_and_a_view_shows_strings() {
    let engine = Engine::open(None, None, None, None).unwrap();
    let cart = lunch(&engine);
    let ana = cart.member("ana");
    ana.add_member("ben", "editor").unwrap();
    let line = add(&cart, "ben", 2).unwrap();
    ana.set_beneficiaries(line, vec!["ana".into()]).unwrap();

    let view = ana.view().unwrap();
    assert_eq!(view.lines[0].added_by.as_deref(), Some("ben"));
    assert_eq!(view.lines[0].beneficiaries, ["ana"].map(|name| Some(name.into())));
    assert_eq!((view.total.amount.to_string().as_str(), view.total.minor), ("9.00", 900));
    assert_eq!(view, ana.view_at(4).unwrap());
    assert_eq!(engine.cart(&cart.id()).unwrap().member("ben").total().unwrap(), view.total);
}

#[test]
fn a_refusal_carries_its_code_and_the_fact_that_helps() {
    let limits = Limits { quantity_max: Some(3), ..Limits::default() };
    let engine = Engine::open(None, None, Some(limits), None).unwrap();
    let cart = lunch(&engine);
    let refused = add(&cart, "ana", 4).unwrap_err();
    assert!(matches!(
        refused,
        CartpoolError::LimitReached {
            code: ErrorCode::ExceedsQuantityMax,
            context: ErrorContext::Limit { max: 3 },
            ..
        }
    ));
    assert_eq!(add(&cart, "zoe", 1).unwrap_err().code(), ErrorCode::CartNotFound);
    assert_eq!(Amount::parse("12abc").unwrap_err().code(), ErrorCode::PriceNotValid);
}

#[test]
fn a_batch_is_all_or_nothing_and_a_retry_has_one_effect() {
    let engine = Engine::open(None, None, None, None).unwrap();
    let ana = lunch(&engine).member("ana");
    let rename = Command::RenameCart { title: Some("lunch".into()), purpose: None };
    let refused = ana.batch(vec![rename.clone(), Command::RemoveItem { line: 99 }]);
    assert_eq!(refused.unwrap_err().code(), ErrorCode::LineNotFound);
    assert_eq!(ana.version().unwrap(), 1);

    let once = ana.with(Some(engine.command_id()), None).unwrap();
    assert_eq!(once.batch(vec![rename.clone(), Command::CloseCart]).unwrap(), 3);
    assert_eq!(once.batch(vec![rename, Command::CloseCart]).unwrap(), 3);
}

#[test]
fn an_invitation_admits_by_its_token() {
    let engine = Engine::open(None, None, None, None).unwrap();
    let cart = lunch(&engine);
    let token = Token::new().unwrap();
    cart.member("ana").invite(&token.hash(), "viewer", None, None).unwrap();
    assert_eq!(cart.member("ben").accept_invitation(&token.reveal()).unwrap(), 3);
    let joined = cart.member("ben").event(3).unwrap();
    assert_eq!((joined.actor.as_deref(), joined.is_system), (Some("ben"), false));
    assert!(matches!(joined.event, Event::InvitationAccepted { invitation: 2, .. }));
}

#[derive(Default)]
struct Count(AtomicU32);

impl Listener for Count {
    fn changed(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_listener_is_told_once_and_the_page_says_what() {
    let engine = Engine::open(None, None, None, None).unwrap();
    let cart = lunch(&engine);
    let ana = cart.member("ana");
    ana.add_member("ben", "viewer").unwrap();
    let watch = cart.member("ben").watch(Some("1.2".into())).unwrap();
    let count = Arc::new(Count::default());
    assert!(!watch.poll(count.clone()).unwrap());
    add(&cart, "ana", 1).unwrap();
    add(&cart, "ana", 1).unwrap();
    assert_eq!(count.0.load(Ordering::SeqCst), 1);

    let page = watch.page().unwrap();
    assert_eq!((page.from_cursor.as_str(), page.to_cursor), ("1.2", watch.cursor()));
    let PageBody::Events { events } = page.body else { panic!("{:?}", page.body) };
    assert_eq!(events.iter().map(|event| event.version).collect::<Vec<_>>(), [3, 4]);

    ana.remove_member("ben").unwrap();
    assert!(matches!(watch.page().unwrap().body, PageBody::Revoked { version: 5 }));
    engine.close();
    assert!(engine.is_closed());
    assert_eq!(watch.poll(count).unwrap_err().code(), ErrorCode::EngineIsClosed);
}

#[test]
fn an_engine_on_a_file_keeps_its_carts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("carts.db").to_str().map(str::to_owned);
    let engine = Engine::open(path.clone(), None, None, None).unwrap();
    let cart = lunch(&engine);
    assert_eq!(add(&cart, "ana", 2).unwrap(), 2);
    let health = engine.health();
    assert_eq!((health.is_writable, health.carts, health.position), (true, 1, 3));
    assert!(engine.drain(20_000));
    assert_eq!(add(&cart, "ana", 1).unwrap_err().code(), ErrorCode::EngineIsClosed);

    let engine = Engine::open(path, Some(Durability::Buffered), None, None).unwrap();
    assert_eq!((engine.durability(), engine.health().unsaved_carts), (Durability::Buffered, 0));
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
    let open = |path: &std::path::Path| {
        Engine::open(path.to_str().map(str::to_owned), None, None, None).err().unwrap()
    };
    let refused = open(&notes);
    assert!(matches!(refused, CartpoolError::Storage { .. }), "{refused:?}");
    assert_eq!(refused.code(), ErrorCode::StorageNotRecognized);
    assert_eq!(open(&folder.path().join("nowhere/carts.db")).code(), ErrorCode::StorageNotFound);
    let unkept = Engine::open(None, Some(Durability::Synced), None, None);
    assert_eq!(unkept.err().unwrap().code(), ErrorCode::DurabilityNotValid);
    let memory = Engine::open(None, Some(Durability::Memory), None, None).unwrap();
    assert_eq!(memory.durability(), Durability::Memory);
}

#[test]
fn a_bill_says_who_pays_what_and_why() {
    let engine = Engine::open(None, None, None, None).unwrap();
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
    let engine = Engine::open(None, None, None, None).unwrap();
    let cart = lunch(&engine);
    let ana = cart.member("ana");
    let ten = CouponTerms {
        percent: Some(Amount::parse("10").unwrap()),
        uses_max: Some(1),
        ..CouponTerms::default()
    };
    assert_eq!(engine.define_coupon("SPRING", "EUR", ten.clone()).unwrap(), 1);
    let nameless = engine.define_coupon("", "EUR", ten).unwrap_err();
    assert_eq!(nameless.code(), ErrorCode::CouponCodeNotValid);
    add(&cart, "ana", 2).unwrap();
    ana.redeem_coupon("SPRING").unwrap();
    assert_eq!(ana.total().unwrap().minor, 810);
    let coupon = engine.coupon("SPRING").unwrap();
    assert_eq!((coupon.uses, coupon.reserved, coupon.uses_max), (0, 1, Some(1)));

    assert!(engine.ledger("family", "EUR").unwrap().members.is_empty());
    let amount = || Amount::parse("4.50").unwrap();
    let unknown = engine.record_transfer("family", "EUR", "ana", "ben", amount(), None, None);
    assert_eq!(unknown.unwrap_err().code(), ErrorCode::MemberNotFound);
    let settlement = engine.ledger_settlement("family", "EUR").unwrap();
    assert_eq!((settlement.transfers.len(), settlement.is_exact), (0, true));
    let nameless = engine.ledger("", "EUR").unwrap_err();
    assert_eq!(nameless.code(), ErrorCode::GroupNotValid);
}
