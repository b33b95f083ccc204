//! Coupons and ledgers reach carts: limits hold under races, and spare cents are fair over a group's life.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;

use cartpool::journal::{MemoryStore, Store};
use cartpool::{
    BillCommand, Cart, Command, CouponTerms, Decimal, Engine, ManualClock, NewCart, Options,
};

const NOW_MS: u64 = 1_750_000_000_000;

fn engine(store: Option<Arc<dyn Store>>) -> Engine {
    let clock = Arc::new(ManualClock::at(NOW_MS));
    let engine = Engine::open(Options { store, clock, ..Options::default() }).unwrap();
    engine.set_price("GUM", "EUR", "0.01").unwrap();
    engine.set_price("TEA", "EUR", "5.00").unwrap();
    engine
}

fn stores() -> [Option<Arc<dyn Store>>; 2] {
    [None, Some(Arc::new(MemoryStore::new()))]
}

pub(super) fn coupon(uses_max: Option<u32>, member_uses_max: Option<u32>) -> CouponTerms {
    let ten = BillCommand::AddDiscount {
        percent: Some(Decimal::TEN),
        amount: None,
        tiers: vec![],
        buy: None,
        get: None,
        skus: vec![],
        label: Some("spring"),
        exclusive: false,
        priority: None,
    };
    CouponTerms { uses_max, member_uses_max, ..CouponTerms::new("EUR", &ten).unwrap() }
}

fn cart(engine: &Engine, owner: &str, sku: &str) -> Cart {
    let cart = engine.create_cart(NewCart::new(owner, "EUR")).unwrap();
    cart.member(owner).add_item(sku, 1).unwrap();
    cart
}

fn code<T: std::fmt::Debug>(answer: cartpool::Result<T>) -> &'static str {
    answer.unwrap_err().code.name()
}

#[test]
fn a_coupon_takes_off_once_and_comes_back_when_it_is_taken_out() {
    for store in stores() {
        let engine = engine(store);
        let ana = cart(&engine, "ana", "TEA").member("ana");
        assert_eq!(code(ana.redeem_coupon("SPRING")), "coupon_not_valid");
        engine.define_coupon("SPRING", coupon(Some(1), None)).unwrap();
        let redeemed = ana.redeem_coupon("SPRING").unwrap();
        assert_eq!(
            ana.redeem_coupon("SPRING").unwrap(),
            redeemed,
            "entered again, nothing changes"
        );
        assert_eq!(ana.total().unwrap().to_string(), "4.50 EUR");
        let ben = cart(&engine, "ben", "TEA").member("ben");
        assert_eq!(code(ben.redeem_coupon("SPRING")), "coupon_used_up");
        let remove = BillCommand::RemoveAdjustment { adjustment: redeemed };
        ana.commit(&Command::Bill(remove)).unwrap();
        ben.redeem_coupon("SPRING").unwrap();
        ben.fix_bill().unwrap();
        let view = engine.coupon("SPRING").unwrap();
        assert_eq!((view.uses - view.reserved, view.reserved), (1, 0));
        assert_eq!(code(ana.redeem_coupon("SPRING")), "coupon_used_up");
    }
}

#[test]
fn whoever_may_not_enter_coupons_learns_of_none_and_keeps_no_use() {
    let engine = engine(None);
    engine.define_coupon("SPRING", coupon(Some(1), None)).unwrap();
    let lunch = cart(&engine, "ana", "TEA");
    lunch.system().add_member("ben", "contributor").unwrap();
    for name in ["SPRING", "AUTUMN"] {
        assert_eq!(code(lunch.member("ben").redeem_coupon(name)), "capability_missing");
        assert_eq!(code(lunch.member("eve").redeem_coupon(name)), "cart_not_found");
    }
    assert_eq!(engine.coupon("SPRING").unwrap().reserved, 0);
}

#[test]
fn a_coupons_limits_hold_under_sixty_four_threads() {
    const THREADS: usize = 64;
    for store in stores() {
        let engine = engine(store);
        engine.define_coupon("SPRING", coupon(Some(20), Some(2))).unwrap();
        let members: Vec<String> = (0..16).map(|number| format!("m{number}")).collect();
        let redeemed: usize = thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS)
                .map(|number| {
                    let (engine, member) = (&engine, members[number % 16].as_str());
                    scope.spawn(move || {
                        let own = cart(engine, member, "TEA").member(member);
                        let has = own.redeem_coupon("SPRING").is_ok();
                        usize::from(has && own.fix_bill().is_ok())
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        let view = engine.coupon("SPRING").unwrap();
        assert_eq!(redeemed, 20);
        assert_eq!((view.uses - view.reserved, view.reserved), (20, 0));
    }
}

#[test]
fn a_groups_spare_cents_are_fair_over_its_life() {
    for store in stores() {
        let engine = engine(store);
        let mut paid = [0_i64; 3];
        for bill in 0..30_i64 {
            let lunch = cart(&engine, "ana", "GUM");
            for member in ["ben", "cleo"] {
                lunch.system().add_member(member, "editor").unwrap();
            }
            let group = Some("family");
            lunch.system().commit(&Command::Bill(BillCommand::SetGroup { group })).unwrap();
            lunch.member("ana").fix_bill().unwrap();
            let shown = lunch.member("ana").bill().unwrap();
            for (paid, name) in paid.iter_mut().zip(["ana", "ben", "cleo"]) {
                *paid += shown.share(name).unwrap().total.minor;
            }
            let (most, least) = (paid.iter().max().unwrap(), paid.iter().min().unwrap());
            assert!(most - least <= 1, "after {bill}: {paid:?}");
        }
        assert_eq!(paid, [10, 10, 10]);
        let ledger = engine.ledger("family", "EUR").unwrap();
        let behind: i64 = ledger.members.iter().map(|member| member.behind.parts()).sum();
        assert_eq!(behind, 0);
    }
}

#[test]
fn bills_fixed_at_once_share_one_ledger() {
    for store in stores() {
        let engine = engine(store);
        let carts: Vec<Cart> = (0..24)
            .map(|_| {
                let lunch = cart(&engine, "ana", "GUM");
                lunch.system().add_member("ben", "editor").unwrap();
                let group = Some("friends");
                lunch.system().commit(&Command::Bill(BillCommand::SetGroup { group })).unwrap();
                lunch
            })
            .collect();
        thread::scope(|scope| {
            for lunch in &carts {
                scope.spawn(|| while lunch.member("ana").fix_bill().is_err() {});
            }
        });
        let bore = |name: &str| {
            let share =
                |lunch: &Cart| lunch.system().bill().unwrap().share(name).unwrap().total.minor;
            carts.iter().map(share).sum::<i64>()
        };
        assert_eq!((bore("ana"), bore("ben")), (12, 12));
        let versions: BTreeSet<u64> =
            carts.iter().map(|lunch| lunch.system().bill().unwrap().ledger_version).collect();
        assert_eq!(versions.len(), carts.len(), "each bill has its own place in the ledger");
    }
}

#[test]
fn a_groups_balances_go_across_its_carts() {
    for store in stores() {
        let engine = engine(store);
        for payer in ["ana", "ben", "ana"] {
            let lunch = cart(&engine, "ana", "TEA");
            lunch.system().add_member("ben", "editor").unwrap();
            let group = Some("friends");
            lunch.system().commit(&Command::Bill(BillCommand::SetGroup { group })).unwrap();
            lunch.member("ana").fix_bill().unwrap();
            lunch.member("ana").record_payment(payer, "5.00").unwrap();
        }
        let ledger = engine.ledger("friends", "EUR").unwrap();
        let balances: Vec<String> =
            ledger.members.iter().map(|member| member.balance.to_string()).collect();
        assert_eq!(balances, ["2.50 EUR", "-2.50 EUR"]);
        let (transfers, is_exact) = ledger.settlement();
        let all: Vec<_> =
            transfers.iter().map(|it| (&*it.payer, &*it.payee, it.amount.minor)).collect();
        assert_eq!((all, is_exact), (vec![("ben", "ana", 250)], true));
    }
}
