//! What a bill, a coupon or a ledger once got wrong: each of these was a mistake.

use std::sync::Arc;
use std::sync::atomic::AtomicI32;

use cartpool::audit::{Audit, verify};
use cartpool::journal::MemoryStore;
use cartpool::{
    BillCommand, Capability, Cart, Command, CommandId, CommandOptions, Engine, ItemOption, LineId,
    ManualClock, Member, NewCart, Options, Rates, SplitRule, Token,
};

use super::flows::coupon;
use super::stops::{self, LUNCH, Stopping, begin};

const NOW_MS: u64 = 1_750_000_000_000;

fn open(f: impl FnOnce(&mut Options)) -> (Engine, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::at(NOW_MS));
    let mut o = Options { clock: clock.clone(), ..Options::default() };
    f(&mut o);
    let engine = Engine::open(o).unwrap();
    for (s, p) in [("GUM", "0.01"), ("TEA", "5.00"), ("ONE", "1.00")] {
        engine.set_price(s, "EUR", p).unwrap();
    }
    (engine, clock)
}

fn cart(engine: &Engine, members: &[&str]) -> Cart {
    let cart = engine.create_cart(NewCart::new(members[0], "EUR")).unwrap();
    for m in &members[1..] {
        cart.system().add_member(m, "editor").unwrap();
    }
    cart
}

fn b(c: BillCommand<'_>) -> Command<'_> {
    Command::Bill(c)
}

fn group(cart: &Cart, g: &str) {
    cart.system().commit(&b(BillCommand::SetGroup { group: Some(g) })).unwrap();
}

fn needs_six_euros(cart: &Cart) {
    let order_min = Some("6.00".parse().unwrap());
    let command = BillCommand::SetBillPolicies {
        country: None,
        rounding: None,
        level: None,
        cash_step: None,
        order_min,
        order_max: None,
        is_hard: Some(true),
    };
    cart.system().commit(&b(command)).unwrap();
}

fn define(owner: &Member, name: &str, capability: Capability) {
    let (categories_allowed, categories_denied) = (vec![], vec![]);
    let capabilities = vec![capability];
    let role = Command::DefineRole {
        name,
        capabilities,
        money_cap: None,
        categories_allowed,
        categories_denied,
    };
    owner.commit(&role).unwrap();
}

/// One command a second, after two at once.
fn slow(options: &mut Options) {
    options.rates = Some(Rates {
        member_per_second: 1,
        member_burst: 2,
        cart_per_second: 100,
        cart_burst: 100,
    });
}

fn stopping(store: &MemoryStore, steps: i32) -> Engine {
    let left = AtomicI32::new(steps);
    stops::engine(Arc::new(Stopping { store: store.clone(), left }), NOW_MS)
}

/// Somebody else uses the coupon.
fn use_up(engine: &Engine) {
    let cleo = cart(engine, &["cleo"]).member("cleo");
    cleo.add_item("TEA", 1).unwrap();
    cleo.redeem_coupon("ONCE").unwrap();
    cleo.fix_bill().unwrap();
}

fn late(m: &Member) {
    m.commit(&b(BillCommand::SetSplit {
        rule: SplitRule::Equal,
        parts: vec![],
        spares_late_joiners: true,
    }))
    .unwrap();
}

fn off(amount: &str) -> BillCommand<'static> {
    BillCommand::AddDiscount {
        percent: None,
        amount: Some(amount.parse().unwrap()),
        tiers: vec![],
        buy: None,
        get: None,
        skus: vec![],
        label: None,
        exclusive: false,
        priority: None,
    }
}

fn shares(m: &Member) -> Vec<(String, i64)> {
    let bill = m.bill().unwrap();
    bill.shares.iter().map(|s| (bill.member(s.member).unwrap().to_owned(), s.total.minor)).collect()
}

fn opts(engine: &Engine, n: u128) -> CommandOptions {
    CommandOptions {
        command_id: Some(CommandId::from_parts(engine.now_ms(), n)),
        expect_version: None,
    }
}

#[test]
fn a_joiner_changes_no_fixed_bill() {
    let (engine, _) = open(|_| {});
    let cart = cart(&engine, &["ana", "ben"]);
    let ana = cart.member("ana");
    late(&ana);
    let one = LineId(ana.add_item("ONE", 1).unwrap());
    ana.set_beneficiaries(one, &["ben"]).unwrap();
    ana.add_item("TEA", 1).unwrap();
    cart.system().commit(&b(off("0.03"))).unwrap();
    ana.set_quantity(one, 5).unwrap();
    ana.fix_bill().unwrap();
    let before = shares(&ana);
    cart.system().add_member("zed", "viewer").unwrap();
    assert_eq!(before, shares(&ana)[..2]);
}

#[test]
fn whoever_sees_no_items_fixes_no_used_up_coupon() {
    let (engine, clock) = open(|_| {});
    engine.define_coupon("ONCE", coupon(Some(1), None)).unwrap();
    let lunch = cart(&engine, &["ana", "ben"]);
    let ana = lunch.member("ana");
    ana.add_item("TEA", 1).unwrap();
    ana.redeem_coupon("ONCE").unwrap();
    clock.advance(90_000_000);
    use_up(&engine);
    assert_eq!(ana.fix_bill().unwrap_err().code.name(), "coupon_used_up");
    define(&ana, "cashier", Capability::Checkout);
    ana.add_member("kim", "cashier").unwrap();
    assert!(lunch.member("kim").fix_bill().is_err());
}

#[test]
fn a_price_that_lifts_a_bill_over_its_minimum_fixes_no_used_up_coupon() {
    let (engine, clock) = open(|_| {});
    engine.define_coupon("ONCE", coupon(Some(1), None)).unwrap();
    let lunch = cart(&engine, &["ana", "ben"]);
    let ana = lunch.member("ana");
    ana.add_item("TEA", 1).unwrap();
    ana.redeem_coupon("ONCE").unwrap();
    needs_six_euros(&lunch);
    clock.advance(90_000_000);
    use_up(&engine);
    engine.set_price("TEA", "EUR", "10.00").unwrap();
    let answer = ana.fix_bill();
    assert!(answer.is_err(), "{answer:?}: total {}", ana.bill().unwrap().total);
}

#[test]
fn a_group_fixes_at_the_prices_of_the_moment() {
    let (engine, _) = open(|_| {});
    let lunch = cart(&engine, &["ana", "ben"]);
    let ana = lunch.member("ana");
    group(&lunch, "g");
    ana.add_item("TEA", 1).unwrap();
    needs_six_euros(&lunch);
    engine.set_price("TEA", "EUR", "10.00").unwrap();
    ana.fix_bill().unwrap();
}

#[test]
fn a_retried_redeem_gets_the_same_answer() {
    let (engine, _) = open(|_| {});
    engine.define_coupon("ONCE", coupon(Some(1), None)).unwrap();
    let lunch = cart(&engine, &["ana", "ben"]);
    let ana = lunch.member("ana");
    ana.add_item("TEA", 1).unwrap();
    let again = lunch.member("ana").with(opts(&engine, 7));
    let v = again.redeem_coupon("ONCE").unwrap();
    ana.commit(&b(BillCommand::RemoveAdjustment { adjustment: v })).unwrap();
    let other = cart(&engine, &["cleo"]);
    other.member("cleo").redeem_coupon("ONCE").unwrap();
    assert_eq!(again.redeem_coupon("ONCE"), Ok(v));
}

#[test]
fn a_retried_fix_after_reopen_gets_the_same_answer_with_coupon() {
    let (engine, clock) = open(|_| {});
    engine.define_coupon("ONCE", coupon(Some(1), None)).unwrap();
    let lunch = cart(&engine, &["ana", "ben"]);
    let ana = lunch.member("ana");
    ana.add_item("TEA", 1).unwrap();
    let again = lunch.member("ana").with(opts(&engine, 7));
    let v = again.fix_bill().unwrap();
    ana.reopen_bill().unwrap();
    ana.redeem_coupon("ONCE").unwrap();
    clock.advance(86_400_001);
    let other = cart(&engine, &["cleo"]);
    other.member("cleo").redeem_coupon("ONCE").unwrap();
    assert_eq!(again.fix_bill(), Ok(v));
}

#[test]
fn a_retried_fix_after_reopen_leaves_nothing_in_the_ledger() {
    let (engine, _) = open(|_| {});
    let lunch = cart(&engine, &["ana", "ben"]);
    group(&lunch, "g");
    let ana = lunch.member("ana");
    ana.add_item("GUM", 1).unwrap();
    let again = lunch.member("ana").with(opts(&engine, 7));
    let v = again.fix_bill().unwrap();
    ana.reopen_bill().unwrap();
    assert!(engine.ledger("g", "EUR").unwrap().members.iter().all(|m| m.behind.parts() == 0));
    assert_eq!(again.fix_bill(), Ok(v));
    assert!(!ana.bill().unwrap().is_fixed);
    let l = engine.ledger("g", "EUR").unwrap();
    assert!(l.members.iter().all(|m| m.behind.parts() == 0), "{l:?}");
}

#[test]
fn nobody_who_left_and_came_back_pays_themselves() {
    let (engine, _) = open(|_| {});
    let lunch = cart(&engine, &["ana", "ben"]);
    let ana = lunch.member("ana");
    ana.set_split(SplitRule::ByLine, &[]).unwrap();
    ana.add_item("ONE", 1).unwrap();
    lunch.member("ben").add_item("TEA", 1).unwrap();
    lunch.member("ben").leave().unwrap();
    lunch.system().add_member("ben", "editor").unwrap();
    ana.fix_bill().unwrap();
    ana.record_payment("ben", "5.00").unwrap();
    ana.record_payment("ana", "1.00").unwrap();
    assert!(ana.settlement().unwrap().transfers.is_empty());
}

#[test]
fn nobody_is_spared_by_leaving_and_coming_back() {
    let (engine, _) = open(|_| {});
    let lunch = cart(&engine, &["ana", "ben"]);
    let ana = lunch.member("ana");
    let token = Token::new().unwrap();
    ana.commit(&Command::Invite {
        token_hash: token.hash(),
        role: "editor",
        uses_max: Some(5),
        expires_at_ms: None,
    })
    .unwrap();
    late(&ana);
    lunch.member("ben").add_item("TEA", 2).unwrap();
    let before = shares(&ana);
    lunch.member("ben").leave().unwrap();
    lunch.member("ben").accept_invitation(&token.reveal()).unwrap();
    assert_eq!(before, shares(&ana));
}

#[test]
fn a_refused_member_writes_to_no_coupon() {
    let (engine, _) = open(slow);
    engine.define_coupon("MANY", coupon(None, None)).unwrap();
    engine.define_coupon("GONE", coupon(Some(0), None)).unwrap();
    let lunch = cart(&engine, &["ana"]);
    let ana = lunch.member("ana");
    for _ in 0..2 {
        ana.rename_cart(Some("x"), None).ok();
        ana.rename_cart(None, None).ok();
    }
    let before = engine.coupon("MANY").unwrap().version;
    for code in ["MANY", "GONE"] {
        assert_eq!(ana.redeem_coupon(code).unwrap_err().code.name(), "rate_exceeded");
    }
    assert_eq!(engine.coupon("MANY").unwrap().version, before);
}

#[test]
fn what_a_member_claims_can_be_taken_back() {
    let (engine, _) = open(|_| {});
    let lunch = cart(&engine, &["ana", "ben"]);
    let ana = lunch.member("ana");
    lunch.system().add_member("vic", "viewer").unwrap();
    ana.add_item("TEA", 2).unwrap();
    ana.fix_bill().unwrap();
    ana.record_payment("ana", "10.00").unwrap();
    lunch.member("vic").record_transfer("ben", "vic", "9999999999.99").unwrap();
    ana.record_transfer("vic", "ben", "9999999999.99").unwrap();
    ana.record_transfer("ben", "ana", "5.00").unwrap();
}

#[test]
fn a_reopened_bill_knows_the_prices() {
    let (engine, _) = open(|_| {});
    let lunch = cart(&engine, &["ana", "ben"]);
    let ana = lunch.member("ana");
    ana.add_item("TEA", 1).unwrap();
    ana.fix_bill().unwrap();
    engine.set_price("TEA", "EUR", "7.00").unwrap();
    assert_eq!(ana.bill().unwrap().total.minor, 500);
    ana.reopen_bill().unwrap();
    assert_eq!(ana.bill().unwrap().total.minor, 700);
    ana.fix_bill().unwrap();
    assert_eq!(ana.bill().unwrap().total.minor, 700);
}

#[test]
fn a_batch_that_closes_gives_coupons_back() {
    let (engine, clock) = open(|_| {});
    engine.define_coupon("ONCE", coupon(Some(1), None)).unwrap();
    for batch in [false, true] {
        let lunch = cart(&engine, &["ana", "ben"]);
        let ana = lunch.member("ana");
        ana.add_item("TEA", 1).unwrap();
        ana.redeem_coupon("ONCE").unwrap();
        ana.fix_bill().unwrap();
        ana.reopen_bill().unwrap();
        let close = [Command::CloseCart];
        if batch { ana.batch(&close).map(drop) } else { ana.commit(&close[0]).map(drop) }.unwrap();
        clock.advance(90_000_000);
        assert_eq!(engine.coupon("ONCE").unwrap().uses, 0, "batch {batch}");
    }
}

#[test]
fn a_column_more_changes_no_fixed_bill_of_many_classes() {
    let (engine, _) = open(|o| {
        o.limits.members_max = 1000;
        o.limits.lines_max = 2000;
        o.limits.splits_max = 2000;
        o.limits.cart_bytes_max = 2_000_000;
        o.limits.event_bytes_max = 65_536;
    });
    let names: Vec<String> = (0..255).map(|i| format!("m{i}")).collect();
    let refs: Vec<&str> = std::iter::once("ana").chain(names.iter().map(String::as_str)).collect();
    let lunch = cart(&engine, &refs); // 256 columns
    let ana = lunch.member("ana");
    for i in 0..255 {
        let l = LineId(
            ana.commit(&Command::AddItem {
                sku: "ONE",
                quantity: 1 + (i * 7) % 13,
                unit_price: None,
                options: vec![],
                note: None,
                beneficiaries: vec![],
                separate: true,
            })
            .unwrap(),
        );
        let parts = vec![
            ItemOption { key: refs[i as usize], value: "3" },
            ItemOption { key: refs[(i as usize + 1) % 256], value: "4" },
        ];
        ana.commit(&b(BillCommand::SetLineSplit { line: l, rule: SplitRule::ByWeight, parts }))
            .unwrap();
    }
    ana.add_item("GUM", 5).unwrap(); // 256 classes: 65536 cells
    lunch.system().commit(&b(off("33.33"))).unwrap();
    ana.fix_bill().unwrap();
    let before = shares(&ana);
    lunch.system().add_member("zed", "viewer").unwrap();
    lunch.member("zed").record_transfer("ana", "zed", "0.01").unwrap();
    let after = shares(&ana);
    let changed = before.iter().zip(&after).filter(|(a, b)| a != b).count();
    assert_eq!(changed, 0, "{} columns", after.len());
}

#[test]
fn a_group_that_is_left_keeps_nothing_of_a_stopped_reopening() {
    for steps in 0..6 {
        let store = MemoryStore::new();
        let first = stops::engine(Arc::new(store.clone()), NOW_MS);
        begin(&first).unwrap();
        first.cart(LUNCH).member("ana").fix_bill().unwrap();
        let stopping = stopping(&store, steps);
        let _ = stopping.cart(LUNCH).member("ana").reopen_bill();
        let second = stops::engine(Arc::new(store.clone()), NOW_MS + 90_000_000);
        let other = b(BillCommand::SetGroup { group: Some("other") });
        let is_set = second.cart(LUNCH).system().commit(&other).is_ok();
        if is_set {
            let _ = second.cart(LUNCH).system().bill().unwrap();
            second.cart(LUNCH).member("ana").fix_bill().unwrap();
            let l = second.ledger("family", "EUR").unwrap();
            assert!(l.members.iter().all(|m| m.behind.parts() == 0), "steps {steps}");
        }
    }
}

#[test]
fn a_confirmed_use_of_a_removed_coupon_comes_back_whatever_stops() {
    for close in [false, true] {
        for steps in 0..5 {
            let store = MemoryStore::new();
            let first = stops::engine(Arc::new(store.clone()), NOW_MS);
            begin(&first).unwrap();
            let ana = first.cart(LUNCH).member("ana");
            let adjustment = ana.redeem_coupon("ONCE").unwrap();
            ana.fix_bill().unwrap();
            ana.reopen_bill().unwrap();
            let id = opts(&first, 9);
            let stopping = stopping(&store, steps);
            let remove = if close {
                Command::CloseCart
            } else {
                b(BillCommand::RemoveAdjustment { adjustment })
            };
            let _ = stopping.cart(LUNCH).member("ana").with(id).commit(&remove);
            let second = stops::engine(Arc::new(store.clone()), NOW_MS + 90_000_000);
            let retry = second.cart(LUNCH).member("ana").with(id).commit(&remove);
            let _ = second.cart(LUNCH).system().bill();
            let v = second.coupon("ONCE").unwrap();
            assert_eq!((v.uses, v.reserved), (0, 0), "close {close} steps {steps} retry {retry:?}");
            assert!(verify(&store, Audit::default()).unwrap().is_sound(), "steps {steps}");
        }
    }
}

#[test]
fn whoever_sees_no_people_sees_no_group() {
    let (engine, _) = open(|_| {});
    let [one, two] = [(); 2].map(|()| {
        let c = cart(&engine, &["ana", "ben"]);
        group(&c, "g");
        c.member("ana").add_item("GUM", 1).unwrap();
        c
    });
    define(&one.member("ana"), "shelf", Capability::ViewItems);
    one.member("ana").add_member("sam", "shelf").unwrap();
    let sam = one.member("sam");
    let a = sam.bill().unwrap();
    two.member("ana").fix_bill().unwrap();
    let z = sam.bill().unwrap();
    assert_eq!((a.group, a.ledger_version), (z.group, z.ledger_version));
}

#[test]
fn a_role_that_enters_coupons_needs_no_view() {
    let (engine, _) = open(|_| {});
    engine.define_coupon("ONCE", coupon(Some(1), None)).unwrap();
    let lunch = cart(&engine, &["ana"]);
    define(&lunch.member("ana"), "desk", Capability::ApplyCoupons);
    lunch.member("ana").add_member("sam", "desk").unwrap();
    lunch.member("sam").redeem_coupon("ONCE").unwrap();
}

#[test]
fn a_refused_member_writes_to_no_ledger() {
    let (engine, _) = open(slow);
    let lunch = cart(&engine, &["ana", "ben"]);
    group(&lunch, "g");
    let ana = lunch.member("ana");
    lunch.system().add_item("GUM", 1).ok();
    ana.add_item("GUM", 1).unwrap();
    ana.rename_cart(None, Some("x")).ok();
    ana.rename_cart(None, None).ok();
    let before = engine.ledger("g", "EUR").unwrap().version;
    assert_eq!(ana.fix_bill().unwrap_err().code.name(), "rate_exceeded");
    assert_eq!(before, engine.ledger("g", "EUR").unwrap().version);
}

#[test]
fn a_stranger_moves_no_ledger() {
    let store = MemoryStore::new();
    let first = stops::engine(Arc::new(store.clone()), NOW_MS);
    begin(&first).unwrap();
    first.cart(LUNCH).member("ana").fix_bill().unwrap();
    let stopping = stopping(&store, 1);
    let _ = stopping.cart(LUNCH).member("ana").reopen_bill();
    let second = stops::engine(Arc::new(store.clone()), NOW_MS);
    let v = second.ledger("family", "EUR").unwrap().version;
    let e = second.cart(LUNCH).member("stranger").record_payment("ana", "1.00").unwrap_err();
    assert_eq!(v, second.ledger("family", "EUR").unwrap().version, "{e:?}");
}

#[test]
fn a_short_reservation_is_enough_to_fix_in_a_group() {
    let (engine, _) = open(|o| o.limits.reservation_ms_max = 30_000);
    let lunch = cart(&engine, &["ana", "ben"]);
    group(&lunch, "g");
    lunch.member("ana").add_item("TEA", 1).unwrap();
    lunch.member("ana").fix_bill().unwrap();
}
